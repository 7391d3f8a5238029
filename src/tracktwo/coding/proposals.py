"""Proposals: what has been put on the table, by whom, on whose word, and how definite it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from spacy.tokens import Token

from tracktwo.coding.arguments import parties_at
from tracktwo.coding.coded import Coded
from tracktwo.coding.contents import exchange, whole
from tracktwo.coding.context import Reading
from tracktwo.coding.doers import subjects_of
from tracktwo.coding.holders import speaks
from tracktwo.coding.planners import PUTTING, owner_of
from tracktwo.coding.scope import scope_of
from tracktwo.coding.stances import side
from tracktwo.coding.terms import terms_beside, terms_of
from tracktwo.coding.trees import cases, children, is_negator, lemma, marks, own_tokens
from tracktwo.coding.vagueness import claims_of_peace, vague_plans
from tracktwo.schema import Citation, Link, Modality, Party, Proposal, Term

__all__ = ["PLANS", "code_proposals"]

PLANS: Final = frozenset(
    """plan proposal initiative offer idea approach roadmap framework draft formula blueprint
    package compromise scheme vision concept term""".split()
)
"""Nouns for what is put on the table."""

_DEALS: Final = frozenset("deal agreement accord pact settlement treaty arrangement truce".split())
_OPEN: Final = frozenset(
    """proposed draft possible potential tentative emerging prospective rumoured rumored leaked
    suggested would-be hypothetical""".split()
)
_CONTAIN: Final = frozenset(
    """involve include envisage envision foresee entail mean require contain propose suggest demand
    stipulate provide call consist see oblige force foresee comprise cover""".split()
)
# What a plan would bring about is no term of it.
_EFFECTS: Final = frozenset(
    """encourage help boost harm undermine improve threaten risk complicate worsen strengthen weaken
    lead cause spark face succeed fail work take""".split()
)
_FREE: Final = frozenset({"propose", "float", "table", "suggest"})
_MAYBE: Final = frozenset({"may", "might", "could", "can"})
_WOULD: Final = _MAYBE | {"would", "will", "'d", "'ll"}
_RUMOUR: Final = frozenset({"reportedly", "allegedly", "leaked", "rumoured", "rumored", "feared"})
_INTENT: Final = frozenset({"plan", "offer", "idea"})
_LOOSE: Final = frozenset("approach vision framework concept term package".split())
Definite = Literal["stated", "rumoured", "vague"]


@dataclass(frozen=True, slots=True)
class _Found:
    """A proposal before its row is made; ``top`` is the word whose clause tells it."""

    noun: Token | None
    top: Token
    by: Party | None
    terms: tuple[Term, ...]
    rule: str
    put: bool = False


def code_proposals(r: Reading, events: Sequence[Coded]) -> list[Proposal]:
    """The proposals of a document, in the order of the text.

    Args:
        r: the document.
        events: its events; what they tell as agreed is no proposal.
    """
    agreed = {c.candidate.token.i for c in events if c.event.type == "AGREE"}
    found: dict[int, _Found] = {}
    owners: list[tuple[int, str, Party]] = []
    for token in r.doc:
        if token.pos_ == "NOUN" and lemma(token) in PLANS | _DEALS:
            by = owner_of(r, token, owners)
            if by is not None:
                owners.append((r.sentence(token), lemma(token), by))
            for f in _of_noun(r, token, by, agreed):
                key = (f.noun or f.top).i
                old = found.get(key)
                found[key] = f if old is None else _merged(old, f)
        elif token.pos_ == "VERB" and lemma(token) in PUTTING:
            for f in _put(r, token):
                if f.by is not None:
                    owners.append((r.sentence(token), "proposal", f.by))
                key = (f.noun or f.top).i
                old = found.get(key)
                found[key] = f if old is None else _merged(old, f)
    rows = [_row(r, found[i]) for i in sorted(found)]
    told = [(p.content.start, p.content.end) for p in rows]
    for claim in claims_of_peace(r):
        if not any(a <= claim.content.start < b for a, b in told):
            rows.append(claim)
    rows = vague_plans(r, rows, PLANS, lambda noun: owner_of(r, noun, owners))
    return sorted(rows, key=lambda p: (p.content.start, p.content.end, p.id))


def _merged(old: _Found, new: _Found) -> _Found:
    terms = {(t.content.start, t.content.end): t for t in (*old.terms, *new.terms)}
    return replace(
        new if new.put and not old.put else old,
        noun=old.noun or new.noun,
        by=old.by or new.by,
        terms=tuple(terms[k] for k in sorted(terms)),
        put=old.put or new.put,
    )


def _is_open(noun: Token) -> bool:
    """Whether a deal is still to be made."""
    return any(c.lower_ in _OPEN or lemma(c) in _OPEN for c in noun.children)


def _of_noun(r: Reading, noun: Token, by: Party | None, agreed: set[int]) -> Iterator[_Found]:
    deal = lemma(noun) in _DEALS
    if deal and noun.i in agreed:
        return
    verbs = [noun.head] if noun.dep_ == "nsubj" and noun.head.pos_ == "VERB" else []
    verbs += [
        c
        for v in list(verbs)
        for c in children(v, "conj")
        if c.pos_ == "VERB" and not children(c, "nsubj")
    ]
    for c in children(noun, "acl:relcl"):
        under = [o for o in children(c, "obl") if o.lower_ == "which"]
        if under and cases(under[0]) & {"under", "by", "in"}:
            if _modal(c) or not deal:
                yield _Found(noun, c, by, tuple(terms_of(r, c, drop=under)), "terms of a plan")
        elif not children(c, "nsubj") or children(c, "nsubj")[0].lower_ in ("that", "which"):
            verbs.append(c)
    for v in verbs:
        modal = _modal(v)
        if deal and not modal and not _is_open(noun):
            continue
        if lemma(v) in _CONTAIN:
            terms = terms_beside(r, v)
        elif modal and lemma(v) not in _EFFECTS:
            terms = [
                t
                for t in terms_of(r, v, drop=[*children(v, "nsubj"), *children(v, "advmod")])
                if t.issue != "other"
            ]
        else:
            terms = []
        if terms:
            yield _Found(noun, v, by, tuple(terms), "terms of a plan")
    head = noun.head
    beneath = noun.dep_ == "obl" and "under" in cases(noun) and head.pos_ in ("VERB", "AUX")
    if beneath and (_modal(head) or not deal):
        terms = terms_of(r, head, drop=[noun])
        yield _Found(noun, head, by, tuple(terms), "under a plan")
    if deal and not _is_open(noun):
        return
    inner = _contents(noun)
    if (
        inner
        and lemma(noun) not in _LOOSE
        and (lemma(noun) not in _INTENT or _meant_to_settle(noun))
    ):
        terms = [t for c in inner for t in terms_of(r, c) if t.issue != "other" or c.pos_ == "VERB"]
        if any(t.issue != "other" for t in terms):
            put = noun.dep_ == "obj" and lemma(head) in PUTTING
            yield _Found(noun, head if put else noun, by, tuple(terms), "terms of a plan", put)


def _contents(noun: Token) -> list[Token]:
    found = [c for c in children(noun, "acl") if marks(c) & {"to", "for", "of"}]
    found += [
        c for c in children(noun, "nmod") if cases(c) & {"for", "of"} and c.ent_type_ != "Person"
    ]
    return [c for c in found if c.pos_ != "PROPN"]


def _meant_to_settle(noun: Token) -> bool:
    """Whether a plan or offer is one to others, not a mere intention."""
    if any(lemma(c) == "peace" or c.lower_ in _OPEN for c in noun.children):
        return True
    return noun.dep_ == "obj" and lemma(noun.head) in PUTTING - {"announce", "outline", "present"}


def _modal(verb: Token) -> bool:
    return any(a.lower_ in _WOULD for a in children(verb, "aux"))


def _put(r: Reading, verb: Token) -> Iterator[_Found]:
    """What somebody proposes, floats or puts forward without or with a word for it."""
    word = lemma(verb)
    if word in ("put",) and not any(c.lower_ == "forward" for c in verb.children):
        return
    objects = children(verb, "obj", "nsubj:pass")
    subjects = parties_at(r.index, subjects_of(verb))
    by = r.party(subjects.mentions[0]) if subjects and subjects.mentions[0].acts else None
    if by is not None and not speaks(by):
        return
    if any(is_negator(c) for c in verb.children) or scope_of(verb).bare == "demanded":
        return  # "should offer them a seat": whoever says so has that idea, nobody put it forward
    plan = next((o for o in objects if lemma(o) in PLANS), None)
    given = exchange(verb) or next(
        (g for c in children(verb, "xcomp", "ccomp") if (g := exchange(c)) is not None), None
    )
    terms: list[Term] = []
    if word in _FREE and plan is None:
        heads = [o for o in objects if o.pos_ == "NOUN"] + children(verb, "xcomp", "ccomp")
        if word == "suggest":
            heads = [h for h in heads if _suggested(h)]
        terms = [t for h in heads for t in terms_of(r, h)]
        if word != "propose":
            terms = [t for t in terms if t.issue != "other"]
    elif word == "offer" and given is not None:
        heads = children(verb, "xcomp") + [o for o in objects if o.pos_ == "NOUN"]
        terms = [t for h in heads for t in terms_of(r, h, party=by)]
    if given is not None and terms:
        terms += terms_of(r, given[1])
    if terms:
        yield _Found(None, verb, by, tuple(terms), "put forward", True)
    elif plan is not None and by is not None and word not in ("announce",):
        yield _Found(plan, verb, by, (), "put forward", True)


def _suggested(head: Token) -> bool:
    if head.pos_ == "NOUN" or (head.tag_ in ("VBG", "VB") and not children(head, "aux")):
        return True
    return any(a.lower_ in ("should", "ought") for a in children(head, "aux"))


def _row(r: Reading, f: _Found) -> Proposal:
    top = f.top
    span = whole(top) if top.pos_ in ("VERB", "AUX") else whole(f.noun or top)
    if f.put or top.dep_ in ("root", "conj") or top.pos_ == "NOUN":
        words = [top.i, *([f.noun.i] if f.noun is not None else [])]
        for w in (f.noun, top if top.pos_ == "NOUN" else None):
            if w is not None:
                words += [t.i for t in own_tokens(w)]
        doc = r.doc
        told = [doc.char_span(t.content.start, t.content.end) for t in f.terms]
        words += [i for part in told if part is not None for i in (part.start, part.end - 1)]
        a, b = min(words), max(words) + 1
        span = doc[max(a, span.start) : min(b, max(span.end, b))]
        while len(span) > 1 and (span[-1].is_punct or span[-1].is_space):
            span = span[:-1]
    chain = r.chain(top)
    definite: Definite = "stated" if f.terms else "vague"
    auxes = {a.lower_ for a in children(top, "aux")}
    near = {t.lower_ for t in span} | {c.lower_ for c in (f.noun.children if f.noun else ())}
    if f.terms and (_hearsay(chain, f.by) or near & _RUMOUR or (auxes & _MAYBE and not f.put)):
        definite = "rumoured"
    scope = scope_of(top)
    modality: Modality = "happened"
    if definite == "rumoured" and (auxes & _MAYBE or any(x.kind == "believes" for x in chain)):
        modality = "possible"
    elif f.put and scope.modality not in ("happened", "ongoing"):
        modality = scope.modality
    elif (
        f.put is False and scope.modality in ("possible", "hypothetical") and not auxes & {"would"}
    ):
        modality = "possible"
    while len(span) > 1 and span[0].dep_ == "mark" and span[0].lower_ == "that":
        span = span[1:]
    return Proposal(
        id=f"r{top.i}",
        document=r.document,
        sentence=r.sentence(top),
        rule=f.rule,
        confidence=0.65 if f.terms else 0.5,
        attribution=chain,
        condition=r.condition(scope) if f.put and scope.condition_role == "consequence" else None,
        citations=[_words(r, f, span.start_char, span.end_char)],
        codebook=r.codebook,
        model=r.model,
        by=f.by,
        terms=list(f.terms),
        definite=definite,
        content=r.cite(span),
        modality=modality,
    )


def _hearsay(chain: Sequence[Link], by: Party | None) -> bool:
    for link in chain:
        nameless = link.source is None or not link.source.named
        if nameless or (link.kind in ("believes", "hints") and side(link.source) != side(by)):
            return True
    return False


def _words(r: Reading, f: _Found, a: int, b: int) -> Citation:
    """The content with the words that name who put it forward and who tells it."""
    sent = f.top.sent
    named = [f.by] if f.by is not None else []
    for p in named:
        if p.mention is not None and sent.start_char <= p.mention.start < sent.end_char:
            a, b = min(a, p.mention.start), max(b, p.mention.end)
    return r.cite_text(a, b)
