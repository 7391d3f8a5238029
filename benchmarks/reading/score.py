"""Counts of what was right, and the figures made from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

__all__ = ["Counts", "Row", "Section", "percent", "table"]


@dataclass
class Counts:
    """How many of the gold and of the predicted things are the same."""

    right: int = 0
    gold: int = 0
    predicted: int = 0

    def add(self, right: int, gold: int, predicted: int) -> None:
        self.right += right
        self.gold += gold
        self.predicted += predicted

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.gold + self.predicted
        return 2 * self.right / both if both else 0.0


Row = tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """One table: a heading, what it says, the columns, and the rows."""

    title: str
    note: str
    columns: Row
    rows: Sequence[Row] = field(default_factory=tuple)


def percent(share: float) -> str:
    """A share as a percentage with two decimals."""
    return f"{100 * share:.2f}"


def table(section: Section) -> str:
    """A section in Markdown."""
    if not section.rows:
        return f"### {section.title}\n\n{section.note}\n"
    lines = [section.columns, tuple("---" for _ in section.columns), *section.rows]
    body = "\n".join("| " + " | ".join(row) + " |" for row in lines)
    return f"### {section.title}\n\n{section.note}\n\n{body}\n"
