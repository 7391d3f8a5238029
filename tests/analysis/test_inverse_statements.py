"""Edits of statements against all edits, one by one; and each edit by an example."""

from __future__ import annotations

from itertools import product

import pytest
from altered import in_statements
from conflicts import Kind, random_conflict
from hypothesis import given, settings
from hypothesis import strategies as st
from plain import Plain

from tracktwo.analysis.inverse_statements import invert_statements
from tracktwo.conflict import (
    Conflict,
    DecisionMaker,
    Option,
    OptionSpace,
    Statement,
    Statements,
    Weights,
)
from tracktwo.errors import ConflictError

KIND = Kind(most_states=8, most_dms=2)
seeds = st.integers(0, 10**6)
concepts = st.sampled_from(["nash", "gmr", "smr", "seq", "sseq"])


def opposite(text: str) -> str:
    return text[5:-1] if text.startswith("not (") else f"not ({text})"


def edits(listed: tuple, weighted: bool) -> set[tuple]:
    """Everything that one edit makes of pairs (text, weight)."""
    n = len(listed)
    results = set()
    for k in range(n):
        rest = [*listed]
        one = rest.pop(k)
        results.add(tuple(rest))
        results.add((*listed[:k], (opposite(one[0]), one[1]), *listed[k + 1 :]))
        for to in range(n):
            if weighted:
                new = [list(p) for p in listed]
                new[k][1], new[to][1] = new[to][1], new[k][1]
                results.add(tuple(map(tuple, new)))
            else:
                results.add((*rest[:to], one, *rest[to:]))
                new = [*listed]
                new[k], new[to] = new[to], new[k]
                results.add(tuple(new))
    return results


def stable(conflict: Conflict, lists: tuple, dms: list[int], state: int, concept: str) -> bool:
    kind = type(conflict.preferences[dms[0]])
    new = {}
    for dm, listed in zip(dms, lists, strict=True):
        made = [Statement(text, conflict.statement(text), weight=w) for text, w in listed]
        new[dm] = kind(tuple(made))
    plain = Plain(conflict.with_preferences(new))
    return all(plain.stable(concept, i, state) for i in dms)


def as_pairs(preference: Statements | Weights) -> tuple:
    return tuple((s.text, s.weight) for s in preference.statements)


@given(seeds, concepts, st.booleans())
@settings(max_examples=60, deadline=None)
def test_the_answers_are_all_the_smallest(seed, concept, weighted):
    conflict = in_statements(seed, KIND, weighted=weighted, most=3)
    state, dms = seed % conflict.n_state, list(range(conflict.n_dm))
    found = invert_statements(conflict, state, concept, limit=10_000, most=2)
    layer = {tuple(as_pairs(conflict.preferences[i]) for i in dms)}
    seen = set(layer)
    for size in range(3):  # noqa: B007
        good = {x for x in layer if stable(conflict, x, dms, state, concept)}
        if good:
            break
        layer = {
            (*x[:i], new, *x[i + 1 :]) for x in layer for i in dms for new in edits(x[i], weighted)
        } - seen
        seen |= layer
    else:
        assert found.edits is None and not found.answers
        return
    assert found.edits == size and found.complete
    given_ = [as_pairs(conflict.preferences[i]) for i in dms]
    answers = [
        tuple(as_pairs(a.preferences[i]) if i in a.preferences else given_[i] for i in dms)
        for a in found.answers
    ]
    assert len(set(answers)) == len(answers)
    assert set(answers) == good
    for answer in found.answers:
        assert len(answer.edits) == size and all(answer.sentences(conflict))


@given(seeds)
@settings(max_examples=40, deadline=None)
def test_an_opposite_holds_elsewhere_and_twice_is_the_same(seed):
    conflict = in_statements(seed, KIND)
    for preference in conflict.preferences:
        for one in preference.statements:
            level = conflict.space.level
            a, b = one.expression.holds(level), one.negated().expression.holds(level)
            assert (a != b).all()
            assert (one.negated().negated().expression.holds(level) == a).all()
            again = conflict.statement(one.negated().text)
            assert (again.holds(level) == b).all()


@pytest.fixture
def talks() -> Conflict:
    """One who may take a or b, and prefers not a above all."""
    options = (Option("a", "a", 0), Option("b", "b", 1))
    base = Conflict(
        "Talks",
        (DecisionMaker("x", "X"), DecisionMaker("y", "Y")),
        OptionSpace.of([2, 2], [0, 1], ["both", "both"]),
        (Statements(()), Statements(())),
        options,
    )
    said = [Statement(t, base.statement(t)) for t in ("not a", "b")]
    return base.with_preferences({0: Statements(tuple(said)), 1: Statements((said[1],))})


def test_sentences(talks):
    state = talks.state("YY")
    found = invert_statements(talks, state, "nash", [0], most=1)
    assert found.edits == 1
    assert found.sentences(talks) == (
        'X: drop statement 1, "not a".',
        'X: turn statement 1, "not a", into its opposite.',
    )
    assert invert_statements(talks, talks.state("NY"), "nash").sentences(talks) == (
        '"Y: b" is stable already.',
    )
    none = invert_statements(talks, talks.state("YN"), "nash", most=1)
    assert none.sentences(talks) == ('No 1 edits or fewer make "X: a" stable.',)
    assert invert_statements(talks, talks.state("YN"), "nash").edits == 2


def test_a_limit_is_told(talks):
    found = invert_statements(talks, talks.state("YN"), "nash", limit=1)
    assert len(found.answers) == 1 and not found.complete


def test_rankings_are_refused():
    with pytest.raises(ConflictError, match="not given by statements"):
        invert_statements(random_conflict(1), 0, "nash")


def test_every_product_of_independent_answers_is_given(talks):
    found = invert_statements(talks, talks.state("YN"), "nash")
    firsts = [invert_statements(talks, found.state, "nash", [i]).answers for i in (0, 1)]
    assert len(found.answers) == len(list(product(*firsts)))
