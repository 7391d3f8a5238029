"""The outcomes section in the terminal: the same words and numbers as on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tracktwo.brief.outcomes.changes import fate_words
from tracktwo.brief.outcomes.view import (
    EffectView,
    MakerView,
    OutcomesView,
    OutcomeView,
    RivalView,
)
from tracktwo.brief.rich_lines import heading, item, numbers, subheading, text_of

__all__ = ["outcomes_lines"]

_STEPS = {"gains": "▶", "trust": "◇", "against": "▽", "idle": "○"}


def _indent(part: RenderableType, by: int = 2) -> Padding:
    return Padding(part, (0, 0, 0, by))


def _evidence(notes: Sequence[int], unknown: int = 0) -> str:
    told = numbers(notes)
    if unknown:
        told += f"{' ' if told else ''}({unknown} not in these reports)"
    return told


def outcomes_lines(view: OutcomesView) -> Iterator[RenderableType]:
    """The section, part by part."""
    yield from heading("Outcomes that would hold")
    if view.none is not None:
        yield Text(view.none)
        yield from _left_out(view)
        return
    yield Text(view.origin, "bold")
    for line in view.short:
        yield item(text_of(line), "→")
    yield Text(view.caution, "dim")
    yield Text()
    yield from _model(view)
    yield Text()
    yield from _outcomes(view)
    yield from _changes(view)
    if view.questions:
        yield Text()
        yield subheading("Open questions, what could change most first")
        for n, q in enumerate(view.questions, start=1):
            told = text_of(q.line)
            told.append(f" {q.effect} {numbers(q.notes)}".rstrip(), "dim")
            yield item(told, f"{n}.")
        if view.asked > len(view.questions):
            yield Text(f"And {view.asked - len(view.questions)} more.", "dim")
    yield Text()
    yield subheading("A rival reading")
    yield from _rival(view.rival) if view.rival is not None else [Text(view.no_rival)]
    yield from _left_out(view)


def _model(view: OutcomesView) -> Iterator[RenderableType]:
    yield subheading(f"The model: {view.size}")
    if view.options:
        table = _table("party", "option", "today", "", "evidence")
        owner = None
        for o in view.options:
            label = Text(o.label)
            if o.note:
                label.append(f" ({o.note})", "dim")
            first = "" if o.owner == owner else o.owner
            evidence = _evidence(o.notes, o.unknown) or "none: assumed"
            table.add_row(Text(first, "bold"), label, o.now, o.direction, evidence)
            owner = o.owner
        yield table
    if view.rules:
        yield Text("In every state:")
        for rule in view.rules:
            yield _indent(item(text_of(rule), "∎"))
    yield Text("Preferences, the most important first")
    for maker in view.makers:
        yield from _maker(maker)
    for letter, note in view.whys:
        yield _indent(item(Text(note, "dim"), f"({letter})"))
    yield Text("Marks: " + "; ".join(f"{mark} {words}" for mark, words in view.bases), "dim")


def _maker(maker: MakerView) -> Iterator[RenderableType]:
    yield _indent(Text(maker.name, "bold"))
    if maker.other:
        yield _indent(Text(maker.other, "dim"), 4)
    for n, want in enumerate(maker.wants, start=1):
        told = Text(f"{want.mark} ")
        told.append_text(text_of(want.line))
        told.append(f" – {want.basis}{', unsure' if want.unsure else ''}", "dim")
        if want.weight:
            told.append(f", weight {want.weight}", "dim")
        if want.notes or want.unknown:
            told.append(f" {_evidence(want.notes, want.unknown)}", "cyan")
        if want.why:
            told.append(f" ({want.why})", "dim")
        yield _indent(item(told, f"{n}."), 4)


def _outcomes(view: OutcomesView) -> Iterator[RenderableType]:
    yield subheading("Outcomes that would hold, worked out from the model")
    for outcome in view.outcomes:
        yield from _outcome(outcome)
    if view.more:
        yield Text(view.more, "dim")
    if view.options and view.outcomes:
        yield Text()
        yield Text("Options by outcome")
        table = _table("party", "option", "today", *view.letters)
        owner = None
        for o in view.options:
            first = "" if o.owner == owner else o.owner
            table.add_row(Text(first, "bold"), Text(o.label), o.now, *o.levels)
            owner = o.owner
        yield table


def _outcome(outcome: OutcomeView) -> Iterator[RenderableType]:
    head = Text(f"{outcome.letter}  ", "bold")
    head.append_text(text_of(outcome.name))
    yield head
    yield _indent(Text(f"Holds because {outcome.gloss} ({outcome.concepts})."), 3)
    if outcome.alike:
        yield _indent(Text(outcome.alike, "dim"), 3)
    for line in outcome.reasons:
        yield _indent(item(text_of(line)), 3)
    yield _indent(Text(outcome.way), 3)
    for n, step in enumerate(outcome.steps, start=1):
        told = text_of(step.line)
        told.append(f" – {step.told}", "dim")
        yield _indent(item(told, f"{n}. {_STEPS[step.kind]}"), 5)


def _changes(view: OutcomesView) -> Iterator[RenderableType]:
    yield Text()
    yield subheading("What would change it")
    if view.levers:
        yield Text("Levers")
        for row in view.levers:
            yield from _effect(row, view.letters)
    yield Text(view.tried)
    for row in view.singles:
        yield from _effect(row, view.letters)
    if view.shares:
        table = _table("outcome", "holds in", "")
        for s in view.shares:
            share = f"{s.count:,} of {s.tried:,} preference orders tried"
            table.add_row(s.letter, share, s.interval or "all that there are")
        yield table
    yield Text(view.shares_told, "dim")


def _effect(row: EffectView, letters: Sequence[str]) -> Iterator[RenderableType]:
    told = text_of(row.name)
    told.stylize("bold")
    if row.what:
        told.append(" (").append_text(text_of(row.what)).append(")")
    if row.notes or row.unknown:
        told.append(f" {_evidence(row.notes, row.unknown)}", "cyan")
    yield _indent(item(told))
    if row.note:
        yield _indent(Text(row.note, "dim"), 4)
    fates = fate_words(row.fate, letters)
    if fates:
        yield _indent(Text(f"{fates}."), 4)
    for line in row.new:
        yield _indent(item(text_of(line), "▲ new:"), 4)
    if row.more:
        yield _indent(Text(f"and {row.more:,} more new outcomes", "dim"), 4)


def _rival(rival: RivalView) -> Iterator[RenderableType]:
    told = Text("Suppose it were read so: ")
    told.append_text(text_of(rival.reading))
    told.append(f" ({rival.basis}) {numbers(rival.notes)}".rstrip(), "dim")
    yield told
    for line in rival.answer:
        yield _indent(text_of(line))
    for title, reasons in rival.instead:
        yield _indent(item(text_of(title), "▲ new:"))
        for line in reasons:
            yield _indent(item(text_of(line)), 4)


def _left_out(view: OutcomesView) -> Iterator[RenderableType]:
    if view.assumptions:
        yield Text()
        yield subheading("Assumptions")
        for line in view.assumptions:
            yield item(text_of(line), "□")
    if view.context or view.ignored or view.ignored_unknown:
        yield Text()
        yield subheading("Left out of the model")
        for told in view.context:
            yield item(Text(told), "○")
        if view.ignored or view.ignored_unknown:
            numbers_told = _evidence(view.ignored, view.ignored_unknown)
            yield item(Text(f"Positions that the model does not use: {numbers_told}"), "○")


def _table(*columns: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1))
    for name in columns:
        table.add_column(name, overflow="fold")
    return table
