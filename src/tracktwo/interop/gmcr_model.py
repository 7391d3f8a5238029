"""The shapes that a ``.gmcr`` file holds, read leniently: keys may be missing, shapes vary.

The format is known here from files and descriptions only; nothing of the tool that writes it was
used. A condition names options by number, each with ``"Y"`` or ``"N"``; states are numbered from 1
over the feasible ones in ascending binary order, the first option being the lowest bit.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tracktwo.conflict.logic import KEYWORDS
from tracktwo.errors import ConflictError, MissingFile, NotText, UnreadableFile

__all__ = [
    "Condition",
    "GmcrFile",
    "GmcrMaker",
    "GmcrOption",
    "ids_for",
    "load",
    "read_condition",
    "read_model",
]

Condition = tuple[tuple[tuple[int, bool], ...], ...]
"""Members, any of which holds; each a row of options by number with whether they are taken."""

_MARKS = {"y": True, "n": False}
_IDLE = frozenset({"-", "–", ""})


class _Lenient(BaseModel):
    """Unknown keys are kept, so that they can be told."""

    model_config = ConfigDict(extra="allow", coerce_numbers_to_str=True, frozen=True)

    @property
    def unknown(self) -> dict[str, Any]:
        """Keys that are not known and hold something, with what they hold."""
        empty: tuple[Any, ...] = (None, "", [], {}, False)
        return {k: v for k, v in (self.model_extra or {}).items() if v not in empty}


class GmcrOption(_Lenient):
    """An option: its name, and which way it may be moved (both, fwd, back)."""

    name: str = ""
    direction: str = Field("both", alias="permittedDirection")


class GmcrMaker(_Lenient):
    """A decision maker.

    Attributes:
        name: the name to show.
        options: the options owned; by number, by name, or as objects with a name.
        preferences: conditions, most important first; None when the key is missing.
        ranking: feasible states from 1, best first, a list being a tie; None when missing.
        vector: the same in older files.
        misperceptions: what this decision maker does not see; cannot be carried.
    """

    name: str = ""
    options: list[Any] = Field(default_factory=list)
    preferences: list[Any] | None = None
    ranking: list[Any] | None = Field(None, alias="preferenceRanking")
    vector: list[Any] | None = Field(None, alias="preferenceVector")
    misperceptions: Any = None


class GmcrFile(_Lenient):
    """A whole file.

    Attributes:
        name, title: what the conflict is called; either key.
        description: the analyst's words.
        version, program: what wrote it; not needed.
        manual_ranking: whether rankings count rather than preferences; None when not said.
        manual_vector: the same in older files.
    """

    name: str | None = None
    title: str | None = None
    description: str | None = None
    version: Any = None
    program: Any = None
    options: list[GmcrOption] = Field(default_factory=list)
    decision_makers: list[GmcrMaker] = Field(default_factory=list, alias="decisionMakers")
    infeasibles: list[Any] = Field(default_factory=list)
    manual_ranking: bool | None = Field(None, alias="useManualPreferenceRanking")
    manual_vector: bool | None = Field(None, alias="useManualPreferenceVectors")
    misperceptions: Any = None
    coalitions: Any = None

    @property
    def joint(self) -> bool:
        """Whether anything but decision makers by themselves stands under coalitions."""
        if isinstance(self.coalitions, list):
            return not all(_single(coalition) for coalition in self.coalitions)
        return bool(self.coalitions)


def _single(coalition: Any) -> bool:
    if isinstance(coalition, dict):
        coalition = coalition.get("members", [None, None])
    return isinstance(coalition, int) or (isinstance(coalition, list) and len(coalition) < 2)


def ids_for(names: Sequence[str], *, kind: str) -> list[str]:
    """Short, distinct ids for names: lower case, hyphens for what is neither letter nor digit.

    >>> ids_for(["Air strike", "Air-strike!", "Not", "2"], kind="option")
    ['air-strike', 'air-strike-2', 'option-not', 'option-2']
    """
    ids: list[str] = []
    for number, name in enumerate(names):
        plain = unicodedata.normalize("NFKD", name)
        plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
        base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or str(number + 1)
        if base in KEYWORDS or not base[0].isalpha():
            base = f"{kind}-{base}"
        free, more = base, 2
        while free in ids:
            free, more = f"{base}-{more}", more + 1
        ids.append(free)
    return ids


def load(source: str | Path, *, where: str | None = None) -> tuple[Any, str]:
    """The JSON of a path or text (a string that begins with a brace), and what to call it.

    Raises:
        UnreadableFile: if the file is missing or holds no text.
        ConflictError: if it is no JSON.
    """
    text, place = _text_of(source, where)
    return _json(text, place), place


def _text_of(source: str | Path, where: str | None) -> tuple[str, str]:
    if isinstance(source, str) and source.lstrip().startswith("{"):
        return source, where or "the .gmcr text"
    path = Path(source)
    place = where or str(path)
    try:
        return path.read_text(encoding="utf-8-sig"), place
    except FileNotFoundError:
        raise MissingFile("there is no such file", where=place, remedy="check the path") from None
    except UnicodeDecodeError:
        raise NotText("it is no text in UTF-8", where=place, remedy="save it as UTF-8") from None
    except OSError as error:
        raise UnreadableFile("it cannot be read", where=place, why=error.strerror) from None


def _json(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ConflictError(
            f"it is no JSON: {error.msg}, line {error.lineno}, column {error.colno}",
            where=where,
            remedy="save it again from the tool that made it",
        ) from None
    except RecursionError:
        raise ConflictError("it is nested too deeply", where=where) from None


def read_model(data: Any, *, where: str) -> GmcrFile:
    """Check the shape of a file that was read as JSON.

    Raises:
        ConflictError: with the key path of the first thing that has another shape.
    """
    try:
        return GmcrFile.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        path = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in first["loc"])
        raise ConflictError(
            first["msg"],
            where=f"{where}: {path.lstrip('.')}" if path else where,
            remedy="a .gmcr file is a JSON object with decisionMakers, options and infeasibles",
        ) from None


def read_condition(value: Any, *, where: str) -> Condition:
    """Read a condition in any of its shapes.

    It may be a row of pairs ``[[0, "Y"], [2, "N"]]`` that hold together, one pair by itself, a row
    nested one level more, an object with ``options``, or ``{"compound": true, "members": […]}``, of
    whose members any holds. ``"-"`` leaves an option open.

    Raises:
        ConflictError: if it has another shape. A list of several rows is refused too: it does not
            say whether all of them hold or any.
    """
    return tuple(_members(value, where))


def _members(value: Any, where: str) -> Iterator[tuple[tuple[int, bool], ...]]:
    if isinstance(value, Mapping) and "members" in value:
        members = value["members"]
        if not isinstance(members, Sequence) or isinstance(members, str) or not members:
            raise _shape(value, where)
        for number, member in enumerate(members):
            yield from _members(member, f"{where}.members[{number}]")
    elif isinstance(value, Mapping) and "options" in value:
        yield from _members(value["options"], f"{where}.options")
    elif not isinstance(value, list):
        raise _shape(value, where)
    elif _is_pair(value):
        yield _row([value], where)
    elif all(_is_pair(pair) for pair in value):
        yield _row(value, where)
    elif len(value) == 1:
        yield from _members(value[0], f"{where}[0]")
    else:
        raise _shape(value, where)


def _is_pair(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and isinstance(value[0], int)
        and not isinstance(value[0], bool)
        and (isinstance(value[1], bool) or str(value[1]).lower() in _MARKS.keys() | _IDLE)
        and isinstance(value[1], str | bool)
    )


def _row(pairs: Sequence[list[Any]], where: str) -> tuple[tuple[int, bool], ...]:
    row: dict[int, bool] = {}
    for option, mark in pairs:
        if isinstance(mark, str) and mark in _IDLE:
            continue
        taken = mark if isinstance(mark, bool) else _MARKS[mark.lower()]
        if row.setdefault(option, taken) != taken:
            raise ConflictError(
                f"option {option} is asked to be both taken and not taken",
                where=where,
                remedy="leave out one of the two pairs",
            )
    return tuple(row.items())


def _shape(value: Any, where: str) -> ConflictError:
    shown = repr(value)
    return ConflictError(
        f"{shown if len(shown) < 80 else shown[:77] + '…'} is no condition",
        where=where,
        remedy='write [[option number, "Y" or "N"], …], or '
        '{"compound": true, "members": […]} of which any holds',
    )
