"""What events and proposals say about choices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tracktwo.conflict.draft.contents import about, object_words, quoted
from tracktwo.conflict.draft.families import Families, Family, has, words_of
from tracktwo.conflict.draft.marks import FREE, TIERS, Choice, Mark
from tracktwo.conflict.draft.moves import in_own_words, marks_of_move, stands_in, told_move
from tracktwo.conflict.draft.parties import Parties
from tracktwo.conflict.draft.positions import how_known
from tracktwo.schema import Event

__all__ = ["marks_of_event"]

_ACT = TIERS.index("act")
_THREAT = TIERS.index("threat")
_OFFER = TIERS.index("offer")
_LASTING = (
    "fighting", "sanctions", "territory", "prisoners", "disarm", "power", "passage", "access",
    "nuclear", "aid",
)  # fmt: skip
_AID = (
    "aid", "assistance", "fund*", "loan*", "credit*", "grant*", "subsid*",
    "weapon*", "arms", "military support", "deliver*",
)  # fmt: skip
_PUNISH = ("sanction*", "embargo*", "tariff*", "ban", "bans", "banned", "asset*")
_TRADE = ("trade", "shipment*", "export*", "import*", "grain", "gas", "oil", "electricity")
_REDUCED = ("aid", "sanctions", "trade", "passage")
_NOUNS = ("sanctions", "embargo", "embargoes", "tariffs", "aid", "force", "strikes", "troops")
_FREED = ("releas*", "free*", "prisoner*", "captive*", "hostage*", "detain*", "repatriat*", "swap*")
_ANNEX = ("annex*",)
_LABOUR = re.compile(r"\b(?:its|their|on|the|a|general) strike\b|\bstrike action\b")
_LEAVES = re.compile(r"\b(?:withdr\w+|pull\w* out|leav\w+|quit\w*) (?:from|of|the)\b")
_WOULD = "it says that it would"
_BARE = re.compile(r"(?:against|on|at|over|about|in|for)\b", re.IGNORECASE)
_AFTER = re.compile(r"^\W*(?:of|to|that|with)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class _Kind:
    family: Family
    taken: bool


def marks_of_event(
    e: Event, parties: Parties, kinds: Families, rows: Mapping[str, Event]
) -> Iterator[Mark]:
    """What an act says about its actors' choices: that there is one, how it stands, who wishes it.

    What happened and lasts or goes on is so; what is possible may become so; what is demanded is a
    wish of the one who asks; what is promised or threatened is a wish of the actor, on its
    condition.
    """
    if e.actors_as == "either":
        return
    if e.condition and e.condition.role == "condition":
        yield from _supposed(e, parties, kinds)
        return
    if e.modality not in ("happened", "ongoing") and has(words_of(e.predicate.text), _NOUNS):
        return  # a noun phrase tells of no change
    if e.type == "THREATEN":
        yield from _threat(e, parties, kinds, rows)
        return
    kind = _kind(e, kinds)
    of = rows.get(e.content_of or "")
    if kind is None:
        yield from marks_of_move(e, of, parties, kinds)
        return
    if e.attribution and any(stands_in(p) for p in e.actors):
        sources = {parties.key(link.source) for link in e.attribution if link.source}
        if sources and not sources & set(parties.keys(e.actors)):
            return  # "said that it would": whom the pronoun means is too uncertain
    for owner in parties.keys(e.actors):
        yield from _of_owner(e, owner, kind, of, parties, kinds)


def _of_owner(
    e: Event, owner: str, kind: _Kind, of: Event | None, parties: Parties, kinds: Families
) -> Iterator[Mark]:
    told = " ".join(c.text for c in e.citations)
    targets = [k for k in parties.keys(e.recipients) if k != owner]
    concerns = ""
    if kind.family.about == "party":
        concerns = targets[0] if targets else about(kind.family, told, owner, parties)
    taken = kind.taken == (e.polarity == "affirmed")
    known = how_known(e, owner, parties)
    plain = Mark(
        Choice(owner, kind.family.id, concerns), e.id, e.citations[0], "there", taken,
        e.confidence, label=object_words(kind.family, told),
        how=known.how if known else "",
        hostile=e.quad == 4 and e.modality in ("happened", "ongoing") and bool(targets),
    )  # fmt: skip
    if e.modality in ("happened", "ongoing"):
        if e.polarity == "negated" or (known and any(k.kind == "denies" for k in e.attribution)):
            return
        if e.modality == "happened" and _only_accused(e, of, owner, targets, parties):
            return
        if e.modality == "ongoing" or kind.family.id in _LASTING:
            yield replace(plain, says="now")
            yield replace(
                plain, says="wish", holder=owner, tier=_ACT,
                how=f"it does so{f' ({known.how})' if known else ''}; what one does tells only "
                "roughly what one would rather have",
            )  # fmt: skip
        else:
            yield plain
        for target in targets if kind.family.id == "fighting" else ():
            yield replace(
                plain,
                choice=Choice(target, "fighting"),
                says="there",
                how="it is attacked",
                struck=True,
                holder=owner,
            )
    elif e.modality == "possible" and _warned_off(of, owner, parties):
        for holder in parties.keys(of.actors) if of else ():
            yield replace(
                plain, says="wish", taken=not taken, holder=holder, tier=1, basis="stated",
                unsure=False, hostile=True, how="warns against it",
            )  # fmt: skip
    elif e.modality == "possible":
        yield replace(plain, says="could")
        if not taken and kind.family.id in _REDUCED:
            yield replace(
                plain, says="now", taken=True,
                how="what may be reduced or lifted is there",
            )  # fmt: skip
    elif e.modality == "demanded":
        asker = _asker(e, of, parties)
        if asker and asker.key != owner:
            yield replace(
                plain,
                says="wish",
                holder=asker.key,
                tier=1,
                basis="inferred" if asker.told_by else "stated",
                unsure=bool(asker.told_by),
                how=f"{asker.name} demands it or asks for it"
                + (f", as {asker.told_by} tells" if asker.told_by else ""),
                hostile=True,
                condition=e.condition,
            )
    elif e.modality in ("planned", "conditional"):
        if kind.family.id == "fighting" and not taken:
            # an end of the fight that somebody announces may be the end of another's fight
            plain = replace(plain, choice=Choice("", "fighting"), anyone="own")
        threat = of is not None and of.type == "THREATEN"
        hangs = e.condition or (of.condition if of else None)
        if e.modality == "conditional" and hangs is None:
            return
        voiced = known is None and bool(e.attribution)
        if not taken and kind.family.id in _REDUCED and e.polarity == "affirmed":
            yield replace(
                plain, says="now", taken=True, how="what is to be reduced or lifted is there"
            )
        goes_on = has(words_of(e.predicate.text), kinds.go_on)
        if goes_on and known is None:
            yield replace(plain, says="now", taken=True, how="it says that it goes on with it")
            threat = False
        if _of_another(e, owner, parties):
            return  # what another says that it would do is no wish of its own
        yield replace(
            plain, says="wish", holder=owner, tier=_THREAT if threat else _OFFER,
            condition=hangs, threat=threat, hostile=threat,
            how=(known.how if known else _WOULD if voiced else f"told as {e.modality}")
            + "; what is announced need not be what is wished",
        )  # fmt: skip


def _only_accused(
    e: Event, of: Event | None, owner: str, targets: list[str], parties: Parties
) -> bool:
    """Whether an act is told only by whom it hit, or as what somebody accuses its owner of.

    That it happened is then one side's word, and says nothing of how things stand.
    """
    if not _of_another(e, owner, parties):
        return False
    sources = {parties.key(link.source) for link in e.attribution}
    return bool(sources & set(targets)) or (of is not None and of.type == "ACCUSE")


def _warned_off(of: Event | None, owner: str, parties: Parties) -> bool:
    """Whether an act is what its owner is warned against: *warned them against sending*."""
    return of is not None and of.type == "THREATEN" and owner in parties.keys(of.recipients)


def _supposed(e: Event, parties: Parties, kinds: Families) -> Iterator[Mark]:
    """*If the Union cuts its aid*: what is only supposed of help that is given may come about."""
    kind = _kind(e, kinds)
    if kind is None or kind.family.id != "aid" or kind.taken or e.polarity == "negated":
        return
    for owner in parties.keys(e.actors):
        if _of_another(e, owner, parties) and any(parties.key(x.source) for x in e.attribution):
            continue
        told = " ".join(c.text for c in e.citations)
        concerns = next((k for k in parties.keys(e.recipients) if k != owner), "")
        plain = Mark(
            Choice(owner, "aid", concerns or about(kind.family, told, owner, parties)), e.id,
            e.citations[0], "could", False, e.confidence, how="the reports only suppose it",
        )  # fmt: skip
        yield plain
        yield replace(plain, says="now", taken=True, how="what may be reduced or lifted is there")


@dataclass(frozen=True)
class _Asker:
    key: str
    name: str
    told_by: str


def _asker(e: Event, of: Event | None, parties: Parties) -> _Asker | None:
    """Who asks for what is demanded: the first in the chain who demands it.

    What somebody is only asked to demand is not that one's demand.
    """
    for place, link in enumerate(e.attribution):
        source = link.source
        if source is None and of is not None and len(of.actors) == 1:
            source = of.actors[0]
        if link.kind == "demands" and source is not None:
            key = parties.key(source)
            before = [x for x in e.attribution[:place] if parties.key(x.source) != key]
            told_by = ""
            if before:
                told_by = before[0].source.name if before[0].source else "somebody unnamed"
            return _Asker(key, source.name, told_by) if key else None
    return None


def _of_another(e: Event, owner: str, parties: Parties) -> bool:
    """Whether only somebody else is named as telling it."""
    keys = {parties.key(link.source) for link in e.attribution} - {None}
    return bool(keys) and owner not in keys


def _kind(e: Event, kinds: Families) -> _Kind | None:
    told = told_move(e, kinds) if (e.type, e.mode) == ("MOBILIZE", "weapons") else None
    if told is not None and told.family.id == "nuclear":
        return _Kind(told.family, told.taken)
    kind = _of_type(e, kinds)
    if kind is None:
        told = told_move(e, kinds)
        kind = _Kind(told.family, told.taken) if told else None
    return kind


def _of_type(e: Event, kinds: Families) -> _Kind | None:
    words = words_of(" ".join(c.text for c in e.citations))
    if e.type == "SANCTION" and e.mode == "withdraw" and _LEAVES.search(" ".join(words)):
        return None  # to leave a treaty is no punishment
    if e.type == "SANCTION":
        if e.mode in ("discontinue", "withdraw", None) and has(words, _AID):
            aid = kinds.get("aid")
            return _Kind(aid, False) if aid else None
        if e.mode == "discontinue" and not has(words, _PUNISH) and has(words, _TRADE):
            trade = kinds.get("trade")
            return _Kind(trade, False) if trade else None
        if not has(words, _PUNISH):
            return None
    if (e.type, e.mode) == ("RETREAT", "release") and not has(words, _FREED):
        return None
    if e.type == "COERCE" and not (e.mode == "seize" and has(words, _ANNEX)):
        return None
    if e.type == "AID" and not has(words, _AID):
        return None
    type_ = e.type
    if e.type == "ASSAULT" and e.mode is None and _LABOUR.search(" ".join(words)):
        type_ = "PROTEST"
    found = kinds.of_event(type_, e.mode)
    return _Kind(*found) if found else None


def _threat(
    e: Event, parties: Parties, kinds: Families, rows: Mapping[str, Event]
) -> Iterator[Mark]:
    """A threat whose content is no known kind of act is a choice of its own: to carry it out."""
    if e.polarity == "negated" or e.modality not in ("happened", "ongoing"):
        return
    contents = [r for r in rows.values() if r.content_of == e.id]
    if any(_kind(content, kinds) or in_own_words(content, kinds) for content in contents):
        return
    told = e.citations[0]
    rest = _AFTER.sub("", told.text[max(0, e.predicate.end - told.start) :]).strip(" .,;")
    named = parties.find(rest)
    if _BARE.match(rest) or (named and named[0][0] <= len("the ")):
        rest = ""
    hit = kinds.reading(rest, "other") if rest else None
    if hit and hit.family.given and hit.taken:
        hit = None  # nobody threatens to give
    warns = e.predicate.text.lower().startswith("warn")
    label = "Carry out " + ("what it warns of" if warns else "its threat")
    label += f": {quoted(rest)}" if rest else ""
    for owner in parties.keys(e.actors):
        known = how_known(e, owner, parties)
        choice = Choice(owner, FREE, f"threat {e.id}")
        if hit:
            choice = Choice(owner, hit.family.id, about(hit.family, rest, owner, parties))
        yield Mark(
            choice, e.id, told, "wish", hit is None or hit.taken, e.confidence,
            holder=owner, tier=_THREAT, condition=e.condition, label="" if hit else label,
            threat=True,
            hostile=known is None,
            how=(known.how if known else f"voiced as “{e.predicate.text}”")
            + "; a threat need not be what is wished",
        )  # fmt: skip
