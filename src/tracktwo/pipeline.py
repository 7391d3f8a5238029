"""From reports to a ledger: the rooms joined, on one process or several, with the same outcome.

A whole document is the unit of work, so that no sentence's reading depends on what else is read.
Documents are taken in as there is room for them, and results stand in the order of the reports.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from tracktwo.errors import InputWarning
from tracktwo.intake import Failure, read_documents
from tracktwo.intake.document import Document
from tracktwo.ledger import Ledger, Source
from tracktwo.ledger.bodies import is_entry, parties_in
from tracktwo.schema import Row
from tracktwo.workers import Code, outcomes

__all__ = ["Coder", "Progress", "Reading", "read", "read_reports"]

Intake = Callable[[Iterable[str | Path]], Iterable[Document | Failure]]
Progress = Callable[[int, str], None]
"""Called after each document with the number done so far and the name of the one just done."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading reports.

    Attributes:
        ledger: the merged rows of all documents that could be read.
        documents: those documents in the order of the reports; empty unless they were to be kept.
        failures: what could not be read, and why, in the order of the reports.
        repeats: name of a document and of the earlier one that has the same text; only the
            earlier one was read.
        interrupted: whether the user ended it before all was read.
        names: names to show for the bodies that parties stand for, by id, from the registry.
    """

    ledger: Ledger
    documents: tuple[Document, ...] = ()
    failures: tuple[Failure, ...] = ()
    repeats: tuple[tuple[str, str], ...] = ()
    interrupted: bool = False
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Coder:
    """Language, actors and coding as one step, loaded when first needed in each process.

    Attributes:
        registry_files: registries of the user's own, on top of the one that ships.
        on: the day to resolve dates and offices against, instead of the day of publication.
        threads: threads of the language model in each process; the rows are the same at any number.
    """

    registry_files: tuple[str, ...] = ()
    on: date | None = None
    threads: int = 2

    def prepare(self, *, alone: bool) -> None:
        """Raise now whatever would keep every document from being coded.

        Args:
            alone: whether this process is the one that codes, and so needs the language model.
        """
        if alone:
            _tools(self.registry_files, self.threads)
        else:
            _registry(self.registry_files)

    def names(self, ids: Iterable[str]) -> dict[str, str]:
        """Names to show for ids of the registry; unknown ones are left out."""
        registry = _registry(self.registry_files)
        found = {i: registry.get(i) for i in ids}
        return {i: actor.name for i, actor in sorted(found.items()) if actor is not None}

    def __call__(self, document: Document) -> list[Row]:
        """The coded rows of one document."""
        from tracktwo import coding

        nlp, registry = _tools(self.registry_files, self.threads)
        rows: list[Row] = coding.code(nlp(document.text), document, registry, on=self.on)
        return rows


@lru_cache(maxsize=1)
def _registry(files: tuple[str, ...]) -> Any:
    from tracktwo import actors

    return actors.load_registry(*(Path(f) for f in files))


@lru_cache(maxsize=1)
def _tools(files: tuple[str, ...], threads: int) -> tuple[Any, Any]:
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    from tracktwo import language

    return language.load(threads=threads), _registry(files)


def read(
    sources: Sequence[str | Path],
    *,
    registry_files: Sequence[str | Path] = (),
    workers: int = 1,
    on: date | None = None,
    progress: Progress | None = None,
) -> Ledger:
    """Read reports into a ledger.

    What cannot be read is told as an :class:`~tracktwo.errors.InputWarning` and the rest goes on;
    use :func:`read_reports` to get the failures and the documents too.

    Args:
        sources: files, folders, or ``-`` for standard input.
        registry_files: actor registries of your own, on top of the one that ships.
        workers: number of processes; the outcome is the same at any number.
        on: the day to resolve dates and offices against, instead of the day of publication.
        progress: told after each document.

    Raises:
        TracktwoError: if a registry cannot be used, or the model is missing.
        KeyboardInterrupt: if the user ends it.
    """
    reading = read_reports(
        sources, registry_files=registry_files, workers=workers, on=on, progress=progress
    )
    if reading.interrupted:
        raise KeyboardInterrupt
    for failure in reading.failures:
        warnings.warn(str(failure.error), InputWarning, stacklevel=2)
    return reading.ledger


def read_reports(
    sources: Iterable[str | Path],
    *,
    registry_files: Sequence[str | Path] = (),
    workers: int = 1,
    on: date | None = None,
    progress: Progress | None = None,
    keep: bool = False,
    code: Code | None = None,
    intake: Intake = read_documents,
) -> Reading:
    """Read reports and tell all that came of it; see :func:`read`.

    An interrupt (Ctrl-C) ends it cleanly, with what is done by then.

    Args:
        sources: files, folders, or ``-`` for standard input.
        registry_files: actor registries of your own, on top of the one that ships.
        workers: number of processes.
        on: the day to resolve dates and offices against, instead of the day of publication.
        progress: told after each document.
        keep: whether to keep the documents with their texts.
        code: what turns a document into rows, instead of :class:`Coder`; with several workers it
            must be something that can be pickled.
        intake: what turns sources into documents.
    """
    if workers < 1:
        raise ValueError(f"workers must be 1 or more, not {workers}")
    if code is None:
        files = tuple(str(Path(f).resolve()) for f in registry_files)
        code = Coder(files, on, threads=2 if workers == 1 else 1)
        code.prepare(alone=workers == 1)
    read_as: dict[str, str] = {}
    repeats: list[tuple[str, str]] = []
    kept: list[Document] = []
    seen: list[Source] = []
    failures: list[Failure] = []
    rows: list[Row] = []
    interrupted = False
    found = _without_repeats(intake(sources), read_as, repeats)
    with closing(outcomes(found, code, workers)) as coming:
        try:
            for outcome, its_rows in coming:
                if isinstance(outcome, Failure):
                    failures.append(outcome)
                else:
                    seen.append(Source.of(outcome))
                    rows.extend(its_rows)
                    if keep:
                        kept.append(outcome)
                if progress is not None:
                    progress(len(seen) + len(failures), outcome.name)
        except KeyboardInterrupt:
            interrupted = True
    ledger = Ledger.merge(Ledger.from_rows(rows, documents=seen))
    names = code.names(_bodies(ledger)) if isinstance(code, Coder) else {}
    return Reading(ledger, tuple(kept), tuple(failures), tuple(repeats), interrupted, names)


def _bodies(ledger: Ledger) -> set[str]:
    parties = (p for row in ledger for p in parties_in(row))
    return {i for party in parties for i in (party.actor, party.for_actor) if i and is_entry(i)}


def _without_repeats(
    found: Iterable[Document | Failure], names: dict[str, str], repeats: list[tuple[str, str]]
) -> Iterator[Document | Failure]:
    for one in found:
        if isinstance(one, Document):
            if one.sha256 in names:
                repeats.append((one.name, names[one.sha256]))
                continue
            names[one.sha256] = one.name
        yield one
