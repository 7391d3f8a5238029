"""Days as people and machines write them, in English and in ISO 8601.

A date is read only if it can be read in one way. ``03/04/2024`` is the third of April to one reader
and the fourth of March to another, so it gives no date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

__all__ = ["FoundDate", "find_date", "is_ambiguous", "parse_date", "parse_timestamp"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_NO_DIGIT = r"(?<![\w./:–-])"
_END = r"(?![\d/]|-\d|\.\d)"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_NO_DIGIT}{_YEAR}-(?P<month>0?[1-9]|1[0-2])-{_DAY}(?=T\d|[^\d]|$)(?!-\d)",
        rf"{_NO_DIGIT}{_YEAR}(?P<sep>[/.])(?P<month>0?[1-9]|1[0-2])(?P=sep){_DAY}{_END}",
        rf"{_NO_DIGIT}{_DAY}(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}{_END}",
        rf"(?<!\w){_MONTH}\s+{_DAY}(?:st|nd|rd|th)?\s*,?\s+{_YEAR}{_END}",
        rf"{_NO_DIGIT}{_DAY}\.\s?(?P<month>0?[1-9]|1[0-2])\.\s?{_YEAR}{_END}",
    )
)
_COMPACT = re.compile(
    r"(?:D:)?(?P<year>1[5-9]\d\d|20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])"
    r"(?:T?\d{2,6}.*)?",
    re.DOTALL,
)
_SLASHED = re.compile(rf"{_NO_DIGIT}(?P<one>\d\d?)([/-])(?P<two>\d\d?)\2{_YEAR}{_END}")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A day and where in a string it stands.

    Attributes:
        day: the day.
        start: offset of its first character.
        end: offset after its last character.
    """

    day: date
    start: int
    end: int


def find_date(text: str) -> FoundDate | None:
    """The first full date (day, month and year) in a string, or None.

    >>> find_date("GENEVA (12 March 2021)").day.isoformat()
    '2021-03-12'
    """
    found = [
        FoundDate(day, match.start(), match.end())
        for pattern in _PATTERNS
        for match in pattern.finditer(text)
        if (day := _day(match)) is not None
    ]
    found += [
        FoundDate(day, match.start(), match.end())
        for match in _SLASHED.finditer(text)
        if (day := _slashed_day(match)) is not None
    ]
    return min(found, key=lambda one: (one.start, -one.end), default=None)


def parse_date(value: str) -> date | None:
    """The day that a metadata field gives: ISO 8601, RFC 822, PDF or English forms.

    The day is taken as written, in the time zone in which it was written.

    >>> parse_date("2024-11-07T23:30:00+02:00").isoformat()
    '2024-11-07'
    >>> parse_date("03/04/2024") is None
    True
    """
    value = value.strip()
    if re.fullmatch(r"\d{10}|\d{13}", value):
        return parse_timestamp(int(value))
    compact = _COMPACT.fullmatch(value)
    if compact:
        return _day(compact)
    found = find_date(value)
    return found.day if found else None


def is_ambiguous(value: str) -> bool:
    """Whether a field holds a date in digits that can be read in two ways."""
    match = _SLASHED.search(value)
    return match is not None and _slashed_day(match) is None and parse_date(value) is None


def parse_timestamp(value: float) -> date | None:
    """The day (UTC) of seconds or milliseconds since 1970, or of the digits YYYYMMDD."""
    if isinstance(value, int) and 15_000_101 <= value <= 20_991_231:
        return parse_date(str(value))
    seconds = value / 1000 if abs(value) >= 1e11 else value
    if not 1e6 <= seconds < 4.1e9:
        return None
    return (_EPOCH + timedelta(seconds=seconds)).date()


def _day(match: re.Match[str]) -> date | None:
    month = match["month"].lower()
    number = _MONTHS[month] if month in _MONTHS else int(month)
    return _calendar(int(match["year"]), number, int(match["day"]))


def _slashed_day(match: re.Match[str]) -> date | None:
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if one == two or one > 12:
        return _calendar(year, two, one)
    return _calendar(year, one, two) if two > 12 else None


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
