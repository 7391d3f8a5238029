"""Noun phrases that name parties: a name with its titles, a role with its nation, a description."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracktwo.actors.draft import Draft, Reading
from tracktwo.actors.english import GENDERED
from tracktwo.actors.index import RoleHit
from tracktwo.actors.mentions import MentionKind
from tracktwo.actors.named import Named
from tracktwo.actors.nouns import draft_rest, keep, noun_draft
from tracktwo.actors.places import stance
from tracktwo.actors.rolewords import role_beside
from tracktwo.actors.spans import blocked, determine, pointed, span
from tracktwo.actors.tree import MODIFIERS, Tree

__all__ = ["assemble"]


@dataclass(slots=True)
class _Group:
    """What belongs to the noun phrase of one head."""

    names: list[Named] = field(default_factory=list)
    roles: list[RoleHit] = field(default_factory=list)


def assemble(reading: Reading) -> None:
    """Make the drafts of a text, each by the token on which it hangs, in order of the text."""
    tree = reading.tree
    groups: dict[int, _Group] = {}
    covered: set[int] = set()
    for name in reading.names:
        covered.update(range(name.start, name.end))
        groups.setdefault(_top(tree, name.head), _Group()).names.append(name)
        for i in range(name.start, name.end):
            reading.name_at[i] = name
    for found in reading.roles:
        role = found
        overlap = [i for i in range(role.start, role.end) if i in covered]
        if overlap:
            # *Foreign Bureau spokesman* holds a name: the role is what follows it.
            shorter = role_beside(reading, role, overlap)
            if shorter is None:
                continue
            role = shorter
        head = tree.head_of(role.start, role.end)
        if tree.pos[head] in ("NOUN", "PROPN") or (tree.pos[head] == "ADJ" and role.word.title):
            groups.setdefault(_top(tree, head), _Group()).roles.append(role)
            for i in range(role.start, role.end):
                reading.role_at[i] = role
    for top in sorted(groups):
        _draft_group(reading, top, groups[top])
    draft_rest(reading)
    reading.drafts.sort(key=lambda draft: (draft.head, draft.start))


def _top(tree: Tree, i: int) -> int:
    """The head of the noun phrase in which a token is a modifier; itself when it is none.

    The nation in *Iran-backed groups* belongs to *backed*, not to the groups.
    """
    at = i
    while True:
        up = tree.head[at]
        if up == at or (
            tree.dep[at] not in MODIFIERS and tree.rel[at] not in ("compound", "flat", "amod")
        ):
            return at
        if tree.pos[up] in ("VERB", "AUX", "ADP", "ADV") or (
            tree.pos[up] == "ADJ" and up > 0 and tree.words[up - 1] == "-"
        ):
            return at if at == i else i
        at = up


def _draft_group(reading: Reading, top: int, group: _Group) -> None:
    tree = reading.tree
    core = next((name for name in group.names if name.start <= top < name.end), None)
    role = next((r for r in group.roles if r.start <= top < r.end), None)
    if core is None and role is not None:
        # *President* may be the head and the name hang on it.
        after = [n for n in group.names if n.start >= role.end and n.sort in ("person", "unknown")]
        if after:
            core = after[0]
    spoken = next(
        (r for r in group.roles if core and r.start == core.end and r.word.kind == "person"), None
    )
    if core is not None and spoken is not None and core.sort not in ("person", "unknown"):
        # *Foreign Bureau spokesman*, though the parser took the first word for the head.
        core, role = None, spoken
    if core is not None:
        _lengthen(reading, core, group)
        draft = _name_draft(reading, top, core)
    elif role is not None:
        if tree.rel[top] in MODIFIERS:
            return
        draft = _role_draft(reading, top, role)
    elif (draft := noun_draft(reading, top)) is None:  # type: ignore[assignment]
        nations = {}
        for name in group.names:
            nations[name.end] = _modifier(reading, name)
        for other in group.roles:
            if other.word.kind == "group":
                draft = _role_draft(reading, tree.head_of(other.start, other.end), other)
                nation = nations.get(other.start)
                if nation is not None:
                    # *Velmoran army base*: the army of that nation.
                    nation.shown, draft.source = False, nation
                    draft.start = nation.start
                keep(reading, draft)
        return
    keep(reading, draft)
    _attach(reading, draft, core, [n for n in group.names if n is not core], group.roles)


def _lengthen(reading: Reading, core: Named, group: _Group) -> None:
    """*Velmora Security Council* is not the Security Council that is known."""
    tree, before = reading.tree, core.start - 1
    if (
        core.sort in ("organisation", "group")
        and core.chosen is not None
        and before >= 0
        and tree.tag[before] in ("NNP", "NNPS")
        and tree.rel[before] == "compound"
        and not (core.end - core.start == 1 and tree.words[core.start].isupper())
        and core.start <= tree.head[before] < core.end
        and before not in reading.name_at
        and before not in reading.role_at
    ):
        core.start, core.chosen, core.options = before, None, ()
        core.sort = "organisation"


def _attach(
    reading: Reading,
    draft: Draft,
    core: Named | None,
    others: list[Named],
    roles: list[RoleHit],
) -> None:
    """Titles before a name, and the nation or body before a role."""
    tree = reading.tree
    if core is not None:
        others, roles = _second_person(reading, core, others, roles)
    titles = [
        role
        for role in roles
        if core is not None and role.end <= core.start and role.word.kind == "person"
    ]
    if titles and draft.sort in ("person", "unknown"):
        draft.kind = "title+name"
        draft.role = titles[-1].word
        draft.phrase = titles[-1].word.phrase
        draft.role_head = tree.head_of(titles[-1].start, titles[-1].end)
        draft.blocked = blocked(tree, draft.role_head) or (blocked(tree, draft.head))
    if titles:
        _nation_before(reading, draft, titles[0])
    for name in others:
        if draft.start - 3 <= name.start < draft.start:
            draft.start = name.start
        trailing = core is None and name.start > draft.head
        if trailing or _hyphened(tree, name):
            _modifier(reading, name)
            continue
        coordinated = [kid for kid in tree.kids[name.head] if tree.rel[kid] == "conj"]
        if any(kid in reading.name_at for kid in coordinated):
            draft.more_sources = True
            _modifier(reading, name)
        elif (
            core is not None
            and core.chosen is None
            and core.sort != "person"
            and name.end == core.start
        ):
            # *Sydney Morning Herald*, *Velmora Central Bank*: one longer name.
            core.start, core.inner = name.start, core.inner or name.chosen
        elif core is not None and name.sort == "person" and not titles:
            _modifier(reading, name)
        else:
            hidden = _modifier(reading, name)
            hidden.shown = False
            if draft.source is None and not draft.more_sources:
                draft.source = hidden
    for role in roles:
        if core is None and not role.start <= draft.head < role.end and draft.role is not None:
            # *government forces*, *army spokesman*: the word before says which kind.
            before = role.word
            if before.kind == "group" and draft.role.sector in (None, "GOV") and before.sector:
                draft.role = draft.role._replace(sector=before.sector)


def _hyphened(tree: Tree, name: Named) -> bool:
    """*Anti-Velmora alliance*: a name that a hyphen ties to another word is nobody's nation."""
    return (name.start > 0 and tree.words[name.start - 1] in "-‐–") or (
        name.end < len(tree) and tree.words[name.end] in "-‐–" and tree.glued[name.end - 1]
    )


def _second_person(
    reading: Reading, core: Named, others: list[Named], roles: list[RoleHit]
) -> tuple[list[Named], list[RoleHit]]:
    """A person after the name whom the parser has hung on it is a mention with its own titles."""
    late = [name for name in others if name.start >= core.end]
    person = next((name for name in late if name.sort == "person"), None)
    if person is None:
        return others, roles
    draft = _name_draft(reading, person.head, person)
    keep(reading, draft)
    titles = [role for role in roles if role.start >= core.end]
    _attach(reading, draft, person, [name for name in late if name is not person], titles)
    early = [name for name in others if name.start < core.end]
    return early, [role for role in roles if role.start < core.end]


def _nation_before(reading: Reading, draft: Draft, title: RoleHit) -> None:
    """*NATO Secretary-General Mark Rutte*, when the parser has not tied the first word."""
    name = reading.name_at.get(title.start - 1)
    if name is None or name.end != title.start or name.sort in ("person", "place", "unknown"):
        return
    before = reading.at.get(name.head)
    if before is not None and before.named is name and before.shown:
        tree = reading.tree
        if tree.head[name.head] in (
            tree.head[draft.head],
            draft.head,
            *range(title.start, title.end),
        ):
            before.shown = False
            draft.source = before
            draft.start = min(draft.start, before.start)


def _modifier(reading: Reading, name: Named) -> Draft:
    """A name before a noun: *Russian* in *Russian strikes*."""
    draft = _name_draft(reading, name.head, name)
    draft.start, draft.end = name.start, name.end
    keep(reading, draft)
    return draft


def _name_draft(reading: Reading, top: int, name: Named) -> Draft:
    tree = reading.tree
    start, end = span(tree, top, name.start, name.end)
    for i in range(start, min(top, name.start)):
        if tree.words[i] == "," or tree.pos[i] in ("ADP", "SCONJ", "AUX"):
            start = i + 1
    if name.chosen is None and name.end < end:
        name.end = end
    place, acts = stance(tree, top, name)
    if place and name.options and name.sort != "person":
        # *In Brussels* is the town, whichever body meets there.
        towns = [option for option in name.options if option.how in ("capital", "place")]
        if len(towns) == 1:
            name.chosen, name.sort = towns[0], towns[0].actor.family
        elif name.chosen is not None and name.chosen.how == "metonym" and name.chosen.ambiguous:
            name.chosen, name.sort = None, "place"
    how = name.chosen.how if name.chosen is not None else None
    kind: MentionKind = "name"
    adjective = bool(name.stands) and name.end - name.start == 1
    if how == "adjective" or (adjective and name.stands != tree.words[name.start]):
        kind = "adjective"
    elif how == "surname" or (name.sort == "person" and name.end - name.start == 1):
        kind = "surname"
    elif how in ("metonym", "capital"):
        kind = "place" if place else "metonym"
    elif how == "place" or name.sort == "place":
        kind = "place"
    sort = "organisation" if how == "body" else name.sort
    draft = Draft(top, start, end, kind, sort, named=name, candidate=name.chosen)
    draft.place, draft.acts = place, acts
    draft.plural = how == "demonym" or (
        how == "body" and tree.tag[top] in ("NNPS", "NNS") and tree.lower[top].endswith("forces")
    )
    draft.definite = True
    return draft


def _role_draft(reading: Reading, top: int, role: RoleHit) -> Draft:
    tree = reading.tree
    start, end = span(tree, top, role.start, role.end, of=True)
    plural = role.word.plural or tree.tag[top] in ("NNS", "NNPS")
    draft = Draft(top, start, end, "role", "role", role=role.word, phrase=role.word.phrase)
    draft.plural = plural
    draft.gender = GENDERED.get(role.word.phrase.rpartition(" ")[2])
    determine(tree, draft)
    draft.blocked = blocked(tree, top)
    draft.pointed = pointed(tree, draft)
    return draft
