"""Cuts a tokenised text into the windows that the encoder reads at a time.

A window holds whole sentences of one paragraph wherever possible, so what a sentence is read
with depends on its document alone, never on what else is in a batch.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

__all__ = ["MOST", "PIECES", "cut_windows", "goes_on"]

PIECES = 60
"""Word pieces after which a window ends at the next likely sentence end."""
MOST = 460
"""Word pieces that a window may hold at most."""

_SHORTENED = """
mr mrs ms dr prof gen lt col sgt capt cmdr maj brig adm sen rep gov st no vs jan feb mar apr jun
jul aug sep sept oct nov dec inc ltd co corp e.g i.e etc approx dept fig al
"""
_ABBREVIATIONS = frozenset(_SHORTENED.split())
_CLOSERS = frozenset("\"'”’)]»")
_OPENERS = '"“‘«([—–-'
_ENDERS = frozenset((".", "!", "?", "…", "...", "。", "؟"))
_HOLDERS = frozenset((",", ";", "“", "‘", "«", "("))
_DASHES = frozenset(("—", "–", "-", "--"))
_RULERS = frozenset("=*_-~#+.—–")
_LEAD = 16
_ITEM = re.compile(r"[-*•–—]|(\d+|[a-z]) ?[.)](?!\w)")


def cut_windows(
    words: Sequence[str], sizes: Sequence[int], text: str, *, starts: Container[int] | None = None
) -> list[tuple[int, ...]]:
    """Token indices of each window, in order, white space left out.

    Args:
        words: the tokens of the text; white space is a token of its own.
        sizes: number of word pieces of each token, at most ``MOST``.
        text: the text itself.
        starts: tokens where a sentence starts, if that is known; each sentence then has a window
            of its own, which the trees are best for.
    """
    out: list[tuple[int, ...]] = []
    if starts is not None:
        par = [i for i, word in enumerate(words) if not word.isspace()]
        return list(_cut(par, [k for k, i in enumerate(par) if k and i in starts], sizes, room=0))
    for par in _paragraphs(words, _wrapped(text)):
        lead = _dateline(par, words)
        if lead:
            out.append(tuple(par[:lead]))
        body = par[lead:]
        out += _cut(body, list(_ends(body, words)), sizes)
    return out


def _wrapped(text: str) -> bool:
    """Whether the lines of a text are broken by width rather than by paragraph."""
    lines = [line.strip() for line in text.split("\n")]
    following = [b for a, b in pairwise(lines) if a and b]
    return len(following) >= 3 and sum(b[0].islower() for b in following) >= 0.3 * len(following)


def _paragraphs(words: Sequence[str], wrapped: bool) -> Iterator[list[int]]:
    """Token indices of each paragraph that has any word."""
    par: list[int] = []
    for i, word in enumerate(words):
        if not word.isspace():
            par.append(i)
            continue
        breaks = word.count("\n")
        if par and (breaks > 1 or (breaks == 1 and not (wrapped and _same_line(words, i)))):
            yield par
            par = []
    if par:
        yield par


def _same_line(words: Sequence[str], i: int) -> bool:
    """Whether a wrapped line goes on after the line break at token i."""
    return i + 1 < len(words) and not _ITEM.match(" ".join(words[i + 1 : i + 3]))


def _ends(par: Sequence[int], words: Sequence[str]) -> Iterator[int]:
    """Positions in a paragraph before which a sentence most likely starts."""
    quoted = False  # whether an odd number of straight double quotes stands before k
    for k in range(1, len(par)):
        last, following = words[par[k - 1]], words[par[k]]
        if last == '"':
            quoted = not quoted
        if last not in _ENDERS and (last not in _CLOSERS or (last == '"' and quoted)):
            continue
        if following in _CLOSERS and (following != '"' or quoted):
            continue
        j = k - 1
        while j > 0 and words[par[j]] in _CLOSERS:
            j -= 1
        if words[par[j]] not in _ENDERS:
            continue
        before = words[par[j - 1]].lower() if j else ""
        if words[par[j]] == "." and (before in _ABBREVIATIONS or len(before) == 1):
            continue
        if following[0].isupper() or following[0].isdigit() or following[0] in _OPENERS:
            yield k


def goes_on(words: Sequence[str]) -> NDArray[np.bool_]:
    """Whether no sentence can start at each word: after a comma or opening mark, in a ruler.

    The comma may stand within closing quotation marks: '"No," she said.'
    """
    held = np.zeros(len(words), dtype=np.bool_)
    quoted = False  # whether an odd number of straight double quotes stands before k
    for k in range(1, len(words)):
        last = words[k - 1]
        if last == '"':
            quoted = not quoted
            if quoted:
                held[k] = True
                continue
        if last in _CLOSERS and k > 1 and words[k].islower():
            last = words[k - 2]
        held[k] = last in _HOLDERS or (words[k] == words[k - 1] and words[k] in _RULERS)
    return held


def _dateline(par: Sequence[int], words: Sequence[str]) -> int:
    """How many tokens a dateline takes, its dash included; 0 without one.

    "GENEVA, 12 March 2021 (Agency) — The parties met": what stands before the dash is no part of
    the sentence.
    """
    for k in range(1, min(len(par) - 3, _LEAD)):
        if words[par[k]] in _DASHES:
            place = words[par[0]]
            shout = place.isupper() and len(place) > 2 and place.isalpha()
            agency = words[par[k - 1]] == ")" and place[0].isupper()
            return k + 1 if shout or agency else 0
        if words[par[k]] in _ENDERS:
            return 0
    return 0


def _cut(
    par: Sequence[int], ends: Sequence[int], sizes: Sequence[int], *, room: int = PIECES
) -> Iterator[tuple[int, ...]]:
    """Windows of one paragraph.

    Args:
        par: tokens of the paragraph.
        ends: positions in it before which a sentence starts.
        sizes: number of word pieces of each token.
        room: word pieces after which a window ends with its sentence.
    """
    window: list[int] = []
    size = 0
    for a, b in pairwise((0, *ends, len(par))):
        if window and size + sum(sizes[i] for i in par[a:b]) > room:
            yield tuple(window)
            window, size = [], 0
        for i in par[a:b]:  # a sentence without an end in sight is cut where it must be
            if size + sizes[i] > MOST:
                yield tuple(window)
                window, size = [], 0
            window.append(i)
            size += sizes[i]
    if window:
        yield tuple(window)
