"""A conflict against a ledger: is its evidence still there, does it hold, is there more.

Evidence is cited by the ids of rows. A row that is gone was withdrawn, or its report has changed or
was read by another version, or together with others that tell the same. A position is contradicted
by another of the same party on the same issue with the opposite stance, unless that one stands in a
report that is known to be earlier; an event by one that says that it did not happen. Whether two
positions on one issue truly exclude each other only a reader can judge, so both are quoted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tracktwo.conflict.model import Conflict
from tracktwo.conflict.preferences import Statements, Weights
from tracktwo.errors import LedgerError
from tracktwo.ledger import Ledger
from tracktwo.ledger.bodies import body
from tracktwo.schema import Event, Position, Row

__all__ = ["Against", "Cited", "against", "cited_rows"]

_FOR = frozenset(("demands", "accepts", "offers", "prefers"))
_AGAINST = frozenset(("rejects",))
_DONE = frozenset(("happened", "ongoing"))


@dataclass(frozen=True)
class Cited:
    """A part of a conflict with the evidence that it cites.

    Attributes:
        place: what it is, for people: *Upland, statement 2 ("not block")*.
        evidence: ids as they stand there.
    """

    place: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Against:
    """Something in which a conflict and a ledger do not agree.

    Attributes:
        kind: ``gone``: no row has the id; ``contradicted``: another row says the opposite;
            ``ignored``: a position that nothing in the conflict cites.
        place: the part of the conflict, or the party whose position it is.
        text: what is wrong, in a sentence.
        rows: ids: of the evidence, then of the row against it.
    """

    kind: Literal["gone", "contradicted", "ignored"]
    place: str
    text: str
    rows: tuple[str, ...]


def against(conflict: Conflict, ledger: Ledger) -> tuple[Against, ...]:
    """In what a conflict and a ledger do not agree.

    Args:
        conflict: options, statements and levers cite rows by id (or by a beginning that only one
            row has).
        ledger: the rows.

    Returns:
        What is gone and what is contradicted, in the order of the conflict; then the positions of
        named parties that the conflict ignores, in the order of the ledger, first those of which it
        cites no other of the same party, issue and stance.
    """
    parts = cited_rows(conflict)
    rows = {id_: _row(ledger, id_) for part in parts for id_ in part.evidence}
    found: list[Against] = []
    for part in parts:
        own = [row for id_ in part.evidence if (row := rows[id_]) is not None]
        for id_ in part.evidence:
            row = rows[id_]
            if row is None:
                text = f"No row of the ledger has the id {id_} (any more)."
                found.append(Against("gone", part.place, text, (id_,)))
                continue
            for other in _opposites(row, ledger):
                if other not in own:
                    text = f"{_told(row)}; but {_told(other, ledger)}."
                    found.append(Against("contradicted", part.place, text, (row.id, other.id)))
    return (*found, *_ignored([row for row in rows.values() if row is not None], ledger))


def cited_rows(conflict: Conflict) -> tuple[Cited, ...]:
    """What in a conflict cites evidence: options, statements by decision maker, levers."""
    found = [Cited(f'option "{o.label}"', o.evidence) for o in conflict.options]
    for maker, preference in zip(conflict.decision_makers, conflict.preferences, strict=True):
        if isinstance(preference, Statements | Weights):
            found += [
                Cited(f'{maker.label}, statement {number} ("{s.text}")', s.evidence)
                for number, s in enumerate(preference.statements, 1)
            ]
    found += [Cited(f'lever "{lever.name}"', lever.evidence) for lever in conflict.levers]
    return tuple(part for part in found if part.evidence)


def _row(ledger: Ledger, id_: str) -> Row | None:
    try:
        return ledger.row(id_)
    except LedgerError:
        return None


def _opposites(row: Row, ledger: Ledger) -> Iterator[Row]:
    """The rows that say the opposite of one and are not known to be earlier."""
    if isinstance(row, Position):
        for other in ledger.positions:
            if _opposed(row, other) and not _earlier(other, row, ledger):
                yield other
    elif isinstance(row, Event):
        for event in ledger.events:
            if _denied(row, event):
                yield event


def _opposed(one: Position, other: Position) -> bool:
    stances = {one.stance, other.stance}
    return (
        body(one.party) == body(other.party)
        and one.issue == other.issue != "other"
        and bool(stances & _FOR)
        and bool(stances & _AGAINST)
    )


def _denied(one: Event, other: Event) -> bool:
    """Whether one event is told as done and the other, the same, as not done."""
    dates = one.date, other.date
    apart = (
        dates[0] is not None
        and dates[1] is not None
        and (dates[0].end < dates[1].start or dates[1].end < dates[0].start)
    )
    return (
        one.type == other.type
        and one.polarity != other.polarity
        and one.modality in _DONE
        and other.modality in _DONE
        and bool({body(p) for p in one.actors} & {body(p) for p in other.actors})
        and _meet({body(p) for p in one.recipients}, {body(p) for p in other.recipients})
        and not apart
    )


def _meet(one: set[str], other: set[str]) -> bool:
    return not one or not other or bool(one & other)


def _earlier(one: Row, other: Row, ledger: Ledger) -> bool:
    days = [_day(row, ledger) for row in (one, other)]
    return days[0] is not None and days[1] is not None and days[0] < days[1]


def _day(row: Row, ledger: Ledger) -> str | None:
    source = ledger.document(row.document)
    return source.published if source else None


def _ignored(cited: list[Row], ledger: Ledger) -> list[Against]:
    ids = {row.id for row in cited}
    near = {(body(r.party), r.issue, r.stance) for r in cited if isinstance(r, Position)}
    first: list[Against] = []
    last: list[Against] = []
    for row in ledger.positions:
        if row.id in ids or not row.party.named:
            continue
        like = (body(row.party), row.issue, row.stance) in near
        text = f"{_told(row)}."
        if like:
            text += " Another row of this stance on this issue is cited."
        (last if like else first).append(Against("ignored", row.party.name, text, (row.id,)))
    return first + last


def _told(row: Row, ledger: Ledger | None = None) -> str:
    """A row in a clause, with its words; with a ledger, also its day where that is known."""
    day = _day(row, ledger) if ledger is not None else None
    when = f" ({day})" if day else ""
    if isinstance(row, Position):
        condition = f" ({row.condition.cue.text} …)" if row.condition and row.condition.cue else ""
        about = "" if row.issue == "other" else f" on {row.issue}"
        return (
            f"{row.party.name} {row.stance}{about}{when}: “{_short(row.content.text)}”{condition}"
        )
    assert isinstance(row, Event)
    who = " and ".join(p.name for p in row.actors) or "somebody"
    verb = "did not" if row.polarity == "negated" else "did"
    return f"{who} {verb} {row.type}{when}: “{_short(row.citations[0].text)}”"


def _short(text: str, most: int = 160) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: line.rindex(" ", 0, most)] + " …"
