"""Who is said to have said what, against PolNeAR."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from benchmarks.reading.score import Counts, Section, percent
from tracktwo.intake.document import Document

__all__ = ["attributions_section", "match"]

Chars = frozenset[int]
Pair = tuple[Chars, Chars]
"""The characters of a content and of its source."""


def attributions_section(nlp: Language, folder: Path, *, limit: int | None = None) -> Section:
    """Contents that overlap by at least half of the longer one, and their sources."""
    title = "Attribution on polnear-dev"
    try:
        from tracktwo import actors
        from tracktwo.coding import attributions
    except ImportError:
        return Section(title, "not built", ())
    registry = actors.load_registry()
    contents, sources = Counts(), Counts()
    lines = (folder / "polnear-dev.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines[:limit]:
        article = json.loads(line)
        gold = [
            (_chars(a.get("content")), _chars(a.get("source"))) for a in article["attributions"]
        ]
        gold = [g for g in gold if g[0]]
        doc = nlp(article["text"])
        made = attributions(doc, Document(article["text"], name=article["id"]), registry)
        found = [(_tokens(doc, a.content), _source(doc, a)) for a in made if a.content]
        pairs = match([g[0] for g in gold], [f[0] for f in found])
        contents.add(len(pairs), len(gold), len(found))
        right = sum(bool(gold[g][1] & found[f][1]) for g, f in pairs)
        sources.add(right, sum(bool(g[1]) for g in gold), sum(bool(f[1]) for f in found))
    rows = [
        (k, str(c.gold), percent(c.precision), percent(c.recall), percent(c.f1))
        for k, c in (("content", contents), ("content and source", sources))
    ]
    note = (
        "A content is right that overlaps one of the set by at least half of the longer of the "
        "two, each used once; its source is right when it overlaps that one's."
    )
    return Section(title, note, ("part", "number", "precision", "recall", "F1"), rows)


def match(gold: list[Chars], found: list[Chars]) -> list[tuple[int, int]]:
    """Pairs that overlap by at least half of the longer one, most overlap first, each once."""
    options = []
    for g, a in enumerate(gold):
        for f, b in enumerate(found):
            common = len(a & b)
            if common and 2 * common >= max(len(a), len(b)):
                options.append((-common, g, f))
    left, right, out = set(), set(), []
    for _, g, f in sorted(options):
        if g not in left and f not in right:
            left.add(g)
            right.add(f)
            out.append((g, f))
    return out


def _chars(spans: Any) -> Chars:
    """Characters of spans nested at any depth."""
    if not spans:
        return frozenset()
    if isinstance(spans[0], int):
        return frozenset(range(spans[0], spans[1]))
    return frozenset().union(*(_chars(s) for s in spans))


def _tokens(doc: Doc, ranges: Iterable[tuple[int, int]]) -> Chars:
    out: set[int] = set()
    for a, b in ranges:
        out.update(range(doc[a].idx, doc[b - 1].idx + len(doc[b - 1])))
    return frozenset(out)


def _source(doc: Doc, attribution: Any) -> Chars:
    span = attribution.source_span
    return _tokens(doc, [span]) if span else frozenset()
