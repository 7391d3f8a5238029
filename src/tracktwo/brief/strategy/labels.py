"""What concepts, decision makers and states are called in tables, sentences and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracktwo.brief.words import listed, single_line
from tracktwo.conflict.model import Conflict
from tracktwo.conflict.space import OptionSpace

__all__ = ["concepts_in_words", "distinct", "dm_names", "short", "state_words", "strongest"]

_SHORT = {"nash": "Nash", "cnash": "CNash"}

_IMPLIES = {
    "nash": ("sseq", "seq", "smr", "gmr", "sim"),
    "sseq": ("seq", "smr", "gmr"),
    "seq": ("gmr",),
    "smr": ("gmr",),
}
"""From a concept to those that follow from it, for one decision maker and so for equilibria.

A Nash-stable state has no improvement, so SIM holds in it too.
"""


def short(concept: str) -> str:
    """The name of a concept as the field writes it: *Nash*, *SEQ*."""
    return _SHORT.get(concept, concept.upper())


def strongest(concepts: Iterable[str]) -> tuple[str, ...]:
    """Of concepts that hold those that do not follow from others of them, in the given order."""
    held = list(concepts)
    implied = {weak for strong in held for weak in _IMPLIES.get(strong, ())}
    return tuple(c for c in held if c not in implied)


def concepts_in_words(concepts: Iterable[str]) -> str:
    """*Nash, GMR and SEQ*."""
    return listed(short(c) for c in concepts)


def dm_names(conflict: Conflict) -> tuple[str, ...]:
    """The decision makers' labels, with the id where a label is shared, shape (n_dm,)."""
    labels = [single_line(maker.label) for maker in conflict.decision_makers]
    return tuple(
        label if labels.count(label) == 1 else f"{label} ({maker.id})"
        for label, maker in zip(labels, conflict.decision_makers, strict=True)
    )


def state_words(conflict: Conflict, state: int, *, full: bool = False) -> str:
    """A state in a sentence: its pattern, and its label if it has one; ``full`` adds its options.

    *NY NN*; *withdrawal (NY YN)*; in full *NY NN (United States: Blockade)*. A listed state is its
    label and its id.
    """
    pattern, name = conflict.pattern(state), single_line(conflict.state_name(state))
    if name == pattern:
        return pattern
    labelled = state in conflict.state_labels or not isinstance(conflict.space, OptionSpace)
    if labelled:
        return f"{name} ({pattern})"
    return f"{pattern} ({name})" if full else pattern


def distinct(names: Sequence[str]) -> tuple[str, ...]:
    """The names, with a number behind those that stand more than once."""
    seen: dict[str, int] = {}
    result = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        result.append(name if names.count(name) == 1 else f"{name} ({seen[name]})")
    return tuple(result)
