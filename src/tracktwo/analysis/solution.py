"""What solving a conflict gives, and the function that does it."""

from __future__ import annotations

import html
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from tracktwo.analysis.certificate import Certificate, certificate
from tracktwo.analysis.once import focal_once
from tracktwo.analysis.stability import CONCEPTS, NO_MOVE, Kernel, own_guarantees
from tracktwo.conflict.model import Conflict
from tracktwo.conflict.space import OptionSpace
from tracktwo.errors import UnknownChoice, did_you_mean

if TYPE_CHECKING:
    import pyarrow as pa

    from tracktwo.analysis.simultaneous import SimCertificate

__all__ = ["ALL_CONCEPTS", "NO_MARGIN", "Cost", "Solution", "cost", "solve"]

ALL_CONCEPTS = (*CONCEPTS, "sim")
"""All concepts that `solve` knows, in the order in which they are shown."""

NO_MARGIN = int(np.iinfo(np.int32).max)
"""What stands for the margin where a decision maker has no move at all."""

Sanctions = Literal["any", "once"]
_MARGINS_UP_TO = 1 << 20


@dataclass(frozen=True)
class Cost:
    """What a solve takes, told before it is begun; a rough estimate.

    Attributes:
        states: the number of feasible states.
        bytes: memory at the most.
        seconds: on one thread of an ordinary laptop.
    """

    states: int
    bytes: int
    seconds: float


def cost(conflict: Conflict) -> Cost:
    """What solving a conflict will take."""
    n, n_dm = conflict.n_state, conflict.n_dm
    fixed = n * (8 + 12 * n_dm)
    working = n * 60 * min(2, n_dm)
    rounds = 4.0 * n_dm * max(1, n_dm - 1)
    return Cost(n, fixed + working + 30 * n * n_dm, n * rounds * 2.5e-8)


@dataclass(frozen=True, eq=False)
class Solution:
    """Which states are stable for whom, and which are equilibria.

    Attributes:
        conflict: what was solved.
        concepts: the concepts that were asked for.
        stable: for each concept, shape (n_dm, n_state); rows of decision makers who were not done
            in time are all False.
        margin: for each concept but ``sim``, shape (n_dm, n_state): by how many levels of the
            decision maker's own preference staying is better than what the best own move
            guarantees; negative where the state is unstable, `NO_MARGIN` where there is no move.
            Empty if margins were not kept.
        sanctions: ``any``, legal sequences as in the literature; ``once``, each opponent at most
            one move, as in some older tools.
        done: the numbers of the decision makers that were worked; all unless time ran out.
    """

    conflict: Conflict
    concepts: tuple[str, ...]
    stable: Mapping[str, npt.NDArray[np.bool_]]
    margin: Mapping[str, npt.NDArray[np.int32]] = field(default_factory=dict)
    sanctions: Sanctions = "any"
    done: tuple[int, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether all decision makers were worked."""
        return len(self.done) == self.conflict.n_dm

    @cached_property
    def equilibria(self) -> dict[str, npt.NDArray[np.int64]]:
        """For each concept the states that are stable for everyone, ascending.

        Only if all decision makers were worked: otherwise empty, since nothing is known then.
        """
        if not self.complete:
            return {}
        return {c: np.flatnonzero(self.stable[c].all(axis=0)) for c in self.concepts}

    def certificate(self, concept: str, dm: int | str, state: int | str) -> Certificate:
        """Why a state is stable or not for a decision maker; see `certificate`."""
        number, where = self._which(dm, state)
        return certificate(
            self.conflict, _concept(concept), number, where, once=self.sanctions == "once"
        )

    def sim_certificate(self, dm: int | str, state: int | str) -> SimCertificate:
        """Why a state is SIM-stable or not for a decision maker; see `simultaneous`."""
        from tracktwo.analysis.simultaneous import sim_certificate

        base = solve(self.conflict, concepts=("nash", "seq"), sanctions=self.sanctions).stable
        number, where = self._which(dm, state)
        unstable = ~(base["nash"] | base["seq"])
        return sim_certificate(self.conflict, number, where, unstable=unstable)

    def _which(self, dm: int | str, state: int | str) -> tuple[int, int]:
        conflict = self.conflict
        return (
            conflict.dm(dm) if isinstance(dm, str) else dm,
            conflict.state(state) if isinstance(state, str) else state,
        )

    def to_arrow(self) -> pa.Table:
        """One row a state: number, pattern, name, options, ranks, stability, equilibria."""
        import pyarrow as pa

        conflict = self.conflict
        states = range(conflict.n_state)
        columns: dict[str, Any] = {
            "state": pa.array(states, pa.int32()),
            "pattern": [conflict.pattern(s) for s in states],
            "name": [conflict.state_name(s) for s in states],
        }
        if isinstance(conflict.space, OptionSpace):
            for number, option in enumerate(conflict.options):
                levels = pa.array(option.levels)
                columns[option.id] = levels.take(pa.array(conflict.space.level(number)))
        for i, maker in enumerate(conflict.decision_makers):
            columns[f"rank_{maker.id}"] = conflict.rank[i]
        for concept in self.concepts:
            for i, maker in enumerate(conflict.decision_makers):
                columns[f"{concept}_{maker.id}"] = (
                    self.stable[concept][i] if i in self.done else [None] * conflict.n_state
                )
            if self.complete:
                columns[concept] = self.stable[concept].all(axis=0)
        return pa.table(columns)

    def _repr_html_(self) -> str:
        """The equilibria as a table, for notebooks."""
        shown = sorted({int(s) for states in self.equilibria.values() for s in states})
        head = "".join(f"<th>{html.escape(c.upper())}</th>" for c in self.concepts)
        rows = "".join(
            f"<tr><td>{html.escape(self.conflict.state_name(s))}</td>"
            + "".join(f"<td>{'●' if s in self.equilibria[c] else ''}</td>" for c in self.concepts)
            + "</tr>"
            for s in shown[:200]
        )
        title = html.escape(self.conflict.title)
        return (
            f"<table><caption>{title}: equilibria</caption>"
            f"<tr><th>state</th>{head}</tr>{rows}</table>"
        )


def solve(
    conflict: Conflict,
    *,
    concepts: Sequence[str] = CONCEPTS,
    sanctions: Sanctions = "any",
    margins: bool | None = None,
    kernel: Kernel = "auto",
    threads: int = 1,
    budget_s: float | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Solution:
    """Which states are stable for whom, and which are equilibria.

    Args:
        conflict: the conflict.
        concepts: of ``nash``, ``gmr``, ``smr``, ``seq``, ``sseq`` and ``sim``.
        sanctions: ``any`` as in the literature, or ``once``: each opponent moves at most once.
        margins: whether to keep margins; by default up to a million states.
        kernel: ``numpy``, ``compiled``, or the one that is sooner done (``auto``); same bytes.
        threads: how many decision makers are worked at once; same answer.
        budget_s: begin no further decision maker after so many seconds.
        progress: called with how many decision makers are done, and how many there are.

    Raises:
        UnknownChoice: if a concept is not known.
    """
    asked = tuple(c for c in ALL_CONCEPTS if c in {_concept(name) for name in concepts})
    base = tuple(c for c in CONCEPTS if c in asked or "sim" in asked)
    n_dm, n_state = conflict.n_dm, conflict.n_state
    rank = conflict.rank
    keep = n_state <= _MARGINS_UP_TO if margins is None else margins
    stable = {c: np.zeros((n_dm, n_state), dtype=bool) for c in base}
    margin = {c: np.empty((n_dm, n_state), dtype=np.int32) for c in base} if keep else {}
    guarantee: Callable[[int], npt.NDArray[np.int32]]
    if sanctions == "once":

        def guarantee(dm: int) -> npt.NDArray[np.int32]:
            return focal_once(conflict.space, dm, rank)
    else:
        guarantee = own_guarantees(conflict.space, rank, kernel=kernel)
    begun = time.monotonic()
    done: list[int] = []

    def work(dm: int) -> None:
        if budget_s is not None and done and time.monotonic() - begun > budget_s:
            return
        best = guarantee(dm)
        for concept in base:
            row = best[CONCEPTS.index(concept)]
            np.less_equal(row, rank[dm], out=stable[concept][dm])
            if keep:
                margin[concept][dm] = np.where(row == NO_MOVE, NO_MARGIN, rank[dm] - row)
        done.append(dm)
        if progress is not None:
            progress(len(done), n_dm)

    if threads > 1 and n_dm > 1:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(work, range(n_dm)))
    else:
        for dm in range(n_dm):
            work(dm)
    if "sim" in asked and len(done) == n_dm:
        from tracktwo.analysis.simultaneous import sim_stable

        stable["sim"] = sim_stable(conflict, unstable=~(stable["nash"] | stable["seq"]))
    return Solution(
        conflict,
        asked,
        {c: stable[c] for c in asked if c in stable},
        {c: margin[c] for c in asked if c in margin},
        sanctions,
        tuple(sorted(done)),
    )


def _concept(name: str) -> str:
    short = name.strip().lower()
    if short in ("r", "rational"):
        short = "nash"
    if short not in ALL_CONCEPTS:
        near = did_you_mean(short, ALL_CONCEPTS)
        raise UnknownChoice(
            f'unknown solution concept "{name}"',
            remedy=(f'did you mean "{near}"? ' if near else "")
            + f"concepts: {', '.join(ALL_CONCEPTS)}",
        )
    return short
