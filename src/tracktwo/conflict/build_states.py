"""From the tables of a conflict file to listed states, their moves, and names for states."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracktwo.conflict.file_errors import place
from tracktwo.conflict.file_model import ConflictFile
from tracktwo.conflict.model import Conflict, unknown
from tracktwo.conflict.space import ListedSpace
from tracktwo.errors import ConflictError, UnknownName

__all__ = ["labels_of", "listed_space", "refuse", "twice"]


def listed_space(file: ConflictFile, raw: Mapping[str, Any], where: str) -> ListedSpace:
    """The states that the file lists, and the moves."""
    if not file.state:
        raise ConflictError(
            "the conflict has neither options nor states",
            where=where,
            remedy="say what the decision makers can do: [[option]] with id and owner",
        )
    for key in ("infeasible", "exclusive", "implication"):
        why = "a rule speaks of options, and this conflict lists its states"
        refuse(file, raw, where, (key,), why)
    names: list[str] = []
    for number, state in enumerate(file.state):
        at = place(raw, ("state", number), where)
        if state.is_ is not None:
            raise ConflictError(
                '"is" names a state by its options, and there are none',
                where=at,
                remedy='give the state a short name instead: id = "s1"; or add [[option]]',
            )
        if state.id is None:
            raise ConflictError("the state has no id", where=at, remedy='add one: id = "s1"')
        if state.id in names:
            raise twice("states", state.id, at)
        names.append(state.id)
    number_of = {name: number for number, name in enumerate(names)}
    makers = [table.id for table in file.decision_maker]
    moves: list[list[tuple[int, int]]] = [[] for _ in makers]
    for number, move in enumerate(file.move):
        at = place(raw, ("move", number), where)
        if move.by not in makers:
            raise unknown("decision maker", move.by, makers, f"{at}, by")
        for key, state_id in (("from", move.from_), ("to", move.to)):
            if state_id not in number_of:
                raise unknown("state", state_id, names, f"{at}, {key}")
        if move.from_ == move.to:
            raise ConflictError(
                "the move ends where it begins",
                where=at,
                remedy="name another state; staying needs no move",
            )
        own, pair = moves[makers.index(move.by)], (number_of[move.from_], number_of[move.to])
        own.append(pair)
        if move.both_ways:
            own.append(pair[::-1])
    return ListedSpace.of(names, moves)


def labels_of(
    file: ConflictFile, raw: Mapping[str, Any], where: str, shell: Conflict
) -> dict[int, str]:
    """The labels of states, by number; each means one state only."""
    labels: dict[int, str] = {}
    for number, table in enumerate(file.state):
        at = place(raw, ("state", number), where)
        if not shell.options:
            state = number
        elif table.is_ is None or table.id is not None:
            raise ConflictError(
                "a state of a conflict with options has no id; its options say which it is",
                where=at,
                remedy=f'write: is = "{shell.pattern(0)}" and a label',
            )
        else:
            state = shell.state(table.is_, where=f"{at}, is")
        if table.label is None:
            if shell.options:
                raise ConflictError('"label" is missing', where=at, remedy='add it: label = "…"')
            continue
        if state in labels:
            raise ConflictError(
                f'the state "{shell.pattern(state)}" has two labels',
                where=at,
                remedy="leave one out",
            )
        if table.label in labels.values() or _means(shell, table.label) not in (None, state):
            raise ConflictError(
                f'the label "{table.label}" means another state, too',
                where=f"{at}, label",
                remedy="give each state a label of its own",
            )
        labels[state] = table.label
    return dict(sorted(labels.items()))


def _means(shell: Conflict, text: str) -> int | None:
    try:
        return shell.state(text)
    except UnknownName:
        return None


def refuse(
    file: ConflictFile, raw: Mapping[str, Any], where: str, keys: tuple[str, ...], why: str
) -> None:
    """Raise an error if any of these tables is there, as it cannot stand in this conflict."""
    for key in keys:
        if getattr(file, key):
            raise ConflictError(
                f"[[{key}]] cannot stand here",
                where=place(raw, (key, 0), where),
                why=why,
                remedy=f"take it out, or leave out the {'options' if key == 'move' else 'states'}",
            )


def twice(what: str, name: str, at: str) -> ConflictError:
    """The error about an id that stands twice."""
    return ConflictError(
        f'two {what} have the id "{name}"', where=at, remedy="give each an id of its own"
    )
