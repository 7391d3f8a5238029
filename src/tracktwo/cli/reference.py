"""The page about the commands, made from the app: ``python -m tracktwo.cli.reference``."""

from __future__ import annotations

import inspect
from enum import Enum
from typing import Any, get_args

import typer.main

import tracktwo.cli.draft  # noqa: F401  (it registers its command)
from tracktwo.cli.exits import EXIT_CODES
from tracktwo.cli.strategy import app

__all__ = ["commands", "reference"]

_HEAD = """\
# The commands

<!-- Made from src/tracktwo/cli/app.py by
     `python -m tracktwo.cli.reference > docs/reference/cli.md`; a test fails when it is stale. -->

Data goes to standard output and nothing else does: progress (on a terminal only), warnings and
errors go to standard error, an error as `error: what; why; what to do`. `python -m tracktwo` is the
same as `tracktwo`. No command opens a socket.
"""


def commands() -> dict[str, Any]:
    """The commands by name, and ``""`` for the program itself."""
    root: Any = typer.main.get_command(app)
    return {"": root, **root.commands}


def reference() -> str:
    """``docs/reference/cli.md``."""
    parts = [_HEAD]
    for name, command in commands().items():
        parts.append(_section(name, command))
    lines = ["## Exit codes", "", "| code | meaning |", "|---|---|"]
    lines += [f"| {code} | {meaning} |" for code, meaning in EXIT_CODES.items()]
    parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _section(name: str, command: Any) -> str:
    title = f"tracktwo {name}".strip()
    shown = [p for p in command.params if p.name != "help"]
    arguments = [p for p in shown if p.param_type_name == "argument"]
    words = [title, *(["[OPTIONS]"] if len(arguments) < len(shown) else [])]
    words += [p.metavar for p in arguments] if name else ["COMMAND [ARGS]..."]
    lines = [f"## `{title}`", "", inspect.cleandoc(command.help or ""), ""]
    lines += ["```text", " ".join(words), "```", ""]
    if shown:
        lines += ["| word | meaning | default |", "|---|---|---|"]
        lines += [_line(p) for p in shown]
    return "\n".join(lines).rstrip() + "\n"


def _line(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        word = f"`{parameter.metavar}`"
    else:
        word = ", ".join(f"`{o}`" for o in parameter.opts)
        if not parameter.is_flag:
            word += f" {parameter.metavar or _values(parameter)}"
        if parameter.multiple:
            word += " (may be repeated)"
    default = parameter.default
    plain = default in (None, False, (), []) or parameter.param_type_name == "argument"
    shown = "" if plain else f"`{getattr(default, 'value', default)}`"
    return f"| {word.replace('|', '&#124;')} | {parameter.help} | {shown} |"


def _values(parameter: Any) -> str:
    """What may stand after an option: the choices of an enumeration, or N for a number."""
    annotation = parameter.type_descriptor.annotation
    of = next(iter(get_args(annotation)), annotation)
    return ", ".join(c.value for c in of) if issubclass(of, Enum) else "N"


if __name__ == "__main__":
    print(reference(), end="")
