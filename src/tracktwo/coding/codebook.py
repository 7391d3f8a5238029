"""PLOVER 2.0 as data: types, modes, contexts, sectors, and what each code means.

The facts stand in ``data/codebook.toml``; this module reads them once into frozen values and
answers questions about them. Intensity runs from -10 (conflict) to +10 (cooperation); quad is 1
verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import resources
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from tracktwo.errors import UnknownChoice, did_you_mean

__all__ = [
    "CODEBOOK_VERSION",
    "CONTEXTS",
    "CUE_KINDS",
    "EVENT_TYPES",
    "ISSUES",
    "MODALITIES",
    "POLARITIES",
    "QUADS",
    "SECTORS",
    "STANCES",
    "EventType",
    "Mode",
    "PloverCode",
    "cameo_to_plover",
    "event_type",
    "explain",
    "intensity",
    "penta",
    "quad",
]


@dataclass(frozen=True, slots=True)
class Mode:
    """A way in which an act of one type is done.

    Attributes:
        name: as PLOVER writes it, such as ``targeted`` or ``martial-law``.
        intensity: on the scale from -10 to +10; replaces the intensity of the type.
        gloss: what it means, in our own words.
    """

    name: str
    intensity: float
    gloss: str


@dataclass(frozen=True, slots=True)
class EventType:
    """One of the 16 types of act.

    Attributes:
        name: such as ``CONSULT``.
        quad: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
        intensity: of an act of this type whose mode is not known.
        gloss: what it means, in our own words.
        modes: mode by name, in the order of the codebook; empty for types without modes.
    """

    name: str
    quad: int
    intensity: float
    gloss: str
    modes: Mapping[str, Mode] = field(default_factory=dict)


class PloverCode(NamedTuple):
    """A PLOVER type with its mode, where one is known."""

    type: str
    mode: str | None = None


def _event_types(table: Mapping[str, Any]) -> dict[str, EventType]:
    types = {}
    for name, row in table.items():
        modes = {m: Mode(m, float(i), gloss) for m, (i, gloss) in row.get("modes", {}).items()}
        types[name] = EventType(
            name, row["quad"], float(row["intensity"]), row["gloss"], MappingProxyType(modes)
        )
    return types


_TABLE: Final[dict[str, Any]] = tomllib.loads(
    resources.files("tracktwo.coding").joinpath("data/codebook.toml").read_text("utf-8")
)

CODEBOOK_VERSION: Final[str] = _TABLE["version"]
EVENT_TYPES: Final[Mapping[str, EventType]] = MappingProxyType(_event_types(_TABLE["types"]))
QUADS: Final[Mapping[int, str]] = MappingProxyType({int(k): v for k, v in _TABLE["quads"].items()})
CONTEXTS: Final[Mapping[str, str]] = MappingProxyType(_TABLE["contexts"])
SECTORS: Final[Mapping[str, str]] = MappingProxyType(_TABLE["sectors"])
MODALITIES: Final[Mapping[str, str]] = MappingProxyType(_TABLE["modalities"])
POLARITIES: Final[Mapping[str, str]] = MappingProxyType(_TABLE["polarities"])
STANCES: Final[Mapping[str, str]] = MappingProxyType(_TABLE["stances"])
CUE_KINDS: Final[Mapping[str, str]] = MappingProxyType(_TABLE["cue_kinds"])
ISSUES: Final[Mapping[str, str]] = MappingProxyType(_TABLE["issues"])

_GLOSSARIES: Final[tuple[tuple[str, Mapping[str, str]], ...]] = (
    ("context", CONTEXTS),
    ("sector", SECTORS),
    ("modality", MODALITIES),
    ("polarity", POLARITIES),
    ("stance", STANCES),
    ("cue kind", CUE_KINDS),
    ("issue", ISSUES),
)

_CAMEO: Final[Mapping[str, str]] = MappingProxyType(_TABLE["cameo"])


def _unknown(kind: str, word: str, choices: Iterable[str]) -> UnknownChoice:
    names = sorted(set(choices))
    by_fold = {n.casefold(): n for n in names}
    near = did_you_mean(word.casefold(), by_fold)
    hint = f'did you mean "{by_fold[near]}"? ' if near else ""
    return UnknownChoice(f'unknown {kind} "{word}"', remedy=f"{hint}Choices: {', '.join(names)}")


def event_type(name: str) -> EventType:
    """The event type of this name.

    Raises:
        UnknownChoice: there is none.
    """
    try:
        return EVENT_TYPES[name]
    except KeyError:
        raise _unknown("event type", name, EVENT_TYPES) from None


def quad(type_name: str) -> int:
    """Quad of an event type: 1 or 2 cooperation in words or deeds, 3 or 4 conflict likewise."""
    return event_type(type_name).quad


def penta(type_name: str | None) -> int:
    """Penta class: the quad of a type, and 0 where there is no event."""
    return 0 if type_name is None else quad(type_name)


def intensity(type_name: str, mode: str | None = None) -> float:
    """Intensity of an act on the scale from -10 to +10; of its mode where one is given.

    Raises:
        UnknownChoice: there is no such type, or the type has no such mode.
    """
    kind = event_type(type_name)
    if mode is None:
        return kind.intensity
    if mode not in kind.modes:
        raise _unknown(f"mode of {type_name}", mode, kind.modes)
    return kind.modes[mode].intensity


def cameo_to_plover(code: str) -> PloverCode | None:
    """The PLOVER type, and mode where one corresponds, of a CAMEO code of two to four digits.

    Only the leading digits that decide are read, so codes of older and newer verb dictionaries
    both map. Plain statements (01) and appeals without an addressee's act (02) are no PLOVER
    events: None.

    Raises:
        UnknownChoice: the text is no CAMEO event code.
    """
    if not re.fullmatch(r"(0[1-9]|1[0-9]|20)[0-9]{0,2}", code):
        raise UnknownChoice(
            f'unknown CAMEO code "{code}"',
            remedy="give two to four digits that begin with 01 to 20, such as 08, 084, 0841",
        )
    if code[:2] in ("01", "02"):
        return None
    kind, _, mode = next(_CAMEO[code[:n]] for n in (4, 3, 2) if code[:n] in _CAMEO).partition(" ")
    return PloverCode(kind, mode or None)


def _number(value: float) -> str:
    return f"{value:+g}".replace("-", "−")


def _explain_mode(kind: EventType, mode: Mode) -> str:
    return f"{kind.name} {mode.name} (mode, intensity {_number(mode.intensity)}): {mode.gloss}"


def _explain_type(kind: EventType) -> str:
    head = (
        f"{kind.name} (event type, quad {kind.quad} {QUADS[kind.quad].split(':')[0]}, "
        f"intensity {_number(kind.intensity)}): {kind.gloss}"
    )
    lines = [f"  {m.name} ({_number(m.intensity)}): {m.gloss}" for m in kind.modes.values()]
    return "\n".join([head, *lines])


def explain(code: str) -> str:
    """What a code means, in plain words, one line for each sense that it has.

    Knows event types, modes (``targeted``, or ``ASSAULT targeted`` for one type only), contexts,
    sectors, modalities, polarities, stances, cue kinds, issues and quads (``1`` to ``4``).

    Raises:
        UnknownChoice: nothing has this name.
    """
    word = " ".join(code.split())
    fold = word.casefold()
    senses = [f"quad {n}: {gloss}" for n, gloss in QUADS.items() if fold in (str(n), f"quad {n}")]
    for kind in EVENT_TYPES.values():
        name = kind.name.casefold()
        if fold == name:
            senses.append(_explain_type(kind))
        for mode in kind.modes.values():
            if fold in (mode.name, f"{name} {mode.name}", f"{name}.{mode.name}"):
                senses.append(_explain_mode(kind, mode))
    for title, glossary in _GLOSSARIES:
        senses += [f"{n} ({title}): {g}" for n, g in glossary.items() if n.casefold() == fold]
    if senses:
        return "\n".join(senses)
    names = [*EVENT_TYPES, *(m for t in EVENT_TYPES.values() for m in t.modes)]
    names += [n for _, glossary in _GLOSSARIES for n in glossary]
    raise _unknown("code", word, names)
