"""Dates as a text gives them, resolved to intervals of days against the date of the report."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import Final, Literal

__all__ = ["Interval", "is_temporal", "resolve_date"]

Precision = Literal["day", "week", "month", "season", "year", "decade"]
Interval = tuple[date, date, Precision]

_MONTHS: Final = {
    m: k
    for k, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for m in names.split()
}
_DAYS: Final = {
    d: k
    for k, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for d in names.split()
}
_SEASONS: Final = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
    "winter": (12, 2),
}
_NUMBERS: Final = {
    w: k
    for k, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
} | {"a": 1, "an": 1, "several": 0}
_TIMES: Final = frozenset("yesterday today tomorrow tonight ago week month year".split())
_M: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_D: Final = "|".join(sorted(_DAYS, key=len, reverse=True))
_FULL: Final = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({_M})\.?,?(?:\s+(\d{{4}}))?\b", re.I
)
_AMERICAN: Final = re.compile(
    rf"\b({_M})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)(?:\s*,?\s*(\d{{4}}))?", re.I
)
_ISO: Final = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_MONTH_YEAR: Final = re.compile(rf"\b({_M})\.?,?\s+(\d{{4}})\b", re.I)
_MONTH: Final = re.compile(rf"\b(?:(last|next|this|early|late|mid)[ -])?({_M})\b", re.I)
_YEAR: Final = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_DECADE: Final = re.compile(r"\b(1[89]\d0|20\d0)s\b")
_AGO: Final = re.compile(r"\b(\w+)\s+(day|week|month|year)s?\s+(?:ago|earlier|before)\b", re.I)
_RELATIVE: Final = re.compile(
    r"\b(last|past|previous|this|next|coming)\s+(week|month|year)\b", re.I
)
_WEEKDAY: Final = re.compile(rf"\b(?:(last|next|this)\s+)?({_D})\b", re.I)
_SEASON: Final = re.compile(
    r"\b(?:(last|next|this)\s+)?(spring|summer|autumn|winter)(?:\s+(?:of\s+)?(\d{4}))?\b", re.I
)


def _month(year: int, month: int) -> Interval:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month"


def _day(d: date) -> Interval:
    return d, d, "day"


def _nearest_year(month: int, day: int | None, on: date, *, ahead: bool) -> int:
    """The year in which a month without a year lies: the latest past one, or the next.

    The month or the day of the report itself counts as both.
    """
    here = (on.month, on.day if day is not None else 0)
    there = (month, day if day is not None else 0)
    if ahead:
        return on.year if there >= here else on.year + 1
    return on.year if there <= here else on.year - 1


def _make(year: int, month: int, day: int) -> Interval | None:
    try:
        return _day(date(year, month, day))
    except ValueError:
        return None


def resolve_date(text: str, on: date | None, *, ahead: bool = False) -> Interval | None:
    """The interval that an expression of time names.

    Args:
        text: the words, such as *last Tuesday*, *7 November 2024*, *in March*, *in 2014*.
        on: date of the report; relative expressions give None without it.
        ahead: the clause looks ahead, so a bare weekday or month is the coming one.

    Returns:
        First day, last day and precision; None where the words name no date.
    """
    low = text.lower()
    if m := _ISO.search(low):
        return _make(int(m[1]), int(m[2]), int(m[3]))
    for pattern, d, mo in ((_FULL, 1, 2), (_AMERICAN, 2, 1)):
        if m := pattern.search(low):
            month, day = _MONTHS[m[mo]], int(m[d])
            if m[3]:
                return _make(int(m[3]), month, day)
            if on is not None:
                return _make(_nearest_year(month, day, on, ahead=ahead), month, day)
            return None
    if m := _MONTH_YEAR.search(low):
        return _month(int(m[2]), _MONTHS[m[1]])
    if m := _DECADE.search(low):
        return date(int(m[1]), 1, 1), date(int(m[1]) + 9, 12, 31), "decade"
    if m := _SEASON.search(low):
        return _season(m, on)
    if on is None:
        return _year(low)
    if re.search(r"\byesterday\b", low):
        return _day(on - timedelta(days=1))
    if re.search(r"\btomorrow\b", low):
        return _day(on + timedelta(days=1))
    if re.search(r"\b(today|tonight|this (morning|afternoon|evening))\b", low):
        return _day(on)
    if m := _AGO.search(low):
        return _ago(m, on)
    if m := _RELATIVE.search(low):
        return _unit(m[1], m[2], on)
    if (m := _WEEKDAY.search(low)) and text[m.start(2)].isupper():
        return _weekday(m, on, ahead=ahead)
    if (y := _year(low)) is not None:
        return y
    if (
        (m := _MONTH.search(low))
        and (m[2] != "may" or "May" in text)
        and (m[2] not in ("mar", "sun", "sat"))
    ):
        month = _MONTHS[m[2]]
        if m[1] in ("next", "last"):
            ahead = m[1] == "next"
        return _month(_nearest_year(month, None, on, ahead=ahead), month)
    return None


def _year(low: str) -> Interval | None:
    m = _YEAR.search(low)
    return (date(int(m[1]), 1, 1), date(int(m[1]), 12, 31), "year") if m else None


def _season(m: re.Match[str], on: date | None) -> Interval | None:
    if m[3] is None and on is None:
        return None
    year = int(m[3]) if m[3] else on.year if on else 0
    if m[3] is None and m[1] == "last":
        year -= 1
    if m[3] is None and m[1] == "next":
        year += 1
    a, b = _SEASONS[m[2]]
    end = year + (1 if b < a else 0)
    return date(year, a, 1), date(end, b, calendar.monthrange(end, b)[1]), "season"


def _ago(m: re.Match[str], on: date) -> Interval | None:
    n = int(m[1]) if m[1].isdigit() else _NUMBERS.get(m[1], 0)
    if n == 0:
        return None
    unit = m[2]
    if unit == "day":
        return _day(on - timedelta(days=n))
    if unit == "week":
        d = on - timedelta(weeks=n)
        monday = d - timedelta(days=d.weekday())
        return monday, monday + timedelta(days=6), "week"
    if unit == "month":
        k = on.year * 12 + on.month - 1 - n
        return _month(k // 12, k % 12 + 1)
    return date(on.year - n, 1, 1), date(on.year - n, 12, 31), "year"


def _unit(which: str, unit: str, on: date) -> Interval:
    step = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}[which]
    if unit == "week":
        monday = on - timedelta(days=on.weekday()) + timedelta(weeks=step)
        return monday, monday + timedelta(days=6), "week"
    if unit == "month":
        k = on.year * 12 + on.month - 1 + step
        return _month(k // 12, k % 12 + 1)
    return date(on.year + step, 1, 1), date(on.year + step, 12, 31), "year"


def _weekday(m: re.Match[str], on: date, *, ahead: bool) -> Interval:
    want = _DAYS[m[2]]
    if m[1] == "next" or (ahead and m[1] != "last"):
        step = (want - on.weekday()) % 7 or 7
        return _day(on + timedelta(days=step))
    back = (on.weekday() - want) % 7
    if m[1] == "last" and back == 0:
        back = 7
    return _day(on - timedelta(days=back))


def is_temporal(word: str) -> bool:
    """Whether a word alone may date something: a month, a weekday, a year, *yesterday*."""
    low = word.lower()
    return low in _MONTHS or low in _DAYS or low in _TIMES or bool(_YEAR.fullmatch(word))
