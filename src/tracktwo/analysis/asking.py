"""Statements, doubts and outcomes in plain words, for questions to an analyst.

Options are told by their labels and by who has them, and states by what is otherwise than in the
status quo where that is shorter, so that a question can be put to somebody who has not seen the
conflict file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from tracktwo.analysis.conditions import NAMES
from tracktwo.analysis.phrases import does
from tracktwo.conflict.expressions import (
    Atom,
    Both,
    Constant,
    Count,
    Either,
    Expression,
    Iff,
    Implies,
    Not,
    Xor,
)
from tracktwo.conflict.model import TAKEN, Conflict
from tracktwo.conflict.space import OptionSpace

__all__ = [
    "effect",
    "order_question",
    "outcome",
    "statement_question",
    "stays_question",
    "that",
    "to",
]

_STRONGEST_FIRST = ("nash", "sseq", "seq", "smr", "gmr")
_COUNTS = {">=": "at least", "<=": "at most", "=": "exactly"}


def that(conflict: Conflict, expression: Expression) -> str:
    """A statement after *that* or *if*: *Upland fills the dam*, *Downland takes "Blockade"*."""
    literal = _literal(conflict, expression)
    if literal is not None:
        option, levels = literal
        who = conflict.decision_makers[conflict.options[option].owner].label
        return f"{who} {does(conflict.options[option], levels, 'third')}"
    match expression:
        case Constant(value):
            return "anything holds" if value else "nothing holds"
        case Atom():
            return "anything holds" if _levels(conflict, expression) else "nothing holds"
        case Not((part,)):
            return f"it is not so that {that(conflict, part)}"
        case Both(parts):
            return _joined(conflict, parts, "and")
        case Either(parts):
            return _joined(conflict, parts, "or")
        case Xor((first, second)):
            return f"either {_joined(conflict, (first, second), 'or')}, not both"
        case Xor(parts):
            inside = "; ".join(that(conflict, part) for part in parts)
            return f"an odd number of this holds ({inside})"
        case Implies((first, then)):
            return f"{that(conflict, then)} if {that(conflict, first)}"
        case Iff((first, second)):
            return f"{that(conflict, first)} exactly when {that(conflict, second)}"
        case Count(parts, relation, number):
            inside = "; ".join(that(conflict, part) for part in parts)
            return f"{_COUNTS[relation]} {number} of this holds ({inside})"
    raise TypeError(f"no words for {expression!r}")


def to(conflict: Conflict, dm: int, expression: Expression) -> str:
    """A statement after *would rather*: *fill the dam*, *see Downland not pay*."""
    literal = _literal(conflict, expression)
    if literal is not None:
        option, levels = literal
        owner = conflict.options[option].owner
        phrase = does(conflict.options[option], levels, "base")
        return phrase if owner == dm else f"see {conflict.decision_makers[owner].label} {phrase}"
    if isinstance(expression, Implies | Iff):
        first, then = expression.parts
        word = "if"
        if isinstance(expression, Iff):
            first, then, word = then, first, "exactly when"
        if _literal(conflict, then) is not None:
            return f"{to(conflict, dm, then)} {word} {that(conflict, first)}"
    return f"have it that {that(conflict, expression)}"


def statement_question(conflict: Conflict, dm: int, expression: Expression) -> str:
    """Whether a decision maker would rather have a statement hold than not."""
    who = conflict.decision_makers[dm].label
    if isinstance(expression, Implies):
        first, then = expression.parts
        if _literal(conflict, then) is not None:
            return f"If {that(conflict, first)}, would {who} rather {_rather(conflict, dm, then)}?"
    return f"Would {who} rather {_rather(conflict, dm, expression)}?"


def order_question(conflict: Conflict, dm: int, one: Expression, other: Expression) -> str:
    """Which of two statements matters more to a decision maker."""
    who = conflict.decision_makers[dm].label
    return (
        f"If it could not have both, would {who} rather {to(conflict, dm, one)} than "
        f"{to(conflict, dm, other)}?"
    )


def stays_question(conflict: Conflict, option: int) -> str:
    """Whether the owner of an option could really change it."""
    one = conflict.options[option]
    who = conflict.decision_makers[one.owner].label
    if one.levels != TAKEN:
        return f'Could {who} really choose the level of "{one.label}"?'
    return f"Could {who} really choose whether to {does(one, frozenset((1,)), 'base')}?"


def outcome(conflict: Conflict, state: int) -> str:
    """A state in words: its label, or what is otherwise than in the status quo, or who does what.

    *the status quo, except that Upland fills the dam* is told where it is shorter than the list of
    all options that are taken.
    """
    name = conflict.state_name(state)
    if state in conflict.state_labels or conflict.status_quo is None:
        return _inner(name)
    if state == conflict.status_quo:
        return "the status quo"
    moved: dict[int, list[str]] = {}
    for number, level in _moved(conflict, state):
        option = conflict.options[number]
        moved.setdefault(option.owner, []).append(does(option, frozenset((level,)), "third"))
    told = [f"{conflict.decision_makers[i].label} {_listed(p)}" for i, p in sorted(moved.items())]
    other = f"the status quo, except that {_listed(told)}"
    return _inner(other if moved and len(other) < len(name) else name)


def _inner(text: str) -> str:
    """A text that goes between quotation marks."""
    return text.replace("“", "‘").replace("”", "’")


def effect(
    conflict: Conflict,
    before: Sequence[tuple[str, int]],
    appears: Sequence[tuple[str, int]],
    vanishes: Sequence[tuple[str, int]],
) -> str:
    """What appears and vanishes, in words: *"…" would no longer hold*.

    Args:
        conflict: the conflict as given.
        before: its equilibria, pairs of a concept and a state.
        appears: pairs that are new.
        vanishes: pairs that go.
    """
    held, gone, new = (_by_state(conflict, pairs) for pairs in (before, vanishes, appears))
    lost = {
        state: "no longer hold"
        + ("" if concepts == held[state] and state not in new else _under(concepts))
        for state, concepts in gone.items()
    }
    got = {
        state: f"{'also ' if state in held else ''}hold{_under(concepts)}"
        for state, concepts in new.items()
    }
    told = [*_told(conflict, lost, "no longer hold"), *_told(conflict, got, "hold")]
    return ", while ".join(told) if told else "nothing would change"


def _told(conflict: Conflict, verbs: dict[int, str], plain: str) -> list[str]:
    """What the first state would do, and how many others would do likewise."""
    if not verbs:
        return []
    first, *rest = verbs
    name, verb = f"“{outcome(conflict, first)}”", verbs[first]
    if not rest:
        return [f"{name} would {verb}"]
    if {verbs[state] for state in rest} == {verb}:
        return [f"{name} and {len(rest)} more would {verb}"]
    return [f"{name} would {verb}, and {len(rest)} more would {plain} under some concept"]


def _rather(conflict: Conflict, dm: int, expression: Expression) -> str:
    literal = _literal(conflict, expression)
    said = to(conflict, dm, expression)
    if literal is not None and conflict.options[literal[0]].levels == TAKEN and literal[1] == {0}:
        owns = conflict.options[literal[0]].owner == dm
        return f"{said} than {'do so' if owns else 'see it do so'}"
    return f"{said} than not"


def _literal(conflict: Conflict, expression: Expression) -> tuple[int, frozenset[int]] | None:
    """An option and the levels at which a statement about it alone holds; None for any other."""
    if isinstance(expression, Not):
        inner = _literal(conflict, expression.parts[0])
        if inner is None:
            return None
        every = range(len(conflict.options[inner[0]].levels))
        return inner[0], frozenset(every) - inner[1]
    if not isinstance(expression, Atom):
        return None
    there = _levels(conflict, expression)
    some = 0 < len(there) < len(conflict.options[expression.option].levels)
    return (expression.option, there) if some else None


def _levels(conflict: Conflict, atom: Atom) -> frozenset[int]:
    """The levels of its option at which an atom holds."""
    levels = np.arange(len(conflict.options[atom.option].levels))
    return frozenset(np.flatnonzero(atom.holds(lambda _: levels)).tolist())


def _joined(conflict: Conflict, parts: Sequence[Expression], word: str) -> str:
    plain = (Atom, Not, Constant)
    said = [
        that(conflict, part) if isinstance(part, plain) else f"({that(conflict, part)})"
        for part in parts
    ]
    return f" {word} ".join(said)


def _by_state(conflict: Conflict, pairs: Iterable[tuple[str, int]]) -> dict[int, list[str]]:
    """States with their concepts: those under the strongest, and near the status quo, first."""
    by: dict[int, list[str]] = {}
    for concept, state in sorted(pairs, key=lambda p: (_STRONGEST_FIRST.index(p[0]), p[1])):
        by.setdefault(state, []).append(concept)

    def place(state: int) -> tuple[int, int, int]:
        return _STRONGEST_FIRST.index(by[state][0]), len(_moved(conflict, state)), state

    return {state: by[state] for state in sorted(by, key=place)}


def _moved(conflict: Conflict, state: int) -> list[tuple[int, int]]:
    """The options that stand otherwise than in the status quo, with their levels."""
    space, now = conflict.space, conflict.status_quo
    if now is None or not isinstance(space, OptionSpace):
        return []
    levels = zip(space.state_levels(now), space.state_levels(state), strict=True)
    return [(option, new) for option, (old, new) in enumerate(levels) if old != new]


def _under(concepts: Sequence[str]) -> str:
    if len(concepts) == len(NAMES):
        return " under every concept"
    return f" under {_listed([NAMES[c] for c in concepts])}"


def _listed(words: Sequence[str], last: str = "and") -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
