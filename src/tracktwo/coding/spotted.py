"""Acts as the model spots them, joined with those that the lexicon's frames find on the tree.

The lexicon knows what its words mean and who stands in which role; the model knows whether a word
tells an act where it stands, words that the lexicon lacks, and parties in places that no role
reaches. A candidate of the lexicon that the model holds to be none is dropped; an act that only the
model spots becomes a candidate of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Doc, Token

from tracktwo.actors import Mention
from tracktwo.coding.arguments import Found, MentionIndex, fill, parties_at
from tracktwo.coding.candidates import Candidate, absorbed
from tracktwo.coding.lexicon import Frame
from tracktwo.coding.trees import own_tokens
from tracktwo.language import ACTS, ActRead, Acts
from tracktwo.schema import Party

__all__ = ["SPOTTED", "act_at", "acts_in", "mention_at", "with_spotted"]

SPOTTED: Final = "spotted by the model"
"""Entry of the frame of an act that the lexicon does not know."""

_ADD: Final = 0.5  # an act that the model alone spots
_DROP: Final = 0.05  # a word of the lexicon that the model holds to tell nothing
_PARTY: Final = 0.5  # how likely a party must be in a role
_LIKELY: Final = 0.4  # how much the usual place of a party adds
_ALONE: Final = 0.9  # how likely the likeliest act of a sentence must be for it to tell any
_KNOWN: Final = 0.3  # and where the lexicon knows its word
_OBJECTS: Final = frozenset({"obj", "nsubj:pass"})
_USUAL: Final = ("obj", "iobj", "prep:on,against,to,with,from,at,of")
_LONGEST: Final = 40  # tokens of a mention
_BESIDE: Final = frozenset(
    {"acl", "acl:relcl", "advcl", "appos", "cc", "conj", "parataxis", "punct", "case", "mark"}
)
_NOBODY: Final = frozenset({"who", "which", "that", "whom", "whose", "what", "there"})


def acts_in(doc: Doc) -> Acts | None:
    """What the model read of a text; None for a Doc that it has not read."""
    found: Acts | None = doc.user_data.get(ACTS)
    return found


def act_at(doc: Doc, *tokens: Token | None) -> ActRead | None:
    """The likeliest act on one of these words."""
    acts = acts_in(doc)
    found = [acts.acts[t.i] for t in tokens if t is not None and acts and t.i in acts.acts]
    return min(found, key=lambda a: (a.none, a.token)) if found else None


def mention_at(index: MentionIndex, token: Token) -> Mention | None:
    """The mention on a word or around it; else one made of the phrase that hangs on it."""
    if token.lower_ in _NOBODY:
        return None
    found = index.at(token)
    if found is not None:
        return found
    near = index.starting(token.i - _LONGEST, token.i + 1)
    around = [m for m in near if token.i < m.end]
    if around:
        return min(around, key=lambda m: (m.end - m.start, m.start))
    if token.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"):
        return None
    inside = {t.i for t in own_tokens(token, without=_BESIDE)}
    a = b = token.i
    while a - 1 in inside:
        a -= 1
    while b + 1 in inside:
        b += 1
    words = index.doc[a : b + 1].text
    named = token.pos_ == "PROPN"
    return Mention(
        token.i, a, b + 1, "name" if named else "description", Party(name=words, named=named)
    )


def with_spotted(index: MentionIndex, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates of the lexicon weighed with the model's reading, and those that it adds.

    A sentence in which the model is sure of no act tells none but what the lexicon knows; acts
    stand together, so that beside a sure one a less sure one counts.
    """
    acts = acts_in(index.doc)
    if acts is None:
        return list(candidates)
    out: dict[int, Candidate] = {}
    told: set[int] = set()
    likely: dict[int, float] = defaultdict(float)
    for i, act in acts.acts.items():
        start = index.doc[i].sent.start
        likely[start] = max(likely[start], 1 - act.none)
    for c in candidates:
        along = [index.doc[i] for i in absorbed(c.token, c.frame)]
        read = act_at(index.doc, c.token, c.light, *along)
        if read is None or 1 - read.none < _DROP or likely[c.token.sent.start] < _KNOWN:
            continue
        told |= {c.token.i, read.token} | absorbed(c.token, c.frame)
        told |= {c.light.i} if c.light is not None else set()
        out[c.token.i] = _weighed(index, c, read)
    for i, act in acts.acts.items():
        token = index.doc[i]
        if i in told or act.best[1] < _ADD or likely[token.sent.start] < _ALONE:
            continue
        if not _carried(acts, token, act, out):
            out[i] = _spotted(index, token, act)
    return [out[i] for i in sorted(out)]


def _carried(acts: Acts, token: Token, read: ActRead, out: Mapping[int, Candidate]) -> bool:
    """Whether a verb and its noun tell one act, which the other of them has: "send aid"."""
    kind, share = read.best
    near = [token.head] if token.dep_ in _OBJECTS else []
    near += [c for c in token.children if c.dep_ in _OBJECTS]
    for other in near:
        if other.i in out and out[other.i].frame.type == kind:
            return True
        beside = acts.acts.get(other.i)
        if beside is not None and beside.best[0] == kind:
            twice = beside.best[1]
            if twice > share or (twice == share and other.i < token.i):
                return True
    return False


def _weighed(index: MentionIndex, c: Candidate, read: ActRead) -> Candidate:
    """A candidate of the lexicon with the mode and the parties that its frame does not find."""
    frame = c.frame
    if frame.mode is None:
        frame = replace(frame, mode=read.mode.get(frame.type))
    actors, recipients = c.actors, c.recipients
    if actors is None:
        actors = _others(_parties(index, None, read.actors, "subj", 0.0), recipients)
    if recipients is None:
        recipients = _others(_parties(index, None, read.recipients, "obj", 0.0), actors)
    return replace(c, frame=frame, actors=actors, recipients=recipients)


def _spotted(index: MentionIndex, token: Token, read: ActRead) -> Candidate:
    """An act that the lexicon does not know, with parties where most words have them."""
    kind, _ = read.best
    frame = Frame(kind, read.mode.get(kind), "", (), SPOTTED, 0, (), ())
    who = parties_at(index, fill(token, "subj"), role="subj")
    slots = ([] if token.pos_ == "AUX" else fill(token, role) for role in _USUAL)
    whom = next((f for heads in slots if (f := parties_at(index, heads, role="obj"))), None)
    actors = _parties(index, who, read.actors, "subj", _LIKELY)
    recipients = _parties(index, whom, read.recipients, "obj", _LIKELY)
    return Candidate(token, frame, actors, _others(recipients, actors))


def _parties(
    index: MentionIndex,
    found: Found | None,
    tied: Iterable[tuple[int, float]],
    role: str,
    bonus: float,
) -> Found | None:
    """The parties of a role: how likely the model holds each, and more for those of the rules."""
    ruled = found.mentions if found is not None else ()
    weights = {m.start: bonus for m in ruled}
    mentions = {m.start: m for m in ruled}
    for i, share in tied:
        m = next((m for m in ruled if m.start <= i < m.end or m.head == i), None)
        m = m or mention_at(index, index.doc[i])
        if m is not None:
            mentions.setdefault(m.start, m)
            weights[m.start] = weights.get(m.start, 0.0) + share
    kept = tuple(mentions[k] for k in sorted(weights) if weights[k] >= _PARTY)
    if not kept:
        return None
    return replace(found, mentions=kept) if found is not None else Found(kept, role)


def _others(found: Found | None, told: Found | None) -> Found | None:
    """Parties that are not the very words for those in the other role."""
    if found is None or told is None:
        return found
    taken = {m.start for m in told.mentions}
    left = tuple(m for m in found.mentions if m.start not in taken)
    return replace(found, mentions=left) if left else None
