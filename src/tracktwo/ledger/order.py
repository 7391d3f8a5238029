"""The one order in which documents and rows stand in a ledger, whatever order they arrived in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from tracktwo.ledger.source import Source
from tracktwo.schema import Event, Row

__all__ = ["offset", "ordered_rows", "ordered_sources"]

_UNDATED = "9999-99-99"


def ordered_sources(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The documents by day of publication (undated last), name and hash; each text once.

    Names are compared as people do: ``report-2`` before ``report-10``. Of two documents with the
    same text the first in this order stays.
    """
    once: dict[str, Source] = {}
    for source in sorted(sources, key=_source_key):
        once.setdefault(source.sha256, source)
    return tuple(once.values())


def ordered_rows(rows: Iterable[Row], position: Mapping[str, int]) -> tuple[Row, ...]:
    """The rows by document, offset and id; each id once, with its highest confidence.

    Args:
        rows: rows of one kind, with their final ids.
        position: place of each document in the order; unknown ones come last, by hash.
    """
    once: dict[str, Row] = {}
    for row in rows:
        known = once.get(row.id)
        if known is None or row.confidence > known.confidence:
            once[row.id] = row
    last = len(position)
    return tuple(
        sorted(
            once.values(),
            key=lambda r: (position.get(r.document, last), r.document, offset(r), r.id),
        )
    )


def offset(row: Row) -> int:
    """Where a row stands in its document: at its predicate, else at its first citation there."""
    if isinstance(row, Event) and row.predicate.document == row.document:
        return row.predicate.start
    return min((c.start for c in row.citations if c.document == row.document), default=0)


def _source_key(source: Source) -> tuple[object, ...]:
    name = [
        (1, int(p), "") if p.isdecimal() else (0, 0, p) for p in re.split(r"(\d+)", source.name)
    ]
    return (source.published or _UNDATED, name, source.sha256, source.model_dump_json())
