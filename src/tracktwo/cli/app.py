"""The commands and their options; what they do stands in the rooms."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tracktwo.cli.exits import EXIT_CODES, leave, tell, told

__all__ = ["As", "Kind", "app"]

_CODES = "\n\n".join(f"{code}  {meaning}" for code, meaning in EXIT_CODES.items())

app = typer.Typer(
    name="tracktwo",
    help="Read reports of a conflict: who did and said what to whom, and on whose word.",
    epilog=f"Exit codes:\n\n{_CODES}",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class As(StrEnum):
    """Formats of ``tracktwo read``."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    DUCKDB = "duckdb"


class Kind(StrEnum):
    """Kinds of rows."""

    EVENT = "event"
    QUOTE = "quote"
    POSITION = "position"
    PROPOSAL = "proposal"
    UTTERANCE = "utterance"
    RELATION = "relation"


Reports = Annotated[
    list[str],
    typer.Argument(
        metavar="REPORT...",
        help="Files (text, Markdown, HTML, PDF, e-mail, JSON Lines), folders, or - for standard "
        "input.",
        show_default=False,
    ),
]
Registry = Annotated[
    list[Path] | None,
    typer.Option(
        "--registry",
        metavar="FILE",
        help="An actor registry of your own (TOML or TSV), on top of the one that ships.",
        show_default=False,
    ),
]
Day = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar="YYYY-MM-DD",
        help="The day of the reports, instead of the one that they give.",
        show_default=False,
    ),
]
Workers = Annotated[
    int, typer.Option("--workers", min=1, help="Processes to read with; the rows are the same.")
]


@app.callback(invoke_without_command=True)
def tracktwo(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and leave.", is_eager=True)
    ] = False,
) -> None:
    """Read reports of a conflict: who did and said what to whom, and on whose word."""
    if version:
        from tracktwo import __version__

        print(f"tracktwo {__version__}")
        leave(0)


@app.command()
@told
def read(
    reports: Reports,
    as_: Annotated[
        As, typer.Option("--as", help="The form of the output; parquet and duckdb need -o.")
    ] = As.TABLE,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="PATH",
            help="Where to write: a file, or a folder for parquet. Standard output otherwise.",
            show_default=False,
        ),
    ] = None,
    registry: Registry = None,
    date: Day = None,
    workers: Workers = 1,
    kind: Annotated[
        list[Kind] | None,
        typer.Option("--kind", help="Only rows of this kind; may be given again for more."),
    ] = None,
) -> None:
    """Read reports into rows: events, quotes, positions, proposals, statements and ties.

    Each row cites the exact words it rests on. Rows that tell the same act, in one report or in
    several, are one row with several citations.
    """
    if as_ in (As.PARQUET, As.DUCKDB) and output is None:
        tell("error", f"--as {as_.value} needs a path; name one with -o")
        leave(2)
    from tracktwo.cli.reports import day, finish, readings
    from tracktwo.ledger import write

    reading = readings(reports, registry=registry or (), on=day(date), workers=workers)
    ledger = reading.ledger.with_relations(names=reading.names)
    if kind:
        ledger = ledger.only([k.value for k in kind])
    write(ledger, sys.stdout if output is None else output, as_=as_.value)
    finish(reading)


@app.command()
@told
def brief(
    reports: Reports,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="Write one self-contained HTML page there, instead of printing.",
            show_default=False,
        ),
    ] = None,
    question: Annotated[
        str | None,
        typer.Option(
            "--question", metavar="TEXT", help="What the brief should answer; shown on top."
        ),
    ] = None,
    outcomes: Annotated[
        bool,
        typer.Option(
            "--outcomes",
            help="Also draft the conflict, tell which outcomes would hold, and what would change "
            "it.",
        ),
    ] = False,
    conflict: Annotated[
        Path | None,
        typer.Option(
            "--conflict",
            metavar="CONFLICT",
            help="Tell the outcomes of this conflict.toml, a corrected draft, and draft none.",
            show_default=False,
        ),
    ] = None,
    registry: Registry = None,
    date: Day = None,
    workers: Workers = 1,
) -> None:
    """Brief a reader: what happened, who wants what, what is on the table, with the evidence.

    With --outcomes or --conflict also which outcomes would hold: a stability result follows from
    the model and is no forecast. Printed in colour on a terminal and plain elsewhere.
    """
    from tracktwo.cli.brief import make_brief
    from tracktwo.cli.reports import day, finish, readings

    on = day(date)
    reading = readings(reports, registry=registry or (), on=on, workers=workers, keep=True)
    make_brief(reading, output, question=question, as_of=on, outcomes=outcomes, conflict=conflict)
    finish(reading)


@app.command()
@told
def explain(
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE|ROW_ID",
            help="A code such as ASSAULT, drone, possible or territory; or the id of a row.",
            show_default=False,
        ),
    ],
    reports: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[REPORT...]",
            help="For the id of a row: the reports that it was made from.",
            show_default=False,
        ),
    ] = None,
    registry: Registry = None,
    date: Day = None,
) -> None:
    """Say what a code means, or which rule and which words made a row.

    The beginning of an id is enough, if only one row has it.
    """
    from tracktwo.cli.explain import explain_code, explain_row
    from tracktwo.cli.reports import day, finish, readings

    if not reports:
        explain_code(code)
        return
    reading = readings(reports, registry=registry or (), on=day(date), keep=True)
    explain_row(code, reading)
    finish(reading)


@app.command()
@told
def doctor() -> None:
    """Check this installation: versions, model, registry, offline reading and its speed.

    Exit code 1 if anything is wrong.
    """
    from tracktwo.cli.doctor import examine

    leave(examine())


@app.command()
@told
def schema(
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="[KIND]",
            help="event, quote, position, proposal, utterance, relation or document; conflict for "
            "a conflict.toml; else all kinds of rows.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Print the JSON Schema of a line of the JSON Lines output, or of a conflict.toml."""
    import json

    if kind == "conflict":
        from tracktwo.conflict.file import conflict_schema

        shape = conflict_schema()
    else:
        from tracktwo.ledger import json_schema

        shape = json_schema(kind)
    print(json.dumps(shape, ensure_ascii=False, indent=2))
