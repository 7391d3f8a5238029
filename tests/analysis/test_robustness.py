"""Robustness against all preference orders of small conflicts, one by one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import chain, combinations, pairwise, permutations, product

import numpy as np
import pytest
from altered import in_statements, weak_orders
from conflicts import Kind, random_conflict
from hypothesis import given, settings
from hypothesis import strategies as st
from plain import Plain

from tracktwo.analysis.flips import flips, single_changes
from tracktwo.analysis.robustness import robustness
from tracktwo.analysis.tally import wilson
from tracktwo.analysis.variants import Vary, below, ways
from tracktwo.conflict import Conflict, Payoffs, Statement, Statements, Weights
from tracktwo.conflict.preferences import ranks
from tracktwo.errors import ConflictTooLarge, UnknownChoice

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")
TINY = Kind(most_states=4, most_dms=2)
seeds = st.integers(0, 10**6)
flags = st.builds(
    Vary,
    ties=st.booleans(),
    drop=st.booleans(),
    swap=st.booleans(),
    unsure=st.booleans(),
    negate=st.booleans(),
    permute=st.booleans(),
)


def opposite(conflict: Conflict, one: Statement) -> Statement:
    text = f"not ({one.text})"
    return replace(one, text=text, expression=conflict.statement(text))


def slow_ways(conflict: Conflict, dm: int, vary: Vary) -> Counter:
    """Every way as a tuple of ranks, with how many there are, written out plainly."""
    given_ = conflict.preferences[dm]
    n = conflict.n_state
    bases = []
    if isinstance(given_, Statements | Weights):
        weighted = isinstance(given_, Weights)
        chosen = []
        for one in given_.statements:
            if not one.unsure:
                chosen.append([one])
            else:
                chosen.append([one])
                chosen[-1] += [None] if vary.unsure else []
                chosen[-1] += [opposite(conflict, one)] if vary.negate else []
        for some in product(*chosen):
            some = [s for s in some if s is not None]
            variants = [some]
            by_weight = sorted(range(len(some)), key=lambda k: -(some[k].weight or 0))
            neighbours = list(pairwise(by_weight))
            changes = neighbours if vary.swap else []
            if vary.permute:
                variants = []
                for order in permutations(range(len(some))):
                    if weighted:
                        variants.append(
                            [replace(some[k], weight=some[o].weight) for k, o in enumerate(order)]
                        )
                    else:
                        variants.append([some[o] for o in order])
                changes = []
            for a, b in changes:
                new = list(some)
                if weighted:
                    new[a] = replace(some[a], weight=some[b].weight)
                    new[b] = replace(some[b], weight=some[a].weight)
                else:
                    new[a], new[b] = some[b], some[a]
                variants.append(new)
            if vary.drop:
                variants += [some[:k] + some[k + 1 :] for k in range(len(some))]
            kind = Weights if weighted else Statements
            bases += [ranks(kind(tuple(v)), conflict.space).tolist() for v in variants]
    else:
        row = ranks(given_, conflict.space).tolist()
        bases.append(row)
        for low in range(max(row)) if vary.swap else ():
            swap = {low: low + 1, low + 1: low}
            bases.append([swap.get(r, r) for r in row])
    found: Counter = Counter()
    for base in bases:
        if not vary.ties:
            found[tuple(base)] += 1
            continue
        for strict in permutations(range(n)):
            pairs = combinations(range(n), 2)
            if all((base[a] - base[b]) * (strict[a] - strict[b]) >= 0 for a, b in pairs):
                found[strict] += 1
    return found


def mixed(seed: int, kind: Kind = TINY) -> Conflict:
    """Statements, weights or payoffs."""
    if seed % 3 == 2:
        return random_conflict(seed, replace(kind, ties=True), listed=False)
    return in_statements(seed, kind, weighted=seed % 3 == 1, most=3)


@given(seeds, flags)
@settings(max_examples=120, deadline=None)
def test_ways_are_those_written_out_plainly(seed, vary):
    conflict = mixed(seed)
    for dm in range(conflict.n_dm):
        slow = slow_ways(conflict, dm, vary)
        fast = ways(conflict.preferences[dm], conflict.space, vary, where="here")
        orders, times = fast.listed()
        assert {tuple(o): t for o, t in zip(orders.tolist(), times, strict=True)} == slow
        assert fast.total == sum(slow.values())
        rng = np.random.default_rng(seed)
        assert all(tuple(fast.draw(rng).tolist()) in slow for _ in range(5))


def test_draws_are_even():
    conflict = in_statements(2, Kind(most_states=8, most_dms=1, infeasible=False), most=3)
    said = [Statement(t, conflict.statement(t), unsure=True) for t in ("o0", "o1")]
    one = ways(Statements(tuple(said)), conflict.space, Vary(ties=True, permute=True), where="")
    slow = slow_ways(
        conflict.with_preferences({0: Statements(tuple(said))}), 0, Vary(ties=True, permute=True)
    )
    if one.total > 50_000:
        pytest.skip("too many for this test")
    rng, seen = np.random.default_rng(0), Counter()
    for _ in range(8_000):
        seen[tuple(one.draw(rng).tolist())] += 1
    worst = max(abs(seen[k] / 8_000 - v / one.total) for k, v in slow.items())
    assert worst < 5 * (max(slow.values()) / one.total / 8_000) ** 0.5


def slow_equilibria(conflict: Conflict, rows: tuple) -> dict[str, set[int]]:
    plain = Plain(conflict.with_preferences({i: Payoffs(r) for i, r in enumerate(rows)}))
    return {
        c: {
            s
            for s in range(conflict.n_state)
            if all(plain.stable(c, i, s) for i in range(conflict.n_dm))
        }
        for c in CONCEPTS
    }


@given(seeds, flags)
@settings(max_examples=50, deadline=None)
def test_shares_are_those_of_all_orders(seed, vary):
    conflict = mixed(seed)
    every = [slow_ways(conflict, dm, vary) for dm in range(conflict.n_dm)]
    if np.prod([len(w) for w in every]) > 100:
        return
    counts: Counter = Counter()
    for joint in product(*(w.items() for w in every)):
        weight = int(np.prod([t for _, t in joint], dtype=object))
        for concept, states in slow_equilibria(conflict, tuple(r for r, _ in joint)).items():
            for state in states:
                counts[concept, state] += weight
    now = slow_equilibria(conflict, tuple(tuple(r) for r in conflict.rank.tolist()))
    result = robustness(conflict, vary, single=False)
    assert result.exact and result.complete
    total = int(np.prod([sum(w.values()) for w in every], dtype=object))
    assert result.joint == total
    for share in result.shares:
        assert share.tried == total and share.interval is None
        assert share.given == (share.state in now[share.concept])
        assert share.count == counts[share.concept, share.state]
    there = {(s.concept, s.state) for s in result.shares}
    assert there == set(counts) | {(c, s) for c in now for s in now[c]}
    few = robustness(conflict, vary, single=False, exact=max(len(w) for w in every), samples=10)
    for a, b in zip(result.shares, few.shares, strict=False):
        if a.concept in ("nash", "gmr", "smr") and few.exact:
            assert a == b


@given(seeds)
@settings(max_examples=40, deadline=None)
def test_where_nothing_is_unsure_every_share_is_one(seed):
    conflict = random_conflict(seed, Kind(most_states=12, most_dms=3))
    result = robustness(conflict, single=False)
    assert result.joint == 1 and result.exact
    assert all(s.share == 1.0 and s.given for s in result.shares)


@given(seeds)
@settings(max_examples=12, deadline=None)
def test_renaming_decision_makers_changes_no_share(seed):
    conflict = in_statements(seed, Kind(most_states=8, most_dms=3, infeasible=False), most=3)
    n = conflict.n_dm
    to = np.random.default_rng(seed).permutation(n).tolist()
    owner = tuple(to[o] for o in conflict.space.owner)
    other = replace(
        conflict,
        decision_makers=tuple(conflict.decision_makers[to.index(i)] for i in range(n)),
        space=replace(conflict.space, owner=owner),
        options=tuple(replace(o, owner=to[o.owner]) for o in conflict.options),
        preferences=tuple(conflict.preferences[to.index(i)] for i in range(n)),
    )
    vary = Vary(drop=True, unsure=False)
    a, b = (robustness(c, vary, single=False) for c in (conflict, other))
    assert a.shares == b.shares


def many() -> Conflict:
    return next(
        c
        for c in (
            in_statements(k, Kind(most_states=16, most_dms=3, infeasible=False), most=4)
            for k in range(1000)
        )
        if c.n_state == 16 and c.n_dm == 3 and all(len(p.statements) > 2 for p in c.preferences)
    )


def test_the_same_seed_gives_the_same_and_intervals_hold_the_truth():
    conflict, vary = many(), Vary(drop=True, swap=True, unsure=False)
    truth = {
        (s.concept, s.state): s.share
        for s in robustness(conflict, vary, single=False, exact=10**6).shares
    }
    options = {"exact": 50, "samples": 100, "single": False}
    result = robustness(conflict, vary, seed=3, **options)
    again = robustness(conflict, vary, seed=3, **options)
    assert result.shares == again.shares and not result.exact
    assert result.shares != robustness(conflict, vary, seed=4, **options).shares
    inside = []
    for seed in range(10):
        for share in robustness(conflict, vary, seed=seed, **options).shares:
            if share.interval is not None:
                low, high = share.interval
                assert 0 <= low <= share.share <= high <= 1
                inside.append(low <= truth[share.concept, share.state] <= high)
            else:
                assert share.share == truth[share.concept, share.state]
    assert np.mean(inside) > 0.85


def test_ties_too_many_to_list_are_drawn():
    conflict = random_conflict(7, Kind(most_states=64, most_dms=3, infeasible=False), listed=False)
    conflict = conflict.with_preferences({0: Payoffs((0.0,) * conflict.n_state)})
    result = robustness(conflict, Vary(ties=True), samples=50, single=False)
    assert result.joint >= 10**20 and not result.exact
    assert all(s.tried == 50 for s in result.shares)
    assert result.shares == robustness(conflict, Vary(ties=True), samples=50, single=False).shares


def test_a_budget_ends_with_what_is_done():
    told = []
    result = robustness(
        many(), Vary(drop=True, swap=True), budget_s=0.0, progress=lambda a, b: told.append((a, b))
    )
    assert not result.complete and result.shares
    assert "time ran out" in result.sentences(many())[-1]
    assert told and all(done <= planned for done, planned in told)
    assert all(s.interval is not None and s.tried >= 1 for s in result.shares)


@given(seeds)
@settings(max_examples=60, deadline=None)
def test_flips_are_what_the_changed_conflict_shows(seed):
    conflict = mixed(seed, Kind(most_states=8, most_dms=2))
    now = slow_equilibria(conflict, tuple(map(tuple, conflict.rank.tolist())))
    found, tried, all_tried = flips(conflict, CONCEPTS, range(conflict.n_dm))
    assert all_tried
    told = {(f.dm, f.change): f for f in found}
    number = 0
    for dm in range(conflict.n_dm):
        for words, row in single_changes(
            conflict.preferences[dm], conflict.space, conflict.state_name
        ):
            number += 1
            rows = conflict.rank.tolist()
            rows[dm] = row.tolist()
            then = slow_equilibria(conflict, tuple(map(tuple, rows)))
            added = {(c, s) for c in CONCEPTS for s in then[c] - now[c]}
            removed = {(c, s) for c in CONCEPTS for s in now[c] - then[c]}
            flip = told.get((dm, words))
            if flip is None:
                assert not added and not removed
            else:
                assert (set(flip.added), set(flip.removed)) == (added, removed)
                assert flip.sentence(conflict)
    assert number == tried


@given(seeds)
@settings(max_examples=40, deadline=None)
def test_a_tie_is_broken_either_way(seed):
    conflict = random_conflict(seed, Kind(most_states=8, most_dms=1))
    given_ = conflict.rank[0]
    n = conflict.n_state
    expected = set()
    for state in range(n):
        level = [t for t in range(n) if given_[t] == given_[state]]
        if len(level) > 1:
            for step in (0.5, -0.5):
                row = given_.astype(float)
                row[state] += step
                expected.add(tuple(np.unique(row, return_inverse=True)[1].tolist()))
    got = {
        tuple(row.tolist())
        for words, row in single_changes(conflict.preferences[0], conflict.space, str)
        if words.startswith("put")
    }
    assert got == expected


def test_wilson():
    assert wilson(0, 10)[0] == 0.0 and wilson(10, 10)[1] == 1.0
    low, high = wilson(8, 10)
    assert (round(low, 4), round(high, 4)) == (0.4902, 0.9433)


def test_below_is_even_and_takes_large_numbers():
    rng = np.random.Generator(np.random.PCG64(1))
    seen = Counter(below(rng, 5) for _ in range(10_000))
    assert set(seen) == set(range(5)) and min(seen.values()) > 1800
    assert all(0 <= below(rng, 10**40) < 10**40 for _ in range(100))
    assert below(rng, 1) == 0


def test_too_many_lists_are_refused():
    conflict = in_statements(2, Kind(most_states=8, most_dms=1), most=1)
    one = Statement("o0", conflict.statement("o0"), unsure=True)
    with pytest.raises(ConflictTooLarge, match="lists of statements"):
        ways(Statements((one,) * 17), conflict.space, Vary(), where="here")


def test_an_unknown_concept_is_refused():
    with pytest.raises(UnknownChoice):
        robustness(random_conflict(1), concepts=["nasch"])


def test_all_refinements_are_strict_and_refine():
    space = random_conflict(5, Kind(most_states=4, infeasible=False), listed=False).space
    for row in list(chain(weak_orders(space.n_state)))[:75]:
        orders, times = ways(
            Payoffs(tuple(map(float, row))), space, Vary(ties=True), where=""
        ).listed()
        assert set(times) == {1}
        for order in orders.tolist():
            assert sorted(order) == list(range(space.n_state))
        assert Fraction(len(orders)) == np.prod(
            [np.prod(range(1, m + 1)) for m in Counter(row).values()]
        )
