"""The PLOVER type of an act: the lexicon's frame weighed against the language model's reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from tracktwo.coding.candidates import Candidate
from tracktwo.coding.context import Reading
from tracktwo.coding.lexicon import Frame
from tracktwo.coding.spotted import SPOTTED, act_at, acts_in
from tracktwo.coding.trees import lemma
from tracktwo.language import type_pairs

__all__ = ["Typed", "type_candidates"]

# The model overrules a bare frame only for another type that the lexicon knows of the same word.
_SURE: Final = 0.85
_BARE: Final = 1
_LIKELY: Final = 0.7  # a model of acts overrules the lexicon where it holds another type so likely
_HARDLY: Final = 0.1  # and that of the lexicon no likelier than this
_KNOWN: Final = 0.45  # confidence in a frame of the lexicon of which such a model sees nothing
_MOST: Final = 0.95  # and of which it is certain
_EAGER: Final = 1.5  # power that makes shares of what the model alone spots as often right
_BLOCKING: Final = frozenset("block blockade barricade obstruct occupy".split())
_CIVIL: Final = frozenset("AGR BUS CVL EDU LAB MED OPP REF REL SOC".split())
_ARMED: Final = frozenset({"MIL", "REB", "UAF", "PRM", "SPY"})
_STATE: Final = frozenset({"GOV", "LEG", "JUD", "MIL"})


@dataclass(frozen=True, slots=True)
class Typed:
    """A type with how it was found.

    Attributes:
        type: PLOVER type.
        mode: its mode, or None.
        confidence: 0 to 1.
        rule: name of the rule that decided.
    """

    type: str
    mode: str | None
    confidence: float
    rule: str


def _share(types: dict[str, float], name: str) -> float:
    return types["YIELD"] if name in ("CONCEDE", "RETREAT") else types.get(name, 0.0)


def _by_actor(r: Reading, c: Candidate) -> Frame:
    """The frame with what it is when these do it: a road blocked by farmers is a protest."""
    frame = c.frame
    sectors = [set(r.party(m).sectors) for m in c.actors.mentions] if c.actors else []
    if frame.mode == "demo" and lemma(c.token) == "protest" and _are_states(r, c):
        return replace(frame, type="ACCUSE", mode="disapprove")  # a state protests in words
    if not all(sectors) or not sectors:
        return frame
    blocked = frame.mode == "restrict" and lemma(c.token) in _BLOCKING
    if frame.type == "COERCE" and blocked and all(s <= _CIVIL for s in sectors):
        return replace(frame, type="PROTEST", mode="obstruct")
    if frame.type == "PROTEST" and frame.mode == "riot" and all(s & _ARMED for s in sectors):
        return replace(frame, type="ASSAULT", mode="destroy")
    if frame.type == "PROTEST" and lemma(c.token) == "protest" and all(s & _STATE for s in sectors):
        return replace(frame, type="ACCUSE", mode="disapprove")
    return frame


def _are_states(r: Reading, c: Candidate) -> bool:
    """Whether all who act are states by name."""
    who = [r.party(m) for m in c.actors.mentions] if c.actors else []
    states = [p for p in who if p.actor and p.code and p.actor == p.code.lower()]
    return bool(who) and len(states) == len(who)


def type_candidates(r: Reading, candidates: Sequence[Candidate]) -> list[Typed | None]:
    """A type for each candidate; None for one that is no act after all.

    Where the model reads acts, it weighs each word where it stands, and the confidence is how often
    such a reading had the right word and type in passages that it has not learnt from; else it
    weighs the pair of parties.
    """
    if acts_in(r.doc) is not None:
        return [_weighed(r, c) for c in candidates]
    pairs: list[tuple[slice, slice]] = []
    at: dict[int, int] = {}
    for k, c in enumerate(candidates):
        if c.actors is None or c.recipients is None:
            continue
        a, b = c.actors.mentions[0], c.recipients.mentions[0]
        if r.sentence(r.doc[a.head]) != r.sentence(r.doc[b.head]):
            continue
        at[k] = len(pairs)
        pairs.append((slice(a.start, a.end), slice(b.start, b.end)))
    read = type_pairs(r.doc, pairs) if pairs else None
    out: list[Typed | None] = []
    for k, c in enumerate(candidates):
        frame = _by_actor(r, c)
        narrow = frame.specificity > _BARE
        base = 0.75 if narrow else 0.6
        if c.actors is None:
            base -= 0.1
        if read is None or k not in at:
            out.append(Typed(frame.type, frame.mode, base, "lexicon"))
            continue
        types = dict(zip(read.type_names, (float(x) for x in read.types[at[k]]), strict=True))
        top = max(types, key=lambda n: (types[n], n))
        mine = _share(types, frame.type)
        # the model reads a pair, not a word: in "said it would strike" it reads the promise
        alone = pairs.count(pairs[at[k]]) == 1 and c.token.dep_ == "root"
        other = top != "YIELD" and top in frame.alternatives and types[top] > _SURE
        if other and alone and not narrow:
            out.append(Typed(top, None, types[top] * 0.8, "model"))
        elif mine >= 0.5:
            out.append(
                Typed(frame.type, frame.mode, min(0.98, base + 0.25 * mine), "lexicon and model")
            )
        else:
            out.append(Typed(frame.type, frame.mode, base - 0.1 * (1 - mine), "lexicon"))
    return out


def _weighed(r: Reading, c: Candidate) -> Typed:
    """The lexicon's type and how likely the model holds it, or one of which the model is sure."""
    frame, read = _by_actor(r, c), act_at(r.doc, c.token, c.light)
    if read is None:
        return Typed(frame.type, frame.mode, _KNOWN, "lexicon")
    share = read.types[frame.type]
    if frame.entry == SPOTTED:
        return Typed(frame.type, frame.mode, share**_EAGER, "spotted act")
    best, sure = read.best
    if best != frame.type and sure >= _LIKELY and share < _HARDLY:
        return Typed(best, read.mode.get(best), sure**_EAGER, "model")
    rule = "lexicon and model" if best == frame.type else "lexicon"
    return Typed(frame.type, frame.mode, _KNOWN + (_MOST - _KNOWN) * share, rule)
