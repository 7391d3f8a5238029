"""What is wrong with the shape of a conflict file, told in our words with place and remedy."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from tracktwo.conflict.file_model import FORMAT, ConflictFile
from tracktwo.conflict.model import unknown
from tracktwo.errors import ConflictError, UnknownName, did_you_mean

__all__ = ["checked", "place", "read_toml"]

Loc = Sequence[int | str]

_NUMBERED = {"statements": "statement", "ranking": "place", "order": "chain", "changes": "change"}
"""What the entries of a list are called, where that is not the key and a number."""
_NAMES = ("id", "of", "by", "is", "name")
"""The keys by which a table is known to its author."""
_REMEDIES = {
    "string_type": 'write a text in quotes: "…"',
    "bool_type": "write true or false, without quotes",
    "int_type": "write a whole number, without quotes",
    "float_type": "write a number, without quotes",
    "finite_number": "write a finite number",
    "date_type": "write a day as 1962-10-17, without quotes",
    "dict_type": "write a table: { … }",
}
_TYPES = {
    "string_type": "is no text",
    "bool_type": "is neither true nor false",
    "int_type": "is no whole number",
    "float_type": "is no number",
    "finite_number": "is no finite number",
    "date_type": "is no day",
    "dict_type": "is no table",
    "list_type": "is no list",
    "model_type": "is no table",
}


def read_toml(text: str, where: str) -> dict[str, Any]:
    """The tables of a TOML text.

    Raises:
        ConflictError: if it is no TOML; the place names line and column.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        why, _, at = str(error).rpartition(" (at ")
        at = at.replace("end of document", f"line {len(text.splitlines())}, at its end")
        raise ConflictError(
            "the file is not TOML",
            where=f"{where}, {at.rstrip(')')}" if why else where,
            why=(why or str(error)).rstrip("."),
            remedy="correct it there; texts stand in quotes, lists in [ ]",
        ) from error


def checked(raw: dict[str, Any], where: str) -> ConflictFile:
    """The file's tables with their types checked.

    Raises:
        ConflictError: about the first key, in the order of the file, that cannot stand as it is.
    """
    _check_format(raw, where)
    try:
        return ConflictFile.model_validate({"preference": []} | raw)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        first = min(errors, key=lambda e: _order(raw, e["loc"]))
    raise _told(first, raw, where)


def _check_format(raw: Mapping[str, Any], where: str) -> None:
    found = raw.get("format")
    at = f"{where}, format"
    if found is None:
        raise ConflictError(
            "the file does not say its format", where=at, remedy=f"begin it with: format = {FORMAT}"
        )
    if isinstance(found, bool) or not isinstance(found, int) or found < 1:
        raise ConflictError(
            f"{found!r} is no format", where=at, remedy=f"write: format = {FORMAT}, without quotes"
        )
    if found > FORMAT:
        raise ConflictError(
            f"format {found} is newer than this version of Tracktwo reads",
            where=at,
            why=f"it reads format {FORMAT}",
            remedy="use a newer version of Tracktwo",
        )


def place(raw: Any, loc: Loc, where: str) -> str:
    """A place in the file for people: ``conflict.toml, preference 3 (of "moe"), statement 2``.

    Args:
        raw: the file's tables.
        loc: keys, and numbers from 0.
        where: the file's name.
    """
    parts, here = [where], raw
    steps = list(loc)
    for number, step in enumerate(steps):
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            here = None
        if isinstance(step, int) and isinstance(steps[number - 1], int):
            parts.append(f"entry {step + 1}")
        elif isinstance(step, int):
            word = _NUMBERED.get(str(steps[number - 1]), str(steps[number - 1]))
            parts[-1] = f"{word} {step + 1}{_known_by(here)}"
        else:
            parts.append(step)
    return ", ".join(parts)


def _known_by(table: Any) -> str:
    if isinstance(table, Mapping):
        for key in _NAMES:
            if isinstance(table.get(key), str):
                return f' (of "{table[key]}")' if key == "of" else f' ("{table[key]}")'
    return ""


def _order(raw: Any, loc: Loc) -> tuple[int, ...]:
    """Where in the file a place stands; what is missing stands at the end of its table."""
    result, here = [], raw
    for step in loc:
        if isinstance(here, Mapping):
            keys = list(here)
            result.append(keys.index(step) if step in keys else len(keys))
            here = here.get(step)
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            result.append(step)
            here = here[step]
        else:
            break
    return tuple(result)


def _told(error: ErrorDetails, raw: Any, file: str) -> ConflictError:
    loc = list(error["loc"])
    kind, context = error["type"], error.get("ctx", {})
    key, at = str(loc[-1]), place(raw, loc, file)
    table_at = place(raw, loc[:-1], file)
    if kind == "extra_forbidden":
        return _unknown_key(key, loc, table_at)
    if kind == "missing":
        return ConflictError(
            f'"{key}" is missing', where=table_at, remedy=f"add it: {_example(key, loc)}"
        )
    if kind == "tracktwo":
        return ConflictError(str(context["what"]), where=at, remedy=str(context["remedy"]))
    if kind == "literal_error":
        choices = str(context["expected"]).replace(" or ", ", ").replace("'", "").split(", ")
        return unknown(key, str(error["input"]), choices, at)
    if kind == "string_pattern_mismatch":
        return ConflictError(
            f'"{error["input"]}" is no id',
            where=at,
            remedy="use letters, digits, _ and -, without spaces; other words go into the label",
        )
    if kind in ("too_short", "too_long", "string_too_short"):
        least, most = context.get("min_length"), context.get("max_length")
        what = f"has more than {most} entries" if most else f"has fewer than {least} entries"
        return ConflictError(
            f'"{key}" is empty' if error["input"] in ("", []) else f'"{key}" {what}',
            where=at,
            remedy=f"give at most {most}" if most else f"give at least {least}",
        )
    if kind in ("less_than_equal", "greater_than_equal"):
        return ConflictError(
            f'"{key}" is {error["input"]!r}', where=at, remedy="give a number between 0 and 1"
        )
    if kind in ("list_type", "model_type"):
        single = key if isinstance(loc[-1], str) else str(loc[-2])
        header = ".".join(str(s) for s in [*loc, single] if isinstance(s, str))
        header = ".".join(dict.fromkeys(header.split(".")))
        tables = _model_of(loc) is not None
        remedy = f"begin each with [[{header}]]" if tables else 'write a list: ["…", "…"]'
        return ConflictError(f'"{single}" {_TYPES[kind]}', where=at, remedy=remedy)
    named = f'"{key}"' if isinstance(loc[-1], str) else "this"
    return ConflictError(
        f"{named} {_TYPES.get(kind, 'cannot be used')}",
        where=at,
        remedy=_REMEDIES.get(kind, "see docs/reference/conflict-file.md"),
    )


def _unknown_key(key: str, loc: Loc, where: str) -> UnknownName:
    model = _model_of(loc[:-1]) or ConflictFile
    choices = [field.alias or name for name, field in model.model_fields.items()]
    top = list(ConflictFile.model_fields)
    if len(loc) > 1 and key in top and key not in choices and did_you_mean(key, choices) is None:
        return UnknownName(
            f'unknown key "{key}"',
            where=where,
            why="it belongs to the whole conflict, and stands under the header of a table",
            remedy=f"move it up, before the first line with [[ ]], or make it a table: [[{key}]]",
        )
    return unknown("key", key, choices, where)


def _model_of(loc: Loc) -> type[BaseModel] | None:
    """The model of the tables at a place, None when no table with known keys stands there."""
    model: type[BaseModel] = ConflictFile
    for step in loc:
        if isinstance(step, int):
            continue
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        inside = _models(fields[step].annotation) if step in fields else []
        if not inside:
            return None
        model = inside[0]
    return model


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for part in get_args(annotation) for found in _models(part)]


def _example(key: str, loc: Loc) -> str:
    if len(loc) == 1 and _model_of(loc) is not None:
        return f"[[{key}]]"
    return f"{key} = {'[…]' if key in ('options', 'changes') else chr(34) + '…' + chr(34)}"
