"""Rows as items: the lines of all rows that one passage tells, and its words once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracktwo.brief.acts import event_line
from tracktwo.brief.names import LedgerLike, Names
from tracktwo.brief.passages import passage
from tracktwo.brief.view import Entry, Item, Line, Listing
from tracktwo.brief.weight import weight
from tracktwo.schema import Citation, Event, Row

__all__ = ["Desk", "Say", "citations_of", "contents_of", "listing", "loops", "say_event"]


@dataclass(frozen=True, slots=True)
class Desk:
    """What every section needs at hand.

    Attributes:
        ledger: the rows.
        names: how parties are called.
        numbers: row id to endnote number.
        texts: kept text of each document, by its hash.
        limit: the most rows that one section shows.
    """

    ledger: LedgerLike
    names: Names
    numbers: Mapping[str, int]
    texts: Mapping[str, str]
    limit: int

    def note(self, row: Row) -> int:
        """The endnote number of a row."""
        return self.numbers[row.id]


Say = Callable[[Row, Sequence[int], Row | None], Line]
"""A row as a line: the row, its numbers, and the row whose line stands right above, if any."""


def say_event(desk: Desk, *, home: str | None = None, quoted: bool = False) -> Say:
    """How a section says its events."""

    def say(row: Row, notes: Sequence[int], above: Row | None) -> Line:
        assert isinstance(row, Event)
        parent = desk.numbers.get(row.content_of) if row.content_of else None
        up = above if isinstance(above, Event) else None
        return event_line(row, notes, desk.names, parent=parent, above=up, home=home, quoted=quoted)

    return say


def contents_of(desk: Desk, acts: Iterable[Event]) -> list[Event]:
    """What is asked, promised or threatened by speech acts, theirs in turn too."""
    found: dict[str, Event] = {e.id: e for e in acts}
    first = set(found)
    grew = True
    while grew:
        more = [e for e in desk.ledger.events if e.content_of in found and e.id not in found]
        found.update({e.id: e for e in more})
        grew = bool(more)
    return [e for i, e in found.items() if i not in first]


def listing(
    rows: Iterable[Row],
    desk: Desk,
    say: Say,
    *,
    limit: int | None = None,
    words: int = 320,
) -> Listing:
    """Rows by the passage that tells them, in the order of their numbers.

    A row that is the content of another stands under it. Rows of one passage that read the same
    share one line. Where there are more rows than the limit, the weightiest stay, with what stands
    under them, and the others are named by number.

    Args:
        rows: the rows.
        desk: what is at hand.
        say: how a row is told, without the words that it rests on.
        limit: the most rows, without those that stand under another.
        words: the most characters of a passage to show; 0 shows none.
    """
    limit = desk.limit if limit is None else limit
    ordered = sorted({r.id: r for r in rows}.values(), key=desk.note)
    up = {r.id: r.content_of for r in ordered if isinstance(r, Event)}
    ids = {r.id for r in ordered}
    inner: dict[str, list[Row]] = {}
    top: list[Row] = []
    for row in ordered:
        parent = up.get(row.id)
        if parent is not None and parent in ids and not loops(row.id, up):
            inner.setdefault(parent, []).append(row)
        else:
            top.append(row)
    members = {r.id: _members([r], inner) for r in top}
    rest: list[int] = []
    if len(top) > limit:
        best = {r.id: max(weight(m) for m in members[r.id]) for r in top}
        kept = {r.id for r in sorted(top, key=lambda r: (-best[r.id], desk.note(r)))[:limit]}
        rest = sorted(desk.note(m) for r in top if r.id not in kept for m in members[r.id])
        top = [r for r in top if r.id in kept]
    groups: dict[object, list[Row]] = {}
    for row in top:
        groups.setdefault((row.citations[0].document, row.sentence), []).append(row)
    items = []
    for group in groups.values():
        cited = [c for r in group for m in members[r.id] for c in citations_of(m)]
        shown = passage(cited, desk.texts, limit=words) if words else None
        items.append(Item(_entries(group, inner, desk, say), shown))
    return Listing(tuple(items), tuple(rest))


def citations_of(row: Row) -> list[Citation]:
    """The words that a row rests on, its condition's too."""
    return [*row.citations, *([row.condition.span] if row.condition is not None else [])]


def loops(row: str, up: Mapping[str, str | None]) -> bool:
    """Whether a row is, through others, its own content; such a row stands under none.

    Args:
        row: id of the row.
        up: id of each event to the id of the speech act whose content it is.
    """
    seen: set[str] = set()
    at = up.get(row)
    while at is not None and at not in seen:
        if at == row:
            return True
        seen.add(at)
        at = up.get(at)
    return False


def _members(group: Sequence[Row], inner: Mapping[str, Sequence[Row]]) -> list[Row]:
    out: list[Row] = []
    for row in group:
        out += [row, *_members(inner.get(row.id, ()), inner)]
    return out


def _entries(
    group: Sequence[Row], inner: Mapping[str, Sequence[Row]], desk: Desk, say: Say
) -> tuple[Entry, ...]:
    merged: dict[tuple[Line, ...], list[Row]] = {}
    for row in group:
        below = _members(inner.get(row.id, ()), inner)
        key = (say(row, (), None), *(say(r, (), row) for r in below))
        merged.setdefault(key, []).append(row)
    out: list[Entry] = []
    for same in merged.values():
        out.append(Entry(say(same[0], [desk.note(r) for r in same], None)))
        columns = [_members(inner.get(r.id, ()), inner) for r in same]
        out += [
            Entry(say(alike[0], [desk.note(r) for r in alike], same[0]), inner=True)
            for alike in zip(*columns, strict=True)
        ]
    return tuple(out)
