"""Rows of short texts of our own, read by the model that ships, for the tests of the rules."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeVar

from tracktwo.actors import load_registry
from tracktwo.coding import code
from tracktwo.intake.document import Document
from tracktwo.language import load
from tracktwo.schema import Party, Position, Proposal, Quote, Row, Utterance

__all__ = ["coded", "of_kind", "positions", "proposals", "quotes", "short", "utterances"]

R = TypeVar("R", bound=Row)


@lru_cache(maxsize=512)
def coded(text: str) -> tuple[Row, ...]:
    """All rows of a text."""
    return tuple(code(load()(text), Document(text=text), load_registry()))


def of_kind(text: str, kind: type[R]) -> list[R]:
    return [row for row in coded(text) if isinstance(row, kind)]


def positions(text: str) -> list[Position]:
    return of_kind(text, Position)


def proposals(text: str) -> list[Proposal]:
    return of_kind(text, Proposal)


def quotes(text: str) -> list[Quote]:
    return of_kind(text, Quote)


def utterances(text: str) -> list[Utterance]:
    return of_kind(text, Utterance)


def short(party: Party | None) -> str:
    """The name of a party, empty for none."""
    return "" if party is None else party.name
