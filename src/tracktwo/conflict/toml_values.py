"""Values and lines of TOML, as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import tomlkit

__all__ = ["array", "entry", "key", "value"]

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_WIDTH = 88


def key(name: str) -> str:
    """A key, in quotes where TOML wants them."""
    return name if _BARE.fullmatch(name) else value(name)


def value(given: object) -> str:
    """A text, number, truth value, day or list on one line.

    A text with a double quotation mark and no single one is written between single ones, as that
    is easier to read: ``'"Air strike" and blockade'``.
    """
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, str):
        if given.isprintable() and '"' not in given and "\\" not in given:
            return f'"{given}"'
        literal = '"' in given and "'" not in given and "\\" not in given and given.isprintable()
        return f"'{given}'" if literal else tomlkit.item(given).as_string()
    if isinstance(given, float):
        return repr(float(given))
    if isinstance(given, int):
        return str(int(given))
    if isinstance(given, date):
        return given.isoformat()
    if isinstance(given, Sequence):
        return "[" + ", ".join(value(part) for part in given) + "]"
    raise TypeError(f"no TOML for {given!r}")


def entry(name: str, given: object) -> str:
    """A line ``key = value``; nothing for None."""
    return "" if given is None else f"{name} = {value(given)}"


def array(parts: Sequence[object]) -> str:
    """A list on one line if it is short, else with a part a line."""
    short = value(parts)
    if len(short) <= _WIDTH:
        return short
    return "[\n" + "".join(f"  {value(part)},\n" for part in parts) + "]"
