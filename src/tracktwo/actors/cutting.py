"""Where one marked name is several: *Arvan and Belmar*, *President Ada Voss of Arvan*."""

from __future__ import annotations

from tracktwo.actors.english import HONORIFICS, LOCATIONS
from tracktwo.actors.tree import Tree
from tracktwo.actors.words import word_set

__all__ = ["pieces_of_name"]

_OF = LOCATIONS | word_set("of from for to with against")
_JUNIOR = word_set("jr jr. sr sr. ii iii iv")
_LINKS = frozenset({",", "/", "&"})
Piece = tuple[int, int, str]


def pieces_of_name(tree: Tree, start: int, end: int, sort: str, role_at: list[bool]) -> list[Piece]:
    """The names in a stretch that the language model marked as one.

    Args:
        tree: the text.
        start: first token of the stretch.
        end: the token after its last.
        sort: ``person``, ``organisation`` or ``place``.
        role_at: whether a role word stands at each token.

    Returns:
        First token, end and sort of each, in order; a name that is one comes back as it is.
        A single word that was marked as a person's is only ``unknown``: who bears it, the titles
        and full names of the report tell.
    """
    while start < end and tree.rel[start] == "case" and tree.lower[start] in _OF:
        start += 1
    pieces: list[Piece] = []
    for first, last in _members(tree, start, end, sort):
        if sort == "person":
            pieces.extend(_person(tree, first, last, role_at))
        elif first < last:
            pieces.append((first, last, sort))
    return [piece for piece in pieces if _is_name(tree, *piece[:2])]


def _is_name(tree: Tree, start: int, end: int) -> bool:
    """Whether words are more than a form of address or a letter: *MS*, *Q*."""
    return any(
        tree.lower[i] not in HONORIFICS and len(tree.words[i].strip(".")) > 1
        for i in range(start, end)
    )


def _members(tree: Tree, start: int, end: int, sort: str) -> list[tuple[int, int]]:
    """A coordination in its members; the name of a body may hold *and*, unless both are words."""
    head = tree.head_of(start, end) if start < end else start
    cuts = []
    for i in range(start + 1, end - 1):
        if tree.rel[i] != "cc" and tree.words[i] not in _LINKS:
            continue
        joined = tree.head[i]
        if not i < joined < end or tree.rel[joined] != "conj":
            continue
        if not start <= tree.head[joined] < i or tree.pos[joined] != "PROPN":
            continue
        if sort == "organisation" and not (tree.head[joined] == head and end - start == 3):
            continue
        cuts.append(i)
    members, at = [], start
    for cut in [*cuts, end]:
        if at < cut:
            members.append((at, cut))
        at = cut + 1
    return members


def _person(tree: Tree, start: int, end: int, role_at: list[bool]) -> list[Piece]:
    """A person's name without the nation before the title and the place after *of*."""
    for i in range(start + 1, end - 1):
        if tree.lower[i] in _OF and tree.rel[i] == "case":
            after = "place" if tree.lower[i] in LOCATIONS else "unknown"
            return [*_person(tree, start, i, role_at), (i + 1, end, after)]
    titles = [i for i in range(start + 1, end - 1) if role_at[i]]
    if titles and tree.lower[titles[-1] + 1] not in _JUNIOR:
        first = next(i for i in range(start, end) if role_at[i])
        rest = _person(tree, titles[-1] + 1, end, role_at)
        if first == start:
            return rest
        return [(start, first, "unknown"), *rest]
    if end - start > 1:
        return [(start, end, "person")]
    located = tree.case_of(start) in LOCATIONS
    return [(start, end, "place" if located else "unknown")]
