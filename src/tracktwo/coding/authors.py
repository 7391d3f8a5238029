"""Whose words a whole report is: *we* in a statement, by its heading or by its publisher."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from spacy.tokens import Doc, Token

from tracktwo.actors import Mention, Registry
from tracktwo.actors.parties import OFFICIAL
from tracktwo.coding.trees import cases
from tracktwo.schema import Party

__all__ = ["Author", "author_of"]

_OWN_WORDS: Final = frozenset(
    """statement speech remarks address communique communiqué declaration letter message""".split()
)
_FROM: Final = frozenset({"by", "of", "from"})
_PRESS: Final = frozenset({"media", "newspaper", "agency"})
_FIRST: Final = frozenset("i we my our us me".split())
_LEADING: Final = frozenset("by signed sincerely yours faithfully - – —".split())
_HEADING: Final = 2
"""In how many first sentences a heading may stand."""


class Author(NamedTuple):
    """Who speaks in a statement, and whether it is a body, which alone may say *we* of itself."""

    party: Party
    body: bool


def author_of(
    doc: Doc, mentions: Iterable[Mention], registry: Registry, publisher: str | None
) -> Author | None:
    """Who speaks in a report outside all quotations; None where it does not make that plain.

    Args:
        doc: the report.
        mentions: its mentions.
        registry: the actors that are known.
        publisher: who published it, where known; a paper or an agency does not speak as *we*.
    """
    mentions = tuple(mentions)
    end = [s.end for s in doc.sents][:_HEADING][-1] if len(doc) else 0
    for mention in mentions:
        head = doc[mention.head]
        known = mention.party.named or mention.party.for_actor
        heading = head.head.lemma_.lower() in _OWN_WORDS and cases(head) & _FROM
        if mention.head < end and known and heading and not mention.place:
            person = mention.kind in ("title+name", "surname") or head.ent_type_ == "Person"
            return Author(mention.party, body=not person)
    signed = _signed(doc, list(mentions)) if any(t.lower_ in _FIRST for t in doc) else None
    if signed is not None:
        return Author(signed, body=False)
    party = _publisher(registry, publisher) if publisher else None
    return Author(party, body=True) if party is not None else None


def _signed(doc: Doc, mentions: Sequence[Mention]) -> Party | None:
    """The person whose name alone makes up the first line or one of the last lines."""
    lines = _lines(doc)
    if len(lines) < 2:
        return None
    for k in (len(lines) - 1, len(lines) - 2, len(lines) - 3, 0, 1):
        if not 0 <= k < len(lines):
            continue
        words = [t for t in lines[k] if t.lower_.strip(".,") not in _LEADING and not t.is_punct]
        if not words or len(words) > 12 or any(t.pos_ in ("VERB", "AUX") for t in words):
            continue
        for m in mentions:
            named = m.kind in ("name", "title+name") and doc[m.head].ent_type_ == "Person"
            if named and m.start <= words[0].i < m.end and m.party.named:
                rest = [t for t in words if t.i >= m.end]
                if rest and doc[m.end].text not in (",", "-", "–", "—", "("):
                    break
                return _in_office(m.party, mentions, lines[k : k + 2])
    return None


def _in_office(party: Party, mentions: Sequence[Mention], lines: list[list[Token]]) -> Party:
    """A person who signs, with the office that stands beside or under the name."""
    if party.for_actor is not None or party.actor is not None:
        return party
    where = {t.i for line in lines for t in line}
    for m in mentions:
        if m.head in where and m.kind == "role" and m.party.for_actor and not m.plural:
            office = {"for_actor": m.party.for_actor, "code": m.party.code}
            return party.model_copy(update=office | {"sectors": m.party.sectors})
    return party


def _lines(doc: Doc) -> list[list[Token]]:
    """The lines of a report that hold words."""
    out: list[list[Token]] = [[]]
    for t in doc:
        if t.is_space and "\n" in t.text:
            out.append([])
        elif not t.is_space:
            out[-1].append(t)
    return [line for line in out if any(t.is_alpha for t in line)]


def _publisher(registry: Registry, publisher: str) -> Party | None:
    known = [c for c in registry.find(publisher) if not c.ambiguous]
    if len(known) == 1:
        actor = known[0].actor
        if actor.kind in _PRESS or actor.family == "person":
            return None
        own = known[0].how in ("name", "alias")
        sectors = [known[0].sector] if known[0].sector else list(actor.sectors)
        return Party(
            name=actor.name if own else publisher,
            actor=actor.id if own else None,
            for_actor=None if own else actor.id,
            code=actor.code,
            sectors=sectors,
        )
    # *Ministry of Water of Arvan*: an organ of state by its own words.
    words = publisher.lower().split()
    for n in range(len(words), 0, -1):
        role = registry.index.role(" ".join(words[:n])) or registry.index.role(" ".join(words[-n:]))
        if role is not None and role.kind == "group" and role.sector in OFFICIAL:
            return Party(name=publisher, sectors=[role.sector])
    return None
