"""What every rule needs of one document, prepared once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Doc, Span, Token

from tracktwo.actors import Mention
from tracktwo.coding.arguments import MentionIndex
from tracktwo.coding.attribution import Attribution, Attributions
from tracktwo.coding.authors import Author
from tracktwo.coding.codebook import CODEBOOK_VERSION
from tracktwo.coding.lexicon import Lexicon
from tracktwo.coding.scope import Scope
from tracktwo.schema import Citation, Condition, Link, Party

__all__ = ["Reading"]

_I = frozenset({"i", "me", "my", "mine", "myself"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})


@dataclass
class Reading:
    """A document as the rules see it.

    Attributes:
        doc: read by the language model.
        document: SHA-256 of its text.
        index: mentions of actors.
        attributions: what it tells on somebody's word.
        lexicon: predicates.
        on: date of the report, where known.
        model: version of the language model.
        names: display names of registry entries by id.
        author: who speaks outside all quotations, where the report is a statement.
    """

    doc: Doc
    document: str
    index: MentionIndex
    attributions: Attributions
    lexicon: Lexicon
    on: date | None
    model: str
    names: dict[str, str] = field(default_factory=dict)
    codebook: str = CODEBOOK_VERSION
    author: Author | None = None

    def __post_init__(self) -> None:
        self.sentences = list(self.doc.sents)
        self._number: dict[int, int] = {}
        for k, s in enumerate(self.sentences):
            for i in range(s.start, s.end):
                self._number[i] = k

        self.text = self.doc.text  # a Doc puts its text together each time it is asked

    def cite_text(self, start: int, end: int) -> Citation:
        """The citation of a range of characters."""
        return Citation(document=self.document, start=start, end=end, text=self.text[start:end])

    def sentence(self, token: Token) -> int:
        """Number of the sentence of a token."""
        return self._number[token.i]

    def cite(self, span: Span) -> Citation:
        """The citation of a span."""
        return Citation(
            document=self.document, start=span.start_char, end=span.end_char, text=span.text
        )

    def cite_tokens(self, start: int, end: int) -> Citation:
        """The citation of a token range."""
        return self.cite(self.doc[start:end])

    def cite_sentence(self, token: Token) -> Citation:
        """The citation of the sentence of a token, without white space at its edges."""
        s = token.sent
        a, b = s.start, s.end
        while b > a + 1 and self.doc[b - 1].is_space:
            b -= 1
        while a < b - 1 and self.doc[a].is_space:
            a += 1
        return self.cite_tokens(a, b)

    def party(self, mention: Mention) -> Party:
        """The party of a mention; "I" and "we" within somebody's words stand for that speaker."""
        cited = mention.cited(self.doc, self.document)
        word = self.doc[mention.head].lower_
        if (
            mention.kind == "pronoun"
            and word in _I | _WE
            and cited.actor is None
            and cited.for_actor is None
        ):
            speaker = self._speaker(mention.head)
            if speaker is None and (self.author is None or self.attributions.chain(mention.head)):
                return cited
            body = speaker is None and self.author is not None and self.author.body
            if speaker is None:
                assert self.author is not None
                who = self.author.party
            else:
                who = self.party(speaker) if speaker.kind == "pronoun" else speaker.party
            if word in _WE and who.for_actor:
                return who.model_copy(
                    update={
                        "name": self.names.get(who.for_actor, who.for_actor),
                        "actor": who.for_actor if who.for_actor in self.names else None,
                        "for_actor": who.for_actor if who.for_actor in self.names else None,
                        "named": True,
                        "mention": cited.mention,
                    }
                )
            if word in _I or who.actor or who.code or body:
                return who.model_copy(update={"mention": cited.mention})
        return cited

    def _speaker(self, i: int) -> Mention | None:
        for a in reversed(self.attributions.chain(i)):
            if a.source is not None and a.source.head != i:
                return a.source
        return None

    def parties(self, mentions: Iterable[Mention]) -> list[Party]:
        """Parties of mentions, each party once, in the order of the text."""
        out: list[Party] = []
        seen: set[tuple[str | None, str]] = set()
        for m in sorted(mentions, key=lambda m: m.start):
            p = self.party(m)
            key = (p.actor or p.for_actor, "" if p.actor else p.name)
            if key not in seen:
                seen.add(key)
                out.append(p)
        return out

    def link(self, a: Attribution) -> Link:
        """One link of a chain as a row carries it."""
        source: Party | None = None
        if a.source is not None:
            source = self.party(a.source)
        elif a.source_span is not None:
            cited = self.cite_tokens(*a.source_span)
            source = Party(name=cited.text, named=False, mention=cited)
        return Link(source=source, cue=self.cite_tokens(*a.cue), kind=a.kind)

    def chain(self, token: Token) -> list[Link]:
        """Who says what a token tells, outermost first; one saying of one source is one link."""
        out: list[Link] = []
        last: Attribution | None = None
        for a in self.attributions.chain(token.i):
            link = self.link(a)
            if last is not None and self._same_saying(last, a, out[-1], link):
                out.pop()  # "said that he believed": the narrower word tells how it is said
            out.append(link)
            last = a
        return out

    def _same_saying(self, a: Attribution, b: Attribution, outer: Link, inner: Link) -> bool:
        x, y = outer.source, inner.source
        if x is None or y is None or self._number[a.cue_head] != self._number[b.cue_head]:
            return False
        return x.actor == y.actor if x.actor or y.actor else x.name == y.name

    def condition(self, scope: Scope) -> Condition | None:
        """The condition of a scope as a row carries it."""
        if scope.condition is None or scope.condition_role is None:
            return None
        return Condition(
            role="condition" if scope.condition_role == "condition" else "consequence",
            cue=self.cite(scope.condition_cue) if scope.condition_cue is not None else None,
            span=self.cite(scope.condition),
        )
