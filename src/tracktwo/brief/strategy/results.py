"""A solution as tables: equilibria, options by state, stability by decision maker, reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from tracktwo.analysis import NO_MARGIN, Certificate, Solution
from tracktwo.brief.strategy.labels import distinct, dm_names, short, strongest
from tracktwo.brief.strategy.tables import Table
from tracktwo.brief.strategy.words import equilibrium_in_words, why
from tracktwo.brief.words import single_line
from tracktwo.conflict.model import TAKEN, Conflict
from tracktwo.conflict.space import OptionSpace

__all__ = [
    "certificate_table",
    "equilibria_of",
    "equilibria_table",
    "how_many",
    "option_table",
    "pattern_key",
    "solution_data",
    "stability_table",
    "state_data",
]

YES = "yes"

_ORDER = ("nash", "sseq", "seq", "smr", "gmr", "sim")
_NONE = np.empty(0, dtype=np.int64)


def equilibria_of(solution: Solution, *, most: int | None = None) -> dict[int, tuple[str, ...]]:
    """The states that are an equilibrium under some concept, with the concepts; best first.

    Best first: by the first concept of the order Nash, SSEQ, SEQ, SMR, GMR, SIM, then by number.

    Args:
        solution: what was solved.
        most: the most states; all by default.
    """
    states = _best_first(solution)[:most]
    held = {c: np.isin(states, found) for c, found in solution.equilibria.items()}
    return {int(s): tuple(c for c in solution.concepts if held[c][k]) for k, s in enumerate(states)}


def how_many(solution: Solution) -> int:
    """In how many states an equilibrium is found under some concept."""
    return int(_best_first(solution).size)


def _best_first(solution: Solution) -> npt.NDArray[np.int64]:
    place = np.full(solution.conflict.n_state, len(_ORDER), dtype=np.int8)
    for k in range(len(_ORDER) - 1, -1, -1):
        place[solution.equilibria.get(_ORDER[k], _NONE)] = k
    states = np.flatnonzero(place < len(_ORDER))
    return np.asarray(states[np.argsort(place[states], kind="stable")], dtype=np.int64)


def pattern_key(conflict: Conflict) -> str:
    """How to read a pattern: whose option each mark is, in order; empty for listed states."""
    if not isinstance(conflict.space, OptionSpace):
        return ""
    groups: list[tuple[int, list[str]]] = []
    for option in conflict.options:
        if not groups or groups[-1][0] != option.owner:
            groups.append((option.owner, []))
        told = ", ".join(f"{n} {single_line(level)}" for n, level in enumerate(option.levels))
        steps = "" if option.levels == TAKEN else f" ({told})"
        groups[-1][1].append(single_line(option.label) + steps)
    names = dm_names(conflict)
    return "; ".join(f"{names[owner]}: {', '.join(labels)}" for owner, labels in groups)


def equilibria_table(solution: Solution, *, most: int = 200) -> Table:
    """The equilibria: one row a state, one column a concept."""
    conflict = solution.conflict
    found = equilibria_of(solution, most=most)
    total = how_many(solution)
    shown = list(found)
    rows = [
        (
            conflict.pattern(s),
            single_line(conflict.state_name(s)),
            *(YES if c in found[s] else "" for c in solution.concepts),
        )
        for s in shown
    ]
    notes = []
    if conflict.options:
        notes.append(f"Order of options: {pattern_key(conflict)}.")
    if not solution.complete:
        notes.append(
            f"Time ran out: {len(solution.done)} of {conflict.n_dm} decision makers were worked, "
            "so no equilibrium is known."
        )
    if total > most:
        notes.append(f"And {total - most:,} more states.")
    if solution.sanctions == "once":
        notes.append("Each opponent moves at most once, which is not the literature's rule.")
    head = ("state", "in words", *(short(c) for c in solution.concepts))
    return Table.of("Equilibria", head, rows, notes)


def option_table(
    conflict: Conflict, states: Iterable[int], *, solution: Solution | None = None
) -> Table:
    """The field's option table: options by decision maker down, states across.

    Below stand, with a solution, the concepts under which each state is an equilibrium. Listed
    states have no options: then the rows are the names of the states.
    """
    chosen = list(states)
    names = dm_names(conflict)
    rows: list[list[str]] = []
    if isinstance(conflict.space, OptionSpace):
        levels = [conflict.space.state_levels(s) for s in chosen]
        for number, option in enumerate(conflict.options):
            marks = [option.levels[level[number]] for level in levels]
            rows.append([names[option.owner], single_line(option.label), *marks])
    else:
        rows.append(["", "state", *(single_line(conflict.state_name(s)) for s in chosen)])
    if solution is not None and solution.complete:
        for concept in solution.concepts:
            stable = solution.stable[concept]
            marks = [YES if bool(stable[:, s].all()) else "" for s in chosen]
            rows.append(["equilibrium", short(concept), *marks])
    columns = ("decision maker", "option", *distinct([conflict.pattern(s) for s in chosen]))
    return Table.of("Options by state", columns, rows, keys=2)


def stability_table(
    solution: Solution,
    *,
    concept: str | None = None,
    states: Sequence[int] | None = None,
    most: int = 200,
) -> Table:
    """For whom each state is stable: one row a state, one column a decision maker.

    Args:
        solution: what was solved.
        concept: of one concept, with margins in levels of the decision maker's own preference;
            by default each cell names the strongest concepts under which the state is stable.
        states: which states, all by default.
        most: the most rows.
    """
    conflict = solution.conflict
    wanted = range(conflict.n_state) if states is None else states
    rows = []
    for s in list(wanted[:most]):
        cells = [_cell(solution, concept, dm, s) for dm in range(conflict.n_dm)]
        rows.append((conflict.pattern(s), single_line(conflict.state_name(s)), *cells))
    notes = [f"And {len(wanted) - most:,} more states."] if len(wanted) > most else []
    if concept is None:
        notes.append(
            "A cell names the strongest concepts under which the state is stable for the decision "
            "maker; weaker ones follow: Nash gives SSEQ, SSEQ gives SEQ and SMR, each of them GMR."
        )
        title = "Stability by state"
    else:
        notes.append(
            "The margin counts levels of the decision maker's own preference: by how many staying "
            "is better than what the best own move guarantees; it says nothing about likelihood."
        )
        title = f"Stability by state under {short(concept)}"
    head = ("state", "in words", *(f"for {name}" for name in dm_names(conflict)))
    return Table.of(title, head, rows, notes)


def _cell(solution: Solution, concept: str | None, dm: int, state: int) -> str:
    if dm not in solution.done:
        return "not worked"
    if concept is None:
        held = [c for c in solution.concepts if bool(solution.stable[c][dm, state])]
        return " ".join(short(c) for c in strongest(held)) or "unstable"
    verdict = "stable" if bool(solution.stable[concept][dm, state]) else "unstable"
    margin = _margin(solution, concept, dm, state)
    if margin is None:
        return verdict
    return f"{verdict}, no move" if margin == NO_MARGIN else f"{verdict}, margin {margin}"


def _margin(solution: Solution, concept: str, dm: int, state: int) -> int | None:
    rows = solution.margin.get(concept)
    return None if rows is None else int(rows[dm, state])


def certificate_table(conflict: Conflict, certificates: Iterable[Certificate]) -> Table:
    """Verdicts with their reasons, one row a certificate."""
    names = dm_names(conflict)
    rows = [
        (
            conflict.pattern(c.state),
            names[c.dm],
            short(c.concept),
            "stable" if c.stable else "unstable",
            why(conflict, c),
        )
        for c in certificates
    ]
    return Table.of("Reasons", ("state", "decision maker", "concept", "verdict", "why"), rows)


def state_data(conflict: Conflict, state: int) -> dict[str, Any]:
    """A state as JSON takes it: ``{"pattern", "name", "options": {option id: level}}``."""
    data: dict[str, Any] = {
        "pattern": conflict.pattern(state),
        "name": single_line(conflict.state_name(state)),
        "options": {},
    }
    if isinstance(conflict.space, OptionSpace):
        levels = conflict.space.state_levels(state)
        data["options"] = {
            o.id: o.levels[level] for o, level in zip(conflict.options, levels, strict=True)
        }
    return data


def solution_data(
    solution: Solution, *, most: int = 200, stability: bool | None = None
) -> dict[str, Any]:
    """A solution as JSON takes it; this shape is kept.

    ::

        {"conflict": {"title", "question", "as_of", "states",
                      "status_quo": state or null,
                      "decision_makers": [{"id", "label"}],
                      "options": [{"id", "label", "owner", "levels"}]},
         "concepts": ["nash", …], "sanctions": "any" or "once", "complete": true,
         "equilibria": [{"state": state, "concepts": […], "reasons": [sentence, …]}],
         "equilibria_total": n,
         "stability": [{"state": state, "decision_makers":
             {id: {"stable": [concept, …], "margin": {concept: levels, or null without a move}}}}]}

    where a state is ``{"pattern", "name", "options": {option id: level}}``.

    Args:
        solution: what was solved.
        most: the most equilibria that are written; ``equilibria_total`` counts all.
        stability: whether to write the stability of every state; by default up to 4,096 states.
    """
    conflict = solution.conflict
    found = equilibria_of(solution, most=most)
    makers = conflict.decision_makers
    data: dict[str, Any] = {
        "conflict": {
            "title": conflict.title,
            "question": conflict.question,
            "as_of": None if conflict.as_of is None else conflict.as_of.isoformat(),
            "states": conflict.n_state,
            "status_quo": (
                None if conflict.status_quo is None else state_data(conflict, conflict.status_quo)
            ),
            "decision_makers": [{"id": m.id, "label": m.label} for m in makers],
            "options": [
                {
                    "id": o.id,
                    "label": o.label,
                    "owner": makers[o.owner].id,
                    "levels": list(o.levels),
                }
                for o in conflict.options
            ],
        },
        "concepts": list(solution.concepts),
        "sanctions": solution.sanctions,
        "complete": solution.complete,
        "equilibria": [
            {
                "state": state_data(conflict, s),
                "concepts": list(found[s]),
                "reasons": list(equilibrium_in_words(conflict, solution, s)[1:]),
            }
            for s in found
        ],
        "equilibria_total": how_many(solution),
    }
    if stability or (stability is None and conflict.n_state <= 4096):
        data["stability"] = [_stability(solution, s) for s in range(conflict.n_state)]
    return data


def _stability(solution: Solution, state: int) -> dict[str, Any]:
    by_maker: dict[str, Any] = {}
    for dm in solution.done:
        margins = {
            c: _margin(solution, c, dm, state) for c in solution.concepts if c in solution.margin
        }
        by_maker[solution.conflict.decision_makers[dm].id] = {
            "stable": [c for c in solution.concepts if bool(solution.stable[c][dm, state])],
            "margin": {c: None if m == NO_MARGIN else m for c, m in margins.items()},
        }
    return {"state": state_data(solution.conflict, state), "decision_makers": by_maker}
