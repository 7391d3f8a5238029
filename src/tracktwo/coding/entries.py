"""The tables of the predicate lexicon, line by line: entries, roles, word classes.

A line of ``predicates.tsv`` has lemmas (parted by commas), part of speech, frame, type, mode, role
of the actor, roles of the recipient, note. ``docs/reference/codebook.md`` tells the signs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tracktwo.coding.codebook import CUE_KINDS, EVENT_TYPES
from tracktwo.coding.constraints import Constraint, parse_constraint
from tracktwo.errors import LexiconError

__all__ = ["SPECIAL_TYPES", "Entry", "Row", "expand_roles", "read_classes", "read_entry", "rows"]

SPECIAL_TYPES: Final[Mapping[str, str]] = {
    "LIGHT": "a support verb (launch, carry out, make ...): its object, an event noun, is the act",
    "CUE": "a verb of saying that attributes and is no act by itself; the mode is the cue kind",
    "NONE": "in this frame the word tells no act at all",
}
"""What stands in the type column beside the PLOVER types."""

_SIMPLE_ROLES: Final = frozenset("subj obj iobj of poss adj each xcomp ccomp".split(" "))
_INNER_ROLES: Final = frozenset("poss of by adj subj obj".split(" "))
_WHOSE: Final = ("poss", "by", "adj", "of")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table, not yet read: file and number for errors, and the cells."""

    file: str
    line: int
    cells: tuple[str, ...]

    def fail(self, message: str) -> LexiconError:
        """The error that this line is wrong."""
        where = f"{self.file}:{self.line}"
        return LexiconError(message, where=where, remedy="see docs/reference/codebook.md")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the table for one lemma.

    Attributes:
        lemma: in lower case.
        pos: VERB, NOUN or ADJ.
        constraints: what the tree must have, all of it.
        type: a PLOVER type, or one of :data:`SPECIAL_TYPES`.
        mode: mode of the type; for CUE the cue kind; None where none is told.
        actor: role of who acts, empty where the frame has no room for one. ``subj`` covers passive
            agents, controllers and antecedents and, with nouns, a possessor, an adjective of
            nation or body, or a ``by`` phrase; ``prep:from`` and the like name a phrase.
        recipients: roles of who is acted upon, best first; take the first whose phrase names a
            party. ``each`` means that the actors act on each other.
        line: line of the table.
        specificity: how narrow the frame is; the narrowest frame that holds wins.
    """

    lemma: str
    pos: str
    constraints: tuple[Constraint, ...]
    type: str
    mode: str | None
    actor: str
    recipients: tuple[str, ...]
    line: int
    specificity: int

    @property
    def name(self) -> str:
        """Name to show in explanations, such as ``call.VERB[prep:for=@talks]:312``."""
        frame = " ".join(c.text for c in self.constraints)
        return f"{self.lemma}.{self.pos}[{frame}]:{self.line}"


def rows(file: str, text: str, columns: int) -> Iterator[Row]:
    """The lines of a table that are neither empty nor comments; the last column may be missing.

    Raises:
        LexiconError: a line has too few or too many columns.
    """
    for number, line in enumerate(text.splitlines(), 1):
        if line and line[0] != "#":
            row = Row(file, number, tuple(line.split("\t")))
            if not columns - 1 <= len(row.cells) <= columns:
                raise row.fail(f"{len(row.cells)} columns, not {columns - 1} or {columns}")
            yield row


def _is_role(text: str) -> bool:
    stem, _, inner = text.partition(".")
    if stem in ("xcomp", "ccomp") and inner.startswith("prep:"):
        return True
    known = stem in _SIMPLE_ROLES or (stem.startswith("prep:") and len(stem) > 5)
    return known and (not inner or inner in _INNER_ROLES)


def expand_roles(text: str) -> tuple[str, ...]:
    """Expand ``obj+``: the object itself, else whose, by whom, of which nation or of whom it is."""
    roles: list[str] = []
    for role in text.split():
        base = role.removesuffix("+")
        if not _is_role(base):
            raise ValueError(f'unknown role "{role}"')
        roles += [base, *(f"{base}.{w}" for w in _WHOSE)] if role.endswith("+") else [base]
    return tuple(dict.fromkeys(roles))


def _check_type(type_: str, mode: str) -> None:
    if type_ == "CUE":
        if mode not in CUE_KINDS:
            raise ValueError(f'CUE needs a cue kind as its mode, not "{mode}"')
    elif type_ in SPECIAL_TYPES:
        if mode:
            raise ValueError(f"{type_} has no modes")
    elif type_ not in EVENT_TYPES:
        raise ValueError(f'unknown type "{type_}"')
    elif mode and mode not in EVENT_TYPES[type_].modes:
        raise ValueError(f'{type_} has no mode "{mode}"')


def read_entry(row: Row, lemma: str, classes: Mapping[str, frozenset[str]]) -> Entry:
    """Read a line of ``predicates.tsv`` for one of its lemmas.

    Raises:
        LexiconError: the line cannot be used.
    """
    _, pos, frame, type_, mode, actor, recipient = row.cells[:7]
    try:
        if pos not in ("VERB", "NOUN", "ADJ"):
            raise ValueError(f'unknown part of speech "{pos}"')
        _check_type(type_, mode)
        constraints = tuple(parse_constraint(word, classes) for word in frame.split())
        if len(expand_roles(actor)) > 1:
            raise ValueError(f'at most one actor role, not "{actor}"')
        roles = expand_roles(recipient)
    except ValueError as error:
        raise row.fail(str(error)) from None
    weight = sum(c.weight for c in constraints)
    return Entry(lemma, pos, constraints, type_, mode or None, actor, roles, row.line, weight)


def read_classes(text: str, predicates: Iterable[Row]) -> dict[str, frozenset[str]]:
    """Word classes; a class may take in others by ``@name``. ``@event``: all nouns that tell acts.

    Raises:
        LexiconError: a class takes in itself or one that does not exist.
    """
    raw: dict[str, list[str]] = {k: v.split() for k, v in tomllib.loads(text).items()}
    raw["event"] = [
        lemma.strip()
        for row in predicates
        if row.cells[1] == "NOUN" and row.cells[3] not in SPECIAL_TYPES
        for lemma in row.cells[0].split(",")
    ]

    def expand(name: str, seen: tuple[str, ...]) -> set[str]:
        if name in seen or name not in raw:
            message = f'class "{name}" is unknown or takes in itself'
            raise LexiconError(message, where="classes.toml")
        words = {w for w in raw[name] if w[0] != "@"}
        return words.union(*(expand(w[1:], (*seen, name)) for w in raw[name] if w[0] == "@"))

    return {name: frozenset(expand(name, ())) for name in raw}
