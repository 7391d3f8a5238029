"""Role phrases, definite descriptions and places."""

from __future__ import annotations

import pytest
from actor_sentences import Read

SARR = "Velmoran/JJ/amod>2 President/NNP/nmod:desc>3 Ada/NNP/nsubj>5 Sarr/NNP/flat>3 spoke/VBD/root"
DORN = "Tarsian/JJ/amod>2 President/NNP/nmod:desc>3 Ilya/NNP/nsubj>5 Dorn/NNP/flat>3 spoke/VBD/root"


def test_nation_and_role_noun(read: Read) -> None:
    seen = read("The/DT/det>3 Tarsian/JJ/amod>3 forces/NNS/nsubj>4 left/VBD/root")
    assert seen.texts() == ["The Tarsian forces"]
    mention = seen.mentions[0]
    assert (mention.kind, mention.plural) == ("role", True)
    party = mention.party
    assert (party.name, party.actor, party.for_actor) == ("Tarsian forces", None, "tar")
    assert (party.code, party.sectors, party.named) == ("XTA", ["MIL"], True)


def test_those_who_are_no_organ_do_not_speak_for_the_state(read: Read) -> None:
    party = (
        read("The/DT/det>3 Tarsian/JJ/amod>3 opposition/NN/nsubj>4 left/VBD/root").mentions[0].party
    )
    assert (party.code, party.sectors, party.for_actor) == ("XTA", ["OPP"], None)


def test_role_of_a_group(read: Read) -> None:
    seen = read("Red/NNP/compound>2 Banner/NNP/compound>3 rebels/NNS/nsubj>4 left/VBD/root")
    party = seen.mentions[0].party
    assert (party.for_actor, party.code, party.sectors) == ("red", "IMG", ["REB"])


def test_role_with_of_phrase_holds_its_nation(read: Read) -> None:
    seen = read("The/DT/det>2 government/NN/nsubj>5 of/IN/case>4 Tarsia/NNP/nmod>2 agreed/VBD/root")
    assert seen.texts() == ["The government of Tarsia", "Tarsia"]
    assert seen.mentions[0].party.for_actor == "tar"


def test_regime_of_a_person(read: Read) -> None:
    seen = read(SARR, "Sarr/NNP/nmod:poss>3 _'s/POS/case>1 regime/NN/nsubj>4 agreed/VBD/root")
    party = seen.one("Sarr's regime").party
    assert (party.for_actor, party.code, party.sectors) == ("vel", "XVE", ["GOV"])
    assert seen.one("Sarr").party.actor == "ada-sarr"


def test_possessor_inside_another_phrase_is_its_own_mention(read: Read) -> None:
    seen = read("Tarsia/NNP/nmod:poss>3 _'s/POS/case>1 demands/NNS/nsubj>4 failed/VBD/root")
    assert seen.texts() == ["Tarsia"]


def test_nation_of_a_participle_is_not_the_nation_of_the_group(read: Read) -> None:
    seen = read(
        "Tarsia/NNP/obl>3 _-/HYPH/punct>3 _backed/VBN/amod>4 rebels/NNS/nsubj>5 left/VBD/root"
    )
    rebels = seen.one("Tarsia-backed rebels").party
    assert (rebels.code, rebels.sectors) == (None, ["REB"])
    assert seen.actor("Tarsia") == "tar"


def test_two_nations_before_one_noun(read: Read) -> None:
    seen = read("Tarsian/JJ/amod>4 and/CC/cc>3 Velmoran/JJ/conj>1 forces/NNS/nsubj>5 left/VBD/root")
    assert seen.one("Tarsian and Velmoran forces").party.code is None
    assert (seen.actor("Tarsian"), seen.actor("Velmoran")) == ("tar", "vel")


@pytest.mark.parametrize("noun", ["officials", "witnesses", "sources"])
def test_unnamed(read: Read, noun: str) -> None:
    party = read(f"Several/JJ/amod>2 {noun}/NNS/nsubj>3 left/VBD/root").mentions[0].party
    assert (party.named, party.actor, party.code) == (False, None, None)


def test_the_president_is_the_only_one_named(read: Read) -> None:
    seen = read(SARR, "The/DT/det>2 president/NN/nsubj>3 left/VBD/root")
    later = seen.one("The president")
    assert (later.party.actor, later.kind, later.antecedent) == ("ada-sarr", "description", 0)


def test_the_president_is_open_when_two_were_named(read: Read) -> None:
    met = "Sarr/NNP/nsubj>4 and/CC/cc>3 Dorn/NNP/conj>1 met/VBD/root"
    seen = read(SARR, DORN, met, "The/DT/det>2 president/NN/nsubj>3 left/VBD/root")
    party = seen.one("The president").party
    assert (party.actor, party.code, party.name) == (None, None, "The president")


def test_a_former_president_is_nobody_present(read: Read) -> None:
    seen = read("A/DT/det>4 former/JJ/amod>4 Tarsian/JJ/amod>4 president/NN/nsubj>5 left/VBD/root")
    assert seen.mentions[0].party.actor is None


def test_office_and_nation_name_the_holder_on_the_day(read: Read) -> None:
    sentence = "The/DT/det>4 Velmoran/JJ/amod>4 foreign/JJ/amod>4 minister/NN/nsubj>5 left/VBD/root"
    assert read(sentence).actor("The Velmoran foreign minister") == "tomas-brenn"
    early = read(sentence, on="2016-01-01").mentions[0].party
    assert (early.actor, early.for_actor, early.code) == (None, "vel", "XVE")
    assert read(sentence, on=None).mentions[0].party.actor is None


def test_the_leader_of_a_nation(read: Read) -> None:
    leader = "The/DT/det>3 Tarsian/JJ/amod>3 leader/NN/nsubj>4 left/VBD/root"
    assert read(SARR, DORN, leader).actor("The Tarsian leader") == "ilya-dorn"


def test_only_government(read: Read) -> None:
    seen = read(
        "The/DT/det>3 Tarsian/JJ/amod>3 government/NN/nsubj>4 left/VBD/root",
        "The/DT/det>2 government/NN/nsubj>3 agreed/VBD/root",
        "The/DT/det>2 army/NN/nsubj>3 agreed/VBD/root",
    )
    assert seen.one("The government").party.for_actor == "tar"
    army = seen.one("The army").party
    assert (army.for_actor, army.code, army.sectors) == ("tar", "XTA", ["MIL"])


def test_government_of_two_is_open(read: Read) -> None:
    seen = read(
        "The/DT/det>3 Tarsian/JJ/amod>3 government/NN/nsubj>7 and/CC/cc>6 Velmoran/JJ/amod>6 "
        "government/NN/conj>3 met/VBD/root",
        "The/DT/det>2 government/NN/nsubj>3 agreed/VBD/root",
    )
    assert seen.one("The government").party.code is None


def test_same_noun_takes_up_the_one_before(read: Read) -> None:
    seen = read(
        "A/DT/det>2 gunman/NN/nsubj>3 fled/VBD/root",
        "The/DT/det>2 gunman/NN/nsubj>3 fell/VBD/root",
    )
    assert seen.one("The gunman").antecedent == 0


def test_the_group_and_the_alliance(read: Read) -> None:
    seen = read(
        "The/DT/det>3 Northern/NNP/compound>3 Accord/NNP/nsubj>4 warned/VBD/root "
        "Red/NNP/compound>6 Banner/NNP/obj>4",
        "The/DT/det>2 alliance/NN/nsubj>3 met/VBD/root",
        "The/DT/det>2 group/NN/nsubj>3 fled/VBD/root",
        "Another/DT/det>2 group/NN/nsubj>3 fled/VBD/root",
    )
    assert seen.actor("The alliance") == "nac"
    assert seen.actor("The group") == "red"
    assert not seen.all("Another group")


def test_the_two_leaders_and_both_countries(read: Read) -> None:
    seen = read(
        SARR,
        DORN,
        "The/DT/det>3 two/CD/nummod>3 leaders/NNS/nsubj>4 met/VBD/root",
        "Tarsia/NNP/nsubj>4 and/CC/cc>3 Velmora/NNP/conj>1 agreed/VBD/root",
        "Both/DT/det>2 countries/NNS/nsubj>3 left/VBD/root",
    )
    leaders, countries = seen.one("The two leaders"), seen.one("Both countries")
    assert [seen.mentions[i].party.actor for i in leaders.parts] == ["ada-sarr", "ilya-dorn"]
    assert [seen.mentions[i].party.actor for i in countries.parts] == ["tar", "vel"]
    assert countries.kind == leaders.kind == "plural"


def test_both_countries_of_three_are_open(read: Read) -> None:
    seen = read(
        "Tarsia/NNP/nsubj>6 _,/,/punct>3 Velmora/NNP/conj>1 and/CC/cc>5 Ostrel/NNP/conj>1 "
        "met/VBD/root",
        "Both/DT/det>2 countries/NNS/nsubj>3 left/VBD/root",
    )
    assert seen.one("Both countries").parts == ()


def test_metonym_and_body(read: Read) -> None:
    seen = read(
        "The/DT/det>3 Amber/NNP/compound>3 Palace/NNP/nsubj>4 warned/VBD/root",
        "The/DT/det>3 Foreign/NNP/compound>3 Bureau/NNP/nsubj>4 agreed/VBD/root",
    )
    palace = seen.one("The Amber Palace")
    assert (palace.kind, palace.party.actor, palace.party.name) == ("metonym", "vel", "Velmora")
    assert palace.party.sectors == ["GOV"]
    body = seen.one("The Foreign Bureau").party
    assert (body.name, body.actor, body.for_actor) == ("Foreign Bureau", None, "vel")


@pytest.mark.parametrize(
    ("sentence", "words", "place", "acts", "kind"),
    [
        ("Korin/NNP/nsubj>2 warned/VBD/root Tarsia/NNP/obj>2", "Korin", False, True, "metonym"),
        ("It/PRP/nsubj>2 is/VBD/root in/IN/case>4 Korin/NNP/obl>2", "Korin", True, False, "place"),
        ("Jets/NNS/nsubj>2 shelled/VBD/root Korin/NNP/obj>2", "Korin", True, True, "place"),
        ("It/PRP/nsubj>2 told/VBD/root Korin/NNP/obj>2", "Korin", False, True, "metonym"),
        ("Aid/NN/root to/IN/case>3 Tarsia/NNP/nmod>1", "Tarsia", True, True, "name"),
        ("Rain/NN/root in/IN/case>3 Tarsia/NNP/nmod>1", "Tarsia", True, False, "name"),
        ("Talks/NNS/root with/IN/case>3 Korin/NNP/nmod>1", "Korin", False, True, "metonym"),
        ("Strikes/NNS/root on/IN/case>3 Sarn/NNP/nmod>1", "Sarn", True, True, "place"),
        ("Rain/NN/root near/IN/case>3 Sarn/NNP/nmod>1", "Sarn", True, False, "place"),
    ],
)  # fmt: skip
def test_places(read: Read, sentence: str, words: str, place: bool, acts: bool, kind: str) -> None:
    mention = read(sentence).one(words)
    assert (mention.place, mention.acts, mention.kind) == (place, acts, kind)
    if kind == "place":
        assert (mention.party.name, mention.party.actor) == (words, None)
        assert mention.party.for_actor == "vel"


def test_adjective_before_a_deed(read: Read) -> None:
    seen = read("Tarsian/JJ/amod>2 strikes/NNS/nsubj>3 began/VBD/root")
    mention = seen.one("Tarsian")
    assert (mention.kind, mention.party.actor, mention.party.name) == ("adjective", "tar", "Tarsia")


def test_people_of_a_nation_are_not_the_state(read: Read) -> None:
    party = read("Velmorans/NNPS/nsubj>2 voted/VBD/root").mentions[0].party
    assert (party.name, party.actor, party.for_actor, party.code) == (
        "Velmorans",
        None,
        None,
        "XVE",
    )


def test_both_sides_of_two_governments(read: Read) -> None:
    seen = read(
        "The/DT/det>2 government/NN/nsubj>5 of/IN/case>4 Tarsia/NNP/nmod>2 met/VBD/root "
        "Red/NNP/compound>7 Banner/NNP/obj>5",
        "Both/DT/det>2 sides/NNS/nsubj>3 left/VBD/root",
    )
    parts = seen.one("Both sides").parts
    assert [seen.text(seen.mentions[i]) for i in parts] == [
        "The government of Tarsia",
        "Red Banner",
    ]


def test_hyphen_and_trailing_names_are_no_nation(read: Read) -> None:
    seen = read(
        "An/DT/det>5 anti/JJ/amod>5 _-/HYPH/punct>2 _Tarsia/NNP/compound>5 army/NN/nsubj>6 "
        "left/VBD/root"
    )
    assert seen.one("An anti-Tarsia army").party.code is None
    assert seen.actor("Tarsia") == "tar"


def test_town_then_country_is_a_place(read: Read) -> None:
    seen = read(
        "Rain/NN/nsubj>2 fell/VBD/root near/IN/case>4 Sarn/NNP/obl>2 _,/,/punct>6 "
        "Velmora/NNP/appos>4"
    )
    assert (seen.one("Velmora").place, seen.one("Velmora").acts) == (True, False)


def test_words_of_its_name_before_the_noun(read: Read) -> None:
    seen = read(
        "NACC/NNP/nsubj>2 warned/VBD/root Red/NNP/compound>4 Banner/NNP/obj>2",
        "The/DT/det>3 Northern/NNP/compound>3 alliance/NN/nsubj>4 left/VBD/root",
        "The/DT/det>3 Southern/NNP/compound>3 alliance/NN/nsubj>4 left/VBD/root",
    )
    assert seen.actor("The Northern alliance") == "nac"
    assert seen.actor("The Southern alliance") is None
