"""*Both sides*, *the two leaders*: a plural that stands for two parties of the report."""

from __future__ import annotations

from collections.abc import Callable

from tracktwo.actors.draft import Draft, Facts, Reading
from tracktwo.actors.earlier import first_of, look_back
from tracktwo.actors.english import PAIRS
from tracktwo.actors.tree import Tree
from tracktwo.schema import Party

__all__ = ["counted", "pair_of_persons", "resolve_pair"]


def counted(tree: Tree, draft: Draft) -> bool:
    """Whether a phrase says that it means two."""
    return any(tree.lower[i] in ("two", "both", "2") for i in range(draft.start, draft.end))


def resolve_pair(reading: Reading, draft: Draft) -> None:
    """*Both sides*, *the two countries*: two parties, when the report has named just two."""
    families = PAIRS[draft.phrase]

    def fits(other: Draft) -> bool:
        return (
            other.party is not None
            and other.party.named
            and bool(other.key)
            and not other.nested
            and (first_of(other).sort in families or (other.sort == "role" and "group" in families))
            and other.kind not in ("place", "plural")
        )

    _take_two(reading, draft, fits)


def pair_of_persons(
    reading: Reading, draft: Draft, means: Callable[[Draft, Facts, Reading], bool]
) -> bool:
    """*The two leaders*, *the ministers*: two persons, when just two bear such a title."""

    def fits(other: Draft) -> bool:
        facts = reading.facts.get(other.key)
        return facts is not None and facts.party is not None and means(draft, facts, reading)

    return (counted(reading.tree, draft) or draft.definite) and _take_two(reading, draft, fits)


def _take_two(reading: Reading, draft: Draft, fits: Callable[[Draft], bool]) -> bool:
    for window in (1, 3, 10**6):
        found: dict[str, Draft] = {}
        for other in look_back(reading, draft, window):
            if fits(other) and not other.parts:
                found.setdefault(other.key, other)
        if len(found) == 2:
            draft.parts = sorted(found.values(), key=lambda other: other.head)
            names = [part.party.name for part in draft.parts if part.party is not None]
            draft.party = Party(name=" and ".join(names))
            draft.kind, draft.key = "plural", "+".join(sorted(found))
            return True
        if len(found) > 2:
            break
    draft.party = Party(name=reading.text(draft.start, draft.end), named=False)
    draft.key = f"draft:{draft.head}"
    return False
