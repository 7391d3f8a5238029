"""Counting in how many joint preference orders each state is an equilibrium: all, or a draw."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracktwo.analysis.flips import equilibria, prepared
from tracktwo.analysis.stability import Kernel, solve_ranks
from tracktwo.analysis.variants import Ways
from tracktwo.conflict.model import Conflict

__all__ = ["Clock", "Progress", "Run", "Tally", "wilson"]

Ranks = npt.NDArray[np.int32]
Counts = npt.NDArray[np.object_]
Progress = Callable[[int, int], None]
"""Called with the number of solves done and planned."""

_MOST_CELLS = 1 << 27
_MANY_SOLVES = 2_000
_Z95 = 1.959963984540054


def wilson(count: float, tried: float) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    share, z2 = count / tried, _Z95**2 / tried
    middle = (share + z2 / 2) / (1 + z2)
    half = math.sqrt(share * (1 - share) * z2 + z2 * z2 / 4) / (1 + z2)
    low = 0.0 if count == 0 else max(0.0, middle - half)
    return low, 1.0 if count == tried else min(1.0, middle + half)


@dataclass(frozen=True, eq=False)
class Tally:
    """Counts of one concept: shape (n_state,), of ``tried``; ``worth`` independent draws."""

    counts: Counts
    tried: int
    exact: bool
    worth: float


class Clock:
    """The time that there is, and whom to tell how far the work is."""

    def __init__(self, budget_s: float | None, progress: Progress | None) -> None:
        self.end = None if budget_s is None else time.monotonic() + budget_s
        self.progress = progress
        self.over = False

    def go_on(self) -> bool:
        """Whether there is time left."""
        self.over = self.over or (self.end is not None and time.monotonic() >= self.end)
        return not self.over

    def tell(self, done: int, planned: int) -> None:
        """Report progress."""
        if self.progress is not None:
            self.progress(done, planned)


class Run:
    """The solves of one analysis."""

    def __init__(
        self,
        conflict: Conflict,
        every: Sequence[Ways],
        exact: int,
        samples: int,
        seed: int,
        clock: Clock,
    ) -> None:
        self.conflict, self.every, self.clock = conflict, every, clock
        self.exact, self.samples = exact, samples
        self.rng = np.random.Generator(np.random.PCG64(seed))
        self.space = prepared(conflict)
        most = min(exact, _MOST_CELLS // conflict.n_state)
        self.lists = [w.listed() for w in every] if all(w.total <= most for w in every) else None

    def own(self, concepts: Sequence[str]) -> dict[str, Tally]:
        """Exact counts for concepts that depend on one's own order only; {} if time runs out.

        A state is an equilibrium in as many joint ways as the product of the numbers of ways in
        which it is stable for each.
        """
        assert self.lists is not None
        if not concepts:
            return {}
        shape = (len(self.lists), self.conflict.n_state)
        stable_in = {c: np.zeros(shape, dtype=np.int64) for c in concepts}
        rounds = max(len(times) for _, times in self.lists)
        kernel = _kernel(rounds)
        for k in range(rounds):
            if k and not self.clock.go_on():
                return {}
            rank = np.stack([orders[k % len(times)] for orders, times in self.lists])
            stable = solve_ranks(self.space, rank, concepts, kernel=kernel)
            weight = np.array([t[k] if k < len(t) else 0 for _, t in self.lists])[:, None]
            for c in concepts:
                stable_in[c] += weight * stable[c]
            self.clock.tell(k + 1, rounds)
        total = math.prod(w.total for w in self.every)
        result = {}
        for c in concepts:
            counts = np.ones(self.conflict.n_state, dtype=object)
            for row in stable_in[c]:
                counts = counts * row.astype(object)
            result[c] = Tally(counts, total, True, total)
        return result

    def joint(self, concepts: Sequence[str]) -> dict[str, Tally]:
        """Counts over joint ways: all different ones, or a draw."""
        if not concepts:
            return {}
        sizes = [len(times) for _, times in self.lists] if self.lists is not None else []
        different = math.prod(sizes)
        everything = self.lists is not None and different <= self.exact
        planned = different if everything else self.samples
        counts = np.zeros((len(concepts), self.conflict.n_state), dtype=object)
        known: dict[bytes, npt.NDArray[np.bool_]] = {}
        tried = squares = done = 0
        kernel = _kernel(planned)
        for key, weight, rank in self._all() if everything else self._drawn():
            if done and not self.clock.go_on():
                break
            if key not in known:
                found = equilibria(self.space, rank(), concepts, kernel=kernel)
                if key:
                    known[key] = found
            found = known[key] if key else found
            counts[found] += weight
            tried, squares, done = tried + weight, squares + weight * weight, done + 1
            self.clock.tell(done, planned)
        exact = everything and done == planned
        worth = tried * tried / squares
        return {c: Tally(counts[k], tried, exact, worth) for k, c in enumerate(concepts)}

    def _all(self) -> Iterator[tuple[bytes, int, Callable[[], Ranks]]]:
        """Every different joint order in a drawn sequence, so that a part is a fair sample."""
        assert self.lists is not None
        sizes = [len(times) for _, times in self.lists]
        for number in self.rng.permutation(math.prod(sizes)).tolist():
            place = [int(p) for p in np.unravel_index(number, sizes)]
            weight = math.prod(t[p] for (_, t), p in zip(self.lists, place, strict=True))
            yield b"", weight, lambda place=place: self._rank(place)  # type: ignore[misc]

    def _drawn(self) -> Iterator[tuple[bytes, int, Callable[[], Ranks]]]:
        """Joint ways, all equally likely."""
        if self.lists is None:
            for _ in range(self.samples):
                rank = np.stack([w.draw(self.rng) for w in self.every])
                yield b"", 1, lambda rank=rank: rank  # type: ignore[misc]
            return
        ends = [np.cumsum(times) for _, times in self.lists]
        for _ in range(self.samples):
            place = [int(np.searchsorted(e, self.rng.integers(e[-1]), side="right")) for e in ends]
            key = np.array(place, dtype=np.int32).tobytes()
            yield key, 1, lambda place=place: self._rank(place)  # type: ignore[misc]

    def _rank(self, place: Sequence[int]) -> Ranks:
        assert self.lists is not None
        return np.stack([orders[p] for (orders, _), p in zip(self.lists, place, strict=True)])


def _kernel(solves: int) -> Kernel:
    """Compiled code is sooner done with many solves, even of few states; the answer is the same."""
    return "compiled" if solves >= _MANY_SOLVES else "auto"
