"""Stands that lie in a party's own words: what must be, what it will not do, what it waits for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Token

from tracktwo.coding.arguments import parties_at
from tracktwo.coding.coded import Coded
from tracktwo.coding.contents import exchange, stretch
from tracktwo.coding.context import Reading
from tracktwo.coding.doers import subjects_of
from tracktwo.coding.holders import speaks, unsaid
from tracktwo.coding.issues import issue_of
from tracktwo.coding.scope import conditional_clauses, scope_of
from tracktwo.coding.sides import own_side
from tracktwo.coding.stances import Stand, side
from tracktwo.coding.trees import children, is_negator, lemma, marks
from tracktwo.schema import CueKind, Link, Party, Stance

__all__ = ["by_author", "demands_in_conditions", "speaker_of", "stands_in_own_words"]

_MUST: Final = frozenset({"must", "shall"})
_SHOULD: Final = frozenset({"should", "ought"})
_MODAL: Final = frozenset({"will", "would", "wo", "can", "could", "may", "might", "must", "shall"})
_SPOKEN: Final[frozenset[CueKind]] = frozenset(
    {"says", "claims", "demands", "warns", "suggests", "promises"}
)
_ASKING: Final = frozenset(
    """until till unless before provided providing in_exchange_for in_return_for on_condition
    only_if as_long_as so_long_as""".split()
)
_ANAPHORS: Final = frozenset(
    "condition demand requirement term criterion this that it these".split()
)


def speaker_of(r: Reading, token: Token) -> tuple[Party, list[Link], Link] | None:
    """Whose own words a token is in: the party, the chain to its words, and its own link."""
    chain = r.chain(token)
    own = by_author(r) if not chain else None
    if own is not None and own.source is not None and speaks(own.source):
        return own.source, [], own
    if not chain or unsaid(chain):
        return None
    link = chain[-1]
    source = link.source
    if source is None or not speaks(source):
        return None
    if not (source.named or source.actor or source.for_actor or source.code or _definite(source)):
        return None
    return source, chain[:-1], link


def by_author(r: Reading) -> Link | None:
    """The author's own word in a statement, outside all quotations; None in a report."""
    return None if r.author is None else Link(source=r.author.party, cue=None, kind="says")


def _definite(source: Party) -> bool:
    """Whether a party without a name is one known by its part: "the president", "the union"."""
    words = source.mention.text.lower().split() if source.mention is not None else []
    return bool(source.sectors) and words[:1] == ["the"] and len(words) < 4


def stands_in_own_words(r: Reading, coded: Sequence[Coded]) -> Iterator[Stand]:
    """What a speaker says must or should be, and what the speaker's side will not do."""
    promises = {c.candidate.token.i: c for c in coded if c.event.rule == "voiced promise"}
    for token in r.doc:
        c = promises.get(token.i)
        if c is not None and _will(token) and speaks(c.event.actors[0]):
            yield Stand(
                party=c.event.actors[0],
                stance="offers",
                cue=token,
                head=token,
                toward=tuple(c.event.recipients),
                chain=tuple(c.event.attribution),
                modality="happened",
                condition=c.event.condition,
                rule="own words: promise",
                confidence=0.6,
                subject=False,
                bare=True,
            )
        elif token.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
            yield from _modal(r, token)


def _will(token: Token) -> bool:
    """Whether a promise is told of the future itself, not as the purpose of something else."""
    while token.dep_ == "conj" and not children(token, "aux", "mark"):
        token = token.head
    auxes = {a.lower_ for a in children(token, "aux")}
    if token.dep_ == "xcomp" and not auxes - {"to"}:
        return _will(token.head)
    return bool(auxes & {"will", "would", "shall", "'ll", "’ll", "'d"})


def _modal(r: Reading, token: Token) -> Iterator[Stand]:
    auxes = {a.lower_ for a in children(token, "aux")}
    have_to = (
        token.dep_ == "xcomp" and lemma(token.head) in ("have", "need") and "to" in marks(token)
    )
    clause = token.head if have_to else token
    finite = {a.lower_ for a in children(clause, "aux")}
    negated = any(is_negator(c) for c in [*token.children, *clause.children])
    stance: Stance
    if auxes & _MUST or (have_to and not finite):
        if auxes & {"have", "been"}:
            return  # "must have been": a guess
        stance = "demands"
    elif auxes & _SHOULD:
        stance = "prefers"
    elif auxes & {"will", "would", "wo"} and negated:
        stance = "rejects"
    else:
        return
    told = speaker_of(r, token)
    if told is None:
        return
    speaker, chain, link = told
    if link.kind not in _SPOKEN:
        return
    subjects = children(clause, "nsubj", "nsubj:pass") or subjects_of(clause)
    found = parties_at(r.index, subjects)
    who = r.parties(found.mentions) if found else []
    own = bool(who) and all(own_side(r, p, speaker) for p in who)
    if stance == "rejects":
        if not own:
            return
    elif own or (who and not all(speaks(p) for p in who)):
        return
    if negated and stance != "rejects":
        stance = "rejects"
    passive = bool(children(token, "nsubj:pass"))
    yield Stand(
        party=speaker,
        stance=stance,
        cue=token,
        head=token,
        toward=tuple(who) if not passive and stance != "rejects" else (),
        chain=tuple(chain),
        modality="happened",
        condition=r.condition(scope_of(token)) if conditional_clauses(token) else None,
        rule="own words: " + ("refusal" if own else "must" if not auxes & _SHOULD else "should"),
        confidence=0.6,
        any_issue=own or (bool(who) and not passive and stance == "demands"),
        subject=not who or passive,
        bare=not passive and bool(who),
        drop=tuple(c for c in token.children if is_negator(c)),
    )


def demands_in_conditions(
    r: Reading, stands: Sequence[Stand], coded: Sequence[Coded]
) -> Iterator[Stand]:
    """What a party waits for or wants in return: *until A and B*, *in exchange for C*."""
    seen: set[int] = set()
    for s in stands:
        if s.stance in ("demands", "prefers"):
            continue
        for top in dict.fromkeys((s.cue, s.head)):
            given = exchange(top)
            if given is not None and given[1].i not in seen:
                seen.add(given[1].i)
                cue = next(iter(children(given[1], "case", "mark")), given[1])
                yield from _asked(r, s.party, s.chain, given[1], cue)
            for clause, cue in conditional_clauses(top):
                word = _whole(cue)
                if word in _ASKING and clause.i not in seen:
                    seen.add(clause.i)
                    for c in (clause, *_further(clause)):
                        yield from _asked(r, s.party, s.chain, c, cue)
    for c in coded:
        if not c.event.actors or not (c.event.type in ("THREATEN", "REJECT") or _warned(c)):
            continue
        for clause, cue in conditional_clauses(c.candidate.token):
            if clause.i in seen or not speaks(c.event.actors[0]):
                continue
            negated = any(is_negator(k) for k in clause.children)
            party, chain = c.event.actors[0], tuple(c.event.attribution)
            if _warned(c) and chain[-1].source is not None:
                party, chain = chain[-1].source, chain[:-1]
            warned = negated and c.event.type != "REJECT"
            if _whole(cue) in _ASKING or (cue.lower_ == "if" and warned):
                seen.add(clause.i)
                yield from _asked(r, party, chain, clause, cue)


def _further(clause: Token) -> list[Token]:
    """Conditions joined to this one that the tree hangs on the main clause: "until A *and B*"."""
    main = clause.head
    if not {a.lower_ for a in children(main, "aux")} & _MODAL:
        return []
    return [
        c
        for c in children(main, "conj")
        if children(c, "nsubj", "nsubj:pass")
        and not {a.lower_ for a in children(c, "aux")} & _MODAL
        and c.left_edge.i == clause.right_edge.i + 1
    ]


def _warned(c: Coded) -> bool:
    """Whether an act is what its actor warns of in its own words."""
    e = c.event
    if e.quad != 4 or e.condition is None or e.condition.role != "consequence":
        return False
    return bool(e.attribution) and side(e.attribution[-1].source) == side(e.actors[0])


def _whole(cue: Token) -> str:
    parts = sorted([cue, *children(cue, "fixed")], key=lambda t: t.i)
    text = "_".join(t.lower_ for t in parts)
    if cue.i > 0 and cue.nbor(-1).lower_ == "only":
        text = f"only_{text}"
    siblings = [t for t in children(cue.head, "case", "mark") if abs(t.i - cue.i) <= 2]
    both = "_".join(t.lower_ for t in sorted({*parts, *siblings}, key=lambda t: t.i))
    return both if both in _ASKING else text


def _asked(
    r: Reading, party: Party, chain: tuple[Link, ...], clause: Token, cue: Token
) -> Iterator[Stand]:
    subjects = children(clause, "nsubj", "nsubj:pass")
    if any(lemma(t) in _ANAPHORS for t in [clause, *subjects]):
        return
    found = parties_at(r.index, children(clause, "nsubj"))
    who = list(r.parties(found.mentions)) if found else []
    if any(side(p) == side(party) for p in who):
        return
    done = bool(children(clause, "nsubj:pass"))
    if not who and not done and issue_of(stretch(clause)) == ["other"]:
        return
    yield Stand(
        party=party,
        stance="demands",
        cue=cue,
        head=clause,
        toward=tuple(who),
        chain=chain,
        modality="happened",
        condition=None,
        rule="demand in a condition",
        confidence=0.6,
        subject=not who,
        drop=tuple(c for c in clause.children if is_negator(c) or c.dep_ == "aux"),
    )
