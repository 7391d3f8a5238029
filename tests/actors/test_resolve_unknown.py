"""Parties that no registry knows: told by shape and structure alone, never by their names."""

from __future__ import annotations

import pytest
from actor_sentences import Read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

NAMES = st.text(alphabet="bdfglmnprstvz", min_size=2, max_size=4).map(
    lambda text: "Qu" + "a".join(text) + "o"
)
BETWEEN = (
    "Envoys/NNS/nsubj>6 from/IN/case>3 {x}/NNP/nmod>1 and/CC/cc>5 {y}/NNP/conj>3 left/VBD/root"
)
MINISTER = (
    "{x}/NNP/nmod:poss>4 _'s/POS/case>1 foreign/JJ/amod>4 minister/NN/nsubj>9 _,/,/punct>6 "
    "Una/NNP/appos>4 Velt/NNP/flat>6 _,/,/punct>6 spoke/VBD/root"
)
NEWS = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@NEWS
@given(NAMES, NAMES)
@pytest.mark.parametrize("label", ["Person", "Location", "Organisation"])
def test_names_joined_by_and_are_two_parties_whatever_the_model_calls_them(
    read: Read, label: str, x: str, y: str
) -> None:
    if x == y:
        return
    seen = read(
        BETWEEN.format(x=x, y=y), f"{y}/NNP/nsubj>2 warned/VBD/root {x}/NNP/obj>2",
        ents=((2, 5, label), (6, 7, "Person"), (8, 9, "Person")),
    )  # fmt: skip
    assert [m.party.name for m in seen.all(y)] == [y, y]
    assert [m.party.name for m in seen.all(x)] == [x, x]
    assert not any(" and " in m.party.name for m in seen.mentions)


def test_the_name_of_a_body_may_hold_and(read: Read) -> None:
    seen = read(
        "The/DT/det>5 Grain/NNP/compound>5 and/CC/cc>4 Salt/NNP/conj>2 Board/NNP/nsubj>6 "
        "met/VBD/root",
        ents=((1, 5, "Organisation"),),
    )
    assert "Grain and Salt Board" in {m.party.name for m in seen.mentions}


@NEWS
@given(NAMES)
def test_who_holds_an_office_of_an_unknown_state_speaks_for_it(read: Read, x: str) -> None:
    seen = read(
        MINISTER.format(x=x),
        "She/PRP/nsubj>2 left/VBD/root",
        "Velt/NNP/nsubj>2 left/VBD/root",
        "Her/PRP$/nmod:poss>2 government/NN/nsubj>3 agreed/VBD/root",
        ents=((0, 1, "Person"), (5, 7, "Person")),
    )
    for words in ("She", "Velt", "Her government"):
        assert seen.one(words).party.for_actor == x, words
    assert seen.one(x).party.for_actor is None
    assert seen.one(x).party.name == x


def test_nation_title_and_place_in_one_name_are_told_apart(read: Read) -> None:
    seen = read(
        "Quali/NNP/nsubj>2 warned/VBD/root",
        "Qualian/JJ/amod>2 President/NNP/nmod:desc>3 Una/NNP/nsubj>5 Velt/NNP/flat>3 left/VBD/root",
        "President/NNP/nmod:desc>2 Omar/NNP/nsubj>6 Dray/NNP/flat>2 of/IN/case>5 Ostia/NNP/nmod>2 "
        "left/VBD/root",
        "The/DT/det>2 government/NN/nsubj>5 of/IN/case>4 Ostia/NNP/nmod>2 fell/VBD/root",
        ents=((2, 6, "Person"), (8, 12, "Person")),
    )
    assert seen.one("Qualian President Una Velt").party.name == "Una Velt"
    assert seen.one("Qualian President Una Velt").party.for_actor == "Quali"
    dray = seen.one("President Omar Dray").party
    assert (dray.name, dray.for_actor) == ("Omar Dray", "Ostia")


def test_those_who_oppose_an_unknown_state_do_not_speak_for_it(read: Read) -> None:
    seen = read(
        "Quali/NNP/nmod:poss>3 _'s/POS/case>1 army/NN/nsubj>4 left/VBD/root",
        "Quali/NNP/nmod:poss>3 _'s/POS/case>1 opposition/NN/nsubj>4 left/VBD/root",
    )
    assert seen.one("Quali's army").party.for_actor == "Quali"
    assert seen.one("Quali's opposition").party.for_actor is None


@pytest.mark.parametrize(
    ("state", "adjective"),
    [
        ("Quelia", "Quelian"), ("Mbaro", "Mbaran"), ("Sorret", "Sorreti"), ("Norvik", "Norvikian"),
        ("Corvane", "Corvanian"), ("Ostan", "Ostanese"), ("Velm", "Velmish"),
    ],
)  # fmt: skip
def test_an_adjective_is_tied_to_the_only_name_with_its_stem(
    read: Read, state: str, adjective: str
) -> None:
    seen = read(
        f"{state}/NNP/nsubj>2 warned/VBD/root Tarsia/NNP/obj>2",
        f"They/PRP/nsubj>2 seized/VBD/root a/DT/det>5 {adjective}/JJ/amod>5 trawler/NN/obj>2",
        ents=((6, 8, "Organisation"),),
    )
    mention = seen.one(adjective)
    assert (mention.party.name, mention.kind) == (state, "adjective")


def test_an_adjective_of_no_name_or_of_two_is_tied_to_none(read: Read) -> None:
    ship = "They/PRP/nsubj>2 seized/VBD/root a/DT/det>5 Quelian/JJ/amod>5 trawler/NN/obj>2"
    assert not read("Norvik/NNP/nsubj>2 warned/VBD/root", ship).all("Quelian")
    both = read("Quelia/NNP/nsubj>4 and/CC/cc>3 Quel/NNP/conj>1 met/VBD/root", ship)
    assert not both.all("Quelian")


def test_the_surname_of_somebody_named_in_full_is_no_state(read: Read) -> None:
    seen = read(
        "Omar/NNP/nsubj>3 Dray/NNP/flat>1 spoke/VBD/root",
        "Dray/NNP/nmod:poss>3 _'s/POS/case>1 army/NN/nsubj>4 left/VBD/root",
        ents=((0, 2, "Person"), (3, 4, "Person")),
    )
    assert seen.one("Dray").party.name == "Omar Dray"


def test_the_army_is_nobodys_where_a_mediator_is_the_only_state_that_is_known(read: Read) -> None:
    seen = read(
        "Quali/NNP/nsubj>2 shelled/VBD/root Ostia/NNP/obj>2",
        "Envoys/NNS/nsubj>4 from/IN/case>3 Tarsia/NNP/nmod>1 left/VBD/root",
        "The/DT/det>2 army/NN/nsubj>3 left/VBD/root",
    )
    assert seen.one("The army").party.for_actor is None


def test_a_deputy_speaks_and_a_former_holder_does_not(read: Read) -> None:
    for word, side in (("deputy", "Quali"), ("former", None)):
        seen = read(
            f"Quali/NNP/nmod:poss>5 _'s/POS/case>1 {word}/JJ/amod>5 foreign/JJ/amod>5 "
            "minister/NN/nsubj>10 _,/,/punct>7 Una/NNP/appos>5 Velt/NNP/flat>7 _,/,/punct>7 "
            "spoke/VBD/root",
            ents=((6, 8, "Person"),),
        )
        found = [m.party.for_actor for m in seen.mentions if m.party.name == "Una Velt"]
        assert found == [side], word


def test_a_short_form_is_found_where_the_tagger_missed_it(read: Read) -> None:
    seen = read(
        "The/DT/det>2 QFM/NNP/nsubj>3 agreed/VBD/root",
        "She/PRP/nsubj>2 warned/VBD/root the/DT/det>4 QFM/NN/obj>2",
    )
    assert len(seen.all("the QFM")) == len(seen.all("The QFM")) == 1


def test_a_large_letter_at_the_start_makes_no_name(read: Read) -> None:
    seen = read(
        "She/PRP/nsubj>2 warned/VBD/root Rain/NNP/obj>2",
        "She/PRP/nsubj>2 warned/VBD/root Rain/NNP/obj>2",
        "Rain/NN/nsubj>2 fell/VBD/root",
    )
    assert len(seen.all("Rain")) == 2


def test_envoys_of_two_speak_for_neither_alone(read: Read) -> None:
    one = "Officials/NNS/nsubj>4 of/IN/case>3 Quali/NNP/nmod>1 left/VBD/root"
    two = (
        "Officials/NNS/nsubj>6 of/IN/case>3 Quali/NNP/nmod>1 and/CC/cc>5 Norvik/NNP/conj>3 "
        "left/VBD/root"
    )
    assert read(one).mentions[0].party.for_actor == "Quali"
    assert read(two).mentions[0].party.for_actor is None


def test_a_single_letter_is_no_party(read: Read) -> None:
    assert not read("Q/NNP/root _:/:/punct>1").mentions


def test_the_minister_of_what_its_stands_for_speaks_for_it(read: Read) -> None:
    seen = read(
        "Quali/NNP/nsubj>2 denied/VBD/root that/DT/obj>2",
        "The/DT/det>2 army/NN/nsubj>5 of/IN/case>4 Quali/NNP/nmod>2 left/VBD/root",
        "Quali/NNP/nsubj>2 spoke/VBD/root",
        "Its/PRP$/nmod:poss>3 foreign/JJ/amod>3 minister/NN/nsubj>8 _,/,/punct>5 Una/NNP/appos>3 "
        "Velt/NNP/flat>5 _,/,/punct>5 left/VBD/root",
        ents=((14, 16, "Person"),),
    )
    assert [m.party.for_actor for m in seen.mentions if m.party.name == "Una Velt"] == ["Quali"]


def test_a_rival_speaks_for_nobody_whose_rival_he_is(read: Read) -> None:
    seen = read(
        "President/NNP/nmod:desc>2 Ada/NNP/nsubj>4 Sarr/NNP/flat>2 spoke/VBD/root",
        "Sarr/NNP/nmod:poss>3 _'s/POS/case>1 ally/NN/nsubj>8 _,/,/punct>5 Una/NNP/appos>3 "
        "Velt/NNP/flat>5 _,/,/punct>5 left/VBD/root",
        ents=((8, 10, "Person"),),
    )  # fmt: skip
    assert [m.party.for_actor for m in seen.mentions if m.party.name == "Una Velt"] == [None]


def test_a_surname_that_the_model_takes_for_a_town_is_the_person(read: Read) -> None:
    full = "Omar/NNP/nsubj>3 Dray/NNP/flat>1 spoke/VBD/root"
    for sentence, name in (
        ("They/PRP/nsubj>2 freed/VBD/root Dray/NNP/obj>2", "Omar Dray"),
        ("They/PRP/nsubj>2 met/VBD/root in/IN/case>4 Dray/NNP/obl>2", "Dray"),
    ):
        at = 5 if name == "Omar Dray" else 6
        seen = read(full, sentence, ents=((0, 2, "Person"), (at, at + 1, "Location")))
        assert seen.one("Dray").party.name == name


def test_a_nation_between_title_and_name_is_part_of_the_name(read: Read) -> None:
    seen = read(
        "President/NNP/nmod:desc>2 Velmoran/NNP/nsubj>4 Keba/NNP/flat>2 spoke/VBD/root",
        ents=((0, 3, "Person"),),
    )
    assert seen.one("President Velmoran Keba").party.name == "Velmoran Keba"
