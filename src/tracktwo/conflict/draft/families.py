"""The kinds of choice that the draft knows: from issues, words and acts to a choice and its way."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

__all__ = ["Families", "Family", "Hit", "families", "has", "places", "words_of"]

_WORD = re.compile(r"n['’]t\b|\w+(?:[-–]\w+)*", re.IGNORECASE)
_BREAKS = frozenset("while when after before until so because if but though".split())
_WINDOW = 7
_PASSIVE = frozenset("is are be been being was were to".split())


@dataclass(frozen=True)
class Family:
    """A kind of choice.

    Attributes:
        id: a short name, for ids of options.
        take: what is done when it is taken; ``{about}`` and ``{words}`` are filled in.
        plain: the same where the text does not say whom or what it concerns.
        falls: name of the lever that sets it to not taken; empty for none.
        rises: name of the lever that sets it to taken; empty for none.
        issues: from an issue to what its content means where no word decides: 1, -1 or 0.
        yes: words that speak of taking it; each is a row of word beginnings (``*``) or words.
        no: words that speak of not taking it.
        unless: words beside which its words mean something else.
        needs: words without which its words mean something else; none: no such words.
        about: whether choices that concern different parties are different ones.
        given: whether it is something that others want from its owner.
        needs_elsewhere: the same, in a content of an issue that is none of its own.
        others_want: whether others who speak of it speak of its owner's choice, not of their own.
        only_issue: whether its words count only in a content of one of its issues.
        needs_about: whether it is meant only where the text names whom it concerns.
        no_presupposes: whether its words under ``no`` tell that it is taken now.
        begin: what is done, where the reports do not tell that it goes on; else as ``plain``.
        events: from an event type, or type and mode, to 1 (takes it) or -1 (drops it).
    """

    id: str
    take: str
    plain: str
    falls: str
    rises: str
    issues: Mapping[str, int]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    about: Literal["party", "alliance", "none"]
    given: bool
    events: Mapping[str, int]
    unless: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    needs_elsewhere: tuple[str, ...] = ()
    others_want: bool = False
    only_issue: bool = False
    needs_about: bool = False
    no_presupposes: bool = False
    begin: str = ""


@dataclass(frozen=True)
class Hit:
    """What some words say of a kind of choice.

    Attributes:
        family: the kind.
        taken: whether they speak of taking it.
        presupposes: whether they speak of it as of something that is so now: *halt*, *continue*.
    """

    family: Family
    taken: bool
    presupposes: bool


@dataclass(frozen=True)
class Families:
    """All kinds of choice, and the words that turn them around."""

    all: tuple[Family, ...]
    reverse: tuple[str, ...]
    negate: tuple[str, ...]
    let_go: tuple[str, ...]
    go_on: tuple[str, ...]
    through: tuple[str, ...]
    priority: tuple[str, ...]
    forward: tuple[str, ...]
    undone: tuple[str, ...]

    def get(self, id_: str) -> Family | None:
        """The kind with an id; None for choices of their own."""
        return next((f for f in self.all if f.id == id_), None)

    def of_event(self, type_: str, mode: str | None) -> tuple[Family, bool] | None:
        """The kind that an act belongs to, and whether the act takes the option."""
        for key in (f"{type_} {mode}", type_):
            for family in self.all:
                if key in family.events:
                    return family, family.events[key] > 0
        return None

    def reading(self, text: str, issue: str, *, by_issue: bool = True) -> Hit | None:
        """The kind of choice that a content speaks of, and which way; None when it is not clear.

        Args:
            text: the content.
            issue: its issue in the ledger.
            by_issue: whether the issue decides where no word does.
        """
        words = words_of(text)
        if has(words[:1], self.through):
            return None  # what is asked is to bring another to do it
        own = [f for f in self.all if issue in f.issues]
        for family in (*own, *(f for f in self.all if f not in own and not f.only_issue)):
            if _beside(words, family, issue):
                continue
            way = self._way(words, family)
            if way is not None:
                return Hit(family, way, self._is_so(words, family, way))
        for family in own if by_issue else ():
            sign = family.issues[issue]
            if sign and not has(words, family.unless):
                taken = (sign > 0) != (has(words, self.reverse) != has(words, self.negate))
                return Hit(family, taken, self._is_so(words, family, taken))
        return None

    def spoken(self, text: str) -> Hit | None:
        """The first kind of choice of which a word of the text speaks, whatever its issue."""
        words = words_of(text)
        for family in self.all:
            if family.needs_about or _beside(words, family, ""):
                continue
            way = self._way(words, family)
            if way is not None:
                return Hit(family, way, self._is_so(words, family, way))
        return None

    def speaks(self, text: str, family: Family) -> bool:
        """Whether a word of a text, and not only its issue, speaks of a kind of choice."""
        return self._way(words_of(text), family) is not None

    def turned(self, text: str) -> bool:
        """Whether words speak of the opposite of what the other words name: *stop filling*."""
        words = words_of(text)
        return has(words, self.reverse) != has(words, self.negate)

    def _way(self, words: Sequence[str], family: Family) -> bool | None:
        found = [(i, True) for i in places(words, family.yes)]
        found += [(i, False) for i in places(words, family.no)]
        if not found:
            return None
        first, sign = min(found)
        before = _near(words[:first])
        turned = has(before, self.reverse) != has(before, self.negate)
        after = words[first + 1 : first + 5]
        for place in places(after, self.reverse):
            if set(after[max(0, place - 2) : place]) & _PASSIVE:
                turned = not turned
                break
        return sign != turned

    def _is_so(self, words: Sequence[str], family: Family, taken: bool) -> bool:
        """Whether words tell that an option is taken: what is to stop, or to go on, is so."""
        if has(words, family.no):
            return family.no_presupposes and not has(words, family.yes)
        if has(words, self.negate):
            return False
        return has(words, self.go_on if taken else self.let_go)


def _beside(words: Sequence[str], family: Family, issue: str) -> bool:
    """Whether the other words of a content make the words of a kind mean something else."""
    if has(words, family.unless) or (family.needs and not has(words, family.needs)):
        return True
    needs = family.needs_elsewhere if issue not in family.issues else ()
    return bool(needs) and not has(words, needs)


def _near(before: Sequence[str]) -> Sequence[str]:
    """The words right before one, as far as they may turn it around."""
    breaks = [i for i, word in enumerate(before) if word in _BREAKS]
    return before[max([*(i + 1 for i in breaks), len(before) - _WINDOW, 0]) :]


def words_of(text: str) -> list[str]:
    """The words of a text, small."""
    return [w.replace("’", "'") for w in _WORD.findall(text.lower())]


def has(words: Sequence[str], phrases: Sequence[str]) -> bool:
    """Whether some of the phrases stand among the words."""
    return bool(places(words, phrases))


def places(words: Sequence[str], phrases: Sequence[str]) -> list[int]:
    """Where phrases begin among words, ascending."""
    found = []
    for at in range(len(words)):
        for phrase in phrases:
            parts = phrase.split()
            if len(words) - at >= len(parts) and all(
                _fits(words[at + k], part) for k, part in enumerate(parts)
            ):
                found.append(at)
                break
    return found


def _fits(word: str, part: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


@cache
def families() -> Families:
    """The kinds of choice that ship with Tracktwo."""
    data = resources.files("tracktwo.conflict.draft").joinpath("data")
    table = tomllib.loads(data.joinpath("families.toml").read_text("utf-8"))
    lists = {key: tuple(found) for key, found in table["words"].items()}
    return Families(tuple(_family(one) for one in table["family"]), **lists)


def _family(one: dict[str, Any]) -> Family:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in one.items()}
    return Family(**values)
