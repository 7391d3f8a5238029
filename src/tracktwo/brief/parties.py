"""The sections of the brief about each party and about the ties between parties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from tracktwo.brief.listing import Desk, contents_of, listing, say_event
from tracktwo.brief.names import Names
from tracktwo.brief.passages import passage
from tracktwo.brief.view import (
    Conduct,
    Entry,
    Item,
    Line,
    Listing,
    PartyView,
    TiesView,
    TieView,
)
from tracktwo.brief.weight import weight
from tracktwo.brief.wording import position_line, proposal_line
from tracktwo.brief.words import single_line
from tracktwo.schema import Citation, Event, Party, Position, Proposal, Relation, Row

__all__ = ["DRAWN_PARTIES", "party_views", "ties_view"]

DRAWN_PARTIES = 12
_CARDS = 10
_LINES = 5
_UNCLEAR = 24


def _conduct(events: Iterable[Event], key: str) -> Conduct:
    """Acts by quad that are told as done; an act of *one of them* is nobody's for sure."""
    told, claimed = [0, 0, 0, 0], [0, 0, 0, 0]
    for event in events:
        sure = event.actors_as == "joint" or len(event.actors) < 2
        done = event.modality in ("happened", "ongoing") and event.polarity == "affirmed"
        if sure and done and any(Names.key(p) == key for p in event.actors):
            (claimed if event.attribution else told)[event.quad - 1] += 1
    return Conduct(
        (told[0], told[1], told[2], told[3]), (claimed[0], claimed[1], claimed[2], claimed[3])
    )


def _acts(desk: Desk, own: Sequence[Event], kind: str, key: str) -> Listing:
    """A party's own threats or promises, each with its content."""
    voiced = [e for e in own if e.type == kind]
    say = say_event(desk, home=key)
    return listing([*voiced, *contents_of(desk, voiced)], desk, say, limit=_LINES, words=220)


def _wants(desk: Desk, positions: Sequence[Position], key: str) -> Listing:
    """A party's positions; where the content is too short to be understood, in its sentence."""
    best = sorted(positions, key=lambda p: (-weight(p), desk.note(p)))
    items: list[Item] = []
    contents: list[Citation] = []
    for row in sorted(best[:_LINES], key=desk.note):
        line = position_line(row, (desk.note(row),), desk.names, home=key, limit=130)
        short = len(row.content.text) < _UNCLEAR
        shown = passage([row.content], desk.texts, limit=200) if short else None
        last = items[-1] if items else None
        if last and last.words and shown and last.words.text == shown.text:
            marked = [*contents, row.content]
            words = passage(marked, desk.texts, limit=200)
            items[-1] = Item((*last.entries, Entry(line)), words or shown)
            contents = marked
        else:
            items.append(Item((Entry(line),), shown))
            contents = [row.content]
    return Listing(tuple(items), tuple(sorted(desk.note(r) for r in best[_LINES:])))


def _voices(parties: Iterable[Party], key: str, name: str) -> tuple[str, ...]:
    """Those who speak or act for a party under a name of their own."""
    own = {single_line(p.name) for p in parties if Names.key(p) == key and p.named}
    return tuple(sorted(own - {name}))


def _party_view(
    desk: Desk,
    key: str,
    acts: Sequence[Event],
    positions: Sequence[Position],
    proposals: Sequence[Proposal],
    everyone: Sequence[Party],
) -> PartyView:
    def offer(row: Row, notes: Sequence[int], above: Row | None) -> Line:
        assert isinstance(row, Proposal)
        return proposal_line(row, notes, desk.names, home=key)

    name = desk.names.of_key(key)
    return PartyView(
        key=key,
        name=name,
        voices=_voices(everyone, key, name),
        wants=_wants(desk, positions, key),
        offers=listing(proposals, desk, offer, limit=_LINES, words=0),
        conduct=_conduct(acts, key),
        threats=_acts(desk, acts, "THREATEN", key),
        promises=_acts(desk, acts, "AGREE", key),
    )


def party_views(
    desk: Desk, everyone: Sequence[Party]
) -> tuple[tuple[PartyView, ...], tuple[str, ...]]:
    """The parties that the rows say most about, and the names of the others."""
    weight: dict[str, int] = {}
    by_actor: dict[str, list[Event]] = {}
    by_party: dict[str, list[Position]] = {}
    for event in desk.ledger.events:
        for key in dict.fromkeys(Names.key(p) for p in event.actors if p.named):
            by_actor.setdefault(key, []).append(event)
            weight[key] = weight.get(key, 0) + 1
        for key in dict.fromkeys(Names.key(p) for p in event.recipients if p.named):
            weight.setdefault(key, 0)
    for position in desk.ledger.positions:
        if position.party.named:
            key = Names.key(position.party)
            by_party.setdefault(key, []).append(position)
            weight[key] = weight.get(key, 0) + 2
    by_author: dict[str, list[Proposal]] = {}
    for proposal in desk.ledger.proposals:
        if proposal.by is not None and proposal.by.named:
            key = Names.key(proposal.by)
            by_author.setdefault(key, []).append(proposal)
            weight[key] = weight.get(key, 0) + 2
    order = sorted(weight, key=lambda k: (-weight[k], desk.names.of_key(k), k))
    views = []
    for key in order:
        view = _party_view(
            desk,
            key,
            by_actor.get(key, []),
            by_party.get(key, []),
            by_author.get(key, []),
            everyone,
        )
        said = view.wants or view.offers or view.threats or view.promises
        if said or any(view.conduct.told) or any(view.conduct.claimed):
            views.append(view)
        if len(views) == min(_CARDS, desk.limit):
            break
    shown = {v.key for v in views}
    rest = tuple(dict.fromkeys(desk.names.of_key(k) for k in order if k not in shown))
    return tuple(views), rest


def _sign(
    relations: Sequence[Relation], cooperation: int, conflict: int
) -> Literal["positive", "negative", "mixed"]:
    signs = {r.sign for r in relations}
    if len(signs) == 1:
        return relations[0].sign
    if cooperation and conflict:
        return "mixed"
    return "positive" if cooperation else "negative"


def _ties(desk: Desk) -> list[tuple[str, str, TieView]]:
    """Ties between groups, the strongest first; ties of a group with itself are left out."""
    folded: dict[tuple[str, str], list[Relation]] = {}
    for relation in desk.ledger.relations():
        pair = (Names.key(relation.source), Names.key(relation.target))
        if pair[0] != pair[1]:
            folded.setdefault(pair, []).append(relation)
    quads = {e.id: e.quad for e in desk.ledger.events}
    out = []
    for (source, target), relations in folded.items():
        ids = dict.fromkeys(i for r in relations for i in r.events)
        cooperation = sum(r.cooperation for r in relations)
        conflict = sum(r.conflict for r in relations)
        if len(relations) > 1 and len(ids) < sum(len(r.events) for r in relations):
            cooperation = sum(quads.get(i, 0) in (1, 2) for i in ids)
            conflict = sum(quads.get(i, 0) in (3, 4) for i in ids)
        notes = tuple(sorted(desk.numbers[i] for i in ids if i in desk.numbers))
        view = TieView(
            desk.names.of_key(source),
            desk.names.of_key(target),
            _sign(relations, cooperation, conflict),
            cooperation,
            conflict,
            notes,
        )
        out.append((source, target, view))
    return sorted(
        out, key=lambda t: (-(t[2].cooperation + t[2].conflict), t[2].source, t[2].target, t[:2])
    )


def _finding(tie: TieView) -> str:
    """The strongest tie as a sentence of counts."""

    def acts(count: int, kind: str) -> str:
        return f"{count} {kind} act{'' if count == 1 else 's'}"

    parts = []
    if tie.conflict:
        parts.append(acts(tie.conflict, "conflictual"))
    if tie.cooperation:
        parts.append(acts(tie.cooperation, "cooperative"))
    counted = " and ".join(parts) or "no acts"
    return f"Most acts run from {tie.source} to {tie.target}: {counted}"


def ties_view(desk: Desk, window: str) -> TiesView | None:
    """The picture of ties: at most a dozen parties, the strongest ties first."""
    ties = _ties(desk)
    if not ties:
        return None
    kept: list[str] = []
    drawn = []
    for source, target, tie in ties:
        new = [k for k in (source, target) if k not in kept]
        if len(kept) + len(new) <= DRAWN_PARTIES:
            kept += new
            drawn.append(tie)
    rows = tuple(tie for _, _, tie in ties)
    title = _finding(rows[0])
    top = rows[0].cooperation + rows[0].conflict
    if sum(r.cooperation + r.conflict == top for r in rows) > 1:
        title = (
            f"{len(rows)} ties between parties; none has more than "
            f"{top} act{'' if top == 1 else 's'} counted"
        )
    subtitle = f"Acts counted from one party to another, {window}; the arrow starts at the actor"
    return TiesView(title, subtitle, tuple(drawn), rows)
