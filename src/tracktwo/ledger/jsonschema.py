"""JSON Schema of the rows, as they stand in a JSON Lines export."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from tracktwo.ledger.fields import KINDS, model_of

__all__ = ["json_schema"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(kind: str | None = None) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one kind of line of the export, or of any line.

    A line is a row (or a document) with its kind under ``row``.

    Args:
        kind: ``event``, ``quote``, ``document`` ...; ``None`` for a schema that accepts every kind.
    """
    kinds = list(KINDS) if kind is None else [kind]
    _, schema = models_json_schema([(model_of(k), "validation") for k in kinds])
    definitions: dict[str, Any] = schema["$defs"]
    for name in kinds:
        own = definitions[KINDS[name].__name__]
        own["properties"] = {
            "row": {"const": name, "description": "the kind of the line"},
            **own["properties"],
        }
        own["required"] = ["row", *own.get("required", [])]
    if kind is not None:
        own = definitions.pop(KINDS[kind].__name__)
        return {"$schema": _DIALECT, **own, **({"$defs": definitions} if definitions else {})}
    return {
        "$schema": _DIALECT,
        "title": "Line of a Tracktwo ledger",
        "oneOf": [{"$ref": f"#/$defs/{KINDS[k].__name__}"} for k in kinds],
        "$defs": definitions,
    }
