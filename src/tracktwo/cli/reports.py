"""Reports read for a command: progress on stderr, failures told, the exit code they call for."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tracktwo.cli.exits import INTERRUPTED, SOME_UNREAD, leave, tell
from tracktwo.errors import UnknownChoice

if TYPE_CHECKING:
    from tracktwo.pipeline import Progress, Reading

__all__ = ["day", "finish", "readings"]


def readings(
    reports: Sequence[str],
    *,
    registry: Sequence[Path],
    on: date | None,
    workers: int = 1,
    keep: bool = False,
) -> Reading:
    """Read reports, tell what could not be read, and leave if nothing could."""
    from tracktwo import pipeline

    with _progress() as progress:
        reading = pipeline.read_reports(
            reports, registry_files=registry, workers=workers, on=on, progress=progress, keep=keep
        )
    for source in reading.ledger.documents:
        for warning in source.warnings:
            tell("warning", f"{source.name}: {warning}")
    for name, first in reading.repeats:
        tell("warning", f"{name}: has the same text as {first}; read once")
    for failure in reading.failures:
        tell("error", str(failure.error))
    if reading.failures and not reading.ledger.documents:
        leave(reading.failures[0].error.exit_code if len(reading.failures) == 1 else 3)
    return reading


def finish(reading: Reading) -> None:
    """Leave with the exit code that a reading calls for, once its output is written."""
    sys.stdout.flush()
    read = len(reading.ledger.documents)
    if reading.interrupted:
        tell("interrupted", f"the output holds the {read} reports read by then")
        leave(INTERRUPTED)
    if reading.failures:
        tell("warning", f"{len(reading.failures)} not read, {read} read")
        leave(SOME_UNREAD)


def day(text: str | None) -> date | None:
    """The day in an ISO 8601 date; anything else is a named error."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UnknownChoice(
            f'"{text}" is no date', where="--date", remedy="write it like 2024-11-08"
        ) from None


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A line on stderr that counts reports, when somebody is there to see it."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.markup import escape

    console = Console(stderr=True)
    with console.status("reading …") as status:
        yield lambda done, name: status.update(f"read {done}: {escape(name)}")
