"""A draft conflict from a ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracktwo.conflict.draft.assumed import assumed
from tracktwo.conflict.draft.choices import Cast, cast
from tracktwo.conflict.draft.families import families
from tracktwo.conflict.draft.found_levers import found_levers
from tracktwo.conflict.draft.gather import gathered
from tracktwo.conflict.draft.parties import Parties
from tracktwo.conflict.draft.text import Parts, Rule, draft_text
from tracktwo.conflict.draft.today import standing
from tracktwo.conflict.draft.wishes import Wish, wishes
from tracktwo.conflict.file import parse_conflict
from tracktwo.conflict.levers import Lever
from tracktwo.conflict.model import Conflict
from tracktwo.ledger import Ledger

__all__ = ["Draft", "draft"]


@dataclass(frozen=True, eq=False)
class Draft:
    """A conflict as the reports tell it, for a person to correct.

    Attributes:
        conflict: the conflict; None when the reports hold none.
        why_not: why there is none; None when there is one.
        text: the ``conflict.toml``, commented with the words and places of the evidence; empty
            when there is no conflict.
        levers: what may change, as the reports tell.
        context: parties left out, each with the reason.
        assumptions: what the draft assumes, in plain words.
        ignored: ids of positions that the model leaves out, in the order of the reports.
        dropped: choices left out to keep to the number of options.
    """

    conflict: Conflict | None
    why_not: str | None
    text: str
    levers: tuple[Lever, ...] = ()
    context: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


def draft(
    ledger: Ledger,
    *,
    names: Mapping[str, str],
    title: str | None = None,
    question: str | None = None,
    as_of: date | None = None,
    most_dms: int = 6,
    most_options: int = 12,
) -> Draft:
    """Draft a conflict from what was read: who can do what, and who prefers what.

    Every line cites rows of the ledger or says that it is assumed, and why. The same ledger gives
    the same text.

    Args:
        ledger: the rows.
        names: names to show for registry entries, by id.
        title: what to call it; the parties otherwise.
        question: what the analysis should answer.
        as_of: the day that it describes; the last day of publication otherwise.
        most_dms: the most decision makers; the others are listed as context.
        most_options: the most options; those with least evidence go first.
    """
    parties, kinds = Parties(ledger, names), families()
    marks = gathered(ledger, parties, kinds)
    people = cast(marks, parties, kinds, most_dms=most_dms, most_options=most_options)
    if people.why_not:
        ignored = tuple(p.id for p in ledger.positions)
        return Draft(None, people.why_not, "", context=people.context, ignored=ignored)
    now = standing(people)
    listed: dict[str, list[Wish]] = {}
    for key in people.makers:
        told = wishes(key, people, parties, kinds)
        listed[key] = told + assumed(key, told, people, now, parties)
    rules = _rules(people)
    used = {m.row for o in people.options for m in o.marks}
    ignored = tuple(p.id for p in ledger.positions if p.id not in used)
    levers = found_levers(people, now, parties, kinds)
    days = [date.fromisoformat(s.published) for s in ledger.documents if s.published]
    text = draft_text(
        Parts(
            ledger=ledger,
            title=title or _title(people, parties),
            question=question,
            as_of=as_of or (max(days) if days else None),
            cast=people,
            now=now,
            rules=rules,
            wishes=listed,
            levers=levers,
            ignored=ignored,
            parties=parties,
        )
    )
    conflict = parse_conflict(text, where="the draft")
    told_now = [
        f"{parties.label(o.choice.owner)} has not taken now: {o.label}"
        for o in people.options
        if not now[o.id].marks
    ]
    guesses = [
        f"{parties.label(key)} prefers that {_in_words(w, people, parties)}: "
        + w.note.removeprefix("assumed: ")
        for key, ws in listed.items()
        for w in ws
        if w.basis == "assumed"
    ]
    return Draft(
        conflict,
        None,
        text,
        levers,
        people.context,
        (*told_now, *guesses),
        ignored,
        people.dropped,
    )


def _in_words(wish: Wish, people: Cast, parties: Parties) -> str:
    """What an assumed wish would have, by the label of its option."""
    option = next(o for o in people.options if o.id == wish.option)
    way = "takes" if wish.taken else "does not take"
    return f"{parties.label(option.choice.owner)} {way} the option “{option.label}”"


def _title(people: Cast, parties: Parties) -> str:
    labels = [parties.label(key) for key in people.makers]
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"


def _rules(people: Cast) -> list[Rule]:
    """Combinations that cannot be by what the words mean: one who has surrendered fights on."""
    by_owner = {
        (o.choice.owner, o.choice.family): o.id
        for o in people.options
        if o.choice.family in ("surrender", "fighting")
    }
    return [
        Rule(
            f"{id_} and {by_owner[owner, 'fighting']}",
            "who has surrendered does not go on with the use of force",
        )
        for (owner, family), id_ in by_owner.items()
        if family == "surrender" and (owner, "fighting") in by_owner
    ]
