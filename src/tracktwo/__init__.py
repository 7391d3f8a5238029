"""Tracktwo reads reports of a conflict and works the conflict that they describe."""

__version__ = "0.1.0"
__all__ = ["__version__"]
