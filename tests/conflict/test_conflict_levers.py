"""Levers in the file: read and written as they are, found by name, refused with their place."""

from __future__ import annotations

import numpy as np
import pytest
from levered import with_levers

from tracktwo.conflict import OptionSpace
from tracktwo.conflict.changes import changed
from tracktwo.conflict.file import conflict_schema, parse_conflict
from tracktwo.conflict.levers import Lever, find_levers, lever_changes, still_meant
from tracktwo.conflict.writing import write_conflict
from tracktwo.errors import ConflictError, NoFeasibleState, StatementError, UnknownName

DISPUTE = """\
format = 1
title = "Water"
status_quo = "N N"

[[decision_maker]]
id = "up"

[[decision_maker]]
id = "down"

[[option]]
id = "dam"
owner = "up"

[[option]]
id = "pay"
owner = "down"

[[preference]]
of = "up"
statements = ["pay", "dam"]

[[preference]]
of = "down"
ranking = ["N N", "N Y", "Y N", "Y Y"]
"""


def lever(name: str, *changes: str) -> str:
    listed = ", ".join(f"'{change}'" for change in changes)
    return f'\n[[lever]]\nname = "{name}"\nchanges = [{listed}]\n'


@pytest.mark.parametrize("seed", range(150))
def test_what_is_written_is_read_again(seed: int) -> None:
    conflict = with_levers(seed)
    text = write_conflict(conflict)
    again = parse_conflict(text)
    assert again.levers == conflict.levers
    assert write_conflict(again) == text


@pytest.mark.parametrize("seed", range(60))
def test_changes_and_preferences_keep_the_levers(seed: int) -> None:
    conflict = with_levers(seed)
    for one in conflict.levers:
        assert changed(conflict, one.changes).levers == conflict.levers
    assert conflict.with_preferences({}).levers == conflict.levers


@pytest.mark.parametrize("seed", range(60))
def test_several_are_the_changes_of_each_in_order(seed: int) -> None:
    conflict = with_levers(seed)
    for a in conflict.levers:
        for b in conflict.levers:
            try:
                together = changed(conflict, lever_changes([a, b]))
            except ConflictError:
                with pytest.raises(ConflictError):
                    changed(changed(conflict, a.changes), b.changes)
                continue
            one_by_one = changed(changed(conflict, a.changes), b.changes)
            assert isinstance(together.space, OptionSpace)
            assert isinstance(one_by_one.space, OptionSpace)
            assert np.array_equal(together.space.codes, one_by_one.space.codes)
            assert np.array_equal(together.rank, one_by_one.rank)


def test_a_file_without_levers_has_none_and_is_written_without() -> None:
    conflict = parse_conflict(DISPUTE)
    assert conflict.levers == ()
    assert "lever" not in write_conflict(conflict)


def test_all_that_a_lever_says_is_kept() -> None:
    text = DISPUTE + lever("A loan", "pay = Y", "up drop 2")
    text += 'evidence = ["a1", "b2"]\nnote = "a bank"\n' + lever("Nothing")
    expected = (
        Lever("A loan", ("pay = Y", "up drop 2"), ("a1", "b2"), "a bank"),
        Lever("Nothing", ()),
    )
    assert parse_conflict(text).levers == expected
    assert parse_conflict(write_conflict(parse_conflict(text))).levers == expected


@pytest.mark.parametrize(
    ("changes", "error", "number", "words"),
    [
        (["pya = Y"], UnknownName, 1, 'did you mean "pay"'),
        (["pay = Y", "up dorp 1"], ConflictError, 2, "this is no change"),
        (["pay = Y", "up drop 2", "up drop 2"], ConflictError, 3, "no number 2"),
        (["forbid pay and or dam"], StatementError, 1, "an option is expected"),
        (["pay = Y", "pay = N"], NoFeasibleState, 2, "no state is left"),
        (["down drop 1"], ConflictError, 1, "are no statements"),
        (["pay is backward"], UnknownName, 1, "unknown direction"),
    ],
)
def test_a_change_that_cannot_be_made_is_named_with_its_place(
    changes: list[str], error: type[ConflictError], number: int, words: str
) -> None:
    text = DISPUTE + lever("Fine", "dam = N") + lever("Bad", *changes)
    with pytest.raises(error) as caught:
        parse_conflict(text, where="w.toml")
    assert str(caught.value).startswith(
        f'w.toml, lever 2 ("Bad"), change {number}, "{changes[number - 1]}": '
    )
    assert words in str(caught.value)
    assert type(caught.value) is error


def test_two_levers_of_one_name() -> None:
    text = DISPUTE + lever("One", "dam = N") + lever("Two") + lever("One", "dam = Y")
    with pytest.raises(ConflictError, match=r'w\.toml, lever 3 \("One"\): two levers are called'):
        parse_conflict(text, where="w.toml")


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ('name = "A"', '"changes" is missing'),
        ("changes = []", '"name" is missing'),
        ('name = ""\nchanges = []', '"name" is empty'),
        ('name = "A"\nchange = []', 'unknown key "change"; did you mean "changes"'),
        ('name = "A"\nchanges = "dam = N"', '"changes" is no list'),
        ('name = "A"\nchanges = [1]', "change 1: this is no text"),
    ],
)
def test_the_shape_of_a_lever_is_checked(table: str, words: str) -> None:
    with pytest.raises(ConflictError) as caught:
        parse_conflict(f"{DISPUTE}\n[[lever]]\n{table}\n", where="w.toml")
    assert words in str(caught.value)
    assert "w.toml, lever 1" in str(caught.value)


def test_the_schema_knows_levers() -> None:
    assert conflict_schema()["$defs"]["LeverTable"]["required"] == ["name", "changes"]


def test_levers_are_found_by_name() -> None:
    conflict = parse_conflict(DISPUTE + lever("A loan", "pay = Y") + lever("No dam", "dam = N"))
    loan, dry = conflict.levers
    assert find_levers(conflict, ["No dam", "A loan"]) == (dry, loan)
    assert find_levers(conflict, [" a LOAN"]) == (loan,)
    with pytest.raises(UnknownName, match='did you mean "No dam"'):
        find_levers(conflict, ["No damm"])
    with pytest.raises(ConflictError, match=r"no levers; add one .*\[\[lever\]\]"):
        find_levers(parse_conflict(DISPUTE), ["No dam"])


def test_a_name_that_differs_in_case_only_is_meant_exactly() -> None:
    conflict = parse_conflict(DISPUTE + lever("Aid", "pay = Y") + lever("aid", "pay = N"))
    assert find_levers(conflict, ["aid"])[0].changes == ("pay = N",)
    with pytest.raises(UnknownName):
        find_levers(conflict, ["AID"])


@pytest.mark.parametrize("seed", range(60))
def test_every_lever_still_means_the_same_where_nothing_changed(seed: int) -> None:
    conflict = with_levers(seed)
    assert all(still_meant(conflict, conflict, one) for one in conflict.levers)


def test_a_lever_is_lost_when_its_changes_no_longer_fit() -> None:
    conflict = parse_conflict(
        DISPUTE
        + lever("by number", "up drop 1")
        + lever("by place", "up add not dam at 1")
        + lever("by option", "pay = N")
        + lever("at the end", "up add not dam")
    )
    by_number, by_place, by_option, at_end = conflict.levers
    fewer = changed(conflict, ["up drop 1"])
    meant = [still_meant(conflict, fewer, one) for one in conflict.levers]
    assert meant == [False, False, True, True]
    paid = changed(conflict, ["pay = Y"])
    assert still_meant(conflict, paid, by_number)
    assert still_meant(conflict, paid, by_place)
    assert not still_meant(conflict, paid, by_option)
    assert still_meant(conflict, paid, at_end)
