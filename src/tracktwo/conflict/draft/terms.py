"""What proposals say about choices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tracktwo.conflict.draft.contents import about, asks_of, object_words
from tracktwo.conflict.draft.families import Families, Family
from tracktwo.conflict.draft.marks import TIERS, Choice, Mark
from tracktwo.conflict.draft.parties import Parties
from tracktwo.conflict.draft.positions import how_known
from tracktwo.schema import Proposal

__all__ = ["marks_of_proposal"]

_PROPOSAL = TIERS.index("proposal")


def marks_of_proposal(p: Proposal, parties: Parties, kinds: Families) -> Iterator[Mark]:
    """What the terms of a proposal say about choices of those who would have to do them."""
    by = parties.key(p.by) or ""
    known = how_known(p, by, parties)
    for term in p.terms:
        hit = kinds.reading(term.content.text, term.issue)
        if hit is None:
            continue
        text = term.content.text
        owner = parties.key(term.party) or asks_of(text, parties) or ""
        if not owner and not by:
            owner = _subject(p, text, hit.family, parties)
        concerns = about(hit.family, text, owner, parties)
        if not owner and hit.family.about == "party" and not concerns:
            continue
        firm = f"a {p.definite} term of its proposal"
        base: dict[str, Any] = {
            "choice": Choice(owner, hit.family.id, concerns),
            "row": p.id,
            "words": term.content,
            "confidence": p.confidence,
            "label": object_words(hit.family, text),
            "anyone": "" if owner else "all",
        }
        if by:
            yield Mark(
                says="wish", taken=hit.taken, holder=by, tier=_PROPOSAL,
                how=firm + (f", {known.how}" if known else ""), **base,
            )  # fmt: skip
        elif owner:
            yield Mark(says="could", taken=hit.taken, how=known.how if known else "", **base)
        if hit.presupposes and owner:
            yield Mark(
                says="now", taken=True, **base,
                how="the words speak of it as of something that is so",
            )  # fmt: skip


def _subject(p: Proposal, text: str, family: Family, parties: Parties) -> str:
    """The body named right before a term that nobody put forward: *the Pact could reduce …*."""
    for cited in p.citations:
        at = cited.text.find(text)
        named = [k for _, _, k in parties.find(cited.text[:at])] if at > 0 else []
        if named:
            return named[-1]
    return ""
