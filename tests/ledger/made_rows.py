"""Rows made by Hypothesis from the schema itself, and by hand from our own sentences."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tracktwo.intake.document import Document
from tracktwo.ledger.fields import ListOf, Scalar, Type, columns
from tracktwo.ledger.source import Source
from tracktwo.schema import ROW_KINDS, Citation, DateRange, Event, Link, Party, Row

WORDS = st.text(alphabet=st.sampled_from("ab é\n\"',;|=語🙂\t\\"), max_size=8)
BOUNDS: dict[str, st.SearchStrategy[Any]] = {
    "confidence": st.floats(0, 1),
    "quad": st.integers(1, 4),
    "content_of": st.none(),
}


def values(of: Type) -> st.SearchStrategy[Any]:
    if isinstance(of, Scalar):
        if of.choices:
            return st.sampled_from(of.choices)
        return {
            "text": WORDS,
            "integer": st.integers(0, 10**6),
            "number": st.floats(-10, 10),
            "truth": st.booleans(),
        }[of.name]
    if isinstance(of, ListOf):
        return st.lists(values(of.item), max_size=2)
    return models(of.model)


@st.composite
def models(draw: st.DrawFn, model: Any) -> Any:
    given = {}
    for column in columns(model):
        bound = BOUNDS.get(column.name)
        strategy = values(column.type) if bound is None else bound
        if column.name == "citations":
            strategy = st.lists(values(column.type.item), min_size=1, max_size=2)
        given[column.name] = draw(st.none() | strategy if column.nullable else strategy)
    return model(**given)


def any_rows(max_size: int = 4) -> st.SearchStrategy[list[Row]]:
    one = st.one_of([models(model) for model in ROW_KINDS.values()])
    return st.lists(one, max_size=max_size).map(
        lambda rows: [row.model_copy(update={"id": f"r{i}"}) for i, row in enumerate(rows)]
    )


def any_sources() -> st.SearchStrategy[list[Source]]:
    return st.lists(models(Source), max_size=3)


COUNTER = itertools.count()
NORTH = Party(name="Norland", actor="norland", for_actor="norland", code="NLD")
SOUTH = Party(name="Sudmark", actor="sudmark", for_actor="sudmark", code="SDM")
CHIEF = Party(name="Ana Vell", actor="ana-vell", for_actor="norland", code="NLD")
CRITICS = Party(name="critics", named=False)


def cite(document: Document, words: str, nth: int = 0) -> Citation:
    start = -1
    for _ in range(nth + 1):
        start = document.text.index(words, start + 1)
    return Citation(document=document.sha256, start=start, end=start + len(words), text=words)


def event(
    document: Document, words: str, verb: str, *, nth: int = 0, sentence: int | None = None,
    **fields: Any,
) -> Event:  # fmt: skip
    """An event of Norland's doing to Sudmark, told by some words of a document."""
    told = cite(document, words, nth)
    at = words.index(verb)
    predicate = Citation(
        document=document.sha256,
        start=told.start + at,
        end=told.start + at + len(verb),
        text=verb,
    )
    before = document.text[: told.start]
    base: dict[str, Any] = {
        "id": f"e{next(COUNTER)}",
        "document": document.sha256,
        "sentence": before.count(".") + before.count("\n") if sentence is None else sentence,
        "rule": "by hand",
        "confidence": 0.9,
        "citations": [told],
        "codebook": "test",
        "model": "test",
        "actors": [NORTH],
        "recipients": [SOUTH],
        "type": "ASSAULT",
        "quad": 4,
        "intensity": -9.0,
        "predicate": predicate,
    }
    return Event(**(base | fields))


def day(iso: str) -> DateRange:
    return DateRange(start=iso, end=iso)


def said(by: Party, kind: Any = "says") -> list[Link]:
    return [Link(source=by, kind=kind)]


def report(text: str, name: str = "report.txt", published: date | None = None) -> Document:
    return Document(text=text, name=name, published=published)


def few(examples: int) -> settings:
    """So many examples, however slow the machine is."""
    return settings(
        max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
