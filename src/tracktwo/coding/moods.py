"""What the words of a clause itself say of it: auxiliaries, negation, adverbs, bare form."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from tracktwo.coding.scope_words import (
    DEMANDED_AUX,
    HABITUAL,
    MODAL_ADVERBS,
    PLANNED_ADJ,
    PLANNED_AUX,
    POSSIBLE_ADJ,
    POSSIBLE_AUX,
)
from tracktwo.coding.trees import cases, children, is_negator, lemma
from tracktwo.schema import Modality

__all__ = ["own_mood", "stronger", "under_saying"]

_STRENGTH: Final[dict[Modality, int]] = {
    "happened": 0,
    "ongoing": 1,
    "planned": 2,
    "demanded": 3,
    "possible": 4,
    "conditional": 5,
    "hypothetical": 6,
}
_INSTEAD: Final = frozenset({"instead of", "rather than"})


def stronger(a: Modality, b: Modality) -> Modality:
    """The one of two modalities that holds where both are told."""
    return a if _STRENGTH[a] >= _STRENGTH[b] else b


def own_mood(token: Token) -> tuple[Modality, bool, list[str]]:
    """What the words of a clause itself say of it: modality, negation, and the words."""
    modality: Modality = "happened"
    negated = False
    why: list[str] = []

    def mark(m: Modality, word: str) -> None:
        nonlocal modality
        modality = stronger(modality, m)
        why.append(word)

    auxes = _auxiliaries(token)
    for w in sorted({a.lower_ for a in auxes}):
        if w in POSSIBLE_AUX:
            mark("possible", w)
        elif w in PLANNED_AUX:
            mark("planned", w)
        elif w in DEMANDED_AUX:
            mark("demanded", w)
        elif w in ("would", "'d"):
            mark("planned" if under_saying(token, beside=True) else "hypothetical", w)
    for c in token.children:
        if is_negator(c) and c.lower_ != "nor":
            if not _not_only(c):
                negated = not negated
                why.append(c.lower_)
        elif (c.dep_ == "advmod" and c.lower_ in MODAL_ADVERBS) or (
            c.dep_ == "amod" and {lemma(c), c.lower_} & POSSIBLE_ADJ
        ):
            mark("possible", c.lower_)
        elif c.dep_ == "amod" and c.lower_ in PLANNED_ADJ:
            mark("planned", c.lower_)
        elif c.dep_ in ("nsubj", "nsubj:pass", "obj", "obl") and _none_of(c):
            negated = not negated
            why.append("no")
    if cases(token) & _INSTEAD or ("without" in cases(token) and token.tag_ == "VBG"):
        negated = not negated
        why.append("instead")
    if "whether" in cases(token):
        mark("possible", "whether")
    if token.pos_ in ("VERB", "AUX") and modality == "happened":
        form = _form(token, auxes)
        if form is not None:
            mark(*form)
    return modality, negated, why


def _auxiliaries(token: Token) -> list[Token]:
    """Auxiliaries of a clause, shared ones with it: in "may attack and seize" *may* covers both."""
    auxes = children(token, "aux")
    if auxes or token.dep_ != "conj" or token.pos_ != "VERB":
        return auxes
    if children(token, "nsubj", "nsubj:pass"):
        return auxes
    head = token.head
    while head.dep_ == "conj" and not children(head, "aux", "nsubj") and head.head.i != head.i:
        head = head.head
    if token.tag_ == head.tag_ or token.tag_ == "VB":
        return [a for a in children(head, "aux") if a.i < token.i]
    return auxes


def _form(token: Token, auxes: list[Token]) -> tuple[Modality, str] | None:
    """What the bare form of a verb says: progressive, imperative, infinitive of purpose."""
    if token.tag_ == "VBG" and any(lemma(a) == "be" for a in auxes):
        going = lemma(token) == "go" and children(token, "xcomp")
        return ("planned" if going else "ongoing"), "-ing"
    if token.tag_ in ("VBZ", "VBP") and _habitual(token):
        return "ongoing", "habit"
    if _imperative(token):
        return "demanded", "imperative"
    clause = token
    while clause.dep_ == "conj" and clause.tag_ == token.tag_ == "VB" and clause.head.i != clause.i:
        clause = clause.head  # "to seize and hold"
    if clause.dep_ in ("advcl", "acl") and "to" in cases(clause):
        return "planned", "to"
    return None


def _habitual(token: Token) -> bool:
    return any(c.lower_ in HABITUAL for c in children(token, "advmod"))


def _none_of(token: Token) -> bool:
    if token.lower_ in ("nothing", "nobody", "none"):
        return True
    return token.dep_ != "obl" and any(
        d.lower_ in ("no", "neither") for d in children(token, "det")
    )


def _not_only(negator: Token) -> bool:
    """Whether a negation is that of "not only", which denies nothing."""
    after = negator.i + 1 < len(negator.doc) and negator.nbor(1).lower_ == "only"
    return after or any(k.lower_ == "only" for k in negator.children)


def _imperative(token: Token) -> bool:
    return (
        token.tag_ == "VB"
        and token.dep_ in ("root", "conj", "ccomp", "parataxis")
        and not children(token, "nsubj", "nsubj:pass", "aux", "mark", "csubj")
        and not (token.dep_ == "conj" and children(token.head, "aux", "nsubj", "mark"))
    )


def under_saying(token: Token, *, beside: bool = False) -> bool:
    """Whether a clause is what somebody is told to have said.

    Args:
        token: head of the clause.
        beside: a clause set beside another one counts too.
    """
    while token.head.i != token.i:
        if token.dep_ == "ccomp" or (beside and token.dep_ == "parataxis"):
            return True
        token = token.head
    return False
