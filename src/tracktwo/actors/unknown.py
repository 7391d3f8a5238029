"""Names that the registry does not know: those the language model marks, and proper nouns."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from tracktwo.actors.cutting import pieces_of_name
from tracktwo.actors.english import CALENDAR, HONORIFICS, LOCATIONS, ORGANISATIONS, THINGS
from tracktwo.actors.named import Named
from tracktwo.actors.tree import Tree
from tracktwo.actors.words import word_set

__all__ = ["LABELS", "found_again", "from_case", "from_ent"]

_SIDES = word_set("north south east west northern southern eastern western central greater upper")
_OPEN = frozenset({"NOUN", "PROPN", "X", "ADJ"})
LABELS = {"Person": "person", "Organisation": "organisation", "Location": "place"}


def _headline(tree: Tree) -> list[bool]:
    """Whether each sentence is a headline with most of its words written large."""
    result = []
    for start, end in pairwise(tree.starts):
        words = [w for w in tree.words[start:end] if w.isalpha() and len(w) > 3]
        large = sum(word[0].isupper() for word in words)
        ends = any(word in (".", "!", "?") for word in tree.words[max(start, end - 2) : end])
        result.append(len(words) > 2 and large > 0.7 * len(words) and not ends)
    return result


def from_ent(
    tree: Tree, start: int, end: int, sort: str, taken: list[bool], role_at: list[bool]
) -> list[Named]:
    """The unknown names that the language model marked as one; titles before a person are cut."""
    found: list[Named] = []
    for first, last, kind in pieces_of_name(tree, start, end, sort, role_at):
        named = _marked(tree, first, last, kind, taken, role_at)
        if named is not None:
            found.append(named)
    return found


def _marked(
    tree: Tree, start: int, end: int, sort: str, taken: list[bool], role_at: list[bool]
) -> Named | None:
    if sort == "person":
        while start < end - 1 and (
            tree.lower[start] in HONORIFICS
            or role_at[start]
            or taken[start]
            or tree.pos[start] in ("DET", "ADJ", "PUNCT")
        ):
            start += 1
        if end - start == 1:
            sort = "unknown"
    if sort != "place" and role_at[tree.head_of(start, end)]:
        return None
    while start < end and (tree.pos[start] == "DET" or tree.words[start].isspace()):
        start += 1
    while end > start and (
        tree.rel[end - 1] in ("case", "punct")
        and len(tree.words[end - 1]) < 3
        and not tree.words[end - 1].isalnum()
    ):
        end -= 1
    if start >= end or any(taken[start:end]) or tree.sent[start] != tree.sent[end - 1]:
        return None
    thing = tree.lower[end - 1] in THINGS and (sort == "organisation" or end - start == 1)
    if sort != "place" and tree.pos[tree.head_of(start, end)] in ("ADJ", "VERB", "ADV", "ADP"):
        thing = True
    if thing or not any(word[:1].isupper() for word in tree.words[start:end]):
        return None
    head = tree.head_of(start, end)
    if tree.pos[head] in ("PRON", "DET"):
        return None
    for i in range(start, end):
        taken[i] = True
    return Named(start, end, head, (), None, sort)


def from_case(tree: Tree, taken: list[bool], role_at: list[bool]) -> list[Named]:
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
        thing = thing or (end - i == 1 and len(tree.words[i].strip(".")) == 1)
        if not thing and _argument(tree, head):
            if named.sort == "unknown" and tree.case_of(head) in LOCATIONS:
                named.sort = "place"
            for at in range(i, end):
                taken[at] = True
            names.append(named)
        i = end
    return names


def found_again(
    tree: Tree, names: list[Named], taken: list[bool], role_at: list[bool]
) -> list[Named]:
    """A word that is a name in one place is one in the others, though the tagger missed it.

    A word in capitals needs to be a name once, any other twice; and at the start of a sentence
    only the former is sure to be more than a large letter.
    """
    sorts: dict[str, str] = {}
    times: Counter[str] = Counter()
    for name in names:
        word = tree.words[name.start]
        if name.end - name.start == 1 and name.sort in ("unknown", "organisation"):
            times[word] += 2 if word.isupper() else 1
            sorts.setdefault(word, name.sort)
    found = []
    for i, word in enumerate(tree.words):
        if times[word] < 2 or taken[i] or role_at[i] or tree.pos[i] not in _OPEN:
            continue
        if i == tree.starts[tree.sent[i]] and not word.isupper():
            continue
        taken[i] = True
        located = tree.case_of(i) in LOCATIONS
        found.append(Named(i, i + 1, i, (), None, "place" if located else sorts[word]))
    return found


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
