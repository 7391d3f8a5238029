"""How much is read at most."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep one bad file from filling the memory.

    Attributes:
        document_bytes: most bytes of one document: a file, or one line of JSON Lines. Folders and
            JSON Lines files may be larger, since they are read one document at a time.
    """

    document_bytes: int = 20_000_000

    def __post_init__(self) -> None:
        if self.document_bytes < 1:
            raise ValueError(f"document_bytes must be at least 1, not {self.document_bytes}")
