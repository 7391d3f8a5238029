"""How fast reports are read: start-up, the share of each step, memory, growth with the number.

    python -m benchmarks.speed [--reports 1 10 100 1000] [--workers 2]

Times are of the processor (all threads and processes) and of the clock on the wall. On a machine
that does other work the clock says little; the ratios within one run say most.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.reading.score import Section, table
from benchmarks.reports import report

_LOADING = """
import time
wall, cpu = time.perf_counter(), time.process_time()
{code}
print(time.perf_counter() - wall, time.process_time())
"""
_STARTS = {
    "Python with numpy": "import numpy",
    "and spaCy": "import spacy",
    "and the language model": "from tracktwo import language; language.load()('It rained.')",
    "all that reading needs": (
        "from tracktwo.intake.document import Document\n"
        "from tracktwo.pipeline import Coder\n"
        "Coder()(Document('It rained.'))"
    ),
}


@dataclass
class Clock:
    """Seconds of the processor and of the wall, by step."""

    cpu: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    wall: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        cpu, wall = time.process_time(), time.perf_counter()
        yield
        self.cpu[name] += time.process_time() - cpu
        self.wall[name] += time.perf_counter() - wall


def start_up(times: int = 3) -> Section:
    """Seconds until the first sentence is read, in a fresh process."""
    rows = []
    for name, code in _STARTS.items():
        runs = []
        for _ in range(times):
            done = subprocess.run(
                [sys.executable, "-c", _LOADING.format(code=code)],
                capture_output=True,
                text=True,
                check=True,
            )
            wall, cpu = done.stdout.split()[-2:]
            runs.append((float(cpu), float(wall)))
        cpu_, wall_ = min(runs)
        rows.append((name, f"{cpu_:.2f}", f"{wall_:.2f}"))
    return Section(
        "Start-up",
        f"Seconds in a fresh process, the best of {times}; of the processor, the whole process.",
        ("until loaded", "processor", "wall"),
        rows,
    )


def steps(texts: list[str]) -> tuple[Section, float]:
    """Share of each step from text to rows; one process, one thread."""
    from tracktwo import actors, coding, language
    from tracktwo.intake.document import Document
    from tracktwo.ledger import Ledger

    nlp, registry = language.load(threads=1), actors.load_registry()
    reader: Any = nlp.get_pipe("tracktwo_reader")
    _time_encoder(reader, clock := Clock())
    coding.code(nlp("Sarnia attacked Kadra."), Document("Sarnia attacked Kadra."), registry)
    clock.cpu.clear()
    clock.wall.clear()
    sentences, rows = 0, 0
    for text in texts:
        document = Document(text)
        with clock.step("words"):
            doc = nlp.make_doc(text)
        with clock.step("tags, trees and names"):
            doc = reader(doc)
        with clock.step("actors"):
            actors.find_mentions(doc, registry)
        with clock.step("coding, actors included"):
            made = coding.code(doc, document, registry)
        with clock.step("ledger"):
            Ledger.merge(Ledger.from_rows(made, documents=[document]))
        sentences += sum(1 for _ in doc.sents)
        rows += len(made)
    cpu, wall = clock.cpu, clock.wall
    for side in (cpu, wall):
        side["coding"] = (
            side.pop("coding, actors included") - side["actors"] - side["types of pairs"]
        )
        side["rest of reading"] = side.pop("tags, trees and names") - side["encoder"]
    order = ("words", "encoder", "rest of reading", "actors", "types of pairs", "coding", "ledger")
    total = sum(cpu[k] for k in order)
    out = [(k, f"{cpu[k] / total:.0%}", f"{1000 * cpu[k] / sentences:.2f}") for k in order]
    out.append(("all", "100%", f"{1000 * total / sentences:.2f}"))
    note = (
        f"{len(texts)} reports, {sentences} sentences, {rows} rows; one process with one thread: "
        f"{sentences / total:.0f} sentences a second of the processor, "
        f"{sentences / sum(wall[k] for k in order):.0f} of the wall."
    )
    section = Section("Steps", note, ("step", "share", "ms a sentence, processor"), out)
    return section, sentences / len(texts)


def _time_encoder(reader: Any, clock: Clock) -> None:
    """Has the clock count what the reader spends in its graphs."""
    weights = reader.weights

    def timed(run: Callable[..., Any], step: str) -> Callable[..., Any]:
        def inner(*args: Any) -> Any:
            with clock.step(step):
                return run(*args)

        return inner

    for name, step in (("read", "encoder"), ("label", "encoder"), ("relate", "types of pairs")):
        object.__setattr__(weights, name, timed(getattr(weights, name), step))


def growth(numbers: list[int], workers: int, a_report: float) -> Section:
    """Time and memory with the number of reports, each in a fresh process."""
    rows = []
    per: dict[int, float] = {}
    for n in numbers:
        with tempfile.TemporaryDirectory() as tmp:
            for k in range(n):
                (Path(tmp) / f"{k:05}.txt").write_text(report(k), encoding="utf-8")
            command = [sys.executable, "-m", "benchmarks.speed", "--child", tmp]
            done = subprocess.run(
                [*command, "--workers", str(workers)],
                capture_output=True,
                text=True,
                check=True,
            )
        cpu, wall, memory = (float(x) for x in done.stdout.split()[-3:])
        per[n] = cpu / n
        rate = n * a_report / wall
        rows.append((str(n), f"{cpu:.2f}", f"{wall:.2f}", f"{rate:.0f}", f"{memory:.0f} MB"))
    middle = statistics.median(per.values())
    full = [(*r, f"{per[n] / middle:.2f}") for r, n in zip(rows, numbers, strict=True)]
    return Section(
        f"Growth, {workers} worker{'s' if workers > 1 else ''}",
        "Text files to a merged ledger, after start-up"
        + (", which the other processes still have before them" if workers > 1 else "")
        + "; the last column is processor time a report over the median of the column. Memory is "
        "the peak of the largest process.",
        ("reports", "processor s", "wall s", "sentences a second", "memory", "a report"),
        full,
    )


def child(folder: str, workers: int) -> None:
    """Reads a folder and prints seconds of processor and wall, and the peak of memory in MB."""
    from tracktwo.pipeline import read_reports

    with tempfile.TemporaryDirectory() as tmp:
        first = Path(tmp) / "first.txt"
        first.write_text(report(0), encoding="utf-8")
        read_reports([first])
    before, start = _processor(), time.perf_counter()
    reading = read_reports([folder], workers=workers)
    wall = time.perf_counter() - start
    if reading.failures:
        sys.exit(str(reading.failures[0].error))
    peak = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(_processor() - before, wall, peak / 1024)


def _processor() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def main() -> None:
    ap = argparse.ArgumentParser(prog="python -m benchmarks.speed")
    ap.add_argument("--reports", type=int, nargs="*", default=[1, 10, 100, 1000])
    ap.add_argument("--workers", type=int, default=2)
    ap.add_argument("--sample", type=int, default=30, help="reports for the share of each step")
    ap.add_argument("--child", help=argparse.SUPPRESS)
    a = ap.parse_args()
    if a.child:
        child(a.child, a.workers)
        return
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} cores, load {load:.1f} at the start\n")
    print(table(start_up()), flush=True)
    section, a_report = steps([report(k) for k in range(a.sample)])
    print(table(section), flush=True)
    print(table(growth(a.reports, 1, a_report)), flush=True)
    if a.workers > 1:
        print(table(growth(a.reports[-1:], a.workers, a_report)))


if __name__ == "__main__":
    main()
