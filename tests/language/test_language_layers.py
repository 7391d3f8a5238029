"""What is written into a Doc is what was read, whatever the trees and the white space."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from tracktwo.language.layers import MENTIONS, Codes, Layers
from tracktwo.language.lemmas import Lemmatiser

BLANK = spacy.blank("en")
LABELS = {
    "rel": ["root", "nsubj", "aux"],
    "upos": ["NOUN", "PROPN", "PRON", "VERB", "AUX"],
    "xpos": ["NN", "NNP", "PRP", "VBN", "VBZ"],
    "feats": ["_", "Number=Sing"],
}
CODES = Codes(BLANK.vocab, LABELS, Lemmatiser({}))
NOUN, PROPN, PRON, VERB, AUX = range(5)


@st.composite
def sentences(draw: st.DrawFn) -> tuple[list[str], list[int], list[int]]:
    """Words with white space between, the head of each word, and the length of each sentence."""
    lengths = draw(st.lists(st.integers(1, 9), min_size=1, max_size=5))
    words: list[str] = []
    heads: list[int] = []
    at: list[int] = []  # token of each word
    for n in lengths:
        order = draw(st.permutations(range(n)))
        base = len(at)
        for _ in range(n):
            words += draw(st.lists(st.sampled_from([" ", "\n\n"]), max_size=1))
            at.append(len(words))
            words.append("word")
        tree = {order[0]: order[0]}
        for k, node in enumerate(order[1:], 1):
            tree[node] = order[draw(st.integers(0, k - 1))]
        heads += [base + tree[k] for k in range(n)]
    words += draw(st.lists(st.just("\n"), max_size=2))
    whole = list(range(len(words)))
    for token, head in zip(at, heads, strict=True):
        whole[token] = at[head]
    return words, whole, lengths


@given(sentences())
@settings(max_examples=300)
def test_sentences_of_the_doc_are_those_of_the_trees(
    drawn: tuple[list[str], list[int], list[int]],
) -> None:
    words, heads, lengths = drawn
    space = np.array([w.isspace() for w in words])
    layers = Layers.empty(space)
    layers.heads[:] = heads
    layers.deps[:] = [0 if h == i else 1 for i, h in enumerate(heads)]
    doc = Doc(BLANK.vocab, words)
    CODES.write(doc, words, layers)
    sents = list(doc.sents)
    assert [sum(not t.is_space for t in s) for s in sents] == lengths
    assert [t.i for s in sents for t in s] == list(range(len(doc)))
    for sent in sents:
        assert [t.i for t in sent if t.dep_ == "root"] == [sent.root.i]
        assert [t.i for t in sent if t.head.i == t.i] == [sent.root.i]
    for token in doc:
        if token.is_space:
            assert (token.pos_, token.tag_, token.dep_) == ("SPACE", "_SP", "dep")
        else:
            assert token.head.i == heads[token.i]


def written(words: list[str], upos: list[int], **spans: list[tuple[int, int, str]]) -> Doc:
    layers = Layers.empty(np.array([w.isspace() for w in words]))
    layers.heads[:] = len(words) - 1
    layers.upos[:] = layers.xpos[:] = upos
    layers.mentions += spans.get("mentions", [])
    layers.named += spans.get("named", [])
    doc = Doc(BLANK.vocab, words)
    CODES.write(doc, words, layers)
    return doc


def test_white_space_alone_is_one_sentence() -> None:
    doc = written([" ", "\n\n", "\n"], [NOUN] * 3)
    assert len(list(doc.sents)) == 1


def test_nothing_is_nothing() -> None:
    doc = Doc(BLANK.vocab, [])
    CODES.write(doc, [], Layers.empty(np.zeros(0, dtype=bool)))
    assert list(doc.sents) == []


def test_pronouns_and_common_nouns_are_mentions_but_no_names() -> None:
    words, upos = ["Ane", "Kadra", "told", "her", "minister"], [PROPN, PROPN, VERB, PRON, NOUN]
    mentions = [(3, 4, "Person"), (4, 5, "Person")]
    doc = written(words, upos, mentions=mentions, named=[(0, 2, "Person")])
    assert [(e.text, e.label_) for e in doc.ents] == [("Ane Kadra", "Person")]
    assert [(e.text, e.label_) for e in doc.spans[MENTIONS]] == [
        ("her", "Person"),
        ("minister", "Person"),
    ]


def test_times_and_weapons_need_no_name() -> None:
    words, upos = ["mortars", "fired", "last", "week"], [NOUN, VERB, NOUN, NOUN]
    doc = written(words, upos, mentions=[(0, 1, "Weapon"), (2, 4, "Temporal")])
    assert [e.text for e in doc.ents] == ["mortars", "last week"]


def test_the_layer_of_mentions_goes_before_that_of_names() -> None:
    words, upos = ["Port", "Kadra", "Council", "met"], [PROPN, PROPN, PROPN, VERB]
    doc = written(
        words, upos, mentions=[(0, 3, "Organisation")], named=[(0, 2, "Location"), (3, 4, "Event")]
    )
    assert [(e.text, e.label_) for e in doc.ents] == [("Port Kadra Council", "Organisation")]


def test_have_is_told_from_be_by_the_verb_that_follows() -> None:
    layers = Layers.empty(np.zeros(3, dtype=bool))
    layers.heads[:] = [2, 2, 2]
    layers.deps[:] = [1, 2, 0]
    layers.upos[:] = [PRON, AUX, VERB]
    layers.xpos[:] = [2, 4, 3]
    doc = Doc(BLANK.vocab, ["it", "'s", "gone"])
    CODES.write(doc, ["it", "'s", "gone"], layers)
    assert [t.lemma_ for t in doc] == ["it", "have", "go"]


def test_labels_keep_their_meaning_over_many_sentences() -> None:
    doc = written(["Kadra", "fell"] * 40, [PROPN, VERB] * 40)
    assert all(a.pos_ == "PROPN" and b.pos_ == "VERB" for a, b in list(pairwise(doc))[::2])
