"""What parties say of their own choices in plain statements: *the port would stay closed until*."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tracktwo.conflict.draft.clauses import cut_condition
from tracktwo.conflict.draft.contents import about, object_words
from tracktwo.conflict.draft.families import Families
from tracktwo.conflict.draft.marks import FREE, TIERS, Choice, Mark
from tracktwo.conflict.draft.own_words import own_words
from tracktwo.conflict.draft.parties import Parties
from tracktwo.ledger.words import content_stems
from tracktwo.schema import Utterance

__all__ = ["marks_of_saying"]

_STAYS = re.compile(
    r"\b(?:(?:would|will|must|shall)(?: not)? (?:stay|remain|continue|go on|go ahead|proceed|"
    r"be kept|be maintained|last)|"
    r"(?:stays?|remains?|continues?|goes on|go on)(?: in (?:force|place))?)\b"
)
_MAY = re.compile(r"\b(?:may|might|could)\s+([a-z]+\s.+)$", re.S)
_STARTS = re.compile(r"\bgo ahead\b|\bproceed\b")
_WOULD = re.compile(r"^(?:it|he|she|they|we|I) (?:would|will)\s+(.+)$", re.S)
_REST = re.compile(r"\b(?:closed|shut|blocked|sealed)\b")
_OFFER = TIERS.index("offer")


def marks_of_saying(
    rows: Iterable[Utterance], marks: Sequence[Mark], parties: Parties, kinds: Families
) -> Iterator[Mark]:
    """What statements of a party tell of choices that are its own.

    That something of its own stays or goes on tells that it is so, and that the party means to keep
    it so; what it says that it would do is an offer. Nobody's statement is about a choice of
    another.
    """
    mine: dict[str, list[Mark]] = defaultdict(list)
    for m in marks:
        if m.choice.owner:
            mine[m.choice.owner].append(m)
    for row in rows:
        owner = parties.key(row.speaker)
        yield from _feared(row, owner, parties, kinds)
        if owner is None or row.kind not in ("says", "promises", "demands", "claims"):
            continue
        text, condition = cut_condition(row.content)
        voiced = f"{row.speaker.name} says so" if row.speaker else ""
        stays = _STAYS.search(text)
        would = _WOULD.match(text)
        if stays and not would:
            found = _meant(text, stays, owner, mine[owner], kinds)
            if found is None:
                continue
            choice, taken = found
            if not _STARTS.search(stays[0]):
                yield Mark(choice, row.id, row.content, "now", taken, row.confidence, how=voiced)
        elif would:
            hit = kinds.reading(would[1], "other") or kinds.spoken(would[1])
            own = own_words(would[1]) if hit is None and condition is not None else None
            label = ""
            if hit is not None:
                choice = Choice(owner, hit.family.id, about(hit.family, text, owner, parties))
                taken, label = hit.taken, object_words(hit.family, would[1])
                if hit.family.id == "fighting":
                    continue
            elif own is not None and re.match(r"[a-z]+ (?!to\b)", would[1]):
                choice, taken, label = Choice(owner, FREE, own.stems), own.taken, own.label
            else:
                continue
        else:
            continue
        yield Mark(
            choice, row.id, row.content, "wish", taken, row.confidence, holder=owner,
            tier=_OFFER, condition=row.condition or condition, position=True,
            label=label if would else "",
            how=f"{voiced}; what is announced need not be what is wished",
        )  # fmt: skip


def _feared(
    row: Utterance, speaker: str | None, parties: Parties, kinds: Families
) -> Iterator[Mark]:
    """*The Bank may hold back its loan*: what is only possible of a named body's aid or penalty."""
    text = row.content.text
    match = _MAY.search(text)
    named = parties.find(text[: match.start()]) if match else []
    if match is None or not named or named[-1][2] == speaker:
        return
    hit = kinds.spoken(match[1])
    if hit is None or hit.family.id not in ("aid", "sanctions", "trade"):
        return
    owner = named[-1][2]
    concerns = about(hit.family, match[1], owner, parties)
    plain = Mark(
        Choice(owner, hit.family.id, concerns), row.id, row.content, "could", hit.taken,
        row.confidence, how="told as possible",
    )  # fmt: skip
    yield plain
    if not hit.taken:
        yield replace(plain, says="now", taken=True, how="what may be reduced or lifted is there")


def _meant(
    text: str, stays: re.Match[str], owner: str, mine: Sequence[Mark], kinds: Families
) -> tuple[Choice, bool] | None:
    """The one choice of the owner of which the subject of a statement speaks, and which way."""
    subject, rest = text[: stays.start()], text[stays.end() :]
    stems = set(content_stems(subject))
    found: dict[Choice, bool] = {}
    for m in mine:
        family = kinds.get(m.choice.family)
        if family is None:
            if stems & set(m.choice.about.split()):
                found[m.choice] = True
        elif family.id == "passage" and stems & set(content_stems(m.words.text)):
            found[m.choice] = not _REST.search(rest)
        elif kinds.speaks(subject, family):
            found[m.choice] = True
    if len(found) != 1:
        return None
    choice, taken = next(iter(found.items()))
    return choice, taken != (" not " in f" {stays[0]} ")
