"""Whether a party is the speaker, or the speaker's own side: "we", "her government"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Token

from tracktwo.coding.context import Reading
from tracktwo.coding.stances import side
from tracktwo.coding.trees import children
from tracktwo.schema import Link, Party

__all__ = ["in_own_words", "own_side", "same_party"]

_FIRST: Final = frozenset("i we us our my me ours".split())
_PERFECT: Final = frozenset({"have", "has", "had", "having", "'ve", "’ve"})
_VOICED: Final = frozenset({"says", "claims", "demands", "promises", "warns", "suggests"})


def same_party(a: Party | None, b: Party | None) -> bool:
    """Whether two mentions name one party: the same entry, else the same name."""
    if a is None or b is None:
        return False
    if a.actor or b.actor:
        return a.actor == b.actor
    return a.name == b.name


def own_side(r: Reading, party: Party, speaker: Party | None) -> bool:
    """Whether a party is the one that speaks, or what that one calls its own.

    "We" in somebody's words, "her government" where she speaks, and whoever is of the same side.
    """
    if speaker is None:
        return False
    if side(party) == side(speaker) or party.name.lower() in _FIRST:
        return True
    if party.mention is None:
        return False
    span = r.doc.char_span(party.mention.start, party.mention.end)
    if span is None:
        return False
    for owner in children(span.root, "nmod:poss"):
        if owner.lower_ in _FIRST:
            return True
        m = r.index.at(owner)
        if owner.pos_ == "PRON" and m is not None and side(m.party) == side(speaker):
            return True
    return False


def in_own_words(
    r: Reading, token: Token, who: Sequence[Party], chain: Sequence[Link]
) -> list[Link]:
    """The chain without the speaker of a speech act that is the speaker's own.

    In "Ruiz said she was ready to talk" the report tells the readiness, and on nobody's word:
    saying so is being ready. What the speaker tells of another day ("said she had rejected it") is
    a fact on her word, and a label that leads in a statement stays the outermost link.
    """
    links = list(chain)
    if not links or len(who) != 1 or not _tells_now(token):
        return links
    if token.tag_ == "VBD" and _direct(r, token):
        return links  # "We rejected it," she said: told of an earlier day
    last = links[-1]
    if last.kind not in _VOICED or last.cue is None or last.cue.text == ":":
        return links
    mine = same_party(who[0], last.source) or who[0].name.lower() in _FIRST
    return links[:-1] if mine else links


def _direct(r: Reading, token: Token) -> bool:
    return any(a.direct for a in r.attributions.chain(token.i)[-1:])


def _tells_now(token: Token) -> bool:
    """Whether a clause is of the time of the saying: finite, and not told of earlier days."""
    auxes = children(token, "aux", "cop", "aux:pass")
    if any(a.lower_ in _PERFECT for a in auxes):
        return False
    if token.pos_ == "ADJ" or (token.pos_ == "NOUN" and children(token, "cop")):
        return True
    return token.pos_ in ("VERB", "AUX") and (
        token.tag_ in ("VBD", "VBZ", "VBP") or any(a.tag_ == "MD" for a in auxes) or bool(auxes)
    )
