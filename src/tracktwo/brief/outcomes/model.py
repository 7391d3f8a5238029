"""The model on one page: options with owner and evidence, preferences with their basis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from tracktwo.brief.outcomes.groups import Group
from tracktwo.brief.outcomes.said import expression_line, holder, state_line, statement_line, words
from tracktwo.brief.outcomes.view import MakerView, OptionView, WantView
from tracktwo.brief.view import Line
from tracktwo.brief.words import single_line
from tracktwo.conflict.model import TAKEN, Conflict, Option
from tracktwo.conflict.preferences import Payoffs, Ranking, Statement, Statements, Weights
from tracktwo.conflict.space import OptionSpace

__all__ = ["makers", "notes_of", "option_rows", "rule_lines"]

_DIRECTION = {
    "both": "",
    "forward": "cannot be undone",
    "back": "once given up, gone",
}
_TOP = 4


def notes_of(evidence: Sequence[str], numbers: Mapping[str, int]) -> tuple[tuple[int, ...], int]:
    """The endnote numbers of evidence ids, and how many ids are of rows not at hand."""
    known = sorted({numbers[e] for e in evidence if e in numbers})
    return tuple(known), sum(e not in numbers for e in dict.fromkeys(evidence))


def option_rows(
    conflict: Conflict, groups: Sequence[Group], numbers: Mapping[str, int]
) -> tuple[OptionView, ...]:
    """The options, by owner in the order of the file; none where states are listed."""
    space = conflict.space
    if not isinstance(space, OptionSpace):
        return ()
    now = None if conflict.status_quo is None else space.state_levels(conflict.status_quo)
    held = [space.state_levels(g.shown) for g in groups]
    rows = []
    for n in sorted(range(len(conflict.options)), key=lambda o: conflict.options[o].owner):
        option = conflict.options[n]
        notes, unknown = notes_of(option.evidence, numbers)
        rows.append(
            OptionView(
                owner=holder(conflict, option.owner),
                label=single_line(option.label),
                now="not given" if now is None else _level(option, now[n]),
                direction=_DIRECTION[option.direction],
                levels=tuple(_level(option, levels[n]) for levels in held),
                notes=notes,
                unknown=unknown,
                note=None if option.note is None else single_line(option.note),
            )
        )
    return tuple(rows)


def _level(option: Option, level: int) -> str:
    if option.levels == TAKEN:
        return "yes" if level else "no"
    return single_line(option.levels[level])


def rule_lines(conflict: Conflict) -> tuple[Line, ...]:
    """What holds in every state, with why where the file says so."""
    return tuple(
        (
            *expression_line(conflict, rule.holds),
            *((words(f" ({single_line(rule.note)})"),) if rule.note else ()),
        )
        for rule in conflict.rules
    )


def makers(
    conflict: Conflict, numbers: Mapping[str, int]
) -> tuple[tuple[MakerView, ...], tuple[tuple[str, str], ...]]:
    """The parties with their preferences, the most important first; and the remarks on these."""
    whys: dict[str, str] = {}
    told = tuple(_maker(conflict, dm, numbers, whys) for dm in range(conflict.n_dm))
    return told, tuple((letter, note) for note, letter in whys.items())


def _maker(
    conflict: Conflict, dm: int, numbers: Mapping[str, int], whys: dict[str, str]
) -> MakerView:
    name, preference = holder(conflict, dm), conflict.preferences[dm]
    if isinstance(preference, Ranking | Payoffs):
        return MakerView(name, _best(conflict, dm), _ranked(conflict, dm))
    listed = preference.statements
    if isinstance(preference, Weights):
        listed = tuple(sorted(listed, key=lambda s: -(s.weight or 0.0)))
    wants = tuple(_want(conflict, dm, s, numbers, whys) for s in listed)
    if not wants:
        return MakerView(name, (), "No preference is known: it is told as indifferent.")
    if isinstance(preference, Statements):
        return MakerView(name, wants)
    return MakerView(name, wants, "Weighted: a state is worth the weights of what holds in it.")


def _ranked(conflict: Conflict, dm: int) -> str:
    tiers = int(conflict.rank[dm].max()) + 1
    of = "Ranked by payoffs" if isinstance(conflict.preferences[dm], Payoffs) else "Ranked"
    best = min(_TOP, tiers)
    told = "all" if best == tiers else f"the best {best}"
    return f"{of}: {conflict.n_state:,} states in {tiers:,} tiers, of which {told} stand here."


def _best(conflict: Conflict, dm: int) -> tuple[WantView, ...]:
    """The best tiers of a ranking, each by its states."""
    rank = conflict.rank[dm]
    wants = []
    for tier in range(int(rank.max()), max(-1, int(rank.max()) - _TOP), -1):
        states = np.flatnonzero(rank == tier)
        line = state_line(conflict, int(states[0]))
        if states.size > 1:
            line = (*line, words(f" (and {states.size - 1:,} as good)"))
        wants.append(WantView(line, "not said", False))
    return tuple(wants)


def _want(
    conflict: Conflict,
    dm: int,
    one: Statement,
    numbers: Mapping[str, int],
    whys: dict[str, str],
) -> WantView:
    notes, unknown = notes_of(one.evidence, numbers)
    return WantView(
        line=statement_line(conflict, one, dm),
        basis=one.basis or "not said",
        unsure=one.unsure,
        weight=None if one.weight is None else f"{one.weight:g}",
        notes=notes,
        unknown=unknown,
        why=_why(one, whys),
    )


def _why(one: Statement, whys: dict[str, str]) -> str:
    """The letter of a statement's remark; the same remark has the same letter."""
    note = single_line(one.note or "").removeprefix("assumed:").strip()
    if not note:
        return ""
    number = len(whys)
    letter = chr(ord("a") + number % 26) * (1 + number // 26)
    return whys.setdefault(note, letter)
