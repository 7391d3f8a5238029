"""Rows that tell the same become one row with several citations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import Any

from tracktwo.ledger.ids import relinked
from tracktwo.ledger.order import offset
from tracktwo.ledger.same import agree, bucket, key_over_documents, may_retell, overlap, retells
from tracktwo.ledger.source import Source
from tracktwo.schema import Citation, Event, Row

__all__ = ["unified"]

Groups = list[list[Row]]


def unified(rows: list[Row], sources: Mapping[str, Source]) -> list[Row]:
    """The rows with those that tell the same act made one.

    The outcome does not depend on the order of the rows, and doing it again changes nothing:
    passes are made until one finds nothing to join. An act goes with its content: what is demanded
    in two places can only be one row once the two demands are.

    Args:
        rows: rows of all kinds with final ids.
        sources: the documents by hash, for their days of publication.
    """
    while True:
        once = {row.id: row for row in sorted(rows, key=lambda r: r.confidence)}
        ordered = sorted(once.values(), key=lambda r: (*_place(r, sources), r.id))
        groups = _pass(ordered)
        if len(groups) == len(ordered):
            return ordered
        joined = [_joined(group, sources) for group in groups]
        targets = {
            (old.document, old.id): new
            for group, new in zip(groups, joined, strict=True)
            for old in group
        }
        settled = {group[0].id for group in groups if len(group) == 1}
        rows = relinked(joined, targets, settled=settled)


def _place(row: Row, sources: Mapping[str, Source]) -> tuple[str, str, int]:
    source = sources.get(row.document)
    return ((source and source.published) or "9999", row.document, offset(row))


def _pass(rows: list[Row]) -> Groups:
    buckets: dict[Hashable, list[Row]] = defaultdict(list)
    groups: Groups = []
    for row in rows:
        key = bucket(row)
        if key is None:
            groups.append([row])
        else:
            buckets[key].append(row)
    for together in buckets.values():
        groups.extend(_grouped(together) if len(together) > 1 else [together])
    return groups


def _grouped(rows: list[Row]) -> Groups:
    """The first kind of joining that finds anything; the next pass does the rest."""
    for way in (_contained, _within_documents, _over_documents):
        groups = way(rows)
        if len(groups) < len(rows):
            return groups
    return [[row] for row in rows]


def _contained(rows: list[Row]) -> Groups:
    """Each row whose citations are some of those of another goes into that one."""
    citing: dict[Citation, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        for citation in row.citations:
            citing[citation].append(i)
    into: dict[int, int] = {}
    for i, row in enumerate(rows):
        mine = set(row.citations)
        for j in citing[row.citations[0]]:
            other = rows[j]
            if mine < set(other.citations) and _one_telling(row, other) and agree(row, other):
                into[i] = j
                break
    groups = {j: [row] for j, row in enumerate(rows) if j not in into}
    for i, j in into.items():
        while j in into:
            j = into[j]
        groups[j].append(rows[i])
    return list(groups.values())


def _one_telling(row: Row, other: Row) -> bool:
    """Whether rows that share words are one telling, not two acts told in one sentence."""
    if not (isinstance(row, Event) and isinstance(other, Event)):
        return True
    apart = (row.document, row.sentence) != (other.document, other.sentence)
    return apart or row.predicate == other.predicate


def _within_documents(rows: list[Row]) -> Groups:
    """Headline, lead and body: each row goes to the first one in its document that it retells.

    Where two rows of one sentence would both fit, the text tells two acts and neither is joined.
    """
    by_document: dict[str, list[Row]] = defaultdict(list)
    groups: Groups = []
    for row in rows:
        if all(c.document == row.document for c in row.citations):
            by_document[row.document].append(row)
        else:
            groups.append([row])
    for together in by_document.values():
        groups.extend(_told_again(together))
    return groups


def _told_again(rows: list[Row]) -> Groups:
    """Groups of rows of one bucket and document; what cannot be retold is not compared."""
    groups: Groups = []
    taken: set[str] = set()
    leading = [i for i, row in enumerate(rows) if may_retell(row)]
    for i, head in enumerate(rows):
        if head.id in taken:
            continue
        group = [head]
        later = rows[i + 1 :] if may_retell(head) else [rows[k] for k in leading if k > i]
        fitting = [r for r in later if r.id not in taken and retells(head, r)]
        for row in fitting:
            rivals = any(row is not other and overlap(row, other) for other in fitting)
            if not rivals and all(retells(row, member) for member in group):
                group.append(row)
                taken.add(row.id)
        groups.append(group)
    return groups


def _over_documents(rows: list[Row]) -> Groups:
    """Rows of different documents with one key; not when a document has two rows of that key."""
    alike: dict[Hashable, list[Row]] = defaultdict(list)
    groups: Groups = []
    for row in rows:
        key = key_over_documents(row)
        if key is None:
            groups.append([row])
        else:
            alike[key].append(row)
    for together in alike.values():
        documents = [d for row in together for d in {c.document for c in row.citations}]
        if len(documents) == len(set(documents)):
            groups.append(together)
        else:
            groups.extend([row] for row in together)
    return groups


def _joined(group: list[Row], sources: Mapping[str, Source]) -> Row:
    """One row for a group: the earliest telling, with what others add to it and all citations."""
    if len(group) == 1:
        return group[0]
    group = sorted(group, key=lambda r: (*_place(r, sources), r.id))
    fullest = max(group, key=lambda r: len(r.citations))
    first = fullest if len(fullest.citations) > 1 and _covers(fullest, group) else group[0]
    citations = {c: None for row in group for c in row.citations}

    def place(c: Citation) -> tuple[str, str, int, int, str]:
        source = sources.get(c.document)
        return ((source and source.published) or "9999", c.document, c.start, c.end, c.text)

    update: dict[str, Any] = {
        "citations": sorted(citations, key=place),
        "confidence": max(row.confidence for row in group),
    }
    if isinstance(first, Event):
        events = [first, *(e for e in group if isinstance(e, Event) and e is not first)]
        update |= _completed(events)
    return first.model_copy(update=update)


def _covers(row: Row, group: list[Row]) -> bool:
    return all(set(other.citations) <= set(row.citations) for other in group)


def _completed(events: list[Event]) -> dict[str, Any]:
    """Mode (with its intensity), date, place and contexts, from the first telling that has them."""
    moded = next((e for e in events if e.mode is not None), events[0])
    return {
        "mode": moded.mode,
        "quad": moded.quad,
        "intensity": moded.intensity,
        "date": next((e.date for e in events if e.date is not None), None),
        "place": next((e.place for e in events if e.place is not None), None),
        "contexts": list(dict.fromkeys(c for e in events for c in e.contexts)),
    }
