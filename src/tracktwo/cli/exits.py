"""Exit codes, and errors told in one line."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from typing import NoReturn, ParamSpec

from tracktwo.errors import StatementError, TracktwoError

__all__ = [
    "EXIT_CODES",
    "INTERRUPTED",
    "PIPE_CLOSED",
    "SOME_UNREAD",
    "TIME_OUT",
    "leave",
    "tell",
    "told",
]

SOME_UNREAD = 5
TIME_OUT = 8
INTERRUPTED = 130
PIPE_CLOSED = 141

EXIT_CODES = {
    0: "all went well",
    1: "something is wrong, and stderr says what",
    2: "the command was not understood, or names something unknown",
    3: "no report could be read",
    4: "a registry cannot be used",
    5: "some reports could not be read; the output holds the others",
    6: "a ledger cannot be written or read, or a citation does not hold",
    7: "a conflict cannot be used",
    8: "time ran out; the output holds what was done by then",
    130: "interrupted (Ctrl-C); the output holds what was read by then",
    141: "whoever read the output closed it early",
}
"""What each exit code means."""

P = ParamSpec("P")


def told(command: Callable[P, None]) -> Callable[P, None]:
    """A command whose errors are told in one line on stderr, with an exit code of their own."""

    @functools.wraps(command)
    def safely(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except TracktwoError as error:
            if isinstance(error, StatementError):
                print(f"error: {error}", file=sys.stderr)  # its lines point at a character
            else:
                tell("error", str(error))
            leave(error.exit_code)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            leave(PIPE_CLOSED)
        except KeyboardInterrupt:
            tell("interrupted", "nothing was written")
            leave(INTERRUPTED)

    return safely


def tell(label: str, text: str) -> None:
    """One line on stderr: ``error: …``, ``warning: …``."""
    line = " ".join(text.split())
    print(f"{label}: {line}", file=sys.stderr)


def leave(code: int) -> NoReturn:
    """End the command with an exit code."""
    raise SystemExit(code)
