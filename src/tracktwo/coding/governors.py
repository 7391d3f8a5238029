"""What a governor says of what hangs on it: planned, feared, demanded, denied, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from tracktwo.coding.scope_words import (
    DEMANDED,
    IMPLIED,
    NEGATING,
    PLANNED,
    POSSIBLE,
    PROGRESSIVE,
    TOPICS,
)
from tracktwo.coding.trees import cases, children, is_negator, lemma
from tracktwo.schema import Modality

__all__ = ["Verdict", "verdict_on"]

_NOMINAL: Final = frozenset({"obj", "nmod", "obl", "advcl", "nsubj:pass", "nsubj"})
_COMPLEMENT: Final = frozenset({"xcomp", "ccomp", "csubj", "csubj:pass", "acl"}) | _NOMINAL
# Governors that say something of their subject: "an attack is likely", "the visit was cancelled".
_OF_SUBJECT: Final = POSSIBLE | frozenset("need require plan cancel avoid prevent halt ban".split())
_ABOUT: Final = frozenset({"on", "about", "over", "of", "regarding"})
_LINKS: Final = frozenset("of for about over to on against from towards toward".split())
_TELLING: Final = frozenset("tell instruct authorise authorize mandate ask order allow".split())
_FORETELLING: Final = frozenset("warn predict warning anticipate forecast wonder".split())
_LETTING: Final = frozenset({"allow", "permit", "let", "enable"})
_ENDING: Final = frozenset({"stop", "cease", "halt"})
# Verbs that leave it open what is so when they are negated: "did not say that it would go".
_TELLING_SO: Final = frozenset(
    "say tell confirm know specify clarify reveal disclose announce elaborate".split()
)
_DISPUTING: Final = frozenset("deny denial reject oppose resist".split())
_UNDONE: Final = frozenset("deny denial fail failure unable inability".split())
# Verbs of planning that take an act told by a noun as object, and those that say nothing of it.
_PLAN_OBJECT: Final = frozenset(
    """
    offer consider threaten propose plan expect seek want schedule promise pledge arrange mull
    contemplate envisage prepare eye authorise authorize agree
    """.split()
)
_NO_PLAN_OBJECT: Final = frozenset("tell approve set choose decide".split())
_NEARING: Final = frozenset({"close", "near"})
_OWN_TENSE: Final = frozenset("agree decide tell".split())


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a governor says of what hangs on it.

    Attributes:
        modality: what it makes of it.
        negates: it says that it is not so.
        word: lemma of the governor, for explanations.
    """

    modality: Modality
    negates: bool
    word: str


_HOLDING: Final = frozenset(
    """include involve consist comprise contain envisage envision foresee provide stipulate call
    entail set propose feature cover demand require see mean""".split()
)
_PARTS: Final = frozenset({"obj", "obl", "xcomp", "ccomp"})
_AGREED: Final = frozenset("agreement deal accord pact treaty truce ceasefire resolution".split())
_PLANS: Final = _AGREED | frozenset(
    """plan proposal roadmap initiative draft idea approach package offer text framework scheme
    blueprint formula programme program strategy document measure step option scenario""".split()
)


def verdict_on(child: Token, head: Token) -> Verdict | None:
    """What a governor says of a child of its own; None when it says nothing."""
    word, dep, case = lemma(head), child.dep_, cases(child)
    if word in _HOLDING and dep in _PARTS:
        plans = [lemma(s) for s in children(head, "nsubj", "nsubj:pass") if lemma(s) in _PLANS]
        if plans:  # what a plan holds is not done; what is agreed is to be done
            return Verdict("planned" if plans[0] in _AGREED else "possible", False, word)
    if dep not in _COMPLEMENT or not _governs(child, head, word, case):
        return None
    noun = head.pos_ in ("NOUN", "PROPN")
    if dep == "advcl" and word == "prevent":
        return Verdict("planned", True, word)
    if dep == "advcl" and word == "warn":
        return Verdict("possible", False, word)
    if noun and word in TOPICS and child.tag_ == "VBG" and case & _ABOUT:
        return Verdict("possible", False, word)
    if word in _NEARING and head.pos_ == "ADJ" and "to" in case:
        return Verdict("possible", False, word)  # "close to starting talks"
    if word in IMPLIED and dep in ("xcomp", "ccomp", "obj"):
        going_on = word in PROGRESSIVE and dep == "xcomp"
        return Verdict("ongoing", False, word) if going_on else None
    if dep == "ccomp" and word in _TELLING_SO and any(is_negator(c) for c in head.children):
        return Verdict("possible", True, word)  # the "not" is that of telling
    if word in ("have", "need") and dep == "xcomp" and "to" in case:
        return Verdict("demanded", False, word)
    if word == "want" and dep in ("xcomp", "ccomp", "obj"):
        of_another = dep == "xcomp" and children(head, "obj")
        return Verdict("demanded" if of_another else "planned", False, word)
    if word in _TELLING and dep == "xcomp":
        return Verdict("possible" if word == "allow" else "demanded", False, word)
    if word in DEMANDED:
        return Verdict("demanded", False, word)
    if word in NEGATING:
        return _negating(head, word, dep)
    if word in POSSIBLE and not (dep == "obj" and not noun and word in _LETTING):
        if dep == "ccomp" and word in _FORETELLING:
            return None  # what is foretold has its own tense
        if dep == "obj" and word in ("question", "doubt"):
            return None
        return Verdict("possible", False, word)
    return _planning(word, dep, noun=noun) if word in PLANNED else None


def _governs(child: Token, head: Token, word: str, case: set[str]) -> bool:
    """Whether what stands in this relation is what the governor speaks of."""
    match child.dep_:
        case "nsubj" if head.pos_ == "VERB" and word in POSSIBLE:
            return word in ("appear", "seem")  # "the attack worried them" is no worry about one
        case "nsubj" if head.pos_ == "VERB" and word in ("need", "require"):
            return False  # "the attack requires an answer": it is the answer that is wanted
        case "nsubj" | "nsubj:pass":
            return word in _OF_SUBJECT
        case "advcl" if word in _NEARING:
            return bool(head.pos_ == "ADJ")
        case "advcl":
            wanted = head.pos_ == "ADJ" and word in POSSIBLE | DEMANDED | PLANNED
            prevented = word == "prevent" and "from" in case
            return wanted or prevented or (word == "warn" and "against" in case)
        case "obl":
            called_for = word in DEMANDED and bool(case & {"for", "on"})
            return called_for or word in PLANNED | POSSIBLE
        case "nmod":
            return bool(case & _LINKS)
    return True


def _negating(head: Token, word: str, dep: str) -> Verdict | None:
    if word == "rule" and not children(head, "compound:prt"):
        return None
    if dep in ("obj", "nmod"):
        if word in _ENDING | _DISPUTING:
            return None
        if word in ("abandon", "cancel"):
            return Verdict("planned", True, word)
    if (word in _ENDING and dep == "xcomp") or word in _UNDONE:
        return Verdict("happened", True, word)
    return Verdict("planned", True, word)


def _planning(word: str, dep: str, *, noun: bool) -> Verdict | None:
    if dep == "obj" and not noun and word in _NO_PLAN_OBJECT:
        return None
    if dep == "ccomp" and word in _OWN_TENSE:
        return None
    return Verdict("planned", False, word)
