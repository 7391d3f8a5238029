"""The command line: the user's words to calls of the rooms, data on stdout, the rest on stderr."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(args: Sequence[str] | None = None) -> None:
    """Run a command and leave with its exit code.

    Args:
        args: the words after the program's name; those of the process by default.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    _to_utf8()
    import tracktwo.cli.draft  # noqa: F401  (it registers its command)
    from tracktwo.cli.strategy import app

    app(args=list(args) if args is not None else None, prog_name="tracktwo")


def _to_utf8() -> None:
    """Data is UTF-8 with bare line ends whatever the locale; a terminal gets what it can show."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="replace")
        else:
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
