"""One document: its kept text and what is known about where it comes from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date

__all__ = ["Document"]


@dataclass(frozen=True, slots=True)
class Document:
    """A report as it is read and cited.

    Attributes:
        text: the kept text; every offset in the ledger counts its characters (Unicode code points).
        name: where it came from, to show: a file name, ``feed.jsonl#3`` or ``<stdin>``.
        title: the title, where the source gives one.
        publisher: the publisher, where the source gives one.
        published: the day of publication, where the source gives one.
        author: who wrote or speaks the text, where the source gives one.
        language: ISO 639-1 code as detected; only ``en`` is read.
        source_sha256: hash of the bytes as they were received.
        warnings: what the user should know about how the text was got.
    """

    text: str
    name: str = "<text>"
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str = "en"
    source_sha256: str | None = None
    warnings: tuple[str, ...] = field(default=())
    author: str | None = None

    @property
    def sha256(self) -> str:
        """SHA-256 of the kept text, in hexadecimal; the document's id in every row."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
