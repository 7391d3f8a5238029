"""Small pictures as inline SVG: marks that survive grey, and labels that stand beside them.

Nothing here refers to anything: patterns are drawn stroke by stroke and arrowheads are polygons,
so that a page with these pictures needs no link, not even to itself.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from tracktwo.brief.view import Conduct

__all__ = ["conduct_svg", "number", "text_width"]

BAR_WIDTH = 320
_HALF = 150
_TOP, _HEIGHT = 18, 16


def number(value: float) -> str:
    """A coordinate with at most one decimal, the same on every machine."""
    short = f"{value:.1f}".removesuffix(".0")
    return "0" if short == "-0" else short


def text_width(text: str, size: float) -> float:
    """An upper bound on the width of a line of text in a common sans-serif face."""
    units = 0.0
    for char in text:
        if unicodedata.east_asian_width(char) in ("W", "F"):
            units += 1.05
        elif unicodedata.combining(char):
            continue
        elif char in "iljtfrI.,:;'|!()[] ":
            units += 0.38
        elif char in "mwMW@%—":
            units += 0.98
        elif char.isupper() or not char.isascii():
            units += 0.76
        else:
            units += 0.6
    return units * size


def _hatch(x: float, y: float, width: float, height: float) -> Iterator[str]:
    """Strokes of a diagonal pattern, cut at the edges of a rectangle."""
    shift = -height + 4.0
    while shift < width:
        left, right = max(shift, 0.0), min(shift + height, width)
        if right > left:
            yield (
                f"M{number(x + left)} {number(y + height - (left - shift))}"
                f"L{number(x + right)} {number(y + height - (right - shift))}"
            )
        shift += 4.0


def _segment(x: float, width: float, quad: int) -> str:
    """One quad: material acts are solid, verbal ones hatched."""
    side = "co" if quad in (1, 2) else "cf"
    box = f'x="{number(x)}" y="{_TOP}" width="{number(width)}" height="{_HEIGHT}"'
    if quad in (2, 4):
        return f'<rect class="solid {side}" {box}/>'
    strokes = "".join(_hatch(x, _TOP, width, _HEIGHT))
    return f'<rect class="open {side}" {box}/><path class="hatch {side}" d="{strokes}"/>'


def _counts(*parts: tuple[int, str]) -> str:
    return " · ".join(f"{count} {name}" for count, name in parts if count) or "none"


def conduct_svg(name: str, conduct: Conduct, *, most: int) -> Markup:
    """A bar of acts told: conflict to the left, cooperation to the right, verbal next to the axis.

    Args:
        name: the party, for readers who hear the page.
        conduct: its acts by quad.
        most: the longest half bar among all parties, so that bars can be compared.
    """
    verbal_co, material_co, verbal_cf, material_cf = conduct.told
    unit = min(14.0, (_HALF - 6) / max(most, 1))
    axis = BAR_WIDTH / 2
    parts, right, left = [], axis, axis
    for quad, count in ((1, verbal_co), (2, material_co)):
        if count:
            parts.append(_segment(right, count * unit, quad))
            right += count * unit
    for quad, count in ((3, verbal_cf), (4, material_cf)):
        if count:
            left -= count * unit
            parts.append(_segment(left, count * unit, quad))
    below = _TOP + _HEIGHT + 14
    labels = (
        ("e", axis - 5, 12, "conflict"),
        ("s", axis + 5, 12, "cooperation"),
        ("e", axis - 5, below, _counts((material_cf, "material"), (verbal_cf, "verbal"))),
        ("s", axis + 5, below, _counts((verbal_co, "verbal"), (material_co, "material"))),
    )
    text = "".join(
        f'<text class="{"end" if side == "e" else "start"}" x="{number(x)}" y="{y}">{t}</text>'
        for side, x, y, t in labels
    )
    from tracktwo.brief.lexicon import QUADS

    told = ", ".join(f"{QUADS[q]} {n}" for q, n in enumerate(conduct.told, start=1))
    return Markup(
        f'<svg class="bar" role="img" viewBox="0 0 {BAR_WIDTH} 52" width="{BAR_WIDTH}" height="52"'
        f' aria-label="Acts of {escape(name)} as the reports tell them: {told}">'
        f'{"".join(parts)}<path class="axis" d="M{number(axis)} 3V{_TOP + _HEIGHT + 18}"/>{text}'
        "</svg>"
    )
