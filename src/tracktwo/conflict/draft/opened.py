"""Marks that leave open whose choice is meant, tied to the choices that they may mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tracktwo.conflict.draft.marks import TIERS, Choice, Mark
from tracktwo.conflict.draft.parties import Parties
from tracktwo.ledger import Ledger
from tracktwo.schema import Event

__all__ = ["opened"]

_ACT = TIERS.index("act")
_MEANT_FOR_ALL = ("fighting", "access", "talks", "prisoners")
_OF_ADVERSARY = ("prisoners", "elections", "power", "disarm")
"""Kinds of choice that are demanded of whoever stands against the one who demands."""


def opened(marks: Sequence[Mark], ledger: Ledger, parties: Parties) -> list[Mark]:
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
        meant = _meant(m, there, fighters, sides)
        if not any(c.owner != m.holder for c in meant) and m.anyone == "others":
            meant = _of_adversary(m, settled, ledger, parties)
        for choice in meant:
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


def _of_adversary(
    m: Mark, settled: Sequence[Mark], ledger: Ledger, parties: Parties
) -> list[Choice]:
    """What is demanded of nobody in particular is demanded of the only one it can mean.

    That is who holds or refuses to release a person whom the words name; else the only body with
    which the one who demands has hostile dealings.
    """
    if m.choice.family not in _OF_ADVERSARY or m.says != "wish" or not m.hostile:
        return []
    named = {key for _, _, key in parties.find(m.words.text)}
    events = [r for r in ledger if isinstance(r, Event)]
    holds = {
        owner
        for e in events
        if e.type in ("COERCE", "REJECT") and named & set(parties.keys(e.recipients))
        for owner in parties.keys(e.actors)
    } - {m.holder}
    if m.choice.family != "prisoners" or len(holds) != 1:
        hostile = [e for e in events if e.quad > 2 or e.type == "REQUEST"]
        pairs = [
            (a, b)
            for e in hostile
            for a in parties.keys(e.actors)
            for b in parties.keys(e.recipients)
        ]
        pairs += [(n.holder, n.choice.owner) for n in settled if n.says == "wish" and n.hostile]
        holds = {b if a == m.holder else a for a, b in pairs if m.holder in (a, b)}
        holds -= {m.holder, *named}
    return [Choice(holds.pop(), m.choice.family, m.choice.about)] if len(holds) == 1 else []
