"""Ids of rows: derived from their content, so that the same row has the same id everywhere."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from typing import Any

from tracktwo.errors import LedgerError
from tracktwo.ledger.fields import kind_of
from tracktwo.schema import Event, Relation, Row

__all__ = ["canonical_json", "renumbered", "row_id"]

_NOT_CONTENT = {"id", "confidence"}


def canonical_json(value: Any) -> str:
    """JSON with sorted keys, no spaces and no escapes beyond need; equal values, equal text."""
    return json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )


def row_id(row: Row) -> str:
    """The id of a row: 16 hexadecimal digits of SHA-256 over its content.

    The content is the kind and every field but ``id`` and ``confidence``, as canonical JSON. The
    order of the citations does not count, for it depends on which reports stand beside each other.
    """
    content = row.model_dump(mode="json", exclude=_NOT_CONTENT)
    content["citations"] = sorted(
        content["citations"], key=lambda c: (c["document"], c["start"], c["end"], c["text"])
    )
    content["row"] = kind_of(row)
    return hashlib.sha256(canonical_json(content).encode("utf-8")).hexdigest()[:16]


def renumbered(rows: Iterable[Row]) -> list[Row]:
    """The rows with ids from their content, and ``content_of`` and ``events`` following suit.

    The ids that come in only tie rows together, and within a document: two documents may use the
    same ones. A tie to a row that is not among the rows stays as it is.

    Raises:
        LedgerError: if a row is, over any number of steps, the content of itself.
    """
    rows = list(rows)
    return relinked(rows, {(row.document, row.id): row for row in rows})


def relinked(
    rows: list[Row], targets: dict[tuple[str, str], Row], *, settled: Collection[str] = ()
) -> list[Row]:
    """The rows numbered anew, with each tie pointing to the new id of its target.

    Args:
        rows: the rows.
        targets: by document and the id that ties use, the row that is meant.
        settled: ids that are right already for rows whose ties do not change.
    """
    new_ids: dict[int, str] = {}
    anywhere = {old: row for (_, old), row in targets.items() if isinstance(row, Event)}
    under_way: set[int] = set()

    def tie(row: Row, old: str) -> str:
        here = targets.get((row.document, old))
        found = here if isinstance(here, Event) else anywhere.get(old)
        return old if found is None else number(found)

    def linked(row: Row) -> Row:
        if isinstance(row, Event) and row.content_of is not None:
            act = tie(row, row.content_of)
            return row if act == row.content_of else row.model_copy(update={"content_of": act})
        if isinstance(row, Relation):
            events = [tie(row, old) for old in row.events]
            return row if events == row.events else row.model_copy(update={"events": events})
        return row

    def number(row: Row) -> str:
        if id(row) in new_ids:
            return new_ids[id(row)]
        if id(row) in under_way:
            raise LedgerError(
                f"row {row.id} is the content of itself",
                where=f"document {row.document[:12]}",
                remedy="content_of must lead to a speech act in a finite number of steps",
            )
        under_way.add(id(row))
        after = linked(row)
        right = after is row and row.id in settled
        new_ids[id(row)] = row.id if right else row_id(after)
        under_way.discard(id(row))
        return new_ids[id(row)]

    numbered = ((linked(row), number(row)) for row in rows)
    return [r if r.id == new else r.model_copy(update={"id": new}) for r, new in numbered]
