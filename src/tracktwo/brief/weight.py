"""How much a row weighs when only some can be shown: support first, then what it tells."""

from __future__ import annotations

from tracktwo.schema import Event, Party, Position, Proposal, Row

__all__ = ["weight"]

_STANCES = {"demands": 2.0, "rejects": 2.0, "offers": 2.0, "accepts": 1.5}
_DEFINITE = {"stated": 2.0, "rumoured": 1.0, "vague": 0.0}


def weight(row: Row) -> float:
    """A number to rank rows of one kind by; larger is shown first, and it means nothing else.

    Rows that more documents tell come first; then acts of more consequence between named parties,
    those told early in a report before later ones; plain stances on a known issue; definite
    proposals with terms; then confidence.
    """
    documents = len({c.document for c in row.citations})
    out = 3.0 * (documents - 1) + 0.3 * min(len(row.citations) - 1, 3) + row.confidence
    if isinstance(row, Event):
        sides = row.recipients or row.actors[1:]
        out += abs(row.intensity) / (2 if row.quad == 4 else 4)
        out += _known(row.actors) + 1.5 * _known(sides) + 1 / (1 + row.sentence / 4)
        out -= 1.0 * (row.modality not in ("happened", "ongoing"))
    elif isinstance(row, Position):
        out += _STANCES.get(row.stance, 1.0) + 1.5 * (row.issue != "other")
        out += _known([row.party]) + 0.5 * _known(row.toward)
        out -= 0.5 * (row.modality != "happened")
    elif isinstance(row, Proposal):
        out += _DEFINITE[row.definite] + 0.4 * min(len(row.terms), 5)
        out += _known([row.by] if row.by is not None else [])
    return out


def _known(parties: list[Party]) -> float:
    """1 where every one is known to the registry, a half where every one has a name, else 0."""
    if not parties:
        return 0.0
    if all(p.actor or p.for_actor for p in parties):
        return 1.0
    return 0.5 if all(p.named for p in parties) else 0.0
