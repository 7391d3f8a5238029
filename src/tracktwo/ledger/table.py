"""The rows as a table to read: rich on a terminal, plain lines elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TextIO

from tracktwo.schema import Citation, Event, Link, Party, Position, Proposal, Quote, Relation, Row

if TYPE_CHECKING:
    from rich.console import Console

    from tracktwo.ledger.store import Ledger

__all__ = ["print_table", "print_tables", "write_table"]

_HEADINGS = {
    "event": "Events",
    "quote": "Quotes",
    "position": "Positions",
    "proposal": "Proposals",
    "utterance": "Statements",
    "relation": "Ties",
}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WIDEST = 40


@dataclass(frozen=True, slots=True)
class _Shape:
    columns: tuple[str, ...]
    cells: Callable[[Any], tuple[str, ...]]


def write_table(ledger: Ledger, stream: TextIO) -> None:
    """Write the rows as plain lines: a heading a kind, one row a line, words last and in full."""
    for i, (heading, columns, lines) in enumerate(_sections(ledger)):
        widths = [
            min(_WIDEST, max(map(len, column))) for column in zip(columns, *lines, strict=True)
        ]
        if i:
            stream.write("\n")
        stream.write(f"{heading} ({len(lines)})\n")
        for line in (columns, *lines):
            cells = [cell.ljust(width) for cell, width in zip(line, widths, strict=True)]
            stream.write(("  ".join(cells)).rstrip() + "\n")


def print_tables(ledger: Ledger, console: Console) -> None:
    """Print the rows as rich tables, one a kind."""
    for heading, columns, lines in _sections(ledger):
        print_table(console, f"{heading} ({len(lines)})", columns, lines)


def print_table(
    console: Console, title: str, columns: Iterable[str], lines: Iterable[Iterable[str]]
) -> None:
    """Print one rich table; cells are plain text, never markup."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, show_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold", ratio=3 if column == "exact words" else None)
    for line in lines:
        table.add_row(*(Text(cell) for cell in line))
    console.print(table)
    console.print()


def _sections(
    ledger: Ledger,
) -> list[tuple[str, tuple[str, ...], list[tuple[str, ...]]]]:
    sections = []
    for kind, rows in ledger.rows.items():
        if rows:
            shape = _SHAPES[kind]
            lines = [tuple(_clean(c) for c in (r.id, *shape.cells(r))) for r in rows]
            sections.append((_HEADINGS[kind], ("id", *shape.columns), lines))
    return sections


def _clean(text: str) -> str:
    """A cell on one line, without characters that would steer a terminal."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def _who(parties: Iterable[Party | None], *, either: bool = False) -> str:
    joint = " or " if either else ", "
    return joint.join(p.name for p in parties if p) or "-"


def _word(links: list[Link]) -> str:
    """Whose word it is, outermost first; a dash when the report itself asserts it."""
    told = [f"{link.source.name if link.source else 'unnamed'} {link.kind}" for link in links]
    return " > ".join(told) or "-"


def _hangs(row: Row) -> str:
    if row.condition is None:
        return "-"
    if row.condition.role == "condition":
        return "(is the condition)"
    return row.condition.span.text


def _words(citations: list[Citation]) -> str:
    more = f" (+{len(citations) - 1})" if len(citations) > 1 else ""
    return citations[0].text + more


def _event(e: Event) -> tuple[str, ...]:
    surely = e.modality + (", denied" if e.polarity == "negated" else "")
    act = f"{e.type} {e.mode}" if e.mode else e.type
    return (
        _who(e.actors, either=e.actors_as == "either"),
        act,
        _who(e.recipients),
        _word(e.attribution),
        surely,
        _hangs(e),
        _words(e.citations),
    )


def _quote(q: Quote) -> tuple[str, ...]:
    return (_who([q.speaker]), q.kind, _who([q.addressee]), _word(q.attribution), q.content.text)


def _position(p: Position) -> tuple[str, ...]:
    return (
        _who([p.party]),
        p.stance,
        p.issue,
        _who(p.toward),
        _word(p.attribution),
        p.modality,
        _hangs(p),
        p.content.text,
    )


def _proposal(p: Proposal) -> tuple[str, ...]:
    terms = "; ".join(f"{t.issue}: {t.content.text}" for t in p.terms) or "-"
    return (_who([p.by]), p.definite, terms, _word(p.attribution), p.modality, _hangs(p),
            p.content.text)  # fmt: skip


def _utterance(u: Any) -> tuple[str, ...]:
    return (_who([u.speaker]), u.kind, _who(u.about), _word(u.attribution), u.content.text)


def _relation(r: Relation) -> tuple[str, ...]:
    return (r.source.name, r.sign, r.target.name, str(r.cooperation), str(r.conflict))


_WORDS = "exact words"
_SHAPES = {
    "event": _Shape(
        ("who", "act", "to whom", "whose word", "modality", "condition", _WORDS), _event
    ),
    "quote": _Shape(("who", "kind", "to whom", "whose word", _WORDS), _quote),
    "position": _Shape(
        ("who", "stance", "issue", "to whom", "whose word", "modality", "condition", _WORDS),
        _position,
    ),
    "proposal": _Shape(
        ("by", "definite", "terms", "whose word", "modality", "condition", _WORDS), _proposal
    ),
    "utterance": _Shape(("who", "kind", "about", "whose word", _WORDS), _utterance),
    "relation": _Shape(("from", "sign", "to", "cooperative", "conflictual"), _relation),
}
