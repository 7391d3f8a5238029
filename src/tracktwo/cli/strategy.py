"""The commands that work a conflict; what they do stands in the rooms."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tracktwo.cli.app import Day, Registry, app
from tracktwo.cli.exits import TIME_OUT, leave, tell, told

__all__ = ["Concept", "Form", "Sanctions", "app"]


class Form(StrEnum):
    """Forms of the output."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"


class Concept(StrEnum):
    """Solution concepts."""

    NASH = "nash"
    GMR = "gmr"
    SMR = "smr"
    SEQ = "seq"
    SSEQ = "sseq"
    SIM = "sim"


class Sanctions(StrEnum):
    """Which sequences of opponents count as sanctions."""

    ANY = "any"
    ONCE = "once"


class Infeasible(StrEnum):
    """What a format that cannot leave combinations out does about infeasible ones."""

    REFUSE = "refuse"
    WORST = "worst"


File = Annotated[
    Path,
    typer.Argument(
        metavar="CONFLICT", help="A conflict.toml, or a .gmcr file.", show_default=False
    ),
]
As = Annotated[Form, typer.Option("--as", help="The form of the output.")]
Concepts = Annotated[
    list[Concept] | None,
    typer.Option(
        "--concept",
        help="A solution concept; may be given again for more. All but sim otherwise.",
        show_default=False,
    ),
]
State = Annotated[
    str | None,
    typer.Option(
        "--state",
        metavar="STATE",
        help='One state: its levels in the order of the options ("NY NN"), its id or its name.',
        show_default=False,
    ),
]
Party = Annotated[
    list[str] | None,
    typer.Option(
        "--dm",
        metavar="ID",
        help="One decision maker, by id or name; may be given again for more. All otherwise.",
        show_default=False,
    ),
]
Budget = Annotated[
    float | None,
    typer.Option(
        "--time-budget",
        metavar="SECONDS",
        min=0.0,
        help="End after so long with what is done by then, and say so (exit code 8).",
        show_default=False,
    ),
]


@app.command()
@told
def new(
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help="The file to begin.", show_default=False)
    ],
    dm: Annotated[
        list[str] | None,
        typer.Option("--dm", metavar="NAME", help="A decision maker; give two or more."),
    ] = None,
) -> None:
    """Begin a conflict: a commented conflict.toml that solves as it is, to fill in.

    A file that is there already is left alone.
    """
    from tracktwo.cli.conflicts import begin

    begin(path, dm or [])


@app.command()
@told
def check(
    file: File,
    ledger: Annotated[
        list[Path] | None,
        typer.Option(
            "--ledger",
            metavar="ROWS",
            help="Also compare it with a ledger: a file of `tracktwo read --as jsonl`, or a folder "
            "of Parquet; may be given again for more.",
            show_default=False,
        ),
    ] = None,
    report: Annotated[
        list[str] | None,
        typer.Option(
            "--report",
            metavar="REPORT",
            help="Also compare it with a report, read anew; may be given again for more.",
            show_default=False,
        ),
    ] = None,
    registry: Registry = None,
    date: Day = None,
    as_: As = Form.TABLE,
) -> None:
    """Check a conflict: whether it reads, how large it is, what is missing or idle.

    With --ledger or --report also whether the rows that it cites are still there, which other rows
    speak against them, and which positions it ignores. Exit code 7 if it cannot be used, with file,
    key path and remedy.
    """
    if not ledger and not report:
        from tracktwo.cli.conflicts import checked

        checked(file, as_.value)
        return
    from tracktwo.cli.levers import checked_against
    from tracktwo.cli.reports import day, finish

    reading = checked_against(
        file, ledger or (), report or (), registry=registry or (), on=day(date), as_=as_.value
    )
    if reading is not None:
        finish(reading)


@app.command()
@told
def solve(
    file: File,
    concept: Concepts = None,
    state: State = None,
    dm: Party = None,
    sanctions: Annotated[
        Sanctions,
        typer.Option(
            "--sanctions",
            help="any: opponents move in any legal sequence, as in the literature. once: each "
            "opponent moves at most once, as in some older tools.",
        ),
    ] = Sanctions.ANY,
    coalitions: Annotated[
        bool,
        typer.Option("--coalitions", help="Also tell which coalitions break which equilibria."),
    ] = False,
    horizon: Annotated[
        int | None,
        typer.Option(
            "--horizon",
            metavar="N",
            min=1,
            help="With two decision makers: also limited-move stability N moves ahead, and "
            "non-myopic stability.",
            show_default=False,
        ),
    ] = None,
    every: Annotated[
        bool, typer.Option("--every", help="Also tell the stability of every state.")
    ] = False,
    svg: Annotated[
        Path | None,
        typer.Option(
            "--svg", metavar="FILE", help="Write the graph as a picture.", show_default=False
        ),
    ] = None,
    budget: Budget = None,
    threads: Annotated[int, typer.Option("--threads", min=1, help="Same answer, sooner.")] = 1,
    as_: As = Form.TABLE,
) -> None:
    """Tell which outcomes would hold, and why.

    Equilibria under each concept with the reasons of each decision maker. With --state, why that
    state holds or not. A stability result says what follows from the preferences that the conflict
    gives; it is no forecast.
    """
    from tracktwo.cli.conflicts import solved

    complete = solved(
        file,
        concepts=[c.value for c in concept or ()],
        state=state,
        dms=dm or [],
        sanctions=sanctions.value,
        coalitions=coalitions,
        horizon=horizon,
        every=every,
        svg=svg,
        budget=budget,
        threads=threads,
        as_=as_.value,
    )
    if not complete:
        tell("warning", "time ran out; the output says what is done")
        leave(TIME_OUT)


@app.command()
@told
def whatif(
    file: File,
    changes: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="CHANGE",
            help="A change, applied in order; may be given again for more: "
            '"aid = none", "aid is forward", "forbid talks and advance", "us drop 2", '
            '"us negate 2", "us move 2 to 1", "us replace 2 by not aid", "us add not aid at 1", '
            '"us leaves".',
            show_default=False,
        ),
    ] = None,
    lever: Annotated[
        list[str] | None,
        typer.Option(
            "--lever",
            metavar="NAME",
            help="A lever of the file; may be given again for more. Each is told alone, and all "
            "together, with --set as one more.",
            show_default=False,
        ),
    ] = None,
    concept: Concepts = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="Write the conflict there, with all changes made.",
            show_default=False,
        ),
    ] = None,
    as_: As = Form.TABLE,
) -> None:
    """Tell what changes would do: equilibria that stay, appear and vanish, and the ways to them."""
    concepts = [c.value for c in concept or ()]
    if lever:
        from tracktwo.cli.levers import pulled

        pulled(file, lever, changes or (), concepts, output=output, as_=as_.value)
        return
    if not changes:
        tell("error", 'no change is given; give one or more with --set "CHANGE" or --lever "NAME"')
        leave(2)
    from tracktwo.cli.conflicts import compared

    compared(file, changes, concepts, output=output, as_=as_.value)


@app.command()
@told
def sweep(
    file: File,
    concept: Concepts = None,
    alone: Annotated[
        bool, typer.Option("--alone", help="Only one lever at a time, no pairs.")
    ] = False,
    budget: Budget = None,
    as_: As = Form.TABLE,
) -> None:
    """Tell what every lever of a conflict does, and every two of them together.

    Which equilibria appear and vanish, who gains, and what only two levers together bring about.
    """
    from tracktwo.cli.levers import swept

    complete = swept(
        file, [c.value for c in concept or ()], pairs=not alone, budget=budget, as_=as_.value
    )
    if not complete:
        tell("warning", "time ran out; the output says what is done")
        leave(TIME_OUT)


@app.command()
@told
def questions(
    file: File,
    concept: Concepts = None,
    most: Annotated[
        int | None,
        typer.Option(
            "--most",
            metavar="N",
            min=1,
            help="Tell only so many; all otherwise.",
            show_default=False,
        ),
    ] = None,
    as_: As = Form.TABLE,
) -> None:
    """Tell what to find out next: the doubts in a conflict, by how much hangs on each.

    In doubt are statements that are marked unsure or assumed, the order of two such neighbours, and
    options that no evidence stands behind where others have some. Each question says what would
    hold and what would no longer hold if the answer is another.
    """
    from tracktwo.cli.levers import asked

    asked(file, [c.value for c in concept or ()], most, as_=as_.value)


@app.command()
@told
def path(
    file: File,
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to",
            metavar="STATE",
            help="The state to reach; may be given again for more. All equilibria otherwise.",
            show_default=False,
        ),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="STATE",
            help="From there; the status quo otherwise.",
            show_default=False,
        ),
    ] = None,
    concept: Concepts = None,
    as_: As = Form.TABLE,
) -> None:
    """Tell how to get from today to an outcome: who moves, and which steps need trust."""
    from tracktwo.cli.conflicts import ways

    ways(file, to or [], start, [c.value for c in concept or ()], as_=as_.value)


@app.command()
@told
def invert(
    file: File,
    state: Annotated[
        str,
        typer.Option(
            "--state", metavar="STATE", help="The state that should hold.", show_default=False
        ),
    ],
    concept: Annotated[
        Concept, typer.Option("--concept", help="Under which concept; sim is not inverted.")
    ] = Concept.SEQ,
    dm: Party = None,
    most: Annotated[
        int, typer.Option("--edits", min=0, help="The most edits of statements that are tried.")
    ] = 2,
    as_: As = Form.TABLE,
) -> None:
    """Tell the least that would have to change in preferences for a state to hold."""
    from tracktwo.cli.conflicts import inverted

    inverted(file, state, concept.value, dm or [], most, as_=as_.value)


@app.command()
@told
def robust(
    file: File,
    concept: Concepts = None,
    ties: Annotated[bool, typer.Option("--ties", help="Break ties in every way.")] = False,
    drop: Annotated[bool, typer.Option("--drop", help="Drop any one statement.")] = False,
    swap: Annotated[
        bool, typer.Option("--swap", help="Swap statements next to each other.")
    ] = False,
    unsure: Annotated[
        bool, typer.Option("--unsure", help="Drop or keep each statement marked unsure.")
    ] = False,
    exact: Annotated[
        int, typer.Option("--exact", min=1, help="Try all orders up to so many, sample beyond.")
    ] = 20_000,
    samples: Annotated[int, typer.Option("--samples", min=1, help="How many to sample.")] = 10_000,
    seed: Annotated[int, typer.Option("--seed", help="Of the sample; same seed, same answer.")] = 0,
    budget: Budget = None,
    as_: As = Form.TABLE,
) -> None:
    """Tell in what share of preference orders an outcome holds, and what single change flips it.

    Without --ties, --drop, --swap or --unsure all four are tried. The share is one of preference
    orders and no probability.
    """
    from tracktwo.cli.conflicts import tried

    complete = tried(
        file,
        [c.value for c in concept or ()],
        {"ties": ties, "drop": drop, "swap": swap, "unsure": unsure},
        exact=exact,
        samples=samples,
        seed=seed,
        budget=budget,
        as_=as_.value,
    )
    if not complete:
        tell("warning", "time ran out; the output says what is done")
        leave(TIME_OUT)


@app.command()
@told
def convert(
    file: File,
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="Where to write; its ending says the format: .toml, .gmcr, .nfg or .csv.",
            show_default=False,
        ),
    ],
    rankings: Annotated[
        Path | None,
        typer.Option(
            "--rankings",
            metavar="CSV",
            help="Take the rankings of states from this spreadsheet.",
            show_default=False,
        ),
    ] = None,
    infeasible: Annotated[
        Infeasible,
        typer.Option(
            "--infeasible",
            help="What .nfg, which cannot leave combinations out, does about infeasible ones: "
            "refuse, or worst, by which everybody likes them least.",
        ),
    ] = Infeasible.REFUSE,
) -> None:
    """Write a conflict in another format; what cannot be carried is said on standard error."""
    from tracktwo.cli.conflicts import converted

    converted(file, output, rankings, infeasible=infeasible.value)
