"""Paths from the status quo against all legal sequences, a length at a time; paths in words."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path as File

import numpy as np
import pytest

sys.path.insert(0, str(File(__file__).parents[1] / "conflict"))

from conflicts import Kind, random_conflict

from tracktwo.analysis.evolution import evolve, in_words, judge, status_quo_table
from tracktwo.analysis.sequences import Step
from tracktwo.conflict import (
    Conflict,
    DecisionMaker,
    ListedSpace,
    Option,
    OptionSpace,
    Payoffs,
    Ranking,
)
from tracktwo.errors import NoStatusQuo

SMALL = Kind(most_states=20, most_dms=4)


def fewest(conflict: Conflict, start: int, *, improving: bool) -> np.ndarray:
    """The fewest moves to each state by each last mover, 0 for never: shape (n_dm, n_state)."""
    rank = conflict.rank.tolist()
    result = np.zeros((conflict.n_dm, conflict.n_state), dtype=int)
    ends: set[tuple[int, int | None]] = {(start, None)}
    length = 0
    while ends:
        length += 1
        longer = set()
        for at, last in ends:
            for j in range(conflict.n_dm):
                for t in conflict.moves(j, at).tolist() if j != last else ():
                    if not (improving and rank[j][t] <= rank[j][at]) and not result[j, t]:
                        longer.add((t, j))
        for t, j in longer:
            result[j, t] = length
        ends = longer
    return result


def test_the_status_quo_table_is_all_legal_sequences() -> None:
    for seed in range(200):
        conflict = random_conflict(seed, SMALL)
        start = seed % conflict.n_state
        table = status_quo_table(conflict, start=start)
        for improving, got in ((False, table.legal), (True, table.improving)):
            plain = fewest(conflict, start, improving=improving)
            assert np.array_equal(got, plain), seed
            least = table.fewest(improving=improving)
            for s in range(conflict.n_state):
                lengths = [x for x in plain[:, s] if x]
                expected = 0 if s == start else min(lengths, default=-1)
                assert least[s] == expected
                assert (s in table.after(2, improving=improving)) == (expected == 2)


def test_paths_are_legal_shortest_and_judged() -> None:
    trusting = 0
    for seed in range(150):
        conflict = random_conflict(seed, SMALL)
        rank, start = conflict.rank, seed % conflict.n_state
        got = evolve(conflict, range(conflict.n_state), start=start)
        assert got.start == start and got.targets == tuple(range(conflict.n_state))
        table = status_quo_table(conflict, start=start)
        for improving, ways in ((False, got.legal), (True, got.improving)):
            least = table.fewest(improving=improving)
            for t, path in ways.items():
                assert (path is None) == (least[t] < 0)
                if path is None:
                    continue
                assert (path.start, path.end, len(path.steps)) == (start, t, least[t])
                assert path.improving or not improving
                assert path.movers == tuple(sorted({s.step.mover for s in path.steps}))
                at, last = start, -1
                for place, judged in enumerate(path.steps):
                    i, left, to = judged.step.mover, judged.step.start, judged.step.end
                    assert left == at and i != last and to in conflict.moves(i, left)
                    assert judged.gains == (rank[i, to] > rank[i, left])
                    assert judged.loses == (rank[i, to] < rank[i, left])
                    assert judged.trust == (place in path.trust) == (not judged.gains)
                    assert judged.better_at_end == (rank[i, t] > rank[i, left])
                    assert judged.worse_at_end == (rank[i, t] < rank[i, left])
                    at, last = to, i
                    trusting += judged.trust and judged.better_at_end
                assert at == t
                some = evolve(conflict, [t], start=start)  # one target ends the search early
                assert (some.improving if improving else some.legal) == {t: path}
    assert trusting > 20


def dilemma() -> Conflict:
    return Conflict(
        title="Two neighbours",
        decision_makers=(DecisionMaker("a", "Ada"), DecisionMaker("b", "Ben")),
        space=OptionSpace.of([2, 3], [0, 1], ["both", "both"]),
        preferences=(
            Payoffs((1.0, 2.0, 5.0, 3.0, 6.0, 4.0)),
            Payoffs((1.0, 5.0, 0.0, 4.0, 0.0, 3.0)),
        ),
        options=(
            Option("share", "Share", 0),
            Option("open", "Gate", 1, ("shut", "half", "open")),
        ),
        status_quo=0,
    )


def test_a_path_in_words() -> None:
    conflict = dilemma()
    to = conflict.state({"share": "Y", "open": "half"})
    path = evolve(conflict, [to]).legal[to]
    assert path is not None
    assert in_words(conflict, path).splitlines() == [
        "From N 0 (Ben: Gate: shut) in 2 moves:",
        "1. Ada takes Share, which gives Y 0 (Ada: Share; Ben: Gate: shut). "
        "Ada gains by this step.",
        "2. Ben sets Gate to half, which gives Y 1 (Ada: Share; Ben: Gate: half). "
        "Ben loses by this step; it is the last, so nothing makes up for it.",
    ]
    back = judge(conflict, to, [Step(0, to, to - 1), Step(1, to - 1, 0)])
    assert "1. Ada drops Share, which gives N 1" in in_words(conflict, back)
    assert in_words(conflict, judge(conflict, 0, [])) == "Already there: N 0 (Ben: Gate: shut)."


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ([1, 0, 2], "loses by this step alone, and is better off at the end: it needs trust"),
        ([2, 0, 1], "loses by this step alone, and is worse off at the end too"),
        ([1, 0, 1], "loses by this step alone, and is no better off at the end"),
        ([1, 1, 2], "neither gains nor loses by this step alone, and is better off at the end"),
        ([0, 1, 0], "gains by this step."),
    ],
)
def test_a_step_that_needs_trust_in_words(first: list[int], words: str) -> None:
    conflict = Conflict(
        title="Listed",
        decision_makers=(DecisionMaker("a", "Ada"), DecisionMaker("b", "Ben")),
        space=ListedSpace.of(["now", "between", "then"], [[(0, 1)], [(1, 2)]]),
        preferences=(Payoffs(tuple(map(float, first))), Ranking(((2,), (1,), (0,)))),
        status_quo=0,
    )
    path = evolve(conflict, [2]).legal[2]
    assert path is not None
    lines = in_words(conflict, path).splitlines()
    assert lines[0] == "From now in 2 moves:"
    assert lines[1].startswith("1. Ada moves, which gives between. Ada ") and words in lines[1]
    assert lines[2] == "2. Ben moves, which gives then. Ben gains by this step."


def test_without_a_status_quo_the_question_must_say() -> None:
    conflict = replace(dilemma(), status_quo=None)
    for ask in (lambda: evolve(conflict, [1]), lambda: status_quo_table(conflict)):
        with pytest.raises(NoStatusQuo, match="status_quo"):
            ask()
    assert evolve(conflict, [1], start=0).start == 0
