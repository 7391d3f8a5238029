"""The PLOVER type of a marked pair of actors, from states that the encoder has already made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from tracktwo.language.reader import STATES, Read
from tracktwo.language.weights import Weights, load_weights

__all__ = ["PairTypes", "type_pairs"]

_SOURCE, _TARGET = 1, 2


@dataclass(frozen=True, slots=True)
class PairTypes:
    """Scores of marked pairs.

    Attributes:
        types: shape (pairs, len(type_names)); sums to 1 a row; YIELD stands for CONCEDE and
            RETREAT.
        classes: shape (pairs, 5); none, then the four quad classes; sums to 1 a row.
        type_names: PLOVER types in the order of the columns.
    """

    types: NDArray[np.float32]
    classes: NDArray[np.float32]
    type_names: tuple[str, ...]


def type_pairs(
    doc: Doc, pairs: Sequence[tuple[slice, slice]], *, weights: Weights | None = None
) -> PairTypes:
    """Types of (source, target) pairs of token ranges, each within one window of the reader.

    A pair is read in the window of its target, or of its source where the target is empty; what
    lies outside that window is not marked.

    Args:
        doc: a Doc that the reader has read.
        pairs: token ranges; an empty one, such as ``slice(0, 0)``, for a part that is not there.
        weights: the model; the one that ships, if none is given.
    """
    w = weights or load_weights()
    reads: list[Read] = doc.user_data[STATES]
    where = {t: (k, j) for k, read in enumerate(reads) for j, t in enumerate(read.tokens)}
    by_window: dict[int, list[int]] = defaultdict(list)
    for p, (source, target) in enumerate(pairs):
        marked = [where[t][0] for part in (target, source) for t in _range(part) if t in where]
        if marked:
            by_window[marked[0]].append(p)
    types = np.zeros((len(pairs), len(w.labels["types"])), dtype=np.float32)
    classes = np.zeros((len(pairs), len(w.labels["classes"])), dtype=np.float32)
    types[:] = 1 / types.shape[1]
    classes[:, 0] = 1
    for k, members in sorted(by_window.items()):
        read = reads[k]
        states = w.read(read.inputs)["states"] if read.states is None else read.states
        first, last = read.inputs["first"][0, 1:], read.inputs["last"][0, 1:]
        for p in members:  # one at a time: what else is asked never touches the answer
            roles = np.zeros(len(states), dtype=np.int64)
            within = {0, len(states) - 1}  # the encoder's own marks, then the pair's sentences
            for mark, part in ((_SOURCE, pairs[p][0]), (_TARGET, pairs[p][1])):
                for t in _range(part):
                    window, j = where.get(t, (-1, 0))
                    if window == k:
                        roles[first[j] : last[j] + 1] = mark
                        within |= _sentence(doc, t, where, first, last)
            keep = np.array(sorted(within))
            scores = w.relate(states[keep], roles[keep][None])
            types[p], classes[p] = scores[0][0], scores[1][0]
    return PairTypes(types, classes, tuple(w.labels["types"]))


def _range(part: slice) -> range:
    return range(part.start, part.stop)


def _sentence(
    doc: Doc,
    token: int,
    where: dict[int, tuple[int, int]],
    first: NDArray[np.int64],
    last: NDArray[np.int64],
) -> set[int]:
    """Word pieces of the sentence of a token."""
    places = [where[t.i][1] for t in doc[token].sent if t.i in where]
    return {p for j in places for p in range(int(first[j]), int(last[j]) + 1)}
