"""Goals together, against all preferences of small conflicts."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from itertools import combinations, permutations

import numpy as np
import pytest
from altered import Other, weak_orders
from conflicts import Kind, random_conflict
from hypothesis import given, settings
from hypothesis import strategies as st
from plain import Plain

from tracktwo.analysis.contradiction import Goal, Known, reconcile
from tracktwo.conflict import ListedSpace
from tracktwo.conflict.preferences import ranks
from tracktwo.errors import ConflictError

seeds = st.integers(0, 10**6)
ORDERS = {n: list(weak_orders(n)) for n in range(1, 5)}
CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")


def test_all_weak_orders_are_there():
    assert [len(ORDERS[n]) for n in range(1, 5)] == [1, 3, 13, 75]
    assert all(len(set(ORDERS[n])) == len(ORDERS[n]) for n in ORDERS)


def meets(other: Other, item: Goal | Known, row: tuple[int, ...]) -> bool:
    if isinstance(item, Goal):
        return other.stable(item.concept, item.dm, item.state, row)
    a, b = row[item.first], row[item.second]
    return {">": a > b, "=": a == b, ">=": a >= b}[item.relation]


@given(seeds, st.booleans(), st.booleans())
@settings(max_examples=150, deadline=None)
def test_one_decision_maker_against_all_orders(seed, ties, strongly):
    conflict = random_conflict(seed, Kind(most_states=4, most_dms=3))
    n = conflict.n_state
    if n > 4:
        return
    rng = np.random.default_rng(seed)
    other, dm = Other(conflict), int(rng.integers(conflict.n_dm))
    concepts = CONCEPTS[:1] if strongly else CONCEPTS
    goals = [
        Goal(int(rng.integers(n)), concepts[int(rng.integers(len(concepts)))], dm)
        for _ in range(int(rng.integers(1, 5)))
    ]
    known = []
    for _ in range(int(rng.integers(0, 5))) if n > 1 else ():
        a, b = rng.permutation(n)[:2].tolist()
        known.append(Known(dm, a, b, (">", "=", ">=")[int(rng.choice(3, p=[0.7, 0.1, 0.2]))]))
    items = list(dict.fromkeys([*goals, *known]))
    rows = ORDERS[n] if ties else list(permutations(range(n)))
    met = {row: {k for k, item in enumerate(items) if meets(other, item, row)} for row in rows}
    found = reconcile(conflict, goals, known=known, ties=ties)
    assert found.possible == any(len(m) == len(items) for m in met.values())
    assert found.sentences(conflict)
    if found.possible:
        row = ranks(found.preferences[dm], conflict.space).tolist()
        assert all(meets(other, item, row) for item in items)
        assert ties or len(set(row)) == n
        return

    def price(chosen):
        return sum(isinstance(items[k], Goal) for k in chosen), len(chosen)

    best = min(
        price(chosen)
        for size in range(len(items) + 1)
        for chosen in combinations(range(len(items)), size)
        if not any(m.issuperset(chosen) for m in met.values())
    )
    reason = [items.index(item) for item in found.conflicting]
    assert not any(m.issuperset(reason) for m in met.values())
    assert price(reason) == best


@given(seeds)
@settings(max_examples=60, deadline=None)
def test_a_fixed_ranking_stays(seed):
    conflict = random_conflict(seed, Kind(most_states=8, most_dms=3))
    plain = Plain(conflict)
    rng = np.random.default_rng(seed)
    goals = [
        Goal(int(rng.integers(conflict.n_state)), c, int(rng.integers(conflict.n_dm)))
        for c in ("nash", "gmr", "smr")
    ]
    found = reconcile(conflict, goals, fixed=range(conflict.n_dm), ties=False)
    assert found.possible == all(plain.stable(g.concept, g.dm, g.state) for g in goals)
    if found.possible:
        assert all(found.preferences[g.dm] == conflict.preferences[g.dm] for g in goals)
    else:
        (broken,) = [g for g in found.conflicting if isinstance(g, Goal)]
        assert not plain.stable(broken.concept, broken.dm, broken.state)
        other, row = Other(conflict), conflict.rank[broken.dm].tolist()
        facts = [fact for fact in found.conflicting if isinstance(fact, Known)]
        assert all(meets(other, fact, row) for fact in facts)
        assert facts or not conflict.moves(broken.dm, broken.state).size


@given(seeds)
@settings(max_examples=60, deadline=None)
def test_the_reason_against_a_fixed_ranking_is_the_smallest(seed):
    conflict = random_conflict(seed, Kind(most_states=4, most_dms=3))
    n = conflict.n_state
    if n > 4:
        return
    rng = np.random.default_rng(seed)
    other, dm = Other(conflict), int(rng.integers(conflict.n_dm))
    row = conflict.rank[dm]
    goals = [Goal(int(rng.integers(n)), CONCEPTS[int(k)], dm) for k in rng.integers(0, 5, 2)]
    true = []
    for a, b in combinations(range(n), 2):
        more, less = (a, b) if row[a] > row[b] else (b, a)
        true.append(Known(dm, more, less, "=" if row[a] == row[b] else ">"))
    known = []
    if n > 1 and rng.random() < 0.3:
        a, b = rng.permutation(n)[:2].tolist()
        known = [Known(dm, a, b, (">", "=", ">=")[int(rng.integers(3))])]
    found = reconcile(conflict, goals, known=known, fixed=[dm], ties=False)
    items = list(dict.fromkeys([*goals, *known, *true]))
    met = [{k for k, item in enumerate(items) if meets(other, item, r)} for r in ORDERS[n]]
    assert found.possible == any(len(m) == len(items) for m in met)
    if not found.possible:
        reason = found.conflicting
        assert not any(all(meets(other, item, r) for item in found.conflicting) for r in ORDERS[n])
        best = min(
            (sum(isinstance(items[k], Goal) for k in chosen), len(chosen))
            for size in range(min(len(items), len(reason)) + 1)
            for chosen in combinations(range(len(items)), size)
            if not any(m.issuperset(chosen) for m in met)
        )
        assert (sum(isinstance(i, Goal) for i in found.conflicting), len(reason)) == best


def test_two_states_between_which_one_moves():
    base = random_conflict(1, Kind(most_states=4), listed=True)
    conflict = replace(
        base,
        decision_makers=(replace(base.decision_makers[0], label="X"),),
        space=ListedSpace.of(["war", "peace"], [[(0, 1), (1, 0)]]),
        preferences=base.preferences[:1],
        state_labels={},
    )
    goals = [Goal(0, "nash", 0), Goal(1, "nash", 0)]
    found = reconcile(conflict, goals)
    assert found.possible and len(found.preferences[0].tiers) == 1
    assert reconcile(conflict, goals, ties=False).sentences(conflict) == (
        "These cannot hold together without indifference: "
        '"war" is Nash stable for X; "peace" is Nash stable for X.',
    )
    assert reconcile(conflict, goals, known=[Known(0, 1, 0)]).sentences(conflict) == (
        'These cannot hold together: "war" is Nash stable for X; X prefers "peace" to "war".',
    )


def test_knowledge_alone_can_contradict_itself():
    conflict = random_conflict(3, Kind(most_states=8), listed=False)
    known = [Known(0, 0, 1), Known(0, 1, 0, ">="), Known(0, 0, 1, ">=")]
    found = reconcile(conflict, [Goal(0, "gmr", 0)], known=known)
    assert found.conflicting == (known[0], known[1])
    assert "does not prefer" in found.sentences(conflict)[0]


def test_seq_goals_are_of_one_decision_maker():
    conflict = random_conflict(3, Kind(most_states=8), listed=False)
    with pytest.raises(ConflictError, match="one decision maker at a time"):
        reconcile(conflict, [Goal(0, "seq", 0), Goal(0, "nash", 1)])


def test_ctrl_c_still_ends_what_waits_after_a_solver_was_asked() -> None:
    code = """
import os, signal, threading
from tracktwo.analysis.contradiction import Goal, reconcile
from tracktwo.analysis.least import _by_z3
from tracktwo.conflict import Conflict, DecisionMaker, OptionSpace, Payoffs
conflict = Conflict(
    "Two", (DecisionMaker("a", "A"),), OptionSpace.of((2,), (0,), ("both",)), (Payoffs((0.0, 1.0)),)
)
reconcile(conflict, [Goal(0, "nash", 0)])
_by_z3([(frozenset({1}), frozenset({2}))], {1: 1, 2: 2})
threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
late = threading.Timer(60, print)
late.daemon = True
late.start()
try:
    late.finished.wait(40)
    print("waited")
except KeyboardInterrupt:
    print("interrupted")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "interrupted", done.stderr
