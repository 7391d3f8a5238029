"""What each party prefers: statements from its marks, in order, with how each is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tracktwo.conflict.draft.choices import Cast, Chosen
from tracktwo.conflict.draft.conditions import Hanging, hanging
from tracktwo.conflict.draft.families import Families
from tracktwo.conflict.draft.marks import TIERS, Mark
from tracktwo.conflict.draft.parties import Parties
from tracktwo.conflict.preferences import Basis

__all__ = ["Wish", "wishes"]


@dataclass(frozen=True)
class Wish:
    """A preference statement of the draft.

    Attributes:
        say: the statement.
        option: id of the option that it is about.
        taken: whether it would have the option taken.
        tier: place in ``TIERS``.
        basis: where it comes from.
        unsure: whether it is in doubt.
        confidence: the highest of its rows; None for what is assumed.
        marks: the rows behind it, in the order of the reports.
        note: how it is known, in plain words.
    """

    say: str
    option: str
    taken: bool
    tier: int
    basis: Basis
    unsure: bool
    confidence: float | None
    marks: tuple[Mark, ...]
    note: str


def wishes(holder: str, cast: Cast, parties: Parties, kinds: Families) -> list[Wish]:
    """The statements of a party that rest on rows, most important first.

    What the text names as first stands first; then demands and refusals, threats, wishes, offers,
    proposals, and last what only its acts tell. Where two of a kind follow one another their order
    is a guess, and both are marked as unsure.
    """
    found: list[tuple[int, int, Wish]] = []
    for place, option in enumerate(cast.options):
        groups: dict[tuple[bool, str, bool], list[Mark]] = defaultdict(list)
        spelled: dict[tuple[bool, str, bool], Hanging | None] = {}
        for mark in option.marks:
            if mark.says != "wish" or mark.holder != holder:
                continue
            hang = mark.condition and hanging(mark.condition, holder, cast, parties, kinds)
            if hang and option.id in hang.options:
                continue
            key = (mark.taken, hang.text if hang else "", bool(hang and hang.only))
            groups[key].append(mark)
            spelled[key] = hang or None
        for key, marks in _without_contrary(groups).items():
            wish = _wish(option, key[0], spelled[key], marks, groups)
            found.append((wish.tier, place, wish))
    found.sort(key=lambda f: (f[0], f[2].unsure, f[1]))
    return _with_guessed_order([wish for _, _, wish in found])


_Key = tuple[bool, str, bool]


def _without_contrary(groups: dict[_Key, list[Mark]]) -> dict[_Key, list[Mark]]:
    """The groups less those that a surer, unconditional one contradicts or says already.

    What is told on a condition stays beside what is told without one if it says the opposite, or
    says the same more surely.
    """
    plain = {key: marks for key, marks in groups.items() if not key[1]}
    best = min(plain, key=lambda k: (_doubt(plain[k]), not k[0]), default=None)
    if best is None:
        return groups
    return {
        key: marks
        for key, marks in groups.items()
        if key == best or (key[1] and (key[0] != best[0] or _doubt(marks) < _doubt(plain[best])))
    }


def _doubt(marks: Sequence[Mark]) -> tuple[bool, int]:
    return all(m.unsure for m in marks), min(m.tier for m in marks)


def _wish(
    option: Chosen,
    taken: bool,
    hang: Hanging | None,
    marks: Sequence[Mark],
    groups: dict[_Key, list[Mark]],
) -> Wish:
    atom = option.id if taken else f"not {option.id}"
    say = atom
    if hang:
        say = f"{atom} {'iff' if hang.only else 'if'} {hang.text}"
    sure = [m for m in marks if not m.unsure]
    lost = [m for m in marks if m.condition and not hang]
    stated = any(m.basis == "stated" for m in marks)
    parts = list(dict.fromkeys(m.how for m in (sure or marks) if m.how))
    contrary = [m for (way, *_), ms in groups.items() if way != taken for m in ms if not hang]
    unsure = not sure or bool(lost) or bool(contrary)
    if lost:
        clause = " ".join(lost[0].condition.span.text.split()) if lost[0].condition else ""
        parts.append(f"on a condition that no option expresses: {clause}")
    if contrary:
        parts.append("other words of the reports tell the opposite, or tell it on a condition")
    return Wish(
        say=say,
        option=option.id,
        taken=taken,
        tier=min(m.tier for m in (sure or marks)),
        basis="stated" if stated else "inferred",
        unsure=unsure,
        confidence=max(m.confidence for m in marks),
        marks=tuple(dict.fromkeys(marks)),
        note="; ".join(parts),
    )


def _with_guessed_order(listed: Sequence[Wish]) -> list[Wish]:
    """The same, with what stands in a guessed place marked so."""
    count = {tier: sum(w.tier == tier for w in listed) for tier in range(len(TIERS))}
    out = []
    for wish in listed:
        if count[wish.tier] > 1:
            guess = "its place among others of its kind is a guess"
            wish = Wish(**{**wish.__dict__, "unsure": True, "note": f"{wish.note}; {guess}"})
        out.append(wish)
    return out
