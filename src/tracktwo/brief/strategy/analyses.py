"""What-if, paths, coalitions, inverse and robustness as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from tracktwo.analysis import Cost
from tracktwo.analysis.coalition_breaks import Break
from tracktwo.analysis.evolution import Evolution
from tracktwo.analysis.horizon import LimitedMove, NonMyopic
from tracktwo.analysis.inverse import Inverse
from tracktwo.analysis.inverse_statements import StatementInverse
from tracktwo.analysis.paths import Path, change_in_words
from tracktwo.analysis.robustness import Robustness, Share
from tracktwo.analysis.whatif import WhatIf
from tracktwo.brief.strategy.labels import dm_names, short
from tracktwo.brief.strategy.results import pattern_key
from tracktwo.brief.strategy.tables import Table
from tracktwo.brief.strategy.words import path_words
from tracktwo.brief.words import listed, single_line
from tracktwo.conflict.model import Conflict

__all__ = [
    "break_tables",
    "check_tables",
    "horizon_tables",
    "inverse_tables",
    "path_tables",
    "robustness_tables",
    "whatif_tables",
]

NO_FORECAST = "A stability result follows from the preferences that are given; it is no forecast."


def check_tables(conflict: Conflict, cost: Cost, findings: Sequence[str]) -> list[Table]:
    """What a conflict holds, what solving it takes, and what is missing or idle."""
    status = conflict.status_quo
    about = [
        ("title", single_line(conflict.title)),
        ("question", single_line(conflict.question or "not given")),
        ("as of", conflict.as_of.isoformat() if conflict.as_of else "not given"),
        ("decision makers", listed(dm_names(conflict))),
        ("options", f"{len(conflict.options)}" if conflict.options else "states are listed"),
        ("feasible states", f"{cost.states:,}"),
        ("status quo", "not given" if status is None else _state(conflict, status)),
        ("solving takes about", f"{_seconds(cost.seconds)}, {_memory(cost.bytes)}"),
    ]
    preferences = [
        (
            name,
            type(preference).__name__.lower(),
            f"{int(conflict.rank[i].max()) + 1:,}",
            f"{len(conflict.improvements(i, status))}" if status is not None else "",
        )
        for i, (name, preference) in enumerate(
            zip(dm_names(conflict), conflict.preferences, strict=True)
        )
    ]
    return [
        Table.of("The conflict", ("what", "value"), about),
        Table.of(
            "Preferences",
            ("decision maker", "form", "levels", "improvements from the status quo"),
            preferences,
        ),
        Table.of("To look at", ("finding",), [(f,) for f in findings]),
    ]


def whatif_tables(result: WhatIf, evolution: Evolution | None) -> list[Table]:
    """What changes do to the equilibria, and how the new ones are reached."""
    before, after = result.before.conflict, result.after.conflict
    marks: dict[str, dict[str, str]] = {}
    for d in result.differences:
        for what, states in (
            ("stays", d.stays),
            ("appears", d.appears),
            ("vanishes", d.vanishes),
            ("infeasible", d.infeasible),
        ):
            for pattern in states:
                marks.setdefault(pattern, {})[d.concept] = what
    concepts = [d.concept for d in result.differences]
    rows = []
    for pattern in sorted(marks, key=lambda p: (-len(marks[p]), p)):
        gone = all(w in ("vanishes", "infeasible") for w in marks[pattern].values())
        of = before if gone else after
        name = single_line(of.state_name(of.state(pattern)))
        rows.append((pattern, name, *(marks[pattern].get(c, "") for c in concepts)))
    notes = [
        f"Order of options: {pattern_key(after)}." if after.options else "",
        f"Feasible states: {before.n_state:,} before, {after.n_state:,} after.",
        NO_FORECAST,
    ]
    head = ("state", "in words", *(short(c) for c in concepts))
    title = f"Equilibria if {listed([single_line(c) for c in result.changes])}"
    tables = [Table.of(title, head, rows, [n for n in notes if n])]
    if evolution is not None:
        tables += path_tables(after, evolution)
    return tables


def path_tables(conflict: Conflict, evolution: Evolution) -> list[Table]:
    """To each target the shortest legal way, step by step, and the one of improvements only."""
    rows: list[tuple[str, ...]] = []
    for target in evolution.targets:
        legal, improving = evolution.legal[target], evolution.improving[target]
        rows.append(
            (
                conflict.pattern(target),
                single_line(conflict.state_name(target)),
                _way(conflict, legal),
                _trust(conflict, legal),
                "the same" if improving and improving == legal else _way(conflict, improving),
            )
        )
    start = _state(conflict, evolution.start)
    return [
        Table.of(
            f"Ways from {start}",
            ("to", "in words", "shortest way", "steps that need trust", "by improvements only"),
            rows,
            ["A step needs trust when its mover does not gain by it alone."],
            keys=2,
        )
    ]


def break_tables(conflict: Conflict, found: Iterable[tuple[int, Sequence[Break]]]) -> list[Table]:
    """Which coalitions can leave which states together, how, and who gains."""
    rows = []
    quiet = []
    names = dm_names(conflict)
    for state, breaks in found:
        if not breaks:
            quiet.append(_state(conflict, state))
        for one in breaks:
            rows.append(
                (
                    conflict.pattern(state),
                    listed([names[i] for i in one.members]),
                    path_words(conflict, one.path),
                    _state(conflict, one.end),
                    listed([names[i] for i in one.gain]),
                    listed([names[i] for i in one.lose]) if one.lose else "nobody",
                    listed([short(c) for c in one.unanswered]) if one.unanswered else "none",
                )
            )
    notes = ["A coalition leaves a state for one that all its members prefer."]
    if quiet:
        notes.append(f"No coalition leaves {listed(quiet)}.")
    return [
        Table.of(
            "Coalitions that break equilibria",
            ("state", "coalition", "moves", "to", "gain", "lose", "unstable under"),
            rows,
            notes,
        )
    ]


def horizon_tables(conflict: Conflict, near: LimitedMove, far: NonMyopic) -> list[Table]:
    """Limited-move and non-myopic stability of two decision makers, the states stable for any."""
    names = dm_names(conflict)
    told = near.stable.any(axis=0) | far.stable.any(axis=0)

    def who(stable: npt.NDArray[np.bool_], state: int) -> str:
        return listed([n for n, yes in zip(names, stable[:, state], strict=True) if yes])

    rows = [
        (
            conflict.pattern(s),
            single_line(conflict.state_name(s)),
            who(near.stable, s),
            who(far.stable, s),
        )
        for s in np.flatnonzero(told).tolist()
    ]
    notes = [
        f"Looking {near.horizon} moves ahead, and at every sufficiently long horizon (from "
        f"{far.settled} moves on expectations {'stay' if far.period == 1 else 'come back'}).",
        "A state is an equilibrium where it is stable for both.",
    ]
    head = ("state", "in words", f"L{near.horizon} stable for", "non-myopically stable for")
    return [Table.of("Limited-move and non-myopic stability", head, rows, notes)]


def inverse_tables(
    conflict: Conflict, result: Inverse, edits: StatementInverse | None, why_not: str | None
) -> list[Table]:
    """What has to change in rankings and in statements for a state to hold."""
    names = dm_names(conflict)
    rows = [
        (
            names[c.dm],
            "yes" if c.stable else "no",
            single_line(c.sentence(conflict, ties=result.ties)),
            f"{len(c.falls)}",
        )
        for c in result.changes
    ]
    title = f"{_state(conflict, result.state)} under {short(result.concept)}"
    notes = [] if result.exact else ["The search was cut short: a smaller change may exist."]
    tables = [
        Table.of(
            f"Least change of rankings: {title}",
            ("decision maker", "stable now", "what must change", "states that fall"),
            rows,
            notes,
        )
    ]
    if edits is not None:
        said = [(single_line(s),) for s in edits.sentences(conflict)]
        more = [] if edits.complete else ["There are further answers of as many edits."]
        tables.append(Table.of(f"Fewest edits of statements: {title}", ("edits",), said, more))
    elif why_not:
        tables.append(Table.of(f"Fewest edits of statements: {title}", ("edits",), [], [why_not]))
    return tables


def robustness_tables(conflict: Conflict, result: Robustness, *, most: int = 60) -> list[Table]:
    """In what share of the preference orders each state is an equilibrium; what flips what."""
    by_state: dict[int, dict[str, Share]] = {}
    for share in result.shares:
        by_state.setdefault(share.state, {})[share.concept] = share
    rows = [
        (
            conflict.pattern(state),
            single_line(conflict.state_name(state)),
            *(_share(shares.get(c)) for c in result.concepts),
        )
        for state, shares in list(by_state.items())[:most]
    ]
    notes = [
        f"Order of options: {pattern_key(conflict)}." if conflict.options else "",
        f"Preference orders compatible with what varies: {result.joint:,}. A cell tells in what "
        "share of them the state is an equilibrium; * marks those of the conflict as given.",
        "A share counts preference orders; it is no probability.",
    ]
    if not result.exact:
        tried = max(s.tried for s in result.shares)
        notes.append(
            f"{tried:,} orders were drawn evenly with seed {result.seed}; in brackets Wilson's "
            "95 % interval of the share among all."
        )
    if len(by_state) > most:
        notes.append(f"And {len(by_state) - most:,} more states.")
    if not result.complete:
        notes.append("Time ran out before everything was tried.")
    head = ("state", "in words", *(short(c) for c in result.concepts))
    flips = [(single_line(flip.sentence(conflict)),) for flip in result.flips[:most]]
    more = [
        f"{result.changes:,} single changes were tried, {len(result.flips):,} change something."
    ]
    if len(result.flips) > most:
        more.append(f"The first {most} are told.")
    return [
        Table.of("Robustness", head, rows, [n for n in notes if n]),
        Table.of("Single changes that add or remove an equilibrium", ("change",), flips, more),
    ]


def _share(share: Share | None) -> str:
    if share is None:
        return ""
    mark = " *" if share.given else ""
    if share.interval is None:
        return f"{share.share:.1%}{mark}"
    low, high = share.interval
    return f"{share.share:.1%} ({low:.1%} to {high:.1%}){mark}"


def _state(conflict: Conflict, state: int) -> str:
    name = single_line(conflict.state_name(state))
    pattern = conflict.pattern(state)
    return name if name == pattern else f"{pattern} ({name})"


def _way(conflict: Conflict, path: Path | None) -> str:
    if path is None:
        return "none"
    if not path.steps:
        return "already there"
    names = dm_names(conflict)
    return "; ".join(
        f"{k}. {names[s.step.mover]} {change_in_words(conflict, s.step)}"
        for k, s in enumerate(path.steps, 1)
    )


def _trust(conflict: Conflict, path: Path | None) -> str:
    if path is None or not path.steps:
        return ""
    names = dm_names(conflict)
    said = []
    for k in path.trust:
        step = path.steps[k]
        end = "is better off at the end" if step.better_at_end else "is no better off at the end"
        said.append(f"{k + 1}: {names[step.step.mover]} {end}")
    return "; ".join(said) or "none"


def _seconds(seconds: float) -> str:
    return "less than a second" if seconds < 1 else f"{seconds:,.0f} s"


def _memory(size: int) -> str:
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{max(1, round(size / 1e6)):,} MB"
