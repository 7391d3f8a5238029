"""How things stand: which options the reports tell as taken."""

from __future__ import annotations

from dataclasses import dataclass

from tracktwo.conflict.draft.choices import Cast, Chosen
from tracktwo.conflict.draft.marks import Mark

__all__ = ["Standing", "standing"]


@dataclass(frozen=True)
class Standing:
    """How one option stands now.

    Attributes:
        taken: whether it is taken.
        marks: the rows that tell it; none when it is assumed.
        against: rows that tell the opposite.
    """

    taken: bool
    marks: tuple[Mark, ...]
    against: tuple[Mark, ...]


def standing(cast: Cast) -> dict[str, Standing]:
    """How each option stands, by id: as the reports tell, else not taken by assumption."""
    return {option.id: _of(option) for option in cast.options}


def _of(option: Chosen) -> Standing:
    now = [m for m in option.marks if m.says == "now"]
    yes = tuple(m for m in now if m.taken)
    no = tuple(m for m in now if not m.taken)
    if option.choice.family == "fighting" and no:
        return Standing(False, no, yes)  # a ceasefire ends the fight of which the text tells too
    return Standing(True, yes, no) if yes else Standing(False, no, ())
