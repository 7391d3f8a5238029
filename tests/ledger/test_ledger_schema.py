"""The schema, made into other forms: nothing is left out, and the page about it is not stale."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from tracktwo.errors import UnknownChoice
from tracktwo.ledger.arrow import arrow_schema
from tracktwo.ledger.dictionary import dictionary
from tracktwo.ledger.duck import duckdb_ddl
from tracktwo.ledger.fields import KINDS, columns, structs
from tracktwo.ledger.flat import flat_columns
from tracktwo.ledger.jsonschema import json_schema
from tracktwo.schema import ROW_KINDS

DOCS = Path(__file__).parents[2] / "docs" / "reference" / "rows.md"


def test_the_data_dictionary_is_not_stale():
    assert DOCS.read_text("utf-8") == dictionary(), (
        "run: python -m tracktwo.ledger.dictionary > docs/reference/rows.md"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_described(kind):
    for model in (KINDS[kind], *structs(KINDS[kind])):
        for column in columns(model):
            assert column.description, f"{model.__name__}.{column.name}"


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_a_column_everywhere(kind):
    names = [c.name for c in columns(KINDS[kind])]
    assert arrow_schema(kind).names == names
    connection = duckdb.connect()
    connection.execute(duckdb_ddl(kind))
    made = connection.execute(
        "SELECT column_name, is_nullable, comment FROM duckdb_columns() "
        "WHERE table_name = ? ORDER BY column_index",
        [kind],
    ).fetchall()
    assert [m[0] for m in made] == names
    assert [m[1] for m in made] == [c.nullable for c in columns(KINDS[kind])]
    assert [m[2] for m in made] == [c.description for c in columns(KINDS[kind])]
    assert list(json_schema(kind)["properties"]) == ["row", *names]


def test_nested_fields_are_structs_and_lists():
    event = arrow_schema("event")
    assert pa.types.is_list(event.field("actors").type)
    party = event.field("actors").type.value_type
    assert party.field("mention").type.field("start").type == pa.int64()
    assert not party.field("name").nullable
    assert party.field("mention").nullable


@pytest.mark.parametrize("kind", ROW_KINDS)
def test_csv_has_a_column_for_every_field(kind):
    flat = flat_columns([kind])
    for column in columns(ROW_KINDS[kind]):
        assert any(f == column.name or f.startswith(column.name + "_") for f in flat), column


def test_json_schema_of_all_lines_names_every_kind():
    schema = json_schema()
    kinds = [
        schema["$defs"][part["$ref"].rsplit("/", 1)[1]]["properties"]["row"]["const"]
        for part in schema["oneOf"]
    ]
    assert kinds == list(KINDS)


def test_an_unknown_kind_is_told_with_the_nearest_one():
    with pytest.raises(UnknownChoice, match='did you mean "event"'):
        json_schema("evnt")
