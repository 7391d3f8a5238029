"""A choice in the words of the text: what it is called, and which way the words speak of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracktwo.conflict.draft.contents import base_form, shortened
from tracktwo.ledger.words import content_stems

__all__ = ["OwnWords", "own_words"]

_NOT = re.compile(r"^not (?:to )?")
_DOING = re.compile(
    r"^(?:stop|end|halt|cease|suspend|refrain from|desist from)(?:s|ing)?\s+(\w+ing)\b"
)
_DROPPING = re.compile(
    r"^(?:drop|scrap|abandon|cancel|call off)(?:s|es|ping|ing)?\s+"
    r"(?=(?:the|its|their|his|her|all|any|this|that|these)\b)"
)
_ENDING = re.compile(
    r"^(?:stop|end|halt|cease|suspend|lift|withdraw|revoke|repeal|roll back)(?:s|es|ing)?\s+"
    r"(?=(?:the|its|their|his|her|all|any|this|that|these)\b)",
)
_LEAVING = re.compile(
    r"^(?:(?:withdraw|walk away|pull)(?:s|ing)?(?: out)? (?:from|of)|(?:leave|quit|exit)s?|leaving)"
    r"\s+(?=(?:the|its|their)\b)"
)
_STAYING = re.compile(r"^(?:stay|remain)(?:s|ing)?\s+(?:in|on|part of)\s+")
_KEEPING = re.compile(r"^(?:keep|maintain|preserve|retain|continue)(?:s|ing)?(?: up)?\s+")
_PLACE = re.compile(
    r"\b(?:treaty|pact|union|league|bloc|alliance|agreement|accord|convention)\b", re.IGNORECASE
)


_MEANING = {
    "admit": "allow", "let": "allow", "permit": "allow", "dispatch": "send", "deploy": "send",
    "introduce": "impose", "ensure": "guarantee", "secure": "guarantee", "increase": "raise",
    "free": "release", "lower": "cut", "reduce": "cut", "trim": "cut",
}  # fmt: skip
"""Verbs of one meaning, so that two who speak of one choice are understood."""


@dataclass(frozen=True)
class OwnWords:
    """A choice in the words of the text.

    Attributes:
        label: what is done when it is taken.
        stems: what it is about, to tell whether others speak of the same.
        taken: whether the words speak of taking it.
        so: whether they speak of it as of something that is so now.
    """

    label: str
    stems: str
    taken: bool
    so: bool


def own_words(text: str) -> OwnWords | None:
    """The choice of which words beginning with a verb speak; None where nothing is left of them.

    What is to stop, or to be left, is the same choice as what is to go on, the other way around.

    >>> own_words("stop filling the lake").label, own_words("leave the treaty").label
    ('Go on filling the lake', 'Stay in the treaty')
    """
    text = " ".join(text.split())
    negated = _NOT.match(text)
    if negated:
        text = text[negated.end() :]
    taken, so = True, False
    if match := _DOING.match(text):
        rest = text[match.start(1) :]
        label, taken, so = f"Go on {rest}", False, True
    elif match := _ENDING.match(text):
        rest = text[match.end() :]
        label, taken, so = f"Keep up {rest}", False, True
    elif match := _DROPPING.match(text):  # a plan can be dropped, too
        rest = text[match.end() :]
        label, taken = f"Go ahead with {rest}", False
    elif (match := _LEAVING.match(text)) and _PLACE.search(text):
        rest = text[match.end() :]
        label, taken, so = f"Stay in {rest}", False, True
    elif match := _STAYING.match(text):
        rest = text[match.end() :]
        label, so = text[:1].upper() + text[1:], True
    else:
        keeping = _KEEPING.match(text)
        rest = text[keeping.end() :] if keeping else text
        first, *others = text.split()
        label, so = " ".join([base_form(first), *others]), bool(keeping)
        label = label[:1].upper() + label[1:]
    first, *others = rest.split()
    rest = " ".join([_MEANING.get(base_form(first.lower()), first), *others])
    stems = " ".join(sorted(content_stems(rest)))
    if not stems:
        return None
    return OwnWords(shortened(label), stems, taken != bool(negated), so and not negated)
