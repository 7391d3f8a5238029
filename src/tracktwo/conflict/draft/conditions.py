"""A condition in the words of the text as a statement about options, where its meaning is plain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracktwo.conflict.draft.choices import Cast, Chosen
from tracktwo.conflict.draft.clauses import clause_of
from tracktwo.conflict.draft.contents import asks_of, pieces
from tracktwo.conflict.draft.families import Families
from tracktwo.conflict.draft.marks import FREE
from tracktwo.conflict.draft.parties import Parties
from tracktwo.ledger.words import content_stems
from tracktwo.schema import Condition

__all__ = ["Hanging", "hanging"]

_ANAPHORA = re.compile(
    r"\b(?:these|those|its|the|their|his|her|such)\s+(?:conditions?|demands?|terms?|requirements?|"
    r"requests?)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"^(?:it|they|he|she)\s+(?:(?:did|does|do)(\s+not|n['’]t)?|"
    r"(refus\w+|reject\w+|fail\w*|compl(?:y|ies|ied)|agree\w*|accept\w*))\s*$",
    re.IGNORECASE,
)
_NEAR = 120
_GOING = frozenset(content_stems("go went going on come comes home stay keep lasted end"))
_NEGATED = re.compile(
    r"\b(?:not|never|refus\w+|reject\w+|fails?|ignor\w+)\b|n['’]t\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Hanging:
    """How a statement hangs on a condition.

    Attributes:
        text: a statement about options.
        only: whether the text says *only if*.
        options: ids of the options that it names.
    """

    text: str
    only: bool
    options: tuple[str, ...]


def hanging(
    condition: Condition, holder: str, cast: Cast, parties: Parties, kinds: Families
) -> Hanging | None:
    """The condition as a statement; None where no option expresses it.

    Args:
        condition: the clause.
        holder: whose wish hangs on it.
        cast: the options.
        parties: who is named.
        kinds: kinds of choice.
    """
    clause = clause_of(condition)
    rest, only = clause.rest, clause.only
    atoms = (
        _of_demands(rest, holder, cast)
        or _of_pronoun(condition, rest, holder, cast)
        or _of_words(rest, holder, cast, parties, kinds)
    )
    if not atoms:
        return None
    said = " and ".join(id_ if taken else f"not {id_}" for id_, taken in atoms)
    flip = clause.unless != bool(_ANAPHORA.search(rest) and _NEGATED.search(rest))
    if flip:
        if len(atoms) == 1:
            said = f"not {atoms[0][0]}" if atoms[0][1] else atoms[0][0]
        else:
            said = f"not ({said})"
    elif len(atoms) > 1:
        said = f"({said})"
    return Hanging(said, only, tuple(id_ for id_, _ in atoms))


def _of_demands(rest: str, holder: str, cast: Cast) -> list[tuple[str, bool]]:
    """*Unless its demands are accepted*: what the holder demands of others."""
    if not _ANAPHORA.search(rest):
        return []
    found: dict[str, bool] = {}
    for option in cast.options:
        for mark in option.marks:
            if (
                mark.says == "wish" and mark.holder == holder and mark.hostile
                and not mark.threat and option.choice.owner != holder and not mark.condition
            ):  # fmt: skip
                found.setdefault(option.id, mark.taken)
    return list(found.items())


def _of_pronoun(condition: Condition, rest: str, holder: str, cast: Cast) -> list[tuple[str, bool]]:
    """*If it did not*, *if it refuses*: what the holder demands right before the clause."""
    match = _PRONOUN.match(rest)
    if match is None:
        return []
    near = [
        (m.words.end, option.id, m)
        for option in cast.options
        for m in option.marks
        if m.says == "wish" and m.holder == holder and m.hostile and option.choice.owner != holder
        if m.words.document == condition.span.document
        if 0 <= condition.span.start - m.words.end <= _NEAR
    ]
    last = max((end for end, _, _ in near), default=0)
    if not near or len({id_ for end, id_, _ in near if end == last}) != 1:
        return []
    _, id_, mark = max(near, key=lambda found: found[0])
    if match[2]:
        return [(id_, mark.taken != match[2].lower().startswith(("refus", "reject", "fail")))]
    named = mark.taken != bool(re.match(r"(?:\w+ )?not\b", mark.words.text))
    return [(id_, named != bool(match[1]))]


def _of_words(
    rest: str, holder: str, cast: Cast, parties: Parties, kinds: Families
) -> list[tuple[str, bool]]:
    atoms: dict[str, bool] = {}
    for piece in pieces(rest, parties):
        subject = piece.subject or asks_of(piece.text, parties)
        named = [key for _, _, key in parties.find(rest)]
        subject = subject or (named[0] if named else None)
        found = (
            _of_kind(piece.text, subject, holder, cast, kinds)
            or _of_free(piece.text, subject, cast, kinds)
            or _of_label(piece.text, subject, cast, parties, kinds)
        )
        if found is None:
            return []
        atoms[found[0]] = found[1]
    return list(atoms.items())


def _of_kind(
    text: str, subject: str | None, holder: str, cast: Cast, kinds: Families
) -> tuple[str, bool] | None:
    for family in kinds.all:
        options = [o for o in cast.options if o.choice.family == family.id]
        if not options:
            continue
        issue = next(iter(family.issues), "other")
        hit = kinds.reading(text, issue)
        if hit is None or hit.family is not family or not kinds.speaks(text, family):
            continue
        options = _of_subject(options, subject, holder)
        if len(options) > 1:  # *the sanctions* are those on the one who speaks
            options = [o for o in options if o.choice.about == holder]
        if len(options) == 1:
            return options[0].id, hit.taken
    return None


def _of_label(
    text: str, subject: str | None, cast: Cast, parties: Parties, kinds: Families
) -> tuple[str, bool] | None:
    """The only option whose label shares a word of matter with a clause: *the filling went on*."""
    names = {s for key in cast.makers for s in content_stems(parties.label(key))}
    stems = set(content_stems(text)) - names - _GOING
    own = {o.choice.owner for o in cast.options}
    alike: list[tuple[int, str]] = []
    for option in cast.options:
        if subject in own and option.choice.owner != subject:
            continue
        theirs = set(content_stems(option.label)) - names - _GOING
        shared = len(stems & theirs)
        if shared and 2 * shared >= min(len(stems), len(theirs)):
            alike.append((shared, option.id))
    most = max(alike, default=(0, ""))[0]
    best = [id_ for shared, id_ in alike if shared == most]
    return (best[0], not kinds.turned(text)) if len(best) == 1 else None


def _of_subject(options: Sequence[Chosen], subject: str | None, holder: str) -> list[Chosen]:
    own = [o for o in options if o.choice.owner == subject]
    if subject is not None:
        return own
    others = [o for o in options if o.choice.owner != holder]
    return others or list(options)


def _of_free(
    text: str, subject: str | None, cast: Cast, kinds: Families
) -> tuple[str, bool] | None:
    stems = set(content_stems(text))
    for option in cast.options:
        if option.choice.family != FREE or (subject and option.choice.owner != subject):
            continue
        theirs = set(option.choice.about.split())
        if len(stems & theirs) > 0.5 * len(theirs):
            return option.id, not kinds.turned(text)
    return None
