"""Which outcomes would hold, and why: stability, coalitions, evolution, robustness, inverse."""

from tracktwo.analysis.certificate import Certificate, Sanction, certificate
from tracktwo.analysis.sequences import Reached, Step, reached
from tracktwo.analysis.solution import ALL_CONCEPTS, NO_MARGIN, Cost, Solution, cost, solve
from tracktwo.analysis.stability import CONCEPTS, solve_ranks

__all__ = [
    "ALL_CONCEPTS",
    "CONCEPTS",
    "NO_MARGIN",
    "Certificate",
    "Cost",
    "Reached",
    "Sanction",
    "Solution",
    "Step",
    "certificate",
    "cost",
    "reached",
    "solve",
    "solve_ranks",
]
