"""Moves that are announced, threatened, possible or under way, in words of no event type's kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from tracktwo.conflict.draft.clauses import cut_condition
from tracktwo.conflict.draft.contents import about, base_form, object_words
from tracktwo.conflict.draft.families import Families, Hit
from tracktwo.conflict.draft.marks import FREE, TIERS, Choice, Mark
from tracktwo.conflict.draft.own_words import own_words
from tracktwo.conflict.draft.parties import Parties
from tracktwo.conflict.draft.positions import how_known
from tracktwo.schema import Citation, Event, Party, Position, Row

__all__ = ["in_own_words", "marks_of_move", "marks_of_readiness", "stands_in", "told_move"]

_OFFER = TIERS.index("offer")
_THREAT = TIERS.index("threat")
_READ = ("ACCUSE", "COERCE", "SANCTION", "RETREAT", "CONCEDE", "MOBILIZE", "AID")
_KINDS = (
    "court", "passage", "access", "sanctions", "nuclear", "trade", "aid", "prisoners", "elections",
    "talks",
)  # fmt: skip
_OWN = ("COERCE", "SANCTION", "ACCUSE", "RETREAT", "CONCEDE", "AGREE")
_PROMISES = frozenset("agree promise pledge vow offer plan commit intend accept".split())
_NO_VERB = frozenset("a an the any no its his her their this that his her".split())
_PRONOUNS = frozenset("it them one ones so him her this that such these those itself".split())
_AUXILIARIES = frozenset(
    "be is are was were been being has have had do does did will would can could may might".split()
)
_TO = re.compile(r"^\s*(?:to|that (?:it|he|she|they) (?:would|will))\s+(?!be\b)([a-z]+\s.+)$", re.S)
_LEAST = 2


def told_move(e: Event, kinds: Families) -> Hit | None:
    """The kind of choice of which the words of an act speak, where its type tells none."""
    if e.type == "ACCUSE" and e.modality in ("happened", "ongoing"):
        return None
    if e.type not in _READ or (e.type == "CONCEDE" and e.modality in ("happened", "ongoing")):
        return None
    hit = kinds.spoken(_from_verb(e).text)
    return hit if hit is not None and hit.family.id in _KINDS else None


def in_own_words(e: Event, kinds: Families) -> str | None:
    """What is announced, threatened or possible, as a choice in its own words; None if unclear."""
    if e.type not in _OWN or e.polarity == "negated":
        return None
    if e.modality not in ("planned", "conditional", "possible"):
        return None
    text = _clear(cut_condition(_from_verb(e))[0])
    if text is None or (e.type == "AGREE" and text.split()[0] in _PROMISES):
        return None
    return text


def marks_of_move(e: Event, of: Event | None, parties: Parties, kinds: Families) -> Iterator[Mark]:
    """A move of no known kind, in its own words, as a choice of the one who would make it.

    Only where its owner says so itself, or a condition tells when it would.
    """
    text = in_own_words(e, kinds)
    if text is None or len(e.actors) != 1:
        return
    owner = parties.key(e.actors[0])
    if owner is None:
        return
    known = how_known(e, owner, parties)
    if known is not None and known.how.endswith("so of it"):
        return  # what another says that it would do is no wish of its own
    threat = of is not None and of.type == "THREATEN"
    condition = e.condition or (of.condition if of else None)
    own = own_words(text)
    if own is None or (e.modality != "possible" and condition is None and not threat):
        return
    plain = Mark(
        Choice(owner, FREE, own.stems), e.id, e.citations[0], "could", own.taken, e.confidence,
        label=own.label, how=known.how if known else "",
    )  # fmt: skip
    if own.so:
        yield replace(
            plain, says="now", taken=True,
            how="the words speak of it as of something that is so",
        )  # fmt: skip
    if e.modality == "possible":
        if parties.keys(e.recipients):
            yield plain
        return
    yield replace(
        plain, says="wish", holder=owner, tier=_THREAT if threat else _OFFER,
        condition=condition, threat=threat, hostile=threat,
        how=(known.how if known else f"told as {e.modality}")
        + "; what is announced need not be what is wished",
    )  # fmt: skip


def marks_of_readiness(
    e: Event, rows: Mapping[str, Row], parties: Parties, kinds: Families
) -> Iterator[Mark]:
    """*Plans to hold a vote*, *is ready to open the port*: where no other row tells its content."""
    if e.type != "AGREE" or e.modality != "happened" or e.polarity == "negated" or e.attribution:
        return
    if len(e.actors) != 1 or stands_in(e.actors[0]):
        return
    for row in rows.values():
        if (row.document, row.sentence) == (e.document, e.sentence) and (
            isinstance(row, Position) or (isinstance(row, Event) and row.content_of == e.id)
        ):
            return
    told = e.citations[0]
    match = _TO.match(told.text[max(0, e.predicate.end - told.start) :])
    owner = parties.key(e.actors[0])
    if match is None or owner is None:
        return
    start = e.predicate.end + match.start(1)
    text, condition = cut_condition(
        Citation(document=told.document, start=start, end=told.end, text=match[1])
    )
    hit = kinds.reading(text, "other") or kinds.spoken(text)
    if hit is None:
        return
    yield Mark(
        Choice(owner, hit.family.id, about(hit.family, text, owner, parties)), e.id, told, "wish",
        hit.taken, e.confidence, holder=owner, tier=_OFFER, condition=e.condition or condition,
        label=object_words(hit.family, text), position=True,
        how=f"voiced as “{e.predicate.text}”; readiness need not be a wish",
    )  # fmt: skip


def stands_in(party: Party) -> bool:
    """Whether a party is named only by a pronoun."""
    return party.mention is not None and party.mention.text.lower() in ("it", "he", "she", "they")


def _from_verb(e: Event) -> Citation:
    """The words of an act from its verb on."""
    told = next((c for c in e.citations if c.start <= e.predicate.start < c.end), e.citations[0])
    at = max(0, e.predicate.start - told.start)
    return Citation(
        document=told.document, start=told.start + at, end=told.end, text=told.text[at:]
    )


def _clear(text: str) -> str | None:
    """The words of a move with its verb in the base form; None where they tell too little."""
    words = text.split()
    if len(words) < _LEAST or not re.fullmatch(r"[a-z]+", words[0]):
        return None
    if words[0] in _NO_VERB | _AUXILIARIES or re.search(r"\w{3}(?:ing|ed)$", words[0]):
        return None
    if not _PRONOUNS.isdisjoint(w.lower().strip(",.;") for w in words[1:3]):
        return None
    return " ".join([base_form(words[0]), *words[1:]])
