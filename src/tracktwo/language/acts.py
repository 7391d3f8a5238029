"""What the model reads of acts, sayings, stands and conditions: words, codes, parties.

Each is found on the word that tells it. Other words are tied to it by the role that they have: the
head of the phrase that names who acts, the words of what somebody says. Sources of the layers: acts
and modes after PLOVER 2.0 (2024); the rest as ``docs/reference/rows.md`` tells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["ACTS", "ROLES", "ActRead", "Acts", "CueRead", "StandRead", "decode"]

ACTS: Final = "tracktwo_acts"
"""Key of ``doc.user_data``: the :class:`Acts` of the text."""

ROLES: Final = ("actor", "recipient", "source", "content", "hangs", "holder", "thing")
"""Roles in the order of the model's scores."""

_LEAST: Final = 0.04  # words less likely to tell anything are not kept
_TIED: Final = 0.1  # nor are ties less likely than this
_HALF: Final = 0.5
_CLEAR: Final = 0.8  # share of a mode among those of its type

Tied = tuple[tuple[int, float], ...]
"""Tokens with the probability of each, most likely first."""


@dataclass(frozen=True, slots=True)
class ActRead:
    """A word that may tell an act.

    Attributes:
        token: index of the word.
        none: probability that it tells none.
        types: probability of each type; with ``none`` they sum to 1.
        mode: the mode by type where one is clearly the likeliest, else None.
        modality: the likeliest modality, and its probability.
        negated: probability that the act is held not to be so.
        actors: heads of the phrases for who acts.
        recipients: heads of the phrases for whom it is done to.
        hangs: first words of the conditions that it hangs on.
    """

    token: int
    none: float
    types: Mapping[str, float]
    mode: Mapping[str, str | None]
    modality: tuple[str, float]
    negated: float
    actors: Tied
    recipients: Tied
    hangs: Tied

    @property
    def best(self) -> tuple[str, float]:
        """The likeliest type and its probability."""
        kind = max(self.types, key=lambda t: (self.types[t], t))
        return kind, self.types[kind]


@dataclass(frozen=True, slots=True)
class CueRead:
    """A word that may attribute: its kinds, heads of the source, and the words of the content."""

    token: int
    none: float
    kinds: Mapping[str, float]
    sources: Tied
    content: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StandRead:
    """A word that may tell what a party wants or refuses, about what, who holds it, its words."""

    token: int
    none: float
    stances: Mapping[str, float]
    issue: tuple[str, float]
    holders: Tied
    content: tuple[int, ...]


@dataclass
class Acts:
    """All that was read of a text, by the index of the word."""

    acts: dict[int, ActRead] = field(default_factory=dict)
    cues: dict[int, CueRead] = field(default_factory=dict)
    stands: dict[int, StandRead] = field(default_factory=dict)
    conditions: list[tuple[int, int]] = field(default_factory=list)


def decode(
    scores: Mapping[str, NDArray[Any]],
    tokens: Sequence[int],
    labels: Mapping[str, Sequence[str]],
    into: Acts,
) -> None:
    """Adds what one window tells.

    Args:
        scores: probabilities as :meth:`Weights.read` gives them, the mark at the start first.
        tokens: token index of each further row.
        labels: names of the columns by layer.
        into: what is known so far.
    """
    roles = scores["roles"]

    def tied(role: str, row: int) -> Tied:
        line = roles[ROLES.index(role), row, 1:]
        near = np.flatnonzero(line > _TIED)
        order = sorted(near.tolist(), key=lambda j: (-line[j], j))
        return tuple((tokens[j], float(line[j])) for j in order)

    def words(role: str, row: int) -> tuple[int, ...]:
        line = roles[ROLES.index(role), row, 1:]
        return tuple(tokens[j] for j in np.flatnonzero(line > _HALF).tolist())

    for row in _likely(scores["act"]):
        types = dict(zip(labels["act"], scores["act"][row].tolist(), strict=True))
        none = types.pop(labels["act"][0])
        likely = int(scores["modality"][row].argmax())
        token = tokens[row - 1]
        into.acts[token] = ActRead(
            token,
            none,
            types,
            _modes(scores["mode"][row], labels["mode"]),
            (labels["modality"][likely], float(scores["modality"][row, likely])),
            float(scores["polarity"][row, 1]),
            tied("actor", row),
            tied("recipient", row),
            tied("hangs", row),
        )
    for row in _likely(scores["cue"]):
        kinds = dict(zip(labels["cue"], scores["cue"][row].tolist(), strict=True))
        none = kinds.pop(labels["cue"][0])
        token = tokens[row - 1]
        into.cues[token] = CueRead(token, none, kinds, tied("source", row), words("content", row))
    for row in _likely(scores["stance"]):
        stances = dict(zip(labels["stance"], scores["stance"][row].tolist(), strict=True))
        none = stances.pop(labels["stance"][0])
        token = tokens[row - 1]
        about = int(scores["issue"][row].argmax())
        issue = (labels["issue"][about], float(scores["issue"][row, about]))
        into.stands[token] = StandRead(
            token, none, stances, issue, tied("holder", row), words("thing", row)
        )
    into.conditions += _stretches(scores["cond"][1:].argmax(-1), tokens)


def _likely(scores: NDArray[np.float32]) -> list[int]:
    """Rows of words that may tell something, the mark at the start left out."""
    return [1 + int(k) for k in np.flatnonzero(scores[1:, 0] < 1 - _LEAST)]


def _modes(scores: NDArray[np.float32], labels: Sequence[str]) -> dict[str, str | None]:
    """The mode of each type where one is clearly the likeliest, else None."""
    best: dict[str, tuple[float, str]] = {}
    whole: dict[str, float] = {}
    for value, label in zip(scores.tolist(), labels, strict=True):
        kind, _, mode = label.partition(" ")
        whole[kind] = whole.get(kind, 0.0) + value
        if kind not in best or value > best[kind][0]:
            best[kind] = (value, mode)
    return {
        kind: None if mode == "-" or value < _CLEAR * whole[kind] else mode
        for kind, (value, mode) in best.items()
    }


def _stretches(tags: NDArray[np.int64], tokens: Sequence[int]) -> list[tuple[int, int]]:
    """Token ranges of the stretches that tags 1 (begins) and 2 (goes on) mark."""
    out: list[tuple[int, int]] = []
    inside = False
    for tag, token in zip(tags.tolist(), tokens, strict=True):
        if tag == 2 and inside:
            out[-1] = (out[-1][0], token + 1)
        elif tag:
            out.append((token, token + 1))
        inside = bool(tag)
    return out
