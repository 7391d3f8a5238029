"""Marked pairs of parties from the corpus, as the head that types pairs learns them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

import spacy
from spacy.tokens import Doc

from tracktwo.coding.codebook import quad
from training.corpus.notation import Mention, Passage, Sentence
from training.corpus.spans import Span
from training.relations import TYPES, Pair

__all__ = ["corpus_pairs"]


def corpus_pairs(passages: Iterable[Passage], *, seed: int = 5) -> list[Pair]:
    """Actor and recipient of each act, and pairs of parties between which nothing is told.

    An act without one of the two has an empty span for it; an act without both is left out.
    """
    rng = random.Random(seed)
    nlp = spacy.blank("en")
    out: list[Pair] = []
    for p in passages:
        for s in p.sentences:
            doc = nlp.make_doc(s.text)
            out += _acts(doc, s, p.id)
            out += _nothing(doc, s, p.id, rng)
    return out


def _acts(doc: Doc, s: Sentence, group: str) -> Iterator[Pair]:
    words = [t.text for t in doc]
    for e in s.events:
        if e.negated or not (e.actors or e.recipients):
            continue
        a, b = (_place(doc, side[0]) if side else (0, 0) for side in (e.actors, e.recipients))
        kind = "YIELD" if e.type in ("CONCEDE", "RETREAT") else e.type
        yield Pair(words, a, b, TYPES.index(kind), _penta(kind, e.type), group)


def _penta(kind: str, exact: str) -> int:
    return 2 if kind == "YIELD" else quad(exact)


def _nothing(doc: Doc, s: Sentence, group: str, rng: random.Random) -> Iterator[Pair]:
    """Two parties of one sentence that no act joins; none of them where they are few."""
    parties: dict[Span, Mention] = {}
    joined = set()
    for e in s.events:
        for m in (*e.actors, *e.recipients):
            if m.span is not None:
                parties[m.span] = m
        joined |= {(a.span, b.span) for a in e.actors for b in e.recipients}
    for n in s.said:
        if n.link.source is not None and n.link.source.span is not None:
            parties[n.link.source.span] = n.link.source
    spans = sorted(parties)
    free = [
        (a, b)
        for a in spans
        for b in spans
        if a != b and (a, b) not in joined and (b, a) not in joined
    ]
    if free and rng.random() < 0.5:
        a, b = rng.choice(free)
        words = [t.text for t in doc]
        yield Pair(words, _place(doc, parties[a]), _place(doc, parties[b]), -100, 0, group)
    elif s.empty and rng.random() < 0.5:
        yield Pair([t.text for t in doc], (0, 0), (0, 0), -100, 0, group)


def _place(doc: Doc, mention: Mention) -> Span:
    if mention.span is None:
        return (0, 0)
    span = doc.char_span(*mention.span, alignment_mode="expand")
    return (span.start, span.end) if span is not None else (0, 0)
