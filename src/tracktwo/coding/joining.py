"""Two words for one act joined: "the strike killed six", "shelled it, killing six"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from tracktwo.coding.arguments import Found
from tracktwo.coding.candidates import Candidate
from tracktwo.coding.trees import cases, children, lemma

__all__ = ["one_act"]

_HARM: Final = frozenset("kill wound injure maim destroy damage hurt displace hit strike".split())
_WHERE: Final = frozenset({"near", "in", "at", "by", "outside"})


def _join(a: Found | None, b: Found | None) -> Found | None:
    if a is None or b is None:
        return a or b
    mine = {m.start for m in a.mentions}
    return Found(
        a.mentions + tuple(m for m in b.mentions if m.start not in mine),
        a.role,
        a.either or b.either,
    )


def _same_harm(c: Candidate, head: Candidate) -> bool:
    """Whether a verb tells the harm of another: "shelled it, killing six", "killed and injured"."""
    if lemma(c.token) not in _HARM or children(c.token, "nsubj", "nsubj:pass"):
        return False
    if c.token.dep_ == "conj":
        apart = [o for o in children(c.token, "obl") if not cases(o) & _WHERE]
        return lemma(head.token) in _HARM and not children(c.token, "advmod") and not apart
    return bool(c.token.dep_ == "advcl" and c.token.tag_ == "VBG")


def _that_did_it(by_token: dict[int, Candidate], i: int) -> None:
    """Joins harm with the noun whose doing it was: "condemned the strike *that killed* eight"."""
    c = by_token.get(i)
    if c is None or c.frame.type != "ASSAULT" or lemma(c.token) not in _HARM:
        return
    subjects = children(c.token, "nsubj")
    if c.token.dep_ != "acl:relcl" or [s.lower_ for s in subjects] not in (["which"], ["that"]):
        return
    for above in c.token.ancestors:
        noun = by_token.get(above.i)
        if above.pos_ not in ("NOUN", "PROPN"):
            return
        if noun is not None and noun.frame.type == "ASSAULT":
            by_token[above.i] = replace(noun, recipients=_join(noun.recipients, c.recipients))
            del by_token[i]
            return


def one_act(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates with words for one act joined: "the strike killed", "shelled it, killing six"."""
    by_token = {c.token.i: c for c in candidates}
    for i in sorted(by_token):
        _that_did_it(by_token, i)
        c = by_token.get(i)
        if c is None or c.frame.type != "ASSAULT":
            continue
        head = by_token.get(c.token.head.i)
        if head is None or head.token.i == i or head.frame.type != "ASSAULT":
            continue
        if (
            c.token.pos_ == "NOUN"
            and c.token.dep_ in ("nsubj", "obl", "obl:agent")
            and lemma(head.token) in _HARM
        ):
            if c.token.dep_ == "obl" and not cases(c.token) & {"in", "by", "during", "from"}:
                continue
            if head.actors is not None and c.actors is not None:
                continue
            frame = c.frame if c.frame.mode else head.frame
            by_token[head.token.i] = replace(
                head,
                frame=frame,
                actors=head.actors or c.actors,
                recipients=_join(head.recipients, c.recipients),
            )
            del by_token[i]
        elif _same_harm(c, head):
            by_token[head.token.i] = replace(
                head,
                frame=c.frame if c.frame.mode and not head.frame.mode else head.frame,
                actors=head.actors or c.actors,
                recipients=_join(head.recipients, c.recipients),
            )
            del by_token[i]
    return [by_token[i] for i in sorted(by_token)]
