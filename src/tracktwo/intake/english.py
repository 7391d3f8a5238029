"""Whether a text is English, by its short words and its letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set
from dataclasses import dataclass
from typing import Literal

from tracktwo.intake.function_words import FUNCTION_WORDS, LANGUAGE_NAMES, SCRIPT_LETTERS, SCRIPTS

__all__ = ["Language", "detect_language"]

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
_FEWEST_WORDS = 10
# single letters tell little: they are initials and items of lists in every language
_TELLING = {
    code: words if code == "en" else frozenset(word for word in words if len(word) > 1)
    for code, words in FUNCTION_WORDS.items()
}
_SCRIPT_LANGUAGE = {
    "arabic": "ar", "armenian": "hy", "bengali": "bn", "burmese": "my", "cyrillic": "ru",
    "devanagari": "hi", "ethiopic": "am", "georgian": "ka", "greek": "el", "gurmukhi": "pa",
    "han": "zh", "hangul": "ko", "hebrew": "he", "kana": "ja", "khmer": "km", "sinhala": "si",
    "tamil": "ta", "thai": "th", "tibetan": "bo",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Language:
    """The language of a text, as far as it can be told.

    Attributes:
        code: ISO 639 code; ``und`` if it cannot be told.
        english: ``yes`` to read on, ``partly`` to read on with a warning, ``no`` to stop.
        other: code of the language of the parts that are not English, if there are such parts.
    """

    code: str
    english: Literal["yes", "partly", "no"]
    other: str | None = None

    @property
    def name(self) -> str:
        """The language's English name."""
        return LANGUAGE_NAMES.get(self.code, self.code)

    @property
    def other_name(self) -> str:
        """The English name of the language of the other parts."""
        return LANGUAGE_NAMES.get(self.other or "und", self.other or "")


def detect_language(text: str) -> Language:
    """Tell whether a text is English.

    Letters outside Latin script may make up a third of the text (quotations) before it counts as
    partly, and seven tenths before it counts as not English. Of Latin words, the share that are
    English function words is held against the same share for each other language.
    """
    sample = _sample(text)
    scripts = _scripts(sample)
    letters = sum(scripts.values())
    latin = scripts.get("latin", 0)
    foreign = _script_language(sample, scripts)
    if letters and latin < 0.3 * letters:
        return Language(foreign or "und", "no")
    words = [
        word.lower() for word in _WORD.findall(_without_addresses(sample)) if word[0] < "\u0250"
    ]
    verdict = _latin_language(words)
    if verdict.english == "yes" and foreign and latin < 0.66 * letters:
        return Language("en", "partly", foreign)
    return verdict


def _without_addresses(sample: str) -> str:
    return " ".join(
        token
        for token in sample.split()
        if "@" not in token and "://" not in token and "www." not in token
    )


def _sample(text: str) -> str:
    """The whole of a short text; the start, middle and end of a long one."""
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return " ".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))


def _scripts(sample: str) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for char, number in Counter(sample).items():
        if char.isalpha() and (script := _script(ord(char))):
            counts[script] += number
    return dict(counts)


def _script(point: int) -> str | None:
    return next((name for name, first, last in SCRIPTS if first <= point <= last), None)


def _script_language(sample: str, scripts: dict[str, int]) -> str | None:
    """The likeliest language of the letters outside Latin script."""
    others = sorted((-number, name) for name, number in scripts.items() if name != "latin")
    if not others:
        return None
    script = others[0][1]
    if script == "han" and scripts.get("kana", 0) * 10 > scripts["han"]:
        script = "kana"
    for code, telling in SCRIPT_LETTERS.get(script, ()):
        if sum(map(sample.count, telling)) * 200 > scripts[script]:
            return code
    return _SCRIPT_LANGUAGE.get(script)


def _latin_language(words: list[str]) -> Language:
    if not words:
        return Language("en", "yes")
    counts = Counter(words)
    shares = {
        code: sum(counts[word] for word in known) / len(words) for code, known in _TELLING.items()
    }
    english = shares.pop("en")
    other = min(shares, key=lambda code: (-shares[code], code))
    rival = shares[other]
    own = _TELLING[other] - FUNCTION_WORDS["en"]
    evidence = _different(counts, own)
    if len(words) < _FEWEST_WORDS:
        doubtful = english == 0 and evidence >= 2
        return Language(other, "partly", other) if doubtful else Language("en", "yes")
    if rival > 2 * english and rival >= 0.12 and evidence >= 3:
        return Language(other, "no")
    if rival > english and evidence >= 2:
        return Language(other, "partly", other)
    if english < 0.12 and len(words) >= 40:
        if english < 0.04 and _different(counts, FUNCTION_WORDS["en"]) <= 2:
            return Language("und", "no")
        return Language("en", "partly", "und")
    mixed = sum(counts[word] for word in own) >= 0.08 * len(words) and evidence >= 4
    return Language("en", "partly", other) if mixed else Language("en", "yes")


def _different(counts: Counter[str], known: Set[str]) -> int:
    """How many different words of a set occur."""
    return sum(word in counts for word in known)
