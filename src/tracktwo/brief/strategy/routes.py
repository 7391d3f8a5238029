"""Lines between boxes: straight where nothing is in the way, else bent just far enough."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["Box", "Route", "free_spot", "route"]

Points = npt.NDArray[np.float64]

HEAD = 8.5
"""How long an arrowhead is, in pixels."""

_BENDS = (0.0, 22.0, -22.0, 36.0, -36.0, 52.0, -52.0, 72.0, -72.0, 96.0, -96.0, 124.0, -124.0)
_SAMPLES = np.linspace(0.0, 1.0, 65)


@dataclass(frozen=True)
class Box:
    """An upright rectangle by its middle, full width and full height."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Box, gap: float = 0.0) -> bool:
        """Whether two boxes are closer than a gap."""
        return (
            abs(self.x - other.x) < (self.width + other.width) / 2 + gap
            and abs(self.y - other.y) < (self.height + other.height) / 2 + gap
        )

    def inside(self, points: Points, gap: float = 0.0) -> npt.NDArray[np.bool_]:
        """Which points, shape (n, 2), lie in the box or closer to it than a gap."""
        return np.asarray(
            (np.abs(points[:, 0] - self.x) < self.width / 2 + gap)
            & (np.abs(points[:, 1] - self.y) < self.height / 2 + gap)
        )


@dataclass(frozen=True, eq=False)
class Route:
    """A quadratic curve from the border of one box to that of another.

    Attributes:
        control: its three control points, shape (3, 2); those of a straight line are in line.
        points: points along it, shape (n, 2).
    """

    control: Points
    points: Points

    def at(self, t: float) -> tuple[float, float]:
        """The point at a share of the way."""
        x, y = _curve(self.control, np.array([t]))[0]
        return float(x), float(y)

    def head(self, *, first: bool) -> Points:
        """The three corners of an arrowhead at one end, its tip first, shape (3, 2)."""
        tip, back = (self.control[0], self.control[1]) if first else self.control[[2, 1]]
        way = tip - back
        way = way / max(1e-9, float(np.hypot(*way)))
        base = tip - way * HEAD
        side = np.array([-way[1], way[0]]) * (HEAD * 0.42)
        return np.stack([tip, base + side, base - side])

    def cut(self, *, first: bool, last: bool) -> Points:
        """Control points without the length of the heads at the chosen ends."""
        length = float(np.hypot(*np.diff(self.points, axis=0).T).sum())
        share = min(0.45, (HEAD - 1) / max(length, 1e-9))
        return _part(self.control, share if first else 0.0, 1 - share if last else 1.0)


def route(start: Box, end: Box, others: Iterable[Box], *, avoid: Sequence[float] = ()) -> Route:
    """A line from box to box, bent no more than it takes to keep clear of other boxes.

    Args:
        start: where it begins.
        end: where it ends.
        others: what it is to keep clear of.
        avoid: bends that other lines between the two boxes have already.
    """
    a, b = np.array([start.x, start.y]), np.array([end.x, end.y])
    normal = np.array([a[1] - b[1], b[0] - a[0]])
    normal = normal / max(1e-9, float(np.hypot(*normal)))
    blocks = np.array([(b.x, b.y, b.width, b.height) for b in others]).reshape(-1, 4)
    best: Route | None = None
    least = np.inf
    for bend in _BENDS:
        if any(abs(bend - used) < 16 for used in avoid):
            continue
        control = np.stack([a, (a + b) / 2 + normal * bend * 2, b])
        points = _curve(control, _SAMPLES)
        outside = ~(start.inside(points, 1.5) | end.inside(points, 1.5))
        if not outside.any():
            continue
        near = np.abs(points[None] - blocks[:, None, :2]) < blocks[:, None, 2:] / 2 + 5
        hits = int(near.all(axis=2).any(axis=1).sum())
        loss = hits * 1000 + abs(bend)
        if loss < least:
            first, last = np.flatnonzero(outside)[[0, -1]]
            kept = _part(control, float(_SAMPLES[first]), float(_SAMPLES[last]))
            best, least = Route(kept, _curve(kept, _SAMPLES)), loss
        if hits == 0:
            break
    if best is None:
        straight = np.stack([a, (a + b) / 2, b])
        best = Route(straight, _curve(straight, _SAMPLES))
    return best


def bend_of(start: Box, end: Box, made: Route) -> float:
    """How far a route's middle is from the straight line between the boxes, with a sign."""
    a, b = np.array([start.x, start.y]), np.array([end.x, end.y])
    way = (b - a) / max(1e-9, float(np.hypot(*(b - a))))
    off = np.array(made.at(0.5)) - a
    return float(way[0] * off[1] - way[1] * off[0])


def free_spot(
    made: Route,
    width: float,
    height: float,
    taken: Sequence[Box],
    others: Points,
) -> Box | None:
    """Where a label can stand on a line: clear of boxes, best where no other line passes.

    Args:
        made: the line.
        width: of the label.
        height: of the label.
        taken: boxes that it must not touch.
        others: points of the other lines, shape (n_line, n, 2).
    """
    length = float(np.hypot(*np.diff(made.points, axis=0).T).sum())
    best: Box | None = None
    fewest = np.inf
    held = np.array([(b.x, b.y, b.width, b.height) for b in taken]).reshape(-1, 4)
    for t in (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8):
        if min(t, 1 - t) * length < HEAD + width / 2 + 1:
            continue
        x, y = made.at(t)
        apart = np.abs(held[:, :2] - np.array((x, y)))
        if bool(np.any(np.all(apart < (held[:, 2:] + (width, height)) / 2 + 2, axis=1))):
            continue
        near = np.abs(others - np.array((x, y))) < np.array((width / 2 + 1, height / 2 + 1))
        passing = int(np.any(np.all(near, axis=2), axis=1).sum())
        loss = passing * 10 + abs(t - 0.5)
        if loss < fewest:
            best, fewest = Box(x, y, width, height), loss
    return best


def _curve(control: Points, t: Points) -> Points:
    u = t[:, None]
    return np.asarray((1 - u) ** 2 * control[0] + 2 * u * (1 - u) * control[1] + u**2 * control[2])


def _part(control: Points, low: float, high: float) -> Points:
    """The control points of the part of a quadratic curve between two parameters."""
    a, b, c = control

    def blossom(s: float, t: float) -> Points:
        return np.asarray(
            (1 - s) * (1 - t) * a + ((1 - s) * t + s * (1 - t)) * b + s * t * c, dtype=np.float64
        )

    return np.stack([blossom(low, low), blossom(low, high), blossom(high, high)])
