"""Is this installation sound? Versions, model, registry, no sockets, speed."""

from __future__ import annotations

import os
import platform
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Any

from tracktwo.errors import TracktwoError

__all__ = ["LIBRARIES", "SENTENCE", "examine"]

LIBRARIES = (
    "spacy",
    "onnxruntime",
    "tokenizers",
    "numpy",
    "pydantic",
    "pyarrow",
    "duckdb",
    "trafilatura",
    "pypdf",
    "jinja2",
    "rich",
    "typer",
    "numba",
    "tomlkit",
    "z3-solver",
)
SENTENCE = "The government of France demanded on Monday that Germany release two detained sailors."

Finding = tuple[bool, str, str]


class _Ear:
    """Listens for socket events of the interpreter; an audit hook stays, so it can be deaf."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.listening = True
        sys.addaudithook(self._hook)

    def _hook(self, event: str, args: tuple[Any, ...]) -> None:
        if self.listening and event.startswith("socket."):
            self.heard.append(event)


def examine(write: Callable[[str], object] = print) -> int:
    """Print what is found, one line each; 1 if anything is wrong, else 0."""
    sound = True
    ear = _Ear()
    try:
        for good, name, what in _findings(ear):
            sound = sound and good
            write(f"{'ok   ' if good else 'WRONG'}  {name:<12} {what}")
    finally:
        ear.listening = False
    write("all is well" if sound else "something is wrong; see the lines above")
    return 0 if sound else 1


def _findings(ear: _Ear) -> Iterator[Finding]:
    before = _open_sockets()
    yield from _versions()
    yield from _guarded("model", _model)
    yield from _guarded("registry", _registry)
    yield from _guarded("reading", _reading)
    opened = _open_sockets() - before
    heard = ", ".join(sorted(set(ear.heard)))
    quiet = not heard and opened <= 0
    yield (
        quiet,
        "offline",
        "no socket was opened"
        if quiet
        else f"socket events: {heard or 'none'}; sockets left open: {max(opened, 0)}",
    )


def _versions() -> Iterator[Finding]:
    from tracktwo import __version__

    yield True, "tracktwo", f"{__version__} in {Path(__file__).parents[1]}"
    supported = sys.version_info >= (3, 11)
    yield supported, "python", f"{platform.python_version()} {sys.executable}"
    yield True, "platform", f"{sys.platform} {platform.machine()}, {os.cpu_count()} processors"
    for library in LIBRARIES:
        try:
            yield True, library, metadata.version(library)
        except metadata.PackageNotFoundError:
            yield False, library, "is not installed"


def _guarded(name: str, check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from check()
    except TracktwoError as error:
        yield False, name, str(error)
    except Exception as error:
        yield False, name, f"{type(error).__name__}: {error}"


def _model() -> Iterator[Finding]:
    from tracktwo import language

    recorded = language.manifest()
    for file, good in language.verify().items():
        said = recorded["sha256"][file]
        yield good, "model", f"{file} sha256 {said}" if good else f"{file} is not {said}"
    size = sum(path.stat().st_size for path in language.DATA.iterdir() if path.is_file())
    yield True, "model", f"version {recorded['version']}, {size / 1e6:.1f} MB"


def _registry() -> Iterator[Finding]:
    from tracktwo import actors

    registry = actors.load_registry()
    families = Counter(actor.family for actor in registry)
    counts = ", ".join(f"{family} {n}" for family, n in sorted(families.items()))
    yield len(registry) > 0, "registry", f"{len(registry)} entries: {counts}"


def _reading() -> Iterator[Finding]:
    from tracktwo.intake.document import Document
    from tracktwo.ledger import Ledger
    from tracktwo.pipeline import Coder

    start = time.perf_counter()
    coder = Coder()
    coder.prepare(alone=True)
    loaded = time.perf_counter()
    document = Document(text=SENTENCE, name="<doctor>", published=date(2024, 1, 2))
    rows = coder(document)
    done = time.perf_counter()
    yield True, "start-up", f"{loaded - start:.2f} s to load the model and the registry"
    Ledger.from_rows(rows, documents=[document]).check([document])
    kinds = Counter(type(row).__name__.lower() for row in rows)
    found = ", ".join(f"{kind} {n}" for kind, n in sorted(kinds.items())) or "no rows"
    yield bool(rows), "reading", f"a sentence in {(done - loaded) * 1000:.0f} ms: {found}"


def _open_sockets() -> int:
    """Sockets that this process holds, native libraries' too; 0 where the system does not say."""
    folder = Path("/proc/self/fd")
    if not folder.is_dir():
        return 0
    count = 0
    for entry in folder.iterdir():
        try:
            count += str(entry.readlink()).startswith("socket:")
        except OSError:
            continue
    return count
