"""A name in the text."""

from __future__ import annotations

from dataclasses import dataclass

from tracktwo.actors.entries import Candidate

__all__ = ["Named"]


@dataclass(slots=True)
class Named:
    """A name in the text.

    Attributes:
        start: index of the first token.
        end: index after the last token.
        head: the token on which the others hang.
        options: the actors that the form may stand for; empty for an unknown name.
        chosen: the one for which it stands, where that is settled.
        sort: ``person``, ``state``, ``organisation``, ``group``, ``place``, ``nationality`` or
            ``unknown``.
        key: what is the same for all mentions of one person; empty until people are told apart.
        inner: the state or body with whose name an unknown organisation's name begins.
        stands: the unknown state that it names, by the name that the report uses; empty for others.
    """

    start: int
    end: int
    head: int
    options: tuple[Candidate, ...]
    chosen: Candidate | None
    sort: str
    key: str = ""
    inner: Candidate | None = None
    stands: str = ""
