"""Quotes: words that a text gives as a speaker's, direct or indirect."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from tracktwo.coding.attribution import Attribution
from tracktwo.coding.context import Reading
from tracktwo.coding.trees import cases, children, own_tokens
from tracktwo.schema import Citation, Link, Party, Quote

__all__ = ["code_quotes", "speaking", "stretches"]

_VOICES: Final = frozenset(
    """official source analyst expert observer report document statement witness people critic
    resident study spokesman spokeswoman spokesperson diplomat commander minister ministry
    government leader communique communiqué resolution letter survivor aide adviser advisor
    lawmaker politician journalist activist militant military army police authority group person
    man woman member agency media newspaper officer insider supporter opponent doctor author
    researcher investigator inspector mediator negotiator envoy ambassador president
    intelligence assessment declaration text draft memo""".split()
)
_WHERE: Final = frozenset({"in", "at", "from", "near", "outside", "aboard"})


def speaking(r: Reading, a: Attribution) -> Party | None:
    """The speaker of an attribution: a party, else words for people or papers that can speak."""
    if a.source is not None:
        return r.party(a.source) if a.source.acts else None
    if a.source_span is None:
        return None
    span = r.doc[slice(*a.source_span)]
    if not any(t.lemma_.lower() in _VOICES for t in span):
        return None
    cited = r.cite(span)
    return Party(name=cited.text, named=False, mention=cited)


def stretches(r: Reading, a: Attribution) -> list[tuple[int, int]]:
    """What is said as token ranges, joined over the cue and the speaker within one sentence."""
    out: list[tuple[int, int]] = []
    own = set(range(*a.cue)) | set(range(*(a.source_span or (0, 0))))
    for start, end in a.content:
        if out and r.doc[out[-1][0]].sent.start == r.doc[end - 1].sent.start:
            gap = [r.doc[i] for i in range(out[-1][1], start)]
            if all(t.i in own or t.is_punct or t.dep_ in ("aux", "advmod", "det") for t in gap):
                out[-1] = (out[-1][0], end)
                continue
        out.append((start, end))
    return [_bare(r, s, direct=a.direct) for s in out]


def _leads_all(word: Token, end: int) -> bool:
    """Whether a preposition leads in all up to ``end``: "hinted at ...", not "on Monday, they"."""
    if word.lower_ not in ("at", "of", "on", "about", "for") or word.dep_ not in ("case", "mark"):
        return False
    return bool(word.head.left_edge.i == word.i and word.head.right_edge.i >= end - 2)


def _bare(r: Reading, s: tuple[int, int], *, direct: bool) -> tuple[int, int]:
    """A range without "that" and white space at its start, marks and white space at its end.

    Nobody is quoted with a joint ("and") that is the report's own.
    """
    start, end = s
    while start < end - 1 and (
        r.doc[start].is_space
        or (r.doc[start].lower_ == "that" and r.doc[start].dep_ == "mark")
        or _leads_all(r.doc[start], end)
        or (not direct and r.doc[start].dep_ == "cc")
    ):
        start += 1
    while end > start + 1 and (r.doc[end - 1].is_space or r.doc[end - 1].text in '“”",;:'):
        end -= 1
    while start < end - 1 and r.doc[start].text in '“”"':
        start += 1
    return start, end


def code_quotes(r: Reading) -> list[Quote]:
    """The quotes of a document, in the order of the text.

    An attribution is a row; one whose words stand in several sentences, parted by the cue, is a row
    for each stretch. Adverbs such as *reportedly* quote nobody.
    """
    rows = [q for a in r.attributions.found for q in _quotes(r, a)]
    return sorted(rows, key=lambda q: (q.content.start, q.content.end, q.id))


def _quotes(r: Reading, a: Attribution) -> list[Quote]:
    cue = r.doc[a.cue_head]
    if cue.dep_ in ("advmod", "amod", "discourse") and cue.pos_ != "VERB":
        return []
    speaker = speaking(r, a)
    clause = any(r.doc[i].pos_ in ("VERB", "AUX") for s in a.content for i in range(*s))
    if speaker is None:
        unnamed = a.source is None and a.source_span is None
        if not (unnamed and clause and a.kind in ("believes", "reports", "claims", "suggests")):
            return []
    elif not speaker.named and a.kind == "believes" and not clause:
        return []
    if not a.direct and not clause and sum(e - s for s, e in a.content) < 3:
        return []
    layout = not cue.is_alpha
    rule = "layout quotation" if layout else "quotation" if a.direct else "indirect speech"
    out: list[Quote] = []
    for start, end in stretches(r, a):
        if len(out) and end - start < 3:
            continue
        content = r.cite_tokens(start, end)
        out.append(
            Quote(
                id=f"q{a.cue_head}.{start}",
                document=r.document,
                sentence=r.sentence(r.doc[start]),
                rule=rule,
                confidence=0.8 if a.direct else 0.7 if speaker is not None else 0.55,
                attribution=_outer(r, a),
                citations=_words(r, a, content),
                codebook=r.codebook,
                model=r.model,
                speaker=speaker,
                cue=None if layout else r.cite_tokens(*a.cue),
                content=content,
                direct=a.direct,
                kind=a.kind,
                addressee=r.party(a.addressee) if a.addressee is not None else None,
                place=_place(r, cue),
            )
        )
    return out


def _outer(r: Reading, a: Attribution) -> list[Link]:
    return [r.link(x) for x in r.attributions.chain(a.cue_head) if x is not a]


def _words(r: Reading, a: Attribution, content: Citation) -> list[Citation]:
    """The content together with cue and speaker where they stand in one sentence, else apart."""
    parts = [r.cite_tokens(*a.cue)]
    if a.source is not None:
        parts.append(r.cite_tokens(a.source.start, a.source.end))
    elif a.source_span is not None:
        parts.append(r.cite_tokens(*a.source_span))
    near = [
        p for p in parts if abs(p.start - content.start) < 400 or abs(p.end - content.end) < 400
    ]
    start = min(content.start, *(p.start for p in near)) if near else content.start
    end = max(content.end, *(p.end for p in near)) if near else content.end
    whole = r.cite_text(start, end)
    far = [p for p in parts if p not in near]
    return [whole, *far]


def _place(r: Reading, cue: Token) -> Citation | None:
    for phrase in children(cue, "obl"):
        if cases(phrase) & _WHERE:
            m = r.index.at(phrase)
            if (m is not None and m.place) or (m is None and phrase.ent_type_ == "Location"):
                if m is not None:
                    return r.cite_tokens(m.start, m.end)
                words = own_tokens(
                    phrase, without=frozenset({"case", "acl:relcl", "punct", "appos", "acl"})
                )
                return r.cite_tokens(words[0].i, words[-1].i + 1)
    return None
