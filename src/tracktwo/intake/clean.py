"""The characters of the kept text: what is made plain before any offset is counted.

Letters, marks and punctuation of every script stay as they are; nothing is composed, decomposed or
folded. Only what cannot be seen, is a space or line end of another kind, or is a printer's ligature
(as in texts copied from PDFs) is changed.
"""

from __future__ import annotations

import re
from itertools import pairwise

__all__ = ["clean", "unwrap"]

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x85\u2028]")
_PARAGRAPH_ENDS = re.compile("[\x0c\u2029]")
_SPACES = re.compile("[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u00ad\u2060\ufeff]")
# a zero-width space parts words in scripts of South-East Asia; elsewhere it is debris of a layout
_ZERO_WIDTH_SPACE = re.compile(
    "(?<![\u0e00-\u109f\u1780-\u17ff])\u200b|\u200b(?![\u0e00-\u109f\u1780-\u17ff])"
)
_DIRECTION_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_LIGATURES = str.maketrans(
    dict(
        zip(
            "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06",
            ["ff", "fi", "fl", "ffi", "ffl", "st", "st"],
            strict=True,
        )
    )
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_MANY_BLANKS = re.compile("\n{3,}")

_WIDEST_WRAP = 120
_NARROWEST_WRAP = 40
_FEWEST_BREAKS = 3
_SLACK = 3  # double spaces after sentences, which are gone by now, took room on the line


def clean(text: str) -> str:
    r"""Make the characters of a text plain, once; doing it twice changes nothing.

    - Every line end becomes ``\n``; a form feed or paragraph separator becomes a blank line.
    - Tabs and spaces of all kinds (no-break, thin, ideographic) become one space; spaces at the
      ends of lines and more than one blank line in a row go.
    - NUL and other control characters, byte order marks, word joiners, soft hyphens and stray
      zero-width spaces go. Joiners that spell words (Persian, Indic) stay.
    - Direction marks stay on lines that hold right-to-left letters and go from the others.
    - The ligatures of ff, fi, fl, ffi, ffl and st become their letters.
    - A lone surrogate becomes U+FFFD.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _PARAGRAPH_ENDS.sub("\n\n", text)
    text = _UNSEEN.sub("", text)
    text = _SURROGATES.sub("\ufffd", text)
    text = _ZERO_WIDTH_SPACE.sub("", text).translate(_LIGATURES)
    text = "\n".join(_clean_line(line) for line in text.split("\n"))
    return _MANY_BLANKS.sub("\n\n", text).strip("\n")


def _clean_line(line: str) -> str:
    if not line.isascii() and not _RIGHT_TO_LEFT.search(line):
        line = _DIRECTION_MARKS.sub("", line)
    return _SPACES.sub(" ", line).strip(" ")


def unwrap(text: str) -> str:
    """Join the lines of paragraphs that were broken to fit a width, as in mail and old wires.

    A line end is taken for such a break only if the first word of the next line would not have
    fitted on the line, at the width of the widest line of the text; so lists, verse and signatures
    keep their lines. A paragraph counts as wrapped if four fifths of its line ends are such breaks,
    and a text if its paragraphs have three of them and no line is wider than 120 characters.
    """
    width = max(map(len, text.split("\n")), default=0)
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return text
    blocks = [block.split("\n") for block in text.split("\n\n")]
    wrapped = [_is_wrapped(lines, width) for lines in blocks]
    if (
        sum(len(lines) - 1 for lines, so in zip(blocks, wrapped, strict=True) if so)
        < _FEWEST_BREAKS
    ):
        return text
    return "\n\n".join(
        (" " if so else "\n").join(lines) for lines, so in zip(blocks, wrapped, strict=True)
    )


def _is_wrapped(lines: list[str], width: int) -> bool:
    breaks = [_is_wrap(one, two, width) for one, two in pairwise(lines)]
    return sum(breaks) >= 0.8 * len(breaks)


def _is_wrap(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.split(" ", 1)[0]) > width - _SLACK
