"""What the encoder sees of a word besides its letters, and how a lemma is made from a form."""

from __future__ import annotations

__all__ = ["N_SHAPES", "apply_script", "edit_script", "word_shape"]

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


def edit_script(form: str, lemma: str) -> str:
    """How to get from a form to its lemma.

    Returns:
        ``L`` (lower-case the form) or ``K`` (keep its case), the number of letters to cut from the
        end, ``+`` and the letters to add; or ``=`` and the whole lemma where they share no start.
    """
    case = "L" if lemma == lemma.lower() else "K"
    base = form.lower() if case == "L" else form
    common = 0
    while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
        common += 1
    if common == 0 and lemma:
        return f"={lemma}"
    return f"{case}{len(base) - common}+{lemma[common:]}"


def apply_script(form: str, script: str) -> str:
    """The lemma that an edit script makes of a form; the form itself where nothing would be left."""
    if script.startswith("="):
        return script[1:]
    cut, _, add = script[1:].partition("+")
    base = form.lower() if script[0] == "L" else form
    n = int(cut)
    return ((base[: len(base) - n] if n else base) + add) or base
