"""All marks of a ledger, with open ends tied: whose choice is meant, and which are one choice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tracktwo.conflict.draft.acts import marks_of_event, marks_of_proposal
from tracktwo.conflict.draft.clauses import marks_of_condition
from tracktwo.conflict.draft.families import Families
from tracktwo.conflict.draft.marks import FREE, TIERS, Choice, Mark
from tracktwo.conflict.draft.parties import Parties
from tracktwo.conflict.draft.positions import marks_of_position
from tracktwo.ledger import Ledger
from tracktwo.schema import Position, Utterance

__all__ = ["gathered"]

_DEMAND = re.compile(
    r"(?:the|this|that|these|those|any|all|its|their|such)?\s*"
    r"(?:demand|call|request|ultimatum|condition|term)s?\b",
    re.IGNORECASE,
)
_NEAR = 2
_SAME = 0.5
_ACT = TIERS.index("act")
_MEANT_FOR_ALL = ("fighting", "access", "talks", "prisoners")


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
    voices = {m.holder for m in marks if m.says == "wish" and m.tier != _ACT}
    marks = [m for m in marks if not m.struck or m.choice.owner in voices]
    marks = _folded(marks)
    marks = _concerning(marks)
    marks = _free_merged(marks)
    marks += [m for r in ledger for m in marks_of_condition(r, parties, kinds, rows)]
    marks = _concerning(marks)
    marks = _opened(marks, parties)
    marks += _refusals(ledger, marks, parties)
    order = {row.id: n for n, row in enumerate(ledger)}
    return sorted(_beside(marks, ledger), key=lambda m: order[m.row])


def _beside(marks: Iterable[Mark], ledger: Ledger) -> Iterator[Mark]:
    """The marks with what else the rows cite from their sentences."""
    told: dict[tuple[str, int], dict[str, None]] = defaultdict(dict)
    at = {row.id: (row.document, row.sentence) for row in ledger}
    for row in ledger:
        content = [row.content] if isinstance(row, Position | Utterance) else []
        told[at[row.id]] |= dict.fromkeys(c.text for c in (*row.citations, *content))
    for m in marks:
        yield replace(m, beside=" ".join(told[at[m.row]]))


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


def _opened(marks: list[Mark], parties: Parties) -> list[Mark]:
    """Marks that leave the owner open, as marks about each choice that they may mean."""
    settled = [m for m in marks if m.choice.owner]
    there = list(dict.fromkeys(m.choice for m in settled))
    voices = {m.holder for m in marks if m.says == "wish" and m.tier != _ACT}
    fighters = sorted(
        {
            c.owner
            for c in there
            if c.family == "fighting" and (c.owner in voices or parties.known(c.owner))
        }
        | _yielding(settled)
    )
    sides = _sides(settled, fighters)
    out = list(settled)
    for m in marks:
        if m.choice.owner:
            continue
        for choice in _meant(m, there, fighters, sides):
            mine = choice.owner == m.holder
            if mine and m.anyone == "others":
                continue
            doubt = m.unsure or (not mine and m.choice.family not in _MEANT_FOR_ALL)
            how = m.how
            if m.choice.family not in _MEANT_FOR_ALL and (not mine or m.choice.family == "support"):
                how += "; the words do not say whose choice they mean"
            out.append(
                replace(
                    m,
                    choice=choice,
                    anyone="",
                    unsure=doubt,
                    how=how,
                    basis="inferred" if doubt else m.basis,
                    tier=max(m.tier, 3) if doubt and m.tier < 3 else m.tier,
                )
            )
    return out + _both_fight(out)


def _both_fight(marks: Sequence[Mark]) -> list[Mark]:
    """Where one is told to fight and a ceasefire is spoken of for another, that one fights, too."""
    fight = {m.choice.owner for m in marks if m.choice.family == "fighting" and m.says == "now"}
    if not fight:
        return []
    return [
        replace(
            m,
            says="now",
            taken=True,
            holder="",
            condition=None,
            hostile=False,
            how="an end of the fight is spoken of, and it takes two to fight",
        )
        for m in marks
        if m.choice.family == "fighting"
        and m.says == "wish"
        and not m.taken
        and m.choice.owner not in fight
    ]


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


def _sides(marks: Sequence[Mark], fighters: list[str]) -> list[str]:
    """The sides that *both sides* means: who fights, or the only two with demands between them."""
    pairs = {
        frozenset((m.holder, m.choice.owner))
        for m in marks
        if m.says == "wish" and m.hostile and m.holder != m.choice.owner
    }
    mutual = {
        k
        for m in marks
        for n in marks
        if m.says == n.says == "wish" and m.hostile and n.hostile and m.holder != m.choice.owner
        if (m.holder, m.choice.owner) == (n.choice.owner, n.holder)
        for k in (m.holder, m.choice.owner)
    }
    if len(fighters) > 1:
        return fighters
    return sorted(mutual or ([k for pair in pairs for k in pair] if len(pairs) == 1 else []))


def _meant(m: Mark, there: Iterable[Choice], fighters: list[str], sides: list[str]) -> list[Choice]:
    family, concerns = m.choice.family, m.choice.about
    if family == "fighting":
        own = m.anyone == "own" and (m.holder in fighters or not fighters)
        return [Choice(owner, "fighting") for owner in ([m.holder] if own else fighters)]
    if family in _MEANT_FOR_ALL and m.anyone == "all" and len(sides) > 1:
        return [Choice(owner, family) for owner in sides]
    same = ("support", "aid") if family == "support" else (family,)
    found = [
        c
        for c in there
        if c.family in same and (not concerns or not c.about or c.about == concerns)
    ]
    if family == "support" and m.holder and not any(c.owner == m.holder for c in found):
        found.insert(0, Choice(m.holder, "support", concerns))
    return found


def _yielding(marks: Iterable[Mark]) -> set[str]:
    """Those of whom somebody who fights asks to surrender: they fight, too."""
    fights = {m.choice.owner for m in marks if m.choice.family == "fighting"}
    return {
        m.choice.owner for m in marks if m.choice.family == "surrender" and m.choice.about in fights
    }
