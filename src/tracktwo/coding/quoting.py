"""Whose words stand in quotation marks, or are laid out as a statement."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc, Token

from tracktwo.actors import Mention
from tracktwo.coding.arguments import MentionIndex
from tracktwo.coding.chains import Attribution, token_ranges
from tracktwo.coding.cues import cue_kind
from tracktwo.coding.doers import subjects_of
from tracktwo.coding.lexicon import Lexicon
from tracktwo.coding.quotation import Quoted, Statement, laid_out, quoted_spans
from tracktwo.coding.sources import addressee_of, cue_range, source_of, span_of
from tracktwo.coding.trees import children

__all__ = ["join_quotes", "statements"]


class _Near:
    """Which attributions of a list lie where, so that a long report costs in proportion.

    Attributes:
        by_cue: place in the list of the first attribution of a cue.
    """

    _WIDTH = 64

    def __init__(self, found: Iterable[Attribution]) -> None:
        self.by_cue: dict[tuple[int, int], int] = {}
        self._at: dict[int, set[int]] = {}
        for k, a in enumerate(found):
            self.note(k, a)

    def note(self, k: int, a: Attribution) -> None:
        """Take in the attribution at a place of the list."""
        self.by_cue.setdefault(a.cue, k)
        for start, end in a.content:
            for cell in range(start // self._WIDTH, end // self._WIDTH + 1):
                self._at.setdefault(cell, set()).add(k)

    def to(self, q: Quoted) -> list[int]:
        """Places of those that may share words with a quotation, in order."""
        cells = range(q.start // self._WIDTH, q.end // self._WIDTH + 1)
        return sorted(set().union(*(self._at.get(cell, ()) for cell in cells)))


def join_quotes(
    index: MentionIndex, lexicon: Lexicon, doc: Doc, found: list[Attribution]
) -> list[Attribution]:
    """Joins quotation marks with the cues beside them; quotes alone go to the last speaker."""
    out = list(found)
    quotes = quoted_spans(doc)
    starts = [s.start for s in doc.sents]
    near = _Near(out)
    last: Attribution | None = None
    last_end = -1
    for q in quotes:
        length = q.end - q.start
        holders = [
            k
            for k in near.to(q)
            if _overlap(out[k], q) >= max(1, length // 2) and not q.start <= out[k].cue[0] < q.end
        ]
        if holders:
            k = min(holders, key=lambda k: out[k].size)
            a = out[k]
            out[k] = replace(a, direct=True, content=_union(doc, a.content, q))
            near.note(k, out[k])
            last, last_end = out[k], q.end
            continue
        told = any(doc[i].pos_ in ("VERB", "AUX") for i in range(q.start, q.end))
        if not (length > 3 and told) and not _spoken(index, lexicon, doc, q):
            continue
        cue = _cue_beside(index, lexicon, doc, q)
        if cue is not None:
            source, span = source_of(index, cue)
            kind = cue_kind(cue, lexicon) or "says"
            a = Attribution(
                source,
                span,
                cue_range(cue),
                cue.i,
                kind,
                ((q.start, q.end),),
                True,
                addressee_of(index, cue),
            )
            known = near.by_cue.get(a.cue)
            if known is None:
                out.append(a)
            else:
                a = replace(out[known], direct=True, content=_union(doc, out[known].content, q))
                out[known] = a
            near.note(len(out) - 1 if known is None else known, a)
            last, last_end = a, q.end
        elif last is not None and _follows(doc, starts, last_end, q):
            out.append(replace(last, content=((q.start, q.end),), direct=True, addressee=None))
            near.note(len(out) - 1, out[-1])
            last_end = q.end
    return out


def _spoken(index: MentionIndex, lexicon: Lexicon, doc: Doc, q: Quoted) -> bool:
    """Whether a few words in quotation marks are led in or followed at once by their cue."""
    if doc[q.end - 1].text not in (",", "?", "!", "."):
        return False
    cue = _cue_beside(index, lexicon, doc, q)
    if cue is None:
        return False
    words = range(q.end, cue.i) if cue.i >= q.end else range(cue.i + 1, q.start)
    return sum(not doc[i].is_punct for i in words) <= 4


def _overlap(a: Attribution, q: Quoted) -> int:
    return sum(max(0, min(e, q.end) - max(s, q.start)) for s, e in a.content)


def _union(
    doc: Doc, content: tuple[tuple[int, int], ...], q: Quoted
) -> tuple[tuple[int, int], ...]:
    tokens = [doc[i] for a, b in content for i in range(a, b)]
    return token_ranges([*tokens, *(doc[i] for i in range(q.start, q.end))])


def _cue_beside(index: MentionIndex, lexicon: Lexicon, doc: Doc, q: Quoted) -> Token | None:
    """The nearest cue verb outside a quotation, in its sentences.

    A comma before its closing mark, or a comma or colon before its opening mark, tells that the
    sentence goes on there, even if the language model has ended it.
    """
    first, last = doc[q.start].sent, doc[max(q.start, q.end - 1)].sent
    if q.start > 1 and doc[q.start - 2].text in (",", ":"):
        first = doc[q.start - 2].sent
    if doc[q.end - 1].text == "," and q.end + 1 < len(doc):
        last = doc[q.end + 1].sent
    best: Token | None = None
    for i in range(first.start, last.end):
        t = doc[i]
        if q.start <= i < q.end or t.pos_ != "VERB" or cue_kind(t, lexicon) is None:
            continue
        if not subjects_of(t) and not children(t, "obl:agent"):
            continue
        gap = min(abs(i - q.start), abs(i - q.end))
        if best is None or gap < min(abs(best.i - q.start), abs(best.i - q.end)):
            best = t
    return best


def _follows(doc: Doc, starts: list[int], last_end: int, q: Quoted) -> bool:
    """Whether a quotation stands alone in its sentence and goes on from the last one."""
    sent = doc[q.start].sent
    outside = [t for t in sent if not q.start <= t.i < q.end and not t.is_punct and not t.is_space]
    if outside:
        return False
    return bisect_left(starts, sent.start) - bisect_left(starts, last_end) <= 1


def statements(index: MentionIndex, lexicon: Lexicon, doc: Doc) -> Iterable[Attribution]:
    """Statements laid out over paragraphs; who makes them stands before the colon."""
    for st in laid_out(doc):
        if st.label is not None:
            a, b = st.label
            m = next((x for x in index.mentions if a <= x.start and x.end <= b), None)
            yield Attribution(
                m, (a, b), (st.lead, st.lead + 1), st.lead, "says", ((st.start, st.end),), True
            )
            continue
        sent = doc[st.lead].sent
        cues = [
            t
            for t in sent
            if t.pos_ == "VERB" and t.i < st.lead and cue_kind(t, lexicon) is not None
        ]
        if not cues:
            continue
        cue = cues[-1]
        source, span = source_of(index, cue)
        if source is None and cue.dep_ in ("advcl", "xcomp", "conj", "acl"):
            source, span = span_of(index, subjects_of(cue))
        end = _told_of_again(index, doc, source, st) if source is not None else st.end
        yield Attribution(
            source,
            span,
            cue_range(cue),
            cue.i,
            cue_kind(cue, lexicon) or "says",
            ((st.start, end),),
            True,
        )


def _told_of_again(index: MentionIndex, doc: Doc, source: Mention, st: Statement) -> int:
    """Where a statement ends: before a paragraph in which its speaker is told of from outside.

    Nobody calls himself by his office or name as the subject of what he says.
    """
    start = st.start
    for i in range(st.start, st.end):
        if doc[i].is_space and "\n" in doc[i].text:
            start = i + 1
            continue
        m = index.at(doc[i])
        if m is None or start == st.start or m.kind == "pronoun" or doc[i].dep_ != "nsubj":
            continue
        mine, other = source.party, m.party
        same = other.actor == mine.actor if mine.actor else other.name == mine.name
        person = m.kind in ("title+name", "surname", "description") or other.name == mine.name
        if same and person and m.acts:
            return start
    return st.end
