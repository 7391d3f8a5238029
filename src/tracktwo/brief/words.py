"""Exact words on their way to the reader: excerpts, scripts, dates, and what must not pass."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracktwo.schema import Citation, DateRange

__all__ = [
    "excerpt",
    "language_of",
    "listed",
    "printable",
    "show_date",
    "show_day",
    "single_line",
]

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_SCRIPTS = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "ARABIC": "Arab",
    "HEBREW": "Hebr",
    "GREEK": "Grek",
    "CJK": "Hani",
    "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan",
    "HANGUL": "Kore",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "DEVANAGARI": "Deva",
    "BENGALI": "Beng",
    "THAI": "Thai",
    "ETHIOPIC": "Ethi",
    "TAMIL": "Taml",
    "MYANMAR": "Mymr",
    "KHMER": "Khmr",
    "SINHALA": "Sinh",
    "SYRIAC": "Syrc",
    "THAANA": "Thaa",
}
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SPACE = re.compile(r"\s+")


def printable(text: str) -> str:
    """The text with what no page and no terminal may carry shown as U+FFFD.

    Control characters (terminal escapes among them) and lone surrogates are replaced one for one,
    so that offsets still hold.
    """
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def single_line(text: str) -> str:
    """The text on one line: runs of white space as one space, direction overrides taken out."""
    return _SPACE.sub(" ", _BIDI_CONTROLS.sub("", printable(text))).strip()


def language_of(text: str, default: str = "en") -> str:
    """BCP 47 tag for a quotation: the report's language, or ``und-`` and the script.

    A script does not tell the language (Arabic letters also write Persian and Urdu), so the
    language stays undetermined where the script is not Latin.
    """
    counts: Counter[str] = Counter()
    for char in text:
        if char.isalpha():
            name = unicodedata.name(char, "").split(" ", 1)[0]
            counts[_SCRIPTS.get(name, "Zyyy")] += 1
    if not counts:
        return default
    if counts["Jpan"]:
        counts["Jpan"] += counts.pop("Hani", 0)
    script = max(sorted(counts), key=lambda s: counts[s])
    return default if script in ("Latn", "Zyyy") else f"und-{script}"


def excerpt(cited: Citation, *, focus: Citation | None = None, limit: int = 200) -> str:
    """The cited words on one line, cut at word ends with an ellipsis where they are long.

    Args:
        cited: the words.
        focus: a span within them that the cut must keep in sight.
        limit: the most characters to show.
    """
    text = cited.text
    if len(single_line(text)) <= limit:
        return single_line(text)
    start = 0
    inside = (
        focus is not None
        and focus.document == cited.document
        and cited.start <= focus.start
        and focus.end <= cited.end
    )
    if inside and focus is not None and focus.end - cited.start > limit:
        start = max(0, focus.start - cited.start - limit // 3)
        while start > 0 and not text[start - 1].isspace():
            start -= 1
    end = start + limit
    if end < len(text):
        space = max((i for i in range(start + 1, end + 1) if text[i].isspace()), default=0)
        end = space if space > start + limit // 2 else end
    cut = single_line(text[start:end])
    return ("… " if start > 0 else "") + cut + (" …" if end < len(text) else "")


def show_day(day: date) -> str:
    """7 November 2024, whatever the locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def show_date(when: DateRange) -> str:
    """An interval of days in words, as precise as it is known and no more."""
    try:
        first, last = date.fromisoformat(when.start), date.fromisoformat(when.end)
    except ValueError:
        return when.start if when.start == when.end else f"{when.start} to {when.end}"
    month = f"{_MONTHS[first.month - 1]} {first.year}"
    if when.precision == "day" and first == last:
        return show_day(first)
    if when.precision == "month" and (first.year, first.month) == (last.year, last.month):
        return month
    if when.precision == "year" and first.year == last.year:
        return str(first.year)
    if when.precision == "decade":
        return f"the decade from {first.year}"
    span = f"{show_day(first)} to {show_day(last)}"
    return f"{span} (a {when.precision})" if when.precision in ("week", "season") else span


def listed(words: Iterable[str], last: str = "and") -> str:
    """*a*, *a and b*, *a, b and c*."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"
