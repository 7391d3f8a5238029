"""The answer in a few sentences, and how much of it is not told one by one."""

from __future__ import annotations

from tracktwo.brief.outcomes.reasons import leaves
from tracktwo.brief.outcomes.said import words
from tracktwo.brief.outcomes.view import OutcomeView
from tracktwo.brief.outcomes.work import Worked
from tracktwo.brief.strategy.labels import short
from tracktwo.brief.view import Line
from tracktwo.brief.words import listed, single_line

__all__ = ["answer_lines", "rest_told"]


def answer_lines(worked: Worked, shown: tuple[OutcomeView, ...]) -> tuple[Line, ...]:
    """The answer in a few sentences."""
    solution = worked.solution
    assert solution is not None
    now = solution.conflict.status_quo
    if not shown:
        return (
            (
                words(
                    "Nothing would hold in this model, under SEQ or SMR: from every state some "
                    "party can gain by moving."
                ),
            ),
        )
    lines: list[Line] = []
    first = shown[0]
    what = (words("today’s state"),) if first.now else (first.difference or first.title)
    total = len(worked.groups)
    lead = (
        "One outcome would hold, A: "
        if total == 1
        else f"{total:,} outcomes would hold. The first to look at, A: "
    )
    lines.append((words(lead), *what, words(".")))
    if now is not None and not first.now:
        member = next(
            (o for o, g in zip(shown, worked.shown, strict=True) if now in g.states), None
        )
        if member is not None:
            lines.append((words(f"Today’s state would hold too (outcome {member.letter})."),))
        elif any(now in g.states for g in worked.groups):
            lines.append((words("Today’s state would hold too."),))
        else:
            lines.append(
                (words("Today’s state would not hold: "), *leaves(solution, worked.concept, now))
            )
        lines.append((words(f"Outcome A: {first.way[0].lower()}{first.way[1:]}"),))
    lines.append((words(_rests(worked)),))
    return tuple(lines)


def _rests(worked: Worked) -> str:
    """How much the answer hangs on levers and single statements."""
    parts = []
    if worked.levers:
        moved = [single_line(lever.name) for lever, done in worked.levers if done.matters]
        told = f" ({listed(moved[:3])}{' and more' if len(moved) > 3 else ''})" if moved else ""
        if len(worked.levers) == 1:
            name = single_line(worked.levers[0][0].name)
            parts.append(
                f"The lever “{name}” {'changes' if moved else 'does not change'} the answer"
            )
        else:
            verb = "changes" if len(moved) == 1 else "change"
            parts.append(f"{len(moved)} of {len(worked.levers)} levers {verb} the answer{told}")
    if worked.tried:
        parts.append(
            f"{len(worked.singles)} of {worked.tried} single changes of the preferences change it"
        )
    return f"{'; '.join(parts)}." if parts else "What would change it was not tried."


def rest_told(worked: Worked) -> str | None:
    """What is not told one by one."""
    rest, parts = worked.groups[len(worked.shown) :], []
    if rest:
        parts.append(
            f"{len(rest):,} more {'outcome holds' if len(rest) == 1 else 'outcomes hold'} under "
            f"{short(worked.concept)}, weaker, further from today, or with more need of trust"
        )
    if worked.weaker:
        parts.append(
            f"{worked.weaker:,} more {'state holds' if worked.weaker == 1 else 'states hold'} only "
            "if others would reply at their own cost (SMR)"
        )
    return f"Not told one by one: {'; '.join(parts)}." if parts else None
