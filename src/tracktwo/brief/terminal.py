"""The brief in the terminal: the main things on the first screen, the same numbers as on paper."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from tracktwo.brief.build import build
from tracktwo.brief.names import LedgerLike
from tracktwo.brief.rich_lines import heading, item, numbers, subheading, text_of
from tracktwo.brief.view import Conduct, Listing, Passage, PositionTable, View
from tracktwo.brief.words import single_line
from tracktwo.intake.document import Document

if TYPE_CHECKING:
    from tracktwo.brief.outcomes import Worked

__all__ = ["render_terminal"]

_PLAIN_WIDTH = 100
_MOST_ENDNOTES = 300


def _words(words: Passage) -> Text:
    """A passage in quotation marks; in colour, what rows cite stands out from what is round it."""
    out = Text("“")
    marked = any(cited for _, cited in words.runs)
    for text, cited in words.runs:
        out.append(text, "" if cited or not marked else "dim")
    return out.append("”")


def _list(part: Listing, mark: str = "•") -> Iterator[RenderableType]:
    for told in part.items:
        for entry in told.entries:
            row = item(text_of(entry.line), "–" if entry.inner else mark)
            yield Padding(row, (0, 0, 0, 2)) if entry.inner else row
        if told.words is not None:
            yield Padding(_words(told.words), (0, 0, 0, len(mark) + 1))
    if part.rest:
        yield Text(f"  Further rows, in the endnotes: {numbers(part.rest)}", "dim")


def _conduct(conduct: Conduct) -> Text:
    """Acts told, as counts with a small bar: solid blocks are material, shaded ones verbal."""
    verbal_co, material_co, verbal_cf, material_cf = conduct.told
    out = Text("  Acts told: ")
    for name, material, verbal in (
        ("conflict", material_cf, verbal_cf),
        ("cooperation", material_co, verbal_co),
    ):
        bar = "█" * min(material, 12) + "▒" * min(verbal, 12)
        lead = f"{name} {bar} " if bar else f"{name} "
        out.append(f"{lead}{material} material, {verbal} verbal")
        if name == "conflict":
            out.append(" · ")
    if any(conduct.claimed):
        out.append(f" · on somebody’s word only: {sum(conduct.claimed)}")
    return out


def _positions(table: PositionTable) -> Table:
    out = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1))
    out.add_column("issue", min_width=10)
    for party in table.parties:
        out.add_column(Text(party), ratio=1)
    for issue, row in zip(table.issues, table.rows, strict=True):
        cells = [
            Text("\n").join(
                Text(f"{c.glyph} {c.stance}{f' ({c.hedge})' if c.hedge else ''} {numbers(c.notes)}")
                for c in cell
            )
            if cell
            else Text("–")
            for cell in row
        ]
        out.add_row(Text(issue), *cells)
    return out


def _strip(view: View) -> Iterator[RenderableType]:
    strip = view.strip
    yield Text(strip.title, "bold")
    yield Text(f"{strip.as_of} · {strip.window} · edition {strip.edition[:16]}")
    yield Text(" · ".join(f"{value} {label}" for value, label in strip.figures))
    yield Text(" ".join(view.coverage), "dim")
    yield from heading("Bottom line")
    for line in view.bottom:
        yield text_of(line)
    if not view.bottom:
        yield Text("The reports gave no row on which a line could rest.")
    yield Text(view.likelihood, "dim")


def _events(view: View) -> Iterator[RenderableType]:
    parts = (
        ("Told by the reports themselves", view.told, "•"),
        ("Told on somebody’s word only", view.attributed, "»"),
        (
            "Not told as done: planned, demanded, conditional, possible or hypothetical",
            view.open,
            "?",
        ),
    )
    if any(part for _, part, _ in parts):
        yield from heading("What the reports establish")
    for title, part, mark in parts:
        if part:
            yield subheading(title)
            yield from _list(part, mark)


def _parties(view: View) -> Iterator[RenderableType]:
    if not view.parties:
        return
    yield from heading("Parties: what they want, what they do")
    for party in view.parties:
        head = Text(party.name, "bold")
        if party.voices:
            head.append(f"  (for it: {', '.join(party.voices[:6])})", "not bold dim")
        yield head
        yield _conduct(party.conduct)
        for title, part in (
            ("wants", party.wants),
            ("has put on the table", party.offers),
            ("threatens or warns", party.threats),
            ("promises or is ready", party.promises),
        ):
            if part:
                yield Text(f"  {title}", "underline")
                yield from (Padding(r, (0, 0, 0, 2)) for r in _list(part))
    if view.other_parties:
        yield Text(f"Also named: {', '.join(view.other_parties[:40])}", "dim")


def _offers(view: View) -> Iterator[RenderableType]:
    if view.proposals:
        yield from heading("What has been put on the table")
    for offer in view.proposals:
        text = text_of(offer.head)
        text.append(f" – {offer.definite[1]}: “{single_line(offer.words.text)}”")
        yield item(text, offer.definite[0])
        for term in offer.terms:
            parts = [f"{term.issue}: “{single_line(term.words.text)}”"]
            parts += [f"by {term.who}"] * bool(term.who)
            parts += [f"amount: {term.value}"] * bool(term.value)
            parts += [f"how long: {term.duration}"] * bool(term.duration)
            yield Padding(item(Text("; ".join(parts)), "-"), (0, 0, 0, 2))
    if view.proposals_rest:
        yield Text(f"  Further proposals: {numbers(view.proposals_rest)}", "dim")


def _rest(view: View) -> Iterator[RenderableType]:
    if view.positions:
        yield from heading("Positions, issue by issue")
        yield from (_positions(t) for t in view.positions)
    yield from _offers(view)
    if view.threats or view.conditions:
        yield from heading("Threats and conditions")
        yield from _list(view.threats, "!")
    for condition in view.conditions:
        yield item(text_of((condition.words,)), "◇")
        yield from (Padding(item(text_of(line), "→"), (0, 0, 0, 2)) for line in condition.lines)
        if condition.passage is not None:
            yield Padding(_words(condition.passage), (0, 0, 0, 4))
    if view.statements:
        yield from heading("Quotations and statements worth reading")
        yield from _list(view.statements)
    if view.ties:
        yield from heading("Ties between parties")
        yield Text(f"{view.ties.title}.")
        for tie in view.ties.rows[:20]:
            counts = f"+{tie.cooperation} −{tie.conflict}"
            yield item(
                Text(f"{tie.source} → {tie.target}: {tie.sign} {counts} {numbers(tie.notes)}")
            )
        if len(view.ties.rows) > 20:
            yield Text(f"  and {len(view.ties.rows) - 20} weaker ties", "dim")


def _evidence(view: View) -> Iterator[RenderableType]:
    yield from heading("Sources")
    for source in view.sources:
        facts = [source.title or source.label, source.publisher or "publisher not given"]
        facts.append(source.published or "date not given")
        if source.sentences is not None:
            facts.append(f"{source.sentences} sentences")
        facts.append(f"{source.rows} rows, {source.alone} of them only here")
        yield item(Text(" · ".join(facts)))
        yield from (Text(f"  Note: {w}", "italic") for w in source.warnings)
    if view.endnotes:
        yield from heading("Endnotes")
        yield Text("Grade F6 throughout: not graded by a person.", "dim")
    notes = [(g, n) for g in view.endnotes for n in g.notes]
    last = None
    for group, note in notes[:_MOST_ENDNOTES]:
        if group is not last:
            yield Text(f"{group.title} · {group.origin} · SHA-256 {group.sha256[:16]}", "underline")
            last = group
        text = Text()
        for n, words in enumerate(note.words):
            text.append(f"{' ' if n else ''}“{single_line(words.text)}”")
            text.append(f" {words.place.removeprefix('characters ')}", "dim")
            if words.matches is False:
                text.append(" differs from the text at hand", "bold")
        text.append(f" · {'; '.join(note.facts)}", "dim")
        yield item(text, f"[{note.number}]")
    if len(notes) > _MOST_ENDNOTES:
        yield Text(f"{len(notes) - _MOST_ENDNOTES:,} further endnotes are in the HTML brief.")
    yield from heading("How this was made")
    yield from (item(Text(f"{term}: {text}")) for term, text in view.method)


def _compose(view: View, *, rules: bool) -> Iterator[RenderableType]:
    if rules:
        yield Rule(style="dim")
    yield from _strip(view)
    yield from _events(view)
    yield from _parties(view)
    yield from _rest(view)
    if view.outcomes is not None:
        from tracktwo.brief.outcomes.terminal import outcomes_lines

        yield from outcomes_lines(view.outcomes)
    yield from _evidence(view)


def render_terminal(
    ledger: LedgerLike,
    documents: Sequence[Document],
    console: Console | None = None,
    *,
    question: str | None = None,
    as_of: date | None = None,
    names: Mapping[str, str] | None = None,
    sentences: Mapping[str, int] | None = None,
    limit: int = 25,
    outcomes: Worked | None = None,
) -> None:
    """Print the brief.

    On a terminal the text is styled; elsewhere it is plain, without escape codes or trailing
    spaces, and wraps at 100 columns or at the console's width where that is less.

    Args:
        ledger: the rows.
        documents: the reports that they come from, in the order in which to number them.
        console: where to print; standard output by default.
        question: what the reader wants to know, shown as the title.
        as_of: the day for which the brief holds; else the latest day of publication.
        names: registry id to display name; else from ``tracktwo.actors``.
        sentences: number of sentences of each document, by its hash, where known.
        limit: the most lines that one section shows.
        outcomes: the conflict that the reports tell of, worked; see ``tracktwo.brief.outcomes``.
    """
    view = build(
        ledger,
        documents,
        question=question,
        as_of=as_of,
        names=names,
        sentences=sentences,
        limit=limit,
        outcomes=outcomes,
    )
    if console is None:
        console = Console(highlight=False) if sys.stdout.isatty() else Console(width=_PLAIN_WIDTH)
    if console.is_terminal:
        for part in _compose(view, rules=True):
            console.print(part, highlight=False)
        return
    buffer = io.StringIO()
    inner = Console(
        file=buffer,
        width=min(console.width, _PLAIN_WIDTH),
        force_terminal=False,
        color_system=None,
        no_color=True,
        highlight=False,
        emoji=False,
        markup=False,
    )
    for part in _compose(view, rules=False):
        inner.print(part)
    plain = "\n".join(row.rstrip() for row in buffer.getvalue().splitlines()) + "\n"
    encoding = getattr(console.file, "encoding", None) or "utf-8"
    console.file.write(plain.encode(encoding, "replace").decode(encoding))
