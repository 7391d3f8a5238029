"""What the registry knows of one actor: who it is, which roles it held, and how it is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

__all__ = ["FAMILIES", "HOW", "Actor", "Candidate", "Family", "Form", "How", "Role", "RoleWord"]

Family = Literal["state", "organisation", "group", "person"]
How = Literal[
    "name", "alias", "adjective", "demonym", "capital", "metonym", "body", "place", "surname"
]
FAMILIES: tuple[Family, ...] = ("state", "organisation", "group", "person")
HOW: tuple[How, ...] = (
    "name",
    "alias",
    "adjective",
    "demonym",
    "body",
    "metonym",
    "capital",
    "place",
    "surname",
)
"""How a written form stands for an actor, the closest tie first."""


@dataclass(frozen=True, slots=True)
class Role:
    """An office that a person held.

    Attributes:
        title: the office in one lower-case word or phrase, as in ``titles.tsv``
            (``president``, ``foreign minister``).
        words: the office as it is called in full, to show.
        for_actor: id of the state, body or group for which the holder speaks.
        sector: PLOVER sector, such as ``GOV``.
        start: first day in office; ``None`` when it is not known.
        end: last day in office; ``None`` when it is still held, or not known.
    """

    title: str
    words: str
    for_actor: str | None
    sector: str | None
    start: date | None = None
    end: date | None = None

    def held(self, on: date) -> bool:
        """Whether the office was held on a day."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True)
class Actor:
    """One entry of the registry.

    Attributes:
        id: short key, unique in the registry (``rus``, ``nato``, ``vladimir-putin``).
        name: the name to show.
        kind: what it is, in the words of the data (``state``, ``igo``, ``armed``, ``person``).
        family: which of the four sorts of entry it is.
        code: ISO 3166 alpha-3 code, or IGO, UNO, EUR, NGO, ISM, IMG, MNC; ``None`` if it has none.
        sectors: PLOVER sectors.
        wikidata: Wikidata id where one is known.
        gender: ``m`` or ``f`` for a person where it is known.
        roles: offices held, in the order of the data, the most telling first.
        start: first day on which the actor existed, where that matters.
        end: last day on which it existed; ``None`` while it does.
    """

    id: str
    name: str
    kind: str
    family: Family
    code: str | None = None
    sectors: tuple[str, ...] = ()
    wikidata: str | None = None
    gender: str | None = None
    roles: tuple[Role, ...] = ()
    start: date | None = None
    end: date | None = None

    def existed(self, on: date) -> bool:
        """Whether the actor existed on a day, as far as the registry knows."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)

    def roles_on(self, on: date) -> tuple[Role, ...]:
        """The offices held on a day, in the order of the data."""
        return tuple(role for role in self.roles if role.held(on))


class Form(NamedTuple):
    """One way in which an actor is written.

    Attributes:
        pieces: the words of the form with their case, marks and hyphens taken away.
        actor: id of the actor.
        how: how the form stands for the actor.
        text: the form as the data write it.
        sector: the sector that a body or metonym adds (``the Pentagon`` adds ``MIL``).
        ambiguous: marked in the data as standing for more than one actor (``?Brussels``).
        user: it comes from a user's own registry.
    """

    pieces: tuple[str, ...]
    actor: str
    how: How
    text: str
    sector: str | None = None
    ambiguous: bool = False
    user: bool = False


class RoleWord(NamedTuple):
    """A noun or phrase that names a role or a kind of group (``foreign minister``, ``troops``).

    Attributes:
        phrase: lower case, singular.
        kind: ``person`` or ``group``.
        sector: PLOVER sector, or ``None`` when the word alone does not give one.
        title: the office in the words of the registry, for titles of office holders.
        plural: the form that stands in the text is plural.
    """

    phrase: str
    kind: str
    sector: str | None
    title: str | None = None
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor that a written form may stand for, and how."""

    actor: Actor
    how: How
    sector: str | None = None
    ambiguous: bool = False
    user: bool = False
