"""From a conflict file to the rooms, and from results to what is printed."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tracktwo.analysis import CONCEPTS, Solution, cost, solve
from tracktwo.brief.strategy import analyses, render
from tracktwo.brief.strategy.results import (
    certificate_table,
    equilibria_of,
    equilibria_table,
    how_many,
    option_table,
    solution_data,
    stability_table,
)
from tracktwo.brief.strategy.tables import Table
from tracktwo.brief.strategy.words import equilibrium_in_words, why_sim
from tracktwo.cli.exits import tell
from tracktwo.conflict.file import read_conflict
from tracktwo.conflict.model import Conflict
from tracktwo.conflict.writing import save, write_conflict
from tracktwo.errors import ConflictError, UnknownChoice

__all__ = [
    "begin",
    "checked",
    "compared",
    "converted",
    "inverted",
    "load",
    "show",
    "show_progress",
    "solved",
    "tried",
    "ways",
]

_LONG = 2.0
_FEW = 12


def load(path: Path) -> Conflict:
    """A conflict from a ``conflict.toml``, or from a ``.gmcr`` file with what was lost told."""
    if path.suffix.lower() != ".gmcr":
        return read_conflict(path)
    from tracktwo.interop.gmcr import read_gmcr

    imported = read_gmcr(path)
    for lost in imported.lost:
        tell("warning", f"{path}: {lost}")
    return imported.conflict


def begin(path: Path, makers: Sequence[str]) -> None:
    """Write a commented conflict file that solves as it is, where there is none."""
    from tracktwo.conflict.template import template

    if path.exists():
        raise ConflictError(
            "there is a file already",
            where=str(path),
            remedy="name another file, or take that one away",
        )
    save(path, template(decision_makers=makers) if makers else template())
    print(f"{path}: fill it in, then run `tracktwo check {path}` and `tracktwo solve {path}`")


def checked(path: Path, as_: str) -> None:
    """Tell what a conflict holds and what an analyst should look at."""
    from tracktwo.conflict.checks import findings

    conflict = load(path)
    show(analyses.check_tables(conflict, cost(conflict), findings(conflict)), as_)


def solved(
    path: Path,
    *,
    concepts: Sequence[str],
    state: str | None,
    dms: Sequence[str],
    sanctions: Any,
    coalitions: bool,
    horizon: int | None,
    every: bool,
    svg: Path | None,
    budget: float | None,
    threads: int,
    as_: str,
) -> bool:
    """Solve and tell; whether it was done in time."""
    conflict = load(path)
    takes = cost(conflict)
    if takes.seconds > _LONG:
        tell(
            "note",
            f"{takes.states:,} states; about {takes.seconds:,.0f} s and {takes.bytes / 1e9:.1f} GB",
        )
    solution = solve(
        conflict,
        concepts=concepts or CONCEPTS,
        sanctions=sanctions,
        budget_s=budget,
        threads=threads,
        progress=show_progress if takes.seconds > _LONG else None,
    )
    if svg is not None:
        from tracktwo.brief.strategy.graph import graph_svg

        save(svg, graph_svg(conflict, solution))
    if state is not None:
        show([*_one_state(solution, state, dms)], as_)
        return solution.complete
    found = equilibria_of(solution, most=_FEW)
    tables = [equilibria_table(solution)]
    if conflict.options and 0 < how_many(solution) <= _FEW:
        tables.append(option_table(conflict, found, solution=solution))
    tables.append(_reasons(solution))
    if coalitions and solution.complete:
        tables += _coalitions(conflict, found)
    if horizon is not None:
        from tracktwo.analysis.horizon import limited_move, non_myopic

        tables += analyses.horizon_tables(
            conflict, limited_move(conflict, horizon), non_myopic(conflict)
        )
    if every:
        tables.append(stability_table(solution, most=conflict.n_state))
    whole = as_ == "json" and not coalitions and horizon is None
    show(tables, as_, solution_data(solution) if whole else None)
    return solution.complete


def _one_state(solution: Solution, state: str, dms: Sequence[str]) -> list[Table]:
    conflict = solution.conflict
    where = conflict.state(state, where="--state")
    who = [conflict.dm(d, where="--dm") for d in dms] or list(range(conflict.n_dm))
    reasons = []
    for dm in who:
        for concept in solution.concepts:
            if concept != "sim":
                reasons.append(solution.certificate(concept, dm, where))
                if concept == "nash" and reasons[-1].stable:
                    break  # all other concepts follow, by the same reason
    tables = [
        stability_table(solution, states=[where]),
        certificate_table(conflict, reasons),
    ]
    if "sim" in solution.concepts:
        sim = [solution.sim_certificate(dm, where) for dm in who]
        told = [(conflict.decision_makers[c.dm].label, why_sim(conflict, c)) for c in sim]
        tables.append(Table.of("Simultaneous stability", ("decision maker", "why"), told))
    return tables


def _reasons(solution: Solution) -> Table:
    conflict = solution.conflict
    rows = []
    for state in equilibria_of(solution, most=_FEW):
        for sentence in equilibrium_in_words(conflict, solution, state)[1:]:
            rows.append((conflict.pattern(state), sentence))
    notes = [analyses.NO_FORECAST]
    total = how_many(solution)
    if total > _FEW:
        notes.insert(0, f"Of {total:,} states the first {_FEW} are told; ask with --state.")
    return Table.of("Why they hold", ("state", "reason"), rows, notes)


def _coalitions(conflict: Conflict, states: Mapping[int, Any]) -> list[Table]:
    from tracktwo.analysis.coalition_breaks import breaks

    return analyses.break_tables(conflict, [(s, breaks(conflict, s)) for s in states])


def compared(
    path: Path, changes: Sequence[str], concepts: Sequence[str], *, output: Path | None, as_: str
) -> None:
    """Tell what changes do to the equilibria, and write the changed conflict if asked."""
    from tracktwo.analysis.whatif import what_if

    result = what_if(load(path), changes, concepts=concepts or CONCEPTS)
    after = result.after
    evolution = None
    if after.conflict.status_quo is not None:
        from tracktwo.analysis.evolution import evolve

        evolution = evolve(after.conflict, equilibria_of(after, most=_FEW))
    if output is not None:
        from tracktwo.cli.levers import written

        written(output, result.before.conflict, after.conflict)
    show(analyses.whatif_tables(result, evolution), as_)


def ways(
    path: Path, to: Sequence[str], start: str | None, concepts: Sequence[str], *, as_: str
) -> None:
    """Tell the shortest ways to some states, or to the equilibria."""
    from tracktwo.analysis.evolution import evolve

    conflict = load(path)
    begin_at = None if start is None else conflict.state(start, where="--from")
    if to:
        targets = [conflict.state(t, where="--to") for t in to]
    else:
        solution = solve(conflict, concepts=concepts or CONCEPTS)
        targets = list(equilibria_of(solution, most=_FEW))
        if how_many(solution) > _FEW:
            tell(
                "note",
                f"of {how_many(solution):,} equilibria the first {_FEW}; name others by --to",
            )
    show(analyses.path_tables(conflict, evolve(conflict, targets, start=begin_at)), as_)


def inverted(
    path: Path, state: str, concept: str, dms: Sequence[str], most: int, *, as_: str
) -> None:
    """Tell the least changes of preferences that make a state stable."""
    from tracktwo.analysis.inverse import invert
    from tracktwo.analysis.inverse_statements import invert_statements

    if concept == "sim":
        raise UnknownChoice(
            "sim is not inverted", remedy=f"name one of {', '.join(CONCEPTS)} with --concept"
        )
    conflict = load(path)
    target = conflict.state(state, where="--state")
    who = [conflict.dm(d, where="--dm") for d in dms] or None
    result = invert(conflict, target, concept, who)
    edits, why_not = None, None
    try:
        edits = invert_statements(conflict, target, concept, who, most=most)
    except ConflictError as error:
        why_not = str(error)
    show(analyses.inverse_tables(conflict, result, edits, why_not), as_)


def tried(
    path: Path,
    concepts: Sequence[str],
    vary: Mapping[str, bool],
    *,
    exact: int,
    samples: int,
    seed: int,
    budget: float | None,
    as_: str,
) -> bool:
    """Tell how equilibria fare under other preferences; whether it was done in time."""
    from tracktwo.analysis.robustness import robustness
    from tracktwo.analysis.variants import Vary

    asked = dict(vary) if any(vary.values()) else dict.fromkeys(vary, True)
    conflict = load(path)
    result = robustness(
        conflict,
        Vary(**asked),
        concepts=[c for c in concepts if c != "sim"] or CONCEPTS,
        exact=exact,
        samples=samples,
        seed=seed,
        progress=show_progress,
        budget_s=budget,
    )
    show(analyses.robustness_tables(conflict, result), as_)
    return result.complete


def converted(path: Path, output: Path, rankings: Path | None, *, infeasible: Any) -> None:
    """Write a conflict in the format that the output's ending names."""
    from tracktwo.interop.gmcr import write_gmcr
    from tracktwo.interop.nfg import write_nfg
    from tracktwo.interop.spreadsheet import read_csv, write_csv

    conflict = load(path)
    if rankings is not None:
        try:
            text = rankings.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise ConflictError(
                "the spreadsheet cannot be read",
                where=str(rankings),
                why=str(error),
                remedy="save it as CSV in UTF-8",
            ) from error
        from tracktwo.cli.levers import without_lost_levers

        conflict = without_lost_levers(conflict, read_csv(conflict, text, where=str(rankings)))
    ending = output.suffix.lower()
    lost: tuple[str, ...] = ()
    if ending == ".toml":
        text = write_conflict(conflict)
    elif ending == ".csv":
        text = write_csv(conflict)
    elif ending == ".gmcr":
        exported = write_gmcr(conflict)
        text, lost = exported.text, exported.lost
    elif ending == ".nfg":
        exported = write_nfg(conflict, infeasible=infeasible)
        text, lost = exported.text, exported.lost
    else:
        raise UnknownChoice(
            f'no format is known by the ending "{ending}"',
            where=str(output),
            remedy="end the file's name in .toml, .gmcr, .nfg or .csv",
        )
    save(output, text)
    if conflict.levers and ending != ".toml":
        lost = (*lost, "levers are not carried")
    for one in lost:
        tell("warning", f"{output}: {one}")


def show(tables: Sequence[Table], as_: str, data: Mapping[str, Any] | None = None) -> None:
    """Write tables to standard output."""
    render(tables, as_=as_, stream=sys.stdout, data=data)  # type: ignore[arg-type]


def show_progress(done: int, of: int) -> None:
    """Count on a terminal, if somebody is there to see it."""
    if sys.stderr.isatty():
        end = "\n" if done >= of else ""
        print(f"\r{done:,} of {of:,}", end=end, file=sys.stderr, flush=True)
