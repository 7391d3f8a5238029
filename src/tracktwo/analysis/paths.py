"""Paths: legal sequences of moves, what each mover has of each step, and a path in words.

A step needs *trust* when its mover does not gain by it alone; he or she may or may not be better
off once the path is gone to its end. The notion is ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tracktwo.analysis.sequences import Step
from tracktwo.conflict.model import TAKEN, Conflict
from tracktwo.conflict.space import OptionSpace

__all__ = ["Path", "PathStep", "change_in_words", "in_words", "judge"]


@dataclass(frozen=True)
class PathStep:
    """One move of a path, and what its mover has of it.

    Attributes:
        step: the move.
        gains: whether the mover prefers the state reached to the one left.
        loses: whether the mover prefers the state left to the one reached.
        better_at_end: whether the mover prefers the end of the path to the state left.
        worse_at_end: whether the mover prefers the state left to the end of the path.
    """

    step: Step
    gains: bool
    loses: bool
    better_at_end: bool
    worse_at_end: bool

    @property
    def trust(self) -> bool:
        """Whether the step needs trust: the mover does not gain by it alone."""
        return not self.gains


@dataclass(frozen=True)
class Path:
    """A legal sequence of moves, judged by those who make them.

    Attributes:
        start: the state it begins in.
        end: the state it leads to.
        steps: the moves; none when the start is the end.
    """

    start: int
    end: int
    steps: tuple[PathStep, ...]

    @property
    def movers(self) -> tuple[int, ...]:
        """The numbers of those who move, ascending."""
        return tuple(sorted({s.step.mover for s in self.steps}))

    @property
    def trust(self) -> tuple[int, ...]:
        """The places of the steps that need trust, 0 the first."""
        return tuple(k for k, s in enumerate(self.steps) if s.trust)

    @property
    def improving(self) -> bool:
        """Whether every step is an improvement of its mover."""
        return not self.trust


def judge(conflict: Conflict, start: int, steps: Iterable[Step]) -> Path:
    """What each mover has of each step of a path."""
    moves = tuple(steps)
    end = moves[-1].end if moves else start
    rank = conflict.rank
    judged = []
    for step in moves:
        left, to, last = (int(rank[step.mover, s]) for s in (step.start, step.end, end))
        judged.append(PathStep(step, to > left, to < left, last > left, last < left))
    return Path(start, end, tuple(judged))


def in_words(conflict: Conflict, path: Path) -> str:
    """A path in plain sentences, a line a step."""
    start = _named(conflict, path.start)
    if not path.steps:
        return f"Already there: {start}."
    count = "1 move" if len(path.steps) == 1 else f"{len(path.steps)} moves"
    lines = [f"From {start} in {count}:"]
    for number, judged in enumerate(path.steps, 1):
        who = conflict.decision_makers[judged.step.mover].label
        what = change_in_words(conflict, judged.step)
        lines.append(
            f"{number}. {who} {what}, which gives {_named(conflict, judged.step.end)}. "
            f"{_verdict(who, judged, final=number == len(path.steps))}"
        )
    return "\n".join(lines)


def _verdict(who: str, judged: PathStep, *, final: bool) -> str:
    if judged.gains:
        return f"{who} gains by this step."
    alone = "loses by this step" if judged.loses else "neither gains nor loses by this step"
    if final:
        return f"{who} {alone}; it is the last, so nothing makes up for it."
    if judged.better_at_end:
        return f"{who} {alone} alone, and is better off at the end: it needs trust in what follows."
    if judged.worse_at_end:
        return f"{who} {alone} alone, and is worse off at the end too."
    return f"{who} {alone} alone, and is no better off at the end."


def change_in_words(conflict: Conflict, step: Step) -> str:
    """What the mover does: *takes A and drops B*, or *moves* where states are listed."""
    space = conflict.space
    if not isinstance(space, OptionSpace):
        return "moves"
    before, after = space.state_levels(step.start), space.state_levels(step.end)
    taken: list[str] = []
    dropped: list[str] = []
    others: list[str] = []
    for option, was, now in zip(conflict.options, before, after, strict=True):
        if was == now:
            continue
        if option.levels != TAKEN:
            others.append(f"sets {option.label} to {option.levels[now]}")
        else:
            (taken if now else dropped).append(option.label)
    parts = [f"takes {_listed(taken)}"] if taken else []
    parts += [f"drops {_listed(dropped)}"] if dropped else []
    return _listed([*parts, *others])


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _named(conflict: Conflict, state: int) -> str:
    pattern, name = conflict.pattern(state), conflict.state_name(state)
    return pattern if pattern == name else f"{pattern} ({name})"
