"""A mention in the making, and the text that is being read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tracktwo.actors.entries import Candidate, RoleWord
from tracktwo.actors.index import RoleHit
from tracktwo.actors.mentions import MentionKind
from tracktwo.actors.named import Named
from tracktwo.actors.registry import Registry
from tracktwo.actors.tree import Tree
from tracktwo.schema import Party

__all__ = ["Draft", "Facts", "Reading"]


@dataclass(slots=True, eq=False)
class Draft:
    """A mention in the making.

    Attributes:
        sort: ``person``, ``state``, ``organisation``, ``group``, ``role``, ``place``, ``pair``,
            ``pronoun`` or ``unknown``.
        key: equal for all mentions of one party; unique until that is known.
        role: the role word of the phrase.
        role_head: the token on which the role hangs, where it is not the head of the phrase.
        phrase: the role as the text has it, in small letters.
        source: the mention that says of whom (*Russian* in *Russian troops*, *its* in *its army*).
        definite: the phrase takes up something known (*the*, *this*, a possessor).
        nested: it only says of whom another mention is.
        pointed: the same, by an article or possessor of its own and not only as a name.
        blocked: a word such as *former* or *another* keeps it from the present holder.
    """

    head: int
    start: int
    end: int
    kind: MentionKind
    sort: str
    key: str = ""
    party: Party | None = None
    named: Named | None = None
    candidate: Candidate | None = None
    role: RoleWord | None = None
    phrase: str = ""
    role_head: int = -1
    source: Draft | None = None
    more_sources: bool = False
    definite: bool = False
    pointed: bool = False
    blocked: bool = False
    plural: bool = False
    gender: str | None = None
    acts: bool = True
    place: bool = False
    nested: bool = False
    shown: bool = True
    antecedent: Draft | None = None
    parts: list[Draft] = field(default_factory=list)
    order: int = 0
    """Place in the list of drafts."""
    state: int = 0
    """0 not yet resolved, 1 being resolved, 2 resolved."""


@dataclass(slots=True)
class Facts:
    """What a report says of one person.

    Attributes:
        phrases: the roles that it gives, in small letters, with the place where each stands.
        titles: the same in the words of the registry.
        sources: of whom, in order of the text.
        first: index of the first token at which the person is named.
    """

    actor: str | None
    name: str
    gender: str | None = None
    phrases: list[tuple[str, int]] = field(default_factory=list)
    titles: list[tuple[str, int]] = field(default_factory=list)
    sectors: list[str] = field(default_factory=list)
    sources: list[Draft] = field(default_factory=list)
    former: bool = False
    first: int = 0
    party: Party | None = None
    drafts: list[Draft] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """One text on its way from names to mentions."""

    tree: Tree
    doc: Any
    registry: Registry
    on: date | None
    names: list[Named]
    roles: list[RoleHit]
    drafts: list[Draft] = field(default_factory=list)
    at: dict[int, Draft] = field(default_factory=dict)
    """Draft by the token on which it hangs."""
    facts: dict[str, Facts] = field(default_factory=dict)
    name_at: dict[int, Named] = field(default_factory=dict)
    role_at: dict[int, RoleHit] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    """Names by the short forms that the report itself introduces: *Verdan Front (VF)*."""
    polities: set[str] = field(default_factory=set)
    """States of the report that the registry does not know."""
    more: list[Draft] = field(default_factory=list)
    """Mentions made while resolving: each minister of *the ministers of Arvan and Belmar*."""
    only_state: str | None = None
    """The state that the report names, when it names only one; set with ``governments``."""
    governments: dict[str, dict[str, Draft]] | None = None
    """The roles of states that the report names, by role word and state; made when first asked."""

    def text(self, start: int, end: int) -> str:
        """The words of a span with single spaces."""
        return " ".join(str(self.doc[start:end].text).split())
