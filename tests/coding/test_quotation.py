"""Quotation marks and laid-out statements: which stretches of a text are somebody's own words."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from tracktwo.coding.quotation import laid_out, quoted_spans

BLANK = spacy.blank("en")


def quoted(text: str) -> list[str]:
    doc = BLANK(text)
    return [doc[q.start : q.end].text for q in quoted_spans(doc)]


def stated(text: str) -> list[tuple[str | None, str]]:
    doc = BLANK(text)
    return [
        (doc[s.label[0] : s.label[1]].text if s.label else None, doc[s.start : s.end].text.strip())
        for s in laid_out(doc)
    ]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said “we will go” and left.", ["we will go"]),
        ('He said "we will go" and left.', ["we will go"]),
        ("He said «we will go» and left.", ["we will go"]),
        ("He said „we will go“ and left.", ["we will go"]),
        ("He said ‘we will go’ and left.", ["we will go"]),
        ("“First,” he said. “Second.”", ["First,", "Second."]),
        ("He said “we will go\" and left.", ["we will go"]),
        ("He told of “a ‘good’ day” there.", ["a ‘good’ day"]),
        ("Nothing is quoted here.", []),
        ("The ministers’ houses and the towns’ walls stood.", []),
        ("“An open one ends with its paragraph.\nThis is not quoted.",
         ["An open one ends with its paragraph."]),
    ],
)  # fmt: skip
def test_what_stands_in_quotation_marks(text: str, inside: list[str]) -> None:
    assert quoted(text) == inside


@given(st.text(alphabet="ab “”\"'’‘\n.", max_size=60))
def test_quotations_are_in_order_and_do_not_overlap(text: str) -> None:
    spans = quoted_spans(BLANK(text))
    assert all(q.start < q.end for q in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_colon_at_the_end_of_a_paragraph_leads_in_a_statement() -> None:
    text = "The minister said on Monday:\nWe want peace.\nWe want bread.\n"
    assert stated(text) == [(None, "We want peace.\nWe want bread.")]


@pytest.mark.parametrize(
    "end", ["Notes to editors", "ENDS", "Contact: the press office", "###", "Read more"]
)
def test_a_statement_ends_before_what_is_added(end: str) -> None:
    text = f"The minister said on Monday:\nWe want peace.\n{end}\nWe want bread.\n"
    assert stated(text) == [(None, "We want peace.")]


def test_a_new_lead_ends_a_statement() -> None:
    text = "The minister said:\nWe want peace.\nThe envoy replied:\nWe want bread.\n"
    assert stated(text) == [(None, "We want peace."), (None, "We want bread.")]


def test_labels_mark_who_speaks_in_turn() -> None:
    text = "MR. PRICE: We want peace.\nSurely we do.\nQUESTION: When?\nMR. PRICE: Soon.\n"
    assert stated(text) == [
        ("MR. PRICE", "We want peace.\nSurely we do."),
        ("QUESTION", "When?"),
        ("MR. PRICE", "Soon."),
    ]


def test_a_colon_within_a_line_leads_in_nothing() -> None:
    assert stated("Three things: bread, salt and peace.\nThen more.\n") == []


def test_labels_mark_who_speaks_where_lines_were_run_together() -> None:
    text = "MODERATOR: Good morning. SPOKESWOMAN: We closed the port. It stays shut. Q: Until when?"
    turns = ["Good morning.", "We closed the port. It stays shut.", "Until when?"]
    assert [said for _, said in stated(text)] == turns


def test_one_line_in_capitals_within_a_paragraph_is_no_label() -> None:
    assert stated("The port is shut. UPDATE: it opens on Monday.") == []
