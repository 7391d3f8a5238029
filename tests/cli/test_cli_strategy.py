"""The commands that work a conflict, from file to output, with exit codes as documented."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tracktwo.analysis import ALL_CONCEPTS
from tracktwo.brief.strategy import FORMS
from tracktwo.cli import main
from tracktwo.cli.exits import EXIT_CODES
from tracktwo.cli.strategy import Concept, Form
from tracktwo.conflict import Conflict

DISPUTE = """\
format = 1
title = "Water of the Orla"
status_quo = "NN NN"

[[decision_maker]]
id = "up"
label = "Upland"

[[decision_maker]]
id = "down"
label = "Downland"

[[option]]
id = "dam"
owner = "up"
label = "Fill the dam"
direction = "forward"

[[option]]
id = "share"
owner = "up"
label = "Share the flow"

[[option]]
id = "pay"
owner = "down"
label = "Pay"

[[option]]
id = "block"
owner = "down"
label = "Block the road"

[[infeasible]]
when = "pay and block"

[[preference]]
of = "up"
statements = ["not block", "pay", "dam", "not share"]

[[preference]]
of = "down"

[[preference.statement]]
say = "share"

[[preference.statement]]
say = "not dam"
unsure = true

[[preference.statement]]
say = "block iff dam and not share"

[[preference.statement]]
say = "not pay"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "water.toml"
    path.write_text(DISPUTE, encoding="utf-8")
    return path


@pytest.fixture
def run(capsys):
    def command(*words):
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words])
        out, err = capsys.readouterr()
        return left.value.code or 0, out, err

    return command


def test_choices_of_the_command_line_are_those_of_the_rooms() -> None:
    assert tuple(c.value for c in Concept) == ALL_CONCEPTS
    assert {f.value for f in Form} == set(FORMS)
    assert {7, 8} <= set(EXIT_CODES)


def test_a_new_file_checks_and_solves_and_is_never_overwritten(run, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    code, out, _ = run("new", path, "--dm", "Upland", "--dm", "Downland")
    assert code == 0 and str(path) in out
    text = path.read_text(encoding="utf-8")
    assert "Upland" in text and text.count("#") > 5
    assert run("check", path)[0] == 0
    code, out, _ = run("solve", path)
    assert code == 0 and "Equilibria" in out
    code, _, err = run("new", path)
    assert code == 7 and "there is a file already" in err
    assert path.read_text(encoding="utf-8") == text


def test_solve_tells_the_equilibria_of_the_engine_with_reasons(run, file: Path) -> None:
    conflict = Conflict.from_file(file)
    solution = conflict.solve()
    code, out, err = run("solve", file, "--as", "json")
    assert code == 0 and not err
    data = json.loads(out)
    told = {e["state"]["pattern"]: set(e["concepts"]) for e in data["equilibria"]}
    for concept, states in solution.equilibria.items():
        assert {conflict.pattern(int(s)) for s in states} == {
            p for p, concepts in told.items() if concept in concepts
        }
    assert all(e["reasons"] for e in data["equilibria"])
    code, out, _ = run("solve", file)
    assert code == 0
    for pattern in told:
        assert pattern in out
    assert "no forecast" in out


def test_solve_of_one_state_says_why(run, file: Path) -> None:
    code, out, _ = run("solve", file, "--state", "YN NY", "--dm", "Upland", "--as", "md")
    assert code == 0 and "Upland" in out and "| YN NY | Upland | Nash |" in out
    code, _, err = run("solve", file, "--state", "NN YY")
    assert code == 7 and "infeasible" in err and "pay and block" in err
    code, _, err = run("solve", file, "--state", "NN NN", "--dm", "uplnd")
    assert code == 7 and 'did you mean "Upland"' in err


def test_solve_writes_the_graph(run, file: Path, tmp_path: Path) -> None:
    picture = tmp_path / "graph.svg"
    assert run("solve", file, "--svg", picture)[0] == 0
    svg = picture.read_text(encoding="utf-8")
    assert svg.lstrip().startswith("<svg") and "http://" not in svg.replace(
        "http://www.w3.org/2000/svg", ""
    )


def test_time_that_runs_out_is_told(run, file: Path) -> None:
    code, out, err = run("solve", file, "--time-budget", "0")
    assert code == 8 and "time ran out" in err and "Time ran out" in out


def test_every_state_and_coalitions(run, file: Path) -> None:
    conflict = Conflict.from_file(file)
    code, out, _ = run("solve", file, "--every", "--coalitions", "--concept", "nash", "--as", "csv")
    assert code == 0
    blocks = dict(block.split("\n", 1) for block in out.split("\n\n"))
    rows = list(csv.reader(io.StringIO(blocks["Stability by state"])))
    assert len(rows) - 1 == conflict.n_state
    assert "Coalitions that break equilibria" in blocks


def test_whatif_tells_what_appears_and_vanishes_and_writes_the_change(
    run, file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.toml"
    code, out, _ = run(
        "whatif", file, "--set", "block = N", "--set", "down drop 1", "-o", other, "--as", "json"
    )
    assert code == 0
    table = json.loads(out)["tables"][0]
    assert "block = N" in table["title"] and "down drop 1" in table["title"]
    changed = Conflict.from_file(other)
    assert changed.n_state == 8
    solution = changed.solve()
    for row in table["rows"]:
        for concept in ("Nash", "SEQ"):
            holds = row[concept] in ("stays", "appears")
            inside = row["state"] in {
                changed.pattern(int(s)) for s in solution.equilibria[concept.lower()]
            }
            assert holds == inside
    assert run("whatif", file)[0] == 2
    code, _, err = run("whatif", file, "--set", "dam = maybe")
    assert code == 7 and 'unknown level "maybe"' in err


def test_ways_lead_where_they_say(run, file: Path) -> None:
    code, out, _ = run("path", file, "--to", "YN NY", "--as", "json")
    assert code == 0
    (row,) = json.loads(out)["tables"][0]["rows"]
    assert "Upland takes Fill the dam" in row["shortest way"]
    assert "Downland takes Block the road" in row["shortest way"]


def test_invert_tells_a_change_that_works(run, file: Path) -> None:
    code, out, _ = run("invert", file, "--state", "NY YN", "--concept", "nash")
    assert code == 0 and "Least change of rankings" in out and "Fewest edits" in out
    assert run("invert", file, "--state", "NY YN", "--concept", "sim")[0] == 2


def test_robust_counts_preference_orders(run, file: Path) -> None:
    code, out, _ = run("robust", file, "--unsure", "--concept", "seq")
    assert code == 0 and "it is no probability" in out and "orders compatible" in out
    again = run("robust", file, "--unsure", "--concept", "seq")[1]
    assert again == out


@pytest.mark.parametrize("ending", [".gmcr", ".toml"])
def test_a_conflict_converted_solves_alike(run, file: Path, tmp_path: Path, ending: str) -> None:
    other = tmp_path / f"other{ending}"
    assert run("convert", file, "-o", other)[0] == 0
    before = json.loads(run("solve", file, "--as", "json")[1])
    after = json.loads(run("solve", other, "--as", "json")[1])
    assert [(e["state"]["pattern"], e["concepts"]) for e in before["equilibria"]] == [
        (e["state"]["pattern"], e["concepts"]) for e in after["equilibria"]
    ]


def test_rankings_come_back_from_a_spreadsheet(run, file: Path, tmp_path: Path) -> None:
    sheet, other = tmp_path / "states.csv", tmp_path / "other.toml"
    assert run("convert", file, "-o", sheet)[0] == 0
    lines = sheet.read_text(encoding="utf-8").splitlines()
    head = lines[0].split(",")
    place = head.index("ranking: up")
    rows = [line.split(",") for line in csv_rows(lines[1:])]
    most = max(int(r[place]) for r in rows)
    for row in rows:
        row[place] = str(most + 1 - int(row[place]))
    sheet.write_text("\n".join([lines[0], *(",".join(r) for r in rows)]), encoding="utf-8")
    assert run("convert", file, "-o", other, "--rankings", sheet)[0] == 0
    before, after = Conflict.from_file(file), Conflict.from_file(other)
    assert (after.rank[0] == before.rank[0].max() - before.rank[0]).all()
    assert (after.rank[1] == before.rank[1]).all()
    assert run("convert", file, "-o", tmp_path / "other.docx")[0] == 2


def csv_rows(lines: list[str]) -> list[str]:
    """Rows without quoted cells."""
    return [",".join(c.replace(",", ";") for c in row) for row in csv.reader(lines)]


def test_a_file_that_is_not_there_or_not_right_is_named(run, tmp_path: Path) -> None:
    code, _, err = run("solve", tmp_path / "none.toml")
    assert code == 3 and "there is no such file" in err
    bad = tmp_path / "bad.toml"
    bad.write_text(DISPUTE.replace('"not block", "pay"', '"not blok", "pay"'), encoding="utf-8")
    code, out, err = run("check", bad)
    assert code == 7 and not out
    assert "bad.toml" in err and 'unknown option "blok"' in err and 'did you mean "block"' in err


def test_horizon_is_for_two(run, file: Path, tmp_path: Path) -> None:
    code, out, _ = run("solve", file, "--horizon", "3")
    assert code == 0 and "L3 stable for" in out and "non-myopically" in out
    three = tmp_path / "three.toml"
    more = '\n[[decision_maker]]\nid = "third"\n\n[[preference]]\nof = "third"\nstatements = []\n'
    three.write_text(DISPUTE + more, encoding="utf-8")
    code, _, err = run("solve", three, "--horizon", "3")
    assert code == 7 and "two decision makers" in err


def test_a_game_needs_every_combination_or_a_word_about_those_that_are_not(
    run, file: Path, tmp_path: Path
) -> None:
    game = tmp_path / "game.nfg"
    code, _, err = run("convert", file, "-o", game)
    assert code == 7 and "infeasible" in err and not game.exists()
    code, _, err = run("convert", file, "-o", game, "--infeasible", "worst")
    assert code == 0 and "warning" in err and game.read_text().startswith("NFG 1 R")


def test_an_error_in_a_statement_points_at_the_character(run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text(DISPUTE.replace('"not block", "pay"', '"not block", "pay or"'), encoding="utf-8")
    code, _, err = run("solve", bad)
    lines = err.rstrip().splitlines()
    assert code == 7 and "statement 2" in lines[0]
    assert lines[-2].strip() == "pay or"
    assert lines[-1].index("^") == lines[-2].index("pay or") + len("pay or")


def test_the_schema_of_the_file_is_published(run) -> None:
    code, out, _ = run("schema", "conflict")
    schema = json.loads(out)
    assert code == 0 and "decision_maker" in schema["required"]
