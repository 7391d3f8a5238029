"""PDF: the text layer, with broken lines joined and running heads taken away."""

from __future__ import annotations

import io
import re
from collections import Counter
from datetime import date
from typing import Any
from unicodedata import normalize

from tracktwo.errors import Encrypted, NoTextLayer, TracktwoError, UnreadableFile
from tracktwo.intake.clean import clean
from tracktwo.intake.dates import parse_date
from tracktwo.intake.metadata import Metadata
from tracktwo.intake.pdf_lines import SOFT_HYPHEN, join_lines, without_running_heads
from tracktwo.intake.quiet import quiet

__all__ = ["read_pdf"]

_JUNK_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint)|untitled|document\d*|presentation\d*|title|print|layout)\b|"
    r".*\.\w{2,5}$",
    re.IGNORECASE,
)
_FEWEST_LETTERS = 20
_ARABIC_FORMS = re.compile("[\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdf1\ufe70-\ufefc]")


def read_pdf(data: bytes, *, where: str) -> tuple[str, Metadata]:
    """The text of a PDF and what its information dictionary says.

    Raises:
        Encrypted: it opens only with a password.
        NoTextLayer: its pages are pictures.
        UnreadableFile: it is damaged.
    """
    try:
        with quiet("pypdf"):
            reader = _open(data, where)
            pages, unread = _page_lines(reader)
            metadata = _metadata(reader)
    except TracktwoError:
        raise
    except Exception as error:  # pypdf raises many kinds on damaged files
        raise UnreadableFile(
            "is a damaged PDF",
            where=where,
            why=str(error) or type(error).__name__,
            remedy="open it in a viewer and print it to a new PDF",
        ) from error
    if unread == len(pages) > 0:
        raise UnreadableFile(
            "is a damaged PDF", where=where, why="none of its pages can be read",
            remedy="open it in a viewer and print it to a new PDF",
        )  # fmt: skip
    count = f"{len(pages)} page" + ("s are" if len(pages) != 1 else " is")
    letters = Counter(char.isalpha() for lines in pages for line in lines for char in line)[True]
    if letters < min(_FEWEST_LETTERS, 1 + len(pages)):
        raise NoTextLayer(
            "holds no text",
            where=where,
            why=f"its {count} pictures or empty, as in a scan",
            remedy="run text recognition (OCR) on it first, for instance with ocrmypdf",
        )
    text = join_lines(without_running_heads(pages))
    if unread:
        note = f"{unread} of {len(pages)} pages could not be read"
        metadata = metadata.or_else(Metadata(warnings=(note,)))
    return text, metadata


def _open(data: bytes, where: str) -> Any:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        try:
            opened = bool(reader.decrypt(""))
        except (DependencyError, NotImplementedError):
            opened = False
        if not opened:
            raise Encrypted(
                "is an encrypted PDF",
                where=where,
                remedy="save a copy without a password and read that",
            )
    return reader


def _page_lines(reader: Any) -> tuple[list[list[str]], int]:
    """The clean lines of each page, and the number of pages that could not be read."""
    pages: list[list[str]] = []
    unread = 0
    for page in reader.pages:
        try:
            text = page.extract_text()
        except Exception:  # one damaged page must not cost the others
            text = ""
            unread += 1
        pages.append(_clean_keeping_hyphens(text).split("\n"))
    return pages, unread


def _clean_keeping_hyphens(text: str) -> str:
    """Clean a page; a soft hyphen at the end of a line is kept as a mark for joining.

    A PDF gives the glyphs that were printed, so Arabic comes as initial, medial and final forms;
    these are made the letters that they show.
    """
    text = _ARABIC_FORMS.sub(lambda match: normalize("NFKC", match[0]), text)
    return clean(re.sub("\u00ad[ ]*\r?\n", f"{SOFT_HYPHEN}\n", text))


def _metadata(reader: Any) -> Metadata:
    information = reader.metadata
    if information is None:
        return Metadata()
    title = _string(information.get("/Title"))
    return Metadata(
        title=title if title and " " in title and not _JUNK_TITLE.match(title) else None,
        published=_creation_day(_string(information.get("/CreationDate"))),
        author=_string(information.get("/Author")),
    )


def _string(value: object) -> str | None:
    if value is None:
        return None
    return clean(" ".join(str(value).split())) or None


def _creation_day(value: str | None) -> date | None:
    return parse_date(value) if value else None
