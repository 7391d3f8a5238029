"""Small questions about Universal Dependencies trees that several rules ask."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Span, Token

__all__ = [
    "antecedent",
    "cases",
    "children",
    "clause_span",
    "conjuncts",
    "is_negator",
    "is_relative",
    "lemma",
    "marks",
    "own_tokens",
    "trim",
]

_RELATIVE: Final = frozenset({"who", "whom", "which", "that", "whose"})
_NEGATORS: Final = frozenset({"not", "n't", "n’t", "never", "no", "nor", "neither"})
_NEGATING: Final = frozenset({"advmod", "det", "cc", "cc:preconj", "discourse", "intj"})
_EDGE: Final = frozenset({"punct", "cc"})


def children(token: Token, *labels: str) -> list[Token]:
    """Children with one of these labels, in the order of the text."""
    return [c for c in token.children if c.dep_ in labels]


def lemma(token: Token) -> str:
    """Lemma in lower case."""
    return str(token.lemma_).lower()


def cases(token: Token) -> set[str]:
    """Prepositions and markers of a phrase, single ("on") and whole ("in exchange for")."""
    found: set[str] = set()
    whole: list[Token] = []
    for child in token.children:
        if child.dep_ in ("case", "mark"):
            parts = [child, *(c for c in child.children if c.dep_ == "fixed")]
            whole += parts
            found.add(" ".join(p.lower_ for p in sorted(parts, key=lambda p: p.i)))
    if len(whole) > 1:
        found.add(" ".join(p.lower_ for p in sorted(whole, key=lambda p: p.i)))
    return found


def marks(token: Token) -> set[str]:
    """Subordinating words of a clause, fixed expressions whole ("in order")."""
    out = set()
    for m in children(token, "mark", "case"):
        parts = [m, *children(m, "fixed")]
        out.add(" ".join(p.lower_ for p in sorted(parts, key=lambda p: p.i)))
    return out


def conjuncts(token: Token) -> list[Token]:
    """The words joined to this one, transitively, in the order of the text."""
    out: list[Token] = []
    todo = [token]
    while todo:
        for c in children(todo.pop(), "conj"):
            out.append(c)
            todo.append(c)
    return sorted(out, key=lambda t: t.i)


def is_relative(token: Token) -> bool:
    """Whether a word is a relative pronoun in its clause."""
    return bool(antecedent(token).i != token.i)


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for, the noun that its clause modifies; else the token."""
    if token.lower_ not in _RELATIVE or token.dep_ == "mark":
        return token
    clause = token.head
    while clause.dep_ in ("conj", "xcomp", "ccomp") and clause.head.i != clause.i:
        clause = clause.head
    return clause.head if clause.dep_ == "acl:relcl" else token


def is_negator(token: Token) -> bool:
    """Whether a word negates what it hangs on."""
    return bool(token.lower_ in _NEGATORS and token.dep_ in _NEGATING)


def own_tokens(token: Token, *, without: frozenset[str] = frozenset()) -> list[Token]:
    """The subtree of a token in order, leaving out children of the token with these labels."""
    out = [token]
    todo = [c for c in token.children if c.dep_ not in without]
    while todo:
        t = todo.pop()
        out.append(t)
        todo += list(t.children)
    return sorted((t for t in out if not t.is_space), key=lambda t: t.i)


def trim(span: Span) -> Span:
    """A span without punctuation, quotation marks, conjunctions and white space at its edges."""
    doc, a, b = span.doc, span.start, span.end
    while a < b - 1 and (doc[a].is_space or doc[a].dep_ in _EDGE or doc[a].is_punct):
        a += 1
    while b > a + 1 and (
        doc[b - 1].is_space or (doc[b - 1].is_punct and doc[b - 1].text not in "%)")
    ):
        b -= 1
    return doc[a:b]


def clause_span(token: Token, *, without: frozenset[str] = frozenset()) -> Span:
    """The contiguous stretch of a token's subtree around it, trimmed at the edges."""
    got = {t.i for t in own_tokens(token, without=without)}
    a = b = token.i
    while a - 1 in got or (a - 2 in got and token.doc[a - 1].is_space):
        a -= 1
    while b + 1 in got or (b + 2 in got and token.doc[b + 1].is_space):
        b += 1
    return trim(token.doc[a : b + 1])
