"""*The government*, *the army* without a nation, in a report that has only one."""

from __future__ import annotations

from collections.abc import Callable

from tracktwo.actors.draft import Draft, Reading
from tracktwo.actors.earlier import look_back, take_up
from tracktwo.actors.parties import OFFICIAL, behind, role_party
from tracktwo.actors.words import phrase_set, word_set

__all__ = ["only_government"]

_GOVERNMENTS = word_set(
    """
    government regime authority authorities administration cabinet junta leadership
    """
)
_ORGANS = _GOVERNMENTS | phrase_set(
    """
    army, military, armed forces, navy, air force, parliament, police, security forces, opposition,
    ministry, foreign ministry, defence ministry, defense ministry, interior ministry,
    finance ministry, presidency, central bank, security council, council of ministers
    """
)
"""What each state has one of."""


def only_government(
    reading: Reading, draft: Draft, resolve: Callable[[Draft], None]
) -> bool | None:
    """*The government*, *the army* in a report that has only one; false when it has several."""
    role = draft.role
    assert role is not None
    if draft.phrase not in _ORGANS or _told_of_whom(reading, draft):
        return None
    if reading.governments is None:
        reading.governments = _governments(reading, resolve)
    same = reading.governments.get(draft.phrase, {})
    any_government = reading.governments.get("", {})
    if len(same) == 1:
        take_up(draft, next(iter(same.values())))
        return True
    if same:
        near = _near_same(reading, draft)
        if near is not None:
            take_up(draft, near)
        return near is not None
    state = reading.only_state
    if state is None and len(any_government) == 1 and draft.phrase in _GOVERNMENTS:
        state = next(iter(any_government))
    if any_government.keys() - {state}:
        return None
    actor = reading.registry.get(state)
    if state not in reading.polities and (actor is None or actor.family != "state"):
        return None
    party = role_party(reading, draft)
    official = role.sector in OFFICIAL
    code = actor.code if actor is not None else None
    draft.party = party.model_copy(
        update={"code": code, "for_actor": state if official else None, "named": True}
    )
    draft.key = f"role:{code or state}:{draft.phrase}"
    return True


def _governments(reading: Reading, resolve: Callable[[Draft], None]) -> dict[str, dict[str, Draft]]:
    """The roles of states that are named with their state; all governments under ``""``."""
    states = {
        other.party.actor or other.party.name
        for other in reading.drafts
        if other.party is not None and _may_govern(reading, other)
    }
    reading.only_state = states.pop() if len(states) == 1 else None
    found: dict[str, dict[str, Draft]] = {"": {}}
    for other in reading.drafts:
        source = other.source
        if other.sort != "role" or source is None or source.sort in ("pronoun", "description"):
            continue
        if other.state == 0:
            resolve(other)
        side, code = behind(source)
        label = side or code
        if other.party is None or label is None:
            continue
        if other.party.code is None and label not in reading.polities:
            continue
        found.setdefault(other.phrase, {}).setdefault(label, other)
        if other.phrase in _GOVERNMENTS:
            found[""].setdefault(label, other)
    return found


def _told_of_whom(reading: Reading, draft: Draft) -> bool:
    """*The government of Arvan*, though nothing is known of Arvan: not that of another state."""
    tree = reading.tree
    return any(
        tree.rel[kid] == "nmod" and tree.case_of(kid) == "of" and tree.pos[kid] == "PROPN"
        for kid in tree.kids[draft.head]
    )


def _may_govern(reading: Reading, other: Draft) -> bool:
    """Whether a mention is of a state, or of an unknown name that acts as one might."""
    if other.sort == "state" and other.party is not None:
        return bool(other.party.actor) or other.party.name in reading.polities
    return other.sort == "unknown" and reading.tree.dep[other.head] == "nsubj"


def _near_same(reading: Reading, draft: Draft) -> Draft | None:
    """The one of several governments that was named in the sentence before, if only one was."""
    near = {
        other.key: other
        for other in look_back(reading, draft, 1)
        if other.phrase == draft.phrase and other.sort == "role" and other.source is not None
    }
    return next(iter(near.values())) if len(near) == 1 else None
