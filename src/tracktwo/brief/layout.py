"""Where everything stands in the picture of ties: parties on an ellipse, labels clear of all."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from tracktwo.brief.svg import text_width
from tracktwo.brief.view import TieView

__all__ = ["LINE", "NAME_SIZE", "Box", "Curve", "Drawing", "arrange", "label_of"]

NAME_SIZE = 13.0
_LABEL_SIZE = 12.5
LINE = 16.0
_TRIES = (20, 16, 13, 10, 8, 6, 5, 4, 3, 2, 1)
_MOST_HEIGHT = 1000.0
_STOPS = (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its centre and half sizes."""

    x: float
    y: float
    w: float
    h: float

    def overlaps(self, other: Box, gap: float = 2.0) -> bool:
        """Whether two rectangles come nearer than the gap."""
        return (
            abs(self.x - other.x) < self.w + other.w + gap
            and abs(self.y - other.y) < self.h + other.h + gap
        )

    def holds(self, x: float, y: float, gap: float = 3.0) -> bool:
        """Whether a point lies in the rectangle or nearer to it than the gap."""
        return abs(x - self.x) < self.w + gap and abs(y - self.y) < self.h + gap


@dataclass(frozen=True, slots=True)
class Curve:
    """A quadratic curve from one party to another."""

    start: tuple[float, float]
    bend: tuple[float, float]
    end: tuple[float, float]

    def at(self, t: float) -> tuple[float, float]:
        """The point at a share of the way."""
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        return (
            a * self.start[0] + b * self.bend[0] + c * self.end[0],
            a * self.start[1] + b * self.bend[1] + c * self.end[1],
        )


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where everything stands: one box a party, one curve and one label box a tie."""

    width: float
    height: float
    names: tuple[tuple[str, ...], ...]
    boxes: tuple[Box, ...]
    ties: tuple[TieView, ...]
    curves: tuple[Curve, ...]
    labels: tuple[Box, ...]


def label_of(tie: TieView) -> str:
    """``+3``, ``−2`` or ``+1 −2``."""
    parts = [f"+{tie.cooperation}"] * bool(tie.cooperation)
    parts += [f"−{tie.conflict}"] * bool(tie.conflict)
    return " ".join(parts) or "0"


def _wrap(name: str, most: float) -> tuple[str, ...]:
    """A name on as many lines as its width asks for, at most three, cut with an ellipsis."""
    lines: list[str] = []
    for word in name.split():
        if lines and text_width(f"{lines[-1]} {word}", NAME_SIZE) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > 3:
        lines = [*lines[:2], f"{lines[2]} …"]
    out = []
    for line in lines or ["?"]:
        while text_width(line, NAME_SIZE) > most and len(line) > 2:
            line = line.rstrip("…")[:-1] + "…"
        out.append(line)
    return tuple(out)


def _crossings(order: Sequence[int], pairs: Iterable[tuple[int, int]]) -> int:
    """Chords that cross when parties stand round a circle in this order."""
    place = {n: i for i, n in enumerate(order)}
    chords = [tuple(sorted((place[a], place[b]))) for a, b in pairs]
    return sum(
        a[0] < b[0] < a[1] < b[1] or b[0] < a[0] < b[1] < a[1] for a, b in combinations(chords, 2)
    )


def _order(count: int, pairs: Sequence[tuple[int, int]]) -> list[int]:
    """An order round the ellipse with few crossings, found by swapping while it helps."""
    order = list(range(count))
    chords = sorted({(min(p), max(p)) for p in pairs})
    best = _crossings(order, chords)
    improved = best > 0
    while improved:
        improved = False
        for i, j in combinations(range(count), 2):
            order[i], order[j] = order[j], order[i]
            now = _crossings(order, chords)
            if now < best:
                best, improved = now, True
            else:
                order[i], order[j] = order[j], order[i]
    return order


def _place(
    names: Sequence[tuple[str, ...]], order: Sequence[int], width: float, height: float
) -> list[Box]:
    sizes = [
        (
            max(text_width(line, NAME_SIZE) for line in lines) / 2 + 9,
            len(lines) * LINE / 2 + 6,
        )
        for lines in names
    ]
    wide, high = max(w for w, _ in sizes), max(h for _, h in sizes)
    boxes = [Box(0, 0, 0, 0)] * len(names)
    rx, ry = width / 2 - wide - 4, height / 2 - high - 4
    for n, angle in zip(order, _angles(len(order), rx, ry), strict=True):
        x, y = width / 2 + rx * math.cos(angle), height / 2 + ry * math.sin(angle)
        boxes[n] = Box(x, y, *sizes[n])
    return boxes


def _angles(count: int, rx: float, ry: float) -> list[float]:
    """Angles of places equally far apart along an ellipse, from the top; of two, side by side."""
    if count == 2:
        return [math.pi, 0.0]
    steps = 360
    angles = [-math.pi / 2 + 2 * math.pi * n / steps for n in range(steps + 1)]
    lengths = [0.0]
    for a, b in pairwise(angles):
        step = math.hypot(
            rx * (math.cos(b) - math.cos(a)),
            ry * (math.sin(b) - math.sin(a)),
        )
        lengths.append(lengths[-1] + step)
    places = (lengths[-1] * n / count for n in range(count))
    return [angles[bisect_left(lengths, place)] for place in places]


def _leaves(curve: Curve, box: Box, inside: float) -> float:
    """Where a curve crosses the edge of the box in which it starts (0) or ends (1)."""
    outside = 0.5
    for _ in range(10):
        middle = (inside + outside) / 2
        if box.holds(*curve.at(middle)):
            inside = middle
        else:
            outside = middle
    return outside


def _curve(a: Box, b: Box, *, both: bool) -> Curve:
    """From the edge of one box to the edge of the other; ties in both directions part ways."""
    dx, dy = b.x - a.x, b.y - a.y
    bow = 0.13 if both else 0.0
    bend = ((a.x + b.x) / 2 - dy * bow, (a.y + b.y) / 2 + dx * bow)
    whole = Curve((a.x, a.y), bend, (b.x, b.y))
    t0, t1 = _leaves(whole, a, 0.0), _leaves(whole, b, 1.0)
    start, end = whole.at(t0), whole.at(t1)
    # de Casteljau: the control point of the part of the curve between t0 and t1
    blossom = tuple(
        (1 - t0) * (1 - t1) * p + (t0 * (1 - t1) + t1 * (1 - t0)) * q + t0 * t1 * r
        for p, q, r in zip(whole.start, whole.bend, whole.end, strict=True)
    )
    return Curve(start, (blossom[0], blossom[1]), end)


def _labels(
    ties: Sequence[TieView],
    curves: Sequence[Curve],
    boxes: Sequence[Box],
    size: tuple[float, float],
    *,
    careful: bool,
) -> list[Box] | None:
    """A box for each label on its own curve and clear of all others; None where there is none.

    Args:
        ties: the ties, in the order in which labels are placed.
        curves: their curves.
        boxes: the boxes of the parties.
        size: width and height of the picture.
        careful: among clear spots take the one that covers the fewest other curves.
    """
    placed: list[Box] = []
    points = [tuple(c.at(n / 12) for n in range(13)) for c in curves] if careful else []
    for n, (tie, curve) in enumerate(zip(ties, curves, strict=True)):
        half = text_width(label_of(tie), _LABEL_SIZE) / 2 + 3
        spots = (Box(*curve.at(t), half, 9) for t in _STOPS)
        clear = (
            box
            for box in spots
            if half <= box.x <= size[0] - half
            and 9 <= box.y <= size[1] - 9
            and not any(box.overlaps(o) for o in (*placed, *boxes))
        )
        others = [p for m, p in enumerate(points) if m != n]
        best = (
            min(clear, key=lambda box: _covered(box, others), default=None)
            if careful
            else next(clear, None)
        )
        if best is None:
            return None
        placed.append(best)
    return placed


def _covered(box: Box, curves: Sequence[Sequence[tuple[float, float]]]) -> int:
    return sum(any(box.holds(*p, gap=0.0) for p in points) for points in curves)


def arrange(ties: Sequence[TieView], *, width: float) -> Drawing | None:
    """A drawing of a given width in which no two labels overlap.

    The height grows until all fits; past the height of a page, the weakest ties are left to the
    table.
    """
    for count in dict.fromkeys(min(len(ties), n) for n in _TRIES):
        kept = list(ties[:count])
        keys = list(dict.fromkeys(n for t in kept for n in (t.source, t.target)))
        index = {k: n for n, k in enumerate(keys)}
        pairs = [(index[t.source], index[t.target]) for t in kept]
        names = [_wrap(k, min(130.0, width * 0.27)) for k in keys]
        order = _order(len(keys), pairs)
        height = 110.0 if len(keys) == 2 else 150.0 + 26.0 * len(keys)
        while height <= _MOST_HEIGHT:
            boxes = _place(names, order, width, height)
            if not any(a.overlaps(b, 24.0) for a, b in combinations(boxes, 2)):
                curves = [_curve(boxes[a], boxes[b], both=(b, a) in pairs) for a, b in pairs]
                size = (width, height)
                quick = _labels(kept, curves, boxes, size, careful=False)
                if quick is not None:
                    labels = _labels(kept, curves, boxes, size, careful=True) or quick
                    return Drawing(
                        width,
                        height,
                        tuple(names),
                        tuple(boxes),
                        tuple(kept),
                        tuple(curves),
                        tuple(labels),
                    )
            height += 60.0
    return None
