"""Reading: the same words give the same arrays, and any text can be read."""

from __future__ import annotations

import pickle
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from tracktwo.language import MENTIONS, model_version, type_pairs, verify
from tracktwo.language.reader import STATES, Read
from tracktwo.language.weights import load_weights

LAYERS = ["HEAD", "DEP", "POS", "TAG", "MORPH", "LEMMA", "ENT_IOB", "ENT_TYPE", "SENT_START"]
REPORTS = [
    "The Sarnian government said on Tuesday that its forces had not crossed the Ula river.\n\n"
    "“We will hold our line,” General Ilo Marek told reporters in Vesk. He did not take questions.",
    "Kadra's foreign minister, Ane Solberg, met her Sarnian counterpart in Port Vesk.  She urged "
    "both sides to free their prisoners.\nTalks resume in May.",
    "Nobody was hurt.",
]
ODD = {
    "empty": "",
    "one word": "Ceasefire",
    "one mark": ".",
    "white space": " \n\n\t \u00a0 ",
    "odd white space": "\n\n  Talks\u00a0began \t in\u2003Vesk .\n \n\n They  failed.\r\n\r\n ",
    "emojis": "They agreed 🕊️🤝🏽 at last! 👩‍👩‍👧 fled \U0001f1f3\U0001f1f4.",
    "arabic": "وقف إطلاق النار, he said: «نعم» means yes.",
    "controls": "a\u200bb \ufeffc \x00 d\u0301 \ud7ff e",
    "a very long word": "Before " + "x" * 5000 + " after.",
    "many marks": "?!" * 400,
    "no punctuation": "the army moved north and the rebels moved south " * 1112,
}


def arrays(doc: Doc) -> np.ndarray:
    return doc.to_array(LAYERS)


def check(doc: Doc, text: str) -> None:
    assert doc.text == text
    assert [t.i for s in doc.sents for t in s] == list(range(len(doc)))
    for sent in doc.sents:
        assert sum(t.head.i == t.i for t in sent) == 1
        assert sum(t.dep_ == "root" for t in sent) == (0 if sent.text.isspace() else 1)
    assert all(t.lemma_ and t.tag_ and t.pos_ for t in doc)
    assert all(a.end <= b.start for a, b in pairwise(doc.ents))
    reads: list[Read] = doc.user_data[STATES]
    assert [i for r in reads for i in r.tokens] == [t.i for t in doc if not t.is_space]


@pytest.mark.parametrize("kind", ODD)
def test_any_text_can_be_read(nlp: Language, kind: str) -> None:
    check(nlp(ODD[kind]), ODD[kind])


@given(st.text(max_size=80))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_letters_can_be_read(nlp: Language, text: str) -> None:
    check(nlp(text), text)


def test_a_report_reads_the_same_alone_and_in_company(nlp: Language, two_threads: Language) -> None:
    alone = [arrays(nlp(t)) for t in REPORTS]
    for other in (nlp.pipe(REPORTS[::-1]), two_threads.pipe(REPORTS[::-1], batch_size=2)):
        for a, b in zip(alone, reversed(list(other)), strict=True):
            np.testing.assert_array_equal(a, arrays(b))


def test_threads_change_nothing(nlp: Language, two_threads: Language) -> None:
    text = "\n\n".join(REPORTS * 15)
    one, two = nlp(text), two_threads(text)
    np.testing.assert_array_equal(arrays(one), arrays(two))
    for a, b in zip(one.user_data[STATES], two.user_data[STATES], strict=True):
        np.testing.assert_array_equal(a.states, b.states)


def test_a_paragraph_reads_the_same_in_any_report(nlp: Language) -> None:
    alone = nlp(REPORTS[2])
    after = nlp(REPORTS[0] + "\n\n" + REPORTS[2])
    assert [t.dep_ for t in after[-len(alone) :]] == [t.dep_ for t in alone]


def test_sentences_that_are_given_are_kept(nlp: Language) -> None:
    words = [
        "they",
        "left",
        ".",
        "the",
        "talks",
        "had",
        "failed",
        "\n\n",
        "nobody",
        "was",
        "hurt",
        ".",
    ]
    starts = [i in (0, 2, 7) for i in range(len(words))]
    doc = nlp.get_pipe("tracktwo_reader")(Doc(nlp.vocab, words, sent_starts=starts))
    assert [s.text.split() for s in doc.sents] == [
        ["they", "left"],
        [".", "the", "talks", "had", "failed"],
        ["nobody", "was", "hurt", "."],
    ]
    again = nlp.get_pipe("tracktwo_reader")(doc)
    np.testing.assert_array_equal(arrays(doc), arrays(again))


def test_a_reader_can_be_sent_to_another_process(nlp: Language) -> None:
    reader = pickle.loads(pickle.dumps(nlp.get_pipe("tracktwo_reader")))
    np.testing.assert_array_equal(arrays(reader(nlp.make_doc(REPORTS[0]))), arrays(nlp(REPORTS[0])))


def test_a_plain_sentence(nlp: Language) -> None:
    doc = nlp("General Ilo Marek told reporters in Vesk that Sarnian troops had been attacked.")
    told = next(t for t in doc if t.text == "told")
    assert told.dep_ == "root"
    assert {c.dep_ for c in told.children} >= {"nsubj", "ccomp"}
    attacked = next(t for t in doc if t.text == "attacked")
    assert attacked.lemma_ == "attack"
    assert "nsubj:pass" in {c.dep_ for c in attacked.children}
    assert "Ilo Marek" in " ".join(e.text for e in doc.ents)


def test_pronouns_are_not_among_the_names(nlp: Language) -> None:
    for text in REPORTS:
        doc = nlp(text)
        assert not {e.text.lower() for e in doc.ents} & {"he", "she", "we", "they", "it", "her"}
        assert MENTIONS in doc.spans


def test_pair_types_are_the_same_one_by_one(nlp: Language) -> None:
    doc = nlp("Sarnia attacked Kadra. Kadra praised Sarnia and thanked Vesk.")
    pairs = [(slice(0, 1), slice(2, 3)), (slice(4, 5), slice(6, 7)), (slice(4, 5), slice(9, 10))]
    together = type_pairs(doc, pairs)
    assert together.types.shape == (3, len(together.type_names))
    np.testing.assert_allclose(together.types.sum(1), 1, rtol=1e-5)
    np.testing.assert_allclose(together.classes.sum(1), 1, rtol=1e-5)
    for k, pair in enumerate(pairs):
        alone = type_pairs(doc, [pair])
        np.testing.assert_array_equal(alone.types[0], together.types[k])


def test_states_that_were_not_kept_are_made_again(nlp: Language) -> None:
    doc = nlp(REPORTS[1])
    pair = [(slice(0, 1), slice(8, 9))]
    kept = type_pairs(doc, pair)
    doc.user_data[STATES] = [Read(r.tokens, r.inputs, None) for r in doc.user_data[STATES]]
    np.testing.assert_array_equal(kept.types, type_pairs(doc, pair).types)


def test_a_pair_without_a_part_is_read(nlp: Language) -> None:
    doc = nlp("Sarnia attacked.")
    got = type_pairs(doc, [(slice(0, 1), slice(0, 0)), (slice(0, 0), slice(0, 0))])
    np.testing.assert_allclose(got.types.sum(1), 1, rtol=1e-5)
    assert got.classes[1, 0] == 1


def test_no_pairs_no_types(nlp: Language) -> None:
    assert type_pairs(nlp("Nobody was hurt."), []).types.shape[0] == 0


def test_the_files_are_those_that_were_recorded() -> None:
    assert all(verify().values())
    assert load_weights().version == model_version()
