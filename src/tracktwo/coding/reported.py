"""What a verb, noun or adjective of saying or believing tells on its source's word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from spacy.tokens import Doc, Token

from tracktwo.coding.arguments import MentionIndex
from tracktwo.coding.chains import Attribution, subtree, token_ranges
from tracktwo.coding.cues import (
    BELIEVED,
    DENYING,
    FOUND_IN,
    JUDGING,
    NOUNS,
    SAID_OBJECT,
    can_speak,
    cue_kind,
    denied_claim,
)
from tracktwo.coding.doers import subjects_of
from tracktwo.coding.lexicon import Lexicon
from tracktwo.coding.sources import addressee_of, cue_range, source_of
from tracktwo.coding.trees import cases, children, is_negator, lemma
from tracktwo.schema import CueKind

__all__ = ["reported"]

_CUE_POS: Final = frozenset({"VERB", "NOUN", "ADJ", "AUX", "PROPN"})
# Kinds of nouns whose content may be a phrase: "fears of an attack", "the claim about ...".
_PHRASE_KINDS: Final = frozenset({"believes", "claims", "hints", "denies"})
# Verbs of saying whose infinitive is what they say: "denied having", "threatened to".
_SAID_INFINITIVE: Final = frozenset(
    """
    claim deny admit acknowledge profess purport threaten vow pledge promise swear insist
    """.split()
)
# Prepositions that lead in what a verb says.
_SAID_AFTER: Final[dict[str, tuple[tuple[str, ...], frozenset[str]]]] = {
    "accuse": (("advcl", "xcomp", "obl", "acl"), frozenset({"of"})),
    "hint": (("obl", "advcl", "nmod"), frozenset({"at", "on"})),
    "insist": (("obl", "advcl", "nmod"), frozenset({"at", "on"})),
    "warn": (("obl", "advcl"), frozenset({"of", "about", "against"})),
}
_HELD: Final = frozenset({"view", "opinion", "conviction"})
_CLAUSAL: Final = frozenset({"ccomp", "xcomp", "parataxis", "advcl", "acl"})


def reported(index: MentionIndex, lexicon: Lexicon, doc: Doc) -> Iterator[Attribution]:
    """Attributions whose content is a clause or noun phrase of the same sentence."""
    for cue in doc:
        kind = cue_kind(cue, lexicon) if cue.pos_ in _CUE_POS else None
        if kind is None and cue.pos_ == "VERB" and _found_in(cue):
            kind = "says"
        if kind is not None:
            yield from _at(index, cue, kind)


def _at(index: MentionIndex, cue: Token, kind: CueKind) -> Iterator[Attribution]:
    verb = cue.pos_ in ("VERB", "AUX")
    contents = _said_by_verb(cue, kind) if verb else _said_by_noun(cue, kind)
    if denied_claim(cue):
        return  # the denial attributes it
    if not contents or (cue.dep_ == "acl:relcl" and not subjects_of(cue)):
        return
    unsaid = verb and kind == "says" and lemma(cue) in ("say", "tell")
    if unsaid and any(is_negator(c) for c in cue.children):
        return  # "did not say that ..."
    source, span = source_of(index, cue)
    clausal = any(c.dep_ in _CLAUSAL for c in contents)
    if verb and source is None:
        if span is None:
            impersonal = children(cue, "aux:pass", "expl", "ccomp")
            if kind != "reports" and not impersonal:
                return
        elif not can_speak(cue.doc, span, clausal=clausal):
            return
    if not verb and source is None and span is not None and cue.doc[span[1] - 1].pos_ == "ADJ":
        span = None  # "the most effective message that ...": nobody's
    without = [cue] if contents == [cue.head] else []
    without = without + [t for c in contents if c.i < cue.i for t in _aside(cue, c)]
    tokens = [t for c in contents for t in subtree(c, without=without)]
    if span is not None:
        tokens = [t for t in tokens if not span[0] <= t.i < span[1]]
    ranges = token_ranges(tokens)
    if not ranges:
        return
    beside = [c for c in tokens if c.dep_ == "acl:relcl" and (not clausal or _told_beside(c, cue))]
    aside = [t for c in beside for t in subtree(c)]
    yield Attribution(
        source,
        span,
        cue_range(cue),
        cue.i,
        kind,
        ranges,
        addressee=addressee_of(index, cue) if verb else None,
        aside=frozenset(t.i for t in aside),
    )


def _aside(cue: Token, content: Token) -> list[Token]:
    """Clauses after "..., she said," that the report sets against what is said: "while ..."."""
    return [
        c
        for c in children(content, "advcl")
        if c.left_edge.i > cue.i and {"while", "whereas"} & cases(c) and children(c, "nsubj")
    ]


def _told_beside(clause: Token, cue: Token) -> bool:
    """Whether a relative clause tells what somebody else says: "..., which they denied"."""
    which = any(c.lower_ == "which" and c.i and c.nbor(-1).text == "," for c in clause.children)
    return which and lemma(clause) in DENYING | {"reject", "admit", "confirm"} and clause.i > cue.i


def _said_by_noun(cue: Token, kind: CueKind) -> list[Token]:
    """Heads of what a noun or adjective tells: "the claim that ...", "fears of ..."."""
    contents = children(cue, "ccomp")
    contents += _marked(children(cue, "acl"), {"that", "of"})
    contents += _marked(children(cue, "advcl"), {"that"})
    if not contents and cue.pos_ == "NOUN" and kind in _PHRASE_KINDS:
        about = {"of", "about", "over", "that"}
        if lemma(cue) in _HELD:
            about -= {"of"}  # "the views of the union" are the union's
        contents += [n for n in children(cue, "nmod", "acl") if cases(n) & about]
    return contents


def _marked(clauses: Iterable[Token], words: set[str]) -> list[Token]:
    return [a for a in clauses if {m.lower_ for m in children(a, "mark")} & words]


def _said_by_verb(cue: Token, kind: CueKind) -> list[Token]:
    """Heads of what a verb tells: clause, infinitive, phrase, object, or the clause around it."""
    word = lemma(cue)
    passive = bool(children(cue, "aux:pass"))
    contents = children(cue, "ccomp", "csubj:pass") if passive else children(cue, "ccomp")
    infinitive = word in _SAID_INFINITIVE or (word in BELIEVED and passive)
    if infinitive and kind not in ("demands", "suggests"):
        contents += children(cue, "xcomp")
    if word in _SAID_AFTER:
        labels, words = _SAID_AFTER[word]
        contents += [c for c in children(cue, *labels) if cases(c) & words]
    if word == "accuse":
        named = [a for o in children(cue, "obj") for a in children(o, "acl", "nmod")]
        contents += [a for a in named if "of" in cases(a)]
    if not contents and word in SAID_OBJECT and not passive:
        anaphoric = word not in ("deny", "repeat")
        contents += [o for o in children(cue, "obj") if not (anaphoric and lemma(o) in NOUNS)]
    if contents:
        return contents
    if found := _found_in(cue):
        return found
    own = bool(children(cue, "nsubj", "csubj"))  # "..., he said", not "..., warning of war"
    beside = cue.dep_ == "parataxis" and cue.head.i != cue.i and own
    if beside and subjects_of(cue) and kind not in ("demands", "promises"):
        return [cue.head]
    return [p for p in children(cue, "parataxis") if abs(p.i - cue.i) > 1 and _set_off(cue, p)]


def _found_in(cue: Token) -> list[Token]:
    """Frames of mind that who praises or blames finds: "praised her willingness to talk"."""
    if lemma(cue) not in JUDGING or children(cue, "aux:pass"):
        return []
    praised = [x for o in children(cue, "obj") for x in [o, *children(o, "conj")]]
    return [x for x in praised if lemma(x) in FOUND_IN and children(x, "acl")]


def _set_off(cue: Token, content: Token) -> bool:
    """Whether a mark of punctuation stands between a cue and what is set beside it."""
    a, b = sorted((cue.i, content.i))
    return any(cue.doc[i].text in ':"“”,' for i in range(a, b))
