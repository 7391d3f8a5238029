"""From a conflict file to levers, sweeps and questions, and what is printed of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tracktwo.analysis import CONCEPTS, cost
from tracktwo.brief.strategy.analyses import check_tables
from tracktwo.brief.strategy.levers import (
    against_tables,
    lever_tables,
    question_tables,
    sweep_tables,
)
from tracktwo.cli.conflicts import load, show, show_progress
from tracktwo.cli.exits import tell
from tracktwo.conflict.levers import Lever, find_levers, still_meant
from tracktwo.conflict.model import Conflict
from tracktwo.conflict.writing import save, write_conflict
from tracktwo.errors import ConflictError

if TYPE_CHECKING:
    from tracktwo.ledger import Ledger
    from tracktwo.pipeline import Reading

__all__ = ["asked", "checked_against", "pulled", "swept", "without_lost_levers", "written"]


def checked_against(
    path: Path,
    ledgers: Sequence[Path],
    reports: Sequence[str],
    *,
    registry: Sequence[Path],
    on: date | None,
    as_: str,
) -> Reading | None:
    """Tell what `check` tells, and in what a conflict and ledgers or reports do not agree.

    Returns:
        What came of reading the reports, None if there were none.
    """
    from tracktwo.cli.reports import readings
    from tracktwo.conflict.against import against
    from tracktwo.conflict.checks import findings
    from tracktwo.ledger import Ledger

    conflict = load(path)
    found = [_ledger(ledger) for ledger in ledgers]
    reading = readings(reports, registry=registry, on=on) if reports else None
    if reading is not None:
        found.append(reading.ledger)
    whole = found[0] if len(found) == 1 else Ledger.merge(*found)
    tables = check_tables(conflict, cost(conflict), findings(conflict))
    show([*tables, *against_tables(against(conflict, whole))], as_)
    return reading


def _ledger(path: Path) -> Ledger:
    from tracktwo.ledger import read_jsonl, read_parquet

    return read_parquet(path) if path.is_dir() else read_jsonl(path)


def pulled(
    path: Path,
    names: Sequence[str],
    changes: Sequence[str],
    concepts: Sequence[str],
    *,
    output: Path | None,
    as_: str,
) -> None:
    """Tell what levers do side by side, with further changes as one more; all together last."""
    from tracktwo.analysis.levers import side_by_side
    from tracktwo.conflict.changes import changed

    conflict = load(path)
    levers = [*find_levers(conflict, names, where="--lever")]
    if changes:
        changed(conflict, changes)  # a slip in a change is an error, not a lever that fails
        levers.append(Lever("; ".join(changes), tuple(changes)))
    before, pulls = side_by_side(conflict, levers, concepts=concepts or CONCEPTS)
    if output is not None:
        after = pulls[-1].after
        if after is None:
            raise ConflictError(
                "the levers cannot be pulled together",
                where=pulls[-1].name,
                why=pulls[-1].why_not,
                remedy="leave one out, or name them in another order",
            )
        written(output, conflict, after.conflict, names=[lever.name for lever in levers])
    show(lever_tables(before, pulls), as_)


def swept(
    path: Path, concepts: Sequence[str], *, pairs: bool, budget: float | None, as_: str
) -> bool:
    """Tell what every lever and every pair does; whether it was done in time."""
    from tracktwo.analysis.levers import sweep_levers

    conflict = load(path)
    if not conflict.levers:
        find_levers(conflict, [""], where=str(path))
    sweep = sweep_levers(
        conflict,
        concepts=concepts or CONCEPTS,
        pairs=pairs,
        progress=show_progress,
        budget_s=budget,
    )
    show(sweep_tables(sweep), as_)
    return sweep.complete


def asked(path: Path, concepts: Sequence[str], most: int | None, *, as_: str) -> None:
    """Tell the open questions of a conflict."""
    from tracktwo.analysis.questions import questions

    conflict = load(path)
    found = questions(conflict, concepts=[c for c in concepts if c != "sim"] or CONCEPTS, idle=True)
    show(question_tables(conflict, found, most=most), as_)


def written(path: Path, before: Conflict, after: Conflict, *, names: Sequence[str] = ()) -> None:
    """Write a changed conflict; levers that were pulled or no longer mean the same stay out."""
    left = tuple(lever for lever in after.levers if lever.name not in names)
    save(path, write_conflict(without_lost_levers(before, replace(after, levers=left))))


def without_lost_levers(before: Conflict, after: Conflict) -> Conflict:
    """A conflict that came from another by changes, without the levers that are lost by them."""
    kept = tuple(lever for lever in after.levers if still_meant(before, after, lever))
    for lever in after.levers:
        if lever not in kept:
            tell("warning", f'lever "{lever.name}" is left out: its changes no longer fit')
    return replace(after, levers=kept)
