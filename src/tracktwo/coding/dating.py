"""Which words of a clause date an act, and whether they look back or ahead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from spacy.tokens import Token

from tracktwo.actors.english import JUDGEMENTS, SPEECH
from tracktwo.coding.context import Reading
from tracktwo.coding.dates import Interval, is_temporal, resolve_date
from tracktwo.coding.trees import cases, children, lemma, own_tokens
from tracktwo.schema import DateRange, Modality

__all__ = ["date_of"]

_DATING: Final = (
    "obl", "obl:unmarked", "nmod:unmarked", "nmod", "advmod", "obl:tmod", "nmod:tmod",
)  # fmt: skip
_WILL: Final = frozenset("will shall 'll ’ll wo would".split())
_MAY: Final = frozenset("may might can could should must would will shall".split())
_LIMITS: Final = frozenset("by before until till".split())
_ENDS: Final = frozenset("before until till".split())
_PAST: Final = re.compile(r"\b(yesterday|ago|last|past|previous|earlier)\b", re.I)
_BARE: Final = frozenset({"acl:relcl", "acl", "punct", "case"})


def date_of(
    r: Reading, predicate: Token, *, modality: Modality = "happened", negated: bool = False
) -> DateRange | None:
    """The date that the words around a predicate give for it; None where they give none.

    A day or month without a year is the next one when the act lies ahead (*will meet in May*,
    *unless it leaves by 1 July*), else the latest. A deadline is no date of what has happened, and
    the day of a promise none of what is promised.

    Args:
        r: the document.
        predicate: the word that tells the act, or its support verb.
        modality: of the act.
        negated: the words say that it was not so.
    """
    token, came = predicate, predicate
    for _ in range(4):
        for c in _times(token, predicate):
            if token.i != predicate.i and not _reaches(token, came, c):
                continue
            limits = cases(c) & _LIMITS
            if limits and _no_deadline(token, c, modality, negated=negated, ends=limits & _ENDS):
                continue
            got = _resolved(r, token, c, predicate, modality)
            if got is not None:
                return got
        if token.dep_ not in ("xcomp", "conj", "obj", "nsubj:pass") or token.head.i == token.i:
            return None
        if token.dep_ == "conj" and children(token, "nsubj", "nsubj:pass"):
            return None
        came, token = token, token.head
    return None


def _times(token: Token, predicate: Token) -> Iterator[Token]:
    """The phrases of time under a word, the nearest to the predicate first."""
    for c in sorted(children(token, *_DATING), key=lambda c: abs(c.i - predicate.i)):
        words = own_tokens(c, without=frozenset({"acl:relcl", "acl"}))
        if any(t.ent_type_ == "Temporal" or is_temporal(t.text) for t in words):
            yield c


def _reaches(governor: Token, came: Token, time: Token) -> bool:
    """Whether a time that hangs on a governor dates what the governor governs.

    *Agreed to meet in May*, but not *agreed on Monday to meet*; *launched the raid on Monday*, and
    *we condemn the raid of Monday*, but not *condemned the raid on Monday*, which may be either.
    """
    if came.dep_ == "xcomp":
        return bool(time.i > came.i)
    if came.dep_ == "obj" and lemma(governor) in SPEECH | JUDGEMENTS:
        return bool(time.i > came.i) and _present(governor)
    return True


def _present(verb: Token) -> bool:
    return str(verb.tag_) in ("VBP", "VBZ") and not children(verb, "aux")


def _no_deadline(
    token: Token, time: Token, modality: Modality, *, negated: bool, ends: set[str]
) -> bool:
    """Whether *by*, *before* or *until* a time is no date of an act.

    What has happened has none but the day by which it was done; a promise that is told has none at
    all, since the deadline is that of what is promised.
    """
    if modality == "happened":
        content = [c for c in children(token, "xcomp", "ccomp") if c.i < time.i]
        return bool(ends or content)
    return negated and bool(ends)


def _resolved(
    r: Reading, token: Token, c: Token, predicate: Token, modality: Modality
) -> DateRange | None:
    words = [w for w in own_tokens(c, without=_BARE) if abs(w.i - c.i) <= 5]
    if not words:
        return None
    span = r.doc[words[0].i : words[-1].i + 1]
    got = resolve_date(span.text, r.on, ahead=_ahead(token, predicate, c, modality))
    if got is None:
        return None
    if r.on is not None:
        if got[1] < r.on and _cannot_be_past(predicate, token, modality, span.text):
            return None
        if "since" in cases(c):
            got = _until(got, r.on)
    return DateRange(
        start=got[0].isoformat(), end=got[1].isoformat(), precision=got[2], mention=r.cite(span)
    )


def _ahead(token: Token, predicate: Token, time: Token, modality: Modality) -> bool:
    """Whether a clause looks ahead: by its mood, an auxiliary, or a deadline."""
    auxes = {a.lower_ for t in (token, predicate) for a in children(t, "aux")}
    if auxes & {"have", "has", "had", "’ve", "'ve", "having"}:
        return False
    if auxes & _WILL or modality in ("planned", "demanded"):
        return True
    if modality in ("conditional", "hypothetical"):
        return token.tag_ != "VBD" or bool(cases(time) & _LIMITS)
    return modality == "possible" and bool(auxes & _MAY)


def _cannot_be_past(predicate: Token, token: Token, modality: Modality, words: str) -> bool:
    """Whether a past day is not that of the act: of a plan, or of what somebody does now."""
    if modality in ("planned", "demanded"):
        return bool(_PAST.search(words))
    speaks = lemma(predicate) in SPEECH | JUDGEMENTS
    return token.i == predicate.i and speaks and _present(predicate)


def _until(got: Interval, on: date) -> Interval:
    """*Since April*: from then to the day of the report."""
    if got[0] > on:
        return got
    days = (on - got[0]).days
    return got[0], on, "month" if days < 32 else "year" if days < 367 else "decade"
