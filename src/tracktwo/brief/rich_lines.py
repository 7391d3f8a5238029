"""Lines, marks and headings of the brief in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from tracktwo.brief.view import Line
from tracktwo.brief.words import single_line

__all__ = ["STYLES", "heading", "item", "numbers", "subheading", "text_of"]

STYLES = {
    "party": "bold",
    "whose": "italic",
    "modal": "reverse",
    "code": "dim",
    "quote": "",
    "note": "cyan",
    "text": "",
    "option": "italic",
}


def text_of(line: Line) -> Text:
    """A line with the look of each piece."""
    out = Text()
    for piece in line:
        match piece.kind:
            case "note":
                out.append(f" [{piece.text}]", STYLES["note"])
            case "quote":
                out.append(f"“{single_line(piece.text)}”")
            case "option":
                out.append(f"‘{piece.text}’", STYLES["option"])
            case "code":
                out.append(f" ({piece.text})", STYLES["code"])
            case kind:
                out.append(piece.text, STYLES[kind])
    return out


def numbers(notes: Iterable[int]) -> str:
    """Numbers of endnotes: *[3] [7]*."""
    return " ".join(f"[{n}]" for n in notes)


def item(text: Text, mark: str = "•") -> Table:
    """A line with a hanging mark."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=len(mark), no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_row(Text(mark), text)
    return grid


def heading(title: str) -> Iterator[RenderableType]:
    """The heading of a section, with a free line above."""
    yield Text()
    yield Text(title.upper(), "bold")


def subheading(title: str) -> Text:
    """A heading within a section."""
    return Text(title, "underline")
