"""Names in a text: those of the registry, and unknown ones that the model or the case shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tracktwo.actors.english import CALENDAR, HONORIFICS, LOCATIONS, ORGANISATIONS, THINGS
from tracktwo.actors.entries import HOW, Candidate
from tracktwo.actors.index import Hit, RoleHit
from tracktwo.actors.registry import Registry
from tracktwo.actors.tree import Tree
from tracktwo.actors.words import word_set

__all__ = ["Named", "find_names"]

_NO_NAME = word_set(
    """
    VERB AUX ADP PRON DET ADV CCONJ SCONJ PART INTJ PUNCT SYM NUM SPACE
    """
)
_SIDES = word_set("north south east west northern southern eastern western central greater upper")
_LABELS = {"Person": "person", "Organisation": "organisation", "Location": "place"}
_SKIPPED = frozenset(
    ["Temporal", "Quantity", "Money", "Weapon", "MilitaryPlatform", "DocumentReference"]
)


@dataclass(slots=True)
class Named:
    """A name in the text.

    Attributes:
        start: index of the first token.
        end: index after the last token.
        head: the token on which the others hang.
        options: the actors that the form may stand for; empty for an unknown name.
        chosen: the one for which it stands, where that is settled.
        sort: ``person``, ``state``, ``organisation``, ``group``, ``place``, ``nationality`` or
            ``unknown``.
        key: what is the same for all mentions of one person; empty until people are told apart.
        inner: the state or body with whose name an unknown organisation's name begins.
    """

    start: int
    end: int
    head: int
    options: tuple[Candidate, ...]
    chosen: Candidate | None
    sort: str
    key: str = ""
    inner: Candidate | None = None


def find_names(
    tree: Tree,
    hits: Sequence[Hit],
    roles: Sequence[RoleHit],
    registry: Registry,
    on: date | None,
) -> list[Named]:
    """All names of a text in order, without overlaps."""
    taken = [False] * len(tree)
    names: list[Named] = []
    role_at = _covered(len(tree), roles)
    inside = _ents_at(tree)
    shouting = _shouting(tree)
    parts: dict[int, tuple[Candidate, ...]] = {}
    for hit in hits:
        options = registry.candidates(hit.forms, on=on)
        if any(option.user for option in options):
            options = tuple(option for option in options if option.user)
        if not options or not _may_name(tree, hit, options, shouting):
            continue
        if _part_of_organisation(tree, hit, inside, role_at):
            parts[hit.start] = options
            continue
        options = _within_ent(tree, hit, options, inside, role_at)
        if options:
            for i in range(hit.start, hit.end):
                taken[i] = True
            head = tree.head_of(hit.start, hit.end)
            names.append(Named(hit.start, hit.end, head, options, None, options[0].actor.family))
    _choose(names)
    for start, end, label in tree.ents:
        sort = _LABELS.get(label)
        if label in _SKIPPED:
            for i in range(start, end):
                if not taken[i]:
                    taken[i] = True
        elif sort is not None:
            for name in _from_ent(tree, start, end, sort, taken, role_at):
                first = parts.get(name.start, ())
                if len(first) == 1 and first[0].actor.family != "person":
                    name.inner = first[0]
                names.append(name)
    names.extend(_from_case(tree, taken, role_at))
    names.sort(key=lambda name: name.start)
    return names


def _covered(n: int, roles: Sequence[RoleHit]) -> list[bool]:
    covered = [False] * n
    for role in roles:
        for i in range(role.start, role.end):
            covered[i] = True
    return covered


def _ents_at(tree: Tree) -> dict[int, tuple[int, int, str]]:
    return {i: ent for ent in tree.ents for i in range(ent[0], ent[1])}


def _shouting(tree: Tree) -> list[bool]:
    """Whether each sentence is all in capitals."""
    result = []
    for start, end in zip(tree.starts, tree.starts[1:], strict=False):
        words = [w for w in tree.words[start:end] if w.isalpha() and len(w) > 3]
        result.append(len(words) > 1 and all(w.isupper() for w in words))
    return result


def _headline(tree: Tree) -> list[bool]:
    """Whether each sentence is a headline with most of its words written large."""
    result = []
    for start, end in pairwise(tree.starts):
        words = [w for w in tree.words[start:end] if w.isalpha() and len(w) > 3]
        large = sum(word[0].isupper() for word in words)
        ends = any(word in (".", "!", "?") for word in tree.words[max(start, end - 2) : end])
        result.append(len(words) > 2 and large > 0.7 * len(words) and not ends)
    return result


def _may_name(tree: Tree, hit: Hit, options: tuple[Candidate, ...], shouting: list[bool]) -> bool:
    """Keep *us*, *turkey*, *may* and *polish* from being read as names."""
    if hit.end - hit.start > 1:
        return True
    i = hit.start
    word, pos = tree.words[i], tree.pos[i]
    loud = shouting[tree.sent[i]]
    if not word.isupper() and hit.forms[0].pieces[0].isupper() and len(hit.forms[0].pieces) == 1:
        # *Nato* may stand for *NATO*; *the Sams* do not stand for *SAMS*.
        determined = any(tree.rel[kid] == "det" for kid in tree.kids[i])
        if tree.pos[i] != "PROPN" or tree.tag[i] == "NNPS" or determined:
            return False
    if word.isupper() and len(word) > 1 and not loud:
        return True
    if pos in _NO_NAME:
        # A tagger may miss a rare name, not one in the middle of a sentence that is written large.
        first = i == tree.starts[tree.sent[i]]
        return pos in ("NUM", "SYM", "VERB") and not first and not loud and word[:1].isupper()
    if loud and len(word) < 4:
        return pos == "PROPN"
    first = i == tree.starts[tree.sent[i]]
    if first and pos == "NOUN" and tree.tag[i] == "NN" and options[0].how != "demonym":
        return False
    return not (options[0].actor.family == "person" and pos not in ("PROPN", "NOUN", "X", "ADJ"))


def _within_ent(
    tree: Tree,
    hit: Hit,
    options: tuple[Candidate, ...],
    ents: dict[int, tuple[int, int, str]],
    role_at: list[bool],
) -> tuple[Candidate, ...]:
    """Weigh a form against the name in which it stands (*Jordan* in *Jordan Hale*)."""
    persons = tuple(option for option in options if option.actor.family == "person")
    others = tuple(option for option in options if option.actor.family != "person")
    ent = ents.get(hit.start)
    if ent is None:
        return others or persons
    start, end, label = ent
    if label == "Person":
        if persons:
            return persons
        rest = [i for i in range(start, end) if not hit.start <= i < hit.end]
        outside = [i for i in rest if i >= hit.end or i < hit.start]
        if any(not role_at[i] and tree.pos[i] == "PROPN" for i in outside):
            titled = any(role_at[i] for i in outside)
            return others if titled else ()
        return others
    return others or persons


def _part_of_organisation(
    tree: Tree, hit: Hit, ents: dict[int, tuple[int, int, str]], role_at: list[bool]
) -> bool:
    """Whether a form is only the first or last word of an organisation's longer name."""
    ent = ents.get(hit.start)
    if ent is None or ent[2] != "Organisation" or ent[1] - ent[0] <= hit.end - hit.start:
        return False
    top = tree.head_of(ent[0], ent[1])
    if hit.start <= top < hit.end or role_at[top] or tree.pos[top] != "PROPN":
        return False
    at = tree.head_of(hit.start, hit.end)
    return tree.rel[at] in ("compound", "amod", "nmod", "flat") and (
        ent[0] <= tree.head[at] < ent[1] and not any(role_at[ent[0] : ent[1]])
    )


def _choose(names: list[Named]) -> None:
    """Settle what each form stands for; an ambiguous one only when the report makes it plain."""
    sure: set[str] = set()
    for name in names:
        if name.sort == "person":
            continue
        best = _plain(name.options)
        if best is not None:
            name.chosen = best
            name.sort = best.actor.family
            sure.add(best.actor.id)
    for name in names:
        if name.chosen is None and name.sort != "person":
            likely = [option for option in name.options if option.actor.id in sure]
            if len(likely) == 1:
                name.chosen = likely[0]
                name.sort = likely[0].actor.family


def _plain(options: tuple[Candidate, ...]) -> Candidate | None:
    clear = [option for option in options if not option.ambiguous]
    if len(clear) == 1:
        return clear[0]
    if not clear:
        return None
    best = HOW.index(clear[0].how)
    near = [option for option in clear if HOW.index(option.how) == best]
    if len(near) > 1:
        # A form of a state that still exists beats the same form of one that has ended.
        near = [option for option in near if option.actor.end is None]
    return near[0] if len(near) == 1 else None


def _from_ent(
    tree: Tree, start: int, end: int, sort: str, taken: list[bool], role_at: list[bool]
) -> list[Named]:
    """An unknown name that the language model marked; titles before a person are cut off."""
    if sort == "person":
        while start < end - 1 and (
            tree.lower[start] in HONORIFICS
            or role_at[start]
            or taken[start]
            or tree.pos[start] in ("DET", "ADJ", "PUNCT")
        ):
            start += 1
        if role_at[tree.head_of(start, end)]:
            return []
    elif sort == "organisation" and role_at[tree.head_of(start, end)]:
        return []
    while start < end and (tree.pos[start] == "DET" or tree.words[start].isspace()):
        start += 1
    while end > start and (
        tree.rel[end - 1] in ("case", "punct")
        and len(tree.words[end - 1]) < 3
        and not tree.words[end - 1].isalnum()
    ):
        end -= 1
    if start >= end or any(taken[start:end]) or tree.sent[start] != tree.sent[end - 1]:
        return []
    thing = tree.lower[end - 1] in THINGS and (sort == "organisation" or end - start == 1)
    if sort != "place" and tree.pos[tree.head_of(start, end)] in ("ADJ", "VERB", "ADV", "ADP"):
        thing = True
    if thing or not any(word[:1].isupper() for word in tree.words[start:end]):
        return []
    head = tree.head_of(start, end)
    if tree.pos[head] in ("PRON", "DET"):
        return []
    for i in range(start, end):
        taken[i] = True
    return [Named(start, end, head, (), None, sort)]


def _from_case(tree: Tree, taken: list[bool], role_at: list[bool]) -> list[Named]:
    """Proper nouns that neither the registry nor the language model knows."""
    names: list[Named] = []
    headline = _headline(tree)
    i, n = 0, len(tree)
    while i < n:
        if not _proper(tree, i, taken, role_at):
            i += 1
            continue
        end = i + 1
        while (
            end < n
            and _proper(tree, end, taken, role_at)
            and tree.sent[end] == tree.sent[i]
            and _joined(tree, i, end)
        ):
            end += 1
        head = tree.head_of(i, end)
        named = Named(i, end, head, (), None, "unknown")
        if tree.lower[end - 1] in ORGANISATIONS and end - i > 1:
            named.sort = "organisation"
        thing = tree.lower[end - 1] in THINGS or headline[tree.sent[i]]
        if not thing and _argument(tree, head):
            if named.sort == "unknown" and tree.case_of(head) in LOCATIONS:
                named.sort = "place"
            for at in range(i, end):
                taken[at] = True
            names.append(named)
        i = end
    return names


def _proper(tree: Tree, i: int, taken: list[bool], role_at: list[bool]) -> bool:
    return (
        tree.pos[i] == "PROPN"
        and not taken[i]
        and not role_at[i]
        and tree.lower[i] not in CALENDAR
        and tree.lower[i] not in HONORIFICS
        and tree.words[i][:1].isupper()
        and not (tree.lower[i] in _SIDES and i + 1 < len(tree) and taken[i + 1])
    )


def _joined(tree: Tree, start: int, i: int) -> bool:
    """Whether a proper noun belongs to the name that begins at start."""
    return start <= tree.head[i] < i or any(
        tree.head[at] == i and tree.rel[at] in ("compound", "flat") for at in range(start, i)
    )


def _argument(tree: Tree, head: int) -> bool:
    dep = tree.dep[head]
    if tree.rel[head] == "conj":
        first = tree.head[head]
        while tree.rel[first] == "conj" and tree.head[first] != first:
            first = tree.head[first]
        dep = tree.dep[first]
    if dep.startswith(("nsubj", "obj", "iobj", "obl", "appos", "vocative", "nmod:poss", "flat")):
        return True
    return dep.startswith(("nmod", "root", "ROOT", "parataxis", "dislocated"))
