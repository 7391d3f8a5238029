"""Which words tell acts, and who does them to whom: the lexicon's frames on the tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Token

from tracktwo.coding.arguments import (
    Found,
    MentionIndex,
    behind,
    fill,
    parties_at,
)
from tracktwo.coding.lexicon import Frame, Lexicon
from tracktwo.coding.recipients import recipients_of
from tracktwo.coding.standing import stands
from tracktwo.coding.trees import cases, children, lemma

__all__ = ["Candidate", "absorbed", "find_candidates"]

_PROMISING: Final = frozenset({"promise", "pledge", "offer", "vow"})
_AID: Final = Frame("AID", None, "", ("iobj", "prep:to", "prep:for"), "promised aid", 1, (), ())
_BODIES: Final = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
_ENDINGS: Final = frozenset(
    """
    end stop halt cease prevent avoid suspend reduce refrain abstain curb counter deter stem
    """.split()
)
_ENDS: Final = frozenset("end halt cessation stop prevention suspension reduction".split())
_ASPECTUAL: Final = frozenset(
    "stop halt cease end suspend resume begin start continue keep".split()
)


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


def absorbed(token: Token, frame: Frame) -> set[int]:
    """Indices of words that are part of this act, so that they tell none of their own."""
    out: set[int] = set()
    for slot in frame.absorbs:
        for head in fill(token, "xcomp" if slot == "xcomp" else slot):
            if slot == "xcomp" and lemma(token) not in _ASPECTUAL:
                continue
            out.add(head.i)
            out |= {c.i for c in children(head, "conj", "compound")}
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
        if frame.is_event:
            taken |= absorbed(index.doc[i], frame)
        if frame.type == "AGREE":
            yield from _promised_aid(index, index.doc[i], lexicon)
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
        if token.pos_ == "NOUN" and _brought_to_an_end(token):
            continue  # "stop the attacks": what is told or asked is the end of them
        if token.pos_ == "NOUN" and frame.type == "THREATEN" and children(token, "cop"):
            continue  # "is a threat to all": a danger, not a threat voiced
        light = _light_verb(token, frames) if token.pos_ == "NOUN" else None
        borne = light is not None and "subj" in frames[light.i].recipients
        actors = _actors(index, token, frame, None if borne else light)
        if light is not None and borne:  # "came under attack from", "faces shelling by"
            whence = fill(light, frames[light.i].actor) or fill(light, "prep:by")
            actors = actors or parties_at(index, whence, role="light.from")
            recipients = parties_at(index, fill(light, "subj"), role="light.subj")
        else:
            recipients = recipients_of(index, token, frame, light, actors)
        if frame.mode == "release" and lemma(token) == "free" and _all_places(recipients):
            # "freed the town from the militia": taken back, nobody was let go
            frame = replace(frame, type="ASSAULT", mode=None)
            recipients = parties_at(index, fill(token, "prep:from"), role="from") or recipients
        between = _between(index, token, frame)
        if between is not None:
            actors, recipients = between, None
        if frame.actor == "obj" and recipients is None and children(token, "nsubj"):
            continue  # "a cool morning greeted the envoys": nobody received them
        if actors is None and recipients is not None and frame.actor == "each":
            actors, recipients = recipients, None
        if not stands(index, token, frame, actors, recipients, light):
            continue
        yield Candidate(token, frame, actors, recipients, light)


def _all_places(found: Found | None) -> bool:
    return found is not None and all(m.place for m in found.mentions)


def _promised_aid(index: MentionIndex, verb: Token, lexicon: Lexicon) -> Iterator[Candidate]:
    """The aid that lies in what is promised: "pledged ten million dollars for the islands"."""
    if verb.pos_ != "VERB" or lemma(verb) not in _PROMISING:
        return
    goods = lexicon.classes["money"] | lexicon.classes["aid_goods"] | lexicon.classes["arms_goods"]
    for thing in children(verb, "obj", "nsubj:pass"):
        named = {lemma(thing), thing.lower_.removesuffix("s")} & goods
        if named and thing.pos_ in ("NOUN", "SYM"):
            slots = [fill(verb, role) for role in _AID.recipients]
            whom = next((f for s in slots if (f := parties_at(index, s, role="prep:for"))), None)
            yield Candidate(thing, _AID, None, whom)


def _between(index: MentionIndex, token: Token, frame: Frame) -> Found | None:
    """Who talks where talks are said to be between parties, whoever brings them about."""
    if frame.type != "CONSULT" or frame.mode == "third-party" or "each" not in frame.recipients:
        return None
    found = parties_at(index, fill(token, "prep:between"), places=False, role="prep:between")
    if found is None or (len(found.mentions) < 2 and not found.mentions[0].plural):
        return None
    return found


def _actors(index: MentionIndex, token: Token, frame: Frame, light: Token | None) -> Found | None:
    if not frame.actor:
        return None
    heads = [b for h in fill(token, frame.actor) for b in behind(index, h)]
    heads = [h for h in heads if not _named_after(index, h)]
    found = parties_at(index, heads, places=False, role=frame.actor)
    if found is None and light is not None:
        lent = [b for h in fill(light, "subj") for b in behind(index, h)]
        found = parties_at(index, lent, places=False, role="light.subj")
    if found is None:
        # a place counts when it is the grammatical agent ("Moscow warned"): the mention says so
        found = parties_at(
            index, [h for h in heads if _acting(index, h)], places=True, role=frame.actor
        )
    if found is None and token.pos_ == "NOUN" and frame.mode == "withdraw":
        # "the withdrawal of their troops": who leaves stands where others have what is done to
        found = parties_at(index, fill(token, "of"), places=False, role="of")
    return found


def _brought_to_an_end(noun: Token) -> bool:
    """Whether an event noun names only what is to stop, be prevented or grow less."""
    while noun.dep_ == "conj" and noun.head.i != noun.i:
        noun = noun.head
    head = noun.head
    if noun.dep_ == "nmod" and lemma(head) in _ENDS:
        return bool(cases(noun) & {"of", "to"})
    return (
        noun.dep_ in ("obj", "nsubj:pass", "obl")
        and lemma(head) in _ENDINGS
        and (noun.dep_ != "obl" or "from" in cases(noun))
    )


def _named_after(index: MentionIndex, head: Token) -> bool:
    """Whether a place only lends its name: "the Minsk agreements", "the Geneva talks"."""
    m = index.at(head)
    if m is None or head.dep_ != "compound":
        return False
    if m.kind in ("place", "metonym"):
        return True
    # "Syria ceasefire violations" are in Syria; "the Syria attack on its neighbour" is Syria's
    state = m.kind == "name" and m.party.actor is not None and not head.text.isupper()
    aimed = any(cases(n) & {"on", "against"} for n in children(head.head, "nmod", "obl"))
    return state and m.party.code is not None and m.party.code not in _BODIES and not aimed


def _acting(index: MentionIndex, head: Token) -> bool:
    m = index.at(head)
    return (
        m is not None
        and m.acts
        and head.dep_ in ("nsubj", "nmod:poss", "obl:agent", "amod", "compound", "conj")
    )
