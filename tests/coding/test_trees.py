"""Questions about trees, on trees made by hand."""

from __future__ import annotations

import pytest
from handmade import tree
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from tracktwo.coding.slots import logical_objects, logical_subjects, passive
from tracktwo.coding.trees import (
    antecedent,
    cases,
    children,
    clause_span,
    conjuncts,
    is_negator,
    is_relative,
    own_tokens,
    trim,
)

# The team that Oslo sent met Bergen and Molde in exchange for nothing .
SENT = tree(
    "The//DET/det/2 team//NOUN/nsubj/6 that//PRON/obj/5 Oslo//PROPN/nsubj/5 "
    "sent/send/VERB/acl:relcl/2 met/meet/VERB/root/6 Bergen//PROPN/obj/6 and//CCONJ/cc/9 "
    "Molde//PROPN/conj/7 in//ADP/case/13 exchange//NOUN/fixed/10 for//ADP/fixed/10 "
    "nothing//PRON/obl/6 .//PUNCT/punct/6"
)
ROAD = tree(
    "They//PRON/nsubj:pass/4 were/be/AUX/aux:pass/4 not//PART/advmod/4 seen/see/VERB/root/4 "
    "by//ADP/case/6 guards//NOUN/obl:agent/4 out//ADP/case/9 of//ADP/case/9 town//NOUN/obl/4"
)


def words(tokens: list[object]) -> list[str]:
    return [str(t) for t in tokens]


def test_children_are_in_order_and_by_label() -> None:
    assert words(children(SENT[5], "nsubj", "obj")) == ["team", "Bergen"]
    assert children(SENT[5], "iobj") == []


def test_cases_are_single_and_whole() -> None:
    assert cases(SENT[12]) == {"in exchange for"}
    assert cases(ROAD[8]) == {"out", "of", "out of"}


def test_conjuncts_are_transitive() -> None:
    doc = tree("A//PROPN/root/1 B//PROPN/conj/1 and//CCONJ/cc/4 C//PROPN/conj/2")
    assert words(conjuncts(doc[0])) == ["B", "C"]
    assert conjuncts(doc[3]) == []


def test_a_relative_pronoun_stands_for_the_noun() -> None:
    assert is_relative(SENT[2]) and str(antecedent(SENT[2])) == "team"
    assert not is_relative(SENT[6]) and antecedent(SENT[6]).i == 6


def test_negators_are_words_in_a_place_to_negate() -> None:
    assert is_negator(ROAD[2])
    assert not is_negator(ROAD[1])


def test_a_passive_swaps_subject_and_object() -> None:
    assert passive(ROAD[3]) and not passive(SENT[5])
    assert words(logical_objects(ROAD[3])) == ["They"]
    assert words(logical_subjects(ROAD[3])) == ["guards"]
    assert words(logical_objects(SENT[4])) == ["team"]
    assert words(logical_subjects(SENT[5])) == ["team"]


def test_a_lone_person_named_after_a_verb_is_its_object() -> None:
    doc = tree("Kenya//PROPN/nsubj/2 warned/warn/VERB/root/2 Uganda//PROPN/iobj/2")
    assert words(logical_objects(doc[1])) == ["Uganda"]


def test_a_clause_is_one_stretch_without_its_punctuation() -> None:
    assert clause_span(SENT[5]).text.endswith("nothing")
    assert clause_span(SENT[4]).text == "that Oslo sent"
    assert trim(SENT[7:14]).text == "Molde in exchange for nothing"


def test_branches_may_be_left_out() -> None:
    got = own_tokens(SENT[1], without=frozenset({"acl:relcl"}))
    assert words(got) == ["The", "team"]


@st.composite
def trees(draw: st.DrawFn) -> Doc:
    n = draw(st.integers(1, 9))
    order = draw(st.permutations(range(n)))
    heads = {order[0]: order[0]}
    for k in range(1, n):
        heads[order[k]] = order[draw(st.integers(0, k - 1))]
    labels = ["nsubj", "obj", "conj", "punct", "cc", "acl:relcl", "obl"]
    items = []
    for i in range(n):
        dep = "root" if heads[i] == i else draw(st.sampled_from(labels))
        items.append(f"w{i}//{'PUNCT' if dep == 'punct' else 'NOUN'}/{dep}/{heads[i] + 1}")
    return tree(" ".join(items))


@given(trees())
def test_a_clause_is_around_its_head_and_within_its_subtree(doc: Doc) -> None:
    for token in doc:
        span = clause_span(token)
        assert 0 <= span.start < span.end <= len(doc)
        below = {t.i for t in own_tokens(token)}
        assert {t.i for t in span} <= below
        assert {t.i for t in own_tokens(token, without=frozenset({"obj"}))} <= below


@pytest.mark.parametrize("word", ["who", "which", "that"])
@given(trees())
def test_an_antecedent_is_never_below_its_pronoun(word: str, doc: Doc) -> None:
    for token in doc:
        assert antecedent(token).i == token.i or not token.is_ancestor(antecedent(token))
