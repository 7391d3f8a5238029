"""Metadata that stands in a text: front matter between rules, or header lines at the top.

Both are taken out of the text, since they are said about it and not in it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

from tracktwo.intake.metadata import FIELDS, Metadata, field_key, metadata_from_fields

__all__ = ["split_front_matter", "split_header_lines"]

_YAML_BLOCK = re.compile(r"\s*---[ \t]*\n(?P<body>.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_TOML_BLOCK = re.compile(r"\s*\+\+\+[ \t]*\n(?P<body>.*?\n)\+\+\+[ \t]*(?:\n|$)", re.DOTALL)
_YAML_LINE = re.compile(r"(?P<key>[A-Za-z_][\w .-]*?)[ \t]*:(?:[ \t]+(?P<value>.*?))?[ \t]*$")
_LONGEST_BLOCK = 20_000

_HEADER_LINE = re.compile(r"(?P<key>[A-Z][A-Za-z]*(?: [A-Za-z]+){0,2}):[ \t]*(?P<value>\S.*)$")
_HEADER_KEYS = {
    "title",
    "headline",
    "source",
    "publisher",
    "agency",
    "outlet",
    "newspaper",
    "publication",
    "date",
    "published",
    "publishedon",
    "datepublished",
    "publicationdate",
    "issued",
    "released",
    "by",
    "author",
    "authors",
    "byline",
}
_DROPPED_KEYS = {
    "language",
    "url",
    "link",
    "copyright",
    "section",
    "category",
    "keywords",
    "tags",
    "updated",
}
_LONGEST_NAME = 12


def split_front_matter(text: str) -> tuple[Metadata, str]:
    """Metadata from a ``---`` (YAML) or ``+++`` (TOML) block at the top, and the text after it.

    Of YAML, plain ``key: value`` lines, quoted strings, folded strings and lists are read; whatever
    is deeper is passed over. A block that holds no fields is left in the text.
    """
    head = text[:_LONGEST_BLOCK]
    for pattern, parse in ((_YAML_BLOCK, _parse_yaml), (_TOML_BLOCK, _parse_toml)):
        match = pattern.match(head)
        if match and (fields := parse(match["body"])):
            return metadata_from_fields(fields), text[match.end() :]
    return Metadata(), text


def split_header_lines(text: str) -> tuple[Metadata, str]:
    """Metadata from lines such as ``Source: ...`` at the very top, and the text after them."""
    fields: dict[str, object] = {}
    lines = text.split("\n")
    count = 0
    for line in lines:
        match = _HEADER_LINE.match(line)
        if not match or not _is_header(key := field_key(match["key"]), match["value"]):
            break
        fields.setdefault(key, match["value"].strip())
        count += 1
    if not any(key in _HEADER_KEYS for key in fields):
        return Metadata(), text
    rest = "\n".join(lines[count:]).lstrip("\n")
    if not rest:  # nothing but header lines: they are the text
        return Metadata(), text
    return metadata_from_fields(fields), rest


def _is_header(key: str, value: str) -> bool:
    if key in FIELDS["publisher"] or key in FIELDS["author"]:
        return key in _HEADER_KEYS and len(value.split()) <= _LONGEST_NAME
    return key in _HEADER_KEYS | _DROPPED_KEYS and len(value) <= 300


def _parse_toml(body: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(body)
    except tomllib.TOMLDecodeError:
        return {}


def _parse_yaml(body: str) -> Mapping[str, object]:
    fields: dict[str, object] = {}
    key: str | None = None
    for line in body.split("\n"):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line[0] in " \t-":
            if key is not None:
                _add_to(fields, key, line.strip())
            continue
        match = _YAML_LINE.match(line)
        if not match:
            return {}
        key = match["key"]
        fields[key] = _yaml_value(match["value"] or "")
    return {key: value for key, value in fields.items() if value not in ("", [])}


def _add_to(fields: dict[str, object], key: str, line: str) -> None:
    """Add an indented line to its field: an item of a list or a line of a folded string."""
    value = fields[key]
    if line.startswith("- "):
        items = value if isinstance(value, list) else []
        fields[key] = [*items, _yaml_value(line[2:])]
    elif isinstance(value, str) and not _YAML_LINE.match(line):
        fields[key] = f"{value} {line}".strip()


def _yaml_value(value: str) -> object:
    value = value.strip()
    if value in {"|", ">", "|-", ">-", "null", "~"}:
        return ""
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return value[1:-1].replace('\\"', '"')
    if len(value) >= 2 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    if value.startswith("[") and value.endswith("]"):
        return [_yaml_value(item) for item in value[1:-1].split(",") if item.strip()]
    return re.sub(r"\s#.*$", "", value)
