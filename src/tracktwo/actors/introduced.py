"""The people whom a report has introduced by their full names, to be found by a part of one."""

from __future__ import annotations

__all__ = ["Introduced"]

Pieces = tuple[str, ...]


class Introduced:
    """Full names of people, in small letters and in pieces, and the key of each person."""

    __slots__ = ("_by_piece",)

    def __init__(self) -> None:
        self._by_piece: dict[str, dict[Pieces, str]] = {}

    def add(self, full: Pieces, key: str) -> None:
        """Note a full name."""
        for piece in full:
            self._by_piece.setdefault(piece, {})[full] = key

    def key(self, part: Pieces) -> str | None:
        """The only one who is meant by a part: the end of a name, or two words of its beginning."""
        found = {
            key
            for full, key in self._by_piece.get(part[0], {}).items()
            if full == part
            or (len(part) < len(full) and full[-len(part) :] == part)
            or (1 < len(part) < len(full) and full[: len(part)] == part)
        }
        return found.pop() if len(found) == 1 else None

    def bears(self, surname: str) -> bool:
        """Whether anybody bears a surname."""
        return any(full[-1] == surname for full in self._by_piece.get(surname, {}))
