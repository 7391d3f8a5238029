"""Where bytes come from: files, folders and standard input, in a fixed order, one at a time."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, TextIO

from tracktwo.errors import EmptyDocument, MissingFile, TracktwoError, UnreadableFile, did_you_mean

__all__ = ["Found", "files_of", "open_found", "standard_input"]

_DEBRIS = {"__MACOSX", "Thumbs.db", "desktop.ini"}
_MOST_NEIGHBOURS = 10_000


@dataclass(frozen=True, slots=True)
class Found:
    """A file that was found, or what kept it from being found.

    Attributes:
        name: the name to show: the file's own, or its path below the folder that the user named.
        where: the path as the user would type it.
        path: the file; None with an error.
        error: what is wrong; None with a file.
    """

    name: str
    where: str
    path: Path | None = None
    error: TracktwoError | None = None


def files_of(source: str | Path) -> Iterator[Found]:
    """The files that a path names: itself, or all files below it, sorted, hidden ones left out.

    Links to folders are not followed, so that no folder is read twice or without end.
    """
    path = Path(source)
    where = str(source)
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        yield Found(path.name or where, where, error=_missing(path, where))
    except (OSError, ValueError) as error:
        yield Found(path.name or where, where, error=_unreadable(error, where))
    else:
        if not stat.S_ISDIR(mode):
            yield Found(path.name, where, path)
            return
        empty = True
        for found in _below(path, ""):
            empty = False
            yield found
        if empty:
            none = EmptyDocument("holds no files", where=where, why="hidden files are left out")
            yield Found(path.name or where, where, error=none)


def _below(folder: Path, prefix: str) -> Iterator[Found]:
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        name = prefix.rstrip("/") or folder.name
        yield Found(name, str(folder), error=_unreadable(error, str(folder)))
        return
    for entry in listed:
        if entry.name.startswith(".") or entry.name in _DEBRIS:
            continue
        name, where = prefix + _showable(entry.name), _showable(entry.path)
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from _below(Path(entry.path), f"{name}/")
            elif entry.is_dir():  # a link to a folder
                continue
            elif stat.S_ISREG(entry.stat().st_mode):
                yield Found(name, where, Path(entry.path))
            else:
                odd = UnreadableFile(
                    "is not a regular file", where=where, why="a pipe, socket or device"
                )
                yield Found(name, where, error=odd)
        except OSError as error:
            yield Found(name, where, error=_unreadable(error, where))


def open_found(path: Path, where: str) -> IO[bytes]:
    """Open a file for reading bytes, or raise UnreadableFile."""
    try:
        return path.open("rb")
    except OSError as error:
        raise _unreadable(error, where) from error


def standard_input(stdin: TextIO | BinaryIO | None) -> BinaryIO | TextIO:
    """The stream of bytes behind standard input, or the stream of characters if there is none."""
    stream = sys.stdin if stdin is None else stdin
    buffer: BinaryIO | TextIO = getattr(stream, "buffer", stream)
    return buffer


def _showable(name: str) -> str:
    """A file name without the surrogates that stand for bytes that are no UTF-8."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _unreadable(error: OSError | ValueError, where: str) -> UnreadableFile:
    why = (error.strerror or type(error).__name__) if isinstance(error, OSError) else str(error)
    remedy = "check who may read it" if isinstance(error, PermissionError) else None
    return UnreadableFile("cannot be read", where=where, why=why, remedy=remedy)


def _missing(path: Path, where: str) -> TracktwoError:
    if where.startswith(("http://", "https://", "ftp://")):
        return MissingFile(
            "is a web address",
            where=where,
            why="nothing is fetched",
            remedy="save the page and give the file",
        )
    if path.is_symlink():
        return MissingFile("is a link to a file that does not exist", where=where)
    parent = path.parent
    if not parent.is_dir():
        return MissingFile("does not exist", where=where, why=f"there is no folder {parent}")
    try:
        with os.scandir(parent) as entries:
            names = sorted(
                entry.name for _, entry in zip(range(_MOST_NEIGHBOURS), entries, strict=False)
            )
    except OSError:
        names = []
    near = did_you_mean(path.name, names)
    return MissingFile(
        "does not exist",
        where=where,
        remedy=f'did you mean "{_showable(str(parent / near))}"?' if near else "check the path",
    )
