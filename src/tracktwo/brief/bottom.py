"""The bottom line: the weightiest rows in a few sentences, and nothing that is not in a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tracktwo.brief.acts import event_line
from tracktwo.brief.listing import Desk, citations_of
from tracktwo.brief.names import Names
from tracktwo.brief.passages import passage
from tracktwo.brief.view import Line, Passage, Piece
from tracktwo.brief.weight import weight
from tracktwo.brief.wording import position_line, proposal_line
from tracktwo.brief.words import single_line
from tracktwo.schema import Event, Party, Position, Proposal, Row

__all__ = ["bottom_lines"]

_WORDS = 170


def bottom_lines(desk: Desk) -> tuple[Line, ...]:
    """Up to seven lines: acts told, an act on somebody's word, a threat, positions, a proposal."""
    ledger = desk.ledger
    held = [
        e
        for e in ledger.events
        if e.modality in ("happened", "ongoing") and e.polarity == "affirmed"
    ]
    done = [e for e in held if _sure(e.actors)] or held
    threats = [e for e in done if e.type == "THREATEN"]
    acts = [e for e in done if e.type != "THREATEN"]
    told = [e for e in acts if not e.attribution]
    word = [e for e in acts if e.attribution]
    stances = [p for p in ledger.positions if p.party.named]
    parts: list[tuple[str, list[Row]]] = [
        ("Told by the reports: ", _best(told, desk, _pair, 2)),
        ("On somebody’s word: ", _best(word, desk, _pair, 1)),
        ("Threat or warning: ", _best(threats, desk, _pair, 1)),
        ("Position: ", _best(stances, desk, _holder, 2)),
        ("On the table: ", _best(ledger.proposals, desk, _itself, 1)),
    ]
    return tuple((Piece("text", lead), *_said(row, desk)) for lead, rows in parts for row in rows)


def _sure(parties: list[Party]) -> bool:
    return bool(parties) and all(p.named for p in parties)


def _said(row: Row, desk: Desk) -> Line:
    notes = (desk.note(row),)
    if isinstance(row, Position):
        return position_line(row, notes, desk.names, limit=_WORDS)
    if isinstance(row, Proposal):
        return proposal_line(row, notes, desk.names)
    assert isinstance(row, Event)
    shown = passage(citations_of(row), desk.texts, limit=_WORDS)
    line = event_line(row, (), desk.names, quoted=_out_of_sight(row, shown))
    if shown is not None:
        line = (*line, Piece("text", ": "), Piece("quote", shown.text.strip(), shown.lang))
    return tuple(p for p in (*line, Piece("note", str(notes[0]))) if p.kind != "code")


def _out_of_sight(row: Event, shown: Passage | None) -> bool:
    """Whether the condition on which an act hangs is not among the words shown."""
    if row.condition is None or shown is None:
        return False
    return single_line(row.condition.span.text) not in shown.text


def _best(rows: Iterable[Row], desk: Desk, about: Callable[[Row], object], count: int) -> list[Row]:
    """The weightiest rows, no two about the same, in the order of their numbers."""
    ranked = sorted(rows, key=lambda r: (-weight(r), desk.note(r)))
    kept: dict[object, Row] = {}
    for row in ranked:
        if len(kept) < count:
            kept.setdefault(about(row), row)
    return sorted(kept.values(), key=desk.note)


def _pair(row: Row) -> object:
    assert isinstance(row, Event)
    return frozenset(Names.key(p) for p in row.actors)


def _holder(row: Row) -> object:
    assert isinstance(row, Position)
    return Names.key(row.party)


def _itself(row: Row) -> object:
    return row.id
