"""The command that drafts a conflict from reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracktwo.cli.app import Day, Registry, Reports, Workers
from tracktwo.cli.exits import tell, told
from tracktwo.cli.strategy import app

if TYPE_CHECKING:
    from tracktwo.conflict.draft import Draft

__all__ = ["draft"]


@app.command()
@told
def draft(
    reports: Reports,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="Write the conflict.toml there, instead of printing it.",
            show_default=False,
        ),
    ] = None,
    registry: Registry = None,
    date: Day = None,
    question: Annotated[
        str | None,
        typer.Option(
            "--question",
            metavar="TEXT",
            help="What the analysis should answer.",
            show_default=False,
        ),
    ] = None,
    most_dms: Annotated[
        int, typer.Option("--most-dms", min=2, help="The most decision makers.")
    ] = 6,
    most_options: Annotated[
        int, typer.Option("--most-options", min=1, help="The most options.")
    ] = 12,
    workers: Workers = 1,
) -> None:
    """Draft a conflict from reports: who can do what, and who prefers what, with the evidence.

    A commented conflict.toml for a person to correct: over each line stand the words that it rests
    on, and what is assumed says so. What was left out, what is assumed and how many questions are
    open is said on standard error. Reports that tell of no conflict give no draft.
    """
    from tracktwo.cli.reports import day, finish, readings
    from tracktwo.conflict.draft import draft as make
    from tracktwo.conflict.writing import save

    on = day(date)
    reading = readings(reports, registry=registry or (), on=on, workers=workers)
    made = make(
        reading.ledger,
        names=reading.names,
        question=question,
        as_of=on,
        most_dms=most_dms,
        most_options=most_options,
    )
    if made.conflict is None:
        tell("nothing drafted", f"the reports hold no conflict: {made.why_not}")
        finish(reading)
        return
    if output is None:
        print(made.text, end="")
    else:
        save(output, made.text)
    _say(made)
    finish(reading)


def _say(made: Draft) -> None:
    """Tell on standard error what a person has to know of a draft."""
    from tracktwo.analysis.questions import questions

    assert made.conflict is not None
    for left in made.context:
        tell("left out", left)
    for choice in made.dropped:
        tell("left out", f"{choice} (beyond --most-options)")
    if made.ignored:
        tell("left out", f"{len(made.ignored)} positions; they stand at the end of the file")
    for assumption in made.assumptions:
        tell("assumed", assumption)
    asked = len(questions(made.conflict))
    tell("open", f"{asked} questions; `tracktwo questions` asks them, the weightiest first")
