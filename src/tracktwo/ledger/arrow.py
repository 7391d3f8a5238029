"""Arrow schemas and tables, made from the models."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa
from pydantic import BaseModel, ValidationError

from tracktwo.errors import LedgerError
from tracktwo.ledger.fields import Column, ListOf, Scalar, Type, columns, model_of

__all__ = ["arrow_schema", "from_table", "to_table"]

_SCALARS = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "truth": pa.bool_(),
}


def arrow_schema(kind: str) -> Any:
    """The Arrow schema of a kind: nested structs and lists; required fields are not nullable.

    Each field carries its description as metadata.
    """
    return pa.schema([_field(c) for c in columns(model_of(kind))])


def to_table(kind: str, rows: Iterable[BaseModel]) -> Any:
    """The rows of one kind as an Arrow table."""
    return pa.Table.from_pylist([row.model_dump() for row in rows], schema=arrow_schema(kind))


def from_table(kind: str, table: Any, *, where: str | None = None) -> list[BaseModel]:
    """The rows in an Arrow table of one kind.

    Raises:
        LedgerError: if a row does not fit the schema.
    """
    model = model_of(kind)
    try:
        return [model.model_validate(values) for values in table.to_pylist()]
    except ValidationError as error:
        raise LedgerError(
            f"a {kind} does not fit the schema", where=where, why=first_problem(error)
        ) from error


def first_problem(error: ValidationError) -> str:
    """The first thing that pydantic found wrong, in one line."""
    first = error.errors(include_url=False)[0]
    path = ".".join(str(part) for part in first["loc"])
    return f"{path}: {first['msg']}" if path else str(first["msg"])


def _field(column: Column) -> Any:
    return pa.field(
        column.name,
        _arrow(column.type),
        nullable=column.nullable,
        metadata={"description": column.description} if column.description else None,
    )


def _arrow(of: Type) -> Any:
    if isinstance(of, Scalar):
        return _SCALARS[of.name]
    if isinstance(of, ListOf):
        return pa.list_(pa.field("element", _arrow(of.item), nullable=False))
    return pa.struct([_field(c) for c in columns(of.model)])
