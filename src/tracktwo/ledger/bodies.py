"""One key for all who speak or act for the same state or body, known to the registry or not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel

from tracktwo.ledger.words import plain_words
from tracktwo.schema import Party

__all__ = ["body", "is_entry", "parties_in"]

_ENTRY = re.compile(r"[a-z0-9][a-z0-9._-]*")


def parties_in(value: object) -> Iterator[Party]:
    """Every party anywhere in a row, in the order of its fields."""
    if isinstance(value, Party):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from parties_in(getattr(value, name))
    elif isinstance(value, list):
        for item in value:
            yield from parties_in(item)


def is_entry(given: str) -> bool:
    """Whether a body is given by its id in a registry; an unknown one is given by its name."""
    return _ENTRY.fullmatch(given) is not None


def body(party: Party | None) -> str:
    """The body that a party stands for: the entry it acts for, else its own, else its name.

    A body that no registry has is known by its name: whoever speaks for *Dorvan* and *Dorvan*
    itself have one key, ``~dorvan``. Empty for nobody.
    """
    if party is None:
        return ""
    given = party.for_actor or party.actor
    if given is not None and is_entry(given):
        return given
    return "~" + " ".join(plain_words(given or party.name))
