"""A table of words: what every analysis gives and every renderer takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Table"]


@dataclass(frozen=True)
class Table:
    """A table whose cells are text.

    Attributes:
        title: what it shows, shown above it.
        columns: the names of its columns, all different.
        rows: its rows, each with one cell a column; an empty cell says *no* or *nothing*.
        notes: sentences shown below it: what was left out, how to read it.
        keys: how many leading columns name a row; they are repeated when a wide table is cut.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    keys: int = 1

    def __post_init__(self) -> None:
        if len(set(self.columns)) != len(self.columns):
            raise ValueError(f"{self.title}: two columns have the same name")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"{self.title}: a row has more or fewer cells than there are columns")

    @classmethod
    def of(
        cls,
        title: str,
        columns: Iterable[str],
        rows: Iterable[Iterable[object]],
        notes: Iterable[str] = (),
        *,
        keys: int = 1,
    ) -> Table:
        """A table from anything that can be told as text; None is an empty cell."""
        cells = tuple(tuple("" if c is None else str(c) for c in row) for row in rows)
        return cls(title, tuple(columns), cells, tuple(notes), keys)
