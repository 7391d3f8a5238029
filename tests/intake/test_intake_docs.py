"""The how-to page runs as written and names every error; examples in docstrings hold."""

from __future__ import annotations

import doctest
import inspect
from pathlib import Path

import tracktwo.errors
import tracktwo.intake.dates
import tracktwo.intake.metadata

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "intake.md"


def test_the_page_runs_as_written() -> None:
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert tried > 5 and failed == 0


def test_docstrings_hold() -> None:
    for module in (tracktwo.intake.dates, tracktwo.intake.metadata):
        failed, tried = doctest.testmod(module)
        assert tried and not failed


def test_the_page_names_every_error_of_reading() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name, error in inspect.getmembers(tracktwo.errors, inspect.isclass):
        if issubclass(error, tracktwo.errors.UnreadableFile):
            assert f"`{name}`" in text
