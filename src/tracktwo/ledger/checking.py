"""Every citation is what its document says, or the ledger says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from tracktwo.errors import CitationError
from tracktwo.schema import Citation

__all__ = ["check_row", "citations_in"]


def citations_in(value: object, path: str = "") -> Iterator[tuple[str, Citation]]:
    """Every citation anywhere in a row, with the path to it (``actors[0].mention``)."""
    if isinstance(value, Citation):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from citations_in(getattr(value, name), f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from citations_in(item, f"{path}[{i}]")


def check_row(
    row: BaseModel, label: str, texts: Mapping[str, str], names: Mapping[str, str]
) -> None:
    """Raise :class:`~tracktwo.errors.CitationError` unless all citations of a row hold.

    Args:
        row: the row.
        label: how to call it in an error, such as ``event 0f3a``.
        texts: kept texts by document hash.
        names: names of documents by hash, to show.
    """
    for path, citation in citations_in(row):
        where = f"{names.get(citation.document, citation.document[:12])}, {label}, {path}"
        text = texts.get(citation.document)
        if text is None:
            raise CitationError(
                f"the document {citation.document[:12]} that is cited is not here",
                where=where,
                remedy="give the reports that the rows were made from",
            )
        found = text[citation.start : citation.end]
        if citation.end > len(text) or citation.end <= citation.start or found != citation.text:
            raise CitationError(
                f"characters {citation.start} to {citation.end} are not {_short(citation.text)}",
                where=where,
                why=f"there stands {_short(found)}",
                remedy="the report has changed since, or the row was edited",
            )


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:57] + "...")
