"""Flat columns, for spreadsheets: one line a row, with what does not fit left out by rule."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from typing import Any, TextIO

from pydantic import BaseModel

from tracktwo.ledger.fields import Column, ListOf, Scalar, Struct, columns, kind_of
from tracktwo.ledger.source import Source
from tracktwo.schema import (
    ROW_KINDS,
    Citation,
    Condition,
    DateRange,
    Link,
    Party,
    Row,
    Term,
)

__all__ = ["LOST", "SEPARATOR", "flat_columns", "flat_row", "write_csv"]

SEPARATOR = " | "
LOST = (
    "of parties: codes, sectors, whether they are named, and the words that mention them",
    "of attribution: the words of the cues",
    "of conditions: the conditional word, and where the condition stands",
    "of dates: the words that give them",
    "of citations after the first: their words and places (their number is kept)",
    "of terms: issue, party, value and duration as columns of their own",
    "the difference between a missing text and an empty list",
)
"""What CSV does not keep; every other format keeps it."""

Cells = dict[str, Any]


def _citation(name: str, c: Citation | None) -> Cells:
    values = (c.text, c.start, c.end) if c else (None, None, None)
    return dict(zip((name, f"{name}_start", f"{name}_end"), values, strict=True))


def _party(name: str, p: Party | None) -> Cells:
    return {name: p.name if p else None, f"{name}_id": (p.for_actor or p.actor) if p else None}


def _condition(name: str, c: Condition | None) -> Cells:
    return {name: c.span.text if c else None, f"{name}_role": c.role if c else None}


def _date(name: str, d: DateRange | None) -> Cells:
    values = (d.start, d.end, d.precision) if d else (None, None, None)
    return dict(zip((f"{name}_start", f"{name}_end", f"{name}_precision"), values, strict=True))


def _citations(name: str, all_of_them: list[Citation]) -> Cells:
    return {**_citation("words", all_of_them[0] if all_of_them else None), name: len(all_of_them)}


def _parties(name: str, parties: list[Party]) -> Cells:
    ids = [p.for_actor or p.actor or "" for p in parties]
    return {
        name: SEPARATOR.join(p.name for p in parties),
        f"{name}_id": SEPARATOR.join(ids) if any(ids) else None,
    }


def _links(name: str, links: list[Link]) -> Cells:
    return {
        name: SEPARATOR.join(link.source.name if link.source else "unnamed" for link in links),
        f"{name}_kinds": SEPARATOR.join(link.kind for link in links),
    }


def _terms(name: str, terms: list[Term]) -> Cells:
    return {name: SEPARATOR.join(t.content.text for t in terms)}


_ONE: dict[type[BaseModel], Callable[[str, Any], Cells]] = {
    Citation: _citation,
    Party: _party,
    Condition: _condition,
    DateRange: _date,
}
_MANY: dict[type[BaseModel], Callable[[str, Any], Cells]] = {
    Citation: _citations,
    Party: _parties,
    Link: _links,
    Term: _terms,
}


def flat_columns(kinds: Iterable[str] = tuple(ROW_KINDS)) -> list[str]:
    """The columns of the CSV of some kinds of rows: kind, report, then the fields as declared."""
    names = dict.fromkeys(["row", "report", "published"])
    for kind in kinds:
        for column in columns(ROW_KINDS[kind]):
            names |= dict.fromkeys(_cells(column, None))
    return list(names)


def flat_row(row: Row, source: Source | None) -> Cells:
    """The cells of one row, by column."""
    cells: Cells = {
        "row": kind_of(row),
        "report": source.name if source else None,
        "published": source.published if source else None,
    }
    for column in columns(type(row)):
        cells |= _cells(column, getattr(row, column.name))
    return cells


def write_csv(rows: Iterable[Row], documents: Iterable[Source], stream: TextIO) -> None:
    """Write rows as CSV (RFC 4180, bare line feeds), a header first; missing values are empty."""
    sources = {s.sha256: s for s in documents}
    writer = csv.DictWriter(stream, flat_columns(), restval="", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow(flat_row(row, sources.get(row.document)))


def _cells(column: Column, value: Any) -> Cells:
    of = column.type
    if isinstance(of, Scalar):
        truth = isinstance(value, bool)
        return {column.name: ("true" if value else "false") if truth else value}
    if isinstance(of, Struct):
        return _ONE[of.model](column.name, value)
    if isinstance(of, ListOf) and isinstance(of.item, Struct):
        return _MANY[of.item.model](column.name, value or [])
    return {column.name: SEPARATOR.join(value or [])}
