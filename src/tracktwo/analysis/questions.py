"""What to ask next: the doubts in a conflict, ordered by how much their answer could change.

In doubt is a statement that is marked unsure or whose basis is ``assumed``; the order of two
neighbours that are both in doubt; and an option that no row of the ledger stands behind while rows
stand behind others. Each answer is a change as ``tracktwo.conflict.changes`` writes it, and is
worked exactly: what a question says would appear or vanish is what the change gives.

- A statement could be the other way round, or not matter at all. If it is ``stated`` its opposite
  is not tried: then the doubt is whether the party holds to its words.
- Two neighbours could stand in the other order (with weights: have each other's weight).
- An option could stay as it is in the status quo, or untaken where that is not given.

How many equilibria change says how much hangs on an answer. It says nothing on which is likely.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracktwo.analysis.asking import effect, order_question, statement_question, stays_question
from tracktwo.analysis.conditions import CONCEPTS, check_concept
from tracktwo.analysis.edits import neighbours
from tracktwo.analysis.flips import equilibria, prepared
from tracktwo.analysis.solution import solve
from tracktwo.analysis.whatif import compare
from tracktwo.conflict.changes import changed
from tracktwo.conflict.expressions import Expression, Not
from tracktwo.conflict.model import Conflict
from tracktwo.conflict.preferences import Statement, Statements, Weights, ranks
from tracktwo.conflict.space import OptionSpace
from tracktwo.conflict.wording import say
from tracktwo.errors import ConflictError

__all__ = ["Answer", "Pairs", "Question", "in_doubt", "questions"]

Pairs = tuple[tuple[str, int], ...]
"""Pairs of a solution concept and a state's number."""

_STRONGEST_FIRST = ("nash", "sseq", "seq", "smr", "gmr")
_OPEN = {
    "assumed": "The reports do not say",
    "inferred": "The reports only suggest it",
    "stated": "It says so, and whether it holds to that is unsure",
    "analyst": "It is the analyst's reading and marked unsure",
    None: "It is marked unsure",
}


@dataclass(frozen=True)
class Answer:
    """One way in which a question could be answered otherwise than the conflict has it.

    Attributes:
        words: the answer, as a clause that begins with *if*.
        change: what it makes of the conflict, in words that ``changed`` takes.
        added: pairs of a concept and a state that becomes an equilibrium under it.
        removed: pairs of a concept and a state that no longer is one, or can no longer come about.
    """

    words: str
    change: tuple[str, ...]
    added: Pairs
    removed: Pairs

    @property
    def appears(self) -> tuple[int, ...]:
        """The states that become an equilibrium under some concept, ascending."""
        return tuple(sorted({state for _, state in self.added}))

    @property
    def vanishes(self) -> tuple[int, ...]:
        """The states that no longer are an equilibrium under some concept, ascending."""
        return tuple(sorted({state for _, state in self.removed}))

    @property
    def changes(self) -> int:
        """How many states change."""
        return len({state for _, state in self.added + self.removed})

    @property
    def weight(self) -> tuple[int, ...]:
        """What answers are ordered by: states that change, then under strong concepts first."""
        pairs = self.added + self.removed
        return (self.changes, *(sum(c == one for c, _ in pairs) for one in _STRONGEST_FIRST))


@dataclass(frozen=True)
class Question:
    """Something that the analyst could find out, and what hangs on it.

    Attributes:
        text: the question in plain words, with what would follow if the answer is not the one that
            the conflict has.
        dm: the number of the decision maker whom it is about.
        statement: the decision maker's number and the statement's place, from 0; None for an
            option. For two neighbours the first of them.
        other: the place of the second of two neighbours, None otherwise.
        option: the option's number, None for a statement.
        answers: the other answers that there could be, the one that changes most first.
        evidence: ids of the ledger rows behind what is in doubt.
    """

    text: str
    dm: int
    statement: tuple[int, int] | None
    other: int | None
    option: int | None
    answers: tuple[Answer, ...]
    evidence: tuple[str, ...]

    @property
    def change(self) -> tuple[str, ...]:
        """The change of the answer that changes most."""
        return self.answers[0].change

    @property
    def appears(self) -> tuple[int, ...]:
        """The states that become an equilibrium under that answer and some concept."""
        return self.answers[0].appears

    @property
    def vanishes(self) -> tuple[int, ...]:
        """The states that no longer are an equilibrium under that answer and some concept."""
        return self.answers[0].vanishes

    @property
    def changes(self) -> int:
        """How many states change under that answer."""
        return self.answers[0].changes


def in_doubt(statement: Statement) -> bool:
    """Whether a statement is marked unsure or merely assumed."""
    return statement.unsure or statement.basis == "assumed"


def questions(
    conflict: Conflict, *, concepts: Sequence[str] = CONCEPTS, idle: bool = False
) -> tuple[Question, ...]:
    """The questions whose answers could change the equilibria, the weightiest first.

    Args:
        conflict: the conflict as given.
        concepts: of ``nash``, ``gmr``, ``smr``, ``seq``, ``sseq``.
        idle: whether to add, at the end, those whose answers change nothing.

    Raises:
        UnknownChoice: if a concept is none of these.
    """
    asked = tuple(check_concept(c) for c in concepts)
    found = _Asker(conflict, asked).ask()
    found.sort(key=lambda q: tuple(-n for n in q.answers[0].weight))
    return tuple(q for q in found if idle or q.changes)


class _Asker:
    """The conflict as given, solved once, and what each change makes of it."""

    def __init__(self, conflict: Conflict, concepts: tuple[str, ...]) -> None:
        self.conflict, self.concepts = conflict, concepts
        self.space = prepared(conflict)
        self.given = equilibria(self.space, conflict.rank, concepts)
        self.before = self._pairs(self.given)
        self.known: dict[tuple[int, bytes], npt.NDArray[np.bool_]] = {}

    def ask(self) -> list[Question]:
        found: list[Question] = []
        for dm, preference in enumerate(self.conflict.preferences):
            if isinstance(preference, Statements | Weights):
                found += self._statements(dm, preference)
        for option, one in enumerate(self.conflict.options):
            if not one.evidence and any(o.evidence for o in self.conflict.options):
                found += self._option(option)
        return found

    def _statements(self, dm: int, preference: Statements | Weights) -> list[Question]:
        maker, listed = self.conflict.decision_makers[dm], preference.statements
        found = []
        for at, one in enumerate(listed):
            if in_doubt(one):
                nothing = f"if it does not matter to {maker.label}"
                ways = [(nothing, (f"{maker.id} drop {at + 1}",))]
                if one.basis != "stated":
                    ways.insert(0, ("if not", (f"{maker.id} negate {at + 1}",)))
                answers = self._answers(dm, ways)
                text = statement_question(self.conflict, dm, _wished(one))
                text = self._told(text, _OPEN[one.basis], answers)
                found.append(Question(text, dm, (dm, at), None, None, answers, one.evidence))
        for a, b in neighbours(preference):
            if not all(in_doubt(s) and _wished(s) is s.expression for s in (listed[a], listed[b])):
                continue
            first, second = (a, b) if _before(listed[a], listed[b]) else (b, a)
            one, other = listed[first], listed[second]
            answers = self._answers(dm, [("if not", self._exchange(dm, preference, a, b))])
            text = order_question(self.conflict, dm, one.expression, other.expression)
            text = self._told(text, "Which of the two comes first is a guess", answers)
            evidence = tuple(dict.fromkeys(one.evidence + other.evidence))
            found.append(Question(text, dm, (dm, first), second, None, answers, evidence))
        return found

    def _exchange(
        self, dm: int, preference: Statements | Weights, a: int, b: int
    ) -> tuple[str, ...]:
        maker, options = self.conflict.decision_makers[dm], self.conflict.options
        if isinstance(preference, Statements):
            return (f"{maker.id} move {b + 1} to {a + 1}",)
        ids, levels = [o.id for o in options], [o.levels for o in options]
        one, other = (say(preference.statements[k].expression, ids, levels) for k in (a, b))
        return (f"{maker.id} replace {a + 1} by {other}", f"{maker.id} replace {b + 1} by {one}")

    def _option(self, number: int) -> list[Question]:
        space, option = self.conflict.space, self.conflict.options[number]
        assert isinstance(space, OptionSpace)
        now = self.conflict.status_quo
        level = option.levels[space.state_levels(now)[number] if now is not None else 0]
        named = level if level.isalnum() else f'"{level}"'
        stays = f"if it stays at {named}" if len(option.levels) > 2 else "if not"
        try:
            answers = self._answers(option.owner, [(stays, (f"{option.id} = {named}",))])
        except ConflictError:  # no state has it so
            return []
        text = stays_question(self.conflict, number)
        text = self._told(text, "No row of the ledger stands behind it", answers)
        return [Question(text, option.owner, None, None, number, answers, ())]

    def _told(self, question: str, why: str, answers: Sequence[Answer]) -> str:
        first, rest = answers[0], answers[1:]
        same = rest and (rest[0].added, rest[0].removed) == (first.added, first.removed)
        words = "if not, or if it does not matter" if same else first.words
        told = effect(self.conflict, self.before, first.added, first.removed)
        return f"{question} {why}; {words}, {told}."

    def _answers(self, dm: int, ways: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[Answer, ...]:
        found = [Answer(words, change, *self._worked(dm, change)) for words, change in ways]
        return tuple(sorted(found, key=lambda a: tuple(-n for n in a.weight)))

    def _worked(self, dm: int, change: tuple[str, ...]) -> tuple[Pairs, Pairs]:
        """What a change adds and removes."""
        new = changed(self.conflict, change)
        if new.space is not self.conflict.space:
            return self._compared(new)
        row = ranks(new.preferences[dm], new.space)
        key = (dm, row.tobytes())
        if key not in self.known:
            rank = self.conflict.rank.copy()
            rank[dm] = row
            self.known[key] = equilibria(self.space, rank, self.concepts)
        after = self.known[key]
        return self._pairs(after & ~self.given), self._pairs(self.given & ~after)

    def _compared(self, new: Conflict) -> tuple[Pairs, Pairs]:
        """The same for a change that takes states away."""
        before = solve(self.conflict, concepts=self.concepts, margins=False)
        after = solve(new, concepts=self.concepts, margins=False)
        number = self.conflict.by_pattern
        added: list[tuple[str, int]] = []
        removed: list[tuple[str, int]] = []
        for d in compare(before, after):
            added += [(d.concept, number[s]) for s in d.appears]
            removed += [(d.concept, number[s]) for s in d.vanishes + d.infeasible]
        return tuple(added), tuple(removed)

    def _pairs(self, mask: npt.NDArray[np.bool_]) -> Pairs:
        return tuple((self.concepts[c], s) for c, s in np.argwhere(mask).tolist())


def _wished(statement: Statement) -> Expression:
    """What the decision maker would rather have hold: with a negative weight, the opposite."""
    shunned = (statement.weight or 0.0) < 0
    return Not((statement.expression,)) if shunned else statement.expression


def _before(one: Statement, other: Statement) -> bool:
    """Whether the first of two statements, by place, is the weightier."""
    return (one.weight or 0.0) >= (other.weight or 0.0)
