"""A ledger on disk: written in five formats, read back from two."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal, TextIO, get_args

from pydantic import BaseModel, ValidationError

from tracktwo.errors import LedgerError, UnknownChoice, did_you_mean
from tracktwo.ledger.fields import KINDS, kind_of
from tracktwo.ledger.flat import write_csv
from tracktwo.ledger.source import Source
from tracktwo.ledger.store import Ledger
from tracktwo.ledger.table import print_tables, write_table
from tracktwo.schema import Row

__all__ = ["FORMATS", "Format", "read_jsonl", "read_parquet", "write"]

Format = Literal["table", "jsonl", "csv", "parquet", "duckdb"]
FORMATS: tuple[str, ...] = get_args(Format)
"""The formats of :func:`write`."""


def write(ledger: Ledger, target: str | Path | TextIO, *, as_: str = "table") -> None:
    """Write a ledger; equal ledgers give equal bytes (for DuckDB, equal tables).

    Args:
        ledger: what to write.
        target: a path or an open text stream. A file or folder that is there is replaced, once the
            new one is whole.
        as_: ``table`` (to read; rich on a terminal), ``jsonl`` (a line a document and row, its kind
            under ``row``; loses nothing), ``csv`` (flat columns; see
            :data:`tracktwo.ledger.flat.LOST`), ``parquet`` (a folder with a file a kind; loses
            nothing) or ``duckdb`` (a database with a table a kind; loses nothing).

    Raises:
        UnknownChoice: if there is no such format.
        LedgerError: if the target cannot be written, or cannot hold the format.
    """
    if as_ not in FORMATS:
        near = did_you_mean(as_, FORMATS)
        raise UnknownChoice(
            f'unknown format "{as_}"',
            why=f'did you mean "{near}"?' if near else None,
            remedy=f"formats: {', '.join(FORMATS)}",
        )
    if as_ in ("parquet", "duckdb"):
        if not isinstance(target, (str, Path)):
            raise LedgerError(
                f"{as_} needs a path, not a stream",
                remedy="name a folder" if as_ == "parquet" else "name a file",
            )
        (_write_parquet if as_ == "parquet" else _write_duckdb)(ledger, Path(target))
        return
    with _opened(target) as stream:
        _TEXT[as_](ledger, stream)


def read_jsonl(source: str | Path | TextIO) -> Ledger:
    """The ledger in a JSON Lines export; equal to the one that was written.

    Raises:
        LedgerError: if the file cannot be read, or a line is no row; it names the line.
    """
    name = str(source) if isinstance(source, (str, Path)) else "<stream>"
    lines: list[BaseModel] = []
    try:
        text = Path(source).read_text("utf-8") if isinstance(source, (str, Path)) else source.read()
    except (OSError, UnicodeDecodeError) as error:
        raise LedgerError("the ledger cannot be read", where=name, why=str(error)) from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            lines.append(_parsed(line, f"{name}, line {number}"))
    return _ledger(lines)


def read_parquet(folder: str | Path) -> Ledger:
    """The ledger in a folder of Parquet files; equal to the one that was written.

    Raises:
        LedgerError: if the folder has no ledger, or a file does not fit the schema.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    from tracktwo.ledger.arrow import from_table

    folder = Path(folder)
    found = [kind for kind in KINDS if (folder / f"{kind}.parquet").is_file()]
    if not found:
        raise LedgerError(
            "no ledger here", where=str(folder), remedy="a ledger is a folder with event.parquet"
        )
    lines: list[BaseModel] = []
    for kind in found:
        path = folder / f"{kind}.parquet"
        try:
            with path.open("rb") as file:
                table = pq.read_table(file)
        except (OSError, pa.ArrowException) as error:
            raise LedgerError("cannot be read", where=str(path), why=str(error)) from error
        lines.extend(from_table(kind, table, where=str(path)))
    return _ledger(lines)


def _ledger(lines: list[BaseModel]) -> Ledger:
    return Ledger.from_rows(
        (line for line in lines if isinstance(line, Row)),
        documents=[line for line in lines if isinstance(line, Source)],
    )


def _lines(ledger: Ledger) -> Iterator[tuple[str, BaseModel]]:
    for source in ledger.documents:
        yield "document", source
    for row in ledger:
        yield kind_of(row), row


def _parsed(line: str, where: str) -> BaseModel:
    from tracktwo.ledger.arrow import first_problem

    try:
        values = json.loads(line)
        kind = values.pop("row")
        return KINDS[kind].model_validate(values)
    except ValidationError as error:
        raise LedgerError("no row of a ledger", where=where, why=first_problem(error)) from error
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise LedgerError(
            "no row of a ledger",
            where=where,
            why=f"{type(error).__name__}: {error}",
            remedy=f"each line is a JSON object with row: {', '.join(KINDS)}",
        ) from error


def _write_jsonl(ledger: Ledger, stream: TextIO) -> None:
    for kind, line in _lines(ledger):
        values: dict[str, Any] = {"row": kind, **line.model_dump(mode="json")}
        stream.write(json.dumps(values, ensure_ascii=False, allow_nan=False) + "\n")


def _write_csv(ledger: Ledger, stream: TextIO) -> None:
    write_csv(ledger, ledger.documents, stream)


def _write_table(ledger: Ledger, stream: TextIO) -> None:
    if stream.isatty():
        from rich.console import Console

        print_tables(ledger, Console(file=stream))
    else:
        write_table(ledger, stream)


_TEXT: dict[str, Callable[[Ledger, TextIO], None]] = {
    "table": _write_table,
    "jsonl": _write_jsonl,
    "csv": _write_csv,
}


def _write_parquet(ledger: Ledger, folder: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from tracktwo.ledger.arrow import to_table

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for kind in KINDS:
            rows = ledger.documents if kind == "document" else ledger.rows[kind]
            fresh = folder / f"{kind}.parquet.part"
            with fresh.open("wb") as file:
                pq.write_table(to_table(kind, rows), file, compression="zstd")
            fresh.replace(folder / f"{kind}.parquet")
    except (OSError, pa.ArrowException) as error:
        raise LedgerError("cannot be written", where=str(folder), why=str(error)) from error


def _write_duckdb(ledger: Ledger, path: Path) -> None:
    from tracktwo.ledger.duck import write_duckdb

    write_duckdb({"document": ledger.documents, **ledger.rows}, path)


@contextmanager
def _opened(target: str | Path | TextIO) -> Iterator[TextIO]:
    if not isinstance(target, (str, Path)):
        yield target
        return
    path = Path(target)
    fresh = path.with_name(path.name + ".part")
    try:
        with fresh.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        fresh.replace(path)
    except OSError as error:
        raise LedgerError("cannot be written", where=str(path), why=error.strerror) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
