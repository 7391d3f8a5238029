"""Finds who fills a grammatical role of a predicate: the words, then the parties that they name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Token

from tracktwo.actors import Mention
from tracktwo.coding.doers import infinitive, noun_agents, subjects_of
from tracktwo.coding.slots import logical_objects
from tracktwo.coding.trees import antecedent, cases, children, conjuncts

__all__ = [
    "Found",
    "MentionIndex",
    "behind",
    "fill",
    "parties_at",
]

# Texts that speak for the body behind them.
_TEXTS: Final = frozenset(
    """
    report resolution statement communique communiqué declaration document letter study text draft
    survey review assessment bulletin note paper dossier memorandum
    """.split()
)
# Arms and those who serve them, which act for the party they belong to.
_ARMS: Final = frozenset(
    """
    aircraft warplane plane jet helicopter drone missile rocket bomb shell artillery tank mortar gun
    aircrew crew pilot gunner sniper warship ship boat vessel battery bomber fighter
    """.split()
)
_HOMES: Final = frozenset({"country", "nation", "state", "side", "homeland"})
_PARTITIVE: Final = frozenset(
    """
    group number dozen hundred thousand score member some part remainder remnant rest majority
    unit element representative leader series member most all many several two three four both
    each
    """.split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """Parties that fill a role together."""

    mentions: tuple[Mention, ...]
    role: str
    either: bool = False


class MentionIndex:
    """The mentions of a document by the token on which each hangs."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.doc, self.mentions = doc, tuple(mentions)
        self.by_head: dict[int, Mention] = {}
        for m in mentions:
            old = self.by_head.get(m.head)
            if old is None or (m.end - m.start) > (old.end - old.start):
                self.by_head[m.head] = m

        self._starts = [m.start for m in self.mentions]

    def starting(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that begin within a range of tokens, in order."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def at(self, token: Token) -> Mention | None:
        """The mention that hangs on a token."""
        return self.by_head.get(token.i)

    def parts(self, mention: Mention) -> list[Mention]:
        """The mentions for which a plural stands, else the mention itself."""
        return [self.mentions[k] for k in mention.parts] or [mention]


def fill(token: Token, role: str) -> list[Token]:
    """Heads of the phrases that fill a role of the lexicon (see ``docs/reference/codebook.md``)."""
    stem, _, inner = role.partition(".")
    if stem.startswith("prep:"):
        words = {w.replace("_", " ") for w in stem[5:].split(",")}
        heads = [
            c
            for c in token.children
            if c.dep_ in ("obl", "nmod", "obl:agent", "advcl", "acl", "xcomp") and cases(c) & words
        ]
        if not heads and token.pos_ == "NOUN":
            # "an attack by the army on the town": the phrase may hang on the one before it
            by = [c for c in children(token, "nmod") if cases(c) & {"by", "of"}]
            heads = [n for c in by for n in children(c, "nmod") if cases(n) & words]
        if not heads and token.dep_ == "obj" and token.head.pos_ == "VERB":
            # "launched an attack on the town": the phrase may hang on the verb
            heads = [c for c in children(token.head, "obl") if cases(c) & words]
        if not heads and token.pos_ == "VERB":
            for o in children(token, "obj"):
                heads += [c for c in children(o, "nmod") if cases(c) & words]
    elif stem == "subj":
        if token.pos_ in ("NOUN", "PROPN") and not children(token, "cop"):
            heads = noun_agents(token)
        elif token.pos_ == "ADJ" and token.dep_ == "amod":
            heads = [token.head]
        elif token.pos_ == "NOUN":
            heads = children(token, "nsubj")
        else:
            heads = subjects_of(token)
    elif stem == "obj":
        heads = children(token, "nmod") if token.pos_ == "NOUN" else logical_objects(token)
        heads = heads or children(token, "iobj")
        if token.pos_ == "NOUN":
            heads = [h for h in heads if cases(h) & {"of", "on", "against", "for"}]
    elif stem == "iobj":
        heads = children(token, "iobj")
        if not heads and children(token, "aux:pass"):
            heads = children(token, "nsubj:pass")
    elif stem == "by":
        heads = [c for c in children(token, "nmod", "obl", "obl:agent") if "by" in cases(c)]
    elif stem == "of":
        heads = [c for c in children(token, "nmod") if "of" in cases(c)]
    elif stem == "poss":
        heads = children(token, "nmod:poss")
    elif stem == "adj":
        parts = ("amod", "compound", "nmod:desc", "nmod:unmarked")
        heads = children(token, *parts)
        heads += [c for h in heads if h.dep_ == "compound" for c in children(h, "amod")]
    elif stem in ("xcomp", "ccomp"):
        kids = children(token, stem)
        if stem == "xcomp":
            kids += [c for c in children(token, "acl", "ccomp") if infinitive(c)]
        if stem == "ccomp" and not kids:
            kids = children(token, "advcl", "parataxis", "xcomp")
        if not inner:
            return kids
        return [t for k in kids for t in fill(k, inner)]
    else:
        heads = []
    heads = [antecedent(h) for h in heads]
    if not inner:
        return heads
    return [t for h in heads for t in fill(h, inner)]


def behind(index: MentionIndex, token: Token) -> list[Token]:
    """Who speaks by a text ("a report by X") or acts by arms ("X aircraft"); else the token."""
    if token.lemma_.lower() not in _TEXTS | _ARMS or index.at(token) is not None:
        return [token]
    named = noun_agents(token) if token.dep_ in ("nsubj", "nsubj:pass", "obl") else []
    named = [*named, *(c for c in children(token, "nmod") if "of" in cases(c))]
    own = [t for t in named if index.at(t) is not None and token.is_ancestor(t)]
    return own or [token]


def _named_within(index: MentionIndex, token: Token) -> Iterator[Mention]:
    """The mention on a token, else the one that a word of quantity or a role noun counts."""
    got = index.at(token)
    if got is not None:
        yield from index.parts(got)
        return
    if token.lemma_.lower() in _HOMES:  # "her country", "their nation"
        for owner in children(token, "nmod:poss"):
            if index.at(owner) is not None:
                yield from _named_within(index, owner)
                return
    for c in children(token, "appos", "flat"):  # "his Turkish counterpart, Hakan Fidan"
        if index.at(c) is not None:
            yield from _named_within(index, c)
            return
    if token.lemma_.lower() in _PARTITIVE:
        for c in children(token, "nmod"):
            if "of" in cases(c):
                yield from _named_within(index, c)


def parties_at(
    index: MentionIndex, heads: Iterable[Token], *, places: bool = True, role: str = ""
) -> Found | None:
    """The parties on these words and their conjuncts; None when no word names a party.

    Args:
        index: mentions of the document.
        heads: words that fill a role.
        places: whether a place may stand for the party that suffers or acts.
        role: as it was found, kept in the result.
    """
    found: list[Mention] = []
    either = False
    for head in heads:
        for token in [head, *conjuncts(head)]:
            for m in _named_within(index, token):
                if (m.acts or places) and all(m.start != f.start for f in found):
                    found.append(m)
            either = either or any(c.dep_ == "cc" and c.lower_ == "or" for c in token.children)
        either = either or any(
            c.dep_ == "cc:preconj" and c.lower_ == "either" for c in head.children
        )
    found = [m for m in found if m.place is False or places]
    return Found(tuple(found), role, either and len(found) > 1) if found else None
