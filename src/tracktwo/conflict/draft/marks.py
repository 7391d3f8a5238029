"""A mark: what one row of the ledger says about one choice of one party."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tracktwo.schema import Citation, Condition

__all__ = ["FREE", "TIERS", "Choice", "Mark"]

FREE = "free"
"""The family of a choice that stands in the words of the text."""

TIERS = (
    "named first", "demand or refusal", "threat", "wish", "offer", "proposal", "act", "assumed",
)  # fmt: skip
"""Kinds of preference, the ones that go first in an order first."""


@dataclass(frozen=True, order=True)
class Choice:
    """A choice: whose, of which kind, and whom or what it concerns.

    Attributes:
        owner: the body that has it; empty when the text leaves open whose it is.
        family: id of the kind of choice, or ``free``.
        about: the body that it concerns, or its words when it stands in words of its own; empty
            when nothing keeps it apart from others.
    """

    owner: str
    family: str
    about: str = ""


@dataclass(frozen=True)
class Mark:
    """What one row says about one choice.

    Attributes:
        choice: which.
        row: id of the row.
        words: the words of the text.
        says: ``wish``: its holder would have it so; ``now``: it is so; ``could``: it may become so;
            ``there``: only that there is such a choice.
        taken: whether what is wished, is so or may become so is that the option is taken.
        confidence: of the row, 0 to 1.
        holder: whose wish it is; of a ``struck`` mark the attacker; empty otherwise.
        tier: place in ``TIERS``; for wishes.
        basis: how the wish is known.
        unsure: whether it is in doubt.
        how: in plain words how it is known, for the note.
        condition: the clause on which it hangs.
        label: words for the option, where they come from the text.
        position: whether the row is a position, which a draft uses or lists as left out.
        anyone: where the text leaves open whose choice it is: ``others`` than the holder, ``all``,
            or its ``own`` if it has such a choice, else all.
        hostile: whether it is a demand, a refusal, a threat or a hostile act.
        struck: whether the owner is only told to be attacked; it counts if it has a voice, too.
        final: whether the reports say of the choice that it cannot be undone.
        threat: whether the option is what its owner threatens to do.
    """

    choice: Choice
    row: str
    words: Citation
    says: Literal["wish", "now", "could", "there"]
    taken: bool
    confidence: float
    holder: str = ""
    tier: int = TIERS.index("wish")
    basis: Literal["stated", "inferred"] = "inferred"
    unsure: bool = True
    how: str = ""
    condition: Condition | None = None
    label: str = ""
    position: bool = False
    anyone: Literal["", "others", "all", "own"] = ""
    hostile: bool = False
    threat: bool = False
    struck: bool = False
    final: bool = False
