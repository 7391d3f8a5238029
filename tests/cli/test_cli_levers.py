"""Levers, sweeps, questions and checks against a ledger, from file to output."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tracktwo.analysis.questions import questions
from tracktwo.analysis.whatif import what_if
from tracktwo.cli import main
from tracktwo.conflict import Conflict
from tracktwo.ledger import Ledger, write
from tracktwo.ledger.source import Source
from tracktwo.schema import Citation, Party, Position

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
basis = "stated"
evidence = ["{row}"]

[[preference.statement]]
say = "block iff dam and not share"
basis = "inferred"
unsure = true

[[preference.statement]]
say = "not pay"
basis = "assumed"
"""
LEVERS = """
[[lever]]
name = "The road closes"
changes = ["block = N"]

[[lever]]
name = "A loan"
changes = ["down drop 3"]

[[lever]]
name = "No money"
changes = ["pay = N"]
"""
WORDS = "Downland demands a share of the water"


def row(number: int, stance: str = "demands") -> Position:
    document = f"{number:064x}"
    cited = Citation(document=document, start=0, end=len(WORDS), text=WORDS)
    return Position(
        id=f"p{number}", document=document, sentence=0, rule="by hand", confidence=0.9,
        citations=[cited], codebook="test", model="test", content=cited, stance=stance,
        issue="water and energy", party=Party(name="Downland"),
    )  # fmt: skip


def rows(*given: Position) -> Ledger:
    sources = [Source(sha256=r.document, name=f"{r.id}.txt", characters=99) for r in given]
    return Ledger.from_rows(given, documents=sources)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "water.toml"
    cited = next(iter(rows(row(1)))).id
    path.write_text(DISPUTE.replace("{row}", cited) + LEVERS, encoding="utf-8")
    return path


@pytest.fixture
def run(capsys):
    def command(*words):
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words])
        out, err = capsys.readouterr()
        return left.value.code or 0, out, err

    return command


def tables(out: str) -> dict[str, list[dict[str, str]]]:
    return {t["title"]: t["rows"] for t in json.loads(out)["tables"]}


def test_one_lever_is_what_its_changes_are(run, file: Path) -> None:
    code, out, err = run("whatif", file, "--lever", "a LOAN", "--concept", "seq", "--as", "json")
    assert code == 0 and not err
    told = {r["state"]: r["A loan"] for r in tables(out)["Equilibria with and without levers"]}
    (expected,) = what_if(Conflict.from_file(file), ["down drop 3"], concepts=["seq"]).differences
    marks = {"stays: SEQ": expected.stays, "appears: SEQ": expected.appears,
             "vanishes": expected.vanishes, "infeasible": expected.infeasible}  # fmt: skip
    for mark, states in marks.items():
        assert {s for s, cell in told.items() if cell == mark} == set(states)


def test_several_levers_and_a_change_stand_beside_each_other(run, file: Path) -> None:
    words = ["--lever", "The road closes", "--lever", "A loan", "--set", "share = Y"]
    code, out, _ = run("whatif", file, *words, "--as", "json")
    assert code == 0
    found = tables(out)
    changes = {r["lever"]: r["changes"] for r in found["What each lever changes"]}
    assert changes == {
        "The road closes": "block = N",
        "A loan": "down drop 3",
        "share = Y": "share = Y",
        "The road closes + A loan + share = Y": "block = N; down drop 3; share = Y",
    }
    assert set(found["Equilibria with and without levers"][0]) == {
        "state", "in words", "as given", *changes,
    }  # fmt: skip
    assert "Who gains" in found
    assert sum(title.startswith("With ") for title in found) == 4
    assert run("whatif", file, *words)[0] == 0


def test_what_is_written_has_all_changes_and_the_levers_that_still_fit(
    run, file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "after.toml"
    code, _, err = run("whatif", file, "--lever", "The road closes", "--set", "pay = Y",
                       "-o", target)  # fmt: skip
    assert code == 0
    after = Conflict.from_file(target)
    assert after.patterns == [p for p in after.patterns if p.endswith("YN")]
    assert [lever.name for lever in after.levers] == ["A loan"]
    assert 'lever "No money" is left out' in err and "A loan" not in err
    code, _, err = run("whatif", file, "--set", "down drop 1", "-o", target)
    assert code == 0 and 'lever "A loan" is left out' in err
    assert [lever.name for lever in Conflict.from_file(target).levers] == [
        "The road closes", "No money",
    ]  # fmt: skip


def test_levers_that_exclude_each_other_are_told_and_not_written(
    run, file: Path, tmp_path: Path
) -> None:
    words = ["--lever", "No money", "--set", "pay = Y"]
    code, out, _ = run("whatif", file, *words)
    assert code == 0 and "cannot be pulled" in out
    target = tmp_path / "none.toml"
    code, out, err = run("whatif", file, *words, "-o", target)
    assert code == 7 and not out and "cannot be pulled together" in err
    assert not target.exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["whatif", "--lever", "A lone"], 7, 'did you mean "A loan"'),
        (["whatif", "--lever", "A loan", "--set", "pya = N"], 7, 'did you mean "pay"'),
        (["whatif"], 2, "--lever"),
    ],
)
def test_slips_are_told(run, file: Path, words: list[str], code: int, said: str) -> None:
    found, out, err = run(words[0], file, *words[1:])
    assert found == code and said in err and not out


def test_a_sweep_tells_every_lever_and_pair(run, file: Path) -> None:
    code, out, _ = run("sweep", file, "--as", "json")
    assert code == 0
    found = tables(out)
    assert [r["levers"] for r in found["Levers, alone and in pairs"]] == [
        "The road closes", "A loan", "No money", "The road closes + A loan",
        "The road closes + No money", "A loan + No money",
    ]  # fmt: skip
    named = {r["state"] for r in found["The states"]}
    for cells in found["Levers, alone and in pairs"]:
        for cell in (cells["appear"], cells["vanish"]):
            for state in filter(None, cell.split("; ")):
                assert state.split(" (")[0] in named or state.endswith(" more")
    code, out, _ = run("sweep", file, "--alone", "--as", "json")
    assert len(tables(out)["Levers, alone and in pairs"]) == 3
    assert run("sweep", file)[0] == 0


def test_a_sweep_ends_in_time_and_says_so(run, file: Path) -> None:
    code, out, err = run("sweep", file, "--time-budget", "0")
    assert code == 8 and "Time ran out" in out and "time ran out" in err


def test_a_file_without_levers_cannot_be_swept(run, file: Path) -> None:
    text = file.read_text(encoding="utf-8").split("\n[[lever]]")[0]
    file.write_text(text, encoding="utf-8")
    code, out, err = run("sweep", file)
    assert code == 7 and not out and "no levers" in err and "[[lever]]" in err


def test_questions_are_those_of_the_engine(run, file: Path) -> None:
    code, out, err = run("questions", file, "--as", "json")
    assert code == 0 and not err
    (told,) = tables(out).values()
    found = questions(Conflict.from_file(file))
    assert found and [r["question"] for r in told] == [q.text for q in found]
    assert [r["states that change"] for r in told] == [str(q.changes) for q in found]
    assert told[0]["try with whatif"] == f'--set "{found[0].change[0]}"'
    code, out, _ = run("questions", file, "--most", "1", "--concept", "nash", "--as", "json")
    assert code == 0 and len(next(iter(tables(out).values()))) <= 1


def test_a_check_without_a_ledger_says_nothing_of_one(run, file: Path) -> None:
    code, out, _ = run("check", file, "--as", "json")
    assert code == 0 and set(tables(out)) == {"The conflict", "Preferences", "To look at"}


def test_a_check_against_a_ledger(run, file: Path, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    write(rows(row(1), row(2, "rejects")), path, as_="jsonl")
    code, out, _ = run("check", file, "--ledger", path, "--as", "json")
    assert code == 0
    found = tables(out)
    assert found["Evidence that the ledger does not have"] == []
    (spoken,) = found["Evidence that other rows speak against"]
    assert spoken["where"] == 'Downland, statement 1 ("share")' and WORDS in spoken["finding"]
    (ignored,) = found["Positions that nothing in the conflict cites"]
    assert ignored["party"] == "Downland" and "rejects" in ignored["finding"]

    write(rows(row(3)), tmp_path / "other.jsonl", as_="jsonl")
    code, out, _ = run("check", file, "--ledger", tmp_path / "other.jsonl", "--as", "json")
    (gone,) = tables(out)["Evidence that the ledger does not have"]
    assert gone["rows"] == next(iter(rows(row(1)))).id
    both = ["--ledger", path, "--ledger", tmp_path / "other.jsonl"]
    assert run("check", file, *both)[0] == 0
    code, out, err = run("check", file, "--ledger", tmp_path / "nowhere.jsonl")
    assert code == 6 and not out and "nowhere.jsonl" in err


def test_a_ledger_may_be_a_folder_of_parquet(run, file: Path, tmp_path: Path) -> None:
    write(rows(row(1)), tmp_path / "rows", as_="parquet")
    code, out, _ = run("check", file, "--ledger", tmp_path / "rows", "--as", "json")
    assert code == 0 and tables(out)["Evidence that the ledger does not have"] == []


def test_a_check_against_reports_reads_them(run, file: Path, monkeypatch) -> None:
    from tracktwo.pipeline import Reading

    asked = []

    def readings(reports, **_):
        asked.extend(reports)
        return Reading(ledger=rows(row(1), row(2)), failures=(), names={})

    monkeypatch.setattr("tracktwo.cli.reports.readings", readings)
    code, out, _ = run("check", file, "--report", "a.txt", "--report", "b.txt", "--as", "json")
    assert code == 0 and asked == ["a.txt", "b.txt"]
    found = tables(out)
    assert found["Evidence that the ledger does not have"] == []
    assert len(found["Positions that nothing in the conflict cites"]) == 1


def test_what_another_format_does_not_carry_is_said(run, file: Path, tmp_path: Path) -> None:
    code, _, err = run("convert", file, "-o", tmp_path / "water.gmcr")
    assert code == 0 and "levers are not carried" in err
    code, _, err = run("convert", file, "-o", tmp_path / "same.toml")
    assert code == 0 and "lever" not in err
    assert len(Conflict.from_file(tmp_path / "same.toml").levers) == 3
