"""The rows of the ledger, declared once.

Arrow and DuckDB schemas, JSON Schema and the data dictionary are made from these models and from
nothing else. Offsets are Python string indices into the kept text of a document:
``document.text[start:end]`` is the quoted text, exactly. What is missing is ``None`` or an empty
list, never an empty string and never a guess.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "ROW_KINDS",
    "Citation",
    "Condition",
    "CueKind",
    "DateRange",
    "Event",
    "Issue",
    "Link",
    "Modality",
    "Party",
    "Position",
    "Proposal",
    "Quote",
    "Relation",
    "Row",
    "Stance",
    "Term",
    "Utterance",
]

CueKind = Literal[
    "says",
    "suggests",
    "claims",
    "hints",
    "warns",
    "believes",
    "denies",
    "reports",
    "demands",
    "promises",
]
Modality = Literal[
    "happened", "ongoing", "planned", "demanded", "possible", "conditional", "hypothetical"
]
Stance = Literal["demands", "accepts", "offers", "rejects", "prefers", "leaves open"]
Issue = Literal[
    "territory",
    "alliance membership",
    "neutrality",
    "ceasefire",
    "security guarantees",
    "sanctions",
    "military aid",
    "prisoners",
    "recognition",
    "talks",
    "humanitarian access",
    "nuclear",
    "elections",
    "political transition",
    "accountability",
    "refugees",
    "trade",
    "transit and borders",
    "water and energy",
    "disarmament",
    "economic aid",
    "other",
]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Citation(_Value):
    """The exact words in one document that a row, or a part of it, rests on."""

    document: str = Field(description="SHA-256 of the document's kept text, in hexadecimal")
    start: int = Field(ge=0, description="offset of the first character, from 0")
    end: int = Field(ge=0, description="offset after the last character")
    text: str = Field(description="document.text[start:end], exactly")


class Party(_Value):
    """An actor as a row names it: the words of the text and, where known, the registry entry."""

    name: str = Field(description="name to show: the registry's name, else the words of the text")
    actor: str | None = Field(None, description="id of the registry entry of the one named")
    for_actor: str | None = Field(
        None,
        description="id of the entry for which that one speaks or acts on the date (state, body)",
    )
    code: str | None = Field(
        None, description="ISO 3166 alpha-3 code, or IGO, UNO, EUR, NGO, ISM, IMG, MNC"
    )
    sectors: list[str] = Field(default_factory=list, description="PLOVER sectors, such as GOV, MIL")
    named: bool = Field(
        True, description="false for unnamed ones: officials, concerns of nobody in particular"
    )
    mention: Citation | None = Field(None, description="the words that name it in this row")


class Link(_Value):
    """One link in a chain of attribution: who says so, with which word."""

    source: Party | None = Field(None, description="who says so; None when nobody is named at all")
    cue: Citation | None = Field(None, description="the word or words that attribute")
    kind: CueKind = Field("says", description="what kind of saying the cue is")


class Condition(_Value):
    """An if, unless, until, provided, in exchange for ... clause and how a row relates to it."""

    role: Literal["condition", "consequence"] = Field(
        description="condition: this row is the condition itself; consequence: this row hangs on it"
    )
    cue: Citation | None = Field(None, description="the conditional word or words")
    span: Citation = Field(description="the condition, in the words of the text")


class DateRange(_Value):
    """A date as an interval of days, resolved against the date of the report."""

    start: str = Field(description="first day, ISO 8601")
    end: str = Field(description="last day, ISO 8601")
    precision: Literal["day", "week", "month", "season", "year", "decade"] = Field(
        "day", description="how finely the text dates it"
    )
    mention: Citation | None = Field(None, description="the words that give the date")


class Row(_Value):
    """What every row has."""

    id: str = Field(description="derived from the content of the row, 16 hexadecimal digits")
    document: str = Field(description="SHA-256 of the document's kept text")
    sentence: int = Field(ge=0, description="number of the sentence in the document, from 0")
    rule: str = Field(description="name of the rule that made the row")
    confidence: float = Field(ge=0, le=1, description="of the type and parts, 0 to 1")
    attribution: list[Link] = Field(
        default_factory=list,
        description="who says so, outermost first; empty: the report itself asserts it",
    )
    condition: Condition | None = Field(
        None, description="the clause on which the row hangs, or which it is"
    )
    citations: list[Citation] = Field(min_length=1, description="the words that the row rests on")
    codebook: str = Field(description="version of the codebook")
    model: str = Field(description="version of the language model")


class Event(Row):
    """Who did what to whom, in PLOVER terms."""

    actors: list[Party] = Field(default_factory=list, description="empty when the text names none")
    actors_as: Literal["joint", "either"] = Field(
        "joint", description="all of them together, or one of them"
    )
    recipients: list[Party] = Field(
        default_factory=list,
        description="to whom it is done or said; empty when the text names none",
    )
    type: str = Field(description="PLOVER event type")
    mode: str | None = Field(
        None, description="PLOVER mode, where the type has modes and the text gives one"
    )
    contexts: list[str] = Field(default_factory=list, description="PLOVER contexts")
    quad: int = Field(
        ge=1, le=4, description="1 verbal, 2 material cooperation; 3 verbal, 4 material conflict"
    )
    intensity: float = Field(description="on the scale from -10 (conflict) to +10 (cooperation)")
    predicate: Citation = Field(description="the word or words that tell the act")
    modality: Modality = Field(
        "happened", description="whether it happened, or is only planned, demanded, possible ..."
    )
    polarity: Literal["affirmed", "negated"] = Field(
        "affirmed", description="negated: the innermost source holds that it is not so"
    )
    place: Citation | None = Field(None, description="where, in the words of the text")
    date: DateRange | None = Field(None, description="when, where the text says so")
    content_of: str | None = Field(
        None,
        description="id of the speech act (request, promise, threat ...) whose content this is",
    )


class Quote(Row):
    """Words of a speaker, direct or indirect."""

    speaker: Party | None = Field(description="whose words they are; None when nobody is named")
    cue: Citation | None = Field(
        description="the word that introduces them; None for a layout quotation"
    )
    content: Citation = Field(description="the words themselves")
    direct: bool = Field(description="true for words in quotation marks or laid out as a statement")
    kind: CueKind = Field("says", description="what kind of saying the cue is")
    addressee: Party | None = Field(None, description="to whom they are said")
    place: Citation | None = Field(
        None, description="where they are said, in the words of the text"
    )


class Position(Row):
    """Where a party stands on an issue."""

    party: Party = Field(description="whose position it is")
    issue: Issue = Field(description="what it is about; other keeps only the words")
    stance: Stance = Field(description="how the party stands to what the content says")
    content: Citation = Field(
        description="what is demanded, offered, rejected ..., in the words of the text"
    )
    toward: list[Party] = Field(
        default_factory=list, description="to whom a demand or offer is addressed"
    )
    modality: Modality = Field(
        "happened", description="happened: voiced; possible, conditional: only so"
    )
    since: DateRange | None = Field(None, description="since when, where the text says so")


class Term(_Value):
    """One term of a proposal."""

    issue: Issue = Field(description="what the term is about")
    content: Citation = Field(description="the term, in the words of the text")
    party: Party | None = Field(None, description="who would have to do it, where the text says so")
    value: str | None = Field(None, description="amount or value, in the words of the text")
    duration: str | None = Field(None, description="how long, in the words of the text")


class Proposal(Row):
    """What has been put on the table, by whom, and how definite it is."""

    by: Party | None = Field(None, description="who put it forward; None when nobody is named")
    terms: list[Term] = Field(default_factory=list, description="what it consists of")
    definite: Literal["stated", "rumoured", "vague"] = Field(description="how definite it is")
    content: Citation = Field(description="the proposal, in the words of the text")
    modality: Modality = Field("possible", description="whether it was put forward, or only may be")


class Utterance(Row):
    """A plain statement, appeal, wish or belief, which PLOVER leaves out."""

    speaker: Party | None = Field(description="who says, wishes or believes it")
    kind: CueKind = Field("says", description="what kind of saying the cue is")
    content: Citation = Field(description="what is said, in the words of the text")
    about: list[Party] = Field(default_factory=list, description="parties that it speaks of")


class Relation(Row):
    """Signed tie of one actor to another, summed over events, praise and blame."""

    source: Party = Field(description="the body from which the tie runs")
    target: Party = Field(description="the body to which it runs")
    sign: Literal["positive", "negative", "mixed"] = Field(
        description="positive: cooperative acts only; negative: conflictual only; mixed: both"
    )
    cooperation: int = Field(ge=0, description="number of cooperative acts counted")
    conflict: int = Field(ge=0, description="number of conflictual acts counted")
    events: list[str] = Field(description="ids of the events counted")


ROW_KINDS: dict[str, type[Row]] = {
    "event": Event,
    "quote": Quote,
    "position": Position,
    "proposal": Proposal,
    "utterance": Utterance,
    "relation": Relation,
}
