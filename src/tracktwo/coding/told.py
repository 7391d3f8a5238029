"""Ranges of a text that rows already tell, asked after at a cost that does not grow with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

__all__ = ["Told"]

_WIDTH = 256


class Told:
    """Ranges of characters or tokens; asking costs as much as there are ranges nearby."""

    def __init__(self, ranges: Iterable[tuple[int, int]] = ()) -> None:
        self._at: dict[int, list[tuple[int, int]]] = {}
        for start, end in ranges:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Take in a range."""
        for cell in range(start // _WIDTH, end // _WIDTH + 1):
            self._at.setdefault(cell, []).append((start, end))

    def _near(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        for cell in range(start // _WIDTH, end // _WIDTH + 1):
            yield from self._at.get(cell, ())

    def at(self, i: int) -> bool:
        """Whether a range has this place."""
        return any(s <= i < e for s, e in self._near(i, i))

    def touches(self, start: int, end: int) -> bool:
        """Whether a range overlaps this one."""
        return any(s < end and start < e for s, e in self._near(start, end))

    def holds(self, start: int, end: int) -> bool:
        """Whether a range has all of this one."""
        return any(s <= start and end <= e for s, e in self._near(start, start))
