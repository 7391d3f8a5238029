"""The brief in the terminal."""

from __future__ import annotations

import io
import unicodedata

import pytest
from brief_rows import books
from brief_sample import NAMES, Book, sample
from hypothesis import HealthCheck, given, settings
from rich.cells import cell_len
from rich.console import Console

from tracktwo.brief import render_terminal

FEW = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def shown(book: Book, *, width: int = 100, terminal: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=terminal, color_system="truecolor")
    render_terminal(book, book.documents, console, names=NAMES)
    return out.getvalue()


@FEW
@given(books())
def test_plain_output_holds_no_escape_code_and_wraps_at_100(book: Book) -> None:
    text = shown(book, width=240)
    assert "\x1b" not in text and "\x07" not in text
    for row in text.splitlines():
        assert row == row.rstrip()
        assert cell_len(row) <= 100
        assert not any(unicodedata.category(c) == "Cc" for c in row)


@FEW
@given(books())
def test_every_row_has_its_endnote(book: Book) -> None:
    text = shown(book)
    notes = text[text.rindex("ENDNOTES") :] if book.rows() else ""
    for number in range(1, len(book.rows()) + 1):
        assert f"\n[{number}]" in notes


def test_the_first_screen_holds_the_main_things() -> None:
    first = "\n".join(shown(sample()).splitlines()[:36])
    for part in (
        "2 sources · 3 reports",
        "0 % reviewed",
        "BOTTOM LINE",
        "not assessed",
        "Told by the reports themselves",
        "[1]",
    ):
        assert part in first


def test_a_terminal_gets_style_and_the_same_words() -> None:
    styled = shown(sample(), terminal=True)
    assert "\x1b[1m" in styled
    assert "Norway proposed a three-step plan" in styled


def test_80_columns_are_enough() -> None:
    assert max(len(row) for row in shown(sample(), width=80).splitlines()) <= 80


def test_without_a_console_it_prints_plain_text(capsys: pytest.CaptureFixture[str]) -> None:
    render_terminal(sample(), sample().documents, names=NAMES)
    text = capsys.readouterr().out
    assert "\x1b" not in text and text.endswith("\n")


def test_markup_in_a_report_is_not_obeyed() -> None:
    book = sample()
    row = book.quotes[0]
    hostile = row.content.model_copy(update={"text": "[bold red]x[/bold red] \x1b[2J :smile:"})
    book.quotes[0] = row.model_copy(update={"content": hostile})
    text = shown(book)
    assert "“[bold red]x[/bold red] \N{REPLACEMENT CHARACTER}[2J :smile:”" in text
