"""States that the registry does not know, told by what only a state has, and their adjectives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracktwo.actors.index import RoleHit
from tracktwo.actors.named import Named
from tracktwo.actors.tree import MODIFIERS, Tree
from tracktwo.actors.words import phrase_set, word_set

__all__ = ["tell_polities"]

_ORGANS = phrase_set(
    """
    government, regime, authorities, cabinet, junta, army, navy, air force, armed forces, military,
    coast guard, parliament, national assembly, senate, supreme court, ministry, foreign ministry,
    defence ministry, defense ministry, interior ministry, finance ministry, justice ministry,
    ministry of foreign affairs, ministry of defence, ministry of defense, state media, embassy,
    prime minister, foreign minister, defence minister, defense minister, interior minister,
    finance minister, justice minister, king, queen, head of state, ambassador, consul, people,
    minister of foreign affairs, minister of defence, minister of defense
    """
)
"""What a state has, and a town, a party or a company has not."""
_STYLES = word_set("republic kingdom state federation emirate sultanate commonwealth principality")
_ENDINGS = ("ian", "ean", "an", "n", "ese", "i", "ish", "ic", "er", "ite")
"""How English makes an adjective from the name of a country; the longest that fits counts."""
_VOWELS = "aeiouy"
_SHORTEST = 3


def tell_polities(tree: Tree, names: list[Named], roles: Sequence[RoleHit]) -> None:
    """Settle which unknown names are states, and tie their adjectives to them.

    A name is a state's when it has what only a state has (*Arvan's navy*, *the Arvan
    government*, *the people of Arvan*), or when the report uses its adjective (*an Arvani
    trawler*). The adjective is told by its shape alone, and only when one name of the report
    fits. Names are changed in place; adjectives are added.
    """
    role_at = {i: role for role in roles for i in range(role.start, role.end)}
    unknown = [name for name in names if _may_be_state(name)]
    known = {tree.lower[name.head] for name in names if name.sort == "person"}
    words = {_words(tree, name): name for name in unknown}
    words = {key: name for key, name in words.items() if key.lower() not in known}
    states = {
        key
        for name in unknown
        if (key := _words(tree, name)) in words and _has_organ(tree, name, role_at)
    }
    nouns = {_words(tree, name) for name in unknown if not _modifies(tree, name.head)}
    nouns = _no_adjectives(nouns.intersection(words))
    adjectives = dict(_adjectives(tree, names, nouns))
    states.update(adjectives.values())
    states.update(_joined(tree, unknown, states, set(words)))
    for name in unknown:
        key = _short(tree, name, states)
        if key in states and name.start not in adjectives:
            name.sort, name.stands = "state", key
    for i, key in adjectives.items():
        names[:] = [name for name in names if not name.start <= i < name.end]
        names.append(Named(i, i + 1, i, (), None, "state", stands=key))
    names.sort(key=lambda name: name.start)


def _may_be_state(name: Named) -> bool:
    return (
        not name.options
        and name.chosen is None
        and (
            name.sort in ("unknown", "place")
            or (name.sort == "organisation" and name.end - name.start == 1)
        )
    )


def _words(tree: Tree, name: Named) -> str:
    return " ".join(tree.words[name.start : name.end])


def _short(tree: Tree, name: Named, states: set[str]) -> str:
    """*The Republic of Arvan* is Arvan, where the report calls it so."""
    words = _words(tree, name)
    first, of, rest = words.partition(" of ")
    if of and rest in states and first.split()[-1].lower() in _STYLES:
        return rest
    return words


def _has_organ(tree: Tree, name: Named, role_at: dict[int, RoleHit]) -> bool:
    """Whether a name owns an organ of state: possessor, modifier, or after *of*."""
    head, up = name.head, tree.head[name.head]
    if head == up:
        return False
    dep = tree.dep[head]
    if dep == "nmod:poss" or tree.rel[head] == "compound" or dep in MODIFIERS:
        pass
    elif tree.rel[head] != "nmod" or tree.case_of(head) != "of":
        return False
    elif tree.lower[up] in _STYLES:
        return True
    role = role_at.get(up)
    if role is None:
        role = next((role_at[kid] for kid in tree.kids[up] if kid in role_at and kid > head), None)
    return role is not None and role.word.phrase in _ORGANS


def _joined(
    tree: Tree, unknown: Sequence[Named], states: set[str], words: set[str]
) -> Iterator[str]:
    """*The foreign ministers of Arvan, Belmar and Corin*: what is joined to a state is one too."""
    for name in unknown:
        head = name.head
        if tree.rel[head] != "conj" or tree.case_of(head) not in (None, "of"):
            continue
        first = next((other for other in unknown if other.head == tree.head[head]), None)
        if (
            first is not None
            and _words(tree, first) in states
            and _words(tree, name) in words
            and tree.case_of(first.head) == "of"
        ):
            yield _words(tree, name)


def _adjectives(tree: Tree, names: Sequence[Named], words: set[str]) -> Iterator[tuple[int, str]]:
    """Adjectives by their place, each with the only name of the report that has their stem."""
    stems: dict[str, set[str]] = {}
    for word in words:
        for stem in _stems_of_name(word.lower()):
            stems.setdefault(stem, set()).add(word)
    if not stems:
        return
    whole = {i for name in names if name.options for i in range(name.start, name.end)}
    whole.update(
        i
        for name in names
        if name.sort == "person" or name.end - name.start > 1
        for i in range(name.start, name.end)
        if not _leads(tree, name, i)
    )
    for i, word in enumerate(tree.words):
        if i in whole or not word.istitle() or not word.isalpha() or not _modifies(tree, i):
            continue
        found = set().union(*(stems.get(stem, set()) for stem in _stems_of_adjective(word.lower())))
        if len(found) == 1:
            yield i, found.pop()


def _no_adjectives(words: set[str]) -> set[str]:
    """The words without those that are made from another of them."""
    stems = {word: set(_stems_of_name(word.lower())) for word in words}
    return {
        word
        for word in words
        if not any(
            other != word and not stems[other].isdisjoint(_stems_of_adjective(word.lower()))
            for other in words
        )
    }


def _modifies(tree: Tree, i: int) -> bool:
    """Whether a word stands before the noun that it describes."""
    return tree.head[i] > i and (tree.rel[i] in ("amod", "compound") or tree.dep[i] == "nmod:desc")


def _leads(tree: Tree, name: Named, i: int) -> bool:
    """Whether a word stands before common nouns that were marked with it: *Arvani trawler*."""
    return i == name.start and all(
        tree.lower[at] == tree.words[at] for at in range(i + 1, name.end)
    )


def _stems_of_name(word: str) -> Iterator[str]:
    if not word.isalpha() or len(word) <= _SHORTEST:
        return
    yield word
    bare = word.rstrip(_VOWELS)
    if len(bare) >= _SHORTEST and bare != word:
        yield bare


def _stems_of_adjective(word: str) -> Iterator[str]:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            yield word[: -len(ending)]
