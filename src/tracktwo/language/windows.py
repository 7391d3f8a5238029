"""Cuts a tokenised text into the windows that the encoder reads at a time.

A window holds whole sentences of one paragraph wherever possible, so what a sentence is read
with depends on its document alone, never on what else is in a batch.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc

__all__ = ["Window", "cut_windows"]

PIECES = 150
MOST = 460
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col sgt capt cmdr maj brig adm sen rep gov st no vs jan feb mar apr jun jul "
    "aug sep sept oct nov dec inc ltd co corp e.g i.e etc approx dept fig al".split()
)
_CLOSERS = frozenset("\"'”’)]»")
_ENDERS = frozenset((".", "!", "?", "…", "...", "。", "؟"))


@dataclass(frozen=True, slots=True)
class Window:
    """Token indices of one window, without white space; ``first`` is where a paragraph begins."""

    tokens: tuple[int, ...]
    first: bool


def _wrapped(text: str) -> bool:
    """Whether the lines of a text are broken by width rather than by paragraph."""
    lines = text.split("\n")
    pairs = [(a, b) for a, b in zip(lines, lines[1:], strict=False) if a.strip() and b.strip()]
    if len(pairs) < 3:
        return False
    lower = sum(b.lstrip()[:1].islower() for _, b in pairs)
    return lower >= 0.3 * len(pairs)


def _paragraphs(doc: Doc) -> list[list[int]]:
    """Token indices of each paragraph, white space left out."""
    soft = _wrapped(doc.text)
    out: list[list[int]] = [[]]
    for t in doc:
        if not t.is_space:
            out[-1].append(t.i)
            continue
        breaks = t.text.count("\n")
        if breaks > 1 or (breaks == 1 and not (soft and _continues(doc, t.i))):
            out.append([])
    return [p for p in out if p]


def _continues(doc: Doc, i: int) -> bool:
    """Whether a wrapped line goes on after the line break at token i."""
    if i == 0 or i + 1 >= len(doc):
        return False
    return not re.match(r"[-*•–—]|\d+[.)]$", doc[i + 1].text)


def _ends(doc: Doc, par: list[int]) -> list[int]:
    """Positions in a paragraph before which a sentence most likely starts."""
    out = []
    for k in range(1, len(par)):
        j = k - 1
        while j > 0 and doc[par[j]].text in _CLOSERS:
            j -= 1
        last, nxt = doc[par[j]].text, doc[par[k]].text
        if last not in _ENDERS or nxt in _CLOSERS:
            continue
        before = doc[par[j - 1]].lower_ if j else ""
        if last == "." and (before in _ABBREVIATIONS or len(before) == 1):
            continue
        if nxt[0].isupper() or nxt[0].isdigit() or nxt[0] in "\"“‘«([—–-":
            out.append(k)
    return out


def cut_windows(doc: Doc, n_pieces: Callable[[int], int]) -> list[Window]:
    """The windows of a document, in order.

    Args:
        doc: the tokenised text.
        n_pieces: number of word pieces of the token with an index.
    """
    out: list[Window] = []
    for par in _paragraphs(doc):
        cuts = [0, *_ends(doc, par), len(par)]
        cur: list[int] = []
        size, first = 0, True
        for a, b in zip(cuts, cuts[1:], strict=False):
            length = sum(n_pieces(par[k]) for k in range(a, b))
            if cur and size + length > PIECES:
                out.append(Window(tuple(cur), first))
                cur, size, first = [], 0, False
            for k in range(a, b):  # a sentence without an end in sight is cut where it must be
                n = n_pieces(par[k])
                if size + n > MOST:
                    out.append(Window(tuple(cur), first))
                    cur, size, first = [], 0, False
                cur.append(par[k])
                size += n
        if cur:
            out.append(Window(tuple(cur), first))
    return out
