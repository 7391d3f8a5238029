"""Written forms in pieces: what two spellings of one name have in common.

A form and a text are cut into the same pieces, so that ``al-Abadi`` and ``al Abadi``, ``U.S.`` and
``U.S``, ``Da'esh`` with either apostrophe, and letters with or without marks meet, whatever
tokenizer made the tokens. Case is kept: it tells ``US`` from ``us``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

__all__ = ["accepts", "fold", "form_pieces", "token_pieces"]

_WORDS = re.compile(r"\w+")
_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae"}
    | {"Æ": "Ae", "œ": "oe", "Œ": "Oe", "ð": "d", "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A"}
)


def fold(text: str) -> str:
    """Take marks off letters; leave their case and everything else."""
    if text.isascii():
        return text
    bare = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


@lru_cache(maxsize=65536)
def token_pieces(token: str) -> tuple[str, ...]:
    """The pieces of one token: its runs of letters and digits, or the token itself."""
    if token.isalnum() and token.isascii():
        return (token,)
    folded = fold(token)
    if "'" in folded or "’" in folded or "ʼ" in folded or "‘" in folded:
        folded = re.sub(r"(?<=\w)['’ʼ‘](?=\w{2})", "", folded)
    return tuple(_WORDS.findall(folded)) or (token,)


def form_pieces(form: str) -> tuple[str, ...]:
    """The pieces of a written form; a leading article is not part of it."""
    words = form.replace("-", " ").split()
    if form.isascii() and all(map(str.isalnum, words)):
        pieces = tuple(words)
    else:
        pieces = tuple(piece for word in words for piece in _split(word))
    if len(pieces) > 1 and pieces[0] in ("the", "The"):
        return pieces[1:]
    return pieces


def _split(token: str) -> tuple[str, ...]:
    for mark in ("'s", "’s"):
        if token.endswith(mark):
            return (*token_pieces(token[: -len(mark)]), "s")
    return token_pieces(token)


def accepts(form: Sequence[str], text: Sequence[str]) -> bool:
    """Whether pieces of text, equal to a form but for case, may be that form.

    A piece of several capitals (``US``, ``WHO``) is only itself; four letters or more may be
    written as a name (``Nato``). A capitalised piece may stand in full capitals, but not small. A
    small piece may be written in any way.
    """
    for want, have in zip(form, text, strict=True):
        if want == have:
            continue
        if want.isupper():
            if len(want) < 4 or not have.istitle():
                return False
        elif want[0].isupper():
            if not have[0].isupper():
                return False
            if not (have.isupper() or have[1:] == want[1:]) and want.istitle():
                return False
    return True
