"""What an analyst should know of a conflict before trusting its outcomes: gaps and slips.

A conflict that reads without an error can still be less than it seems: a statement that separates
nothing, an option that nobody has a preference about, a party indifferent among all states.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tracktwo.conflict.model import Conflict
from tracktwo.conflict.preferences import Ranks, Statements, Weights, dense
from tracktwo.conflict.space import OptionSpace

__all__ = ["findings"]


def findings(conflict: Conflict) -> tuple[str, ...]:
    """Sentences about what is missing, idle or at odds; empty when there is nothing to say."""
    return (
        *_status_quo(conflict),
        *_options(conflict),
        *_decision_makers(conflict),
        *_statements(conflict),
    )


def _status_quo(conflict: Conflict) -> Iterator[str]:
    if conflict.status_quo is None:
        yield "There is no status quo, so that no paths from today can be told."


def _options(conflict: Conflict) -> Iterator[str]:
    space = conflict.space
    if not isinstance(space, OptionSpace):
        return
    spoken: set[int] = set()
    by_state = False
    for preference in conflict.preferences:
        if isinstance(preference, Statements | Weights):
            for statement in preference.statements:
                spoken |= statement.expression.options()
        else:
            by_state = True
    for number, option in enumerate(conflict.options):
        levels = np.unique(space.level(number))
        if levels.size == 1:
            yield (
                f'Option "{option.label}" is at {option.levels[int(levels[0])]} in every feasible '
                "state; it is no choice."
            )
        elif number not in spoken and not by_state:
            yield f'No preference mentions option "{option.label}".'


def _decision_makers(conflict: Conflict) -> Iterator[str]:
    space = conflict.space
    for dm, maker in enumerate(conflict.decision_makers):
        if conflict.n_state > 1 and not conflict.rank[dm].any():
            yield f"{maker.label} is indifferent among all states; nothing moves it."
        if isinstance(space, OptionSpace):
            if not space.own(dm):
                yield f"{maker.label} has no option; it judges outcomes and cannot move."
        elif not any(space.reach[dm]):
            yield f"{maker.label} has no move; it judges outcomes only."


def _statements(conflict: Conflict) -> Iterator[str]:
    space = conflict.space
    if not isinstance(space, OptionSpace):
        return
    for maker, preference in zip(conflict.decision_makers, conflict.preferences, strict=True):
        if not isinstance(preference, Statements | Weights):
            continue
        before: Ranks = np.zeros(space.n_state, dtype=np.int32)
        for place, statement in enumerate(preference.statements, 1):
            held = np.broadcast_to(statement.expression.holds(space.level), space.n_state)
            name = f'{maker.label}, statement {place} ("{statement.text}")'
            if held.all() or not held.any():
                where = "every" if held.all() else "no"
                yield f"{name} holds in {where} feasible state and so decides nothing."
            elif isinstance(preference, Statements):
                after = dense(2 * before.astype(np.int64) + held)
                if after.max() == before.max():
                    yield f"{name} decides nothing that those before it have not decided."
                before = after
            if statement.unsure:
                yield f"{name} is marked unsure; see what hangs on it with `tracktwo robust`."
