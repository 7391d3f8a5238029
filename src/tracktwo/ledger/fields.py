"""The schema as data: the annotations of the models, walked once.

Arrow and DuckDB schemas, the flat columns of CSV and the data dictionary are made from these
descriptions, so that a field added to :mod:`tracktwo.schema` shows up everywhere.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from tracktwo.errors import UnknownChoice, did_you_mean
from tracktwo.ledger.source import Source
from tracktwo.schema import ROW_KINDS

__all__ = [
    "KINDS",
    "Column",
    "ListOf",
    "Scalar",
    "Struct",
    "Type",
    "columns",
    "kind_of",
    "model_of",
    "structs",
]

KINDS: dict[str, type[BaseModel]] = {"document": Source, **ROW_KINDS}
"""Every kind of line in a ledger: the documents, and the rows by kind."""

_KIND_OF = {model: kind for kind, model in KINDS.items()}
_SCALARS: dict[type, Literal["text", "integer", "number", "truth"]] = {
    str: "text",
    int: "integer",
    float: "number",
    bool: "truth",
}


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value; ``choices`` holds the words allowed, empty when any are."""

    name: Literal["text", "integer", "number", "truth"]
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Struct:
    """A nested model, such as a citation or a party."""

    model: type[BaseModel]


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one type."""

    item: Type


Type = Scalar | Struct | ListOf


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a model.

    Attributes:
        name: the field's name.
        type: what its values are.
        nullable: whether a value may be missing (null).
        required: whether the field has no default.
        default: the default, as JSON text; ``None`` when required.
        description: what the field means.
    """

    name: str
    type: Type
    nullable: bool
    required: bool
    default: str | None
    description: str


@cache
def columns(model: type[BaseModel]) -> tuple[Column, ...]:
    """The fields of a model, in the order of declaration (those of a base class first)."""
    hints = typing.get_type_hints(model)
    return tuple(_column(model, name, hints[name]) for name in model.model_fields)


def structs(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The nested models of a model, each once, in the order in which they are met."""
    seen: set[type[BaseModel]] = set()

    def walk(of: Type) -> Iterator[type[BaseModel]]:
        if isinstance(of, ListOf):
            yield from walk(of.item)
        elif isinstance(of, Struct) and of.model not in seen:
            seen.add(of.model)
            yield of.model
            for column in columns(of.model):
                yield from walk(column.type)

    for column in columns(model):
        yield from walk(column.type)


def kind_of(row: BaseModel) -> str:
    """The kind of a row: ``event`` for an :class:`~tracktwo.schema.Event`, and so on."""
    return _KIND_OF[type(row)]


def model_of(kind: str) -> type[BaseModel]:
    """The model of a kind; an unknown kind is a named error that lists the choices."""
    try:
        return KINDS[kind]
    except KeyError:
        near = did_you_mean(kind, KINDS)
        raise UnknownChoice(
            f'unknown kind "{kind}"',
            why=f'did you mean "{near}"?' if near else None,
            remedy=f"kinds: {', '.join(KINDS)}",
        ) from None


def _column(model: type[BaseModel], name: str, annotation: Any) -> Column:
    info = model.model_fields[name]
    kind, nullable = _type(annotation, f"{model.__name__}.{name}")
    default: str | None = None
    if not info.is_required():
        value = info.get_default(call_default_factory=True, validated_data={})
        default = "null" if value is None or value is PydanticUndefined else _plain(value)
    return Column(
        name, kind, nullable, info.is_required(), default, (info.description or "").strip()
    )


def _plain(value: object) -> str:
    return "true" if value is True else "false" if value is False else str(value)


def _type(annotation: Any, where: str) -> tuple[Type, bool]:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        rest = [a for a in args if a is not type(None)]
        if len(rest) == 1 and len(rest) < len(args):
            return _type(rest[0], where)[0], True
    elif origin is Literal:
        return Scalar("text", tuple(args)), False
    elif origin is list:
        return ListOf(_type(args[0], where)[0]), False
    elif annotation in _SCALARS:
        return Scalar(_SCALARS[annotation]), False
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Struct(annotation), False
    raise TypeError(f"{where}: the ledger cannot store {annotation!r}")
