"""Words that decide whether an act happened: auxiliaries, governors, adjectives, conditional words.

Lemmas in lower case, but for auxiliaries and adverbs, which are forms. Our own lists.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "CONDITIONAL_CASES",
    "CONDITIONAL_MARKS",
    "DEMANDED",
    "DEMANDED_AUX",
    "HABITUAL",
    "IMPLIED",
    "LICENCE",
    "MODAL_ADVERBS",
    "NEGATING",
    "PLANNED",
    "PLANNED_ADJ",
    "PLANNED_AUX",
    "POSSIBLE",
    "POSSIBLE_ADJ",
    "POSSIBLE_AUX",
    "PROGRESSIVE",
    "TOPICS",
]

POSSIBLE_AUX: Final = frozenset("ca can could may might".split())
"""Auxiliaries that make an act possible."""

PLANNED_AUX: Final = frozenset("'ll gonna sha shall will wo ’ll".split())
"""Auxiliaries that put an act ahead."""

DEMANDED_AUX: Final = frozenset("must ought should".split())
"""Auxiliaries that call for an act."""

MODAL_ADVERBS: Final = frozenset("conceivably maybe perhaps possibly potentially probably".split())
"""Adverbs that make an act possible."""

PLANNED: Final = frozenset(
    """
    agree aim ambition approve arrange aspiration attempt authorise authorize bid bound campaign
    choose commit commitment conspire decide decision desire determination
    determined due eager effort envisage envision expect eye goal going guarantee hope instruct
    intend intention keen mandate offer opportunity plan pledge plot poised prepare
    prepared promise proposal propose readiness ready schedule scheme seek set strategy swear
    tell threat threaten try ultimatum undertake vow want willing willingness wish
    """.split()
)
"""Governors under which an act is intended or agreed, not done."""

DEMANDED: Final = frozenset(
    """
    advise advocate appeal ask beg call command condition crucial demand duty encourage
    essential exhort imperative implore importance important insist instruct lobby necessary
    necessity need obligate obligation oblige obliged order plea plead press pressure recommend
    request require requirement responsibility should term urge urgent vital want
    """.split()
)
"""Governors under which an act is wanted of somebody, or needed."""

POSSIBLE: Final = frozenset(
    """
    ability able afraid alarmed allow anticipate anxiety anxious appear apprehension authority
    capable capacity chance concern concerned consider contemplate danger deter discourage
    dissuade doubt dread enable expectation fear fearful forecast let likelihood likely may mull
    option permit possibility possible potential power predict prediction probable prospect
    question right risk rumor
    rumour scenario seem speculate speculation suspect suspicion uncertain unclear unlikely warn
    warning whether wonder worried worry
    """.split()
)
"""Governors under which an act is feared, guessed at or enabled."""

TOPICS: Final = frozenset(
    """
    article comment consultation conversation debate dialogue discussion idea negotiation paper
    position remark speech statement talk thought topic view word
    """.split()
)
"""Nouns whose topic is spoken about, not told as done: "talks on ending ..."."""

NEGATING: Final = frozenset(
    """
    abandon abstain avoid ban block cancel cease decline denial deny fail failure forbid forgo
    halt hinder inability oppose prevent prevention prohibit refrain refusal refuse reject
    reluctance reluctant renounce resist rule stop unable unwilling unwillingness
    """.split()
)
"""Governors that say that an act was, or will be, left undone."""

IMPLIED: Final = frozenset(
    """
    begin bother cause come compel complete continue dare finish force get go happen help keep
    lead make manage proceed remain resume start succeed use
    """.split()
)
"""Governors that change nothing about whether what hangs on them is so."""

PROGRESSIVE: Final = frozenset("continue go keep remain resume".split())
"""Those of :data:`IMPLIED` under which an act goes on."""

HABITUAL: Final = frozenset("regularly routinely often frequently daily always usually".split())
"""Adverbs that make a present tense tell a habit."""

POSSIBLE_ADJ: Final = frozenset(
    """
    eventual feared hypothetical likely possible potential prospective suspected theoretical
    would-be
    """.split()
)
"""Adjectives that make an act told by a noun possible."""

PLANNED_ADJ: Final = frozenset(
    """
    anticipated expected forthcoming future imminent intended looming next pending planned
    prepared promised proposed scheduled threatened upcoming
    """.split()
)
"""Adjectives that put an act told by a noun ahead."""

CONDITIONAL_MARKS: Final = frozenset(
    """
    as_long_as assuming before even_if if in_case lest on_condition once only_if provided providing
    so_long_as supposing till unless until
    """.split()
)
"""Words that make a clause a condition; fixed expressions joined by "_"."""

CONDITIONAL_CASES: Final = frozenset(
    {
        "absent",
        "barring",
        "conditional on",
        "in case of",
        "in exchange for",
        "in return for",
        "in the event of",
        "pending",
        "subject to",
        "until",
        "without",
    }
)
"""Prepositions that make a phrase a condition."""

LICENCE: Final = frozenset(
    """
    agreement approval authorisation authorization ceasefire condition conditions consent
    guarantee guarantees licence license mandate permission precondition preconditions
    resolution
    """.split()
)
"""What an act may hang on when it will not be done "without" it."""
