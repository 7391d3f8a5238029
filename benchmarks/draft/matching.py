"""Which party, option and wish of a draft is which of the known model.

**Parties.** A decision maker is the party that has its label or id among its names; case, *the* and
what is no letter do not count. Each party is found once; a second decision maker that is the same
party is one too many, but what it owns is the party's.

**Options.** A known option and a drafted one can be the same choice if a word of the known one
occurs in the label or id of the drafted one, or if one occurs in the words that its evidence cites
and the owner is the same. Such a pair counts 40 for the label, 20 for the evidence, 10 for the
owner, and 1 for each further word in the label and row of evidence, up to 5 each. Of all ways to
pair them, each option once, that with the largest sum is taken. So a wrong owner can be told, and
an option that is drafted twice is right once.

**Sense.** A drafted option tells the same choice the other way round (*lift the siege* for *keep
the siege*) if its label has either a word of ``opposite`` or one of denial (*not*, *refuse* …) in
front of the word that it is known by, and not both. Then wishes, direction and status quo are
turned round before they are compared.

**Wishes.** A statement singles out an option if it is ``o`` or ``not o``, or if that is what it
says under a condition (``not o if c``), or one of the things that it says at once (``a and not
o``). Levels: ``o >= x`` is ``o``, ``o = lowest`` is ``not o``. Of several statements of a party
about an option the first counts; a negative weight turns a statement round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from benchmarks.draft.known import Known, KnownOption, first_place, occurs
from tracktwo.conflict import Conflict, Option, Statements, Weights
from tracktwo.conflict.expressions import Atom, Both, Expression, Implies, Not

__all__ = [
    "Wish",
    "best_pairs",
    "match_options",
    "match_parties",
    "same_parties",
    "singled_out",
    "turned",
    "wishes",
]

_DENIAL = re.compile(r"\b(?:not|no|never|without|refus\w*|reject\w*)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Wish:
    """That a party wants an option taken or not; ``assumed`` when the draft says it guessed."""

    taken: bool
    assumed: bool


def match_parties(conflict: Conflict, known: Known) -> dict[int, str]:
    """From the number of a decision maker to the id of the known party, each party once."""
    found: dict[int, str] = {}
    for number, party in same_parties(conflict, known).items():
        if party not in found.values():
            found[number] = party
    return found


def same_parties(conflict: Conflict, known: Known) -> dict[int, str]:
    """The same with every decision maker that is a known party, were it twice."""
    found = {}
    for number, maker in enumerate(conflict.decision_makers):
        mine = {_plain(maker.label), _plain(maker.id)}
        for party in known.parties:
            if mine & {_plain(n) for n in party.names}:
                found[number] = party.id
                break
    return found


def match_options(
    conflict: Conflict, known: Known, owners: Mapping[int, str], words: Mapping[str, str]
) -> dict[int, str]:
    """From the number of a drafted option to the id of the known one.

    Args:
        conflict: the draft.
        known: the known model.
        owners: as `same_parties` gives them.
        words: the exact words that each row of the ledger cites, by its id.
    """
    points = [
        [_points(option, one, owners.get(option.owner), words) for one in known.options]
        for option in conflict.options
    ]
    return {drafted: known.options[k].id for drafted, k in best_pairs(points)}


def _points(option: Option, known: KnownOption, owner: str | None, words: Mapping[str, str]) -> int:
    """What a pair counts; 0 when it cannot be."""
    label = occurs(known.words, _label(option))
    cited = sum(bool(occurs(known.words, words.get(e, ""))) for e in option.evidence)
    same = owner == known.owner
    if not label and not (cited and same):
        return 0
    further = sum(min(max(n - 1, 0), 5) for n in (label, cited))
    return 40 * bool(label) + 20 * bool(cited) + 10 * same + further


def best_pairs(points: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Pairs (row, column) with the largest sum, each row and column once, none that counts 0."""
    columns = len(points[0]) if points else 0

    @cache
    def best(row: int, used: int) -> tuple[int, tuple[tuple[int, int], ...]]:
        if row == len(points):
            return 0, ()
        most = best(row + 1, used)
        for column in range(columns):
            if points[row][column] and not used >> column & 1:
                total, pairs = best(row + 1, used | 1 << column)
                if total + points[row][column] > most[0]:
                    most = (total + points[row][column], ((row, column), *pairs))
        return most

    return list(best(0, 0)[1])


def turned(option: Option, known: KnownOption) -> bool:
    """Whether a drafted option is the known one the other way round."""
    opposite = bool(occurs(known.opposite, _label(option)))
    return opposite != any(_denied(text, known.words) for text in _label(option).split("\n"))


def _denied(label: str, words: Sequence[str]) -> bool:
    """Whether a denial stands in front of the first of some words, or anywhere if none occurs."""
    denial = _DENIAL.search(label)
    first = first_place(words, label)
    return denial is not None and (first is None or denial.start() < first)


def wishes(conflict: Conflict, dm: int) -> dict[int, Wish]:
    """What a decision maker wants of each option that a statement of its own singles out."""
    preference = conflict.preferences[dm]
    found: dict[int, Wish] = {}
    if not isinstance(preference, Statements | Weights):
        return found
    listed = list(preference.statements)
    if isinstance(preference, Weights):
        listed.sort(key=lambda s: -abs(s.weight or 0.0))
    for statement in listed:
        against = isinstance(preference, Weights) and (statement.weight or 0.0) < 0
        for option, taken in singled_out(statement.expression):
            found.setdefault(option, Wish(taken != against, statement.basis == "assumed"))
    return found


def singled_out(expression: Expression) -> Iterator[tuple[int, bool]]:
    """The options that a statement singles out, with whether it wants each taken."""
    match expression:
        case Atom(option, relation, level):
            if relation in (">", ">=") or (relation == "=" and level > 0):
                yield option, True
            elif relation in ("<", "<=") or (relation == "=" and level == 0):
                yield option, False
            else:
                yield option, level == 0
        case Not(parts=(part,)) if isinstance(part, Atom | Not):
            for option, taken in singled_out(part):
                yield option, not taken
        case Both(parts=parts):
            for part in parts:
                yield from singled_out(part)
        case Implies(parts=(_, then)):
            yield from singled_out(then)
        case _:
            return


def _label(option: Option) -> str:
    return f"{option.label}\n{re.sub(r'[-_]+', ' ', option.id)}"


def _plain(name: str) -> str:
    bare = re.sub(r"[\W_]+", " ", name.casefold()).strip()
    return bare.removeprefix("the ")
