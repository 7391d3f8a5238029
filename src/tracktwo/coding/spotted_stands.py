"""Stands as the model spots them, joined with those that the stance words tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, cast

from spacy.tokens import Span

from tracktwo.coding.chains import token_ranges
from tracktwo.coding.context import Reading
from tracktwo.coding.issues import issue_of
from tracktwo.coding.sides import in_own_words
from tracktwo.coding.spotted import acts_in, mention_at
from tracktwo.coding.spotted_conditions import condition_of
from tracktwo.coding.stances import side
from tracktwo.language import StandRead
from tracktwo.schema import Issue, Position, Stance

__all__ = ["with_spotted_stands"]

_ADD: Final = 0.4  # a stand that the model alone spots
_HOLDER: Final = 0.4
_ISSUE: Final = 0.4  # how likely an issue must be where the words of a position show none


def with_spotted_stands(r: Reading, positions: Sequence[Position]) -> list[Position]:
    """The positions of the rules, and the stands that the model alone spots."""
    acts = acts_in(r.doc)
    if acts is None:
        return list(positions)
    reads = sorted(acts.stands.values(), key=lambda s: s.token)
    within: dict[int, list[StandRead]] = defaultdict(list)
    for s in reads:
        within[r.sentence(r.doc[s.token])].append(s)
    out = [_about(r, p, within[p.sentence]) if p.issue == "other" else p for p in positions]
    by_sentence: dict[int, list[Position]] = defaultdict(list)
    for p in positions:
        by_sentence[p.sentence].append(p)
    for s in reads:
        if 1 - s.none < _ADD:
            continue
        made = _position(r, s)
        if made is not None and not any(_told(p, made) for p in by_sentence[made.sentence]):
            out.append(made)
            by_sentence[made.sentence].append(made)
    return sorted(out, key=lambda p: (p.content.start, p.content.end, p.stance, p.id))


def _issue(span: Span, s: StandRead) -> Issue:
    """What a stand is about by its words; as the model reads it where they show nothing."""
    told = issue_of(span)[0]
    return cast(Issue, s.issue[0]) if told == "other" and s.issue[1] >= _ISSUE else told


def _about(r: Reading, p: Position, reads: Sequence[StandRead]) -> Position:
    """A position whose words show no issue, with the issue that the model reads in them."""
    near = [
        s for s in reads if any(p.content.start <= r.doc[i].idx < p.content.end for i in s.content)
    ]
    best = min(near, key=lambda s: (s.none, s.token), default=None)
    if best is None or best.issue[1] < _ISSUE:
        return p
    return p.model_copy(update={"issue": best.issue[0]})


def _told(p: Position, made: Position) -> bool:
    """Whether a row has the same party's stand in the same words."""
    common = min(p.content.end, made.content.end) - max(p.content.start, made.content.start)
    return common > 0 and (side(p.party) == side(made.party) or p.stance == made.stance)


def _position(r: Reading, s: StandRead) -> Position | None:
    if not s.holders or s.holders[0][1] < _HOLDER:
        return None
    holder = mention_at(r.index, r.doc[s.holders[0][0]])
    span = _words(r, s.content or (s.token,), s.token)
    if holder is None or span is None:
        return None
    party = r.party(holder)
    stance = max(s.stances, key=lambda k: (s.stances[k], k))
    token = r.doc[s.token]
    first, last = min(holder.start, span.start), max(holder.end, span.end)
    return Position(
        id=f"p{s.token}.{span.start}.{span.end}",
        document=r.document,
        sentence=r.sentence(token),
        rule="spotted stand",
        confidence=round(s.stances[stance], 3),
        attribution=in_own_words(r, token, [party], r.chain(token)),
        condition=condition_of(r, token, None),
        citations=[r.cite_tokens(first, last)],
        codebook=r.codebook,
        model=r.model,
        party=party,
        issue=_issue(span, s),
        stance=cast(Stance, stance),
        content=r.cite(span),
        toward=[],
        modality="happened",
        since=None,
    )


def _words(r: Reading, words: Iterable[int], head: int) -> Span | None:
    """The stretch of these words around their head."""
    ranges = token_ranges(r.doc[i] for i in words)
    near = [(a, b) for a, b in ranges if a <= head < b] or list(ranges)
    if not near:
        return None
    a, b = max(near, key=lambda x: x[1] - x[0])
    return r.doc[a:b]
