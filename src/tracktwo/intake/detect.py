"""What kind of file it is: by its first bytes, then by its name, then by a look inside."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath
from typing import Literal

__all__ = ["Format", "data_suffix", "detect_format", "foreign_kind"]

Format = Literal["plain", "markdown", "html", "pdf", "json", "jsonl", "mail"]

_SUFFIXES: dict[str, Format] = {
    ".eml": "mail",
    ".htm": "html",
    ".html": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".markdown": "markdown",
    ".md": "markdown",
    ".ndjson": "jsonl",
    ".shtml": "html",
    ".xht": "html",
    ".xhtml": "html",
}
_DATA_SUFFIXES = {
    ".css": "a style sheet",
    ".csv": "a table of comma-separated values",
    ".js": "a script",
    ".ini": "a settings file",
    ".py": "a program",
    ".toml": "a settings file (TOML)",
    ".tsv": "a table of tab-separated values",
    ".yaml": "a settings file (YAML)",
    ".yml": "a settings file (YAML)",
}
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"(\xb5/\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc, .xls, .ppt or .msg)"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"%!PS", "a PostScript file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"ARROW1", "an Arrow file"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
)
_ZIP_MEMBERS = (
    ("word/", "a Word document (.docx)"),
    ("xl/", "an Excel workbook (.xlsx)"),
    ("ppt/", "a PowerPoint presentation (.pptx)"),
)
_ZIP_MIMETYPES = (
    (b"application/epub+zip", "an EPUB book"),
    (b"application/vnd.oasis.opendocument.text", "an OpenDocument text (.odt)"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
)
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML_START = re.compile(r"\s*<(?:\?xml|!doctype|rss|feed|svg)\b", re.IGNORECASE)
_MAIL_FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:[ \t]")
_MAIL_ONLY = re.compile(
    rb"^(?:Received|Message-ID|MIME-Version|Return-Path|Delivered-To):", re.I | re.M
)


def foreign_kind(data: bytes) -> str | None:
    """What a file is that cannot be read ("a PNG image"), or None if nothing is known."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    if data.startswith(b"RIFF") and len(data) >= 12:
        kinds = {b"WEBP": "a WebP image", b"WAVE": "a WAV recording", b"AVI ": "an AVI video"}
        return kinds.get(data[8:12], "a RIFF media file")
    if data[4:8] == b"ftyp":
        return "an image or recording (MP4, HEIC or the like)"
    if data[257:262] == b"ustar":
        return "a tar archive"
    if data.startswith(b"BM") and data[6:10] == bytes(4):
        return "a BMP image"
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    head = data[:1024].decode("latin-1").lstrip("\xef\xbb\xbf")
    if _XML_START.match(head) and not _HTML_START.match(head) and "<html" not in head.lower():
        return "an XML file"
    return None


def data_suffix(name: str) -> str | None:
    """What a file is by a name that stands for data or code, not for a report, or None."""
    return _DATA_SUFFIXES.get(PurePath(name).suffix.lower())


def detect_format(name: str, head: bytes) -> Format:
    """The format in which a file is read.

    Args:
        name: the file's name; only its suffix counts.
        head: the first bytes, up to the first few thousand.
    """
    if b"%PDF-" in head[:1024]:
        return "pdf"
    suffix = PurePath(name).suffix.lower()
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    if _looks_like_mail(head):
        return "mail"
    text = head.decode("utf-8", "ignore").lstrip("\ufeff")
    if _HTML_START.match(text):
        return "html"
    if suffix == "" or suffix == ".log":
        start = text.lstrip()
        if re.match(r'\{\s*"', start):
            return "jsonl"
        if re.match(r'\[\s*\{\s*"', start):
            return "json"
    return "plain"


def _looks_like_mail(head: bytes) -> bool:
    """Whether bytes start with the headers of a message, by such as only messages have."""
    top = head.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    return bool(_MAIL_FIELD.match(top)) and _MAIL_ONLY.search(top) is not None


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        names = []
    for prefix, kind in _ZIP_MEMBERS:
        if any(name.startswith(prefix) for name in names) or prefix.encode() in data[:4096]:
            return kind
    for mimetype, kind in _ZIP_MIMETYPES:
        if mimetype in data[:200]:
            return kind
    return "a zip archive"
