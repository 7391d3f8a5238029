"""Random small conflicts with statements, doubts and levers, from a seed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from conflicts import Kind, random_conflict

from tracktwo.conflict import Conflict, Statement, Statements, Weights
from tracktwo.conflict.changes import changed
from tracktwo.conflict.levers import Lever
from tracktwo.errors import ConflictError

SMALL = Kind(most_states=32, most_dms=3)


def some_statement(rng: np.random.Generator, conflict: Conflict) -> str:
    def literal() -> str:
        option = conflict.options[int(rng.integers(len(conflict.options)))]
        level = option.levels[int(rng.integers(len(option.levels)))]
        relation = str(rng.choice(["=", "=", "!=", ">="]))
        plain = option.id if rng.random() < 0.6 else f"{option.id} {relation} {level}"
        return f"not {plain}" if rng.random() < 0.4 else plain

    forms = ["{}", "{}", "{} if {}", "{} iff {}", "{} and {}", "{} or {}", "not ({} xor {})"]
    form = str(rng.choice([*forms, "at least 1 of ({}, {})"]))
    return form.format(*(literal() for _ in range(form.count("{}"))))


def with_statements(seed: int, *, doubts: bool = True, weights: bool = True) -> Conflict:
    """A conflict whose preferences are statements, some of them in doubt unless told otherwise."""
    rng = np.random.Generator(np.random.PCG64(seed))
    base = random_conflict(seed, SMALL, listed=False)
    preferences = []
    for _ in range(base.n_dm):
        weighted = weights and rng.random() < 0.25
        listed = []
        for _ in range(int(rng.integers(0, 5))):
            text = some_statement(rng, base)
            basis = rng.choice(["stated", "inferred", "analyst", "assumed", ""]) if doubts else ""
            listed.append(
                Statement(
                    text,
                    base.statement(text),
                    weight=float(rng.integers(-2, 5)) if weighted else None,
                    basis=str(basis) or None,
                    unsure=doubts and bool(rng.random() < 0.5),
                )
            )
        preferences.append((Weights if weighted else Statements)(tuple(listed)))
    return replace(base, preferences=tuple(preferences))


def some_change(rng: np.random.Generator, conflict: Conflict) -> str:
    option = conflict.options[int(rng.integers(len(conflict.options)))]
    dm = int(rng.integers(conflict.n_dm))
    who, preference = conflict.decision_makers[dm].id, conflict.preferences[dm]
    n = max(1, len(preference.statements))
    one, other = (int(k) + 1 for k in rng.integers(0, n, 2))
    said = some_statement(rng, conflict)
    end = f"weight {int(rng.integers(1, 4))}" if isinstance(preference, Weights) else f"at {one}"
    return str(
        rng.choice(
            [
                f"{option.id} = {option.levels[int(rng.integers(len(option.levels)))]}",
                f"{option.id} is {rng.choice(['both', 'forward', 'back'])}",
                f"forbid {said}",
                f"{who} drop {one}",
                f"{who} negate {one}",
                f"{who} move {one} to {other}",
                f"{who} replace {one} by {said}",
                f"{who} add {said} {end}",
                f"{who} leaves",
            ]
        )
    )


def with_levers(seed: int, *, most: int = 4) -> Conflict:
    """A conflict with statements and up to so many levers, each of which can be pulled alone."""
    rng = np.random.Generator(np.random.PCG64(seed + 1_000_000))
    conflict = with_statements(seed)
    levers = []
    for number in range(int(rng.integers(1, most + 1))):
        changes: list[str] = []
        for _ in range(int(rng.integers(0, 3))):
            change = some_change(rng, conflict)
            try:
                changed(conflict, [*changes, change])
            except ConflictError:
                continue
            changes.append(change)
        evidence = ("r1",) if rng.random() < 0.3 else ()
        note = "why" if rng.random() < 0.3 else None
        levers.append(Lever(f"Lever {number}", tuple(changes), evidence, note))
    return replace(conflict, levers=tuple(levers))
