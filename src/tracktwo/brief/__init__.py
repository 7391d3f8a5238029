"""The brief: ledger rows told to people, in the terminal and on one self-contained page.

Names are loaded when they are first used, so that a part of this room (the sentences and tables of
``brief.strategy``) comes without the templates and the rows that the whole brief needs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracktwo.brief.html import render_html
    from tracktwo.brief.names import LedgerLike
    from tracktwo.brief.terminal import render_terminal

__all__ = ["LedgerLike", "render_html", "render_terminal"]

_HOMES = {"LedgerLike": "names", "render_html": "html", "render_terminal": "terminal"}


def __getattr__(name: str) -> Any:
    """A public name, loaded when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
