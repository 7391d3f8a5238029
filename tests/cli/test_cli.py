"""The command line: data on stdout, everything else on stderr, exit codes as documented."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import fake_steps
import pytest

import tracktwo.pipeline as pipeline
from tracktwo.cli import main
from tracktwo.cli.app import As, Kind
from tracktwo.cli.exits import EXIT_CODES
from tracktwo.cli.explain import context, fields_of
from tracktwo.cli.reference import commands, reference
from tracktwo.errors import TracktwoError
from tracktwo.intake.document import Document
from tracktwo.ledger import FORMATS, Ledger, read_jsonl, read_parquet
from tracktwo.schema import ROW_KINDS, Citation

DOCS = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"
FIRST = "Norland struck the port of Sudmark.\nNobody slept that night in the whole of the town.\n"


class FakeCoder:
    def __init__(self, registry_files=(), on=None, threads=2):
        self.on = on

    def prepare(self, *, alone):
        pass

    def names(self, ids):
        return {i: i.title() for i in ids}

    def __call__(self, document):
        return fake_steps.interrupted(document)


@pytest.fixture(autouse=True)
def fake(monkeypatch):
    monkeypatch.setattr(pipeline, "Coder", FakeCoder)
    monkeypatch.setenv("ORT_DISABLE_TELEMETRY", "1")


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(FIRST)
    return path


@pytest.fixture
def run(capsys):
    def command(*words):
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words])
        out, err = capsys.readouterr()
        return left.value.code or 0, out, err

    return command


def another(tmp_path, text, name="other.txt"):
    path = tmp_path / name
    path.write_text(text)
    return path


def test_the_page_about_the_commands_is_not_stale():
    assert DOCS.read_text("utf-8") == reference(), (
        "run: python -m tracktwo.cli.reference > docs/reference/cli.md"
    )


def test_every_command_and_option_has_help():
    for name, command in commands().items():
        assert command.help, name
        for parameter in command.params:
            assert parameter.help, f"{name} {parameter.name}"


def test_choices_are_those_of_the_rooms():
    assert tuple(a.value for a in As) == FORMATS
    assert [k.value for k in Kind] == list(ROW_KINDS)


def test_every_error_has_a_documented_exit_code():
    def below(error):
        yield error
        for child in error.__subclasses__():
            yield from below(child)

    assert {error.exit_code for error in below(TracktwoError)} <= set(EXIT_CODES)


def test_read_prints_a_table_and_nothing_else(run, report):
    code, out, err = run("read", report)
    assert (code, err) == (0, "")
    assert "Events (1)" in out
    assert "Norland struck the port of Sudmark." in out
    assert "Ties (1)" in out


def test_read_as_jsonl_is_a_ledger(run, report, tmp_path):
    code, out, _ = run("read", report, "--as", "jsonl")
    kinds = [json.loads(line)["row"] for line in out.splitlines()]
    assert (code, kinds) == (0, ["document", "event", "relation"])
    code, nothing, _ = run("read", report, "--as", "jsonl", "-o", tmp_path / "rows.jsonl")
    assert (code, nothing) == (0, "")
    assert (tmp_path / "rows.jsonl").read_text() == out
    run("read", report, "--as", "parquet", "-o", tmp_path / "rows")
    assert read_parquet(tmp_path / "rows") == read_jsonl(tmp_path / "rows.jsonl")


def test_read_keeps_only_the_kinds_asked_for(run, report):
    _, out, _ = run("read", report, "--as", "jsonl", "--kind", "relation", "--kind", "quote")
    assert [json.loads(line)["row"] for line in out.splitlines()] == ["document", "relation"]


@pytest.mark.parametrize("form", ["parquet", "duckdb"])
def test_forms_that_need_a_path_say_so(run, report, form):
    code, out, err = run("read", report, "--as", form)
    assert (code, out) == (2, "")
    assert err.startswith(f"error: --as {form} needs a path")


def test_a_missing_report_among_others(run, report, tmp_path):
    code, out, err = run("read", report, tmp_path / "none.txt", "--as", "csv")
    assert code == 5
    assert len(out.splitlines()) == 3
    assert "error: " in err
    assert "none.txt" in err
    assert "1 not read, 1 read" in err
    assert "Traceback" not in err


def test_nothing_could_be_read(run, tmp_path):
    code, out, err = run("read", tmp_path / "none.txt")
    assert (code, out) == (3, "")
    assert err.count("\n") == 1


def test_the_same_report_twice_is_told(run, report, tmp_path):
    code, _, err = run("read", report, another(tmp_path, FIRST))
    assert code == 0
    assert "same text as report.txt" in err


def test_an_interrupt_leaves_what_was_read(run, report, tmp_path):
    code, out, err = run("read", report, another(tmp_path, "Please stop here and now."))
    assert code == 130
    assert "Norland struck" in out
    assert "interrupted: the output holds the 1 reports" in err


def test_a_wrong_date_is_named(run, report):
    code, out, err = run("read", report, "--date", "yesterday")
    assert (code, out) == (2, "")
    assert err == 'error: --date: "yesterday" is no date; write it like 2024-11-08\n'


@pytest.mark.parametrize("words", [["reed"], ["read"], ["read", "x", "--as", "xml"]])
def test_words_that_are_not_understood(run, words):
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err


def test_brief_prints_and_writes(run, report, tmp_path):
    code, out, _ = run("brief", report)
    assert code == 0
    assert "Norland" in out
    page = tmp_path / "brief.html"
    code, out, _ = run("brief", report, "-o", page)
    assert (code, out) == (0, "")
    assert page.read_text("utf-8").lstrip().lower().startswith("<!doctype html>")
    code, _, err = run("brief", report, "-o", tmp_path / "none" / "brief.html")
    assert code == 6
    assert "cannot be written" in err


def test_explain_a_code(run):
    code, out, _ = run("explain", "ASSAULT")
    assert code == 0
    assert "ASSAULT" in out
    code, _, err = run("explain", "ASSALT")
    assert code == 2
    assert "ASSAULT" in err
    code, _, err = run("explain", "0123456789abcdef")
    assert code == 2
    assert "looks like the id of a row" in err


def test_explain_a_row(run, report):
    _, out, _ = run("read", report, "--as", "jsonl")
    row = next(r for r in map(json.loads, out.splitlines()) if r["row"] == "relation")
    code, out, _ = run("explain", row["id"][:10], report)
    assert code == 0
    assert out.startswith(f"relation {row['id']}\n")
    assert ">>Norland struck the port of Sudmark.<<" in out
    assert "source.name: Norland" in out
    assert "sign: negative" in out
    code, _, err = run("explain", "ffffffffffffffff", report)
    assert code == 6
    assert "no row has the id" in err


def test_context_is_the_paragraph_or_what_is_near():
    text = "One line.\n" + "word " * 200 + "HERE it is and THERE too " + "word " * 200 + "\nLast."
    document = Document(text=text)

    def cite(words):
        at = text.index(words)
        return Citation(document=document.sha256, start=at, end=at + len(words), text=words)

    (passage,) = context(document, [cite("THERE"), cite("HERE it"), cite("it is")])
    assert ">>HERE it is<< and >>THERE<< too" in passage.plain
    assert passage.plain.startswith("... ")
    assert len(passage.plain) < 700
    first, last = context(document, [cite("One"), cite("Last")], marks=False)
    assert (first.plain, last.plain) == ("One line.", "Last.")


def test_every_field_that_has_a_value_is_explained():
    (row,) = fake_steps.code(Document(text=FIRST))
    shown = dict(fields_of(Ledger.from_rows([row]).events[0]))
    assert shown["actors[0].name"] == "Norland"
    assert shown["predicate"] == "8-14 'struck'"
    assert shown["actors[0].named"] == "true"
    assert "place" not in shown


@pytest.mark.parametrize("kind", [None, *ROW_KINDS, "document"])
def test_schema(run, kind):
    code, out, _ = run("schema", *([kind] if kind else []))
    assert code == 0
    assert json.loads(out)["$schema"]


def test_schema_of_an_unknown_kind(run):
    code, _, err = run("schema", "evnt")
    assert code == 2
    assert 'did you mean "event"' in err


def test_version(run):
    code, out, _ = run("--version")
    assert code == 0
    assert out.startswith("tracktwo ")


def test_doctor_tells_versions_and_its_verdict(run, monkeypatch):
    monkeypatch.undo()
    code, out, _ = run("doctor")
    assert "duckdb" in out
    assert out.splitlines()[-1].startswith("all is well" if code == 0 else "something is wrong")
    assert "no socket was opened" in out


def test_doctor_hears_a_socket(monkeypatch, capsys):
    import socket

    import tracktwo.cli.doctor as doctor

    def loud():
        socket.socket().close()
        yield True, "model", "fine"

    for name in ("_registry", "_reading"):
        monkeypatch.setattr(doctor, name, lambda: iter(()))
    monkeypatch.setattr(doctor, "_model", loud)
    assert doctor.examine() == 1
    assert "WRONG  offline      socket events: socket.__new__" in capsys.readouterr().out


def test_a_closed_pipe_ends_it_quietly():
    process = subprocess.Popen(
        [sys.executable, "-m", "tracktwo", "schema"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=60), errors) == (141, b"")


PROBE = """
import sys

def listen(event, args):
    if event.startswith("socket."):
        raise RuntimeError(f"a socket event: {event} {args}")

sys.addaudithook(listen)
import tracktwo
import spacy, trafilatura, urllib3.util.connection as connection
import socket
assert connection.HAS_IPV6 == socket.has_ipv6
"""


def test_importing_what_reading_needs_opens_no_socket():
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_help_loads_nothing_heavy():
    code = (
        "import sys\nfrom tracktwo.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'spacy', 'numpy', 'pyarrow', 'duckdb', 'onnxruntime', 'pydantic'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr.strip() == "[]"
    assert "brief" in done.stdout


def test_explain_says_when_a_name_is_no_row_id(run, report):
    code, out, err = run("explain", "ASSAULT", report)
    assert (code, out) == (2, "")
    assert "is not the id of a row" in err
    assert "name no report" in err


def test_explain_does_not_print_a_wall_of_codes(run):
    code, _, err = run("explain", "hand grenade")
    assert code == 2
    assert len(err) < 300
    assert "codebook.md" in err


def test_explaining_a_row_into_a_closed_pipe_is_quiet(run, report, monkeypatch):
    import tracktwo.cli.explain as explain

    class Closed:
        def isatty(self):
            return False

        def write(self, text):
            raise BrokenPipeError

    reading = pipeline.read_reports([report], code=fake_steps.code, keep=True)
    monkeypatch.setattr(explain.sys, "stdout", Closed())
    with pytest.raises(BrokenPipeError):
        explain.explain_row(reading.ledger.events[0].id, reading)
