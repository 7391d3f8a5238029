"""Find the written forms of a registry in a text, longest first, in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from tracktwo.actors.entries import Form, RoleWord
from tracktwo.actors.pieces import accepts, form_pieces

__all__ = ["FormIndex", "Hit", "RoleHit", "plural"]

T = TypeVar("T")

_IRREGULAR = {
    "man": "men",
    "woman": "women",
    "person": "people",
    "child": "children",
    "police": "police",
    "military": "military",
    "staff": "staff",
    "people": "people",
    "personnel": "personnel",
    "aircraft": "aircraft",
}


class Hit(NamedTuple):
    """A stretch of tokens that is written like one or more actors."""

    start: int
    end: int
    forms: tuple[Form, ...]


class RoleHit(NamedTuple):
    """A stretch of tokens that is written like a role."""

    start: int
    end: int
    word: RoleWord


class _Keys(Generic[T]):
    """Values by their pieces in small letters, and the lengths of keys by their first piece."""

    __slots__ = ("lengths", "values")

    def __init__(self) -> None:
        self.values: dict[str, list[T]] = {}
        self.lengths: dict[str, tuple[int, ...]] = {}

    def add(self, pieces: Sequence[str], value: T) -> None:
        key = " ".join(pieces).lower()
        found = self.values.get(key)
        if found is not None:
            found.append(value)
            return
        self.values[key] = [value]
        first = key.partition(" ")[0]
        lengths = self.lengths.get(first)
        n = len(pieces)
        if lengths is None:
            self.lengths[first] = (n,)
        elif n not in lengths:
            self.lengths[first] = tuple(sorted((*lengths, n), reverse=True))


class FormIndex:
    """All written forms of a registry, ready to be found in a text."""

    __slots__ = ("_forms", "_roles")

    def __init__(self, forms: Iterable[Form], roles: Iterable[RoleWord]) -> None:
        self._forms: _Keys[Form] = _Keys()
        self._roles: _Keys[RoleWord] = _Keys()
        for form in forms:
            if form.pieces:
                self._forms.add(form.pieces, form)
        for phrase, role in _with_plurals(roles):
            self._roles.add(form_pieces(phrase), role)

    def lookup(self, text: str) -> tuple[Form, ...]:
        """The forms that a stretch of text is written like."""
        pieces = form_pieces(text)
        forms = self._forms.values.get(" ".join(pieces).lower(), ())
        return tuple(form for form in forms if accepts(form.pieces, pieces))

    def role(self, phrase: str) -> RoleWord | None:
        """The role that a phrase names, in singular or plural."""
        found = self._roles.values.get(" ".join(form_pieces(phrase)).lower())
        return found[0] if found else None

    def scan(
        self, pieces: Sequence[tuple[str, ...]], sent: Sequence[int]
    ) -> tuple[list[Hit], list[RoleHit]]:
        """Names and roles in a text, given the pieces and the sentence of each token.

        None reaches over the end of a sentence.
        Each list is in order and without overlaps; at each token the longest form wins.
        """
        flat: list[str] = []
        begins: list[int] = []
        ends_at: dict[int, int] = {}
        for i, of_token in enumerate(pieces):
            begins.append(len(flat))
            flat.extend(of_token)
            if of_token:
                ends_at[len(flat)] = i + 1
        small = [piece.lower() for piece in flat]
        hits: list[Hit] = []
        roles: list[RoleHit] = []
        name_free = role_free = 0
        form_lengths, role_lengths = self._forms.lengths, self._roles.lengths
        forms, words = self._forms.values, self._roles.values
        n = len(flat)
        for i, at in enumerate(begins):
            if at >= n or not pieces[i]:
                continue
            first = small[at]
            if i >= name_free and (lengths := form_lengths.get(first)) is not None:
                for length in lengths:
                    end = ends_at.get(at + length)
                    if end is None or sent[end - 1] != sent[i]:
                        continue
                    found = forms.get(" ".join(small[at : at + length]))
                    if found is None:
                        continue
                    have = flat[at : at + length]
                    kept = tuple(form for form in found if accepts(form.pieces, have))
                    if kept:
                        hits.append(Hit(i, end, kept))
                        name_free = end
                        break
            if i >= role_free and (lengths := role_lengths.get(first)) is not None:
                for length in lengths:
                    end = ends_at.get(at + length)
                    if end is None or sent[end - 1] != sent[i]:
                        continue
                    named = words.get(" ".join(small[at : at + length]))
                    if named:
                        roles.append(RoleHit(i, end, named[0]))
                        role_free = end
                        break
        return hits, roles


def _with_plurals(roles: Iterable[RoleWord]) -> Iterator[tuple[str, RoleWord]]:
    """Each role by its phrase, in singular and in plural.

    A plural that the data list as a group (*rebels*) is that group; but *officials* and *leaders*
    are several persons of whom each may be named.
    """
    listed = {role.phrase: role for role in roles}
    many: dict[str, RoleWord] = {}
    for role in listed.values():
        phrase = plural(role.phrase)
        if phrase != role.phrase:
            many.setdefault(phrase, role)
    for phrase, role in listed.items():
        one = many.pop(phrase, None)
        if one is None or one.kind == "group":
            yield phrase, role
        elif one.sector == "GOV" or (one.sector is None and role.sector is None):
            yield phrase, one._replace(plural=True)
        else:
            yield phrase, role._replace(plural=True)
    for phrase, one in many.items():
        yield phrase, one._replace(plural=True)


def plural(phrase: str) -> str:
    """The plural of a role phrase: ``secretary of state`` gives ``secretaries of state``."""
    front, of, rest = phrase.partition(" of ")
    if not of:
        front, of, rest = phrase.partition(" for ")
    before, space, noun = front.rpartition(" ")
    stem, hyphen, last = noun.rpartition("-")
    return f"{before}{space}{stem}{hyphen}{_plural_noun(last)}{of}{rest}"


def _plural_noun(noun: str) -> str:
    for one, many in _IRREGULAR.items():
        if noun == one or (len(one) < 6 and noun.endswith(one) and one in ("man", "woman")):
            return noun[: len(noun) - len(one)] + many
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("ss", "sh", "ch", "x")):
        return noun + "es"
    if noun.endswith("s"):
        return noun
    return noun + "s"
