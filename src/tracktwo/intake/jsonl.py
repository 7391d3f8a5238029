"""JSON records: one a line, or a list; each a text with fields about it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from tracktwo.errors import BrokenRecord, TracktwoError
from tracktwo.intake.metadata import Metadata, field_key, metadata_from_fields

__all__ = ["Record", "parse_record", "record_of"]

_TEXT_FIELDS = (
    "text",
    "body",
    "content",
    "fulltext",
    "articletext",
    "articlebody",
    "article",
    "maintext",
    "rawtext",
    "story",
    "contenttext",
)
_HTML_FIELDS = ("html", "contenthtml", "bodyhtml", "rawhtml")


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its text as given, and what its fields say about it.

    Attributes:
        text: the text, or the source of a page.
        is_html: whether it is the source of a page.
        metadata: what the fields say.
    """

    text: str
    is_html: bool
    metadata: Metadata


def parse_record(line: str, *, where: str) -> Record:
    """Read one line of JSON Lines.

    Raises:
        BrokenRecord: the line is not JSON, not an object, or has no text.
    """
    try:
        value = json.loads(line)
    except ValueError as error:
        why = (
            error.msg + f" at character {error.pos + 1}"
            if isinstance(error, json.JSONDecodeError)
            else str(error)
        )
        raise BrokenRecord(
            "is not JSON", where=where, why=why, remedy="each line has to be one whole JSON object"
        ) from None
    except RecursionError:
        raise BrokenRecord("is nested too deeply", where=where) from None
    return record_of(value, where=where)


def record_of(value: object, *, where: str) -> Record:
    """A record out of a decoded JSON value.

    Raises:
        BrokenRecord: the value is not an object, or has no text.
    """
    if not isinstance(value, Mapping):
        raise BrokenRecord(
            f"is {_kind(value)}, not an object",
            where=where,
            remedy='write {"text": "..."} on each line',
        )
    fields = {field_key(str(name)): content for name, content in value.items()}
    for names, is_html in ((_TEXT_FIELDS, False), (_HTML_FIELDS, True)):
        for name in names:
            content = fields.get(name)
            if isinstance(content, str) and content.strip():
                return Record(content, is_html, metadata_from_fields(value))
    raise _no_text(value, fields, where)


def _no_text(
    value: Mapping[str, object], fields: Mapping[str, object], where: str
) -> TracktwoError:
    empty = next((name for name in _TEXT_FIELDS if name in fields), None)
    if empty:
        return BrokenRecord(f'has no words in its field "{empty}"', where=where)
    named = ", ".join(f'"{name}"' for name in list(value)[:8]) or "none"
    return BrokenRecord(
        "has no text",
        where=where,
        why=f"its fields are {named}",
        remedy='the text is looked for in "text", "body", "content", "full_text" and "article"',
    )


def _kind(value: object) -> str:
    if isinstance(value, list):
        return "a list"
    if isinstance(value, str):
        return "a string"
    return "null" if value is None else "a number or true or false"
