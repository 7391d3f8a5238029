"""What is worked: outcomes, effects, the rival; against plain solves of the changed conflict."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from conflicts import TINY, Kind, random_conflict
from hypothesis import given, settings
from hypothesis import strategies as st
from outcome_sample import conflict, drafted, sample

from tracktwo.analysis import solve
from tracktwo.analysis.edits import exchanged
from tracktwo.brief.outcomes import Worked, work, work_draft
from tracktwo.brief.outcomes.effects import Single, lever_effect
from tracktwo.brief.outcomes.groups import outcomes
from tracktwo.brief.outcomes.work import rival_of
from tracktwo.conflict import Conflict, Option, OptionSpace, Payoffs, Statements
from tracktwo.conflict.changes import changed
from tracktwo.conflict.file import read_conflict

CATALOG = sorted((Path(__file__).parents[3] / "catalog").glob("*/*.toml"))
FEW = settings(max_examples=60, deadline=None)


def patterns(found: Conflict, concept: str) -> set[str]:
    states = solve(found, concepts=(concept,)).equilibria[concept]
    return {found.pattern(int(s)) for s in states}


def with_free_option(found: Conflict) -> Conflict:
    """The same conflict with one more option of the first party about which nobody cares."""
    space = found.space
    assert isinstance(space, OptionSpace)
    wide = OptionSpace(
        (*space.levels, 2),
        (*space.owner, 0),
        (*space.direction, "both"),
        np.concatenate([space.codes, space.codes + int(np.prod(space.levels))]),
    )
    twice = tuple(Payoffs(tuple(r.tolist()) * 2) for r in found.rank)
    return Conflict(
        found.title,
        found.decision_makers,
        wide,
        twice,
        (*found.options, Option("free", "Free", 0)),
        status_quo=found.status_quo,
    )


@FEW
@given(st.integers(0, 10_000))
def test_every_equilibrium_is_in_one_outcome_and_members_are_alike_to_all(seed: int) -> None:
    found = random_conflict(seed)
    solution = solve(found, concepts=("nash", "sseq", "seq", "smr"))
    groups = outcomes(solution, "seq")
    members = [s for g in groups for s in g.states]
    assert sorted(members) == solution.equilibria["seq"].tolist()
    for group in groups:
        assert len({found.rank[:, s].tobytes() for s in group.states}) == 1
        for state in group.states:
            held = tuple(c for c in solution.concepts if solution.stable[c][:, state].all())
            assert held == group.concepts


@FEW
@given(st.integers(0, 10_000))
def test_an_option_about_which_nobody_cares_makes_no_more_outcomes(seed: int) -> None:
    found = random_conflict(seed, Kind(most_states=24, most_dms=3), listed=False)
    wide = with_free_option(found)
    few = outcomes(solve(found, concepts=("nash", "sseq", "seq", "smr")), "seq")
    many = outcomes(solve(wide, concepts=("nash", "sseq", "seq", "smr")), "seq")
    if len({found.rank[:, s].tobytes() for s in range(found.n_state)}) == found.n_state:
        assert len(many) == len(few)
    assert sum(len(g.states) for g in many) == 2 * sum(len(g.states) for g in few)


@FEW
@given(st.integers(0, 10_000), st.integers(0, 3), st.integers(0, 1))
def test_a_lever_does_what_a_plain_solve_of_the_changed_conflict_says(
    seed: int, which: int, level: int
) -> None:
    found = random_conflict(seed, Kind(most_states=32, most_dms=3, more_levels=False), listed=False)
    option = found.options[which % len(found.options)]
    change = f"{option.id} = {'NY'[level]}"
    solution = solve(found, concepts=("nash", "sseq", "seq", "smr"))
    groups = outcomes(solution, "seq")
    answer = solution.stable["seq"].all(axis=0)
    done = lever_effect(found, answer, groups, [change], "seq")
    if done.after is None:
        assert done.problem
        return
    after = changed(found, [change])
    old, new = patterns(found, "seq"), patterns(after, "seq")
    feasible = {after.pattern(s) for s in range(after.n_state)}
    for group, fate in zip(groups, done.fate, strict=True):
        told = {found.pattern(s) for s in group.states}
        expected = "holds" if told & new else "falls" if told & feasible else "cannot be"
        assert fate == expected
    fresh = {after.pattern(s) for s in done.new}
    assert fresh <= new - old
    ranks = {after.rank[:, after.by_pattern[p]].tobytes() for p in new - old}
    assert len(fresh) == len(ranks)


def altered(found: Conflict, single: Single) -> Conflict:
    """The conflict with a single change, made by hand."""
    preference = found.preferences[single.dm]
    assert isinstance(preference, Statements)
    listed = list(preference.statements)
    if single.kind == "exchange":
        listed = list(exchanged(preference, single.at, single.to))
    elif single.kind == "drop":
        del listed[single.at]
    else:
        listed[single.at] = listed[single.at].negated()
    return found.with_preferences({single.dm: Statements(tuple(listed))})


def test_single_changes_do_what_they_are_told_to_do() -> None:
    worked = work_draft(drafted(sample()))
    found = worked.conflict
    assert found is not None and worked.singles and worked.all_tried
    before = patterns(found, worked.concept)
    for single in worked.singles:
        after = patterns(altered(found, single), worked.concept)
        assert after != before
        for group, fate in zip(worked.shown, single.effect.fate, strict=True):
            told = {found.pattern(s) for s in group.states}
            assert (fate == "holds") == bool(told & after)
        assert {found.pattern(s) for s in single.effect.new} <= after - before


def test_changes_that_are_not_told_leave_the_outcomes_shown_as_they_are() -> None:
    worked = work_draft(drafted(sample()))
    found = worked.conflict
    assert found is not None
    told = {(s.dm, s.kind, s.at) for s in worked.singles}
    for dm, preference in enumerate(found.preferences):
        assert isinstance(preference, Statements)
        for at in range(len(preference.statements)):
            if (dm, "drop", at) in told:
                continue
            rest = preference.statements[:at] + preference.statements[at + 1 :]
            other = found.with_preferences({dm: Statements(rest)})
            after = patterns(other, worked.concept)
            assert all({found.pattern(s) for s in g.states} & after for g in worked.shown)
            assert after <= patterns(found, worked.concept)


def test_the_rival_touches_a_doubtful_statement_and_gives_another_answer() -> None:
    worked = work_draft(drafted(sample()))
    rival, found = worked.rival, worked.conflict
    assert rival is not None and found is not None
    assert any(s.unsure or s.basis == "assumed" for s in rival.single.statements)
    assert patterns(rival.conflict, worked.concept) != patterns(found, worked.concept)
    first = {found.pattern(s) for s in worked.shown[0].states}
    assert not first & patterns(rival.conflict, worked.concept)


def test_a_rival_is_the_conflict_with_the_change_that_it_tells() -> None:
    worked = work_draft(drafted(sample()))
    found = worked.conflict
    assert found is not None
    doubtful = [s for s in worked.singles if s.doubtful]
    assert {s.kind for s in doubtful} == {"exchange", "drop", "negate"}
    for single in doubtful:
        rival = rival_of(found, [single], worked.concept)
        assert rival is not None
        assert (rival.conflict.rank == altered(found, single).rank).all()
        states = sorted(s for g in rival.groups for s in g.states)
        assert {found.pattern(s) for s in states} == patterns(rival.conflict, worked.concept)
    sure = [s for s in worked.singles if not s.doubtful]
    assert rival_of(found, sure, worked.concept) is None


def test_the_first_outcome_is_the_strongest_and_needs_no_trust_if_one_such_there_is() -> None:
    worked = work(conflict())
    assert worked.groups[0].concepts[0] == "nash"
    strong = [g for g in worked.groups if "nash" in g.concepts]
    if any(g.improving is not None for g in strong):
        assert worked.groups[0].improving is not None


@pytest.mark.parametrize("path", CATALOG, ids=lambda p: p.stem)
def test_every_published_conflict_can_be_worked(path: Path) -> None:
    found = read_conflict(path)
    worked = work(found, drafted=False)
    assert worked.solution is not None
    equilibria = worked.solution.equilibria[worked.concept]
    assert sorted(s for g in worked.groups for s in g.states) == equilibria.tolist()
    assert worked.rival is None  # nothing in the catalogue is marked as doubtful
    assert worked.questions == ()


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_the_same_conflict_is_worked_the_same_way(seed: int) -> None:
    def short(worked: Worked) -> object:
        shares = worked.robustness.shares if worked.robustness else ()
        return [g.states for g in worked.groups], [s.text for s in worked.singles], shares

    found = random_conflict(seed, TINY)
    assert short(work(found)) == short(work(random_conflict(seed, TINY)))
