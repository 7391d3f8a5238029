"""Random small conflicts of every kind, from a seed."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from tracktwo.conflict import Conflict, DecisionMaker, ListedSpace, Option, OptionSpace, Payoffs
from tracktwo.conflict.logic import Atom, Both, Not


@dataclass(frozen=True)
class Kind:
    """What a random conflict may have."""

    most_states: int = 64
    most_dms: int = 5
    ties: bool = True
    infeasible: bool = True
    one_way: bool = True
    more_levels: bool = True


ANY = Kind()
TINY = Kind(most_states=12, most_dms=3)


def random_space(rng: np.random.Generator, kind: Kind = ANY) -> tuple[OptionSpace, int]:
    """A space in option form, and the number of its decision makers (some may own nothing)."""
    n_dm = int(rng.integers(1, kind.most_dms + 1))
    levels: list[int] = []
    while len(levels) < 1 or rng.random() < 0.8:
        more = int(rng.integers(3, 5)) if kind.more_levels and rng.random() < 0.2 else 2
        if math.prod(levels) * more > kind.most_states:
            break
        levels.append(more)
    levels = levels or [2]
    owner = [int(o) for o in rng.integers(0, n_dm, len(levels))]
    ways = ("forward", "back", "both", "both") if kind.one_way else ("both",)
    direction = [ways[int(k)] for k in rng.integers(0, len(ways), len(levels))]
    rules = []
    if kind.infeasible and rng.random() < 0.6:
        share = rng.random() * 0.6
        for code in range(math.prod(levels)):
            if code and rng.random() < share:
                rest, atoms = code, []
                for option, n in enumerate(levels):
                    atoms.append(Atom(option, "=", rest % n))
                    rest //= n
                rules.append(Not((Both(tuple(atoms)),)))
    return OptionSpace.of(levels, owner, direction, rules), n_dm


def random_listed(rng: np.random.Generator, kind: Kind = ANY) -> tuple[ListedSpace, int]:
    """Listed states with random moves, seldom transitive."""
    n_dm = int(rng.integers(1, kind.most_dms + 1))
    n = int(rng.integers(2, min(kind.most_states, 12) + 1))
    moves = []
    for _ in range(n_dm):
        share = rng.random() * 0.4
        there = rng.random((n, n)) < share
        moves.append([(int(s), int(t)) for s, t in zip(*np.nonzero(there), strict=True)])
    return ListedSpace.of([f"s{k + 1}" for k in range(n)], moves), n_dm


def random_rank(rng: np.random.Generator, n_dm: int, n_state: int, *, ties: bool) -> np.ndarray:
    """Dense ranks, shape (n_dm, n_state)."""
    rows = []
    for _ in range(n_dm):
        if ties and rng.random() < 0.6:
            row = rng.integers(0, max(2, n_state // 2), n_state)
        else:
            row = rng.permutation(n_state)
        rows.append(np.unique(row, return_inverse=True)[1].astype(np.int32))
    return np.stack(rows)


def random_conflict(seed: int, kind: Kind = ANY, *, listed: bool | None = None) -> Conflict:
    """A conflict with payoffs as its preferences; a fifth of them with listed moves."""
    rng = np.random.Generator(np.random.PCG64(seed))
    of_list = bool(rng.random() < 0.2) if listed is None else listed
    space, n_dm = random_listed(rng, kind) if of_list else random_space(rng, kind)
    rank = random_rank(rng, n_dm, space.n_state, ties=kind.ties)
    options = ()
    if isinstance(space, OptionSpace):
        options = tuple(
            Option(
                f"o{number}",
                f"Option {number}",
                owner,
                ("N", "Y") if n == 2 else tuple(f"l{k}" for k in range(n)),
                way,
            )
            for number, (n, owner, way) in enumerate(
                zip(space.levels, space.owner, space.direction, strict=True)
            )
        )
    return Conflict(
        title=f"Random conflict {seed}",
        decision_makers=tuple(DecisionMaker(f"d{i}", f"Party {i}") for i in range(n_dm)),
        space=space,
        preferences=tuple(Payoffs(tuple(float(v) for v in row)) for row in rank),
        options=options,
        status_quo=0,
    )
