"""``.gmcr`` files, the JSON of the GMCR+ tool, in; and out, from `gmcr_write`.

What the format means was taken from descriptions of it, not from the tool: preference statements
are ordered and lexicographic as here (Fang, Hipel, Kilgour and Peng 2003), and rankings name the
feasible states from 1 in ascending binary order, the first option being the lowest bit.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tracktwo.conflict.logic import Names, parse
from tracktwo.conflict.model import Conflict, DecisionMaker, Option, Rule, option_names
from tracktwo.conflict.preferences import Preference, Statement, Statements, ranks
from tracktwo.conflict.space import Direction, OptionSpace
from tracktwo.errors import (
    ConflictError,
    OwnedTwice,
    UnknownName,
    did_you_mean,
)
from tracktwo.interop.gmcr_model import (
    Condition,
    GmcrFile,
    GmcrMaker,
    GmcrOption,
    ids_for,
    load,
    read_condition,
    read_model,
)
from tracktwo.interop.gmcr_ranking import read_ranking
from tracktwo.interop.gmcr_write import write_gmcr
from tracktwo.interop.results import Imported

__all__ = ["read_gmcr", "write_gmcr"]

_DIRECTION: dict[str, Direction] = {
    "both": "both",
    "fwd": "forward",
    "forward": "forward",
    "back": "back",
    "bwd": "back",
    "backward": "back",
}


def read_gmcr(source: str | Path, *, where: str | None = None) -> Imported:
    """Read a conflict from a ``.gmcr`` file.

    Args:
        source: a path, or the file's text (a string that begins with a brace).
        where: what to call the file in errors; its path, or ``the .gmcr text``, when left out.

    Returns:
        The conflict, and what stands in the file and could not be carried. Ids are made from names.
        Where the file has rankings and preferences, its own switch says which counts.

    Raises:
        UnreadableFile: if the file is missing or holds no text.
        ConflictError: if it is no such file, or one that contradicts itself; with the key path.
    """
    data, place = load(source, where=where)
    return _Reader(read_model(data, where=place), place).read()


class _Reader:
    def __init__(self, file: GmcrFile, where: str) -> None:
        self.file, self.where = file, where
        self.lost: list[str] = []

    def read(self) -> Imported:
        makers, given = self.file.decision_makers, self.file.options
        if not makers:
            raise ConflictError(
                "there are no decision makers", where=self.where, remedy="add decisionMakers"
            )
        if not given:
            raise ConflictError("there are no options", where=self.where, remedy="add options")
        owner = self._owners(makers, given)
        labels = self._labels(given, owner)
        ids = ids_for([o.name for o in given], kind="option")
        self.options = tuple(
            Option(ids[n], labels[n], owner[n], direction=self._direction(n, o))
            for n, o in enumerate(given)
        )
        dm_ids = ids_for([m.name for m in makers], kind="dm")
        self.names: Names = option_names(self.options, dm_ids)
        rules = self._rules()
        self.space = OptionSpace.of(
            [2] * len(given),
            owner,
            [o.direction for o in self.options],
            [rule.holds for rule in rules],
            where=self.where,
        )
        preferences = tuple(self._preference(n, m) for n, m in enumerate(makers))
        self._say_what_is_lost()
        conflict = Conflict(
            title=self.file.title or self.file.name or "Untitled conflict",
            decision_makers=tuple(
                DecisionMaker(dm_id, m.name or f"Decision maker {n + 1}")
                for n, (dm_id, m) in enumerate(zip(dm_ids, makers, strict=True))
            ),
            space=self.space,
            preferences=preferences,
            options=self.options,
            rules=rules,
            note=self.file.description or None,
        )
        return Imported(conflict, tuple(self.lost))

    # Options

    def _owners(self, makers: Sequence[GmcrMaker], given: Sequence[GmcrOption]) -> list[int]:
        owner: dict[int, int] = {}
        for dm, maker in enumerate(makers):
            for place, option in enumerate(maker.options):
                path = f"{self.where}: decisionMakers[{dm}].options[{place}]"
                number = self._option_number(option, given, path)
                if owner.setdefault(number, dm) != dm:
                    raise OwnedTwice(
                        f'option {number} "{given[number].name}" is listed by '
                        f'"{makers[owner[number]].name}" and "{maker.name}"',
                        where=path,
                        remedy="leave it to one of them, or give each an option of his or her own",
                    )
        for number, option in enumerate(given):
            if number not in owner:
                raise ConflictError(
                    f'option {number} "{option.name}" belongs to no decision maker',
                    where=f"{self.where}: options[{number}]",
                    remedy=f"add {number} to the options of one of the decisionMakers",
                )
        return [owner[number] for number in range(len(given))]

    def _labels(self, given: Sequence[GmcrOption], owner: Sequence[int]) -> list[str]:
        """Names of options, with a number where one decision maker has two of one name."""
        labels: list[str] = []
        for number, option in enumerate(given):
            label = option.name.strip() or f"Option {number + 1}"
            mine = {labels[o] for o in range(number) if owner[o] == owner[number]}
            free, more = label, 2
            while free in mine:
                free, more = f"{label} ({more})", more + 1
            if free != label:
                self.lost.append(f'a second option "{label}" of one owner is called "{free}"')
            labels.append(free)
        return labels

    def _option_number(self, given: Any, options: Sequence[GmcrOption], where: str) -> int:
        names = [option.name for option in options]
        name = given.get("name") if isinstance(given, dict) else given
        if isinstance(name, int) and not isinstance(name, bool) and 0 <= name < len(names):
            return name
        if isinstance(name, str) and names.count(name) == 1:
            return names.index(name)
        near = did_you_mean(str(name), names)
        listed = ", ".join(f'{n} "{o}"' for n, o in enumerate(names)) or "there are none"
        raise UnknownName(
            f"unknown option {json.dumps(given)}",
            where=where,
            remedy=(f'did you mean "{near}"? ' if near else "") + f"options: {listed}",
        )

    def _direction(self, number: int, option: GmcrOption) -> Direction:
        way = option.direction.strip().lower()
        if way not in _DIRECTION:
            raise UnknownName(
                f'unknown direction "{option.direction}"',
                where=f"{self.where}: options[{number}].permittedDirection",
                remedy='write "both", "fwd" or "back"',
            )
        return _DIRECTION[way]

    # Statements

    def _condition(self, value: Any, where: str) -> Condition:
        condition = read_condition(value, where=where)
        for row in condition:
            for option, _ in row:
                self._option_number(option, self.file.options, where)
        return condition

    def _words(self, condition: Condition) -> str:
        rows = [
            " and ".join(f"{'' if taken else 'not '}{self.options[o].id}" for o, taken in row)
            for row in condition
        ]
        if len(rows) == 1:
            return rows[0]
        return " or ".join(f"({row})" if " and " in row else row for row in rows)

    def _rules(self) -> tuple[Rule, ...]:
        rules = []
        for number, value in enumerate(self.file.infeasibles):
            where = f"{self.where}: infeasibles[{number}]"
            condition = self._condition(value, where)
            if not all(condition):
                self.lost.append(f"infeasibles[{number}] names no option and is left out")
                continue
            text = self._words(condition)
            holds = parse(f"not ({text})", self.names, where=where)
            rules.append(Rule("infeasible", text, holds))
        return tuple(rules)

    # Preferences

    def _preference(self, number: int, maker: GmcrMaker) -> Preference:
        path = f"{self.where}: decisionMakers[{number}]"
        vector = maker.ranking is None and maker.vector is not None
        tiers = maker.vector if vector else maker.ranking
        manual = self.file.manual_ranking
        if manual is None:
            manual = self.file.manual_vector
        statements = self._statements(number, maker, path)
        if not tiers:
            if manual:
                self._tell(maker, "no ranking, though the file says that rankings count")
            if not maker.preferences and (manual or maker.preferences is None):
                self._tell(maker, "no preferences; taken as indifferent among all states")
            return statements
        key = "preferenceVector" if vector else "preferenceRanking"
        ranking = read_ranking(tiers, self.space, where=f"{path}.{key}")
        agree = np.array_equal(ranks(ranking, self.space), ranks(statements, self.space))
        if manual is False and maker.preferences is None:
            self._tell(maker, f"no preferences; the {key} is taken, though the file says otherwise")
            return ranking
        if manual is None:
            manual = not maker.preferences
            if not manual and not agree:
                self._tell(maker, f"a {key} that differs from the preferences; left out, as the")
                self.lost[-1] += " file does not say that it counts"
        elif manual and maker.preferences and not agree:
            self._tell(maker, "preferences that are not used, as the file says that rankings count")
        elif not manual and not agree:
            self._tell(maker, f"a {key} that differs and is not used, as the file says")
        return ranking if manual else statements

    def _statements(self, number: int, maker: GmcrMaker, path: str) -> Statements:
        statements = []
        for place, value in enumerate(maker.preferences or ()):
            where = f"{path}.preferences[{place}]"
            condition = self._condition(value, where)
            if not all(condition):
                self._tell(maker, f"preference {place + 1}, which names no option and is left out")
                continue
            text = self._words(condition)
            statements.append(Statement(text, parse(text, self.names, where=where)))
        return Statements(tuple(statements))

    # What is lost

    def _tell(self, maker: GmcrMaker, what: str) -> None:
        self.lost.append(f'"{maker.name}" has {what}')

    def _say_what_is_lost(self) -> None:
        file = self.file
        if file.misperceptions:
            self.lost.append("misperceptions are not carried")
        for maker in file.decision_makers:
            if maker.misperceptions:
                self._tell(maker, "misperceptions, which are not carried")
            for key in maker.unknown:
                self._tell(maker, f'a key "{key}" that is not known here')
        for option in file.options:
            for key in option.unknown:
                self.lost.append(f'option "{option.name}" has a key "{key}" that is not known here')
        if file.joint:
            self.lost.append("coalitions are not carried: name them when you analyse")
        for key in file.unknown:
            self.lost.append(f'the file has a key "{key}" that is not known here')
