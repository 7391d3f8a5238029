"""Every page about the strategy engine runs as written."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs" / "theory").glob("*.md"))
HOW_TO = [ROOT / "docs" / "how-to" / "solve.md"]


@pytest.mark.parametrize("page", [*PAGES, *HOW_TO], ids=lambda page: page.stem)
def test_the_page_runs_as_written(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)  # pages name files as seen from the top of the repository
    failed, tried = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert not failed
    assert tried or page.stem == "index"


def test_there_are_pages() -> None:
    names = {page.stem for page in PAGES}
    assert names >= {"coalitions", "evolution", "simultaneous", "limited-move", "non-myopic"}
