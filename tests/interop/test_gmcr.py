"""`.gmcr` files: what is written reads back the same; whatever is not carried is said."""

from __future__ import annotations

import doctest
import json
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "conflict"))
from conflicts import Kind, random_conflict

from tracktwo.conflict import (
    Conflict,
    Option,
    OptionSpace,
    Ranking,
    Rule,
    Statement,
    Statements,
    Weights,
)
from tracktwo.conflict.file import parse_conflict
from tracktwo.conflict.writing import write_conflict
from tracktwo.errors import (
    ConflictError,
    ConflictTooLarge,
    MissingFile,
    NotText,
    OwnedTwice,
    StateListedTwice,
    StateNotListed,
    UnknownName,
)
from tracktwo.interop import cubes, gmcr_model
from tracktwo.interop.gmcr import read_gmcr, write_gmcr

TWO_LEVELS = Kind(more_levels=False, most_states=32)


def same(one: Conflict, other: Conflict) -> None:
    assert isinstance(one.space, OptionSpace) and isinstance(other.space, OptionSpace)
    assert one.space.codes.tolist() == other.space.codes.tolist()
    assert one.space.owner == other.space.owner
    for dm in range(one.n_dm):
        for state in range(one.n_state):
            assert one.moves(dm, state).tolist() == other.moves(dm, state).tolist()
    assert np.array_equal(one.rank, other.rank)


@st.composite
def statements(draw: st.DrawFn, names: list[str]) -> str:
    name = st.sampled_from(names)
    return draw(
        st.recursive(
            st.one_of(name, name.map(lambda n: f"{n} = N"), st.just("true")),
            lambda inner: st.one_of(
                inner.map(lambda a: f"not ({a})"),
                st.tuples(
                    inner, st.sampled_from(["and", "or", "xor", "iff", "implies", "if"]), inner
                ).map(lambda t: f"({t[0]}) {t[1]} ({t[2]})"),
                st.tuples(
                    st.sampled_from(["at least", "at most", "exactly"]),
                    st.integers(0, 4),
                    st.lists(inner, min_size=1, max_size=3),
                ).map(lambda t: f"{t[0]} {t[1]} of ({', '.join(t[2])})"),
            ),
            max_leaves=6,
        )
    )


@st.composite
def stated(draw: st.DrawFn) -> Conflict:
    """A conflict whose rules and preferences are statements."""
    kind = replace(TWO_LEVELS, infeasible=False)
    base = random_conflict(draw(st.integers(0, 10**6)), kind, listed=False)
    names = [option.id for option in base.options]
    read = lambda text: base.statement(text)  # noqa: E731
    texts = draw(st.lists(statements(names), max_size=2))
    rules = tuple(
        Rule("implication", text, read(text))
        for text in texts
        if np.broadcast_to(read(text).holds(base.space.level), base.n_state)[-1]
    )
    space = base.space
    assert isinstance(space, OptionSpace)
    space = OptionSpace.of(space.levels, space.owner, space.direction, [r.holds for r in rules])
    preferences = tuple(
        Statements(
            tuple(Statement(t, read(t)) for t in draw(st.lists(statements(names), max_size=3)))
        )
        for _ in range(base.n_dm)
    )
    return replace(base, space=space, rules=rules, preferences=preferences, status_quo=None)


def test_what_is_written_reads_back_the_same() -> None:
    for seed in range(250):
        conflict = random_conflict(seed, TWO_LEVELS, listed=False)
        back = read_gmcr(write_gmcr(conflict).text)
        assert back.lost == ()
        same(conflict, back.conflict)
        again = write_gmcr(back.conflict)
        assert all("written as the combinations" not in line for line in again.lost)
        same(conflict, read_gmcr(again.text).conflict)


@settings(max_examples=80, deadline=None)
@given(stated())
def test_statements_and_rules_read_back_the_same_and_stay_statements(conflict: Conflict) -> None:
    written = write_gmcr(conflict)
    data = json.loads(written.text)
    assert data["useManualPreferenceRanking"] is False
    back = read_gmcr(written.text)
    assert back.lost == ()
    same(conflict, back.conflict)
    assert all(isinstance(p, Statements) for p in back.conflict.preferences)


@settings(max_examples=150, deadline=None)
@given(statements(["o0", "o1", "o2", "o3"]))
def test_cubes_hold_where_the_statement_does(text: str) -> None:
    conflict = random_conflict(1, TWO_LEVELS, listed=False)
    space = OptionSpace.of([2] * 4, [0] * 4, ["both"] * 4)
    options = tuple(Option(f"o{n}", f"Option {n}", 0) for n in range(4))
    conflict = replace(conflict, space=space, options=options)
    held = np.broadcast_to(conflict.statement(text).holds(space.level), 16)
    found = cubes.cubes_of(conflict.statement(text))
    assert len(set(found)) == len(found)
    assert not any(a < b for a in found for b in found)
    for state in range(16):
        level = space.state_levels(state)
        assert bool(held[state]) == any(all(level[o] == t for o, t in cube) for cube in found)


@given(st.sets(st.integers(0, 31), min_size=1))
def test_infeasible_cubes_rule_out_just_the_others(codes: set[int]) -> None:
    space = OptionSpace((2,) * 5, (0,) * 5, ("both",) * 5, np.array(sorted(codes)))
    found = cubes.infeasible_cubes(space)
    assert not any(a < b for a in found for b in found)
    for code in range(32):
        ruled_out = any(all((code >> o & 1) == t for o, t in cube) for cube in found)
        assert ruled_out == (code not in codes)


def test_too_many_cubes_is_said_early() -> None:
    conflict = random_conflict(1, TWO_LEVELS, listed=False)
    names = tuple(Option(f"o{n}", f"Option {n}", 0) for n in range(40))
    conflict = replace(conflict, options=names)
    every = ", ".join(option.id for option in names)
    with pytest.raises(cubes.TooManyCubes):
        cubes.cubes_of(conflict.statement(f"at least 20 of ({every})"))
    assert len(cubes.cubes_of(conflict.statement(f"at least 2 of ({every})"))) == 780
    with pytest.raises(cubes.TooManyCubes):
        cubes.cubes_of(conflict.statement(" xor ".join(option.id for option in names)))


# A file by hand

FILE: dict[str, Any] = {
    "name": "Crisis",
    "version": 1,
    "decisionMakers": [
        {"name": "US", "options": [0, 1], "preferences": [[[2, "Y"]], [[0, "N"]]]},
        {"name": "USSR", "options": [2, 3], "preferences": [[[3, "N"]]]},
    ],
    "options": [
        {"name": "Air strike", "permittedDirection": "fwd"},
        {"name": "Blockade", "permittedDirection": "both"},
        {"name": "Withdraw", "permittedDirection": "both"},
        {"name": "Escalate", "permittedDirection": "back"},
    ],
    "infeasibles": [[[2, "Y"], [3, "Y"]]],
    "useManualPreferenceRanking": False,
    "misperceptions": [],
    "coalitions": [],
}


def file(**changes: Any) -> str:
    return json.dumps({**FILE, **changes})


def makers(*changes: dict[str, Any]) -> list[dict[str, Any]]:
    return [{**dm, **change} for dm, change in zip(FILE["decisionMakers"], changes, strict=True)]


def test_a_file_by_hand_reads_as_meant() -> None:
    back = read_gmcr(file())
    conflict = back.conflict
    assert back.lost == () and conflict.title == "Crisis" and conflict.n_state == 12
    assert [o.id for o in conflict.options] == ["air-strike", "blockade", "withdraw", "escalate"]
    assert [o.direction for o in conflict.options] == ["forward", "both", "both", "back"]
    assert [o.owner for o in conflict.options] == [0, 0, 1, 1]
    rank = {conflict.pattern(s): int(conflict.rank[0, s]) for s in range(12)}
    assert rank["NN YN"] == 3 and rank["YN YN"] == 2 and rank["NN NN"] == 1 and rank["YN NY"] == 0
    assert conflict.rules[0].text == "withdraw and escalate"


def test_what_was_read_can_be_kept_as_a_conflict_file() -> None:
    for text in (file(), file(options=[{**o, "name": "Act"} for o in FILE["options"]])):
        conflict = read_gmcr(text).conflict
        same(conflict, parse_conflict(write_conflict(conflict)))


def test_states_are_numbered_with_the_first_option_lowest() -> None:
    ranking = [2, 1, [3, 4], *range(5, 13)]
    text = file(
        useManualPreferenceRanking=True,
        decisionMakers=makers({"preferenceRanking": ranking}, {"preferenceRanking": ranking}),
    )
    conflict = read_gmcr(text).conflict
    assert isinstance(conflict.preferences[0], Ranking)
    assert [conflict.pattern(s) for s in conflict.preferences[0].tiers[0]] == ["YN NN"]
    assert len(conflict.preferences[0].tiers[2]) == 2
    assert conflict.pattern(11) == "YY NY"


def test_older_files_have_vectors() -> None:
    vector = list(range(1, 13))
    text = file(
        useManualPreferenceRanking=None,
        useManualPreferenceVectors=True,
        decisionMakers=makers(
            {"preferenceVector": vector},
            {"preferenceVector": vector[::-1], "preferences": []},
        ),
    )
    back = read_gmcr(text)
    assert back.lost == (
        '"US" has preferences that are not used, as the file says that rankings count',
    )
    assert back.conflict.rank.tolist() == [list(range(11, -1, -1)), list(range(12))]


@pytest.mark.parametrize(
    "shape",
    [
        [[2, "Y"], [0, "N"]],
        [[[2, "Y"], [0, "N"]]],
        {"options": [[2, "Y"], [0, "N"]]},
        {"compound": True, "members": [[[2, "Y"], [0, "N"]]]},
        {"compound": False, "options": [[2, "y"], [0, "n"], [1, "-"]]},
        [[2, True], [0, False]],
    ],
)
def test_one_condition_in_many_shapes(shape: Any) -> None:
    back = read_gmcr(file(decisionMakers=makers({"preferences": [shape]}, {})))
    statement = back.conflict.preferences[0]
    assert isinstance(statement, Statements)
    assert statement.statements[0].text == "withdraw and not air-strike"


def test_of_compound_members_any_holds() -> None:
    shape = {"compound": True, "members": [[[2, "Y"]], [[0, "N"], [1, "N"]], {"options": [3, "Y"]}]}
    back = read_gmcr(file(decisionMakers=makers({"preferences": [shape]}, {})))
    preference = back.conflict.preferences[0]
    assert isinstance(preference, Statements)
    text = "withdraw or (not air-strike and not blockade) or escalate"
    assert preference.statements[0].text == text


@pytest.mark.parametrize(
    "shape",
    [
        "withdraw",
        7,
        {"compound": True, "members": []},
        {"compound": True, "members": "x"},
        [[[2, "Y"]], [[0, "N"]]],  # all of them, or any?
        [[2, "maybe"]],
        [["2", "Y"]],
        [[2, "Y"], [2, "N"]],
    ],
)
def test_no_condition_is_guessed(shape: Any) -> None:
    with pytest.raises(ConflictError, match=r"decisionMakers\[0\]\.preferences\[0\]"):
        read_gmcr(file(decisionMakers=makers({"preferences": [shape]}, {})))


R = list(range(1, 13))


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        (file(decisionMakers=makers({"options": [0, 1, 4]}, {})), UnknownName, "unknown option 4"),
        (
            file(decisionMakers=makers({"options": ["Blokade"]}, {})),
            UnknownName,
            'did you mean "Blockade"',
        ),
        (file(decisionMakers=makers({"options": [0, 1, 2]}, {})), OwnedTwice, "listed by"),
        (file(decisionMakers=makers({"options": [0]}, {})), ConflictError, "no decision maker"),
        (file(options=[{"name": "A", "permittedDirection": "up"}]), UnknownName, "options"),
        (file(decisionMakers=[]), ConflictError, "no decision makers"),
        (file(options=[]), ConflictError, "no options"),
        (file(options=3), ConflictError, "the .gmcr text: options: "),
        (file(decisionMakers=[{"options": 4}]), ConflictError, r"decisionMakers\[0\].options"),
        (file(infeasibles=[[[9, "Y"]]]), UnknownName, r"infeasibles\[0\]"),
        (file(infeasibles=[[[0, "Y"]], [[0, "N"]]]), ConflictError, "no state is feasible"),
        (
            file(decisionMakers=makers({"preferenceRanking": [*R[:-1], 13]}, {})),
            UnknownName,
            "unknown state 13",
        ),
        (
            file(decisionMakers=makers({"preferenceRanking": [0, *R[1:]]}, {})),
            UnknownName,
            "numbered 1 to 12",
        ),
        (
            file(decisionMakers=makers({"preferenceRanking": [[1, 1], *R[1:]]}, {})),
            StateListedTwice,
            r"state 1 \(NNNN\)",
        ),
        (
            file(decisionMakers=makers({"preferenceRanking": R[:-2]}, {})),
            StateNotListed,
            r"2 of 12 .* 11 \(NYNY\), 12 \(YYNY\)",
        ),
        ("{ no", ConflictError, "line 1, column 3"),
        ('{"a":' * 100_000, ConflictError, "deeply|JSON"),
    ],
)
def test_named_errors(text: str, error: type[ConflictError], words: str) -> None:
    with pytest.raises(error, match=words):
        read_gmcr(text)


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "c.gmcr"
    path.write_text(file(), encoding="utf-8")
    assert read_gmcr(path).conflict.n_state == read_gmcr(str(path)).conflict.n_state == 12
    with pytest.raises(MissingFile, match=r"other\.gmcr"):
        read_gmcr(tmp_path / "other.gmcr")
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(NotText):
        read_gmcr(path)
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(ConflictError, match=r"c\.gmcr"):
        read_gmcr(path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (file(misperceptions=[1]), "misperceptions"),
        (
            file(decisionMakers=makers({"misperceptions": [[3, "Y"]]}, {})),
            '"US" has misperceptions',
        ),
        (file(coalitions=[[0, 1]]), "coalitions"),
        (file(coalitions={"x": [0, 1]}), "coalitions"),
        (file(colour="red"), '"colour"'),
        (file(decisionMakers=makers({"power": 3}, {})), '"power"'),
        (file(decisionMakers=makers({}, {"preferences": None})), "taken as indifferent"),
        (file(infeasibles=[[]]), r"infeasibles\[0\]"),
        (file(decisionMakers=makers({"preferences": [[[1, "-"]]]}, {})), "preference 1"),
        (file(decisionMakers=makers({"preferenceRanking": R}, {})), "not used, as the file says"),
        (
            file(
                useManualPreferenceRanking=None, decisionMakers=makers({"preferenceRanking": R}, {})
            ),
            "does not say that it counts",
        ),
        (
            file(
                useManualPreferenceRanking=True,
                decisionMakers=makers({"preferenceRanking": R}, {"preferenceRanking": R}),
            ),
            "preferences that are not used",
        ),
        (file(useManualPreferenceRanking=True), "no ranking, though"),
        (
            file(decisionMakers=makers({"preferences": None, "preferenceRanking": R}, {})),
            "though the file says otherwise",
        ),
        (
            file(options=[{**o, "name": "Act"} for o in FILE["options"]]),
            'is called "Act \\(2\\)"',
        ),
    ],
)
def test_what_is_lost_in_reading_is_said(text: str, words: str) -> None:
    back = read_gmcr(text)
    assert any(re.search(words, line) for line in back.lost), back.lost


def test_what_is_no_loss_is_not_said() -> None:
    assert read_gmcr(file(coalitions=[0, [1], {"members": [0]}], more=None)).lost == ()


def test_what_is_lost_in_writing_is_said() -> None:
    base = read_gmcr(file()).conflict
    first = base.preferences[0]
    assert isinstance(first, Statements)
    weighed = Weights(tuple(replace(s, weight=2.0) for s in first.statements))
    named = replace(base, options=tuple(replace(o, levels=("no", "yes")) for o in base.options))
    ranked = replace(base, preferences=(weighed, base.preferences[1]))
    doubted = Statements(tuple(replace(s, unsure=True, basis="stated") for s in first.statements))
    for changed, words in [
        (replace(base, status_quo=0), "status quo is not carried: no option is taken"),
        (replace(base, question="What?"), "question is not carried: What?"),
        (replace(base, state_labels={0: "Now"}), "names given to states"),
        (ranked, 'weights and statements of "US"'),
        (ranked, 'statements of "USSR" stand in'),
        (replace(base, preferences=(doubted, base.preferences[1])), "basis, confidence"),
        (replace(base, preferences=(doubted, base.preferences[1])), "unsure"),
        (replace(base, rules=(replace(base.rules[0], note="why"),)), "notes on rules"),
        (replace(base, rules=(replace(base.rules[0], kind="exclusive"),)), "exclusive groups"),
        (
            replace(base, options=(replace(base.options[0], note="x"), *base.options[1:])),
            "notes and evidence",
        ),
        (named, "names of levels"),
        (
            replace(base, options=(replace(base.options[0], id="x"), *base.options[1:])),
            "ids are not carried",
        ),
    ]:
        written = write_gmcr(changed)
        assert any(words in line for line in written.lost), (words, written.lost)
        same(changed, read_gmcr(written.text).conflict)
    assert write_gmcr(base).lost == ()


def test_what_the_format_has_no_place_for_is_refused() -> None:
    with pytest.raises(ConflictError, match="listed"):
        write_gmcr(random_conflict(3, listed=True))
    levels = next(
        c
        for c in (random_conflict(seed, listed=False) for seed in range(99))
        if any(len(o.levels) > 2 for o in c.options)
    )
    with pytest.raises(ConflictError, match="levels"):
        write_gmcr(levels)
    rng = np.random.Generator(np.random.PCG64(1))
    base = random_conflict(1, TWO_LEVELS, listed=False)
    codes = np.flatnonzero(rng.random(1 << 16) < 0.5)
    space = OptionSpace((2,) * 16, (0,) * 16, ("both",) * 16, codes)
    wild = replace(
        base,
        decision_makers=base.decision_makers[:1],
        options=tuple(Option(f"o{n}", f"Option {n}", 0) for n in range(16)),
        space=space,
        preferences=(Statements(()),),
        status_quo=None,
    )
    with pytest.raises(ConflictTooLarge, match="infeasible"):
        write_gmcr(wild)


PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "interop.md"


def test_the_page_about_it_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PAGE.parents[2])
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert tried > 15 and not failed


def test_the_examples_in_the_docstrings_hold() -> None:
    failed, tried = doctest.testmod(gmcr_model)
    assert tried and not failed
