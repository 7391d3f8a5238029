"""The brief of a reading, printed or written."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tracktwo.errors import LedgerError

if TYPE_CHECKING:
    from tracktwo.brief.outcomes import Worked
    from tracktwo.pipeline import Reading

__all__ = ["make_brief"]


def make_brief(
    reading: Reading,
    output: Path | None,
    *,
    question: str | None,
    as_of: date | None,
    outcomes: bool = False,
    conflict: Path | None = None,
) -> None:
    """Print the brief, or write it as one HTML page.

    Args:
        reading: the reports as read, with their documents.
        output: the page to write; None prints.
        question: what the brief should answer.
        as_of: the day for which it holds.
        outcomes: whether to draft the conflict and to tell its outcomes.
        conflict: the conflict file whose outcomes to tell, instead of a fresh draft.

    Raises:
        ConflictError: if the conflict file cannot be used.
        LedgerError: if the page cannot be written.
    """
    from tracktwo import brief

    worked: Worked | None = None
    if conflict is not None:
        worked = _of_file(conflict)
    elif outcomes:
        worked = _drafted(reading, question=question, as_of=as_of)
    ledger, documents, names = reading.ledger, reading.documents, reading.names or None
    if output is None:
        brief.render_terminal(
            ledger, documents, question=question, as_of=as_of, names=names, outcomes=worked
        )
        return
    page = brief.render_html(
        ledger, documents, question=question, as_of=as_of, names=names, outcomes=worked
    )
    fresh = output.with_name(output.name + ".part")
    try:
        fresh.write_text(page, encoding="utf-8", newline="\n")
        fresh.replace(output)
    except OSError as error:
        raise LedgerError(
            "the brief cannot be written", where=str(output), why=error.strerror
        ) from error


def _of_file(path: Path) -> Worked:
    """The outcomes of a person's conflict file."""
    from tracktwo.brief.outcomes import work
    from tracktwo.conflict.file import read_conflict

    conflict = read_conflict(path)
    return work(conflict, drafted=False, text=path.read_text(encoding="utf-8"))


def _drafted(reading: Reading, *, question: str | None, as_of: date | None) -> Worked:
    """The outcomes of a draft made afresh from the reports."""
    from tracktwo.brief.outcomes import work_draft
    from tracktwo.conflict.draft import draft

    return work_draft(draft(reading.ledger, names=reading.names, question=question, as_of=as_of))
