"""Every conflict of the catalogue: the defining properties first, then the published answers."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))
import plain_definitions as plain

from tracktwo.analysis import solve
from tracktwo.conflict import Conflict
from tracktwo.conflict.file import parse_conflict
from tracktwo.conflict.writing import write_conflict

CATALOG = Path(__file__).parents[2] / "catalog"
FILES = sorted(CATALOG.rglob("*.toml"))
CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq", "sim")
IMPLIES = [("nash", "sseq"), ("sseq", "seq"), ("seq", "gmr"), ("sseq", "smr"), ("smr", "gmr")]

each_file = pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(CATALOG).as_posix())


def published(path: Path) -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))["published"]
    return table


def states(conflict: Conflict, given: list[str]) -> set[int]:
    numbers = [conflict.state(state) for state in given]
    assert len(set(numbers)) == len(numbers)
    return set(numbers)


def test_there_are_files() -> None:
    assert len(FILES) >= 18


@each_file
def test_each_concept_implies_the_weaker_ones(path: Path) -> None:
    solution = solve(Conflict.from_file(path))
    for strong, weak in IMPLIES:
        assert not (solution.stable[strong] & ~solution.stable[weak]).any(), (strong, weak)
        assert set(solution.equilibria[strong]) <= set(solution.equilibria[weak])


@each_file
def test_the_plain_definitions_agree(path: Path) -> None:
    conflict = Conflict.from_file(path)
    solution = solve(conflict)
    for concept in plain.CONCEPTS:
        assert set(solution.equilibria[concept].tolist()) == plain.equilibria(conflict, concept)
        for dm in range(conflict.n_dm):
            slow = [plain.stable(conflict, dm, s, concept) for s in range(conflict.n_state)]
            assert solution.stable[concept][dm].tolist() == slow


@each_file
def test_the_published_equilibria_come_out(path: Path) -> None:
    conflict, table = Conflict.from_file(path), published(path)
    concepts = [concept for concept in CONCEPTS if concept in table]
    assert concepts or "stability" in table, "no answer is given"
    solution = solve(conflict, concepts=concepts or ["nash"])
    for concept in concepts:
        found = set(solution.equilibria[concept].tolist())
        assert found == states(conflict, table[concept]), concept


@each_file
def test_published_stability_and_coalitions_come_out(path: Path) -> None:
    conflict, table = Conflict.from_file(path), published(path)
    for row in table.get("stability", []):
        dm, state = conflict.dm(row["decision_maker"]), conflict.state(row["state"])
        solution = solve(conflict, concepts=[row["concept"]])
        assert bool(solution.stable[row["concept"]][dm, state]) == row["stable"]
    for row in table.get("coalition", []):
        group = tuple(conflict.dm(name) for name in row["decision_makers"])
        pairs = {(conflict.state(a), conflict.state(b)) for a, b in row["improvements"]}
        assert plain.joint_improvements(conflict, group) == pairs


@each_file
def test_each_file_says_where_it_comes_from_and_what_it_is(path: Path) -> None:
    whole = tomllib.loads(path.read_text(encoding="utf-8"))
    for key in ("title", "source", "note"):
        assert str(whole.get(key, "")).strip(), f"{key} is missing"
    table = whole["published"]
    assert str(table.get("source", "")).strip()
    assert table["basis"] in ("published", "definition")
    assert table["basis"] == "published" or table["source"] == "by definition"
    known = {"source", "basis", "note", "coalition", "stability", *CONCEPTS}
    assert set(table) <= known, set(table) - known
    assert table["basis"] == "published" or table.get("note")


def test_the_readme_lists_every_file_and_no_other() -> None:
    text = (CATALOG / "README.md").read_text(encoding="utf-8")
    rows = [line.split("|") for line in text.splitlines() if line.startswith("| `")]
    listed = {row[1].strip().strip("`"): row for row in rows if ".toml" in row[1]}
    assert set(listed) == {path.relative_to(CATALOG).as_posix() for path in FILES}
    for name, row in listed.items():
        basis = published(CATALOG / name)["basis"]
        assert row[4].strip() == ("published" if basis == "published" else "by definition"), name
        first = row[3].split(";")[0].strip()
        assert first == "constructed" or first in Conflict.from_file(CATALOG / name).source, name


@each_file
def test_the_file_round_trips(path: Path) -> None:
    one = Conflict.from_file(path)
    other = parse_conflict(write_conflict(one), where="again")
    assert (other.title, other.source, other.n_state) == (one.title, one.source, one.n_state)
    assert np.array_equal(one.rank, other.rank)
    for dm in range(one.n_dm):
        for state in range(one.n_state):
            assert one.moves(dm, state).tolist() == other.moves(dm, state).tolist()


def test_sanctions_once_tells_the_eight_states_otherwise() -> None:
    conflict = Conflict.from_file(CATALOG / "method" / "eight-states.toml")
    c, state = conflict.dm("c"), conflict.state("Y N N")
    assert solve(conflict, concepts=["seq"]).stable["seq"][c, state]
    assert not solve(conflict, concepts=["seq"], sanctions="once").stable["seq"][c, state]
