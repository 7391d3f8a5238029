"""A mention: the words of a text that name a party, and the party that they name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from tracktwo.schema import Citation, Party

__all__ = ["Mention", "MentionKind"]

MentionKind = Literal[
    "name",
    "title+name",
    "surname",
    "metonym",
    "adjective",
    "role",
    "description",
    "plural",
    "pronoun",
    "place",
]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name a party.

    Attributes:
        head: index of the token on which the phrase hangs: the one whose label and head tell what
            the party does in the sentence.
        start: index of its first token.
        end: index after its last token. The span is the noun phrase as one would cite it, without
            relative clauses and without an apposition between commas.
        kind: how the party is named. ``name``, ``title+name`` (*President Sarr*), ``surname``,
            ``metonym`` (*the Kremlin*, *Kyiv* for its government), ``adjective`` (*Russian* in
            *Russian strikes*), ``role`` (*Iraqi forces*, *officials*, *the foreign minister*),
            ``description`` (*the alliance*), ``plural`` (*the two leaders*), ``pronoun``,
            ``place``.
        party: who it is.
        acts: false when a place stands only as a place (*in Moscow*).
        place: the words name a place, whether or not they stand for a party too (*to Ukraine*).
        antecedent: index, in the list of mentions, of the mention that tells who this one is.
        parts: indices of the mentions for which a plural stands (*the two leaders*, *they*).
        plural: the words are plural.
    """

    head: int
    start: int
    end: int
    kind: MentionKind
    party: Party
    acts: bool = True
    place: bool = False
    antecedent: int | None = None
    parts: tuple[int, ...] = ()
    plural: bool = False

    def cited(self, doc: Any, document: str) -> Party:
        """The party with the words that name it here, as a row carries it.

        Args:
            doc: the ``Doc`` in which the mention was found.
            document: SHA-256 of the text of the document.
        """
        span = doc[self.start : self.end]
        citation = Citation(
            document=document, start=span.start_char, end=span.end_char, text=span.text
        )
        return self.party.model_copy(update={"mention": citation})
