"""A conflict as a strategic game for Gambit, in its ``.nfg`` format.

The format is the one that Gambit's documentation defines: a first line with the title, the players,
their strategies, a comment, then outcomes or payoffs cell by cell, the first player's strategy
changing fastest. A game has no moves, so that only what a simultaneous choice depends on is there.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from tracktwo.conflict.model import TAKEN, Conflict
from tracktwo.conflict.space import OptionSpace
from tracktwo.errors import ConflictError, ConflictTooLarge
from tracktwo.interop.results import Exported

__all__ = ["MAX_CELLS", "write_nfg"]

MAX_CELLS = 1 << 20
"""The largest number of combinations of options that is written."""


def write_nfg(
    conflict: Conflict,
    *,
    infeasible: Literal["refuse", "worst"] = "refuse",
    form: Literal["outcome", "payoff"] = "outcome",
) -> Exported:
    """Write a conflict in option form as a strategic game.

    Players are the decision makers, a player's strategies are the combinations of his or her own
    options, and the payoffs are ranks: 0 for the least preferred, ordinal, so that only their order
    means anything, and mixed strategies computed from them mean nothing.

    Args:
        conflict: the conflict.
        infeasible: what to do about combinations that are infeasible, which a game cannot leave
            out: refuse, or give every player one less than the payoff he or she likes least.
        form: ``outcome``, in which each cell is named by its options, or ``payoff``.

    Raises:
        ConflictError: if the states are listed, or some combination is infeasible and
            ``infeasible`` is ``refuse``.
        ConflictTooLarge: if there are more than `MAX_CELLS` combinations.
    """
    space = conflict.space
    if not isinstance(space, OptionSpace):
        raise ConflictError(
            "states and moves are listed, and a strategic game has strategies only",
            where=conflict.title,
            remedy="describe the conflict by options, or keep it as conflict.toml",
        )
    cells = math.prod(space.levels)
    if cells > MAX_CELLS:
        raise ConflictTooLarge(
            f"a strategic game would have {cells:,} cells, and {MAX_CELLS:,} can be written",
            where=conflict.title,
            remedy="leave out options, or keep the conflict as conflict.toml",
        )
    missing = cells - space.n_state
    if missing and infeasible == "refuse":
        raise ConflictError(
            f"{missing:,} of {cells:,} combinations of options are infeasible, and a strategic "
            "game has a payoff for each",
            where=conflict.title,
            remedy='infeasible="worst" gives them the lowest payoff for everybody',
        )
    strategies = [_strategies(conflict, space, dm) for dm in range(conflict.n_dm)]
    states = _states(space, [[code for code, _ in own] for own in strategies])
    comment = "Payoffs are ordinal ranks, larger is preferred: only their order means anything."
    if missing:
        comment += " Infeasible combinations have payoff -1 for everybody."
    lines = [
        f"NFG 1 R {_quoted(conflict.title)}",
        f"{{ {' '.join(_quoted(name) for name in _players(conflict))} }}",
        f"{{ {' '.join(_names([name for _, name in own]) for own in strategies)} }}",
        _quoted(comment),
        "",
        *(_outcomes(conflict, states) if form == "outcome" else _payoffs(conflict, states)),
    ]
    return Exported("\n".join(lines) + "\n", tuple(_lost(conflict, missing)))


def _players(conflict: Conflict) -> list[str]:
    labels = [maker.label for maker in conflict.decision_makers]
    return labels if len(set(labels)) == len(labels) else [m.id for m in conflict.decision_makers]


def _strategies(conflict: Conflict, space: OptionSpace, dm: int) -> list[tuple[int, str]]:
    """A player's strategies: what each adds to the code of a state, and its name."""
    own = space.own(dm)
    found = []
    for backwards in itertools.product(*(range(space.levels[o]) for o in reversed(own))):
        levels = backwards[::-1]
        code, parts = 0, []
        for number, level in zip(own, levels, strict=True):
            option = conflict.options[number]
            code += level * space.strides[number]
            if option.levels != TAKEN:
                parts.append(f"{option.label}: {option.levels[level]}")
            elif level:
                parts.append(option.label)
        found.append((code, ", ".join(parts) or "none"))
    names = [name for _, name in found]
    if len(set(names)) < len(names):  # labels that two options share
        found = [(code, f"{k + 1} {name}") for k, (code, name) in enumerate(found)]
    return found


def _states(space: OptionSpace, codes: Sequence[Sequence[int]]) -> npt.NDArray[np.int64]:
    """The state of each cell, the first player's strategy fastest; -1 where it is infeasible."""
    cells = np.zeros(1, dtype=np.int64)
    for own in codes:
        cells = (np.array(own, dtype=np.int64)[:, None] + cells[None, :]).reshape(-1)
    places = np.searchsorted(space.codes, cells)
    places[places == space.n_state] = 0
    return np.where(space.codes[places] == cells, places, -1).astype(np.int64)


def _names(names: Sequence[str]) -> str:
    return f"{{ {' '.join(_quoted(name) for name in names)} }}"


def _quoted(text: str) -> str:
    flat = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{flat}"'


def _outcomes(conflict: Conflict, states: npt.NDArray[np.int64]) -> list[str]:
    names = [conflict.state_name(state) for state in range(conflict.n_state)]
    if len(set(names)) < len(names):  # labels that two options share
        names = [f"{conflict.pattern(state)} {name}" for state, name in enumerate(names)]
    lines = ["{"]
    for name, ranks in zip(names, conflict.rank.T.tolist(), strict=True):
        lines.append(f"{{ {_quoted(name)} {', '.join(str(rank) for rank in ranks)} }}")
    if (states < 0).any():
        lines.append(f"{{ {_quoted('infeasible')} {', '.join(['-1'] * conflict.n_dm)} }}")
    numbers = np.where(states < 0, conflict.n_state, states) + 1
    return [*lines, "}", " ".join(str(number) for number in numbers.tolist())]


def _payoffs(conflict: Conflict, states: npt.NDArray[np.int64]) -> list[str]:
    ranks = np.where(states < 0, -1, conflict.rank[:, states])
    return [" ".join(str(rank) for rank in cell) for cell in ranks.T.tolist()]


def _lost(conflict: Conflict, missing: int) -> list[str]:
    lost = [
        "a strategic game has no moves: only Nash stability of pure strategies carries over, no "
        "sanctions and no paths",
        "preferences are written as ordinal ranks",
    ]
    ways = [option.label for option in conflict.options if option.direction != "both"]
    if ways:
        lost.append(f"one-way options can be moved both ways in the game: {', '.join(ways)}")
    if missing:
        lost.append(
            f"{missing:,} infeasible combinations are cells of the game, with payoff -1 for "
            "everybody, one less than the lowest; some of them may be equilibria of the game"
        )
    if conflict.status_quo is not None:
        lost.append(f"status quo is not carried: {conflict.state_name(conflict.status_quo)}")
    about = (conflict.question, conflict.as_of, conflict.source, conflict.note)
    if any(value is not None for value in about):
        lost.append("question, as-of date, source and note are not carried")
    return lost
