"""Which words tell acts, who does them to whom: the lexicon's frames joined with the tree's fillers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from tracktwo.coding.arguments import Found, MentionIndex, fill, parties_at
from tracktwo.coding.lexicon import Frame, Lexicon
from tracktwo.coding.trees import cases, children, lemma

__all__ = ["Candidate", "find_candidates"]

# Types that need a second party to be an act at all, and types that stand without an actor.
_NEED_RECIPIENT: Final = frozenset({"CONSULT", "COOPERATE", "SUPPORT", "AID", "ACCUSE"})
_AGENTLESS: Final = frozenset(
    {"ASSAULT", "COERCE", "SANCTION", "AID", "PROTEST", "RETREAT", "MOBILIZE", "CONCEDE"}
)
_NEGATED_NOUN: Final = frozenset({"no", "without"})
# Governors under which an event noun tells of acts in general, not of one that took place.
_GENERIC: Final = frozenset({"VERB", "ADJ"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A predicate with its frame and the parties in its roles.

    Attributes:
        token: the word that tells the act.
        frame: what the lexicon says of it.
        actors: who acts; None when the text names nobody.
        recipients: who is acted upon.
        light: the support verb whose object the word is, where there is one.
    """

    token: Token
    frame: Frame
    actors: Found | None
    recipients: Found | None
    light: Token | None = None


def _light_verb(noun: Token, frames: dict[int, Frame]) -> Token | None:
    head = noun.head
    if noun.dep_ == "conj":
        return _light_verb(head, frames) if head.i != noun.i else None
    if noun.dep_ in ("obj", "nsubj:pass") or (noun.dep_ == "acl:relcl"):
        f = frames.get(head.i)
        if f is not None and f.type == "LIGHT":
            return head
    return None


def _absorbed(frames: dict[int, Frame], token: Token, frame: Frame) -> set[int]:
    """Indices of words that are part of this act, so that they tell none of their own."""
    out: set[int] = set()
    for slot in frame.absorbs:
        for head in fill(token, "xcomp" if slot == "xcomp" else slot):
            if slot == "xcomp":
                continue
            out.add(head.i)
            out |= {c.i for c in children(head, "conj", "compound")}
    del frames
    return out


def find_candidates(index: MentionIndex, lexicon: Lexicon) -> Iterator[Candidate]:
    """All words of a document that tell an act, with who is in its roles, in order."""
    frames: dict[int, Frame] = {}
    taken: set[int] = set()
    for token in index.doc:
        frame = lexicon.match(token)
        if frame is None:
            continue
        frames[token.i] = frame
    for i, frame in frames.items():
        if frame.is_event or frame.type == "LIGHT":
            if frame.is_event:
                taken |= _absorbed(frames, index.doc[i], frame)
    for i, frame in frames.items():
        token = index.doc[i]
        if not frame.is_event or i in taken or token.ent_type_ in ("Temporal", "Money"):
            continue
        if token.pos_ == "NOUN" and token.dep_ in ("compound", "nmod:desc", "flat"):
            continue
        if (
            i in index.by_head
            and token.pos_ in ("NOUN", "PROPN")
            and index.by_head[i].kind in ("role", "name", "plural")
        ):
            continue  # "the attackers", "the Support Group": a party, not an act
        light = _light_verb(token, frames) if token.pos_ == "NOUN" else None
        actors = _actors(index, token, frame, light)
        recipients = _recipients(index, token, frame, light, actors)
        if actors is None and recipients is not None and frame.actor == "each":
            actors, recipients = recipients, None
        if not _stands(index, token, frame, actors, recipients, light):
            continue
        yield Candidate(token, frame, actors, recipients, light)


def _actors(index: MentionIndex, token: Token, frame: Frame, light: Token | None) -> Found | None:
    if not frame.actor:
        return None
    heads = fill(token, frame.actor)
    found = parties_at(index, heads, places=False, role=frame.actor)
    if found is None and light is not None:
        found = parties_at(index, fill(light, "subj"), places=False, role="light.subj")
    if found is None:
        # a place counts when it is the grammatical agent ("Moscow warned"): the mention says so
        found = parties_at(
            index, [h for h in heads if _acting(index, h)], places=True, role=frame.actor
        )
    return found


def _acting(index: MentionIndex, head: Token) -> bool:
    m = index.at(head)
    return (
        m is not None
        and m.acts
        and head.dep_ in ("nsubj", "nmod:poss", "obl:agent", "amod", "compound", "conj")
    )


def _recipients(
    index: MentionIndex, token: Token, frame: Frame, light: Token | None, actors: Found | None
) -> Found | None:
    mine = {m.start for m in actors.mentions} if actors else set()
    same = {m.party.actor or m.party.name for m in actors.mentions} if actors else set()
    for role in frame.recipients:
        if role == "each":
            continue
        for source in (token, light):
            if source is None or (source is light and role in ("of", "poss", "adj")):
                continue
            found = parties_at(index, fill(source, role), role=role)
            if found is None:
                continue
            rest = tuple(
                m
                for m in found.mentions
                if m.start not in mine and (m.party.actor or m.party.name) not in same
            )
            if rest:
                return Found(rest, role, found.either)
    return None


def _stands(
    index: MentionIndex,
    token: Token,
    frame: Frame,
    actors: Found | None,
    recipients: Found | None,
    light: Token | None,
) -> bool:
    """Whether the parties suffice for an act of this type."""
    if actors is None and recipients is None:
        violent = frame.type == "ASSAULT" and (
            token.pos_ == "VERB" or light is not None or _specific(token)
        )
        return violent and bool(index.mentions) and _has_victim(token)
    if actors is None and frame.type not in _AGENTLESS:
        return False
    if token.pos_ == "NOUN" and light is None:
        own = (
            actors is not None
            and actors.role in ("subj", "poss", "adj", "of")
            and _inside(token, actors)
        ) or (recipients is not None and _inside(token, recipients))
        if not own:
            return False
    return not (
        frame.type in _NEED_RECIPIENT
        and recipients is None
        and not (
            actors is not None
            and (
                len(actors.mentions) > 1
                or "each" in frame.recipients
                and any(m.plural for m in actors.mentions)
            )
        )
        and token.pos_ == "NOUN"
    )


def _inside(token: Token, found: Found) -> bool:
    """Whether a party stands within the noun's own phrase."""
    left, right = token.left_edge.i, token.right_edge.i
    return any(left <= m.head <= right for m in found.mentions)


def _specific(token: Token) -> bool:
    return any(c.dep_ == "det" for c in token.children)


def _has_victim(token: Token) -> bool:
    if token.pos_ == "VERB":
        return bool(children(token, "obj", "nsubj:pass") or token.dep_ == "acl")
    return any(cases(c) & {"on", "against", "of", "at"} for c in children(token, "nmod"))


_ = lemma
