"""Ties between parties: what each has done and said to each other, counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import product
from typing import Literal

from tracktwo.ledger.bodies import body
from tracktwo.ledger.ids import row_id
from tracktwo.schema import Citation, Event, Party, Relation

__all__ = ["counts_for_ties", "relations", "sign_of"]

RULE = "ties: acts counted"


def counts_for_ties(event: Event) -> bool:
    """Whether an event says something about how its parties stand to each other.

    It does when it is affirmed, happened or is ongoing, and is either asserted by the report or a
    verbal act that its own actor voices. What another says of it does not count, nor does what is
    possible, planned, demanded, conditional, hypothetical or denied, nor an *either ... or*.
    """
    return (
        event.polarity == "affirmed"
        and event.modality in ("happened", "ongoing")
        and event.actors_as == "joint"
        and not (event.condition and event.condition.role == "condition")
        and (not event.attribution or _voiced_by_actor(event))
    )


def sign_of(event: Event) -> Literal[-1, 0, 1]:
    """Whether an act is cooperative (1), conflictual (-1) or neither (0).

    Quad and intensity must point the same way, so that a plain request ties nobody.
    """
    if event.quad <= 2 and event.intensity > 0:
        return 1
    if event.quad >= 3 and event.intensity < 0:
        return -1
    return 0


def relations(
    events: Iterable[Event], *, names: Mapping[str, str] | None = None
) -> tuple[Relation, ...]:
    """The signed ties between the bodies that the parties of events stand for.

    Args:
        events: the events, in the order of the ledger; see :func:`counts_for_ties`.
        names: names to show for registry entries, by id; otherwise the names in the events serve.
    """
    counted = [e for e in events if counts_for_ties(e) and sign_of(e)]
    faces = _faces(counted, names or {})
    acts: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in counted:
        sources = {body(p) for p in event.actors if _somebody(p)}
        targets = {body(p) for p in event.recipients if _somebody(p)}
        for pair in sorted(product(sources, targets)):
            if pair[0] != pair[1]:
                acts[pair].append(event)
    return tuple(_tie(faces[a], faces[b], acts[a, b]) for a, b in sorted(acts))


def _tie(source: Party, target: Party, events: list[Event]) -> Relation:
    good = sum(sign_of(e) > 0 for e in events)
    bad = len(events) - good
    citations: dict[Citation, None] = {c: None for e in events for c in e.citations}
    tie = Relation(
        id="",
        document=events[0].document,
        sentence=events[0].sentence,
        rule=RULE,
        confidence=min(e.confidence for e in events),
        citations=list(citations),
        codebook=events[0].codebook,
        model=events[0].model,
        source=source,
        target=target,
        sign="mixed" if good and bad else "positive" if good else "negative",
        cooperation=good,
        conflict=bad,
        events=[e.id for e in events],
    )
    return tie.model_copy(update={"id": row_id(tie)})


def _faces(events: list[Event], names: Mapping[str, str]) -> dict[str, Party]:
    """A party to show for each body: by its own name where the events give it."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    codes: dict[str, Counter[str]] = defaultdict(Counter)
    identified: set[str] = set()
    for party in (p for e in events for p in (*e.actors, *e.recipients)):
        key = body(party)
        if party.for_actor is None or party.for_actor == party.actor:
            seen[key][party.name] += 1
        else:
            seen[key].setdefault(party.for_actor, 0)
        if party.code:
            codes[key][party.code] += 1
        if party.actor or party.for_actor:
            identified.add(key)
    return {
        key: Party(
            name=names.get(key) or _most(counts),
            actor=key if key in identified else None,
            for_actor=key if key in identified else None,
            code=_most(codes[key]) if codes[key] else None,
        )
        for key, counts in seen.items()
    }


def _most(counts: Counter[str]) -> str:
    return min(counts, key=lambda name: (-counts[name], name))


def _somebody(party: Party) -> bool:
    """Whether a party can have ties: it is named, or at least in the registry."""
    return party.named or bool(party.actor or party.for_actor)


def _voiced_by_actor(event: Event) -> bool:
    """Whether a verbal act is told by its own actor, as in a communiqué or a labelled statement."""
    actors = {body(p) for p in event.actors}
    return event.quad in (1, 3) and all(
        link.source is not None and body(link.source) in actors and link.kind != "denies"
        for link in event.attribution
    )
