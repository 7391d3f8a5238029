"""Whether an act happened: modality, polarity and condition, read from what it hangs on.

Walking up from the predicate, each governor may say that what hangs on it is wanted, planned,
feared, demanded, denied or conditional. The strongest modality on the way holds, and negations
cancel in pairs. The walk stops where a clause only modifies what it hangs on, and where somebody's
word begins that the chain of attribution records.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, Literal

from spacy.tokens import Span, Token

from tracktwo.coding.conditions import (
    INVERTED,
    condition_mark,
    conditional_clauses,
    cue_of,
    exchange_before,
)
from tracktwo.coding.governors import verdict_on
from tracktwo.coding.moods import own_mood, stronger, under_saying
from tracktwo.coding.scope_words import (
    DEMANDED,
    IMPLIED,
    PLANNED,
    POSSIBLE,
)
from tracktwo.coding.trees import cases, children, clause_span, lemma, marks
from tracktwo.schema import Modality

__all__ = ["Scope", "conditional_clauses", "scope_of"]

# What may lead in a participle that is as real as what it goes with: "will respond by striking".
_ATTENDANT: Final = frozenset({"by", "in", "while", "thus", "thereby"})
_EXCHANGE: Final = frozenset({"in exchange for", "in return for"})
# Relations over which the words of a governor's own clause hold for what hangs on it.
_WITHIN: Final = frozenset({"xcomp", "ccomp", "acl", "obj", "nmod", "csubj", "obl", "advcl"})
# Relations over which a condition on a governor is one on what hangs on it.
_CARRYING: Final = frozenset({"xcomp", "ccomp", "conj", "obj", "acl", "nmod"})

Role = Literal["condition", "consequence"]


@dataclass(frozen=True, slots=True)
class Scope:
    """What the words around a predicate say of it.

    Attributes:
        modality: of the act.
        bare: of the act, but for the condition.
        negated: the words say that it was not so.
        condition: words of the condition, where there is one.
        condition_cue: the conditional word.
        condition_role: ``condition`` when the act is the condition, ``consequence`` when it hangs
            on one; None without a condition.
        governors: tokens above the predicate that the walk passed, innermost first.
        why: the words that decided, for explanations.
    """

    modality: Modality
    bare: Modality
    negated: bool
    condition: Span | None
    condition_cue: Span | None
    condition_role: Role | None
    governors: tuple[Token, ...]
    why: tuple[str, ...]


@dataclass(slots=True)
class _Walk:
    """What has been read so far on the way up."""

    modality: Modality = "happened"
    bare: Modality = "happened"
    negated: bool = False
    condition: Span | None = None
    cue: Span | None = None
    role: Role | None = None
    governors: list[Token] = field(default_factory=list)
    why: list[str] = field(default_factory=list)

    def put(self, modality: Modality) -> None:
        """Let a word speak on the act itself."""
        self.modality = stronger(self.modality, modality)
        self.bare = stronger(self.bare, modality)

    def hang(self, condition: Span, cue: Span, role: Role, modality: Modality, word: str) -> None:
        """Take in a condition."""
        if cue.start < condition.start <= cue.end:
            condition = cue.doc[cue.start : condition.end]
        self.condition, self.cue, self.role = condition, cue, role
        self.modality = modality
        self.why.append(word)


def scope_of(predicate: Token, *, stop: frozenset[int] = frozenset()) -> Scope:
    """Modality, polarity and condition of what a token tells.

    Args:
        predicate: verb, noun or adjective that tells the act.
        stop: tokens beyond which somebody's word begins that the attribution records; what they
            govern is as its speaker puts it.
    """
    walk = _Walk()
    modality, walk.negated, walk.why = own_mood(predicate)
    walk.put(modality)
    token = predicate
    while True:
        _conditions(walk, predicate, token)
        head = token.head
        if head.i == token.i or token.i in stop:
            break
        decided = _govern(walk, token, head)
        if not decided and _merely_meant(token, head):
            walk.put("planned")
            walk.why.append("to")
        if _stands_apart(token, walk.role):
            break
        if _shares_clause(token, head, decided=decided):
            _clause_above(walk, head, decided=decided)
        walk.governors.append(head)
        token = head
    if (
        walk.modality in ("happened", "ongoing", "planned")
        and _question(predicate)
        and not under_saying(predicate)
    ):
        walk.put("possible")
        walk.why.append("?")
    return Scope(
        walk.modality,
        walk.bare,
        walk.negated,
        walk.condition,
        walk.cue,
        walk.role,
        tuple(walk.governors),
        tuple(dict.fromkeys(walk.why)),
    )


def _conditions(walk: _Walk, predicate: Token, token: Token) -> None:
    """Take in a condition that hangs on a token of the way, or that the token is."""
    found = []
    if token.i == predicate.i or token.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
        found = conditional_clauses(token)
    own_branch = any(c.i == predicate.i or c.is_ancestor(predicate) for c, _ in found)
    if found and cue_of(found[0][1]).text.lower() in _EXCHANGE and _done(token):
        found = []  # "freed ten in exchange for six": the price was paid
    if found and walk.role is None and not own_branch and _carries(predicate, token, walk):
        clause, mark = found[0]
        modality = stronger(walk.modality, "conditional")
        walk.hang(clause_span(clause), cue_of(mark), "consequence", modality, mark.lower_)
    if walk.role is not None:
        return
    if token.dep_ == "advcl":
        opening = condition_mark(token)
        if opening is not None:
            modality = "hypothetical" if opening.lower_ in INVERTED else "conditional"
            walk.hang(clause_span(token), cue_of(opening), "condition", modality, opening.lower_)
        return
    exchange = exchange_before(token)
    if (exchange is not None or cases(token) & _EXCHANGE) and not _done(_main(token)):
        mark = exchange or children(token, "case", "mark")[0]
        modality = stronger(walk.modality, "conditional")
        walk.hang(clause_span(token), cue_of(mark), "condition", modality, "in exchange for")


def _main(token: Token) -> Token:
    """The verb that a phrase of exchange goes with."""
    while token.head.i != token.i and token.pos_ not in ("VERB", "AUX"):
        token = token.head
    return token


def _done(verb: Token) -> bool:
    """Whether a verb tells a thing done, not one offered, asked or announced."""
    past = verb.tag_ == "VBD" or (
        verb.tag_ == "VBN" and any(lemma(a) == "have" for a in children(verb, "aux"))
    )
    return past and lemma(verb) not in PLANNED | DEMANDED | POSSIBLE


def _govern(walk: _Walk, token: Token, head: Token) -> bool:
    """Let a governor speak on what hangs on it; true when it said something."""
    said = verdict_on(token, head)
    if said is None:
        return False
    if said.modality != "ongoing" or walk.modality == "happened":
        walk.put(said.modality)
    walk.negated = walk.negated != said.negates
    walk.why.append(said.word)
    return True


def _merely_meant(token: Token, head: Token) -> bool:
    """Whether a clause is an infinitive whose governor does not say that it came about."""
    if token.dep_ not in ("xcomp", "ccomp", "acl", "advcl", "csubj", "obl") or token.tag_ != "VB":
        return False
    return "to" in marks(token) and lemma(head) not in IMPLIED


def _stands_apart(token: Token, role: Role | None) -> bool:
    """Whether a clause only modifies what it hangs on, so that the walk ends."""
    if token.dep_ in ("acl:relcl", "parataxis") or (token.dep_ == "advcl" and role == "condition"):
        return True
    if token.dep_ == "advcl" and token.tag_ == "VBD" and children(token, "nsubj", "nsubj:pass"):
        return True  # "is about to mend ties, years after crowds burnt the embassy"
    meant = token.dep_ == "acl" and token.tag_ == "VB" and token.head.dep_ == "obl"
    if meant and cases(token.head) & {"in", "during"}:
        return True  # "backs the army in its fight to hold the town": the fight is its own
    # "those attacked by ...": told beside what the noun is about
    return token.dep_ == "acl" and token.tag_ in ("VBN", "VBG", "VBD") and not cases(token)


def _shares_clause(token: Token, head: Token, *, decided: bool) -> bool:
    """Whether the words of a governor's own clause hold for what hangs on it."""
    if token.dep_ not in _WITHIN or head.pos_ not in ("VERB", "NOUN", "ADJ", "AUX"):
        return False
    adjunct = token.dep_ == "advcl" and token.tag_ == "VBG" and cases(token) <= _ATTENDANT
    return decided or lemma(head) in IMPLIED or token.dep_ == "xcomp" or adjunct


def _clause_above(walk: _Walk, head: Token, *, decided: bool) -> None:
    """Let a governor's own clause speak: "may seek to", "would like to", "did not plan to"."""
    modality, negated, why = own_mood(head)
    if modality not in ("happened", "ongoing"):
        walk.put(modality)
        walk.why += why
    if negated and (decided or lemma(head) not in PLANNED | DEMANDED | POSSIBLE):
        walk.negated = not walk.negated
        walk.why.append("not")


def _question(token: Token) -> bool:
    end = token.sent[-1]
    while end.i > token.sent.start and (end.is_space or end.text in "\"”’')"):
        end = end.nbor(-1)
    return bool(end.text == "?")


def _carries(predicate: Token, above: Token, walk: _Walk) -> bool:
    """Whether a condition on a governor is a condition of the predicate too.

    It is for what is said, planned or demanded to happen, not for acts told beside it.
    """
    if above.i == predicate.i:
        return True
    for a, b in pairwise([predicate, *walk.governors]):
        if a.dep_ not in _CARRYING:
            return False
        if a.dep_ == "conj" and children(a, "nsubj", "nsubj:pass"):
            return False
        if b.i == above.i:
            break
    return True
