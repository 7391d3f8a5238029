"""The model and registry that ship, loaded once, and what they make of a text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

import pytest
from event_lines import Coding

from tracktwo.actors import Registry, load_registry
from tracktwo.coding import code, read_document
from tracktwo.intake.document import Document
from tracktwo.language import load


@pytest.fixture(scope="session")
def registry() -> Registry:
    return load_registry()


@pytest.fixture(scope="session")
def coding(registry: Registry) -> Callable[..., Coding]:
    """Codes a text of our own, once for all tests that ask for it."""
    nlp = load(threads=1)

    @lru_cache(maxsize=2048)
    def of(text: str, on: str | None = None) -> Coding:
        day = date.fromisoformat(on) if on else None
        document = Document(text=text, published=day)
        doc = nlp(text)
        rows = code(doc, document, registry)
        return Coding(text, doc, read_document(doc, document, registry), tuple(rows))

    return of
