"""Short citations stand in their sentence, cues keep their words, and nothing is told twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from brief_rows import books
from brief_sample import NAMES, Book, sample
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracktwo.brief.attributed import chain_words, said
from tracktwo.brief.build import build
from tracktwo.brief.lexicon import _MODES, _TYPES, SAYING, toward
from tracktwo.brief.names import Names
from tracktwo.brief.passages import passage, sentence_round
from tracktwo.brief.weight import weight
from tracktwo.brief.words import single_line
from tracktwo.schema import Citation, CueKind, Link, Party, Position

FEW = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TEXT = (
    "Dr. Alva Reed left on Monday. The council kept the villages that it had taken. "
    '"We stay," said Gen. Moss. Nobody answered.\n\nThe next day was calm.'
)


def cite(words: str, text: str = TEXT) -> Citation:
    at = text.index(words)
    return Citation(document="d", start=at, end=at + len(words), text=words)


@FEW
@given(st.text(min_size=1, max_size=900), st.data())
def test_the_sentence_holds_the_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = sentence_round(text, start, end)
    assert 0 <= first <= start
    assert last >= end or not text[last:end].strip()


@FEW
@given(st.text(min_size=1, max_size=900), st.data())
def test_a_passage_is_made_of_the_words_of_the_report(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    cited = Citation(document="d", start=start, end=end, text=text[start:end])
    shown = passage([cited], {"d": text}, limit=120)
    assert shown is not None
    words = shown.text.removeprefix("… ").removesuffix(" …").strip()
    assert single_line(words) in single_line(text)


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("it had taken", "The council kept the villages that it had taken."),
        ("Reed left", "Dr. Alva Reed left on Monday."),
        ("stay", '"We stay," said Gen. Moss.'),
        ("calm", "The next day was calm."),
        ("answered", "Nobody answered."),
    ],
)
def test_a_fragment_is_shown_in_its_sentence(words: str, whole: str) -> None:
    shown = passage([cite(words)], {"d": TEXT})
    assert shown is not None and shown.text == whole
    assert [text for text, cited in shown.runs if cited] == [words]


def test_a_lost_space_after_a_full_stop_still_ends_a_sentence() -> None:
    text = "The talks ended early.Marland left the hall.Nobody followed."
    shown = passage([cite("left", text)], {"d": text})
    assert shown is not None and shown.text == "Marland left the hall."


def test_acts_of_unnamed_people_are_told_where_there_are_no_others() -> None:
    book = sample()
    who = [Party(name="we", named=False)]
    row = book.events[0].model_copy(update={"actors": who, "attribution": [], "content_of": None})
    alone = Book(documents=book.documents, events=[row])
    assert build(alone, alone.documents, names=NAMES).bottom


def test_nothing_is_marked_where_all_is_cited() -> None:
    shown = passage([cite("Nobody answered.")], {"d": TEXT})
    assert shown is not None and shown.runs == (("Nobody answered.", False),)


def test_without_the_text_the_cited_words_stand_alone() -> None:
    shown = passage([cite("it had taken")], {})
    assert shown is not None and shown.text == "it had taken"


def word(text: str) -> Citation:
    return Citation(document="d", start=0, end=len(text), text=text)


@pytest.mark.parametrize(
    ("kind", "cue", "told"),
    [
        ("believes", "fears", "feared"),
        ("believes", "concerns", "(“concerns”)"),
        ("believes", "worried", "worried"),
        ("warns", "threatened", "threatened"),
        ("warns", "warned", "warned"),
        ("demands", "urges", "urged"),
        ("says", "according to", "said"),
        ("says", "told", "said"),
        ("denies", "denies", "denied"),
    ],
)
def test_a_cue_is_told_with_a_word_that_it_bears(kind: CueKind, cue: str, told: str) -> None:
    assert said(kind, word(cue)) == told


@given(st.sampled_from(sorted(SAYING)), st.text("abcdefgh", min_size=3, max_size=9))
def test_an_unknown_cue_is_quoted_and_not_replaced(kind: CueKind, cue: str) -> None:
    told = said(kind, word(f"{cue}zz"))
    assert told == (SAYING[kind] if kind == "says" else f"(“{cue}zz”)")


def test_what_one_says_of_ones_own_promise_is_told_once() -> None:
    lund = Party(name="Oskar Lund", actor="lund", for_actor="norland")
    his = Party(name="his cabinet", for_actor="norland")
    names = Names([lund, his], {"norland": "Norland"})
    twice = [Link(source=lund), Link(source=lund, kind="promises")]
    assert chain_words(twice, names) == "Oskar Lund (Norland) said, as a promise"
    twice[1] = Link(source=his, kind="promises")
    assert chain_words(twice, names) == (
        "Oskar Lund (Norland) said, as a promise of his cabinet (Norland)"
    )
    assert chain_words([Link(source=lund)] * 2, names) == "Oskar Lund (Norland) said"


def test_a_body_that_the_name_tells_is_not_told_again() -> None:
    names = Names([], {"norland": "Norland"})
    assert names.show(Party(name="Norlandish army", for_actor="norland")) == "Norlandish army"
    assert names.show(Party(name="the navy", for_actor="norland")) == "the navy (Norland)"
    assert names.show(Party(name="the navy", for_actor="norland"), home="norland") == "the navy"
    assert names.show(Party(name="He", named=False)) == "“He” (not said who)"
    assert names.show(Party(name="two envoys", named=False)) == "two envoys"
    assert names.show(Party(name="two envoys", named=False), source=True) == (
        "two envoys (not named)"
    )


def test_every_gloss_has_a_word_before_its_recipient() -> None:
    known = {"", "with", "to", "against", "of", "from", "on", "towards"}
    assert {toward(t, None) for t in _TYPES} | {toward(t, m) for t, m in _MODES} <= known
    assert toward("NEWTYPE", "new") == "towards"


@FEW
@given(books())
def test_a_passage_is_quoted_once_for_all_rows_that_it_tells(book: Book) -> None:
    view = build(book, book.documents, names={})
    for part in (view.told, view.attributed, view.open):
        for item in part.items:
            for entry in item.entries:
                assert item.words is not None
                assert all(p.kind != "quote" for p in entry.line)


def test_an_act_of_more_consequence_comes_before_a_lesser_one() -> None:
    row = sample().events[0].model_copy(update={"sentence": 3, "quad": 3, "intensity": -2.0})
    grave = row.model_copy(update={"quad": 4, "intensity": -9.0})
    assert weight(grave) > weight(row)
    elsewhere = row.citations[0].model_copy(update={"document": "other"})
    twice = row.model_copy(update={"citations": [*row.citations, elsewhere]})
    assert weight(twice) > weight(row)


def test_the_bottom_line_takes_the_weightiest_wherever_it_stands() -> None:
    book = sample()
    last = book.events[0].model_copy(
        update={
            "id": "f" * 16,
            "sentence": 900,
            "quad": 4,
            "intensity": -10.0,
            "type": "ASSAULT",
            "mode": "unconventional",
            "modality": "happened",
            "polarity": "affirmed",
            "attribution": [],
            "confidence": 1.0,
            "actors": [Party(name="Norland", actor="norland", for_actor="norland")],
            "recipients": [Party(name="Sudmark", actor="sudmark", for_actor="sudmark")],
        }
    )
    view = build(replace(book, events=[*book.events, last]), book.documents, names=NAMES)
    text = " ".join(p.text for line in view.bottom for p in line)
    assert "used unconventional weapons" in text


def test_two_short_positions_of_one_sentence_share_its_passage() -> None:
    book = sample()
    text = "Marland asked Kestan to leave now and to pay up before the winter came."
    document = replace(book.documents[0], text=text, name="short.txt")

    def stance(number: int, words: str) -> Position:
        at = text.index(words)
        cited = Citation(document=document.sha256, start=at, end=at + len(words), text=words)
        return book.positions[0].model_copy(
            update={
                "id": f"{number:016x}",
                "document": document.sha256,
                "content": cited,
                "citations": [cited],
                "condition": None,
                "attribution": [],
            }
        )

    rows = [stance(1, "leave now"), stance(2, "pay up")]
    alone = Book(documents=[document], positions=rows)
    (party,) = build(alone, alone.documents, names=NAMES).parties
    (item,) = party.wants.items
    assert len(item.entries) == 2
    assert item.words is not None and item.words.text == text
    assert [t for t, cited in item.words.runs if cited] == ["leave now", "pay up"]
