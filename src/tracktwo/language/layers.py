"""Writes what was read into a spaCy ``Doc``, all layers in one pass over its array."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG
from spacy.symbols import IDS
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from tracktwo.language import names
from tracktwo.language.lemmas import Lemmatiser

__all__ = ["MENTIONS", "Codes", "Layers"]

MENTIONS = "mentions"
"""Key of ``doc.spans``: all mentions, those by pronoun or common noun too."""

_ATTRIBUTES = [HEAD, DEP, POS, TAG, MORPH, LEMMA, ENT_IOB, ENT_TYPE]
_OUTSIDE, _BEGIN, _INSIDE = 2, 3, 1
# labels that are useful without a name in them: "last week", "30 miles", "tanks"
_UNNAMED = frozenset(
    (
        *("CommsIdentifier", "Coordinates", "DocumentReference", "Frequency", "MilitaryPlatform"),
        *("Money", "Quantity", "Temporal", "Vehicle", "Weapon"),
    )
)


@dataclass
class Layers:
    """What is read of each token of a text; white space is filled in when it is written.

    Attributes:
        heads: shape (tokens,); index of the head, of the token itself for a root.
        deps, upos, xpos, feats: shape (tokens,); number of the label.
        space: shape (tokens,); True for white space.
        mentions: spans of the layer that has pronouns and common nouns too.
        named: spans of the layer that has names only.
    """

    heads: NDArray[np.int64]
    deps: NDArray[np.int64]
    upos: NDArray[np.int64]
    xpos: NDArray[np.int64]
    feats: NDArray[np.int64]
    space: NDArray[np.bool_]
    mentions: list[names.Span]
    named: list[names.Span]

    @classmethod
    def empty(cls, space: NDArray[np.bool_]) -> Layers:
        """Layers of a text of which nothing has been read yet."""
        n = len(space)
        deps, upos, xpos, feats = np.zeros((4, n), dtype=np.int64)
        return cls(np.arange(n), deps, upos, xpos, feats, space, [], [])


class Codes:
    """The numbers by which a spaCy vocabulary knows the labels, and lemmas by tagged word."""

    def __init__(
        self, vocab: Vocab, labels: Mapping[str, Sequence[str]], lemmatiser: Lemmatiser
    ) -> None:
        self.vocab, self.labels, self.lemmatiser = vocab, labels, lemmatiser
        add = vocab.strings.add
        self.deps = _codes(add(x) for x in labels["rel"])
        self.upos = _codes(IDS[x] for x in labels["upos"])
        self.xpos = _codes(add(x) for x in labels["xpos"])
        self.feats = _codes(vocab.morphology.add("" if x == "_" else x) for x in labels["feats"])
        self.space = {POS: IDS["SPACE"], TAG: add("_SP"), DEP: add("dep")}
        self.lemmas: dict[tuple[str, int, int], tuple[int, bool]] = {}
        self.is_aux, self.is_vbn = labels["rel"].index("aux"), labels["xpos"].index("VBN")
        self.have = add("have")

    def lemma(self, word: str, upos: int, xpos: int) -> tuple[int, bool]:
        """Number of a word's lemma, and whether the word is part of a name."""
        key = (word, upos, xpos)
        got = self.lemmas.get(key)
        if got is None:
            tag = self.labels["upos"][upos]
            lemma = self.lemmatiser(word, tag, self.labels["xpos"][xpos])
            proper = tag == "PROPN" or (tag in ("ADJ", "NOUN", "X") and lemma[:1].isupper())
            if len(self.lemmas) > 200_000:
                self.lemmas.clear()
            got = self.lemmas[key] = (self.vocab.strings.add(lemma), proper)
        return got

    def write(self, doc: Doc, words: Sequence[str], layers: Layers) -> None:
        """Sets heads, labels, tags, lemmas and names; spaCy takes the sentences from the trees."""
        n = len(words)
        if not n:
            return
        table = np.zeros((n, len(_ATTRIBUTES)), dtype=np.uint64)
        column = {a: table[:, k] for k, a in enumerate(_ATTRIBUTES)}
        column[DEP][:] = self.deps[layers.deps]
        column[POS][:] = self.upos[layers.upos]
        column[TAG][:] = self.xpos[layers.xpos]
        column[MORPH][:] = self.feats[layers.feats]
        tagged = zip(words, layers.upos.tolist(), layers.xpos.tolist(), strict=True)
        lemmas, proper = zip(*(self.lemma(*t) for t in tagged), strict=True)
        column[LEMMA][:] = lemmas
        self._perfect(words, layers, column[LEMMA])
        heads = layers.heads.copy()
        if layers.space.any():
            heads[layers.space] = _hosts(layers.space)[layers.space]
            for attribute, code in self.space.items():
                column[attribute][layers.space] = code
            column[MORPH][layers.space] = self.vocab.morphology.add("")
        column[HEAD][:] = (heads - np.arange(n)).view(np.uint64)
        column[ENT_IOB][:] = _OUTSIDE
        kept = [
            s
            for s in names.fill(layers.mentions, layers.named)
            if s[2] in _UNNAMED or any(proper[s[0] : s[1]])
        ]
        for start, end, label in kept:
            column[ENT_IOB][start:end] = _INSIDE
            column[ENT_IOB][start] = _BEGIN
            column[ENT_TYPE][start:end] = self.vocab.strings.add(label)
        doc.from_array(_ATTRIBUTES, table)
        doc.spans[MENTIONS] = [Span(doc, a, b, label=x) for a, b, x in layers.mentions]

    def _perfect(self, words: Sequence[str], layers: Layers, lemmas: NDArray[np.uint64]) -> None:
        """Makes "'s" before a past participle a form of *have*: *it's gone*."""
        ahead = layers.xpos[layers.heads] == self.is_vbn
        for i in np.flatnonzero((layers.deps == self.is_aux) & ahead).tolist():
            if words[i] in ("'s", "’s"):
                lemmas[i] = self.have


def _codes(numbers: Any) -> NDArray[np.uint64]:
    return np.array(list(numbers), dtype=np.uint64)


def _hosts(space: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The word that white space hangs on: the one before it; at the start, the one after."""
    at = np.where(space, -1, np.arange(len(space)))
    before: NDArray[np.int64] = np.maximum.accumulate(at)
    return np.where(before >= 0, before, max(int(np.argmin(space)), 0))
