"""Quotes: whose words a text gives, by which word, to whom and where."""

from __future__ import annotations

import pytest
from coded_rows import quotes, short

from tracktwo.schema import Quote

DIRECT = "“France is a friend of Lebanon,” President Macron said in Beirut."
INDIRECT = "President Macron told Putin that the valley was quiet."
SENTENCES = [
    DIRECT,
    INDIRECT,
    "There are fears that the road may close.",
    "The economy, Putin said, is growing.",
    "According to the Norwegian minister, the talks went well.",
]


def one(text: str) -> Quote:
    found = quotes(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize("text", [*SENTENCES, " ".join(SENTENCES)])
def test_every_citation_is_the_text_and_holds_the_words(text: str) -> None:
    assert quotes(text)
    for q in quotes(text):
        for c in [q.content, *q.citations, *([q.cue] if q.cue else [])]:
            assert text[c.start : c.end] == c.text
        assert any(c.start <= q.content.start and q.content.end <= c.end for c in q.citations)


def test_indirect_speech_with_its_addressee() -> None:
    q = one(INDIRECT)
    assert (short(q.speaker), q.kind, q.direct) == ("Emmanuel Macron", "says", False)
    assert q.content.text == "the valley was quiet"
    assert short(q.addressee) == "Vladimir Putin"


def test_a_belief_of_nobody_in_particular_has_no_speaker() -> None:
    q = one("There are fears that the road may close.")
    assert (q.speaker, q.kind, q.content.text) == (None, "believes", "the road may close")


def test_words_parted_by_their_cue_are_one_stretch() -> None:
    q = one("The economy, Putin said, is growing.")
    assert short(q.speaker) == "Vladimir Putin"
    assert q.content.text == "The economy, Putin said, is growing"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kenya claimed that the bridge was empty.", "claims"),
        ("Kenya warned that the river was rising.", "warns"),
        ("Kenya denied that the bridge was empty.", "denies"),
        ("Kenya believes that the bridge is empty.", "believes"),
    ],
)
def test_the_kind_of_cue(text: str, kind: str) -> None:
    assert [q.kind for q in quotes(text)] == [kind]


@pytest.mark.parametrize(
    "text", ["The bridge was reportedly empty.", "The alleged letter was lost.", "It rained."]
)
def test_no_quote(text: str) -> None:
    assert quotes(text) == []


def test_a_cue_within_words_quoted_hangs_on_the_outer_speaker() -> None:
    found = quotes("Ruto said that Kagame believes that the valley is quiet.")
    inner = next(q for q in found if q.kind == "believes")
    assert [link.kind for link in inner.attribution] == ["says"]
