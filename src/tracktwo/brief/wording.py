"""From a row to one plain, neutral line that says what the row says and not a word more."""

from __future__ import annotations

from collections.abc import Sequence

from tracktwo.brief.lexicon import SAYING, verb
from tracktwo.brief.names import Names
from tracktwo.brief.view import Line, Piece, plain
from tracktwo.brief.words import excerpt, language_of, show_date, single_line
from tracktwo.schema import (
    Citation,
    Condition,
    Event,
    Link,
    Modality,
    Position,
    Proposal,
    Quote,
    Row,
    Utterance,
)

__all__ = [
    "chain_words",
    "code_of",
    "condition_pieces",
    "event_line",
    "position_line",
    "proposal_line",
    "quote_piece",
    "row_line",
    "row_summary",
    "statement_line",
    "who_does_what",
]


def _text(words: str) -> Piece:
    return Piece("text", words)


def quote_piece(cited: Citation, *, focus: Citation | None = None, limit: int = 200) -> Piece:
    """Exact words, shortened with ellipses where they are long."""
    words = excerpt(cited, focus=focus, limit=limit)
    return Piece("quote", words, language_of(words))


def chain_words(chain: Sequence[Link], names: Names) -> str:
    """A chain of attribution, outermost first: *Ukraine said, citing Russia, which denied it*."""
    out: list[str] = []
    for n, link in enumerate(chain):
        source = "unnamed people" if link.source is None else names.show(link.source)
        if link.kind == "denies":
            out.append(f"{source}, in a denial" if n == 0 else f"citing {source}, in a denial")
        else:
            said = SAYING[link.kind]
            out.append(f"{source} {said}" if n == 0 else f"citing {source}, who {said}")
    return ", ".join(out)


def _whose(row: Row, names: Names) -> list[Piece]:
    if not row.attribution:
        return []
    return [Piece("whose", chain_words(row.attribution, names)), _text(": ")]


def condition_pieces(
    condition: Condition | None, shown: Citation | None = None, *, limit: int = 140
) -> list[Piece]:
    """The condition in its own words, and whether the row is it or hangs on it.

    Args:
        condition: the condition, if the row has one.
        shown: the words that the line quotes; a condition among them is not quoted twice.
        limit: the most characters to show.
    """
    if condition is None:
        return []
    span = condition.span
    inside = (
        shown is not None
        and len(shown.text) <= limit
        and span.document == shown.document
        and shown.start <= span.start
        and span.end <= shown.end
    )
    if condition.role == "consequence":
        lead = " – on a condition" if inside else " – on the condition "
    else:
        lead = " – itself a condition" if inside else " – itself the condition "
    return [_text(lead), *([] if inside else [quote_piece(span, focus=condition.cue, limit=limit)])]


def code_of(event: Event) -> str:
    """``REQUEST change``."""
    return single_line(event.type if event.mode is None else f"{event.type} {event.mode}")


def _act(event: Event) -> list[Piece]:
    """The act in words that keep its modality and polarity."""
    gloss, no = verb(event.type, event.mode), event.polarity == "negated"
    bare = f"not {gloss.bare}" if no else gloss.bare
    match event.modality:
        case "happened":
            return [_text(f"did not {gloss.bare}" if no else gloss.past)]
        case "ongoing":
            lead = "not under way" if no else "under way"
            return [Piece("modal", lead), _text(f": {gloss.ing}")]
        case "planned":
            return [Piece("modal", "planned"), _text(f", not told as done: to {bare}")]
        case "demanded":
            return [Piece("modal", "demanded"), _text(f", not told as done: to {bare}")]
        case "possible":
            return [Piece("modal", "only possible"), _text(f": might {bare}")]
        case "conditional":
            if event.condition is not None and event.condition.role == "condition":
                return [Piece("modal", "named only as an if"), _text(f": to {bare}")]
            return [Piece("modal", "if its condition holds"), _text(f": would {bare}")]
        case "hypothetical":
            return [Piece("modal", "hypothetical, an if"), _text(f": to {bare}")]


def who_does_what(event: Event, names: Names) -> list[Piece]:
    """``Russia → Ukraine: demanded a change``."""
    last = "or" if event.actors_as == "either" else "and"
    actors = names.show_all(event.actors, last)
    out = [Piece("party", actors or "Actor not named")]
    if event.actors_as == "either" and len(event.actors) > 1:
        out.append(_text(" (one of them)"))
    if event.recipients:
        out += [_text(" → "), Piece("party", names.show_all(event.recipients))]
    return [*out, _text(": "), *_act(event)]


def _words(
    row: Row, notes: Sequence[int], *, focus: Citation | None = None, limit: int = 200
) -> list[Piece]:
    """The first exact words of a row, how many more places tell it, and its numbers."""
    first = row.citations[0]
    out = [_text(": "), quote_piece(first, focus=focus, limit=limit)]
    more = len(row.citations) - 1
    if more:
        out.append(_text(f" (also told in {more} other place{'s' if more > 1 else ''})"))
    return out + [Piece("note", str(n)) for n in notes]


def event_line(
    event: Event,
    notes: Sequence[int],
    names: Names,
    *,
    parent: int | None = None,
    limit: int = 200,
) -> Line:
    """An event as a line.

    Args:
        event: the row.
        notes: its endnote numbers; more than one where rows read the same.
        names: how parties are called.
        parent: number of the request, promise or threat that has this as its content.
        limit: the most characters of exact words to show.
    """
    out = [*_whose(event, names), *who_does_what(event, names)]
    out.append(Piece("code", code_of(event)))
    if event.date is not None:
        out.append(_text(f", dated {show_date(event.date)}"))
    if event.place is not None:
        out += [_text(", place "), quote_piece(event.place, limit=60)]
    if parent is not None:
        out += [_text(", the content of"), Piece("note", str(parent))]
    out += condition_pieces(event.condition, event.citations[0])
    return tuple(out + _words(event, notes, focus=event.predicate, limit=limit))


_HEDGES: dict[Modality, str] = {
    "planned": "planned",
    "demanded": "demanded",
    "possible": "only possible",
    "conditional": "if its condition holds",
    "hypothetical": "hypothetical, an if",
}


def position_line(
    position: Position, notes: Sequence[int], names: Names, *, limit: int = 160
) -> Line:
    """``Russia demands of Ukraine, on neutrality: “…” [7]``."""
    out = _whose(position, names)
    hedge = _HEDGES.get(position.modality)
    if hedge is not None:
        out += [Piece("modal", hedge), _text(": ")]
    out += [Piece("party", names.show(position.party)), _text(f" {position.stance}")]
    if position.toward:
        lead = " of " if position.stance == "demands" else " towards "
        out += [_text(lead), Piece("party", names.show_all(position.toward))]
    issue = "another issue" if position.issue == "other" else position.issue
    out.append(_text(f", on {issue}"))
    if position.since is not None:
        out.append(_text(f", since {show_date(position.since)}"))
    out += condition_pieces(position.condition, position.content)
    out += [_text(": "), quote_piece(position.content, limit=limit)]
    return tuple(out + [Piece("note", str(n)) for n in notes])


def proposal_line(
    proposal: Proposal, notes: Sequence[int], names: Names, *, bare: bool = False
) -> Line:
    """Who put a proposal forward, on whose word, how definite, and on what condition.

    Args:
        proposal: the row.
        notes: its endnote numbers.
        names: how parties are called.
        bare: leave out the words and how definite it is, to be shown beside the line.
    """
    out = _whose(proposal, names)
    a = "a" if out else "A"
    if proposal.by is None:
        out.append(_text(f"{a} proposal, author not named"))
    else:
        out += [_text(f"{a} proposal put forward by "), Piece("party", names.show(proposal.by))]
    if not bare:
        out.append(_text(f", {proposal.definite}"))
    hedge = _HEDGES.get(proposal.modality)
    if hedge is not None:
        out += [_text("; its terms are "), Piece("modal", hedge)]
    out += condition_pieces(proposal.condition, proposal.content)
    if not bare:
        out += [_text(": "), quote_piece(proposal.content)]
    return tuple(out + [Piece("note", str(n)) for n in notes])


def statement_line(
    row: Quote | Utterance, notes: Sequence[int], names: Names, *, limit: int = 320
) -> Line:
    """A quotation or statement: the speaker, about or to whom, and the words."""
    speaker = "unnamed people" if row.speaker is None else names.show(row.speaker)
    own = Names.key(row.speaker) if row.speaker is not None else None
    chain = [
        link
        for link in row.attribution
        if link.source is None or Names.key(link.source) != own or link.kind != row.kind
    ]
    out: list[Piece] = []
    if chain:
        out += [Piece("whose", chain_words(chain, names)), _text(": ")]
    out += [Piece("party", speaker), _text(f" {SAYING[row.kind]}")]
    if isinstance(row, Quote):
        if row.addressee is not None:
            out += [_text(" to "), Piece("party", names.show(row.addressee))]
        if row.place is not None:
            out += [_text(", place "), quote_piece(row.place, limit=60)]
        if not row.direct:
            out.append(_text(" (reported speech)"))
    elif row.about:
        out += [_text(", about "), Piece("party", names.show_all(row.about))]
    out += condition_pieces(row.condition, row.content)
    out += [_text(": "), quote_piece(row.content, limit=limit)]
    return tuple(out + [Piece("note", str(n)) for n in notes])


def row_summary(row: Row, names: Names) -> str:
    """What a row says in the brief's words alone, for the head of its endnote."""
    if isinstance(row, Event):
        line = [*_whose(row, names), *who_does_what(row, names), Piece("code", code_of(row))]
        if row.date is not None:
            line.append(_text(f", dated {show_date(row.date)}"))
        return plain(tuple(line))
    if isinstance(row, Proposal | Position):
        row = row.model_copy(update={"condition": None})
    elif isinstance(row, Quote):
        row = row.model_copy(update={"condition": None, "place": None})
    elif isinstance(row, Utterance):
        row = row.model_copy(update={"condition": None})
    line = [p for p in row_line(row, (), names) if p.kind != "quote"]
    return plain(tuple(line)).rstrip(": ")


def row_line(row: Row, notes: Sequence[int], names: Names) -> Line:
    """The line of any row that has words."""
    if isinstance(row, Event):
        return event_line(row, notes, names)
    if isinstance(row, Position):
        return position_line(row, notes, names)
    if isinstance(row, Proposal):
        return proposal_line(row, notes, names)
    if isinstance(row, Quote | Utterance):
        return statement_line(row, notes, names)
    return (Piece("text", single_line(row.citations[0].text)),)
