"""What is demanded, offered, refused or proposed: exact stretches of words, one for each point."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Span, Token

from tracktwo.coding.arguments import fill
from tracktwo.coding.issues import issue_of
from tracktwo.coding.scope import conditional_clauses
from tracktwo.coding.trees import cases, children, lemma, marks, own_tokens, trim
from tracktwo.schema import Issue

__all__ = ["Content", "content_heads", "exchange", "points", "stretch", "whole"]

_JOINING: Final = frozenset({"conj", "cc", "cc:preconj", "parataxis", "discourse"})
_LEADING: Final = frozenset({"case", "mark", "cc", "cc:preconj", "punct"})
_KEPT: Final = frozenset({"without", "no", "against", "outside", "between", "within"})
_AUXILIARY: Final = frozenset({"must", "should", "shall", "will", "would", "ought", "has", "have"})
_EMPTY: Final = frozenset(
    """it this that these those they them he him she her which what who so one i me we us you
    there""".split()
)


@dataclass(frozen=True, slots=True)
class Content:
    """One point of a content.

    Attributes:
        head: word on which its words hang.
        span: its words.
        issue: what it is about.
    """

    head: Token
    span: Span
    issue: Issue


def content_heads(token: Token, roles: Iterable[str]) -> tuple[str, list[Token]]:
    """The first role that is filled, and the words that fill it.

    Besides the roles of the lexicon, ``that`` is a clause that hangs on a noun and ``to`` any
    infinitive, however it is attached.
    """
    for role in roles:
        if role == "that":
            heads = [
                c
                for c in children(token, "acl", "ccomp")
                if cases(c) & {"that"} or c.dep_ == "ccomp"
            ]
        elif role == "ccomp":
            heads = children(token, "ccomp")
        elif role == "to":
            heads = [c for c in children(token, "xcomp", "advcl", "acl") if "to" in marks(c)]
        elif role == "xcomp":
            heads = [
                h
                for h in fill(token, role)
                if h.dep_ != "ccomp" or any(m.lower_ == "to" for m in children(h, "mark"))
            ]
        elif role == "obj" and token.pos_ == "NOUN":
            heads = []
        else:
            heads = fill(token, role)
        heads = [h for h in heads if h.lower_ not in _EMPTY and h.i != token.i]
        if heads:
            return role, heads[:1]
    return "", []


def exchange(token: Token) -> tuple[Token, Token] | None:
    """The words *exchange* or *return* of "in exchange for", and what is given for it."""
    for noun in children(token, "obl", "nmod", "obj", "advmod"):
        if lemma(noun) not in ("exchange", "return") or "in" not in cases(noun):
            continue
        inner = [c for c in noun.children if c.i > noun.i and cases(c) & {"for"}]
        beside = [
            c
            for c in children(token, "obl", "advcl", "nmod", "acl")
            if min(t.i for t in own_tokens(c)) == noun.i + 1 and cases(c) & {"for"}
        ]
        for thing in [*inner, *beside]:
            return noun, thing
    return None


def stretch(head: Token, *, without: Iterable[Token] = (), bare: bool = False) -> Span:
    """The contiguous words of a point around its head.

    Leading prepositions and *that* are left out, conditions and joined points too.

    Args:
        head: word on which the point hangs.
        without: words whose phrases are left out, such as a subject told elsewhere.
        bare: leave out modal auxiliaries before the head as well (*must*, *should*).
    """
    out = {t.i for w in without for t in own_tokens(w)}
    for clause, _ in conditional_clauses(head):
        out |= {t.i for t in own_tokens(clause)}
    beside = [c for c in children(head, "advcl") if cases(c) & {"while", "whereas"}]
    out |= {t.i for c in beside if children(c, "nsubj") for t in own_tokens(c)}
    given = exchange(head)
    if given is not None:
        out |= {t.i for g in given for t in own_tokens(g)}
    out |= {a.i for a in children(head, "aux") if bare and a.lower_ in _AUXILIARY}
    got = {t.i for t in own_tokens(head, without=_JOINING)} - out
    doc = head.doc
    a = b = head.i
    while a - 1 in got:
        a -= 1
    while b + 1 in got:
        b += 1
    while a < head.i and doc[a].dep_ in _LEADING and doc[a].lower_ not in _KEPT:
        a += 1
    return _balanced(trim(doc[a : b + 1]))


def _balanced(span: Span) -> Span:
    """A span without a quotation mark or bracket that opens or closes outside it."""
    for opening, closing in (("“", "”"), ("(", ")"), ('"', '"')):
        text = span.text
        if opening != closing and text.count(opening) == text.count(closing):
            continue
        if opening == closing and text.count(opening) % 2 == 0:
            continue
        if span[0].text in (opening, closing) and len(span) > 1:
            span = span[1:]
        elif span[-1].text in (opening, closing) and len(span) > 1:
            span = span[:-1]
    return span


def whole(token: Token) -> Span:
    """The phrase or clause of a word, with everything joined to it."""
    words = own_tokens(token, without=frozenset({"parataxis"}))
    doc, a, b = token.doc, token.i, token.i
    got = {t.i for t in words}
    while a - 1 in got:
        a -= 1
    while b + 1 in got:
        b += 1
    return _balanced(trim(doc[a : b + 1]))


def points(
    head: Token,
    *,
    drop: Iterable[Token] = (),
    subject: bool = True,
    bare: bool = False,
    more: Iterable[Token] = (),
    apart: bool = False,
) -> list[Content]:
    """The points of a content: joined clauses apart, joined nouns apart where issues differ.

    Args:
        head: word on which the content hangs.
        drop: words whose phrases are not part of any point (told in another field).
        subject: whether a clause's own subject is part of its point.
        bare: leave modal auxiliaries out.
        more: further heads of the same content that the tree attaches elsewhere.
        apart: keep joined nouns apart whatever they are about.
    """
    strays = _strays(head) or _listed(head)
    heads = [head, *more, *strays]
    todo = [head, *strays]
    while todo:
        for c in children(todo.pop(), "conj"):
            if _joins(head, c, subject=subject):
                heads.append(c)
                todo.append(c)
    heads.sort(key=lambda t: t.i)
    out: list[Content] = []
    for h in heads:
        away = [*drop, *(t for t in strays if t.i != h.i)]
        if not subject and not children(h, "aux:pass", "nsubj:pass"):
            away += children(h, "nsubj")
        span = stretch(h, without=away, bare=bare)
        issue = issue_of(span)[0]
        last = out[-1] if out else None
        if not apart and last is not None and h.pos_ in ("NOUN", "PROPN") and _one(last, issue, h):
            joined = trim(h.doc[last.span.start : span.end])
            out[-1] = Content(last.head, joined, issue)
            continue
        out.append(Content(h, span, issue))
    return out


def _strays(head: Token) -> list[Token]:
    """Joined verbs that the tree hangs on a word within a clause of the same form."""
    if head.pos_ not in ("VERB", "AUX"):
        return []
    return [
        t
        for t in own_tokens(head)
        if t.dep_ == "conj"
        and t.pos_ == "VERB"
        and t.tag_ == head.tag_
        and t.head.pos_ not in ("VERB", "AUX")
        and not children(t, "nsubj", "nsubj:pass")
    ]


def _listed(head: Token) -> list[Token]:
    """Items of a list that the tree takes for appositions: "a truce, *a swap* and elections"."""
    if head.pos_ not in ("NOUN", "PROPN") or not children(head, "conj"):
        return []
    last = max(c.i for c in children(head, "conj"))
    return [c for c in children(head, "appos") if c.pos_ == "NOUN" and c.i < last]


def _joins(head: Token, conjunct: Token, *, subject: bool) -> bool:
    """Whether a conjunct is a further point, not a clause of its own or one more party."""
    if conjunct.pos_ in ("VERB", "AUX", "ADJ") and children(conjunct, "nsubj", "nsubj:pass"):
        own = bool(children(head, "nsubj", "nsubj:pass"))
        return subject and own and head.dep_ in ("ccomp", "csubj", "acl", "advcl")
    if head.pos_ in ("VERB", "AUX"):
        finite = conjunct.tag_ in ("VBD", "VBZ", "VBP") and head.tag_ in ("VB", "VBG")
        return conjunct.pos_ in ("VERB", "AUX", "ADJ") and not finite
    return not (head.pos_ in ("NOUN", "PROPN") and conjunct.tag_ in ("VBD", "VBZ", "VBP"))


def _one(last: Content, issue: Issue, head: Token) -> bool:
    if last.head.pos_ not in ("NOUN", "PROPN"):
        return False
    return issue == last.issue
