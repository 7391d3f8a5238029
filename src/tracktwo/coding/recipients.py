"""Who is acted upon: the roles of the frame, whose thing it is, and a step further in."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from tracktwo.actors import Mention
from tracktwo.coding.arguments import Found, MentionIndex, fill, parties_at
from tracktwo.coding.lexicon import Frame
from tracktwo.coding.trees import cases, children, lemma

__all__ = ["recipients_of"]

_TOWARD: Final = frozenset("with to for toward towards against on of between".split())
_TALKS: Final = frozenset(
    """
    conference talk summit meeting session dialogue discussion consultation debate negotiation
    briefing host hold convene discuss
    """.split()
)
# What "of" names is who it befalls, not who is asked: "a demand for the release of the crew".
_BEFALLING: Final = frozenset(
    """
    release freeing liberation return protection exchange extradition arrest dismissal evacuation
    rescue recognition trial punishment removal deportation repatriation
    """.split()
)
_WORDS: Final = frozenset({"REQUEST", "THREATEN", "AGREE", "REJECT", "ACCUSE"})
_GIVING: Final = frozenset({"help", "aid", "assist"})
_FIRST: Final = frozenset("i me my mine we us our ours".split())
_ITS: Final = frozenset({"its", "his", "her", "their"})
_ASKING: Final = frozenset(
    "demand ask urge call request reiterate repeat renew press insist accuse blame".split()
)


def recipients_of(
    index: MentionIndex, token: Token, frame: Frame, light: Token | None, actors: Found | None
) -> Found | None:
    """The parties acted upon; None when the text names none.

    Args:
        index: mentions of the document.
        token: the word that tells the act.
        frame: its frame, with the roles in which to look, best first.
        light: the support verb of a noun, where it has one.
        actors: who acts; nobody acts upon himself.
    """
    mine = {m.start for m in actors.mentions} if actors else set()
    held = actors.mentions if actors else ()
    same = _sides(actors)
    for role in frame.recipients:
        if role == "each":
            continue
        for source in (token, light):
            if source is None or (source is light and role in ("of", "poss", "adj")):
                continue
            heads = fill(source, role)
            if frame.type == "REQUEST" and role.endswith(".of"):
                heads = [h for h in heads if lemma(h.head) not in _BEFALLING]
            found = parties_at(index, heads, role=role)
            if found is None:
                continue
            rest = tuple(
                m
                for m in found.mentions
                if m.start not in mine
                and not (actors and any(a.start <= m.start and m.end <= a.end for a in held))
                and _other(index, m, same, role)
                and _heard(frame, m)
            )
            if rest:
                return Found(rest, role, found.either)
    named = {h.i for slot in frame.absorbs for h in fill(token, slot)}
    return _owned(index, token, frame, same) or _nested(index, token, light, same, named)


def _heard(frame: Frame, m: Mention) -> bool:
    """Whether words can be for a party: a river bank, or "it" for one, is asked nothing."""
    return frame.type not in _WORDS or m.acts or not m.place


def _owned(index: MentionIndex, token: Token, frame: Frame, same: set[str]) -> Found | None:
    """The party whose thing is acted upon: "closed the strait to their ships"."""
    for role in frame.recipients:
        if "." in role or role == "each":
            continue
        things = [h for h in fill(token, role) if index.at(h) is None]
        owners = [c for h in things for c in children(h, "amod", "compound", "nmod:poss")]
        if role == "obj":  # "recalled its envoy": whose it is is who recalls
            owners = [o for o in owners if o.lower_ not in _ITS]
        found = parties_at(index, owners, places=False, role=f"{role}.adj")
        rest = tuple(m for m in found.mentions if _other(index, m, same, "adj.")) if found else ()
        if rest:
            return Found(rest, f"{role}.adj")
    return None


def _sides(actors: Found | None) -> set[str]:
    """Ids and names of those who act and of those for whom they do."""
    if actors is None:
        return set()
    out: set[str] = set()
    for m in actors.mentions:
        out |= {x for x in (m.party.actor, m.party.for_actor, m.party.name) if x}
    return out


def _other(index: MentionIndex, m: Mention, same: set[str], role: str) -> bool:
    """Whether a mention is another party than those who act, and not their own ("its forces")."""
    if (m.party.actor or m.party.name) in same:
        return False
    if m.party.name.lower() in _FIRST and any(s.lower() in _FIRST for s in same):
        return False  # "we will defend our land"
    if ("." in role or m.place) and m.party.for_actor in same:
        return False  # a town of one's own is no other party
    owner = next((c for c in children(index.doc[m.head], "nmod:poss") if c.pos_ == "PRON"), None)
    if owner is not None and same:
        who = index.at(owner)
        if who is None or {who.party.actor, who.party.for_actor, who.party.name} & same:
            return False
    return True


def _nested(
    index: MentionIndex, token: Token, light: Token | None, same: set[str], named: set[int]
) -> Found | None:
    """A party a step further in, within what the act is about: "readiness for dialogue with X".

    Not one that is part of the frame itself: the court in "took the case to the court".
    """
    todo: list[tuple[Token, int, str]] = []
    token_gives = lemma(token) in _GIVING  # "helped pass a law on Chad" helped not Chad
    for top in filter(None, (token, light)):
        todo += [(p, 0, "") for p in children(top, "obj", "nmod", "obl", "xcomp", "acl", "ccomp")]
    while todo:
        phrase, depth, path = todo.pop(0)
        label = phrase.dep_
        asks = token.lemma_.lower() in _ASKING or "demand" in path
        if label in ("obl", "nmod") and not cases(phrase) & _TOWARD:
            continue
        if label in ("obl", "nmod") and "on" in cases(phrase) and lemma(phrase.head) in _TALKS:
            continue  # "a conference on Chad": what it is about, not who is there
        if label == "nmod" and "of" in cases(phrase) and lemma(phrase.head) in _BEFALLING:
            continue
        if label in ("ccomp", "xcomp", "acl") and not asks and label != "xcomp":
            continue
        path = f"{path}.{label}" if path else label
        if lemma(phrase) in ("demand", "call", "appeal", "request"):
            path += "(demand)"
        if depth or label in ("obl", "nmod"):
            found = None if phrase.i in named else parties_at(index, [phrase], role=path)
            rest = (
                tuple(
                    m for m in found.mentions if not m.place and _other(index, m, same, "nested.")
                )
                if found
                else ()
            )
            if found and not rest and label in ("nmod", "obl", "nsubj"):
                rest = tuple(
                    m
                    for m in found.mentions
                    if m.acts and m.party.code and _other(index, m, same, "nested.")
                )
            if rest:
                return Found(rest, path)
        if depth < (1 if token_gives else 2):
            inner = (
                ("nsubj", "nsubj:pass")
                if label in ("ccomp", "acl")
                else ("nmod", "obl", "acl", "nmod:poss")
            )
            if label == "xcomp":
                inner = ("obj", "obl")
            todo += [(c, depth + 1, path) for c in children(phrase, *inner)]
    return None
