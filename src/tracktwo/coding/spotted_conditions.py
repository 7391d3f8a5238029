"""The condition on which the model hangs what a word tells, or in which it sees the word stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from spacy.tokens import Token

from tracktwo.coding.context import Reading
from tracktwo.coding.spotted import acts_in
from tracktwo.language import ActRead
from tracktwo.schema import Condition

__all__ = ["condition_of"]

_HANGS: Final = 0.5


def condition_of(r: Reading, token: Token, read: ActRead | None) -> Condition | None:
    """The condition that a word stands in, or that the model hangs its act on."""
    acts = acts_in(r.doc)
    if acts is None:
        return None
    inside = _around(acts.conditions, token.i)
    if inside is not None:
        return Condition(role="condition", cue=None, span=r.cite_tokens(*inside))
    for i, share in read.hangs if read is not None else ():
        near = _around(acts.conditions, i)
        if near is not None and share >= _HANGS:
            return Condition(role="consequence", cue=None, span=r.cite_tokens(*near))
    return None


def _around(stretches: Sequence[tuple[int, int]], i: int) -> tuple[int, int] | None:
    """The stretch that a word stands in; they are in order and apart."""
    k = bisect_right(stretches, (i, 1 << 60)) - 1
    return stretches[k] if k >= 0 and stretches[k][0] <= i < stretches[k][1] else None
