"""In how many of the preference orders compatible with what is known an equilibrium survives.

For each decision maker the ways that the preferences may be are counted (see
`tracktwo.analysis.variants`), and a joint way takes one of each. All of them are solved when they
are few; otherwise some are drawn evenly, with a seed, and each share has a Wilson (1927) interval.
Whether a state is Nash, GMR or SMR stable for someone depends on his or her own order only, so
for these concepts the shares are exact wherever each decision maker's own ways can be listed.

A share says in how many of the orders tried a state is an equilibrium. It is not a probability.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracktwo.analysis.conditions import CONCEPTS, FIXED_OTHERS, NAMES, check_concept
from tracktwo.analysis.flips import Flip, equilibria, flips
from tracktwo.analysis.tally import Clock, Progress, Run, Tally, wilson
from tracktwo.analysis.variants import Vary, ways
from tracktwo.conflict.model import Conflict

__all__ = ["Robustness", "Share", "robustness"]


@dataclass(frozen=True)
class Share:
    """In how many preference orders a state is an equilibrium.

    Attributes:
        concept: the concept.
        state: the state's number.
        count: in how many of the joint ways tried it is an equilibrium.
        tried: how many joint ways were tried.
        given: whether it is an equilibrium of the conflict as given.
        exact: whether all joint ways were tried.
        interval: the 95 % interval of the share among all joint ways; None when it is exact.
    """

    concept: str
    state: int
    count: int
    tried: int
    given: bool
    exact: bool
    interval: tuple[float, float] | None

    @property
    def share(self) -> float:
        """The share of the preference orders tried, from 0 to 1; not a probability."""
        return self.count / self.tried

    def sentence(self, conflict: Conflict) -> str:
        """The share in words."""
        name = f'"{conflict.state_name(self.state)}"'
        said = (
            f"{name} is an equilibrium ({NAMES[self.concept]}) in {self.count:,} of {self.tried:,} "
        )
        said += "preference orders" if self.exact else "preference orders tried"
        if self.interval is not None:
            low, high = self.interval
            said += f" ({low:.1%} to {high:.1%} of all, 95 % interval)"
        return said + ("." if self.given else "; not in the conflict as given.")


@dataclass(frozen=True, eq=False)
class Robustness:
    """How equilibria depend on what is uncertain about the preferences.

    Attributes:
        vary: what varied.
        concepts: the concepts.
        shares: each equilibrium of any joint way tried or of the conflict as given; by concept,
            largest share first.
        ways: in how many ways each decision maker's preferences may be, shape (n_dm,).
        flips: single changes that add or remove an equilibrium.
        changes: how many single changes were tried.
        complete: whether everything asked for was done; False when the time ran out.
        seed: of the draws.
    """

    vary: Vary
    concepts: tuple[str, ...]
    shares: tuple[Share, ...]
    ways: tuple[int, ...]
    flips: tuple[Flip, ...]
    changes: int
    complete: bool
    seed: int

    @property
    def joint(self) -> int:
        """How many joint ways there are."""
        return math.prod(self.ways)

    @property
    def exact(self) -> bool:
        """Whether all shares are exact."""
        return all(share.exact for share in self.shares)

    def sentences(self, conflict: Conflict) -> tuple[str, ...]:
        """The shares and flips in words."""
        said = [share.sentence(conflict) for share in self.shares]
        said += [flip.sentence(conflict) for flip in self.flips]
        if not self.complete:
            said.append("The time ran out before everything was tried.")
        return tuple(said)


def robustness(
    conflict: Conflict,
    vary: Vary | None = None,
    *,
    dms: Sequence[int] | None = None,
    concepts: Sequence[str] = CONCEPTS,
    exact: int = 20_000,
    samples: int = 2_000,
    seed: int = 0,
    single: bool = True,
    progress: Progress | None = None,
    budget_s: float | None = None,
) -> Robustness:
    """How equilibria fare under the preference orders that are compatible with what is known.

    Args:
        conflict: the conflict as given.
        vary: what varies; when left out, statements marked unsure may be dropped.
        dms: whose preferences vary, all when left out.
        concepts: of ``nash``, ``gmr``, ``smr``, ``seq``, ``sseq``.
        exact: up to how many different joint orders all are solved.
        samples: how many joint ways are drawn otherwise.
        seed: of the draws; the same seed gives the same result.
        single: whether to try each single change too.
        progress: called with the number of solves done and planned.
        budget_s: seconds after which to end with what is done; at least one way is tried.

    Raises:
        UnknownChoice: if a concept is none of these.
        ConflictTooLarge: if far too many lists of statements are compatible with what is known.
    """
    vary = vary or Vary()
    asked = tuple(check_concept(c) for c in concepts)
    who = range(conflict.n_dm) if dms is None else sorted(set(dms))
    clock = Clock(budget_s, progress)
    every = [
        ways(p, conflict.space, vary if i in who else Vary(unsure=False), where=conflict.title)
        for i, p in enumerate(conflict.preferences)
    ]
    run = Run(conflict, every, exact, samples, seed, clock)
    own = tuple(c for c in asked if c not in FIXED_OTHERS)
    tallies = run.own(own) if run.lists is not None else {}
    tallies |= run.joint(tuple(c for c in asked if c not in tallies))
    given = equilibria(run.space, conflict.rank, asked)
    shares = [
        share
        for c, concept in enumerate(asked)
        for share in _shares(concept, given[c], tallies[concept])
    ]
    done = not clock.over
    found: tuple[Flip, ...] = ()
    tried = 0
    if single:
        found, tried, all_tried = flips(conflict, asked, list(who), go_on=clock.go_on)
        done = done and all_tried
    return Robustness(
        vary, asked, tuple(shares), tuple(w.total for w in every), found, tried, done, seed
    )


def _shares(concept: str, given: npt.NDArray[np.bool_], tally: Tally) -> list[Share]:
    shares = []
    for state in np.flatnonzero(given | (tally.counts != 0)).tolist():
        count = int(tally.counts[state])
        interval = None
        if not tally.exact:
            interval = wilson(count / tally.tried * tally.worth, tally.worth)
        shares.append(
            Share(concept, state, count, tally.tried, bool(given[state]), tally.exact, interval)
        )
    return sorted(shares, key=lambda s: (-s.count, s.state))
