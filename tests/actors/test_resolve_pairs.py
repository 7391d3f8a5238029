"""*Both sides*, *the two countries*: the two that stand side by side, or nobody."""

from __future__ import annotations

import pytest
from actor_sentences import Read, Seen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

TALKS = (
    "Talks/NNS/nsubj>6 between/IN/case>3 {x}/NNP/nmod>1 and/CC/cc>5 {y}/NNP/conj>3 stalled/VBD/root"
)


def parts(seen: Seen, words: str) -> list[str]:
    return sorted(seen.mentions[i].party.name for i in seen.one(words).parts)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.permutations(["Quali", "Norvik", "Tarsia", "Velmora"]))
@pytest.mark.parametrize("verb", ["urged", "mediated", "hosted"])
def test_a_third_who_stands_outside_is_never_one_of_the_two(
    read: Read, verb: str, names: list[str]
) -> None:
    x, y, third, _ = names
    seen = read(
        TALKS.format(x=x, y=y),
        f"{third}/NNP/nsubj>2 {verb}/VBD/root both/DT/det>4 sides/NNS/obj>2",
    )
    assert parts(seen, "both sides") == sorted([x, y])


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.permutations(["Quali", "Norvik", "Tarsia", "Velmora"]))
def test_of_three_that_only_speak_none_are_taken(read: Read, names: list[str]) -> None:
    x, y, z, _ = names
    seen = read(
        f"{x}/NNP/nsubj>2 spoke/VBD/root",
        f"{y}/NNP/nsubj>2 spoke/VBD/root",
        f"{z}/NNP/nsubj>2 spoke/VBD/root",
        "Both/DT/det>2 sides/NNS/nsubj>3 left/VBD/root",
    )
    both = seen.one("Both sides")
    assert both.parts == ()
    assert not both.party.named


def test_the_pair_joined_last_counts(read: Read) -> None:
    seen = read(
        TALKS.format(x="Quali", y="Norvik"),
        "Rain/NN/nsubj>2 fell/VBD/root",
        TALKS.format(x="Tarsia", y="Velmora"),
        "Both/DT/det>2 sides/NNS/nsubj>3 left/VBD/root",
    )
    assert parts(seen, "Both sides") == ["Tarsia", "Velmora"]


def test_two_pairs_as_near_leave_it_open(read: Read) -> None:
    seen = read(
        TALKS.format(x="Quali", y="Norvik"),
        "Talks/NNS/nsubj>6 between/IN/case>3 Tarsia/NNP/nmod>1 and/CC/cc>5 Velmora/NNP/conj>3 "
        "failed/VBD/root",
        "Rain/NN/nsubj>2 fell/VBD/root",
        "Both/DT/det>2 sides/NNS/nsubj>3 left/VBD/root",
    )
    assert seen.one("Both sides").parts == ()


def test_a_counterpart_of_another_nation_keeps_an_old_pair_away(read: Read) -> None:
    seen = read(
        "Tarsia/NNP/nsubj>2 attacked/VBD/root Velmora/NNP/obj>2",
        "Rain/NN/nsubj>2 fell/VBD/root",
        "Rain/NN/nsubj>2 fell/VBD/root",
        "She/PRP/nsubj>2 met/VBD/root an/DT/det>5 Ostrelian/JJ/amod>5 official/NN/obj>2",
        "The/DT/det>3 two/CD/nummod>3 countries/NNS/nsubj>4 agreed/VBD/root",
    )
    assert seen.one("The two countries").parts == ()


def test_the_countries_behind_organs_joined_by_and(read: Read) -> None:
    seen = read(
        "The/DT/det>2 army/NN/nsubj>10 of/IN/case>4 Quali/NNP/nmod>2 and/CC/cc>7 the/DT/det>7 "
        "army/NN/conj>2 of/IN/case>9 Norvik/NNP/nmod>7 clashed/VBD/root",
        "Both/DT/det>2 countries/NNS/nsubj>3 left/VBD/root",
    )  # fmt: skip
    assert parts(seen, "Both countries") == ["Norvik", "Quali"]


def test_a_list_of_guarantors_is_not_the_two(read: Read) -> None:
    seen = read(
        TALKS.format(x="Quali", y="Norvik"),
        "Tarsia/NNP/nsubj>5 and/CC/cc>3 Velmora/NNP/conj>1 are/VBP/cop>5 guarantor/NNS/root",
        "Both/DT/det>2 sides/NNS/nsubj>3 left/VBD/root",
    )
    assert parts(seen, "Both sides") == ["Norvik", "Quali"]
