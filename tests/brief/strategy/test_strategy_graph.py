"""The graph as SVG: complete, self-contained, the same each time, nothing over anything."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import numpy as np
import pytest
from conflicts import Kind, random_conflict
from strategy_known import box, cuba, dilemma, eight, elmira

from tracktwo.analysis import reached, solve
from tracktwo.brief.strategy import graph_svg
from tracktwo.brief.strategy.arrows import lines
from tracktwo.brief.strategy.key import letters
from tracktwo.brief.strategy.places import place
from tracktwo.brief.strategy.routes import Box, route
from tracktwo.conflict import Conflict, DecisionMaker
from tracktwo.errors import ConflictTooLarge

SVG = "{http://www.w3.org/2000/svg}"
SMALL = Kind(most_states=24, most_dms=4)
KNOWN = {
    "dilemma": dilemma,
    "cuba": cuba,
    "eight": eight,
    "elmira": elmira,
    "sixteen": lambda: box((2, 2, 2, 2), (0, 0, 1, 2)),
    "thirty-six": lambda: box((3, 3, 2, 2), (0, 1, 2, 2)),
}


def texts(svg: str) -> list[str]:
    return [t.text or "" for t in ET.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("seed", range(15))
def test_every_state_stands_in_a_picture_that_refers_to_nothing(seed: int) -> None:
    conflict = random_conflict(seed, SMALL)
    solution = solve(conflict)
    svg = graph_svg(conflict, solution)
    root = ET.fromstring(svg)
    assert not re.search(r"<script|<style|href|url\(|\sid=|\bon\w+=|@import", svg)
    for s in range(conflict.n_state):
        assert texts(svg).count(conflict.pattern(s)) >= 2
    assert root[0].tag == f"{SVG}title" and root[1].tag == f"{SVG}desc"
    told = root[1].text or ""
    for concept, states in solution.equilibria.items():
        for s in states.tolist():
            (line,) = re.findall(
                rf"(?:^|\. ){re.escape(conflict.pattern(s))} is an equilibrium under ([^.]*)\.",
                told,
            )
            assert concept.upper() in line.upper().split(", ")
    assert told.count("is an equilibrium under") == len(
        {s for states in solution.equilibria.values() for s in states.tolist()}
    )
    assert "SQ" in texts(svg) and f"The status quo is {conflict.pattern(0)}." in told


def test_the_same_conflict_gives_the_same_bytes() -> None:
    for make in (cuba, elmira):
        assert graph_svg(make(), solve(make())) == graph_svg(make(), solve(make()))


@pytest.mark.parametrize("seed", range(40))
def test_lines_are_the_moves(seed: int) -> None:
    conflict = random_conflict(seed, SMALL)
    drawn, left_out = lines(conflict, crowded=10**9)
    assert left_out == 0
    moves = {
        (dm, s, t)
        for dm in range(conflict.n_dm)
        for s in range(conflict.n_state)
        for t in conflict.moves(dm, s).tolist()
    }
    told = [(x.mover, x.start, x.end) for x in drawn]
    told += [(x.mover, x.end, x.start) for x in drawn if x.reversible]
    assert len(told) == len(set(told)) and set(told) == moves
    for x in drawn:
        rank = conflict.rank[x.mover]
        assert x.gain == (rank[x.end] > rank[x.start]) and x.back == (rank[x.start] > rank[x.end])


@pytest.mark.parametrize("seed", range(40))
def test_what_is_left_out_can_be_made_in_steps_that_are_drawn(seed: int) -> None:
    conflict = random_conflict(seed, SMALL, listed=False)
    every, _ = lines(conflict, crowded=10**9)
    drawn, left_out = lines(conflict, crowded=0)
    assert len(drawn) + left_out == len(every)
    for dm in range(conflict.n_dm):
        to: dict[int, set[int]] = {s: set() for s in range(conflict.n_state)}
        for x in drawn:
            if x.mover == dm:
                to[x.start].add(x.end)
                if x.reversible:
                    to[x.end].add(x.start)
        for s in range(conflict.n_state):
            seen, stack = {s}, [s]
            while stack:
                for t in to[stack.pop()] - seen:
                    seen.add(t)
                    stack.append(t)
            assert seen - {s} == set(conflict.moves(dm, s).tolist())


def test_a_crowded_picture_says_what_it_leaves_out_but_never_a_path() -> None:
    conflict = box((2, 2, 2, 2), (0, 0, 0, 1))
    whole = lines(conflict, crowded=10**9)[0]
    step = next(x for x in whole if x.mover == 0 and x.start == 0 and x.end == 7)
    assert not any(x.end == 7 and x.start == 0 for x in lines(conflict)[0])
    assert step in lines(conflict, keep={(0, 0, 7)})[0]
    svg = graph_svg(conflict, solve(conflict), path=reached(conflict, [0], 0).path(7))
    assert any(t.startswith("Not drawn: ") for t in texts(svg))
    assert "1·R" in texts(svg)
    assert not any(t.startswith("Not drawn") for t in texts(graph_svg(dilemma())))


def laid(conflict: Conflict, width: float = 70.0) -> tuple[list[Box], list[tuple[int, int]]]:
    drawn, _ = lines(conflict)
    pairs = [(x.start, x.end) for x in drawn]
    points = place(conflict, pairs, width=width, height=38.0)
    return [Box(float(x), float(y), width, 38.0) for x, y in points], pairs


@pytest.mark.parametrize("seed", range(16))
def test_states_never_overlap(seed: int) -> None:
    boxes, _ = laid(random_conflict(seed, Kind(most_states=40)))
    for n, one in enumerate(boxes):
        assert not any(one.overlaps(other, 8) for other in boxes[n + 1 :])


@pytest.mark.parametrize("name", KNOWN)
def test_no_line_runs_through_a_state(name: str) -> None:
    boxes, pairs = laid(KNOWN[name]())
    for s, t in pairs:
        others = [b for n, b in enumerate(boxes) if n not in (s, t)]
        way = route(boxes[s], boxes[t], others)
        along = np.array([way.at(k / 200) for k in range(201)])
        assert not any(box.inside(along, 1).any() for box in others)


def test_lines_bend_around_what_is_in_the_way_and_apart_from_each_other() -> None:
    a, b, c = (Box(x, 0.0, 60.0, 38.0) for x in (0.0, 200.0, 400.0))
    straight = route(a, b, [c])
    assert abs(straight.at(0.5)[1]) < 1e-6
    bent = route(a, c, [b])
    assert abs(bent.at(0.5)[1]) > 19
    assert abs(route(a, b, [c], avoid=[0.0]).at(0.5)[1]) > 8


def test_letters_differ_and_are_initials_where_they_can_be() -> None:
    assert letters(["Riverland", "Upland League"]) == ("R", "U")
    assert letters(["United States", "USSR"]) == ("A", "B")
    assert len(set(letters([f"Party {n}" for n in range(60)]))) == 60


def test_long_and_strange_names_are_cut_in_the_picture_and_whole_in_the_key() -> None:
    long = "The Standing Committee of the Assembly of the <Riverland> & Upland Peoples " * 3
    conflict = cuba()
    named = replace(
        conflict,
        title=long,
        decision_makers=(DecisionMaker("us", long), conflict.decision_makers[1]),
    )
    svg = graph_svg(named, solve(named))
    assert ET.fromstring(svg)[0].text == f"{long.strip()}: graph of the conflict"
    shown = texts(svg)
    assert any(t.endswith("…") for t in shown)
    assert long.split()[-1] in " ".join(shown)
    assert "Riverland> & Upland Peoples" in " ".join(shown)


def test_above_forty_states_it_says_so() -> None:
    with pytest.raises(ConflictTooLarge, match=r"64 states .*at most 40.*option table"):
        graph_svg(box((2,) * 6, (0, 0, 1, 1, 2, 2)))
