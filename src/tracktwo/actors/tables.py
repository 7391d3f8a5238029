"""Read the tab-separated tables of a registry, strictly.

A table has a header line; lines that begin with ``#`` are comments; several values in a cell are
parted by ``|``. Whatever cannot be used is a `RegistryError` with file, line, column and remedy.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tracktwo.errors import RegistryError, did_you_mean

__all__ = [
    "CODES",
    "SECTORS",
    "Line",
    "check_code",
    "check_id",
    "check_sectors",
    "check_wikidata",
    "day",
    "many",
    "read_table",
    "refuse",
]

SECTORS = (
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK",
    "AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL",
    "SOC",
)  # fmt: skip
"""PLOVER sectors."""
_SECTORS = frozenset(SECTORS)
CODES = ("IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC")
"""Codes of actors that are not states; a state has its ISO 3166 alpha-3 code."""

_ID = re.compile(r"[a-z0-9][a-z0-9._-]*\Z")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z")
_LAST = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: its cells by column, and where it stands."""

    file: str
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def day(self, column: str, *, last: bool = False) -> date | None:
        """The day in a cell, as in `day`."""
        text = self.cells.get(column)
        if not text:
            return None
        found = _day(text, last)
        return found if found is not None else day(text, self.where(column), last=last)

    def sector(self, column: str = "sector") -> str | None:
        """The PLOVER sector in a cell."""
        text = self.cells.get(column)
        if not text:
            return None
        if text not in _SECTORS:
            raise refuse("sector", self.where(column), text, SECTORS)
        return text

    def where(self, column: str) -> str:
        """File, line and column, to show in an error."""
        return f"{self.file}, line {self.number}, column {column}"


def refuse(what: str, where: str, word: str, choices: Collection[str]) -> RegistryError:
    """An error for a word that is not among the choices."""
    near = did_you_mean(word, choices)
    hint = f'did you mean "{near}"? ' if near else ""
    shown = sorted(choices)
    listed = ", ".join(shown[:40]) + (", ..." if len(shown) > 40 else "")
    return RegistryError(f'unknown {what} "{word}"', where=where, remedy=f"{hint}Choices: {listed}")


def read_table(
    text: str, file: str, *, required: Collection[str], optional: Collection[str] = ()
) -> Iterator[Line]:
    """The lines of a table; columns are told by the header, in any order."""
    header: list[str] | None = None
    allowed = {*required, *optional}
    for number, raw in enumerate(text.splitlines(), 1):
        if not raw.strip() or raw.startswith("#"):
            continue
        cells = raw.split("\t")
        if header is None:
            header = [cell.strip().lstrip("\ufeff") for cell in cells]
            _check_header(header, f"{file}, line {number}", required, allowed)
            continue
        if len(cells) > len(header):
            raise RegistryError(
                f"{len(cells)} cells where the header names {len(header)} columns",
                where=f"{file}, line {number}, column {len(header) + 1}",
                remedy="take out the extra tab; several values in one cell are parted by |",
            )
        line = Line(file, number, dict(zip(header, map(str.strip, cells), strict=False)))
        for column in required:
            if not line[column]:
                raise RegistryError(
                    f'"{column}" is empty',
                    where=line.where(column),
                    remedy="fill it in; every line needs " + ", ".join(sorted(required)),
                )
        yield line


def _check_header(
    header: list[str], where: str, required: Collection[str], allowed: Collection[str]
) -> None:
    for column in header:
        if column not in allowed:
            raise refuse("column", where, column, allowed)
        if header.count(column) > 1:
            raise RegistryError(f'column "{column}" stands twice', where=where, remedy="keep one")
    for column in required:
        if column not in header:
            raise RegistryError(
                f'column "{column}" is missing',
                where=where,
                remedy="the header line needs " + ", ".join(sorted(required)),
            )


def many(cell: str) -> tuple[str, ...]:
    """The values in a cell."""
    if not cell:
        return ()
    if "|" not in cell:
        return (cell,)
    return tuple(value for part in cell.split("|") if (value := part.strip()))


@lru_cache(maxsize=4096)
def _day(text: str, last: bool) -> date | None:
    match = _DATE.match(text)
    if match is None:
        return None
    year = int(match[1])
    month = int(match[2]) if match[2] else (12 if last else 1)
    try:
        if match[3]:
            return date(year, month, int(match[3]))
        leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return date(year, month, _LAST[month - 1] + leap if last else 1)
    except (ValueError, IndexError):
        return None


def day(text: str, where: str, *, last: bool = False) -> date | None:
    """A day from ``2024-05-07``, ``2024-05`` or ``2024``.

    A month or year alone is its first day, or its last with ``last``; nothing gives ``None``.
    """
    if not text:
        return None
    found = _day(text, last)
    if found is None:
        raise RegistryError(
            f'"{text}" is not a date', where=where, remedy="write it as 2024, 2024-05 or 2024-05-07"
        )
    return found


def check_id(text: str, where: str) -> str:
    """An id: small letters, digits, dot, hyphen and underscore."""
    if not _ID.match(text):
        suggestion = re.sub(r"[^a-z0-9._-]+", "-", text.lower()).strip("-._") or "my-actor"
        raise RegistryError(
            f'"{text}" is not an id',
            where=where,
            why="an id has only small letters a to z, digits, dot, hyphen and underscore",
            remedy=f'write it as "{suggestion}"',
        )
    return text


def check_code(text: str, where: str) -> str | None:
    """A code: three capitals, as in ISO 3166 alpha-3 or one of IGO, UNO, EUR ..., or nothing."""
    if not text:
        return None
    if len(text) != 3 or not (text.isascii() and text.isalpha() and text.isupper()):
        raise RegistryError(
            f'"{text}" is not an actor code',
            where=where,
            remedy="use three capital letters: an ISO 3166 alpha-3 code such as NOR, or one of "
            + ", ".join(CODES),
        )
    return text


def check_sectors(sectors: tuple[str, ...], where: str) -> tuple[str, ...]:
    """PLOVER sectors, each among the known ones."""
    for sector in sectors:
        if sector not in SECTORS:
            raise refuse("sector", where, sector, SECTORS)
    return sectors


def check_wikidata(text: str, where: str) -> str | None:
    """A Wikidata id such as Q142, or nothing."""
    if not text:
        return None
    if text[0] != "Q" or not text[1:].isdigit():
        raise RegistryError(
            f'"{text}" is not a Wikidata id', where=where, remedy="write it as Q and digits: Q142"
        )
    return text
