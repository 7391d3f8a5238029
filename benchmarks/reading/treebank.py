"""Tags, lemmas, trees and sentence ends against a treebank, with its words and from raw text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from training.treebank import Sentence, read_conllu

from benchmarks.reading.score import Counts, Row, Section, percent

__all__ = ["treebanks"]

_WORD_LAYERS = ("UPOS", "XPOS", "FEATS", "lemma", "UAS", "LAS")


def treebanks(nlp: Language, folder: Path) -> list[Section]:
    """Sections for the two treebanks."""
    gold_rows: list[Row] = []
    raw_rows: list[Row] = []
    for name in ("ewt-dev", "gum-dev"):
        path = folder / f"{name}.conllu"
        share = with_gold_words(nlp, read_conllu(path))
        gold_rows.append((name, *(percent(share[k]) for k in _WORD_LAYERS)))
        counts = from_raw_text(nlp, list(raw_documents(path)))
        raw_rows.append((name, *(percent(c.f1) for c in counts.values())))
    return [
        Section(
            "Treebanks, gold words and sentences",
            "Percentage of words; LAS with the whole label; FEATS as far as they are read.",
            ("set", *_WORD_LAYERS),
            gold_rows,
        ),
        Section(
            "Treebanks, from raw text",
            "F1 of what is aligned by characters.",
            ("set", "words", "sentences", "UPOS", "UAS", "LAS"),
            raw_rows,
        ),
    ]


def with_gold_words(nlp: Language, sentences: list[Sentence]) -> dict[str, float]:
    """Share of words that are right, by layer."""
    right = dict.fromkeys(_WORD_LAYERS, 0)
    total = 0
    for _, group in groupby(sentences, key=lambda s: s.doc):
        members = list(group)
        words = [w for s in members for w in s.words]
        starts = [k == 0 for s in members for k in range(len(s.words))]
        doc = Doc(nlp.vocab, words, sent_starts=starts)
        for _, pipe in nlp.pipeline:
            doc = pipe(doc)
        first = 0
        for s in members:
            total += len(s.words)
            for k in range(len(s.words)):
                token = doc[first + k]
                head = 0 if token.head.i == token.i else 1 + token.head.i - first
                right["UPOS"] += token.pos_ == s.upos[k]
                right["XPOS"] += token.tag_ == s.xpos[k]
                right["FEATS"] += (str(token.morph) or "_") == _sorted(s.feats[k])
                right["lemma"] += token.lemma_ == s.lemmas[k]
                right["UAS"] += head == s.heads[k]
                right["LAS"] += head == s.heads[k] and token.dep_ == s.deprels[k]
            first += len(s.words)
    return {k: n / total for k, n in right.items()}


def _sorted(feats: str) -> str:
    return "|".join(sorted(feats.split("|"), key=str.lower))


@dataclass(frozen=True)
class Word:
    """A word by its place in the text; ``head`` is the place of its head, of itself for a root."""

    span: tuple[int, int]
    head: tuple[int, int]
    label: str
    upos: str


@dataclass(frozen=True)
class Raw:
    """A document with the places of its sentences and words."""

    text: str
    sentences: frozenset[tuple[int, int]]
    words: tuple[Word, ...]


def raw_documents(path: Path) -> Iterator[Raw]:
    """The documents of a treebank file, in which paragraphs are set apart by an empty line."""
    docs: list[list[list[str]]] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip("\n").split("\n")
        if any(line.startswith("# newdoc") for line in lines) or not docs:
            docs.append([])
        if any(line and line[0] != "#" for line in lines):
            docs[-1].append(lines)
    return (_raw(blocks) for blocks in docs)


def _raw(blocks: list[list[str]]) -> Raw:
    text, gap = "", ""
    sentences: list[tuple[int, int]] = []
    words: list[Word] = []
    for lines in blocks:
        sentence = next(x[9:] for x in lines if x.startswith("# text = "))
        if text and any(x.startswith("# newpar") for x in lines):
            gap = "\n\n"
        start = len(text) + len(gap)
        text += gap + sentence
        sentences.append((start, len(text)))
        rows = [x.split("\t") for x in lines if x and x[0] != "#"]
        spans, at = {"0": (-1, -1)}, start
        for row in (r for r in rows if r[0].isdigit()):
            for c in row[1]:
                at = _after(text, at, c)
                spans[row[0]] = (spans.get(row[0], (at - 1, at))[0], at)
        for row in (r for r in rows if r[0].isdigit()):
            head = spans[row[0]] if row[6] == "0" else spans[row[6]]
            words.append(Word(spans[row[0]], head, row[7], row[3]))
        gap = "" if "SpaceAfter=No" in rows[-1][9] else " "
    return Raw(text, frozenset(sentences), tuple(words))


def _after(text: str, at: int, letter: str) -> int:
    """The place after the next letter, which must be the one given but for white space."""
    while text[at : at + 1].isspace() and not letter.isspace():
        at += 1
    return at + 1


def from_raw_text(nlp: Language, documents: list[Raw]) -> dict[str, Counts]:
    """Counts of words, sentences, tags and arcs found at the right characters."""
    counts = {k: Counts() for k in ("words", "sentences", "UPOS", "UAS", "LAS")}
    for raw in documents:
        doc = nlp(raw.text)
        found = {(t.idx, t.idx + len(t)): t for t in doc if not t.is_space}
        sentences = set()
        for s in doc.sents:
            inner = [t for t in s if not t.is_space]
            if inner:
                sentences.add((inner[0].idx, inner[-1].idx + len(inner[-1])))
        n, m = len(raw.words), len(found)
        counts["sentences"].add(len(sentences & raw.sentences), len(raw.sentences), len(sentences))
        right = dict.fromkeys(counts, 0)
        for w in raw.words:
            token = found.get(w.span)
            if token is None:
                continue
            head = token.head
            same = (head.idx, head.idx + len(head)) == w.head
            right["words"] += 1
            right["UPOS"] += token.pos_ == w.upos
            right["UAS"] += same
            right["LAS"] += same and token.dep_ == w.label
        for k in ("words", "UPOS", "UAS", "LAS"):
            counts[k].add(right[k], n, m)
    return counts
