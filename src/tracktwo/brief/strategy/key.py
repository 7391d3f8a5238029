"""The key below a graph: lines by mover, marks of states, the order of options, names of states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracktwo.brief.strategy.ink import (
    DASHES,
    INK,
    INKS,
    MONO,
    PALE,
    SOFT,
    mono_width,
    polygon,
    rect,
    stroke,
    text,
    wrapped,
)
from tracktwo.brief.strategy.labels import dm_names
from tracktwo.brief.strategy.results import pattern_key
from tracktwo.brief.svg import text_width
from tracktwo.conflict.model import Conflict

__all__ = ["Entry", "key", "letters"]

_MARGIN = 26.0
_ROW = 20.0
_SIZE = 12.0


@dataclass(frozen=True)
class Entry:
    """A state in the key: its label in the picture, its name, the concepts if an equilibrium."""

    label: str
    name: str
    tag: str


def letters(names: Sequence[str]) -> tuple[str, ...]:
    """A letter for each decision maker: initials where they all differ, else A, B, C …."""
    first = [name[:1].upper() for name in names]
    if len(set(first)) == len(first) and all(c.isalpha() for c in first):
        return tuple(first)
    return tuple(
        chr(ord("A") + n % 26) + ("" if n < 26 else str(n // 26)) for n in range(len(names))
    )


def key(
    conflict: Conflict,
    width: float,
    top: float,
    *,
    marks: Sequence[str],
    entries: Sequence[Entry],
    equilibria: bool,
    path: bool,
    composites: int,
) -> tuple[str, float]:
    """The key as SVG, and its height.

    Args:
        conflict: the conflict.
        width: of the page.
        top: where it begins.
        marks: the decision makers' letters.
        entries: the states.
        equilibria: whether any state is marked as one.
        path: whether a path is shown.
        composites: how many lines were left out.
    """
    parts = [stroke([(_MARGIN, top), (width / 2, top), (width - _MARGIN, top)], line=SOFT, thick=1)]
    y = top + 24
    samples = [
        (_mover_sample(dm, marks[dm]), 52.0, name) for dm, name in enumerate(dm_names(conflict))
    ]
    samples.append((_head_sample(filled=True), 22.0, "better for the mover"))
    samples.append((_head_sample(filled=False), 22.0, "not better for the mover"))
    if conflict.status_quo is not None:
        samples.append((_now_sample(), 32.0, "status quo"))
    if equilibria:
        samples.append((_equilibrium_sample(), 40.0, "equilibrium, with its strongest concepts"))
    if path:
        samples.append((_path_sample(), 40.0, "path, steps numbered"))
    x = _MARGIN
    for sample, wide, words in samples:
        room = width - 2 * _MARGIN - wide
        told = wrapped(words, _SIZE, room)
        needs = wide + max(text_width(line, _SIZE) for line in told)
        if x > _MARGIN and x + needs > width - _MARGIN:
            x, y = _MARGIN, y + _ROW
        parts.append(f'<g transform="translate({x:.1f} {y:.1f})">{sample}</g>')
        for n, line in enumerate(told):
            parts.append(text(x + wide, y + n * 15, line, size=_SIZE))
        y += (len(told) - 1) * 15
        x += needs + 22
    y += 4
    notes = []
    order = pattern_key(conflict)
    if order:
        notes.append(f"Marks of a state, in order: {order}.")
    if composites:
        notes.append(
            f"Not drawn: {composites} {'line' if composites == 1 else 'lines'} for moves that "
            "change several own options (or levels) at once and can be made in drawn steps."
        )
    for note in notes:
        for line in wrapped(note, _SIZE, width - 2 * _MARGIN):
            y += 16
            parts.append(text(_MARGIN, y, line, size=_SIZE, fill=SOFT))
    table, depth = _states(entries, width, y + 14)
    return "".join(parts) + table, y + 14 + depth + 14 - top


def _states(entries: Sequence[Entry], width: float, top: float) -> tuple[str, float]:
    """The names of the states, in two columns where that is enough room."""
    mark = max(mono_width(e.label, _SIZE) for e in entries) + 14
    tag = max(text_width(e.tag, _SIZE) for e in entries)
    tag += 12 if tag else 0
    told = ["" if e.name == e.label else e.name for e in entries]
    name = max(text_width(words, _SIZE) for words in told)
    whole = width - 2 * _MARGIN
    columns = 1
    for n in (3, 2):
        if len(entries) > 4 and mark + tag + name <= (whole - (n - 1) * 24) / n:
            columns = n
            break
    if columns == 1 and len(entries) > 16 and (whole - 24) / 2 - mark - tag >= 170:
        columns = 2
    each = (whole - (columns - 1) * 24) / columns
    room = each - mark - tag
    rows = [(e, wrapped(words, _SIZE, room)) for e, words in zip(entries, told, strict=True)]
    fair = sum(_depth(broken) for _, broken in rows) / columns
    parts, lowest = [], 0.0
    x, y = _MARGIN, top + 12
    for entry, broken in rows:
        if y - top - 12 >= fair and x + each + 24 < width - _MARGIN:
            x, y = x + each + 24, top + 12
        parts.append(text(x, y, entry.label, size=_SIZE, weight=600, face=MONO))
        if entry.tag:
            parts.append(text(x + mark, y, entry.tag, size=_SIZE, weight=600))
        for n, line in enumerate(broken):
            parts.append(text(x + mark + tag, y + 15 * n, line, size=_SIZE))
        y += _depth(broken)
        lowest = max(lowest, y)
    return "".join(parts), lowest - top - 12


def _depth(broken: Sequence[str]) -> float:
    return 15.0 * len(broken) + 3


def _mover_sample(dm: int, mark: str) -> str:
    ink, dash = INKS[dm % len(INKS)], DASHES[dm % len(DASHES)]
    line = stroke([(0, -4), (14, -4), (28, -4)], line=ink, dash=dash)
    return line + text(32, 0, mark, size=_SIZE, weight=700, fill=ink)


def _head_sample(*, filled: bool) -> str:
    line = stroke([(0, -4), (4, -4), (8, -4)], line=INK)
    return line + polygon([(16, -4), (8, -8), (8, 0)], fill=INK if filled else "#fff", line=INK)


def _now_sample() -> str:
    box = rect(0, -12, 24, 16, round_=2, fill=INK)
    return box + text(12, 0, "SQ", size=11, weight=700, anchor="middle", fill="#fff")


def _equilibrium_sample() -> str:
    outer = rect(0, -13, 32, 18, round_=8, fill=PALE, thick=1.8)
    return outer + rect(2.5, -10.5, 27, 13, round_=6, fill="none", thick=0.8)


def _path_sample() -> str:
    band = stroke([(0, -4), (16, -4), (32, -4)], line="#d9cfa8", thick=9)
    return band + stroke([(0, -4), (16, -4), (32, -4)], line=INK)
