"""Names in a text: those of the registry, and unknown ones that the model or the case shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracktwo.actors.entries import HOW, Candidate
from tracktwo.actors.index import Hit, RoleHit
from tracktwo.actors.named import Named
from tracktwo.actors.registry import Registry
from tracktwo.actors.tree import Tree
from tracktwo.actors.unknown import LABELS, found_again, from_case, from_ent
from tracktwo.actors.words import word_set

__all__ = ["Named", "find_names"]

_NO_NAME = word_set(
    """
    VERB AUX ADP PRON DET ADV CCONJ SCONJ PART INTJ PUNCT SYM NUM SPACE
    """
)
_SKIPPED = frozenset(
    ["Temporal", "Quantity", "Money", "Weapon", "MilitaryPlatform", "DocumentReference"]
)


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
        sort = LABELS.get(label)
        if label in _SKIPPED:
            for i in range(start, end):
                if not taken[i]:
                    taken[i] = True
        elif sort is not None:
            for name in from_ent(tree, start, end, sort, taken, role_at):
                first = parts.get(name.start, ())
                if len(first) == 1 and first[0].actor.family != "person":
                    name.inner = first[0]
                names.append(name)
    names.extend(from_case(tree, taken, role_at))
    names.extend(found_again(tree, names, taken, role_at))
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
            # *President Moro Keba*: what stands between title and surname is a given name.
            given = hit.start > start and role_at[hit.start - 1] and hit.end < end
            given = given and tree.pos[hit.end] == "PROPN" and not role_at[hit.end]
            return others if any(role_at[i] for i in outside) and not given else ()
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
