"""Tracktwo reads reports of a conflict and works the conflict that they describe."""

from tracktwo.offline import without_probe

__version__ = "0.1.0"
__all__ = ["__version__"]

without_probe()
