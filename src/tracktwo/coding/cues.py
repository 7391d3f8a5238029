"""Words that attribute: which kind of saying a verb, noun, adjective or adverb is, and who can say.

Our own lists, beside the CUE entries of the predicate lexicon.
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc, Token

from tracktwo.coding.lexicon import Lexicon
from tracktwo.coding.trees import lemma
from tracktwo.schema import CueKind

__all__ = [
    "ADVERBS",
    "BELIEVED",
    "DENYING",
    "FOUND_IN",
    "JUDGING",
    "NOUNS",
    "SAID_OBJECT",
    "can_speak",
    "cue_kind",
    "denied_claim",
]

NOUNS: Final[dict[str, CueKind]] = {
    **dict.fromkeys("accusation allegation assertion charge claim contention".split(), "claims"),
    **dict.fromkeys("appeal call demand insistence request".split(), "demands"),
    **dict.fromkeys(
        """
            announcement comment confirmation declaration message news remark statement
        """.split(),
        "says",
    ),
    **dict.fromkeys(
        "conclusion evidence finding report reports sign signs testimony".split(), "reports"
    ),
    **dict.fromkeys(
        "idea indication rumor rumour speculation suggestion theory".split(), "suggests"
    ),
    **dict.fromkeys("hint".split(), "hints"),
    **dict.fromkeys("threat warning".split(), "warns"),
    **dict.fromkeys(
        """
            anxiety assessment assumption belief concern confidence conviction doubt expectation
            fear feeling hope impression opinion perception suspicion understanding view worry
        """.split(),
        "believes",
    ),
    **dict.fromkeys("denial".split(), "denies"),
    **dict.fromkeys("assurance guarantee pledge promise vow".split(), "promises"),
}
"""Nouns that attribute a clause."""
_ADJECTIVES: Final[dict[str, CueKind]] = {
    **dict.fromkeys(
        """
            adamant afraid alarmed anxious aware certain concerned confident convinced doubtful
            fearful hopeful optimistic sceptical skeptical sure worried
        """.split(),
        "believes",
    ),
}
# Verbs that are acts as well as cues, or that the lexicon leaves out.
_VERBS: Final[dict[str, CueKind]] = {
    **dict.fromkeys("alert caution threaten warn".split(), "warns"),
    **dict.fromkeys("deny disavow dismiss dispute rebut refute reject".split(), "denies"),
    **dict.fromkeys("accuse allege assert charge claim contend maintain".split(), "claims"),
    **dict.fromkeys("call demand insist request urge".split(), "demands"),
    **dict.fromkeys(
        "agree assure guarantee pledge promise swear undertake vow".split(), "promises"
    ),
    **dict.fromkeys("hint imply insinuate intimate signal".split(), "hints"),
    **dict.fromkeys("indicate propose speculate suggest".split(), "suggests"),
    **dict.fromkeys(
        """
            conclude determine disclose document establish find learn report reveal
        """.split(),
        "reports",
    ),
    **dict.fromkeys(
        """
            assume believe consider doubt estimate expect fear feel hope know predict suspect
            think worry
        """.split(),
        "believes",
    ),
    **dict.fromkeys(
        """
            acknowledge admit announce boast complain concede condemn confess criticise
            criticize emphasise emphasize joke lament note praise recall say stress tell welcome
        """.split(),
        "says",
    ),
}
ADVERBS: Final[dict[str, CueKind]] = {
    **dict.fromkeys("reportedly".split(), "reports"),
    **dict.fromkeys("allegedly ostensibly purportedly supposedly".split(), "claims"),
    **dict.fromkeys("apparently evidently".split(), "suggests"),
}
"""Adverbs that attribute their clause to nobody in particular."""
SAID_OBJECT: Final = frozenset(
    """
        acknowledge admit allege announce believe cite claim confirm declare demand deny detail
        emphasise emphasize fear highlight mention note outline predict propose reaffirm recall
        reiterate repeat report stress suggest underline underscore
    """.split()
)
"""Verbs of saying whose plain object is what they say: "stressed the importance of ..."."""
JUDGING: Final = frozenset(
    """
        applaud commend condemn criticise criticize deplore hail laud lament praise welcome
    """.split()
)
"""Verbs of praise and blame: what they find in another is their own finding."""
FOUND_IN: Final = frozenset(
    """
        ambition desire determination eagerness intention openness preparedness readiness
        reluctance unwillingness willingness wish
    """.split()
)
"""Frames of mind that only who speaks of them finds: "praised her willingness to talk"."""
BELIEVED: Final = frozenset(
    """
        allege assume believe claim consider deem estimate expect fear find hold know presume
        report rumor rumour say see show suppose suspect think understand
    """.split()
)
"""Verbs whose passive attributes its infinitive: "is said to have ..."."""
DENYING: Final = frozenset("deny denial dismiss refute rebut dispute".split())
"""Words of denial: what hangs on them is held not to be so."""
# Nouns for people and texts, which can be a source without being a party.
_VOICES: Final = frozenset(
    """
        activist adviser advisor agency aide ally analysis analyst army article author body
        channel comment commentator commission committee communique communiqué court critic data
        declaration diplomat doctor document draft economist editorial estimate evidence expert
        figure finding footage government group image imagery inquiry insider inspector
        intercept investigation investigator journalist lawyer leader letter magazine man many
        media medic message minister monitor most newspaper observer office official opponent
        organisation organization others panel paper people photo photograph police poll post
        press radio remark report reporter researcher resident resolution rival scholar some
        source speech spokesman spokesperson spokeswoman statement study supporter survey
        survivor television text tweet video villager voice website witness woman word
    """.split()
)


_DEEDS: Final = frozenset(
    "SANCTION RETREAT COERCE ASSAULT MOBILIZE AID COOPERATE PROTEST CONSULT".split()
)


def cue_kind(token: Token, lexicon: Lexicon) -> CueKind | None:
    """What kind of saying a verb, noun or adjective is; None when it attributes nothing."""
    word = lemma(token)
    if token.pos_ in ("NOUN", "PROPN"):
        return NOUNS.get(word)
    if token.pos_ == "ADJ":
        return _ADJECTIVES.get(word)
    if token.pos_ not in ("VERB", "AUX"):
        return None
    own = _VERBS.get(word)
    frame = lexicon.match(token)
    if frame is not None and frame.type in _DEEDS:
        return None  # "recalled its ambassador": done, not said
    if frame is None or frame.type != "CUE":
        return own
    kind: CueKind = frame.mode  # type: ignore[assignment]
    return own if kind == "says" and own is not None else kind


def denied_claim(noun: Token) -> bool:
    """Whether a noun of saying is what somebody denies: "rejected claims that ..."."""
    return (
        NOUNS.get(lemma(noun)) in ("claims", "reports", "suggests", "says")
        and noun.dep_ in ("obj", "nmod")
        and lemma(noun.head) in DENYING | {"reject", "rejection"}
    )


def can_speak(doc: Doc, span: tuple[int, int], *, clausal: bool) -> bool:
    """Whether words that name no party can be a source: people, or a text; "tensions" cannot.

    Args:
        doc: the document.
        span: token range of the words.
        clausal: what they would say is a clause, so that any name can say it.
    """
    within = range(*span)
    top = next((doc[i] for i in within if doc[i].head.i not in within or doc[i].head.i == i), None)
    if top is None:
        return False
    heads = [
        top,
        *(c for c in top.children if c.dep_ in ("flat", "conj", "nmod") and c.i in within),
    ]
    if any(lemma(t) in _VOICES for t in heads) or top.pos_ in ("PRON", "PROPN"):
        return True
    return clausal and bool(top.ent_type_)
