"""Numbers of rows, the endnotes behind them, and how well a row is supported."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from tracktwo.brief.acts import code_of
from tracktwo.brief.lexicon import QUADS
from tracktwo.brief.names import LedgerLike, Names
from tracktwo.brief.view import Endnote, EndnoteGroup, Exact
from tracktwo.brief.wording import row_summary
from tracktwo.brief.words import language_of, printable, show_day, single_line
from tracktwo.intake.document import Document
from tracktwo.schema import Citation, Event, Position, Proposal, Quote, Row, Utterance

__all__ = [
    "GRADE",
    "edition_hash",
    "endnote_groups",
    "number_rows",
    "origin_of",
    "rows_of",
    "title_of",
]

GRADE = "Admiralty grade F6, not graded by a person"

_KINDS: tuple[type[Row], ...] = (Event, Position, Proposal, Quote, Utterance)


def rows_of(ledger: LedgerLike) -> list[Row]:
    """Every row that an endnote stands for, each id once."""
    rows: dict[str, Row] = {}
    for row in (
        *ledger.events,
        *ledger.positions,
        *ledger.proposals,
        *ledger.quotes,
        *ledger.utterances,
    ):
        rows.setdefault(row.id, row)
    return list(rows.values())


def number_rows(rows: Iterable[Row], documents: Sequence[Document]) -> dict[str, int]:
    """Row id to endnote number: in the order of the documents and of the text within each."""
    order = {d.sha256: n for n, d in enumerate(documents)}
    last = len(order)

    def place(row: Row) -> tuple[object, ...]:
        kind = next((n for n, k in enumerate(_KINDS) if isinstance(row, k)), len(_KINDS))
        first = row.citations[0]
        return (
            order.get(row.document, last),
            row.document,
            row.sentence,
            first.start,
            kind,
            row.id,
        )

    return {row.id: n for n, row in enumerate(sorted(rows, key=place), start=1)}


def edition_hash(
    rows: Iterable[Row],
    documents: Sequence[Document],
    question: str | None,
    as_of: date | None,
) -> str:
    """SHA-256 over all that an edition is made from; the same input gives the same edition."""
    from tracktwo import __version__

    digest = hashlib.sha256()
    head = [__version__, question, None if as_of is None else as_of.isoformat()]
    digest.update(json.dumps([*head, [d.sha256 for d in documents]]).encode())
    for row in sorted(rows, key=lambda r: r.id):
        dump = json.dumps(row.model_dump(mode="python"), ensure_ascii=True, sort_keys=True)
        digest.update(dump.encode())
    return digest.hexdigest()


def title_of(document: Document | None, sha256: str) -> str:
    """What a document is called: its title, else its name, else its hash."""
    if document is None:
        return f"document {sha256[:12]} (text not at hand)"
    return single_line(document.title or document.name)


def origin_of(document: Document | None) -> str:
    """Publisher and day, as far as they are known."""
    if document is None:
        return "publisher and date not at hand"
    publisher = single_line(document.publisher) if document.publisher else "publisher not given"
    day = show_day(document.published) if document.published else "date not given"
    return f"{publisher}, {day}"


def _kind_of(row: Row) -> str:
    if isinstance(row, Event):
        modality = row.modality if row.polarity == "affirmed" else f"{row.modality}, negated"
        scale = f"{row.intensity:+g}".replace("-", "−") if row.intensity else "0"
        return f"event, {code_of(row)}, {QUADS[row.quad]}, intensity {scale}, {modality}"
    if isinstance(row, Position):
        return f"position, {row.stance}, {row.issue}, {row.modality}"
    if isinstance(row, Proposal):
        return f"proposal, {row.definite}, {row.modality}"
    if isinstance(row, Quote):
        return f"quotation, {'direct' if row.direct else 'indirect'}, {row.kind}"
    if isinstance(row, Utterance):
        return f"statement, {row.kind}"
    return "row"


def _exact(what: str, cited: Citation, documents: Mapping[str, Document], own: str) -> Exact:
    document = documents.get(cited.document)
    place = f"{what}characters {cited.start}–{cited.end}"
    if cited.document != own:
        place += f" of “{title_of(document, cited.document)}”"
    matches = None if document is None else document.text[cited.start : cited.end] == cited.text
    return Exact(printable(cited.text), language_of(cited.text), place, matches)


def _cited(row: Row) -> list[tuple[str, Citation]]:
    """The row's citations, then its content and condition where they are not among them."""
    cited = [("", c) for c in row.citations]
    if (
        isinstance(row, Quote | Position | Proposal | Utterance)
        and row.content not in row.citations
    ):
        cited.append(("content, ", row.content))
    if row.condition is not None:
        cited.append(("condition, ", row.condition.span))
    return cited


def endnote_groups(
    rows: Sequence[Row],
    numbers: Mapping[str, int],
    documents: Sequence[Document],
    names: Names,
) -> tuple[EndnoteGroup, ...]:
    """The endnotes of every row, by document, in the order of their numbers."""
    by_hash = {d.sha256: d for d in documents}
    groups: dict[str, list[Endnote]] = {}
    for row in sorted(rows, key=lambda r: numbers[r.id]):
        facts = [
            f"sentence {row.sentence + 1}",
            _kind_of(row),
            f"rule {single_line(row.rule)}",
            f"confidence {row.confidence:.2f}",
        ]
        if isinstance(row, Event) and row.contexts:
            facts.append(f"contexts {single_line(', '.join(row.contexts))}")
        if isinstance(row, Event) and row.content_of is not None and row.content_of in numbers:
            facts.append(f"content of [{numbers[row.content_of]}]")
        groups.setdefault(row.document, []).append(
            Endnote(
                number=numbers[row.id],
                row=row.id,
                summary=row_summary(row, names),
                facts=tuple(facts),
                grade=GRADE,
                words=tuple(_exact(what, c, by_hash, row.document) for what, c in _cited(row)),
            )
        )
    return tuple(
        EndnoteGroup(
            title_of(by_hash.get(sha), sha), origin_of(by_hash.get(sha)), sha, tuple(notes)
        )
        for sha, notes in groups.items()
    )
