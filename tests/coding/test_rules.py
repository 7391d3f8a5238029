"""Rules: all that a row can name are explained, and the page says what the table says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from coded_rows import coded

from tracktwo.coding import explain_rule
from tracktwo.coding.rules import RULES, rules_page
from tracktwo.errors import UnknownChoice
from tracktwo.schema import ROW_KINDS

ROOT = Path(__file__).parents[2]
TEXT = (
    "Kenya demands a ceasefire. Peru is ready for talks with Chile. Chad must leave the zone, the "
    "Sudanese minister said. Turkey proposed a truce of ten days. The plan includes an exchange of "
    "prisoners. President Macron said that the valley was quiet. France mourned the death of the "
    "pilots. Norway said it would send tents to Chad."
)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_explained_by_what_the_table_says(name: str) -> None:
    assert RULES[name].gloss in explain_rule(name)
    assert RULES[name].example in explain_rule(name)
    assert RULES[name].row in ROW_KINDS


def test_the_page_is_the_table() -> None:
    assert (ROOT / "docs" / "reference" / "rules.md").read_text("utf-8") == rules_page()


def test_rows_name_rules_of_the_table() -> None:
    rows = coded(TEXT)
    assert len({row.rule for row in rows}) >= 6
    for row in rows:
        assert RULES[row.rule].row == type(row).__name__.lower()


def test_every_rule_named_in_the_code_is_in_the_table() -> None:
    room = ROOT / "src" / "tracktwo" / "coding"
    code = "".join(p.read_text("utf-8") for p in room.glob("*.py") if p.name != "rules.py")
    named = set(re.findall(r'rule="([a-z: ]+[a-z])"', code))
    assert named <= set(RULES)


def test_an_unknown_rule_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownChoice, match="stance verb"):
        explain_rule("stance verbs")
