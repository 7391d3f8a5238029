"""From a worked conflict to the view of the outcomes section."""

from __future__ import annotations

from collections.abc import Mapping

from tracktwo.analysis import Step
from tracktwo.brief.outcomes.answer import answer_lines, rest_told
from tracktwo.brief.outcomes.asked import QuestionLike
from tracktwo.brief.outcomes.changes import (
    fate_words,
    lever_rows,
    rival_view,
    share_rows,
    shares_told,
    single_rows,
)
from tracktwo.brief.outcomes.effects import Effect
from tracktwo.brief.outcomes.groups import Group
from tracktwo.brief.outcomes.model import makers, notes_of, option_rows, rule_lines
from tracktwo.brief.outcomes.reasons import gloss, reasons, steps, way_words
from tracktwo.brief.outcomes.said import difference, marked, state_line, words
from tracktwo.brief.outcomes.view import OutcomesView, OutcomeView, QuestionView
from tracktwo.brief.outcomes.work import Worked
from tracktwo.brief.strategy.graph import MOST_STATES
from tracktwo.brief.strategy.labels import concepts_in_words, dm_names
from tracktwo.brief.strategy.results import pattern_key
from tracktwo.brief.strategy.tables import Table
from tracktwo.brief.view import Line
from tracktwo.brief.words import listed, single_line
from tracktwo.conflict.model import Conflict
from tracktwo.conflict.preferences import Payoffs, Ranking
from tracktwo.conflict.space import OptionSpace

__all__ = ["outcomes_view"]

_CAUTION = (
    "An outcome holds here if nobody gains by leaving it once replies are counted in. That follows "
    "from the options and preferences of this model. It is no forecast and says nothing about "
    "likelihood, which is not assessed."
)


def outcomes_view(worked: Worked, numbers: Mapping[str, int]) -> OutcomesView:
    """The view of the outcomes section.

    Args:
        worked: the conflict with all that was worked of it.
        numbers: from the id of a row to its endnote.
    """
    conflict, solution = worked.conflict, worked.solution
    ignored, ignored_unknown = notes_of(worked.ignored, numbers)
    if conflict is None or solution is None:
        why = single_line(worked.why_not or "no two parties have positions that touch each other")
        return OutcomesView(
            none=f"The reports hold no conflict that could be worked: {why.rstrip('.')}.",
            context=worked.context,
            ignored=ignored,
            ignored_unknown=ignored_unknown,
        )
    shown = tuple(_outcome(worked, n, g) for n, g in enumerate(worked.shown))
    letters = [o.letter for o in shown]
    people, whys = makers(conflict, numbers)
    levers, singles = lever_rows(worked, numbers), single_rows(worked, numbers)
    rival = rival_view(worked, numbers)
    few = conflict.n_state <= MOST_STATES
    return OutcomesView(
        none=None,
        origin=_origin(worked),
        size=_size(conflict),
        short=answer_lines(worked, shown),
        caution=_CAUTION,
        makers=people,
        whys=whys,
        options=option_rows(conflict, worked.shown, numbers),
        rules=rule_lines(conflict),
        outcomes=shown,
        more=rest_told(worked),
        drawn=solution if few else None,
        path=_path(worked),
        twin=_moves(worked) if few else None,
        levers=levers,
        singles=singles,
        tried=_tried(worked, len(singles)),
        shares=share_rows(worked, letters),
        shares_told=shares_told(worked),
        questions=tuple(_question(worked, q, done, numbers) for q, done in worked.questions),
        asked=worked.asked,
        rival=rival,
        no_rival=_no_rival(worked),
        assumptions=_assumptions(worked),
        context=tuple(single_line(c) for c in worked.context),
        ignored=ignored,
        ignored_unknown=ignored_unknown,
    )


def _origin(worked: Worked) -> str:
    if worked.drafted:
        return (
            "Model drafted by machine from the reports and not corrected by a person. "
            "It is a first reading to be corrected, not a finding."
        )
    return "Model from a person’s conflict file."


def _size(conflict: Conflict) -> str:
    parts = [f"{conflict.n_dm} parties"]
    if conflict.options:
        parts.append(f"{len(conflict.options)} options")
    parts.append(f"{conflict.n_state:,} feasible states")
    return ", ".join(parts)


def _outcome(worked: Worked, number: int, group: Group) -> OutcomeView:
    solution = worked.solution
    assert solution is not None
    conflict = solution.conflict
    now = conflict.status_quo
    return OutcomeView(
        letter=chr(ord("A") + number),
        pattern=_whole(conflict.pattern(group.shown)),
        title=state_line(conflict, group.shown),
        difference=() if now is None else difference(conflict, now, group.shown),
        now=group.shown == now,
        concepts=concepts_in_words(group.strongest),
        gloss=gloss(group),
        alike=_alike(conflict, group),
        reasons=reasons(solution, group),
        way=way_words(group.way, now=group.shown == now, known=now is not None),
        steps=steps(conflict, group.way),
    )


def _alike(conflict: Conflict, group: Group) -> str | None:
    """What may be otherwise without a difference to anyone."""
    if len(group.states) == 1:
        return None
    states = f"{len(group.states):,} states that every party values alike"
    space = conflict.space
    if not isinstance(space, OptionSpace):
        names = listed(single_line(conflict.state_name(s)) for s in group.states[1:4])
        return f"It stands for {states}: {names}."
    levels = [space.state_levels(s) for s in group.states[:512]]
    free = [
        single_line(o.label)
        for n, o in enumerate(conflict.options)
        if len({x[n] for x in levels}) > 1
    ]
    return f"It stands for {states}; they differ in: {listed(free)}."


def _path(worked: Worked) -> tuple[Step, ...]:
    """The way to the first outcome."""
    way = worked.groups[0].way if worked.groups else None
    return () if way is None else tuple(s.step for s in way.steps)


def _moves(worked: Worked) -> Table:
    """The moves of the picture: each state with what each party would gain by moving to."""
    solution = worked.solution
    assert solution is not None
    conflict = solution.conflict
    letter = {
        s: f"outcome {chr(ord('A') + n)}" for n, g in enumerate(worked.shown) for s in g.states
    }
    rows = []
    for s in range(conflict.n_state):
        told = ["today"] if s == conflict.status_quo else []
        told += [letter[s]] if s in letter else []
        cells = []
        for dm in range(conflict.n_dm):
            better = conflict.improvements(dm, s)
            other = conflict.moves(dm, s).size - better.size
            to = ", ".join(_whole(conflict.pattern(int(t))) for t in better) or "–"
            cells.append(f"{to} (+{other})" if other else to)
        rows.append(
            (
                _whole(conflict.pattern(s)),
                single_line(conflict.state_name(s)),
                ", ".join(told),
                *cells,
            )
        )
    key = pattern_key(conflict)
    notes = [f"Marks of a state, in order: {key}."] if key else []
    notes.append("(+n): n more moves that are not better for the mover.")
    head = ("state", "in words", "is", *(f"better for {n}" for n in dm_names(conflict)))
    return Table.of("The same moves as a table", head, rows, notes)


def _whole(pattern: str) -> str:
    """A pattern that no line break cuts."""
    return pattern.replace(" ", "\N{NO-BREAK SPACE}")


def _assumptions(worked: Worked) -> tuple[Line, ...]:
    """The assumptions, but for those that stand as notes beside a preference or an option."""
    conflict = worked.conflict
    assert conflict is not None
    beside = [o.note for o in conflict.options] + [
        s.note for p in conflict.preferences for s in getattr(p, "statements", ())
    ]
    notes = tuple(n.removeprefix("assumed:").strip() for n in beside if n)
    rest = [a for a in worked.assumptions if not (notes and a.endswith(notes))]
    lines = [marked(a, conflict) for a in rest]
    if len(rest) < len(worked.assumptions):
        more = len(worked.assumptions) - len(rest)
        verb = "stands" if more == 1 else "stand"
        lines.append((words(f"{more} {verb} beside the preferences above, marked □."),))
    return tuple(lines)


def _tried(worked: Worked, told: int) -> str:
    if not worked.tried:
        return "Single changes were not tried: the model is too large for a brief."
    n = len(worked.singles)
    some = "" if worked.all_tried else " (not all that there are)"
    conflict = worked.conflict
    kinds = ["a statement left out, turned into its opposite, or exchanged with its neighbour"]
    ranked = [isinstance(p, Ranking | Payoffs) for p in conflict.preferences] if conflict else []
    if any(ranked):
        kinds = [*([] if all(ranked) else kinds), "two neighbouring tiers exchanged"]
    text = f"Tried: {worked.tried:,} single changes of the preferences{some} ({'; '.join(kinds)})."
    if not n:
        return f"{text} None of them changes the answer."
    head = f"{text} {n:,} of them {'changes' if n == 1 else 'change'} the answer"
    return f"{head}; the nearest {'is' if told == 1 else 'are'} shown."


def _no_rival(worked: Worked) -> str:
    if worked.rival is not None:
        return ""
    if not worked.doubtful:
        return "No preference is marked unsure or assumed, so no rival reading was looked for."
    return (
        f"None of the {worked.doubtful} unsure or assumed statements changes the answer alone, "
        "left out, turned round or exchanged with its neighbour."
    )


def _question(
    worked: Worked, asked: QuestionLike, done: Effect, numbers: Mapping[str, int]
) -> QuestionView:
    """A question without the states that its text tells in full, with what becomes of A, B ….."""
    conflict = worked.conflict
    assert conflict is not None
    notes, _ = notes_of(asked.evidence, numbers)
    end = asked.text.find("?")
    head, follows, _ = asked.text[max(end, 0) :].partition("; if")
    text = asked.text[: max(end, 0)] + head + ("." if follows else "")
    fates = fate_words(done.fate, [chr(ord("A") + n) for n in range(len(done.fate))])
    told = [f"{asked.answers[0].words[:1].upper()}{asked.answers[0].words[1:]}: {fates}"]
    if done.new:
        told.append(f"{len(done.new):,} new {'outcome' if len(done.new) == 1 else 'outcomes'}")
    return QuestionView(marked(text, conflict), f"{'; '.join(told)}.", notes)
