"""Which single change of which preference adds or removes an equilibrium."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracktwo.analysis.conditions import NAMES
from tracktwo.analysis.edits import exchanged, neighbours
from tracktwo.analysis.stability import Kernel, Layout, solve_ranks
from tracktwo.analysis.variants import tier_swaps
from tracktwo.conflict.model import Conflict
from tracktwo.conflict.preferences import Preference, Statements, Weights, dense, ranks
from tracktwo.conflict.space import OptionSpace, Space

__all__ = ["Flip", "equilibria", "flips", "prepared", "single_changes"]

Ranks = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Flip:
    """A single change that adds or removes an equilibrium.

    Attributes:
        dm: whose preference changes, by number.
        change: the change in words.
        added: pairs of a concept and a state that becomes an equilibrium under it.
        removed: pairs of a concept and a state that no longer is one.
    """

    dm: int
    change: str
    added: tuple[tuple[str, int], ...]
    removed: tuple[tuple[str, int], ...]

    def sentence(self, conflict: Conflict) -> str:
        """The change and what follows from it, in words."""
        who = conflict.decision_makers[self.dm].label
        told = []
        for pairs, verb in ((self.added, "becomes"), (self.removed, "is no longer")):
            by_state: dict[int, list[str]] = {}
            for concept, state in pairs:
                by_state.setdefault(state, []).append(NAMES[concept])
            told += [
                f'"{conflict.state_name(state)}" {verb} an equilibrium ({", ".join(concepts)})'
                for state, concepts in sorted(by_state.items())
            ]
        return f"{who}, {self.change}: {'; '.join(told)}."


def equilibria(
    space: Space | Layout, rank: Ranks, concepts: Sequence[str], *, kernel: Kernel = "auto"
) -> Mask:
    """Which states are stable for all, shape (n_concept, n_state)."""
    stable = solve_ranks(space, rank, concepts, kernel=kernel)
    return np.stack([stable[c].all(axis=0) for c in concepts])


def flips(
    conflict: Conflict,
    concepts: Sequence[str],
    dms: Sequence[int],
    *,
    go_on: Callable[[], bool] = lambda: True,
) -> tuple[tuple[Flip, ...], int, bool]:
    """Every single change that adds or removes an equilibrium.

    Args:
        conflict: the conflict as given.
        concepts: the concepts.
        dms: whose preferences change.
        go_on: asked before each solve; once it is false, no more changes are tried.

    Returns:
        The flips, in the order of decision makers and statements; how many changes were tried; and
        whether those were all.
    """
    space = prepared(conflict)
    given = equilibria(space, conflict.rank, concepts)
    found: list[Flip] = []
    tried = 0
    for dm in dms:
        known = {conflict.rank[dm].tobytes(): given}
        changes = single_changes(conflict.preferences[dm], conflict.space, conflict.state_name)
        for words, row in changes:
            key = row.tobytes()
            if key not in known:
                if not go_on():
                    return tuple(found), tried, False
                rank = conflict.rank.copy()
                rank[dm] = row
                known[key] = equilibria(space, rank, concepts)
            tried += 1
            after = known[key]
            added, removed = (
                tuple((concepts[c], s) for c, s in np.argwhere(mask).tolist())
                for mask in (after & ~given, given & ~after)
            )
            if added or removed:
                found.append(Flip(dm, words, added, removed))
    return tuple(found), tried, True


def prepared(conflict: Conflict) -> Space | Layout:
    """What many solves of the same states share."""
    if isinstance(conflict.space, OptionSpace):
        return Layout.of(conflict.space, conflict.n_dm)
    return conflict.space


def single_changes(
    preference: Preference, space: Space, name: Callable[[int], str], *, n_tie: int = 1_000
) -> Iterator[tuple[str, Ranks]]:
    """Every single change of a preference, in words, with the order that it leads to.

    One statement dropped, turned into its opposite, or exchanged with its neighbour; two
    neighbouring tiers of a ranking exchanged; one state put directly above or below those that it
    is level with.

    Args:
        preference: as given.
        space: the states.
        name: from a state's number to its name.
        n_tie: of how many states at most ties are broken; of none when more stand in ties.
    """
    given = ranks(preference, space)
    if isinstance(preference, Statements | Weights):
        kind, listed = type(preference), preference.statements
        for at, one in enumerate(listed):
            rest = (*listed[:at], *listed[at + 1 :])
            yield f'drop statement {at + 1}, "{one.text}"', ranks(kind(rest), space)
        for at, one in enumerate(listed):
            new = (*listed[:at], one.negated(), *listed[at + 1 :])
            words = f'turn statement {at + 1}, "{one.text}", into its opposite'
            yield words, ranks(kind(new), space)
        for a, b in neighbours(preference):
            what = "the weights of statements" if kind is Weights else "statements"
            words = f'exchange {what} {a + 1}, "{listed[a].text}", and {b + 1}, "{listed[b].text}"'
            yield words, ranks(kind(exchanged(preference, a, b)), space)
    else:
        for low, row in enumerate(tier_swaps(given)):
            first, second = (int(np.flatnonzero(given == r)[0]) for r in (low + 1, low))
            yield f'exchange the tiers of "{name(first)}" and "{name(second)}"', row
    sizes = np.bincount(given)
    tied = np.flatnonzero(sizes[given] > 1).tolist()
    for state in tied if len(tied) <= n_tie else []:
        level = np.flatnonzero(given == given[state])
        mate = int(level[level != state][0])
        others = (
            f'"{name(mate)}"' if level.size == 2 else f"the {level.size - 1} states level with it"
        )
        for step, side in ((1, "above"), (-1, "below")):
            if side == "below" and level.size == 2:
                continue
            moved = given.astype(np.int64) * 2
            moved[state] += step
            yield f'put "{name(state)}" directly {side} {others}', dense(moved)
