"""The graph of a small conflict for the page, whose policy allows no style on an element.

The picture has its style on its elements, so that no page can change it. Here each style becomes a
rule of the page's own sheet, which is allowed by its hash.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from tracktwo.brief.outcomes.view import OutcomesView
from tracktwo.brief.strategy.graph import graph_svg
from tracktwo.brief.svg import number

__all__ = ["picture_of", "ruled", "share_svg"]

_BAR = 120
_STYLE = re.compile(r' style="([^"<>]*)"')


def ruled(svg: str) -> tuple[str, str]:
    """A picture with classes instead of styles, and the rules of these classes."""
    classes: dict[str, str] = {}

    def named(match: re.Match[str]) -> str:
        name = classes.setdefault(match[1], f"g{len(classes)}")
        return f' class="{name}"'

    plain = _STYLE.sub(named, svg)
    rules = "".join(f"svg.graph .{name}{{{style}}}\n" for style, name in classes.items())
    return plain.replace("<svg ", '<svg class="graph" ', 1), rules


def picture_of(view: OutcomesView) -> tuple[Markup | None, str]:
    """The picture as markup, and its rules for the page's style sheet; None without a picture."""
    if view.drawn is None:
        return None, ""
    svg = graph_svg(view.drawn.conflict, view.drawn, path=view.path)
    told, rules = ruled(svg)
    return Markup(told), rules


def share_svg(count: int, tried: int) -> Markup:
    """A share as a bar of fixed length; the numbers stand beside it."""
    part = number(_BAR * count / max(tried, 1))
    return Markup(
        f'<svg class="share" width="{_BAR + 2}" height="12" viewBox="-1 -1 {_BAR + 2} 12" '
        f'aria-hidden="true"><rect class="part-bar" width="{part}" height="10"/>'
        f'<rect class="whole-bar" width="{_BAR}" height="10"/></svg>'
    )
