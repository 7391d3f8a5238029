"""Whose word it is: chains of attribution, one rule a row."""

from __future__ import annotations

import pytest
from event_lines import Code, chain_of

CHAINS = [
    # nobody but the report
    ("Uganda attacked Malawi.", ""),
    # verbs of saying, believing, warning, reporting
    ("Kenya said that Uganda attacked Malawi.", "Kenya says"),
    ("Kenya said Uganda attacked Malawi.", "Kenya says"),
    ("Uganda attacked Malawi, Kenya said.", "Kenya says"),
    ("Kenya claimed that Uganda attacked Malawi.", "Kenya claims"),
    ("Kenya believes that Uganda attacked Malawi.", "Kenya believes"),
    ("Kenya hinted that Uganda attacked Malawi.", "Kenya hints"),
    ("Kenya accused Uganda of attacking Malawi.", "Kenya claims"),
    ("Kenya warned that Uganda might attack Malawi.", "Kenya warns"),
    # phrases and nouns
    ("According to Kenya, Uganda attacked Malawi.", "Kenya says"),
    ("Uganda attacked Malawi, according to Kenya.", "Kenya says"),
    ("Kenya's claim that Uganda attacked Malawi was rejected by Zambia.", "Kenya claims"),
    # nobody in particular
    ("Uganda reportedly attacked Malawi.", "? reports"),
    ("Uganda allegedly attacked Malawi.", "? claims"),
    ("Uganda is said to have attacked Malawi.", "? says"),
    ("It is feared that Uganda will attack Malawi.", "? believes"),
    ("There are concerns that Uganda may attack Malawi.", "? believes"),
    # unnamed ones keep their words
    ("Diplomats said that Uganda attacked Malawi.", "Diplomats says"),
    # two deep, outermost first
    ("Kenya said that Zambia said that Uganda attacked Malawi.", "Kenya says; Zambia says"),
    ("According to Kenya, Zambia said that Uganda attacked Malawi.", "Kenya says; Zambia says"),
    ("Kenya reported that Zambia denied that Uganda attacked Malawi.",
     "Kenya reports; Zambia denies"),
    # texts speak for the body behind them
    ("A United Nations report found that Uganda attacked Malawi.", "United Nations reports"),
    ("A report by the United Nations said Uganda attacked Malawi.", "United Nations says"),
    ("The minister's remarks suggest that Uganda attacked Malawi.",
     "The minister's remarks suggests"),
    # what shows a thing is no source
    ("It is a first step which shows that Uganda attacked Malawi.", ""),
    # own words
    ("“Uganda attacked Malawi,” Kenya said.", "Kenya says"),
    ("Kenya said: “Uganda attacked Malawi.”", "Kenya says"),
    # statements laid out over paragraphs
    ("The Kenyan government said:\n\nUganda attacked Malawi.\n", "Kenyan government says"),
    ("The Kenyan government said:\n\nIt was a dark day.\n\nUganda attacked Malawi.\n",
     "Kenyan government says"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "chain"), CHAINS)
def test_the_chain_of_an_act(coding: Code, text: str, chain: str) -> None:
    event = coding(text).event("ASSAULT")
    assert chain_of(event.attribution) == chain
    assert [p.name for p in event.actors] == ["Uganda"]
    assert [p.name for p in event.recipients] == ["Malawi"]


def test_a_laid_out_statement_ends_before_the_notes(coding: Code) -> None:
    text = (
        "The Kenyan government said:\n\nUganda attacked Malawi.\n\n"
        "Notes to editors\n\nZambia shelled Angola.\n"
    )
    by = {e.actors[0].name: chain_of(e.attribution) for e in coding(text).events if e.actors}
    assert by["Uganda"] == "Kenyan government says"
    assert by["Zambia"] == ""


def test_a_second_quotation_goes_on_from_the_first(coding: Code) -> None:
    text = (
        "“Uganda attacked Malawi,” the Kenyan government said. "
        "“Zambia must withdraw its troops from Angola.”"
    )
    got = coding(text)
    assert chain_of(got.event("ASSAULT").attribution) == "Kenyan government says"
    assert chain_of(got.event("RETREAT").attribution) == "Kenyan government says"


def test_a_clause_set_beside_a_claim_is_not_part_of_it(coding: Code) -> None:
    got = coding("Uganda accused Kenya of attacking Malawi, which Kenya denied.")
    assert chain_of(got.event("ASSAULT").attribution) == "Uganda claims"
    assert chain_of(got.event("REJECT").attribution) == ""


def test_an_unsaid_thing_is_on_nobodys_word(coding: Code) -> None:
    got = coding("Kenya did not say that Uganda attacked Malawi.")
    event = got.event("ASSAULT")
    assert (chain_of(event.attribution), event.modality) == ("", "possible")


def test_cues_and_sources_are_cited(coding: Code) -> None:
    text = "Kenya claimed that Uganda attacked Malawi."
    (link,) = coding(text).event("ASSAULT").attribution
    assert link.cue is not None and link.cue.text == "claimed"
    assert link.source is not None and link.source.mention is not None
    assert link.source.mention.text == "Kenya"


DENIALS = [
    "Kenya denied that it attacked Uganda.",
    "Kenya denied attacking Uganda.",
    "Kenya rejected claims that it attacked Uganda.",
    "Kenya dismissed reports that it attacked Uganda.",
]


@pytest.mark.parametrize("text", DENIALS)
def test_a_denial_is_a_rejection_beside_a_negated_act(coding: Code, text: str) -> None:
    got = coding(text)
    act = got.event("ASSAULT")
    assert (act.polarity, act.modality, chain_of(act.attribution)) == (
        "negated",
        "happened",
        "Kenya denies",
    )
    assert [p.name for p in got.event("REJECT").actors] == ["Kenya"]
    assert got.event("REJECT").attribution == []
