"""Which issue a demand, an offer or a refusal is about, by the words that it uses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final, get_args

from spacy.tokens import Token

from tracktwo.coding.entries import rows
from tracktwo.schema import Issue

__all__ = ["ISSUES", "Phrase", "issue_of", "load_issues", "read_issues"]

ISSUES: Final[tuple[Issue, ...]] = get_args(Issue)
"""All issues, in the order of the schema; at a tie the earlier one is named first."""

_GAP: Final = ".."
_MAX_GAP: Final = 5
_THIN: Final = frozenset({"DET", "ADJ", "ADV", "NUM", "PART", "PUNCT"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that show an issue.

    Attributes:
        words: lemmas or lower-case forms, in order; ``..`` stands for up to five words of any kind.
        issue: what they show.
        weight: how surely.
    """

    words: tuple[str, ...]
    issue: Issue
    weight: float


def read_issues(text: str) -> tuple[Phrase, ...]:
    """The phrases of a table.

    Raises:
        LexiconError: a line names no issue, no weight or no word; the message names file and line.
    """
    out = []
    for row in rows("issues.tsv", text, 3):
        if len(row.cells) != 3 or row.cells[1] not in ISSUES:
            raise row.fail(f'no issue of the schema in "{" | ".join(row.cells)}"')
        words = tuple(row.cells[0].lower().split())
        if not words or words[0] == _GAP or words[-1] == _GAP:
            raise row.fail(f'"{row.cells[0]}" is no phrase')
        try:
            weight = float(row.cells[2])
        except ValueError:
            raise row.fail(f'"{row.cells[2]}" is no weight') from None
        out.append(Phrase(words, row.cells[1], weight))
    return tuple(out)


@cache
def load_issues() -> tuple[Phrase, ...]:
    """The phrases that ship with Tracktwo."""
    data = resources.files("tracktwo.coding").joinpath("data")
    return read_issues(data.joinpath("issues.tsv").read_text("utf-8"))


@cache
def _by_first() -> dict[str, tuple[Phrase, ...]]:
    table: dict[str, list[Phrase]] = {}
    for phrase in load_issues():
        table.setdefault(phrase.words[0], []).append(phrase)
    return {word: tuple(found) for word, found in table.items()}


def issue_of(words: Iterable[Token]) -> list[Issue]:
    """The issues that these words show, best first; ``other`` alone where they show none.

    A word that a longer phrase has used counts for that phrase alone: the *weapon* of *chemical
    weapon* does not speak of military aid.
    """
    tokens = [t for t in words if not t.is_space]
    forms = [{t.lower_, t.lemma_.lower()} for t in tokens]
    found: list[tuple[Phrase, tuple[int, ...]]] = []
    table = _by_first()
    for i, form in enumerate(forms):
        for word in sorted(form):
            for phrase in table.get(word, ()):
                hit = _match(phrase.words, i, forms, tokens)
                if hit is not None:
                    found.append((phrase, hit))
    score: dict[Issue, float] = {}
    taken: set[int] = set()
    found.sort(key=lambda f: (-len(f[1]), -f[0].weight, f[1], ISSUES.index(f[0].issue)))
    for phrase, hit in found:
        if taken.isdisjoint(hit):
            taken.update(hit)
            score[phrase.issue] = score.get(phrase.issue, 0.0) + phrase.weight
    return sorted(score, key=lambda s: (-score[s], ISSUES.index(s))) or ["other"]


def _match(
    words: tuple[str, ...], start: int, forms: Sequence[set[str]], tokens: Sequence[Token]
) -> tuple[int, ...] | None:
    """Positions of the words of a phrase that begins at ``start``; None where it does not."""
    hit = [start]
    k, gap = 1, False
    i = start + 1
    skipped = 0
    while k < len(words):
        if words[k] == _GAP:
            k, gap, skipped = k + 1, True, 0
            continue
        if i >= len(forms):
            return None
        if words[k] in forms[i]:
            hit.append(i)
            k, gap, skipped = k + 1, False, 0
        elif (gap and skipped < _MAX_GAP and tokens[i].text not in ";:.") or (
            not gap and skipped < 4 and _thin(tokens[i])
        ):
            skipped += 1
        else:
            return None
        i += 1
    return tuple(hit)


def _thin(token: Token) -> bool:
    """A word that may stand within a phrase without changing what it is about."""
    if token.pos_ == "PUNCT":
        return token.text in "-–'’"
    return token.pos_ in _THIN or token.dep_ in ("nmod:poss", "compound", "nmod:desc")
