"""What a change does to the outcomes shown: which still hold, which do not, what is new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from tracktwo.analysis.edits import neighbours
from tracktwo.analysis.flips import equilibria, prepared, single_changes
from tracktwo.analysis.stability import Layout
from tracktwo.brief.outcomes.groups import Group, grouped
from tracktwo.conflict.changes import changed
from tracktwo.conflict.model import Conflict
from tracktwo.conflict.preferences import Statement, Statements, Weights
from tracktwo.conflict.space import OptionSpace, Space
from tracktwo.errors import ConflictError

__all__ = ["Effect", "Fate", "Single", "effect", "lever_effect", "singles"]

Fate = Literal["holds", "falls", "cannot be"]
Kind = Literal["exchange", "drop", "negate", "order"]
Mask = npt.NDArray[np.bool_]

_HOLDS: Fate = "holds"
_NEAR: dict[str, int] = {"exchange": 0, "drop": 1, "negate": 2, "order": 0}


@dataclass(frozen=True, eq=False)
class Effect:
    """What a change does.

    Attributes:
        after: the conflict whose states ``new`` numbers; None where the change could not be made.
        fate: of each outcome shown, whether it still holds, no longer holds, or cannot come about.
        new: what holds only with the change: states of ``after``, one for each new outcome.
        problem: why the change could not be made.
    """

    after: Conflict | None
    fate: tuple[Fate, ...]
    new: tuple[int, ...]
    problem: str | None = None

    @property
    def matters(self) -> bool:
        """Whether an outcome shown no longer holds, or a new one does."""
        return bool(self.new) or any(f != "holds" for f in self.fate)


@dataclass(frozen=True, eq=False)
class Single:
    """One change of one statement (or of neighbouring tiers), and what it does.

    Attributes:
        dm: whose preference it is.
        kind: exchanged with its neighbour, left out, turned into its opposite; or another change.
        at: the place of the statement, from 0; -1 where it is no statement.
        to: the place of the neighbour, -1 otherwise.
        text: the change in the words of the analysis.
        statements: the statements that it touches.
        effect: what it does.
    """

    dm: int
    kind: Kind
    at: int
    to: int
    text: str
    statements: tuple[Statement, ...]
    effect: Effect

    @property
    def doubtful(self) -> bool:
        """Whether it touches a statement that is unsure or assumed."""
        return any(s.unsure or s.basis == "assumed" for s in self.statements)

    @property
    def distance(self) -> tuple[int, int, int, int]:
        """The nearest first: an exchange, then leaving out, then the opposite; minor ones first."""
        return _NEAR[self.kind], -self.at, self.dm, self.to


def effect(
    before: Conflict,
    answer: Mask,
    groups: Sequence[Group],
    after: Conflict,
    rank: npt.NDArray[np.int32],
    holds: Mask,
) -> Effect:
    """What is otherwise in a second conflict of the same options.

    Args:
        before: the conflict.
        answer: which of its states hold, shape (n_state,).
        groups: the outcomes shown.
        after: the changed conflict; its states may be fewer.
        rank: what each prefers then, shape (n_dm, n_state) of ``after``.
        holds: which of its states hold.
    """
    old, new = _codes(before), _codes(after)
    there = np.isin(old, new)
    still = np.isin(old, new[holds])
    fate: list[Fate] = []
    for group in groups:
        members = np.array(group.states)
        if still[members].any():
            fate.append("holds")
        else:
            fate.append("falls" if there[members].any() else "cannot be")
    fresh = np.flatnonzero(holds & ~np.isin(new, old[answer]))
    parts = grouped(after, fresh, rank)
    return Effect(after, tuple(fate), tuple(p[0] for p in parts))


def lever_effect(
    conflict: Conflict,
    answer: Mask,
    groups: Sequence[Group],
    changes: Sequence[str],
    concept: str,
) -> Effect:
    """What a lever does; one whose changes cannot be made says why."""
    try:
        after = changed(conflict, changes)
    except ConflictError as error:
        return Effect(None, (), (), str(error))
    holds = equilibria(prepared(after), after.rank, (concept,))[0]
    return effect(conflict, answer, groups, after, after.rank, holds)


def singles(
    conflict: Conflict, answer: Mask, groups: Sequence[Group], concept: str, *, most: int
) -> tuple[list[Single], int, bool]:
    """Every single change of a preference that changes the answer, the nearest first.

    Args:
        conflict: the conflict.
        answer: which states hold, shape (n_state,).
        groups: the outcomes shown.
        concept: under which.
        most: how many solves at most.

    Returns:
        The changes that matter; how many were tried; and whether those were all.
    """
    layout = prepared(conflict)
    found: list[Single] = []
    tried = 0
    for dm, preference in enumerate(conflict.preferences):
        steps = list(_steps(preference))
        given = conflict.rank[dm].tobytes()
        words = single_changes(preference, conflict.space, conflict.state_name, n_tie=0)
        for n, (text, row) in enumerate(words):
            if tried == most:
                return sorted(found, key=lambda s: s.distance), tried, False
            tried += 1
            if row.tobytes() == given:
                continue
            kind, at, to, touched = steps[n] if steps else ("order", -1, -1, ())
            done = _solved(conflict, layout, dm, row, answer, groups, concept)
            if done.matters:
                found.append(Single(dm, kind, at, to, text, touched, done))
    return sorted(found, key=lambda s: s.distance), tried, True


def _solved(
    conflict: Conflict,
    layout: Space | Layout,
    dm: int,
    row: npt.NDArray[np.int32],
    answer: Mask,
    groups: Sequence[Group],
    concept: str,
) -> Effect:
    rank = conflict.rank.copy()
    rank[dm] = row
    holds = equilibria(layout, rank, (concept,))[0]
    if bool((holds == answer).all()):
        return Effect(conflict, tuple(_HOLDS for _ in groups), ())
    return effect(conflict, answer, groups, conflict, rank, holds)


def _steps(preference: object) -> Iterator[tuple[Kind, int, int, tuple[Statement, ...]]]:
    """What `single_changes` does to statements, in its order."""
    if not isinstance(preference, Statements | Weights):
        return
    listed = preference.statements
    for kind in ("drop", "negate"):
        for at, one in enumerate(listed):
            yield ("drop" if kind == "drop" else "negate"), at, -1, (one,)
    for a, b in neighbours(preference):
        yield "exchange", a, b, (listed[a], listed[b])


def _codes(conflict: Conflict) -> npt.NDArray[np.int64]:
    """What tells the same state in two conflicts of the same options."""
    space = conflict.space
    if isinstance(space, OptionSpace):
        return np.asarray(space.codes, dtype=np.int64)
    return np.arange(conflict.n_state, dtype=np.int64)
