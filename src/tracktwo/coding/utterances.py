"""Utterances: plain statements, appeals, wishes, beliefs and feelings, which PLOVER leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Span

from tracktwo.coding.attribution import Attribution
from tracktwo.coding.coded import Coded
from tracktwo.coding.contents import whole
from tracktwo.coding.context import Reading
from tracktwo.coding.holders import holders, speaks
from tracktwo.coding.quotes import speaking, stretches
from tracktwo.coding.stances import side
from tracktwo.coding.told import Told
from tracktwo.coding.trees import cases, children, is_negator, lemma
from tracktwo.schema import Citation, CueKind, Link, Party, Position, Proposal, Utterance

__all__ = ["code_utterances"]

_FEELINGS: Final[dict[str, CueKind]] = {
    **dict.fromkeys(
        """concern worry fear hope optimism pessimism confidence doubt scepticism skepticism alarm
        conviction belief expectation disappointment suspicion unease anxiety frustration dismay
        surprise""".split(),
        "believes",
    ),
    **dict.fromkeys(
        """condolence condolences sympathy sorrow sadness regret grief solidarity tribute
        satisfaction relief shock wish greeting sympathies""".split(),
        "says",
    ),
}
_ANAPHORS: Final = frozenset(
    "it its they them their he him his she her this that these those who which".split()
)
_VOICING: Final = frozenset(
    """express voice offer convey extend send share pay reiterate state repeat have show raise
    present""".split()
)
_MOURNING: Final = frozenset("mourn regret lament grieve".split())
_ADJECTIVES: Final = frozenset(
    """concerned worried saddened shocked alarmed hopeful optimistic sceptical skeptical
    appalled""".split()
)


def code_utterances(
    r: Reading,
    events: Sequence[Coded],
    positions: Sequence[Position] = (),
    proposals: Sequence[Proposal] = (),
) -> list[Utterance]:
    """The utterances of a document, in the order of the text.

    What stands as an event, a position or a proposal does not come again.

    Args:
        r: the document.
        events: its events.
        positions: its positions.
        proposals: its proposals.
    """
    told = Told((c.event.predicate.start, c.event.predicate.end) for c in events)
    for content in [p.content for p in positions]:
        told.add(content.start, content.end)
    for content in [c for p in proposals for c in (p.content, *p.citations)]:
        told.add(content.start, content.end)
    rows: dict[tuple[int, int], Utterance] = {}
    stand = Told()
    for u in [*_said(r, told), *_felt(r, told)]:
        if not stand.holds(u.content.start, u.content.end):
            rows[u.content.start, u.content.end] = u
            stand.add(u.content.start, u.content.end)
    return sorted(rows.values(), key=lambda u: (u.content.start, u.content.end, u.id))


def _said(r: Reading, told: Told) -> Iterator[Utterance]:
    """What attributions give as somebody's words; long statements sentence by sentence."""
    for a in r.attributions.found:
        cue = r.cite_tokens(*a.cue)
        speaker = speaking(r, a)
        if told.at(cue.start) and not a.direct:
            continue
        nameless = speaker is None or not (speaker.named or side(speaker) != speaker.name)
        fear = a.kind == "believes"
        if nameless and not (fear and a.source is None):
            continue
        sentences = list(_sentences(r, a))
        for span in sentences:
            about = _about(r, span, speaker)
            verbs = any(t.pos_ in ("VERB", "AUX") for t in span)
            if (
                len(span) < 3
                or not (verbs or a.direct)
                or told.touches(span.start_char, span.end_char)
            ):
                continue
            if (nameless or len(sentences) > 1) and not about:
                continue
            if any(b is not a and b.size < a.size for b in r.attributions.covering(span.root.i)):
                continue  # told by somebody within the statement
            yield _row(
                r, span, speaker, a.kind, about, r.cite_tokens(*a.cue), "utterance", _outer(r, a)
            )


def _outer(r: Reading, a: Attribution) -> list[Link]:
    return [r.link(x) for x in r.attributions.chain(a.cue_head) if x is not a]


def _sentences(r: Reading, a: Attribution) -> Iterator[Span]:
    for start, end in stretches(r, a):
        i = start
        while i < end:
            stop = min(r.doc[i].sent.end, end)
            span = r.doc[i:stop]
            while len(span) > 1 and (span[-1].is_space or span[-1].text in '“”"'):
                span = span[:-1]
            while len(span) > 1 and (span[0].is_space or span[0].text in '“”"'):
                span = span[1:]
            yield span
            i = stop


def _felt(r: Reading, told: Told) -> Iterator[Utterance]:
    """Feelings and condolences: "expressed concern over", "offered condolences", "mourned"."""
    for token in r.doc:
        word = lemma(token)
        kind: CueKind | None = None
        top = token
        if token.pos_ == "NOUN" and word in _FEELINGS:
            head = token.head
            if token.dep_ in ("obj", "nsubj:pass") and lemma(head) in _VOICING:
                kind, top = _FEELINGS[word], head
        elif token.pos_ == "VERB" and word in _MOURNING and children(token, "obj", "ccomp"):
            kind = "says"
        elif (
            token.lower_ in _ADJECTIVES
            and token.dep_ != "amod"
            and children(token, "cop", "aux:pass")
        ) and any(cases(c) & {"about", "by", "at", "over", "that", "of"} for c in token.children):
            kind = "believes"
        if kind is None or any(is_negator(c) for c in top.children):
            continue
        if told.at(token.idx) or told.at(top.idx):
            continue
        if token.pos_ == "VERB" or top is not token:
            who = holders(r, top, {}) or holders(r, token, {})
        else:
            who = holders(r, token, {})
            if not who:
                from_passive = children(token, "nsubj:pass", "nsubj")
                who = [r.party(m) for c in from_passive if (m := r.index.at(c)) is not None]
        if any(c.lower_ in ("this", "these", "such", "that", "those") for c in token.children):
            continue
        span = whole(token)
        more = [c for c in children(top, "obl") if cases(c) & {"to", "for", "over", "about", "on"}]
        if top is not token and more and more[-1].i > token.i:
            span = r.doc[span.start : max(span.end, whole(more[-1]).end)]
        if token.pos_ != "NOUN":
            start = token.i
            span = r.doc[start : max(span.end, start + 1)]
        if told.touches(span.start_char, span.end_char):
            continue
        for speaker in who[:1]:
            if speaks(speaker):
                about = _about(r, span, speaker)
                yield _row(
                    r,
                    span,
                    speaker,
                    kind,
                    about,
                    r.cite(r.doc[top.i : top.i + 1]),
                    "feeling",
                    r.chain(top),
                )


def _about(r: Reading, span: Span, speaker: Party | None) -> list[Party]:
    """The parties that a stretch names, other than the speaker's own person."""
    inside = [
        m
        for m in r.index.starting(span.start, span.end)
        if m.end <= span.end
        and (m.acts or m.place)
        and not (m.kind == "pronoun" and r.doc[m.head].lower_ in _ANAPHORS)
    ]
    found = [p for p in r.parties(inside) if speaks(p) or (p.named and p.actor)]
    return [p for p in found if speaker is None or p.name != speaker.name]


def _row(
    r: Reading,
    span: Span,
    speaker: Party | None,
    kind: CueKind,
    about: list[Party],
    cue: Citation,
    rule: str,
    chain: list[Link],
) -> Utterance:
    content = r.cite(span)
    parts = [content, cue]
    if speaker is not None and speaker.mention is not None:
        parts.append(speaker.mention)
    sent = span.sent
    near = [p for p in parts if sent.start_char <= p.start < sent.end_char or p is content]
    start, end = min(p.start for p in near), max(p.end for p in near)
    return Utterance(
        id=f"u{span.start}.{span.end}",
        document=r.document,
        sentence=r.sentence(span[0]),
        rule=rule,
        confidence=0.6,
        attribution=chain,
        citations=[r.cite_text(start, end)],
        codebook=r.codebook,
        model=r.model,
        speaker=speaker,
        kind=kind,
        content=content,
        about=about,
    )
