"""Levers, sweeps, questions, and a conflict against its ledger, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tracktwo.analysis import Solution
from tracktwo.analysis.levers import Gain, Pull, Sweep
from tracktwo.analysis.questions import Question
from tracktwo.analysis.whatif import Difference
from tracktwo.brief.strategy.analyses import NO_FORECAST, path_tables
from tracktwo.brief.strategy.labels import concepts_in_words, distinct, dm_names, short, strongest
from tracktwo.brief.strategy.results import equilibria_of, pattern_key
from tracktwo.brief.strategy.tables import Table
from tracktwo.brief.words import listed, single_line
from tracktwo.conflict.against import Against
from tracktwo.conflict.model import Conflict

__all__ = ["against_tables", "lever_tables", "question_tables", "sweep_tables"]

_GONE = ("vanishes", "infeasible")
_FEW = 4
"""How many states a cell names."""
_STRONGEST_FIRST = ("nash", "sseq", "seq", "smr", "gmr", "sim")
_KINDS = {
    "gone": "Evidence that the ledger does not have",
    "contradicted": "Evidence that other rows speak against",
    "ignored": "Positions that nothing in the conflict cites",
}


def lever_tables(before: Solution, pulls: Sequence[Pull], *, most: int = 40) -> list[Table]:
    """Levers side by side: the equilibria with each, what each changes, who gains, the ways there.

    A state's cell tells what it does, and under which concepts (others follow from those).

    Args:
        before: the solution without levers.
        pulls: what the levers do.
        most: how many states are told; those first that are an equilibrium under a strong concept,
            before or after.
    """
    conflict = before.conflict
    given = {conflict.pattern(s): held for s, held in equilibria_of(before).items()}
    columns = [_marks(pull.differences) for pull in pulls]
    best = {state: _place(held) for state, held in given.items()}
    for marks in columns:
        for state, of in marks.items():
            after = [c for c, what in of.items() if what not in _GONE]
            best[state] = min(best.get(state, len(_STRONGEST_FIRST)), _place(after))
    order = sorted(best, key=lambda s: (best[s], s not in given, conflict.by_pattern[s]))
    rows = [
        (
            pattern,
            single_line(conflict.state_name(conflict.by_pattern[pattern])),
            concepts_in_words(strongest(given.get(pattern, ()))),
            *(_cell(marks.get(pattern, {}), given.get(pattern, ())) for marks in columns),
        )
        for pattern in order[:most]
    ]
    more = [f"And {len(order) - most:,} more states."] if len(order) > most else []
    names = [single_line(pull.name) for pull in pulls]
    head = distinct(("state", "in words", "as given", *names))
    tables = [
        Table.of("Equilibria with and without levers", head, rows, [*more, *_key(conflict)]),
        Table.of(
            "What each lever changes",
            ("lever", "changes", "remark"),
            [(single_line(p.name), "; ".join(p.changes) or "nothing", _remark(p)) for p in pulls],
        ),
        _gain_table(conflict, pulls),
    ]
    for name, pull in zip(names, pulls, strict=True):
        if pull.after is not None and pull.evolution is not None:
            tables += [
                replace(table, title=f"With {name}: {table.title[:1].lower()}{table.title[1:]}")
                for table in path_tables(pull.after.conflict, pull.evolution)
            ]
    return tables


def sweep_tables(sweep: Sweep) -> list[Table]:
    """Every lever and every pair: what appears and vanishes, who gains; what only pairs do."""
    conflict = sweep.before.conflict
    concepts = sweep.before.concepts
    lead = "seq" if "seq" in concepts else concepts[0]
    rows, told, together = [], set(), []
    for pull in sweep.pulls:
        marks = _marks(pull.differences)
        new = {s: [c for c, w in of.items() if w == "appears"] for s, of in marks.items()}
        gone = {s: [c for c, w in of.items() if w in _GONE] for s, of in marks.items()}
        told |= {s for by in (new, gone) for s in _named(by)}
        rows.append(
            (
                single_line(pull.name),
                _states(new),
                _states(gone),
                _who(conflict, pull.gains, lead, "gains"),
                _who(conflict, pull.gains, lead, "loses"),
                _remark(pull),
            )
        )
        if len(pull.levers) == 2 and (beyond := sweep.only_together(pull)):
            marks = _marks(beyond)
            new = {s: [c for c, w in of.items() if w == "appears"] for s, of in marks.items()}
            gone = {s: [c for c, w in of.items() if w in _GONE] for s, of in marks.items()}
            together.append((single_line(pull.name), _states(new), _states(gone)))
    notes = [f"{len(sweep.pulls):,} of {sweep.planned:,} were done."]
    if not sweep.complete:
        notes = [f"Time ran out: {notes[0]}"]
    notes.append(
        "Who gains is judged by the preferences before: the best and the worst equilibrium under "
        f"{short(lead)} are no worse, and one of them is better."
    )
    head = (
        "levers",
        "appear",
        "vanish",
        f"gain ({short(lead)})",
        f"lose ({short(lead)})",
        "remark",
    )
    names = [
        (pattern, single_line(conflict.state_name(conflict.by_pattern[pattern])))
        for pattern in sorted(told, key=lambda p: conflict.by_pattern[p])
    ]
    return [
        Table.of("Levers, alone and in pairs", head, rows, [*notes, NO_FORECAST]),
        Table.of("What only both together do", ("levers", "appear", "vanish"), together),
        Table.of("The states", ("state", "in words"), names, _key(conflict)[:-1]),
    ]


def question_tables(
    conflict: Conflict, found: Sequence[Question], *, most: int | None = None
) -> list[Table]:
    """What to ask, the weightiest first, with the change that stands for the other answer."""
    weighty = [q for q in found if q.changes]
    shown = weighty[:most]
    rows = [
        (
            number,
            single_line(q.text),
            q.changes,
            " ".join(f"--set {_quoted(c)}" for c in q.change),
            ", ".join(q.evidence),
        )
        for number, q in enumerate(shown, 1)
    ]
    notes = []
    if len(weighty) > len(shown):
        notes.append(f"The first {len(shown)} of {len(weighty)} are told.")
    if idle := len(found) - len(weighty):
        notes.append(
            f"{idle} more {'doubt' if idle == 1 else 'doubts'} would change no equilibrium."
        )
    notes.append(
        "A state holds when it is an equilibrium. How many states change says how much hangs on an "
        "answer, and nothing on which answer is likely."
    )
    head = ("no.", "question", "states that change", "try with whatif", "evidence")
    return [Table.of(f"Open questions: {single_line(conflict.title)}", head, rows, notes)]


def against_tables(found: Sequence[Against]) -> list[Table]:
    """What is gone, contradicted and ignored, a table each."""
    tables = []
    for kind, title in _KINDS.items():
        rows = [
            (single_line(a.place), single_line(a.text), ", ".join(a.rows))
            for a in found
            if a.kind == kind
        ]
        first = "party" if kind == "ignored" else "where"
        notes = (
            ["Two positions on one issue need not exclude each other: compare the words."]
            if kind == "contradicted" and rows
            else []
        )
        tables.append(Table.of(title, (first, "finding", "rows"), rows, notes))
    return tables


def _marks(differences: Iterable[Difference]) -> dict[str, dict[str, str]]:
    """From a state to what it does under each concept where it is or was an equilibrium."""
    marks: dict[str, dict[str, str]] = {}
    for d in differences:
        for what, states in (
            ("stays", d.stays),
            ("appears", d.appears),
            ("vanishes", d.vanishes),
            ("infeasible", d.infeasible),
        ):
            for state in states:
                marks.setdefault(state, {})[d.concept] = what
    return marks


def _cell(marks: dict[str, str], given: Sequence[str]) -> str:
    """What a state does in one word, and under which concepts it then is an equilibrium."""
    after = [c for c, what in marks.items() if what in ("stays", "appears")]
    if not after:
        return next(iter(marks.values()), "")
    what = "stays" if set(after) == set(given) else "changes" if given else "appears"
    return f"{what}: {concepts_in_words(strongest(after))}"


def _remark(pull: Pull) -> str:
    if pull.why_not is not None:
        return f"cannot be pulled: {single_line(pull.why_not)}"
    said = ["changes no equilibrium"] if pull.idle else []
    if pull.ordered:
        said.append("the reverse order would give another conflict")
    return "; ".join(said)


def _gain_table(conflict: Conflict, pulls: Sequence[Pull]) -> Table:
    rows = []
    for pull in pulls:
        by: dict[tuple[str, ...], list[str]] = {}
        for concept in dict.fromkeys(gain.concept for gain in pull.gains):
            who = tuple(
                _who(conflict, pull.gains, concept, verdict)
                for verdict in ("gains", "loses", "mixed", "same")
            )
            by.setdefault(who, []).append(concept)
        rows += [
            (single_line(pull.name), concepts_in_words(held), *who) for who, held in by.items()
        ]
    notes = [
        "By the preferences before the lever: best and worst equilibrium are no worse, and one of "
        "them is better (gain), or the other way round (lose).",
        "With *: every equilibrium after is at least as good (or bad) as every one before.",
    ]
    head = ("lever", "under", "gain", "lose", "better and worse", "the same")
    return Table.of("Who gains", head, rows, notes, keys=2)


def _who(conflict: Conflict, gains: Iterable[Gain], concept: str, verdict: str) -> str:
    names = dm_names(conflict)
    return listed(
        names[g.dm] + ("*" if g.surely and verdict in ("gains", "loses") else "")
        for g in gains
        if (g.concept, g.verdict) == (concept, verdict)
    )


def _states(by: dict[str, list[str]]) -> str:
    """States with their strongest concepts, those under the strongest first; the rest counted."""
    named = _named(by)
    told = [f"{state} ({concepts_in_words(strongest(by[state]))})" for state in named]
    more = sum(map(bool, by.values())) - len(named)
    return "; ".join([*told, f"{more:,} more"] if more else told)


def _named(by: dict[str, list[str]]) -> list[str]:
    """The states that ``_states`` names."""
    held = {state: strongest(concepts) for state, concepts in by.items() if concepts}
    return sorted(held, key=lambda s: _place(held[s]))[:_FEW]


def _place(concepts: Sequence[str]) -> int:
    return min((_STRONGEST_FIRST.index(c) for c in concepts), default=len(_STRONGEST_FIRST))


def _key(conflict: Conflict) -> list[str]:
    key = [f"Order of options: {pattern_key(conflict)}."] if conflict.options else []
    return [*key, NO_FORECAST]


def _quoted(change: str) -> str:
    return f"'{change}'" if '"' in change else f'"{change}"'
