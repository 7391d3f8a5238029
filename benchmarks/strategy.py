"""How fast conflicts are solved: time and memory by size, small conflicts, many solves of one.

    python -m benchmarks.strategy [--options 4 8 12 16 20 24] [--dms 2 3 6]

All five concepts for all decision makers and states, with random strict orders (the hardest kind:
nothing is tied and neighbours have nothing in common). Each large size is solved in a fresh
process on one thread, after the compiled code was loaded. Times of the processor say more than
those of the clock where the machine does other work; ratios within one run say most.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np

from benchmarks.reading.score import Section, table
from tracktwo.analysis import compiled
from tracktwo.analysis.stability import CONCEPTS, Layout, solve_ranks
from tracktwo.conflict.space import Direction, OptionSpace

KINDS = {
    "all feasible": (0.0, False),
    "40 % infeasible": (0.4, False),
    "one third one-way": (0.0, True),
    "both": (0.4, True),
}


def made(options: int, dms: int, kind: str) -> tuple[OptionSpace, np.ndarray]:
    """A space of two-valued options, shared out evenly, and random strict orders."""
    infeasible, one_way = KINDS[kind]
    rng = np.random.Generator(np.random.PCG64(7))
    codes = np.arange(1 << options, dtype=np.int64)
    if infeasible:
        codes = codes[rng.random(codes.size) >= infeasible]
    owner = tuple(o * dms // options for o in range(options))
    way: tuple[Direction, ...] = tuple(
        "forward" if one_way and o % 3 == 0 else "both" for o in range(options)
    )
    rank = np.stack([rng.permutation(codes.size).astype(np.int32) for _ in range(dms)])
    return OptionSpace((2,) * options, owner, way, codes), rank


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the processor and of the wall."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def child(options: int, dms: int, kind: str) -> None:
    """Prints states, seconds for the layout, seconds to solve (processor, wall), peak MB."""
    compiled.warm()
    space, rank = made(options, dms, kind)
    kept: list[Layout] = []
    layout, _ = timed(lambda: kept.append(Layout.of(space, dms)))
    cpu, wall = timed(lambda: solve_ranks(kept[0], rank, kernel="compiled"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(space.n_state, layout, cpu, wall, peak)


def sizes(options: list[int], dms: list[int]) -> Section:
    """Time and memory by size, each in a fresh process."""
    rows = []
    for k in options:
        for n in dms:
            if n > k:
                continue
            for kind in KINDS:
                command = [sys.executable, "-m", "benchmarks.strategy", "--child"]
                done = subprocess.run(
                    [*command, str(k), str(n), kind], capture_output=True, text=True, check=True
                )
                states, layout, cpu, wall, peak = (float(x) for x in done.stdout.split())
                each = f"{1e9 * cpu / states / n:.0f}"
                rows.append(
                    (
                        str(k),
                        str(n),
                        kind,
                        f"{states:,.0f}",
                        f"{layout:.3f}",
                        f"{cpu:.3f}",
                        f"{wall:.3f}",
                        each,
                        f"{peak:,.0f}",
                    )
                )
                print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return Section(
        "Sizes",
        "Two-valued options, shared out evenly; one thread. Grouping the states is done once for a "
        "conflict, solving once for each set of preferences.",
        (
            "options",
            "decision makers",
            "kind",
            "states",
            "grouping s",
            "solving s (processor)",
            "solving s (wall)",
            "ns a state and decision maker",
            "peak MB",
        ),
        rows,
    )


def small() -> Section:
    """Conflicts of the usual size in this process, by both kernels, and the plain definitions."""
    compiled.warm()
    rows = []
    for k, repeats in ((6, 50), (8, 50), (10, 50), (12, 20)):
        for kind in ("all feasible", "both"):
            space, rank = made(k, 3, kind)
            layout = Layout.of(space, 3)
            cells = []
            for kernel in ("numpy", "compiled"):
                solve_ranks(layout, rank, kernel=kernel)
                cpu, _ = timed(
                    lambda kernel=kernel, layout=layout, rank=rank, repeats=repeats: [
                        solve_ranks(layout, rank, kernel=kernel) for _ in range(repeats)
                    ]
                )
                cells.append(cpu / repeats)
            per_second = 1 / cells[1]
            rows.append(
                (
                    str(k),
                    kind,
                    *(f"{1000 * c:.2f}" for c in cells),
                    f"{cells[0] / cells[1]:.1f}",
                    f"{per_second:,.0f}",
                )
            )
    return Section(
        "Small conflicts",
        f"Three decision makers, {len(CONCEPTS)} concepts, in process; milliseconds of the "
        "processor. numpy needs no compiler and is what small conflicts take.",
        ("options", "kind", "numpy ms", "compiled ms", "ratio", "compiled solves a second"),
        rows,
    )


def start_up() -> Section:
    """Seconds of a fresh process until a small conflict is solved, and until a large one may be."""
    rows = []
    for name, code in (
        ("Python with numpy", "import numpy"),
        ("and the engine", "import tracktwo.analysis"),
        (
            "and the compiled code, from its cache",
            "from tracktwo.analysis import compiled as c; c.warm()",
        ),
    ):
        runs = []
        for _ in range(3):
            begun = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True)
            runs.append(time.perf_counter() - begun)
        rows.append((name, f"{min(runs):.2f}"))
    return Section("Start-up", "Best of three, wall.", ("what", "s"), rows)


def main() -> None:
    ap = argparse.ArgumentParser(prog="python -m benchmarks.strategy")
    ap.add_argument("--options", type=int, nargs="*", default=[4, 8, 12, 16, 20, 24])
    ap.add_argument("--dms", type=int, nargs="*", default=[2, 3, 6])
    ap.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    a = ap.parse_args()
    if a.child:
        child(int(a.child[0]), int(a.child[1]), a.child[2])
        return
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start\n")
    print(table(start_up()), flush=True)
    print(table(small()), flush=True)
    print(table(sizes(a.options, a.dms)))


if __name__ == "__main__":
    main()
