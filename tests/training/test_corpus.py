"""The annotated corpus: its notation, its counts, and that every note quotes its sentence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.corpus import CorpusError, Passage, Sentence, read_corpus, read_passages
from training.corpus.agreement import agreement, kappa
from training.corpus.counts import LEAST, count, short
from training.corpus.spans import SpanError, locate

CORPUS = Path(__file__).parents[2] / "corpus"
HEADER = "== try-001 | wire | invented | 2031-05-14\n"
SENTENCE = "Kellen's army shelled Arrat on Tuesday, Dorvan said.\n"


def _read(tmp_path: Path, text: str) -> list[Passage]:
    file = tmp_path / "try.txt"
    file.write_text(text, encoding="utf-8")
    return read_passages(file)


@pytest.fixture(scope="module")
def train() -> list[Passage]:
    return read_corpus(CORPUS / "train")


@pytest.fixture(scope="module")
def held_back() -> list[Passage]:
    return read_corpus(CORPUS / "test")


def test_the_training_part_is_as_large_and_varied_as_it_says(train: list[Passage]) -> None:
    c = count(train)
    assert c.passages >= 400
    assert c.sentences >= 4000
    assert 0.4 <= c.invented / c.passages <= 0.6
    assert c.nothing / c.sentences >= 0.25
    assert len(c.codes["genre"]) == 8
    assert short(c) == {}, f"the least numbers are {LEAST}"


def test_no_sentence_of_the_test_part_stands_in_the_training_part(
    train: list[Passage], held_back: list[Passage]
) -> None:
    assert sum(len(p.sentences) for p in held_back) >= 500
    seen = {s.text for p in train for s in p.sentences if len(s.text) > 30}
    assert not seen & {s.text for p in held_back for s in p.sentences}


def test_no_sentence_stands_twice(train: list[Passage]) -> None:
    texts = [s.text for p in train for s in p.sentences if len(s.text) > 40]
    assert len(texts) == len(set(texts))


def test_sentences_stand_in_the_text_where_their_starts_say(train: list[Passage]) -> None:
    for p in train:
        for start, s in zip(p.starts, p.sentences, strict=True):
            assert p.text[start : start + len(s.text)] == s.text


def test_predicates_are_words(train: list[Passage]) -> None:
    for p in train:
        for s in p.sentences:
            for e in s.events:
                word = s.text[slice(*e.predicate)]
                assert word == word.strip() and " " not in word and any(map(str.isalnum, word))


def test_a_note_is_read_as_it_stands(tmp_path: Path) -> None:
    notes = (
        "  SAID | Dorvan @dorvan / said / says | indirect | Kellen's army ... Tuesday\n"
        "  ASSAULT heavy-weapons | shelled | by Kellen's army @kellen.army | to Arrat @dorvan"
        " | happened not | ctx military\n"
    )
    (passage,) = _read(tmp_path, HEADER + SENTENCE + notes)
    (s,) = passage.sentences
    (e,) = s.events
    assert (e.type, e.mode, e.modality, e.negated) == ("ASSAULT", "heavy-weapons", "happened", True)
    assert [s.text[slice(*m.span)] for m in e.actors if m.span] == ["Kellen's army"]
    assert e.actors[0].body == "kellen"
    assert [link.kind for link in s.chain(e)] == ["says"]


def test_an_own_act_of_speaking_does_not_stand_on_its_own_word(tmp_path: Path) -> None:
    text = '"We condemn Kellen," Dorvan said.\n'
    notes = (
        "  SAID | Dorvan @dorvan / said / says | direct | We condemn Kellen\n"
        "  ACCUSE disapprove | condemn | by We @dorvan | to Kellen @kellen | happened\n"
    )
    (passage,) = _read(tmp_path, HEADER + text + notes)
    s = passage.sentences[0]
    assert s.chain(s.events[0]) == ()


@pytest.mark.parametrize(
    ("note", "why"),
    [
        ("  ASSAULT | bombed | happened", "does not stand"),
        ("  ASSAULT | shelled", "TYPE mode"),
        ("  ASSAULT | shelled | by Dorvan", "party's id"),
        ("  ATTACK | shelled | happened", "no type of event"),
        ("  ASSAULT curfew | shelled | happened", "no mode of ASSAULT"),
        ("  ASSAULT | shelled Arrat | happened", "one word"),
        ("  ASSAULT | shelled | conditional", "needs its condition"),
        ("  ASSAULT | shelled | to Arrat @dorvan", "modality is missing"),
        ("  SAID | Dorvan @dorvan / said / shouts | indirect | *", "no kind of cue"),
        ("  STANCE | land | demands | Dorvan @dorvan | Arrat", "no issue"),
        ("  PROPOSAL firm | - | territory: Arrat", "no kind of proposal"),
    ],
)
def test_a_wrong_note_is_named_with_its_line_and_reason(
    tmp_path: Path, note: str, why: str
) -> None:
    with pytest.raises(CorpusError) as error:
        _read(tmp_path, HEADER + SENTENCE + note + "\n")
    assert "try.txt:3" in str(error.value)
    assert why in str(error.value)


@given(st.lists(st.sampled_from(["ab", "cd", "ef"]), min_size=1, max_size=8), st.data())
def test_numbered_words_are_found_where_they_stand(words: list[str], data: st.DataObject) -> None:
    k = data.draw(st.integers(0, len(words) - 1))
    nth = words[: k + 1].count(words[k])
    start, end = locate(" ".join(words), f"{words[k]}#{nth}")
    assert " ".join(words)[start:end] == words[k]
    assert start == sum(len(w) + 1 for w in words[:k])


def test_words_that_stand_twice_are_not_guessed() -> None:
    with pytest.raises(SpanError, match="2 times"):
        locate("it said it would", "it")


def test_the_blind_annotation_has_the_same_sentences_and_agrees(train: list[Passage]) -> None:
    second = read_corpus(CORPUS / "second")
    first = {p.id: p for p in train}
    for p in second:
        assert [s.text for s in p.sentences] == [s.text for s in first[p.id].sentences]
    assert sum(len(p.sentences) for p in second) >= 300
    found = agreement(train, second)
    assert found["word of an act, F1"][0] > 0.8
    assert found["type, kappa"][0] > 0.9


def test_a_passage_agrees_with_itself_and_not_with_its_bare_text(train: list[Passage]) -> None:
    some = [p for p in train if any(s.events for s in p.sentences)][:5]
    assert all(value == 1 for value, _ in agreement(some, some).values())
    bare = [
        replace(p, sentences=[Sentence(s.text, s.paragraph, s.line) for s in p.sentences])
        for p in some
    ]
    assert agreement(some, bare)["word of an act, F1"][0] == 0


def test_kappa_is_what_cohen_says() -> None:
    # 20 of 50 both yes, 15 both no, 5 and 10 apart: agreement .7, by chance .5
    pairs = [("y", "y")] * 20 + [("n", "n")] * 15 + [("y", "n")] * 5 + [("n", "y")] * 10
    assert kappa(pairs) == pytest.approx(0.4)
