"""Sayings as the model spots them, joined with those that the rules find on the tree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, cast

from spacy.tokens import Doc

from tracktwo.actors import Mention
from tracktwo.coding.arguments import MentionIndex
from tracktwo.coding.chains import Attribution, token_ranges
from tracktwo.coding.cues import JUDGING, denied_claim
from tracktwo.coding.sources import cue_range, span_of
from tracktwo.coding.spotted import acts_in, mention_at
from tracktwo.coding.trees import lemma
from tracktwo.language import CueRead
from tracktwo.schema import CueKind

__all__ = ["with_spotted_cues"]

_ADD: Final = 0.6  # a cue that the model alone spots
_DROP: Final = 0.15  # a verb that the rules take for a cue and the model for none
_SOURCE: Final = 0.4


def with_spotted_cues(
    index: MentionIndex, doc: Doc, found: Iterable[Attribution]
) -> list[Attribution]:
    """What the rules find, weighed with the model's reading, and sayings that it alone spots."""
    acts = acts_in(doc)
    if acts is None:
        return list(found)
    out = []
    for a in found:
        read = acts.cues.get(a.cue_head)
        if read is not None:
            a = _weighed(index, a, read)
        if doc[a.cue_head].pos_ != "VERB" or (read is not None and 1 - read.none >= _DROP):
            out.append(a)
    told = {i for a in out for i in (a.cue_head, *range(*a.cue))}
    for i, read in acts.cues.items():
        token = doc[i]
        if i in told or denied_claim(token) or lemma(token) in JUDGING:
            continue
        if 1 - read.none >= _ADD:
            made = _made(index, read)
            if made is not None:
                out.append(made)
    return out


def _made(index: MentionIndex, read: CueRead) -> Attribution | None:
    doc = index.doc
    content = _ranges(doc, set(read.content) - {read.token})
    if not content:
        return None
    source, span = _source(index, read)
    kind = cast(CueKind, max(read.kinds, key=lambda k: (read.kinds[k], k)))
    first = content[0][0]
    quoted = first > 0 and doc[first - 1].text in ('"', "“", "‘")
    return Attribution(
        source, span, cue_range(doc[read.token]), read.token, kind, content, direct=quoted
    )


def _source(index: MentionIndex, read: CueRead) -> tuple[Mention | None, tuple[int, int] | None]:
    """Whose word it is as the model reads it, and the words for it."""
    if not read.sources or read.sources[0][1] < _SOURCE:
        return None, None
    token = index.doc[read.sources[0][0]]
    source, span = span_of(index, [token])
    if source is None:
        source = mention_at(index, token)
        span = (source.start, source.end) if source is not None else span
    return source, span


def _weighed(index: MentionIndex, a: Attribution, read: CueRead) -> Attribution:
    """A saying of the rules with the source that they do not find.

    Its content is that of the model where the two have less than half in common.
    """
    mine, theirs = set(read.content) - {read.token}, {i for x in a.content for i in range(*x)}
    if mine and not a.direct and 2 * len(mine & theirs) < max(len(mine), len(theirs)):
        a = replace(a, content=_ranges(index.doc, mine))
    if a.source_span is None:
        source, span = _source(index, read)
        a = replace(a, source=source, source_span=span)
    return a


def _ranges(doc: Doc, words: Iterable[int]) -> tuple[tuple[int, int], ...]:
    return token_ranges(doc[i] for i in words)
