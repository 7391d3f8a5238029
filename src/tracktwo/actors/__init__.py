"""Who is meant: the registry of actors, and the mentions of them in a text."""

from tracktwo.actors.entries import Actor, Candidate, Role
from tracktwo.actors.mentions import Mention, MentionKind
from tracktwo.actors.registry import Registry, load_registry
from tracktwo.actors.resolve import find_mentions

__all__ = [
    "Actor",
    "Candidate",
    "Mention",
    "MentionKind",
    "Registry",
    "Role",
    "find_mentions",
    "load_registry",
]
