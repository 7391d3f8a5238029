"""From rows and documents to the whole view of a brief."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from tracktwo.brief.bottom import bottom_lines
from tracktwo.brief.listing import Desk
from tracktwo.brief.names import LedgerLike, Names, parties_of
from tracktwo.brief.notes import (
    GRADE,
    edition_hash,
    endnote_groups,
    number_rows,
    rows_of,
    title_of,
)
from tracktwo.brief.parties import party_views, ties_view
from tracktwo.brief.sections import (
    conditions,
    event_listings,
    position_tables,
    proposals,
    statements,
    threats,
)
from tracktwo.brief.view import SourceView, Strip, View
from tracktwo.brief.words import listed, show_day, single_line
from tracktwo.intake.document import Document
from tracktwo.schema import Row

if TYPE_CHECKING:
    from tracktwo.brief.outcomes import OutcomesView, Worked

__all__ = ["build"]

_LIKELIHOOD = (
    "Likelihood: not assessed. A judgement of likelihood is a person’s to write; none is made here."
)

_OUTCOMES = (
    "Worked exactly by the Graph Model for Conflict Resolution (Kilgour, Hipel and Fang 1987) from "
    "the options and preferences of the model, under Nash, SSEQ, SEQ and SMR stability. What holds "
    "follows from the model; whether the model fits the world is a person’s judgement."
)


def _figures(count: int, one: str, many: str | None = None) -> tuple[str, str]:
    return (f"{count:,}", one if count == 1 else (many or f"{one}s"))


def _title(question: str | None, documents: Sequence[Document]) -> str:
    if question is not None and single_line(question):
        return single_line(question)
    if len(documents) == 1:
        return single_line(documents[0].title or f"What {documents[0].name} says")
    return f"What {len(documents):,} reports say"


def _publishers(documents: Sequence[Document]) -> int:
    """Distinct publishers; a document without one counts as a source of its own."""
    return len({d.publisher or f"\0{d.sha256}" for d in documents})


def _window(documents: Sequence[Document]) -> str:
    days = sorted(d.published for d in documents if d.published is not None)
    undated = len(documents) - len(days)
    if not days:
        return "reports without a date"
    span = (
        f"reports of {show_day(days[0])}"
        if days[0] == days[-1]
        else f"reports of {show_day(days[0])} to {show_day(days[-1])}"
    )
    return f"{span}, {undated} without a date" if undated else span


def _sentences(
    rows: Sequence[Row], documents: Sequence[Document], given: Mapping[str, int] | None
) -> tuple[Mapping[str, int], bool]:
    """Sentences of each document; without counts, the sentences that rows rest on."""
    if given is not None and all(d.sha256 in given for d in documents):
        return given, True
    found: dict[str, set[int]] = {d.sha256: set() for d in documents}
    for row in rows:
        found.setdefault(row.document, set()).add(row.sentence)
    return {k: len(v) for k, v in found.items()}, False


def _sources(
    rows: Sequence[Row],
    documents: Sequence[Document],
    sentences: Mapping[str, int],
) -> tuple[SourceView, ...]:
    told: dict[str, int] = {}
    alone: dict[str, int] = {}
    for row in rows:
        where = {c.document for c in row.citations} | {row.document}
        for sha in where:
            told[sha] = told.get(sha, 0) + 1
            alone[sha] = alone.get(sha, 0) + (len(where) == 1)
    return tuple(
        SourceView(
            number=n,
            sha256=d.sha256,
            label=single_line(d.name),
            title=None if d.title is None else single_line(d.title),
            publisher=None if d.publisher is None else single_line(d.publisher),
            published=None if d.published is None else show_day(d.published),
            sentences=sentences.get(d.sha256),
            rows=told.get(d.sha256, 0),
            alone=alone.get(d.sha256, 0),
            warnings=tuple(single_line(w) for w in d.warnings),
        )
        for n, d in enumerate(documents, start=1)
    )


def _single_source(rows: Sequence[Row], documents: Sequence[Document]) -> str:
    """What hangs on one publisher alone, in a sentence."""
    publisher = {d.sha256: d.publisher or d.sha256 for d in documents}
    single = sum(
        len({publisher.get(c.document, c.document) for c in row.citations}) == 1 for row in rows
    )
    if not rows:
        return "No row was found."
    if _publishers(documents) == 1:
        return f"All {len(rows):,} rows hang on a single source."
    return f"{single:,} of {len(rows):,} rows hang on a single source."


def _method(
    rows: Sequence[Row],
    documents: Sequence[Document],
    edition: str,
    counted: bool,
    *,
    worked: bool,
) -> tuple[tuple[str, str], ...]:
    from tracktwo import __version__

    texts = {d.sha256: d.text for d in documents}
    cited = [c for r in rows for c in r.citations]
    exact = sum(c.document in texts and texts[c.document][c.start : c.end] == c.text for c in cited)
    low = min((r.confidence for r in rows), default=None)
    return (
        (
            "Coding",
            "All rows were coded by machine, by rules over a language model’s reading, and none "
            "was reviewed by a person (0 %). Machine coding errs: check the exact words in the "
            "endnotes before relying on a row.",
        ),
        ("Software", f"Tracktwo {__version__}"),
        ("Codebook", listed(sorted({single_line(r.codebook) for r in rows})) or "none used"),
        ("Language model", listed(sorted({single_line(r.model) for r in rows})) or "none used"),
        (
            "Threshold",
            "No row of the ledger is left out, whatever its confidence"
            + ("." if low is None else f"; the lowest is {low:.2f}."),
        ),
        (
            "Quotations",
            f"{exact:,} of {len(cited):,} citations were compared with the kept text and match "
            "it character for character.",
        ),
        (
            "Whose word",
            "What a report says that somebody said is kept apart from what the report itself "
            "tells. Neither is checked against the world: a report is not an event.",
        ),
        (
            "Counting",
            "Bars count acts told as done or under way, once for each party that acts; denied "
            "acts and acts of “one of” several parties are not counted. "
            + (
                "Sentences are all sentences of the reports."
                if counted
                else "Only sentences that a row rests on are counted."
            )
            + " Sentences are numbered from 1, characters from 0.",
        ),
        ("Grades", f"{GRADE}, until a person sets one for the source and one for the row."),
        *((("Outcomes", _OUTCOMES),) if worked else ()),
        (
            "Edition",
            f"SHA-256 {edition}, over all rows, documents, the question"
            + (", the date and the model." if worked else " and the date."),
        ),
    )


def build(
    ledger: LedgerLike,
    documents: Sequence[Document],
    *,
    question: str | None = None,
    as_of: date | None = None,
    names: Mapping[str, str] | None = None,
    sentences: Mapping[str, int] | None = None,
    limit: int = 40,
    outcomes: Worked | None = None,
) -> View:
    """The view of a brief.

    Args:
        ledger: the rows.
        documents: the reports that they come from, in the order in which to number them.
        question: what the reader wants to know, shown at the top.
        as_of: the day for which the brief holds; else the latest day of publication.
        names: registry id to display name; else from ``tracktwo.actors``.
        sentences: number of sentences of each document, by its hash, where known.
        limit: the most lines that one section shows; the endnotes always hold every row.
        outcomes: the conflict that the reports tell of, worked; see ``tracktwo.brief.outcomes``.
    """
    rows = rows_of(ledger)
    numbers = number_rows(rows, documents)
    everyone = list(parties_of(ledger))
    texts = {d.sha256: d.text for d in documents}
    desk = Desk(ledger, Names(everyone, names), numbers, texts, limit)
    counts, counted = _sentences(rows, documents, sentences)
    edition = edition_hash(rows, documents, question, as_of)
    if outcomes is not None:
        edition = hashlib.sha256(f"{edition}\n{outcomes.text}".encode()).hexdigest()
    window = _window(documents)
    latest = max((d.published for d in documents if d.published is not None), default=None)
    day = as_of or latest
    events = len(ledger.events)
    said = len(ledger.quotes) + len(ledger.utterances)
    total = sum(counts.get(d.sha256, 0) for d in documents)
    strip = Strip(
        title=_title(question, documents),
        question=None if question is None else single_line(question),
        as_of="As-of date not given" if day is None else f"As of {show_day(day)}",
        window=window,
        figures=(
            _figures(_publishers(documents), "source"),
            _figures(len(documents), "report"),
            _figures(total, "sentence")
            if counted
            else _figures(total, "sentence used", "sentences used"),
            _figures(events, "event"),
            _figures(said, "statement"),
            ("0 %", "reviewed by a person"),
        ),
        edition=edition,
    )
    told, attributed, open_ = event_listings(desk)
    cards, others = party_views(desk, everyone)
    tables = position_tables(desk)
    offers, offers_rest = proposals(desk)
    danger, hanging, spoken = threats(desk), conditions(desk), statements(desk)
    ties = ties_view(desk, window)
    found = {
        "acts told by the reports themselves": told,
        "acts told on somebody’s word": attributed,
        "planned, demanded, possible or conditional acts": open_,
        "parties": cards,
        "positions": tables,
        "proposals": offers,
        "threats": danger,
        "conditions": any(r.condition is not None for r in rows),
        "statements": spoken or spoken.rest,
        "ties between parties": ties,
    }
    empty = [name for name, part in found.items() if not part]
    coverage = [_single_source(rows, documents)]
    if empty:
        coverage.append(f"Nothing was found on: {listed(empty)}.")
    spoke = {r.document for r in rows} | {c.document for r in rows for c in r.citations}
    silent = [title_of(d, d.sha256) for d in documents if d.sha256 not in spoke]
    if silent:
        coverage.append(
            f"{len(silent):,} of {len(documents):,} reports gave no row"
            + (f": {listed(silent)}." if len(silent) <= 5 else ".")
        )
    return View(
        strip=strip,
        coverage=tuple(coverage),
        bottom=bottom_lines(desk),
        likelihood=_LIKELIHOOD,
        told=told,
        attributed=attributed,
        open=open_,
        parties=cards,
        other_parties=others,
        positions=tables,
        proposals=offers,
        proposals_rest=offers_rest,
        threats=danger,
        conditions=hanging,
        statements=spoken,
        ties=ties,
        sources=_sources(rows, documents, counts),
        single_source=_single_source(rows, documents),
        endnotes=endnote_groups(rows, numbers, documents, desk.names),
        method=_method(rows, documents, edition, counted, worked=outcomes is not None),
        outcomes=None if outcomes is None else _outcomes(outcomes, numbers),
    )


def _outcomes(worked: Worked, numbers: Mapping[str, int]) -> OutcomesView:
    from tracktwo.brief.outcomes import outcomes_view

    return outcomes_view(worked, numbers)
