"""Words by which a party takes a stand: the table, and where it holds in a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final, get_args

from spacy.tokens import Token

from tracktwo.coding.constraints import Constraint, parse_constraint
from tracktwo.coding.context import Reading
from tracktwo.coding.entries import rows
from tracktwo.coding.scope import Scope, scope_of
from tracktwo.coding.trees import children, lemma
from tracktwo.schema import Citation, Condition, Link, Modality, Party, Stance

__all__ = ["StanceWord", "Stand", "load_stances", "read_stances", "settled", "side", "stance_word"]

_STANCES: Final = get_args(Stance)
_POS: Final = frozenset({"VERB", "NOUN", "ADJ"})
_POLITE: Final = frozenset({"prefers", "accepts"})


@dataclass(frozen=True, slots=True)
class StanceWord:
    """One line of the table for one lemma.

    Attributes:
        lemma: in lower case.
        pos: VERB, NOUN or ADJ.
        constraints: what the tree must have.
        stance: what the word says.
        negated: what its negation says; None when that says nothing.
        contents: roles of what is demanded, offered ..., best first.
        toward: roles of the one addressed.
        any_issue: false when the content must show an issue of the list.
    """

    lemma: str
    pos: str
    constraints: tuple[Constraint, ...]
    stance: Stance
    negated: Stance | None
    contents: tuple[str, ...]
    toward: tuple[str, ...]
    any_issue: bool


@dataclass(frozen=True, slots=True)
class Stand:
    """A stand that a party takes, before its content is told apart into points.

    Attributes:
        party: whose stand it is.
        stance: how it stands to the content.
        cue: the word that says so.
        head: word on which the content hangs.
        toward: to whom it is addressed.
        chain: who says that the party takes this stand.
        modality: of the stand.
        condition: on which it hangs.
        rule: name of the rule that found it.
        confidence: 0 to 1.
        any_issue: keep points that show no issue of the list.
        drop: words left out of the content because another field tells them.
        subject: whether the subject of the content's clause is part of it.
        bare: whether modal auxiliaries of the content are left out.
        since: first word of a "since" phrase, where there is one.
        mention: the words that name the party, for the citation.
    """

    party: Party
    stance: Stance
    cue: Token
    head: Token
    toward: tuple[Party, ...]
    chain: tuple[Link, ...]
    modality: Modality
    condition: Condition | None
    rule: str
    confidence: float
    any_issue: bool = True
    drop: tuple[Token, ...] = ()
    subject: bool = True
    bare: bool = False
    since: Token | None = None
    mention: Citation | None = None


def side(p: Party | None) -> str:
    """The body for which a party stands."""
    return "" if p is None else p.for_actor or p.actor or p.name


def read_stances(text: str) -> tuple[StanceWord, ...]:
    """The lines of a table of stance words.

    Raises:
        LexiconError: a line cannot be used; the message names file and line.
    """
    out: list[StanceWord] = []
    for row in rows("stances.tsv", text, 8):
        words, pos, frame, stance, negated, contents, toward, needs = row.cells[:8]
        if pos not in _POS or stance not in _STANCES or negated not in (*_STANCES, "-"):
            raise row.fail(f'"{pos}", "{stance}" or "{negated}" is not known')
        if needs not in ("any", "issue") or not contents:
            raise row.fail('the last column is "any" or "issue", and contents must have a role')
        try:
            constraints = tuple(parse_constraint(c, {}) for c in frame.split())
        except ValueError as error:
            raise row.fail(str(error)) from None
        out += [
            StanceWord(
                word,
                pos,
                constraints,
                stance,  # type: ignore[arg-type]
                None if negated == "-" else negated,  # type: ignore[arg-type]
                tuple(contents.split()),
                tuple(toward.split()),
                needs == "any",
            )
            for word in words.split(",")
        ]
    return tuple(out)


@cache
def load_stances() -> Mapping[tuple[str, str], tuple[StanceWord, ...]]:
    """The stance words that ship with Tracktwo, by lemma and part of speech."""
    data = resources.files("tracktwo.coding").joinpath("data")
    table: dict[tuple[str, str], list[StanceWord]] = {}
    for word in read_stances(data.joinpath("stances.tsv").read_text("utf-8")):
        table.setdefault((word.lemma, word.pos), []).append(word)
    return {key: tuple(found) for key, found in table.items()}


def stance_word(token: Token) -> Iterator[StanceWord]:
    """The lines that hold for a token, narrowest frame first."""
    found = load_stances().get((lemma(token), token.pos_), ())
    for word in sorted(found, key=lambda w: -sum(c.weight for c in w.constraints)):
        if all(c.holds(token) for c in word.constraints):
            yield word


def settled(
    r: Reading, token: Token, stance: Stance, negated: Stance | None
) -> tuple[Stance, Modality, Condition | None] | None:
    """The stance with negation, modality and condition of its word; None where it is not taken.

    A stand that somebody only should take, or that is itself a condition, is none.
    """
    scope = scope_of(token)
    would = any(a.lower_ in ("would", "'d") for a in children(token, "aux"))
    on = lemma(token.head) in ("continue", "keep", "go")
    return _settle(r, scope, stance, negated, would=would, on=on)


def _settle(
    r: Reading, scope: Scope, stance: Stance, negated: Stance | None, *, would: bool, on: bool
) -> tuple[Stance, Modality, Condition | None] | None:
    condition = r.condition(scope)
    if condition is not None and condition.role == "condition":
        return None
    modality = scope.bare if condition is not None else scope.modality
    why = set(scope.why)
    if modality == "planned" and "would" in why and not would:
        return None  # "would require Armenia to recognise ...": told of others' plans
    if scope.negated:
        if negated is None:
            return None
        stance = negated
        if modality in ("planned", "possible", "hypothetical"):
            modality = "happened"  # "will never accept", "cannot accept", "would not accept"
    if modality == "demanded":
        return None
    if modality == "hypothetical" or (modality == "planned" and "would" in why):
        if condition is not None:
            modality = "conditional"
        elif would and stance in _POLITE:
            modality = "happened"  # "would prefer", "would welcome"
        elif modality == "hypothetical":
            return None
    elif condition is not None and modality not in ("happened", "ongoing"):
        modality = "conditional"
    if modality == "planned" and on:
        modality = "happened"  # "will continue to call for"
    if modality == "ongoing":
        modality = "happened"
    return stance, modality, condition
