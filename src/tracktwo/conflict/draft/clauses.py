"""Clauses of condition: their parts, and what they tell of what a party would have another do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tracktwo.conflict.draft.contents import (
    Piece,
    about,
    base_form,
    object_words,
    pieces,
)
from tracktwo.conflict.draft.families import Families
from tracktwo.conflict.draft.marks import FREE, TIERS, Choice, Mark
from tracktwo.conflict.draft.own_words import own_words
from tracktwo.conflict.draft.parties import Parties
from tracktwo.schema import Citation, Condition, Event, Position, Row

__all__ = ["Clause", "clause_of", "cut_condition", "marks_of_condition"]

_CUE = re.compile(
    r"^\W*(only\s+)?(if|unless|until|till|once|provided(?:\s+that)?|as long as|so long as|"
    r"in exchange for|in return for|after|when|without|before|on condition that|on the condition "
    r"that|should|while)\b\s*",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r",?\s+((?:only\s+)?(?:if|unless|until|once|provided|as long as|so long as|in exchange for|"
    r"in return for|on condition)\b)",
    re.IGNORECASE,
)
_HOW = "what it makes a condition of its own move is taken to be what it would have"
_CONFLICT = 3
"""The quads of conflict begin here."""
_NOT_CUES = ("unless", "until", "till", "without", "before")


@dataclass(frozen=True)
class Clause:
    """A clause of condition.

    Attributes:
        rest: its words without the conditional ones.
        unless: whether what hangs on it holds where the words do not: *unless*, *until*.
        only: whether it says *only if*.
    """

    rest: str
    unless: bool
    only: bool


def clause_of(condition: Condition) -> Clause:
    """The parts of a clause of condition."""
    text = " ".join(condition.span.text.split())
    cue = _CUE.match(text)
    word = (cue[2] if cue else condition.cue.text if condition.cue else "if").lower()
    return Clause(text[cue.end() :] if cue else text, word in _NOT_CUES, bool(cue and cue[1]))


def cut_condition(cited: Citation) -> tuple[str, Condition | None]:
    """Words without the clause of condition at their end, and that clause."""
    match = _CLAUSE.search(cited.text)
    if match is None:
        return cited.text, None
    start = match.start(1)
    span = Citation(
        document=cited.document,
        start=cited.start + start,
        end=cited.end,
        text=cited.text[start:],
    )
    return cited.text[: match.start()], Condition(role="consequence", span=span)


def marks_of_condition(
    row: Row, parties: Parties, kinds: Families, rows: Mapping[str, Event]
) -> Iterator[Mark]:
    """What an offer, a refusal or a threat tells by its condition: what its party would have.

    Who offers something if another acts would have the other act; who threatens something if
    another acts would not; with *unless* and *until* it is the other way around. Only where the
    clause names who would act and its words speak of a kind of choice.
    """
    if row.condition is None or row.condition.role != "consequence":
        return
    if isinstance(row, Position) and row.stance in ("offers", "accepts", "rejects"):
        holder, offer = parties.key(row.party), row.stance != "rejects"
    elif isinstance(row, Event) and len(row.actors) == 1 and _is_threat(row, rows):
        holder, offer = parties.key(row.actors[0]), False
    elif isinstance(row, Event) and len(row.actors) == 1 and _is_own(row, parties):
        holder, offer = parties.key(row.actors[0]), row.quad < _CONFLICT
    else:
        return
    clause = clause_of(row.condition)
    parts = pieces(clause.rest, parties)
    for piece in parts:
        hit = kinds.spoken(piece.text)
        if holder is None or piece.subject is None or piece.subject == holder:
            continue
        if hit is None:
            yield from _in_its_words(row, piece, holder, offer != clause.unless, not offer)
            continue
        concerns = about(hit.family, piece.text, piece.subject, parties)
        if hit.family.id in ("sanctions", "trade") and not concerns:
            concerns = holder
        mark = Mark(
            Choice(piece.subject, hit.family.id, concerns),
            row.id,
            row.condition.span,
            "wish",
            hit.taken == (offer != clause.unless),
            row.confidence,
            holder=holder,
            tier=TIERS.index("offer"),
            how=_HOW,
            label=object_words(hit.family, piece.text),
            position=isinstance(row, Position),
            hostile=not offer,
        )
        yield mark
        if hit.presupposes:
            yield Mark(
                mark.choice, row.id, row.condition.span, "now", True, row.confidence,
                how="the words speak of it as of something that is so",
            )  # fmt: skip


def _in_its_words(
    row: Row, piece: Piece, holder: str, wanted: bool, hostile: bool
) -> Iterator[Mark]:
    """A condition of no known kind is a choice in its own words, if it names an act."""
    first, *rest = piece.text.split()
    if not rest or not re.fullmatch(r"[a-z]+s", first) or first in ("is", "was", "has", "does"):
        return
    assert row.condition is not None and piece.subject is not None
    own = own_words(" ".join([base_form(first), *rest]))
    if own is not None:
        yield Mark(
            Choice(piece.subject, FREE, own.stems),
            row.id,
            row.condition.span,
            "wish",
            wanted == own.taken,
            row.confidence,
            holder=holder,
            tier=TIERS.index("offer"),
            how=_HOW,
            label=own.label,
            position=isinstance(row, Position),
            hostile=hostile,
        )


def _is_own(event: Event, parties: Parties) -> bool:
    """Whether a move that is announced on a condition is not only told by another."""
    if event.modality not in ("planned", "conditional") or event.polarity == "negated":
        return False
    told = {parties.key(link.source) for link in event.attribution}
    return told <= {parties.key(event.actors[0])}


def _is_threat(event: Event, rows: Mapping[str, Event]) -> bool:
    of = rows.get(event.content_of or "")
    return event.type == "THREATEN" or (of is not None and of.type == "THREATEN")
