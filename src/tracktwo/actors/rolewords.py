"""Role words that overlap a name: *Foreign Bureau spokesman*, *ambassador to Arvan*."""

from __future__ import annotations

from tracktwo.actors.draft import Reading
from tracktwo.actors.index import RoleHit

__all__ = ["role_beside"]


def role_beside(reading: Reading, role: RoleHit, overlap: list[int]) -> RoleHit | None:
    """The role without the name in it: what follows, or what stands before (*ambassador to X*)."""
    role_of, after = reading.registry.index.role, overlap[-1] + 1
    if after < role.end:
        word = role_of(reading.text(after, role.end))
        return RoleHit(after, role.end, word) if word is not None else None
    for end in range(overlap[0], role.start, -1):
        word = role_of(reading.text(role.start, end))
        if word is not None:
            return RoleHit(role.start, end, word)
    return None
