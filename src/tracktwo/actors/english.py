"""Word lists that resolution needs: pronouns, prepositions, verbs and nouns of reference."""

from __future__ import annotations

from typing import Literal, NamedTuple

from tracktwo.actors.words import phrase_set, word_set

__all__ = [
    "BLOCKERS",
    "CALENDAR",
    "COMMON_SURNAMES",
    "DESCRIPTIONS",
    "DIRECTIONS",
    "GENDERED",
    "HONORIFICS",
    "JUDGEMENTS",
    "LEADERS",
    "LOCATIONS",
    "ORGANISATIONS",
    "PAIRS",
    "PLACE_NOUNS",
    "PRONOUNS",
    "SPEECH",
    "THINGS",
    "TOP",
    "VISITS",
    "Class",
    "Pronoun",
]

Class = Literal["he", "she", "it", "they", "we", "i", "you"]


class Pronoun(NamedTuple):
    """A personal pronoun: its class, and whether it is possessive or reflexive."""

    cls: Class
    possessive: bool = False
    reflexive: bool = False


PRONOUNS: dict[str, Pronoun] = {
    "he": Pronoun("he"),
    "him": Pronoun("he"),
    "his": Pronoun("he", possessive=True),
    "himself": Pronoun("he", reflexive=True),
    "she": Pronoun("she"),
    "her": Pronoun("she"),
    "hers": Pronoun("she", possessive=True),
    "herself": Pronoun("she", reflexive=True),
    "it": Pronoun("it"),
    "its": Pronoun("it", possessive=True),
    "itself": Pronoun("it", reflexive=True),
    "they": Pronoun("they"),
    "them": Pronoun("they"),
    "their": Pronoun("they", possessive=True),
    "theirs": Pronoun("they", possessive=True),
    "themselves": Pronoun("they", reflexive=True),
    "we": Pronoun("we"),
    "us": Pronoun("we"),
    "our": Pronoun("we", possessive=True),
    "ours": Pronoun("we", possessive=True),
    "ourselves": Pronoun("we", reflexive=True),
    "i": Pronoun("i"),
    "me": Pronoun("i"),
    "my": Pronoun("i", possessive=True),
    "mine": Pronoun("i", possessive=True),
    "myself": Pronoun("i", reflexive=True),
    "you": Pronoun("you"),
    "your": Pronoun("you", possessive=True),
    "yourself": Pronoun("you", reflexive=True),
    "yourselves": Pronoun("you", reflexive=True),
}

HONORIFICS: dict[str, str | None] = {
    "mr": "m", "mr.": "m", "sir": "m", "lord": "m", "mrs": "f", "mrs.": "f", "ms": "f", "ms.": "f",
    "miss": "f", "madam": "f", "dame": "f", "lady": "f", "dr": None, "dr.": None, "prof": None,
    "prof.": None, "gen": None, "gen.": None, "lt": None, "lt.": None, "col": None, "col.": None,
    "maj": None, "maj.": None, "capt": None, "capt.": None, "sgt": None, "sgt.": None, "spc": None,
    "spc.": None, "adm": None, "adm.": None, "brig": None, "brig.": None, "sen": None,
    "sen.": None, "rep": None, "rep.": None, "gov": None, "gov.": None, "sheikh": "m",
    "ayatollah": "m", "staff": None, "pvt.": None, "cpl.": None, "cmdr.": None, "cmdr": None,
}  # fmt: skip
"""Words before a name that are no part of it, and the gender that they give."""

GENDERED = {
    "spokesman": "m", "spokeswoman": "f", "chairman": "m", "chairwoman": "f", "king": "m",
    "queen": "f", "prince": "m", "princess": "f", "gunman": "m", "man": "m", "woman": "f",
    "crown prince": "m", "emir": "m", "sultan": "m", "congressman": "m", "congresswoman": "f",
    "businessman": "m", "businesswoman": "f", "policeman": "m", "policewoman": "f",
}  # fmt: skip
"""Role nouns that tell the gender of their holder."""

CALENDAR = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december jan. feb. mar. apr. jun. jul. aug.
    sept. sep. oct. nov. dec. jan feb apr aug sept oct nov dec ramadan eid christmas easter gmt
    utc est a.m. p.m. am pm covid covid-19 english arabic
    """
)
"""Proper nouns that name no party."""

LOCATIONS = word_set(
    """
    in at near inside across around outside throughout within off along above beneath beside
    amid aboard below
    """
)
"""Prepositions after which a place is only a place."""

DIRECTIONS = word_set(
    """
    to into from toward towards onto over through via past
    """
)
"""Prepositions after which a place may be a party too."""

SPEECH = word_set(
    """
    say tell warn claim state announce declare insist add suggest argue stress note deny reject
    accuse blame urge demand call ask propose offer pledge promise threaten vow criticise
    criticize condemn welcome praise confirm respond reply hint signal report maintain reiterate
    emphasise emphasize believe think hope want seek plan intend agree refuse explain comment
    remark complain admit acknowledge concede write tweet repeat recall conclude
    """
)
"""Verbs whose subject speaks or thinks."""

VISITS = word_set(
    """
    visit leave enter reach shell bomb hit strike attack capture seize take retake recapture
    liberate encircle besiege storm evacuate flee bombard pound occupy surround defend cross
    tour quit overrun raid target shake rock control hold threaten approach
    """
)
"""Verbs whose object, when it is a town, is that town and not the government in it."""

JUDGEMENTS = word_set(
    """
    commend praise laud applaud congratulate thank criticise criticize condemn blame accuse
    rebuke chide mock attack admire respect reproach denounce salute honour honor fault forgive
    pardon punish sanction scold slam
    """
)
"""Verbs that judge their object: *praised her for her work* means the work of the one praised."""

PLACE_NOUNS = word_set(
    """
    city town village province district region governorate area suburb port capital border north
    south east west northeast northwest southeast southwest outskirts island coast neighbourhood
    neighborhood oblast enclave strip street site
    """
)
"""Nouns whose *of* phrase names a place."""

LEADERS = phrase_set(
    """
    president, prime minister, chancellor, monarch, king, queen, emir, sultan, supreme leader,
    head of state, head of government, premier, group leader, party leader, leader, secretary
    general, director general, chief, commission president, council president, high
    representative, chair, organisation head, religious leader, head
    """
)  # fmt: skip
"""Offices whose holder is called the leader of a state or body."""

TOP = frozenset(
    ["president", "prime minister", "chancellor", "monarch", "supreme leader", "head of state",
     "president elect"]
)  # fmt: skip
"""Offices so much in the news that a rare surname alone tells the holder."""

COMMON_SURNAMES = word_set(
    """
    abbas abbott abdullah ahmed ali bell black bloom brown bush cameron carter clark clarke
    clegg clinton cook cooper davis day dean english faisal fox gates gordon grant green harper
    harris hague hammond hassan howard hu hunt hussein ibrahim jackson johnson jones kennedy key
    khan kim king lee lewis li lopez ma major marshall martin may miller mohammed moon morales
    moore morrison muhammad nelson obama park perry powell price rice roberts robertson robinson
    ross rubio ryan salman scott sharif shah singh smith straw sunak thomas thompson truss
    turner vance walker wallace wang white will williams wilson wood wu yang young yusuf zhang
    sanchez castro garcia gonzalez perez rodriguez fernandez diaz silva santos costa mendoza
    ortega torres ramos barzani talabani aliyev karimov said saleh omar osman bello moussa
    traore diallo toure keita kabila lam tran nguyen malik aziz rahman hashimi sheikh
    """
) - {"obama", "sunak"}
"""Surnames that too many people bear to mean a leader when they stand alone."""

BLOCKERS = word_set(
    """
    former ex deputy vice assistant acting then next future late onetime another other some any
    no each every several many few incoming outgoing designate previous potential new own
    would-be all
    """
)
"""Words that keep a title from meaning its present holder."""

_ARMED = word_set("armed movement pmc group militia rebel")
_BODIES = word_set("igo uno eur alliance ngo court organisation authority coalition")

DESCRIPTIONS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("group", "movement", "militia", "faction", "insurgency"), _ARMED | {"coalition", "party"}
    ),
    "caliphate": _ARMED,
    "front": _ARMED,
    "party": word_set("party movement"),
    "coalition": word_set("coalition alliance igo"),
    "network": _ARMED | {"ngo", "media"},
    **dict.fromkeys(("organisation", "organization"), _ARMED | _BODIES),
    "alliance": word_set("alliance coalition igo"),
    **dict.fromkeys(("bloc", "union"), word_set("eur igo alliance")),
    **dict.fromkeys(("body", "agency", "council", "commission", "watchdog"), _BODIES),
    "court": word_set("court"),
    **dict.fromkeys(
        ("country", "nation", "kingdom", "republic", "state"), word_set("state territory former")
    ),
}
"""Nouns that take up a party named before, and which kinds of the registry they take up."""

ORGANISATIONS = word_set(
    """
    front army party movement alliance league union brigade brigades council congress coalition
    forces force militia group organisation organization bank ministry committee commission agency
    authority corporation foundation institute university association federation assembly
    parliament senate office department command guard guards company society network times post
    herald news court tribunal institution club corps division battalion regiment
    """
)
"""Last words of the names of bodies."""

THINGS = word_set(
    """
    accord accords act agreement agreements anniversary article attack attacks bill campaign charter
    christianity communique communiqué conflict constitution convention crisis day days
    declaration doctrine earth god
    initiative internet islam judaism law laws month operation pact plan process programme program
    protocol question referendum report resolution revolution route statement strike strikes summit
    talks treaty uav ied week war wars year years
    """
)
"""Last words of proper names of things that are no parties."""

PAIRS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("country", "nation", "state", "government", "neighbour", "neighbor", "capital"),
        frozenset({"state"}),
    ),
    **dict.fromkeys(
        ("side", "party", "foe", "rival", "enemy", "adversary", "ally"),
        frozenset({"state", "group", "organisation", "unknown"}),
    ),
}
"""Nouns that take up two parties: *both sides*, *the two countries*."""
