"""Utterances: plain statements and feelings, and nothing that stands as another row."""

from __future__ import annotations

import pytest
from coded_rows import coded, short, utterances

from tracktwo.schema import Event, Position, Proposal, Utterance

NEUTRAL = "The weather was mild in the valley."


def one(text: str) -> Utterance:
    found = utterances(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "speaker", "kind", "content", "rule"),
    [
        (
            "President Macron said that the situation in Lebanon was very fragile.",
            "Emmanuel Macron",
            "says",
            "the situation in Lebanon was very fragile",
            "utterance",
        ),
        (
            "Scholz believes that Germany is on the right path.",
            "Olaf Scholz",
            "believes",
            "Germany is on the right path",
            "utterance",
        ),
        (
            "The Kenyan minister expressed concern over the fate of civilians in Aleppo.",
            "Kenyan minister",
            "believes",
            "concern over the fate of civilians in Aleppo",
            "feeling",
        ),
        (
            "Norway offered its condolences to the families of the pilots.",
            "Norway",
            "says",
            "its condolences to the families of the pilots",
            "feeling",
        ),
        (
            "Kenya mourned the death of the peacekeepers.",
            "Kenya",
            "says",
            "mourned the death of the peacekeepers",
            "feeling",
        ),
    ],
)
def test_one_utterance(text: str, speaker: str, kind: str, content: str, rule: str) -> None:
    u = one(text)
    assert (short(u.speaker), u.kind, u.content.text, u.rule) == (speaker, kind, content, rule)
    assert text[u.content.start : u.content.end] == u.content.text
    assert [(u.content.start, u.content.end)] == [
        (v.content.start, v.content.end) for v in utterances(f"{text} {NEUTRAL}")
    ]


def test_whom_it_speaks_of() -> None:
    u = one("President Macron said that the situation in Lebanon was very fragile.")
    assert [short(p) for p in u.about] == ["Lebanon"]


def test_a_fear_of_nobody_in_particular_counts_only_when_it_is_about_a_party() -> None:
    u = one("There are fears that Iran is watching Israel.")
    assert (u.speaker, u.kind) == (None, "believes")
    assert utterances("There are fears that the road may close.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Russia said that Ukraine had shelled Belgorod.",
        "Iran said it would not negotiate until sanctions were lifted.",
        "Trump suggested that he could bring peace to Ukraine within a day.",
        "Kenya demanded that Peru release all prisoners.",
        "Critics say the war is lost.",
        NEUTRAL,
    ],
)
def test_what_stands_as_another_row_or_is_nobodys_word_does_not_come_again(text: str) -> None:
    assert utterances(text) == []


def test_utterances_never_overlap_events_positions_or_proposals() -> None:
    text = (
        "President Macron said that France demands a ceasefire. Scholz said that Germany is calm. "
        "Russia said that Ukraine had shelled Belgorod. Turkey said it proposed a truce."
    )
    rows = coded(text)
    taken = [r.predicate for r in rows if isinstance(r, Event)]
    taken += [r.content for r in rows if isinstance(r, Position | Proposal)]
    for u in utterances(text):
        assert not any(u.content.start < c.end and c.start < u.content.end for c in taken)
