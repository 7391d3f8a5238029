"""What solving gives: tables for other tools, a page for notebooks, and the cost told before."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conflicts import Kind, random_conflict

from tracktwo.analysis import ALL_CONCEPTS, CONCEPTS, cost, solve
from tracktwo.conflict import OptionSpace
from tracktwo.errors import UnknownChoice


@pytest.mark.parametrize("seed", range(20))
def test_the_arrow_table_has_a_row_a_state_and_says_what_the_solution_says(seed: int) -> None:
    conflict = random_conflict(seed)
    listed = not isinstance(conflict.space, OptionSpace)
    solution = solve(conflict, concepts=CONCEPTS if listed else ALL_CONCEPTS)
    table = solution.to_arrow()
    assert table.num_rows == conflict.n_state
    rows = table.to_pylist()
    for s, row in enumerate(rows):
        assert conflict.state(row["pattern"]) == s == row["state"]
        for i, maker in enumerate(conflict.decision_makers):
            assert row[f"rank_{maker.id}"] == conflict.rank[i, s]
            for concept in solution.concepts:
                assert row[f"{concept}_{maker.id}"] == solution.stable[concept][i, s]
        for concept in solution.concepts:
            assert row[concept] == (s in solution.equilibria[concept])
        if isinstance(conflict.space, OptionSpace):
            levels = conflict.space.state_levels(s)
            for option, level in zip(conflict.options, levels, strict=True):
                assert row[option.id] == option.levels[level]


def test_what_was_not_done_in_time_is_null_in_the_table() -> None:
    conflict = next(c for c in map(random_conflict, range(99)) if c.n_dm > 1)
    table = solve(conflict, budget_s=-1.0).to_arrow()
    assert table[f"seq_{conflict.decision_makers[1].id}"].null_count == conflict.n_state
    assert "seq" not in table.column_names


def test_the_notebook_page_escapes_names() -> None:
    conflict = replace(random_conflict(5), title="<b>Bold</b> & co")
    page = solve(conflict)._repr_html_()
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; co" in page and "<b>" not in page


def test_cost_grows_with_states_and_decision_makers() -> None:
    small = random_conflict(1, Kind(most_states=16), listed=False)
    large = random_conflict(2, Kind(most_states=512), listed=False)
    if small.n_state > large.n_state:
        small, large = large, small
    assert cost(small).states == small.n_state
    assert cost(large).bytes / large.n_dm > cost(small).bytes / small.n_dm or (
        small.n_state == large.n_state
    )


@pytest.mark.parametrize(("name", "means"), [("R", "nash"), ("SEQ ", "seq"), ("sseq", "sseq")])
def test_concepts_by_other_spellings(name: str, means: str) -> None:
    assert solve(random_conflict(3), concepts=[name]).concepts == (means,)


def test_an_unknown_concept_is_named() -> None:
    with pytest.raises(UnknownChoice, match='did you mean "seq"'):
        solve(random_conflict(3), concepts=["seqq"])
