"""The words that tell an act: its predicate, its clause, and where it took place."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Span

from tracktwo.actors import Mention
from tracktwo.coding.candidates import Candidate
from tracktwo.coding.context import Reading
from tracktwo.coding.trees import cases, children, own_tokens
from tracktwo.schema import Citation

__all__ = ["clause_of", "place_of", "predicate_of"]

_LOCATIVE: Final = frozenset("in at near outside around across along inside off over".split())
# Acts that are done where their recipient is; an embargo on a place is not.
_SOMEWHERE: Final = frozenset("ASSAULT MOBILIZE PROTEST COERCE CONSULT AID RETREAT".split())
_BODY: Final = frozenset(
    {"acl:relcl", "parataxis", "advcl", "conj", "appos", "cc", "punct", "ccomp"}
)


def predicate_of(c: Candidate) -> Span:
    """The word that tells the act, with its particle, or support verb and noun together."""
    doc, i = c.token.doc, c.token.i
    a = b = i
    for p in children(c.token, "compound:prt"):
        if abs(p.i - i) == 1:
            a, b = min(a, p.i), max(b, p.i)
    if c.light is not None and abs(c.light.i - i) <= 4:
        a, b = min(a, c.light.i), max(b, c.light.i)
    return doc[a : b + 1]


def clause_of(
    r: Reading, c: Candidate, actors: list[Mention], recipients: list[Mention]
) -> Citation:
    """The clause that tells the act: its own words with those of its parties, in one stretch."""
    top = c.light or c.token
    got = {t.i for t in own_tokens(top, without=_BODY)}
    got |= (
        {t.i for ch in children(top, "ccomp") for t in own_tokens(ch) if top.i < t.i}
        if top.pos_ == "VERB"
        else set()
    )
    sent = c.token.sent
    for m in [*actors, *recipients]:
        if sent.start <= m.start < sent.end:
            got |= set(range(m.start, m.end))
            noun = r.doc[m.head].head
            if r.doc[m.head].dep_ in ("amod", "compound") and m.end <= noun.i < sent.end:
                got |= set(range(m.end, noun.i + 1))  # "by an Israeli drone"
    a, b = min(got), max(got)
    doc = r.doc
    while b > a and (doc[b].is_punct or doc[b].is_space):
        b -= 1
    while a < b and (doc[a].is_punct or doc[a].is_space):
        a += 1
    return r.cite_tokens(a, b + 1)


def place_of(r: Reading, c: Candidate) -> Citation | None:
    """Where, as the words around the act say: "in Aleppo", "near the border"."""
    hit = c.recipients.mentions if c.recipients else ()
    there = c.frame.type in _SOMEWHERE and (c.frame.type != "RETREAT" or c.frame.mode is not None)
    struck = next((m for m in hit if m.kind == "place" and there), None)
    if struck is not None:  # "shelled the town": the town is both
        return r.cite_tokens(struck.start, struck.end)
    used = {m.start for m in (c.actors.mentions if c.actors else ())}
    harm = c.frame.type == "ASSAULT"
    things = children(c.token, "obj", "nsubj:pass") if harm else []  # "killed men near the town"
    for thing in things:
        own = r.index.at(thing)  # a town of one's own is no recipient, and still where it happened
        if own is not None and own.kind == "place":
            return r.cite_tokens(own.start, own.end)
    for top in filter(None, (c.token, c.light, *things)):
        for phrase in children(top, "obl", "nmod"):
            if not cases(phrase) & _LOCATIVE:
                continue
            m = r.index.at(phrase)
            if m is not None and m.place and m.start not in used:
                return r.cite_tokens(m.start, m.end)
            if phrase.ent_type_ in ("Location",) and (m is None or m.start not in used):
                words = own_tokens(
                    phrase, without=frozenset({"case", "acl:relcl", "punct", "appos", "acl"})
                )
                return r.cite_tokens(words[0].i, words[-1].i + 1)
    return None
