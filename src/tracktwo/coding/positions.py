"""Positions: where a party stands on an issue, a row for each point that it makes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Span, Token

from tracktwo.coding.coded import Coded
from tracktwo.coding.contents import Content, points
from tracktwo.coding.context import Reading
from tracktwo.coding.dates import resolve_date
from tracktwo.coding.judgements import stands_of_judgements
from tracktwo.coding.ownwords import demands_in_conditions, stands_in_own_words
from tracktwo.coding.spotted_stands import with_spotted_stands
from tracktwo.coding.stances import Stand, side
from tracktwo.coding.stands import stands_of_words
from tracktwo.coding.told import Told
from tracktwo.coding.trees import children, marks, own_tokens
from tracktwo.schema import Citation, DateRange, Position

__all__ = ["code_positions"]


_OF_WORDS: Final = frozenset({"stance verb", "stance noun", "stance adjective"})


def code_positions(r: Reading, events: Sequence[Coded]) -> list[Position]:
    """The positions of a document, in the order of the text.

    Args:
        r: the document.
        events: its events; their parties are taken over where a stance word tells one.
    """
    stands = stands_of_words(r, events)
    told = {s.head.i for s in stands} | {s.cue.i for s in stands}
    own = [s for s in stands_in_own_words(r, events) if s.head.i not in told]
    judged = [s for s in stands_of_judgements(r) if s.cue.i not in told]
    stands += [*own, *judged]
    stands += demands_in_conditions(r, stands, events)
    out: dict[tuple[str, str, int, int], Position] = {}
    by_side: dict[str, Told] = {}
    for s in stands:
        for k, point in enumerate(_points(s)):
            if point.issue == "other" and (not s.any_issue or _bare_promise(s, point)):
                continue
            span = _with_object(s, point, k)
            row = _position(r, s, point, span)
            key = (side(s.party), s.stance, span.start, span.end)
            mine = by_side.setdefault(key[0], Told())
            if not mine.holds(span.start, span.end):
                out[key] = row
                mine.add(span.start, span.end)
    rows = sorted(out.values(), key=lambda p: (p.content.start, p.content.end, p.stance, p.id))
    return with_spotted_stands(r, rows)


def _bare_promise(s: Stand, point: Content) -> bool:
    return s.rule == "own words: promise" and len(point.span) == 1


def _points(s: Stand) -> list[Content]:
    more = [c for c in children(s.cue, "conj") if "to" in marks(c) and "to" in marks(s.head)]
    if s.head.i == s.cue.i or s.head.dep_ not in ("xcomp", "advcl", "acl"):
        more = []
    return points(s.head, drop=s.drop, subject=s.subject, bare=s.bare, more=more)


def _with_object(s: Stand, point: Content, k: int) -> Span:
    """The point with the thing that is to do it or suffer it: "wants *the war to end*"."""
    if k or s.head.dep_ != "xcomp" or s.toward:
        return point.span
    for o in children(s.cue, "obj"):
        if o.i < point.span.start:
            left = min(t.i for t in own_tokens(o))
            return s.head.doc[left : point.span.end]
    return point.span


def _position(r: Reading, s: Stand, point: Content, span: Span) -> Position:
    return Position(
        id=f"p{s.cue.i}.{span.start}.{span.end}",
        document=r.document,
        sentence=r.sentence(s.cue),
        rule=s.rule,
        confidence=s.confidence if point.issue != "other" else round(s.confidence - 0.1, 2),
        attribution=list(s.chain),
        condition=s.condition,
        citations=[_words(r, s, span)],
        codebook=r.codebook,
        model=r.model,
        party=s.party,
        issue=point.issue,
        stance=s.stance,
        content=r.cite(span),
        toward=list(s.toward),
        modality=s.modality,
        since=_since(r, s.since),
    )


def _words(r: Reading, s: Stand, span: Span) -> Citation:
    """One stretch with the party, the stance word, the content and the one addressed."""
    sent = s.cue.sent
    start, end = min(s.cue.i, span.start), max(s.cue.i + 1, span.end)
    if s.rule not in _OF_WORDS:
        start = min(
            start,
            *(t.i for c in children(s.cue, "nsubj", "nsubj:pass") for t in own_tokens(c)),
            start,
        )
    text = r.doc[start:end]
    a, b = text.start_char, text.end_char
    low, high = sent.start_char, sent.end_char
    for p in (s.party, *s.toward):
        if p.mention is not None and low <= p.mention.start < high:
            a, b = min(a, p.mention.start), max(b, p.mention.end)
    return r.cite_text(a, b)


def _since(r: Reading, token: Token | None) -> DateRange | None:
    if token is None:
        return None
    words = [t for t in own_tokens(token) if t.dep_ != "case"]
    span = r.doc[words[0].i : words[-1].i + 1]
    got = resolve_date(span.text, r.on)
    if got is None:
        return None
    return DateRange(
        start=got[0].isoformat(), end=got[1].isoformat(), precision=got[2], mention=r.cite(span)
    )
