"""The registry of actors: who is known, and which words stand for whom."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from tracktwo.actors.build import Builder
from tracktwo.actors.entries import HOW, Actor, Candidate, Form, Role, RoleWord
from tracktwo.actors.index import FormIndex
from tracktwo.actors.userfile import read_user_file
from tracktwo.errors import UnknownChoice, did_you_mean

__all__ = ["Registry", "load_registry"]


class Registry:
    """Actors by id and by the words that stand for them; never changed once it is made.

    Make one with `load_registry`.
    """

    __slots__ = ("_actors", "_forms", "_holders", "_names", "index")

    def __init__(
        self, actors: Mapping[str, Actor], forms: Iterable[Form], roles: Iterable[RoleWord]
    ) -> None:
        self._actors: Mapping[str, Actor] = MappingProxyType(dict(actors))
        self._forms = tuple(forms)
        self._names: dict[str, list[frozenset[str]]] | None = None
        self.index = FormIndex(self._forms, roles)
        holders: dict[str, list[tuple[Actor, Role]]] = {}
        for actor in self._actors.values():
            for role in actor.roles:
                if role.for_actor is not None:
                    holders.setdefault(role.for_actor, []).append((actor, role))
        self._holders = holders

    def __len__(self) -> int:
        return len(self._actors)

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())

    def __contains__(self, key: object) -> bool:
        return key in self._actors

    def __getitem__(self, key: str) -> Actor:
        try:
            return self._actors[key]
        except KeyError:
            near = did_you_mean(key, self._actors)
            raise UnknownChoice(
                f'no actor has the id "{key}"',
                remedy=f'did you mean "{near}"?' if near else "see docs/how-to/registry.md",
            ) from None

    def get(self, key: str | None) -> Actor | None:
        """The actor with an id, or ``None``."""
        return None if key is None else self._actors.get(key)

    def find(self, text: str, *, on: date | None = None) -> tuple[Candidate, ...]:
        """The actors that a name, adjective, capital or other form may stand for.

        Args:
            text: the words, with the case in which they stand.
            on: the day of the report; actors that did not exist then are left out.

        Returns:
            Candidates, the closest tie first; those of a user's registry before all others.
        """
        return self.candidates(self.index.lookup(text), on=on)

    def candidates(self, forms: Iterable[Form], *, on: date | None = None) -> tuple[Candidate, ...]:
        """The actors for which written forms stand, the closest tie first, each once."""
        ordered = sorted(forms, key=lambda form: (not form.user, HOW.index(form.how), form.actor))
        found: dict[str, Candidate] = {}
        for form in ordered:
            actor = self._actors[form.actor]
            if form.actor in found or (on is not None and not _fits(actor, form, on)):
                continue
            found[form.actor] = Candidate(actor, form.how, form.sector, form.ambiguous, form.user)
        return tuple(found.values())

    def named_with(self, key: str, words: Iterable[str]) -> bool:
        """Whether some name of an actor has all these words: *North Atlantic* of NATO's."""
        if self._names is None:
            self._names = {}
            for form in self._forms:
                if form.how in ("name", "alias") and len(form.pieces) > 1:
                    pieces = frozenset(piece.lower() for piece in form.pieces)
                    self._names.setdefault(form.actor, []).append(pieces)
        wanted = {word.lower() for word in words}
        return any(wanted <= pieces for pieces in self._names.get(key, ()))

    def holders(self, for_actor: str, *, on: date) -> tuple[tuple[Actor, Role], ...]:
        """Who held which office of a state or body on a day, in the order of the data."""
        return tuple(
            (actor, role) for actor, role in self._holders.get(for_actor, ()) if role.held(on)
        )


def _fits(actor: Actor, form: Form, on: date) -> bool:
    """Whether a form may mean an actor in a report of that day.

    A body that has ended may be looked back on by its name; its adjective, capital and other
    forms belong to those that exist. A person has to have held some office by then, or soon after.
    """
    if actor.family == "person":
        starts = [role.start for role in actor.roles]
        if form.how == "name" or not starts or None in starts:
            return True
        return min(day for day in starts if day).toordinal() - 1100 <= on.toordinal()
    if form.how in ("name", "alias"):
        return actor.start is None or actor.start <= on or actor.family != "state"
    return actor.existed(on)


def load_registry(*user_files: Path) -> Registry:
    """The registry of the package with a user's own files on top, the last one topmost.

    Args:
        user_files: TOML or TSV files as described in ``docs/how-to/registry.md``.

    Raises:
        RegistryError: a file cannot be used; says which, where and what to do.
    """
    if not user_files:
        return _packaged()
    builder = _tables()
    for path in user_files:
        read_user_file(Path(path), builder)
    return _registry(builder)


@lru_cache(maxsize=1)
def _packaged() -> Registry:
    return _registry(_tables())


def _registry(builder: Builder) -> Registry:
    return Registry(builder.actors, builder.forms, builder.roles.values())


def _tables() -> Builder:
    # Thousands of small values are made and kept: looking for garbage among them finds none.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _read_tables()
    finally:
        if collecting:
            gc.enable()


def _read_tables() -> Builder:
    builder = Builder()
    data = resources.files("tracktwo.actors").joinpath("data")

    def text(name: str) -> str:
        return data.joinpath(name).read_text(encoding="utf-8")

    builder.sector_words(text("sectors.tsv"), "sectors.tsv")
    builder.title_words(text("titles.tsv"), "titles.tsv")
    builder.states(text("states.tsv"), "states.tsv")
    builder.bodies(text("organisations.tsv"), "organisations.tsv", "organisation")
    builder.bodies(text("groups.tsv"), "groups.tsv", "group")
    builder.people(text("people.tsv"), "people.tsv")
    builder.check_links()
    return builder
