"""Levers: named sets of changes that are kept with a conflict, to ask what each would do.

A lever is what somebody outside the model could bring about, or what could happen to it: aid that
falls, a party that leaves, a demand that is given up. Its changes are written as those of
``tracktwo.conflict.changes`` and are applied one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tracktwo.errors import ConflictError

if TYPE_CHECKING:
    from tracktwo.conflict.file_model import ConflictFile
    from tracktwo.conflict.model import Conflict

__all__ = ["Lever", "find_levers", "lever_changes", "levers_of", "still_meant"]

_BY_NUMBER = re.compile(
    r"\s*(\S+)\s+(?:(?:drop|negate|replace)\s+\d|move\s+\d+\s+to\s+\d|add\s.*\sat\s+\d)"
)


@dataclass(frozen=True)
class Lever:
    """A named set of changes.

    Attributes:
        name: what it is called, unique in the conflict: *US aid falls*.
        changes: changes in words, applied in this order; with none, nothing changes.
        evidence: ids of ledger rows that tell of it.
        note: the analyst's words.
    """

    name: str
    changes: tuple[str, ...]
    evidence: tuple[str, ...] = ()
    note: str | None = None


def levers_of(
    file: ConflictFile, raw: Mapping[str, Any], where: str, conflict: Conflict
) -> tuple[Lever, ...]:
    """The levers in a file, each tried on the conflict that the file gives.

    Args:
        file: the tables.
        raw: the same as read, to name places in errors.
        where: the file's name.
        conflict: what the rest of the file gives.

    Raises:
        ConflictError: if two levers have one name, or a change cannot be understood or leaves no
            state; the place is that of the change.
    """
    from tracktwo.conflict.changes import changed
    from tracktwo.conflict.file_errors import place

    first: dict[str, int] = {}
    levers: list[Lever] = []
    for number, table in enumerate(file.lever):
        at = place(raw, ("lever", number), where)
        if table.name in first:
            raise ConflictError(
                f'two levers are called "{table.name}"',
                where=at,
                why=f"lever {first[table.name] + 1} has that name already",
                remedy="give each a name of its own",
            )
        first[table.name] = number
        so_far = conflict
        for entry, change in enumerate(table.changes):
            try:
                so_far = changed(so_far, [change])
            except ConflictError as error:
                spot = place(raw, ("lever", number, "changes", entry), where)
                raise _placed(error, f'{spot}, "{change}"') from error
        levers.append(Lever(table.name, tuple(table.changes), tuple(table.evidence), table.note))
    return tuple(levers)


def _placed(error: ConflictError, where: str) -> ConflictError:
    """The same error at another place."""
    return type(error)(error.what, where=where, why=error.why, remedy=error.remedy)


def find_levers(
    conflict: Conflict, names: Iterable[str], *, where: str = "the levers"
) -> tuple[Lever, ...]:
    """The levers of a conflict that are called so, in the order asked for.

    Case and space around a name do not count where that leaves one lever.

    Raises:
        UnknownName: if there is none of a name.
        ConflictError: if the conflict has no levers at all.
    """
    from tracktwo.conflict.model import unknown

    found = []
    for name in names:
        if not conflict.levers:
            raise ConflictError(
                "the conflict has no levers",
                where=where,
                remedy='add one to its file: [[lever]] name = "…" changes = ["aid = N"]',
            )
        exact = [lever for lever in conflict.levers if lever.name == name]
        folded = name.strip().casefold()
        alike = exact or [o for o in conflict.levers if o.name.strip().casefold() == folded]
        if len(alike) != 1:
            raise unknown("lever", name, [lever.name for lever in conflict.levers], where)
        found.append(alike[0])
    return tuple(found)


def lever_changes(levers: Sequence[Lever]) -> tuple[str, ...]:
    """The changes of several levers, one lever after the other."""
    return tuple(change for lever in levers for change in lever.changes)


def still_meant(before: Conflict, after: Conflict, lever: Lever) -> bool:
    """Whether a lever of one conflict means the same in another that came from it by changes.

    It does not when a change can no longer be applied, or names a statement by its number while
    the statements of that decision maker are no longer those that they were.
    """
    from tracktwo.conflict.changes import changed

    ids = [maker.id for maker in before.decision_makers]
    for change in lever.changes:
        named = _BY_NUMBER.match(change)
        if named and named[1] in ids:
            dm = ids.index(named[1])
            if before.preferences[dm] != after.preferences[dm]:
                return False
    try:
        changed(after, lever.changes)
    except ConflictError:
        return False
    return True
