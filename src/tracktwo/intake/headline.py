"""What a text itself says about its title, day, publisher and author: headline, dateline, byline.

All of it stays in the text.
"""

from __future__ import annotations

import re
from datetime import date

from tracktwo.intake.dates import find_date
from tracktwo.intake.metadata import Metadata

__all__ = ["find_metadata", "is_headline", "read_dateline"]

_LONGEST_HEADLINE = 160
_MOST_HEADLINE_WORDS = 25
_TOP_LINES = 8
_LABEL = re.compile(
    r"(?:(?:press|news|media)\s+(?:release|statement|briefing|note)|for immediate release|"
    r"statement|communiqu[eé]|breaking|update|exclusive|opinion|analysis|unclassified|"
    r"transcript)\W*$",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"By (?P<name>[A-Z][\w.'’-]+(?: (?:(?:and|de|van|von|al|bin) )?[A-Z][\w.'’-]*){0,5})$"
)

_PLACE = r"[^\W\d_][\w.'’ -]*(?:, ?[^\W\d_][\w.'’ -]*){0,2}"
_DATELINE_END = re.compile(r"\s+(?:[-–]|[—―]|--)\s*|[—―]\s*|\s*--\s+|:\s+")
_SLASH_AGENCY = re.compile(r"/(?P<agency>[^/\d]{2,30})/")
_PARENTHESIS = re.compile(r"\((?P<inside>[^()]{2,60})\)")
_AGENCY_WORD = re.compile(
    r"\b(?:agency|news|newswire|wire|press|presse|post|times|radio|tv|television|media|gazette|"
    r"herald|tribune|telegraph|reuters|bloomberg|xinhua|interfax|tass|anadolu|afp|ap|dpa|efe|ansa|kyodo|"
    r"yonhap|ukrinform|rferl|unb|upi|pti|ani|irna|sana|wafa|petra|mena|aap|cp|pa)\b",
    re.IGNORECASE,
)
_DATE_LINE_WORDS = re.compile(
    r"\b(?:first|published|posted|issued|released|release|date[d]?|press|statement|news|on|at|the|of|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|thurs|fri|sat|sun|"
    r"gmt|utc|cet|cest|est|edt|bst|eet|msk|am|pm|a\.m|p\.m)\b|\d{1,2}[:.]\d\d(?::\d\d)?",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"\s*\(?(?:last )?(?:updated|modified|edited|accessed|retrieved)\b", re.IGNORECASE
)


def find_metadata(text: str) -> Metadata:
    """Title, day, publisher and author as the first lines of a clean text give them."""
    lines = text[:4000].split("\n")
    top = [(number, line) for number, line in enumerate(lines) if line][:_TOP_LINES]
    day, publisher = _from_datelines([line for _, line in top])
    return Metadata(
        title=_title(lines, top),
        publisher=publisher,
        published=day or _from_date_lines([line for _, line in top]),
        author=next((match["name"] for _, line in top[:4] if (match := _BYLINE.match(line))), None),
    )


def is_headline(line: str) -> bool:
    """Whether a line could be a headline: short, and no sentence, label, date or dateline."""
    return (
        3 < len(line) <= _LONGEST_HEADLINE
        and 2 <= len(line.split()) <= _MOST_HEADLINE_WORDS
        and line[-1] not in ".,:;"
        and not line[0].islower()
        and not _LABEL.match(line)
        and not _BYLINE.match(line)
        and _date_alone(line) is None
        and read_dateline(line) is None
    )


def read_dateline(paragraph: str) -> tuple[date | None, str | None] | None:
    """The day and the agency of a dateline at the start of a paragraph, or None if there is none.

    Known forms: ``KYIV, 7 November 2024 (Agency) — ...``, ``GENEVA (12 March 2021) – ...``,
    ``BEIRUT (Agency News) - ...``, ``(Geneva, 12 March 2021) – ...``, ``Oslo, 3 May 2022: ...``.
    The day or the agency is None where the dateline lacks it.
    """
    head = _dateline_head(paragraph)
    if head is None:
        return None
    found = find_date(head)
    agency = _agency(head, dated=found is not None)
    place = _place_of(head)
    if not place or len(place.split()) > 6 or place[0].islower():
        return None
    if found is None and (agency is None or not place.split(",")[0].isupper()):
        return None
    return (found.day if found else None), agency


def _dateline_head(paragraph: str) -> str | None:
    """The words before the dash or colon that closes a dateline, if they could be one."""
    start = paragraph[:120]
    for match in _DATELINE_END.finditer(start):
        head = start[: match.start()].strip()
        if head and match.end() < len(paragraph):
            if match.group().startswith(":") and find_date(head) is None:
                return None
            return head if head.count("(") == head.count(")") else None
    return None


def _place_of(head: str) -> str | None:
    """The place that opens a dateline, without brackets and date, or None if none opens it."""
    inner = head[1:-1] if head.startswith("(") and head.endswith(")") else head
    found = find_date(inner)
    if found:
        before, after = inner[: found.start], inner[found.end :]
        rest = re.sub(r"\([^()]*\)|/[^/]*/", "", after).strip(" ,/)|")
        if rest and not _date_words_only(rest):
            return None
        inner = before
    inner = re.sub(r"\([^()]*\)?|/[^/]*/", "", inner)
    inner = _DATE_LINE_WORDS.sub("", inner).strip(" ,/(|-–")
    # a month and day without a year, as American wires have them
    inner = re.sub(r",?\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2}$", "", inner)
    return inner if re.fullmatch(_PLACE, inner) else None


def _agency(head: str, *, dated: bool) -> str | None:
    names = [match["agency"] for match in _SLASH_AGENCY.finditer(head)]
    names += [match["inside"] for match in _PARENTHESIS.finditer(head) if not head.startswith("(")]
    for name in map(str.strip, names):
        if find_date(name) or len(name.split()) > 5 or not name[0].isupper():
            continue
        if dated or _AGENCY_WORD.search(name):
            return name
    return None


def _title(lines: list[str], top: list[tuple[int, str]]) -> str | None:
    for number, line in top[:3]:
        if _LABEL.match(line) or _date_alone(line) is not None:
            continue
        following = lines[number + 1 : number + 2]
        closed = bool(following) and (
            not following[0] or _BYLINE.match(following[0]) or _date_alone(following[0]) is not None
        )
        more = any(lines[number + 1 :])
        return line if closed and more and is_headline(line) else None
    return None


def _from_datelines(lines: list[str]) -> tuple[date | None, str | None]:
    found = [dateline for line in lines[:5] if (dateline := read_dateline(line))]
    day = next((day for day, _ in found if day), None)
    return day, next((agency for _, agency in found if agency), None)


def _from_date_lines(lines: list[str]) -> date | None:
    return next((day for line in lines if (day := _date_alone(line))), None)


def _date_alone(line: str) -> date | None:
    """The day of a line that says little more than the day and perhaps a place."""
    if len(line) > 90 or _UPDATED.match(line):
        return None
    found = find_date(line)
    if found is None:
        return None
    before, after = line[: found.start].rstrip(), line[found.end :].lstrip()
    before_ok = _date_words_only(before) or (
        before[-1] in ",|–—-(·•" and len(before.split()) <= 4 and before[0].isupper()
    )
    after_ok = _date_words_only(after) or (after[0] in ",|–—-·•" and len(after.split()) <= 4)
    return found.day if before_ok and after_ok and not after.endswith(".") else None


def _date_words_only(rest: str) -> bool:
    return not re.sub(r"[\W_]+", "", _DATE_LINE_WORDS.sub("", rest))
