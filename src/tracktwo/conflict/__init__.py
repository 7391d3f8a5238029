"""Conflicts: decision makers, options, states, moves, preferences; in a file that people edit."""

from tracktwo.conflict.model import Conflict, DecisionMaker, Option, Rule
from tracktwo.conflict.preferences import Payoffs, Ranking, Statement, Statements, Weights
from tracktwo.conflict.space import ListedSpace, OptionSpace

__all__ = [
    "Conflict",
    "DecisionMaker",
    "ListedSpace",
    "Option",
    "OptionSpace",
    "Payoffs",
    "Ranking",
    "Rule",
    "Statement",
    "Statements",
    "Weights",
]
