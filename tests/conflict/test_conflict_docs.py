"""The pages about the conflict file run, and name every key, word and error."""

from __future__ import annotations

import doctest
import importlib
import re
import typing
from pathlib import Path

import pytest

from tracktwo.conflict import file_model, logic
from tracktwo.errors import ConflictError

ROOT = Path(__file__).parents[2]
PAGES = ["docs/reference/conflict-file.md", "docs/how-to/conflict-file.md"]
MODULES = ["conflict.logic", "conflict.file_model", "conflict.wording", "conflict.template"]
REFERENCE = (ROOT / PAGES[0]).read_text(encoding="utf-8")
HEADERS = {
    file_model.ConflictFile: "## Keys of the whole conflict",
    file_model.DecisionMakerTable: "## Decision makers",
    file_model.OptionTable: "## Options",
    file_model.InfeasibleTable: "`[[infeasible]]`:",
    file_model.ExclusiveTable: "`[[exclusive]]`:",
    file_model.ImplicationTable: "`[[implication]]`:",
    file_model.StateTable: "`[[state]]`",
    file_model.MoveTable: "`[[move]]`:",
    file_model.PreferenceTable: "## Preferences",
    file_model.StatementTable: "`[[preference.statement]]` says",
    file_model.LeverTable: "## Levers",
}


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_run(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(
        str(ROOT / page), module_relative=False, encoding="utf-8", optionflags=doctest.ELLIPSIS
    )
    assert tried > 3 and not failed


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_docstrings_run(name: str) -> None:
    failed, tried = doctest.testmod(importlib.import_module(f"tracktwo.{name}"))
    assert tried and not failed


@pytest.mark.parametrize("model", HEADERS, ids=lambda m: m.__name__)
def test_every_key_is_documented(model: type) -> None:
    tables = "".join(
        rest.split("\n## ")[0].split("\n\n| key")[1].split("\n\n")[0]
        for rest in REFERENCE.split(HEADERS[model])[1:]
        if "\n\n| key" in rest.split("\n## ")[0]
    )
    rows = [line.split("|") for line in tables.splitlines() if line.startswith("| `")]
    documented = {key: row for row in rows for key in re.findall(r"`([a-z_]+)`", row[1])}
    keys = {field.alias or name: field for name, field in model.model_fields.items()}
    assert set(documented) == set(keys)
    for key, field in keys.items():
        row = documented[key]
        if field.is_required():
            assert "needed" in row[3], key
        if field.default is True or field.default is False:
            assert row[3].strip() == f"`{str(field.default).lower()}`", key
        for choice in choices(field.annotation):
            assert f"`{choice}`" in row[2], (key, choice)


def choices(annotation: object) -> list[str]:
    if typing.get_origin(annotation) is typing.Literal:
        return list(typing.get_args(annotation))
    return [c for part in typing.get_args(annotation) for c in choices(part)]


def test_every_model_is_on_the_page() -> None:
    models = {
        value for name, value in vars(file_model).items() if name.endswith(("Table", "File"))
    } - {file_model._Table}
    assert models == set(HEADERS)


def test_the_grammar_on_the_page_is_that_of_the_code() -> None:
    grammar = REFERENCE.split("```text\n")[1].split("```")[0]
    lines = [line.strip() for line in (logic.__doc__ or "").splitlines()]
    assert [line for line in grammar.splitlines() if line] == [
        line for line in lines if re.match(r"\w+ +=", line)
    ]
    for word in logic.KEYWORDS:
        assert re.search(rf"\b{word}\b", REFERENCE.split("## The statement language")[1])


def test_every_error_of_the_file_is_on_the_page() -> None:
    folder = ROOT / "src/tracktwo/conflict"
    names = ("build", "build_states", "feasible", "file_errors", "forms", "logic", "model", "order")
    source = "".join((folder / f"{name}.py").read_text(encoding="utf-8") for name in names)
    errors = {
        error
        for error in (ConflictError, *ConflictError.__subclasses__())
        if f"{error.__name__}(" in source
    }
    assert len(errors) > 6
    section = REFERENCE.split("## Errors")[1].split("\n## ")[0]
    for error in errors:
        assert f"`{error.__name__}`" in section
