"""A small registry of invented parties, and a way to read a Doc with it."""

from __future__ import annotations

from datetime import date

import pytest
from actor_sentences import Read, Seen, doc
from small_builder import small_builder

from tracktwo.actors import Registry, find_mentions


@pytest.fixture(scope="session")
def small() -> Registry:
    builder = small_builder()
    return Registry(builder.actors, builder.forms, builder.roles.values())


@pytest.fixture(scope="session")
def read(small: Registry) -> Read:
    def reader(
        *sentences: str,
        on: str | None = "2019-05-01",
        ents: tuple[tuple[int, int, str], ...] = (),
    ) -> Seen:
        made = doc(*sentences, ents=ents)
        day = date.fromisoformat(on) if on else None
        return Seen(made, find_mentions(made, small, on=day))

    return reader
