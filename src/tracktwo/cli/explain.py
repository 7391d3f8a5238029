"""What a code means, and what made a row."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from tracktwo.errors import UnknownChoice
from tracktwo.ledger.fields import kind_of
from tracktwo.schema import Citation, Row

if TYPE_CHECKING:
    from rich.text import Text

    from tracktwo.intake.document import Document
    from tracktwo.pipeline import Reading

__all__ = ["context", "explain_code", "explain_row", "fields_of"]

_ROW_ID = re.compile(r"[0-9a-f]{6,16}")
_AROUND = 300
_WALL = 200


def explain_code(code: str) -> None:
    """Print what a code means; for what looks like a row's id, say what else is needed."""
    from tracktwo.coding import codebook

    try:
        print(codebook.explain(code))
    except UnknownChoice as error:
        if _ROW_ID.fullmatch(code) and any(c.isdigit() for c in code):
            raise UnknownChoice(
                f"{code} looks like the id of a row",
                remedy=f"name the reports that it was made from: tracktwo explain {code} REPORT...",
            ) from error
        if error.remedy is not None and len(error.remedy) > _WALL:
            near = error.remedy.partition("Choices: ")[0]
            raise UnknownChoice(
                error.what,
                remedy=near
                or "name an event type (ASSAULT), a mode (drone), a modality (possible), an "
                "issue (territory) or another code of docs/reference/codebook.md",
            ) from error
        raise


def explain_row(row_id: str, reading: Reading) -> None:
    """Print which rule made a row and what the rule does, the words in context, and all fields."""
    from rich.console import Console
    from rich.text import Text

    if not re.fullmatch(r"[0-9a-f]{1,16}", row_id):
        raise UnknownChoice(
            f'"{row_id}" is not the id of a row',
            why="ids are made of the digits 0 to 9 and the letters a to f",
            remedy="see the ids in tracktwo read REPORT...; to explain a code, name no report",
        )
    row = reading.ledger.with_relations(names=reading.names).row(row_id)
    terminal = sys.stdout.isatty()
    plain = io.StringIO()
    console = (
        Console(highlight=False)
        if terminal
        else Console(file=plain, width=10_000, highlight=False, color_system=None)
    )
    console.print(Text(f"{kind_of(row)} {row.id}", style="bold"))
    console.print(Text(f"rule: {row.rule}"))
    gloss = _gloss(row.rule)
    if gloss:
        console.print(Text(f"      {gloss}"))
    texts = {d.sha256: d for d in reading.documents}
    console.print()
    for document, cited in _by_document(row):
        console.print(Text(texts[document].name, style="dim"))
        for passage in context(texts[document], cited, marks=not terminal):
            console.print(passage)
        console.print()
    for path, value in fields_of(row):
        console.print(Text(f"{path}: {value}"))
    # not by the console itself, which leaves with a code of its own when a pipe is closed
    sys.stdout.write(plain.getvalue())


def context(document: Document, cited: list[Citation], *, marks: bool = True) -> Iterator[Text]:
    """The passages around cited words, the words marked.

    Args:
        document: where they stand.
        cited: the words, all from this document.
        marks: whether to set ``>>`` and ``<<`` around them, for where there is no colour.
    """
    from rich.text import Text

    groups: list[list[Citation]] = []
    for citation in sorted(cited, key=lambda c: (c.start, c.end)):
        if groups and citation.start - max(c.end for c in groups[-1]) < _AROUND:
            groups[-1].append(citation)
        else:
            groups.append([citation])
    for group in groups:
        spans = _union(group)
        start, end = _passage(document.text, spans[0][0], spans[-1][1])
        passage = Text("... " if start > 0 and document.text[start - 1] != "\n" else "")
        at = start
        for left, right in spans:
            passage.append(document.text[at:left])
            inner = document.text[left:right]
            passage.append(f">>{inner}<<" if marks else inner, style="bold reverse")
            at = right
        passage.append(document.text[at:end])
        yield passage


def fields_of(row: Row) -> Iterator[tuple[str, str]]:
    """Every field of a row that has a value, nested ones by path, citations by place and words."""
    for name in type(row).model_fields:
        if name not in ("id", "rule"):
            yield from _fields(name, getattr(row, name))


def _fields(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if value is None or value == []:
        return
    if isinstance(value, Citation):
        yield path, f"{value.start}-{value.end} {value.text!r}"
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _fields(f"{path}.{name}", getattr(value, name))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from _fields(f"{path}[{i}]", item)
    else:
        yield path, str(value).lower() if isinstance(value, bool) else str(value)


def _gloss(rule: str) -> str | None:
    from tracktwo import coding
    from tracktwo.ledger import ties

    if rule == ties.RULE:
        return "counts the acts of one body towards another; see docs/reference/rows.md"
    try:
        return str(coding.explain_rule(rule))
    except UnknownChoice:
        return None


def _by_document(row: Row) -> list[tuple[str, list[Citation]]]:
    found: dict[str, list[Citation]] = {}
    for citation in row.citations:
        found.setdefault(citation.document, []).append(citation)
    return list(found.items())


def _union(cited: list[Citation]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for citation in cited:
        if spans and citation.start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], citation.end))
        else:
            spans.append((citation.start, citation.end))
    return spans


def _passage(text: str, start: int, end: int) -> tuple[int, int]:
    """The paragraph around a span, or as much of it as is near, cut between words."""
    left = max(text.rfind("\n", 0, start) + 1, 0)
    if start - left > _AROUND:
        left = text.find(" ", start - _AROUND, start) + 1 or start
    right = text.find("\n", end)
    right = len(text) if right < 0 else right
    if right - end > _AROUND:
        cut = text.rfind(" ", end, end + _AROUND)
        right = cut if cut > 0 else end
    return left, right
