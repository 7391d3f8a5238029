"""Which words tell acts, and who does them to whom: the lexicon's frames on the tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Token

from tracktwo.actors import Mention
from tracktwo.coding.arguments import (
    Found,
    MentionIndex,
    behind,
    fill,
    participial,
    parties_at,
    subjects_of,
)
from tracktwo.coding.lexicon import Frame, Lexicon
from tracktwo.coding.trees import cases, children, lemma

__all__ = ["Candidate", "find_candidates", "one_act"]

# Types that need a second party to be an act at all, and types that stand without an actor.
_NEED_RECIPIENT: Final = frozenset({"CONSULT", "COOPERATE", "SUPPORT", "AID", "ACCUSE"})
_AGENTLESS: Final = frozenset(
    {"ASSAULT", "COERCE", "SANCTION", "AID", "PROTEST", "RETREAT", "MOBILIZE", "CONCEDE"}
)
_TOWARD: Final = frozenset("with to for toward towards against on of between".split())
_BODIES: Final = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
# What violence is done with, or the act itself, when it stands as the subject: "a bomb killed".
_MEANS: Final = frozenset(
    """
    attack strike bomb bombing explosion blast missile rocket drone shell shelling fire gunfire
    shot mine airstrike raid ambush assault offensive bullet grenade artillery bombardment
    barrage salvo mortar plane jet helicopter tank ship warship crackdown operation clash
    fighting violence war salvo ied device warplane aircraft invasion massacre siege incursion
    """.split()
)
_ABSTRACT: Final = frozenset(
    """
    inflation poverty problem issue question challenge corruption unemployment waste crime task
    idea goal record character credibility reputation proposal argument press freedom debt
    deficit price cost disease virus cancer hunger illiteracy bureaucracy tax root cause symptom
    weakness opponent title
    """.split()
)
_ENDINGS: Final = frozenset(
    """
    end stop halt cease prevent avoid suspend reduce refrain abstain curb counter deter stem
    """.split()
)
_ENDS: Final = frozenset("end halt cessation stop prevention suspension reduction".split())
# Violence that lasts, told by a noun: a state of things unless somebody is said to wage it.
_LASTING: Final = frozenset("fight war battle struggle campaign combat fighting conflict".split())
_GIVEN: Final = frozenset({"commitment", "obligation", "responsibility"})
_HELPING: Final = frozenset({"help", "aid", "assist"})
_CROWD: Final = frozenset(
    "thousand hundred dozen crowd people resident student worker million many demonstrator".split()
)
_ASPECTUAL: Final = frozenset(
    "stop halt cease end suspend resume begin start continue keep".split()
)
_ASKING: Final = frozenset(
    "demand ask urge call request reiterate repeat renew press insist accuse blame".split()
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A predicate with its frame and the parties in its roles.

    Attributes:
        token: the word that tells the act.
        frame: what the lexicon says of it.
        actors: who acts; None when the text names nobody.
        recipients: who is acted upon.
        light: the support verb whose object the word is, where there is one.
    """

    token: Token
    frame: Frame
    actors: Found | None
    recipients: Found | None
    light: Token | None = None


def _light_verb(noun: Token, frames: dict[int, Frame]) -> Token | None:
    head = noun.head
    if noun.dep_ == "conj":
        return _light_verb(head, frames) if head.i != noun.i else None
    if noun.dep_ in ("obj", "nsubj:pass") or (noun.dep_ == "acl:relcl"):
        f = frames.get(head.i)
        if f is not None and f.type == "LIGHT":
            return head
    return None


def _absorbed(token: Token, frame: Frame) -> set[int]:
    """Indices of words that are part of this act, so that they tell none of their own."""
    out: set[int] = set()
    for slot in frame.absorbs:
        for head in fill(token, "xcomp" if slot == "xcomp" else slot):
            if slot == "xcomp" and lemma(token) not in _ASPECTUAL:
                continue
            out.add(head.i)
            out |= {c.i for c in children(head, "conj", "compound")}
    return out


def find_candidates(index: MentionIndex, lexicon: Lexicon) -> Iterator[Candidate]:
    """All words of a document that tell an act, with who is in its roles, in order."""
    frames: dict[int, Frame] = {}
    taken: set[int] = set()
    for token in index.doc:
        frame = lexicon.match(token)
        if frame is None:
            continue
        frames[token.i] = frame
    for i, frame in frames.items():
        if frame.is_event:
            taken |= _absorbed(index.doc[i], frame)
    for i, frame in frames.items():
        token = index.doc[i]
        if not frame.is_event or i in taken or token.ent_type_ in ("Temporal", "Money"):
            continue
        if token.pos_ == "NOUN" and token.dep_ in ("compound", "nmod:desc", "flat"):
            continue
        if (
            i in index.by_head
            and token.pos_ in ("NOUN", "PROPN")
            and index.by_head[i].kind in ("role", "name", "plural")
        ):
            continue  # "the attackers", "the Support Group": a party, not an act
        if token.pos_ == "NOUN" and _brought_to_an_end(token):
            continue  # "stop the attacks": what is told or asked is the end of them
        if token.pos_ == "NOUN" and frame.type == "THREATEN" and children(token, "cop"):
            continue  # "is a threat to all": a danger, not a threat voiced
        light = _light_verb(token, frames) if token.pos_ == "NOUN" else None
        borne = light is not None and "subj" in frames[light.i].recipients
        actors = _actors(index, token, frame, None if borne else light)
        if light is not None and borne:  # "came under attack from", "faces shelling by"
            whence = fill(light, frames[light.i].actor) or fill(light, "prep:by")
            actors = actors or parties_at(index, whence, role="light.from")
            recipients = parties_at(index, fill(light, "subj"), role="light.subj")
        else:
            recipients = _recipients(index, token, frame, light, actors)
        if token.pos_ == "NOUN" and frame.type == "THREATEN" and children(token, "cop"):
            continue  # "is a threat to all": a danger, no act
        if actors is None and recipients is not None and frame.actor == "each":
            actors, recipients = recipients, None
        if not _stands(index, token, frame, actors, recipients, light):
            continue
        yield Candidate(token, frame, actors, recipients, light)


def _actors(index: MentionIndex, token: Token, frame: Frame, light: Token | None) -> Found | None:
    if not frame.actor:
        return None
    heads = [b for h in fill(token, frame.actor) for b in behind(index, h)]
    heads = [h for h in heads if not _named_after(index, h)]
    found = parties_at(index, heads, places=False, role=frame.actor)
    if found is None and light is not None:
        lent = [b for h in fill(light, "subj") for b in behind(index, h)]
        found = parties_at(index, lent, places=False, role="light.subj")
    if found is None:
        # a place counts when it is the grammatical agent ("Moscow warned"): the mention says so
        found = parties_at(
            index, [h for h in heads if _acting(index, h)], places=True, role=frame.actor
        )
    if found is None and token.pos_ == "NOUN" and frame.mode == "withdraw":
        # "the withdrawal of their troops": who leaves stands where others have what is done to
        found = parties_at(index, fill(token, "of"), places=False, role="of")
    return found


def _brought_to_an_end(noun: Token) -> bool:
    """Whether an event noun names only what is to stop, be prevented or grow less."""
    while noun.dep_ == "conj" and noun.head.i != noun.i:
        noun = noun.head
    head = noun.head
    if noun.dep_ == "nmod" and lemma(head) in _ENDS:
        return bool(cases(noun) & {"of", "to"})
    return (
        noun.dep_ in ("obj", "nsubj:pass", "obl")
        and lemma(head) in _ENDINGS
        and (noun.dep_ != "obl" or "from" in cases(noun))
    )


def _named_after(index: MentionIndex, head: Token) -> bool:
    """Whether a place only lends its name: "the Minsk agreements", "the Geneva talks"."""
    m = index.at(head)
    if m is None or head.dep_ != "compound":
        return False
    if m.kind in ("place", "metonym"):
        return True
    # "Syria ceasefire violations" are in Syria; "the Syria attack on its neighbour" is Syria's
    state = m.kind == "name" and m.party.actor is not None and not head.text.isupper()
    aimed = any(cases(n) & {"on", "against"} for n in children(head.head, "nmod", "obl"))
    return state and m.party.code is not None and m.party.code not in _BODIES and not aimed


def _acting(index: MentionIndex, head: Token) -> bool:
    m = index.at(head)
    return (
        m is not None
        and m.acts
        and head.dep_ in ("nsubj", "nmod:poss", "obl:agent", "amod", "compound", "conj")
    )


def _recipients(
    index: MentionIndex, token: Token, frame: Frame, light: Token | None, actors: Found | None
) -> Found | None:
    mine = {m.start for m in actors.mentions} if actors else set()
    same = _sides(actors)
    for role in frame.recipients:
        if role == "each":
            continue
        for source in (token, light):
            if source is None or (source is light and role in ("of", "poss", "adj")):
                continue
            found = parties_at(index, fill(source, role), role=role)
            if found is None:
                continue
            rest = tuple(
                m for m in found.mentions if m.start not in mine and _other(index, m, same, role)
            )
            if rest:
                return Found(rest, role, found.either)
    return _owned(index, token, frame, same) or _nested(index, token, light, same)


def _owned(index: MentionIndex, token: Token, frame: Frame, same: set[str]) -> Found | None:
    """The party whose thing is acted upon: "closed the strait to their ships"."""
    for role in frame.recipients:
        if "." in role or role == "each":
            continue
        things = [h for h in fill(token, role) if index.at(h) is None]
        owners = [c for h in things for c in children(h, "amod", "compound", "nmod:poss")]
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
    if "." in role and m.party.for_actor in same:
        return False
    owner = next((c for c in children(index.doc[m.head], "nmod:poss") if c.pos_ == "PRON"), None)
    if owner is not None and same:
        who = index.at(owner)
        if who is None or {who.party.actor, who.party.for_actor, who.party.name} & same:
            return False
    return True


def _nested(index: MentionIndex, token: Token, light: Token | None, same: set[str]) -> Found | None:
    """A party a step further in, within what the act is about: "readiness for dialogue with X"."""
    todo: list[tuple[Token, int, str]] = []
    for top in filter(None, (token, light)):
        todo += [(p, 0, "") for p in children(top, "obj", "nmod", "obl", "xcomp", "acl", "ccomp")]
    while todo:
        phrase, depth, path = todo.pop(0)
        label = phrase.dep_
        asks = token.lemma_.lower() in _ASKING or "demand" in path
        if label in ("obl", "nmod") and not cases(phrase) & _TOWARD:
            continue
        if label in ("ccomp", "xcomp", "acl") and not asks and label != "xcomp":
            continue
        path = f"{path}.{label}" if path else label
        if lemma(phrase) in ("demand", "call", "appeal", "request"):
            path += "(demand)"
        if depth or label in ("obl", "nmod"):
            found = parties_at(index, [phrase], role=path)
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
        if depth < 2:
            inner = (
                ("nsubj", "nsubj:pass")
                if label in ("ccomp", "acl")
                else ("nmod", "obl", "acl", "nmod:poss")
            )
            if label == "xcomp":
                inner = ("obj", "obl")
            todo += [(c, depth + 1, path) for c in children(phrase, *inner)]
    return None


def _stands(
    index: MentionIndex,
    token: Token,
    frame: Frame,
    actors: Found | None,
    recipients: Found | None,
    light: Token | None,
) -> bool:
    """Whether the parties suffice for an act of this type."""
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


def _other_agent(index: MentionIndex, token: Token, frame: Frame) -> bool:
    """Whether the words name an agent that is no party: "the storm killed ..."."""
    if token.pos_ not in ("VERB", "AUX"):
        return False
    violent = frame.type == "ASSAULT"
    agents = [a for a in subjects_of(token) if index.at(a) is None]
    return any(
        a.pos_ in ("NOUN", "PROPN")
        and not (lemma(a) in _MEANS or (violent and children(a, "nmod:poss")))
        and a.ent_type_ not in ("Weapon", "MilitaryPlatform")
        for a in agents
    )


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


_HARM: Final = frozenset("kill wound injure maim destroy damage hurt displace hit strike".split())


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
        return lemma(head.token) in _HARM and not children(c.token, "advmod", "obl")
    return bool(c.token.dep_ == "advcl" and c.token.tag_ == "VBG")


def one_act(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates with words for one act joined: "the strike killed", "shelled it, killing six"."""
    by_token = {c.token.i: c for c in candidates}
    for i in sorted(by_token):
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
            by_token[head.token.i] = replace(head, recipients=_join(head.recipients, c.recipients))
            del by_token[i]
    return [by_token[i] for i in sorted(by_token)]
