"""Words as the test of sameness sees them: folded, without function words, cut to their stems."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from tracktwo.schema import Event, Party

__all__ = [
    "content_stems",
    "numerals",
    "party_stems",
    "plain_words",
    "proper_stems",
    "tells_repetition",
]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_FUNCTION = frozenset(
    """
    a an and are as at be been being between both but by did do does during each for from had has
    have he her hers him his how i if in into is it its itself me more most my no nor not of on or
    our ours out over own she so some such than that the their theirs them then there these they
    this those through to too under until up upon us was we were what when where which while who
    whom whose why will with would you your after against before about also amid said says say
    mr mrs ms
    """.split()
)
_REPETITION = frozenset(
    """
    again another second third fourth fifth further renewed fresh later subsequently subsequent
    repeatedly repeated separate separately different twice others
    """.split()
)
_NUMBERS = frozenset(
    """
    two three four five six seven eight nine ten eleven twelve dozen dozens score scores hundred
    hundreds thousand thousands million millions
    """.split()
)
_CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december
    """.split()
)
_TITLE_CASE = 0.7
_IRREGULAR = {
    "met": "meet", "struck": "strike", "shot": "shoot", "fought": "fight", "sought": "seek",
    "gave": "give", "given": "give", "told": "tell", "took": "take", "taken": "take",
    "held": "hold", "left": "leave", "led": "lead", "sent": "send", "withdrew": "withdraw",
    "withdrawn": "withdraw", "broke": "break", "broken": "break", "froze": "freeze",
    "frozen": "freeze", "began": "begin", "begun": "begin", "made": "make", "spoke": "speak",
    "spoken": "speak", "went": "go", "came": "come", "lost": "lose", "won": "win", "fell": "fall",
    "blew": "blow", "bought": "buy", "sold": "sell", "forbade": "forbid", "swore": "swear",
}  # fmt: skip
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ies", "ied", "ed",
            "es", "ly", "s", "y", "e")  # fmt: skip


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text in order, folded, without punctuation and possessive endings."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return tuple(m.removesuffix("'s") for m in _WORD.findall(folded))


def content_stems(text: str, *, without: frozenset[str] = frozenset()) -> frozenset[str]:
    """The stems of the words of a text that carry content, less some that do not count."""
    return _stems(text) - without


@lru_cache(maxsize=20_000)
def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(w) for w in plain_words(text) if len(w) > 1 and w not in _FUNCTION)


def party_stems(event: Event) -> frozenset[str]:
    """The stems of the names of an event's parties: shared names are no sign of a retelling."""
    return _of_parties([*event.actors, *event.recipients])


def numerals(text: str) -> frozenset[str]:
    """The numbers that a text gives, in figures or in words from two up."""
    figures = {n.replace(",", "") for n in re.findall(r"\d[\d,.]*(?<=\d)", text)}
    return frozenset(figures | (_NUMBERS & set(plain_words(text))))


def proper_stems(text: str) -> frozenset[str]:
    """The stems of the names in a text: capitalised words but the first, days and months.

    None in a headline that capitalises most of its words.
    """
    words = _WORD.findall(text)
    capital = [w for w in words[1:] if w[:1].isupper() and w.casefold() not in _CALENDAR]
    long_words = [w for w in words if len(w) > 3]
    if long_words and sum(w[:1].isupper() for w in long_words) > _TITLE_CASE * len(long_words):
        return frozenset()
    return frozenset(stem for w in capital for stem in content_stems(w))


def tells_repetition(text: str) -> bool:
    """Whether a text says of itself that it tells one more of the same: again, another, renewed."""
    return not _REPETITION.isdisjoint(plain_words(text))


def _of_parties(parties: Iterable[Party]) -> frozenset[str]:
    stems: set[str] = set()
    for party in parties:
        stems |= content_stems(party.name)
        if party.mention:
            stems |= content_stems(party.mention.text)
    return frozenset(stems)


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    word = _IRREGULAR.get(word, word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word
