"""A conflict as a ``.gmcr`` file; see `tracktwo.interop.gmcr` for what the format means."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import numpy as np

from tracktwo import __version__
from tracktwo.conflict.expressions import Not
from tracktwo.conflict.model import TAKEN, Conflict
from tracktwo.conflict.preferences import Payoffs, Ranking, Statements, Weights
from tracktwo.conflict.space import OptionSpace
from tracktwo.errors import ConflictError, ConflictTooLarge
from tracktwo.interop.cubes import LIMIT, Cube, TooManyCubes, cubes_of, infeasible_cubes
from tracktwo.interop.gmcr_model import ids_for
from tracktwo.interop.results import Exported

__all__ = ["write_gmcr"]

_DIRECTION = {"both": "both", "forward": "fwd", "back": "back"}


def write_gmcr(conflict: Conflict) -> Exported:
    """Write a conflict in option form as a ``.gmcr`` file.

    States, moves and the order of preference are carried exactly. The format has one switch for all
    decision makers: if each has ordered statements they are written as such, otherwise everybody's
    order is written as a ranking.

    Raises:
        ConflictError: if the states are listed or an option has more than two levels, for which
            the format has no place.
        ConflictTooLarge: if its infeasible combinations cannot be told in few enough conditions.
    """
    space = conflict.space
    if not isinstance(space, OptionSpace):
        raise ConflictError(
            "states and moves are listed, and a .gmcr file has only options",
            where=conflict.title,
            remedy="describe the conflict by options, or keep it as conflict.toml",
        )
    for option in conflict.options:
        if len(option.levels) > 2:
            raise ConflictError(
                f'option "{option.id}" has {len(option.levels)} levels, and in a .gmcr file an '
                "option is taken or not",
                where=conflict.title,
                remedy="make each level above the lowest an option, with an exclusive group",
            )
    lost: list[str] = []
    preferences = [_preferences(conflict, dm, lost) for dm in range(conflict.n_dm)]
    by_hand = any(conditions is None for conditions in preferences)
    makers: list[dict[str, Any]] = []
    for dm, conditions in enumerate(preferences):
        if by_hand:
            _say_ranked(conflict, dm, conditions is not None, lost)
        makers.append(
            {
                "name": conflict.decision_makers[dm].label,
                "options": list(space.own(dm)),
                "preferences": conditions or [],
                "preferenceRanking": _ranking(conflict, dm),
            }
        )
    data = {
        "name": conflict.title,
        "version": f"tracktwo {__version__}",
        "useManualPreferenceRanking": by_hand,
        "decisionMakers": makers,
        "options": [
            {"name": o.label, "permittedDirection": _DIRECTION[o.direction]}
            for o in conflict.options
        ],
        "infeasibles": [_row(cube) for cube in _infeasible(conflict, space)],
    }
    lost += _not_carried(conflict)
    lines = (f' "{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in data.items())
    return Exported("{\n" + ",\n".join(lines) + "\n}\n", tuple(lost))


def _row(cube: Cube) -> list[list[Any]]:
    return [[option, "Y" if taken else "N"] for option, taken in sorted(cube)]


def _preferences(conflict: Conflict, dm: int, lost: list[str]) -> list[Any] | None:
    """A decision maker's statements as conditions; None when they must be written as a ranking."""
    preference = conflict.preferences[dm]
    if not isinstance(preference, Statements):
        return None
    who = conflict.decision_makers[dm].label
    conditions: list[Any] = []
    for statement in preference.statements:
        try:
            cubes = cubes_of(statement.expression)
        except TooManyCubes:
            lost.append(f'"{statement.text}" of "{who}" would be more than {LIMIT:,} combinations')
            return None
        if not cubes or not all(cubes):
            lost.append(f'"{statement.text}" of "{who}" separates no states and is left out')
        elif len(cubes) == 1:
            conditions.append(_row(cubes[0]))
        else:
            conditions.append({"compound": True, "members": [_row(cube) for cube in cubes]})
    return conditions


def _ranking(conflict: Conflict, dm: int) -> list[Any]:
    """Feasible states from 1, best first; those between which one is indifferent as a list."""
    rank = conflict.rank[dm]
    order = np.argsort(-rank, kind="stable")
    cuts = np.flatnonzero(np.diff(rank[order])) + 1
    tiers = [(tier + 1).tolist() for tier in np.split(order, cuts)]
    return [tier[0] if len(tier) == 1 else tier for tier in tiers]


def _infeasible(conflict: Conflict, space: OptionSpace) -> Iterable[Cube]:
    """Combinations to rule out: by the rules where these give the states, else by the states."""
    holds = [rule.holds for rule in conflict.rules]
    try:
        ruled = OptionSpace.of(space.levels, space.owner, space.direction, holds)
        if np.array_equal(ruled.codes, space.codes):
            return dict.fromkeys(c for rule in holds for c in cubes_of(Not((rule,))))
    except (TooManyCubes, ConflictError):
        pass
    try:
        return infeasible_cubes(space)
    except TooManyCubes:
        raise ConflictTooLarge(
            f"its infeasible combinations would be more than {LIMIT:,} conditions",
            where=conflict.title,
            remedy="say what is infeasible in fewer rules, or keep the conflict as conflict.toml",
        ) from None


def _say_ranked(conflict: Conflict, dm: int, stated: bool, lost: list[str]) -> None:
    who = conflict.decision_makers[dm].label
    match conflict.preferences[dm]:
        case Ranking():
            return
        case Payoffs():
            lost.append(f'payoffs of "{who}" are written as the ranking that they give')
        case Weights():
            lost.append(f'weights and statements of "{who}" are written as the ranking they give')
        case Statements() if stated:
            lost.append(
                f'statements of "{who}" stand in the file, but the ranking that they give is what '
                "counts there, because not every decision maker has ordered statements"
            )
        case _:
            lost.append(f'statements of "{who}" are written as the ranking that they give')


def _not_carried(conflict: Conflict) -> Iterable[str]:
    options, makers = conflict.options, conflict.decision_makers
    statements = [
        s for p in conflict.preferences if isinstance(p, Statements | Weights) for s in p.statements
    ]
    about = {
        "question": conflict.question,
        "as-of date": conflict.as_of,
        "source": conflict.source,
        "note": conflict.note,
        "status quo": None
        if conflict.status_quo is None
        else f"{conflict.state_name(conflict.status_quo)}",
    }
    for what, value in about.items():
        if value is not None:
            yield f"{what} is not carried: {value}"
    if conflict.state_labels:
        yield "names given to states are not carried"
    if any(rule.kind != "infeasible" for rule in conflict.rules):
        yield "exclusive groups and implications are written as the combinations they rule out"
    if any(rule.note for rule in conflict.rules):
        yield "notes on rules are not carried"
    if any(o.note or o.evidence for o in options) or any(m.note for m in makers):
        yield "notes and evidence on options and decision makers are not carried"
    if any(o.levels != TAKEN for o in options):
        yield "names of levels are not carried: an option is taken (Y) or not (N)"
    if any(s.basis or s.confidence is not None or s.evidence or s.note for s in statements):
        yield "basis, confidence, evidence and notes of statements are not carried"
    if any(s.unsure for s in statements):
        yield "which statements are unsure is not carried"
    option_ids = ids_for([o.label for o in options], kind="option")
    maker_ids = ids_for([m.label for m in makers], kind="dm")
    if option_ids != [o.id for o in options] or maker_ids != [m.id for m in makers]:
        yield "ids are not carried: names are, and other ids are made from them"
