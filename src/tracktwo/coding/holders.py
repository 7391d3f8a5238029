"""Who holds a stand: the party of a word, and whether it is one that can take a stand at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from spacy.tokens import Token

from tracktwo.actors import Mention
from tracktwo.coding.arguments import fill, parties_at
from tracktwo.coding.coded import Coded
from tracktwo.coding.context import Reading
from tracktwo.coding.doers import subjects_of
from tracktwo.coding.trees import cases, children, lemma
from tracktwo.schema import CueKind, Link, Party

__all__ = ["acting", "holders", "speaks", "unsaid", "voiced"]

_VOICING: Final = frozenset(
    """voice express reiterate repeat restate renew have maintain make issue signal show declare
    state confirm stress reaffirm announce underline underscore emphasise emphasize highlight convey
    present put submit set raise give offer hint list outline indicate pledge lend add send
    extend""".split()
)
_STATES: Final = frozenset({"oppose", "commit", "prepare", "determine", "interest"})
_PRONOUNS: Final = frozenset(
    """it they them he him she her we us our i me my you who which that this one his their
    its""".split()
)
_FIRST: Final = frozenset({"i", "my", "me", "we", "us", "our"})
_NO_PARTIES: Final = frozenset({"JRN", "MED", "UNK"})
_RUMOUR: Final[frozenset[CueKind]] = frozenset({"believes", "suggests"})


def speaks(p: Party) -> bool:
    """Whether a party is one that can take a stand: known, or named, and no mere source."""
    if p.name.lower() in _PRONOUNS:
        return False
    if p.actor or p.for_actor or p.code:
        return True
    if set(p.sectors) & _NO_PARTIES:
        return False
    return bool(p.sectors) or p.named


def unsaid(chain: Sequence[Link]) -> bool:
    """Whether a chain leaves a stand without ground: denied, or feared by nobody in particular."""
    for link in chain:
        nameless = link.source is None or not link.source.named
        if link.kind == "denies" or (nameless and link.kind in _RUMOUR):
            return True
    return False


def acting(r: Reading, heads: Iterable[Token]) -> list[Mention]:
    """The mentions on these words that can act."""
    found = parties_at(r.index, heads)
    return [m for m in found.mentions if m.acts] if found else []


def holders(r: Reading, token: Token, events: Mapping[int, Coded]) -> list[Party]:
    """Who holds what a word says: the actors of the event on it, else whoever fills its subject."""
    coded = events.get(token.i)
    if coded is not None and coded.event.actors:
        return list(coded.event.actors)
    if token.pos_ == "NOUN":
        own = [
            c
            for c in token.children
            if (
                c.dep_ in ("nmod:poss", "amod", "compound", "nmod:desc", "nmod:unmarked")
                and c.i < token.i
            )
            or (c.dep_ in ("nmod", "obl") and cases(c) & {"by", "from", "among"})
        ]
        found = acting(r, [c for c in own if r.index.at(c) is not None])
        if not found and voiced(token):
            found = acting(r, subjects_of(token.head))
        if not found and children(token, "cop"):
            found = acting(r, children(token, "nsubj"))
    elif lemma(token) in _STATES and children(token, "nsubj:pass"):
        found = acting(r, children(token, "nsubj:pass"))
    else:
        found = acting(r, fill(token, "subj"))
    return [_first_person(r, token, p) for p in r.parties(found)]


def _first_person(r: Reading, token: Token, party: Party) -> Party:
    """The speaker, where "we" or "our" stands for an unknown one."""
    if party.name.lower() not in _FIRST:
        return party
    chain = r.chain(token)
    source = chain[-1].source if chain else None
    return source if source is not None else party


def voiced(noun: Token) -> bool:
    """Whether a noun is what somebody voices: "reiterated its *demand*"."""
    head = noun.head
    return noun.dep_ in ("obj", "obl") and head.pos_ == "VERB" and lemma(head) in _VOICING
