"""Where the states of a graph stand on paper: the same place on every machine.

States in option form stand at the sum of one step on paper for each option that is taken, so that
all changes of one option are parallel. Listed states stand in layers by their distance from the
status quo, on staggered slots, and change slots while that makes the picture plainer. Both choose
by one cost: lines through states are worst, then crossings, then length and size.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
import numpy.typing as npt

from tracktwo.conflict.model import Conflict
from tracktwo.conflict.space import OptionSpace

__all__ = ["place"]

Points = npt.NDArray[np.float64]
Pairs = npt.NDArray[np.int64]

_WIDEST = 860.0
_ACROSS = (0.0, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0)
_DOWN = (0.0, 0.4, 1.0, -0.4, -1.0, 0.7, 1.5, 2.0, -2.0, 2.4, 3.0, 3.5, 4.0)
_ROUNDS = 3
_SHORTEST = 46.0
_NEARLY = float(np.cos(np.radians(13.0)))


def place(
    conflict: Conflict, pairs: Sequence[tuple[int, int]], *, width: float, height: float
) -> Points:
    """The middle of each state, shape (n_state, 2), in pixels, the least x and y at 0.

    Args:
        conflict: the conflict.
        pairs: the states that lines join.
        width: of a state's box, in pixels.
        height: of a state's box, in pixels.
    """
    ends = np.array(sorted({(min(p), max(p)) for p in pairs}), dtype=np.int64).reshape(-1, 2)
    box = np.array([width, height])
    unit = box + np.array([56.0, 52.0])
    if isinstance(conflict.space, OptionSpace):
        points = _by_options(conflict.space, ends, box, unit)
    else:
        points = _by_layers(conflict, ends, box, unit)
    return np.asarray(points - points.min(axis=0), dtype=np.float64)


def cost(points: Points, ends: Pairs, box: Points, bound: float = np.inf) -> float:
    """How hard a picture is to read; infinite when two states overlap."""
    size = np.ptp(points, axis=0) + box
    gap = np.abs(points[:, None, :] - points[None, :, :])
    near = (gap[..., 0] < box[0] + 14) & (gap[..., 1] < box[1] + 14)
    if near.sum() > len(points):
        return float(np.inf)
    total = float(size[0] * size[1]) / 7000 + max(0.0, float(size[0]) - _WIDEST) * 2
    total += max(0.0, float(size[1]) - 640.0, float(size[1]) - float(size[0])) * 0.8
    if len(ends) == 0 or total >= bound:
        return total
    a, b = points[ends[:, 0]], points[ends[:, 1]]
    way = b - a
    long = np.hypot(*way.T)
    with np.errstate(divide="ignore"):
        hidden = np.minimum(1.0, (box / np.abs(way)).min(axis=1)) * long
    total += float(long.sum()) / 60 + float(np.maximum(0.0, _SHORTEST - long + hidden).sum()) * 0.5
    if total >= bound:
        return total
    total += 8 * _sharp(ends, way / long[:, None])
    if total >= bound:
        return total
    total += 400 * _hits(points, ends, a, b, box)
    if total >= bound:
        return total
    return total + 2.5 * _crossings(ends, a, b)


def _hits(points: Points, ends: Pairs, a: Points, b: Points, box: Points) -> int:
    """How many (line, state) pairs there are where the line runs through or close to the box."""
    half = box / 2 + 9
    way = b - a
    pace = 1 / np.where(np.abs(way) < 1e-9, 1e-9, way)
    enter, leave = np.zeros(1), np.ones(1)
    for axis in (0, 1):
        middle = (points[None, :, axis] - a[:, None, axis]) * pace[:, None, axis]
        reach = np.abs(half[axis] * pace[:, None, axis])
        enter = np.maximum(enter, middle - reach)
        leave = np.minimum(leave, middle + reach)
    hit = enter < leave
    rows = np.arange(len(ends))
    hit[rows, ends[:, 0]] = False
    hit[rows, ends[:, 1]] = False
    return int(hit.sum())


def _crossings(ends: Pairs, a: Points, b: Points) -> int:
    """How many pairs of lines cross, or lie on each other, away from a shared end."""

    def side(p: Points, q: Points, r: Points) -> Points:
        return np.sign(
            (q[..., 0] - p[..., 0]) * (r[..., 1] - p[..., 1])
            - (q[..., 1] - p[..., 1]) * (r[..., 0] - p[..., 0])
        )

    p, q, r, s = a[:, None], b[:, None], a[None], b[None]
    cross = (side(p, q, r) * side(p, q, s) < 0) & (side(r, s, p) * side(r, s, q) < 0)
    shared = (ends[:, None, :, None] == ends[None, :, None, :]).any(axis=(2, 3))
    return int((cross & ~shared).sum()) // 2


def _sharp(ends: Pairs, way: Points) -> int:
    """How many pairs of lines leave a shared state at nearly the same angle."""
    total = 0
    out = np.concatenate([way, -way])
    at = np.concatenate([ends[:, 0], ends[:, 1]])
    together = at[:, None] == at[None, :]
    total += int((together & (out @ out.T > _NEARLY)).sum()) - len(out)
    return total // 2


def _by_options(space: OptionSpace, ends: Pairs, box: Points, unit: Points) -> Points:
    """States at the sum of one vector a level of each option, the vectors chosen by cost."""
    levels = np.stack([space.level(o) for o in range(len(space.levels))], axis=1)
    moving = [o for o in range(levels.shape[1]) if np.ptp(levels[:, o])]
    if not moving:
        return np.zeros((space.n_state, 2))
    levels = levels[:, moving].astype(np.float64)
    owners = [space.owner[o] for o in moving]
    choice = [
        np.array(v)
        for v in product(_ACROSS, _DOWN)
        if v != (0.0, 0.0) and (v[0] > 0 or v[1] > 0) and (v[0] <= 2 or abs(v[1]) <= 1)
    ]
    best, least = np.zeros((len(moving), 2)), float(np.inf)
    for turned in (False, True):
        vectors = _first_guess(owners, [space.levels[o] for o in moving], turned=turned)
        now = cost(levels @ vectors * unit, ends, box)
        for _ in range(_ROUNDS):
            before = now
            for o in range(len(moving)):
                for v in choice:
                    kept = vectors[o].copy()
                    vectors[o] = v
                    new = cost(levels @ vectors * unit, ends, box, now)
                    if new < now - 1e-6:
                        now = new
                    else:
                        vectors[o] = kept
            if now == before:
                break
        if now < least - 1e-6:
            best, least = vectors.copy(), now
    return np.asarray(levels @ best * unit, dtype=np.float64)


def _first_guess(owners: Sequence[int], levels: Sequence[int], *, turned: bool) -> Points:
    """Nested axes, one side for the first decision maker, the other for the next, and so on."""
    reach = [1.0, 1.0]
    vectors = np.zeros((len(owners), 2))
    order = sorted(set(owners))
    for o, owner in enumerate(owners):
        axis = (order.index(owner) + turned) % 2
        vectors[o, axis] = reach[axis]
        vectors[o, 1 - axis] = 0.5 if reach[axis] > 1 else 0.0
        reach[axis] *= levels[o]
    return vectors


def _by_layers(conflict: Conflict, ends: Pairs, box: Points, unit: Points) -> Points:
    """Listed states in layers from the status quo, then moved among slots while that helps."""
    n = conflict.n_state
    near: list[set[int]] = [set() for _ in range(n)]
    for s, t in ends.tolist():
        near[s].add(t)
        near[t].add(s)
    layers: list[list[int]] = []
    left = set(range(n))
    first = conflict.status_quo or 0
    layer = [first]
    while left:
        layer = layer or [min(left)]
        layers.append(layer)
        left -= set(layer)
        layer = sorted({t for s in layer for t in near[s]} & left)
    deep = max(3, min(6, int(np.ceil(np.sqrt(n)))))
    columns = [part[k : k + deep] for part in layers for k in range(0, len(part), deep)]
    tall = max(len(c) for c in columns)
    wide = max(len(columns), -(-n // tall))
    slots = np.array(
        [
            (x, y + 0.5 * (x % 2) + 0.12 * ((x * 7 + y * 3) % 4))
            for x in range(wide)
            for y in range(tall)
        ]
    )
    slot = np.zeros(n, dtype=np.int64)
    for x, column in enumerate(columns):
        start = (tall - len(column)) // 2
        for k, s in enumerate(column):
            slot[s] = x * tall + start + k
    return _improved(slot, slots, ends, box, unit)


def _improved(slot: Pairs, slots: Points, ends: Pairs, box: Points, unit: Points) -> Points:
    """Swap and shift states among slots while the cost falls; first improvement, in fixed order."""
    step = unit + np.array([10.0, 10.0])
    now = cost(slots[slot] * step, ends, box)
    tries, again = 0, True
    while again and tries < 6000:
        again = False
        for s in range(len(slot)):
            for to in range(len(slots)):
                if to == slot[s]:
                    continue
                tries += 1
                moved = slot.copy()
                moved[slot == to] = slot[s]
                moved[s] = to
                new = cost(slots[moved] * step, ends, box, now)
                if new < now - 1e-6:
                    slot, now, again = moved, new, True
    return np.asarray(slots[slot] * step, dtype=np.float64)
