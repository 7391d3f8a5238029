"""What is known about a text beside its words, and the fields that say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from tracktwo.intake.clean import clean
from tracktwo.intake.dates import is_ambiguous, parse_date, parse_timestamp

__all__ = [
    "FIELDS",
    "Metadata",
    "as_name",
    "field_key",
    "host_name",
    "metadata_from_fields",
    "read_date",
]

FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "heading", "head", "articletitle"),
    "publisher": (
        "publisher",
        "publishername",
        "source",
        "sourcename",
        "outlet",
        "newspaper",
        "agency",
        "sitename",
        "publication",
        "provider",
        "medium",
        "site",
        "domain",
        "hostname",
    ),
    "published": (
        "published",
        "datepublished",
        "publisheddate",
        "publishedat",
        "publishedon",
        "publishdate",
        "publishtime",
        "publicationdate",
        "pubdate",
        "issued",
        "released",
        "releasedate",
        "date",
        "datetime",
        "timestamp",
        "created",
        "createdat",
    ),
    "author": ("author", "authors", "byline", "by", "creator", "writer", "speaker"),
}
"""The usual names of fields, best first; compared without case, spaces, hyphens and underscores."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a source says about a text.

    Attributes:
        title: the title.
        publisher: who published it.
        published: the day on which it was published.
        author: who wrote or speaks it.
        warnings: what could not be made out.
    """

    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    author: str | None = None
    warnings: tuple[str, ...] = ()

    def or_else(self, other: Metadata) -> Metadata:
        """These values and, where one is missing, the other's."""
        return Metadata(
            title=self.title or other.title,
            publisher=self.publisher or other.publisher,
            published=self.published or other.published,
            author=self.author or other.author,
            warnings=self.warnings + other.warnings,
        )


def field_key(name: str) -> str:
    """A field's name as it is compared: lower case, letters and digits only."""
    return re.sub(r"[\W_]+", "", name).lower()


def metadata_from_fields(fields: Mapping[str, object]) -> Metadata:
    """Metadata from named fields: of a JSON record, of front matter, of header lines."""
    given = {field_key(str(name)): value for name, value in fields.items()}
    published, warnings = read_date(_values(given, "published"))
    return Metadata(
        title=_first_name(_values(given, "title")),
        publisher=_first_publisher(_values(given, "publisher")),
        published=published,
        author=_first_name(_values(given, "author")),
        warnings=warnings,
    )


def read_date(values: Iterable[object]) -> tuple[date | None, tuple[str, ...]]:
    """The day that the first readable value gives, or None and a warning about those unread."""
    warnings: list[str] = []
    for value in values:
        day = _as_day(value)
        if day:
            return day, ()
        if isinstance(value, str) and value.strip():
            why = "can be read in two ways" if is_ambiguous(value) else "could not be read"
            warnings.append(f'the date "{clean(value)[:60]}" {why}, so it is left out')
    return None, tuple(warnings[:1])


def as_name(value: object) -> str | None:
    """A name from a field: a string, an object with a name, or a list of these."""
    if isinstance(value, str):
        return clean(" ".join(value.split())) or None
    if isinstance(value, Mapping):
        return as_name(value.get("name")) or as_name(value.get("title"))
    if isinstance(value, (list, tuple)):
        return ", ".join(name for item in value if (name := as_name(item))) or None
    return None


def host_name(url: str) -> str | None:
    """The host of a web address without ``www.``, or None if it is no web address.

    >>> host_name("https://www.example.org/a/b")
    'example.org'
    """
    if not re.match(r"https?://", url):
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _values(given: Mapping[str, object], field: str) -> list[object]:
    return [given[name] for name in FIELDS[field] if given.get(name) not in (None, "")]


def _first_name(values: Iterable[object]) -> str | None:
    return next((name for value in values if (name := as_name(value))), None)


def _first_publisher(values: Iterable[object]) -> str | None:
    name = _first_name(values)
    return (host_name(name) or name) if name else None


def _as_day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return parse_timestamp(value)
    return parse_date(value) if isinstance(value, str) else None
