"""Make the party of a name or role: who it is, for whom it speaks, its code and sectors."""

from __future__ import annotations

from datetime import date

from tracktwo.actors.draft import Draft, Facts, Reading
from tracktwo.actors.earlier import first_of
from tracktwo.actors.english import PRONOUNS
from tracktwo.actors.entries import Actor, Role
from tracktwo.actors.people import titles_agree
from tracktwo.actors.registry import Registry
from tracktwo.actors.spans import deputises
from tracktwo.schema import Party

__all__ = [
    "OFFICIAL",
    "behind",
    "known_person_party",
    "name_party",
    "office",
    "person_party",
    "role_party",
]

OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
"""Sectors whose members act for their state."""


def name_party(reading: Reading, draft: Draft) -> Party:
    """The party of a name that is no person's."""
    named, option = draft.named, draft.candidate
    assert named is not None
    words = reading.text(named.start, named.end)
    if option is None:
        words = reading.aliases.get(words, words)
        if named.inner is not None and draft.sort == "organisation":
            actor = named.inner.actor
            sectors = [named.inner.sector] if named.inner.sector else []
            return Party(name=words, code=actor.code, sectors=sectors)
        return Party(name=named.stands or words)
    actor = option.actor
    sectors = [option.sector] if option.sector else []
    if draft.kind == "place" and option.how in ("capital", "place", "metonym"):
        return Party(name=words, for_actor=actor.id, code=actor.code)
    if option.how == "body":
        return Party(name=words, for_actor=actor.id, code=actor.code, sectors=sectors)
    if option.how == "demonym" or (option.how == "adjective" and _nominal(reading, draft)):
        return Party(name=words, code=actor.code)
    if option.how in ("capital", "metonym") and actor.family == "state":
        sectors = sectors or ["GOV"]
    return Party(
        name=actor.name, actor=actor.id, code=actor.code, sectors=sectors or list(actor.sectors)
    )


def _nominal(reading: Reading, draft: Draft) -> bool:
    """*The French*: an adjective that is the head of its phrase.

    Not the first of two nations before one noun: *Arvan and Belmaran governments*.
    """
    tree, at = reading.tree, draft.head
    bare = tree.kid(at, "det", "nummod") is None and tree.tag[at] not in ("NNS", "NNPS")
    joined = [kid for kid in tree.kids[at] if tree.rel[kid] == "conj" and kid in reading.role_at]
    if bare and joined:
        return False
    while tree.rel[at] == "conj" and tree.head[at] != at:
        at = tree.head[at]
    dep = tree.dep[at]
    return dep.startswith(("nsubj", "obj", "iobj", "obl", "nmod")) and dep != "nmod:desc"


def behind(draft: Draft | None) -> tuple[str | None, str | None]:
    """For whom a possessor or nation stands: an id (or an unknown group's name), and a code."""
    if draft is None or draft.party is None:
        return None, None
    party = draft.party
    if draft.sort == "person" or (party.for_actor is not None and party.actor is None):
        return party.for_actor, party.code
    if party.actor is not None:
        # A pronoun or description that stands for a person speaks for whom the person speaks.
        return (party.for_actor or party.actor), party.code
    origin = first_of(draft)
    unknown_state = origin.sort == "state" and origin.candidate is None
    if (origin.sort in ("organisation", "group", "unknown") or unknown_state) and party.named:
        return party.name, party.code
    return None, party.code


def known_person_party(registry: Registry, actor: Actor, role: Role | None) -> Party:
    """The party of a person of the registry in one of its roles, or in none."""
    base = registry.get(role.for_actor) if role is not None else None
    code = base.code if base is not None else actor.code
    if code is None:
        code = _nation(registry, actor)
    return Party(
        name=actor.name,
        actor=actor.id,
        for_actor=role.for_actor if role is not None else None,
        code=code,
        sectors=[role.sector] if role is not None and role.sector else list(actor.sectors),
    )


def _nation(registry: Registry, actor: Actor) -> str | None:
    """The code of the state that a person served last, else of the body."""
    served = sorted(actor.roles, key=lambda held: held.start or date.min, reverse=True)
    bodies = [base for held in served if (base := registry.get(held.for_actor)) is not None]
    bodies.sort(key=lambda base: base.family != "state")
    return next((base.code for base in bodies if base.code is not None), None)


def person_party(reading: Reading, facts: Facts) -> Party:
    """The party of a person of the report."""
    registry, on = reading.registry, reading.on
    actor = registry.get(facts.actor)
    sides = [side for source in facts.sources if (side := behind(source))[0] or side[1]]
    if actor is None:
        for_actor, code = sides[0] if sides else (None, None)
        own = not facts.sectors or bool(OFFICIAL.intersection(facts.sectors))
        speaks = not facts.former and (own or _is_body(reading, for_actor))
        return Party(
            name=facts.name,
            for_actor=for_actor if speaks else None,
            code=code,
            sectors=[] if facts.former else list(dict.fromkeys(facts.sectors)),
        )
    role = _role_of(actor, facts, [side[0] for side in sides], on)
    if role is None and on is not None and not facts.former and sides and facts.titles:
        # In office by the words of the report, though the registry knows of no such office.
        return known_person_party(registry, actor, None).model_copy(
            update={
                "for_actor": sides[0][0],
                "code": sides[0][1],
                "sectors": list(dict.fromkeys(facts.sectors)),
            }
        )
    return known_person_party(registry, actor, role)


def _role_of(actor: Actor, facts: Facts, sides: list[str | None], on: date | None) -> Role | None:
    """The role in which a person speaks in this report.

    With a date: the role held on it, the one that the text states first. Without one: the role
    stated, else the latest. One who is called *former* speaks for nobody.
    """
    stated = [
        role
        for role in actor.roles
        if any(_agrees(title, role) for title, _ in facts.titles)
        and (not any(sides) or role.for_actor in sides or role.for_actor is None)
    ]
    if on is not None:
        held = actor.roles_on(on)
        for role in stated:
            if role in held:
                return role
        if held and not (facts.former and len(held) == 0):
            return held[0]
        if facts.former:
            return None
        day = on.toordinal()
        near = [
            role
            for role in stated
            if role.start is None or role.start.toordinal() - 45 <= day
            if role.end is None or day <= role.end.toordinal() + 45
        ]
        return near[0] if near else None
    if facts.former:
        return None
    if stated:
        return max(stated, key=lambda role: role.start or date.min)
    if not actor.roles:
        return None
    latest = max(role.start or date.min for role in actor.roles)
    return next(role for role in actor.roles if (role.start or date.min) == latest)


def _agrees(title: str, role: Role) -> bool:
    return titles_agree(title, role.title) or title == role.words.lower()


def office(draft: Draft) -> bool:
    """Whether a role makes its holder speak for whoever owns it.

    *His minister* does; *his rival* and *her lawyer* belong to a person and to no side.
    """
    role, source = draft.role, draft.source
    if role is None or source is None:
        return True
    personal = source.sort == "person" or (
        source.sort == "pronoun" and PRONOUNS[source.phrase].cls in ("he", "she", "i")
    )
    return not personal or role.title is not None or role.sector in OFFICIAL


def role_party(reading: Reading, draft: Draft) -> Party:
    """The party of a role phrase by its own words: *Iraqi forces*, *officials*."""
    role = draft.role
    sector = role.sector if role is not None else None
    words = _shown(reading, draft)
    for_actor, code = behind(draft.source)
    state = reading.registry.get(for_actor)
    source_sectors = list(state.sectors) if state is not None and state.family != "state" else []
    speaks = (
        draft.source is not None
        and office(draft)
        and (not draft.blocked or deputises(reading.tree, draft.head))
        and (state is None or state.kind != "region")
        and (
            sector in OFFICIAL
            or (role is not None and role.title is not None and sector in (None, "GOV"))
            or _is_body(reading, for_actor)
            or (sector is None and role is not None and role.kind == "person")
        )
    )
    sectors = [sector] if sector else source_sectors
    person = role is None or role.kind == "person"
    own = any(
        reading.tree.pos[i] == "PROPN" and reading.tree.words[i][:1].isupper()
        for i in range(draft.start, draft.end)
    )
    return Party(
        name=words,
        for_actor=for_actor if speaks else None,
        code=code,
        sectors=sectors,
        named=not person and (code is not None or for_actor is not None or own),
    )


def _is_body(reading: Reading, side: str | None) -> bool:
    """Whether a side is no state, so that all who belong to it are its own."""
    actor = reading.registry.get(side)
    if actor is not None:
        return actor.family != "state"
    return side is not None and side not in reading.polities


def _shown(reading: Reading, draft: Draft) -> str:
    """The words of a phrase, without the article where something else tells which one it is."""
    tree, start = reading.tree, draft.start
    if (draft.source is not None or draft.plural or not draft.definite) and (
        start < draft.end - 1 and tree.pos[start] == "DET" and tree.rel[start] == "det"
    ):
        start += 1
    return reading.text(start, draft.end)
