"""Tables as text for a terminal or a file, CSV, Markdown and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal, TextIO

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from tracktwo.brief.strategy.tables import Table
from tracktwo.brief.words import printable
from tracktwo.errors import UnknownChoice, did_you_mean

__all__ = ["FORMS", "Form", "render", "table_data"]

Form = Literal["table", "json", "csv", "md"]
FORMS: tuple[Form, ...] = ("table", "json", "csv", "md")

_PLAIN_WIDTH = 100
_WIDEST_WORD = 24
_GAP = 3
"""Columns between two cells: two of padding and the one in which a box has its divider."""


def render(
    tables: Table | Sequence[Table],
    *,
    as_: Form = "table",
    stream: TextIO,
    data: Mapping[str, Any] | None = None,
    width: int | None = None,
) -> None:
    """Write tables.

    ``table`` is styled on a terminal and plain text elsewhere; a table too wide for it is cut into
    blocks of columns, each with the columns that name the rows. ``csv`` writes one table as it is;
    of several each has its title in a line of its own above and an empty line below. ``md`` is
    GitHub's Markdown. ``json`` is ``{"tables": [{"title", "columns", "rows", "notes"}, …]}`` with
    a row as an object from column to cell, unless there are ``data``. Nothing in it depends on the
    machine, except the width of a terminal.

    Args:
        tables: one or several, in the order in which to show them.
        as_: the form.
        stream: where to write.
        data: what ``json`` writes in place of the tables, in a shape of its own.
        width: columns of text; else the terminal's, or 100.

    Raises:
        UnknownChoice: if the form is not known.
    """
    if as_ not in FORMS:
        near = did_you_mean(as_, FORMS)
        raise UnknownChoice(
            f'unknown form "{as_}"',
            remedy=(f'did you mean "{near}"? ' if near else "") + f"forms: {', '.join(FORMS)}",
        )
    shown = [tables] if isinstance(tables, Table) else list(tables)
    if as_ == "json":
        whole = {"tables": [table_data(t) for t in shown]} if data is None else data
        text = json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
    elif as_ == "csv":
        text = _csv(shown)
    elif as_ == "md":
        text = "\n".join(_md(t) for t in shown)
    elif stream.isatty():
        console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False)
        _print(console, shown, console.width)
        return
    else:
        text = _plain(shown, width or _PLAIN_WIDTH)
    encoding = getattr(stream, "encoding", None) or "utf-8"
    stream.write(text.encode(encoding, "replace").decode(encoding))


def table_data(table: Table) -> dict[str, Any]:
    """A table as JSON takes it: ``{"title", "columns", "rows": [{column: cell}], "notes"}``."""
    return {
        "title": table.title,
        "columns": list(table.columns),
        "rows": [dict(zip(table.columns, row, strict=True)) for row in table.rows],
        "notes": list(table.notes),
    }


def _csv(tables: Sequence[Table]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for number, table in enumerate(tables):
        if len(tables) > 1:
            out.write("\n" if number else "")
            writer.writerow([table.title])
        writer.writerow(table.columns)
        writer.writerows(table.rows)
    return out.getvalue()


def _md(table: Table) -> str:
    lines = [f"### {_md_cell(table.title)}", ""]
    lines.append("| " + " | ".join(_md_cell(c) for c in table.columns) + " |")
    lines.append("|" + " --- |" * len(table.columns))
    lines += ["| " + " | ".join(_md_cell(c) for c in row) + " |" for row in table.rows]
    for note in table.notes:
        lines += ["", note]
    return "\n".join(lines) + "\n"


def _md_cell(text: str) -> str:
    flat = text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    return "<br>".join(flat.splitlines())


def _plain(tables: Sequence[Table], width: int) -> str:
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=width,
        force_terminal=False,
        color_system=None,
        no_color=True,
        highlight=False,
        markup=False,
        emoji=False,
    )
    _print(console, tables, width)
    return "\n".join(row.rstrip() for row in buffer.getvalue().splitlines()) + "\n"


def _print(console: Console, tables: Sequence[Table], width: int) -> None:
    for number, table in enumerate(tables):
        if number:
            console.print()
        console.print(Text(printable(table.title), "bold"))
        if not table.rows:
            console.print(Text("none", "dim"))
        for block in _blocks(table, width) if table.rows else ():
            console.print(_grid(table, block))
        for note in table.notes:
            console.print(Text(printable(note), "dim"))


def _grid(table: Table, block: Sequence[int]) -> Grid:
    grid = Grid(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, _GAP - 1, 0, 0))
    for c in block:
        least = min(_least(table, c), _WIDEST_WORD)
        grid.add_column(Text(printable(table.columns[c])), min_width=least, overflow="fold")
    for row in table.rows:
        grid.add_row(*(Text(printable(row[c])) for c in block))
    return grid


def _blocks(table: Table, width: int) -> list[list[int]]:
    """The columns cut into blocks that fit side by side; each begins with the key columns."""
    keys = list(range(min(table.keys, len(table.columns))))
    free = width - sum(min(_least(table, c), _WIDEST_WORD) + _GAP for c in keys)
    blocks: list[list[int]] = []
    room = 0
    for c in range(len(keys), len(table.columns)):
        needs = min(_least(table, c), _WIDEST_WORD) + _GAP
        if not blocks or needs > room:
            blocks.append(keys.copy())
            room = free
        blocks[-1].append(c)
        room -= needs
    return blocks or [keys]


def _least(table: Table, column: int) -> int:
    """The width of the longest word of a column; a cell of few characters is kept whole."""
    cells = (table.columns[column], *(row[column] for row in table.rows))
    words = [word for cell in cells for word in ([cell] if len(cell) <= 12 else cell.split())]
    return max((cell_len(word) for word in words), default=1)
