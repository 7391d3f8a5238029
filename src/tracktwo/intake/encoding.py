"""From bytes to characters: UTF-8 first, then what the bytes themselves say, then Windows-1252."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from tracktwo.errors import NotText

__all__ = ["Decoded", "decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_RUN = re.compile(rb"[\xc0-\xff]{4,}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_UNDEFINED_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_REMEDY = "save it as UTF-8 text and read it again"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters and what had to be assumed to get them.

    Attributes:
        text: the characters.
        encoding: the encoding that was used.
        warnings: what the user should know about it.
    """

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, *, where: str, declared: str | None = None) -> Decoded:
    """Decode bytes, or say why they are no text.

    Tried in this order: a byte order mark; UTF-8; the encoding that the document declares for
    itself (web pages do); UTF-8 with a few damaged places; Windows-1252, if little of the text lies
    outside ASCII. Whatever is not UTF-8 or marked gives a warning that says what was assumed.

    Args:
        data: the bytes as received.
        where: the file to name in an error.
        declared: encoding that the document names for itself.

    Raises:
        NotText: the bytes are binary, or in an encoding that cannot be told.
    """
    decoded = _decode(data, where=where, declared=declared)
    controls = len(_CONTROL.findall(decoded.text))
    if controls * 100 > len(decoded.text):
        raise _no_text(data, where)
    if controls:
        note = f"{controls} control character{'s' if controls > 1 else ''} removed"
        return Decoded(decoded.text, decoded.encoding, (*decoded.warnings, note))
    return decoded


def _decode(data: bytes, *, where: str, declared: str | None) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding, where)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if declared and (decoded := _decode_declared(data, declared)):
        return decoded
    multibyte = len(_MULTIBYTE.findall(data))
    damaged = data.decode("utf-8", "replace")
    broken = damaged.count("\ufffd")
    if multibyte >= 2 * broken:
        return Decoded(
            damaged, "utf-8", (f"damaged UTF-8: {broken} unreadable places shown as \ufffd",)
        )
    if _plausible_1252(data):
        note = "not UTF-8; read as Windows-1252, so check accented letters and quotation marks"
        return Decoded(data.decode("cp1252"), "cp1252", (note,))
    raise _no_text(data, where)


def _decode_marked(data: bytes, encoding: str, where: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        broken = text.count("\ufffd")
        if broken * 50 > len(text):
            raise NotText(
                f"is marked as {encoding} and is not",
                where=where,
                why=str(error.reason),
                remedy=_REMEDY,
            ) from None
        note = f"damaged {encoding}: {broken} unreadable places shown as \ufffd"
        return Decoded(text, encoding, (note,))


def _decode_declared(data: bytes, declared: str) -> Decoded | None:
    try:
        encoding = codecs.lookup(declared).name
        if encoding in {"iso8859-1", "ascii"}:  # as the WHATWG standard has it for web pages
            encoding = "cp1252"
        if encoding == "utf-8":
            return None
        text = data.decode(encoding)
    except (LookupError, UnicodeError, ValueError):
        return None
    return Decoded(text, encoding, (f"read as {encoding}, as the document declares",))


def _plausible_1252(data: bytes) -> bool:
    high = len(_HIGH.findall(data))
    return high * 8 <= len(data) and not _UNDEFINED_1252.search(data) and not _HIGH_RUN.search(data)


def _no_text(data: bytes, where: str) -> NotText:
    nuls = data.count(0)
    if nuls * 10 > len(data) * 3:
        return NotText(
            "looks like UTF-16 without a byte order mark, or like binary data",
            where=where,
            remedy=_REMEDY,
        )
    if nuls or len(_CONTROL.findall(data[:65536].decode("latin-1"))) * 100 > len(data[:65536]):
        return NotText(
            "is binary data, not text", where=where, remedy="export it as text, HTML or PDF"
        )
    return NotText(
        "is in an encoding that cannot be told",
        where=where,
        why="it is not UTF-8, not UTF-16 with a byte order mark, not Windows-1252",
        remedy=_REMEDY,
    )
