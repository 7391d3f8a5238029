"""Events: who did what to whom, by the settled questions, and properties of every row."""

from __future__ import annotations

import pytest
from event_lines import Code, Coding, chain_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracktwo.coding.codebook import intensity, quad
from tracktwo.schema import ROW_KINDS, Citation

STATES = ["Kenya", "Peru", "Norway", "Poland", "Oman", "Ghana", "Chile", "Mongolia"]
# Declarative sentences with two parties; none is a question, and none is on anybody's word.
PLAIN = [
    "{a} attacked {b}.",
    "{a} shelled {b} on Monday.",
    "{a} imposed sanctions on {b}.",
    "{a} sent aid to {b}.",
    "{a} held talks with {b}.",
    "{a} accused {b} of fraud.",
    "{a} praised {b}.",
    "{a} expelled the ambassador of {b}.",
    "{a} signed a trade agreement with {b}.",
    "{a} withdrew its troops from {b}.",
]
slow = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
pairs = st.permutations(STATES).map(lambda p: (p[0], p[1], p[2]))
templates = st.sampled_from(PLAIN)


def shape(coding: Coding, names: dict[str, str]) -> list[str]:
    """The lines of a text with parties replaced by what they stand for."""
    out = []
    for text in coding.lines:
        for name, letter in names.items():
            text = text.replace(name, letter)
        out.append(text)
    return sorted(out)


def citations(value: object) -> list[Citation]:
    """Every citation in a row, however deep."""
    if isinstance(value, Citation):
        return [value]
    if isinstance(value, list):
        return [c for v in value for c in citations(v)]
    fields = getattr(type(value), "model_fields", {})
    return [c for f in fields for c in citations(getattr(value, f))]


# --- properties


@slow
@given(names=pairs, first=templates, second=templates)
def test_every_citation_is_the_words_at_its_place(
    coding: Code, names: tuple[str, str, str], first: str, second: str
) -> None:
    a, b, c = names
    got = coding(f"{first.format(a=a, b=b)} “{second.format(a=b, b=c)}” {c} said.")
    found = [x for row in got.rows for x in citations(row)]
    assert found
    for x in found:
        assert got.text[x.start : x.end] == x.text
        assert x.text == x.text.strip() != ""
    assert all(isinstance(row, tuple(ROW_KINDS.values())) for row in got.rows)


@slow
@given(names=pairs, template=templates)
def test_renaming_the_parties_changes_only_names(
    coding: Code, names: tuple[str, str, str], template: str
) -> None:
    a, b, _ = names
    got = shape(coding(template.format(a=a, b=b)), {a: "A", b: "B"})
    assert got == shape(coding(template.format(a="Kenya", b="Peru")), {"Kenya": "A", "Peru": "B"})
    assert got


@slow
@given(names=pairs, template=templates)
def test_a_speaker_in_front_is_added_to_every_chain(
    coding: Code, names: tuple[str, str, str], template: str
) -> None:
    a, b, c = names
    plain = template.format(a=a, b=b)
    told = coding(f"{c} said that {plain}")
    cued = [e for e in told.events if e.rule.startswith("voiced")]
    rest = [e for e in told.events if e not in cued]
    before = coding(plain).events
    assert len(rest) == len(before) > 0
    for was, now in zip(before, rest, strict=True):
        assert (now.type, now.mode) == (was.type, was.mode)
        assert [p.actor for p in now.actors] == [p.actor for p in was.actors]
        assert [p.name for p in now.recipients] == [p.name for p in was.recipients]
        assert chain_of(now.attribution[:1]) == f"{c} says"
        assert chain_of(now.attribution[1:]) == chain_of(was.attribution)
    assert all([p.name for p in e.actors] == [c] for e in cued)


@slow
@given(names=pairs, template=templates)
def test_may_never_leaves_an_act_told_as_done(
    coding: Code, names: tuple[str, str, str], template: str
) -> None:
    a, b, _ = names
    base = {
        "attacked": "attack", "shelled": "shell", "imposed": "impose", "sent": "send",
        "held": "hold", "accused": "accuse", "praised": "praise", "expelled": "expel",
        "signed": "sign", "withdrew": "withdraw",
    }  # fmt: skip
    verb = template.split()[1]
    got = coding(template.replace(verb, f"may {base[verb]}").format(a=a, b=b))
    assert got.events
    assert all(e.modality not in ("happened", "ongoing") for e in got.events)


@slow
@given(names=pairs, first=templates, second=templates)
def test_a_neutral_paragraph_changes_no_row_of_the_others(
    coding: Code, names: tuple[str, str, str], first: str, second: str
) -> None:
    a, b, c = names
    one, two = first.format(a=a, b=b), second.format(a=b, b=c)
    extra = "The weather was mild in the valley, and the harvest came early."
    assert coding(f"{one}\n\n{two}").lines == coding(f"{one}\n\n{extra}\n\n{two}").lines


def test_coding_twice_gives_the_same_rows(coding: Code) -> None:
    text = "Kenya said Uganda attacked Malawi. “We will send aid to Malawi,” Kenya said."
    assert coding(text).rows == coding(text, on=None).rows == coding.__wrapped__(text).rows  # type: ignore[attr-defined]


# --- the table of the design


TABLE = [
    ("Iran may attack Israel.", ["Iran > Israel ASSAULT possible"]),
    (
        "If Iran attacks Israel, the United States will attack Iran.",
        [
            "Iran > Israel ASSAULT conditional {If Iran attacks Israel}",
            "United States > Iran ASSAULT conditional {<- If Iran attacks Israel}",
        ],
    ),
    (
        "Russia denied that it attacked Ukraine.",
        ["Russia > ? REJECT happened", "Russia > Ukraine ASSAULT not happened [Russia denies]"],
    ),
    (
        "Ukraine said Russia attacked Poland.",
        ["Russia > Poland ASSAULT happened [Ukraine says]", "Ukraine > Russia ACCUSE happened"],
    ),
    # a proposal's term, and no event
    ("Officials are concerned that the plan may involve ceding territory.", []),
]


@pytest.mark.parametrize(("text", "lines"), TABLE)
def test_sentences_that_the_old_coders_get_wrong(coding: Code, text: str, lines: list[str]) -> None:
    assert coding(text).lines == sorted(lines)


# --- settled questions, one a row


SETTLED = [
    # no actor: agentless acts keep an empty list
    ("An attack on the convoy killed six aid workers near Nairobi.",
     ["? > six aid workers ASSAULT happened"]),
    ("Journalists were arrested in Uganda on Monday.", ["? > Journalists COERCE happened"]),
    ("Aid was delivered to Uganda.", ["? > Uganda AID happened"]),
    ("A bomb exploded in Nairobi.", ["? > ? ASSAULT happened"]),
    # lists of actors are joint, or either
    ("Kenya and Uganda attacked Malawi.", ["Kenya + Uganda > Malawi ASSAULT happened"]),
    ("Either Kenya or Uganda attacked Malawi.", ["Kenya / Uganda > Malawi ASSAULT happened"]),
    ("Kenya attacked Uganda and Malawi.", ["Kenya > Uganda + Malawi ASSAULT happened"]),
    # passives, participles, relative clauses, nouns with a support verb
    ("Uganda was attacked by Kenya.", ["Kenya > Uganda ASSAULT happened"]),
    ("Kenya launched an attack on Uganda.", ["Kenya > Uganda ASSAULT happened"]),
    ("Kenya, which attacked Uganda, praised Malawi.",
     ["Kenya > Malawi SUPPORT happened", "Kenya > Uganda ASSAULT happened"]),
    ("Uganda, attacked by Kenya, asked Malawi for help.",
     ["Kenya > Uganda ASSAULT happened", "Uganda > Malawi REQUEST happened"]),
    # two words for one act
    ("Kenya shelled Uganda, killing six civilians.",
     ["Kenya > Uganda + six civilians ASSAULT happened"]),
    ("The strike by Kenya killed six civilians.", ["Kenya > six civilians ASSAULT happened"]),
    ("Six civilians were killed and injured.", ["? > Six civilians ASSAULT happened"]),
    # arms and crews act for whom they serve; those who suffer a joined passive do not
    ("Russian missiles hit Kharkiv.", ["Russia > Kharkiv ASSAULT happened"]),
    ("Six civilians were killed and buried in the ruins.",
     ["? > Six civilians ASSAULT happened"]),
    # a lasting fight that nobody is said to wage, and what was once promised, are no acts
    ("The fight against the rebels in Kenya is hard.", []),
    ("Kenya forgot its commitments to Uganda.", []),
    # who faces violence suffers it; a danger threatens nobody in words
    ("Uganda is facing shelling by Kenya.", ["Kenya > Uganda ASSAULT ongoing"]),
    ("Kenya is a threat to Uganda.", []),
    # a name before a noun says where, unless the noun has its aim
    ("Kenya ceasefire violations worried Peru.", []),
    ("The Kenya attack on Uganda worried Peru.", ["Kenya > Uganda ASSAULT happened"]),
    # how to do a thing is nobody's doing
    ("Kenya welcomed a paper on how to end the fighting in Uganda.",
     ["Kenya > ? SUPPORT happened"]),
    # whom a shell is fired at suffers, town or state; what is past is past whatever lies ahead
    ("Kenya fired two artillery shells at Kampala.", ["Kenya > Kampala ASSAULT happened"]),
    ("Kenya is about to restore ties with Uganda five years after Peru attacked Malawi.",
     ["Kenya > Uganda SUPPORT planned", "Peru > Malawi ASSAULT happened"]),
    ("Kenya welcomed a resumption of ties between Peru and Chile.",
     ["Kenya > Peru + Chile SUPPORT happened"]),
    ("Kenya and Uganda delayed their meeting.", ["Kenya + Uganda > ? REJECT happened"]),
    ("Kenya and Uganda clashed over fishing.", ["Kenya + Uganda > ? ACCUSE happened"]),
    # a capital that speaks is its government
    ("Moscow praised Kyiv.", ["Russia > Ukraine SUPPORT happened"]),
    # withheld cooperation: refused in words, kept back, or of one state from another
    ("Kenya refused to send aid to Uganda.",
     ["Kenya > Uganda AID not planned [Kenya says]", "Kenya > Uganda REJECT happened"]),
    ("Kenya blocked aid convoys to Uganda.", ["Kenya > Uganda COERCE happened"]),
    ("Kenya suspended aid to Uganda.", ["Kenya > Uganda SANCTION happened"]),
    # presupposed and generic acts are no events
    ("Kenya said users of chemical weapons must be punished.", []),
    ("Kenya called on Uganda to stop the attacks on Malawi.",
     ["Kenya > Uganda REQUEST happened"]),
    # condolences, briefings, figures, holding territory
    ("Kenya expressed condolences to Uganda.", []),
    ("Kenya briefed Uganda on the talks.", []),
    ("Kenya published figures on its exports to Uganda.", []),
    ("Kenya controls the border town.", []),
    # ties of the codebook
    ("Kenya unfroze Ugandan assets.", ["Kenya > Uganda RETREAT happened"]),
    ("Kenya summoned the Ugandan ambassador.", ["Kenya > Ugandan ambassador ACCUSE happened"]),
    ("Kenya expelled the Ugandan ambassador.", ["Kenya > Ugandan ambassador SANCTION happened"]),
    ("Kenya recalled its ambassador from Uganda.", ["Kenya > Uganda SANCTION happened"]),
    ("Kenya invited Uganda to talks.", ["Kenya > Uganda AGREE happened"]),
    ("Kenya cancelled a meeting with Uganda.", ["Kenya > Uganda REJECT happened"]),
    ("Kenya applauded Uganda.", ["Kenya > Uganda SUPPORT happened"]),
    ("Kenya and Uganda conducted a joint military exercise.",
     ["Kenya + Uganda > ? COOPERATE happened"]),
    ("Kenya lifted sanctions on Uganda.", ["Kenya > Uganda RETREAT happened"]),
    # what is no party does nothing here
    ("Inflation attacked Kenya.", []),
    ("The storm killed six people in Kenya.", []),
    # an apology presupposes what it is for
    ("Kenya apologised to Uganda for shelling Malawi.",
     ["Kenya > Malawi ASSAULT happened", "Kenya > Uganda CONCEDE happened"]),
    # "we" is the speaker's side; unresolved plurals keep their words
    ("“We support Uganda,” the president of Kenya said.",
     ["Kenya > Uganda SUPPORT happened [William Ruto says]"]),
    ("The two leaders met in Geneva.", ["two leaders > ? CONSULT happened"]),
    # not ruling out leaves a position open and is no act
    ("Kenya did not rule out sanctions on Uganda.", []),
    # crowds without a name
    ("Thousands protested in Nairobi against the war.", ["? > ? PROTEST happened"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lines"), SETTLED)
def test_settled_questions(coding: Code, text: str, lines: list[str]) -> None:
    assert coding(text, on="2024-05-14").lines == sorted(lines)


@pytest.mark.xfail(strict=True, reason="a noun coordination of nationalities names no party")
def test_delegations_of_two_states_meet(coding: Code) -> None:
    got = coding("Russian and Ukrainian delegations met in Istanbul.")
    assert got.lines == ["Russia + Ukraine > ? CONSULT happened"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Kenya attacked Uganda near Kampala.", "Kampala"),
        ("A bomb exploded in Nairobi.", "Nairobi"),
        ("Russia shelled Kharkiv.", "Kharkiv"),
        ("Kenya attacked Uganda.", None),
    ],
)
def test_where_an_act_took_place(coding: Code, text: str, place: str | None) -> None:
    cited = coding(text).event("ASSAULT").place
    assert (cited.text if cited else None) == place


def test_a_place_that_suffers_stands_for_its_party(coding: Code) -> None:
    (recipient,) = coding("Russia shelled Kharkiv.").event("ASSAULT").recipients
    assert (recipient.for_actor, recipient.code) == ("ukr", "UKR")


def test_type_quad_and_intensity_are_those_of_the_codebook(coding: Code) -> None:
    for text, _ in SETTLED:
        for e in coding(text, on="2024-05-14").events:
            assert (e.quad, e.intensity) == (quad(e.type), intensity(e.type, e.mode))


def test_the_predicate_is_the_word_or_support_verb_and_noun(coding: Code) -> None:
    assert coding("Kenya attacked Uganda.").event("ASSAULT").predicate.text == "attacked"
    event = coding("Kenya launched an attack on Uganda.").event("ASSAULT")
    assert event.predicate.text == "launched an attack"


def test_a_row_cites_the_clause_and_not_its_neighbours(coding: Code) -> None:
    event = coding("Peru slept while Kenya attacked Uganda.").event("ASSAULT")
    assert event.citations[0].text.endswith("Kenya attacked Uganda")
    assert "Peru" not in event.citations[0].text
