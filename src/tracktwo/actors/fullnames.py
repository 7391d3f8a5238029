"""Where the name of a person begins and ends, and who in the registry bears it."""

from __future__ import annotations

from datetime import date

from tracktwo.actors.english import HONORIFICS
from tracktwo.actors.entries import Candidate
from tracktwo.actors.named import Named
from tracktwo.actors.registry import Registry
from tracktwo.actors.tree import Tree

__all__ = ["GENERIC", "extend", "merge"]

GENERIC = frozenset({"minister", "secretary", "chief", "commander", "general", "ambassador"})
"""Ranks that stand alone before a surname: *Secretary Lund*."""
_JUNIOR = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


def extend(tree: Tree, name: Named, taken: set[int], registry: Registry, on: date | None) -> None:
    """Take in the rest of a name of which the registry knows a part (*Ivan Putin*)."""
    start, end = name.start, name.end
    while (
        start > 0
        and tree.sent[start - 1] == tree.sent[start]
        and start - 1 not in taken
        and tree.pos[start - 1] == "PROPN"
        and tree.lower[start - 1] not in HONORIFICS
        and tree.lower[start - 1] not in GENERIC
        and _flat(tree, start - 1, start, end)
    ):
        start -= 1
    while (
        end < len(tree)
        and tree.sent[end] == tree.sent[start]
        and end not in taken
        and tree.rel[end] in ("flat", "goeswith")
        and start <= tree.head[end] < end
        and (tree.pos[end] in ("PROPN", "NUM", "X", "NOUN", "PUNCT", "ADJ"))
    ):
        end += 1
    while end > start and not any(letter.isalnum() for letter in tree.words[end - 1]):
        end -= 1
    if (start, end) == (name.start, name.end):
        return
    name.start, name.end = start, end
    name.options = _known_by(tree, start, end, registry, on)
    name.head = tree.head_of(start, end)


def _known_by(
    tree: Tree, start: int, end: int, registry: Registry, on: date | None
) -> tuple[Candidate, ...]:
    """Who bears a full name, with or without what stands between the first word and the last."""
    words = [word for i in range(start, end) if (word := tree.words[i]) not in (".", "-")]
    if not words or words[-1].lower() in _JUNIOR:
        return ()
    found = registry.find(" ".join(tree.words[start:end]), on=on)
    if not found and len(words) > 2:
        found = registry.find(f"{words[0]} {words[-1]}", on=on)
    return tuple(option for option in found if option.actor.family == "person")


def merge(tree: Tree, names: list[Named], registry: Registry, on: date | None) -> None:
    """Two known words that make one unknown name (*Thomas Sarr*) are one name."""
    at = 0
    while at < len(names) - 1:
        one, two = names[at], names[at + 1]
        if (
            "person" in (one.sort, two.sort)
            and {one.sort, two.sort} <= {"person", "unknown"}
            and one.end == two.start
            and tree.rel[two.head] == "flat"
            and one.start <= tree.head[two.head] < one.end
        ):
            one.end, one.sort, one.chosen = two.end, "person", None
            one.options = _known_by(tree, one.start, one.end, registry, on)
            del names[at + 1]
        else:
            at += 1


def _flat(tree: Tree, i: int, start: int, end: int) -> bool:
    """Whether a token before a name is a given name of the same person."""
    if tree.rel[i] in ("flat", "compound") and start <= tree.head[i] < end:
        return tree.rel[i] == "flat" or tree.words[i][:1].isupper()
    return any(tree.head[at] == i and tree.rel[at] == "flat" for at in range(start, end))
