"""The few assumptions that make a draft work, each marked and with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracktwo.conflict.draft.choices import Cast, Chosen
from tracktwo.conflict.draft.marks import TIERS
from tracktwo.conflict.draft.parties import Parties
from tracktwo.conflict.draft.today import Standing
from tracktwo.conflict.draft.wishes import Wish

__all__ = ["assumed"]

_LAST = TIERS.index("assumed")
_GIVEN_FREELY = ("talks", "access")
"""Kinds of choice that parties are urged to by all: silence about them tells no unwillingness."""
_COST = (
    "to carry a threat out is taken to cost the one who threatens, beyond the case in which it "
    "threatens so"
)
_ACT = TIERS.index("act")
_PROPOSED = TIERS.index("proposal")


def assumed(
    holder: str,
    told: Sequence[Wish],
    cast: Cast,
    now: Mapping[str, Standing],
    parties: Parties,
) -> list[Wish]:
    """What is assumed of a party beyond what the reports tell: first of its own choices.

    Only where no row tells what the party wishes of an option: of whom another asks something is
    assumed not to yield; one against whom force or a threat is turned, not to wish it; whom aid
    would reach, to wish it. And a threat is assumed to cost the one who would carry it out.
    """
    known = {w.option for w in told}
    out: list[Wish] = []
    for option in cast.options:
        mine = option.choice.owner == holder
        threats = {m.taken for m in option.marks if m.threat and m.holder == option.choice.owner}
        threat = min(threats) if len(threats) == 1 else None
        if threat is not None and mine:
            out.append(_wish(option, not threat, _COST))
            continue
        if option.id in known:
            continue
        if mine:
            out += _own(option, holder, parties)
        elif found := _of_others(option, holder, cast, threat, parties):
            out.append(found)
    costs = [w for w in out if w.note.endswith(_COST)]
    own = {o.id for o in cast.options if o.choice.owner == holder}
    rest = sorted((w for w in out if w not in costs), key=lambda w: w.option not in own)
    return rest + costs


def _own(option: Chosen, holder: str, parties: Parties) -> list[Wish]:
    if option.choice.family in _GIVEN_FREELY:
        return []
    if any(m.holder == holder and m.says in ("there", "wish") and not m.struck and m.tier != _ACT
           for m in option.marks):  # fmt: skip
        return []  # what it offers or leaves open is told, if only on a condition
    asked = [
        m
        for m in option.marks
        if m.says == "wish" and m.holder != holder and (m.hostile or m.tier == _PROPOSED)
    ]
    ways = {m.taken for m in asked}
    if len(ways) != 1:
        return []
    who = " and ".join(dict.fromkeys(parties.label(m.holder) for m in asked))
    heard = all(m.unsure and m.tier == _PROPOSED for m in asked)
    what = f"what others say {who} may propose" if heard else f"what {who} would have"
    reason = f"no row tells its answer to {what}; it is taken not to yield"
    return [_wish(option, not ways.pop(), reason)]


def _of_others(
    option: Chosen, holder: str, cast: Cast, threat: bool | None, parties: Parties
) -> Wish | None:
    family, owner = option.choice.family, option.choice.owner
    if family == "fighting" and _fight_each_other(holder, owner, cast):
        return _wish(option, False, f"it fights, and so does {parties.label(owner)}: each is taken "
                     "to wish that the other stops")  # fmt: skip
    if threat is not None and _hangs_on(option, holder, cast):
        return _wish(option, not threat, "the threat is meant for it")
    if option.choice.about == holder and family in ("aid", "support", "guarantees"):
        return _wish(option, True, "it is the one whom this would reach")
    if option.choice.about == holder and family == "sanctions":
        return _wish(option, False, "it is the one on whom they are")
    return None


def _fight_each_other(one: str, other: str, cast: Cast) -> bool:
    """Whether both fight, and one attacks the other or makes demands on it."""
    fighters = {o.choice.owner for o in cast.options if o.choice.family == "fighting"}
    if not {one, other} <= fighters:
        return False
    return any(
        m.hostile and {m.holder, o.choice.owner} == {one, other}
        for o in cast.options
        for m in o.marks
    )


def _hangs_on(option: Chosen, holder: str, cast: Cast) -> bool:
    """Whether the one who threatens demands something of a party."""
    owner = option.choice.owner
    return any(
        m.says == "wish" and m.holder == owner and m.hostile
        for o in cast.options
        if o.choice.owner == holder
        for m in o.marks
    )


def _wish(option: Chosen, taken: bool, why: str) -> Wish:
    return Wish(
        say=option.id if taken else f"not {option.id}",
        option=option.id,
        taken=taken,
        tier=_LAST,
        basis="assumed",
        unsure=True,
        confidence=None,
        marks=(),
        note=f"assumed: {why}",
    )
