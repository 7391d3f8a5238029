"""Reading reports: the same outcome at any number of processes, and nothing stops the rest."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import fake_steps
import pytest

import tracktwo.pipeline as pipeline
from tracktwo.errors import InputWarning, TracktwoError
from tracktwo.intake import Failure
from tracktwo.intake.document import Document
from tracktwo.ledger import write
from tracktwo.pipeline import read_reports
from tracktwo.workers import IN_FLIGHT, outcomes

TEXTS = [f"Norland struck pier {i} of Sudmark.\nNobody slept.\n" for i in range(8)]


def documents(texts=TEXTS):
    return [Document(text=text, name=f"r{i}.txt") for i, text in enumerate(texts)]


def read(texts=TEXTS, *, workers=1, code=fake_steps.code, intake=None, **options):
    given = documents(texts)
    return read_reports(
        ["."], workers=workers, code=code, intake=intake or (lambda _: iter(given)), **options
    )


def exported(reading):
    stream = io.StringIO()
    write(reading.ledger, stream, as_="jsonl")
    return stream.getvalue()


def test_the_same_bytes_at_any_number_of_processes_and_in_any_order():
    alone = read()
    assert len(alone.ledger.events) == len(TEXTS)
    assert exported(read(workers=2, keep=True)) == exported(alone)
    assert exported(alone) == exported(read(intake=lambda _: iter(reversed(documents()))))


def test_documents_are_kept_when_asked_for_in_the_order_of_the_reports():
    assert read().documents == ()
    assert [d.name for d in read(workers=2, keep=True).documents] == [f"r{i}.txt" for i in range(8)]


def test_a_report_reads_the_same_in_any_company():
    def alone(i):
        return read([TEXTS[i]]).ledger.events[0]

    together = read().ledger.events
    assert {alone(i).id for i in range(8)} == {e.id for e in together}


@pytest.mark.parametrize("workers", [1, 2])
def test_failures_are_collected_and_the_rest_goes_on(workers):
    broken = Failure("gone.txt", TracktwoError("is gone", where="gone.txt"))
    texts = [TEXTS[0], "fault", "refused", "misquoted: he struck", TEXTS[1]]
    found = [broken, *documents(texts)]
    reading = read(workers=workers, intake=lambda _: iter(found))
    assert [f.name for f in reading.failures] == ["gone.txt", "r1.txt", "r2.txt", "r3.txt"]
    assert len(reading.ledger.events) == 2
    told = [str(f.error) for f in reading.failures]
    assert "KeyError" in told[1]
    assert told[2] == "r2.txt: is refused"
    assert "are not 'misquoted" in told[3]
    assert [s.name for s in reading.ledger.documents] == ["r0.txt", "r4.txt"]


def test_the_same_text_is_read_once():
    reading = read([TEXTS[0], TEXTS[1], TEXTS[0]])
    assert reading.repeats == (("r2.txt", "r0.txt"),)
    assert len(reading.ledger.documents) == 2


def test_a_process_that_dies_takes_only_its_document_with_it():
    reading = read(["deadly", *TEXTS[:4], "deadly indeed", TEXTS[4]], workers=2)
    assert [f.name for f in reading.failures] == ["r0.txt", "r5.txt"]
    assert "ended abruptly" in str(reading.failures[0].error)
    assert len(reading.ledger.events) == 5


def test_only_so_many_documents_are_under_way():
    taken, given = 0, 0

    def arriving():
        nonlocal taken
        for document in documents([f"Norland struck {i}" for i in range(40)]):
            taken += 1
            yield document

    for _ in outcomes(arriving(), fake_steps.code, 2):
        given += 1
        assert taken - given < 2 * IN_FLIGHT
    assert taken == given == 40


def test_progress_is_told_after_each_document():
    told = []
    read(TEXTS[:3], progress=lambda n, name: told.append((n, name)))
    assert told == [(1, "r0.txt"), (2, "r1.txt"), (3, "r2.txt")]


def test_an_interrupt_keeps_what_is_done():
    reading = read([*TEXTS[:3], "stop here", *TEXTS[3:]], code=fake_steps.interrupted)
    assert reading.interrupted
    assert len(reading.ledger.events) == 3


def test_an_interrupt_ends_the_processes_and_keeps_what_is_done():
    pressed = []

    def ctrl_c():
        pressed.append(time.monotonic())
        os.kill(os.getpid(), signal.SIGINT)

    def press(n, _):
        if n == 2:
            threading.Timer(0.2, ctrl_c).start()

    reading = read([*TEXTS[:2], "slow", TEXTS[2]], workers=2, progress=press)
    assert reading.interrupted
    assert len(reading.ledger.events) >= 2
    assert time.monotonic() - pressed[0] < 20  # the slow one alone sleeps for 30 s


def test_read_tells_failures_as_warnings(monkeypatch):
    outcome = read([TEXTS[0], "refused"])
    monkeypatch.setattr(pipeline, "read_reports", lambda *a, **k: outcome)
    with pytest.warns(InputWarning, match="is refused"):
        assert len(pipeline.read(["."]).events) == 1


def test_workers_must_be_positive():
    with pytest.raises(ValueError, match="1 or more"):
        read(workers=0)


SILENT = """
import sys

def listen(event, args):
    if event.startswith("socket."):
        raise RuntimeError(f"a socket event: {event} {args}")

sys.addaudithook(listen)
from tracktwo.pipeline import read
ledger = read([sys.argv[1]])
print(len(ledger.documents), len(ledger))
"""


def test_reading_opens_no_socket(tmp_path):
    pytest.importorskip("tracktwo.language")
    from tracktwo import coding, language

    if not hasattr(language, "DATA") or not (language.DATA / "reader.onnx").is_file():
        pytest.skip("the model file is not in the package yet")
    if not hasattr(coding, "code"):
        pytest.skip("coding is not in the package yet")
    report = tmp_path / "report.txt"
    report.write_text("Norland demanded on Monday that Sudmark withdraw its troops from Tolm.\n")
    done = subprocess.run(
        [sys.executable, "-c", SILENT, str(report)], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[0] == "1"
    assert int(done.stdout.split()[1]) >= 1
    assert Path(report).exists()
