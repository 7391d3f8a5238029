"""Find the mentions of parties in a text, and tell who each one is."""

from __future__ import annotations

from datetime import date
from typing import Any

from tracktwo.actors.draft import Draft, Reading
from tracktwo.actors.link import link
from tracktwo.actors.mentions import Mention
from tracktwo.actors.names import find_names
from tracktwo.actors.parties import name_party, person_party
from tracktwo.actors.people import tell_people_apart
from tracktwo.actors.phrases import assemble
from tracktwo.actors.polities import tell_polities
from tracktwo.actors.pronouns import resolve_pronoun
from tracktwo.actors.reference import own_words, resolve_description, resolve_pair, resolve_role
from tracktwo.actors.registry import Registry
from tracktwo.actors.tree import pieces_of, tree_of

__all__ = ["find_mentions"]


def find_mentions(doc: Any, registry: Registry, *, on: date | None = None) -> list[Mention]:
    """The mentions of parties in a text, in order, each resolved as far as the text allows.

    Args:
        doc: a spaCy ``Doc`` with parts of speech, heads, Universal Dependencies labels and sentence
            starts; names in ``doc.ents`` help where it has them.
        registry: the actors that are known.
        on: the day of the report; it decides who held which office. Without it, the offices that
            the text states do.

    Returns:
        Mentions sorted by start, longer ones first. One may stand inside another (*Russia* in
        *Russia's foreign minister*); conjuncts are separate. What is not known is kept as itself.
    """
    if not len(doc):
        return []
    tree = tree_of(doc)
    hits, roles = registry.index.scan(pieces_of(tree), tree.sent)
    names = find_names(tree, hits, roles, registry, on)
    tell_people_apart(tree, names, roles, registry, on)
    tell_polities(tree, names, roles)
    reading = Reading(tree, doc, registry, on, names, roles)
    reading.polities = {name.stands for name in names if name.stands}
    assemble(reading)
    link(reading)
    for order, draft in enumerate(reading.drafts):
        draft.order = order
    _Resolver(reading).run()
    return _finished(reading)


class _Resolver:
    """Resolves drafts in order of the text, and what a draft hangs on before it."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def run(self) -> None:
        for draft in self.reading.drafts:
            if draft.named is not None and draft.sort != "person":
                self.resolve(draft)
        for facts in self.reading.facts.values():
            for source in facts.sources:
                if source.sort != "pronoun":
                    self.resolve(source)
            facts.party = person_party(self.reading, facts)
        for draft in self.reading.drafts:
            self.resolve(draft)

    def resolve(self, draft: Draft) -> None:
        if draft.state:
            return
        draft.state = 1
        if draft.source is not None:
            self.resolve(draft.source)
        if draft.sort == "person":
            self._person(draft)
        elif draft.named is not None:
            draft.party = name_party(self.reading, draft)
            option = draft.candidate
            draft.key = f"@{option.actor.id}" if option is not None else "name:" + draft.party.name
        elif draft.sort in ("pronoun", "relative"):
            resolve_pronoun(self.reading, draft, self.resolve)
        elif draft.sort == "pair":
            resolve_pair(self.reading, draft)
        elif draft.sort == "description":
            resolve_description(self.reading, draft)
        else:
            resolve_role(self.reading, draft, self.resolve)
        draft.state = 2

    def _person(self, draft: Draft) -> None:
        facts = self.reading.facts[draft.key]
        told = draft.source is not None and draft.source.sort == "pronoun"
        if facts.party is None or (told and facts.actor is None and facts.party.for_actor is None):
            facts.party = person_party(self.reading, facts)
        draft.party = facts.party
        first = facts.drafts[0]
        if (
            draft is not first
            and first.shown
            and first.head < draft.head
            and draft.kind == "surname"
        ):
            draft.antecedent = first


def _idle(reading: Reading, draft: Draft) -> bool:
    """*A group*, *her body*: a noun that may name a party and here names none."""
    role = draft.role
    return (
        draft.sort == "role"
        and role is not None
        and role.kind == "group"
        and role.sector is None
        and draft.antecedent is None
        and (draft.source is None or draft.source.sort in ("pronoun", "person"))
        and not (draft.definite and draft.source is None)
        and not own_words(reading, draft)
    )


def _finished(reading: Reading) -> list[Mention]:
    shown = [
        draft
        for draft in [*reading.drafts, *reading.more]
        if draft.shown and draft.party is not None and not _idle(reading, draft)
    ]
    shown.sort(key=lambda draft: (draft.start, -draft.end, draft.head))
    index = {id(draft): at for at, draft in enumerate(shown)}

    def position(draft: Draft | None) -> int | None:
        while draft is not None and id(draft) not in index:
            draft = draft.antecedent
        return None if draft is None else index[id(draft)]

    mentions = []
    for draft in shown:
        assert draft.party is not None
        parts = tuple(at for part in draft.parts if (at := position(part)) is not None)
        mentions.append(
            Mention(
                draft.head,
                draft.start,
                draft.end,
                draft.kind,
                draft.party,
                draft.acts,
                draft.place,
                position(draft.antecedent),
                parts,
                draft.plural,
            )
        )
    return mentions
