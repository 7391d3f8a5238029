"""An event row together with what made it."""

from __future__ import annotations

from dataclasses import dataclass

from tracktwo.coding.candidates import Candidate
from tracktwo.coding.scope import Scope
from tracktwo.schema import Event

__all__ = ["Coded"]


@dataclass(frozen=True, slots=True)
class Coded:
    """An event row with its predicate and scope, for the rules that build on events."""

    event: Event
    candidate: Candidate
    scope: Scope
