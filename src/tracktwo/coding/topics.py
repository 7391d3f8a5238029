"""What a word for talk or thought is about: "any talk *of giving up the isles*".

Who turns down the talk turns down what it is about, so the topic is what counts.
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from tracktwo.coding.trees import cases, children, lemma

__all__ = ["topic_of"]

_THOUGHTS: Final = frozenset("talk idea suggestion notion thought possibility prospect".split())
_OF: Final = frozenset({"of", "about"})


def topic_of(noun: Token) -> Token | None:
    """The head of what a word for talk or thought is about; None for other words and bare ones.

    "Talks" are a meeting, "talk" is not.
    """
    if noun.pos_ != "NOUN" or lemma(noun) not in _THOUGHTS or noun.lower_ == "talks":
        return None
    found = [c for c in children(noun, "acl", "nmod") if cases(c) & _OF]
    return found[0] if found else None
