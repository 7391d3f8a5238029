"""The spaCy component that reads: sentences, tags, lemmas, trees and names in one encoder pass."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import SENT_START
from spacy.tokens import Doc

from tracktwo.language.acts import ACTS, Acts, decode
from tracktwo.language.layers import Codes, Layers
from tracktwo.language.lemmas import Lemmatiser
from tracktwo.language.names import bio_spans, bio_tags
from tracktwo.language.tree import tree_heads
from tracktwo.language.weights import Weights, load_weights
from tracktwo.language.windows import cut_windows, goes_on
from tracktwo.language.words import word_shape

__all__ = ["STATES", "Read", "Reader"]

STATES = "tracktwo_windows"
"""Key of ``doc.user_data``: a :class:`Read` for each window."""

_LONGEST = 12  # word pieces of one word
_AT_A_TIME = 32  # windows read before their scores are made into layers
_KEPT = 1 << 16  # word pieces of one text whose states are kept; 100 MB


@dataclass(frozen=True, slots=True)
class Read:
    """What the encoder made of one window, kept on the Doc for the heads that come later.

    Attributes:
        tokens: token indices of the window.
        inputs: what the encoder was given; ``first`` and ``last`` are the word pieces of each
            token, after one for the mark at the start.
        states: shape (pieces, hidden); hidden states that later heads go on from; None in the
            far end of a very long text, where they are made again when they are asked for.
    """

    tokens: tuple[int, ...]
    inputs: dict[str, NDArray[np.int64]]
    states: NDArray[np.float32] | None


class Reader:
    """Sets sentences, POS, TAG, MORPH, LEMMA, HEAD, DEP and names on a tokenised Doc.

    Sentence starts that a Doc comes with are kept.

    Args:
        weights: the model; the one that ships, if none is given.
        threads: windows read side by side; the result is the same at any number.
    """

    def __init__(self, weights: Weights | None = None, *, threads: int = 2) -> None:
        self.weights = weights or load_weights()
        self.threads = threads
        tokenizer, labels = self.weights.tokenizer, self.weights.labels
        self._cls, self._sep, self._unk = (
            tokenizer.token_to_id(x) for x in ("[CLS]", "[SEP]", "[UNK]")
        )
        self._seen: dict[str, tuple[list[int], int]] = {}
        self._lemmatiser = Lemmatiser(
            {w: i for w, i in tokenizer.get_vocab(with_added_tokens=False).items() if w.isalpha()}
        )
        self._codes: Codes | None = None
        self._pool: tuple[int, ThreadPoolExecutor] | None = None
        self._root = labels["rel"].index("root")
        self._acts = "act" in self.weights.scores

    def __reduce__(self) -> tuple[Callable[[int], Reader], tuple[int]]:
        return _again, (self.threads,)

    def __call__(self, doc: Doc) -> Doc:
        """Reads a Doc, in place."""
        words = [t.text for t in doc]
        layers = Layers.empty(np.array([w.isspace() for w in words], dtype=bool))
        sizes = [len(self._pieces(w)[0]) for w in words]
        given = _given_starts(doc, layers.space)
        starts = None if given is None else set(np.flatnonzero(given).tolist())
        windows = cut_windows(words, sizes, doc.text, starts=starts)
        acts = Acts()
        doc.user_data[STATES] = list(self._read(words, windows, layers, given, acts))
        if self._acts:
            doc.user_data[ACTS] = acts
        if self._codes is None or self._codes.vocab is not doc.vocab:
            self._codes = Codes(doc.vocab, self.weights.labels, self._lemmatiser)
        self._codes.write(doc, words, layers)
        return doc

    def _read(
        self,
        words: Sequence[str],
        windows: Sequence[tuple[int, ...]],
        layers: Layers,
        starts: NDArray[np.bool_] | None,
        acts: Acts,
    ) -> Iterator[Read]:
        """Reads the windows in order and fills the layers and acts."""
        room = _KEPT
        for k in range(0, len(windows), _AT_A_TIME):
            part = windows[k : k + _AT_A_TIME]
            inputs = [self._inputs(words, tokens) for tokens in part]
            for tokens, given, scores in zip(part, inputs, self._run(inputs), strict=True):
                at = np.array(tokens)
                if starts is None:
                    begin = (scores["sent"][1:] > 0.5) & ~goes_on([words[i] for i in tokens])
                else:
                    begin = starts[at]
                begin[0] = True
                self._annotate(at, begin, scores, layers)
                if self._acts:
                    decode(scores, tokens, self.weights.labels, acts)
                room -= len(scores["states"])
                yield Read(tokens, given, scores["states"] if room >= 0 else None)

    def _run(self, inputs: list[dict[str, NDArray[np.int64]]]) -> Iterator[dict[str, Any]]:
        """Scores of each window."""
        run: Callable[..., Iterator[dict[str, Any]]] = map
        if self.threads > 1 and len(inputs) > 1:
            if self._pool is None or self._pool[0] != os.getpid():  # threads do not survive a fork
                self._pool = (os.getpid(), ThreadPoolExecutor(self.threads))
            run = self._pool[1].map
        return run(self.weights.read, inputs)

    def _pieces(self, word: str) -> tuple[list[int], int]:
        """Word-piece ids of a word, and the class of its letters."""
        got = self._seen.get(word)
        if got is None:
            ids = self.weights.tokenizer.encode(word, add_special_tokens=False).ids[:_LONGEST]
            if len(self._seen) > 200_000:
                self._seen.clear()
            got = self._seen[word] = (ids or [self._unk], word_shape(word))
        return got

    def _inputs(self, words: Sequence[str], tokens: Sequence[int]) -> dict[str, NDArray[np.int64]]:
        ids, shapes, first, last = [self._cls], [0], [0], [0]
        for i in tokens:
            pieces, shape = self._pieces(words[i])
            first.append(len(ids))
            ids += pieces
            shapes += [shape] * len(pieces)
            last.append(len(ids) - 1)
        ids.append(self._sep)
        shapes.append(0)
        named = {"ids": ids, "shapes": shapes, "first": first, "last": last}
        return {k: np.array([v], dtype=np.int64) for k, v in named.items()}

    def _annotate(
        self,
        tokens: NDArray[np.int64],
        starts: NDArray[np.bool_],
        scores: dict[str, Any],
        layers: Layers,
    ) -> None:
        """Fills in the layers for one window, given the tokens where a sentence starts."""
        arcs = scores["arc"]
        # 0 for a root, else 1 + place of the head in the window
        heads = np.zeros(len(tokens), dtype=np.int64)
        for a, b in pairwise((*np.flatnonzero(starts).tolist(), len(tokens))):
            inner = np.concatenate([arcs[1 + a : 1 + b, :1], arcs[1 + a : 1 + b, 1 + a : 1 + b]], 1)
            local = tree_heads(inner)
            heads[a:b] = np.where(local == 0, 0, local + a)
        layers.heads[tokens] = np.where(heads == 0, tokens, tokens[heads - 1])
        labels = self.weights.label(scores["rel_d"][1:], scores["rel_h"][heads])
        layers.deps[tokens] = np.where(heads == 0, self._root, labels)
        for layer, name in ((layers.upos, "upos"), (layers.xpos, "xpos"), (layers.feats, "feats")):
            layer[tokens] = scores[name][1:]
        for spans, name in ((layers.mentions, "re3d"), (layers.named, "gum")):
            tags = bio_tags(scores[name][1:], self.weights.labels[name], starts)
            # the tokens of a window follow one another but for white space
            spans += [
                (int(tokens[a]), int(tokens[b - 1]) + 1, label) for a, b, label in bio_spans(tags)
            ]


def _given_starts(doc: Doc, space: NDArray[np.bool_]) -> NDArray[np.bool_] | None:
    """Where sentences start in a Doc that comes with them; a start at white space moves on."""
    if not doc.has_annotation("SENT_START"):
        return None
    starts: NDArray[np.bool_] = np.array(doc.to_array(SENT_START)) == 1
    for i in np.flatnonzero(starts & space).tolist():
        later = np.flatnonzero(~space[i:])
        if len(later):
            starts[i + later[0]] = True
    return starts & ~space


def _again(threads: int) -> Reader:
    return Reader(threads=threads)
