"""What comes of reading another tool's file, or of writing one: the thing, and what was lost."""

from __future__ import annotations

from dataclasses import dataclass

from tracktwo.conflict.model import Conflict

__all__ = ["Exported", "Imported"]


@dataclass(frozen=True, eq=False)
class Imported:
    """A conflict read from another tool's file.

    Attributes:
        conflict: the conflict.
        lost: what stands in the file and not in the conflict, one sentence each; empty when
            everything was carried.
    """

    conflict: Conflict
    lost: tuple[str, ...] = ()


@dataclass(frozen=True)
class Exported:
    """A conflict written in another tool's format.

    Attributes:
        text: the file's content.
        lost: what stands in the conflict and not in the file, one sentence each; empty when
            everything was carried.
    """

    text: str
    lost: tuple[str, ...] = ()
