"""Exports: the same rows give the same bytes, and what says it loses nothing loses nothing."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from made_rows import CRITICS, NORTH, any_rows, any_sources, day, event, few, report, said

from tracktwo.errors import LedgerError, UnknownChoice
from tracktwo.ledger import Ledger, read_jsonl, read_parquet, write
from tracktwo.ledger.fields import KINDS
from tracktwo.ledger.flat import flat_columns
from tracktwo.schema import Condition, Party

REPORT = report("Norland shelled Sudmark if\nit came, critics said.", "notes, 1.txt")
ROW = event(
    REPORT,
    "shelled Sudmark if\nit came",
    "shelled",
    mode="heavy-weapons",
    modality="conditional",
    attribution=said(CRITICS, "warns"),
    date=day("2031-05-05"),
    actors=[NORTH, Party(name="its friends", named=False)],
)
ROW = ROW.model_copy(
    update={
        "condition": Condition(
            role="consequence",
            span=ROW.predicate.model_copy(update={"start": 24, "end": 34, "text": "if\nit came"}),
        )
    }
)
LEDGER = Ledger.from_rows([ROW], documents=[REPORT])


def text_of(ledger, as_):
    stream = io.StringIO()
    write(ledger, stream, as_=as_)
    return stream.getvalue()


@given(any_rows(), any_sources())
@few(60)
def test_jsonl_round_trips_exactly(rows, sources):
    ledger = Ledger.from_rows(rows, documents=sources)
    text = text_of(ledger, "jsonl")
    assert read_jsonl(io.StringIO(text)) == ledger
    assert text.count("\n") == len(ledger) + len(ledger.documents)
    assert text == text_of(Ledger.from_rows(rows[::-1], documents=sources[::-1]), "jsonl")


@given(any_rows(), any_sources())
@few(30)
def test_parquet_round_trips_exactly_and_is_the_same_bytes(rows, sources):
    ledger = Ledger.from_rows(rows, documents=sources)
    again = Ledger.from_rows(rows[::-1], documents=sources[::-1])
    with tempfile.TemporaryDirectory() as folder:
        one, other = Path(folder, "one"), Path(folder, "other")
        write(ledger, one, as_="parquet")
        write(again, other, as_="parquet")
        assert read_parquet(one) == ledger
        assert sorted(p.name for p in one.iterdir()) == sorted(f"{k}.parquet" for k in KINDS)
        for path in one.iterdir():
            assert path.read_bytes() == (other / path.name).read_bytes()


@given(any_rows(), any_sources())
@few(60)
def test_csv_has_one_record_a_row_and_says_the_kind(rows, sources):
    ledger = Ledger.from_rows(rows, documents=sources)
    records = list(csv.DictReader(io.StringIO(text_of(ledger, "csv"), newline="")))
    assert [r["id"] for r in records] == [row.id for row in ledger]
    assert [r["words"] for r in records] == [row.citations[0].text for row in ledger]
    assert all(set(r) == set(flat_columns()) for r in records)


@given(any_rows())
@few(60)
def test_the_plain_table_has_a_line_a_row_and_no_control_characters(rows):
    ledger = Ledger.from_rows(rows)
    lines = text_of(ledger, "table").split("\n")
    for row in ledger:
        assert sum(line.startswith(row.id) for line in lines) == 1
    assert all(line.isprintable() for line in lines)


@given(any_rows(), any_sources())
@few(5)
def test_duckdb_holds_what_parquet_holds(rows, sources):
    ledger = Ledger.from_rows(rows, documents=sources)
    with tempfile.TemporaryDirectory() as folder:
        write(ledger, Path(folder, "rows.duckdb"), as_="duckdb")
        connection = duckdb.connect(str(Path(folder, "rows.duckdb")), read_only=True)
        for kind in KINDS:
            rows_there = connection.execute(f'SELECT * FROM "{kind}"').fetchall()
            lines = ledger.documents if kind == "document" else ledger.rows[kind]
            assert [tuple(line.model_dump().values()) for line in lines] == rows_there
        connection.close()
        assert [p.name for p in Path(folder).iterdir()] == ["rows.duckdb"]


def test_duckdb_can_be_asked(tmp_path):
    write(LEDGER, tmp_path / "rows.duckdb", as_="duckdb")
    write(LEDGER, tmp_path / "rows.duckdb", as_="duckdb")
    connection = duckdb.connect(str(tmp_path / "rows.duckdb"), read_only=True)
    asked = (
        "SELECT actors[1].name, attribution[1].source.name, condition.span.text, "
        "citations[1].start FROM event WHERE date.start = '2031-05-05'"
    )
    assert connection.execute(asked).fetchall() == [("Norland", "critics", "if\nit came", 8)]


def test_csv_cells():
    (record,) = csv.DictReader(io.StringIO(text_of(LEDGER, "csv"), newline=""))
    assert record["row"] == "event"
    assert record["report"] == "notes, 1.txt"
    assert record["actors"] == "Norland | its friends"
    assert record["actors_id"] == "norland | "
    assert (record["attribution"], record["attribution_kinds"]) == ("critics", "warns")
    assert (record["condition"], record["condition_role"]) == ("if\nit came", "consequence")
    assert (record["date_start"], record["date_precision"]) == ("2031-05-05", "day")
    assert (record["place"], record["content_of"], record["direct"]) == ("", "", "")
    assert (record["words_start"], record["citations"]) == ("8", "1")


def test_the_plain_table_tells_whose_word_and_how_surely():
    lines = text_of(LEDGER, "table").splitlines()
    assert lines[0] == "Events (1)"
    cells = [c for c in lines[2].split("  ") if c]
    assert [c.strip() for c in cells[1:]] == [
        "Norland, its friends",
        "ASSAULT heavy-weapons",
        "Sudmark",
        "critics warns",
        "conditional",
        "if it came",
        "shelled Sudmark if it came",
    ]


def test_a_terminal_gets_a_rich_table_without_markup_from_the_text():
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    row = ROW.model_copy(update={"actors": [Party(name="[red]Norland[/red]")]})
    stream = Terminal()
    write(Ledger.from_rows([row]), stream)
    assert "[red]" in stream.getvalue().replace("\n", "")


def test_text_exports_to_a_path_are_utf8_and_replace_what_was_there(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text("old")
    write(LEDGER, str(path), as_="jsonl")
    assert read_jsonl(path) == LEDGER
    assert b"\r" not in path.read_bytes()
    assert [p.name for p in tmp_path.iterdir()] == ["rows.jsonl"]


@pytest.mark.parametrize("as_", ["parquet", "duckdb"])
def test_formats_that_need_a_path_say_so(as_):
    with pytest.raises(LedgerError, match="needs a path"):
        write(LEDGER, io.StringIO(), as_=as_)


@pytest.mark.parametrize("as_", ["jsonl", "parquet", "duckdb"])
def test_where_nothing_can_be_written(tmp_path, as_):
    (tmp_path / "file").write_text("")
    with pytest.raises(LedgerError, match="cannot be written"):
        write(LEDGER, tmp_path / "file" / "rows", as_=as_)


def test_unknown_formats_are_told_with_the_choices():
    with pytest.raises(UnknownChoice, match='did you mean "jsonl"'):
        write(LEDGER, io.StringIO(), as_="json")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 1"),
        ("[]", "line 1"),
        ('{"row": "evnt"}', "KeyError"),
        ('{"row": "event"}', "id: Field required"),
        ('{"row": "document", "sha256": "a", "name": "b", "characters": -1}', "characters"),
    ],
)
def test_a_broken_line_is_named(line, message):
    with pytest.raises(LedgerError, match=message):
        read_jsonl(io.StringIO(line + "\n"))


def test_a_folder_without_a_ledger_is_named(tmp_path):
    with pytest.raises(LedgerError, match="no ledger here"):
        read_parquet(tmp_path)
    (tmp_path / "event.parquet").write_bytes(b"PAR1 no")
    with pytest.raises(LedgerError, match=r"event\.parquet"):
        read_parquet(tmp_path)
    with pytest.raises(LedgerError, match="cannot be read"):
        read_jsonl(tmp_path / "none.jsonl")
