"""Who a cue has as its source, and to whom it is said."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from tracktwo.actors import Mention
from tracktwo.coding.arguments import MentionIndex, behind, parties_at
from tracktwo.coding.doers import noun_agents, subjects_of
from tracktwo.coding.trees import cases, children, own_tokens

__all__ = ["addressee_of", "cue_range", "source_of", "span_of"]


def span_of(
    index: MentionIndex, heads: Iterable[Token]
) -> tuple[Mention | None, tuple[int, int] | None]:
    """The party on these words and their range; words without a party keep their range."""
    heads = [h for h in heads if not h.is_punct]
    found = parties_at(index, [b for h in heads for b in behind(index, h)])
    if found:
        m = found.mentions[0]
        return m, (min(x.start for x in found.mentions), max(x.end for x in found.mentions))
    for h in heads:
        words = own_tokens(
            h,
            without=frozenset({"acl:relcl", "appos", "punct", "parataxis", "acl", "case", "mark"}),
        )
        if words:
            return None, (words[0].i, words[-1].i + 1)
    return None, None


def cue_range(token: Token) -> tuple[int, int]:
    """Token range of a cue: the word, and a particle beside it."""
    parts = [token, *(c for c in token.children if c.dep_ == "compound:prt" and c.i == token.i + 1)]
    return parts[0].i, parts[-1].i + 1


def addressee_of(index: MentionIndex, cue: Token) -> Mention | None:
    """To whom something is said: indirect object, object beside a clause, or "to" somebody."""
    heads = children(cue, "iobj") or (children(cue, "obj") if children(cue, "ccomp") else [])
    heads += [o for o in children(cue, "obl") if "to" in cases(o)]
    found = parties_at(index, heads, places=False)
    return found.mentions[0] if found else None


def _stands_for(index: MentionIndex, it: Token) -> bool:
    """Whether "it" is a party named before, not a mere place holder."""
    m = index.at(it)
    return m is not None and m.party.name.lower() != it.lower_


def source_of(index: MentionIndex, cue: Token) -> tuple[Mention | None, tuple[int, int] | None]:
    """The party that a cue has as its source, and the words for it; None where there is none."""
    if cue.pos_ == "NOUN":
        holders = children(cue, "nmod:poss") or [
            c
            for c in children(cue, "nmod", "obl")
            if cases(c) & {"by", "from", "among", "in"} and index.at(c)
        ]
        if not holders and cue.dep_ in ("obj", "nsubj", "obl") and cue.head.pos_ == "VERB":
            holders = subjects_of(cue.head) if cue.dep_ == "obj" else []
        if not holders:
            holders = [h for h in noun_agents(cue) if index.at(h)]
        return span_of(index, holders)
    if cue.pos_ == "ADJ":
        return span_of(index, subjects_of(cue))
    passive = children(cue, "aux:pass", "nsubj:pass", "expl")
    if passive:
        return span_of(index, [c for c in children(cue, "obl", "obl:agent") if "by" in cases(c)])
    return span_of(
        index,
        [
            s
            for s in subjects_of(cue)
            if s.pos_ != "PRON" or s.lower_ not in ("it", "there", "what") or _stands_for(index, s)
        ],
    )
