"""What the brief shows of outcomes, as plain frozen values: no colour, no width, no markup.

Fact, assumption and conclusion stay apart: every part of the model carries its basis and the
numbers of the endnotes that it rests on, and whatever the engine worked out stands in parts of its
own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracktwo.analysis import Solution, Step
from tracktwo.brief.strategy.tables import Table
from tracktwo.brief.view import Line, Piece

__all__ = [
    "BASES",
    "EffectView",
    "MakerView",
    "OptionView",
    "OutcomeView",
    "OutcomesView",
    "QuestionView",
    "RivalView",
    "ShareView",
    "StepView",
    "WantView",
]

BASES: Mapping[str, tuple[str, str]] = {
    "stated": ("■", "stated: a party’s own words, or what a report says they were"),
    "inferred": ("▤", "inferred: read from what a party does or from other words"),
    "analyst": ("◆", "analyst: a person’s judgement"),
    "assumed": ("□", "assumed: nothing in the reports says so"),
    "not said": ("·", "basis not said"),
}
"""The mark of each basis of a preference, and what it means."""


@dataclass(frozen=True, slots=True)
class OptionView:
    """A choice: whose, how it stands now, which way it can change, on what evidence.

    Attributes:
        levels: its level in each outcome shown, as words.
        unknown: how many evidence ids are of rows that this brief does not hold.
    """

    owner: str
    label: str
    now: str
    direction: str
    levels: tuple[str, ...]
    notes: tuple[int, ...] = ()
    unknown: int = 0
    note: str | None = None


@dataclass(frozen=True, slots=True)
class WantView:
    """One preference statement of a party.

    Attributes:
        why: the letter of the remark on it, empty without one.
    """

    line: Line
    basis: str
    unsure: bool
    weight: str | None = None
    notes: tuple[int, ...] = ()
    unknown: int = 0
    why: str = ""

    @property
    def mark(self) -> str:
        """The mark of the basis."""
        return BASES[self.basis][0]


@dataclass(frozen=True, slots=True)
class MakerView:
    """A party with what it prefers, the most important first; or a sentence about it."""

    name: str
    wants: tuple[WantView, ...]
    other: str | None = None


@dataclass(frozen=True, slots=True)
class StepView:
    """One move on the way to an outcome.

    Attributes:
        kind: ``gains``; ``trust``, the mover is better off only at the end; ``against``, worse off
            and not even then better; or ``idle``, neither.
        told: what the mover has of it.
    """

    line: Line
    kind: str
    told: str


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """An outcome that would hold: what it is, why each party stays, how to get there."""

    letter: str
    pattern: str
    title: Line
    difference: Line
    now: bool
    concepts: str
    gloss: str
    alike: str | None
    reasons: tuple[Line, ...]
    way: str
    steps: tuple[StepView, ...]

    @property
    def name(self) -> Line:
        """What it is called: by what is otherwise than today, else by all of its options."""
        if self.now:
            return (Piece("text", "Today’s state: "), *self.title)
        return (
            (*self.difference, Piece("text", "; all else as today"))
            if self.difference
            else self.title
        )


@dataclass(frozen=True, slots=True)
class EffectView:
    """A change and what it does to each outcome shown.

    Attributes:
        fate: for each outcome shown *holds*, *falls* or *cannot be*; empty if it was not worked.
        new: outcomes that hold only then.
        more: how many further new ones there are.
    """

    name: Line
    what: Line
    fate: tuple[str, ...]
    new: tuple[Line, ...]
    more: int = 0
    notes: tuple[int, ...] = ()
    unknown: int = 0
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ShareView:
    """In how many of the preference orders tried an outcome holds."""

    letter: str
    count: int
    tried: int
    interval: str | None


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question to the analyst and what hangs on it."""

    line: Line
    effect: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RivalView:
    """The nearest other reading with another answer."""

    reading: Line
    basis: str
    answer: tuple[Line, ...]
    instead: tuple[tuple[Line, tuple[Line, ...]], ...]
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class OutcomesView:
    """The outcomes section.

    Attributes:
        none: the sentence that tells that there is no conflict; all else is then empty.
        origin: who made the model.
        short: the answer in a few sentences.
        caution: what a stability result is not.
        drawn: what to draw; None for more states than a picture holds.
        whys: remarks on preference statements, each once, with their letters.
        path: the way to the first outcome, to draw.
        asked: how many questions there are in all.
        twin: the moves of the picture as a table.
        tried: what was tried of single changes, in a sentence.
        shares_told: what the shares are of, in a sentence.
    """

    none: str | None
    origin: str = ""
    size: str = ""
    short: tuple[Line, ...] = ()
    caution: str = ""
    makers: tuple[MakerView, ...] = ()
    options: tuple[OptionView, ...] = ()
    whys: tuple[tuple[str, str], ...] = ()
    rules: tuple[Line, ...] = ()
    outcomes: tuple[OutcomeView, ...] = ()
    more: str | None = None
    drawn: Solution | None = None
    path: tuple[Step, ...] = ()
    twin: Table | None = None
    levers: tuple[EffectView, ...] = ()
    singles: tuple[EffectView, ...] = ()
    tried: str = ""
    shares: tuple[ShareView, ...] = ()
    shares_told: str = ""
    questions: tuple[QuestionView, ...] = ()
    asked: int = 0
    rival: RivalView | None = None
    no_rival: str = ""
    assumptions: tuple[Line, ...] = ()
    context: tuple[str, ...] = ()
    ignored: tuple[int, ...] = ()
    ignored_unknown: int = 0

    @property
    def bases(self) -> tuple[tuple[str, str], ...]:
        """The marks of the bases that stand in the model, with what they mean."""
        there = {w.basis for m in self.makers for w in m.wants}
        return tuple(told for basis, told in BASES.items() if basis in there)

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters of the outcomes shown."""
        return tuple(o.letter for o in self.outcomes)
