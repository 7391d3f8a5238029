"""Whose word it is: sources, cues and contents of all that a text tells on somebody's word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from tracktwo.coding.arguments import MentionIndex
from tracktwo.coding.chains import Attribution, Attributions, subtree, token_ranges
from tracktwo.coding.cues import ADVERBS
from tracktwo.coding.lexicon import Lexicon
from tracktwo.coding.quoting import join_quotes, statements
from tracktwo.coding.reported import reported
from tracktwo.coding.sources import span_of
from tracktwo.coding.spotted_cues import with_spotted_cues
from tracktwo.coding.trees import children
from tracktwo.schema import CueKind

__all__ = ["Attribution", "Attributions", "find_attributions"]


def _adverbs(doc: Doc) -> Iterator[Attribution]:
    """What *reportedly*, *allegedly* or *alleged* tells on nobody's word in particular."""
    for t in doc:
        if t.lower_ in ADVERBS and t.dep_ in ("advmod", "amod", "discourse"):
            kind: CueKind = ADVERBS[t.lower_]
            content = token_ranges(x for x in subtree(t.head, without=[t]) if x.i != t.i)
        elif t.lower_ == "alleged" and t.dep_ == "amod":
            kind, content = "claims", token_ranges(subtree(t.head, without=[t]))
        else:
            continue
        if content:
            yield Attribution(None, None, (t.i, t.i + 1), t.i, kind, content)


def _according(index: MentionIndex, doc: Doc) -> Iterator[Attribution]:
    """What is told "according to" somebody."""
    for t in doc:
        if t.lower_ != "according":
            continue
        if t.dep_ in ("case", "mark"):
            phrase = noun = t.head
        elif t.dep_ in ("advcl", "obl", "advmod", "acl"):
            phrase = t
            noun = next(iter(children(t, "obl", "nmod", "obj", "pcomp")), t)
        else:
            continue
        clause = phrase.head
        if noun.i == t.i or clause.i == noun.i:
            continue
        source, span = span_of(index, [noun])
        content = token_ranges(subtree(clause, without=[phrase]))
        if content:
            yield Attribution(source, span, (t.i, t.i + 2), t.i, "says", content)


def _both(a: Attribution, b: Attribution) -> Attribution:
    """What two readings of one cue tell together."""
    ranges: list[tuple[int, int]] = []
    for start, end in sorted((*a.content, *b.content)):
        if ranges and start <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(end, ranges[-1][1]))
        else:
            ranges.append((start, end))
    return replace(a, content=tuple(ranges), direct=a.direct or b.direct)


def find_attributions(doc: Doc, index: MentionIndex, lexicon: Lexicon) -> Attributions:
    """Everything that a document tells on somebody's word.

    Args:
        doc: read by the language model.
        index: its mentions of actors.
        lexicon: predicates; its CUE entries give the kind of a verb of saying.
    """
    found = [*reported(index, lexicon, doc), *_adverbs(doc), *_according(index, doc)]
    found = join_quotes(index, lexicon, doc, with_spotted_cues(index, doc, found))
    seen: dict[int, Attribution] = {}
    for a in [*found, *statements(index, lexicon, doc)]:
        old = seen.get(a.cue_head)
        seen[a.cue_head] = a if old is None else _both(old, a)
    return Attributions(doc, seen.values())
