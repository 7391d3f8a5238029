"""The brief of a reading, printed or written."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tracktwo.errors import LedgerError

if TYPE_CHECKING:
    from tracktwo.pipeline import Reading

__all__ = ["make_brief"]


def make_brief(
    reading: Reading, output: Path | None, *, question: str | None, as_of: date | None
) -> None:
    """Print the brief, or write it as one HTML page.

    Raises:
        LedgerError: if the page cannot be written.
    """
    from tracktwo import brief

    ledger, documents, names = reading.ledger, reading.documents, reading.names or None
    if output is None:
        brief.render_terminal(ledger, documents, question=question, as_of=as_of, names=names)
        return
    page = brief.render_html(ledger, documents, question=question, as_of=as_of, names=names)
    fresh = output.with_name(output.name + ".part")
    try:
        fresh.write_text(page, encoding="utf-8", newline="\n")
        fresh.replace(output)
    except OSError as error:
        raise LedgerError(
            "the brief cannot be written", where=str(output), why=error.strerror
        ) from error
