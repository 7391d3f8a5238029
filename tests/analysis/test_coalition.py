"""Coalitions against a plain reading of the definitions, and against those for one."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "conflict"))

from conflicts import Kind, random_conflict
from plain import Plain

from tracktwo.analysis import coalition_table as table_module
from tracktwo.analysis import spread as spread_module
from tracktwo.analysis.coalition import (
    coalition_improvements,
    coalition_of,
    coalitions,
    outsiders,
)
from tracktwo.analysis.coalition_breaks import breaks
from tracktwo.analysis.coalition_stability import COALITION_CONCEPTS, coalition_certificate
from tracktwo.analysis.coalition_table import coalition_table
from tracktwo.analysis.stability import solve_ranks
from tracktwo.conflict import Conflict, DecisionMaker, ListedSpace, Payoffs
from tracktwo.errors import ConflictTooLarge, UnknownChoice

SMALL = Kind(most_states=20, most_dms=4)


class PlainCoalition(Plain):
    """Coalitions by the letter."""

    def all_prefer(self, members: tuple[int, ...], t: int, s: int) -> bool:
        return all(self.rank[i][t] > self.rank[i][s] for i in members)

    def reach(self, members: tuple[int, ...], s: int, *, improving: bool = False) -> set[int]:
        return self.legal(frozenset(members), s, improving, False)

    def improve(self, members: tuple[int, ...], s: int) -> set[int]:
        return {t for t in self.reach(members, s) if self.all_prefer(members, t, s)}

    def sanctions(self, concept: str, members: tuple[int, ...], s: int, t: int) -> set[int]:
        if concept == "cnash":
            return set()
        others = tuple(set(self.dms) - set(members))
        found = {
            s2
            for s2 in self.reach(others, t, improving=concept == "cseq")
            if not self.all_prefer(members, s2, s)
        }
        if concept == "csmr":
            found = {
                s2
                for s2 in found
                if not any(self.all_prefer(members, s3, s) for s3 in self.reach(members, s2))
            }
        return found

    def holds(self, concept: str, members: tuple[int, ...], s: int) -> bool:
        return all(self.sanctions(concept, members, s, t) for t in self.improve(members, s))


@pytest.mark.parametrize("listed", [False, True])
def test_the_table_is_the_plain_reading(listed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    unstable = dict.fromkeys(COALITION_CONCEPTS, 0)
    for seed in range(160):
        if seed % 2:  # in small pieces too
            monkeypatch.setattr(table_module, "_BYTES", 8)
            monkeypatch.setattr(spread_module, "_BYTES", 16)
        else:
            monkeypatch.undo()
        conflict = random_conflict(seed, SMALL, listed=listed)
        plain = PlainCoalition(conflict)
        table = coalition_table(conflict)
        assert table.coalitions == tuple(coalitions(conflict))
        for concept in COALITION_CONCEPTS:
            expected = np.array(
                [
                    [plain.holds(concept, h, s) for s in range(conflict.n_state)]
                    for h in table.coalitions
                ]
            )
            assert np.array_equal(table.stable[concept], expected), (seed, concept)
            assert table.equilibria(concept) == tuple(np.flatnonzero(expected.all(axis=0)))
            unstable[concept] += int((~expected).sum())
    assert unstable["cnash"] > unstable["cgmr"] > 100
    assert unstable["cgmr"] < unstable["csmr"] and unstable["cgmr"] < unstable["cseq"]


def test_certificates_are_the_plain_reading() -> None:
    for seed in range(60):
        conflict = random_conflict(seed, Kind(most_states=16, most_dms=4))
        plain = PlainCoalition(conflict)
        rng = np.random.default_rng(seed)
        for members in coalitions(conflict):
            others = outsiders(conflict, members)
            for s in {int(x) for x in rng.integers(conflict.n_state, size=3)}:
                improvements = plain.improve(members, s)
                listed = coalition_improvements(conflict, members, s)
                assert {x.end for x in listed} == improvements
                assert [len(x.path) for x in listed] == sorted(len(x.path) for x in listed)
                for concept in COALITION_CONCEPTS:
                    got = coalition_certificate(conflict, concept, members, s)
                    assert got.stable == plain.holds(concept, members, s), (seed, concept)
                    certified = {x.improvement for x in got.sanctions}
                    assert certified <= improvements
                    if got.stable:
                        assert certified == improvements and got.breaks is None
                    else:
                        assert got.breaks in listed
                        assert not plain.sanctions(concept, members, s, got.breaks.end)
                        legal(conflict, got.breaks.path, members, s, got.breaks.end, False)
                    for x in got.sanctions:
                        assert x.end in plain.sanctions(concept, members, s, x.improvement)
                        legal(conflict, x.path, others, x.improvement, x.end, concept == "cseq")
                        assert x.deterred == tuple(
                            i for i in members if plain.rank[i][x.end] <= plain.rank[i][s]
                        )
                        assert x.deterred


def legal(conflict, path, members, start: int, end: int, improving: bool) -> None:
    at, last = start, -1
    for step in path:
        assert step.start == at and step.mover in members and step.mover != last
        to = (conflict.improvements if improving else conflict.moves)(step.mover, at)
        assert step.end in to
        at, last = step.end, step.mover
    assert at == end and path


def test_one_decision_maker_is_a_coalition_too() -> None:
    for seed in range(200):
        conflict = random_conflict(seed, Kind(most_states=64))
        alone = [(i,) for i in range(conflict.n_dm)]
        table = coalition_table(conflict, among=alone)
        usual = solve_ranks(conflict.space, conflict.rank, kernel="numpy")
        for concept in COALITION_CONCEPTS:
            assert np.array_equal(table.stable[concept], usual[concept[1:]]), (seed, concept)


def test_implications() -> None:
    for seed in range(1000, 1100):
        conflict = random_conflict(seed, Kind(most_states=64, most_dms=4))
        table = coalition_table(conflict)
        nash, gmr, smr, seq = (table.stable[c] for c in COALITION_CONCEPTS)
        for weaker, stronger in ((seq, nash), (gmr, seq), (smr, nash), (gmr, smr)):
            assert (weaker | ~stronger).all()
        assert np.array_equal(gmr[-1], nash[-1])  # all together have no opponents


def test_asking_for_less_gives_the_same() -> None:
    for seed in range(40):
        conflict = random_conflict(seed, SMALL)
        full = coalition_table(conflict)
        for concept in COALITION_CONCEPTS:
            one = coalition_table(conflict, among=full.coalitions[-1:], concepts=[concept])
            assert list(one.stable) == [concept]
            assert np.array_equal(one.stable[concept][0], full.stable[concept][-1])
            assert np.array_equal(one.of(concept, full.coalitions[-1]), one.universal(concept))


def elmira() -> Conflict:
    """Hipel, Fang, Kilgour and Peng 1993; Xu 2007."""
    moe = "1→2 3→4 5→6 7→8"
    uniroyal = "1→3 1→9 2→4 2→9 3→9 4→9 5→7 5→9 6→8 6→9 7→9 8→9"
    local = "1→5 5→1 2→6 6→2 3→7 7→3 4→8 8→4"
    moves = [
        [(int(a) - 1, int(b) - 1) for a, b in (arc.split("→") for arc in text.split())]
        for text in (moe, uniroyal, local)
    ]
    ranks = ([4, 3, 8, 7, 5, 2, 9, 6, 1], [9, 2, 4, 8, 6, 1, 3, 7, 5], [6, 2, 8, 3, 7, 4, 9, 5, 1])
    return Conflict(
        title="Elmira",
        decision_makers=tuple(
            DecisionMaker(i, label)
            for i, label in (("moe", "MoE"), ("uniroyal", "Uniroyal"), ("lg", "Local Government"))
        ),
        space=ListedSpace.of([str(k) for k in range(1, 10)], moves),
        preferences=tuple(Payoffs(tuple(map(float, row))) for row in ranks),
        status_quo=0,
    )


def test_elmira_as_published() -> None:
    conflict = elmira()
    usual = solve_ranks(conflict.space, conflict.rank, kernel="numpy")
    equilibria = {c: set(np.flatnonzero(usual[c].all(axis=0)) + 1) for c in ("nash", "gmr")}
    assert equilibria == {"nash": {5, 8, 9}, "gmr": {1, 4, 5, 8, 9}}
    together = {
        s + 1: [x.end + 1 for x in coalition_improvements(conflict, (0, 1), s)] for s in range(9)
    }
    assert together[5] == [8] and 4 in together[2] and 8 in together[6]
    (only,) = breaks(conflict, 4)
    assert (only.members, only.end + 1, only.minimal, only.others) == ((0, 1), 8, True, ())
    assert (only.gain, only.lose) == ((0, 1), (2,))
    assert [(p.mover, p.start + 1, p.end + 1) for p in only.path] == [(0, 5, 6), (1, 6, 8)]
    assert not breaks(conflict, 7) and not breaks(conflict, 8)
    table = coalition_table(conflict)
    assert [s + 1 for s in table.equilibria("cnash")] == [8, 9]


def test_breaks_say_who_how_and_what_answers() -> None:
    seen = 0
    for seed in range(60):
        conflict = random_conflict(seed, SMALL)
        plain = PlainCoalition(conflict)
        s = seed % conflict.n_state
        found = breaks(conflict, s, least=1)
        every = [h for h in coalitions(conflict) if plain.improve(h, s)]
        assert [b.members for b in found] == every
        fewer = breaks(conflict, s, among=every[len(every) // 2 :])
        assert fewer == found[len(every) // 2 :]
        assert breaks(conflict, s) == tuple(b for b in found if len(b.members) > 1)
        for b in found:
            ends = plain.improve(b.members, s)
            assert {b.end, *b.others} == ends and b.state == s
            legal(conflict, b.path, b.members, s, b.end, False)
            lengths = [len(x.path) for x in coalition_improvements(conflict, b.members, s)]
            assert len(b.path) == min(lengths)
            assert set(b.members) <= set(b.gain) and not set(b.gain) & set(b.lose)
            for i in plain.dms:
                now, then = plain.rank[i][s], plain.rank[i][b.end]
                assert (i in b.gain) == (then > now) and (i in b.lose) == (then < now)
            assert b.minimal == (not any(set(h) < set(b.members) for h in every))
            expected = [c for c in COALITION_CONCEPTS if not plain.holds(c, b.members, s)]
            assert list(b.unanswered) == expected
            for concept, x in b.answers:
                assert x.end in plain.sanctions(concept, b.members, s, b.end)
            answered = {c for c, _ in b.answers}
            for concept in set(COALITION_CONCEPTS) - answered:
                assert not plain.sanctions(concept, b.members, s, b.end)
            seen += len(b.answers) > 0
    assert seen > 20


def test_what_is_no_coalition_or_concept_or_too_large_is_said() -> None:
    conflict = elmira()
    for members in ((), (3,), (-1, 0)):
        with pytest.raises(UnknownChoice, match="no coalition"):
            coalition_of(conflict, members)
    assert coalition_of(conflict, [2, 0, 2]) == (0, 2)
    with pytest.raises(UnknownChoice, match='did you mean "csmr"'):
        coalition_certificate(conflict, "csrm", (0, 1), 0)
    with pytest.raises(ConflictTooLarge, match="7 coalitions among 9 states need 567 pairs"):
        coalition_table(conflict, limit=566)
