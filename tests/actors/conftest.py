"""A small registry of invented parties, and a way to read a Doc with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from actor_sentences import Read, Seen, doc

from tracktwo.actors import Registry, find_mentions
from tracktwo.actors.build import Builder


def small_builder() -> Builder:
    def text(name: str) -> str:
        return (Path(__file__).parent / "small" / name).read_text(encoding="utf-8")

    builder = Builder()
    builder.sector_words(text("sectors.tsv"), "sectors.tsv")
    builder.title_words(text("titles.tsv"), "titles.tsv")
    builder.states(text("states.tsv"), "states.tsv")
    builder.bodies(text("organisations.tsv"), "organisations.tsv", "organisation")
    builder.bodies(text("groups.tsv"), "groups.tsv", "group")
    builder.people(text("people.tsv"), "people.tsv")
    builder.check_links()
    return builder


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
