"""Rows against the annotated passages of ``corpus/``, layer by layer."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from spacy.language import Language
from training.corpus import EventNote, Mention, Passage, SaidNote, Sentence, read_corpus

from benchmarks.reading.attribution import match
from benchmarks.reading.score import Counts, Section, percent
from tracktwo.actors import Registry
from tracktwo.intake.document import Document
from tracktwo.schema import Citation, Event, Party, Position, Row

__all__ = ["PassageScore", "own_section", "score_passage"]

G = TypeVar("G")
F = TypeVar("F")
Span = tuple[int, int]
Named = Mapping[str, Set[Span]]
_DRAWS = 200
_DERIVED = "voiced accusation"
"""Rule of rows that follow from the chain of another row, which the corpus does not note again."""


@dataclass
class PassageScore:
    """What one passage gave: counts by measure, and pairs of a gold and a found code by layer."""

    counts: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    codes: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))


def own_section(nlp: Language, folder: Path, *, title: str = "Own corpus, test part") -> Section:
    """All layers over the passages of a folder, with the spread over passages drawn anew."""
    try:
        from tracktwo import actors
    except ImportError:
        return Section(title, "not built", ())
    registry = actors.load_registry()
    passages = read_corpus(folder)
    scores = [score_passage(nlp, p, registry) for p in passages]
    rows = []
    for name, measure, number in _measures(scores):
        low, high = _spread(scores, measure)
        rows.append(
            (name, str(number), percent(measure(scores)), f"{percent(low)} – {percent(high)}")
        )
    note = (
        f"{len(passages)} passages, {sum(len(p.sentences) for p in passages)} sentences; the "
        "spread is that of nine tenths of 200 draws of passages. Parties are right when the words "
        "cited for them name them, there or elsewhere in the passage, all of them and no others; "
        "contents and conditions when they overlap by half of the longer."
    )
    return Section(title, note, ("measure", "number", "value", "spread"), rows)


Measure = Callable[[Sequence[PassageScore]], float]


def _measures(scores: Sequence[PassageScore]) -> Iterator[tuple[str, Measure, int]]:
    counts = (
        "events: type and both parties",
        "events: type, by word",
        "events: word",
        "attribution: content and source",
        "attribution: content",
        "condition",
        "stance and holder",
        "stance, holder and issue",
    )
    for key in counts:
        total = _total(scores, key)
        for part in ("precision", "recall", "f1"):
            yield f"{key}, {part}", _of(key, part), total.gold
    for layer in ("mode", "modality", "polarity", "chain length"):
        number = sum(len(s.codes[layer]) for s in scores)
        yield f"{layer}, accuracy", _accuracy(layer), number
    nothing = _total(scores, "nothing")
    yield "sentences with nothing to code that yield an event", _nothing, nothing.gold


def _total(scores: Iterable[PassageScore], key: str) -> Counts:
    out = Counts()
    for s in scores:
        c = s.counts[key]
        out.add(c.right, c.gold, c.predicted)
    return out


def _of(key: str, part: str) -> Measure:
    return lambda scores: float(getattr(_total(scores, key), part))


def _nothing(scores: Sequence[PassageScore]) -> float:
    c = _total(scores, "nothing")
    return c.right / max(1, c.gold)


def _accuracy(layer: str) -> Measure:
    def measure(scores: Sequence[PassageScore]) -> float:
        pairs = [x for s in scores for x in s.codes[layer]]
        return sum(a == b for a, b in pairs) / max(1, len(pairs))

    return measure


def _spread(scores: Sequence[PassageScore], measure: Measure) -> tuple[float, float]:
    rng = random.Random(0)
    drawn = sorted(measure(rng.choices(scores, k=len(scores))) for _ in range(_DRAWS))
    k = len(drawn) // 20
    return drawn[k], drawn[-1 - k]


def score_passage(nlp: Language, passage: Passage, registry: Registry) -> PassageScore:
    """Reads one passage as a report and counts what its rows have right."""
    from tracktwo.coding import attributions, code

    text = passage.text
    doc = nlp(text)
    document = Document(text, name=passage.id, published=passage.day)
    rows = code(doc, document, registry)
    out = PassageScore()
    bounds = [(a, a + len(s.text)) for a, s in zip(passage.starts, passage.sentences, strict=True)]
    named = named_spans(passage)
    for (start, end), sentence in zip(bounds, passage.sentences, strict=True):
        _score_sentence(out, sentence, start, [r for r in rows if start <= _place(r) < end], named)
    gold = list(_said(passage, bounds, named))
    found: list[tuple[frozenset[int], frozenset[int]]] = []
    for a in attributions(doc, document, registry):
        span = [a.source_span] if a.source_span else []
        content, source = (
            frozenset(
                i for b, e in part for i in range(doc[b].idx, doc[e - 1].idx + len(doc[e - 1]))
            )
            for part in (a.content, span)
        )
        found.append((content, source))
    pairs = _overlapping([g[0] for g in gold], [f[0] for f in found])
    out.counts["attribution: content"].add(len(pairs), len(gold), len(found))
    right = sum(1 for g, f in pairs if not gold[g][1] or gold[g][1] & found[f][1])
    out.counts["attribution: content and source"].add(right, len(gold), len(found))
    return out


def named_spans(passage: Passage) -> Named:
    """Where in the text each party of a passage is named, by the mark of its coreference."""
    out: dict[str, set[Span]] = defaultdict(set)
    for start, s in zip(passage.starts, passage.sentences, strict=True):
        noted = [m for e in s.events for m in (*e.actors, *e.recipients)]
        noted += [x.holder for x in s.stances]
        noted += [n.link.source for n in s.said if n.link.source is not None]
        for m in noted:
            if m.span is not None:
                out[m.id].add((m.span[0] + start, m.span[1] + start))
    return out


def _place(row: Row) -> int:
    if isinstance(row, Event):
        return row.predicate.start
    if isinstance(row, Position):
        return row.content.start
    return row.citations[0].start


def _score_sentence(
    out: PassageScore, s: Sentence, start: int, rows: Sequence[Row], named: Named
) -> None:
    events = [r for r in rows if isinstance(r, Event) and r.rule != _DERIVED]
    if s.empty:
        out.counts["nothing"].add(int(bool(events)), 1, 0)
    gold = s.events
    whole, typed, spotted = (
        _pairs(gold, events, test)
        for test in (
            lambda g, e: _same_type(g, e) and _same_parties(g, e, named),
            lambda g, e: _same_type(g, e) and _same_word(g, e, start),
            lambda g, e: _same_word(g, e, start),
        )
    )
    for name, pairs in (
        ("events: type and both parties", whole),
        ("events: type, by word", typed),
        ("events: word", spotted),
    ):
        out.counts[name].add(len(pairs), len(gold), len(events))
    for g, e in typed:
        a, b = gold[g], events[e]
        out.codes["mode"].append((a.mode or "-", b.mode or "-"))
        out.codes["modality"].append((a.modality, b.modality))
        out.codes["polarity"].append(("negated" if a.negated else "affirmed", b.polarity))
        out.codes["chain length"].append((str(len(s.chain(a))), str(len(b.attribution))))
    conditions = [x.condition for x in [*s.events, *s.stances] if x.condition]
    wanted = [frozenset(range(a + start, b + start)) for a, b in sorted(set(conditions))]
    told = {r.condition.span.start: r.condition.span for r in rows if r.condition is not None}
    have = [frozenset(range(c.start, c.end)) for c in told.values()]
    out.counts["condition"].add(len(_overlapping(wanted, have)), len(wanted), len(have))
    positions = [r for r in rows if isinstance(r, Position)]
    for name, issue in (("stance and holder", False), ("stance, holder and issue", True)):
        pairs = _pairs(
            s.stances,
            positions,
            lambda g, p, issue=issue: (
                g.stance == p.stance
                and _same(p.party, g.holder, named)
                and _shares(g.content[0], p.content, start)
                and (not issue or g.issue == p.issue)
            ),
        )
        out.counts[name].add(len(pairs), len(s.stances), len(positions))


def _pairs(
    gold: Sequence[G], found: Sequence[F], test: Callable[[G, F], bool]
) -> list[tuple[int, int]]:
    """Pairs that pass a test, each used once, as many as can be had."""
    options = [[f for f, x in enumerate(found) if test(g, x)] for g in gold]
    taken: dict[int, int] = {}

    def give(g: int, seen: set[int]) -> bool:
        for f in options[g]:
            if f not in seen:
                seen.add(f)
                if f not in taken or give(taken[f], seen):
                    taken[f] = g
                    return True
        return False

    for g in range(len(gold)):
        give(g, set())
    return sorted((g, f) for f, g in taken.items())


def _same_type(gold: EventNote, e: Event) -> bool:
    return gold.type == e.type


def _same_word(gold: EventNote, e: Event, start: int) -> bool:
    return (
        e.predicate.start < gold.predicate[1] + start
        and gold.predicate[0] + start < e.predicate.end
    )


def _same_parties(gold: EventNote, e: Event, named: Named) -> bool:
    sides = ((gold.actors, e.actors), (gold.recipients, e.recipients))
    return all(_same_side(a, b, named) for a, b in sides)


def _same_side(gold: Sequence[Mention], found: Sequence[Party], named: Named) -> bool:
    return all(any(_same(p, m, named) for p in found) for m in gold) and all(
        any(_same(p, m, named) for m in gold) for p in found
    )


def _same(party: Party, mention: Mention, named: Named) -> bool:
    """Whether the words cited for a party name it, here or where the passage names it elsewhere."""
    cited = party.mention
    return cited is not None and any(
        cited.start < b and a < cited.end for a, b in named.get(mention.id, ())
    )


def _shares(gold: Span, found: Citation, start: int) -> bool:
    common = min(gold[1] + start, found.end) - max(gold[0] + start, found.start)
    return 2 * common >= min(gold[1] - gold[0], found.end - found.start)


def _said(
    passage: Passage, bounds: Sequence[Span], named: Named
) -> Iterator[tuple[frozenset[int], frozenset[int]]]:
    """Characters of each content and its source; a layout quotation is one over its sentences."""
    running: tuple[str, set[int], frozenset[int]] | None = None
    for (start, _), s in zip(bounds, passage.sentences, strict=True):
        layout = [n for n in s.said if n.link.cue is None and n.link.source is not None]
        if running is not None and not any(_goes_on(n, running[0]) for n in layout):
            yield frozenset(running[1]), running[2]
            running = None
        for n in s.said:
            content = {i + start for a, b in n.content for i in range(a, b)}
            spans = named.get(n.link.source.id, ()) if n.link.source is not None else ()
            source = frozenset(i for a, b in spans for i in range(a, b))
            if n in layout and n.link.source is not None:
                if running is not None:
                    if _goes_on(n, running[0]):
                        running[1].update(content)
                        continue
                    yield frozenset(running[1]), running[2]
                running = (n.link.source.id, content, source)
            else:
                yield frozenset(content), source
    if running is not None:
        yield frozenset(running[1]), running[2]


def _goes_on(note: SaidNote, speaker: str) -> bool:
    source = note.link.source
    return source is not None and source.span is None and source.id == speaker


def _overlapping(
    gold: Sequence[frozenset[int]], found: Sequence[frozenset[int]]
) -> list[tuple[int, int]]:
    return match(list(gold), list(found))
