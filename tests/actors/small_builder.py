"""A builder of the small registry of invented parties."""

from __future__ import annotations

from pathlib import Path

from tracktwo.actors.build import Builder

__all__ = ["small_builder"]


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
