"""Decision makers and options: which choices the draft keeps, whose, and what they are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tracktwo.conflict.draft.clash import why_no_conflict
from tracktwo.conflict.draft.contents import quoted
from tracktwo.conflict.draft.families import Families, has, words_of
from tracktwo.conflict.draft.marks import FREE, Choice, Mark
from tracktwo.conflict.draft.parties import Parties
from tracktwo.conflict.logic import KEYWORDS
from tracktwo.conflict.template import id_from
from tracktwo.ledger.words import content_stems

__all__ = ["Cast", "Chosen", "cast"]

_WORTH = {"wish": 1.5, "now": 1.0, "could": 1.0, "there": 0.3}
_OTHERS = 1.0
"""What a wish of another about a choice is worth beyond one of its owner: it makes the tie."""
_TAKEN_NAMES = {"forbid"}


@dataclass(frozen=True, eq=False)
class Chosen:
    """A choice that became an option.

    Attributes:
        choice: which.
        id: of the option.
        label: to show.
        marks: what the rows say of it, in the order of the reports.
        forward: whether the words say that it cannot be undone.
    """

    choice: Choice
    id: str
    label: str
    marks: tuple[Mark, ...]
    forward: bool


@dataclass(frozen=True, eq=False)
class Cast:
    """Who takes part, with which options, and what was left out.

    Attributes:
        makers: bodies, heaviest first.
        ids: of the decision makers, by body.
        options: by owner in the order of the makers, heaviest first.
        context: parties left out, with the reason.
        why_not: why there is no conflict; None when there is one.
        dropped: labels of options left out to keep to the limit.
    """

    makers: tuple[str, ...]
    ids: dict[str, str]
    options: tuple[Chosen, ...]
    context: tuple[str, ...]
    why_not: str | None
    dropped: tuple[str, ...]

    def option(self, choice: Choice) -> Chosen | None:
        """The option that a choice became."""
        return next((o for o in self.options if o.choice == choice), None)


def cast(
    marks: Sequence[Mark], parties: Parties, kinds: Families, *, most_dms: int, most_options: int
) -> Cast:
    """Choose decision makers and options.

    A choice is an option when somebody's wish touches it, or it is told as possible. A decision
    maker has a voice (a wish) or is one of whom another wishes something; the heaviest stay.
    """
    by_choice: dict[Choice, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_choice[mark.choice].append(mark)
    touched = {c: m for c, m in by_choice.items() if _is_touched(m)}
    weight: dict[str, float] = defaultdict(float)
    for choice, about_it in touched.items():
        for mark in about_it:
            worth = _WORTH[mark.says] * mark.confidence
            weight[mark.holder or choice.owner] += worth
            if mark.holder and mark.holder != choice.owner:
                weight[choice.owner] += worth
    everyone = sorted(weight, key=lambda k: (-weight[k], parties.label(k)))
    tied = [k for k in everyone if _is_tied(k, touched)]
    makers = tied[:most_dms]
    context = [f"{parties.label(k)}: no other party's wish meets its own" for k in everyone
               if k not in tied]  # fmt: skip
    context += [f"{parties.label(k)}: beyond the {most_dms} parties with most rows"
                for k in tied[most_dms:]]  # fmt: skip
    mine = {
        c: [m for m in found if not m.holder or m.holder in makers]
        for c, found in touched.items()
        if c.owner in makers
    }
    mine = {c: found for c, found in mine.items() if _is_touched(found)}
    why_not = why_no_conflict(mine, len(makers))
    if why_not:
        return Cast((), {}, (), tuple(context), why_not, ())
    ranked = sorted(mine, key=lambda c: (-_score(c, mine[c]), c))
    kept = ranked[:most_options]
    present = {c.owner for c in kept} | {m.holder for c in kept for m in mine[c] if m.holder}
    makers = [k for k in makers if k in present]
    ordered = sorted(kept, key=lambda c: (makers.index(c.owner), -_score(c, mine[c]), c))
    labels = _labels(ordered, mine, parties, kinds)
    ids = _maker_ids(makers, parties)
    option_ids = _option_ids(ordered, ids, labels, parties)
    options = tuple(
        Chosen(c, option_ids[c], labels[c], tuple(mine[c]), _is_forward(c, mine[c], kinds))
        for c in ordered
    )
    left = _labels(ranked[most_options:], mine, parties, kinds)
    dropped = tuple(f"{parties.label(c.owner)}: {label}" for c, label in left.items())
    return Cast(tuple(makers), ids, options, tuple(context), None, dropped)


def _is_touched(marks: Sequence[Mark]) -> bool:
    return any(
        m.says == "could"
        or (m.hostile and m.says == "wish")
        or (m.choice.family == "fighting" and (m.hostile or m.says == "now"))
        or (m.says == "wish" and (m.position or m.holder != m.choice.owner or bool(m.condition)))
        for m in marks
    )


def _is_tied(key: str, touched: dict[Choice, list[Mark]]) -> bool:
    """Whether a party wishes something of another's choice, or another of its own."""
    return any(
        (m.holder == key) != (c.owner == key)
        for c, found in touched.items()
        for m in found
        if m.says == "wish" and m.holder != c.owner
    ) or any(c.owner == key and any(m.says == "could" or m.threat for m in found)
             for c, found in touched.items())  # fmt: skip


def _score(choice: Choice, marks: Sequence[Mark]) -> float:
    rows: dict[tuple[str, str], float] = {}
    for m in marks:
        worth = _WORTH[m.says] + (_OTHERS if m.holder and m.holder != choice.owner else 0.0)
        if m.basis == "stated" and m.says == "wish":
            worth += 0.5
        key = (m.row, m.holder)
        rows[key] = max(rows.get(key, 0.0), worth * m.confidence)
    return round(sum(rows.values()) - (0.5 if choice.family == FREE else 0.0), 6)


def _labels(
    choices: Sequence[Choice], marks: dict[Choice, list[Mark]], parties: Parties, kinds: Families
) -> dict[Choice, str]:
    labels: dict[Choice, str] = {}
    used: set[tuple[str, str]] = set()
    for choice in choices:
        words = max((m.label for m in marks[choice]), key=len, default="")
        family = kinds.get(choice.family)
        if family is None:
            label = words
        else:
            concerns = choice.about[1:] if choice.about.startswith("=") else (
                parties.label(choice.about) if choice.about else "")  # fmt: skip
            if "{about}" in family.take and concerns:
                label = family.take.format(about=concerns)
            elif "{words}" in family.take and words:
                label = family.take.format(words=quoted(words))
            else:
                goes_on = any(m.says == "now" and m.taken for m in marks[choice])
                label = family.plain if goes_on else family.begin or family.plain
        base, number = label, 2
        while (choice.owner, label) in used:
            label, number = f"{base} ({number})", number + 1
        used.add((choice.owner, label))
        labels[choice] = label
    return labels


def _maker_ids(makers: Sequence[str], parties: Parties) -> dict[str, str]:
    ids: dict[str, str] = {}
    for key in makers:
        ids[key] = _unique(id_from(parties.label(key)) or "party", set(ids.values()))
    return ids


def _option_ids(
    choices: Sequence[Choice],
    makers: dict[str, str],
    labels: dict[Choice, str],
    parties: Parties,
) -> dict[Choice, str]:
    """A short id for each option: its kind, with the owner's id where several have that kind."""
    ids: dict[Choice, str] = {}
    taken = set(makers.values())
    for choice in choices:
        if choice.family == FREE:
            threat = choice.about.startswith("threat ")
            base = "threat" if threat else _short(labels[choice])
        else:
            base = choice.family
        same = [c for c in choices if c.family == choice.family]
        if len({c.owner for c in same}) > 1 and (choice.family != FREE or base == "threat"):
            base = f"{makers[choice.owner]}-{base}"
        elif len(same) > 1 and choice.family != FREE and choice.about:
            base = f"{base}-{id_from(parties.label(choice.about.lstrip('=')))}"
        ids[choice] = _unique(base, taken | set(ids.values()))
    return ids


def _short(label: str) -> str:
    """The first two words of a label that say what it is about."""
    words = [w for w in label.removeprefix("Go on ").split() if content_stems(w)]
    return id_from(" ".join(words[:2])) or "act"


def _unique(base: str, taken: set[str]) -> str:
    base = f"{base}-it" if base.lower() in KEYWORDS or base in _TAKEN_NAMES else base
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name


def _is_forward(choice: Choice, marks: Sequence[Mark], kinds: Families) -> bool:
    """Whether the words, or others of their sentence, say that it cannot be undone.

    A fight goes on or stops whatever is lost in it.
    """
    if choice.family == "fighting":
        return False
    return any(m.final or (m.taken and has(words_of(m.words.text), kinds.forward)) for m in marks)
