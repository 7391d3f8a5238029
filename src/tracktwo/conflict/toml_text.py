"""Where tables, keys and the parts of lists stand in a TOML text, so that edits keep all else.

A table's block begins with the comment lines right above its header and ends with its last line
that holds a key; comments after that, with a blank line before a header, belong to no block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Block", "Part", "blocks", "list_parts", "render_list", "set_key", "value_span"]

_TOKEN = re.compile(
    r'''"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*\''''
    r"""|\#[^\n]*|[\[\]{}]|\n|[ \t\r]+|[^\s\[\]{}"'\#]+""",
    re.DOTALL,
)
_HEADER = re.compile(r"\[\[?\s*([^\]\n]+?)\s*\]\]?")
_KEY = re.compile(r"""[ \t]*(?:([\w-]+)|"([^"\n]*)"|'([^'\n]*)')[ \t]*=[ \t]*""", re.ASCII)


@dataclass(frozen=True)
class Block:
    """A table in the text; the keys before the first table are a block without a name.

    Attributes:
        name: what stands in the header, such as ``preference.statement``.
        start: offset of its first comment line or header.
        body: offset of the line after the header.
        stop: offset after its last line that holds something but a comment.
    """

    name: str
    start: int
    body: int
    stop: int


@dataclass(frozen=True)
class Part:
    """A part of a list: its comment lines, its text, and the comment on its line."""

    above: tuple[str, ...]
    text: str
    beside: str = ""


def _tokens(text: str, at: int = 0) -> Iterator[re.Match[str]]:
    while match := _TOKEN.match(text, at):
        yield match
        at = match.end()


def blocks(text: str) -> list[Block]:
    """The tables of a TOML text, in order; the first is the unnamed one (perhaps empty)."""
    heads: list[tuple[str, int, int]] = [("", 0, 0)]
    stops = [0]
    depth, fresh, skip = 0, True, 0
    for token in _tokens(text):
        if token.start() < skip:
            continue
        mark = token[0]
        if mark == "[" and fresh and depth == 0:
            header = _HEADER.match(text, token.start())
            assert header is not None
            skip = header.end()
            line = text.rfind("\n", 0, token.start()) + 1
            body = _after_line(text, skip)
            heads.append((header[1], _with_comments(text, line, stops[-1]), body))
            stops.append(body)
            fresh = False
            continue
        depth += mark in ("[", "{")
        depth -= mark in ("]", "}")
        if mark == "\n":
            fresh = fresh or depth == 0
        elif not mark.isspace() and not mark.startswith("#"):
            fresh = False
            stops[-1] = max(stops[-1], _after_line(text, token.end()))
    return [
        Block(name, start, body, stop)
        for (name, start, body), stop in zip(heads, stops, strict=True)
    ]


def _after_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _with_comments(text: str, line: int, least: int) -> int:
    """The start of the comment lines that stand right above a line."""
    while line > least:
        above = text.rfind("\n", 0, line - 1) + 1
        if above < least or not text[above:line].lstrip().startswith("#"):
            break
        line = above
    return line


def value_span(text: str, block: Block, key: str) -> tuple[int, int, int] | None:
    """Where a key's line, its value and the end of the value stand; None if it is not there."""
    at = block.body
    while at < block.stop:
        match = _KEY.match(text, at)
        if match is None:
            at = _after_line(text, at)
            continue
        end = _value_end(text, match.end())
        if key in match.groups():
            return at, match.end(), end
        at = _after_line(text, end)
    return None


def _value_end(text: str, at: int) -> int:
    depth, end = 0, at
    for token in _tokens(text, at):
        mark = token[0]
        if depth == 0 and (mark == "\n" or mark.startswith("#")):
            break
        depth += mark in ("[", "{")
        depth -= mark in ("]", "}")
        if not mark.isspace():
            end = token.end()
    return end


def set_key(text: str, block: Block, key: str, value: str | None) -> str:
    """The text with a key of a block set, or taken out with None; its comment stays when set."""
    span = value_span(text, block, key)
    if value is None:
        return text if span is None else text[: span[0]] + text[_after_line(text, span[2]) :]
    if span is not None:
        return text[: span[1]] + value + text[span[2] :]
    before = text[: block.stop]
    if before and not before.endswith("\n"):
        before += "\n"
    return f"{before}{key} = {value}\n{text[block.stop :]}"


def list_parts(source: str) -> tuple[str, list[Part], tuple[str, ...]]:
    """The comment beside the opening bracket, the parts, and the comment lines after the last.

    Args:
        source: the list, from ``[`` to ``]``.
    """
    parts: list[Part] = []
    above: list[str] = []
    words: list[str] = []
    opening, first_line, depth = "", True, 0
    fresh = True  # no part has begun on this line yet

    def close() -> None:
        joined = "".join(words).strip()
        if joined:
            parts.append(Part(tuple(above), joined))
            above.clear()
        words.clear()

    for token in _tokens(source[1:-1]):
        mark = token[0]
        if depth == 0 and mark.startswith("#"):
            last_words = "".join(words).strip()
            if first_line and not parts and not last_words:
                opening = mark
            elif last_words or fresh or not parts:
                above.append(mark)
            else:
                last = parts[-1]
                parts[-1] = Part(last.above, last.text, mark)
        elif depth == 0 and mark == "\n":
            fresh, first_line = not "".join(words).strip(), False
        elif depth == 0 and _is_plain(mark) and "," in mark:
            first, *rest = mark.split(",")
            words.append(first)
            for word in rest:
                close()
                words.append(word)
            fresh = False
        else:
            depth += mark in ("[", "{")
            depth -= mark in ("]", "}")
            words.append(mark)
            if not mark.isspace():
                fresh = False
    tail = tuple(above) if not "".join(words).strip() else ()
    if not tail:
        close()
        if above and parts:
            parts[-1] = Part((*parts[-1].above, *above), parts[-1].text, parts[-1].beside)
    return opening, parts, tail


def _is_plain(mark: str) -> bool:
    return mark[0] not in "\"'#[]{}"


def render_list(
    parts: Sequence[Part], tail: Sequence[str], *, lines: bool, opening: str = ""
) -> str:
    """A list as text: on one line, or with a line for each part."""
    lines = lines or bool(opening)
    if not lines and not tail and not any(part.above or part.beside for part in parts):
        return "[" + ", ".join(part.text for part in parts) + "]"
    shown = []
    for part in parts:
        shown += [f"  {comment}\n" for comment in part.above]
        shown.append(f"  {part.text},{'  ' + part.beside if part.beside else ''}\n")
    head = f"[  {opening}\n" if opening else "[\n"
    return head + "".join(shown) + "".join(f"  {comment}\n" for comment in tail) + "]"
