"""The picture of ties between parties as inline SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence

from markupsafe import Markup, escape

from tracktwo.brief.layout import LINE, NAME_SIZE, Curve, arrange, label_of
from tracktwo.brief.svg import number
from tracktwo.brief.view import TieView

__all__ = ["ties_svg"]


def _arrow(curve: Curve) -> str:
    """A head at the end of a curve."""
    (x, y), (bx, by) = curve.end, curve.at(0.9)
    length = math.hypot(x - bx, y - by) or 1.0
    ux, uy = (x - bx) / length, (y - by) / length
    points = (
        (x, y),
        (x - 9 * ux - 4.5 * uy, y - 9 * uy + 4.5 * ux),
        (x - 9 * ux + 4.5 * uy, y - 9 * uy - 4.5 * ux),
    )
    return " ".join(f"{number(px)},{number(py)}" for px, py in points)


def ties_svg(
    ties: Sequence[TieView], *, title: str, width: int, variant: str, total: int | None = None
) -> Markup:
    """The picture as inline SVG, with a line that says so where not all ties are drawn.

    Args:
        ties: the strongest first.
        title: the finding, for readers who hear the page.
        width: in CSS pixels; the picture is not scaled, so its text keeps its size.
        variant: class of the picture: for which width of screen it is meant.
        total: number of all ties, those too that were not given; all of the given by default.
    """
    drawing = arrange(ties, width=width)
    if drawing is None:
        return Markup("")
    out = [
        f'<svg class="ties {escape(variant)}" role="img" aria-label="{escape(title)}"'
        f' viewBox="0 0 {width} {number(drawing.height)}" width="{width}"'
        f' height="{number(drawing.height)}">'
    ]
    for tie, curve in zip(drawing.ties, drawing.curves, strict=True):
        weight = 1.4 + min(2.2, 0.5 * math.log2(max(1, tie.cooperation + tie.conflict)))
        points = " ".join(number(v) for v in (*curve.start, *curve.bend, *curve.end))
        x0, y0, bx, by, x1, y1 = points.split()
        out.append(
            f'<path class="tie {tie.sign}" stroke-width="{number(weight)}"'
            f' d="M{x0} {y0}Q{bx} {by} {x1} {y1}"/>'
            f'<polygon class="head {tie.sign}" points="{_arrow(curve)}"/>'
        )
    for lines, box in zip(drawing.names, drawing.boxes, strict=True):
        out.append(
            f'<rect class="node" x="{number(box.x - box.w)}" y="{number(box.y - box.h)}"'
            f' width="{number(2 * box.w)}" height="{number(2 * box.h)}" rx="3"/>'
        )
        top = box.y - (len(lines) - 1) * LINE / 2 + NAME_SIZE * 0.36
        out += [
            f'<text class="name" x="{number(box.x)}" y="{number(top + n * LINE)}">'
            f"{escape(line)}</text>"
            for n, line in enumerate(lines)
        ]
    for tie, box in zip(drawing.ties, drawing.labels, strict=True):
        out.append(
            f'<rect class="plate" x="{number(box.x - box.w)}" y="{number(box.y - box.h)}"'
            f' width="{number(2 * box.w)}" height="{number(2 * box.h)}"/>'
            f'<text class="count {tie.sign}" x="{number(box.x)}" y="{number(box.y + 4.4)}">'
            f"{label_of(tie)}</text>"
        )
    out.append("</svg>")
    total = len(ties) if total is None else total
    if len(drawing.ties) < total:
        out.append(
            f'<p class="measure {escape(variant)}">The {len(drawing.ties)} strongest of {total}'
            " ties are drawn; all are in the table.</p>"
        )
    return Markup("".join(out))
