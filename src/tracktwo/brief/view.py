"""What the brief shows, as plain frozen values: no markup, no colour, no width.

A line is a sequence of pieces. Each renderer decides how a kind of piece looks; none of them
decides what is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tracktwo.brief.outcomes.view import OutcomesView

__all__ = [
    "Cell",
    "ConditionView",
    "Conduct",
    "Endnote",
    "EndnoteGroup",
    "Entry",
    "Exact",
    "Item",
    "Line",
    "Listing",
    "PartyView",
    "Passage",
    "Piece",
    "PieceKind",
    "PositionTable",
    "ProposalView",
    "SourceView",
    "Strip",
    "TermView",
    "TieView",
    "TiesView",
    "View",
    "plain",
]

PieceKind = Literal["text", "party", "whose", "modal", "code", "quote", "note", "option"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of one kind: our text, a party, whose word, a modality, a code, exact words, a number.

    An option is the name of a choice in a model of the conflict.

    Attributes:
        kind: what it is.
        text: the words; for a note its number.
        lang: BCP 47 tag of exact words.
    """

    kind: PieceKind
    text: str
    lang: str = "en"


Line = tuple[Piece, ...]


def plain(line: Line) -> str:
    """A line as plain text, exact words and options in quotation marks, codes in brackets."""
    out: list[str] = []
    for piece in line:
        if piece.kind == "note":
            out.append(f" [{piece.text}]")
        elif piece.kind == "quote":
            out.append(f"“{piece.text}”")
        elif piece.kind == "option":
            out.append(f"‘{piece.text}’")
        elif piece.kind == "code":
            out.append(f" ({piece.text})")
        else:
            out.append(piece.text)
    return "".join(out)


@dataclass(frozen=True, slots=True)
class Passage:
    """Exact words of a report in their sentence, as runs of text.

    Attributes:
        runs: text, and whether it is what a row cites; nothing is marked where all is cited.
        lang: BCP 47 tag of the words.
    """

    runs: tuple[tuple[str, bool], ...]
    lang: str = "en"

    @property
    def text(self) -> str:
        """The words without the marks."""
        return "".join(text for text, _ in self.runs)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an item; an inner one tells the content of the line above it."""

    line: Line
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """What one passage tells: a line for each row, and the words once."""

    entries: tuple[Entry, ...]
    words: Passage | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Items to show, and the numbers of rows that are left to the endnotes."""

    items: tuple[Item, ...] = ()
    rest: tuple[int, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of all items."""
        return tuple(e.line for item in self.items for e in item.entries)

    def __bool__(self) -> bool:
        return bool(self.items)


@dataclass(frozen=True, slots=True)
class Strip:
    """The head of the brief."""

    title: str
    question: str | None
    as_of: str
    window: str
    figures: tuple[tuple[str, str], ...]
    edition: str


@dataclass(frozen=True, slots=True)
class Conduct:
    """Acts of one party by quad: verbal and material cooperation, verbal and material conflict.

    Attributes:
        told: acts that the reports themselves tell as done or under way.
        claimed: acts told as done on somebody's word only.
    """

    told: tuple[int, int, int, int]
    claimed: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class PartyView:
    """One party: what it wants, what it has lately done, what it threatens and promises."""

    key: str
    name: str
    voices: tuple[str, ...]
    wants: Listing
    offers: Listing
    conduct: Conduct
    threats: Listing
    promises: Listing


@dataclass(frozen=True, slots=True)
class Cell:
    """One stance in a position table."""

    glyph: str
    stance: str
    hedge: str | None
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PositionTable:
    """Issues down, parties across; ``rows[i][j]`` holds the stances of party j on issue i."""

    parties: tuple[str, ...]
    issues: tuple[str, ...]
    rows: tuple[tuple[tuple[Cell, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class TermView:
    """One term of a proposal, in the words of the text."""

    issue: str
    words: Piece
    who: str | None
    value: str | None
    duration: str | None


@dataclass(frozen=True, slots=True)
class ProposalView:
    """One proposal."""

    note: int
    head: Line
    definite: tuple[str, str]
    words: Piece
    terms: tuple[TermView, ...]


@dataclass(frozen=True, slots=True)
class ConditionView:
    """A condition in its words, the lines that hang on it, and the passage that tells them."""

    words: Piece
    lines: tuple[Line, ...]
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class TieView:
    """A signed tie of one party to another."""

    source: str
    target: str
    sign: Literal["positive", "negative", "mixed"]
    cooperation: int
    conflict: int
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TiesView:
    """The picture of ties and its table."""

    title: str
    subtitle: str
    drawn: tuple[TieView, ...]
    rows: tuple[TieView, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """One document."""

    number: int
    sha256: str
    label: str
    title: str | None
    publisher: str | None
    published: str | None
    sentences: int | None
    rows: int
    alone: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exact:
    """Exact words with where they stand; ``matches`` is None where the document is not at hand."""

    text: str
    lang: str
    place: str
    matches: bool | None


@dataclass(frozen=True, slots=True)
class Endnote:
    """One row and the words that it rests on."""

    number: int
    row: str
    summary: str
    facts: tuple[str, ...]
    grade: str
    words: tuple[Exact, ...]


@dataclass(frozen=True, slots=True)
class EndnoteGroup:
    """The endnotes of one document."""

    title: str
    origin: str
    sha256: str
    notes: tuple[Endnote, ...]


@dataclass(frozen=True, slots=True)
class View:
    """The whole brief."""

    strip: Strip
    coverage: tuple[str, ...]
    bottom: tuple[Line, ...]
    likelihood: str
    told: Listing
    attributed: Listing
    open: Listing
    parties: tuple[PartyView, ...]
    other_parties: tuple[str, ...]
    positions: tuple[PositionTable, ...]
    proposals: tuple[ProposalView, ...]
    proposals_rest: tuple[int, ...]
    threats: Listing
    conditions: tuple[ConditionView, ...]
    statements: Listing
    ties: TiesView | None
    sources: tuple[SourceView, ...]
    single_source: str
    endnotes: tuple[EndnoteGroup, ...]
    method: tuple[tuple[str, str], ...]
    language: str = "en"
    outcomes: OutcomesView | None = None
