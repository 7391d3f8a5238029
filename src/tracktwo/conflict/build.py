"""From the tables of a conflict file to a conflict: who takes part, options, rules, states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from tracktwo.conflict.build_states import labels_of, listed_space, refuse, twice
from tracktwo.conflict.expressions import Atom, Count, Expression, Implies, Not
from tracktwo.conflict.file_errors import place
from tracktwo.conflict.file_model import ConflictFile
from tracktwo.conflict.forms import preferences_of
from tracktwo.conflict.levers import levers_of
from tracktwo.conflict.logic import KEYWORDS, Names, parse
from tracktwo.conflict.model import Conflict, DecisionMaker, Option, Rule, option_names, unknown
from tracktwo.conflict.space import OptionSpace, Space
from tracktwo.errors import ConflictError, OwnedTwice, StatementError

__all__ = ["build", "implication_text"]


def build(file: ConflictFile, raw: Mapping[str, Any], where: str) -> Conflict:
    """A conflict from its tables, the types of which are right.

    Args:
        file: the tables.
        raw: the same as read, to name places in errors.
        where: the file's name.

    Raises:
        ConflictError: about the first thing that cannot stand: decision makers come first, then
            options, rules, states, the status quo, the preferences and the levers, each in order of
            the file.
    """
    makers = _decision_makers(file, raw, where)
    options = _options(file, raw, where)
    rules: tuple[Rule, ...] = ()
    space: Space
    if options:
        refuse(file, raw, where, ("move",), "moves are listed only where there are no options")
        names = option_names(options, [maker.id for maker in makers])
        rules = _rules(file, raw, where, names, [option.id for option in options])
        space = OptionSpace.of(
            [len(option.levels) for option in options],
            [option.owner for option in options],
            [option.direction for option in options],
            [rule.holds for rule in rules],
            where=where,
        )
    else:
        space = listed_space(file, raw, where)
    shell = Conflict(
        title=file.title,
        decision_makers=makers,
        space=space,
        preferences=(),
        options=options,
        rules=rules,
        question=file.question,
        as_of=file.as_of,
        source=file.source,
        note=file.note,
    )
    shell = replace(shell, state_labels=labels_of(file, raw, where, shell))
    if file.status_quo is not None:
        now = shell.state(file.status_quo, where=f"{where}, status_quo")
        shell = replace(shell, status_quo=now)
    shell = replace(shell, preferences=preferences_of(file.preference, shell, raw, where))
    return replace(shell, levers=levers_of(file, raw, where, shell))


def _decision_makers(
    file: ConflictFile, raw: Mapping[str, Any], where: str
) -> tuple[DecisionMaker, ...]:
    ids: list[str] = []
    for number, table in enumerate(file.decision_maker):
        if table.id in ids:
            raise twice("decision makers", table.id, place(raw, ("decision_maker", number), where))
        ids.append(table.id)
    return tuple(DecisionMaker(t.id, t.label or t.id, t.note) for t in file.decision_maker)


def _options(file: ConflictFile, raw: Mapping[str, Any], where: str) -> tuple[Option, ...]:
    ids: list[str] = []
    for number, table in enumerate(file.option):
        at = place(raw, ("option", number), where)
        if table.id in ids:
            raise twice("options", table.id, at)
        if table.id.lower() in KEYWORDS:
            raise ConflictError(
                f'"{table.id}" cannot be the id of an option',
                where=f"{at}, id",
                why="it is a word of the statement language",
                remedy="choose another id, and keep the word for the label",
            )
        _check_levels(table.levels, f"{at}, levels")
        ids.append(table.id)
    owner = _owners(file, raw, where, ids)
    options: list[Option] = []
    labels: set[tuple[int, str]] = set()
    for table in file.option:
        number = len(options)
        label = table.label or table.id
        at = place(raw, ("option", number), where)
        if table.id not in owner:
            raise ConflictError(
                f'nobody owns the option "{table.id}"',
                where=at,
                remedy=f'add who does: owner = "{file.decision_maker[0].id}"',
            )
        if (owner[table.id], label) in labels:
            raise ConflictError(
                f'two options of one decision maker are called "{label}"',
                where=at,
                remedy="give each a label of its own, so that states can be told apart",
            )
        labels.add((owner[table.id], label))
        options.append(
            Option(
                table.id,
                label,
                owner[table.id],
                tuple(table.levels),
                table.direction,
                tuple(table.evidence),
                table.note,
            )
        )
    return tuple(options)


def _check_levels(levels: list[str], at: str) -> None:
    for level in levels:
        if levels.count(level) > 1:
            raise ConflictError(
                f'the level "{level}" stands twice', where=at, remedy="name each level once"
            )
        if '"' in level or level.strip() != level:
            raise ConflictError(
                f"the level {level!r} cannot be named in statements",
                where=at,
                remedy="leave out quotation marks and spaces at its ends",
            )


def _owners(
    file: ConflictFile, raw: Mapping[str, Any], where: str, ids: list[str]
) -> dict[str, int]:
    """From an option's id to its owner's number, from either side, which must agree."""
    makers = [table.id for table in file.decision_maker]
    owner: dict[str, int] = {}
    for dm, maker in enumerate(file.decision_maker):
        at = f"{place(raw, ('decision_maker', dm), where)}, options"
        for option in maker.options or ():
            if option not in ids:
                raise unknown("option", option, ids, at)
            if owner.get(option, dm) != dm:
                raise _owned_twice(option, makers[owner[option]], makers[dm], at)
            owner[option] = dm
    for number, table in enumerate(file.option):
        if table.owner is None:
            continue
        at = f"{place(raw, ('option', number), where)}, owner"
        if table.owner not in makers:
            raise unknown("decision maker", table.owner, makers, at)
        dm = makers.index(table.owner)
        if owner.get(table.id, dm) != dm:
            raise _owned_twice(table.id, makers[owner[table.id]], table.owner, at)
        owner[table.id] = dm
    return owner


def _owned_twice(option: str, one: str, other: str, at: str) -> OwnedTwice:
    return OwnedTwice(
        f'the option "{option}" is listed by "{one}" and by "{other}"',
        where=at,
        remedy="leave it with one; if both can do it, make it an option of each with an id of its "
        "own",
    )


def _rules(
    file: ConflictFile, raw: Mapping[str, Any], where: str, names: Names, ids: Sequence[str]
) -> tuple[Rule, ...]:
    rules: list[Rule] = []
    for number, ban in enumerate(file.infeasible):
        at = place(raw, ("infeasible", number), where)
        bad = parse(ban.when, names, where=f"{at}, when")
        rules.append(Rule("infeasible", ban.when, Not((bad,)), ban.note))
    for number, group in enumerate(file.exclusive):
        at = f"{place(raw, ('exclusive', number), where)}, options"
        taken: list[Atom] = []
        for name in group.options:
            if name not in names.options:
                raise unknown("option", name, list(names.options), at)
            atom = Atom(names.options[name])
            if atom in taken:
                raise ConflictError(
                    f'the option "{name}" stands twice', where=at, remedy="name each option once"
                )
            taken.append(atom)
        relation, words = ("=", "exactly") if group.exactly_one else ("<=", "at most")
        holds = Count(tuple(taken), relation, 1)
        shown = ", ".join(ids[atom.option] for atom in taken)
        rules.append(Rule("exclusive", f"{words} 1 of ({shown})", holds, group.note))
    for number, table in enumerate(file.implication):
        at = place(raw, ("implication", number), where)
        first = parse(table.if_, names, where=f"{at}, if")
        then = parse(table.then, names, where=f"{at}, then")
        holds_both = Implies((first, then))
        text = implication_text(table.if_, table.then, holds_both, names)
        rules.append(Rule("implication", text, holds_both, table.note))
    return tuple(rules)


def implication_text(first: str, then: str, holds: Expression, names: Names) -> str:
    """Two statements as one, ``a implies b``, with brackets where they are needed."""
    plain = f"{first.strip()} implies {then.strip()}"
    try:
        if parse(plain, names, where="") == holds:
            return plain
    except StatementError:
        pass
    return f"({first.strip()}) implies ({then.strip()})"
