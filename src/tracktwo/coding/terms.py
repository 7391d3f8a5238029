"""Terms of a proposal: what it consists of, who would have to do it, how much and how long."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from spacy.tokens import Span, Token

from tracktwo.coding.arguments import parties_at
from tracktwo.coding.contents import exchange, points
from tracktwo.coding.context import Reading
from tracktwo.coding.issues import issue_of
from tracktwo.coding.trees import cases, children, lemma
from tracktwo.schema import Party, Term

__all__ = ["duration", "terms_beside", "terms_of", "value"]

_COUNT: Final = (
    r"(?:\d[\d,.]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|"
    r"thirty|forty|fifty|sixty|ninety|several)"
)
_UNIT: Final = r"(?:hour|day|week|month|year|decade|generation)"
_FOR: Final = re.compile(
    r"\bfor (?:at least |up to |about |some |the next )?"
    rf"({_COUNT}(?:[ -]to[ -]{_COUNT})?[ -]{_UNIT}s?)\b",
    re.IGNORECASE,
)
_LONG: Final = re.compile(rf"\b({_COUNT}-{_UNIT})\b", re.IGNORECASE)
_OVER: Final = re.compile(
    rf"\b(?:over|lasting|of) ({_COUNT} {_UNIT}s?)\b|\b(indefinitely|permanently|for good)\b",
    re.IGNORECASE,
)
_AMOUNT: Final = re.compile(
    r"(?:[$€£¥]\s?\d[\d,.]*(?:\s?(?:thousand|million|billion|trillion|bn|m)\b)?"
    r"|\b\d[\d,.]*\s?(?:%|per ?cent\b|percent\b)"
    r"|\b\d[\d,.]*(?:\s(?:thousand|million|billion|trillion))?\s(?:dollars|euros|pounds|roubles|rubles"
    r"|troops|soldiers|fighters|prisoners|hostages|detainees|tonnes|tons|barrels|kilometres"
    r"|kilometers|km|miles|square kilometres|square kilometers|square miles|seats|missiles|tanks"
    r"|weapons|people|refugees)\b)",
    re.IGNORECASE,
)
_RELATIVE: Final = frozenset({"who", "which", "that"})
_HAVING: Final = frozenset(
    "involve include see require force oblige mean have ask allow envisage".split()
)


def duration(span: Span) -> str | None:
    """How long, in the words of a term: *20 years*, *30-day*; a deadline is none."""
    text = span.text
    for pattern in (_FOR, _LONG, _OVER):
        found = pattern.search(text)
        if found:
            return next(g for g in found.groups() if g)
    return None


def value(span: Span) -> str | None:
    """An amount, in the words of a term: *$5 billion*, *30,000 troops*."""
    found = _AMOUNT.search(span.text)
    return found.group(0).strip() if found else None


def terms_of(
    r: Reading, head: Token, *, party: Party | None = None, drop: Iterable[Token] = ()
) -> list[Term]:
    """The terms of a clause or phrase, joined ones apart.

    Args:
        r: the document.
        head: word on which the terms hang.
        party: who would have to do them, where the words around say so.
        drop: words told elsewhere.
    """
    out = _own_terms(r, head, party, drop)
    for c in children(head, "conj"):
        if c.pos_ in ("VERB", "AUX") and children(c, "nsubj", "nsubj:pass"):
            out += [
                t for t in terms_of(r, c, drop=drop) if t.content not in [o.content for o in out]
            ]
    return out


def _own_terms(r: Reading, head: Token, party: Party | None, drop: Iterable[Token]) -> list[Term]:
    subjects = [c for c in children(head, "nsubj") if c.lower_ not in _RELATIVE]
    found = parties_at(r.index, subjects)
    if found:  # what several would have to do is told by the term's own words
        party = r.party(found.mentions[0]) if len(found.mentions) == 1 else None
    passive = bool(children(head, "nsubj:pass"))
    plain = head.pos_ in ("NOUN", "PROPN")
    got = points(head, drop=drop, subject=passive or not found, bare=not passive, apart=plain)
    spans = [p.span for p in got]
    spans[-1] = _with_duration(spans[-1])
    out = []
    for p, span in zip(got, spans, strict=True):
        if len(span) == 1 and span[0].pos_ in ("PRON", "PROPN", "DET"):
            continue
        out.append(
            Term(
                issue=p.issue,
                content=r.cite(span),
                party=None if plain else party,
                value=value(span),
                duration=duration(span),
            )
        )
    return out


def _with_duration(span: Span) -> Span:
    """A term with the duration that follows it at once: "... *for 20 years*"."""
    doc, end = span.doc, span.end
    if end >= len(doc) or doc[end].lower_ != "for":
        return span
    after = doc[end : min(end + 6, doc[end].sent.end)]
    found = _FOR.match(after.text)
    if found is None:
        return span
    last = after.char_span(0, found.end())
    return span if last is None else doc[span.start : last.end]


def terms_beside(r: Reading, verb: Token) -> list[Term]:
    """The terms that a verb of containing governs: *involve*, *include*, *call for* ..."""
    heads = list(_governed(r, verb))
    out: dict[tuple[int, int], Term] = {}
    for head, party in heads:
        for t in terms_of(r, head, party=party):
            out.setdefault((t.content.start, t.content.end), t)
    return _joined(r, [out[k] for k in sorted(out)])


def _joined(r: Reading, terms: list[Term]) -> list[Term]:
    """Terms with a lone gerund joined to what it acts on: *ceding* + *territory*."""
    out: list[Term] = []
    for t in terms:
        last = out[-1] if out else None
        beside = last is not None and t.content.start - last.content.end == 1
        if last is not None and beside and re.fullmatch(r"[a-z]+ing", last.content.text):
            span = r.doc.char_span(last.content.start, t.content.end)
            if span is not None:
                words = {"content": r.cite(span), "issue": issue_of(span)[0]}
                out[-1] = t.model_copy(update=words)
                continue
        out.append(t)
    return out


def _governed(r: Reading, verb: Token) -> Iterator[tuple[Token, Party | None]]:
    objects = children(verb, "obj")
    clauses = children(verb, "xcomp", "ccomp")
    clauses += [c for c in children(verb, "advcl") if c.tag_ == "VBG" and not cases(c)]
    found = parties_at(r.index, objects)
    who = r.party(found.mentions[0]) if found and len(found.mentions) == 1 else None
    inner = [c for o in objects for c in children(o, "acl") if c.tag_ == "VBG"]
    if who is not None and lemma(verb) in _HAVING and (clauses or inner):
        yield from ((c, who) for c in [*clauses, *inner])
    else:
        yield from ((o, None) for o in objects if o.pos_ != "PRON")
        yield from ((c, None) for c in clauses)
    for c in children(verb, "obl", "advcl", "acl", "nmod"):
        wanted = {"call": {"for"}, "provide": {"for"}, "consist": {"of"}, "push": {"for"}}
        if cases(c) & wanted.get(lemma(verb), set()):
            yield c, None
    for top in [verb, *(c for c, _ in _pairs(clauses, inner))]:
        given = exchange(top)
        if given is not None:
            yield given[1], None


def _pairs(clauses: list[Token], inner: list[Token]) -> list[tuple[Token, None]]:
    return [(c, None) for c in [*clauses, *inner]]
