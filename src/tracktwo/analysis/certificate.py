"""Why a state is stable or not for a decision maker.

If not, the improvement that breaks it; if so, for each improvement the sanction that deters it.
"""

from __future__ import annotations

from dataclasses import dataclass

from tracktwo.analysis.sequences import Step, reached
from tracktwo.analysis.stability import CONCEPTS
from tracktwo.conflict.model import Conflict
from tracktwo.errors import UnknownChoice

__all__ = ["Certificate", "Sanction", "certificate"]


@dataclass(frozen=True)
class Sanction:
    """What deters an improvement.

    Attributes:
        improvement: the state that the decision maker would move to.
        path: the opponents' moves from there, at least one; a shortest legal sequence.
        end: the state that they lead to, not preferred to the one that was left.
    """

    improvement: int
    path: tuple[Step, ...]
    end: int


@dataclass(frozen=True)
class Certificate:
    """Why a state is stable or not for a decision maker under a concept.

    Attributes:
        concept: one of ``tracktwo.analysis.CONCEPTS``.
        dm: the decision maker's number.
        state: the state's number.
        stable: the verdict that is certified.
        breaks: an improvement that nothing deters, the best for the decision maker; None if stable.
        sanctions: for each improvement what deters it; if unstable, of those that are deterred.
    """

    concept: str
    dm: int
    state: int
    stable: bool
    breaks: int | None
    sanctions: tuple[Sanction, ...]


def certificate(
    conflict: Conflict, concept: str, dm: int, state: int, *, once: bool = False
) -> Certificate:
    """Certify one verdict, by the definition itself and not by the fast method.

    Args:
        conflict: the conflict.
        concept: ``nash``, ``gmr``, ``smr``, ``seq`` or ``sseq``.
        dm: the decision maker's number.
        state: the state's number.
        once: each opponent moves at most once; not the literature's rule.

    Raises:
        UnknownChoice: for another concept.
    """
    if concept not in CONCEPTS:
        raise UnknownChoice(
            f'no certificate of this kind for "{concept}"',
            remedy=f"concepts: {', '.join(CONCEPTS)}; for sim there is sim_certificate",
        )
    rank = conflict.rank[dm]
    here = int(rank[state])
    others = [j for j in range(conflict.n_dm) if j != dm]
    counters = concept in ("smr", "sseq")

    def deters(end: int) -> bool:
        if int(rank[end]) > here:
            return False
        return not counters or not bool((rank[conflict.moves(dm, end)] > here).any())

    improvements = conflict.improvements(dm, state).tolist()
    improvements.sort(key=lambda t: (-int(rank[t]), t))
    breaks: int | None = None
    sanctions: list[Sanction] = []
    for t in improvements:
        if concept == "nash":
            breaks = t
            break
        found = reached(
            conflict, others, t, improving=concept in ("seq", "sseq"), once=once, until=deters
        )
        if found.found is None:
            breaks = t if breaks is None else breaks
        else:
            sanctions.append(Sanction(t, found.path(found.found), found.found))
    return Certificate(concept, dm, state, breaks is None, breaks, tuple(sanctions))
