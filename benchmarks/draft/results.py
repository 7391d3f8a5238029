"""Counts of what is right in a draft, and their tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from benchmarks.reading.score import Counts, Row, Section, percent

__all__ = ["WHAT", "Result", "section", "total"]

WHAT = (
    "nothing drafted where nothing is",
    "decision makers",
    "options",
    "owner",
    "wishes",
    "wishes, not assumed",
    "sign",
    "status quo",
    "forward only",
    "levers",
)
"""What is counted, in the order of the tables."""


@dataclass
class Result:
    """How a draft compares.

    Attributes:
        name: the report.
        counts: for each thing that is counted.
        lines: what was missed, wrong or beyond the known model, a line each, to read.
    """

    name: str
    counts: dict[str, Counts] = field(default_factory=lambda: {w: Counts() for w in WHAT})
    lines: list[str] = field(default_factory=list)

    def add(self, what: str, *, right: int = 0, known: int = 0, drafted: int = 0) -> None:
        self.counts[what].add(right, known, drafted)


def total(results: Iterable[Result]) -> Result:
    """All counts together."""
    out = Result("in all")
    for result in results:
        for what, c in result.counts.items():
            out.counts[what].add(c.right, c.gold, c.predicted)
    return out


def section(result: Result, note: str = "") -> Section:
    """A table of what was counted; what there is none of is left out."""
    rows: list[Row] = []
    for what, c in result.counts.items():
        if c.gold or c.predicted:
            precision = percent(c.precision) if c.predicted else "–"
            recall = percent(c.recall) if c.gold else "–"
            f1 = percent(c.f1) if c.gold and c.predicted else "–"
            rows.append((what, str(c.gold), str(c.predicted), str(c.right), precision, recall, f1))
    columns = ("what", "known", "drafted", "right", "precision", "recall", "F1")
    return Section(result.name, note, columns, rows)
