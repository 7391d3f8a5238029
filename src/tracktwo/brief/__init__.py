"""The brief: ledger rows told to people, in the terminal and on one self-contained page."""

from tracktwo.brief.html import render_html
from tracktwo.brief.names import LedgerLike
from tracktwo.brief.terminal import render_terminal

__all__ = ["LedgerLike", "render_html", "render_terminal"]
