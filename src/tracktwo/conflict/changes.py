"""Changes to a conflict, in words: what would be if an option were taken, a statement dropped …

===========================  ==================================================================
``aid = none``               the option has that level in every state (``aid = Y``, ``aid = N``)
``aid is forward``           the option's direction: ``both``, ``forward`` or ``back``
``forbid STATEMENT``         states in which it holds are infeasible
``us drop 2``                the second statement of a decision maker goes
``us negate 2``              … is turned into its opposite
``us move 2 to 1``           … is put in another place
``us replace 2 by STATEMENT``
``us add STATEMENT``         a statement is added, last in the order; ``us add STATEMENT at 1``;
                             in the weighted form ``us add STATEMENT weight 3``
``us leaves``                the decision maker no longer moves or judges; its options stay as in
                             the status quo
===========================  ==================================================================
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from tracktwo.conflict.expressions import Atom, Both, Expression, Not
from tracktwo.conflict.model import Conflict, Rule, unknown
from tracktwo.conflict.preferences import (
    Payoffs,
    Preference,
    Ranking,
    Statement,
    Statements,
    Weights,
)
from tracktwo.conflict.space import Direction, OptionSpace
from tracktwo.errors import ConflictError, NoFeasibleState

__all__ = ["CHANGES", "changed", "restricted"]

CHANGES = (
    "OPTION = LEVEL",
    "OPTION is both|forward|back",
    "forbid STATEMENT",
    "PARTY drop N",
    "PARTY negate N",
    "PARTY move N to M",
    "PARTY replace N by STATEMENT",
    "PARTY add STATEMENT [at N] [weight W]",
    "PARTY leaves",
)
"""How changes are written."""

_DIRECTIONS: dict[str, Direction] = {"both": "both", "forward": "forward", "back": "back"}


def changed(conflict: Conflict, changes: Sequence[str]) -> Conflict:
    """The conflict after some changes, applied one after the other.

    Raises:
        ConflictError: if a change cannot be understood, names the unknown, or leaves no state.
    """
    for text in changes:
        conflict = _one(conflict, text, f'change "{text}"')
    return conflict


def restricted(conflict: Conflict, keep: npt.NDArray[np.bool_], rule: Rule) -> Conflict:
    """The conflict with only some of its states.

    Rankings and payoffs lose the other states, statements are read anew, and the status quo is
    forgotten if it is among those that go.

    Args:
        conflict: a conflict in option form.
        keep: shape (n_state,), which states stay.
        rule: why the others go.

    Raises:
        NoFeasibleState: if no state stays.
    """
    space = _options_of(conflict, rule.text)
    if not keep.any():
        raise NoFeasibleState(
            "no state is left", where=rule.text, remedy="take one of the changes back"
        )
    number = np.cumsum(keep) - 1

    def fewer(preference: Preference) -> Preference:
        if isinstance(preference, Ranking):
            tiers = (tuple(int(number[s]) for s in t if keep[s]) for t in preference.tiers)
            return Ranking(tuple(t for t in tiers if t))
        if isinstance(preference, Payoffs):
            return Payoffs(tuple(v for v, k in zip(preference.values, keep, strict=True) if k))
        return preference

    now = conflict.status_quo
    return replace(
        conflict,
        space=replace(space, codes=space.codes[keep]),
        preferences=tuple(fewer(p) for p in conflict.preferences),
        rules=(*conflict.rules, rule),
        state_labels={int(number[s]): n for s, n in conflict.state_labels.items() if keep[s]},
        status_quo=int(number[now]) if now is not None and keep[now] else None,
    )


def _one(conflict: Conflict, text: str, where: str) -> Conflict:
    words = text.split(None, 1)
    if len(words) == 2 and words[0].lower() == "forbid":
        bad = conflict.statement(words[1], where=where)
        return _holding(conflict, Not((bad,)), text)
    if match := re.fullmatch(r"\s*(\S+)\s+is\s+(\S+)\s*", text):
        return _directed(conflict, match[1], match[2], where)
    ids = [d.id for d in conflict.decision_makers]
    if len(words) == 2 and words[0] in ids:
        return _of_party(conflict, ids.index(words[0]), words[1].strip(), text, where)
    if "=" in text:
        wanted = conflict.statement(text, where=where)
        if isinstance(wanted, Atom) and wanted.relation == "=":
            return _fixed(conflict, {wanted.option: wanted.level}, text)
        if isinstance(wanted, Both) and all(
            isinstance(p, Atom) and p.relation == "=" for p in wanted.parts
        ):
            levels = {p.option: p.level for p in wanted.parts if isinstance(p, Atom)}
            return _fixed(conflict, levels, text)
    raise ConflictError(
        "this is no change",
        where=where,
        remedy=f"write one of: {'; '.join(CHANGES)}; parties: {', '.join(ids)}",
    )


def _options_of(conflict: Conflict, where: str) -> OptionSpace:
    if not isinstance(conflict.space, OptionSpace):
        raise ConflictError(
            "the conflict lists its states, so that options cannot be changed",
            where=where,
            remedy="change the [[state]] and [[move]] tables of its file",
        )
    return conflict.space


def _holding(conflict: Conflict, holds: Expression, text: str) -> Conflict:
    space = _options_of(conflict, text)
    keep = np.broadcast_to(holds.holds(space.level), space.n_state)
    return restricted(conflict, keep, Rule("infeasible", text, holds))


def _fixed(conflict: Conflict, levels: dict[int, int], text: str) -> Conflict:
    """Options fixed at levels; the status quo moves along if that is a feasible state."""
    space = _options_of(conflict, text)
    atoms = tuple(Atom(option, "=", level) for option, level in levels.items())
    now = conflict.status_quo
    if now is not None:
        there = [levels.get(o, level) for o, level in enumerate(space.state_levels(now))]
        conflict = replace(conflict, status_quo=space.find(there))
    return _holding(conflict, atoms[0] if len(atoms) == 1 else Both(atoms), text)


def _directed(conflict: Conflict, name: str, way: str, where: str) -> Conflict:
    space = _options_of(conflict, where)
    option = conflict.names.options.get(name)
    if option is None:
        raise unknown("option", name, [o.id for o in conflict.options], where)
    if way not in _DIRECTIONS:
        raise unknown("direction", way, list(_DIRECTIONS), where)
    ways = tuple(_DIRECTIONS[way] if o == option else d for o, d in enumerate(space.direction))
    options = tuple(
        replace(one, direction=_DIRECTIONS[way]) if o == option else one
        for o, one in enumerate(conflict.options)
    )
    return replace(conflict, space=replace(space, direction=ways), options=options)


def _of_party(conflict: Conflict, dm: int, words: str, text: str, where: str) -> Conflict:
    if words.lower() == "leaves":
        return _left(conflict, dm, text)
    preference = conflict.preferences[dm]
    who = conflict.decision_makers[dm].id
    if not isinstance(preference, Statements | Weights):
        raise ConflictError(
            f'the preferences of "{who}" are no statements',
            where=where,
            remedy="give its preferences as statements, or change the ranking in the file",
        )
    listed = list(preference.statements)

    def at(number: str, last: int = len(listed)) -> int:
        if not 1 <= int(number) <= last:
            raise ConflictError(
                f'"{who}" has {len(listed)} statements and no number {number}',
                where=where,
                remedy="; ".join(f"{k + 1} {s.text}" for k, s in enumerate(listed)) or None,
            )
        return int(number) - 1

    if match := re.fullmatch(r"drop\s+(\d+)", words):
        del listed[at(match[1])]
    elif match := re.fullmatch(r"negate\s+(\d+)", words):
        listed[at(match[1])] = listed[at(match[1])].negated()
    elif match := re.fullmatch(r"move\s+(\d+)\s+to\s+(\d+)", words):
        to = at(match[2])
        listed.insert(to, listed.pop(at(match[1])))
    elif match := re.fullmatch(r"replace\s+(\d+)\s+by\s+(.+)", words):
        old = listed[at(match[1])]
        said = conflict.statement(match[2], where=where)
        listed[at(match[1])] = Statement(match[2], said, weight=old.weight)
    elif match := re.fullmatch(
        r"add\s+(.+?)(?:\s+at\s+(\d+))?(?:\s+weight\s+(-?\d+(?:\.\d+)?))?", words
    ):
        weight = float(match[3]) if match[3] else None
        if (weight is not None) != isinstance(preference, Weights):
            raise ConflictError(
                f'the statements of "{who}" have '
                f"{'weights' if isinstance(preference, Weights) else 'an order and no weights'}",
                where=where,
                remedy="add it with a weight: … weight 3"
                if isinstance(preference, Weights)
                else "add it with a place: … at 1",
            )
        said = conflict.statement(match[1], where=where)
        place = at(match[2], len(listed) + 1) if match[2] else len(listed)
        listed.insert(place, Statement(match[1], said, weight=weight))
    else:
        raise ConflictError("this is no change", where=where, remedy="; ".join(CHANGES[3:]))
    return conflict.with_preferences({dm: replace(preference, statements=tuple(listed))})


def _left(conflict: Conflict, dm: int, text: str) -> Conflict:
    space = _options_of(conflict, text)
    own = space.own(dm)
    now = conflict.status_quo
    if own and now is None:
        raise ConflictError(
            "where its options stay is not known",
            where=text,
            why="the conflict has no status quo",
            remedy="give status_quo in the file, or set each of its options",
        )
    conflict = conflict.with_preferences({dm: Statements(())})
    if not own or now is None:
        return conflict
    levels = space.state_levels(now)
    return _fixed(conflict, {o: levels[o] for o in own}, text)
