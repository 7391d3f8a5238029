"""All marks of a ledger, with open ends tied: whose choice is meant, and which are one choice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from tracktwo.conflict.draft.acts import marks_of_event
from tracktwo.conflict.draft.clauses import marks_of_condition
from tracktwo.conflict.draft.families import Families
from tracktwo.conflict.draft.final import with_final
from tracktwo.conflict.draft.marks import FREE, TIERS, Choice, Mark
from tracktwo.conflict.draft.moves import marks_of_readiness
from tracktwo.conflict.draft.opened import opened
from tracktwo.conflict.draft.parties import Parties
from tracktwo.conflict.draft.positions import marks_of_position
from tracktwo.conflict.draft.sayings import marks_of_saying
from tracktwo.conflict.draft.terms import marks_of_proposal
from tracktwo.ledger import Ledger
from tracktwo.schema import Position

__all__ = ["gathered"]

_DEMAND = re.compile(
    r"(?:the|this|that|these|those|any|all|its|their|such)?\s*"
    r"(?:demand|call|request|ultimatum|condition|term)s?\b",
    re.IGNORECASE,
)
_NEAR = 2
_SAME = 0.5
_ACT = TIERS.index("act")
_PROPOSAL = TIERS.index("proposal")


def gathered(ledger: Ledger, parties: Parties, kinds: Families) -> list[Mark]:
    """The marks of all rows, in the order of the ledger, each about a choice of a known owner.

    What a text asks of nobody in particular counts for the choices of that kind which other rows
    tell; what it asks of all sides in a fight counts for each that fights.
    """
    rows = {e.id: e for e in ledger.events}
    asked = [p for p in ledger.positions if p.stance == "demands"]
    marks = [
        m
        for p in ledger.positions
        if not _only_asked(p, asked, parties)
        for m in marks_of_position(p, parties, kinds)
    ]
    marks += [m for p in ledger.proposals for m in marks_of_proposal(p, parties, kinds)]
    marks += [m for e in ledger.events for m in marks_of_event(e, parties, kinds, rows)]
    every = {row.id: row for row in ledger}
    marks += [m for e in ledger.events for m in marks_of_readiness(e, every, parties, kinds)]
    voices = {m.holder for m in marks if m.says == "wish" and m.tier != _ACT}
    marks = [m for m in marks if not m.struck or m.choice.owner in voices]
    marks = _folded(marks)
    marks = _concerning(marks)
    marks = _free_merged(_known_merged(marks, kinds))
    marks += [m for r in ledger for m in marks_of_condition(r, parties, kinds, rows)]
    marks = _concerning(marks)
    marks = opened(marks, ledger, parties)
    marks += _refusals(ledger, marks, parties)
    marks = _conditional_terms(marks, ledger)
    marks += list(marks_of_saying(ledger.utterances, marks, parties, kinds))
    order = {row.id: n for n, row in enumerate(ledger)}
    return sorted(with_final(marks, ledger, parties, kinds), key=lambda m: order[m.row])


def _conditional_terms(marks: Sequence[Mark], ledger: Ledger) -> list[Mark]:
    """The marks less terms that the same sentence offers on a condition: one side of a trade."""
    at = {row.id: (row.document, row.sentence) for row in ledger}
    trades = {
        (at[m.row], m.choice, m.holder, m.taken)
        for m in marks
        if m.says == "wish" and m.condition is not None
    }
    return [
        m
        for m in marks
        if m.says != "wish"
        or m.condition is not None
        or m.tier != _PROPOSAL
        or (at[m.row], m.choice, m.holder, m.taken) not in trades
    ]


def _only_asked(p: Position, asked: Sequence[Position], parties: Parties) -> bool:
    """Whether an acceptance is only what another asks for: *called on the Front to accept …*."""
    return p.stance == "accepts" and any(
        q.content.document == p.content.document
        and q.content.start <= p.content.start < p.content.end <= q.content.end
        and parties.key(q.party) != parties.key(p.party)
        for q in asked
    )


def _folded(marks: list[Mark]) -> list[Mark]:
    """Moves of forces count as the use of force, or as control of territory, where that is told."""
    fights = {m.choice.owner for m in marks if m.choice.family == "fighting" and m.says != "there"}
    holds = {m.choice.owner for m in marks if m.choice.family == "territory"}
    out = []
    for m in marks:
        if m.choice.family == "forces":
            moves = m.taken and not m.position and (m.says != "wish" or m.tier == _ACT)
            if moves and m.choice.owner in fights:
                m = replace(m, choice=Choice(m.choice.owner, "fighting"))
            elif not moves and m.choice.owner in holds:
                m = replace(m, choice=Choice(m.choice.owner, "territory"))
        out.append(m)
    return out


def _concerning(marks: list[Mark]) -> list[Mark]:
    """A choice that the text does not say whom it concerns is the only one of its kind, if any."""
    known: dict[tuple[str, str], set[str]] = defaultdict(set)
    for m in marks:
        if m.choice.about and m.choice.family != FREE:
            known[m.choice.owner, m.choice.family].add(m.choice.about)
    out = []
    for m in marks:
        abouts = known.get((m.choice.owner, m.choice.family), set())
        if not m.choice.about and len(abouts) == 1:
            m = replace(m, choice=replace(m.choice, about=min(abouts)))
        out.append(m)
    return out


def _known_merged(marks: list[Mark], kinds: Families) -> list[Mark]:
    """A choice in its own words is one of a known kind where its owner has that and it says so."""
    known: dict[tuple[str, str], set[Choice]] = defaultdict(set)
    for m in marks:
        if m.choice.family != FREE:
            known[m.choice.owner, m.choice.family].add(m.choice)
    out = []
    for m in marks:
        hit = kinds.spoken(m.label) if m.choice.family == FREE and not m.threat else None
        same = known.get((m.choice.owner, hit.family.id), set()) if hit else set()
        if hit and len(same) == 1:
            m = replace(m, choice=next(iter(same)), taken=m.taken == hit.taken, label="")
        out.append(m)
    return out


def _free_merged(marks: list[Mark]) -> list[Mark]:
    """Choices of one owner in nearly the same words are one choice."""
    kept: dict[str, list[Choice]] = defaultdict(list)
    merged: dict[Choice, Choice] = {}
    for choice in (m.choice for m in marks if m.choice.family == FREE):
        if choice in merged:
            continue
        stems = set(choice.about.split())
        for other in kept[choice.owner]:
            theirs = set(other.about.split())
            if len(stems & theirs) > _SAME * min(len(stems), len(theirs)):
                merged[choice] = other
                break
        else:
            kept[choice.owner].append(choice)
            merged[choice] = choice
    return [replace(m, choice=merged.get(m.choice, m.choice)) for m in marks]


def _refusals(ledger: Ledger, marks: Sequence[Mark], parties: Parties) -> list[Mark]:
    """*Rejected the demand*: a refusal of what others demand right before it in the same report."""
    at = {row.id: (row.document, row.sentence) for row in ledger}
    out = []
    for p in ledger.positions:
        holder = parties.key(p.party)
        if p.stance != "rejects" or holder is None or not _DEMAND.match(p.content.text):
            continue
        asked = [
            m
            for m in marks
            if m.says == "wish"
            and m.hostile
            and m.choice.owner == holder != m.holder
            and at[m.row][0] == p.document
            and p.sentence - _NEAR <= at[m.row][1] <= p.sentence
        ]
        for m in asked:
            out.append(
                replace(
                    m,
                    row=p.id,
                    words=p.content,
                    taken=not m.taken,
                    confidence=p.confidence,
                    holder=holder,
                    tier=1,
                    basis="inferred",
                    unsure=True,
                    how=f"{p.party.name} rejects “{p.content.text}”, which is taken to be this",
                    condition=p.condition,
                    position=True,
                    hostile=p.modality == "happened",
                    threat=False,
                )
            )
    return list(dict.fromkeys(out))
