"""Conditions: the clause or phrase on which an act hangs, and the word that makes it one.

*if, unless, provided, once, until, in exchange for, without* a licence, and inverted clauses
(*were she to, should it, had they*); not *whether*, reasons, or plain times.
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Span, Token

from tracktwo.coding.scope_words import (
    CONDITIONAL_CASES,
    CONDITIONAL_MARKS,
    DEMANDED,
    DEMANDED_AUX,
    LICENCE,
    NEGATING,
    PLANNED,
    PLANNED_AUX,
    POSSIBLE_AUX,
)
from tracktwo.coding.trees import cases, children, is_negator, lemma

__all__ = ["INVERTED", "condition_mark", "conditional_clauses", "cue_of", "exchange_before"]

INVERTED: Final = frozenset({"were", "should", "had"})
"""Auxiliaries that make a clause a condition when they open it, before the subject."""

_LOOKING_AHEAD: Final = frozenset({"would", "not", "n't", "never"})
_SAYING: Final = frozenset({"say", "warn", "vow"})
_NEED_VERB: Final = frozenset({"pending", "subject to", "absent", "barring", "without", "until"})


def condition_mark(clause: Token) -> Token | None:
    """The word that makes a clause a condition; None when it is none."""
    for m in children(clause, "mark", "case", "advmod"):
        whole = "_".join(t.lower_ for t in sorted([m, *children(m, "fixed")], key=lambda t: t.i))
        if whole in CONDITIONAL_MARKS:
            if m.lower_ in ("until", "once") and not _looks_ahead(clause.head):
                continue  # "fought until the truce came": time, not condition
            if m.lower_ == "before" and not (_looks_ahead(clause.head) and _undone(clause.head)):
                continue  # only what will not be done "before" hangs on it
            if m.lower_ == "if" and clause.dep_ == "ccomp":
                continue  # "asked if": a question
            return m
    if clause.dep_ == "advcl" and clause.lower_ in CONDITIONAL_MARKS and children(clause, "ccomp"):
        return clause  # "provided that ..." taken for a verb
    first = min((c.i for c in clause.children), default=clause.i)
    opening = [c for c in children(clause, "aux", "cop") if c.i == first and c.lower_ in INVERTED]
    if opening and clause.dep_ == "advcl" and children(clause, "nsubj"):
        return opening[0]
    return None


def _looks_ahead(token: Token) -> bool:
    """Whether a main clause tells something that is still to come or is denied until then."""
    words = {c.lower_ for c in children(token, "aux", "advmod", "cop")}
    if words & (PLANNED_AUX | POSSIBLE_AUX | DEMANDED_AUX | _LOOKING_AHEAD):
        return True
    if lemma(token) in DEMANDED | PLANNED | NEGATING | _SAYING:
        return True
    return token.dep_ in ("xcomp", "ccomp") and token.head.i != token.i and _looks_ahead(token.head)


def _undone(token: Token) -> bool:
    """Whether a main clause is negated: "will *not* talk before", "*no* talks would be held"."""
    words = [
        *token.children,
        *(d for s in children(token, "nsubj", "nsubj:pass") for d in s.children),
    ]
    return any(is_negator(c) for c in words)


def conditional_clauses(token: Token) -> list[tuple[Token, Token]]:
    """Conditions that hang directly on a clause, each with the word that makes it one."""
    out = []
    for c in children(token, "advcl", "obl", "nmod", "acl", "ccomp", "parataxis"):
        if c.dep_ == "advcl":
            m = condition_mark(c)
            if m is not None:
                out.append((c, m))
                continue
        if _is_exchange(c):
            out += [(n, c) for n in children(c, "nmod", "acl") if "for" in cases(n)]
            continue
        exchange = exchange_before(c)
        if exchange is not None:
            out.append((c, exchange))
            continue
        found = cases(c) & CONDITIONAL_CASES
        if not found:
            continue
        if "without" in found and lemma(c) not in LICENCE:
            continue
        if "until" in found and not _looks_ahead(token):
            continue
        if found & _NEED_VERB and c.dep_ == "nmod":
            continue
        out.append((c, next(iter(children(c, "case", "mark")), c)))
    return out


def _is_exchange(token: Token) -> bool:
    """Whether a word is the noun of "in exchange for" or "in return for"."""
    return lemma(token) in ("exchange", "return") and "in" in cases(token)


def exchange_before(token: Token) -> Token | None:
    """The noun of "in exchange for" or "in return for" that leads a phrase in, if one does."""
    for c in children(token, "case", "mark"):
        if c.lower_ == "for" and c.i > token.sent.start and _is_exchange(c.nbor(-1)):
            return c.nbor(-1)
    return None


def cue_of(mark: Token) -> Span:
    """The conditional word with what belongs to it: "even if", "in exchange for"."""
    if _is_exchange(mark):
        return mark.doc[mark.i - 1 : mark.i + 2]
    if mark.dep_ == "advcl":
        that = [c for k in children(mark, "ccomp") for c in children(k, "mark")]
        return mark.doc[mark.i : max([mark.i, *(c.i for c in that if c.i == mark.i + 1)]) + 1]
    parts = {mark, *children(mark, "fixed")}
    parts |= {c for c in children(mark.head, "case", "mark") if abs(c.i - mark.i) <= 2}
    return mark.doc[min(p.i for p in parts) : max(p.i for p in parts) + 1]
