"""Whether the parties found suffice for a word to tell an act, or it tells a state, or nothing."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from tracktwo.coding.arguments import Found, MentionIndex
from tracktwo.coding.doers import participial, subjects_of
from tracktwo.coding.lexicon import Frame
from tracktwo.coding.slots import passive
from tracktwo.coding.trees import cases, children, lemma

__all__ = ["stands"]

# Types that need a second party to be an act at all, and types that stand without an actor.
_NEED_RECIPIENT: Final = frozenset({"CONSULT", "COOPERATE", "SUPPORT", "AID", "ACCUSE"})
_AGENTLESS: Final = frozenset(
    {"ASSAULT", "COERCE", "SANCTION", "AID", "PROTEST", "RETREAT", "MOBILIZE", "CONCEDE"}
)
# What violence is done with, or the act itself, when it stands as the subject: "a bomb killed".
_MEANS: Final = frozenset(
    """
    attack strike bomb bombing explosion blast missile rocket drone shell shelling fire gunfire
    shot mine airstrike raid ambush assault offensive bullet grenade artillery bombardment
    barrage salvo mortar plane jet helicopter tank ship warship crackdown operation clash
    fighting violence war salvo ied device warplane aircraft invasion massacre siege incursion
    """.split()
)
# Who may stand for those that the text does not name.
_FOES: Final = frozenset("enemy foe invader occupier aggressor attacker assailant".split())
_ABSTRACT: Final = frozenset(
    """
    inflation poverty problem issue question challenge corruption unemployment waste crime task
    idea goal record character credibility reputation proposal argument press freedom debt
    deficit price cost disease virus cancer hunger illiteracy bureaucracy tax root cause symptom
    weakness opponent title
    """.split()
)
# Violence that lasts, told by a noun: a state of things unless somebody is said to wage it.
_LASTING: Final = frozenset("fight war battle struggle campaign combat fighting conflict".split())
# What does harm and shuts roads without being a party.
_NATURE: Final = frozenset(
    """
    fog snow snowfall storm sandstorm thunderstorm thunder lightning rain wind gale hurricane
    cyclone typhoon tornado flood flooding drought frost ice heat heatwave cold winter summer
    weather tide wave avalanche landslide earthquake quake tremor tsunami volcano eruption
    wildfire locust disease virus epidemic dysentery cholera malaria measles influenza fever
    plague famine hunger
    """.split()
)
_HARMFUL: Final = frozenset({"ASSAULT", "COERCE", "RETREAT", "SANCTION", "MOBILIZE"})
_GIVEN: Final = frozenset({"commitment", "obligation", "responsibility"})
_HELPING: Final = frozenset({"help", "aid", "assist"})
_TARGETING: Final = frozenset({"at", "on", "against", "with", "into", "by"})
_CROWD: Final = frozenset(
    "thousand hundred dozen crowd people resident student worker million many demonstrator".split()
)


def stands(
    index: MentionIndex,
    token: Token,
    frame: Frame,
    actors: Found | None,
    recipients: Found | None,
    light: Token | None,
) -> bool:
    """Whether the parties suffice for an act of this type.

    Args:
        index: mentions of the document.
        token: the word that may tell the act.
        frame: what the lexicon says of it.
        actors: who acts, where the text names anybody.
        recipients: who is acted upon, where the text names anybody.
        light: the support verb of a noun, where it has one.
    """
    if actors is None and recipients is None:
        violent = (
            frame.type == "ASSAULT"
            and not _other_agent(index, token, frame)
            and (token.pos_ == "VERB" or light is not None or _specific(token))
            and not (token.pos_ == "NOUN" and lemma(token) in _LASTING)
        )
        if frame.type == "PROTEST" and token.pos_ == "VERB":
            return any(lemma(s) in _CROWD for s in children(token, "nsubj"))
        return violent and bool(index.mentions) and _has_victim(token)
    if frame.type in ("ASSAULT", "SUPPORT") and recipients is None and _idle(index, token, actors):
        return False
    if frame.type in _HARMFUL and any(lemma(s).lower() in _NATURE for s in subjects_of(token)):
        return False  # "fog closed the airport", "cholera killed dozens"
    if frame.type == "SUPPORT" and recipients is None and lemma(token) == "defend":
        return False  # "we shall defend our land"
    if token.pos_ == "NOUN" and light is None and lemma(token) in _GIVEN:
        return False  # "its commitments": what was once promised, no promise
    if frame.type == "AID" and recipients is None and lemma(token) in _HELPING:
        return False  # "helped to raise prices"
    if actors is None and (
        frame.type not in _AGENTLESS
        or _other_agent(index, token, frame)
        or (token.pos_ == "NOUN" and lemma(token) in _LASTING)
    ):
        return False
    if (
        actors is not None
        and recipients is None
        and frame.type in ("ASSAULT", "COERCE")
        and _about_things(index, token)
    ):
        return False
    if token.pos_ == "NOUN" and light is None and not participial(token):
        own = (
            actors is not None
            and actors.role in ("subj", "poss", "adj", "of")
            and _inside(token, actors)
        ) or (recipients is not None and _inside(token, recipients))
        if not own:
            return False
    return not (
        frame.type in _NEED_RECIPIENT
        and recipients is None
        and not (
            actors is not None
            and (
                len(actors.mentions) > 1
                or ("each" in frame.recipients and any(m.plural for m in actors.mentions))
            )
        )
        and token.pos_ == "NOUN"
    )


def _idle(index: MentionIndex, token: Token, actors: Found | None) -> bool:
    """Whether somebody of whom nothing is known is said to attack or defend nothing at all.

    "The visitors attacked from the start" tells of a match as likely as of a war; armed men, states
    and bodies need no object.
    """
    if token.pos_ != "VERB" or actors is None or children(token, "obj", "ccomp", "xcomp"):
        return False
    if [c for c in children(token, "obl", "nmod") if cases(c) & _TARGETING]:
        return False
    if token.dep_ not in ("root", "conj", "advcl", "ccomp") or passive(token):
        return False
    parties = [m.party for m in actors.mentions]
    return not any(p.actor or p.for_actor or p.code or p.sectors for p in parties)


def _other_agent(index: MentionIndex, token: Token, frame: Frame) -> bool:
    """Whether the words name an agent that is no party: "the storm killed ..."."""
    if token.pos_ not in ("VERB", "AUX"):
        return False
    violent = frame.type in ("ASSAULT", "COERCE")
    agents = [a for a in subjects_of(token) if index.at(a) is None]
    return any(
        a.pos_ in ("NOUN", "PROPN")
        and not (
            lemma(a) in _MEANS | _FOES
            or _within_means(token, a)
            or (violent and children(a, "nmod:poss"))
        )
        and a.ent_type_ not in ("Weapon", "MilitaryPlatform")
        for a in agents
    )


def _within_means(verb: Token, agent: Token) -> bool:
    """Whether a relative clause is the means' own: "the strike on the market that killed eight"."""
    if verb.dep_ != "acl:relcl" or verb.head.i != agent.i:
        return False
    while agent.dep_ == "nmod" and agent.head.i != agent.i:
        agent = agent.head
        if lemma(agent) in _MEANS:
            return True
    return False


def _about_things(index: MentionIndex, token: Token) -> bool:
    """Whether violence is done to an abstract thing: "an attack on inflation"."""
    targets = (
        children(token, "obj")
        if token.pos_ == "VERB"
        else [n for n in children(token, "nmod") if cases(n) & {"on", "against"}]
    )
    return any(lemma(t) in _ABSTRACT for t in targets)


def _inside(token: Token, found: Found) -> bool:
    """Whether a party stands within the noun's own phrase."""
    left, right = token.left_edge.i, token.right_edge.i
    return any(left <= m.head <= right for m in found.mentions)


def _specific(token: Token) -> bool:
    return any(c.dep_ == "det" for c in token.children)


def _has_victim(token: Token) -> bool:
    if token.pos_ == "VERB":
        return bool(children(token, "obj", "nsubj:pass") or token.dep_ == "acl")
    return any(cases(c) & {"on", "against", "of", "at"} for c in children(token, "nmod"))
