"""What would change the answer: levers, single changes, shares of preference orders, a rival."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tracktwo.analysis import solve
from tracktwo.brief.outcomes.effects import Effect, Single
from tracktwo.brief.outcomes.model import notes_of
from tracktwo.brief.outcomes.reasons import reasons
from tracktwo.brief.outcomes.said import (
    difference,
    holder,
    join,
    marked,
    state_line,
    statement_line,
    words,
)
from tracktwo.brief.outcomes.view import EffectView, RivalView, ShareView
from tracktwo.brief.outcomes.work import CONCEPTS, Rival, Worked
from tracktwo.brief.view import Line
from tracktwo.brief.words import listed, single_line
from tracktwo.conflict.model import TAKEN, Conflict
from tracktwo.conflict.preferences import Weights
from tracktwo.conflict.space import OptionSpace

__all__ = ["fate_words", "lever_rows", "rival_view", "share_rows", "shares_told", "single_rows"]

_MOST_NEW = 2
_MOST_SINGLES = 6
_MOST_RIVALS = 1


def lever_rows(worked: Worked, numbers: Mapping[str, int]) -> tuple[EffectView, ...]:
    """Each lever with what becomes of the outcomes shown, and what is new."""
    conflict = worked.conflict
    assert conflict is not None
    rows = []
    for lever, done in worked.levers:
        notes, unknown = notes_of(lever.evidence, numbers)
        what = join((_change(conflict, c) for c in lever.changes), "; ", "; ")
        if done.problem is not None:
            what = (*what, words(f" (cannot be worked: {single_line(done.problem)})"))
        rows.append(
            EffectView(
                (words(single_line(lever.name)),),
                what,
                done.fate,
                _new(conflict, done),
                max(0, len(done.new) - _MOST_NEW),
                notes,
                unknown,
                None if lever.note is None else single_line(lever.note),
            )
        )
    return tuple(rows)


def _change(conflict: Conflict, change: str) -> Line:
    """A change in words where it fixes an option or is about one statement, else as written."""
    name, sign, level = (part.strip() for part in change.partition("="))
    ids = {o.id: o for o in conflict.options}
    if sign and name in ids:
        option = ids[name]
        label = single_line(option.label)
        if option.levels == TAKEN:
            told = "taken" if level.upper() == "Y" else "not taken"
            return marked(f"{label} is {told}", conflict)
        return marked(f"{label} is at {level}", conflict)
    if match := re.fullmatch(r"(\S+) (drop|negate) (\d+)", change.strip()):
        makers = {maker.id: n for n, maker in enumerate(conflict.decision_makers)}
        dm, at = makers.get(match[1], -1), int(match[3]) - 1
        given = getattr(conflict.preferences[dm], "statements", ()) if dm >= 0 else ()
        if 0 <= at < len(given):
            verb = "does not care about" if match[2] == "drop" else "wants the opposite of"
            said = statement_line(conflict, given[at], dm)
            return (words(f"{holder(conflict, dm)} {verb}: "), *said)
    return marked(change, conflict)


def single_rows(worked: Worked, numbers: Mapping[str, int]) -> tuple[EffectView, ...]:
    """The nearest single changes that change the answer, one for each statement.

    First those under which an outcome shown no longer holds.
    """
    conflict = worked.conflict
    assert conflict is not None
    rows: list[EffectView] = []
    told: set[tuple[int, int]] = set()
    for single in sorted(worked.singles, key=lambda s: set(s.effect.fate) <= {"holds"}):
        key = (single.dm, single.at)
        if single.at >= 0 and key in told:
            continue
        told.add(key)
        notes, unknown = notes_of([e for s in single.statements for e in s.evidence], numbers)
        rows.append(
            EffectView(
                reading(conflict, single),
                (words(_basis(single)),) if single.statements else (),
                single.effect.fate,
                _new(conflict, single.effect, 1),
                max(0, len(single.effect.new) - 1),
                notes,
                unknown,
            )
        )
        if len(rows) == _MOST_SINGLES:
            break
    return tuple(rows)


def reading(conflict: Conflict, single: Single) -> Line:
    """A single change as another reading: *for Kestan* A *came before* B."""
    who = holder(conflict, single.dm)
    if not single.statements:
        return marked(f"{who}: {single.text}", conflict)
    lines = [statement_line(conflict, s, single.dm) for s in single.statements]
    if single.kind == "exchange":
        if isinstance(conflict.preferences[single.dm], Weights):
            return (
                words(f"For {who} the weights of these two were exchanged: "),
                *join(lines, "; ", "; "),
            )
        return (words(f"For {who} first "), *lines[1], words("; only then "), *lines[0])
    if single.kind == "drop":
        return (words(f"{who} did not care about: "), *lines[0])
    return (words(f"{who} wanted the opposite of: "), *lines[0])


def _basis(single: Single) -> str:
    """How well founded the statements are that a change touches: *statement 2, assumed, unsure*."""
    places = [single.at] if single.to < 0 else [single.at, single.to]
    told = []
    for place, one in zip(places, single.statements, strict=True):
        basis = one.basis or "basis not said"
        told.append(f"statement {place + 1}, {basis}{', unsure' if one.unsure else ''}")
    return "; ".join(told)


def _new(conflict: Conflict, done: Effect, most: int = _MOST_NEW) -> tuple[Line, ...]:
    """What holds only with the change, told by how it is otherwise than today."""
    if done.after is None:
        return ()
    return tuple(_told(conflict, done.after, s) for s in done.new[:most])


def _told(conflict: Conflict, after: Conflict, state: int) -> Line:
    """A state of a changed conflict: by what is otherwise than today, else by its options."""
    now, space = conflict.status_quo, after.space
    if now is not None and isinstance(conflict.space, OptionSpace):
        assert isinstance(space, OptionSpace)
        same = conflict.space.find(space.state_levels(state))
        if same is not None:
            return difference(conflict, now, same) or (words("today’s state itself"),)
    return state_line(after, state)


def fate_words(fates: Sequence[str], letters: Sequence[str]) -> str:
    """*A and B still hold; C no longer holds*."""
    parts = []
    for fate, one, many in (
        ("holds", "still holds", "still hold"),
        ("falls", "no longer holds", "no longer hold"),
        ("cannot be", "cannot come about", "cannot come about"),
    ):
        named = [letter for letter, f in zip(letters, fates, strict=False) if f == fate]
        if named:
            parts.append(f"{listed(named)} {one if len(named) == 1 else many}")
    return "; ".join(parts)


def share_rows(worked: Worked, letters: Sequence[str]) -> tuple[ShareView, ...]:
    """In how many of the preference orders tried each outcome shown holds."""
    found = worked.robustness
    if found is None or found.joint == 1:
        return ()
    by_state = {s.state: s for s in found.shares}
    rows = []
    for letter, group in zip(letters, worked.shown, strict=True):
        share = by_state.get(group.shown)
        if share is None:
            continue
        interval = None
        if share.interval is not None:
            low, high = share.interval
            interval = f"{low:.0%} to {high:.0%} of all orders (95 % interval of the draw)"
        rows.append(ShareView(letter, share.count, share.tried, interval))
    return tuple(rows)


def shares_told(worked: Worked) -> str:
    """What the shares are of."""
    found = worked.robustness
    if found is None:
        return "Shares of preference orders were not worked: there is too much to try for a brief."
    if found.joint == 1:
        return "Nothing about the preferences is marked unsure, and nothing can be exchanged."
    unsure = sum(
        s.unsure
        for p in (worked.conflict.preferences if worked.conflict else ())
        for s in getattr(p, "statements", ())
    )
    parts = []
    if unsure:
        which = "the one unsure statement" if unsure == 1 else f"each of the {unsure} unsure"
        parts.append(f"{which}{'' if unsure == 1 else ' statements'} kept or left out")
    if found.vary.swap:
        parts.append("at most one exchange of neighbours for each party")
    tried = found.shares[0].tried if found.shares else 0
    drawn = f"{tried:,} drawn of {found.joint:,} orders"
    orders = f"all {found.joint:,} orders" if found.exact else drawn
    return (
        f"Preference orders tried: {', and '.join(parts)}; {orders}. "
        "A share counts preference orders. It is no probability."
    )


def rival_view(worked: Worked, numbers: Mapping[str, int]) -> RivalView | None:
    """The rival reading with its answer; None if there is none."""
    rival, conflict = worked.rival, worked.conflict
    if rival is None or conflict is None:
        return None
    single = rival.single
    letters = [chr(ord("A") + n) for n in range(len(worked.shown))]
    notes, _ = notes_of([e for s in single.statements for e in s.evidence], numbers)
    told = fate_words(single.effect.fate, letters)
    answer: list[Line] = [(words(f"Then {told}." if told else "Then nothing holds."),)]
    return RivalView(
        reading(conflict, single), _basis(single), tuple(answer), _instead(rival), notes
    )


def _instead(rival: Rival) -> tuple[tuple[Line, tuple[Line, ...]], ...]:
    """New outcomes of the rival reading with the reasons of each party."""
    new = set(rival.single.effect.new)
    fresh = [g for g in rival.groups if new.intersection(g.states)][:_MOST_RIVALS]
    if not fresh:
        return ()
    solution = solve(rival.conflict, concepts=CONCEPTS, margins=False)
    return tuple((state_line(rival.conflict, g.shown), reasons(solution, g)) for g in fresh)
