"""Attachments that the words around decide."""

from __future__ import annotations

import pytest
from handmade import tree
from spacy.tokens import Doc

from tracktwo.coding.mend import mend


def tagged(text: str, tags: str):
    doc = tree(text)
    for token, tag in zip(doc, tags.split(), strict=True):
        token.tag_ = tag
    return doc


def spaced(words: list[str], spaces: list[bool]) -> Doc:
    return Doc(
        tree("Ada//PROPN/root/1").vocab,
        words=words,
        spaces=spaces,
        pos=["PROPN", "VERB", "NOUN", "PUNCT", "NOUN"],
        heads=[1, 1, 1, 2, 1],
        deps=["nsubj", "root", "obl", "punct", "obl"],
        sent_starts=[True, False, False, False, False],
    )


TOLD = (
    "Ada//PROPN/nsubj/2 {told}//VERB/root/2 it//PRON/nsubj/4 {is_}//VERB/ccomp/2 and//CCONJ/cc/6 "
    "left//VERB/conj/4"
)


@pytest.mark.parametrize(
    ("told", "said", "tags", "head"),
    [
        ("insisted", "works", "NNP VBD PRP VBZ CC VBD", "insisted"),  # the past tenses are joined
        ("insisted", "worked", "NNP VBD PRP VBD CC VBD", "worked"),  # nothing decides
        ("insists", "works", "NNP VBZ PRP VBZ CC VBD", "works"),
    ],
)
def test_a_past_tense_joins_the_past_that_told_the_present(
    told: str, said: str, tags: str, head: str
) -> None:
    doc = tagged(TOLD.format(told=told, is_=said), tags)
    mend(doc)
    assert doc[5].head.text == head


def test_a_clause_with_a_subject_of_its_own_stays(  # "... is theirs and Uganda left"
) -> None:
    doc = tagged(
        "Ada//PROPN/nsubj/2 said//VERB/root/2 it//PRON/nsubj/4 works//VERB/ccomp/2 and//CCONJ/cc/7 "
        "Bo//PROPN/nsubj/7 left//VERB/conj/4",
        "NNP VBD PRP VBZ CC NNP VBD",
    )
    mend(doc)
    assert doc[6].head.text == "works"


def test_an_object_after_an_infinitive_is_the_infinitives() -> None:
    doc = tree(
        "Ada//PROPN/nsubj/2 offered//VERB/root/2 to//PART/mark/4 host//VERB/xcomp/2 "
        "talks//NOUN/obj/2 here//ADV/advmod/5"
    )
    mend(doc)
    assert doc[4].head.text == "host"


def test_an_object_before_its_infinitive_stays() -> None:
    doc = tree(
        "Ada//PROPN/nsubj/2 asked//VERB/root/2 Bo//PROPN/obj/2 to//PART/mark/5 host//VERB/xcomp/2"
    )
    mend(doc)
    assert doc[2].head.text == "asked"


def test_what_a_sum_is_paid_in_joins_the_sum() -> None:
    doc = tree(
        "Ada//PROPN/nsubj/2 gave//VERB/root/2 ten//NUM/nummod/4 francs/franc/NOUN/obj/2 "
        "in//ADP/case/6 aid//NOUN/obl/2"
    )
    mend(doc)
    assert (doc[5].head.text, doc[5].dep_) == ("francs", "nmod")


def test_an_infinitive_joins_no_past_tense() -> None:
    doc = tagged(
        "Ada//PROPN/nsubj/2 asked//VERB/root/2 to//PART/mark/4 leave//VERB/xcomp/2 and//CCONJ/cc/6 "
        "stressed//VERB/conj/4 peace//NOUN/obj/6",
        "NNP VBD TO VB CC VBN NN",
    )
    mend(doc)
    assert doc[5].head.text == "asked"


def test_two_nouns_around_a_hyphen_are_one_word() -> None:
    doc = spaced(["Ada", "met", "secretary", "-", "general"], [True, True, False, False, False])
    mend(doc)
    assert (doc[2].head.text, doc[2].dep_) == ("general", "compound")


def test_mending_twice_is_mending_once() -> None:
    doc = tagged(
        TOLD.format(told="insisted", is_="works"),
        "NNP VBD PRP VBZ CC VBD",
    )
    mend(doc)
    heads = [t.head.i for t in doc]
    mend(doc)
    assert [t.head.i for t in doc] == heads


def test_an_object_right_after_a_gerund_or_infinitive_is_theirs() -> None:
    doc = tagged(
        "Ada//PROPN/nsubj/2 helps//VERB/root/2 pass//VERB/xcomp/2 laws//NOUN/obj/2 on//ADP/mark/6 "
        "beating//VERB/advcl/2 crime//NOUN/obj/2",
        "NNP VBZ VB NNS IN VBG NN",
    )
    mend(doc)
    assert [doc[i].head.text for i in (3, 6)] == ["pass", "beating"]


def test_an_object_apart_from_the_gerund_stays() -> None:
    doc = tagged(
        "Ada//PROPN/nsubj/2 gives//VERB/root/2 after//ADP/mark/4 meeting//VERB/advcl/2 "
        "often//ADV/advmod/2 much//ADJ/amod/7 aid//NOUN/obj/2",
        "NNP VBZ IN VBG RB JJ NN",
    )
    mend(doc)
    assert doc[6].head.text == "gives"
