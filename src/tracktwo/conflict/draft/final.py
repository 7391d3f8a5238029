"""Which choices the reports call final: words that say that something cannot be undone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracktwo.conflict.draft.families import Families, places, words_of
from tracktwo.conflict.draft.marks import Choice, Mark
from tracktwo.conflict.draft.parties import Parties
from tracktwo.ledger import Ledger
from tracktwo.ledger.words import content_stems
from tracktwo.schema import Citation, Position, Utterance

__all__ = ["with_final"]

_UNDONE = re.compile(
    r"\b(?:not|never|cannot|no longer|n['’]t|nobody|no one|nothing)(?:\s+\w+){1,5}?\s+"
    r"(?:back|undone|revers\w+|revoked|unmade|restored)\b|\bno (?:way|going|turning) back\b",
    re.IGNORECASE,
)
"""Words that say that something cannot be taken back: *once sold it is not bought back*."""


def with_final(
    marks: Sequence[Mark], ledger: Ledger, parties: Parties, kinds: Families
) -> list[Mark]:
    """The marks, with those of choices marked that the reports call final.

    The words are about the choice told right before them in their sentence, else about the one
    that shares most words with them. What goes on already is not called final: it is its end, or
    its outcome, that cannot be undone.
    """
    on = {m.choice for m in marks if m.says == "now" and m.taken}
    at = {row.id: (row.document, row.sentence) for row in ledger}
    able = [m for m in marks if m.choice not in on and m.choice.family != "fighting"]
    final: set[Choice] = set()
    for place, cited, start in _told(ledger, kinds):
        here = [
            m for m in able if at[m.row] == place and m.words.start <= start and m.says != "there"
        ]
        if here:
            last = max(m.words.start for m in here)
            final |= {m.choice for m in here if m.words.start == last}
            continue
        stems = set(content_stems(cited.text))
        alike: dict[Choice, int] = {}
        for m in able:
            named = {
                s for _, _, k in parties.find(m.words.text) for s in content_stems(parties.label(k))
            }
            shared = len((set(content_stems(f"{m.label} {m.words.text}")) - named) & stems)
            alike[m.choice] = max(alike.get(m.choice, 0), shared)
        most = max(alike.values(), default=0)
        best = [c for c, n in alike.items() if n == most]
        if most and len(best) == 1:
            final.add(best[0])
    return [replace(m, final=m.choice in final) for m in marks]


def _told(ledger: Ledger, kinds: Families) -> Iterator[tuple[tuple[str, int], Citation, int]]:
    """Where rows cite words that something cannot be undone: sentence, words, where they begin."""
    seen = set()
    for row in ledger:
        content = [row.content] if isinstance(row, Position | Utterance) else []
        for cited in (*content, *row.citations):
            start = _begins(cited.text, kinds)
            if start is not None and (cited.document, cited.start + start) not in seen:
                seen.add((cited.document, cited.start + start))
                yield (row.document, row.sentence), cited, cited.start + start


def _begins(text: str, kinds: Families) -> int | None:
    if match := _UNDONE.search(text):
        return match.start()
    words = words_of(text)
    found = places(words, kinds.undone)
    if not found:
        return None
    return max(0, text.lower().find(words[found[0]]))
