"""Acts done in speaking and their contents: what hangs on which, and whose word it then is."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from tracktwo.coding.candidates import Candidate
from tracktwo.coding.coded import Coded
from tracktwo.coding.context import Reading
from tracktwo.coding.telling import predicate_of
from tracktwo.coding.trees import cases, children, lemma
from tracktwo.schema import CueKind, Link, Modality, Party

__all__ = [
    "CONTENT",
    "FORGOING",
    "PRESUPPOSING",
    "asks_itself",
    "courteous",
    "speech_act_above",
    "with_speaker",
]

CONTENT: Final[dict[str, tuple[Modality, CueKind]]] = {
    "REQUEST": ("demanded", "demands"),
    "AGREE": ("planned", "promises"),
    "THREATEN": ("planned", "warns"),
    "ACCUSE": ("happened", "claims"),
    "REJECT": ("planned", "says"),
    "CONCEDE": ("planned", "promises"),
}
"""What a speech act makes of its content, and how its speaker's word counts in the chain."""
FORGOING: Final = frozenset({"forego", "forgo", "renounce"})
"""Words for leaving a thing be: asked for, a state of affairs that the position tells."""
PRESUPPOSING: Final = frozenset(
    """
    condemn denounce criticise criticize deplore decry slam blast censure praise commend laud
    congratulate thank welcome applaud punish apologise apologize apology regret forgive pardon
    reward
    """.split()
)
"""Words of praise and blame, which take it that what they judge was done."""


def speech_act_above(
    token: Token, by_token: dict[int, int], candidates: list[Candidate]
) -> int | None:
    """The candidate whose content a token is: the nearest speech act that it hangs on as such."""
    child = token
    while child.head.i != child.i:
        head = child.head
        k = by_token.get(head.i)
        if child.dep_ in ("conj", "acl:relcl", "parataxis", "appos") or (
            child.dep_ == "advcl"
            and not cases(child) & {"for", "of", "by", "over", "from", "against", "to"}
        ):
            if child.dep_ != "conj":
                return None
            child = head
            continue
        if child.dep_ in ("nsubj", "nsubj:pass"):
            return None
        if k is not None and candidates[k].frame.type in CONTENT:
            return k
        if child.dep_ == "obl" and not cases(child) & {
            "for",
            "of",
            "on",
            "about",
            "over",
            "against",
            "to",
            "at",
        }:
            return None
        child = head
    return None


def asks_itself(c: Candidate, who: list[Party], parent: Coded) -> bool:
    """Whether a pronoun for who is asked was taken for the one who asks."""
    if c.actors is None or any(m.kind != "pronoun" for m in c.actors.mentions):
        return False
    asking = {p.actor or p.name for p in parent.event.actors}
    return all((p.actor or p.name) in asking for p in who)


def courteous(c: Candidate) -> bool:
    """Whether wanting to say a thing is only a way to say it: "I would like to thank ..."."""
    verb = c.token.head
    return (
        lemma(c.token) in PRESUPPOSING
        and c.token.dep_ == "xcomp"
        and lemma(verb) in ("want", "wish", "like")
        and any(s.lower_ in ("i", "we") for s in children(verb, "nsubj"))
    )


def with_speaker(
    r: Reading, chain: list[Link], parent: Coded, kind: CueKind, *, presupposed: bool
) -> list[Link]:
    """The chain with the speaker of a speech act as innermost link, unless it is there already."""
    actors = parent.event.actors
    token = parent.candidate.light or parent.candidate.token
    dropped = [x for x in r.chain(token) if x not in parent.event.attribution]
    if not actors or presupposed:
        return chain
    chain = [x for x in chain if x not in dropped]
    cue = r.cite(predicate_of(parent.candidate))
    if any(link.cue is not None and link.cue.start <= cue.start < link.cue.end for link in chain):
        return chain
    if any(link.cue is not None and cue.start <= link.cue.start < cue.end for link in chain):
        return chain
    base = parent.event.attribution
    links = [*base, Link(source=actors[0], cue=cue, kind=kind)]
    extra = [x for x in chain if x not in links]
    return [*links, *extra]
