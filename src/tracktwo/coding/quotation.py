"""Quotation marks and laid-out statements: which stretches of a text are somebody's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

__all__ = ["Quoted", "Statement", "laid_out", "quoted_spans"]

_OPEN: Final = {"“": "”", "«": "»", "„": "“", "「": "」", "‘": "’"}
_END_OF_STATEMENT: Final = re.compile(
    r"^(notes? (to|for) editors?|background|further information|"
    r"media (contact|enquir|inquir)\w*|contact|follow (us|the)|ends?|###|photo|image|caption|"
    r"share this|related|for (more|further) information|published|"
    r"read more|sign up|subscribe)\b|^\*{3}|^-{3}|^#{2,}",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(
    r"^(?:(?:MR|MRS|MS|DR|AMBASSADOR|SECRETARY|PRESIDENT|SPOKESPERSON|MODERATOR|MINISTER|Q|QUESTION)"
    r"[A-Z .'’-]*|[A-Z][A-Z .'’-]{2,40}):$"
)

_LABEL_WORDS: Final = 7
_ENDS_SENTENCE: Final = frozenset({".", "?", "!", "…", '"', "”", "’"})


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words within quotation marks: token indices, marks left out."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement laid out over paragraphs after "X said:" or a speaker's label.

    Attributes:
        lead: index of the token that leads it in (the colon).
        start: first token of the statement.
        end: after its last token.
        label: token range of a speaker's label, where that leads it in.
    """

    lead: int
    start: int
    end: int
    label: tuple[int, int] | None = None


def quoted_spans(doc: Doc) -> list[Quoted]:
    """Stretches of a text within quotation marks, outermost only, in order.

    A quotation that is not closed in its paragraph ends with the paragraph.
    """
    out: list[Quoted] = []
    start: int | None = None
    close = ""
    for t in doc:
        ended = (t.is_space and "\n" in t.text) or _closes(doc, t.i, close)
        if start is not None and ended:
            if t.i > start:
                out.append(Quoted(start, t.i))
            start = None
        elif start is None:
            if t.text in _OPEN and not (t.text == "‘" and not _single_pair(doc, t.i)):
                start, close = t.i + 1, _OPEN[t.text]
            elif t.text in ('"', "''", "``") or (t.text == "”" and not t.whitespace_):
                start, close = t.i + 1, '"'
    if start is not None and start < len(doc):
        out.append(Quoted(start, len(doc)))
    return out


def _closes(doc: Doc, i: int, close: str) -> bool:
    text = doc[i].text
    if close == '"':
        return text in ('"', "''", "”")
    if close == "”" and text in ('"', "''"):
        return not _closed_later(doc, i, close)
    if close == "’":
        return bool(text == "’") and (
            i + 1 == len(doc) or doc[i + 1].text.lower() not in ("s", "t")
        )
    return bool(text == close)


def _closed_later(doc: Doc, i: int, close: str) -> bool:
    """Whether the right closing mark still comes in this paragraph."""
    for j in range(i + 1, len(doc)):
        if doc[j].is_space and "\n" in doc[j].text:
            return False
        if doc[j].text in _OPEN:
            return False
        if doc[j].text == close:
            return True
    return False


def _single_pair(doc: Doc, i: int) -> bool:
    """Whether a single opening mark has its closing mark in the same paragraph, some words on."""
    for j in range(i + 1, min(i + 120, len(doc))):
        if doc[j].is_space and "\n" in doc[j].text:
            return False
        if doc[j].text == "’":
            return j > i + 1
    return False


def _paragraphs(doc: Doc) -> list[tuple[int, int]]:
    """Token ranges of the lines of a text that hold words."""
    out, start = [], 0
    for t in doc:
        if t.is_space and "\n" in t.text:
            if t.i > start:
                out.append((start, t.i))
            start = t.i + 1
    if start < len(doc):
        out.append((start, len(doc)))
    return out


def laid_out(doc: Doc) -> list[Statement]:
    """Statements led in by a colon that ends a paragraph, or by a speaker's label at its start."""
    pars = _paragraphs(doc)
    out: list[Statement] = []
    for k, (a, b) in enumerate(pars):
        last = doc[b - 1]
        if last.text == ":" and b - a > 2 and k + 1 < len(pars):
            end = k + 1
            while end < len(pars):
                line = doc[pars[end][0] : pars[end][1]].text
                if end > k + 1 and (_END_OF_STATEMENT.search(line) or line.rstrip().endswith(":")):
                    break
                if _END_OF_STATEMENT.search(line):
                    break
                end += 1
            if end > k + 1:
                out.append(Statement(b - 1, pars[k + 1][0], pars[end - 1][1]))
            continue
    turns = _turns(doc, pars)
    stops = [label for label, _ in turns]
    stops += [a for a, b in pars if _END_OF_STATEMENT.search(doc[a:b].text)]
    for label, colon in turns:
        end = min((i for i in stops if i > label), default=len(doc))
        while end > colon + 1 and doc[end - 1].is_space:
            end -= 1
        if end > colon + 1:
            out.append(Statement(colon, colon + 1, end, (label, colon)))
    return sorted(out, key=lambda st: st.start)


def _turns(doc: Doc, pars: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """First token and colon of each speaker's label.

    A label begins a paragraph; in a transcript whose lines were run together it stands after the
    end of a sentence.
    """
    found: list[tuple[int, int]] = []
    within: list[tuple[int, int]] = []
    for a, b in pars:
        for colon in (i for i in range(a + 1, b - 1) if doc[i].text == ":"):
            near = range(max(a, colon - _LABEL_WORDS), colon)
            starts = [i for i in near if i == a or doc[i - 1].text in _ENDS_SENTENCE]
            label = next((i for i in starts if _LABEL.match(doc[i : colon + 1].text)), None)
            if label is not None:
                (found if label == a else within).append((label, colon))
    return sorted(found + within) if len(found) + len(within) > 1 else found
