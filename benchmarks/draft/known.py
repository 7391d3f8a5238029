"""The model that was written down before a report was: what a draft of it is held against.

A report stands in ``reports/NAME.txt``, its model in ``NAME.toml``, and where its parties are made
up and given to the reader, they stand in ``NAME.registry.toml``. Keys of the model:

===============  ================================================================================
``conflict``     false for a report that holds none: then nothing else is given
``[[party]]``    ``id``; ``names``, as a draft may call it; ``needed = false`` for one that may be
                 left out and may be there
``[[option]]``   ``id``, ``owner``, ``meaning``; ``needed`` as above; ``words`` it is known by;
                 ``opposite``: words in a label by which it is the same choice the other way round;
                 ``now``: whether it is taken today, left out where the text does not tell;
                 ``direction``, where it cannot be taken back; ``wish``: for each party ``+`` wants
                 it taken (be it under a condition), ``-`` wants it not taken, ``0`` none stated
``[[lever]]``    ``name``, ``words``; ``option`` and ``to``, where it settles an option
===============  ================================================================================

A word stands for its beginnings: ``enrich`` is in *enrichment*. Several words stand side by side.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = [
    "REPORTS",
    "Known",
    "KnownLever",
    "KnownOption",
    "KnownParty",
    "cases",
    "first_place",
    "occurs",
]

REPORTS = Path(__file__).parent / "reports"
_WISHES = {"+": True, "-": False, "0": None}


@dataclass(frozen=True)
class KnownParty:
    """Somebody who takes part; ``needed`` is false for one that may be left out."""

    id: str
    names: tuple[str, ...]
    needed: bool = True


@dataclass(frozen=True)
class KnownOption:
    """A choice.

    Attributes:
        id: a short name.
        owner: id of the party that has it.
        meaning: what taking it means.
        words: what it is known by, any of them.
        opposite: words in a label that tell the same choice the other way round.
        now: whether it is taken today; None where the text does not tell.
        direction: ``forward`` where it cannot be taken back, else None.
        wish: for each party whether it wants it taken; None where none is stated.
        needed: false for one that may be left out.
    """

    id: str
    owner: str
    meaning: str
    words: tuple[str, ...]
    opposite: tuple[str, ...]
    now: bool | None
    direction: str | None
    wish: Mapping[str, bool | None]
    needed: bool = True


@dataclass(frozen=True)
class KnownLever:
    """Something that could change; ``option`` and ``to`` where it settles an option."""

    name: str
    words: tuple[str, ...]
    option: str | None = None
    to: bool | None = None


@dataclass(frozen=True)
class Known:
    """A report's model."""

    name: str
    title: str
    kind: str
    setting: str
    conflict: bool
    parties: tuple[KnownParty, ...] = ()
    options: tuple[KnownOption, ...] = ()
    levers: tuple[KnownLever, ...] = ()

    @classmethod
    def of(cls, name: str, raw: Mapping[str, Any]) -> Known:
        """The model in a table.

        Raises:
            ValueError: if an owner or a wish is nobody's, or a party's wish is left out.
        """
        parties = tuple(
            KnownParty(p["id"], tuple(p["names"]), p.get("needed", True))
            for p in raw.get("party", ())
        )
        options = tuple(_option(name, o, [p.id for p in parties]) for o in raw.get("option", ()))
        levers = tuple(
            KnownLever(v["name"], tuple(v["words"]), v.get("option"), v.get("to"))
            for v in raw.get("lever", ())
        )
        return cls(
            name,
            raw["title"],
            raw["kind"],
            raw["setting"],
            raw["conflict"],
            parties,
            options,
            levers,
        )


def _option(name: str, raw: Mapping[str, Any], parties: Sequence[str]) -> KnownOption:
    where = f"{name}, option {raw['id']}"
    if raw["owner"] not in parties:
        raise ValueError(f"{where}: no party {raw['owner']}")
    if sorted(raw["wish"]) != sorted(parties):
        raise ValueError(f"{where}: a wish is needed of each of {', '.join(parties)}")
    return KnownOption(
        raw["id"],
        raw["owner"],
        raw["meaning"],
        tuple(raw["words"]),
        tuple(raw.get("opposite", ())),
        raw.get("now"),
        raw.get("direction"),
        {party: _WISHES[sign] for party, sign in raw["wish"].items()},
        raw.get("needed", True),
    )


def cases(folder: Path = REPORTS) -> list[tuple[Path, Known]]:
    """Each report with its model, by name."""
    out = []
    for report in sorted(folder.glob("*.txt")):
        raw = tomllib.loads(report.with_suffix(".toml").read_text(encoding="utf-8"))
        out.append((report, Known.of(report.stem, raw)))
    return out


def occurs(words: Sequence[str], text: str) -> int:
    """How many of some words occur in a text, each by its beginnings."""
    return sum(bool(_pattern(w).search(text)) for w in words)


def first_place(words: Sequence[str], text: str) -> int | None:
    """Where the first of some words stands in a text; None where none does."""
    found = [match.start() for w in words if (match := _pattern(w).search(text))]
    return min(found, default=None)


def _pattern(words: str) -> re.Pattern[str]:
    parts = (re.escape(w) + r"\w*" for w in re.split(r"[\s-]+", words))
    return re.compile(r"\b" + r"[\s_-]+".join(parts), re.IGNORECASE)
