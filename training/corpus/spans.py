"""Finds the words that an annotation quotes in its sentence."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["Span", "SpanError", "locate", "locate_all"]

Span = tuple[int, int]
"""First character and the one after the last, in the sentence."""

_NTH = re.compile(r"#(\d+)$")


class SpanError(ValueError):
    """Words that do not stand in the sentence, or more than once."""


@lru_cache(maxsize=4096)
def _pattern(words: str) -> re.Pattern[str]:
    left = r"(?<![\w])" if words[0].isalnum() else ""
    right = r"(?![\w])" if words[-1].isalnum() else ""
    return re.compile(left + re.escape(words) + right)


def _places(sentence: str, words: str, start: int = 0) -> list[Span]:
    return [m.span() for m in _pattern(words).finditer(sentence, start)]


def _one(sentence: str, quoted: str) -> Span:
    nth = _NTH.search(quoted)
    words = quoted[: nth.start()].rstrip() if nth else quoted
    if not words:
        raise SpanError("no words are given")
    found = _places(sentence, words)
    if not found:
        raise SpanError(f"“{words}” does not stand in the sentence")
    if nth:
        k = int(nth.group(1))
        if not 1 <= k <= len(found):
            raise SpanError(f"“{words}” stands {len(found)} times, not {k}")
        return found[k - 1]
    if len(found) > 1:
        raise SpanError(
            f"“{words}” stands {len(found)} times; write “{words}#1”, “{words}#2” … for the one meant"
        )
    return found[0]


def locate(sentence: str, quoted: str) -> Span:
    """The place of one stretch of words.

    Args:
        sentence: the sentence.
        quoted: its words; ``first … last`` (or ``...``) for a long stretch, ``words#2`` for the
            second of several, ``*`` for the whole sentence.

    Raises:
        SpanError: they do not stand there, or more than once.
    """
    quoted = quoted.strip()
    if quoted == "*":
        return (0, len(sentence))
    parts = re.split(r"\s+(?:\.\.\.|…)\s+", quoted)
    if len(parts) == 1:
        return _one(sentence, quoted)
    if len(parts) > 2:
        raise SpanError("only one “...” may stand in a stretch; join pieces by “ ++ ”")
    start, after = _one(sentence, parts[0])
    nth = _NTH.search(parts[1])
    words = parts[1][: nth.start()].rstrip() if nth else parts[1]
    k = int(nth.group(1)) if nth else 1
    later = _places(sentence, words, after)
    if len(later) < k:
        raise SpanError(f"“{words}” does not stand after “{parts[0]}”")
    return (start, later[k - 1][1])


def locate_all(sentence: str, quoted: str) -> tuple[Span, ...]:
    """The places of several pieces, set apart by ``++``."""
    return tuple(locate(sentence, piece) for piece in quoted.split(" ++ "))
