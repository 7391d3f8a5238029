"""Names and mentions against re3d."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from training.treebank import read_bio

from benchmarks.reading.score import Counts, Section, percent
from tracktwo.language import MENTIONS
from tracktwo.language.names import bio_spans

__all__ = ["names"]


def names(nlp: Language, folder: Path) -> Section:
    """Exact spans, by type and over all."""
    counts: dict[str, Counts] = defaultdict(Counts)
    for sentence in read_bio(folder / "re3d-dev.txt"):
        starts = [k == 0 for k in range(len(sentence.words))]
        doc = Doc(nlp.vocab, sentence.words, sent_starts=starts)
        for _, pipe in nlp.pipeline:
            doc = pipe(doc)
        gold = set(bio_spans(sentence.names or []))
        found = {(s.start, s.end, s.label_) for s in doc.spans[MENTIONS]}
        for label in {x[2] for x in gold | found}:
            g, f = ({x for x in side if x[2] == label} for side in (gold, found))
            counts[label].add(len(g & f), len(g), len(f))
            counts["all"].add(len(g & f), len(g), len(f))
    order = sorted(counts, key=lambda k: (k == "all", -counts[k].gold, k))
    rows = [
        (k, str(c.gold), percent(c.precision), percent(c.recall), percent(c.f1))
        for k, c in ((k, counts[k]) for k in order)
    ]
    return Section(
        "Mentions on re3d-dev",
        "Exact spans, those of pronouns and common nouns too.",
        ("type", "number", "precision", "recall", "F1"),
        rows,
    )
