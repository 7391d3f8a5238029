"""The command's part: a fresh draft or a person's file, printed or written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from brief_sample import NAMES
from outcome_sample import sample, text_of_conflict

from tracktwo.cli.brief import make_brief
from tracktwo.errors import ConflictError
from tracktwo.ledger import Ledger
from tracktwo.pipeline import Reading


def reading() -> Reading:
    book = sample()
    return Reading(Ledger.from_rows(book.rows()), tuple(book.documents), names=NAMES)


def test_a_file_of_a_person_is_told_as_one(tmp_path: Path) -> None:
    file, page = tmp_path / "sarat.toml", tmp_path / "brief.html"
    file.write_text(text_of_conflict(sample()), encoding="utf-8")
    make_brief(reading(), page, question=None, as_of=None, conflict=file)
    told = page.read_text(encoding="utf-8")
    assert "Model from a person’s conflict file." in told
    assert "Observers hold the line" in told
    assert list(tmp_path.glob("*.part")) == []


def test_a_file_that_cannot_be_used_leaves_no_page(tmp_path: Path) -> None:
    file, page = tmp_path / "sarat.toml", tmp_path / "brief.html"
    file.write_text(text_of_conflict(sample()).replace('owner = "front"', 'owner = "fron"'))
    with pytest.raises(ConflictError):
        make_brief(reading(), page, question=None, as_of=None, conflict=file)
    assert not page.exists()


def test_a_fresh_draft_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    make_brief(reading(), None, question="Will it open?", as_of=date(2026, 4, 20), outcomes=True)
    told = capsys.readouterr().out
    assert "OUTCOMES THAT WOULD HOLD" in told
    assert "not corrected by a person" in told or "hold no conflict" in told


def test_without_either_option_nothing_is_said_of_outcomes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    make_brief(reading(), None, question=None, as_of=None)
    assert "OUTCOMES" not in capsys.readouterr().out
