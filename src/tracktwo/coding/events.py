"""Events: acts in PLOVER terms, with whose word it is and whether they happened."""

from __future__ import annotations

from typing import Final, cast

from spacy.tokens import Token

from tracktwo.coding.candidates import Candidate, find_candidates
from tracktwo.coding.codebook import intensity, quad
from tracktwo.coding.coded import Coded
from tracktwo.coding.context import Reading
from tracktwo.coding.cues import DENYING, denied_claim
from tracktwo.coding.dating import date_of
from tracktwo.coding.joining import one_act
from tracktwo.coding.scope import Scope, scope_of
from tracktwo.coding.scope_words import TOPICS
from tracktwo.coding.sides import in_own_words
from tracktwo.coding.speechacts import (
    CONTENT,
    FORGOING,
    PRESUPPOSING,
    asks_itself,
    courteous,
    speech_act_above,
    with_speaker,
)
from tracktwo.coding.spotted import act_at, with_spotted
from tracktwo.coding.spotted_conditions import condition_of
from tracktwo.coding.telling import clause_of, place_of, predicate_of
from tracktwo.coding.threats import threats_by_form, with_pressed
from tracktwo.coding.topics import topic_of
from tracktwo.coding.trees import cases, children, lemma
from tracktwo.coding.typing import Typed, type_candidates
from tracktwo.coding.voiced import WANTED_MODES, voiced_acts
from tracktwo.schema import Event, Link, Modality

__all__ = ["Coded", "code_events"]

_HALF: Final = 0.5

_SURE: Final = 0.75  # how likely another modality must be where no word of the rules tells one
_WHERE: Final = frozenset({"prep:in", "prep:near", "prep:outside"})
# Acts that are done in speaking, so that telling them of oneself is doing them.
_SPOKEN: Final = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "SUPPORT"})


def code_events(r: Reading) -> list[Coded]:
    """The events of a document, in the order of the text; contents of speech acts tied to them."""
    candidates = with_spotted(r.index, one_act(find_candidates(r.index, r.lexicon)))
    types = type_candidates(r, candidates)
    by_token = {c.token.i: k for k, c in enumerate(candidates) if types[k] is not None}
    out: dict[int, Coded] = {}
    order = sorted(by_token.values(), key=lambda k: _depth(candidates[k].token))
    for k in order:
        typed = types[k]
        assert typed is not None
        c = candidates[k]
        above = speech_act_above(c.token, by_token, candidates)
        parent = out.get(above) if above is not None else None
        coded = _event(r, c, typed, parent)
        near = by_token.get(c.token.head.i) if c.token.dep_ in ("advcl", "conj") else None
        if near in out:
            coded = _share_recipient(coded, out[near])
        if parent is not None and _stays_demanded(parent, c, typed):
            continue
        worth = (_worth(coded.event) or _commanded(coded)) and not _only_spoken_of(coded)
        if worth or _spotted(r, c):
            out[k] = coded
    events = _pass_conditions_up([out[k] for k in sorted(out)])
    events = [with_pressed(r, c) for c in voiced_acts(r, events)]
    events += threats_by_form(r, events)
    return sorted(events, key=lambda c: c.candidate.token.i)


def _pass_conditions_up(events: list[Coded]) -> list[Coded]:
    """Threats with the condition that the tree hangs on what they threaten."""
    hung = {
        c.event.content_of: c.event.condition
        for c in reversed(events)
        if c.event.condition is not None and c.event.condition.role == "consequence"
    }
    return [
        Coded(e.model_copy(update={"condition": hung[e.id]}), c.candidate, c.scope)
        if (e := c.event).type == "THREATEN" and e.condition is None and e.id in hung
        else c
        for c in events
    ]


def _stays_demanded(parent: Coded, c: Candidate, typed: Typed) -> bool:
    """Whether a demand asks that something be left be, which the position on it tells."""
    return parent.event.type == "REQUEST" and typed.type == "CONCEDE" and lemma(c.token) in FORGOING


def _worth(event: Event) -> bool:
    """Whether an act without an actor is told as an act, not merely imagined or asked for."""
    if event.type == "REJECT" and event.polarity == "negated":
        return False  # "did not rule out": a position that leaves it open, no act
    if event.actors or event.content_of is not None:
        return True
    return event.modality in ("happened", "ongoing") and event.polarity == "affirmed"


def _spotted(r: Reading, c: Candidate) -> bool:
    """Whether the model holds that a word tells an act, however little else is told of it."""
    read = act_at(r.doc, c.token, c.light)
    return read is not None and read.none < _HALF


def _commanded(coded: Coded) -> bool:
    """Whether an act of nobody named is what somebody's words command: "Stop the shelling"."""
    e = coded.event
    return e.modality == "demanded" and bool(e.attribution) and "imperative" in coded.scope.why


def _only_spoken_of(coded: Coded) -> bool:
    """Whether an act is but the topic of words: "statements on restoring ties", "talks on ..."."""
    e = coded.event
    return e.content_of is None and e.modality == "possible" and bool(TOPICS & {*coded.scope.why})


def _depth(token: Token) -> int:
    n = 0
    while token.head.i != token.i:
        token, n = token.head, n + 1
    return n


def _event(r: Reading, c: Candidate, typed: Typed, parent: Coded | None) -> Coded:
    scope = scope_of(c.token)
    modality, negated = scope.modality, scope.negated
    if typed.type in CONTENT and scope.condition_role == "consequence":
        modality = scope.bare  # what is threatened or asked hangs on the condition, not the asking
    if c.light is not None:
        outer = scope_of(c.light)
        if outer.modality != "happened":
            modality = outer.modality
        negated = negated or outer.negated
        if scope.condition is None and outer.condition is not None:
            scope = outer
    if typed.type == "AGREE" and c.token.pos_ == "ADJ" and modality == "planned":
        modality = "happened"  # "would be willing": who says so is
    if typed.type in ("SUPPORT", "ACCUSE") and modality == "planned" and courteous(c):
        modality = "happened"  # "I want to thank": who says so does
    chain = r.chain(c.token)
    if c.light is not None:
        chain = chain or r.chain(c.light)
    content_of = None
    if parent is not None:
        ptype = parent.event.type
        made, kind = CONTENT[ptype]
        head = lemma(parent.candidate.token)
        presupposed = head in PRESUPPOSING or parent.event.mode == "investigate"
        voiced = modality in ("happened", "planned", "demanded")
        if voiced and ptype != "ACCUSE" and not presupposed:
            modality = made
        if ptype == "THREATEN" and parent.event.condition is not None:
            modality = "conditional"
        if ptype == "REJECT":
            negated = True
            if head in DENYING or any(denied_claim(t) for t in c.token.ancestors):
                kind, modality = "denies", "happened"
        content_of = parent.event.id
        chain = with_speaker(
            r,
            chain,
            parent,
            kind,
            presupposed=head in PRESUPPOSING or parent.event.mode == "investigate",
        )
    if typed.type == "SUPPORT" and modality == "demanded" and _backing(c, scope, chain, r):
        modality, chain = (
            "happened",
            chain[:-1],
        )  # to stress that a party must be backed is to back it
    actors = list(c.actors.mentions) if c.actors else []
    recipients = list(c.recipients.mentions) if c.recipients else []
    violent = c.frame.type in ("ASSAULT", "PROTEST")
    if violent and c.recipients is not None and c.recipients.role in _WHERE:
        recipients = [m for m in recipients if not m.place]  # where it happened, not to whom
    condition = r.condition(scope)
    who, whom = r.parties(actors), r.parties(recipients)
    if parent is not None and parent.event.type == "REQUEST" and asks_itself(c, who, parent):
        who = []  # "accused Israel and demanded that it withdraw": nobody demands it of himself
    if parent is not None and not who:
        # who promises or threatens is to do it; who is asked is to do it
        if parent.event.type in ("AGREE", "THREATEN", "CONCEDE"):
            who = [p for p in parent.event.actors if p not in whom]
        elif parent.event.type == "REQUEST":
            who = [p for p in parent.event.recipients if p not in whom]
    if typed.type in _SPOKEN and modality in ("happened", "ongoing") and _dateless(r, c):
        chain = in_own_words(r, c.light or c.token, who, chain)
    read = act_at(r.doc, c.token, c.light)
    if read is not None and read.none < _HALF:
        if modality == "happened" and scope.condition is None and read.modality[1] > _SURE:
            modality = cast(Modality, read.modality[0])
        if typed.rule == "spotted act":
            negated = read.negated > _HALF
        condition = condition or condition_of(r, c.token, read)
    mode = typed.mode
    topic = next((t for o in children(c.token, "obj") if (t := topic_of(o))), None)
    if typed.type == "REJECT" and topic is not None:
        frame = r.lexicon.match(topic)
        mode = WANTED_MODES.get(frame.type) if frame is not None else None
    citation = clause_of(r, c, actors, recipients)
    event = Event(
        id=f"e{c.token.i}",
        document=r.document,
        sentence=r.sentence(c.token),
        rule=typed.rule,
        confidence=round(typed.confidence, 3),
        attribution=chain,
        condition=condition,
        citations=[citation],
        codebook=r.codebook,
        model=r.model,
        actors=who,
        actors_as="either" if c.actors is not None and c.actors.either else "joint",
        recipients=whom,
        type=typed.type,
        mode=mode,
        contexts=list(r.lexicon.contexts([t for t in c.token.sent if not t.is_space])),
        quad=quad(typed.type),
        intensity=intensity(typed.type, mode),
        predicate=r.cite(predicate_of(c)),
        modality=modality,
        polarity="negated" if negated else "affirmed",
        place=place_of(r, c),
        date=date_of(r, c.light or c.token, modality=modality, negated=negated),
        content_of=content_of,
    )
    return Coded(event, c, scope)


def _dateless(r: Reading, c: Candidate) -> bool:
    """Whether nothing says that an act was done on a day of its own, apart from its telling."""
    return date_of(r, c.light or c.token) is None


def _share_recipient(coded: Coded, near: Coded) -> Coded:
    """A threat voiced along with a demand, and naming nobody, is to whom the demand is."""
    e, other = coded.event, near.event
    along = {"THREATEN": ("REQUEST",), "REQUEST": ("ACCUSE", "THREATEN", "REJECT")}
    if e.recipients or other.type not in along.get(e.type, ()) or e.actors != other.actors:
        return coded
    if [o for o in children(coded.candidate.token, "obl") if cases(o) & {"on", "upon"}]:
        return coded  # "condemned X and called on all sides to ...": others than X are asked
    return Coded(
        e.model_copy(update={"recipients": other.recipients}), coded.candidate, coded.scope
    )


def _backing(c: Candidate, scope: Scope, chain: list[Link], r: Reading) -> bool:
    """Whether the actor of a call for support is the one who voices it."""
    if not chain or c.actors is None or scope.condition is not None or len(chain) != 1:
        return False
    source = chain[-1].source
    who = r.party(c.actors.mentions[0])
    return source is not None and source.mention == who.mention
