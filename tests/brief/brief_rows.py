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
TYPES = ["AGREE", "CONSULT", "AID", "REQUEST", "THREATEN", "ASSAULT", "SANCTION", "NEWTYPE"]

# Strategies are made once, here: making them anew for each draw costs more than drawing.
_words = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30),
    st.sampled_from(["the council", "talks", "if the road opens", "it struck the post"]),
)
_maybe_words = st.one_of(st.none(), _words)
_documents = st.lists(
    st.builds(
        Document,
        text=st.lists(_words, min_size=1, max_size=6).map(" ".join),
        name=st.sampled_from(["a.txt", "<b>.html", "c\x1b.pdf"]),
        title=_maybe_words,
        publisher=st.sampled_from([None, "Wire", "<i>Post</i>"]),
        published=st.sampled_from([None, date(2024, 2, 29), date(2025, 1, 1)]),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda d: d.text,
)
_party = st.builds(
    Party,
    name=st.one_of(st.sampled_from(["Kestan", "Marland", "the Front"]), _words),
    actor=st.sampled_from([None, "x-1", "x-2", "x-3"]),
    for_actor=st.sampled_from([None, "x-1", "x-9"]),
    named=st.booleans(),
)
_maybe_party = st.one_of(st.none(), _party)
_some_parties = st.lists(_party, max_size=2)
_chain = st.lists(
    st.builds(Link, source=_maybe_party, kind=st.sampled_from(get_args(CueKind))), max_size=2
)
_share = st.integers(0, 999)
_count = st.integers(0, 3)
_bool = st.booleans()
_pick = {
    name: st.sampled_from(values)
    for name, values in {
        "issue": get_args(Issue),
        "stance": get_args(Stance),
        "modality": get_args(Modality),
        "kind": get_args(CueKind),
        "type": TYPES,
        "mode": [None, "change", "violence", "drone", "odd-mode"],
        "quad": sorted(QUADS),
        "intensity": [-9.5, 0.0, 2.5],
        "rule": ["event.subject", "\x1b[2J<b>"],
        "confidence": [0.0, 0.5, 0.93, 1.0],
        "role": ["condition", "consequence"],
        "definite": ["stated", "rumoured", "vague"],
        "as": ["joint", "either"],
        "date": [None, DateRange(start="2024-02-01", end="2024-02-29", precision="month")],
        "content_of": [None, f"{1:016x}"],
    }.items()
}


@st.composite
def books(draw: st.DrawFn) -> Book:
    docs = draw(_documents)
    book = Book(documents=docs)
    made = 0

    def pick(name: str) -> Any:
        return draw(_pick[name])

    def cited(document: Document) -> Citation:
        size = len(document.text)
        start = draw(_share) * size // 1000
        end = start + 1 + draw(_share) * (size - start) // 1000
        return Citation(
            document=document.sha256, start=start, end=end, text=document.text[start:end]
        )

    def base(document: Document) -> dict[str, Any]:
        nonlocal made
        made += 1
        condition = Condition(role=pick("role"), span=cited(document)) if draw(_bool) else None
        return {
            "id": f"{made:016x}",
            "document": document.sha256,
            "sentence": draw(_count),
            "rule": pick("rule"),
            "confidence": pick("confidence"),
            "attribution": draw(_chain),
            "condition": condition,
            "citations": [cited(document) for _ in range(1 + draw(_bool))],
            "codebook": "c1",
            "model": "m1",
        }

    def sources() -> list[Document]:
        return [docs[draw(_count) % len(docs)] for _ in range(draw(_count))]

    book.events = [
        Event(
            **base(d),
            actors=draw(_some_parties),
            actors_as=pick("as"),
            recipients=draw(_some_parties),
            type=pick("type"),
            mode=pick("mode"),
            quad=pick("quad"),
            intensity=pick("intensity"),
            predicate=cited(d),
            modality=pick("modality"),
            polarity="negated" if draw(_bool) else "affirmed",
            place=cited(d) if draw(_bool) else None,
            date=pick("date"),
            content_of=pick("content_of"),
        )
        for d in sources()
    ]
    book.positions = [
        Position(
            **base(d),
            party=draw(_party),
            issue=pick("issue"),
            stance=pick("stance"),
            content=cited(d),
            toward=draw(_some_parties),
            modality=pick("modality"),
        )
        for d in sources()
    ]
    book.proposals = [
        Proposal(
            **base(d),
            by=draw(_maybe_party),
            terms=[
                Term(
                    issue=pick("issue"),
                    content=cited(d),
                    party=draw(_maybe_party),
                    value=draw(_maybe_words),
                )
                for _ in range(draw(_bool))
            ],
            definite=pick("definite"),
            content=cited(d),
            modality=pick("modality"),
        )
        for d in sources()
    ]
    book.quotes = [
        Quote(
            **base(d),
            speaker=draw(_maybe_party),
            cue=None,
            content=cited(d),
            direct=draw(_bool),
            kind=pick("kind"),
        )
        for d in sources()
    ]
    book.utterances = [
        Utterance(
            **base(d), speaker=draw(_maybe_party), content=cited(d), about=draw(_some_parties)
        )
        for d in sources()
    ]
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
