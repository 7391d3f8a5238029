"""A stream of bytes that can be looked into, and read line by line with a bound."""

from __future__ import annotations

from typing import Any

__all__ = ["ByteStream"]

_CHUNK = 1 << 16


class ByteStream:
    """Bytes of a file, a pipe or a stream of characters (which are given as UTF-8).

    Args:
        stream: anything with ``read``; ``read1`` is used if it is there, so that a pipe hands on
            its lines as they come.
    """

    def __init__(self, stream: Any) -> None:
        self._read_some = getattr(stream, "read1", stream.read)
        self._pending = bytearray()
        self._ended = False

    def peek(self, size: int) -> bytes:
        """The next bytes, up to a size, without taking them."""
        while len(self._pending) < size and self._fill():
            pass
        return bytes(self._pending[:size])

    def read(self, size: int) -> bytes:
        """Up to a number of bytes; none at the end."""
        if not self._pending:
            self._fill()
        return self._take(min(size, len(self._pending)))

    def readline(self, limit: int) -> bytes:
        """The next line with its line end, or its first bytes if it is longer than the limit."""
        searched = 0
        while True:
            end = self._pending.find(b"\n", searched, limit)
            if end >= 0:
                return self._take(end + 1)
            searched = len(self._pending)
            if searched >= limit:
                return self._take(limit)
            if not self._fill():
                return self._take(searched)

    def skip_line(self) -> None:
        """Pass over the rest of a line."""
        while (line := self.readline(_CHUNK)) and not line.endswith(b"\n"):
            pass

    def _fill(self) -> bool:
        if self._ended:
            return False
        chunk = self._read_some(_CHUNK)
        if isinstance(chunk, str):
            chunk = chunk.encode("utf-8", "replace")
        self._ended = not chunk
        self._pending += chunk
        return bool(chunk)

    def _take(self, size: int) -> bytes:
        taken = bytes(self._pending[:size])
        del self._pending[:size]
        return taken
