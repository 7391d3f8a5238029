"""Hypothesis strategies for documents and the rows that rest on them, hostile text among them."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

from brief_sample import Book
from hypothesis import strategies as st

from tracktwo.brief.lexicon import QUADS
from tracktwo.intake.document import Document
from tracktwo.schema import (
    Citation,
    Condition,
    CueKind,
    DateRange,
    Event,
    Issue,
    Link,
    Modality,
    Party,
    Position,
    Proposal,
    Quote,
    Relation,
    Stance,
    Term,
    Utterance,
)

HOSTILE = [
    "<script>alert(1)</script>",
    "</style><img src=https://evil.example/x.png onerror=alert(1)>",
    "{{ 7 * 7 }} {% raw %}",
    "&lt;b&gt; \"quoted\" 'single' & more",
    "\x1b[31mred\x1b[0m \x07",
    "\u202eoverride\u202c",
    "[bold]markup[/bold] :smile:",
    "لن نتنازل عن النهر",
    "השלום מתחיל",
    "停火只是第一步",
    "Перемирие",
    "url(http://evil.example) javascript:alert(1)",
    "line\r\nbreak\ttab",
    "]]> --> */ } body { display: none",
]
_words = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30),
    st.sampled_from(["the council", "talks", "if the road opens", "it struck the post"]),
)
TYPES = ["AGREE", "CONSULT", "AID", "REQUEST", "THREATEN", "ASSAULT", "SANCTION", "NEWTYPE"]
MODES = [None, "change", "violence", "drone", "odd-mode"]


@st.composite
def documents(draw: st.DrawFn) -> Document:
    parts = draw(st.lists(_words, min_size=1, max_size=6))
    return Document(
        text=" ".join(parts) + ".",
        name=draw(st.sampled_from(["a.txt", "<b>.html", "c\x1b.pdf"])),
        title=draw(st.one_of(st.none(), _words)),
        publisher=draw(st.one_of(st.none(), st.sampled_from(["Wire", "<i>Post</i>"]))),
        published=draw(st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2026, 1, 1)))),
    )


@st.composite
def citations(draw: st.DrawFn, document: Document) -> Citation:
    size = len(document.text)
    start = draw(st.integers(0, size - 1))
    end = draw(st.integers(start + 1, size))
    return Citation(document=document.sha256, start=start, end=end, text=document.text[start:end])


def parties() -> st.SearchStrategy[Party]:
    return st.builds(
        Party,
        name=st.one_of(st.sampled_from(["Kestan", "Marland", "the Front"]), _words),
        actor=st.sampled_from([None, "x-1", "x-2", "x-3"]),
        for_actor=st.sampled_from([None, "x-1", "x-9"]),
        named=st.booleans(),
    )


@st.composite
def _base(draw: st.DrawFn, document: Document) -> dict[str, Any]:
    links = st.builds(
        Link,
        source=st.one_of(st.none(), parties()),
        kind=st.sampled_from(get_args(CueKind)),
    )
    return {
        "document": document.sha256,
        "sentence": draw(st.integers(0, 20)),
        "rule": draw(st.sampled_from(["event.subject", "\x1b[2J<b>"])),
        "confidence": draw(st.sampled_from([0.0, 0.5, 0.93, 1.0])),
        "attribution": draw(st.lists(links, max_size=2)),
        "condition": draw(
            st.one_of(
                st.none(),
                st.builds(
                    Condition,
                    role=st.sampled_from(["condition", "consequence"]),
                    span=citations(document),
                ),
            )
        ),
        "citations": draw(st.lists(citations(document), min_size=1, max_size=2)),
        "codebook": "c1",
        "model": "m1",
    }


@st.composite
def books(draw: st.DrawFn, most: int = 3) -> Book:
    docs = draw(st.lists(documents(), min_size=1, max_size=3, unique_by=lambda d: d.text))
    book = Book(documents=docs)
    count = 0

    def some(make: Any) -> list[Any]:
        nonlocal count
        rows = []
        for _ in range(draw(st.integers(0, most))):
            document = draw(st.sampled_from(docs))
            count += 1
            rows.append(make(document, {"id": f"{count:016x}", **draw(_base(document))}))
        return rows

    def event(document: Document, base: dict[str, Any]) -> Event:
        return Event(
            **base,
            actors=draw(st.lists(parties(), max_size=2)),
            actors_as=draw(st.sampled_from(["joint", "either"])),
            recipients=draw(st.lists(parties(), max_size=2)),
            type=draw(st.sampled_from(TYPES)),
            mode=draw(st.sampled_from(MODES)),
            quad=draw(st.sampled_from(sorted(QUADS))),
            intensity=draw(st.sampled_from([-9.5, 0.0, 2.5])),
            predicate=draw(citations(document)),
            modality=draw(st.sampled_from(get_args(Modality))),
            polarity=draw(st.sampled_from(["affirmed", "negated"])),
            place=draw(st.one_of(st.none(), citations(document))),
            date=draw(
                st.sampled_from(
                    [None, DateRange(start="2024-02-01", end="2024-02-29", precision="month")]
                )
            ),
            content_of=draw(st.sampled_from([None, f"{1:016x}"])),
        )

    def position(document: Document, base: dict[str, Any]) -> Position:
        return Position(
            **base,
            party=draw(parties()),
            issue=draw(st.sampled_from(get_args(Issue))),
            stance=draw(st.sampled_from(get_args(Stance))),
            content=draw(citations(document)),
            toward=draw(st.lists(parties(), max_size=1)),
            modality=draw(st.sampled_from(get_args(Modality))),
        )

    def proposal(document: Document, base: dict[str, Any]) -> Proposal:
        term = st.builds(
            Term,
            issue=st.sampled_from(get_args(Issue)),
            content=citations(document),
            party=st.one_of(st.none(), parties()),
            value=st.one_of(st.none(), _words),
        )
        return Proposal(
            **base,
            by=draw(st.one_of(st.none(), parties())),
            terms=draw(st.lists(term, max_size=2)),
            definite=draw(st.sampled_from(["stated", "rumoured", "vague"])),
            content=draw(citations(document)),
            modality=draw(st.sampled_from(get_args(Modality))),
        )

    def quote(document: Document, base: dict[str, Any]) -> Quote:
        return Quote(
            **base,
            speaker=draw(st.one_of(st.none(), parties())),
            cue=None,
            content=draw(citations(document)),
            direct=draw(st.booleans()),
            kind=draw(st.sampled_from(get_args(CueKind))),
        )

    def utterance(document: Document, base: dict[str, Any]) -> Utterance:
        return Utterance(
            **base,
            speaker=draw(st.one_of(st.none(), parties())),
            content=draw(citations(document)),
            about=draw(st.lists(parties(), max_size=1)),
        )

    book.events = some(event)
    book.positions = some(position)
    book.proposals = some(proposal)
    book.quotes = some(quote)
    book.utterances = some(utterance)
    book.ties = [
        Relation(
            **{**_dump(e), "id": f"{n:015x}r"},
            source=e.actors[0],
            target=e.recipients[0],
            sign="positive" if e.quad < 3 else "negative",
            cooperation=int(e.quad < 3),
            conflict=int(e.quad > 2),
            events=[e.id],
        )
        for n, e in enumerate(book.events)
        if e.actors and e.recipients
    ]
    return book


def _dump(event: Event) -> dict[str, Any]:
    keep = ("document", "sentence", "rule", "confidence", "citations", "codebook", "model")
    return {k: getattr(event, k) for k in keep}
