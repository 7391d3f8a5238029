"""Sayings as the model spots them, joined with those that the rules find on the tree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, cast

from spacy.tokens import Doc

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
_SOURCE: Final = 0.4


def with_spotted_cues(
    index: MentionIndex, doc: Doc, found: Iterable[Attribution]
) -> list[Attribution]:
    """What the rules find, and the sayings that the model alone spots."""
    acts = acts_in(doc)
    if acts is None:
        return list(found)
    out = list(found)
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
    source, span = None, None
    if read.sources and read.sources[0][1] >= _SOURCE:
        token = doc[read.sources[0][0]]
        source, span = span_of(index, [token])
        if source is None:
            found = mention_at(index, token)
            if found is not None:
                source, span = found, (found.start, found.end)
    kind = cast(CueKind, max(read.kinds, key=lambda k: (read.kinds[k], k)))
    first = content[0][0]
    quoted = first > 0 and doc[first - 1].text in ('"', "“", "‘")
    return Attribution(
        source, span, cue_range(doc[read.token]), read.token, kind, content, direct=quoted
    )


def _ranges(doc: Doc, words: Iterable[int]) -> tuple[tuple[int, int], ...]:
    return token_ranges(doc[i] for i in words)
