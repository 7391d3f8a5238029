"""Reads the sentence sets with a marked source and target, and cuts them into folds by sentence."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import spacy

# PLOVER root types of the PLV set; there CONCEDE and RETREAT are one type, YIELD.
TYPES = (
    "ACCUSE",
    "AGREE",
    "AID",
    "ASSAULT",
    "COERCE",
    "CONSULT",
    "COOPERATE",
    "MOBILIZE",
    "PROTEST",
    "REJECT",
    "REQUEST",
    "SANCTION",
    "SUPPORT",
    "THREATEN",
    "YIELD",
)
CLASSES = (
    "none",
    "verbal cooperation",
    "material cooperation",
    "verbal conflict",
    "material conflict",
)


@dataclass
class Pair:
    """A sentence with a marked source and target; ``type`` and ``penta`` are -100 where unknown."""

    words: list[str]
    source: tuple[int, int]
    target: tuple[int, int]
    type: int
    penta: int
    group: str


def _word_span(doc: spacy.tokens.Doc, start: int, end: int) -> tuple[int, int]:
    if start == end:
        return (0, 0)
    span = doc.char_span(start, end, alignment_mode="expand")
    return (span.start, span.end)


def read_plv(path: Path) -> list[Pair]:
    nlp = spacy.blank("en")
    out = []
    for line in path.read_text(encoding="utf-8").split("\n")[1:]:
        if not line.strip():
            continue
        _, plain, marked, source, target, root, penta = line.split("\t")
        pos: dict[str, int] = {}
        text = ""
        for piece in re.split(r"(</?[st]>)", marked):
            if re.fullmatch(r"</?[st]>", piece):
                pos.setdefault(piece, len(text))
            else:
                text += piece
        for mark, words in (("s", source), ("t", target)):  # "a recipient" stands for nobody named
            if f"<{mark}>" not in pos or f"</{mark}>" not in pos:
                at = plain.find(words)
                text = plain
                pos[f"<{mark}>"], pos[f"</{mark}>"] = (at, at + len(words)) if at >= 0 else (0, 0)
        doc = nlp.make_doc(text)
        out.append(
            Pair(
                [t.text for t in doc],
                _word_span(doc, pos["<s>"], pos["</s>"]),
                _word_span(doc, pos["<t>"], pos["</t>"]),
                TYPES.index(root),
                int(penta),
                re.sub(r"\W", "", text),
            )
        )
    return out


def read_cameo(classes: Path, spans: Path) -> list[Pair]:
    """Sentences that have both a class and marked spans; a missing span stands as (0, 0)."""
    cls = {}
    for line in classes.read_text(encoding="utf-8").split("\n")[1:]:
        if "\t" in line:
            text, c = line.rsplit("\t", 1)
            cls[re.sub(r"\W", "", text)] = int(c)
    out = []
    for block in spans.read_text(encoding="utf-8").split("\n\n"):
        rows = [x.split("\t") for x in block.split("\n") if x.strip()]
        key = re.sub(r"\W", "", "".join(r[0] for r in rows))
        if not rows or key not in cls:
            continue
        tags = [r[1] for r in rows]

        def span(letter: str, tags: list[str] = tags) -> tuple[int, int]:
            if f"B-{letter}" not in tags:
                return (0, 0)
            i = j = tags.index(f"B-{letter}")
            j += 1
            while j < len(tags) and tags[j] == f"I-{letter}":
                j += 1
            return (i, j)

        out.append(Pair([r[0] for r in rows], span("S"), span("T"), -100, cls[key], key))
    return out


def read_cameo_classes(path: Path) -> list[Pair]:
    """All sentences of the class set, with nobody marked."""
    nlp = spacy.blank("en")
    out = []
    for line in path.read_text(encoding="utf-8").split("\n")[1:]:
        if "\t" in line:
            text, c = line.rsplit("\t", 1)
            words = [t.text for t in nlp.make_doc(text.strip('"'))]
            out.append(Pair(words, (0, 0), (0, 0), -100, int(c), re.sub(r"\W", "", text)))
    return out


def folds(pairs: list[Pair], k: int = 5, seed: int = 13) -> list[list[int]]:
    """Indices of k parts; a sentence is never split over parts; types spread evenly."""
    groups: dict[str, list[int]] = defaultdict(list)
    for i, p in enumerate(pairs):
        groups[p.group].append(i)
    rng = random.Random(seed)
    keys = sorted(groups)
    rng.shuffle(keys)
    keys.sort(key=lambda g: (pairs[groups[g][0]].type, pairs[groups[g][0]].penta))
    parts: list[list[int]] = [[] for _ in range(k)]
    for n, g in enumerate(keys):
        parts[n % k] += groups[g]
    return parts
