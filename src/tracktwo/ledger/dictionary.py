"""The data dictionary, made from the models: ``python -m tracktwo.ledger.dictionary``."""

from __future__ import annotations

import inspect
from importlib import resources

from pydantic import BaseModel

from tracktwo.ledger.fields import KINDS, Column, ListOf, Scalar, Type, columns, structs
from tracktwo.ledger.flat import LOST, flat_columns

__all__ = ["dictionary"]


def dictionary() -> str:
    """``docs/reference/rows.md``: every kind of row and field, what is the same, what is lost."""
    text = resources.files("tracktwo.ledger").joinpath("rows.intro.md").read_text("utf-8")
    parts: dict[type[BaseModel], None] = {}
    sections = []
    for kind, model in KINDS.items():
        sections.append(_section(f"`{kind}`", model))
        parts |= dict.fromkeys(structs(model))
    nested = [_section(model.__name__, model, level=3) for model in parts]
    lost = "\n".join(f"- {line};" for line in LOST).removesuffix(";") + "."
    return (
        text.rstrip()
        + "\n\n"
        + "\n".join(sections)
        + "\n## Parts of rows\n\n"
        + "\n".join(nested)
        + "\n## What CSV leaves out\n\n"
        + "CSV has one line a row and these columns: "
        + ", ".join(f"`{name}`" for name in flat_columns())
        + ".\nLists are joined with ` | `. It does not keep\n\n"
        + lost
        + "\n"
    )


def _section(title: str, model: type[BaseModel], *, level: int = 2) -> str:
    about = inspect.cleandoc(model.__doc__ or "").split("\n\n")[0]
    lines = [f"{'#' * level} {title}", "", about, "", "| field | type | meaning |", "|---|---|---|"]
    lines += [f"| `{c.name}` | {_type(c)} | {_meaning(c)} |" for c in columns(model)]
    return "\n".join(lines) + "\n"


def _type(column: Column) -> str:
    return _name(column.type) + (" or null" if column.nullable else "")


def _name(of: Type) -> str:
    if isinstance(of, Scalar):
        return of.name
    if isinstance(of, ListOf):
        return f"list of {_name(of.item)}"
    return f"[{of.model.__name__}](#{of.model.__name__.lower()})"


def _meaning(column: Column) -> str:
    meaning = column.description.replace("|", "\\|").replace("<", "&lt;")
    of = column.type
    if isinstance(of, Scalar) and of.choices:
        meaning += ": " + ", ".join(f"`{choice}`" for choice in of.choices)
    if column.default not in (None, "null", "[]"):
        meaning += f" (default `{column.default}`)"
    return meaning


if __name__ == "__main__":
    print(dictionary(), end="")
