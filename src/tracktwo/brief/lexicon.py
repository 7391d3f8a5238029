"""The brief's own words for codes: neutral, and never narrower than the code itself.

A code covers a family of acts, so its gloss names the family; the exact words of the report, which
stand beside every gloss, tell which act it was.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = [
    "AS_A",
    "DEFINITE",
    "OPEN_MODALITIES",
    "QUADS",
    "SAYING",
    "STANCE_GLYPH",
    "Verb",
    "toward",
    "verb",
]


class Verb(NamedTuple):
    """Three forms of one gloss: *asked for help*, *ask for help*, *asking for help*."""

    past: str
    bare: str
    ing: str


_TYPES: dict[str, str] = {
    "AGREE": "agreed or voiced readiness|agree or voice readiness|agreeing or voicing readiness",
    "CONSULT": "met or talked|meet or talk|meeting or talking",
    "SUPPORT": "praised or backed|praise or back|praising or backing",
    "CONCEDE": "announced a concession|announce a concession|announcing a concession",
    "COOPERATE": "cooperated|cooperate|cooperating",
    "AID": "gave aid|give aid|giving aid",
    "RETREAT": "carried out a concession|carry out a concession|carrying out a concession",
    "REQUEST": "asked or demanded|ask or demand|asking or demanding",
    "ACCUSE": "criticised or accused|criticise or accuse|criticising or accusing",
    "REJECT": "refused or denied|refuse or deny|refusing or denying",
    "THREATEN": "voiced a threat or warning|voice a threat or warning|voicing a threat or warning",
    "PROTEST": "protested|protest|protesting",
    "SANCTION": "cut relations or imposed sanctions|cut relations or impose sanctions"
    "|cutting relations or imposing sanctions",
    "MOBILIZE": "moved or readied forces|move or ready forces|moving or readying forces",
    "COERCE": "used coercion|use coercion|using coercion",
    "ASSAULT": "used violence|use violence|using violence",
}

_MODES: dict[tuple[str, str], str] = {
    ("CONSULT", "visit"): "paid or received a visit|pay or receive a visit"
    "|paying or receiving a visit",
    ("CONSULT", "third-party"): "took part in mediated talks|take part in mediated talks"
    "|taking part in mediated talks",
    ("CONSULT", "multilateral"): "met in a wider round|meet in a wider round"
    "|meeting in a wider round",
    ("CONSULT", "phone"): "talked by telephone|talk by telephone|talking by telephone",
    ("RETREAT", "withdraw"): "withdrew|withdraw|withdrawing",
    ("RETREAT", "release"): "released|release|releasing",
    ("RETREAT", "disarm"): "disarmed|disarm|disarming",
    ("RETREAT", "ceasefire"): "put a ceasefire into effect|put a ceasefire into effect"
    "|putting a ceasefire into effect",
    ("RETREAT", "access"): "allowed access|allow access|allowing access",
    ("RETREAT", "resign"): "resigned|resign|resigning",
    ("REQUEST", "assist"): "asked for help|ask for help|asking for help",
    ("REQUEST", "change"): "demanded a change|demand a change|demanding a change",
    ("REQUEST", "yield"): "demanded a concession|demand a concession|demanding a concession",
    ("REQUEST", "meet"): "asked for a meeting|ask for a meeting|asking for a meeting",
    ("ACCUSE", "disapprove"): "voiced disapproval|voice disapproval|voicing disapproval",
    ("ACCUSE", "investigate"): "investigated or charged|investigate or charge"
    "|investigating or charging",
    ("ACCUSE", "allege"): "made an allegation|make an allegation|making an allegation",
    ("REJECT", "assist"): "refused help|refuse help|refusing help",
    ("REJECT", "change"): "refused a change|refuse a change|refusing a change",
    ("REJECT", "yield"): "refused a concession|refuse a concession|refusing a concession",
    ("REJECT", "meet"): "refused a meeting|refuse a meeting|refusing a meeting",
    ("THREATEN", "restrict"): "threatened restrictions|threaten restrictions"
    "|threatening restrictions",
    ("THREATEN", "arrest"): "threatened arrests|threaten arrests|threatening arrests",
    ("THREATEN", "relations"): "threatened to cut relations|threaten to cut relations"
    "|threatening to cut relations",
    ("THREATEN", "expel"): "threatened expulsion|threaten expulsion|threatening expulsion",
    ("THREATEN", "territory"): "threatened territory|threaten territory|threatening territory",
    ("THREATEN", "violence"): "threatened violence|threaten violence|threatening violence",
    ("PROTEST", "demo"): "demonstrated|demonstrate|demonstrating",
    ("PROTEST", "riot"): "protested with violence|protest with violence|protesting with violence",
    ("PROTEST", "strike"): "went on strike|go on strike|going on strike",
    ("PROTEST", "hunger"): "went on hunger strike|go on hunger strike|going on hunger strike",
    ("PROTEST", "boycott"): "boycotted|boycott|boycotting",
    ("PROTEST", "obstruct"): "obstructed in protest|obstruct in protest|obstructing in protest",
    ("PROTEST", "vandalize"): "damaged property in protest|damage property in protest"
    "|damaging property in protest",
    ("SANCTION", "convict"): "convicted|convict|convicting",
    ("SANCTION", "expel"): "expelled|expel|expelling",
    ("SANCTION", "withdraw"): "withdrew from relations or a body|withdraw from relations or a body"
    "|withdrawing from relations or a body",
    ("SANCTION", "discontinue"): "broke off or cut back|break off or cut back"
    "|breaking off or cutting back",
    ("MOBILIZE", "troops"): "moved or readied troops|move or ready troops"
    "|moving or readying troops",
    ("MOBILIZE", "weapons"): "moved or readied weapons|move or ready weapons"
    "|moving or readying weapons",
    ("MOBILIZE", "police"): "moved or readied police|move or ready police"
    "|moving or readying police",
    ("MOBILIZE", "militia"): "moved or readied militia|move or ready militia"
    "|moving or readying militia",
    ("COERCE", "seize"): "seized|seize|seizing",
    ("COERCE", "restrict"): "imposed restrictions|impose restrictions|imposing restrictions",
    ("COERCE", "censor"): "censored|censor|censoring",
    ("COERCE", "curfew"): "imposed a curfew|impose a curfew|imposing a curfew",
    ("COERCE", "martial-law"): "imposed martial law|impose martial law|imposing martial law",
    ("COERCE", "arrest"): "arrested or detained|arrest or detain|arresting or detaining",
    ("COERCE", "deport"): "deported|deport|deporting",
    ("COERCE", "withhold"): "withheld|withhold|withholding",
    ("COERCE", "misinformation"): "spread false information|spread false information"
    "|spreading false information",
    ("COERCE", "cyber"): "carried out a cyber operation|carry out a cyber operation"
    "|carrying out a cyber operation",
    ("ASSAULT", "abduct"): "abducted|abduct|abducting",
    ("ASSAULT", "beat"): "beat or injured|beat or injure|beating or injuring",
    ("ASSAULT", "torture"): "used torture|use torture|using torture",
    ("ASSAULT", "sexual"): "used sexual violence|use sexual violence|using sexual violence",
    ("ASSAULT", "targeted"): "carried out a targeted killing|carry out a targeted killing"
    "|carrying out a targeted killing",
    ("ASSAULT", "destroy"): "destroyed property|destroy property|destroying property",
    ("ASSAULT", "primitive"): "used simple weapons|use simple weapons|using simple weapons",
    ("ASSAULT", "firearms"): "used firearms|use firearms|using firearms",
    ("ASSAULT", "explosives"): "used explosives|use explosives|using explosives",
    ("ASSAULT", "suicide-attack"): "carried out a suicide attack|carry out a suicide attack"
    "|carrying out a suicide attack",
    ("ASSAULT", "aerial"): "struck from the air|strike from the air|striking from the air",
    ("ASSAULT", "drone"): "used drones|use drones|using drones",
    ("ASSAULT", "heavy-weapons"): "used heavy weapons|use heavy weapons|using heavy weapons",
    ("ASSAULT", "crowd-control"): "used force on a crowd|use force on a crowd"
    "|using force on a crowd",
    ("ASSAULT", "unconventional"): "used unconventional weapons|use unconventional weapons"
    "|using unconventional weapons",
}


def verb(kind: str, mode: str | None) -> Verb:
    """The gloss of an event type and mode; a code unknown here is named and not guessed at."""
    forms = (_MODES.get((kind, mode)) if mode else None) or _TYPES.get(kind)
    if forms is None:
        act = kind if mode is None else f"{kind} {mode}"
        forms = f"acted (coded {act})|act (coded {act})|acting (coded {act})"
    past, bare, ing = forms.split("|")
    return Verb(past, bare, ing)


_TOWARD: dict[str, str] = {
    **dict.fromkeys(("SUPPORT", "ACCUSE"), ""),
    **dict.fromkeys(("CONSULT", "COOPERATE"), "with"),
    **dict.fromkeys(("CONCEDE", "AID", "THREATEN"), "to"),
    **dict.fromkeys(("PROTEST", "COERCE", "ASSAULT"), "against"),
    "REQUEST": "of",
}
_TOWARD_MODES: dict[tuple[str, str], str] = {
    ("ACCUSE", "disapprove"): "of",
    ("ACCUSE", "allege"): "against",
    ("REQUEST", "assist"): "from",
    ("REQUEST", "meet"): "with",
    ("REJECT", "assist"): "to",
    ("REJECT", "yield"): "to",
    ("REJECT", "meet"): "with",
    ("RETREAT", "release"): "",
    ("RETREAT", "access"): "to",
    **dict.fromkeys((("SANCTION", "convict"), ("SANCTION", "expel")), ""),
    ("THREATEN", "relations"): "with",
    **{("THREATEN", m): "against" for m in ("restrict", "arrest", "expel", "violence")},
    ("THREATEN", "territory"): "towards",
    **{("COERCE", m): "" for m in ("censor", "arrest", "deport")},
    **{("COERCE", m): "on" for m in ("restrict", "curfew", "martial-law")},
    ("COERCE", "withhold"): "from",
    **{("COERCE", m): "towards" for m in ("seize", "misinformation")},
    **{("ASSAULT", m): "" for m in ("abduct", "beat")},
}


def toward(kind: str, mode: str | None) -> str:
    """The word between a gloss and the one to whom it is done; empty where none is needed.

    *Towards* where the code does not tell how the act reaches its recipient.
    """
    if mode is not None and (kind, mode) in _MODES:
        return _TOWARD_MODES.get((kind, mode), _TOWARD.get(kind, "towards"))
    return _TOWARD.get(kind, "towards") if kind in _TYPES else "towards"


QUADS: dict[int, str] = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}

OPEN_MODALITIES: tuple[str, ...] = (
    "planned",
    "demanded",
    "conditional",
    "possible",
    "hypothetical",
)
"""Modalities whose content is not told as done, in the order in which the brief shows them."""

STANCE_GLYPH: dict[str, str] = {
    "demands": "▲",
    "accepts": "✓",
    "offers": "+",
    "rejects": "✕",
    "prefers": "◆",
    "leaves open": "○",
}

DEFINITE: dict[str, tuple[str, str]] = {
    "stated": ("●", "stated"),
    "rumoured": ("◐", "rumoured"),
    "vague": ("○", "vague"),
}

SAYING: dict[str, str] = {
    "says": "said",
    "suggests": "suggested",
    "claims": "claimed",
    "hints": "hinted",
    "warns": "warned",
    "believes": "believed",
    "denies": "denied",
    "reports": "reported",
    "demands": "demanded",
    "promises": "promised",
}

AS_A: dict[str, str] = {
    "says": "a statement",
    "suggests": "a suggestion",
    "claims": "a claim",
    "hints": "a hint",
    "warns": "a warning",
    "believes": "a belief",
    "denies": "a denial",
    "reports": "a report",
    "demands": "a demand",
    "promises": "a promise",
}
"""What a kind of saying is, for what a source says of its own sayings."""
