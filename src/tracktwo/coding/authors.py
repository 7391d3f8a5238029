"""Whose words a whole report is: *we* in a statement, by its heading or by its publisher."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from spacy.tokens import Doc

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
    end = [s.end for s in doc.sents][:_HEADING][-1] if len(doc) else 0
    for mention in mentions:
        head = doc[mention.head]
        known = mention.party.named or mention.party.for_actor
        heading = head.head.lemma_.lower() in _OWN_WORDS and cases(head) & _FROM
        if mention.head < end and known and heading and not mention.place:
            person = mention.kind in ("title+name", "surname") or head.ent_type_ == "Person"
            return Author(mention.party, body=not person)
    party = _publisher(registry, publisher) if publisher else None
    return Author(party, body=True) if party is not None else None


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
