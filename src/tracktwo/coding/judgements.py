"""Stands told as judgements: a thing is essential, unacceptable, a red line; there can be no ..."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from tracktwo.coding.arguments import parties_at
from tracktwo.coding.context import Reading
from tracktwo.coding.holders import holders, speaks, unsaid
from tracktwo.coding.ownwords import speaker_of
from tracktwo.coding.scope import scope_of
from tracktwo.coding.stances import Stand
from tracktwo.coding.trees import cases, children, is_negator, lemma, marks
from tracktwo.schema import Link, Party, Stance

__all__ = ["stands_of_judgements"]

_NEEDED: Final = frozenset(
    """necessary essential vital crucial important indispensable imperative needed required urgent
    critical key paramount desirable preferable""".split()
)
_BARRED: Final = frozenset(
    """unacceptable inadmissible intolerable impermissible unthinkable non-negotiable impossible
    illegitimate""".split()
)
_GOALS: Final = frozenset("goal aim objective wish priority demand desire dream hope".split())
_JUDGING: Final = frozenset("see consider regard call deem describe view find label treat".split())
_ALSO_NEED: Final = frozenset({"non-negotiable"})
_NOUNS: Final[dict[str, Stance]] = {
    "non-starter": "rejects",
    "nonstarter": "rejects",
    "priority": "prefers",
    "precondition": "demands",
    "prerequisite": "demands",
    "must": "demands",
    "necessity": "prefers",
}


def _judged(word: Token) -> Stance | None:
    """What a predicate word says of its subject."""
    text, negated = lemma(word), any(is_negator(c) for c in word.children)
    for c in children(word, "advmod"):
        negated = negated or c.lower_ == "hardly"
    stance: Stance | None = None
    if text in _ALSO_NEED or (text == "negotiable" and negated):
        return "demands" if not (text in _ALSO_NEED and negated) else None
    if text == "starter" and any(c.lower_ == "non" for c in word.children):
        return None if negated else "rejects"
    if text == "line" and any(c.lower_ == "red" for c in word.children):
        return None if negated else "rejects"
    if text in _NEEDED and word.pos_ in ("ADJ", "VERB"):
        return None if negated else "prefers"
    if text in _BARRED and text not in _ALSO_NEED:
        return None if negated else "rejects"
    if text == "welcome" and word.pos_ == "ADJ":
        return None if negated else "accepts"
    if text == "acceptable":
        return "rejects" if negated else "accepts"
    if word.pos_ == "NOUN" and text in _NOUNS:
        stance = None if negated else _NOUNS[text]
    if text in ("question", "table") and cases(word) & {"out of", "off"}:
        return None if negated else "rejects"
    if text == "table" and "on" in cases(word):
        return None
    return stance


def stands_of_judgements(r: Reading) -> Iterator[Stand]:
    """Stands told by judging a thing, in the order of the text."""
    for token in r.doc:
        if token.pos_ not in ("ADJ", "NOUN", "PROPN", "VERB", "AUX"):
            continue
        if lemma(token) == "leave" and any(lemma(c) == "open" for c in token.children):
            yield from _left_open(r, token)
        if lemma(token) == "be" and children(token, "expl"):
            yield from _no_way(r, token)
            continue
        if children(token, "cop"):
            yield from _for_or_against(r, token)
            yield from _goal(r, token)
        stance = _judged(token)
        if stance is not None:
            yield from _predicated(r, token, stance)
            yield from _seen_as(r, token, stance)


def _seen_as(r: Reading, word: Token, stance: Stance) -> Iterator[Stand]:
    """Stands like "Egypt sees the deal as essential", "called the plan a non-starter"."""
    verb = word.head
    if verb.pos_ != "VERB" or lemma(verb) not in _JUDGING:
        return
    if word.dep_ not in ("xcomp", "obl", "advcl", "ccomp") or any(
        is_negator(c) for c in verb.children
    ):
        return
    objects = [o for o in children(verb, "obj") if o.i != word.i]
    chain = r.chain(verb)
    if not objects or unsaid(chain) or scope_of(verb).modality not in ("happened", "ongoing"):
        return
    for party in holders(r, verb, {}):
        if speaks(party):
            yield _stand(party, stance, word, objects[0], tuple(chain), open_=True)


def _predicated(r: Reading, word: Token, stance: Stance) -> Iterator[Stand]:
    """Stands like "a plan is necessary", "it is vital that ...", "is a red line for Kyiv"."""
    if not children(word, "cop") and not (
        word.dep_ == "xcomp" and lemma(word.head) in ("be", "remain", "seem", "become")
    ):
        return
    clause = word if children(word, "cop") else word.head
    if scope_of(word).modality not in ("happened", "ongoing"):
        return
    subjects = children(clause, "nsubj", "csubj")
    heads = [s for s in subjects if s.lower_ not in ("it", "this", "that", "there")]
    clausal = False
    if not heads and (children(clause, "expl") or any(s.lower_ == "it" for s in subjects)):
        heads = [
            c
            for c in children(word, "ccomp", "csubj", "xcomp", "advcl", "acl")
            if cases(c) & {"that", "to"}
        ]
        clausal = bool(heads)
    if not heads:
        return
    head = heads[0]
    if (
        not clausal
        and stance == "prefers"
        and [c for c in children(word, "advcl", "xcomp", "csubj") if "to" in marks(c)]
    ):
        head = word
    wish = clausal and parties_at(r.index, children(head, "nsubj")) is not None
    named = [c for c in children(word, "obl", "nmod") if cases(c) & {"for", "to"}]
    found = parties_at(r.index, named, places=True)
    if found and stance != "prefers":
        chain = r.chain(word)
        for party in r.parties([m for m in found.mentions if m.acts]):
            if speaks(party) and not unsaid(chain):
                yield _stand(party, stance, word, head, tuple(chain))
        return
    told = speaker_of(r, word)
    if told is not None:
        speaker, chain, _ = told
        yield _stand(speaker, stance, word, head, tuple(chain), open_=wish)


def _for_or_against(r: Reading, word: Token) -> Iterator[Stand]:
    """Stands like "is against foreign troops", "is in favour of talks"."""
    head = word
    stance: Stance | None = None
    if "against" in cases(word):
        stance = "rejects"
    elif lemma(word) in ("favour", "favor") and "in" in cases(word):
        head = next((c for c in children(word, "nmod") if "of" in cases(c)), word)
        stance = "prefers" if head.i != word.i else None
    chain = r.chain(word)
    if stance is None or unsaid(chain) or scope_of(word).modality not in ("happened", "ongoing"):
        return
    if any(is_negator(c) for c in word.children):
        return
    drop = () if head.i != word.i else (*children(word, "cop", "nsubj", "aux", "case"),)
    found = parties_at(r.index, children(word, "nsubj"))
    for party in r.parties(found.mentions) if found else ():
        if speaks(party):
            yield _stand(party, stance, word, head, tuple(chain), drop=drop, open_=True)


def _left_open(r: Reading, verb: Token) -> Iterator[Stand]:
    """Stands like "left open whether it would sign"."""
    chain = r.chain(verb)
    if unsaid(chain) or scope_of(verb).modality not in ("happened", "ongoing"):
        return
    tops = [verb, *(c for c in verb.children if lemma(c) == "open")]
    heads = [
        c
        for top in tops
        for c in children(top, "ccomp", "advcl")
        if c.dep_ == "ccomp" or marks(c) & {"whether", "if"}
    ]
    heads = heads or [o for o in children(verb, "obj") if o.pos_ == "NOUN" and lemma(o) != "door"]
    for party in holders(r, verb, {}):
        if speaks(party) and heads:
            yield _stand(party, "leaves open", verb, heads[0], tuple(chain))


def _goal(r: Reading, word: Token) -> Iterator[Stand]:
    """Stands like "our goal is a free Palestine": what the predicate names is wanted."""
    for noun in children(word, "nsubj"):
        if lemma(noun) not in _GOALS or any(is_negator(c) for c in word.children):
            continue
        chain = r.chain(noun)
        if unsaid(chain) or scope_of(word).modality not in ("happened", "ongoing"):
            continue
        drop = (noun, *children(word, "cop", "aux"))
        for party in holders(r, noun, {}):
            if speaks(party):
                yield _stand(party, "prefers", noun, word, tuple(chain), drop=drop, open_=True)


def _no_way(r: Reading, verb: Token) -> Iterator[Stand]:
    """Stands like "there can be no peace without justice", "there is no alternative to talks"."""
    told = speaker_of(r, verb)
    if told is None:
        return
    speaker, chain, _ = told
    for noun in children(verb, "nsubj", "obj"):
        if not any(d.lower_ == "no" for d in children(noun, "det")):
            continue
        if lemma(noun) in ("alternative", "substitute"):
            for c in children(noun, "nmod", "acl"):
                if cases(c) & {"to", "for"}:
                    yield _stand(speaker, "prefers", noun, c, tuple(chain))
            continue
        licence = [
            c for c in [*children(noun, "nmod"), *children(verb, "obl")] if "without" in cases(c)
        ]
        can = any(a.lower_ in ("can", "will", "could", "must") for a in children(verb, "aux"))
        for c in licence:
            yield _stand(speaker, "demands", noun, c, tuple(chain))
        if can and not licence:
            drop = tuple(d for d in children(noun, "det"))
            yield _stand(speaker, "rejects", noun, noun, tuple(chain), drop=drop)


def _stand(
    party: Party,
    stance: Stance,
    cue: Token,
    head: Token,
    chain: tuple[Link, ...],
    *,
    drop: tuple[Token, ...] = (),
    open_: bool = False,
) -> Stand:
    return Stand(
        party=party,
        stance=stance,
        cue=cue,
        head=head,
        toward=(),
        chain=chain,
        modality="happened",
        condition=None,
        rule="judgement",
        confidence=0.6,
        any_issue=open_ or stance != "prefers" or head.i == cue.i,
        drop=drop,
    )
