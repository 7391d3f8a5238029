"""Proposals: who put what on the table, its terms, and how definite it is."""

from __future__ import annotations

import pytest
from coded_rows import proposals, short
from spacy.tokens import Doc
from spacy.vocab import Vocab

from tracktwo.coding.terms import duration, value
from tracktwo.schema import Proposal

CLAIM = (
    "Trump suggested that he could bring peace to Ukraine within a day, "
    "but details of his plan remain vague."
)
FEAR = (
    "There are concerns that Trump's approach may involve Ukraine surrendering to Russia in "
    "exchange for freezing the frontlines and halting Ukraine's NATO aspirations for 15 years."
)


def one(text: str) -> Proposal:
    found = proposals(text)
    assert len(found) == 1, found
    return found[0]


def terms(p: Proposal) -> list[tuple[str, str]]:
    return [(t.issue, t.content.text) for t in p.terms]


@pytest.mark.parametrize(
    ("text", "by", "definite", "want"),
    [
        (
            "Turkey proposed a 30-day ceasefire and an exchange of all prisoners.",
            "Turkey",
            "stated",
            [("ceasefire", "a 30-day ceasefire"), ("prisoners", "an exchange of all prisoners")],
        ),
        (
            "China suggested freezing the conflict along the front line.",
            "China",
            "stated",
            [("ceasefire", "freezing the conflict along the front line")],
        ),
        (
            "The Omani roadmap consists of an exchange of prisoners and the reopening of the port.",
            "Oman",
            "stated",
            [
                ("prisoners", "an exchange of prisoners"),
                ("transit and borders", "the reopening of the port"),
            ],
        ),
        (
            "Officials are concerned that the plan may involve ceding territory.",
            "",
            "rumoured",
            [("territory", "ceding territory")],
        ),
        (
            "The United States reportedly floated the idea of a demilitarised zone.",
            "United States",
            "rumoured",
            [("disarmament", "a demilitarised zone")],
        ),
        ("Mali presented a peace plan to the mediators.", "Mali", "vague", []),
        ("The peace plan is vague.", "", "vague", []),
    ],
)
def test_one_proposal(text: str, by: str, definite: str, want: list[tuple[str, str]]) -> None:
    p = one(text)
    assert (short(p.by), p.definite, terms(p)) == (by, definite, want)


def test_under_a_plan_each_term_has_the_party_that_would_do_it() -> None:
    p = one(
        "Under the proposal, Israel would release 50 prisoners and Hamas would free all hostages."
    )
    assert [(short(t.party), t.content.text) for t in p.terms] == [
        ("Israel", "release 50 prisoners"),
        ("Hamas", "free all hostages"),
    ]
    assert p.terms[0].value == "50 prisoners"


def test_an_offer_in_exchange_has_both_halves_as_terms() -> None:
    p = one(
        "Iran offered to halt enrichment for ten years in exchange for the lifting of sanctions."
    )
    assert terms(p) == [
        ("nuclear", "halt enrichment for ten years"),
        ("sanctions", "the lifting of sanctions"),
    ]
    assert [(short(t.party), t.duration) for t in p.terms] == [("Iran", "ten years"), ("", None)]


def test_a_claim_without_terms_is_vague_and_stays_a_claim() -> None:
    p = one(CLAIM)
    assert (short(p.by), p.definite, p.terms, p.modality) == (
        "Donald Trump",
        "vague",
        [],
        "possible",
    )
    assert [link.kind for link in p.attribution] == ["suggests"]
    assert len(p.citations) == 2


def test_feared_terms_are_rumoured_possible_and_nobodys_word() -> None:
    p = one(FEAR)
    assert (short(p.by), p.definite, p.modality) == ("Donald Trump", "rumoured", "possible")
    assert [(link.source, link.kind) for link in p.attribution] == [(None, "believes")]
    assert [t.issue for t in p.terms] == ["other", "ceasefire", "alliance membership"]
    assert p.terms[0].party is not None
    assert p.terms[0].party.name == "Ukraine"
    assert [t.duration for t in p.terms] == [None, None, "15 years"]


def test_the_plan_goes_back_to_who_put_one_forward_just_before() -> None:
    found = proposals(
        "Turkey put forward a peace plan. The plan includes an exchange of prisoners."
    )
    assert {short(p.by) for p in found} == {"Turkey"}
    assert ("prisoners", "an exchange of prisoners") in [t for p in found for t in terms(p)]


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile agreed on a ceasefire.",
        "The ceasefire agreement includes the release of prisoners.",
        "Israel's plan to attack Rafah worries Egypt.",
        "Oman's plans are well known.",
        "The minister discussed the peace plan.",
        "Kenya did not propose a truce.",
        "Ruiz said that the war could end in a week.",
    ],
)
def test_no_proposal(text: str) -> None:
    assert proposals(text) == []


@pytest.mark.parametrize("text", [CLAIM, FEAR, f"{CLAIM} {FEAR}"])
def test_every_citation_is_the_text(text: str) -> None:
    for p in proposals(text):
        for c in [p.content, *p.citations, *(t.content for t in p.terms)]:
            assert text[c.start : c.end] == c.text
        assert all(p.content.start <= t.content.start for t in p.terms)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("halt enrichment for ten years", "ten years"),
        ("a 30-day ceasefire", "30-day"),
        ("for at least 20 years", "20 years"),
        ("bring peace within 24 hours", None),
        ("a ceasefire", None),
    ],
)
def test_duration(text: str, want: str | None) -> None:
    assert duration(Doc(Vocab(), words=text.split())[:]) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("pay $2 billion in compensation", "$2 billion"),
        ("an army of 85,000 troops", "85,000 troops"),
        ("20 percent of the land", "20 percent"),
        ("leave in 10 days", None),
    ],
)
def test_value(text: str, want: str | None) -> None:
    assert value(Doc(Vocab(), words=text.split())[:]) == want
