"""When two rows tell the same act: only when everything that both say agrees.

The rules are on the side of keeping rows apart. Two rows in one ledger that tell one act cost a
reader a moment; two acts made into one are lost. ``docs/reference/rows.md`` says in words what
counts as the same.
"""

from __future__ import annotations

from collections.abc import Hashable
from itertools import product

from tracktwo.ledger.bodies import body
from tracktwo.ledger.fields import kind_of
from tracktwo.ledger.words import (
    content_stems,
    numerals,
    party_stems,
    plain_words,
    proper_stems,
    tells_repetition,
)
from tracktwo.schema import Citation, Event, Party, Position, Proposal, Quote, Row, Utterance

__all__ = ["agree", "bucket", "key_over_documents", "may_retell", "overlap", "retells"]

_SHARED = 2
_OVERLAP = 0.5
_LONG_ENOUGH = 5
_LEAD = 400
"""Characters at the start of a document in which headline and lead stand."""


def bucket(row: Row) -> Hashable | None:
    """What must be equal for two rows to be the same; ``None`` for rows that never are.

    Events: type, modality, polarity, the bodies of actors and recipients, the sources of the
    attribution chain and whether each denies, the condition, and the act that they are content of.
    Other rows: all that they say, their words included.
    """
    chain = tuple((body(link.source), link.kind == "denies") for link in row.attribution)
    condition = row.condition and (row.condition.role, plain_words(row.condition.span.text))
    common = (kind_of(row), chain, condition)
    if isinstance(row, Event):
        who = (_bodies(row.actors), row.actors_as, _bodies(row.recipients))
        return (*common, row.type, row.modality, row.polarity, who, row.content_of)
    if isinstance(row, Quote):
        words = plain_words(row.content.text)
        same = (_exact([row.speaker]), _exact([row.addressee]), row.direct, words)
        return (*common, *same) if len(words) >= _LONG_ENOUGH else None
    if isinstance(row, Utterance):
        words = plain_words(row.content.text)
        same_said = (_exact([row.speaker]), row.kind, words)
        return (*common, *same_said) if len(words) >= _LONG_ENOUGH else None
    if isinstance(row, Position):
        stand = (_exact([row.party]), row.issue, row.stance, row.modality, _exact(row.toward))
        return (*common, *stand, plain_words(row.content.text))
    if isinstance(row, Proposal):
        terms = tuple((t.issue, plain_words(t.content.text)) for t in row.terms)
        put = (_exact([row.by]), row.definite, row.modality, terms)
        return (*common, *put, plain_words(row.content.text))
    return None


def agree(a: Row, b: Row) -> bool:
    """Whether nothing that one row says beyond its bucket is contradicted by the other.

    For events: mode, date and place are equal or missing in one; no two different persons or
    organs of the same body stand in the same role.
    """
    if not (isinstance(a, Event) and isinstance(b, Event)):
        return True
    return (
        (a.mode is None or b.mode is None or a.mode == b.mode)
        and (a.date is None or b.date is None or _days(a) == _days(b))
        and _places_agree(a.place, b.place)
        and _persons_agree(a.actors, b.actors)
        and _persons_agree(a.recipients, b.recipients)
    )


def overlap(a: Row, b: Row) -> bool:
    """Whether two rows rest on some of the same words, or stand in one sentence."""
    if a.document == b.document and a.sentence == b.sentence:
        return True
    return any(
        x.document == y.document and x.start < y.end and y.start < x.end
        for x, y in product(_words_of(a), _words_of(b))
    )


def retells(a: Row, b: Row) -> bool:
    """Whether two rows of one bucket and one document are two tellings of one act.

    Rows other than events have the same words already. Of events, each telling of the one must
    retell each of the other: one of the two stands where headline and lead stand, and they share
    two content words that are not names of the parties, and half of the shorter one's; or all the
    content words of the first sentence come back. Different figures or names, or words such as
    *again* and *another*, keep them apart.
    """
    if overlap(a, b) or not agree(a, b):
        return False
    if not (isinstance(a, Event) and isinstance(b, Event)):
        return True
    names = party_stems(a) | party_stems(b)
    return all(
        _retold(x, y, names, opening=_opens(a, x) or _opens(b, y))
        for x, y in product(a.citations, b.citations)
    )


def may_retell(row: Row) -> bool:
    """Whether a row may retell, or be retold by, a row that stands deeper in its document.

    An event must have all its citations where headline and lead stand; others have the same words.
    """
    return not isinstance(row, Event) or all(c.start < _LEAD for c in row.citations)


def key_over_documents(row: Row) -> Hashable | None:
    """What makes rows of different documents of one bucket the same; ``None`` when nothing does.

    All parties must be known to the registry. Quotes, statements, positions and proposals have the
    same words already. Events must have the same persons, mode, date and place, and be verbal acts
    told in the same words, or meetings or material acts of one known day told with the same verb.
    """
    if not isinstance(row, Event):
        return "same words" if _known(_parties(row)) else None
    if not (row.actors and row.recipients and _known([*row.actors, *row.recipients])):
        return None
    place = plain_words(row.place.text) if row.place else None
    same = (_exact(row.actors), _exact(row.recipients), row.mode, _days(row), place)
    told = [c for c in row.citations if c.document == row.document] or row.citations
    words = plain_words(min(told, key=lambda c: (c.start, c.end)).text)
    if row.quad in (1, 3) and row.type != "CONSULT":
        return (*same, words) if len(words) >= _LONG_ENOUGH else None
    if row.date is None or row.date.start != row.date.end:
        return None
    if any(tells_repetition(c.text) for c in row.citations):
        return None
    return (*same, content_stems(row.predicate.text))


def _retold(x: Citation, y: Citation, names: frozenset[str], *, opening: bool) -> bool:
    if min(x.start, y.start) >= _LEAD or tells_repetition(x.text) or tells_repetition(y.text):
        return False
    if not _nested(numerals(x.text), numerals(y.text)):
        return False
    if not _nested(proper_stems(x.text) - names, proper_stems(y.text) - names):
        return False
    one, other = content_stems(x.text, without=names), content_stems(y.text, without=names)
    shared, shorter = len(one & other), min(len(one), len(other))
    if not shared:
        return False
    return (shared >= _SHARED and shared >= _OVERLAP * shorter) or (opening and shared == shorter)


def _nested(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether what one telling has of a kind (figures, names) is among what the other has."""
    return one <= other or other <= one


def _opens(row: Event, citation: Citation) -> bool:
    """Whether a citation of a row stands in the first sentence of the row's document."""
    own = [c for c in row.citations if c.document == row.document]
    return row.sentence == 0 and bool(own) and citation == min(own, key=lambda c: c.start)


def _bodies(parties: list[Party]) -> tuple[str, ...]:
    return tuple(sorted({body(p) for p in parties}))


def _exact(parties: list[Party] | list[Party | None]) -> tuple[str, ...]:
    return tuple(sorted({(p.actor or body(p)) if p else "" for p in parties}))


def _persons(parties: list[Party]) -> set[str]:
    return {p.actor for p in parties if p.actor and p.for_actor and p.actor != p.for_actor}


def _persons_agree(a: list[Party], b: list[Party]) -> bool:
    mine, theirs = _persons(a), _persons(b)
    return not mine or not theirs or mine == theirs


def _days(event: Event) -> tuple[str, str] | None:
    return (event.date.start, event.date.end) if event.date else None


def _places_agree(a: Citation | None, b: Citation | None) -> bool:
    if a is None or b is None:
        return True
    one, other = content_stems(a.text), content_stems(b.text)
    return one <= other or other <= one


def _words_of(row: Row) -> list[Citation]:
    return [*row.citations, row.predicate] if isinstance(row, Event) else row.citations


def _known(parties: list[Party | None] | list[Party]) -> bool:
    return all(p is not None and bool(p.actor or p.for_actor) for p in parties)


def _parties(row: Row) -> list[Party | None]:
    if isinstance(row, (Quote, Utterance)):
        return [row.speaker]
    if isinstance(row, Position):
        return [row.party, *row.toward]
    if isinstance(row, Proposal):
        return [row.by]
    return [None]
