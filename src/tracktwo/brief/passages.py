"""The sentence round cited words, so that a short citation can be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from tracktwo.brief.view import Passage
from tracktwo.brief.words import language_of, printable
from tracktwo.schema import Citation

__all__ = ["cited_passage", "passage", "sentence_round"]

_REACH = 400
_END = re.compile(
    r"[.!?…。！？][\"”’»)\]]*(?=\s+[\"“‘«(\[]?[^\W_a-z]|\s*$)|(?<=[a-z]{2})[.!?](?=[A-Z][a-z])"
)
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Maj|Capt|St|Sen|Rep|Gov|Prof|No|vs|Jan|Feb|Aug|Sept|Oct"
    r"|Nov|Dec)|\b[A-Z])\.$"
)
_BREAK = re.compile(r"\n[^\S\n]*\n|(?<=[.!?…:;\"”’»)])[^\S\n]*\n")
_SPACE = re.compile(r"\s+")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


def sentence_round(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence or sentences that hold a span, told from punctuation alone.

    Args:
        text: the kept text of a document.
        start: offset of the first character of the span.
        end: offset after its last character.
    """
    left = max(0, start - _REACH)
    cuts = [
        m.end()
        for pattern in (_BREAK, _END)
        for m in pattern.finditer(text, left, min(len(text), start + 3))
        if m.end() <= start and not _abbreviated(text, m)
    ]
    first = max(cuts, default=left)
    if not cuts and left:
        first = text.find(" ", left, start) + 1 or start
    while first < start and text[first].isspace():
        first += 1
    right = min(len(text), end + _REACH)
    stop = right
    for pattern in (_BREAK, _END):
        for m in pattern.finditer(text, max(start, end - 2), right):
            if m.end() >= end and not _abbreviated(text, m):
                stop = min(stop, m.end())
                break
    if stop == right < len(text):
        stop = max(text.rfind(" ", end, right), end)
    while stop > end and text[stop - 1].isspace():
        stop -= 1
    return first, stop


def _abbreviated(text: str, match: re.Match[str]) -> bool:
    dot = match.start() + 1
    return match[0].startswith(".") and _SHORT.search(text, max(0, dot - 6), dot) is not None


def passage(
    cited: Iterable[Citation], texts: Mapping[str, str], *, limit: int = 320
) -> Passage | None:
    """The sentences of the first citation, with all cited words in them marked.

    Args:
        cited: the words; those of other documents or far from the first are left out.
        texts: kept text of each document, by its hash; a citation of another stands alone.
        limit: the most characters to show; what is cut is marked by an ellipsis.
    """
    spans = list(cited)
    if not spans:
        return None
    one = spans[0]
    text = texts.get(one.document)
    if text is None or text[one.start : one.end] != one.text:
        return cited_passage(one, limit=limit)
    near = [
        (c.start, c.end)
        for c in spans
        if c.document == one.document and text[c.start : c.end] == c.text
    ]
    start, end = one.start, one.end
    for a, b in sorted(near):
        if a <= end + limit and b >= start - limit and max(end, b) - min(start, a) <= 2 * limit:
            start, end = min(start, a), max(end, b)
    first, last = sentence_round(text, start, end)
    marks = _union([(max(a, first), min(b, last)) for a, b in near if a < last and b > first])
    shown = sum(b - a for a, b in marks)
    whole = shown > 0.55 * (last - first)
    left, right = _cut(text, first, last, marks, limit)
    runs: list[tuple[str, bool]] = []
    at = left
    for a, b in [] if whole else marks:
        a, b = max(a, left), min(b, right)
        if a < b:
            runs += [(text[at:a], False), (text[a:b], True)]
            at = b
    runs.append((text[at:right], False))
    runs[0] = (("… " if left > first else "") + runs[0][0].lstrip(), runs[0][1])
    runs[-1] = (runs[-1][0].rstrip() + (" …" if right < last else ""), runs[-1][1])
    return _made(runs)


def cited_passage(cited: Citation, *, limit: int = 320) -> Passage:
    """The cited words alone, without what stands round them."""
    from tracktwo.brief.words import excerpt

    return _made([(excerpt(cited, limit=limit), False)])


def _cut(
    text: str, first: int, last: int, marks: list[tuple[int, int]], limit: int
) -> tuple[int, int]:
    """The part of a passage to show: all of it, or what stands round the first marked words."""
    if last - first <= limit:
        return first, last
    left, want = first, marks[0] if marks else (first, last)
    if marks and marks[-1][1] - first > limit and want[0] - first > limit // 4:
        left = max(first, want[0] - limit // 4)
        left = text.find(" ", left, want[0]) + 1 or want[0]
    right = min(last, left + limit)
    if right < last:
        right = max(text.rfind(" ", left + limit // 2, right), left + limit // 2)
    return left, right


def _union(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for a, b in sorted(spans):
        if out and a <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], b))
        elif a < b:
            out.append((a, b))
    return out


def _made(runs: list[tuple[str, bool]]) -> Passage:
    clean = [(_SPACE.sub(" ", _BIDI.sub("", printable(t))), m) for t, m in runs]
    kept = tuple((t, m) for t, m in clean if t)
    return Passage(kept, language_of("".join(t for t, _ in kept)))
