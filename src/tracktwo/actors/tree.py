"""A parsed text as plain lists, so that every later step is a few look-ups a token.

Labels are those of Universal Dependencies v2 for English; ``rel`` is a label without its subtype.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tracktwo.actors.pieces import token_pieces

__all__ = ["MODIFIERS", "Tree", "tree_of"]

MODIFIERS = frozenset(
    {"compound", "flat", "amod", "nmod:desc", "det", "nummod", "goeswith", "fixed"}
)
"""Labels of words that belong to the noun phrase of their head."""

_COLUMNS = ["ORTH", "LEMMA", "POS", "TAG", "DEP", "HEAD", "SENT_START", "SPACY"]
_UNSIGNED = 1 << 64
_OPEN, _CLOSE = "“«„", "”»"
_END = (".", "!", "?", ":", ";", ",", "…", '"', "”", "»", ")")


@dataclass(frozen=True, slots=True)
class Tree:
    """Lists of equal length, one item a token; heads, edges and sentences are indices.

    Attributes:
        words: the tokens as written.
        lower: the tokens in small letters.
        lemma: lemmas in small letters; the token itself where there is none.
        pos: universal part of speech.
        tag: Penn tag.
        dep: dependency label with its subtype.
        rel: dependency label without its subtype.
        head: index of the head; its own index for a root.
        kids: indices of the children, in order.
        left: index of the first token of the subtree.
        right: index of the last token of the subtree.
        sent: number of the sentence.
        starts: index of the first token of each sentence, and at last the number of tokens.
        section: number of the section: the headline, and what stands under each later heading.
        quote: number of the direct quotation in which the token stands, 0 for none.
        glued: whether no space follows.
        ents: names found by the language model, as (first token, end, label).
    """

    words: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    rel: list[str]
    head: list[int]
    kids: list[list[int]]
    left: list[int]
    right: list[int]
    sent: list[int]
    starts: list[int]
    section: list[int]
    quote: list[int]
    glued: list[bool]
    ents: list[tuple[int, int, str]]

    def __len__(self) -> int:
        return len(self.words)

    def head_of(self, start: int, end: int) -> int:
        """The token of a span on which the rest of the span hangs."""
        for i in range(start, end):
            if not start <= self.head[i] < end or self.head[i] == i:
                if self.rel[i] in ("punct", "case", "det") and end - start > 1:
                    continue
                return i
        return end - 1

    def kid(self, i: int, *labels: str) -> int | None:
        """The first child of a token with one of these labels (with or without subtype)."""
        for child in self.kids[i]:
            if self.dep[child] in labels or self.rel[child] in labels:
                return child
        return None

    def case_of(self, i: int) -> str | None:
        """The preposition of a noun phrase, in small letters; ``None`` without one.

        Of several (``from within``) the first; the possessive ``'s`` is not one.
        """
        for child in self.kids[i]:
            if child > i:
                return None
            if self.rel[child] == "case":
                fixed = self.kid(child, "fixed")
                word = self.lower[child]
                return word if fixed is None else f"{word} {self.lower[fixed]}"
        return None

    def inside(self, i: int, top: int) -> bool:
        """Whether a token is in the subtree of another."""
        while i != top:
            up = self.head[i]
            if up == i:
                return False
            i = up
        return True


def tree_of(doc: Any) -> Tree:
    """Read a spaCy ``Doc`` with parts of speech, heads, labels and sentence starts."""
    if len(doc) and not doc.has_annotation("DEP"):
        raise ValueError(
            "the text is not parsed: heads and labels are missing; "
            "make the Doc with tracktwo.language.load()"
        )
    n = len(doc)
    columns = doc.to_array(_COLUMNS).astype("int64").T.tolist() if n else [[]] * len(_COLUMNS)
    orth, lemmas, poses, tags, deps, offsets, begins, spaces = columns
    strings: dict[int, str] = {}
    store = doc.vocab.strings
    for key in {*orth, *lemmas, *poses, *tags, *deps}:
        strings[key] = store[key % _UNSIGNED] if key else ""
    words = [strings[key] for key in orth]
    lowered = {key: strings[key].lower() for key in {*orth, *lemmas}}
    lower = [lowered[key] for key in orth]
    lemma = [lowered[key] or low for key, low in zip(lemmas, lower, strict=True)]
    pos = [strings[key] for key in poses]
    tag = [strings[key] for key in tags]
    dep = [strings[key] for key in deps]
    stems = {label: label.partition(":")[0] for label in set(dep)}
    rel = [stems[label] for label in dep]
    head = [i + offset for i, offset in enumerate(offsets)]
    glued = [not space for space in spaces]
    kids: list[list[int]] = [[] for _ in range(n)]
    left, right = list(range(n)), list(range(n))
    for i, up in enumerate(head):
        if up != i:
            kids[up].append(i)
            at = up
            while right[at] < i:
                right[at] = i
                if head[at] == at:
                    break
                at = head[at]
    for i in range(n - 1, -1, -1):
        at = head[i]
        while left[at] > i:
            left[at] = i
            if head[at] == at:
                break
            at = head[at]
    starts, sent = _sentences(words, [i for i, begin in enumerate(begins) if begin == 1])
    ents = [(span.start, span.end, span.label_) for span in doc.ents]
    return Tree(
        words, lower, lemma, pos, tag, dep, rel, head, kids, left, right, sent, starts,
        _sections(words, starts, sent), _quotes(words), glued, ents,
    )  # fmt: skip


def _sentences(words: list[str], starts: list[int]) -> tuple[list[int], list[int]]:
    n = len(words)
    if n and (not starts or starts[0] != 0):
        starts.insert(0, 0)
    # Line breaks and marks that stand as a sentence of their own belong to the sentence before.
    starts = [
        start
        for start, end in zip(starts, [*starts[1:], n], strict=True)
        if start == 0 or any(word.isalnum() for i in range(start, end) for word in words[i])
    ]
    sent: list[int] = []
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], n], strict=True)):
        sent.extend([number] * (end - start))
    return [*starts, n], sent


def _sections(words: list[str], starts: list[int], sent: list[int]) -> list[int]:
    """A line that ends without a mark and is followed by a line break is a heading.

    A heading begins a section; the text under the first heading (the headline) begins another, so
    that no pronoun of the report reaches into its headline.
    """
    sections: list[int] = []
    section, under_heading, begun = 0, False, False
    for start, end in pairwise(starts):
        line = [i for i in range(start, end) if not words[i].isspace()]
        broken = any("\n" in words[i] for i in range(start, end) if words[i].isspace()) or (
            end < len(words) and "\n" in words[end]
        )
        heading = bool(line) and broken and words[line[-1]] not in _END and len(line) < 25
        if begun and (heading != under_heading or heading):
            section += 1
        begun = begun or bool(line)
        under_heading = heading
        sections.extend([section] * (end - start))
    return sections


def _quotes(words: list[str]) -> list[int]:
    quote, number, open_at = [0] * len(words), 0, -1
    for i, word in enumerate(words):
        if word in _OPEN or (word in ('"', "``") and open_at < 0):
            open_at = i
        elif word in _CLOSE or word in ('"', "''"):
            if open_at >= 0 and i - open_at < 400:
                number += 1
                for at in range(open_at, i + 1):
                    quote[at] = number
            open_at = -1
        elif "\n" in word and word.count("\n") > 1 and open_at >= 0:
            # A quotation over paragraphs: each paragraph opens anew, only the last one closes.
            number += 1
            for at in range(open_at, i):
                quote[at] = number
            open_at = -1
    return quote


def pieces_of(tree: Tree) -> list[tuple[str, ...]]:
    """The pieces of each token; a hyphen or dot that is glued on both sides has none."""
    pieces = [token_pieces(word) for word in tree.words]
    for i, word in enumerate(tree.words):
        joined = i > 0 and tree.glued[i - 1]
        if joined and (
            (word in ("-", "‐", "‑") and tree.glued[i])
            or (word == "." and len(tree.words[i - 1]) == 1 and tree.words[i - 1].isupper())
        ):
            pieces[i] = ()
    return pieces
