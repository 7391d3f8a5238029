"""The ledger: what was read, as one immutable value."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import cast

from tracktwo.errors import LedgerError, UnknownChoice, did_you_mean
from tracktwo.intake.document import Document
from tracktwo.ledger.checking import check_row
from tracktwo.ledger.fields import kind_of
from tracktwo.ledger.ids import renumbered
from tracktwo.ledger.merging import unified
from tracktwo.ledger.order import ordered_rows, ordered_sources
from tracktwo.ledger.selection import Events, Positions, Proposals, Quotes, Utterances
from tracktwo.ledger.source import Source
from tracktwo.ledger.ties import relations as ties
from tracktwo.schema import (
    ROW_KINDS,
    Event,
    Position,
    Proposal,
    Quote,
    Relation,
    Row,
    Utterance,
)

__all__ = ["Ledger"]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Documents' metadata and the rows made from them, in one order whatever order they came in.

    Attributes:
        documents: by day of publication (undated last), name and hash.
        rows: by kind, all kinds present; each by document, offset and id.

    Make one with :meth:`from_rows` and join several with :func:`merge`; two ledgers of the same
    rows are equal.
    """

    documents: tuple[Source, ...] = ()
    _rows: dict[str, tuple[Row, ...]] = field(default_factory=lambda: dict.fromkeys(ROW_KINDS, ()))

    @classmethod
    def from_rows(
        cls, rows: Iterable[Row], *, documents: Iterable[Document | Source] = ()
    ) -> Ledger:
        """A ledger of rows as they are: numbered by content and put in order, nothing joined.

        Args:
            rows: rows of any kinds; their ids only need to tie them together within a document.
            documents: the documents that they cite.

        Raises:
            LedgerError: if a row is the content of itself.
        """
        sources = (d if isinstance(d, Source) else Source.of(d) for d in documents)
        return cls._of(renumbered(rows), ordered_sources(sources))

    @classmethod
    def merge(cls, *ledgers: Ledger) -> Ledger:
        """One ledger of several (or of one), in which rows that tell the same act are one row.

        The order of the ledgers does not matter, and merging what is merged changes nothing. What
        counts as the same stands in :mod:`tracktwo.ledger.same` and in the data dictionary.
        """
        sources = ordered_sources(s for ledger in ledgers for s in ledger.documents)
        rows = [row for ledger in ledgers for row in ledger]
        return cls._of(unified(rows, {s.sha256: s for s in sources}), sources)

    @classmethod
    def _of(cls, rows: Iterable[Row], sources: tuple[Source, ...]) -> Ledger:
        position = {source.sha256: i for i, source in enumerate(sources)}
        by_kind: dict[str, list[Row]] = {kind: [] for kind in ROW_KINDS}
        for row in rows:
            by_kind[kind_of(row)].append(row)
        return cls(sources, {k: ordered_rows(r, position) for k, r in by_kind.items()})

    @property
    def rows(self) -> Mapping[str, tuple[Row, ...]]:
        """The rows by kind; every kind is a key."""
        return MappingProxyType(self._rows)

    def __iter__(self) -> Iterator[Row]:
        for rows in self._rows.values():
            yield from rows

    def __len__(self) -> int:
        return sum(map(len, self._rows.values()))

    def only(self, kinds: Collection[str]) -> Ledger:
        """The same ledger with the rows of some kinds only; all documents stay."""
        for kind in kinds:
            _known_kind(kind)
        return Ledger(
            self.documents, {k: rows if k in kinds else () for k, rows in self._rows.items()}
        )

    def document(self, sha256: str) -> Source | None:
        """The metadata of a document, or ``None`` when it is not known."""
        return next((s for s in self.documents if s.sha256 == sha256), None)

    def row(self, row_id: str) -> Row:
        """The row with an id, or with the only id that begins so.

        Raises:
            LedgerError: if no row has it, or several begin so.
        """
        found = [row for row in self if row.id.startswith(row_id)] if row_id else []
        exact = [row for row in found if row.id == row_id]
        if len(exact or found) == 1:
            return (exact or found)[0]
        if not found:
            raise LedgerError(f"no row has the id {row_id!r}", remedy="see the ids in --as jsonl")
        raise LedgerError(
            f"{len(found)} rows have an id that begins with {row_id!r}",
            remedy="ids: " + ", ".join(row.id for row in found),
        )

    def check(self, documents: Iterable[Document]) -> None:
        """Make sure that every citation in every row is ``text[start:end]`` of its document.

        Args:
            documents: the documents with their texts.

        Raises:
            CitationError: at the first citation that does not hold, or whose document is missing.
        """
        texts = {d.sha256: d.text for d in documents}
        names = {s.sha256: s.name for s in self.documents}
        for row in self:
            check_row(row, f"{kind_of(row)} {row.id}", texts, names)

    @property
    def events(self) -> Events:
        """Who did what to whom; call it to ask: ``events(actor="UKR", type="REQUEST")``."""
        return Events(cast("tuple[Event, ...]", self._rows["event"]))

    @property
    def quotes(self) -> Quotes:
        """Words of speakers; call it to ask: ``quotes(speaker=...)``."""
        return Quotes(cast("tuple[Quote, ...]", self._rows["quote"]))

    @property
    def positions(self) -> Positions:
        """Where parties stand; call it to ask: ``positions(party=..., issue=..., stance=...)``."""
        return Positions(cast("tuple[Position, ...]", self._rows["position"]))

    @property
    def proposals(self) -> Proposals:
        """What is on the table; call it to ask: ``proposals(by=..., definite=...)``."""
        return Proposals(cast("tuple[Proposal, ...]", self._rows["proposal"]))

    @property
    def utterances(self) -> Utterances:
        """Statements and appeals; call it to ask: ``utterances(speaker=...)``."""
        return Utterances(cast("tuple[Utterance, ...]", self._rows["utterance"]))

    def relations(self, *, names: Mapping[str, str] | None = None) -> tuple[Relation, ...]:
        """The signed ties between bodies, from the events; see :mod:`tracktwo.ledger.ties`.

        Args:
            names: names to show for registry entries, by id.
        """
        return ties(self.events, names=names)

    def with_relations(self, *, names: Mapping[str, str] | None = None) -> Ledger:
        """The same ledger, with its ties as rows of kind ``relation``."""
        others = [r for kind, rows in self._rows.items() if kind != "relation" for r in rows]
        return Ledger._of([*others, *self.relations(names=names)], self.documents)


def _known_kind(kind: str) -> None:
    if kind not in ROW_KINDS:
        near = did_you_mean(kind, ROW_KINDS)
        raise UnknownChoice(
            f'unknown kind of row "{kind}"',
            why=f'did you mean "{near}"?' if near else None,
            remedy=f"kinds: {', '.join(ROW_KINDS)}",
        )
