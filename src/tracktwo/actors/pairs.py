"""*Both sides*, *the two leaders*: a plural that stands for two parties of the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tracktwo.actors.draft import Draft, Facts, Reading
from tracktwo.actors.earlier import first_of, look_back
from tracktwo.actors.english import PAIRS
from tracktwo.actors.sides import Pair, opposed, stands_outside
from tracktwo.actors.tree import Tree
from tracktwo.schema import Party

__all__ = ["counted", "pair_of_persons", "resolve_pair"]

_ALL = 10**6
_BESIDE = frozenset({"uno", "ngo", "media", "court", "region"})
"""Kinds of bodies that are no side of a conflict, unless the text joins them to another."""


def counted(tree: Tree, draft: Draft) -> bool:
    """Whether a phrase says that it means two."""
    return any(tree.lower[i] in ("two", "both", "2") for i in range(draft.start, draft.end))


def resolve_pair(reading: Reading, draft: Draft) -> None:
    """*Both sides*, *the two countries*: the two that the text has set side by side.

    They are two that stand joined (*talks between Arvan and Belmar*) or meet in one act (*Arvan
    fought Belmar*), the nearest when no other pair is as near, else the only pair of the text;
    failing that, the only two parties that the text has named. A third who urges, hosts or mediates
    is neither. What is not plain stays open.
    """
    families = PAIRS[draft.phrase]

    def side(other: Draft) -> Draft | None:
        return _side(reading, other, families)

    pairs = list(opposed(reading, draft, side))
    for window in (0, 1, 3, _ALL):
        first = reading.tree.sent[draft.head] - window
        found = {pair.keys: pair for pair in pairs if pair.sentence >= first}
        if len(found) == 1:
            pair = next(iter(found.values()))
            near = pair.sentence >= reading.tree.sent[draft.head] - 1
            plain = near or pair.between or not _third_near(reading, draft, pair, families)
            if plain and (shown := _shown(reading, pair)) is not None:
                _stand_for(draft, shown)
                return
        if found:
            break
    if not pairs and (only := _only_two(reading, draft, side, families)) is not None:
        _stand_for(draft, only)
        return
    _stay_open(reading, draft)


def _side(reading: Reading, other: Draft, families: frozenset[str]) -> Draft | None:
    """The party of a mention that may be one of two; for countries the state behind an organ."""
    party = other.party
    if party is None or not party.named or not other.key or other.parts:
        return None
    if other.kind in ("place", "plural") or other.sort in ("pronoun", "relative", "person"):
        return None
    sort = first_of(other).sort
    if sort in families:
        return other
    if other.sort != "role" or other.role is None or other.role.kind != "group":
        return None
    if "group" in families:
        return other
    return other.source if other.source is not None and other.source.sort == "state" else None


def _third_near(reading: Reading, draft: Draft, pair: Pair, families: frozenset[str]) -> bool:
    """Whether this sentence or the one before names one more party that may be meant."""
    return any(
        key not in pair.keys
        for other in look_back(reading, draft, 1)
        if not stands_outside(reading.tree, other.head, draft.head)
        and (key := _stands_for(other, families)) is not None
    )


def _stands_for(other: Draft, families: frozenset[str]) -> str | None:
    """The side of any mention: of a party, of its adjective, of one who speaks for it."""
    party = other.party
    if party is None or not party.named or not other.key or other.parts or other.kind == "place":
        return None
    if other.sort == "person":
        return party.for_actor
    if other.sort == "role" and other.source is not None and party.for_actor is None:
        return _stands_for(other.source, families)
    first = first_of(other)
    if first.candidate is not None and first.candidate.actor.kind in _BESIDE:
        return None
    if first.sort in ("pronoun", "relative", "description", "pair"):
        return None
    if "group" not in families:
        if first.candidate is not None and first.sort in ("organisation", "group"):
            return party.for_actor  # no country, and of one only where it is an organ
        if other.sort == "role" and other.source is None:
            return party.for_actor
    return party.actor or party.for_actor or party.name


def _shown(reading: Reading, pair: Pair) -> Pair | None:
    """The pair by mentions of its own, where each party has one."""
    parts = []
    for part in pair.parts:
        same = [d for d in reading.drafts if d.shown and d.key == part.key and d.state == 2]
        if not part.shown and not same:
            return None
        parts.append(part if part.shown else same[0])
    return Pair(pair.keys, (parts[0], parts[1]), pair.sentence)


def _only_two(
    reading: Reading,
    draft: Draft,
    side: Callable[[Draft], Draft | None],
    families: frozenset[str],
) -> Pair | None:
    """The parties that the text has named so far, when they are just two and both act."""
    tree = reading.tree
    named: set[str] = set()
    found: dict[str, Draft] = {}
    for other in look_back(reading, draft, _ALL):
        if (key := _stands_for(other, families)) is None:
            continue
        named.add(key)
        one = side(other)
        if one is None or tree.rel[other.head] in ("compound", "amod") or not other.acts:
            continue
        if key not in found and not stands_outside(tree, other.head, draft.head):
            found[key] = one
    if len(named) != 2 or len(found) != 2:
        return None
    parts = sorted(found.values(), key=lambda one: one.head)
    return _shown(reading, Pair(frozenset(found), (parts[0], parts[1]), 0))


def _stand_for(draft: Draft, pair: Pair) -> None:
    draft.parts = sorted(pair.parts, key=lambda other: other.head)
    names = [part.party.name for part in draft.parts if part.party is not None]
    draft.party = Party(name=" and ".join(names))
    draft.kind, draft.key = "plural", "+".join(sorted(part.key for part in draft.parts))


def _stay_open(reading: Reading, draft: Draft) -> None:
    draft.party = Party(name=reading.text(draft.start, draft.end), named=False)
    draft.key = f"draft:{draft.head}"


def pair_of_persons(
    reading: Reading, draft: Draft, means: Callable[[Draft, Facts, Reading], bool]
) -> bool:
    """*The two leaders*, *the ministers*: two persons, when just two bear such a title."""
    if not (counted(reading.tree, draft) or draft.definite):
        return False
    for window in (1, 3, _ALL):
        found = {other.key: other for other in _persons(reading, draft, window, means)}
        if len(found) == 2:
            one, two = found.values()
            _stand_for(draft, Pair(frozenset(found), (one, two), 0))
            return True
        if len(found) > 2:
            break
    _stay_open(reading, draft)
    return False


def _persons(
    reading: Reading, draft: Draft, window: int, means: Callable[[Draft, Facts, Reading], bool]
) -> Iterator[Draft]:
    """Those of a window of sentences who bear such a title, the last mention of each last."""
    for other in reversed(list(look_back(reading, draft, window))):
        facts = reading.facts.get(other.key)
        known = facts is not None and facts.party is not None and not other.parts and other.shown
        if known and facts is not None and means(draft, facts, reading):
            yield other
