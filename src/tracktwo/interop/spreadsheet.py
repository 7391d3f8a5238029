"""States and rankings as CSV, to be seen and ranked in a spreadsheet, and taken back.

One row a state: its pattern, its name, a column for each option with its level, and a column for
each decision maker with the place of the state in his or her ranking: 1 is best, ties share a
place. What else a conflict holds is not in it: it is read back onto the conflict that it came from.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from tracktwo.conflict.forms import check_all_listed
from tracktwo.conflict.model import Conflict, unknown
from tracktwo.conflict.preferences import Preference, Ranking, dense
from tracktwo.conflict.space import OptionSpace
from tracktwo.errors import ConflictError, StateListedTwice, UnknownName

__all__ = ["read_csv", "write_csv"]

_THOUSANDS = re.compile(r"\d{1,3}([,.]\d{3})+")
_STATE, _NAME = "state", "name"


def write_csv(conflict: Conflict) -> str:
    """The states of a conflict with everybody's ranking, as CSV with commas.

    Columns: ``state`` (the pattern), ``name``, ``owner.option`` for each option, and
    ``ranking: dm`` for each decision maker; rows in the order of the states' numbers.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    makers = conflict.decision_makers
    writer.writerow(
        [_STATE, _NAME]
        + [f"{makers[option.owner].id}.{option.id}" for option in conflict.options]
        + [f"ranking: {maker.id}" for maker in makers]
    )
    places = conflict.rank.max(axis=1, keepdims=True) - conflict.rank + 1
    for state in range(conflict.n_state):
        space = conflict.space
        levels = space.state_levels(state) if isinstance(space, OptionSpace) else ()
        writer.writerow(
            [conflict.patterns[state], conflict.state_name(state)]
            + [o.levels[level] for o, level in zip(conflict.options, levels, strict=True)]
            + [int(place) for place in places[:, state]]
        )
    return out.getvalue()


def read_csv(conflict: Conflict, text: str, *, where: str) -> Conflict:
    """The conflict with the rankings of a spreadsheet.

    Args:
        conflict: the conflict that the spreadsheet belongs to.
        text: CSV with commas, semicolons or tabs; columns in any order, of which all may be left
            out but the ``state`` column, or all options, or else the ``name`` column. A state is
            known by the first of these that is there: options, state, name. Places may be any
            numbers, the smallest is best. Rows may stand in any order; empty rows do not count.
        where: the file's name, for errors.

    Returns:
        The conflict with a ranking for each decision maker who has a column and whose column says
        something new; where the order is the one that was, the preference stays in its form.

    Raises:
        ConflictError: if a column, a state or a place cannot be read, a state stands twice, or one
            is left out; the message names row and column.
    """
    rows = _rows(text, where)
    columns = _columns(conflict, rows[0].cells, where)
    states: dict[int, int] = {}
    values = {dm: np.zeros(conflict.n_state) for dm in columns.makers}
    for row in rows[1:]:
        at = f"{where}, row {row.number}"
        if len(row.cells) > len(rows[0].cells) and any(row.cells[len(rows[0].cells) :]):
            raise ConflictError(
                f"{len(row.cells)} cells under {len(rows[0].cells)} columns",
                where=at,
                remedy="put cells with a comma, semicolon or tab in quotes",
            )
        cells = [*row.cells, *[""] * (len(rows[0].cells) - len(row.cells))]
        state = _state(conflict, columns, cells, at)
        if state in states:
            raise StateListedTwice(
                f'the state "{conflict.pattern(state)}" stands twice',
                where=at,
                why=f"it stands in row {states[state]} already",
                remedy="take one of the rows out",
            )
        states[state] = row.number
        for dm, column in columns.makers.items():
            values[dm][state] = _number(cells[column], f'{at}, column "{rows[0].cells[column]}"')
    check_all_listed(states, conflict, where)
    new: dict[int, Preference] = {}
    for dm, places in values.items():
        if not np.array_equal(dense(-places), conflict.rank[dm]):
            new[dm] = _ranking(places)
    return conflict.with_preferences(new)


@dataclass(frozen=True)
class _Row:
    number: int
    cells: list[str]


@dataclass(frozen=True)
class _Columns:
    """Where what stands: the numbers of columns."""

    state: int | None
    name: int | None
    options: Mapping[int, int]
    makers: Mapping[int, int]
    by_name: Mapping[str, int] = field(default_factory=dict)


def _rows(text: str, where: str) -> list[_Row]:
    text = text.removeprefix("\ufeff")
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    mark = max(",;\t", key=outside.count)
    rows = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(_Row(reader.line_num, [cell.strip() for cell in cells]))
    except csv.Error as error:
        raise ConflictError(
            "the table cannot be read",
            where=f"{where}, row {reader.line_num}",
            why=str(error),
            remedy="save it as CSV, UTF-8",
        ) from error
    if not rows:
        raise ConflictError(
            "the table is empty", where=where, remedy="write one with a row for each state"
        )
    return rows


def _columns(conflict: Conflict, header: Sequence[str], where: str) -> _Columns:
    makers = conflict.decision_makers
    found: dict[tuple[str, int], int] = {}
    for column, title in enumerate(header):
        if not title:
            continue
        what = _meaning(conflict, title)
        at = f'{where}, row 1, column "{title}"'
        if what is None:
            titles = [f"ranking: {maker.id}" for maker in makers]
            raise unknown("column", title, [_STATE, _NAME, *titles, *_option_titles(conflict)], at)
        if what in found:
            raise ConflictError(
                "the column stands twice", where=at, remedy="take one of the two out"
            )
        found[what] = column
    columns = _Columns(
        found.get((_STATE, 0)),
        found.get((_NAME, 0)),
        {number: column for (kind, number), column in found.items() if kind == "option"},
        {number: column for (kind, number), column in found.items() if kind == "dm"},
    )
    if columns.state is None and columns.name is None and not _all_options(conflict, columns):
        raise ConflictError(
            "nothing says which state a row is about",
            where=f"{where}, row 1",
            remedy='keep the column "state", or all columns of options',
        )
    if not columns.makers:
        raise ConflictError(
            "no column holds a ranking",
            where=f"{where}, row 1",
            remedy=f'add one, such as "ranking: {makers[0].id}"',
        )
    if columns.state is None and not _all_options(conflict, columns):
        names = {conflict.state_name(state): state for state in range(conflict.n_state)}
        return replace(columns, by_name=names)
    return columns


def _option_titles(conflict: Conflict) -> list[str]:
    owners = conflict.decision_makers
    return [f"{owners[option.owner].id}.{option.id}" for option in conflict.options]


def _meaning(conflict: Conflict, title: str) -> tuple[str, int] | None:
    """What a column holds; a title that could be several is the first of: see the code."""
    kind, _, rest = title.partition(":")
    if kind.strip().lower() == "ranking" and rest.strip():
        return _maker(conflict, rest.strip())
    if title.lower() in (_STATE, _NAME):
        return title.lower(), 0
    titles = _option_titles(conflict)
    if title in titles:
        return "option", titles.index(title)
    maker = _maker(conflict, title)
    if maker is not None:
        return maker
    number = conflict.names.options.get(title)
    return None if number is None else ("option", number)


def _maker(conflict: Conflict, name: str) -> tuple[str, int] | None:
    try:
        return "dm", conflict.dm(name)
    except UnknownName:
        return None


def _all_options(conflict: Conflict, columns: _Columns) -> bool:
    return bool(conflict.options) and len(columns.options) == len(conflict.options)


def _state(conflict: Conflict, columns: _Columns, cells: Sequence[str], at: str) -> int:
    if _all_options(conflict, columns):
        levels = {
            conflict.options[number].id: _level(conflict, number, cells[column], at)
            for number, column in columns.options.items()
        }
        state = conflict.state(levels, where=at)
        if columns.state is not None:
            _agree(conflict, state, cells[columns.state], at)
        return state
    if columns.state is not None:
        return conflict.state(cells[columns.state], where=f'{at}, column "{_STATE}"')
    assert columns.name is not None
    names, name = columns.by_name, cells[columns.name]
    if name not in names:
        raise unknown("state", name, list(names), f'{at}, column "{_NAME}"')
    return names[name]


def _level(conflict: Conflict, number: int, cell: str, at: str) -> str:
    levels = conflict.options[number].levels
    if cell in levels:
        return cell
    if levels == ("N", "Y") and cell.upper() in ("N", "Y", "0", "1"):
        return {"0": "N", "1": "Y"}.get(cell, cell.upper())
    raise unknown("level", cell, levels, f'{at}, column "{_option_titles(conflict)[number]}"')


def _agree(conflict: Conflict, state: int, text: str, at: str) -> None:
    """See that a pattern, if it can be read, means the state that the options say.

    Spreadsheets take patterns of digits for numbers and drop zeros, so that it may be unreadable.
    """
    try:
        other = conflict.state(text)
    except UnknownName:
        return
    if other != state and conflict.pattern(other) == text:
        raise ConflictError(
            f'the row says "{text}" and its options say "{conflict.pattern(state)}"',
            where=at,
            remedy="correct one of them, or take the column out",
        )


def _number(cell: str, at: str) -> float:
    try:
        number = math.nan if _THOUSANDS.fullmatch(cell) else float(cell.replace(",", "."))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ConflictError(
            f'"{cell}" is no place in a ranking' if cell else "the place is missing",
            where=at,
            remedy="write a number: 1 for the best states, the same number for ties",
        )
    return number


def _ranking(places: npt.NDArray[np.float64]) -> Ranking:
    order = np.argsort(places, kind="stable")
    cuts = np.flatnonzero(np.diff(places[order])) + 1
    return Ranking(tuple(tuple(tier.tolist()) for tier in np.split(order, cuts)))
