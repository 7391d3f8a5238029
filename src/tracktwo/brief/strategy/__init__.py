"""The strategy engine's answers shown to people: sentences, tables, and the graph."""

from tracktwo.brief.strategy.graph import MOST_STATES, graph_svg
from tracktwo.brief.strategy.render import FORMS, Form, render, table_data
from tracktwo.brief.strategy.results import (
    certificate_table,
    equilibria_of,
    equilibria_table,
    how_many,
    option_table,
    pattern_key,
    solution_data,
    stability_table,
    state_data,
)
from tracktwo.brief.strategy.tables import Table
from tracktwo.brief.strategy.words import equilibrium_in_words, move_words, path_words, why, why_sim

__all__ = [
    "FORMS",
    "MOST_STATES",
    "Form",
    "Table",
    "certificate_table",
    "equilibria_of",
    "equilibria_table",
    "equilibrium_in_words",
    "graph_svg",
    "how_many",
    "move_words",
    "option_table",
    "path_words",
    "pattern_key",
    "render",
    "solution_data",
    "stability_table",
    "state_data",
    "table_data",
    "why",
    "why_sim",
]
