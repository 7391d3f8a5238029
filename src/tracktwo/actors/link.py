"""Tie phrases to each other: titles and appositions to persons, possessors and nations to roles."""

from __future__ import annotations

from tracktwo.actors.draft import Draft, Facts, Reading
from tracktwo.actors.english import GENDERED, HONORIFICS
from tracktwo.actors.parties import office
from tracktwo.actors.spans import deputises

__all__ = ["link"]

_NAMES = ("person", "unknown", "organisation", "group", "state")
_SENT = frozenset({"ambassador", "envoy", "representative", "emissary", "candidate"})


def link(reading: Reading) -> None:
    """Merge appositions, find the sources of roles, and gather what is said of each person."""
    for draft in list(reading.drafts):
        for kid in reading.tree.kids[draft.head]:
            if reading.tree.rel[kid] == "appos":
                other = reading.at.get(kid)
                if other is not None and other is not draft and other.shown and draft.shown:
                    _appose(reading, draft, other)
    _beside(reading)
    for draft in reading.drafts:
        described = draft.role is not None or draft.sort == "description"
        if described and draft.source is None and not draft.more_sources:
            draft.source = _source(reading, draft)
    for draft in reading.drafts:
        if draft.source is not None:
            draft.source.nested = True
    _name_new_people(reading)
    for draft in reading.drafts:
        if draft.sort == "person":
            _note(reading, draft)


def _beside(reading: Reading) -> None:
    """Titles beside a name that the parser has not tied to it: *Gen. Ray*, *the envoy, Joe Ray*.

    A bare title in front is a title whatever the tree says; one between commas only when the name
    hangs on it.
    """
    tree = reading.tree
    ends: dict[int, Draft] = {}
    for draft in reading.drafts:
        role = draft.role
        if draft.sort == "role" and role is not None and role.kind == "person" and draft.shown:
            ends[draft.end] = draft
    for draft in reading.drafts:
        named = draft.named
        if named is None or draft.sort not in ("person", "unknown") or not draft.shown:
            continue
        before = tree.words[named.start - 1] if named.start else ""
        bare = ends.get(named.start) or (ends.get(named.start - 1) if before == "." else None)
        if bare is not None and _bare_title(reading, bare, draft):
            if draft.sort == "unknown":
                _make_person(reading, draft)
            draft.kind, draft.start = "title+name", min(draft.start, bare.start)
            if draft.role is None:
                draft.role, draft.phrase, draft.role_head = bare.role, bare.phrase, bare.head
                draft.source = draft.source or bare.source
            bare.shown = False
            reading.at[bare.head] = draft
            continue
        told = ends.get(named.start - 1) if before == "," else None
        if (
            told is not None
            and told.shown
            and not told.plural
            and told.start <= tree.head[named.head] < told.end
        ):
            _appose(reading, told, draft)


def _bare_title(reading: Reading, title: Draft, name: Draft) -> bool:
    tree = reading.tree
    if title.plural or not title.shown or title.head == name.head:
        return False
    if tree.sent[title.head] != tree.sent[name.head]:
        return False
    if tree.dep[name.head] == "nmod:poss":
        return False
    if tree.pos[title.start] == "DET":
        # *The minister Joe Ray said*, with two subjects of one verb.
        same = tree.head[title.head] == tree.head[name.head]
        return same and tree.dep[title.head] == tree.dep[name.head] and title.definite
    return tree.words[title.start][:1].isupper()


def _name_new_people(reading: Reading) -> None:
    """A name that an apposition shows to be a person's is one wherever it stands."""
    keys = {}
    for draft in reading.drafts:
        named = draft.named
        if draft.sort == "person" and named is not None and named.chosen is None and named.key:
            keys[reading.text(named.start, named.end).lower()] = named.key
    for draft in reading.drafts:
        named = draft.named
        if draft.sort == "unknown" and named is not None and not draft.place:
            key = keys.get(reading.text(named.start, named.end).lower())
            if key is not None:
                draft.sort = named.sort = "person"
                draft.kind = "surname" if named.end - named.start == 1 else "name"
                named.key = key


def _appose(reading: Reading, first: Draft, second: Draft) -> None:
    tree = reading.tree
    if first.sort in ("role", "description") and second.sort in _NAMES and not first.plural:
        if second.sort == "state" or (second.sort == "unknown" and _is_place(second)):
            return
        # *The foreign secretary, Ann Vale, said*: one mention, on the head of the role.
        person_role = first.role is not None and first.role.kind == "person"
        if second.sort == "unknown" and person_role:
            _make_person(reading, second)
        first.named, first.candidate = second.named, second.candidate
        first.sort, first.kind = second.sort, "title+name"
        first.role_head = first.head
        first.source = first.source or second.source
        if all(tree.rel[i] == "punct" for i in range(first.end, second.start)):
            first.end = max(first.end, second.end)
        second.shown = False
        reading.at[second.head] = first
    elif first.sort in ("person", "unknown") and second.sort == "role":
        role = second.role
        if role is None or second.plural or role.kind != "person":
            return
        if first.sort == "unknown":
            if _is_place(first):
                return
            _make_person(reading, first)
        if first.role is None:
            first.role, first.phrase, first.role_head = role, second.phrase, second.head
            first.blocked = second.blocked
            first.source = second.source or _source(reading, second)
        second.shown = False
        reading.at[second.head] = first
    elif first.sort in ("organisation", "group", "unknown") and second.sort in (
        "role",
        "description",
    ):
        second.shown = False
        reading.at[second.head] = first
    elif first.sort in _NAMES and second.sort in _NAMES and not second.place:
        _same(reading, first, second)


def _same(reading: Reading, first: Draft, second: Draft) -> None:
    """*Northern Front (NF)*: a short form beside the long one."""
    one, two = first.candidate, second.candidate
    if one is not None and two is not None:
        if one.actor.id == two.actor.id:
            second.shown = False
            reading.at[second.head] = first
        return
    if first.named is None or second.named is None:
        return
    long = reading.text(first.named.start, first.named.end)
    short = reading.text(second.named.start, second.named.end)
    initials = "".join(word[0] for word in long.replace("-", " ").split() if word[0].isupper())
    if short.isupper() and (short == initials or short in initials or initials in short):
        if two is None and one is None:
            reading.aliases[short] = long
        second.shown = False
        reading.at[second.head] = first


def _is_place(draft: Draft) -> bool:
    return draft.kind == "place" or draft.place


def _make_person(reading: Reading, draft: Draft) -> None:
    named = draft.named
    if named is None or draft.candidate is not None:
        return
    draft.sort = named.sort = "person"
    if not named.key:
        named.key = "person:" + reading.text(named.start, named.end).lower()


def _source(reading: Reading, draft: Draft) -> Draft | None:
    """Of whom a role is: a possessor, or a phrase with *of* or *for*."""
    tree = reading.tree
    for head in dict.fromkeys((draft.head, draft.role_head)):
        if head < 0:
            continue
        owners = [kid for kid in tree.kids[head] if tree.dep[kid] == "nmod:poss" and kid < head]
        if owners:
            # *Voss and Arvan's president*: the owner is the one beside the office.
            found = reading.at.get(owners[-1])
            if found is not None and found is not draft:
                return found
        for kid in tree.kids[head]:
            if kid <= head or tree.rel[kid] not in ("nmod", "obl"):
                continue
            case = tree.case_of(kid)
            found = reading.at.get(kid)
            if found is None or found is draft or case is None:
                continue
            if found.sort == "pronoun" or (found.kind == "place" and case == "for"):
                continue
            if case in ("of", "for", "from") and _several(reading, kid):
                draft.more_sources = True
                return None
            own = draft.named is not None and head == draft.head
            if own and found.candidate is None and found.sort != "state":
                continue
            if case == "of" or (
                case in ("for", "from", "with", "at")
                and found.kind != "place"
                and not _SENT.intersection(draft.phrase.split())
                and draft.role is not None
                and draft.role.kind == "person"
            ):
                return found
    return None


def _several(reading: Reading, i: int) -> bool:
    """*Envoys of the army and the rebels*: of more than one, so of none alone."""
    tree = reading.tree
    return any(
        tree.rel[kid] == "conj" and (other := reading.at.get(kid)) is not None and other.shown
        for kid in tree.kids[i]
    )


def _note(reading: Reading, draft: Draft) -> None:
    """Gather what one mention says of a person."""
    named = draft.named
    if named is None:
        return
    key = named.key or "person:" + reading.text(named.start, named.end).lower()
    draft.key = key
    draft.gender = None
    facts = reading.facts.get(key)
    actor = named.chosen.actor if named.chosen is not None else None
    words = reading.text(named.start, named.end)
    if facts is None:
        facts = Facts(
            actor.id if actor is not None else None,
            actor.name if actor is not None else words,
            actor.gender if actor is not None else None,
            first=draft.head,
        )
        reading.facts[key] = facts
    elif actor is None and len(words) > len(facts.name):
        facts.name = words
    facts.drafts.append(draft)
    before = reading.tree.lower[named.start - 1] if named.start else ""
    facts.gender = facts.gender or HONORIFICS.get(before)
    if draft.role is not None:
        last = draft.phrase.rpartition(" ")[2]
        facts.gender = facts.gender or GENDERED.get(draft.phrase) or GENDERED.get(last)
        if draft.blocked:
            facts.former = not deputises(reading.tree, max(draft.role_head, draft.head))
        else:
            facts.phrases.append((draft.phrase, draft.head))
            facts.titles.append((draft.role.title or draft.phrase, draft.head))
        if draft.role.sector:
            facts.sectors.append(draft.role.sector)
        if draft.source is not None and office(draft):
            facts.sources.append(draft.source)
