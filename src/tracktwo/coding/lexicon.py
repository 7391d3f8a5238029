"""The predicate lexicon: which words, in which frame, tell which PLOVER act.

The tables ``data/predicates.tsv``, ``data/classes.toml`` and ``data/contexts.tsv`` are our own. An
entry says for a lemma and its frame the type and mode of the act and in which grammatical role to
look for who acts and who is acted upon; finding them is the work of another module.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Final

from spacy.strings import get_string_id
from spacy.symbols import ADJ, NOUN, VERB
from spacy.tokens import Token

from tracktwo.coding.codebook import CONTEXTS
from tracktwo.coding.entries import SPECIAL_TYPES, Entry, Row, read_classes, read_entry, rows

__all__ = ["Frame", "Lexicon", "load_lexicon"]

_POS: Final = {"VERB": VERB, "NOUN": NOUN, "ADJ": ADJ}
_NAMES: Final = {symbol: name for name, symbol in _POS.items()}
_ABSORBING: Final = frozenset({"obj", "prep", "xcomp"})


@dataclass(frozen=True, slots=True)
class Frame:
    """What an entry says of one token.

    Attributes:
        type: a PLOVER type, or LIGHT, CUE, NONE.
        mode: mode of the type, cue kind of a CUE, or None.
        actor: role of who acts (see :class:`~tracktwo.coding.entries.Entry`); may be empty.
        recipients: roles of who is acted upon, best first.
        entry: name of the entry, for explanations.
        specificity: how narrow its frame is.
        absorbs: slots whose named filler is part of this act (``lift sanctions``), so that the
            filler's own noun tells no second act.
        alternatives: other PLOVER types that entries of the same word have, in the table's order.
    """

    type: str
    mode: str | None
    actor: str
    recipients: tuple[str, ...]
    entry: str
    specificity: int
    absorbs: tuple[str, ...]
    alternatives: tuple[str, ...]

    @property
    def is_event(self) -> bool:
        """True for a PLOVER act; false for LIGHT, CUE and NONE."""
        return self.type not in SPECIAL_TYPES


class Lexicon:
    """Predicates, word classes and context keywords, ready to be asked of tokens.

    Lines of the predicate table are read when a word of theirs is first asked for;
    :attr:`entries` reads, and so checks, all of them.

    Attributes:
        version: changes whenever a table changes.
        classes: the words of each class.
    """

    def __init__(self, predicates: str, classes: str, contexts: str) -> None:
        """Take in the three tables as text.

        Raises:
            LexiconError: a table cannot be used; the message names file and line.
        """
        digest = hashlib.sha256("\0".join((predicates, classes, contexts)).encode()).hexdigest()
        self.version: str = digest[:12]
        table = list(rows("predicates.tsv", predicates, 8))
        self.classes: Mapping[str, frozenset[str]] = read_classes(classes, table)
        self._rows: dict[str, dict[str, list[Row]]] = {}
        for row in table:
            by_lemma = self._rows.setdefault(row.cells[1], {})
            for lemma in row.cells[0].split(","):
                by_lemma.setdefault(lemma.strip(), []).append(row)
        self._ids: dict[int, dict[int, str]] = {
            symbol: {get_string_id(lemma): lemma for lemma in self._rows.get(pos, ())}
            for pos, symbol in _POS.items()
        }
        self._read: dict[tuple[str, str], tuple[Entry, ...]] = {}
        self._contexts = _read_contexts(contexts)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, in the table's order.

        Raises:
            LexiconError: a line cannot be used.
        """
        words = ((pos, lemma) for pos, table in self._rows.items() for lemma in table)
        found = [entry for pos, lemma in words for entry in self.lookup(lemma, pos)]
        return tuple(sorted(found, key=lambda e: (e.line, e.lemma)))

    def lookup(self, lemma: str, pos: str) -> tuple[Entry, ...]:
        """The entries of a word, narrowest frame first."""
        key = (pos, lemma)
        if key not in self._read:
            found = [read_entry(r, lemma, self.classes) for r in self._rows[pos].get(lemma, ())]
            found.sort(key=_order)
            self._read[key] = tuple(found)
        return self._read[key]

    def _candidates(self, token: Token) -> tuple[Entry, ...]:
        pos = token.pos
        ids = self._ids.get(pos)
        if ids is None:
            return ()
        word = ids.get(token.lemma)
        if word is None:
            lemma = token.lemma_ or token.text
            if lemma.islower():
                return ()
            word = ids.get(get_string_id(lemma.lower()))
            if word is None:
                return ()
        return self.lookup(word, _NAMES[pos])

    def match(self, token: Token) -> Frame | None:
        """What the narrowest entry that holds says of a token; None where no entry holds.

        Args:
            token: of a ``Doc`` with lemmas, parts of speech and Universal Dependencies.
        """
        candidates = self._candidates(token)
        for entry in candidates:
            if all(c.holds(token) for c in entry.constraints):
                return _frame(entry, candidates)
        return None

    def matches(self, token: Token) -> tuple[Frame, ...]:
        """What every entry that holds says of a token, narrowest first."""
        found = self._candidates(token)
        return tuple(_frame(e, found) for e in found if all(c.holds(token) for c in e.constraints))

    def contexts(self, tokens: Iterable[Token]) -> tuple[str, ...]:
        """PLOVER contexts whose keywords stand among these tokens, in the codebook's order."""
        span = [(t.lower_, t.lemma_.lower()) for t in tokens]
        found = set()
        for start, forms in enumerate(span):
            for form in set(forms):
                for words, context in self._contexts.get(form, ()):
                    part = span[start : start + len(words)]
                    if len(part) == len(words) and all(map(_among, words, part)):
                        found.add(context)
        return tuple(c for c in CONTEXTS if c in found)


def _order(entry: Entry) -> tuple[int, bool, int, int]:
    """Narrowest frame first; at a tie NONE, then the one that names fewer words, then by line."""
    named = sum(len(c.filler) for c in entry.constraints)
    return -entry.specificity, entry.type != "NONE", named, entry.line


def _among(word: str, forms: Sequence[str]) -> bool:
    return word in forms


def _read_contexts(text: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Phrases and their contexts, by the first word of the phrase."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in rows("contexts.tsv", text, 2):
        phrase, context = row.cells[0], row.cells[-1]
        if len(row.cells) < 2 or context not in CONTEXTS:
            raise row.fail(f'unknown context "{context}"')
        words = tuple(phrase.lower().split())
        table.setdefault(words[0], []).append((words, context))
    return table


def _frame(entry: Entry, candidates: Sequence[Entry]) -> Frame:
    absorbs = [
        slot
        for c in entry.constraints
        if c.filler and not c.negated and c.kind in _ABSORBING and entry.type != "LIGHT"
        for slot in ([f"{c.kind}:{w}" for w in sorted(c.words)] or [c.kind])
    ]
    others = sorted((e.line, e.type) for e in candidates if e.type not in SPECIAL_TYPES)
    alternatives = dict.fromkeys(kind for _, kind in others if kind != entry.type)
    return Frame(
        entry.type,
        entry.mode,
        entry.actor,
        entry.recipients,
        entry.name,
        entry.specificity,
        tuple(dict.fromkeys(absorbs)),
        tuple(alternatives),
    )


@cache
def load_lexicon() -> Lexicon:
    """The lexicon that ships with Tracktwo, taken in once."""
    data = resources.files("tracktwo.coding").joinpath("data")
    names = ("predicates.tsv", "classes.toml", "contexts.tsv")
    return Lexicon(*(data.joinpath(n).read_text("utf-8") for n in names))
