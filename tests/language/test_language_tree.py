"""Trees and name tags: the fast path equals a brute-force reading of the definition."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tracktwo.language.names import bio_spans, bio_tags, fill
from tracktwo.language.tree import tree_heads

LABELS = ["O", "B-Person", "B-Place", "I-Person", "I-Place"]


def is_tree(heads: tuple[int, ...]) -> bool:
    """Whether exactly one word hangs on 0 and all others reach it."""
    if sum(h == 0 for h in heads) != 1:
        return False
    for k in range(len(heads)):
        node, steps = k + 1, 0
        while node and steps <= len(heads):
            node, steps = heads[node - 1], steps + 1
        if node:
            return False
    return True


def trees(n: int) -> list[tuple[int, ...]]:
    """All trees of n words."""
    return [h for h in product(range(n + 1), repeat=n) if is_tree(h)]


TREES = {n: trees(n) for n in range(1, 6)}


def total(scores: np.ndarray, heads: tuple[int, ...]) -> float:
    return float(sum(scores[d, h] for d, h in enumerate(heads)))


@st.composite
def arc_scores(draw: st.DrawFn, most: int = 5) -> np.ndarray:
    n = draw(st.integers(1, most))
    scale = draw(st.sampled_from([1.0, 30.0]))
    whole = draw(arrays(np.int16, (n, n + 1), elements=st.integers(-50, 50)))
    return (whole * scale).astype(np.float32)


def test_there_are_as_many_trees_as_cayley_counts() -> None:
    assert {n: len(found) for n, found in TREES.items()} == {n: n ** (n - 1) for n in TREES}


@given(arc_scores())
def test_no_tree_scores_higher(scores: np.ndarray) -> None:
    heads = tuple(int(h) for h in tree_heads(scores))
    assert is_tree(heads)
    assert total(scores, heads) == max(total(scores, t) for t in TREES[len(scores)])


@given(arc_scores(12))
def test_a_tree_with_one_root_comes_out_at_any_length(scores: np.ndarray) -> None:
    assert is_tree(tuple(int(h) for h in tree_heads(scores)))


@given(arc_scores(), st.floats(-100, 100, width=32))
def test_scores_of_a_word_count_only_relative_to_each_other(s: np.ndarray, by: float) -> None:
    moved = s.astype(np.float64)
    moved[0] += by
    best = total(s, tuple(tree_heads(s)))
    assert np.isclose(total(s, tuple(tree_heads(moved))), best)


def test_a_cycle_that_scores_best_is_broken() -> None:
    scores = np.array([[1.0, 0.0, 9.0], [0.0, 9.0, 0.0]], dtype=np.float32)
    assert tree_heads(scores).tolist() == [0, 1]


def well_formed(tags: tuple[str, ...], starts: list[bool]) -> bool:
    for k, tag in enumerate(tags):
        if tag.startswith("I-"):
            before = "O" if k == 0 or starts[k] else tags[k - 1]
            if before == "O" or before[2:] != tag[2:]:
                return False
    return True


@st.composite
def tag_scores(draw: st.DrawFn, most: int) -> tuple[np.ndarray, list[bool]]:
    n = draw(st.integers(1, most))
    whole = draw(arrays(np.int16, (n, len(LABELS)), elements=st.integers(-9, 9)))
    return whole.astype(np.float32), draw(st.lists(st.booleans(), min_size=n, max_size=n))


@given(tag_scores(5))
def test_no_well_formed_tags_score_higher(drawn: tuple[np.ndarray, list[bool]]) -> None:
    scores, starts = drawn
    value = {label: k for k, label in enumerate(LABELS)}

    def points(tags: tuple[str, ...]) -> float:
        return float(sum(scores[k, value[t]] for k, t in enumerate(tags)))

    got = tuple(bio_tags(scores, LABELS, np.array(starts)))
    every = (t for t in product(LABELS, repeat=len(scores)) if well_formed(t, starts))
    assert well_formed(got, starts)
    assert points(got) == max(points(t) for t in every)


@given(tag_scores(30))
def test_spans_tell_the_tags(drawn: tuple[np.ndarray, list[bool]]) -> None:
    scores, starts = drawn
    tags = bio_tags(scores, LABELS, np.array(starts))
    assert well_formed(tuple(tags), starts)
    again = ["O"] * len(tags)
    for a, b, label in bio_spans(tags):
        again[a:b] = [f"B-{label}"] + [f"I-{label}"] * (b - a - 1)
    assert again == tags


@given(tag_scores(12), tag_scores(12))
def test_filling_keeps_the_first_layer_and_overlaps_nowhere(
    one: tuple[np.ndarray, list[bool]], two: tuple[np.ndarray, list[bool]]
) -> None:
    first, second = (bio_spans(bio_tags(s, LABELS, np.array(b))) for s, b in (one, two))
    both = fill(first, second)
    assert set(first) <= set(both) <= {*first, *second}
    assert both == sorted(both)
    assert all(a[1] <= b[0] for a, b in pairwise(both))
