"""Documents turned into rows one after another or by several processes, with one outcome.

A whole document is the unit of work. Outcomes come in the order of the documents, of which only a
few are under way at a time.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from tracktwo.errors import TracktwoError
from tracktwo.intake import Failure
from tracktwo.intake.document import Document
from tracktwo.ledger.checking import check_row
from tracktwo.schema import Row

__all__ = ["IN_FLIGHT", "Code", "Outcome", "outcomes"]

IN_FLIGHT = 3
"""Documents handed out at a time, for each process."""

Code = Callable[[Document], list[Row]]
Outcome = tuple[Document | Failure, list[Row]]
Outcomes = Generator[Outcome, None, None]


def outcomes(found: Iterable[Document | Failure], code: Code, workers: int) -> Outcomes:
    """Each document with its rows, or the failure to read or code it, in the order of arrival.

    Close the generator to end early. An interrupt is raised once what is done has been given out.

    Args:
        found: documents and failures to read them, taken in as there is room for them.
        code: what turns a document into rows; with several workers it must be picklable.
        workers: number of processes; 1 is this one.
    """
    step = partial(_coded, code)
    if workers == 1:
        return _one_by_one(found, step)
    return _side_by_side(found, step, workers)


def _coded(code: Code, document: Document) -> Outcome:
    """The rows of one document with their citations checked, or the failure to code it."""
    try:
        rows = code(document)
        texts, names = {document.sha256: document.text}, {document.sha256: document.name}
        for row in rows:
            check_row(row, f"{type(row).__name__.lower()} by {row.rule}", texts, names)
    except TracktwoError as error:
        return Failure(document.name, error), []
    except Exception as error:
        return Failure(
            document.name,
            TracktwoError(
                "could not be coded",
                where=document.name,
                why=f"{type(error).__name__}: {error}",
                remedy="this is a fault of Tracktwo; please report it with the report, if you may",
            ),
        ), []
    return document, rows


Step = Callable[[Document], Outcome]


def _one_by_one(found: Iterable[Document | Failure], step: Step) -> Outcomes:
    for one in found:
        yield (one, []) if isinstance(one, Failure) else step(one)


def _side_by_side(found: Iterable[Document | Failure], step: Step, workers: int) -> Outcomes:
    pool = _pool(workers)
    waiting: deque[tuple[Document | Failure, Future[Outcome] | None]] = deque()
    arriving = iter(found)
    more = True
    try:
        while more or waiting:
            while more and len(waiting) < workers * IN_FLIGHT:
                one = next(arriving, None)
                if one is None:
                    more = False
                else:
                    waiting.append((one, _handed_out(pool, step, one)))
            if not waiting:
                break
            one, future = waiting[0]
            outcome: Outcome = (one, [])
            try:
                if future is not None:
                    outcome = future.result()
                waiting.popleft()
            except BrokenProcessPool:
                waiting.popleft()
                _end(pool)
                outcome = _alone(step, one)
                pool = _pool(workers)
                waiting = deque((o, _handed_out(pool, step, o)) for o, _ in waiting)
            yield outcome
        pool.shutdown(wait=True)
    except KeyboardInterrupt:
        for one, future in waiting:
            if isinstance(one, Failure):
                yield one, []
            elif future and future.done() and not future.cancelled() and not future.exception():
                yield future.result()
        raise
    finally:
        _end(pool)


def _handed_out(
    pool: ProcessPoolExecutor, step: Step, one: Document | Failure
) -> Future[Outcome] | None:
    if isinstance(one, Failure):
        return None
    try:
        return pool.submit(step, one)
    except BrokenProcessPool as error:
        broken: Future[Outcome] = Future()
        broken.set_exception(error)
        return broken


def _alone(step: Step, one: Document | Failure) -> Outcome:
    """A document that was under way when a process died, once more in a process of its own."""
    if isinstance(one, Failure):
        return one, []
    with _pool(1) as pool:
        try:
            return pool.submit(step, one).result()
        except BrokenProcessPool:
            error = TracktwoError(
                "the process that read it ended abruptly",
                where=one.name,
                why="most likely the machine ran out of memory",
                remedy="read it alone, or split it",
            )
            return Failure(one.name, error), []


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=signal.signal,
        initargs=(signal.SIGINT, signal.SIG_IGN),
    )


def _end(pool: ProcessPoolExecutor) -> None:
    """End the processes of a pool without waiting for the documents that they are reading."""
    processes = list((getattr(pool, "_processes", None) or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()
