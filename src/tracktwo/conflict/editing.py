"""Changing a conflict file as its author would: comments and layout of all else stay."""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from tracktwo.conflict.file import parse_conflict
from tracktwo.conflict.forms import FORMS
from tracktwo.conflict.model import Conflict, unknown
from tracktwo.conflict.preferences import Basis, Preference
from tracktwo.conflict.space import Direction
from tracktwo.conflict.toml_text import (
    Block,
    Part,
    blocks,
    list_parts,
    render_list,
    set_key,
    value_span,
)
from tracktwo.conflict.toml_values import entry, value
from tracktwo.conflict.writing import preference_lines
from tracktwo.errors import ConflictError

__all__ = [
    "AddStatement",
    "Change",
    "DropStatement",
    "MoveStatement",
    "SetDirection",
    "SetPreference",
    "SetValue",
    "edit_conflict",
]

T = TypeVar("T")

_VALUES = ("title", "question", "as_of", "source", "note", "status_quo")


@dataclass(frozen=True)
class SetValue:
    """Set a key of the whole conflict, such as ``status_quo``; None takes it out."""

    key: str
    value: str | date | None


@dataclass(frozen=True)
class SetDirection:
    """Set the direction in which an option, named by its id, can change."""

    option: str
    direction: Direction


@dataclass(frozen=True)
class AddStatement:
    """Add a statement to the preference of a decision maker, named by id.

    Attributes:
        of: the decision maker.
        say: the statement.
        at: its place among the statements, 1 the most important; None is the last.
    """

    of: str
    say: str
    at: int | None = None
    weight: float | None = None
    basis: Basis | None = None
    confidence: float | None = None
    evidence: tuple[str, ...] = ()
    unsure: bool = False
    note: str | None = None

    def lines(self) -> list[str]:
        """The lines of its table."""
        found = [
            entry("say", self.say),
            entry("weight", self.weight),
            entry("basis", self.basis),
            entry("confidence", self.confidence),
            entry("evidence", self.evidence) if self.evidence else "",
            entry("unsure", True) if self.unsure else "",
            entry("note", self.note),
        ]
        return [line for line in found if line]


@dataclass(frozen=True)
class MoveStatement:
    """Give the statement at a place (from 1) of a decision maker's preference another place."""

    of: str
    number: int
    to: int


@dataclass(frozen=True)
class DropStatement:
    """Take out the statement at a place (from 1) of a decision maker's preference."""

    of: str
    number: int


@dataclass(frozen=True)
class SetPreference:
    """Put another preference in place of a decision maker's."""

    of: str
    preference: Preference


Change = SetValue | SetDirection | AddStatement | MoveStatement | DropStatement | SetPreference


def edit_conflict(text: str, *changes: Change, where: str = "conflict.toml") -> str:
    """The text of a conflict file with changes made one after the other.

    Args:
        text: the file's text, which must be a conflict.
        changes: what to change.
        where: the file's name, for errors.

    Raises:
        ConflictError: if the file cannot be used before or after, or a change names what is not
            there.
    """
    conflict = parse_conflict(text, where=where)
    now = text.replace("\r\n", "\n")
    for change in changes:
        now = _edited(now, change, conflict, where)
    parse_conflict(now, where=f"{where} after the change")
    return now.replace("\n", "\r\n") if "\r\n" in text else now


def _edited(text: str, change: Change, conflict: Conflict, where: str) -> str:
    if isinstance(change, SetValue):
        if change.key not in _VALUES:
            raise unknown("key", change.key, _VALUES, where)
        given = None if change.value is None else value(change.value)
        return set_key(text, blocks(text)[0], change.key, given)
    if isinstance(change, SetDirection):
        ids = [option.id for option in conflict.options]
        if change.option not in ids:
            raise unknown("option", change.option, ids, where)
        at = ids.index(change.option)
        if change.direction == conflict.options[at].direction:
            return text
        block = _numbered(text, "option", at, where)
        return set_key(text, block, "direction", value(change.direction))
    makers = [maker.id for maker in conflict.decision_makers]
    if change.of not in makers:
        raise unknown("decision maker", change.of, makers, where)
    tables = [table["of"] for table in tomllib.loads(text)["preference"]]
    place = _numbered(text, "preference", tables.index(change.of), where)
    if isinstance(change, SetPreference):
        return _with_preference(text, place, preference_lines(conflict, change.preference))
    return _with_statements(text, place, change, where)


def _numbered(text: str, name: str, number: int, where: str) -> Block:
    found = [block for block in blocks(text) if block.name == name]
    if number >= len(found):
        raise ConflictError(
            f"the file writes its {name} tables within a line, and they cannot be edited there",
            where=where,
            remedy=f"begin each with [[{name}]]",
        )
    return found[number]


def _inside(text: str, place: Block) -> list[Block]:
    """The tables inside a table, such as the statements of a preference."""
    found = []
    for block in blocks(text):
        if block.start > place.start:
            if not block.name.startswith(f"{place.name}."):
                break
            found.append(block)
    return found


def _with_preference(text: str, place: Block, lines: Sequence[str]) -> str:
    for block in reversed(_inside(text, place)):
        text = text[: block.start].rstrip("\n") + "\n" + text[block.stop :]
    for key in FORMS:
        text = set_key(text, _again(text, place), key, None)
    stop = _again(text, place).stop
    return text[:stop] + "\n".join(lines).rstrip() + "\n" + text[stop:]


def _again(text: str, place: Block) -> Block:
    """A block after changes behind its header."""
    return next(block for block in blocks(text) if block.start == place.start)


def _with_statements(
    text: str, place: Block, change: AddStatement | MoveStatement | DropStatement, where: str
) -> str:
    at = f'{where}, preference of "{change.of}"'
    inside = [b for b in _inside(text, place) if b.name == "preference.statement"]
    if inside:
        return _in_tables(text, place, inside, change, at)
    span = value_span(text, place, "statements")
    if span is None:
        raise ConflictError(
            "the preference is not given by statements that can be edited",
            where=at,
            remedy="put statements in its place first",
        )
    source = text[span[1] : span[2]]
    opening, parts, tail = list_parts(source)
    if isinstance(change, AddStatement) and change.lines() != [entry("say", change.say)]:
        if not parts:
            text = set_key(text, place, "statements", None)
            stop = _again(text, place).stop
            return text[:stop] + "\n" + _table(change.lines()) + text[stop:]
        tables = [_as_table(part) for part in parts]
        text = _with_preference(text, place, ["", "\n".join(tables)])
        return _with_statements(text, _again(text, place), change, where)
    new = Part((), value(change.say)) if isinstance(change, AddStatement) else None
    kept = _arranged(parts, change, new, at)
    shown = render_list(kept, tail, lines="\n" in source, opening=opening)
    return text[: span[1]] + shown + text[span[2] :]


def _as_table(part: Part) -> str:
    above = "".join(f"{comment}\n" for comment in part.above)
    return f"{above}[[preference.statement]]\nsay = {part.text}  {part.beside}".rstrip() + "\n"


def _table(lines: Sequence[str]) -> str:
    return "\n".join(["[[preference.statement]]", *lines]) + "\n"


def _in_tables(
    text: str,
    place: Block,
    inside: Sequence[Block],
    change: AddStatement | MoveStatement | DropStatement,
    at: str,
) -> str:
    chunks = [text[b.start : b.stop].rstrip("\n") + "\n" for b in inside]
    gaps = [text[a.stop : b.start] for a, b in itertools.pairwise(inside)]
    before, after = text[: inside[0].start], text[inside[-1].stop :]
    new = _table(change.lines()) if isinstance(change, AddStatement) else None
    kept = _arranged(chunks, change, new, at)
    if not kept:
        text = before.rstrip("\n") + "\n" + after
        return set_key(text, _again(text, place), "statements", "[]")
    if isinstance(change, AddStatement):
        gaps.insert((len(kept) if change.at is None else change.at) - 1, "\n")
    elif isinstance(change, DropStatement):
        dropped = max(change.number - 2, 0)
        comments = gaps.pop(dropped) if gaps else ""
        if comments.strip():
            kept[dropped] = kept[dropped] + comments.rstrip("\n") + "\n"
    joined = kept[0] + "".join(gap + chunk for gap, chunk in zip(gaps, kept[1:], strict=True))
    return before + joined + after


def _arranged(
    parts: Sequence[T],
    change: AddStatement | MoveStatement | DropStatement,
    new: T | None,
    where: str,
) -> list[T]:
    """The parts with the change made."""
    kept = list(parts)
    if isinstance(change, AddStatement):
        assert new is not None
        place = len(kept) + 1 if change.at is None else change.at
        _check_place(place, len(kept) + 1, where)
        kept.insert(place - 1, new)
        return kept
    _check_place(change.number, len(kept), where)
    moved = kept.pop(change.number - 1)
    if isinstance(change, MoveStatement):
        _check_place(change.to, len(parts), where)
        kept.insert(change.to - 1, moved)
    return kept


def _check_place(place: int, most: int, where: str) -> None:
    if not 1 <= place <= most:
        raise ConflictError(
            f"there is no place {place} among the statements",
            where=where,
            remedy=f"give a place from 1 to {most}",
        )
