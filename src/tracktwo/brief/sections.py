"""The sections of the brief about what happened and what is said, from the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracktwo.brief.lexicon import DEFINITE, OPEN_MODALITIES, STANCE_GLYPH
from tracktwo.brief.names import LedgerLike, Names
from tracktwo.brief.notes import rows_of, support
from tracktwo.brief.view import (
    Cell,
    ConditionView,
    Line,
    Listing,
    Piece,
    PositionTable,
    ProposalView,
    TermView,
)
from tracktwo.brief.wording import (
    chain_words,
    condition_pieces,
    event_line,
    position_line,
    proposal_line,
    quote_piece,
    row_line,
    statement_line,
)
from tracktwo.brief.words import single_line
from tracktwo.schema import Citation, Event, Position, Quote, Row, Utterance

__all__ = [
    "Desk",
    "bottom_lines",
    "conditions",
    "event_listings",
    "listing",
    "position_tables",
    "proposals",
    "statements",
    "threats",
]

_ON_CONDITION = " – on a condition"
_PARTIES_A_TABLE = 5


@dataclass(frozen=True, slots=True)
class Desk:
    """What every section needs at hand.

    Attributes:
        ledger: the rows.
        names: how parties are called.
        numbers: row id to endnote number.
        limit: the most lines that one section shows.
    """

    ledger: LedgerLike
    names: Names
    numbers: Mapping[str, int]
    limit: int

    def event(self, event: Event, notes: Sequence[int], *, limit: int = 200) -> Line:
        """The line of an event, tied to the speech act whose content it is."""
        parent = self.numbers.get(event.content_of) if event.content_of else None
        return event_line(event, notes, self.names, parent=parent, limit=limit)


def listing(
    rows: Iterable[Row],
    desk: Desk,
    say: Callable[[Row, Sequence[int]], Line],
    *,
    limit: int | None = None,
) -> Listing:
    """Rows as lines in the order of their numbers; rows that read the same share one line.

    Where there are more lines than the limit, the best supported stay and the others are named by
    number.
    """
    limit = desk.limit if limit is None else limit
    merged: dict[Line, list[Row]] = {}
    for row in sorted(rows, key=lambda r: desk.numbers[r.id]):
        merged.setdefault(say(row, ()), []).append(row)
    groups = list(merged.values())
    if len(groups) > limit:
        ranked = sorted(groups, key=lambda g: (*(-x for x in support(g[0])), desk.numbers[g[0].id]))
        kept = {id(g) for g in ranked[:limit]}
        rest = sorted(desk.numbers[r.id] for g in groups if id(g) not in kept for r in g)
        groups = [g for g in groups if id(g) in kept]
    else:
        rest = []
    lines = tuple(say(g[0], [desk.numbers[r.id] for r in g]) for g in groups)
    return Listing(lines, tuple(rest))


def _say_event(desk: Desk) -> Callable[[Row, Sequence[int]], Line]:
    def say(row: Row, notes: Sequence[int]) -> Line:
        assert isinstance(row, Event)
        return desk.event(row, notes)

    return say


def event_listings(desk: Desk) -> tuple[Listing, Listing, Listing]:
    """Events told by the reports themselves, on somebody's word, and not told as done at all."""
    told: list[Event] = []
    word: list[Event] = []
    later: dict[str, list[Event]] = {m: [] for m in OPEN_MODALITIES}
    for event in desk.ledger.events:
        if event.modality in later:
            later[event.modality].append(event)
        else:
            (word if event.attribution else told).append(event)
    say = _say_event(desk)
    by_modality = [listing(rows, desk, say) for rows in later.values()]
    return (
        listing(told, desk, say),
        listing(word, desk, say),
        Listing(
            tuple(line for part in by_modality for line in part.lines),
            tuple(sorted(n for part in by_modality for n in part.rest)),
        ),
    )


def _hedge(position: Position, names: Names) -> str | None:
    """What a table cell must add so that it does not say more than the row."""
    parts: list[str] = []
    if position.modality not in ("happened", "ongoing"):
        parts.append("if" if position.modality == "conditional" else position.modality)
    if position.condition is not None and position.modality != "conditional":
        parts.append("on a condition")
    chain = position.attribution
    if chain:
        own = chain[-1].source is not None and Names.key(chain[-1].source) == Names.key(
            position.party
        )
        soft = chain[-1].kind in ("suggests", "claims", "hints", "believes", "denies")
        if len(chain) > 1 or not own:
            parts.append(f"word of {chain_words(chain, names)}")
        elif soft:
            parts.append(chain_words(chain, names))
    return "; ".join(parts) or None


def position_tables(desk: Desk) -> tuple[PositionTable, ...]:
    """Issue by party, a few parties a table, the parties with most positions first."""
    cells: dict[tuple[str, str], dict[tuple[str, str | None], list[int]]] = {}
    weight: dict[str, int] = {}
    for position in sorted(desk.ledger.positions, key=lambda p: desk.numbers[p.id]):
        key = Names.key(position.party)
        weight[key] = weight.get(key, 0) + 1
        cell = cells.setdefault((position.issue, key), {})
        stance = (position.stance, _hedge(position, desk.names))
        cell.setdefault(stance, []).append(desk.numbers[position.id])
    order = sorted(weight, key=lambda k: (-weight[k], desk.names.of_key(k), k))[: desk.limit]
    tables = []
    count = -(-len(order) // _PARTIES_A_TABLE)
    size = -(-len(order) // max(count, 1))
    for first in range(0, len(order), max(size, 1)):
        keys = order[first : first + size]
        issues = sorted(
            {i for i, k in cells if k in keys},
            key=lambda i: (-sum((i, k) in cells for k in keys), i == "other", i),
        )
        rows = tuple(
            tuple(
                tuple(
                    Cell(STANCE_GLYPH[stance], stance, hedge, tuple(dict.fromkeys(notes)))
                    for (stance, hedge), notes in cells.get((issue, key), {}).items()
                )
                for key in keys
            )
            for issue in issues
        )
        tables.append(PositionTable(tuple(desk.names.of_key(k) for k in keys), tuple(issues), rows))
    return tuple(tables)


def proposals(desk: Desk) -> tuple[tuple[ProposalView, ...], tuple[int, ...]]:
    """Proposals with their terms, and the numbers of those left to the endnotes."""
    numbers, names = desk.numbers, desk.names
    rank = {"stated": 0, "rumoured": 1, "vague": 2}
    rows = sorted(desk.ledger.proposals, key=lambda p: (rank[p.definite], numbers[p.id]))
    views = tuple(
        ProposalView(
            note=numbers[p.id],
            head=proposal_line(p, (numbers[p.id],), names, bare=True),
            definite=DEFINITE[p.definite],
            words=quote_piece(p.content, limit=400),
            terms=tuple(
                TermView(
                    issue=t.issue,
                    words=quote_piece(t.content),
                    who=None if t.party is None else names.show(t.party),
                    value=None if t.value is None else single_line(t.value),
                    duration=None if t.duration is None else single_line(t.duration),
                )
                for t in p.terms
            ),
        )
        for p in rows[: desk.limit]
    )
    return views, tuple(sorted(numbers[p.id] for p in rows[desk.limit :]))


def _contents(desk: Desk, parents: Iterable[Event]) -> list[Event]:
    ids = {e.id for e in parents}
    return [e for e in desk.ledger.events if e.content_of in ids]


def _threat_rows(desk: Desk) -> dict[str, Event]:
    voiced = [e for e in desk.ledger.events if e.type == "THREATEN"]
    return {e.id: e for e in [*voiced, *_contents(desk, voiced)]}


def threats(desk: Desk) -> Listing:
    """Voiced threats, each followed by what is threatened."""
    return listing(_threat_rows(desk).values(), desk, _say_event(desk))


def conditions(desk: Desk) -> tuple[ConditionView, ...]:
    """Every condition in its words, with all that hangs on it; threats stand for themselves."""
    told = _threat_rows(desk)
    groups: dict[tuple[str, str], list[Row]] = {}
    spans: dict[tuple[str, str], Citation] = {}
    for row in sorted(rows_of(desk.ledger), key=lambda r: desk.numbers[r.id]):
        if row.condition is not None and row.id not in told:
            span = row.condition.span
            key = (span.document, single_line(span.text))
            groups.setdefault(key, []).append(row)
            spans.setdefault(key, span)
    views = []
    for key, rows in list(groups.items())[: desk.limit]:
        repeated = {
            p for r in rows for p in (*condition_pieces(r.condition), Piece("text", _ON_CONDITION))
        }
        lines = []
        for row in rows:
            line = (
                desk.event(row, (desk.numbers[row.id],), limit=120)
                if isinstance(row, Event)
                else row_line(row, (desk.numbers[row.id],), desk.names)
            )
            role = row.condition.role if row.condition is not None else "consequence"
            kept = tuple(p for p in line if role == "condition" or p not in repeated)
            lines.append(kept)
        views.append(ConditionView(quote_piece(spans[key], limit=240), tuple(lines)))
    return tuple(views)


def statements(desk: Desk) -> Listing:
    """Plain statements and direct quotations, in the order of the text."""
    direct = [q for q in desk.ledger.quotes if q.direct]
    quoted = {(q.content.document, q.content.start, q.content.end) for q in direct}
    again = [
        u
        for u in desk.ledger.utterances
        if (u.content.document, u.content.start, u.content.end) in quoted
    ]  # the quotation gives their words, with whom they are for
    rows: list[Row] = [*(u for u in desk.ledger.utterances if u not in again), *direct]

    def say(row: Row, notes: Sequence[int]) -> Line:
        assert isinstance(row, Quote | Utterance)
        return statement_line(row, notes, desk.names)

    shown = listing(rows, desk, say)
    indirect = [desk.numbers[q.id] for q in desk.ledger.quotes if not q.direct]
    told = [desk.numbers[u.id] for u in again]
    return Listing(shown.lines, tuple(sorted({*shown.rest, *indirect, *told}))) if shown else shown


def _best(rows: Iterable[Row], desk: Desk, about: Callable[[Row], object], count: int) -> list[Row]:
    """The best supported rows, no two about the same, in the order of their numbers."""
    ranked = sorted(rows, key=lambda r: (*(-x for x in support(r)), desk.numbers[r.id]))
    kept: dict[object, Row] = {}
    for row in ranked:
        if len(kept) < count:
            kept.setdefault(about(row), row)
    return sorted(kept.values(), key=lambda r: desk.numbers[r.id])


def _who(row: Row) -> object:
    if isinstance(row, Event):
        return frozenset(Names.key(p) for p in row.actors)
    if isinstance(row, Position):
        return Names.key(row.party)
    return row.id


def bottom_lines(desk: Desk) -> tuple[Line, ...]:
    """Up to three sentences that do no more than name the best supported rows."""
    ledger, names = desk.ledger, desk.names

    def short(row: Row) -> Line:
        notes = (desk.numbers[row.id],)
        if isinstance(row, Event):
            line = desk.event(row, notes, limit=110)
        elif isinstance(row, Position):
            line = position_line(row, notes, names, limit=110)
        else:
            line = row_line(row, notes, names)
        return tuple(p for p in line if p.kind != "code")

    done = [
        e
        for e in ledger.events
        if e.modality in ("happened", "ongoing")
        and e.polarity == "affirmed"
        and e.actors
        and all(p.named for p in (*e.actors, *e.recipients))
    ]
    told = [e for e in done if not e.attribution]
    word = [e for e in done if e.attribution]
    parts: list[tuple[str, list[Row]]] = [
        ("The reports themselves tell: ", _best(told, desk, _who, 2)),
        ("Positions: ", _best(ledger.positions, desk, _who, 2)),
        ("On the table: ", _best(ledger.proposals, desk, _who, 1)),
    ]
    if not ledger.proposals:
        parts[2] = ("On somebody’s word: ", _best(word, desk, _who, 1))
    lines: list[Line] = []
    for lead, rows in parts:
        if rows:
            line: list[Piece] = [Piece("text", lead)]
            for n, row in enumerate(rows):
                line += [*([Piece("text", "; ")] if n else []), *short(row)]
            lines.append((*line, Piece("text", ".")))
    return tuple(lines)
