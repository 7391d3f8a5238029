"""The parts of a content: its pieces, who would have to do each, and whom it concerns."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracktwo.conflict.draft.families import Family, has
from tracktwo.conflict.draft.parties import Parties
from tracktwo.schema import Citation

__all__ = [
    "Piece",
    "about",
    "after_to",
    "asks_of",
    "base_form",
    "object_words",
    "pieces",
    "quoted",
    "shortened",
]

_VERBS = (
    "open reopen stop halt end cease allow let release free withdraw lift recognise recognize "
    "renounce join accept return forgo forego hand give pull disarm dismantle hold freeze suspend "
    "abandon drop respect keep remain stay pay share cut sign ratify ease cede leave refrain begin "
    "guarantee cap limit curb roll preserve maintain observe impose hand pass attend extend "
    "start resume enter freezing halting ending lifting releasing withdrawing stopping opening "
    "giving ceding leaving joining"
).split()
_SPLIT = re.compile(
    rf"(?:,? (?:and|or)(?: to)?|,|;) (?=(?:{'|'.join(_VERBS)})\b)"
    r"|,? and (?=on (?:both|all|the two) )"
    r"|,? (?:and|or) (?=(?:free |early |new |fresh |an |a |the )*(?:elections?|talks|ceasefire|"
    r"truce|release|withdrawal|lifting|return|end to|halt to)\b)",
    re.IGNORECASE,
)
_OBJECT = {
    "territory": re.compile(
        r"(?:control (?:over|of)|sovereignty over|\bfrom|\bretain\w*|\bhold(?:ing|s)?|"
        r"\bkeep(?:ing|s)?|\breturn\w*|\bced(?:e|es|ing)|\brelinquish\w*|\bannex(?:ing)?|\bover)\s+(.+)$",
        re.IGNORECASE,
    ),
    "forces": re.compile(r"\bfrom\s+(.+)$|\bout of\s+(.+)$", re.IGNORECASE),
    "recognition": re.compile(r"\brecogni[sz]\w*\s+(.+)$", re.IGNORECASE),
    "passage": re.compile(
        r"\b(?:(?:re)?open\w*|clos\w+|block\w*)\s+(.+)$|^access to (.+)$", re.IGNORECASE
    ),
}
_ALLIANCE = re.compile(
    r"\b([A-Z]{3,6})\b|(?:\bthe )?\b((?:[A-Z]\w+ )+(?:Pact|Alliance|Union|League|Bloc|Treaty))\b"
)
_LEADS = frozenset("to for on against with from towards toward".split())
_TAIL = re.compile(
    r",|\s+(?:in exchange|in return|if|unless|until|since|within|by|before|after|and to|while|"
    r"when)\b"
)
_LONGEST = 70


@dataclass(frozen=True)
class Piece:
    """A part of a content that asks one thing.

    Attributes:
        text: its words, without the subject.
        subject: the body that would have to do it, where the words name it.
    """

    text: str
    subject: str | None


def pieces(text: str, parties: Parties) -> list[Piece]:
    """The parts of a content; a subject before the first holds for all of them."""
    subject = None
    named = parties.find(text)
    if named and named[0][0] <= 4:  # "the Front accept …"
        rest = text[named[0][1] :]
        if re.match(r"\s+(?:to\s+|must\s+|should\s+)?[a-z]", rest) and not re.match(
            r"\s+(?:and|or|of|in|with|on|for)\b", rest
        ):
            subject = named[0][2]
            text = re.sub(r"^\s*(?:to|must|should)\s+", "", rest).strip()
    if owner := asks_of(text, parties):
        subject = subject or owner
    return [Piece(part.strip(), subject) for part in _SPLIT.split(text) if part.strip()]


def asks_of(text: str, parties: Parties) -> str | None:
    """The body whose matter it is: *ending Kestan's exports*."""
    for _, end, key in parties.find(text):
        if text[end : end + 2] in ("’s", "'s", "’ ", "' "):
            return key
    return None


def about(family: Family, text: str, owner: str, parties: Parties) -> str:
    """Whom a choice concerns, as far as that keeps it apart from others; empty where not told.

    An alliance that is no party stands as its words after an equals sign.
    """
    if family.about == "none":
        return ""
    named = [
        (key, text[:start].rstrip().lower().split()[-2:])
        for start, _, key in parties.find(text)
        if key != owner
    ]
    if family.about == "party":
        return next((key for key, before in named if _leads(family, before)), "")
    for key, _ in named:
        if parties.is_alliance(key):
            return key
    match = _ALLIANCE.search(text)
    return f"={match[0]}" if match else ""


def _leads(family: Family, before: list[str]) -> bool:
    """Whether the words before a name make it the one whom a choice concerns: *aid to*."""
    words = [w for w in before if w != "the"]
    return bool(words) and (words[-1] in _LEADS or has(words[-1:], family.yes))


def object_words(family: Family, text: str) -> str:
    """The words that say what a choice is about, for its label; empty where they are general."""
    pattern = _OBJECT.get(family.id)
    match = pattern.search(text) if pattern else None
    if not match:
        return ""
    words = " ".join(next(g for g in match.groups() if g).split())
    words = _TAIL.split(_SPLIT.split(words)[0])[0]
    if len(words) > _LONGEST or re.match(r"(?:any|some|no|more|it|them|that)\b", words):
        return ""
    if family.id == "territory" and not re.search(r"[A-Z]|territor|land|region|area|city", words):
        return ""
    return words


def base_form(verb: str) -> str:
    """A verb of the third person as it stands in a label: *raises*, raise.

    >>> base_form("raises"), base_form("pushes"), base_form("carries"), base_form("pass")
    ('raise', 'push', 'carry', 'pass')
    """
    if verb.endswith("ss") or not re.fullmatch(r"[a-z]+s", verb):
        return verb
    verb = re.sub(r"ies$", "ys", verb)
    return re.sub(r"(?<=ch|sh|ss)es$|(?<=[xz])es$|s$", "", verb)


def after_to(content: Citation, told: list[Citation]) -> bool:
    """Whether a content is what somebody would do: *offered to share*, *would share*."""
    for cited in told:
        if cited.document == content.document and cited.start <= content.start <= cited.end:
            before = cited.text[: content.start - cited.start].rstrip().lower()
            if re.search(r"(?:^|\s)(?:to|would|will|could|must|should)(?: not| never)?$", before):
                return True
    return False


def quoted(text: str) -> str:
    """Words of the text in a label: on one line, shortened, in quotation marks."""
    return f"“{shortened(text)}”"


def shortened(text: str) -> str:
    """Words of the text on one line, cut at a word where they are long."""
    words = " ".join(text.split()).strip(" .,;:")
    if len(words) > _LONGEST:
        words = words[: _LONGEST - 2].rsplit(" ", 1)[0] + " …"
    return words
