"""The file that a conflict stands in, ``conflict.toml``: reading it.

The format is described in ``docs/reference/conflict-file.md``.
"""

from __future__ import annotations

from pathlib import Path

from tracktwo.conflict.build import build
from tracktwo.conflict.file_errors import checked, read_toml
from tracktwo.conflict.file_model import conflict_schema
from tracktwo.conflict.model import Conflict
from tracktwo.errors import ConflictError, MissingFile

__all__ = ["conflict_schema", "parse_conflict", "read_conflict"]


def read_conflict(path: str | Path) -> Conflict:
    """Read a ``conflict.toml``.

    Raises:
        MissingFile: if there is no such file.
        ConflictError: if it cannot be used; the message names file, key path and remedy.
    """
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise MissingFile(
            "there is no such file",
            where=str(path),
            remedy="check the path, or begin a conflict with `tracktwo new`",
        ) from error
    except OSError as error:
        raise ConflictError(
            "the file cannot be opened",
            where=str(path),
            why=error.strerror,
            remedy="check the path and its permissions",
        ) from error
    except UnicodeDecodeError as error:
        raise ConflictError(
            "the file is not UTF-8",
            where=f"{path}, byte {error.start}",
            remedy="save it as UTF-8",
        ) from error
    return parse_conflict(text, where=str(path))


def parse_conflict(text: str, *, where: str = "conflict.toml") -> Conflict:
    """Read a conflict from the text of a ``conflict.toml``.

    Args:
        text: TOML.
        where: the name of the file, for errors.

    Raises:
        ConflictError: if it cannot be used; the message names file, key path and remedy.
    """
    raw = read_toml(text, where)
    return build(checked(raw, where), raw, where)
