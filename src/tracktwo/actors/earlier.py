"""What was mentioned before: the way back through a report, and how a phrase takes it up."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from tracktwo.actors.draft import Draft, Facts, Reading

__all__ = ["first_of", "latest_of", "look_back", "take_up"]

_REACH = 500
"""How many mentions back a description may reach, so that the cost stays in proportion to text."""


def look_back(reading: Reading, draft: Draft, sentences: int) -> Iterator[Draft]:
    """Resolved mentions before a phrase, the nearest first, within so many earlier sentences."""
    first = reading.tree.sent[draft.head] - sentences
    for at in range(draft.order - 1, max(-1, draft.order - _REACH), -1):
        other = reading.drafts[at]
        if reading.tree.sent[other.head] < first:
            return
        if other.state == 2 and other.party is not None:
            yield other


def latest_of(facts: Facts, draft: Draft) -> Draft | None:
    """The last mention of a person by name before a phrase, else the first one after it."""
    at = bisect_left(facts.drafts, draft.head, key=lambda other: other.head)
    for other in (*reversed(facts.drafts[max(0, at - _REACH) : at]), *facts.drafts[at : at + 9]):
        if other.shown:
            return other
    return None


def take_up(draft: Draft, other: Draft) -> None:
    """Let a phrase mean what an earlier mention means."""
    draft.party, draft.key, draft.antecedent = other.party, other.key, other
    draft.gender = draft.gender or other.gender


def first_of(draft: Draft) -> Draft:
    """The mention from which a pronoun or description has its party."""
    for _ in range(100):
        if draft.antecedent is None or draft.sort == "person":
            break
        draft = draft.antecedent
    return draft
