"""What positions say about choices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tracktwo.conflict.draft.contents import (
    Piece,
    about,
    after_to,
    object_words,
    pieces,
)
from tracktwo.conflict.draft.families import Families, Hit, has, words_of
from tracktwo.conflict.draft.marks import FREE, Choice, Mark
from tracktwo.conflict.draft.own_words import own_words
from tracktwo.conflict.draft.parties import Parties
from tracktwo.schema import Citation, Condition, Party, Position, Row

__all__ = ["Known", "how_known", "marks_of_position"]

_VERB = {
    "demands": "demands it or asks for it",
    "rejects": "rejects it",
    "prefers": "wishes it",
    "accepts": "would accept it; that tells readiness, not how much it is wished",
    "offers": "offers it; an offer tells readiness, not how much it is wished",
}
_TIER = {"demands": 1, "rejects": 1, "prefers": 3, "accepts": 4, "offers": 4}
_SOFT = ("hints", "suggests", "believes", "claims")
_ALL = re.compile(
    r"\b(?:both|all|the(?: two)?) (?:sides|parties|countries|states)\b", re.IGNORECASE
)
_NO_VERB = frozenset(
    "a an the any some more all no its his her their our such this that these those every".split()
)
_PRONOUNS = frozenset("it them one ones so him her this that such these those".split())


@dataclass(frozen=True)
class Known:
    """How a wish is known: its basis, whether it is in doubt, and why."""

    basis: Literal["stated", "inferred"]
    unsure: bool
    how: str


def how_known(row: Row, holder: str, parties: Parties) -> Known | None:
    """What the chain of attribution makes of a wish; None where the party itself states it."""
    for link in row.attribution:
        key = parties.key(link.source)
        if key is None:
            who = link.source.name if link.source else "somebody unnamed"
            return Known("inferred", True, f"on the word of {who} ({link.kind}), not of its own")
        if key != holder:
            assert link.source is not None
            return Known("inferred", True, f"{link.source.name} {link.kind} so of it")
    if row.attribution and row.attribution[-1].kind in _SOFT:
        link = row.attribution[-1]
        who = link.source.name if link.source else "it"
        return Known("inferred", True, f"{who} only {link.kind} it")
    return None


def marks_of_position(p: Position, parties: Parties, kinds: Families) -> Iterator[Mark]:
    """What a position says about choices: whose they are, and which way its party wishes them.

    A demand is a wish about a choice of the one addressed; a refusal, an offer and a preference
    are wishes about a choice of the party itself, unless the words name another's. Where the words
    leave open whose choice it is, the mark says so, and it counts for choices that other rows tell.
    """
    holder = parties.key(p.party)
    if holder is None:
        return
    if p.stance == "leaves open":
        yield from _left_open(p, holder, parties, kinds)
        return
    known = _known(p, holder, parties)
    words = [w for c in p.citations for w in words_of(c.text)]
    tier = 0 if has(words, kinds.priority) and not known.unsure else _TIER[p.stance]
    condition, text = p.condition, p.content.text
    if p.stance == "rejects" and condition is None and " without " in text:
        condition, text = _without(p)
    parts = pieces(text, parties)
    for piece in parts:
        hit = kinds.reading(
            piece.text, p.issue, by_issue=len(parts) == 1 and text == p.content.text
        )
        for choice, label, taken, now, anyone in _choices(p, piece, hit, holder, parties, kinds):
            wish = Mark(
                choice,
                p.id,
                p.content,
                "wish",
                taken != (p.stance == "rejects"),
                p.confidence,
                holder=holder,
                tier=tier,
                basis=known.basis,
                unsure=known.unsure,
                how=known.how,
                condition=condition,
                label=label,
                position=True,
                anyone=anyone,
                hostile=p.stance in ("demands", "rejects") and p.modality == "happened",
            )
            yield wish
            if now is not None and not anyone:
                yield Mark(
                    choice, p.id, p.content, "now", now, p.confidence,
                    how="the words speak of it as of something that is so", position=True,
                )  # fmt: skip


def _left_open(p: Position, holder: str, parties: Parties, kinds: Families) -> Iterator[Mark]:
    """What a party leaves open of its own choices: nothing may be assumed of it."""
    for piece in pieces(p.content.text, parties):
        hit = kinds.reading(piece.text, p.issue)
        owner = piece.subject or holder
        if hit is not None and owner == holder:
            concerns = about(hit.family, piece.text, owner, parties)
            yield Mark(
                Choice(owner, hit.family.id, concerns), p.id, p.content, "there", hit.taken,
                p.confidence, holder=holder, how="leaves it open", position=True,
            )  # fmt: skip


def _without(p: Position) -> tuple[Condition, str]:
    """*Rejected a ceasefire without guarantees*: what is refused, and unless what."""
    text = p.content.text
    at = text.index(" without ") + 1
    span = Citation(
        document=p.content.document,
        start=p.content.start + at,
        end=p.content.end,
        text=text[at:],
    )
    return Condition(role="consequence", span=span), text[:at].rstrip()


_Found = tuple[Choice, str, bool, bool | None, Literal["", "others", "all", "own"]]


def _known(p: Position, holder: str, parties: Parties) -> Known:
    told = how_known(p, holder, parties)
    if told is not None:
        return told
    if p.modality != "happened":
        return Known("inferred", True, f"{p.party.name} {_VERB[p.stance]}; told as {p.modality}")
    if p.stance in ("offers", "accepts"):
        return Known("inferred", True, f"{p.party.name} {_VERB[p.stance]}")
    return Known("stated", False, f"{p.party.name} {_VERB[p.stance]}")


def _choices(
    p: Position, piece: Piece, hit: Hit | None, holder: str, parties: Parties, kinds: Families
) -> Iterator[_Found]:
    if hit is None or (hit.family.needs_about and not about(hit.family, piece.text, "", parties)):
        yield from _in_its_words(p, piece, holder, parties, kinds)
        return
    family, text = hit.family, piece.text
    owners, anyone = _owners(p, piece, hit, holder, parties)
    now = None
    offered = p.stance in ("offers", "accepts") and family.id not in ("sanctions", "aid", "trade")
    if hit.presupposes and not (offered and not hit.taken):
        now = True
    words = object_words(family, text)
    for owner in owners or [""]:
        concerns = about(family, text, owner or holder, parties)
        if family.id == "invitation" and not concerns and p.stance == "demands":
            concerns = holder
        wanted = hit.taken != (p.stance == "rejects")
        if family.id == "sanctions" and not concerns and owner != holder and not wanted:
            concerns = holder
        yield Choice(owner, family.id, concerns), words, hit.taken, now, anyone if not owner else ""


def _owners(
    p: Position, piece: Piece, hit: Hit, holder: str, parties: Parties
) -> tuple[list[str], Literal["", "others", "all", "own"]]:
    family = hit.family
    named = piece.subject
    toward = [k for k in parties.keys(_addressed(p)) if k != holder]
    if p.stance == "demands" and _ALL.search(piece.text):
        return [], "all"
    if family.id == "talks" and p.stance == "prefers":
        between = [k for _, _, k in parties.find(piece.text) if k != holder]
        if re.search(r"\bbetween\b", piece.text) and between:
            return list(dict.fromkeys(between)), ""
    if p.stance == "demands":
        if named and named != holder:
            return [named], ""
        if toward:
            return toward, ""
        before = _named_before(p, holder, parties)
        if before:
            return [before], ""
        told = " ".join([p.content.text, *(q.name for q in p.toward)])
        return [], "all" if _ALL.search(told) else "others"
    if named:
        return [named], ""
    if family.id == "talks" and p.stance in ("offers", "accepts", "prefers"):
        partners = re.search(r"\bwith\b(.*)$", piece.text)
        other = [k for _, _, k in parties.find(partners[1] if partners else "") if k != holder]
        return [holder, *dict.fromkeys(other)], ""
    if family.id == "fighting" and p.stance == "offers":
        return [], "own"
    if family.id == "invitation" and not parties.is_alliance(holder):
        return [], "others"
    if p.stance == "prefers":
        if family.id in ("support", "fighting"):
            return [], "all"
        if (family.given or family.others_want) and not _own(p):
            return (toward, "") if toward else ([], "others")
    return [holder], ""


def _addressed(p: Position) -> list[Party]:
    """To whom a demand goes: not to one who is only named in what is demanded, *the release of*."""
    inner = p.content
    return [
        q
        for q in p.toward
        if q.mention is None
        or q.mention.document != inner.document
        or not inner.start < q.mention.start < inner.end
    ]


def _own(p: Position) -> bool:
    """Whether what is preferred is something that the party itself would do: *plans to send*."""
    return after_to(p.content, p.citations)


def _named_before(p: Position, holder: str, parties: Parties) -> str | None:
    """The last other body named before a content: *demanded that Kestan open … and release …*."""
    for cited in p.citations:
        if cited.document == p.content.document and cited.start < p.content.start < cited.end:
            before = cited.text[: p.content.start - cited.start]
            meant = parties.keys(_addressed(p))
            told = [k for k in parties.keys(p.toward) if k not in meant]
            named = [k for _, _, k in parties.find(before) if k != holder and k not in told]
            if named:
                return named[-1]
    return None


def _in_its_words(
    p: Position, piece: Piece, holder: str, parties: Parties, kinds: Families
) -> Iterator[_Found]:
    """A choice in the words of the text, where they tell plainly who would do what."""
    if p.stance == "demands":
        owners = [piece.subject] if piece.subject else parties.keys(_addressed(p))
        owner = owners[0] if len(owners) == 1 else _named_before(p, holder, parties) or ""
        if not owner or owner == holder:
            return
    elif p.stance in ("rejects", "offers") and after_to(p.content, p.citations):
        owner = holder
    else:
        return
    words = re.sub(r"^not (?:to )?", "", " ".join(piece.text.split())).lower().split()
    if len(words) < 2 or words[0] in _NO_VERB or not _PRONOUNS.isdisjoint(words[1:3]):
        return
    own = own_words(piece.text)
    if own is not None:
        yield Choice(owner, FREE, own.stems), own.label, own.taken, own.so or None, ""
