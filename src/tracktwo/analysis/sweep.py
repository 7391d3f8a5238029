"""Legal sequences in large conflicts in option form: a breadth-first search, arrays at a time.

The states within which one decision maker moves are a group. Of two nodes of one group from which
the same one-way options are open, the one that comes later in the search reaches nothing new by
that decision maker's moves unless its mover likes it less (when only improvements count). So a
group is gone through once, or once for each new lowest rank, and the search costs about as much as
there are states, not as there are moves. Order and paths are those of the search a node at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracktwo.analysis.arcs import allowed, group_of
from tracktwo.analysis.sequences import Reached, Step, Until, tidy
from tracktwo.conflict.model import Conflict
from tracktwo.conflict.space import Groups, OptionSpace

__all__ = ["layer_by_layer"]

Numbers = npt.NDArray[np.int64]
_PAIRS = 1 << 22
"""How many pairs of states are held at a time."""


class _Mover:
    """One decision maker's part of the search.

    Nodes are ``tag * n_state + state``; the tag holds, as bits, who has moved (``once``), or is 0.
    """

    def __init__(
        self, space: OptionSpace, dm: int, rank: npt.NDArray[np.int32] | None, bit: int, tags: int
    ) -> None:
        self.bit = bit
        self.groups: Groups = space.groups(dm)
        self.group = group_of(self.groups)
        self.size = np.diff(self.groups.starts)
        self.n = space.n_state
        self.rank = rank
        places = self.group * self.groups.patterns + self.groups.pattern
        self.n_place = (self.groups.starts.size - 1) * self.groups.patterns
        if self.n_place > 4 * self.n + 1024:
            places = np.unique(places, return_inverse=True)[1].reshape(-1)
            self.n_place = int(places.max()) + 1
        self.places = places
        self.lowest = np.full(self.n_place * tags, np.iinfo(np.int64).max)

    def expand(self, nodes: Numbers, seen: npt.NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
        """Where this decision maker goes from nodes that stand in the order of the search.

        Returns:
            For each node newly reached: the place in ``nodes`` it is reached from, and the node;
            by place, then by state. A node may stand there more than once.
        """
        place, key, low = self._useful(nodes)
        if not place.size:
            return place, place
        np.minimum.at(self.lowest, key, low)
        tag, state = np.divmod(nodes[place], self.n)
        group = self.group[state]
        size = self.size[group]
        total = np.cumsum(size)
        which = np.repeat(np.arange(place.size), size)
        offset = np.arange(which.size) - (total - size)[which]
        to = self.groups.members[self.groups.starts[group][which] + offset].astype(np.int64)
        node = to + ((tag | self.bit) * self.n)[which] if self.bit else to
        kept = ~seen[node] & (to != state[which])
        which, to, node = which[kept], to[kept], node[kept]
        kept = allowed(self.groups, state[which], to)
        if self.rank is not None:
            kept &= self.rank[to] > self.rank[state[which]]
        return place[which[kept]], node[kept]

    def _useful(self, nodes: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """The nodes from which something new may be reached: places, keys and ranks."""
        tag, state = np.divmod(nodes, self.n)
        key = tag * self.n_place + self.places[state]
        low = np.zeros(nodes.size, dtype=np.int64) if self.rank is None else self.rank[state]
        low = low.astype(np.int64)
        mine = low < self.lowest[key]
        if self.bit:
            mine &= (tag & self.bit) == 0
        place = np.flatnonzero(mine)
        place = place[np.argsort(key[place], kind="stable")]
        key, low = key[place], low[place]
        if not place.size:
            return place, key, low
        # Within a key, in the order of the search, only where the rank falls below all before.
        part = np.cumsum(np.r_[False, key[1:] != key[:-1]])
        value = low - part * (int(low.max()) + 1)
        before = np.r_[np.iinfo(np.int64).max, np.minimum.accumulate(value)[:-1]]
        kept = value < before
        order = np.argsort(place[kept])
        return place[kept][order], key[kept][order], low[kept][order]


@dataclass(frozen=True, eq=False)
class _Way:
    """From each node the node before it (-1: the start) and the mover; a state's first node."""

    n: int
    who: Sequence[int]
    first: Numbers
    before: Numbers
    mover: npt.NDArray[np.int16]

    def __call__(self, state: int) -> tuple[Step, ...]:
        node = int(self.first[state])
        if node < 0:
            raise KeyError(state)
        steps: list[Step] = []
        while (before := int(self.before[node])) >= 0:
            mover = self.who[int(self.mover[node])]
            steps.append(Step(mover, before % self.n, node % self.n))
            node = before
        return tuple(reversed(steps))


def layer_by_layer(
    conflict: Conflict,
    who: Sequence[int],
    state: int,
    *,
    improving: bool = False,
    once: bool = False,
    until: Until | None = None,
) -> Reached:
    """What `tracktwo.analysis.sequences.reached` gives, for a conflict in option form.

    Args:
        conflict: the conflict, in option form.
        who: who moves, ascending.
        state: where they begin.
        improving: only moves that their mover prefers to the state that he or she leaves.
        once: each moves at most once.
        until: end as soon as a state is reached of which this is true.
    """
    space, n = conflict.space, conflict.n_state
    assert isinstance(space, OptionSpace)
    tags = 1 << len(who) if once else 1
    movers = [
        _Mover(space, dm, conflict.rank[dm] if improving else None, (1 << k) * once, tags)
        for k, dm in enumerate(who)
    ]
    seen = np.zeros(n * tags, dtype=bool)
    before = np.full(n * tags, -1, dtype=np.int64)
    by = np.zeros(n * tags, dtype=np.int16)
    first = np.full(n, -1, dtype=np.int64)
    way = _Way(n, who, first, before, by)
    seen[state] = True
    block = max(1, _PAIRS // max(1, sum(int(m.size.max()) for m in movers)))
    layers: list[list[int]] = []
    layer = np.array([state], dtype=np.int64)
    while layer.size:
        following: list[Numbers] = []
        fresh: list[Numbers] = []
        found = None
        for begin in range(0, layer.size, block):
            nodes = layer[begin : begin + block]
            place, mover, node = _next(movers, nodes, seen)
            seen[node] = True
            before[node], by[node] = nodes[place], mover
            following.append(node)
            states = node % n
            new = np.flatnonzero((first[states] < 0) & (states != state))
            new = new[_firsts(states[new], n)]
            if until is not None:
                found, new = _stop(states, new, until)
            first[states[new]] = node[new]
            fresh.append(states[new])
            if found is not None:
                break
        layers.append(np.concatenate(fresh).tolist())
        if found is not None:
            return Reached(state, tidy(layers), found, way)
        layer = np.concatenate(following)
    return Reached(state, tidy(layers), None, way)


def _next(
    movers: Sequence[_Mover], nodes: Numbers, seen: npt.NDArray[np.bool_]
) -> tuple[Numbers, npt.NDArray[np.int16], Numbers]:
    """The nodes reached next, each once, in the order of the search: from where, by whom, node."""
    parts = [m.expand(nodes, seen) for m in movers]
    place = np.concatenate([p for p, _ in parts] or [np.zeros(0, dtype=np.int64)])
    node = np.concatenate([t for _, t in parts] or [np.zeros(0, dtype=np.int64)])
    mover = np.repeat(np.arange(len(movers), dtype=np.int16), [p.size for p, _ in parts])
    order = np.argsort(place * max(1, len(movers)) + mover, kind="stable")
    order = order[_firsts(node[order], seen.size)]
    return place[order], mover[order], node[order]


def _firsts(values: Numbers, size: int) -> Numbers:
    """The places at which a value stands for the first time, ascending; values are below size."""
    if values.size * 8 < size:
        return np.sort(np.unique(values, return_index=True)[1])
    at = np.empty(size, dtype=np.int64)
    at[values[::-1]] = np.arange(values.size)[::-1]
    return np.flatnonzero(at[values] == np.arange(values.size))


def _stop(states: Numbers, new: Numbers, until: Until) -> tuple[int | None, Numbers]:
    """The first new state at which to end, and the new states up to it."""
    if isinstance(until, np.ndarray):
        hits = np.flatnonzero(until[states[new]])
        at = int(hits[0]) if hits.size else None
    else:
        at = next((k for k, s in enumerate(states[new].tolist()) if until(s)), None)
    return (None, new) if at is None else (int(states[new[at]]), new[: at + 1])
