"""Two parties that a text sets side by side: joined by *and*, or met in one act."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tracktwo.actors.draft import Draft, Reading
from tracktwo.actors.tree import Tree
from tracktwo.actors.words import word_set

__all__ = ["Pair", "opposed", "stands_outside"]

_OUTSIDE = word_set(
    """
    mediate mediation mediator host broker facilitate urge call appeal welcome condemn deplore
    invite monitor oversee chair convene observe support praise back press sponsor guarantee
    intercede encourage offer propose voice thank brief assure visit guarantor host observer
    facilitator go-between
    """
)
"""What one does who stands beside a conflict; who does it may be a third."""
_EACH_OTHER = word_set(
    """
    fight meet attack accuse shell bomb strike battle clash negotiate talk sign trade invade raid
    confront face oppose war quarrel ally reconcile agree speak
    """
)
"""Acts that set two against or with each other."""
_WITH = frozenset({"with", "against"})
_ASIDE = word_set("with alongside via in than like besides including except near")
_REACH = 400


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parties that stand side by side.

    Attributes:
        keys: what tells each from others.
        parts: the mentions of both.
        sentence: number of the sentence in which they stand so.
        between: the text puts a matter between them (*war between Arvan and Belmar*).
    """

    keys: frozenset[str]
    parts: tuple[Draft, Draft]
    sentence: int
    between: bool = False


def opposed(
    reading: Reading, draft: Draft, side: Callable[[Draft], Draft | None]
) -> Iterator[Pair]:
    """The pairs of the text before a phrase, the nearest first.

    Args:
        reading: the text.
        draft: the phrase that stands for two.
        side: the party of a mention, where it may be one of them.
    """
    tree = reading.tree
    for at in range(draft.order - 1, max(-1, draft.order - _REACH), -1):
        first = reading.drafts[at]
        if first.state != 2 or stands_outside(tree, first.head, draft.head):
            continue
        for second in (*_conjuncts(reading, first), *_met(reading, first)):
            one, two = side(first), side(second)
            if one is None or two is None or second.head >= draft.head:
                continue
            keys = frozenset(filter(None, (_key(one), _key(two))))
            if len(keys) == 2:
                between = tree.case_of(first.head) == "between"
                yield Pair(keys, (one, two), tree.sent[first.head], between)


def _key(draft: Draft) -> str | None:
    party = draft.party
    return None if party is None else party.actor or party.for_actor or party.name


def stands_outside(tree: Tree, i: int, pair: int) -> bool:
    """Whether a word is the subject of what is done to the pair, or of what a third does.

    *Corin armed both sides*, *Corin has proposed that both sides meet*.
    """
    while _part(tree, i):
        i = tree.head[i]
    up = tree.head[i]
    if tree.rel[i] == "obl" and tree.case_of(i) == "by":
        return tree.lemma[up] in _OUTSIDE
    if tree.rel[i] != "nsubj":
        return False
    done = up == tree.head[pair] and tree.rel[pair] in ("obj", "obl", "iobj")
    return done or tree.lemma[up] in _OUTSIDE or _shares(tree, up, tree.head[pair])


def _part(tree: Tree, i: int) -> bool:
    """Whether a word only joins or owns another, which has the place in the sentence."""
    owner = tree.dep[i] == "nmod:poss" or (tree.rel[i] == "nmod" and tree.case_of(i) == "of")
    return tree.head[i] != i and (owner or tree.rel[i] in ("conj", "appos"))


def _shares(tree: Tree, verb: int, other: int) -> bool:
    """Whether a verb is done by whoever does another: *should stop arming*."""
    for _ in range(5):
        if other == verb:
            return True
        if tree.rel[other] not in ("xcomp", "conj", "advcl"):
            return False
        other = tree.head[other]
    return False


def _conjuncts(reading: Reading, first: Draft) -> list[Draft]:
    """The one other of a coordination of two that does not stand beside the matter."""
    tree, head = reading.tree, first.head
    kids = [kid for kid in tree.kids[head] if tree.rel[kid] == "conj"]
    if len(kids) != 1 or tree.rel[head] == "conj":
        return []
    second = reading.at.get(kids[0])
    if second is None or second is first or any(tree.rel[k] == "conj" for k in tree.kids[kids[0]]):
        return []
    if any(
        tree.words[i] == "," and other.shown and first.end <= i < other.head < second.start
        for other in reading.drafts[first.order : second.order]
        for i in (other.start - 1,)
    ):
        return []  # a list of three that the parser took for two
    if tree.case_of(head) in _ASIDE or tree.lemma[tree.head[head]] in _OUTSIDE:
        return []
    return [second]


def _met(reading: Reading, first: Draft) -> Iterator[Draft]:
    """Whom a party fights or meets: *Arvan fought Belmar*, *Arvan signed a truce with Belmar*."""
    tree, head = reading.tree, first.head
    verb = tree.head[head]
    if tree.dep[head] != "nsubj" or tree.lemma[verb] not in _EACH_OTHER:
        return
    if any(tree.rel[kid] == "conj" for kid in tree.kids[head]):
        return
    for kid in tree.kids[verb]:
        against = tree.rel[kid] == "obl" and tree.case_of(kid) in _WITH
        several = any(tree.rel[k] == "conj" for k in tree.kids[kid])
        if several or not (tree.rel[kid] == "obj" or against):
            continue
        if (other := reading.at.get(kid)) is not None:
            yield other
