"""Read documents one at a time; whatever cannot be read is told and passed over."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from tracktwo.errors import (
    BrokenRecord,
    EmptyDocument,
    NotText,
    TooLarge,
    TracktwoError,
    UnreadableFile,
)
from tracktwo.intake.build import document_from_bytes, document_from_record, refuse_foreign
from tracktwo.intake.detect import detect_format
from tracktwo.intake.document import Document
from tracktwo.intake.encoding import decode
from tracktwo.intake.jsonl import parse_record, record_of
from tracktwo.intake.limits import Limits
from tracktwo.intake.sources import files_of, open_found, standard_input
from tracktwo.intake.stream import ByteStream

__all__ = ["Failure", "read_document", "read_documents"]

_HEAD = 4096
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read.

    Attributes:
        name: the name it would have had.
        error: what is wrong, where, why, and what to do.
    """

    name: str
    error: TracktwoError


def read_documents(
    sources: Iterable[str | Path] | str | Path,
    *,
    stdin: TextIO | BinaryIO | None = None,
    limits: Limits | None = None,
) -> Iterator[Document | Failure]:
    """Read reports in the order given, one at a time.

    Each source is a file (text, Markdown, HTML, PDF, e-mail, JSON Lines, JSON), a folder (all
    files below it, sorted, hidden ones left out) or ``-`` for standard input, whose format is told
    from its first bytes. Nothing is read before it is asked for, and nothing is kept once it is
    handed out.

    Args:
        sources: paths, or ``-``; a single one may stand alone.
        stdin: the stream to read for ``-``; ``sys.stdin`` if None.
        limits: the largest document to read.

    Yields:
        A Document, or a Failure for whatever could not be read; the rest goes on.
    """
    limits = limits or Limits()
    if isinstance(sources, (str, Path)):
        sources = [sources]
    for source in sources:
        if str(source) == "-":
            yield from _read_stream(standard_input(stdin), "<stdin>", "<stdin>", limits)
            continue
        for found in files_of(source):
            if found.path is None:
                yield Failure(
                    found.name, found.error or UnreadableFile("cannot be read", where=found.where)
                )
                continue
            yield from _read_file(found.path, found.name, found.where, limits)


def read_document(source: str | Path, *, limits: Limits | None = None) -> Document:
    """Read the one document that a source holds.

    Raises:
        TracktwoError: the first thing that kept it from being read.
        ValueError: the source holds several documents.
    """
    read = read_documents([source], limits=limits)
    first = next(read)
    if isinstance(first, Failure):
        raise first.error
    if next(read, None) is not None:
        raise ValueError(f"{source} holds several documents; use read_documents")
    return first


def _read_file(path: Path, name: str, where: str, limits: Limits) -> Iterator[Document | Failure]:
    try:
        stream = open_found(path, where)
    except TracktwoError as error:
        yield Failure(name, error)
        return
    with stream:
        yield from _read_stream(stream, name, where, limits)


def _read_stream(
    stream: Any, name: str, where: str, limits: Limits
) -> Iterator[Document | Failure]:
    """Read one file or standard input, whatever is in it."""
    source = ByteStream(stream)
    try:
        head = source.peek(_HEAD)
    except (OSError, UnicodeError) as error:
        yield Failure(name, UnreadableFile("cannot be read", where=where, why=str(error)))
        return
    form = detect_format(name, head)
    if form == "jsonl":
        yield from _read_lines(source, name, where, limits)
        return
    try:
        data = _read_whole(source, where, limits)
    except (TracktwoError, OSError, UnicodeError) as error:
        yield Failure(name, _named(error, where))
        return
    if form == "json":
        yield from _read_json(data, name, where, limits)
    else:
        yield _attempt(
            name, where, partial(document_from_bytes, data, form, name=name, where=where)
        )


def _attempt(name: str, where: str, build: Callable[[], Document]) -> Document | Failure:
    """One document, or the failure to read it; no input may stop the rest, whatever is wrong."""
    try:
        return build()
    except Exception as error:
        return Failure(name, _named(error, where))


def _named(error: Exception, where: str) -> TracktwoError:
    if isinstance(error, TracktwoError):
        return error
    if isinstance(error, OSError):
        return UnreadableFile("cannot be read", where=where, why=error.strerror or str(error))
    kind = type(error).__name__
    return UnreadableFile(
        "cannot be read", where=where, why=f"{kind}: {error}" if str(error) else kind
    )


def _read_whole(source: ByteStream, where: str, limits: Limits) -> bytes:
    most = limits.document_bytes
    parts: list[bytes] = []
    size = 0
    while size <= most and (part := source.read(min(_CHUNK, most + 1 - size))):
        parts.append(part)
        size += len(part)
    if size > most:
        raise _too_large(where, most)
    return b"".join(parts)


def _too_large(where: str, most: int) -> TooLarge:
    return TooLarge(
        f"is larger than {most / 1e6:g} MB",
        where=where,
        why="that is the limit on one document",
        remedy="split it into one file a report, or make it JSON Lines with one report a line",
    )


def _read_lines(
    source: ByteStream, name: str, where: str, limits: Limits
) -> Iterator[Document | Failure]:
    most = limits.document_bytes
    head = source.peek(_HEAD)
    try:
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise NotText(
                "is UTF-16", where=where, why="JSON Lines are UTF-8", remedy="save it as UTF-8"
            )
        refuse_foreign(head, name=name, where=where)
    except NotText as error:
        yield Failure(name, error)
        return
    number = 0
    seen = False
    try:
        while line := source.readline(most + 1):
            number += 1
            one_name, one_where = f"{name}#{number}", f"{where}, line {number}"
            if len(line) > most and not line.endswith(b"\n"):
                source.skip_line()
                seen = True
                yield Failure(one_name, _too_large(one_where, most))
                continue
            data = line.rstrip(b"\r\n")
            if number == 1:
                data = data.removeprefix(b"\xef\xbb\xbf")
            if data.strip():
                seen = True
                yield _attempt(one_name, one_where, partial(_from_line, data, one_name, one_where))
    except OSError as error:
        yield Failure(f"{name}#{number + 1}", _named(error, where))
        return
    if not seen:
        yield Failure(name, EmptyDocument("holds no records", where=where))


def _from_line(data: bytes, name: str, where: str) -> Document:
    decoded = decode(data, where=where)
    record = parse_record(decoded.text, where=where)
    return document_from_record(
        record, digest=_digest(data), name=name, where=where, warnings=decoded.warnings
    )


def _read_json(data: bytes, name: str, where: str, limits: Limits) -> Iterator[Document | Failure]:
    """A JSON file: one record, a list of records, or JSON Lines under another name."""
    try:
        refuse_foreign(data, name=name, where=where)
        if not data.strip():
            raise EmptyDocument(
                "is empty",
                where=where,
                why=f"{len(data)} bytes",
                remedy="save it again from where it came",
            )
        text = decode(data, where=where).text.lstrip("\ufeff")
    except TracktwoError as error:
        yield Failure(name, error)
        return
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            yield from _read_lines(ByteStream(io.BytesIO(data)), name, where, limits)
        else:
            yield Failure(
                name,
                BrokenRecord("is not JSON", where=f"{where}, line {error.lineno}", why=error.msg),
            )
        return
    except (RecursionError, ValueError) as error:
        yield Failure(
            name, BrokenRecord("is not JSON that can be read", where=where, why=str(error))
        )
        return
    digest = _digest(data)
    if not isinstance(value, list):
        yield _attempt(name, where, partial(_from_value, value, digest, name, where))
        return
    if not value:
        yield Failure(name, EmptyDocument("holds no records", where=where))
    for number, one in enumerate(value, 1):
        one_name, one_where = f"{name}#{number}", f"{where}, record {number}"
        yield _attempt(one_name, one_where, partial(_from_value, one, digest, one_name, one_where))


def _from_value(value: object, digest: str, name: str, where: str) -> Document:
    record = record_of(value, where=where)
    return document_from_record(record, digest=digest, name=name, where=where)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
