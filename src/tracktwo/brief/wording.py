"""From a row to one plain, neutral line that says what the row says and not a word more."""

from __future__ import annotations

from collections.abc import Sequence

from tracktwo.brief.acts import (
    code_of,
    condition_pieces,
    event_line,
    modal_pieces,
    quote_piece,
    who_does_what,
    whose_pieces,
)
from tracktwo.brief.attributed import said, same_voice
from tracktwo.brief.names import Names
from tracktwo.brief.view import Line, Piece, plain
from tracktwo.brief.words import show_date, single_line
from tracktwo.schema import (
    Citation,
    Event,
    Link,
    Modality,
    Position,
    Proposal,
    Quote,
    Row,
    Utterance,
)

__all__ = ["position_line", "proposal_line", "row_line", "row_summary", "statement_line"]


def _text(words: str) -> Piece:
    return Piece("text", words)


_HEDGES: dict[Modality, str] = {
    "planned": "planned",
    "demanded": "demanded",
    "possible": "possible",
    "conditional": "on a condition",
    "hypothetical": "hypothetical, an if",
}


def position_line(
    position: Position,
    notes: Sequence[int],
    names: Names,
    *,
    home: str | None = None,
    limit: int = 160,
) -> Line:
    """``Russia demands of Ukraine, on neutrality: “…” [7]``.

    Args:
        position: the row.
        notes: its endnote numbers.
        names: how parties are called.
        home: the body under whose heading the line stands.
        limit: the most characters of the content to show.
    """
    out = whose_pieces(position.attribution, names)
    hedge = _HEDGES.get(position.modality)
    if hedge is not None and (position.condition is None or position.modality != "conditional"):
        out += modal_pieces(hedge)
    out += [Piece("party", names.show(position.party, home=home)), _text(f" {position.stance}")]
    if position.toward:
        lead = " of " if position.stance == "demands" else " towards "
        out += [_text(lead), Piece("party", names.show_all(position.toward, home=home))]
    issue = "another issue" if position.issue == "other" else position.issue
    out.append(_text(f", on {issue}"))
    if position.since is not None:
        out.append(_text(f", since {show_date(position.since)}"))
    out += [_text(": "), quote_piece(position.content, limit=limit)]
    if position.condition is not None:
        inside = _inside(position.condition.span, position.content)
        out += condition_pieces(position.condition, quoted=not inside)
    return tuple(out + [Piece("note", str(n)) for n in notes])


def _inside(span: Citation, shown: Citation) -> bool:
    return span.document == shown.document and shown.start <= span.start and span.end <= shown.end


def proposal_line(
    proposal: Proposal,
    notes: Sequence[int],
    names: Names,
    *,
    bare: bool = False,
    home: str | None = None,
) -> Line:
    """Whose proposal it is, on whose word, how definite, and on what condition.

    Args:
        proposal: the row.
        notes: its endnote numbers.
        names: how parties are called.
        bare: leave out the words and how definite it is, to be shown beside the line.
        home: the body under whose heading the line stands.
    """
    chain, by = proposal.attribution, proposal.by
    own = len(chain) == 1 and by is not None and chain[0].source == by
    out = [] if own else whose_pieces(chain, names)
    a = "a" if out else "A"
    if by is None:
        out.append(_text(f"{a} proposal, author not named"))
    else:
        out += [_text(f"{a} proposal by "), Piece("party", names.show(by, home=home))]
    if own:
        how = said(chain[0].kind, chain[0].cue)
        out.append(_text(f", who {how} it" if not how.startswith("(") else f" {how}"))
    if not bare:
        out.append(_text(f", {proposal.definite}"))
    hedge = _HEDGES.get(proposal.modality)
    if hedge is not None and hedge != "possible":
        out += [_text("; its terms: "), Piece("modal", hedge)]
    elif hedge is not None:
        out += [_text("; its terms are no more than "), Piece("modal", hedge)]
    out += condition_pieces(
        proposal.condition,
        quoted=proposal.condition is None or not _inside(proposal.condition.span, proposal.content),
    )
    if not bare:
        out += [_text(": "), quote_piece(proposal.content)]
    return tuple(out + [Piece("note", str(n)) for n in notes])


def statement_line(
    row: Quote | Utterance, notes: Sequence[int], names: Names, *, limit: int = 320
) -> Line:
    """A quotation or statement: the speaker, about or to whom, and the words."""
    speaker = "unnamed people" if row.speaker is None else names.show(row.speaker, source=True)
    own = Link(source=row.speaker, kind=row.kind)
    chain = [
        link
        for link in row.attribution
        if link.kind != row.kind
        or not (same_voice(link, own) or (link.source is None and row.speaker is None))
    ]
    cue = row.cue if isinstance(row, Quote) else None
    out = [
        *whose_pieces(chain, names),
        Piece("party", speaker),
        _text(f" {said(row.kind, cue)}"),
    ]
    if isinstance(row, Quote):
        if row.addressee is not None:
            out += [_text(" to "), Piece("party", names.show(row.addressee))]
        if row.place is not None:
            out += [_text(", place "), quote_piece(row.place, limit=60)]
        if not row.direct:
            out.append(_text(" (reported speech)"))
    elif row.about:
        out += [_text(", about "), Piece("party", names.show_all(row.about))]
    if row.condition is not None:
        out += condition_pieces(row.condition, quoted=not _inside(row.condition.span, row.content))
    out += [_text(": "), quote_piece(row.content, limit=limit)]
    return tuple(out + [Piece("note", str(n)) for n in notes])


def row_summary(row: Row, names: Names) -> str:
    """What a row says in the brief's words alone, for the head of its endnote."""
    if isinstance(row, Event):
        line = [
            *whose_pieces(row.attribution, names),
            *who_does_what(row, names),
            Piece("code", code_of(row)),
        ]
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
