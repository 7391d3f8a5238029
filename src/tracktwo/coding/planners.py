"""Who put a plan forward: its owner, its maker, or the one who did so shortly before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Token

from tracktwo.coding.arguments import parties_at
from tracktwo.coding.context import Reading
from tracktwo.coding.doers import subjects_of
from tracktwo.coding.holders import holders, speaks
from tracktwo.coding.stances import side
from tracktwo.coding.trees import children, lemma
from tracktwo.schema import Party

__all__ = ["PUTTING", "owner_of"]

PUTTING: Final = frozenset(
    """propose float table present unveil submit outline offer advance hand put suggest announce
    circulate tout pitch""".split()
)
"""Verbs of putting a thing on the table."""

_MAKING: Final = PUTTING | frozenset("draw draft prepare write devise author broker".split())
_BACK: Final = 3


def owner_of(r: Reading, noun: Token, owners: Sequence[tuple[int, str, Party]]) -> Party | None:
    """Who put a plan forward: its possessor, "by", or the one who did so shortly before."""
    for party in holders(r, noun, {}):
        if speaks(party):
            return party
    for made in children(noun, "acl"):  # "a plan drawn up by the envoy"
        if made.tag_ == "VBN" and lemma(made) in _MAKING:
            agents = parties_at(r.index, subjects_of(made), places=False)
            if agents is not None and speaks(r.party(agents.mentions[0])):
                return r.party(agents.mentions[0])
    if any(c.dep_ == "nmod:poss" for c in noun.children):
        return None
    head = noun.head
    if noun.dep_ in ("obj", "nsubj:pass") and head.pos_ == "VERB" and lemma(head) in PUTTING:
        subjects = parties_at(r.index, subjects_of(head))
        return r.party(subjects.mentions[0]) if subjects else None
    definite = any(d.lower_ in ("the", "this", "that", "these") for d in children(noun, "det"))
    if definite:
        here = r.sentence(noun)
        near = [o for o in owners if here - o[0] <= _BACK]
        if near and len({side(o[2]) for o in near}) == 1:
            return near[-1][2]
    return None
