"""From the bytes of one document to a ``Document``: decode, take the markup off, clean, look."""

from __future__ import annotations

import hashlib

from tracktwo.errors import EmptyDocument, NotEnglish, NotText
from tracktwo.intake.clean import clean, unwrap
from tracktwo.intake.detect import Format, data_suffix, foreign_kind
from tracktwo.intake.document import Document
from tracktwo.intake.encoding import decode
from tracktwo.intake.english import detect_language
from tracktwo.intake.front_matter import split_front_matter, split_header_lines
from tracktwo.intake.headline import find_metadata
from tracktwo.intake.jsonl import Record
from tracktwo.intake.markdown import strip_markdown
from tracktwo.intake.metadata import Metadata

__all__ = ["document_from_bytes", "document_from_record", "refuse_foreign"]


def document_from_bytes(data: bytes, form: Format, *, name: str, where: str) -> Document:
    """Read one document out of the bytes of one file.

    Args:
        data: the bytes as received.
        form: the format to read them in: plain, markdown, html, pdf or mail.
        name: the document's name.
        where: the file to name in an error.

    Raises:
        EmptyDocument, NotText, NotEnglish, UnreadableFile: as their names say.
    """
    if not data:
        raise EmptyDocument(
            "is empty", where=where, why="0 bytes", remedy="save it again from where it came"
        )
    digest = hashlib.sha256(data).hexdigest()
    if form == "pdf":
        from tracktwo.intake.pdf import read_pdf

        text, metadata = read_pdf(data, where=where)
        found = find_metadata(text)
        # the day on a page is the author's; the one in the file may be that of a conversion
        metadata = Metadata(published=found.published).or_else(metadata).or_else(found)
        return _finish(text, metadata, name=name, where=where, digest=digest)
    refuse_foreign(data, name=name, where=where)
    if form == "mail":
        return _from_mail(data, name=name, where=where, digest=digest)
    if form == "html":
        from tracktwo.intake.html import declared_encoding

        decoded = decode(data, where=where, declared=declared_encoding(data))
        text, metadata = _from_html(decoded.text, where=where)
    else:
        decoded = decode(data, where=where)
        text, metadata = _from_plain(decoded.text, markdown=form == "markdown")
    metadata = Metadata(warnings=decoded.warnings).or_else(metadata)
    return _finish(text, metadata, name=name, where=where, digest=digest)


def _from_mail(data: bytes, *, name: str, where: str, digest: str) -> Document:
    from tracktwo.intake.mail import read_mail

    body, is_html, header = read_mail(data, where=where)
    if is_html:
        text, inner = _from_html(body, where=where)
    else:
        text, inner = _from_plain(body, markdown=False)
    return _finish(text, header.or_else(inner), name=name, where=where, digest=digest)


def document_from_record(
    record: Record, *, digest: str, name: str, where: str, warnings: tuple[str, ...] = ()
) -> Document:
    """Read one document out of one JSON record.

    Args:
        record: the record.
        digest: SHA-256 of its bytes as received: of the line without its line end, or of the file.
        name: the document's name, such as ``feed.jsonl#3``.
        where: the file and line to name in an error.
        warnings: what had to be assumed to decode it.
    """
    if record.is_html:
        text, metadata = _from_html(record.text, where=where)
    else:
        text = unwrap(clean(record.text))
        metadata = find_metadata(text)
    return _finish(
        text,
        Metadata(warnings=warnings).or_else(record.metadata).or_else(metadata),
        name=name,
        where=where,
        digest=digest,
    )


def refuse_foreign(data: bytes, *, name: str, where: str) -> None:
    """Raise NotText if the bytes or the name show a kind of file that is no report."""
    kind = foreign_kind(data)
    if kind:
        remedy = (
            "unpack it and give the folder"
            if "archive" in kind
            else "export it as text, HTML or PDF"
        )
        raise NotText(f"is {kind}, not text", where=where, remedy=remedy)
    kind = data_suffix(name)
    if kind:
        remedy = 'give reports as text, HTML, PDF or JSON Lines with a field "text"'
        raise NotText(f"is {kind}, not a report", where=where, remedy=remedy)


def _from_plain(text: str, *, markdown: bool) -> tuple[str, Metadata]:
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    front, text = split_front_matter(text)
    if markdown:
        text = clean(strip_markdown(text))
        header = Metadata()
    else:
        header, text = split_header_lines(clean(text))
        text = unwrap(text)
    return text, front.or_else(header).or_else(find_metadata(text))


def _from_html(source: str, *, where: str) -> tuple[str, Metadata]:
    from tracktwo.intake.html import read_html

    text, metadata = read_html(source, where=where)
    return text, metadata.or_else(find_metadata(text))


def _finish(text: str, metadata: Metadata, *, name: str, where: str, digest: str) -> Document:
    """Check that there are words, and that they are English."""
    if not any(char.isalnum() for char in text):
        raise EmptyDocument(
            "holds no words", where=where, remedy="check that it is the file that you meant"
        )
    language = detect_language(text)
    if language.english == "no":
        what = f"is in {language.name}" if language.code != "und" else "does not read as English"
        raise NotEnglish(
            what, where=where, why="only English is read", remedy="give a translation into English"
        )
    warnings = metadata.warnings
    if language.english == "partly":
        rest = f"; other parts look like {language.other_name}" if language.other != "und" else ""
        warnings += (f"may be English only in part{rest}; only the English is read",)
    return Document(
        text=text,
        name=name,
        title=metadata.title,
        publisher=metadata.publisher,
        published=metadata.published,
        language=language.code,
        source_sha256=digest,
        warnings=warnings,
        author=metadata.author,
    )
