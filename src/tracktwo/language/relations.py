"""The PLOVER type of a marked pair of actors, from states that the encoder has already made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from tracktwo.language.reader import STATES
from tracktwo.language.weights import Weights, load_weights

__all__ = ["PairTypes", "type_pairs"]


@dataclass(frozen=True, slots=True)
class PairTypes:
    """Scores of marked pairs.

    Attributes:
        types: shape (pairs, len(type_names)); sums to 1 a row; YIELD stands for CONCEDE and RETREAT.
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

    A pair whose source lies outside the window of its target is read without its source.
    """
    w = weights or load_weights()
    names = tuple(w.labels["types"])
    types = np.zeros((len(pairs), len(names)), dtype=np.float32)
    classes = np.zeros((len(pairs), len(w.labels["classes"])), dtype=np.float32)
    where: dict[int, tuple[int, int]] = {}
    reads = doc.user_data[STATES]
    for k, read in enumerate(reads):
        for j, t in enumerate(read.tokens):
            where[t] = (k, j)
    by_window: dict[int, list[int]] = defaultdict(list)
    for p, (_, target) in enumerate(pairs):
        by_window[where[target.start][0]].append(p)
    for k, members in sorted(by_window.items()):
        read = reads[k]
        roles = np.zeros((len(members), len(read.states)), dtype=np.int64)
        for row, p in enumerate(members):
            for mark, part in ((1, pairs[p][0]), (2, pairs[p][1])):
                for t in range(part.start, part.stop):
                    at = where.get(t)
                    if at and at[0] == k:
                        a, b = read.spans[at[1]]
                        roles[row, a : b + 1] = mark
        got = w.relation.run(None, {"states": read.states, "roles": roles})
        types[members], classes[members] = got[0], got[1]
    return PairTypes(types, classes, names)
