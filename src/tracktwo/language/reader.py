"""The spaCy component that reads: sentences, tags, lemmas, trees and names in one encoder pass."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, SENT_START, TAG
from spacy.language import Language
from spacy.symbols import IDS
from spacy.tokens import Doc

from tracktwo.language.tree import bio_tags, tree_heads
from tracktwo.language.weights import Weights, load_weights
from tracktwo.language.windows import Window, cut_windows
from tracktwo.language.words import apply_script, word_shape

__all__ = ["STATES", "Reader", "Read"]

STATES = "tracktwo_windows"
_MORPHOLOGY = {"_": ""}


@dataclass(frozen=True, slots=True)
class Read:
    """What the encoder made of one window, kept on the Doc for the heads that come later.

    Attributes:
        tokens: token indices of the window.
        spans: shape (tokens, 2); first and last word piece of each token.
        states: shape (pieces, hidden); hidden states that later heads go on from.
    """

    tokens: tuple[int, ...]
    spans: NDArray[np.int64]
    states: NDArray[np.float32]


class Reader:
    """Sets sentences, POS, TAG, MORPH, LEMMA, HEAD, DEP and names on a tokenised Doc."""

    def __init__(self, weights: Weights | None = None, *, threads: int = 2) -> None:
        self.w = weights or load_weights()
        self.pool = ThreadPoolExecutor(threads) if threads > 1 else None
        self.pieces_of: dict[str, list[int]] = {}
        tok = self.w.tokenizer
        self.cls, self.sep, self.unk = (tok.token_to_id(x) for x in ("[CLS]", "[SEP]", "[UNK]"))
        n = self.w.rel_u.shape[0]
        # (1 + d, labels * (1 + d)): one product gives the label scores of all words
        self.rel_flat = self.w.rel_u.transpose(1, 0, 2).reshape(self.w.rel_u.shape[1], -1).copy()
        self.n_rel = n

    def pieces(self, word: str) -> list[int]:
        """Word-piece ids of a token, at most 12 of them."""
        got = self.pieces_of.get(word)
        if got is None:
            got = self.w.tokenizer.encode(word, add_special_tokens=False).ids[:12] or [self.unk]
            if len(self.pieces_of) > 200_000:
                self.pieces_of.clear()
            self.pieces_of[word] = got
        return got

    def __call__(self, doc: Doc) -> Doc:
        windows = cut_windows(doc, lambda i: len(self.pieces(doc[i].text)))
        inputs = [self._inputs(doc, w) for w in windows]
        run = map if self.pool is None or len(windows) == 1 else self.pool.map
        outputs = list(run(lambda x: self.w.reader.run(None, x), inputs))
        return self._annotate(doc, windows, inputs, outputs)

    def _inputs(self, doc: Doc, window: Window) -> dict[str, NDArray[np.int64]]:
        ids, shapes, first, last = [self.cls], [0], [0], [0]
        for i in window.tokens:
            text = doc[i].text
            p = self.pieces(text)
            first.append(len(ids))
            ids += p
            shapes += [word_shape(text)] * len(p)
            last.append(len(ids) - 1)
        ids.append(self.sep)
        shapes.append(0)
        return {
            k: np.array([v], dtype=np.int64)
            for k, v in (("ids", ids), ("shapes", shapes), ("first", first), ("last", last))
        }

    def _labels(self, dep: NDArray[np.float32], head: NDArray[np.float32]) -> NDArray[np.int64]:
        """Index of the dependency label of each (dependent, head) pair of vectors."""
        one = np.ones((len(dep), 1), dtype=np.float32)
        d, h = np.concatenate([dep, one], 1), np.concatenate([head, one], 1)
        scores = ((d @ self.rel_flat).reshape(len(d), self.n_rel, -1) * h[:, None, :]).sum(-1)
        return scores.argmax(1)

    def _annotate(
        self,
        doc: Doc,
        windows: list[Window],
        inputs: list[dict[str, NDArray[np.int64]]],
        outputs: list[list[Any]],
    ) -> Doc:
        lab, strings = self.w.labels, doc.vocab.strings
        n = len(doc)
        heads, starts = np.arange(n), np.zeros(n, dtype=np.int64)
        deps = [""] * n
        tags, lemmas, morphs, names = [""] * n, [t.text for t in doc], [""] * n, ["O"] * n
        pos = ["SPACE"] * n
        reads = []
        for window, x, out in zip(windows, inputs, outputs, strict=True):
            upos, xpos, feats, lemma, sent, re3d, gum, arc, rel_d, rel_h, states = out
            tok = np.array(window.tokens)
            m = len(tok)
            begin = sent[1:] > 0.5
            begin[0] = True
            bounds = [*np.flatnonzero(begin).tolist(), m]
            local = np.zeros(m, dtype=np.int64)
            for a, b in zip(bounds, bounds[1:], strict=False):
                cols = np.concatenate([[0], np.arange(1 + a, 1 + b)])
                h = tree_heads(arc[1 + a : 1 + b][:, cols])
                local[a:b] = np.where(h == 0, 0, h + a)
            label = self._labels(rel_d[1:], rel_h[local])
            found = merge_names(
                bio_tags(re3d[1:], lab["re3d"], begin), bio_tags(gum[1:], lab["gum"], begin)
            )
            for k in range(m):
                i = int(tok[k])
                starts[i] = 1 if begin[k] else -1
                root = local[k] == 0
                heads[i] = i if root else int(tok[local[k] - 1])
                deps[i] = "root" if root else lab["rel"][label[k]]
                pos[i], tags[i] = lab["upos"][upos[1 + k]], lab["xpos"][xpos[1 + k]]
                morphs[i] = lab["feats"][feats[1 + k]]
                lemmas[i] = apply_script(doc[i].text, lab["lemma"][lemma[1 + k]])
                names[i] = found[k]
            spans = np.stack([x["first"][0, 1:], x["last"][0, 1:]], 1)
            reads.append(Read(window.tokens, spans, states))
        anchor = next((i for i in range(n) if pos[i] != "SPACE"), None)
        for i in range(n):
            if pos[i] == "SPACE":
                tags[i] = "_SP"
                if anchor is not None:  # white space hangs on the word before it
                    heads[i] = anchor
                    deps[i] = "dep"
                    starts[i] = -1 if i > anchor else 1
                    if i < anchor:
                        starts[anchor] = -1
            else:
                anchor = i
        set_attributes(doc, heads, starts, deps, pos, tags, lemmas, morphs, names, strings)
        doc.user_data[STATES] = reads
        return doc


def merge_names(first: list[str], second: list[str]) -> list[str]:
    """The first layer of names, filled with names of the second that touch none of the first."""
    out = list(first)
    k = 0
    while k < len(second):
        if second[k].startswith("B-"):
            end = k + 1
            while end < len(second) and second[end].startswith("I-"):
                end += 1
            if all(t == "O" for t in first[k:end]):
                out[k:end] = second[k:end]
            k = end
        else:
            k += 1
    return out


def set_attributes(
    doc: Doc,
    heads: NDArray[np.int64],
    starts: NDArray[np.int64],
    deps: list[str],
    pos: list[str],
    tags: list[str],
    lemmas: list[str],
    morphs: list[str],
    names: list[str],
    strings: Any,
) -> None:
    """Writes all layers into a Doc in one pass over its array."""
    n = len(doc)
    iob = {"O": 2, "B": 3, "I": 1}
    cols = [
        (HEAD, (heads - np.arange(n)).astype(np.int64).view(np.uint64)),
        (DEP, np.array([strings.add(x) if x else 0 for x in deps], dtype=np.uint64)),
        (POS, np.array([IDS[x] for x in pos], dtype=np.uint64)),
        (TAG, np.array([strings.add(x) for x in tags], dtype=np.uint64)),
        (LEMMA, np.array([strings.add(x) for x in lemmas], dtype=np.uint64)),
        (MORPH, np.array([doc.vocab.morphology.add(_MORPHOLOGY.get(x, x)) for x in morphs], dtype=np.uint64)),
        (ENT_IOB, np.array([iob[x[0]] for x in names], dtype=np.uint64)),
        (ENT_TYPE, np.array([strings.add(x[2:]) if len(x) > 2 else 0 for x in names], dtype=np.uint64)),
    ]
    if n:
        doc.from_array([a for a, _ in cols], np.stack([c for _, c in cols], 1))
        # boundaries follow the trees; a tree never crosses the model's sentence starts
        del starts
    _ = SENT_START


@Language.factory("tracktwo_reader", default_config={"threads": 2})
def make_reader(nlp: Language, name: str, threads: int) -> Reader:
    """Factory for ``nlp.add_pipe("tracktwo_reader")``."""
    return Reader(threads=threads)
