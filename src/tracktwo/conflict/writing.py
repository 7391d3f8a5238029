"""A conflict as a fresh ``conflict.toml``, and saving one whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from tracktwo.conflict.build import implication_text
from tracktwo.conflict.expressions import Atom, Both, Count, Expression, Implies, Not
from tracktwo.conflict.file_model import FORMAT
from tracktwo.conflict.levers import Lever
from tracktwo.conflict.logic import parse
from tracktwo.conflict.model import TAKEN, Conflict, Option, Rule
from tracktwo.conflict.preferences import (
    Payoffs,
    Preference,
    Ranking,
    Statement,
    Statements,
)
from tracktwo.conflict.space import OptionSpace
from tracktwo.conflict.toml_values import array, entry, key, value
from tracktwo.conflict.wording import say
from tracktwo.errors import ConflictError

__all__ = ["preference_lines", "save", "write_conflict"]

_MOST_UNRULED = 10_000


def write_conflict(conflict: Conflict) -> str:
    """The text of a ``conflict.toml`` that reads as this conflict.

    Chains of comparisons are written as the ranking that they gave; all else keeps its form.
    """
    blocks = [_head(conflict)]
    blocks += ["# Who takes part"] + [
        _table("decision_maker", entry("id", m.id), _label(m.id, m.label), entry("note", m.note))
        for m in conflict.decision_makers
    ]
    if isinstance(conflict.space, OptionSpace):
        order = ", ".join(option.id for option in conflict.options)
        blocks += [f"# What they can do. A state is written in this order: {order}"]
        blocks += [_option(conflict, option) for option in conflict.options]
        rules = [_rule(conflict, rule) for rule in conflict.rules]
        rules += [_table("infeasible", entry("when", when)) for when in _unruled(conflict)]
        if rules:
            blocks += ["# What cannot come about", *rules]
        if conflict.state_labels:
            blocks += ["# Names of states"] + [
                _table("state", entry("is", conflict.pattern(state)), entry("label", label))
                for state, label in sorted(conflict.state_labels.items())
            ]
    else:
        blocks += ["# The states"] + [
            _table("state", entry("id", name), entry("label", conflict.state_labels.get(number)))
            for number, name in enumerate(conflict.space.names)
        ]
        blocks += ["# Who can move from where to where", *_moves(conflict)]
    blocks += ["# What they prefer"] + [
        "\n".join(["[[preference]]", entry("of", m.id), *preference_lines(conflict, preference)])
        for m, preference in zip(conflict.decision_makers, conflict.preferences, strict=True)
    ]
    if conflict.levers:
        blocks += ["# Levers: what could change", *map(_lever, conflict.levers)]
    return "\n\n".join(blocks) + "\n"


def save(path: str | Path, text: str) -> None:
    """Write a file whole or not at all: whoever reads it meanwhile finds the old one.

    Raises:
        ConflictError: if it cannot be written; the old file then stands as it was.
    """
    target = Path(os.path.realpath(path))
    temporary = ""
    try:
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise ConflictError(
            "the file cannot be written",
            where=str(path),
            why=error.strerror,
            remedy="check that the folder is there and may be written to",
        ) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _head(c: Conflict) -> str:
    now = None if c.status_quo is None else c.pattern(c.status_quo)
    lines = [
        f"format = {FORMAT}",
        entry("title", c.title),
        entry("question", c.question),
        entry("as_of", c.as_of),
        entry("source", c.source),
        entry("note", c.note),
        entry("status_quo", now),
    ]
    return "\n".join(line for line in lines if line)


def _table(header: str, *lines: str) -> str:
    return "\n".join([f"[[{header}]]", *(line for line in lines if line)])


def _label(id_: str, label: str) -> str:
    return entry("label", label) if label != id_ else ""


def _option(c: Conflict, option: Option) -> str:
    return _table(
        "option",
        entry("id", option.id),
        entry("owner", c.decision_makers[option.owner].id),
        _label(option.id, option.label),
        entry("direction", option.direction) if option.direction != "both" else "",
        entry("levels", option.levels) if option.levels != TAKEN else "",
        entry("evidence", option.evidence) if option.evidence else "",
        entry("note", option.note),
    )


def _lever(lever: Lever) -> str:
    return _table(
        "lever",
        entry("name", lever.name),
        f"changes = {array(lever.changes)}",
        entry("evidence", lever.evidence) if lever.evidence else "",
        entry("note", lever.note),
    )


def _rule(c: Conflict, rule: Rule) -> str:
    """The rule in the table of its kind where its parts can be told, else as what is infeasible."""
    match rule.kind, rule.holds:
        case "exclusive", Count(parts, "=" | "<=" as relation, 1) if _taken(parts):
            return _table(
                "exclusive",
                entry("options", [c.options[p.option].id for p in parts if isinstance(p, Atom)]),
                entry("exactly_one", True) if relation == "=" else "",
                entry("note", rule.note),
            )
        case "implication", Implies((first, then)):
            one, other = _parts(c, rule, first, then)
            return _table(
                "implication", entry("if", one), entry("then", other), entry("note", rule.note)
            )
        case _, Not((bad,)):
            return _table(
                "infeasible", entry("when", _text(c, rule.text, bad)), entry("note", rule.note)
            )
        case _:
            when = _said(c, Not((rule.holds,)))
            return _table("infeasible", entry("when", when), entry("note", rule.note))


def _unruled(c: Conflict) -> list[str]:
    """Statements about the states that are infeasible though no rule says so."""
    space = c.space
    assert isinstance(space, OptionSpace)
    told = OptionSpace.of(
        space.levels, space.owner, space.direction, [rule.holds for rule in c.rules]
    )
    if np.array_equal(told.codes, space.codes):
        return []
    more = np.flatnonzero(~np.isin(told.codes, space.codes))
    if len(more) > _MOST_UNRULED or len(more) + space.n_state != told.n_state:
        raise ConflictError(
            "the rules of the conflict do not give its feasible states",
            where=c.title,
            remedy="say in a rule why each of the other states is infeasible",
        )
    result = []
    for state in more.tolist():
        atoms: list[Expression] = []
        for number, level in enumerate(told.state_levels(state)):
            if c.options[number].levels == TAKEN:
                atoms.append(Atom(number) if level else Not((Atom(number),)))
            else:
                atoms.append(Atom(number, "=", level))
        result.append(_said(c, Both(tuple(atoms))))
    return result


def _taken(parts: Sequence[Expression]) -> bool:
    plain = all(isinstance(p, Atom) and (p.relation, p.level) == (">", 0) for p in parts)
    return plain and len(set(parts)) == len(parts) > 1


def _parts(c: Conflict, rule: Rule, first: Expression, then: Expression) -> tuple[str, str]:
    """The two statements of an implication as written, if its text still shows them."""
    at = -1
    while (at := rule.text.find(" implies ", at + 1)) >= 0:
        one, other = rule.text[:at], rule.text[at + len(" implies ") :]
        if _reads(c, one, first) and _reads(c, other, then):
            bare = one[1:-1], other[1:-1]
            if (
                _reads(c, bare[0], first)
                and _reads(c, bare[1], then)
                and implication_text(*bare, rule.holds, c.names) == rule.text
            ):
                return bare
            return one, other
    return _said(c, first), _said(c, then)


def _said(c: Conflict, expression: Expression) -> str:
    return say(expression, [o.id for o in c.options], [o.levels for o in c.options])


def _reads(c: Conflict, text: str, expression: Expression) -> bool:
    try:
        return parse(text, c.names, where="") == expression
    except ConflictError:
        return False


def _text(c: Conflict, text: str, expression: Expression) -> str:
    """A statement as written, if it reads as the expression; else one that does."""
    return text if _reads(c, text, expression) else _said(c, expression)


def _moves(c: Conflict) -> Iterable[str]:
    assert not isinstance(c.space, OptionSpace)
    names = c.space.names
    for maker, reach in zip(c.decision_makers, c.space.reach, strict=True):
        for start, ends in enumerate(reach):
            for end in ends:
                back = start in reach[end]
                if back and end < start:
                    continue
                yield _table(
                    "move",
                    entry("by", maker.id),
                    entry("from", names[start]),
                    entry("to", names[end]),
                    entry("both_ways", True) if back else "",
                )


def preference_lines(conflict: Conflict, preference: Preference) -> list[str]:
    """The lines of a preference table after its first two, in the form that it has."""
    if isinstance(preference, Ranking):
        patterns = conflict.patterns
        places: list[str | list[str]] = []
        for tier in preference.tiers:
            tied = [patterns[state] for state in tier]
            places.append(tied[0] if len(tied) == 1 else tied)
        return ["ranking = " + array(places)]
    if isinstance(preference, Payoffs):
        return ["[preference.payoffs]"] + [
            f"{key(pattern)} = {value(number)}"
            for pattern, number in zip(conflict.patterns, preference.values, strict=True)
        ]
    bare = [
        s == Statement(s.text, s.expression) and isinstance(preference, Statements)
        for s in preference.statements
    ]
    if all(bare):
        return [
            "statements = "
            + array([_text(conflict, s.text, s.expression) for s in preference.statements])
        ]
    lines = []
    for s in preference.statements:
        weight = s.weight if isinstance(preference, Statements) else s.weight or 0.0
        lines.append(
            "\n"
            + _table(
                "preference.statement",
                entry("say", _text(conflict, s.text, s.expression)),
                entry("weight", weight),
                entry("basis", s.basis),
                entry("confidence", s.confidence),
                entry("evidence", s.evidence) if s.evidence else "",
                entry("unsure", True) if s.unsure else "",
                entry("note", s.note),
            )
        )
    return lines
