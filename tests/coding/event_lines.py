"""Events told in one line each, so that a table of sentences and events reads like a codebook.

``Iran > Israel ASSAULT possible`` is an event; ``not happened`` a negated one; ``a + b`` joint and
``a / b`` either actor, ``?`` nobody named. What follows is told only where there is some:
``[Norway says; Peru denies]`` the chain, outermost first, and ``{if ...}`` the condition that the
event is, ``{<- if ...}`` the one that it hangs on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc

from tracktwo.coding.context import Reading
from tracktwo.schema import Event, Link, Party, Row

__all__ = ["Code", "Coding", "chain_of", "line", "names"]


@dataclass(frozen=True)
class Coding:
    """A text, what was read of it, and its rows."""

    text: str
    doc: Doc
    reading: Reading
    rows: tuple[Row, ...]

    @property
    def events(self) -> list[Event]:
        return [r for r in self.rows if isinstance(r, Event)]

    @property
    def lines(self) -> list[str]:
        """Events as lines, sorted."""
        return sorted(line(e) for e in self.events)

    def event(self, type_: str, *, mode: str | None = None, nth: int = 0) -> Event:
        """The nth event of a type."""
        found = [e for e in self.events if e.type == type_ and mode in (None, e.mode)]
        assert len(found) > nth, f"no {type_} in {self.lines}"
        return found[nth]


Code = Callable[..., Coding]


def names(parties: list[Party], *, sep: str = " + ") -> str:
    return sep.join(p.name for p in parties) or "?"


def chain_of(links: list[Link]) -> str:
    return "; ".join(f"{k.source.name if k.source else '?'} {k.kind}" for k in links)


def line(e: Event) -> str:
    who = names(e.actors, sep=" / " if e.actors_as == "either" else " + ")
    told = "not " if e.polarity == "negated" else ""
    out = f"{who} > {names(e.recipients)} {e.type} {told}{e.modality}"
    if e.attribution:
        out += f" [{chain_of(e.attribution)}]"
    if e.condition is not None:
        arrow = "" if e.condition.role == "condition" else "<- "
        out += f" {{{arrow}{e.condition.span.text}}}"
    return out
