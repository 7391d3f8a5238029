"""Coalition stability of one state: CNash, CGMR, CSMR and CSEQ, by the definition, with proof.

State s is stable for a coalition H when each improvement t of H from s is sanctioned:

===== ==========================================================================================
CNash never: there is to be no improvement
CGMR  by a state s2 that the opponents N - H reach from t and that not all of H prefer to s
CSMR  by such an s2 from which H reaches no s3 that all of H prefer to s
CSEQ  by such an s2 that is reached by unilateral improvements of the opponents
===== ==========================================================================================

Everything is reached by legal sequences. With one member these are Nash, GMR, SMR and SEQ. The
coalition of all has no opponents, so nothing of it is sanctioned. A state is universally stable
when it is stable for every coalition, and then it is a coalition equilibrium.

Which moves count as credible in CSEQ is a choice: here each step is a unilateral improvement of its
mover, as in Kilgour, Hipel, Fang and Peng 2001. Inohara and Hipel 2008 also let the opponents'
subcoalitions make coalition improvements, of which unilateral ones are the smallest; that gives
the opponents at least as many answers, so what is CSEQ stable here is so there, and not always the
other way round.

Source: Kilgour, Hipel, Fang and Peng 2001; Inohara and Hipel 2008. Restated from memory; checked:
agreement with the four concepts of one decision maker, the implications CNash to CSEQ to CGMR and
CNash to CSMR to CGMR, and the published coalition move of the Elmira conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracktwo.analysis.coalition import (
    Coalition,
    CoalitionImprovement,
    all_prefer,
    coalition_of,
    outsiders,
    shortest_first,
)
from tracktwo.analysis.sequences import Step, reached
from tracktwo.conflict.model import Conflict
from tracktwo.errors import UnknownChoice, did_you_mean

__all__ = [
    "COALITION_CONCEPTS",
    "Answers",
    "CoalitionCertificate",
    "CoalitionSanction",
    "coalition_certificate",
    "concept_of",
]

COALITION_CONCEPTS = ("cnash", "cgmr", "csmr", "cseq")
"""The concepts of stability for a coalition."""


@dataclass(frozen=True)
class CoalitionSanction:
    """What deters a coalition improvement.

    Attributes:
        improvement: the state that the coalition would move to.
        path: the opponents' moves from there, at least one; a shortest legal sequence.
        end: the state that they lead to.
        deterred: the members who do not prefer that state to the one that was left.
    """

    improvement: int
    path: tuple[Step, ...]
    end: int
    deterred: Coalition


@dataclass(frozen=True)
class CoalitionCertificate:
    """Why a state is stable or not for a coalition.

    Attributes:
        concept: one of `COALITION_CONCEPTS`.
        members: the coalition.
        state: the state's number.
        stable: the verdict that is certified.
        breaks: the first improvement that nothing deters, of the fewest moves; None if stable.
        sanctions: for each improvement what deters it; if unstable, for those before `breaks`.
    """

    concept: str
    members: Coalition
    state: int
    stable: bool
    breaks: CoalitionImprovement | None
    sanctions: tuple[CoalitionSanction, ...]


class Answers:
    """The opponents' answers to the improvements of one coalition from one state."""

    def __init__(self, conflict: Conflict, concept: str, members: Coalition, state: int) -> None:
        self.conflict, self.concept, self.members, self.state = conflict, concept, members, state
        self.others = outsiders(conflict, members)
        self.better = all_prefer(conflict, members, state)
        self._until: Callable[[int], bool] | npt.NDArray[np.bool_] = ~self.better
        self._held: dict[int, bool] = {}
        if concept == "csmr":
            self._until = self._holds

    def _holds(self, end: int) -> bool:
        """Whether the coalition cannot get from a state to one that all members prefer."""
        if self.better[end]:
            return False
        if end not in self._held:
            there = reached(self.conflict, self.members, end, until=self.better)
            self._held[end] = there.found is None
        return self._held[end]

    def to(self, improvement: int) -> CoalitionSanction | None:
        """What deters an improvement, by the fewest moves; None if nothing does."""
        if self.concept == "cnash" or not self.others:
            return None
        got = reached(
            self.conflict,
            self.others,
            improvement,
            improving=self.concept == "cseq",
            until=self._until,
        )
        if got.found is None:
            return None
        rank, end = self.conflict.rank, got.found
        deterred = tuple(i for i in self.members if rank[i, end] <= rank[i, self.state])
        return CoalitionSanction(improvement, got.path(end), end, deterred)


def coalition_certificate(
    conflict: Conflict, concept: str, members: Iterable[int], state: int
) -> CoalitionCertificate:
    """Certify whether a state is stable for a coalition, at any size.

    Args:
        conflict: the conflict.
        concept: ``cnash``, ``cgmr``, ``csmr`` or ``cseq``.
        members: the numbers of the decision makers who act together.
        state: the state's number.

    Raises:
        UnknownChoice: if the members are no coalition or the concept is none of these.
    """
    coalition = coalition_of(conflict, members)
    answers = Answers(conflict, concept_of(concept), coalition, state)
    got, ends = shortest_first(conflict, coalition, state)
    sanctions: list[CoalitionSanction] = []
    for t in ends:
        sanction = answers.to(t)
        if sanction is None:
            breaks = CoalitionImprovement(coalition, state, t, got.path(t))
            return CoalitionCertificate(concept, coalition, state, False, breaks, tuple(sanctions))
        sanctions.append(sanction)
    return CoalitionCertificate(concept, coalition, state, True, None, tuple(sanctions))


def concept_of(name: str) -> str:
    """A concept's name, checked.

    Raises:
        UnknownChoice: if there is no such concept of coalition stability.
    """
    if name in COALITION_CONCEPTS:
        return name
    near = did_you_mean(name, COALITION_CONCEPTS)
    hint = f'did you mean "{near}"? ' if near else ""
    raise UnknownChoice(
        f'no concept of coalition stability is called "{name}"',
        remedy=f"{hint}concepts: {', '.join(COALITION_CONCEPTS)}",
    )
