"""The graph of a small conflict as one self-contained SVG: states, moves by mover, equilibria.

No script, no reference and no id, so that many can stand in one page; it survives grey: movers have
a dash pattern and a letter, equilibria a shape and their concept's name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import escape

from tracktwo.analysis import Solution, Step
from tracktwo.brief.strategy.arrows import Line, lines
from tracktwo.brief.strategy.ink import (
    DASHES,
    INK,
    INKS,
    MONO,
    PALE,
    TINT,
    cut,
    mono_width,
    polygon,
    rect,
    stroke,
    text,
)
from tracktwo.brief.strategy.key import Entry, key, letters
from tracktwo.brief.strategy.labels import dm_names, short, strongest
from tracktwo.brief.strategy.places import place
from tracktwo.brief.strategy.results import equilibria_of
from tracktwo.brief.strategy.routes import Box, Route, bend_of, free_spot, route
from tracktwo.brief.svg import number, text_width
from tracktwo.brief.words import single_line
from tracktwo.conflict.model import Conflict
from tracktwo.errors import ConflictTooLarge

__all__ = ["MOST_STATES", "graph_svg"]

MOST_STATES = 40
"""The largest number of states that one picture shows."""

_HEIGHT = 38.0
_MARGIN = 26.0
_TAB = 16.0
_SIZE = 13.0
_BAND = "#d9cfa8"


@dataclass(frozen=True, eq=False)
class _Drawn:
    """A line of the conflict with its way on paper and, on a path, the numbers of its steps."""

    line: Line
    way: Route
    steps: tuple[int, ...]


def graph_svg(
    conflict: Conflict,
    solution: Solution | None = None,
    *,
    path: Sequence[Step] = (),
    title: str | None = None,
) -> str:
    """The graph of a conflict.

    Args:
        conflict: the conflict, of at most `MOST_STATES` states.
        solution: for the equilibria; without one none are marked.
        path: moves to show with their numbers, for example from the status quo to an equilibrium.
        title: shown above it; else the conflict's.

    Raises:
        ConflictTooLarge: if it has more states.
    """
    if conflict.n_state > MOST_STATES:
        raise ConflictTooLarge(
            f"{conflict.n_state:,} states are too many for one picture (at most {MOST_STATES})",
            where=conflict.title,
            remedy="see the option table of the equilibria, or leave out options",
        )
    drawn_lines, composites = lines(conflict, keep={(s.mover, s.start, s.end) for s in path})
    held = {} if solution is None else equilibria_of(solution)
    tags = {s: " ".join(short(c) for c in strongest(c)) for s, c in held.items()}
    labels = _node_labels(conflict)
    width = max(
        46.0,
        *(mono_width(label, _SIZE) + 18 for label in labels),
        *(text_width(tag, 11) + 14 for tag in tags.values()),
    )
    middle = place(conflict, [(x.start, x.end) for x in drawn_lines], width=width, height=_HEIGHT)
    boxes = [Box(float(x), float(y), width, _HEIGHT) for x, y in middle]
    drawn = _routed(drawn_lines, boxes, path)
    left, top, right, bottom = _extent(boxes, drawn)
    name = single_line(title or conflict.title)
    head = 36.0
    page = max(right - left + 2 * _MARGIN, 600.0)
    shift_x = (page - (right - left)) / 2 - left
    shift_y = head + _MARGIN - top
    marks = letters(dm_names(conflict))
    legend, depth = key(
        conflict,
        page,
        head + bottom - top + 2 * _MARGIN,
        marks=marks,
        entries=[
            Entry(labels[s], single_line(conflict.state_name(s)), tags.get(s, ""))
            for s in range(conflict.n_state)
        ],
        equilibria=bool(tags),
        path=bool(path),
        composites=composites,
    )
    height = head + bottom - top + 2 * _MARGIN + depth
    graph = "".join(
        (
            *(_band(d) for d in drawn if d.steps),
            *(_line(d) for d in drawn),
            *_line_labels(drawn, boxes, marks, conflict.status_quo),
            *(
                _node(box, labels[s], tags.get(s), now=s == conflict.status_quo)
                for s, box in enumerate(boxes)
            ),
        )
    )
    desc = _description(conflict, drawn_lines, held, labels)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {number(page)} '
        f'{number(height)}" width="{number(page)}" height="{number(height)}">'
        f"<title>{escape(name)}: graph of the conflict</title><desc>{escape(desc)}</desc>"
        f"{rect(0, 0, page, height, line='none', thick=0)}"
        f"{text(_MARGIN, 30, cut(name, 17, page - 2 * _MARGIN), size=17, weight=700)}"
        f'<g transform="translate({number(shift_x)} {number(shift_y)})">{graph}</g>{legend}</svg>'
    )


def _node_labels(conflict: Conflict) -> list[str]:
    """Short labels, all different: the pattern or id, cut where it is long."""
    full = [single_line(conflict.pattern(s)) for s in range(conflict.n_state)]
    if max(len(label) for label in full) <= 22:
        return full
    shortened = [label if len(label) <= 18 else f"{label[:17]}…" for label in full]
    if len(set(shortened)) == len(full):
        return shortened
    return [f"{label[:12]}… ({n})" for n, label in enumerate(full, start=1)]


def _routed(drawn: Sequence[Line], boxes: Sequence[Box], path: Sequence[Step]) -> list[_Drawn]:
    """Ways for all lines; several lines between the same two states are bent apart."""
    used: dict[tuple[int, int], list[float]] = {}
    result = []
    for line in drawn:
        a, b = sorted((line.start, line.end))
        others = [box for s, box in enumerate(boxes) if s not in (a, b)]
        bends = used.setdefault((a, b), [])
        way = route(boxes[a], boxes[b], others, avoid=bends)
        bends.append(bend_of(boxes[a], boxes[b], way))
        if line.start != a:
            way = Route(way.control[::-1], way.points[::-1])
        steps = tuple(
            n
            for n, step in enumerate(path, start=1)
            if step.mover == line.mover and {step.start, step.end} == {line.start, line.end}
        )
        result.append(_Drawn(line, way, steps))
    return result


def _extent(boxes: Sequence[Box], drawn: Sequence[_Drawn]) -> tuple[float, float, float, float]:
    xs = [e for b in boxes for e in (b.x - b.width / 2, b.x + b.width / 2)]
    ys = [e for b in boxes for e in (b.y - b.height / 2 - _TAB, b.y + b.height / 2)]
    for d in drawn:
        xs += [float(d.way.points[:, 0].min()), float(d.way.points[:, 0].max())]
        ys += [float(d.way.points[:, 1].min()), float(d.way.points[:, 1].max())]
    return min(xs), min(ys), max(xs), max(ys)


def _band(d: _Drawn) -> str:
    return stroke(d.way.control.tolist(), line=_BAND, thick=9)


def _line(d: _Drawn) -> str:
    """The line with its heads: filled where the mover gains, hollow where not."""
    ink = INKS[d.line.mover % len(INKS)]
    body = d.way.cut(first=d.line.reversible, last=True)
    dash = DASHES[d.line.mover % len(DASHES)]
    parts = [stroke(body.tolist(), line=ink, dash=dash)]
    heads = [(False, d.line.gain)] + ([(True, d.line.back)] if d.line.reversible else [])
    for first, gain in heads:
        corners = d.way.head(first=first).tolist()
        parts.append(polygon(corners, fill=ink if gain else "#fff", line=ink))
    return "".join(parts)


def _line_labels(
    drawn: Sequence[_Drawn], boxes: Sequence[Box], marks: Sequence[str], now: int | None
) -> list[str]:
    """The mover's letter on each line that has room for one; steps of a path come first."""
    taken = list(boxes)
    if now is not None:
        taken.append(_tab(boxes[now]))
    for d in drawn:
        for first in (True, False):
            (x, y), *_ = d.way.head(first=first).tolist()
            if first and not d.line.reversible:
                continue
            taken.append(Box(x, y, 10, 10))
    parts = []
    every = np.stack([d.way.points for d in drawn]) if drawn else np.zeros((0, 1, 2))
    for d in sorted(drawn, key=lambda d: (not d.steps, min(d.steps, default=0))):
        mark = marks[d.line.mover]
        label = f"{'/'.join(str(n) for n in d.steps)}·{mark}" if d.steps else mark
        wide = text_width(label, 11) + 5
        others = every[[o is not d for o in drawn]]
        spot = free_spot(d.way, wide, 14, taken, others)
        if spot is None:
            continue
        taken.append(spot)
        ink = INKS[d.line.mover % len(INKS)]
        parts.append(
            rect(spot.x - wide / 2, spot.y - 7, wide, 14, round_=3, line="none", thick=0)
            + text(
                spot.x,
                spot.y + 4,
                label,
                size=11,
                weight=700 if d.steps else 600,
                anchor="middle",
                fill=ink,
            )
        )
    return parts


def _tab(box: Box) -> Box:
    return Box(box.x - box.width / 2 + 12, box.y - box.height / 2 - _TAB / 2, 24, _TAB)


def _node(box: Box, label: str, tag: str | None, *, now: bool) -> str:
    """A state: a plain box, or with round corners, a tint and a double line an equilibrium."""
    x, y = box.x - box.width / 2, box.y - box.height / 2
    parts = []
    if now:
        tab = _tab(box)
        parts.append(
            rect(tab.x - 12, tab.y - _TAB / 2, 24, _TAB + 3, round_=2, fill=INK)
            + text(tab.x, tab.y + 4.5, "SQ", size=11, weight=700, anchor="middle", fill="#fff")
        )
    if tag is None:
        parts.append(rect(x, y, box.width, box.height))
        parts.append(text(box.x, box.y + 4.5, label, size=_SIZE, anchor="middle", face=MONO))
        return "".join(parts)
    tint = TINT if tag == short("nash") else PALE
    parts.append(rect(x, y, box.width, box.height, round_=13, fill=tint, thick=1.8))
    parts.append(
        rect(x + 3, y + 3, box.width - 6, box.height - 6, round_=10, fill="none", thick=0.8)
    )
    parts.append(
        text(box.x, box.y - 1.5, label, size=_SIZE, weight=700, anchor="middle", face=MONO)
    )
    parts.append(text(box.x, box.y + 12, tag, size=11, anchor="middle"))
    return "".join(parts)


def _description(
    conflict: Conflict,
    drawn: Sequence[Line],
    held: dict[int, tuple[str, ...]],
    labels: Sequence[str],
) -> str:
    """What the picture shows, for readers who hear it."""
    names = dm_names(conflict)
    parts = [f"{conflict.n_state} states."]
    for dm, name in enumerate(names):
        moves = "; ".join(
            f"{labels[x.start]} {'to and from' if x.reversible else 'to'} {labels[x.end]}"
            for x in drawn
            if x.mover == dm
        )
        parts.append(f"Moves of {name}: {moves or 'none'}.")
    for s, concepts in held.items():
        told = ", ".join(short(c) for c in concepts)
        parts.append(f"{labels[s]} is an equilibrium under {told}.")
    if conflict.status_quo is not None:
        parts.append(f"The status quo is {labels[conflict.status_quo]}.")
    return " ".join(parts)
