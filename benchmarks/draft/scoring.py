"""What of a draft is right, held against the known model of its report."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from benchmarks.draft.known import Known, KnownLever, occurs
from benchmarks.draft.matching import (
    best_pairs,
    match_options,
    match_parties,
    same_parties,
    turned,
    wishes,
)
from benchmarks.draft.results import WHAT, Result
from tracktwo.conflict import Conflict
from tracktwo.conflict.space import OptionSpace

__all__ = ["Drafted", "LeverLike", "compare"]

_SET = re.compile(r"^\s*([\w.-]+)\s*=\s*(\w+)\s*$")


class LeverLike(Protocol):
    """What is asked of a lever."""

    @property
    def name(self) -> str: ...
    @property
    def changes(self) -> tuple[str, ...]: ...
    @property
    def evidence(self) -> tuple[str, ...]: ...


class Drafted(Protocol):
    """What is asked of a draft."""

    @property
    def conflict(self) -> Conflict | None: ...
    @property
    def levers(self) -> Sequence[LeverLike]: ...


def compare(draft: Drafted, known: Known, words: Mapping[str, str]) -> Result:
    """Count what of a draft is right.

    A party or option that the model calls not needed counts neither for nor against the draft. What
    is counted:

    * *decision makers* and *options*: found, of the known and of the drafted ones.
    * *owner*: of the options found, those with the right owner.
    * *wishes*: pairs of a party and an option with the right sign, of the known ones and of those
      drafted about parties and options that were found; *not assumed* leaves out what the draft
      marks as assumed.
    * *sign*: of the pairs that both have, those with the same sign.
    * *status quo*: options with the right level today, of those whose level the text tells, and of
      those found.
    * *forward only*: options that cannot be taken back.
    * *levers*: by words in the name or the evidence, or by the option that they settle.

    Args:
        draft: the draft.
        known: the known model of its report.
        words: the exact words that each row of the ledger cites, by its id.
    """
    result = Result(known.name)
    conflict = draft.conflict
    if not known.conflict:
        right = conflict is None
        result.add(WHAT[0], right=right, known=1, drafted=1)
        if not right:
            result.lines.append("a conflict was drafted where there is none")
        return result
    if conflict is None:
        result.lines.append("no conflict was drafted")
    parties = match_parties(conflict, known) if conflict else {}
    owners = same_parties(conflict, known) if conflict else {}
    options = match_options(conflict, known, owners, words) if conflict else {}
    _parties(result, conflict, known, parties)
    _options(result, conflict, known, owners, options)
    _wishes(result, conflict, known, parties, options)
    _status_quo(result, conflict, known, options)
    _levers(result, draft, known, options, words)
    return result


def _parties(
    result: Result, conflict: Conflict | None, known: Known, found: Mapping[int, str]
) -> None:
    needed = {p.id for p in known.parties if p.needed}
    right = needed & set(found.values())
    makers = conflict.decision_makers if conflict else ()
    spare = len(set(found.values()) - needed)
    result.add("decision makers", right=len(right), known=len(needed), drafted=len(makers) - spare)
    result.lines += [f"decision maker missed: {i}" for i in sorted(needed - right)]
    result.lines += [
        f"decision maker beyond the model: {m.label}"
        for i, m in enumerate(makers)
        if i not in found
    ]


def _options(
    result: Result,
    conflict: Conflict | None,
    known: Known,
    owners: Mapping[int, str],
    found: Mapping[int, str],
) -> None:
    by_id = {o.id: o for o in known.options}
    needed = {o.id for o in known.options if o.needed}
    right = needed & set(found.values())
    drafted = conflict.options if conflict else ()
    spare = len(set(found.values()) - needed)
    result.add("options", right=len(right), known=len(needed), drafted=len(drafted) - spare)
    result.lines += [f"option missed: {i} ({by_id[i].meaning})" for i in sorted(needed - right)]
    for number, option in enumerate(drafted):
        one = by_id.get(found.get(number, ""))
        if one is None:
            result.lines.append(f"option beyond the model: {option.id} ({option.label})")
            continue
        owner = owners.get(option.owner)
        result.add("owner", right=owner == one.owner, known=1, drafted=1)
        if owner != one.owner:
            result.lines.append(
                f"owner wrong: {option.id} = {one.id} is {one.owner}'s, not {owner}'s"
            )
        way = option.direction if option.direction != "both" else None
        if way is not None and turned(option, one):
            way = "back" if way == "forward" else "forward"
        if way is not None and way != one.direction:
            result.lines.append(f"direction wrong: {option.id} = {one.id} is drafted as {way}")
        hit = way is not None and way == one.direction
        result.add("forward only", right=hit, drafted=way is not None)
    result.add(
        "forward only", known=sum(o.direction is not None and o.needed for o in known.options)
    )


def _wishes(
    result: Result,
    conflict: Conflict | None,
    known: Known,
    parties: Mapping[int, str],
    options: Mapping[int, str],
) -> None:
    number_of = {party: dm for dm, party in parties.items()}
    drafted_as = {one: number for number, one in options.items()}
    for party in known.parties:
        dm = number_of.get(party.id)
        said = wishes(conflict, dm) if conflict is not None and dm is not None else {}
        for one in known.options:
            number = drafted_as.get(one.id)
            if (dm is None and not party.needed) or (number is None and not one.needed):
                continue
            wanted = one.wish[party.id]
            wish = said.get(number) if number is not None else None
            if conflict is None or number is None or wish is None:
                for what in ("wishes", "wishes, not assumed"):
                    result.add(what, known=wanted is not None)
                if wanted is not None and number is not None and dm is not None:
                    result.lines.append(f"wish missed: {party.id} {_sign(wanted)} {one.id}")
                continue
            taken = wish.taken != turned(conflict.options[number], one)
            right = taken == wanted
            result.add("wishes", right=right, known=wanted is not None, drafted=1)
            counted = not wish.assumed
            result.add(
                "wishes, not assumed",
                right=right and counted,
                known=wanted is not None,
                drafted=counted,
            )
            if wanted is not None:
                result.add("sign", right=right, known=1, drafted=1)
            if not right:
                kind = "beyond the model" if wanted is None else "wrong"
                guess = ", assumed" if wish.assumed else ""
                result.lines.append(f"wish {kind}: {party.id} {_sign(taken)} {one.id}{guess}")


def _status_quo(
    result: Result, conflict: Conflict | None, known: Known, options: Mapping[int, str]
) -> None:
    told = {o.id: o for o in known.options if o.now is not None}
    result.add("status quo", known=sum(o.needed for o in told.values()))
    if conflict is None or conflict.status_quo is None:
        return
    assert isinstance(conflict.space, OptionSpace)
    levels = conflict.space.state_levels(conflict.status_quo)
    for number, one_id in sorted(options.items()):
        one = told.get(one_id)
        if one is None or not one.needed:
            continue
        taken = (levels[number] > 0) != turned(conflict.options[number], one)
        result.add("status quo", right=taken == one.now, drafted=1)
        if taken != one.now:
            state = "taken" if taken else "not taken"
            result.lines.append(f"status quo wrong: {one.id} is drafted as {state}")


def _levers(
    result: Result,
    draft: Drafted,
    known: Known,
    options: Mapping[int, str],
    words: Mapping[str, str],
) -> None:
    conflict = draft.conflict
    levers = draft.levers if conflict is not None else ()
    points = [
        [int(_is_lever(lever, one, conflict, known, options, words)) for one in known.levers]
        for lever in levers
    ]
    pairs = best_pairs(points) if known.levers else []
    result.add("levers", right=len(pairs), known=len(known.levers), drafted=len(levers))
    hit = {k for _, k in pairs}
    result.lines += [f"lever missed: {v.name}" for k, v in enumerate(known.levers) if k not in hit]
    used = {d for d, _ in pairs}
    result.lines += [
        f"lever beyond the model: {v.name}" for k, v in enumerate(levers) if k not in used
    ]


def _is_lever(
    lever: LeverLike,
    one: KnownLever,
    conflict: Conflict | None,
    known: Known,
    options: Mapping[int, str],
    words: Mapping[str, str],
) -> bool:
    text = "\n".join([lever.name, *(words.get(e, "") for e in lever.evidence)])
    if occurs(one.words, text):
        return True
    if conflict is None or one.option is None:
        return False
    meant = next(o for o in known.options if o.id == one.option)
    for change in lever.changes:
        found = _SET.match(change)
        number = conflict.names.options.get(found[1]) if found else None
        if found and number is not None and options.get(number) == one.option:
            option = conflict.options[number]
            level = found[2]
            taken = (level != option.levels[0]) != turned(option, meant)
            if taken == one.to:
                return True
    return False


def _sign(taken: bool) -> str:
    return "+" if taken else "-"
