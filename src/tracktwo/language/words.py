"""What the encoder sees of a word besides its letters."""

from __future__ import annotations

__all__ = ["N_SHAPES", "word_shape"]

N_SHAPES = 8


def word_shape(word: str) -> int:
    """Class of a word's letters; the encoder's vocabulary is lower-case, so case comes in here.

    Returns:
        1 lower case, 2 capitalised, 3 all capitals, 4 with a digit, 5 one capital letter,
        6 no letter or digit, 7 mixed. 0 is for the marks that the encoder adds itself.
    """
    if not any(c.isalnum() for c in word):
        return 6
    if any(c.isdigit() for c in word):
        return 4
    letters = [c for c in word if c.isalpha()]
    up = sum(c.isupper() for c in letters)
    if up == 0:
        return 1
    if len(letters) == 1:
        return 5
    if up == len(letters):
        return 3
    if up == 1 and letters[0].isupper():
        return 2
    return 7
