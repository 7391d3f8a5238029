"""DuckDB: one table a kind, with nested types, made from the models."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import duckdb
from pydantic import BaseModel

from tracktwo.errors import LedgerError
from tracktwo.ledger.arrow import to_table
from tracktwo.ledger.fields import KINDS, ListOf, Scalar, Type, columns, model_of

__all__ = ["duckdb_ddl", "write_duckdb"]

_SCALARS = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "truth": "BOOLEAN"}
_CONFIG = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "threads": "1",
}


def duckdb_ddl(kind: str) -> str:
    """The statements that make the table of a kind, its key, and a comment on each column."""
    model = model_of(kind)
    key = columns(model)[0].name
    lines = [
        f"  {_quoted(c.name)} {_duck(c.type)}"
        + ("" if c.nullable else " NOT NULL")
        + (" PRIMARY KEY" if c.name == key else "")
        for c in columns(model)
    ]
    comments = [
        f"COMMENT ON COLUMN {_quoted(kind)}.{_quoted(c.name)} IS {_literal(c.description)};"
        for c in columns(model)
        if c.description
    ]
    body = ",\n".join(lines)
    return "\n".join([f"CREATE TABLE {_quoted(kind)} (\n{body}\n);", *comments]) + "\n"


def write_duckdb(lines: Mapping[str, Iterable[BaseModel]], path: Path) -> None:
    """Write a new DuckDB file with one table for every kind, empty ones too.

    The tables hold the same rows in the same order for the same ledger; the file around them is
    DuckDB's own and may differ in its bytes.

    Args:
        lines: the documents and rows by kind.
        path: the file; one that is there is replaced once the new one is whole.
    """
    fresh = path.with_name(path.name + ".part")
    try:
        fresh.unlink(missing_ok=True)
        connection = duckdb.connect(str(fresh), config=dict(_CONFIG))
        try:
            for kind in KINDS:
                connection.execute(duckdb_ddl(kind))
                connection.register("arriving", to_table(kind, lines.get(kind, ())))
                connection.execute(f"INSERT INTO {_quoted(kind)} SELECT * FROM arriving")
                connection.unregister("arriving")
        finally:
            connection.close()
        fresh.replace(path)
    except (OSError, duckdb.Error) as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise LedgerError(
            "the DuckDB file cannot be written", where=str(path), why=str(error).splitlines()[0]
        ) from error


def _duck(of: Type) -> str:
    if isinstance(of, Scalar):
        return _SCALARS[of.name]
    if isinstance(of, ListOf):
        return _duck(of.item) + "[]"
    return (
        "STRUCT(" + ", ".join(f"{_quoted(c.name)} {_duck(c.type)}" for c in columns(of.model)) + ")"
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
