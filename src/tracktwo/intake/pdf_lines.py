"""From the lines of printed pages to running text: heads and page numbers off, lines joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

__all__ = ["SOFT_HYPHEN", "join_lines", "without_running_heads"]

SOFT_HYPHEN = "\ufdd0"
"""Stands for a soft hyphen at the end of a line; no text can hold it, for it is no character."""

_PAGE_NUMBER = re.compile(
    r"(?:[-–—|] ?)?(?:page |p\. ?)?(?:\d{1,4}|[ivxlc]{1,6})(?: ?(?:/|of) ?\d{1,4})?(?: ?[-–—|])?",
    re.IGNORECASE,
)
_BROWSER_PRINT = re.compile(
    r"(?:.*\bfile:///|https?://).* ?\d{1,4}/\d{1,4}|"
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}, \d{1,2}:\d\d(?: [AP]M)?(?: .*)?"
)
_DIGITS = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*\d{0,2}$")
_ITEM = re.compile(r"(?:[•▪●◦■–—*-]|\(?\d{1,2}[.)]|\(?[a-z][.)]|\([ivx]+\))\s+\S")
_HYPHENATED = re.compile(r"(?P<head>[^\W\d_][\w'’]*)[-\u2010\ufdd0]$")
_PARTICLES = frozenset(
    (
        "al",
        "all",
        "anti",
        "co",
        "cross",
        "el",
        "ex",
        "half",
        "mid",
        "multi",
        "non",
        "post",
        "pre",
        "pro",
        "quasi",
        "self",
        "semi",
        "vice",
        "well",
    )
)
_SHORT = 0.8
_HEADING = 0.75
_HEAD_LINES = 2


def without_running_heads(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Pages without page numbers and without the heads and feet that repeat from page to page.

    A line is a running head if, digits apart, it stands among the first or last two lines of at
    least three pages and of at least half of them.
    """
    trimmed = [_trim(list(page)) for page in pages]
    counts: Counter[str] = Counter()
    for page in trimmed:
        counts.update({_DIGITS.sub("#", line) for line in _edges(page)})
    repeated = {
        line
        for line, count in counts.items()
        if count >= max(3, len(trimmed) / 2) and line.strip("# ")
    }
    return [_without(page, repeated) for page in trimmed]


def _edges(page: list[str]) -> list[str]:
    words = [line for line in page if line]
    return words[:_HEAD_LINES] + words[-_HEAD_LINES:]


def _without(page: list[str], repeated: set[str]) -> list[str]:
    if not page:
        return page
    filled = [number for number, line in enumerate(page) if line]
    edge = set(filled[:_HEAD_LINES] + filled[-_HEAD_LINES:])
    kept = [
        line
        for number, line in enumerate(page)
        if number not in edge or _DIGITS.sub("#", line) not in repeated
    ]
    return _trim(kept)


def _trim(page: list[str]) -> list[str]:
    """A page without blank lines, page numbers and browsers' lines at its top and foot."""
    while page and (_is_debris(page[0])):
        page = page[1:]
    while page and (_is_debris(page[-1])):
        page = page[:-1]
    return page


def _is_debris(line: str) -> bool:
    """Whether a line at an edge is blank, a page number, or the line that browsers print there."""
    return not line or bool(_PAGE_NUMBER.fullmatch(line) or _BROWSER_PRINT.fullmatch(line))


def join_lines(pages: Sequence[Sequence[str]]) -> str:
    """Paragraphs out of lines, across pages.

    A paragraph ends at a blank line, before a bullet or number, after a short line that ends a
    sentence, and after a heading: a short line without a full stop before one that begins with a
    capital. A word broken at the end of a line is made whole; its hyphen is kept where the text has
    the word with a hyphen elsewhere, or where it usually has one (*anti-*, *ex-*, *pro-*).
    """
    lines = [line for page in pages for line in page]
    width = _usual_width([line for line in lines if line])
    words = Counter(re.findall(r"[^\W_]+(?:-[^\W_]+)*", "\n".join(lines).lower()))
    paragraphs: list[str] = []
    current = ""
    previous = ""
    for line in lines:
        if current and (not line or _ends(previous, line, width, first=not paragraphs)):
            paragraphs.append(current)
            current = ""
        if line:
            current = _joined(current, line, words) if current else line
        previous = line
    if current:
        paragraphs.append(current)
    return "\n\n".join(paragraph.replace(SOFT_HYPHEN, "") for paragraph in paragraphs)


def _usual_width(lines: list[str]) -> int:
    """The width of a full line: that which nine tenths of the lines do not pass."""
    lengths = sorted(map(len, lines))
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _ends(line: str, following: str, width: int, *, first: bool) -> bool:
    """Whether a paragraph ends between two lines that both hold words."""
    if _ITEM.match(following):
        return True
    if line.endswith(("-", "\u2010", SOFT_HYPHEN)):
        return False
    if _SENTENCE_END.search(line):
        return len(line) < _SHORT * width
    begins = following[0].isupper() or following[0] in "\"'“‘«(" or following[0].isdigit()
    if first and begins and len(line) < 0.9 * width and following[:1].isupper():
        return len(line) + 1 + len(following.split(" ", 1)[0]) <= width
    return begins and len(line) < _HEADING * width and not line.endswith(",")


def _joined(current: str, line: str, words: Counter[str]) -> str:
    broken = _HYPHENATED.search(current)
    tail = re.match(r"[\w'’]+", line)
    if not broken or not tail:
        return f"{current} {line}"
    head = broken["head"].lower()
    end = tail[0].lower()
    if current.endswith(SOFT_HYPHEN):
        return current[:-1] + line
    if not tail[0][0].islower():
        return current + line
    before = current[: broken.start()]
    hyphen = (
        before.endswith("-")
        or (words[f"{head}-{end}"] > words[head + end])
        or (head in _PARTICLES and not words[head + end])
    )
    return current + line if hyphen else current[:-1] + line
