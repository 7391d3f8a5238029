"""Goals, and knowledge about preferences that has to stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tracktwo.analysis.conditions import NAMES
from tracktwo.conflict.model import Conflict

__all__ = ["Goal", "Known"]


@dataclass(frozen=True)
class Goal:
    """A wish: a state is stable for a decision maker under a concept."""

    state: int
    concept: str
    dm: int

    def sentence(self, conflict: Conflict) -> str:
        """The goal in words."""
        who = conflict.decision_makers[self.dm].label
        return f"{_state(conflict, self.state)} is {NAMES[self.concept]} stable for {who}"


@dataclass(frozen=True)
class Known:
    """Something known about a preference: the first state compared with the second.

    Attributes:
        dm: the decision maker's number.
        first: a state.
        second: another state.
        relation: ``>`` the first is preferred, ``=`` neither is, ``>=`` the second is not.
    """

    dm: int
    first: int
    second: int
    relation: Literal[">", "=", ">="] = ">"

    def sentence(self, conflict: Conflict) -> str:
        """What is known, in words."""
        who = conflict.decision_makers[self.dm].label
        a, b = _state(conflict, self.first), _state(conflict, self.second)
        if self.relation == ">":
            return f"{who} prefers {a} to {b}"
        if self.relation == "=":
            return f"{who} is indifferent between {a} and {b}"
        return f"{who} does not prefer {b} to {a}"


def _state(conflict: Conflict, state: int) -> str:
    return f'"{conflict.state_name(state)}"'
