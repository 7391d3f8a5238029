"""What is decoded from the model's scores of acts, sayings, stands and conditions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tracktwo.language.acts import ROLES, Acts, decode

LABELS = {
    "act": ["-", "ASSAULT", "AID"],
    "mode": ["ASSAULT drone", "ASSAULT -", "AID -"],
    "modality": ["happened", "planned"],
    "cue": ["-", "says"],
    "stance": ["-", "demands"],
    "issue": ["territory", "other"],
}


def _scores(words: int) -> dict[str, NDArray[np.float32]]:
    """Scores by which nothing is told, for so many words after the mark."""
    n = words + 1

    def sure(width: int) -> NDArray[np.float32]:
        table = np.zeros((n, width), dtype=np.float32)
        table[:, 0] = 1
        return table

    sizes = {"act": 3, "mode": 3, "modality": 2, "polarity": 2, "cue": 2, "cond": 3}
    out = {k: sure(width) for k, width in (sizes | {"stance": 2, "issue": 2}).items()}
    return out | {"roles": np.zeros((len(ROLES), n, n), dtype=np.float32)}


def test_nothing_told_gives_nothing() -> None:
    acts = Acts()
    decode(_scores(4), (0, 1, 2, 3), LABELS, acts)
    assert not (acts.acts or acts.cues or acts.stands or acts.conditions)


def test_an_act_has_its_parties_at_the_tokens_of_the_window() -> None:
    scores = _scores(3)
    scores["act"][2] = [0.1, 0.2, 0.7]
    scores["mode"][2] = [0.6, 0.1, 0.3]
    scores["modality"][2] = [0.3, 0.7]
    scores["roles"][ROLES.index("actor"), 2, 1] = 0.9
    scores["roles"][ROLES.index("recipient"), 2, 3] = 0.6
    acts = Acts()
    decode(scores, (10, 11, 13), LABELS, acts)
    (read,) = acts.acts.values()
    assert read.token == 11
    assert read.best == ("AID", pytest.approx(0.7))
    assert read.mode == {"ASSAULT": "drone", "AID": None}
    assert read.modality == ("planned", pytest.approx(0.7))
    assert read.actors == ((10, pytest.approx(0.9)),)
    assert read.recipients == ((13, pytest.approx(0.6)),)


def test_a_cue_has_the_words_of_its_content() -> None:
    scores = _scores(4)
    scores["cue"][2] = [0.2, 0.8]
    scores["roles"][ROLES.index("source"), 2, 1] = 0.9
    scores["roles"][ROLES.index("content"), 2, 3:] = 0.8
    acts = Acts()
    decode(scores, (5, 6, 7, 8), LABELS, acts)
    read = acts.cues[6]
    assert (read.sources[0][0], read.content) == (5, (7, 8))


@given(st.lists(st.integers(0, 2), min_size=1, max_size=12))
def test_conditions_are_stretches_in_order_and_apart(tags: list[int]) -> None:
    scores = _scores(len(tags))
    for k, tag in enumerate(tags, 1):
        scores["cond"][k] = np.eye(3, dtype=np.float32)[tag]
    acts = Acts()
    decode(scores, tuple(range(len(tags))), LABELS, acts)
    inside = {i for a, b in acts.conditions for i in range(a, b)}
    assert inside == {i for i, tag in enumerate(tags) if tag}
    assert all(b <= c for (_, b), (c, _) in zip(acts.conditions, acts.conditions[1:], strict=False))
