"""From the preference tables of a conflict file to preferences, form by form."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tracktwo.conflict.file_errors import place
from tracktwo.conflict.file_model import PreferenceTable
from tracktwo.conflict.model import Conflict, unknown
from tracktwo.conflict.order import ranking_of_chains
from tracktwo.conflict.preferences import (
    Payoffs,
    Preference,
    Ranking,
    Statement,
    Statements,
    Weights,
)
from tracktwo.errors import ConflictError, StateListedTwice, StateNotListed, UnknownName

__all__ = ["FORMS", "check_all_listed", "preferences_of"]

FORMS = ("ranking", "statements", "statement", "payoffs", "order")
"""The keys of a preference table that hold a preference; exactly one is there."""

_MANY = 500
"""From how many states on it pays to have a table of all patterns."""
_SHOWN = 5
"""How many missing states an error names."""


def preferences_of(
    tables: Sequence[PreferenceTable], shell: Conflict, raw: Mapping[str, Any], where: str
) -> tuple[Preference, ...]:
    """The preferences of all decision makers, in their order.

    Args:
        tables: the preference tables.
        shell: the conflict without preferences.
        raw: the file's tables, to name places in errors.
        where: the file's name.
    """
    makers = [maker.id for maker in shell.decision_makers]
    found: dict[int, Preference] = {}
    for number, table in enumerate(tables):
        at = place(raw, ("preference", number), where)
        if table.of not in makers:
            raise unknown("decision maker", table.of, makers, f"{at}, of")
        dm = makers.index(table.of)
        if dm in found:
            raise ConflictError(
                f'a second preference is given for "{table.of}"',
                where=at,
                remedy="keep one table for each decision maker",
            )
        found[dm] = _preference(table, shell, at)
    for dm, maker in enumerate(makers):
        if dm not in found:
            raise ConflictError(
                f'nothing says what "{maker}" prefers',
                where=f"{where}, preference",
                remedy=f'add [[preference]] with of = "{maker}" and a ranking or statements; '
                "statements = [] if all states are equal to it",
            )
    return tuple(found[dm] for dm in range(len(makers)))


def _preference(table: PreferenceTable, shell: Conflict, at: str) -> Preference:
    given = [form for form in FORMS if getattr(table, form) is not None]
    if len(given) != 1:
        raise ConflictError(
            f"the preference is given in {len(given)} forms: {', '.join(given)}"
            if given
            else "the preference says nothing",
            where=at,
            remedy="keep one of ranking, statements, [[preference.statement]], payoffs, order"
            if given
            else f'add a ranking, or statements = ["…"]; of = "{table.of}" alone is not enough',
        )
    if table.statement or table.statements:
        if not shell.options:
            raise ConflictError(
                "statements speak of options, and this conflict lists its states",
                where=at,
                remedy="give a ranking, payoffs or an order of the states instead",
            )
        return _statements(table, shell, at)
    if table.ranking is not None:
        return _ranking(table.ranking, shell, at)
    if table.payoffs is not None:
        return _payoffs(table.payoffs, shell, at)
    if table.order is not None:
        return ranking_of_chains(table.order, shell, at)
    return Statements(())


def _statements(table: PreferenceTable, shell: Conflict, at: str) -> Preference:
    if table.statements is not None:
        return Statements(
            tuple(
                Statement(text, shell.statement(text, where=f"{at}, statement {number}"))
                for number, text in enumerate(table.statements, 1)
            )
        )
    given = table.statement or []
    weighed = any(one.weight is not None for one in given)
    result = []
    for number, one in enumerate(given, 1):
        here = f"{at}, statement {number}"
        if weighed and one.weight is None:
            raise ConflictError(
                "the statement has no weight, and others of this preference have one",
                where=here,
                remedy="give all of them a weight, or none",
            )
        result.append(
            Statement(
                one.say,
                shell.statement(one.say, where=here),
                one.weight,
                one.basis,
                one.confidence,
                tuple(one.evidence),
                one.unsure,
                one.note,
            )
        )
    return Weights(tuple(result)) if weighed else Statements(tuple(result))


def _ranking(tiers: Sequence[Any], shell: Conflict, at: str) -> Ranking:
    seen: dict[int, str] = {}
    result = []
    for number, tier in enumerate(tiers, 1):
        here = f"place {number}"
        states = tier if isinstance(tier, list) else [tier]
        if not states:
            raise ConflictError(
                "a tie of no states", where=f"{at}, {here}", remedy="take the empty [ ] out"
            )
        numbers = [_state(state, shell, at, here) for state in states]
        for state in numbers:
            _once(state, seen, shell, at, here)
        result.append(tuple(numbers))
    check_all_listed(seen, shell, f"{at}, ranking")
    return Ranking(tuple(result))


def _payoffs(given: Mapping[str, float], shell: Conflict, at: str) -> Payoffs:
    seen: dict[int, str] = {}
    values = [0.0] * shell.n_state
    for name, value in given.items():
        here = f"payoffs, {name}"
        state = _state(name, shell, at, here)
        if math.isnan(value):
            raise ConflictError(
                "the payoff is no number", where=f"{at}, {here}", remedy="write a number"
            )
        _once(state, seen, shell, at, here)
        values[state] = value
    check_all_listed(seen, shell, f"{at}, payoffs")
    return Payoffs(tuple(values))


def _state(given: Any, shell: Conflict, at: str, here: str) -> int:
    if shell.n_state > _MANY and isinstance(given, str) and given in shell.by_pattern:
        return shell.by_pattern[given]
    try:
        return shell.state(given)
    except UnknownName as error:
        raise UnknownName(
            error.what, where=f"{at}, {here}", why=error.why, remedy=error.remedy
        ) from None


def _once(state: int, seen: dict[int, str], shell: Conflict, at: str, here: str) -> None:
    if state in seen:
        raise StateListedTwice(
            f'the state "{shell.pattern(state)}" is listed twice',
            where=f"{at}, {here}",
            why=f"it stands at {seen[state]} already" if seen[state] != here else None,
            remedy="leave it in one place",
        )
    seen[state] = here


def check_all_listed(seen: Iterable[int], shell: Conflict, where: str) -> None:
    """See that every feasible state is there.

    Raises:
        StateNotListed: with the patterns of the first that are not, and how many they are.
    """
    missing = sorted(set(range(shell.n_state)) - set(seen))
    if missing:
        shown = ", ".join(f'"{shell.pattern(state)}"' for state in missing[:_SHOWN])
        more = f" and {len(missing) - _SHOWN:,} more" if len(missing) > _SHOWN else ""
        raise StateNotListed(
            f"{len(missing):,} of {shell.n_state:,} feasible states "
            f"{'is' if len(missing) == 1 else 'are'} not listed: {shown}{more}",
            where=where,
            remedy="add them; states that are equal to each other may stand in one list",
        )
