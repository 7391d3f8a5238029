"""Tables of results, and the four forms in which they are written."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from conflicts import Kind, random_conflict
from hypothesis import given, settings
from hypothesis import strategies as st
from strategy_known import box, cuba, dilemma, elmira

from tracktwo.analysis import CONCEPTS, solve
from tracktwo.brief.strategy import (
    Table,
    certificate_table,
    equilibria_of,
    equilibria_table,
    option_table,
    pattern_key,
    render,
    solution_data,
    stability_table,
)
from tracktwo.conflict import DecisionMaker, OptionSpace
from tracktwo.errors import UnknownChoice

seeds = st.integers(0, 10**6)
cells = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)


def written(tables: Table | list[Table], as_: str, **more: object) -> str:
    out = io.StringIO()
    render(tables, as_=as_, stream=out, **more)  # type: ignore[arg-type]
    return out.getvalue()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@given(st.lists(st.tuples(cells, cells, cells), max_size=5))
def test_csv_and_json_give_the_cells_back(rows: list[tuple[str, str, str]]) -> None:
    table = Table.of("T", ("a", "b", "c"), rows, ["a note"])
    assert [tuple(r) for r in csv.reader(io.StringIO(written(table, "csv"), newline=""))] == [
        ("a", "b", "c"),
        *rows,
    ]
    (read,) = json.loads(written(table, "json"))["tables"]
    assert [tuple(r.values()) for r in read["rows"]] == rows
    assert read["columns"] == ["a", "b", "c"] and read["notes"] == ["a note"]


@given(st.lists(st.tuples(cells, cells), max_size=5))
def test_markdown_has_a_line_a_row_and_a_bar_a_column(rows: list[tuple[str, str]]) -> None:
    lines = written(Table.of("T", ("a|b", "c"), rows), "md").splitlines()
    body = [line for line in lines if line.startswith("|")]
    assert len(body) == 2 + len(rows)
    for line in body:
        assert line.replace("\\\\", "").replace("\\|", "").count("|") == 3


def test_several_tables_in_csv_carry_their_titles() -> None:
    a, b = Table.of("First", ("x",), [("1",)]), Table.of("Second", ("y",), [("2",)])
    assert written([a, b], "csv") == "First\nx\n1\n\nSecond\ny\n2\n"


def test_a_table_with_rows_or_columns_that_do_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="same name"):
        Table.of("T", ("a", "a"), [])
    with pytest.raises(ValueError, match="more or fewer"):
        Table.of("T", ("a", "b"), [("1",)])


def test_an_unknown_form_names_the_nearest() -> None:
    with pytest.raises(UnknownChoice, match='did you mean "json"'):
        written(Table.of("T", ("a",), []), "jsn")


@pytest.mark.parametrize("width", [60, 100])
def test_a_wide_table_is_cut_into_blocks_that_fit_and_loses_nothing(width: int) -> None:
    conflict = box((2, 2, 2, 2, 2), (0, 0, 1, 1, 2))
    solution = solve(conflict)
    table = option_table(conflict, range(32), solution=solution)
    text = written(table, "table", width=width)
    assert max(len(line) for line in text.splitlines()) <= width
    assert not any(line.endswith(" ") for line in text.splitlines())
    for s in range(32):
        assert conflict.pattern(s) in text
    blocks = text.count("decision maker")
    assert blocks > 1 and text.count("Ceasefire") == blocks
    assert "\x1b" not in text and "…" not in text


def test_a_terminal_gets_styles_and_no_control_characters_of_others() -> None:
    out = Terminal()
    render(Table.of("T", ("a",), [("x\x1b[31my",)]), stream=out, width=40)
    assert "\x1b[1m" in out.getvalue() and "\x1b[31m" not in out.getvalue()
    assert "\x1b" not in written(Table.of("T", ("a",), [("x\x1b[31my",)]), "table")


@given(seeds)
@settings(max_examples=60, deadline=None)
def test_equilibria_of_a_table_are_those_of_the_solution(seed: int) -> None:
    conflict = random_conflict(seed, Kind(most_states=16, most_dms=3))
    solution = solve(conflict)
    table = equilibria_table(solution)
    told = {
        row[0]: {c for c, cell in zip(CONCEPTS, row[2:], strict=True) if cell} for row in table.rows
    }
    for s in range(conflict.n_state):
        held = {c for c in CONCEPTS if s in solution.equilibria[c]}
        assert told.get(conflict.pattern(s), set()) == held
    nash = [row[0] for row in table.rows if row[2]]
    assert [row[0] for row in table.rows][: len(nash)] == nash


@given(seeds)
@settings(max_examples=40, deadline=None)
def test_stability_tables_tell_every_verdict(seed: int) -> None:
    conflict = random_conflict(seed, Kind(most_states=16, most_dms=3))
    solution = solve(conflict)
    weak = {"Nash": CONCEPTS, "SSEQ": CONCEPTS[1:], "SEQ": ("gmr", "seq"), "SMR": ("gmr", "smr")}
    whole = stability_table(solution)
    for s, row in enumerate(whole.rows):
        for dm, cell in enumerate(row[2:]):
            told = set() if cell == "unstable" else {"gmr"}
            for word in cell.split():
                told |= set(weak.get(word, ()))
            assert told == {c for c in CONCEPTS if solution.stable[c][dm, s]}
    for concept in CONCEPTS:
        for s, row in enumerate(stability_table(solution, concept=concept).rows):
            for dm, cell in enumerate(row[2:]):
                stable = bool(solution.stable[concept][dm, s])
                assert cell.startswith("stable" if stable else "unstable")
                if conflict.moves(dm, s).size:
                    assert cell.endswith(f"margin {solution.margin[concept][dm, s]}")
                else:
                    assert cell == "stable, no move"


def test_options_stand_by_decision_maker_with_levels_and_concepts() -> None:
    conflict = cuba()
    table = option_table(conflict, [5, 6], solution=solve(conflict))
    assert table.columns == ("decision maker", "option", "YN YN", "NY YN")
    assert table.rows[0] == ("United States", "Air strike", "Y", "N")
    assert ("equilibrium", "Nash", "yes", "") in table.rows
    assert ("equilibrium", "SEQ", "yes", "yes") in table.rows
    levels = option_table(box((3, 2), (0, 1)), [0, 1, 2])
    assert levels.rows[0][2:] == ("none", "partial", "full")
    listed = option_table(elmira(), [7, 8])
    assert listed.rows == (
        (
            "",
            "state",
            "Order modified and accepted, local government insists",
            "Uniroyal abandons its plant",
        ),
    )


def test_who_shares_a_label_is_told_apart() -> None:
    conflict = replace(
        dilemma(), decision_makers=(DecisionMaker("a", "Council"), DecisionMaker("b", "Council"))
    )
    table = stability_table(solve(conflict))
    assert table.columns[2:] == ("for Council (a)", "for Council (b)")


def test_how_to_read_a_pattern() -> None:
    assert pattern_key(cuba()) == "United States: Air strike, Blockade; USSR: Withdraw, Escalate"
    assert pattern_key(box((3,), (0,))) == "Riverland: Mobilise (0 none, 1 partial, 2 full)"
    assert pattern_key(elmira()) == ""


def test_what_is_left_out_is_counted() -> None:
    solution = solve(cuba())
    short = equilibria_table(solution, most=2)
    assert len(short.rows) == 2 and "And 5 more states." in short.notes
    assert stability_table(solution, most=5).notes[0] == "And 7 more states."
    data = solution_data(solution, most=2)
    assert len(data["equilibria"]) == 2 and data["equilibria_total"] == 7


def test_time_that_ran_out_is_told() -> None:
    part = solve(cuba(), budget_s=-1.0)
    table = equilibria_table(part)
    assert table.rows == () and any("Time ran out: 1 of 2" in n for n in table.notes)
    assert {row[3] for row in stability_table(part).rows} == {"not worked"}
    data = solution_data(part)
    assert data["complete"] is False and data["equilibria"] == []
    assert set(data["stability"][0]["decision_makers"]) == {"us"}
    once = equilibria_table(solve(cuba(), sanctions="once"))
    assert any("at most once" in n for n in once.notes)


def test_reasons_are_a_row_each() -> None:
    conflict = cuba()
    solution = solve(conflict)
    table = certificate_table(conflict, [solution.certificate("seq", i, 6) for i in range(2)])
    assert [row[:4] for row in table.rows] == [
        ("NY YN", "United States", "SEQ", "stable"),
        ("NY YN", "USSR", "SEQ", "stable"),
    ]


@given(seeds)
@settings(max_examples=40, deadline=None)
def test_json_names_states_by_options_that_lead_back(seed: int) -> None:
    conflict = random_conflict(seed, Kind(most_states=16, most_dms=3))
    solution = solve(conflict)
    data = json.loads(json.dumps(solution_data(solution)))
    assert len(data["stability"]) == conflict.n_state
    for s, entry in enumerate(data["stability"]):
        state = entry["state"]
        back = state["options"] if isinstance(conflict.space, OptionSpace) else state["pattern"]
        assert conflict.state(back) == s
        for i, maker in enumerate(conflict.decision_makers):
            told = entry["decision_makers"][maker.id]
            assert told["stable"] == [c for c in CONCEPTS if solution.stable[c][i, s]]
            no_move = conflict.moves(i, s).size == 0
            assert all((m is None) == no_move for m in told["margin"].values())
    found = equilibria_of(solution)
    assert [e["concepts"] for e in data["equilibria"]] == [list(c) for c in found.values()]
    assert all(len(e["reasons"]) >= conflict.n_dm for e in data["equilibria"])
