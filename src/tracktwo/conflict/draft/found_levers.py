"""Levers: what the reports tell as only possible or feared about an option."""

from __future__ import annotations

from collections.abc import Mapping

from tracktwo.conflict.draft.choices import Cast
from tracktwo.conflict.draft.families import Families
from tracktwo.conflict.draft.parties import Parties
from tracktwo.conflict.draft.today import Standing
from tracktwo.conflict.levers import Lever

__all__ = ["found_levers"]


def found_levers(
    cast: Cast, now: Mapping[str, Standing], parties: Parties, kinds: Families
) -> tuple[Lever, ...]:
    """A lever for each option of which the reports tell that it may come to stand otherwise."""
    out: dict[str, Lever] = {}
    for option in cast.options:
        for taken in (False, True):
            marks = [m for m in option.marks if m.says == "could" and m.taken == taken]
            if not marks or now[option.id].taken == taken:
                continue
            owner = parties.label(option.choice.owner)
            family = kinds.get(option.choice.family)
            pattern = family and (family.rises if taken else family.falls)
            plain = f"{owner} {'does' if taken else 'does not'}: {option.label}"
            about = option.choice.about
            if pattern and "{about}" in pattern and not about:
                pattern = None
            name = pattern.format(owner=owner, about=parties.label(about)) if pattern else plain
            out.setdefault(
                name,
                Lever(
                    name,
                    (f"{option.id} = {'Y' if taken else 'N'}",),
                    tuple(dict.fromkeys(m.row for m in marks)),
                    "the reports tell it as possible only",
                ),
            )
    return tuple(out.values())
