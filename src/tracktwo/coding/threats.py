"""Threats told by their form alone: a price on not giving way, measures, consequences foretold.

The act itself need not be in the lexicon. "Said she would call a referendum unless the bill was
dropped" puts a price on not giving way, whatever the price is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Token

from tracktwo.coding.arguments import parties_at
from tracktwo.coding.candidates import Candidate
from tracktwo.coding.codebook import intensity, quad
from tracktwo.coding.coded import Coded
from tracktwo.coding.context import Reading
from tracktwo.coding.doers import subjects_of
from tracktwo.coding.issues import issue_of
from tracktwo.coding.lexicon import Frame
from tracktwo.coding.ownwords import speaker_of
from tracktwo.coding.scope import conditional_clauses, scope_of
from tracktwo.coding.sides import own_side
from tracktwo.coding.trees import cases, children, clause_span, is_negator, lemma
from tracktwo.schema import CueKind, Event, Link, Party

__all__ = ["threats_by_form", "with_pressed"]

_AHEAD: Final = frozenset({"will", "would", "shall", "'ll", "’ll", "'d"})
_UPON: Final = frozenset({"on", "upon", "against", "for"})
_HARM: Final = frozenset("consequence repercussion retaliation reprisal retribution".split())
_DEAR: Final = frozenset("dearly dear heavy high steep terrible bitter".split())
_THIS: Final = frozenset({"this", "that", "it", "what"})
_SUFFERING: Final = frozenset({"face", "suffer", "bear", "have"})
_FRAME: Final = Frame("THREATEN", None, "subj", (), "threat by form", 0, (), ())
_SPOKEN: Final[frozenset[CueKind]] = frozenset({"says", "claims", "warns"})


def threats_by_form(r: Reading, told: Sequence[Coded]) -> Iterator[Coded]:
    """A THREATEN for each act of one's own that is announced unless another side gives way.

    Args:
        r: the document.
        told: its events; an act among them says by its type what its announcement is.
    """
    known = {c.candidate.token.i for c in told} | {
        c.candidate.light.i for c in told if c.candidate.light is not None
    }
    for verb in r.doc:
        yield from _foretold(r, verb)
        if verb.pos_ != "VERB" or verb.i in known or any(is_negator(c) for c in verb.children):
            continue
        if not {a.lower_ for a in children(verb, "aux")} & _AHEAD:
            continue
        spoken = speaker_of(r, verb)
        if spoken is None or spoken[2].kind not in _SPOKEN:
            continue
        hit = _measures(r, verb) if spoken[2].kind == "warns" else None
        if hit is not None:
            candidate = Candidate(verb, _FRAME, None, None)
            yield Coded(_row(r, verb, spoken, hit, "restrict"), candidate, scope_of(verb))
            continue
        who = parties_at(r.index, subjects_of(verb))
        if who is None or not all(own_side(r, p, spoken[0]) for p in r.parties(who.mentions)):
            continue
        for clause, cue in conditional_clauses(verb):
            whom = _pressed(r, clause, cue, spoken[0])
            if whom is not None:
                candidate = Candidate(verb, _FRAME, who, None)
                yield Coded(_row(r, verb, spoken, whom), candidate, scope_of(verb))
                break


def _foretold(r: Reading, verb: Token) -> Iterator[Coded]:
    """Consequences that a party foretells: "there will be consequences", "will pay for this"."""
    if not {a.lower_ for a in children(verb, "aux")} & _AHEAD:
        return
    there = lemma(verb) == "be" and children(verb, "expl")
    things = children(verb, "nsubj") if there else children(verb, "obj")
    pays = _will_pay(r, verb)
    if not (there or pays or lemma(verb) in _SUFFERING):
        return
    if any(is_negator(c) for c in verb.children):
        return
    if not pays and not any(lemma(t) in _HARM and not _none(t) for t in things):
        return
    spoken = speaker_of(r, verb)
    if spoken is None or spoken[2].kind not in _SPOKEN:
        return
    who = [] if there else subjects_of(verb)
    who += [s for c, _ in conditional_clauses(verb) for s in children(c, "nsubj")]
    found = parties_at(r.index, who[:1], places=False)
    whom = r.parties(found.mentions) if found else []
    if pays and not whom:
        return
    if not any(own_side(r, p, spoken[0]) for p in whom):
        candidate = Candidate(verb, _FRAME, None, None)
        yield Coded(_row(r, verb, spoken, whom), candidate, scope_of(verb))


def _will_pay(r: Reading, verb: Token) -> bool:
    """Whether somebody is to pay for a deed: "for this", "for their attack", "a heavy price"."""
    if lemma(verb) != "pay":
        return False
    price = [o for o in children(verb, "obj") if lemma(o) == "price"]
    if children(verb, "obj") and not price:
        return False  # "will pay ten million for it"
    dear = any(c.lower_ in _DEAR for t in (verb, *price) for c in children(t, "amod", "advmod"))
    top = price[0] if price else verb
    deeds = [c for t in {verb, top} for c in children(t, "obl", "nmod") if "for" in cases(c)]
    return dear or any(_deed(r, d) for d in deeds)


def _deed(r: Reading, noun: Token) -> bool:
    frame = r.lexicon.match(noun)
    hostile = frame is not None and frame.type in ("ASSAULT", "COERCE", "THREATEN")
    return hostile or noun.lower_ in _THIS or lemma(noun) in r.lexicon.classes["crime"]


def _none(thing: Token) -> bool:
    return any(is_negator(c) for c in thing.children)


def _measures(r: Reading, verb: Token) -> list[Party] | None:
    """Whom measures are to hit that a warning announces; None where it announces none."""
    subjects = children(verb, "nsubj:pass")
    if not any(lemma(s) in r.lexicon.classes["hard_sanction"] for s in subjects):
        return None
    found = parties_at(r.index, [o for o in children(verb, "obl") if cases(o) & _UPON])
    return r.parties(found.mentions) if found else []


def with_pressed(r: Reading, coded: Coded) -> Coded:
    """A threat that names nobody, with who must give way to be spared: "unless Chad withdraws"."""
    e = coded.event
    if e.type != "THREATEN" or e.recipients or not e.actors:
        return coded
    token = coded.candidate.token
    for top in (token, *children(token, "xcomp", "ccomp")):
        for clause, cue in conditional_clauses(top):
            whom = _pressed(r, clause, cue, e.actors[0])
            if whom:
                pressed = e.model_copy(update={"recipients": whom})
                return Coded(pressed, coded.candidate, coded.scope)
    return coded


def _pressed(r: Reading, clause: Token, cue: Token, speaker: Party) -> list[Party] | None:
    """Who has to give way under a condition; None where nobody is pressed to."""
    if cue.lower_ != "unless" and not (
        cue.lower_ == "if" and any(is_negator(c) for c in clause.children)
    ):
        return None
    found = parties_at(r.index, children(clause, "nsubj"), places=False)
    if found is not None:
        whom = r.parties(found.mentions)
        return None if any(own_side(r, p, speaker) for p in whom) else whom
    passive = bool(children(clause, "nsubj:pass"))
    return [] if passive and issue_of(clause_span(clause)) != ["other"] else None


def _row(
    r: Reading,
    verb: Token,
    spoken: tuple[Party, list[Link], Link],
    whom: list[Party],
    mode: str | None = None,
) -> Event:
    speaker, chain, link = spoken
    cue = link.cue or r.cite(r.doc[verb.i : verb.i + 1])
    sent = r.cite_sentence(verb)
    start, end = min(sent.start, cue.start), max(sent.end, cue.end)
    return Event(
        id=f"t{verb.i}",
        document=r.document,
        sentence=r.sentence(verb),
        rule="threat by form",
        confidence=0.55,
        attribution=chain,
        condition=r.condition(scope_of(verb)),
        citations=[r.cite_text(start, end)],
        codebook=r.codebook,
        model=r.model,
        actors=[speaker],
        recipients=whom,
        type="THREATEN",
        mode=mode,
        contexts=list(r.lexicon.contexts([t for t in verb.sent if not t.is_space])),
        quad=quad("THREATEN"),
        intensity=intensity("THREATEN", mode),
        predicate=cue,
        modality="happened",
        polarity="affirmed",
    )
