"""How far a noun phrase reaches, and whether it takes up something known."""

from __future__ import annotations

from tracktwo.actors.draft import Draft
from tracktwo.actors.english import BLOCKERS
from tracktwo.actors.tree import MODIFIERS, Tree

__all__ = ["blocked", "deputises", "determine", "pointed", "span"]

_POINTERS = frozenset({"the", "this", "that", "these", "those", "both"})
_ARTICLES = frozenset({"the", "a", "an"})
_VAGUE = frozenset({"a", "an", "some", "any", "no", "another", "every", "each"})
_DEPUTIES = frozenset({"deputy", "vice", "assistant", "acting"})
_INNER = frozenset({*MODIFIERS, "nmod:poss", "nmod:unmarked", "nmod", "obl:unmarked"})


def determine(tree: Tree, draft: Draft) -> None:
    """Whether the phrase takes up something known."""
    first = tree.lower[draft.start]
    poss = tree.kid(draft.head, "nmod:poss")
    vague = first in _VAGUE or any(
        tree.rel[kid] == "det" and tree.lower[kid] in _VAGUE for kid in tree.kids[draft.head]
    )
    draft.definite = not vague and (
        poss is not None
        or first in _POINTERS
        or tree.pos[draft.head] == "PROPN"
        or any(tree.lower[kid] in _POINTERS for kid in tree.kids[draft.head])
    )


def blocked(tree: Tree, head: int) -> bool:
    """Whether *former*, *deputy*, *another* or the like keeps a phrase from a present holder."""
    before = [kid for kid in tree.kids[head] if kid < head]
    return any(tree.lower[kid] in BLOCKERS for kid in before) or any(
        tree.lower[i] in ("former", "ex", "deputy", "vice", "onetime")
        for i in range(max(tree.starts[tree.sent[head]], tree.left[head]), head)
    )


def deputises(tree: Tree, head: int) -> bool:
    """Whether only *deputy* or the like stands before a title: not the holder, but in office."""
    before = {
        tree.lower[i]
        for i in range(max(tree.starts[tree.sent[head]], tree.left[head]), head)
        if tree.lower[i] in BLOCKERS
    }
    return bool(before) and before <= _DEPUTIES


def pointed(tree: Tree, draft: Draft) -> bool:
    """Whether an article or possessor, and not only a large letter, makes a phrase definite."""
    poss = tree.kid(draft.head, "nmod:poss")
    return draft.definite and (poss is not None or tree.lower[draft.start] in _POINTERS)


def span(tree: Tree, top: int, start: int, end: int, *, of: bool = False) -> tuple[int, int]:
    """The noun phrase around a name or role, without relative clauses and appositions."""
    start = min(start, top)
    end = max(end, top + 1)
    for kid in tree.kids[top]:
        if kid < start and (
            tree.dep[kid] in _INNER or tree.rel[kid] in ("compound", "flat", "amod", "det")
        ):
            start = min(start, tree.left[kid])
        elif (
            kid >= end and tree.left[kid] <= end and tree.rel[kid] in ("flat", "goeswith", "fixed")
        ) or (
            (kid > top and of and tree.rel[kid] == "nmod")
            and tree.case_of(kid) in ("of", "for")
            and tree.left[kid] <= end
        ):
            if "," in tree.words[end : kid + 1]:
                break
            end = max(end, _np_end(tree, kid))
    for kid in tree.kids[top]:
        if start < kid < top and tree.rel[kid] == "det" and tree.lower[kid] in _ARTICLES:
            start = kid
    while start < top and (
        tree.rel[start] in ("punct", "case", "cc") or tree.words[start].isspace()
    ):
        start += 1
    return start, end


def _np_end(tree: Tree, i: int) -> int:
    end = i + 1
    for kid in tree.kids[i]:
        if kid > i and (
            tree.rel[kid] in ("flat", "goeswith", "fixed")
            or (tree.rel[kid] == "nmod" and tree.case_of(kid) == "of" and tree.left[kid] <= end)
        ):
            end = max(end, _np_end(tree, kid))
    return end
