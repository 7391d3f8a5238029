"""Stands told by a stance word: who demands, offers, rejects or prefers, and towards whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from spacy.tokens import Token

from tracktwo.coding.arguments import fill, parties_at
from tracktwo.coding.coded import Coded
from tracktwo.coding.contents import content_heads, exchange
from tracktwo.coding.context import Reading
from tracktwo.coding.doers import subjects_of
from tracktwo.coding.holders import acting, holders, speaks, unsaid, voiced
from tracktwo.coding.scope import conditional_clauses, scope_of
from tracktwo.coding.sides import in_own_words
from tracktwo.coding.stances import StanceWord, Stand, settled, side, stance_word
from tracktwo.coding.topics import topic_of
from tracktwo.coding.trees import cases, children, is_negator, lemma, own_tokens
from tracktwo.schema import Condition, Link, Modality, Party

__all__ = ["stands_of_words"]

_ENDING: Final = frozenset(
    """drop abandon withdraw renounce soften give retract relinquish shelve scrap lose waive
    overcome end forsake cancel""".split()
)
_BARRING: Final = frozenset({"block", "oppose", "veto", "resist", "reject"})
_DENIED: Final = frozenset(
    """allegation claim accusation report charge criticism suggestion assertion rumour rumor
    complaint notion accusations narrative finding conclusion comparison speculation""".split()
)
_TAKEN: Final = frozenset("responsibility blame award prize resignation fact apology".split())
_SIDES: Final = frozenset({"side", "party", "government", "both", "all"})
_ORDERS: Final = frozenset({"tell", "order", "instruct", "command"})
_HOSTILE: Final = frozenset({"THREATEN", "ASSAULT", "ACCUSE"})


def stands_of_words(r: Reading, coded: Sequence[Coded]) -> list[Stand]:
    """The stands that stance words tell, in the order of the text."""
    events = {c.candidate.token.i: c for c in coded if c.event.id[0] == "e"}
    for c in coded:
        if c.candidate.light is not None and c.event.id[0] == "e":
            events.setdefault(c.candidate.light.i, c)
    found = [s for t in r.doc for s in _at(r, t, events)]
    return _outermost(found)


def _at(r: Reading, token: Token, events: Mapping[int, Coded]) -> Iterator[Stand]:
    if token.pos_ not in ("VERB", "NOUN", "ADJ") or (token.pos_ == "ADJ" and token.dep_ == "amod"):
        return
    for word in stance_word(token):
        role, heads = content_heads(token, word.contents)
        if not heads:
            continue
        if word.stance == "rejects":
            heads = [topic_of(heads[0]) or heads[0]]
        if word.lemma == "propose" and _mediates(r, token, heads[0]):
            return
        yield from _stands(r, token, word, role, heads[0], events)
        return


def _stands(
    r: Reading, token: Token, word: StanceWord, role: str, head: Token, events: Mapping[int, Coded]
) -> Iterator[Stand]:
    coded = events.get(token.i)
    if coded is not None and coded.event.type in _HOSTILE and word.stance != "rejects":
        return
    if any(m.lower_ in ("whether", "if") for m in children(token, "mark")):
        return
    if lemma(head) in _DENIED and word.stance == "rejects":
        return
    if word.stance == "accepts" and lemma(head) in _TAKEN:
        return
    if word.lemma in ("insist", "hope") and role == "ccomp" and not _looks_ahead(head):
        return
    if word.lemma in ("welcome", "support", "back") and r.index.at(head) is not None:
        return
    if role in ("obj", "prep:for", "prep:to") and _names_a_party(r, head):
        return
    taken = settled(r, token, word.stance, word.negated)
    if taken is None:
        return
    stance, modality, condition = taken
    if token.pos_ == "NOUN":
        more = _of_governor(token)
        if more is None:
            return
        modality = more if more != "happened" else modality
    chain = r.chain(token)
    if unsaid(chain):
        return
    if stance == "offers" and lemma(head) in _BARRING and children(head, "obj"):
        stance, head = "rejects", children(head, "obj")[0]  # "vowed to block the treaty"
    if stance == "demands" and not conditional_clauses(token):
        condition = None  # what hangs on it is a warning voiced beside the demand
    condition = _in_exchange(r, token, head) or condition
    if condition is None and stance != "demands":
        inner = r.condition(scope_of(head))
        if inner is not None and inner.role == "consequence":
            condition = inner
    toward, drop, subject = _addressed(r, token, word, role, head, coded)
    extra = {
        "head": head,
        "drop": drop,
        "subject": subject,
        "since": next((c for c in token.children if "since" in cases(c)), None),
    }
    for party in holders(r, token, events):
        mine = [p for p in toward if side(p) != side(party)]
        if not speaks(party) or (toward and not mine) or _to_its_own(mine):
            continue
        if word.lemma in _ORDERS and not any(_known(p) for p in mine):
            continue
        if word.lemma == "need" and not (chain and side(chain[-1].source) == side(party)):
            continue
        voice, links = _voice(r, token, party, in_own_words(r, token, [party], chain))
        yield Stand(
            party=voice,
            stance="demands" if word.lemma == "want" and mine and role == "xcomp" else stance,
            cue=token,
            toward=tuple(mine) if stance in ("demands", "offers", "prefers") else (),
            chain=tuple(links),
            modality=modality,
            condition=condition,
            rule=f"stance {'adjective' if token.pos_ == 'ADJ' else token.pos_.lower()}",
            confidence=0.75 if coded is not None else 0.65,
            any_issue=word.any_issue or (coded is not None and coded.event.type == "REQUEST"),
            **extra,
        )


def _mediates(r: Reading, verb: Token, content: Token) -> bool:
    """Whether what is proposed is for others to do to each other: a go-between's idea, no stand."""
    subjects = children(content, "nsubj")
    if any(lemma(s) in _SIDES for s in subjects):
        return True
    found = parties_at(r.index, subjects)
    parties = r.parties(found.mentions) if found else []
    mine = {side(r.party(m)) for m in acting(r, subjects_of(verb))}
    return len(parties) > 1 and not any(side(p) in mine for p in parties)


def _in_exchange(r: Reading, *tokens: Token) -> Condition | None:
    """What is to be given in exchange for a content, as the condition of a stand."""
    for token in tokens:
        given = exchange(token)
        if given is not None:
            noun, thing = given
            words = own_tokens(thing)
            start = min(noun.left_edge.i, words[0].i)
            cue = next((c.i for c in children(thing, "case", "mark") if c.lower_ == "for"), noun.i)
            return Condition(
                role="consequence",
                cue=r.cite_tokens(start, max(noun.i, cue) + 1),
                span=r.cite_tokens(start, words[-1].i + 1),
            )
    return None


def _known(p: Party) -> bool:
    return bool(p.actor or p.for_actor or p.code)


def _to_its_own(toward: Sequence[Party]) -> bool:
    """Whether those addressed are a party's own people: "its citizens"."""
    own = ("its ", "their ", "his ", "her ", "our ", "my ")
    return bool(toward) and all(
        not (p.actor or p.for_actor)
        and p.mention is not None
        and p.mention.text.lower().startswith(own)
        for p in toward
    )


def _looks_ahead(clause: Token) -> bool:
    """Whether a clause asks for something, not tells that it is so."""
    if any(
        a.lower_ in ("must", "should", "will", "shall", "would", "can") for a in clause.children
    ):
        return True
    return (
        clause.tag_ == "VB"
        or (clause.tag_ == "VBP" and not children(clause, "aux", "cop", "aux:pass"))
        or any(a.lower_ == "be" for a in children(clause, "aux:pass", "cop"))
    )


def _names_a_party(r: Reading, head: Token) -> bool:
    m = r.index.at(head)
    return m is not None and not (m.place and not m.acts) and head.pos_ in ("PROPN", "PRON")


def _of_governor(noun: Token) -> Modality | None:
    """What the verb that voices a noun adds; None where it ends or denies what the noun says."""
    head = noun.head
    if noun.dep_ not in ("obj", "nsubj:pass", "obl") or head.pos_ != "VERB":
        return "happened"
    if lemma(head) in _ENDING:
        return None
    if not voiced(noun):
        return "happened"
    if any(is_negator(c) for c in head.children):
        return None
    scope = scope_of(head)
    if scope.modality in ("happened", "ongoing"):
        return "happened"
    return None if scope.modality == "demanded" else scope.modality


def _addressed(
    r: Reading, token: Token, word: StanceWord, role: str, head: Token, coded: Coded | None
) -> tuple[list[Party], tuple[Token, ...], bool]:
    """To whom a stand is addressed, words told by that, whether the content keeps its subject."""
    heads: list[Token] = []
    for slot in word.toward:
        if slot == role:
            continue
        heads = [h for h in fill(token, slot) if h.i != head.i]
        if slot == "obj" and role == "xcomp":
            heads = children(token, "obj") or children(token, "nsubj:pass")
        if parties_at(r.index, heads):
            break
    found = parties_at(r.index, heads)
    toward = r.parties(found.mentions) if found else []
    subject = children(head, "nsubj")
    if subject and word.stance in ("demands", "prefers"):
        who = parties_at(r.index, subject)
        if who and not toward:
            toward = r.parties(who.mentions)
        if who and not any(_known(p) for p in toward):
            return [], (), True  # "all troops", "its fighters": part of what is asked
        if who and {side(p) for p in r.parties(who.mentions)} == {side(p) for p in toward}:
            return toward, (), False
    if not toward and coded is not None and word.stance in ("demands", "offers"):
        toward = [p for p in coded.event.recipients if _known(p)]
    return toward, (), True


def _voice(r: Reading, token: Token, party: Party, chain: list[Link]) -> tuple[Party, list[Link]]:
    """The party as speaker: who voices the demand of the own side speaks for it."""
    if token.pos_ != "NOUN" or not voiced(token):
        return party, chain
    here = r.doc[token.head.i].idx
    if chain and chain[-1].cue is not None and chain[-1].cue.start == here:
        if side(chain[-1].source) == side(party) and lemma(token.head) != "hint":
            return party, chain[:-1]
        return party, chain
    speakers = r.parties(acting(r, subjects_of(token.head)))
    if not speakers or lemma(token.head) == "hint":
        return party, chain
    if side(speakers[0]) == side(party):
        return speakers[0], chain
    cue = r.cite(r.doc[token.head.i : token.head.i + 1])
    if any(link.cue is not None and link.cue.start == cue.start for link in chain):
        return party, chain
    return party, [*chain, Link(source=speakers[0], cue=cue, kind="says")]


def _outermost(found: Sequence[Stand]) -> list[Stand]:
    """Without stands that are the content of another stand of the same party."""
    drop: set[int] = set()
    told: dict[int, list[int]] = {}
    for n, inner in enumerate(found):
        told.setdefault(inner.cue.i, []).append(n)
        if inner.cue.dep_ == "conj" and inner.cue.head.i != inner.cue.i:
            told.setdefault(inner.cue.head.i, []).append(n)
    for k, outer in enumerate(found):
        for n in told.get(outer.head.i, ()):
            inner = found[n]
            if n == k or side(outer.party) != side(inner.party):
                continue
            if lemma(outer.cue) in ("refuse", "decline") and inner.stance != outer.stance:
                drop.add(k)  # "refused to rule out": left open
            else:
                drop.add(n)
    return [s for k, s in enumerate(found) if k not in drop]
