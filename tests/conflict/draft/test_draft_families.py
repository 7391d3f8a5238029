"""The kinds of choice: what words speak of, and which way."""

from __future__ import annotations

import pytest

from tracktwo.coding.codebook import EVENT_TYPES, ISSUES
from tracktwo.conflict.draft.contents import base_form
from tracktwo.conflict.draft.families import families


@pytest.mark.parametrize(
    ("text", "issue", "family", "taken"),
    [
        ("remain neutral", "neutrality", "alliance", False),
        ("abandon neutrality", "neutrality", "alliance", True),
        ("forgo membership of the bloc", "alliance membership", "alliance", False),
        ("join the bloc", "alliance membership", "alliance", True),
        ("withdraw its application", "alliance membership", "alliance", False),
        ("an invitation to join", "alliance membership", "invitation", True),
        ("a ceasefire", "ceasefire", "fighting", False),
        ("end the ceasefire", "ceasefire", "fighting", True),
        ("stop the shelling of the port", "ceasefire", "fighting", False),
        ("freezing the front lines", "ceasefire", "fighting", False),
        ("surrendering to its neighbour", "other", "surrender", True),
        ("cede the valley", "territory", "territory", False),
        ("retain control of the valley", "territory", "territory", True),
        ("not to give up the islands", "territory", "territory", True),
        ("withdraw its troops from the valley", "territory", "forces", False),
        ("lift the sanctions", "sanctions", "sanctions", False),
        ("further sanctions", "sanctions", "sanctions", True),
        ("sanctions be lifted", "sanctions", "sanctions", False),
        ("halt military aid", "military aid", "aid", False),
        ("release all prisoners", "prisoners", "prisoners", True),
        ("reopen the crossing", "transit and borders", "passage", True),
        ("close the crossing", "transit and borders", "passage", False),
        ("stop enrichment", "nuclear", "nuclear", False),
        ("never give up enrichment", "nuclear", "nuclear", True),
    ],
)
def test_what_words_speak_of_and_which_way(text: str, issue: str, family: str, taken: bool) -> None:
    hit = families().reading(text, issue)
    assert hit is not None
    assert (hit.family.id, hit.taken) == (family, taken)


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("territorial integrity", "territory"),
        ("a clear plan", "security guarantees"),
        ("seats in a council", "political transition"),
        ("press the rebels to stop the shelling", "ceasefire"),
        ("the weather", "other"),
    ],
)
def test_what_is_not_clear_is_left_alone(text: str, issue: str) -> None:
    assert families().reading(text, issue) is None


@pytest.mark.parametrize("text", ["halt its offensive", "continue the offensive"])
def test_what_is_to_stop_or_to_go_on_is_so(text: str) -> None:
    hit = families().reading(text, "ceasefire")
    assert hit is not None and hit.presupposes


@pytest.mark.parametrize("text", ["remain neutral", "join the bloc"])
def test_other_words_tell_nothing_of_today(text: str) -> None:
    hit = families().reading(text, "neutrality")
    assert hit is not None and not hit.presupposes


def test_the_table_names_only_issues_types_and_modes_that_there_are() -> None:
    for family in families().all:
        assert set(family.issues) <= set(ISSUES)
        for event in family.events:
            type_, _, mode = event.partition(" ")
            assert type_ in EVENT_TYPES
            assert not mode or mode in EVENT_TYPES[type_].modes


def test_ids_are_unique_and_every_kind_is_worded() -> None:
    listed = families().all
    assert len({f.id for f in listed}) == len(listed)
    for family in listed:
        assert family.plain and "{" not in family.plain
        assert family.take[:1].isupper()


@pytest.mark.parametrize(
    ("verb", "base"),
    [("raises", "raise"), ("pushes", "push"), ("carries", "carry"), ("open", "open")],
)
def test_verbs_stand_in_their_base_form(verb: str, base: str) -> None:
    assert base_form(verb) == base
