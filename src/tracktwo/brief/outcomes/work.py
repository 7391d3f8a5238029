"""All that the outcomes section of a brief is made from, worked once and kept as values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from tracktwo.analysis import Solution, solve
from tracktwo.analysis.edits import exchanged
from tracktwo.analysis.questions import questions as ask
from tracktwo.analysis.robustness import Robustness, robustness
from tracktwo.analysis.variants import Vary
from tracktwo.brief.outcomes.asked import DraftLike, QuestionLike
from tracktwo.brief.outcomes.effects import Effect, Single, lever_effect, singles
from tracktwo.brief.outcomes.groups import Group, outcomes
from tracktwo.conflict.levers import Lever
from tracktwo.conflict.model import Conflict
from tracktwo.conflict.preferences import Statements, Weights

__all__ = ["CONCEPTS", "MOST_SHOWN", "Rival", "Worked", "rival_of", "work", "work_draft"]

CONCEPTS = ("nash", "sseq", "seq", "smr")
MOST_SHOWN = 4
"""How many outcomes are told one by one."""

MOST_ASKED = 6
"""How many questions are told."""

_MOST_LISTS = 4_096
"""How many lists of statements of one party are written out at most."""

_TOO_LARGE = 1 << 18
"""From how many states on nothing is varied, since each solve takes long."""


@dataclass(frozen=True, eq=False)
class Rival:
    """The nearest other reading of the reports that gives another answer.

    Attributes:
        single: the change that makes it.
        conflict: the conflict so read.
        groups: the outcomes that hold then.
    """

    single: Single
    conflict: Conflict
    groups: tuple[Group, ...]


@dataclass(frozen=True, eq=False)
class Worked:
    """A conflict with all that the brief tells of it.

    Attributes:
        conflict: the conflict; None when the reports hold none.
        why_not: why there is none.
        drafted: whether it is a machine's fresh draft; else a person's file.
        solution: what holds under Nash, SSEQ, SEQ and SMR.
        concept: the concept under which outcomes are told: SEQ, or SMR where nothing holds under
            SEQ.
        groups: all outcomes under it, in the order in which to tell them.
        weaker: how many more states hold only under SMR.
        levers: levers with what each does.
        singles: single changes of preferences that change the answer, the nearest first.
        tried: how many single changes were tried.
        all_tried: whether those were all.
        rival: the rival reading; None if no doubtful statement changes the answer alone.
        doubtful: how many statements are unsure or assumed.
        robustness: shares of preference orders; None where there is too much to try.
        questions: to the analyst, in order, each with what its answer would do.
        asked: how many questions there are in all.
        context: parties left out, with the reason.
        assumptions: what was assumed, in sentences.
        ignored: ids of positions that the model leaves out.
        text: the file that the conflict stands in, for the edition of the brief.
    """

    conflict: Conflict | None
    why_not: str | None = None
    drafted: bool = True
    solution: Solution | None = None
    concept: str = "seq"
    groups: tuple[Group, ...] = ()
    weaker: int = 0
    levers: tuple[tuple[Lever, Effect], ...] = ()
    singles: tuple[Single, ...] = ()
    tried: int = 0
    all_tried: bool = True
    rival: Rival | None = None
    doubtful: int = 0
    robustness: Robustness | None = None
    questions: tuple[tuple[QuestionLike, Effect], ...] = ()
    asked: int = 0
    context: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    text: str = ""

    @property
    def shown(self) -> tuple[Group, ...]:
        """The outcomes that are told one by one."""
        return self.groups[:MOST_SHOWN]


def work_draft(draft: DraftLike, *, questions: Sequence[QuestionLike] | None = None) -> Worked:
    """Work a fresh draft; see `work`."""
    if draft.conflict is None:
        return Worked(None, draft.why_not, context=draft.context, ignored=draft.ignored)
    return work(
        draft.conflict,
        levers=draft.levers,
        questions=questions,
        context=draft.context,
        assumptions=draft.assumptions,
        ignored=draft.ignored,
        text=draft.text,
    )


def work(
    conflict: Conflict,
    *,
    drafted: bool = True,
    levers: Sequence[Lever] | None = None,
    questions: Sequence[QuestionLike] | None = None,
    context: Sequence[str] = (),
    assumptions: Sequence[str] = (),
    ignored: Sequence[str] = (),
    text: str = "",
) -> Worked:
    """Work all that the brief tells of a conflict.

    How much is tried depends on the number of states only, never on the clock, so that the same
    conflict gives the same brief.

    Args:
        conflict: the conflict.
        drafted: whether it is a machine's fresh draft; else a person's file.
        levers: instead of the conflict's own.
        questions: to the analyst, in order; worked from the conflict when left out.
        context: parties left out, with the reason.
        assumptions: what was assumed, in sentences.
        ignored: ids of positions that the model leaves out.
        text: the file that the conflict stands in.
    """
    solution = solve(conflict, concepts=CONCEPTS, margins=False)
    concept = "seq" if solution.equilibria["seq"].size else "smr"
    groups = outcomes(solution, concept)
    shown = groups[:MOST_SHOWN]
    answer = np.asarray(solution.stable[concept].all(axis=0))
    named = conflict.levers if levers is None else levers
    found: list[Single] = []
    tried, all_tried, shares = 0, True, None
    if conflict.n_state <= _TOO_LARGE:
        most = max(120, 300_000 // conflict.n_state)
        found, tried, all_tried = singles(conflict, answer, shown, concept, most=most)
        shares = _shares(conflict, concept, max(40, 90_000 // (conflict.n_state + 150)))
        if questions is None:
            questions = ask(conflict, concepts=(concept,))
    return Worked(
        conflict,
        drafted=drafted,
        solution=solution,
        concept=concept,
        groups=groups,
        weaker=int(solution.equilibria["smr"].size - _both(solution)) if concept == "seq" else 0,
        levers=tuple(
            (lever, lever_effect(conflict, answer, shown, lever.changes, concept))
            for lever in named
        ),
        singles=tuple(found),
        tried=tried,
        all_tried=all_tried and conflict.n_state <= _TOO_LARGE,
        rival=rival_of(conflict, found, concept),
        doubtful=sum(_doubtful(conflict)),
        robustness=shares,
        questions=tuple(
            (q, lever_effect(conflict, answer, shown, q.change, concept))
            for q in (questions or ())[:MOST_ASKED]
        ),
        asked=len(questions or ()),
        context=tuple(context),
        assumptions=tuple(assumptions),
        ignored=tuple(ignored),
        text=text,
    )


def _both(solution: Solution) -> int:
    both: npt.NDArray[np.int64] = np.intersect1d(
        solution.equilibria["smr"], solution.equilibria["seq"]
    )
    return int(both.size)


def _doubtful(conflict: Conflict) -> list[bool]:
    return [
        s.unsure or s.basis == "assumed"
        for p in conflict.preferences
        if isinstance(p, Statements | Weights)
        for s in p.statements
    ]


def _shares(conflict: Conflict, concept: str, most: int) -> Robustness | None:
    """Unsure statements kept or left out in every way, with at most one exchange for each party.

    The exchanges are left away, and then all of it, where the lists of statements would be too many
    to write out.
    """
    unsure = [
        (sum(s.unsure for s in p.statements), len(p.statements))
        for p in conflict.preferences
        if isinstance(p, Statements | Weights)
    ]
    swap = max((2**u * n for u, n in unsure), default=0) <= _MOST_LISTS
    if max((2**u for u, _ in unsure), default=0) > _MOST_LISTS:
        return None
    vary = Vary(unsure=True, swap=swap)
    return robustness(conflict, vary, concepts=(concept,), exact=most, samples=most, single=False)


def rival_of(conflict: Conflict, found: Sequence[Single], concept: str) -> Rival | None:
    """The nearest single change of a doubtful statement that changes the answer.

    First one under which the first outcome no longer holds, else any that changes the answer.
    """
    first = [s for s in found if s.effect.fate and s.effect.fate[0] != "holds"]
    for single in (*first, *found):
        preference = conflict.preferences[single.dm]
        if not single.doubtful or not isinstance(preference, Statements | Weights):
            continue
        listed = list(preference.statements)
        if single.kind == "exchange":
            listed = list(exchanged(preference, single.at, single.to))
        elif single.kind == "drop":
            del listed[single.at]
        else:
            listed[single.at] = listed[single.at].negated()
        other = conflict.with_preferences(
            {single.dm: replace(preference, statements=tuple(listed))}
        )
        solution = solve(other, concepts=CONCEPTS, margins=False)
        if not solution.equilibria[concept].size:
            return Rival(single, other, ())
        return Rival(single, other, outcomes(solution, concept))
    return None
