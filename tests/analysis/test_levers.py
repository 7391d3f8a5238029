"""Levers side by side and in sweeps agree with making their changes one by one."""

from __future__ import annotations

import doctest
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from levered import with_levers, with_statements

from tracktwo.analysis.levers import Gain, pull, side_by_side, sweep_levers
from tracktwo.analysis.solution import solve
from tracktwo.analysis.whatif import what_if
from tracktwo.brief.strategy.levers import lever_tables, sweep_tables
from tracktwo.conflict import Conflict
from tracktwo.conflict.changes import changed
from tracktwo.conflict.levers import Lever
from tracktwo.errors import ConflictError

ROOT = Path(__file__).parents[2]


def test_the_page_runs_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    page = str(ROOT / "docs" / "how-to" / "levers.md")
    failed, tried = doctest.testfile(page, module_relative=False, encoding="utf-8")
    assert tried > 15 and not failed


@pytest.mark.parametrize("seed", range(40))
def test_a_lever_without_changes_changes_nothing(seed: int) -> None:
    conflict = with_statements(seed)
    nothing = pull(conflict, [Lever("Nothing", ())])
    assert nothing.idle and not nothing.ordered and nothing.why_not is None
    assert nothing.after is not None
    assert np.array_equal(nothing.after.conflict.rank, conflict.rank)
    for difference in nothing.differences:
        assert (difference.appears, difference.vanishes, difference.infeasible) == ((), (), ())
    assert {gain.verdict for gain in nothing.gains} <= {"same", "unknown"}


@pytest.mark.parametrize("seed", range(80))
def test_a_sweep_tells_of_each_lever_and_pair_what_what_if_tells(seed: int) -> None:
    conflict = with_levers(seed)
    told: list[tuple[int, int]] = []
    sweep = sweep_levers(conflict, progress=lambda done, of: told.append((done, of)))
    n = len(conflict.levers)
    assert sweep.complete and sweep.planned == len(sweep.pulls) == n + n * (n - 1) // 2
    assert told == [(k + 1, sweep.planned) for k in range(sweep.planned)]
    groups = [(a,) for a in conflict.levers] + list(combinations(conflict.levers, 2))
    for group, one in zip(groups, sweep.pulls, strict=True):
        changes = [change for lever in group for change in lever.changes]
        assert one.levers == tuple(lever.name for lever in group)
        assert one.changes == tuple(changes)
        assert one.after is None
        try:
            expected = what_if(conflict, changes)
        except ConflictError as error:
            assert one.why_not == str(error) and not one.differences and not one.gains
            continue
        assert one.why_not is None
        assert one.differences == expected.differences


@pytest.mark.parametrize("seed", range(60))
def test_who_gains_is_what_the_definition_says(seed: int) -> None:
    conflict = with_levers(seed)
    for lever in conflict.levers:
        done = pull(conflict, [lever])
        assert done.after is not None
        gains = {(g.dm, g.concept): g for g in done.gains}
        assert len(gains) == len(done.gains) == conflict.n_dm * 5
        for d in done.differences:
            for dm in range(conflict.n_dm):
                expected = plainly(conflict, dm, d.stays + d.vanishes + d.infeasible,
                                   d.stays + d.appears)  # fmt: skip
                assert gains[dm, d.concept] == Gain(dm, d.concept, *expected)


def plainly(conflict: Conflict, dm: int, old: tuple[str, ...], new: tuple[str, ...]):
    """Best and worst compared, and every pair for *surely*, by the preferences before."""
    before = [int(conflict.rank[dm, conflict.state(s)]) for s in old]
    after = [int(conflict.rank[dm, conflict.state(s)]) for s in new]
    if not before or not after:
        return "unknown", False
    best = max(after) - max(before)
    worst = min(after) - min(before)
    up = all(b >= a for a in before for b in after)
    down = all(b <= a for a in before for b in after)
    if best == 0 and worst == 0:
        return "same", up and down
    if best >= 0 and worst >= 0:
        return "gains", up
    if best <= 0 and worst <= 0:
        return "loses", down
    return "mixed", False


@pytest.mark.parametrize("seed", range(80))
def test_what_only_a_pair_does_none_of_its_levers_does(seed: int) -> None:
    conflict = with_levers(seed)
    sweep = sweep_levers(conflict)
    alone = {p.levers[0]: p for p in sweep.pulls if len(p.levers) == 1}
    for pair in (p for p in sweep.pulls if len(p.levers) == 2):
        only = {d.concept: d for d in sweep.only_together(pair)}
        for at, both in enumerate(pair.differences):
            a, b = (alone[name].differences[at] for name in pair.levers)
            appears = set(both.appears) - set(a.appears) - set(b.appears)
            goes = set(both.vanishes + both.infeasible) - {
                s for d in (a, b) for s in d.vanishes + d.infeasible
            }
            found = only.get(both.concept)
            assert set(found.appears if found else ()) == appears
            assert set(found.vanishes + found.infeasible if found else ()) == goes


@pytest.mark.parametrize("seed", range(60))
def test_where_the_order_does_not_matter_the_reverse_gives_the_same(seed: int) -> None:
    conflict = with_levers(seed)
    for a, b in combinations(conflict.levers, 2):
        done = pull(conflict, [a, b])
        if done.why_not is None and not done.ordered:
            reverse = pull(conflict, [b, a])
            assert reverse.why_not is None and reverse.differences == done.differences
            assert reverse.gains == done.gains


def test_the_order_matters_where_a_number_shifts() -> None:
    conflict = next(
        c for c in map(with_statements, range(50)) if len(c.preferences[0].statements) > 2
    )
    first, second = Lever("first", ("d0 drop 1",)), Lever("second", ("d0 drop 2",))
    one, other = pull(conflict, [first, second]), pull(conflict, [second, first])
    assert one.after is not None and other.after is not None
    same = np.array_equal(one.after.conflict.rank, other.after.conflict.rank)
    assert one.ordered == other.ordered == (not same)


@pytest.mark.parametrize("seed", range(30))
def test_side_by_side_is_each_alone_and_all_together(seed: int) -> None:
    conflict = with_levers(seed)
    before, pulls = side_by_side(conflict, conflict.levers)
    names = tuple(lever.name for lever in conflict.levers)
    expected = [(name,) for name in names] + ([names] if len(names) > 1 else [])
    assert [p.levers for p in pulls] == expected
    for done in pulls:
        if done.why_not is not None:
            continue
        assert done.differences == what_if(conflict, done.changes).differences
        assert done.after is not None
        now = changed(conflict, done.changes).status_quo
        assert (done.evolution is None) == (now is None)
        if done.evolution is not None:
            held = {int(s) for states in done.after.equilibria.values() for s in states}
            assert done.evolution.start == now
            assert set(done.evolution.targets) <= held
            assert held == set(done.evolution.targets) or len(done.evolution.targets) == 12
    assert before.conflict is conflict


def test_time_that_is_out_ends_a_sweep_with_what_is_done() -> None:
    conflict = with_levers(next(s for s in range(50) if len(with_levers(s).levers) > 2))
    none = sweep_levers(conflict, budget_s=-1.0)
    assert not none.complete and none.pulls == () and none.planned > 3
    assert any("Time ran out: 0 of" in note for t in sweep_tables(none) for note in t.notes)
    whole = sweep_levers(conflict, budget_s=1e9)
    assert whole.complete
    assert len(sweep_levers(conflict, pairs=False).pulls) == len(conflict.levers)
    assert sweep_levers(conflict, []).complete


def test_levers_that_exclude_each_other_say_so() -> None:
    conflict = with_statements(3)
    option = conflict.options[0]
    low, high = (Lever(level, (f"{option.id} = {level}",)) for level in option.levels[:2])
    done = pull(conflict, [low, high])
    assert done.why_not is not None and "no state is left" in done.why_not
    assert done.after is None and done.differences == () and done.idle
    sweep = sweep_levers(conflict, [low, high])
    assert sweep.only_together(sweep.pulls[-1]) == ()
    assert "cannot be pulled" in sweep_tables(sweep)[0].rows[-1][-1]


@pytest.mark.parametrize("seed", range(30))
def test_the_tables_tell_what_was_found(seed: int) -> None:
    conflict = with_levers(seed)
    before, pulls = side_by_side(conflict, conflict.levers)
    table = lever_tables(before, pulls, most=99)[0]
    given = solve(conflict)
    held = {conflict.pattern(int(s)) for states in given.equilibria.values() for s in states}
    assert {row[0] for row in table.rows if row[2]} == held
    for column, done in enumerate(pulls, 3):
        after = {s for d in done.differences for s in d.stays + d.appears}
        told = {row[0] for row in table.rows if ":" in row[column]}
        assert told == after
        gone = {s for d in done.differences for s in d.vanishes + d.infeasible} - after
        assert {row[0] for row in table.rows if row[column] in ("vanishes", "infeasible")} == gone
        for row in table.rows:
            if row[column].startswith("appears"):
                assert row[0] not in held
    sweep = sweep_levers(conflict)
    rows = sweep_tables(sweep)[0].rows
    assert [row[0] for row in rows] == [p.name for p in sweep.pulls]
    for row, done in zip(rows, sweep.pulls, strict=True):
        assert ("changes no equilibrium" in row[-1]) == (done.idle and done.why_not is None)
        assert bool(row[1]) == any(d.appears for d in done.differences)


def test_the_same_conflict_gives_the_same_answer() -> None:
    conflict = with_levers(7)
    again = replace(with_levers(7))
    assert sweep_tables(sweep_levers(conflict)) == sweep_tables(sweep_levers(again))
