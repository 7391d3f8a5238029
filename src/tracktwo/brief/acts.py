"""From an event to one plain line: who did what to whom, with its modality and its condition."""

from __future__ import annotations

from collections.abc import Sequence

from tracktwo.brief.attributed import chain_words, same_voice
from tracktwo.brief.lexicon import toward, verb
from tracktwo.brief.names import Names
from tracktwo.brief.view import Line, Piece
from tracktwo.brief.words import excerpt, language_of, show_date, single_line
from tracktwo.schema import Citation, Condition, Event, Link

__all__ = [
    "code_of",
    "condition_pieces",
    "event_line",
    "modal_pieces",
    "quote_piece",
    "who_does_what",
    "whose_pieces",
]


def _text(words: str) -> Piece:
    return Piece("text", words)


def modal_pieces(words: str) -> list[Piece]:
    """A modality in front of what it holds open."""
    return [Piece("modal", words), _text(": ")]


def quote_piece(cited: Citation, *, focus: Citation | None = None, limit: int = 200) -> Piece:
    """Exact words, shortened with ellipses where they are long."""
    words = excerpt(cited, focus=focus, limit=limit)
    return Piece("quote", words, language_of(words))


def whose_pieces(chain: Sequence[Link], names: Names) -> list[Piece]:
    """Whose word a line is, in front of it; nothing where the report itself tells."""
    if not chain:
        return []
    return [Piece("whose", chain_words(chain, names)), _text(": ")]


def condition_pieces(
    condition: Condition | None, *, quoted: bool = True, limit: int = 140
) -> list[Piece]:
    """Whether the row is a condition or hangs on one, and the condition in its own words.

    Args:
        condition: the condition, if the row has one.
        quoted: whether to quote it; not where the words stand in sight anyway.
        limit: the most characters to show.
    """
    if condition is None:
        return []
    span = condition.span
    if condition.role == "consequence":
        lead = ", on the condition " if quoted else ", on a condition"
    else:
        lead = ", itself the condition " if quoted else ", itself a condition"
    return [_text(lead), *([quote_piece(span, focus=condition.cue, limit=limit)] if quoted else [])]


def code_of(event: Event) -> str:
    """``REQUEST change``."""
    return single_line(event.type if event.mode is None else f"{event.type} {event.mode}")


def _act(event: Event) -> tuple[list[Piece], str]:
    """The modality of an act, and the act in words that keep its modality and polarity."""
    gloss, no = verb(event.type, event.mode), event.polarity == "negated"
    bare = f"not to {gloss.bare}" if no else f"to {gloss.bare}"
    match event.modality:
        case "happened":
            return [], f"did not {gloss.bare}" if no else gloss.past
        case "ongoing":
            return modal_pieces("not under way" if no else "under way"), gloss.ing
        case "planned" | "demanded":
            return modal_pieces(event.modality), bare
        case "possible":
            return modal_pieces("possible"), f"might {'not ' if no else ''}{gloss.bare}"
        case "conditional":
            if event.condition is not None and event.condition.role == "condition":
                return modal_pieces("named as a condition"), bare
            return modal_pieces("on a condition"), f"would {'not ' if no else ''}{gloss.bare}"
        case "hypothetical":
            return modal_pieces("hypothetical, an if"), bare


def who_does_what(event: Event, names: Names, *, home: str | None = None) -> list[Piece]:
    """``Russia demanded a change of Ukraine``; what is not told as done has its modality first."""
    last = "or" if event.actors_as == "either" else "and"
    actors = names.show_all(event.actors, last, home)
    modal, act = _act(event)
    out = [*modal, Piece("party", actors or "actor not named")]
    if event.actors_as == "either" and len(event.actors) > 1:
        out.append(_text(" (one of them)"))
    out.append(_text(f" {act}" if actors else f": {act}"))
    if event.recipients:
        word = toward(event.type, event.mode)
        out += [_text(f" {word} " if word else " ")]
        out.append(Piece("party", names.show_all(event.recipients, home=home)))
    return out


def event_line(
    event: Event,
    notes: Sequence[int],
    names: Names,
    *,
    parent: int | None = None,
    above: Event | None = None,
    home: str | None = None,
    quoted: bool = True,
) -> Line:
    """An event as a line, without the words that it rests on.

    Args:
        event: the row.
        notes: its endnote numbers; more than one where rows read the same.
        names: how parties are called.
        parent: number of the request, promise or threat that has this as its content.
        above: that speech act, where its line stands right above.
        home: the body under whose heading the line stands.
        quoted: whether to quote the place and the condition; not where their words stand in sight.
    """
    chain = event.attribution if above is None else _beyond(event.attribution, above)
    out = [*whose_pieces(chain, names), *who_does_what(event, names, home=home)]
    out.append(Piece("code", code_of(event)))
    if event.date is not None:
        out.append(_text(f", dated {show_date(event.date)}"))
    if event.place is not None and quoted:
        out += [_text(", place "), quote_piece(event.place, limit=60)]
    if parent is not None and above is None:
        out += [_text(" (content of"), Piece("note", str(parent)), _text(")")]
    own = event.condition is not None and event.modality == "conditional"
    if not own or quoted:
        out += condition_pieces(event.condition, quoted=quoted)
    return tuple(out + [Piece("note", str(n)) for n in notes])


def _beyond(chain: Sequence[Link], above: Event) -> Sequence[Link]:
    """What a chain adds to the speech act right above: nothing where it is its actor's own word."""
    rest, outer = list(chain), list(above.attribution)
    while rest and outer and _alike(rest[0], outer[0]):
        rest, outer = rest[1:], outer[1:]
    if outer:
        return chain
    actors = [Link(source=p) for p in above.actors]
    while rest and len(actors) == 1 and same_voice(rest[0], actors[0]) and rest[0].kind != "denies":
        rest = rest[1:]
    return rest


def _alike(one: Link, other: Link) -> bool:
    return one.source == other.source and one.kind == other.kind
