"""What is told on somebody's word, and the chain of words that a token stands under."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from tracktwo.actors import Mention
from tracktwo.schema import CueKind

__all__ = ["Attribution", "Attributions", "subtree", "token_ranges"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Something that a text tells on somebody's word.

    Attributes:
        source: who says so, where the words name a party.
        source_span: token range of the words for the source, where there are any.
        cue: token range of the word or words that attribute.
        cue_head: index of the token on which the cue hangs.
        kind: what kind of saying it is.
        content: token ranges of what is said, in order.
        direct: the content stands in quotation marks or is laid out as a statement.
        addressee: to whom it is said, where the words name a party.
        aside: tokens of the content that the report adds itself: in "hinted at its hold on the land
            that it annexed" the annexation is not hinted.
    """

    source: Mention | None
    source_span: tuple[int, int] | None
    cue: tuple[int, int]
    cue_head: int
    kind: CueKind
    content: tuple[tuple[int, int], ...]
    direct: bool = False
    addressee: Mention | None = None
    aside: frozenset[int] = frozenset()

    @property
    def size(self) -> int:
        """Number of tokens of the content."""
        return sum(b - a for a, b in self.content)

    def covers(self, i: int) -> bool:
        """Whether a token is part of the content."""
        return any(a <= i < b for a, b in self.content)


class Attributions:
    """All attributions of a document, with the chain of each token."""

    def __init__(self, doc: Doc, found: Iterable[Attribution]) -> None:
        self.doc = doc
        self.found = tuple(sorted(found, key=lambda a: (a.content[0][0], -a.size, a.cue)))
        self._at: dict[int, list[Attribution]] = {}
        for a in self.found:
            for start, end in a.content:
                for i in range(start, end):
                    self._at.setdefault(i, []).append(a)

    def covering(self, i: int) -> list[Attribution]:
        """All attributions whose content has a token, in no order."""
        return self._at.get(i, [])

    def chain(self, i: int) -> list[Attribution]:
        """Who says what the token tells, outermost first; empty where the report itself does."""
        chain = sorted(self._at.get(i, ()), key=lambda a: (-a.size, a.cue))
        return [a for a in chain if not a.cue[0] <= i < a.cue[1] and i not in a.aside]


def token_ranges(tokens: Iterable[Token]) -> tuple[tuple[int, int], ...]:
    """Token indices as ranges, single gaps of punctuation or white space closed, edges trimmed."""
    items = sorted({t.i: t for t in tokens if not t.is_space}.values(), key=lambda t: t.i)
    runs: list[list[Token]] = []
    for t in items:
        if runs and t.i - runs[-1][-1].i <= 1 + (t.i > 0 and t.doc[t.i - 1].is_space):
            runs[-1].append(t)
        else:
            runs.append([t])
    out = []
    for run in runs:
        while run and (run[0].is_punct and run[0].text not in "($€£"):
            run.pop(0)
        while run and run[-1].is_punct and run[-1].text not in ")%?!":
            run.pop()
        if run:
            out.append((run[0].i, run[-1].i + 1))
    return tuple(out)


def subtree(token: Token, *, without: Iterable[Token] = ()) -> list[Token]:
    """A token and all below it, in no order; branches at the tokens of ``without`` left out."""
    skip = {t.i for t in without}
    out, todo = [], [token]
    while todo:
        t = todo.pop()
        if t.i in skip:
            continue
        out.append(t)
        todo += list(t.children)
    return out
