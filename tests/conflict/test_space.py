"""States and moves, against a plain reading: who may change what, and where that ends."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from conflicts import random_conflict

from tracktwo.conflict import ListedSpace, OptionSpace
from tracktwo.conflict.logic import Atom, Constant, Count, Expression, Implies, Not, Xor
from tracktwo.errors import ConflictTooLarge, NoFeasibleState

SEEDS = range(200)


def plain_moves(space: OptionSpace, dm: int, state: int) -> list[int]:
    """Every other feasible state that differs in own options only, each in a permitted way."""
    here = space.state_levels(state)
    found = []
    for other in range(space.n_state):
        there = space.state_levels(other)
        legal = other != state
        for option, (now, then) in enumerate(zip(here, there, strict=True)):
            if now == then:
                continue
            legal = legal and space.owner[option] == dm
            legal = legal and not (space.direction[option] == "forward" and then < now)
            legal = legal and not (space.direction[option] == "back" and then > now)
        if legal:
            found.append(other)
    return found


def test_moves_are_what_the_definition_says() -> None:
    for seed in SEEDS:
        conflict = random_conflict(seed, listed=False)
        for dm in range(conflict.n_dm):
            for state in range(conflict.n_state):
                assert conflict.moves(dm, state).tolist() == plain_moves(
                    conflict.space, dm, state
                ), seed


def test_groups_and_patterns_say_the_same_as_moves() -> None:
    for seed in SEEDS:
        conflict = random_conflict(seed, listed=False)
        space = conflict.space
        for dm in range(conflict.n_dm):
            groups = space.groups(dm)
            assert groups is space.groups(dm)
            assert sorted(groups.members.tolist()) == list(range(space.n_state))
            assert groups.pattern.min() >= 0 and groups.pattern.max() < groups.patterns
            for first, last in itertools.pairwise(groups.starts.tolist()):
                members = groups.members[first:last].tolist()
                assert members == sorted(members) and members
                for s in members:
                    reach = [t for t in members if t != s and below(groups, s, t)]
                    assert space.moves(dm, s).tolist() == reach, seed


def below(groups, s: int, t: int) -> bool:
    a, b = int(groups.pattern[s]), int(groups.pattern[t])
    for n in groups.axes:
        if a % n > b % n:
            return False
        a, b = a // n, b // n
    return True


def test_states_are_numbered_by_code_and_found_again() -> None:
    for seed in SEEDS:
        space = random_conflict(seed, listed=False).space
        assert (np.diff(space.codes) > 0).all()
        for state in range(space.n_state):
            levels = space.state_levels(state)
            assert space.find(levels) == state
            assert [int(space.level(o)[state]) for o in range(len(levels))] == list(levels)
        everything = set(itertools.product(*(range(n) for n in space.levels)))
        feasible = {space.state_levels(s) for s in range(space.n_state)}
        assert all(space.find(levels) is None for levels in everything - feasible)


def random_rule(rng: np.random.Generator, levels: list[int], depth: int = 0) -> Expression:
    kind = rng.integers(0, 5 if depth < 2 else 1)
    if kind == 0:
        option = int(rng.integers(len(levels)))
        relation = str(rng.choice(["=", "!=", "<", "<=", ">", ">="]))
        return Atom(option, relation, int(rng.integers(levels[option])))
    parts = tuple(random_rule(rng, levels, depth + 1) for _ in range(2))
    if kind == 1:
        return Not(parts[:1])
    if kind == 2:
        return Implies(parts)
    if kind == 3:
        return Xor(parts)
    return Count(parts, str(rng.choice(["=", "<=", ">="])), int(rng.integers(3)))


def test_feasible_states_are_those_in_which_all_rules_hold() -> None:
    for seed in range(600):
        rng = np.random.Generator(np.random.PCG64(seed))
        levels = [int(n) for n in rng.integers(2, 4, rng.integers(1, 6))]
        rules = [random_rule(rng, levels) for _ in range(rng.integers(0, 4))]
        wanted = [
            state[::-1]
            for state in itertools.product(*(range(n) for n in reversed(levels)))
            if all(rule.holds(lambda o, s=state[::-1]: np.array(s[o])) for rule in rules)
        ]
        args = (levels, [0] * len(levels), ["both"] * len(levels), rules)
        if wanted:
            space = OptionSpace.of(*args)
            assert [space.state_levels(s) for s in range(space.n_state)] == wanted, seed
        else:
            with pytest.raises(NoFeasibleState):
                OptionSpace.of(*args)


def test_many_options_with_few_feasible_states_are_no_trouble() -> None:
    n = 60
    one = Count(tuple(Atom(o) for o in range(n)), "=", 1)
    space = OptionSpace.of([2] * n, [0] * n, ["both"] * n, [one])
    assert space.n_state == n
    assert space.moves(0, 3).tolist() == [s for s in range(n) if s != 3]
    ways = ["forward", "back"] * (n // 2)
    space = OptionSpace.of([2] * n, [0] * n, ways, [one, Not((Atom(5),))])
    assert space.moves(0, 3).tolist() == plain_moves(space, 0, 3) != []
    assert space.moves(0, 4).tolist() == plain_moves(space, 0, 4) == []
    chain = [Implies((Atom(o + 1), Atom(o))) for o in range(n - 1)]
    assert OptionSpace.of([2] * n, [0] * n, ["both"] * n, chain).n_state == n + 1


def test_too_many_states_are_refused_before_they_are_made() -> None:
    for n in (27, 40, 62, 80):
        with pytest.raises(ConflictTooLarge):
            OptionSpace.of([2] * n, [0] * n, ["both"] * n)
    with pytest.raises(ConflictTooLarge, match="32 states are feasible, and 31 can"):
        OptionSpace.of([2] * 5, [0] * 5, ["both"] * 5, limit=31)
    assert OptionSpace.of([2] * 5, [0] * 5, ["both"] * 5, limit=32).n_state == 32
    with pytest.raises(NoFeasibleState):
        OptionSpace.of([2] * 30, [0] * 30, ["both"] * 30, [Constant(False)])


def test_listed_moves_and_whether_they_are_transitive() -> None:
    transitive = 0
    for seed in SEEDS:
        conflict = random_conflict(seed, listed=True)
        space = conflict.space
        plain = True
        for dm in range(conflict.n_dm):
            pairs = {(s, t) for s in range(space.n_state) for t in space.reach[dm][s]}
            assert all(s != t for s, t in pairs)
            for (a, b), (c, d) in itertools.product(pairs, pairs):
                if b == c and a != d and (a, d) not in pairs:
                    plain = False
        assert space.transitive == plain, seed
        transitive += plain
    assert 0 < transitive < len(SEEDS)
    space = ListedSpace.of(["a", "b"], [[(0, 1), (0, 1), (1, 1)]])
    assert space.reach == (((1,), ()),) and space.moves(0, 1).tolist() == []
