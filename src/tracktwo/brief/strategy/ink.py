"""Marks of the graph's pictures: every style is on its element, so that no page can change it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import escape

from tracktwo.brief.svg import number, text_width
from tracktwo.brief.words import single_line

__all__ = [
    "ACCENT",
    "DASHES",
    "INK",
    "INKS",
    "MONO",
    "PALE",
    "SANS",
    "SOFT",
    "TINT",
    "cut",
    "mono_width",
    "polygon",
    "rect",
    "stroke",
    "text",
    "wrapped",
]

INK, SOFT, PALE, TINT, ACCENT = "#1b1d1f", "#54585c", "#eef3f7", "#cfdeea", "#1d4f7c"
SANS = "'Source Sans 3','Segoe UI','Helvetica Neue','Liberation Sans',Arial,'Noto Sans',sans-serif"
MONO = "'Liberation Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace"

INKS = ("#1b1d1f", "#98301f", "#1d4f7c", "#1c6448", "#6a3f8f", "#7a5200")
DASHES = ("", "8 4", "1.6 3.6", "10 3 2 3", "4 2.6", "12 3 2 3 2 3")
"""The line of each decision maker: a pattern that survives grey, and a dark colour."""


def mono_width(label: str, size: float) -> float:
    """An upper bound on the width of a line in a common face of fixed width."""
    return max(len(label) * 0.62 * size, text_width(label, size) if not label.isascii() else 0.0)


def cut(label: str, size: float, width: float) -> str:
    """A line of text cut with an ellipsis to fit a width."""
    label = single_line(label)
    if text_width(label, size) <= width:
        return label
    while label and text_width(label + "…", size) > width:
        label = label[:-1]
    return label.rstrip() + "…"


def wrapped(words: str, size: float, width: float) -> list[str]:
    """Text broken at spaces into lines that fit a width; longer words are cut up."""
    lines = [""]
    for word in single_line(words).split():
        while text_width(word, size) > width:
            fits = len(word) - 1
            while fits > 1 and text_width(word[:fits], size) > width:
                fits -= 1
            lines += [word[:fits]] if lines[-1] else []
            lines[-1] = word[:fits]
            lines.append("")
            word = word[fits:]
        joined = f"{lines[-1]} {word}".strip()
        if text_width(joined, size) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return [line for line in lines if line] or [""]


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = 12,
    weight: int = 400,
    anchor: str = "start",
    face: str = SANS,
    fill: str = INK,
) -> str:
    """A line of text; ``y`` is its baseline."""
    return (
        f'<text x="{number(x)}" y="{number(y)}" style="font-family:{face};'
        f"font-size:{number(size)}px;"
        f'font-weight:{weight};fill:{fill};text-anchor:{anchor};white-space:pre">'
        f"{escape(words)}</text>"
    )


def rect(
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    round_: float = 0,
    fill: str = "#fff",
    line: str = INK,
    thick: float = 1.2,
) -> str:
    """A rectangle by its upper left corner."""
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}" '
        f'rx="{number(round_)}" style="fill:{fill};stroke:{line};stroke-width:{number(thick)}"/>'
    )


def stroke(
    control: Sequence[Sequence[float]], *, line: str, thick: float = 1.5, dash: str = ""
) -> str:
    """A quadratic curve by its three control points."""
    (ax, ay), (bx, by), (cx, cy) = ((number(float(p[0])), number(float(p[1]))) for p in control)
    dashes = f";stroke-dasharray:{dash}" if dash else ""
    return (
        f'<path d="M{ax} {ay}Q{bx} {by} {cx} {cy}" style="fill:none;stroke:{line};'
        f'stroke-width:{number(thick)}{dashes}"/>'
    )


def polygon(corners: Sequence[Sequence[float]], *, fill: str, line: str) -> str:
    """A closed shape."""
    points = " ".join(f"{number(float(x))},{number(float(y))}" for x, y in corners)
    return f'<polygon points="{points}" style="fill:{fill};stroke:{line};stroke-width:1.1"/>'
