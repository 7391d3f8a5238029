"""Acts done by saying so: accusing, threatening, promising and demanding with a neutral verb.

"Ukraine said Russia attacked" accuses, "said it would strike if ..." threatens, "said it would
send aid" promises, "Iran must comply, he said" demands. The saying is a second event beside what is
said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tracktwo.coding.codebook import intensity, quad
from tracktwo.coding.coded import Coded
from tracktwo.coding.context import Reading
from tracktwo.coding.ownwords import by_author
from tracktwo.coding.scope_words import DEMANDED_AUX, PLANNED_AUX
from tracktwo.coding.sides import own_side
from tracktwo.schema import Event, Link, Party

__all__ = ["WANTED_MODES", "voiced_acts"]

_NEUTRAL: Final = frozenset({"JRN", "MED", "CVL", "UNK", "EDU", "BUS"})
_SAYING: Final = frozenset({"says", "claims", "reports", "suggests"})
_INTENDED: Final = frozenset({"voiced threat", "voiced promise"})
_OPEN: Final = frozenset({"planned", "conditional"})
_THREAT_MODES: Final[dict[str, str]] = {
    "ASSAULT": "violence",
    "MOBILIZE": "violence",
    "SANCTION": "restrict",
}
_COERCE_MODES: Final[dict[str, str]] = {"arrest": "arrest", "deport": "expel", "seize": "territory"}
WANTED_MODES: Final[dict[str, str]] = {
    "RETREAT": "yield",
    "CONCEDE": "yield",
    "AID": "assist",
    "SUPPORT": "assist",
    "COOPERATE": "assist",
    "CONSULT": "meet",
}
"""Mode of a demand or refusal by the type of what it asks for or refuses."""


def _side(p: Party) -> str:
    return p.for_actor or p.actor or p.name


def _speaks_for_a_party(p: Party | None, *, of_itself: bool = False) -> bool:
    """Whether a source is a party to affairs, not a witness, a journalist or nobody known.

    Args:
        p: the source.
        of_itself: it tells what itself will do or not do, for which it need not be named.
    """
    if p is None or not (p.named or p.for_actor or of_itself) or set(p.sectors) & _NEUTRAL:
        return False
    return bool(p.actor or p.for_actor or p.code or p.sectors or of_itself)


def _blames(e: Event, source: str) -> bool:
    """Whether telling of violence blames who did it; telling of a war on armed groups does not."""
    if e.recipients and not any(_side(p) == source for p in e.recipients):
        armed = [
            p for p in e.recipients if p.code == "IMG" or set(p.sectors) & {"REB", "UAF", "PRM"}
        ]
        return len(armed) < len(e.recipients)
    return True


def _of_author(c: Coded) -> bool:
    """Whether the author of a statement does an act by these words, not merely tells a thing."""
    e = c.event
    if e.modality == "demanded":
        return bool(DEMANDED_AUX & {*c.scope.why})
    return bool({*c.scope.why} & (PLANNED_AUX | {"would"}))


def _act(r: Reading, e: Event, link: Link) -> tuple[str, str | None, list[Party], str] | None:
    """Type, mode, recipients and rule of the act that telling an event in one's own voice is."""
    assert link.source is not None
    source = _side(link.source)
    own = bool(e.actors) and all(own_side(r, a, link.source) for a in e.actors)
    happened = e.modality in ("happened", "ongoing")
    if not own:
        if (
            e.type in ("ASSAULT", "COERCE")
            and happened
            and e.polarity == "affirmed"
            and link.kind in _SAYING
        ):
            if not _blames(e, source):
                return None
            return "ACCUSE", "allege", e.actors, "voiced accusation"
        if e.modality == "demanded" and link.kind in ("says", "demands", "claims"):
            mode = WANTED_MODES.get(e.type) if e.polarity == "affirmed" else "change"
            return "REQUEST", mode, e.actors, "voiced demand"
        return None
    if e.modality not in _OPEN:
        return None
    if e.condition is not None and e.condition.role == "condition":
        return None
    if e.polarity == "negated":
        if e.quad > 2 or link.kind not in _SAYING | {"promises"}:
            return None
        return "REJECT", WANTED_MODES.get(e.type), e.recipients, "voiced refusal"
    if e.quad == 4 and e.type != "PROTEST":
        mode = (
            _COERCE_MODES.get(e.mode or "", "restrict")
            if e.type == "COERCE"
            else _THREAT_MODES[e.type]
        )
        return "THREATEN", mode, e.recipients, "voiced threat"
    if e.type in ("AID", "COOPERATE", "SUPPORT", "CONSULT", "RETREAT", "CONCEDE") and link.kind in (
        "says",
        "promises",
        "claims",
    ):
        if e.type in ("RETREAT", "CONCEDE"):
            return "CONCEDE", None, e.recipients, "voiced promise"
        return "AGREE", None, e.recipients, "voiced promise"
    return None


def voiced_acts(r: Reading, events: Sequence[Coded]) -> list[Coded]:
    """The events with those that lie in the saying itself, each content tied to its saying."""
    out: list[Coded] = []
    acts: dict[tuple[str, str, int, tuple[str, ...]], Coded] = {}
    told = {c.event.predicate.start for c in events}
    for c in events:
        e = c.event
        place = len(out)
        out.append(c)
        commanded = e.modality == "demanded" and "imperative" in c.scope.why
        if not (e.actors or commanded) or e.content_of is not None:
            continue
        link = e.attribution[-1] if e.attribution else by_author(r)
        if link is None or (not e.attribution and not _of_author(c)):
            continue
        itself = bool(e.actors) and all(own_side(r, a, link.source) for a in e.actors)
        at = link.cue.start if link.cue is not None else e.predicate.start
        if at in told and e.attribution:
            continue
        if not _speaks_for_a_party(link.source, of_itself=itself):
            continue
        made = _act(r, e, link)
        if made is None or (made[3] in _INTENDED and set(c.scope.why) <= {"to"}):
            continue  # "works with allies to support ...": a purpose, neither threat nor promise
        type_, mode, recipients, rule = made
        key = (type_, mode or "", at, tuple(sorted(_side(p) for p in e.actors)))
        if key not in acts:
            acts[key] = Coded(_row(r, e, link, type_, mode, recipients, rule), c.candidate, c.scope)
            out.append(acts[key])
        out[place] = Coded(
            e.model_copy(update={"content_of": acts[key].event.id}), c.candidate, c.scope
        )
    return out


def _row(
    r: Reading,
    e: Event,
    link: Link,
    type_: str,
    mode: str | None,
    recipients: list[Party],
    rule: str,
) -> Event:
    assert link.source is not None
    cue = link.cue or e.predicate
    words = [*e.citations, cue, *([link.source.mention] if link.source.mention else [])]
    near = [w for w in words if abs(w.start - e.predicate.start) < 400]
    start, end = min(w.start for w in near), max(w.end for w in near)
    return e.model_copy(
        update={
            "id": f"v{e.id}",
            "rule": rule,
            "confidence": round(e.confidence * 0.9, 3),
            "attribution": e.attribution[:-1],
            "actors": [link.source],
            "actors_as": "joint",
            "recipients": [p for p in recipients if not own_side(r, p, link.source)],
            "type": type_,
            "mode": mode,
            "quad": quad(type_),
            "intensity": intensity(type_, mode),
            "predicate": cue,
            "modality": "happened",
            "polarity": "affirmed",
            "condition": e.condition if type_ in ("THREATEN", "AGREE", "CONCEDE") else None,
            "place": None,
            "date": None,
            "citations": [r.cite_text(start, end)],
        }
    )
