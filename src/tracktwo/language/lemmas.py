"""The lemma of an English word from its form and its tags, after the guidelines of UD English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tracktwo.language.irregular import (
    ALSO_BASE,
    COMPARED,
    DEMONYMS,
    FUNCTION,
    NOUNS,
    PLURAL_ONLY,
    VERBS,
    WITH_E,
)

__all__ = ["Lemmatiser"]

# known words that are no English words of their own ("cum laude")
_FOREIGN = frozenset(("laude",))
_VOWELS = "aeiou"
_DOUBLED = re.compile(r"([bdfgklmnprtvz])\1$")
_SYLLABLE = re.compile(r"[^aeiouy]*[aeiouy][^aeiouwxy]$|.*qu[aeio][^aeiouwxy]$")
# endings of stems that English does not leave without an -e
_WANTS_E = re.compile(
    r"(?:[cuv]|[bcdtv]r|[^rl]sl|[^n]g|[^z]z|[^s]s|[bcdfgkptz]l|[^eo]at|[iy]r|[^aeiou]ur|ib|(?<![ao])ud)$"
)


# endings of unknown stems that had an -e more often than not
_LIKES_E = re.compile(r"(?<![aeiou])(?:[aeiou][dkm]|[iou]l|[iu][np]|[iou]t)$")


class Lemmatiser:
    """Makes lemmas; remembers those it has made.

    Args:
        rank: place of each known word in a list from common to rare.
    """

    def __init__(self, rank: Mapping[str, int]) -> None:
        self.rank = {w: k for w, k in rank.items() if w not in _FOREIGN}
        self._made: dict[tuple[str, str, str], str] = {}

    def __call__(self, form: str, upos: str, xpos: str) -> str:
        """The lemma of a form.

        Args:
            form: the word as it stands in the text.
            upos: universal part of speech.
            xpos: Penn Treebank tag.
        """
        key = (form, upos, xpos)
        got = self._made.get(key)
        if got is None:
            if len(self._made) > 500_000:
                self._made.clear()
            got = self._made[key] = self._lemma(form, upos, xpos) or form
        return got

    def _lemma(self, form: str, upos: str, xpos: str) -> str:
        low = form.lower()
        whole = FUNCTION.get((upos, f"{xpos}:{low}")) or FUNCTION.get((upos, low))
        if whole:
            return whole
        if upos in ("PRON", "DET", "AUX", "PART", "ADP", "CCONJ", "SCONJ", "INTJ"):
            return low
        if upos in ("PUNCT", "SYM", "X"):
            return form
        if upos == "NUM":
            return re.sub(r"(?<=\d),(?=\d{3})", "", form if _is_roman(form) else low)
        if "-" in form.strip("-") and "://" not in form:
            return self._compound(form, upos, xpos)
        base = self._base(low, upos, xpos)
        return _with_case(base, form, upos, xpos)

    def _compound(self, form: str, upos: str, xpos: str) -> str:
        low = form.lower()
        if low in NOUNS and xpos in ("NNS", "NNPS"):
            return _with_case(NOUNS[low], form, upos, xpos)
        head, _, last = form.rpartition("-")
        base = self._base(last.lower(), upos, xpos) if last else ""
        front = head if _keeps_case(head, upos, xpos) else head.lower()
        if last[:1].isupper() and head.islower():  # pro-Beijing
            return f"{front}-{last[0]}{base[1:]}"
        return f"{front}-{_with_case(base, last, upos, xpos)}"

    def _base(self, low: str, upos: str, xpos: str) -> str:
        """The lemma in lower case."""
        if xpos in ("NNS", "NNPS"):
            return self._singular(low)
        if upos == "VERB" or xpos.startswith("VB"):
            return self._verb(low, xpos)
        if xpos in ("JJR", "JJS", "RBR", "RBS"):
            return self._positive(low, "ADV" if xpos[0] == "R" else "ADJ")
        return low

    def _best(self, candidates: Iterator[str], fallback: str) -> str:
        """The most common known word among the candidates; the fallback where none is known."""
        known = [c for c in candidates if c in self.rank]
        return min(known, key=lambda c: self.rank[c]) if known else fallback

    def _singular(self, low: str) -> str:
        if low in NOUNS:
            return NOUNS[low]
        if low in PLURAL_ONLY or re.fullmatch(r"'?\d+s", low):
            return low
        if low.endswith("men") and len(low) > 4:
            return low[:-3] + "man"
        if low.endswith(("'s", "’s")):
            return low[:-2]
        if not low.endswith("s") or low.endswith(("ss", "us")) or len(low) < 3:
            return low
        if low.endswith(("sis", "xis")):
            return low
        return self._without_s(low)

    def _without_s(self, low: str) -> str:
        """What a plural or a third person in -s is made from."""
        if low.endswith("ies") and len(low) > 4:
            return self._best(iter((low[:-3] + "y", low[:-1])), low[:-3] + "y")
        if low.endswith("ves") and low[:-3] + "f" in self.rank and low[:-1] not in self.rank:
            return low[:-3] + "f"
        if low.endswith(("ses", "zes", "ches", "shes", "xes", "oes")):
            short, long = low[:-2], low[:-1]
            if low.endswith(("sses", "shes", "xes", "tches", "zzes")):
                return short
            if low.endswith("ses") and (long in self.rank or low.endswith(("ouses", "auses"))):
                return long
            rule = short if low.endswith(("ches", "oes", "uses")) else long
            return self._best(iter((short, long)), rule)
        return low[:-1]

    def _verb(self, low: str, xpos: str) -> str:
        if xpos in ("VB", "VBP") and low in ALSO_BASE:
            return low
        if low in VERBS and not (xpos == "VBG" and not low.endswith(("ing", "gon"))):
            return VERBS[low]
        if xpos == "VBZ" or (xpos not in ("VBG", "VBN", "VBD", "VB", "VBP") and low[-2:] == "es"):
            return self._without_s(low) if low.endswith("s") and not low.endswith("ss") else low
        if low.endswith(("ing", "in'")) and xpos in ("VBG", "VBN", "VBD", "NN", "JJ", "NNP"):
            return self._stem(low[:-3])
        if low.endswith("ed") and len(low) > 3 and xpos in ("VBN", "VBD", "JJ", "NNP"):
            return low[:-3] + "y" if low.endswith("ied") and len(low) > 4 else self._stem(low[:-2])
        return low

    def _stem(self, stem: str) -> str:
        """The verb whose -ed or -ing form has a stem: an -e given back, a doubled letter taken."""
        if len(stem) < 2 or not any(c in "aeiouy" for c in stem):
            return stem + "e" if stem + "e" in self.rank else stem
        with_e = stem + "e"
        if stem in WITH_E or (stem[-1] in "ie" and with_e in self.rank and stem not in self.rank):
            return with_e
        if _DOUBLED.search(stem):
            single = stem[:-1]
            if stem[-1] in "lfz" or len(single) < 3:
                several = len(re.findall("[aeiou]+", single)) > 1 and stem[-1] == "l"
                return self._best(iter((stem, single)), single if several else stem)
            return single if single in self.rank or stem not in self.rank else stem
        if stem[-1] in "wxyo":
            return stem if stem in self.rank or with_e not in self.rank else with_e
        if _SYLLABLE.fullmatch(stem):  # hop would be hopping, so hoping is hope
            return with_e
        if _WANTS_E.search(stem):
            return with_e if with_e in self.rank or stem not in self.rank else stem
        return self._best(iter((stem, with_e)), with_e if _LIKES_E.search(stem) else stem)

    def _positive(self, low: str, upos: str) -> str:
        if low in COMPARED[upos]:
            return COMPARED[upos][low]
        for ending in ("er", "est"):
            if not low.endswith(ending) or len(low) < len(ending) + 2:
                continue
            stem = low[: -len(ending)]
            if stem.endswith("i"):
                return stem[:-1] + "y"
            options = [stem, stem + "e"]
            if _DOUBLED.search(stem):
                options.append(stem[:-1])
            return self._best(iter(options), stem[:-1] if len(options) > 2 else stem)
        return low


def _is_roman(form: str) -> bool:
    return re.fullmatch(r"[IVXLCDM]+", form) is not None


def _keeps_case(form: str, upos: str, xpos: str) -> bool:
    """Whether capitals of a form belong to its lemma."""
    if upos == "PROPN" or xpos in ("NNP", "NNPS"):
        return True
    letters = [c for c in form if c.isalpha()]
    up = sum(c.isupper() for c in letters)
    if not up:
        return False
    if any(c.isdigit() for c in form):
        return True
    if form[0].isupper() and not form.isupper() and upos in ("ADJ", "NOUN"):
        low = form.lower()
        return low.endswith(("ian", "ians", "ese")) or bool({low, low[:-1]} & DEMONYMS)
    return upos == "NOUN" and up == len(letters) <= 4


def _with_case(base: str, form: str, upos: str, xpos: str) -> str:
    """A lemma in the case of its form, where capitals belong to it."""
    if not _keeps_case(form, upos, xpos):
        return base
    same = 0
    while same < min(len(base), len(form)) and base[same] == form[same].lower():
        same += 1
    rest = base[same:]
    return form[:same] + (rest.upper() if form.isupper() and len(form) > 3 else rest)
