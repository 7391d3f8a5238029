"""Markdown: the words without the markup."""

from __future__ import annotations

import html
import re

__all__ = ["strip_markdown"]

_FENCE = re.compile(r"[ \t]{0,3}(```+|~~~+)")
_RULE = re.compile(r"[ \t]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ATX = re.compile(r"[ \t]{0,3}#{1,6}(?:[ \t]+|$)(?P<text>.*?)(?:[ \t]+#+)?[ \t]*$")
_SETEXT = re.compile(r"[ \t]{0,3}(?:=+|-{2,})[ \t]*$")
_QUOTE = re.compile(r"[ \t]{0,3}>[ \t]?")
_BULLET = re.compile(r"[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?")
_NUMBER = re.compile(r"[ \t]*\d{1,3}[.)][ \t]+")
_DEFINITION = re.compile(r"[ \t]{0,3}\[[^\]]+\]:[ \t]*<?\S+>?(?:[ \t]+[\"'(].*[\"')])?[ \t]*$")
_FOOTNOTE = re.compile(r"[ \t]{0,3}\[\^[^\]]+\]:[ \t]*")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_TABLE_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*$")
_HARD_BREAK = re.compile(r"(?: {2,}|\\)$")

_IMAGE = re.compile(r"!\[[^\]]*\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])")
_LINK = re.compile(r"\[(?P<text>[^\[\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])")
_NOTE_MARK = re.compile(r"\[\^[^\]]+\]")
_AUTOLINK = re.compile(r"<(?P<text>(?:https?://|mailto:)[^\s<>]+|[\w.+-]+@[\w.-]+)>")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s+[^<>]*)?/?>")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_CODE = re.compile(r"(?P<ticks>`+)(?P<text>[^`]+?)(?P=ticks)(?!`)")
_STRONG = re.compile(r"(?<![\\*\w])(\*{1,3})(?=[^\s*])(?P<text>[^*]*[^\s*\\])\1(?![*\w])")
_STRONG_INSIDE = re.compile(r"(?<!\\)(\*{1,3})(?=[^\s*])(?P<text>[^*\n]*[^\s*\\])\1")
_UNDERSCORED = re.compile(r"(?<![\w\\])(_{1,3})(?=[^\s_])(?P<text>[^_]*[^\s_\\])\1(?!\w)")
_STRUCK = re.compile(r"~~(?P<text>[^~]+)~~")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def strip_markdown(text: str) -> str:
    """The words of a Markdown text: paragraphs parted by blank lines, one line each.

    Headings, list items, table rows and hard breaks keep lines of their own; bullets become ``- ``
    and numbers stay. Links keep their words, images go. Struck text goes too, for its author took
    it back.
    """
    text = _without_comments(text.replace(_TAKEN, ""))
    blocks = (_inline(block) for block in _blocks(text.split("\n")))
    return "\n\n".join(block for block in blocks if block.strip())


def _without_comments(text: str) -> str:
    kept: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[position:start])
        position = end + len("-->")
    return "".join(kept) + text[position:]


def _blocks(lines: list[str]) -> list[str]:
    """Paragraphs, headings and lists; lines within one are joined as Markdown joins them."""
    blocks: list[str] = []
    current: list[str] = []
    fence: str | None = None

    def close() -> None:
        if current:
            blocks.append(_join(current))
            current.clear()

    for raw in lines:
        opened = _FENCE.match(raw)
        if opened and (fence is None or opened[1].startswith(fence)):
            close()
            fence = opened[1] if fence is None else None
            continue
        if fence is not None:
            current.append(_TAKEN + raw)
            continue
        line = raw
        while quote := _QUOTE.match(line):
            line = line[quote.end() :]
        heading = _ATX.match(line)
        if heading:
            close()
            blocks.append(heading["text"])
        elif (
            not line.strip() or _RULE.match(line) or (current and _is_underline(line, current[-1]))
        ):
            close()
        elif not _DEFINITION.match(line) or _FOOTNOTE.match(line):
            current.append(line)
    close()
    return blocks


_TAKEN = "\x00"  # marks a line of a code block, which is taken as it is


def _is_underline(line: str, above: str) -> bool:
    """Whether a line of ``===`` or ``---`` makes the line above it a heading."""
    return bool(_SETEXT.match(line)) and not _is_item(above)


def _is_item(line: str) -> bool:
    return bool(_BULLET.match(line) or _NUMBER.match(line))


def _join(lines: list[str]) -> str:
    joined: list[str] = []
    hard = True
    for line in lines:
        if line.startswith(_TAKEN):
            joined.append(line[1:])
            hard = True
            continue
        if _TABLE_RULE.match(line) and "|" in line:
            continue
        if _TABLE_ROW.match(line):
            cells = line.strip().strip("|").split("|")
            joined.append(" | ".join(cell.strip() for cell in cells))
            hard = True
            continue
        own_line = hard or _is_item(line)
        hard = bool(_HARD_BREAK.search(line))
        words = (
            _BULLET.sub("- ", _HARD_BREAK.sub("", line), count=1) if _BULLET.match(line) else line
        )
        words = _FOOTNOTE.sub("", _HARD_BREAK.sub("", words)).strip()
        if own_line or not joined:
            joined.append(words)
        else:
            joined[-1] = f"{joined[-1]} {words}"
    return "\n".join(joined)


def _inline(text: str) -> str:
    text = _IMAGE.sub("", text)
    for _ in range(2):  # a link may hold an image, and so brackets
        text = _LINK.sub(r"\g<text>", text)
    text = _NOTE_MARK.sub("", text)
    text = _AUTOLINK.sub(r"\g<text>", text)
    text = _TAG.sub("", _BREAK.sub("\n", text))
    text = _CODE.sub(r"\g<text>", text)
    text = _STRUCK.sub("", text)
    for pattern in (_STRONG, _STRONG_INSIDE, _UNDERSCORED, _STRONG, _UNDERSCORED):
        text = pattern.sub(r"\g<text>", text)
    return html.unescape(_ESCAPE.sub(r"\1", text))
