"""Rows of one kind, as a tuple that can be narrowed by calling it: ``ledger.events(actor="UKR")``.

What is left is a selection again, so that questions can be put one after another.
"""

from __future__ import annotations

from collections.abc import Iterable

from tracktwo.ledger.bodies import body
from tracktwo.schema import Event, Party, Position, Proposal, Quote, Utterance

__all__ = ["Events", "Positions", "Proposals", "Quotes", "Utterances", "is_meant"]


class Events(tuple[Event, ...]):
    """Events in the order of the ledger."""

    __slots__ = ()

    def __call__(
        self,
        *,
        actor: str | None = None,
        recipient: str | None = None,
        type: str | None = None,
        mode: str | None = None,
        modality: str | None = None,
        polarity: str | None = None,
        asserted: bool | None = None,
    ) -> Events:
        """The events that fit everything asked for.

        Args:
            actor: a party by id, by the id of its body, by code or by name (in any case).
            recipient: a party, likewise.
            type: a PLOVER type.
            mode: a PLOVER mode.
            modality: ``happened``, ``planned`` ...
            polarity: ``affirmed`` or ``negated``.
            asserted: true for what the report itself asserts, false for what others say.
        """
        return Events(
            event
            for event in self
            if is_meant(actor, event.actors)
            and is_meant(recipient, event.recipients)
            and type in (None, event.type)
            and mode in (None, event.mode)
            and modality in (None, event.modality)
            and polarity in (None, event.polarity)
            and asserted in (None, not event.attribution)
        )


class Quotes(tuple[Quote, ...]):
    """Quotes in the order of the ledger."""

    __slots__ = ()

    def __call__(self, *, speaker: str | None = None, direct: bool | None = None) -> Quotes:
        """The quotes of a speaker, direct or indirect ones, as far as these are asked for."""
        return Quotes(
            q for q in self if is_meant(speaker, [q.speaker]) and direct in (None, q.direct)
        )


class Positions(tuple[Position, ...]):
    """Positions in the order of the ledger."""

    __slots__ = ()

    def __call__(
        self, *, party: str | None = None, issue: str | None = None, stance: str | None = None
    ) -> Positions:
        """The positions of a party, on an issue, with a stance, as far as these are asked for."""
        return Positions(
            p
            for p in self
            if is_meant(party, [p.party])
            and issue in (None, p.issue)
            and stance in (None, p.stance)
        )


class Proposals(tuple[Proposal, ...]):
    """Proposals in the order of the ledger."""

    __slots__ = ()

    def __call__(self, *, by: str | None = None, definite: str | None = None) -> Proposals:
        """The proposals of a party, so definite, as far as these are asked for."""
        return Proposals(p for p in self if is_meant(by, [p.by]) and definite in (None, p.definite))


class Utterances(tuple[Utterance, ...]):
    """Statements in the order of the ledger."""

    __slots__ = ()

    def __call__(self, *, speaker: str | None = None) -> Utterances:
        """The statements of a speaker, where one is asked for."""
        return Utterances(u for u in self if is_meant(speaker, [u.speaker]))


def is_meant(wanted: str | None, parties: Iterable[Party | None]) -> bool:
    """Whether some party is the one wanted, by id, body, code or name; ``None`` is anybody."""
    if wanted is None:
        return True
    folded = wanted.casefold()
    return any(
        folded in {x.casefold() for x in (p.actor, p.for_actor, p.code, p.name, body(p)) if x}
        for p in parties
        if p is not None
    )
