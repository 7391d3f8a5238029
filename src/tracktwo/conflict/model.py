"""A conflict: decision makers, options, states, who can move where, and who prefers what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import numpy.typing as npt

from tracktwo.conflict.logic import Expression, Names, parse
from tracktwo.conflict.preferences import Preference, ranks
from tracktwo.conflict.space import Direction, OptionSpace, Space, States
from tracktwo.errors import UnknownName, did_you_mean

if TYPE_CHECKING:
    from pathlib import Path

    from tracktwo.analysis import Solution
    from tracktwo.conflict.levers import Lever

__all__ = ["TAKEN", "Conflict", "DecisionMaker", "Option", "Rule", "option_names", "unknown"]

TAKEN = ("N", "Y")
"""The levels of a two-valued option: not taken, taken."""


@dataclass(frozen=True)
class DecisionMaker:
    """Someone who can move or has preferences.

    Attributes:
        id: a short name for files and commands.
        label: the name to show.
        note: the analyst's words.
    """

    id: str
    label: str
    note: str | None = None


@dataclass(frozen=True)
class Option:
    """A choice that one decision maker has.

    Attributes:
        id: a short name for files and commands, unique in the conflict.
        label: the name to show.
        owner: the number of the decision maker.
        levels: names of its levels, lowest first; ``("N", "Y")`` when it is taken or not.
        direction: ``both``; ``forward``, its level never falls; ``back``, its level never rises.
        evidence: ids of ledger rows.
        note: the analyst's words.
    """

    id: str
    label: str
    owner: int
    levels: tuple[str, ...] = TAKEN
    direction: Direction = "both"
    evidence: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True)
class Rule:
    """Something that holds in every feasible state.

    Attributes:
        kind: ``infeasible``, ``exclusive`` or ``implication``, as it stands in the file.
        text: as written, for people.
        holds: what holds in every feasible state.
        note: why.
    """

    kind: str
    text: str
    holds: Expression
    note: str | None = None


@dataclass(frozen=True, eq=False)
class Conflict:
    """A conflict in graph form (Kilgour, Hipel and Fang 1987).

    Attributes:
        title: what it is called.
        decision_makers: who takes part, shape (n_dm,); a decision maker's number is the place here.
        options: their options in the order of the file, shape (n_option,); empty when the states
            are listed.
        space: the states and moves.
        preferences: as given, one for each decision maker, shape (n_dm,).
        rules: what holds in every feasible state.
        state_labels: names to show for states, by number, as the analyst gives them.
        question: what the analysis should answer.
        as_of: the day on which it describes the conflict.
        status_quo: the number of the state that holds now, None when it is not given.
        source: where it was published.
        note: the analyst's words.
        levers: named sets of changes, to ask what each would do.
    """

    title: str
    decision_makers: tuple[DecisionMaker, ...]
    space: Space
    preferences: tuple[Preference, ...]
    options: tuple[Option, ...] = ()
    rules: tuple[Rule, ...] = ()
    state_labels: Mapping[int, str] = field(default_factory=dict)
    question: str | None = None
    as_of: date | None = None
    status_quo: int | None = None
    source: str | None = None
    note: str | None = None
    levers: tuple[Lever, ...] = ()

    @classmethod
    def from_file(cls, path: str | Path) -> Conflict:
        """Read a ``conflict.toml``.

        Raises:
            ConflictError: if it cannot be used; the message names file, key path and remedy.
        """
        from tracktwo.conflict.file import read_conflict

        return read_conflict(path)

    def solve(self, **options: Any) -> Solution:
        """Which states are stable for whom, and the equilibria; see `tracktwo.analysis.solve`."""
        from tracktwo.analysis import solve

        return solve(self, **options)

    @property
    def n_dm(self) -> int:
        """The number of decision makers."""
        return len(self.decision_makers)

    @property
    def n_state(self) -> int:
        """The number of feasible states."""
        return self.space.n_state

    @cached_property
    def rank(self) -> npt.NDArray[np.int32]:
        """What each prefers, shape (n_dm, n_state): larger is preferred, equal is indifferent.

        Ordinal and dense from 0 in each row, so never averaged or compared across rows.
        """
        return np.stack([ranks(p, self.space) for p in self.preferences])

    def moves(self, dm: int, state: int) -> States:
        """The states that a decision maker can reach from one in one move, ascending."""
        return self.space.moves(dm, state)

    def improvements(self, dm: int, state: int) -> States:
        """The unilateral improvements of a decision maker from a state, ascending."""
        to = self.space.moves(dm, state)
        better: States = to[self.rank[dm, to] > self.rank[dm, state]]
        return better

    def with_preferences(self, new: Mapping[int, Preference]) -> Self:
        """The same conflict with other preferences for some decision makers, by number."""
        return replace(
            self, preferences=tuple(new.get(i, p) for i, p in enumerate(self.preferences))
        )

    # Names

    def dm(self, name: str, *, where: str = "the conflict") -> int:
        """The number of the decision maker with this id or label.

        Raises:
            UnknownName: if there is none.
        """
        ids = [maker.id for maker in self.decision_makers]
        labels = [maker.label for maker in self.decision_makers]
        for known in (ids, labels):
            if name in known:
                return known.index(name)
        raise unknown("decision maker", name, list(dict.fromkeys(ids + labels)), where)

    @cached_property
    def names(self) -> Names:
        """What a statement may name: options by id, ``owner.id`` and label."""
        return option_names(self.options, [d.id for d in self.decision_makers])

    def statement(self, text: str, *, where: str = "the statement") -> Expression:
        """Read a statement about this conflict's options."""
        return parse(text, self.names, where=where)

    def pattern(self, state: int) -> str:
        """A state as a row of levels in the order of the options, a space where the owner changes.

        ``"NY NN"``: of the first decision maker's two options the second is taken. An option with
        more than two levels shows the level's number. For listed states the state's id.
        """
        if not isinstance(self.space, OptionSpace):
            return self.space.names[state]
        parts: list[str] = []
        for number, level in enumerate(self.space.state_levels(state)):
            option = self.options[number]
            if number and option.owner != self.options[number - 1].owner:
                parts.append(" ")
            parts.append(option.levels[level] if option.levels == TAKEN else _digit(level))
        return "".join(parts)

    @cached_property
    def patterns(self) -> list[str]:
        """The patterns of all states, shape (n_state,); faster than one at a time."""
        if not isinstance(self.space, OptionSpace):
            return list(self.space.names)
        columns: list[npt.NDArray[np.str_]] = []
        for number, option in enumerate(self.options):
            if number and option.owner != self.options[number - 1].owner:
                columns.append(np.full(self.n_state, " "))
            own = option.levels == TAKEN
            marks = [m if own else _digit(i) for i, m in enumerate(option.levels)]
            columns.append(np.array(marks)[self.space.level(number)])
        rows = np.ascontiguousarray(np.stack(columns, axis=1))
        patterns: list[str] = rows.view(f"U{len(columns)}").reshape(-1).tolist()
        return patterns

    @cached_property
    def by_pattern(self) -> dict[str, int]:
        """From the pattern of each state to its number."""
        return {pattern: number for number, pattern in enumerate(self.patterns)}

    def state_name(self, state: int) -> str:
        """A state in words: its label, or who takes which option."""
        if state in self.state_labels:
            return self.state_labels[state]
        if not isinstance(self.space, OptionSpace):
            return self.space.names[state]
        taken: dict[int, list[str]] = {}
        for option, level in zip(self.options, self.space.state_levels(state), strict=True):
            if option.levels != TAKEN:
                taken.setdefault(option.owner, []).append(f"{option.label}: {option.levels[level]}")
            elif level:
                taken.setdefault(option.owner, []).append(option.label)
        if not taken:
            return "no option is taken"
        return "; ".join(
            f"{self.decision_makers[i].label}: {', '.join(labels)}"
            for i, labels in sorted(taken.items())
        )

    def state(
        self, given: str | Sequence[str] | Mapping[str, str], *, where: str = "a state"
    ) -> int:
        """The number of the state that is meant.

        Args:
            given: a pattern (``"NY NN"``, spaces do not count), the id or label of a listed or
                labelled state, a list of the options that are taken (at their highest level), or a
                table of options with levels, the others being at their lowest.
            where: for errors.

        Raises:
            UnknownName: if no feasible state is meant by it.
        """
        if isinstance(given, str):
            return self._state_of_text(given, where)
        if not isinstance(self.space, OptionSpace):
            raise unknown("state", str(given), list(self.space.names), where)
        levels = [0] * len(self.options)
        wanted = given if isinstance(given, Mapping) else dict.fromkeys(given)
        for name, level in wanted.items():
            number = self.names.options.get(name)
            if number is None:
                raise unknown("option", name, list(self.names.options), where)
            steps = self.options[number].levels
            if level is None:
                levels[number] = len(steps) - 1
            elif level in steps:
                levels[number] = steps.index(level)
            else:
                raise unknown("level", str(level), list(steps), where)
        return self._feasible(levels, str(given), where)

    def _state_of_text(self, text: str, where: str) -> int:
        if text in self._by_label:
            return self._by_label[text]
        if not isinstance(self.space, OptionSpace):
            if text in self._by_name:
                return self._by_name[text]
            raise unknown("state", text, list(self.space.names), where)
        marks = "".join(text.split())
        levels = [known.get(mark, -1) for known, mark in zip(self._marks, marks, strict=False)]
        if len(marks) != len(self.options) or -1 in levels:
            raise UnknownName(
                f'"{text}" is no state',
                where=where,
                remedy=f"write a level for each of the {len(self.options)} options, in the order "
                f'{", ".join(o.id for o in self.options)}: for example "{self.pattern(0)}"',
            )
        return self._feasible(levels, text, where)

    @cached_property
    def _by_label(self) -> dict[str, int]:
        return {label: number for number, label in self.state_labels.items()}

    @cached_property
    def _by_name(self) -> dict[str, int]:
        names = () if isinstance(self.space, OptionSpace) else self.space.names
        return {name: number for number, name in enumerate(names)}

    @cached_property
    def _marks(self) -> list[dict[str, int]]:
        """For each option, from what may stand for it in a pattern to its level."""
        two = {"N": 0, "n": 0, "0": 0, "-": 0, "–": 0, "Y": 1, "y": 1, "1": 1}
        return [
            two if o.levels == TAKEN else {_digit(i): i for i in range(len(o.levels))}
            for o in self.options
        ]

    def _feasible(self, levels: Sequence[int], given: str, where: str) -> int:
        assert isinstance(self.space, OptionSpace)
        state = self.space.find(levels)
        if state is not None:
            return state
        broken = [
            rule.text for rule in self.rules if not rule.holds.holds(lambda o: np.array(levels[o]))
        ]
        raise UnknownName(
            f'the state "{given}" is infeasible',
            where=where,
            why="; ".join(broken) or None,
            remedy="name another state, or take the rule back",
        )


def option_names(options: Sequence[Option], owners: Sequence[str]) -> Names:
    """What a statement may name, for options and the ids of their owners.

    A label is left out where two options share it or where it is another option's id.
    """
    ids = {option.id: number for number, option in enumerate(options)}
    labels = [option.label for option in options]
    named = {o.label: n for n, o in enumerate(options) if labels.count(o.label) == 1}
    full = {f"{owners[o.owner]}.{o.id}": n for n, o in enumerate(options)}
    known = dict(ids)
    for more in (full, named):
        for name, number in more.items():
            known.setdefault(name, number)
    return Names(known, [option.levels for option in options])


def unknown(what: str, name: str, choices: Sequence[str], where: str) -> UnknownName:
    """The error about a name that is not there, with the nearest that is."""
    near = did_you_mean(name, choices)
    hint = f'did you mean "{near}"? ' if near else ""
    short = ", ".join(choices[:12]) + (" …" if len(choices) > 12 else "")
    return UnknownName(f'unknown {what} "{name}"', where=where, remedy=f"{hint}{what}s: {short}")


def _digit(level: int) -> str:
    return "0123456789abcdefghijklmnopqrstuvwxyz"[level]
