"""The sections of the brief about what happened and what is said, from the rows."""

from __future__ import annotations

from collections.abc import Sequence

from tracktwo.brief.acts import quote_piece
from tracktwo.brief.attributed import chain_words
from tracktwo.brief.lexicon import DEFINITE, OPEN_MODALITIES, STANCE_GLYPH
from tracktwo.brief.listing import Desk, contents_of, listing, loops, say_event
from tracktwo.brief.names import Names
from tracktwo.brief.notes import rows_of
from tracktwo.brief.passages import passage
from tracktwo.brief.view import (
    Cell,
    ConditionView,
    Entry,
    Item,
    Listing,
    PositionTable,
    ProposalView,
    TermView,
)
from tracktwo.brief.weight import weight
from tracktwo.brief.wording import proposal_line, row_line, statement_line
from tracktwo.brief.words import single_line
from tracktwo.schema import Citation, Event, Position, Quote, Row, Utterance

__all__ = [
    "conditions",
    "event_listings",
    "position_tables",
    "proposals",
    "statements",
    "threats",
]

_PARTIES_A_TABLE = 5


def event_listings(desk: Desk) -> tuple[Listing, Listing, Listing]:
    """Events told by the reports themselves, on somebody's word, and not told as done at all.

    What a told speech act asks, promises or threatens stands under it, marked as not done, and not
    once more among the acts that are not told as done; nor do acts told only as a condition.
    """
    done = [e for e in desk.ledger.events if e.modality not in OPEN_MODALITIES]
    told = [e for e in done if not e.attribution]
    word = [e for e in done if e.attribution]
    under = [_under(desk, part) for part in (told, word)]
    taken = {e.id for part in (told, word, *under) for e in part}
    open_ = [e for e in desk.ledger.events if e.id not in taken and not _is_condition(e)]
    say = say_event(desk)
    return (
        listing([*told, *under[0]], desk, say),
        listing([*word, *(e for e in under[1] if e not in under[0])], desk, say),
        listing(open_, desk, say),
    )


def _is_condition(event: Event) -> bool:
    """Whether an act is told only as the condition of another; conditions have their section."""
    return event.condition is not None and event.condition.role == "condition"


def _under(desk: Desk, acts: Sequence[Event]) -> list[Event]:
    """What stands under speech acts: their contents that are not told as done."""
    up = {e.id: e.content_of for e in desk.ledger.events}
    found = [
        e for e in contents_of(desk, acts) if e.modality in OPEN_MODALITIES and not loops(e.id, up)
    ]
    while True:
        ids = {e.id for e in (*acts, *found)}
        kept = [e for e in found if e.content_of in ids]
        if len(kept) == len(found):
            return kept
        found = kept


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
    rows = sorted(
        desk.ledger.proposals, key=lambda p: (rank[p.definite], -weight(p), numbers[p.id])
    )
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


def _threat_rows(desk: Desk) -> list[Event]:
    voiced = [e for e in desk.ledger.events if e.type == "THREATEN"]
    return [*voiced, *contents_of(desk, voiced)]


def threats(desk: Desk) -> Listing:
    """Voiced threats, each followed by what is threatened."""
    return listing(_threat_rows(desk), desk, say_event(desk))


def conditions(desk: Desk) -> tuple[ConditionView, ...]:
    """Every condition in its words, with all that hangs on it; threats stand for themselves."""
    told = {e.id for e in _threat_rows(desk)}
    groups: dict[tuple[str, str], list[Row]] = {}
    spans: dict[tuple[str, str], Citation] = {}
    for row in sorted(rows_of(desk.ledger), key=desk.note):
        if row.condition is not None and row.id not in told:
            span = row.condition.span
            key = (span.document, single_line(span.text))
            groups.setdefault(key, []).append(row)
            spans.setdefault(key, span)
    say = say_event(desk)
    views = []
    for key, rows in list(groups.items())[: desk.limit]:
        lines = []
        for row in rows:
            notes = (desk.note(row),)
            if isinstance(row, Event):
                lines.append(say(row, notes, None))
            else:
                free = row.model_copy(update={"condition": None})
                lines.append(row_line(free, notes, desk.names))
        cited = [spans[key], *(c for r in rows for c in r.citations)]
        views.append(
            ConditionView(
                quote_piece(spans[key], limit=240), tuple(lines), passage(cited, desk.texts)
            )
        )
    return tuple(views)


def statements(desk: Desk) -> Listing:
    """Plain statements, direct quotations, and reported speech of which no other row tells."""
    told = {
        (r.document, r.sentence)
        for r in (*desk.ledger.events, *desk.ledger.positions, *desk.ledger.proposals)
    }
    direct = [q for q in desk.ledger.quotes if q.direct]
    reported = [q for q in desk.ledger.quotes if not q.direct]
    alone = [q for q in reported if (q.document, q.sentence) not in told]
    quoted = {_place(q.content) for q in direct}
    # Where a statement is a quotation's words too, the quotation gives them, with the addressee.
    again = [u for u in desk.ledger.utterances if _place(u.content) in quoted]
    own = [u for u in desk.ledger.utterances if _place(u.content) not in quoted]
    rows: list[Row] = [*own, *direct, *alone]
    rows.sort(key=desk.note)
    shown = rows[: desk.limit]
    items = []
    for row in shown:
        assert isinstance(row, Quote | Utterance)
        items.append(Item((Entry(statement_line(row, (desk.note(row),), desk.names)),)))
    listed = {r.id for r in shown}
    rest = {desk.note(r) for r in (*rows, *reported, *again) if r.id not in listed}
    return Listing(tuple(items), tuple(sorted(rest)))


def _place(words: Citation) -> tuple[str, int, int]:
    return words.document, words.start, words.end
