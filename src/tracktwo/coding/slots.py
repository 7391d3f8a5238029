"""Who fills the slots of a verb: logical subject and object over passives, relatives, control.

The tree is Universal Dependencies v2 for English. A slot is told by heads; conjuncts and parts of
a head are left to the caller.
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from tracktwo.coding.trees import antecedent, cases, children

__all__ = ["logical_objects", "logical_subjects", "nobodys", "passive"]

_RELATIVE: Final = frozenset({"who", "whom", "which", "that"})
_GIVING: Final = frozenset(
    "give deny refuse offer grant send hand lend pay promise owe award show supply".split()
)
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM"})


def _is_past_participle(token: Token) -> bool:
    form, tense = token.morph.get("VerbForm"), token.morph.get("Tense")
    return token.tag_ == "VBN" or ("Part" in form and "Past" in tense)


def passive(token: Token) -> bool:
    """Whether a verb is passive: marked so, a reduced clause, or a conjunct that shares it."""
    if children(token, "aux:pass", "nsubj:pass", "csubj:pass"):
        return True
    if any("by" in cases(c) or not cases(c) for c in children(token, "obl:agent")):
        return token.tag_ != "VBD" or not children(token, "nsubj")
    if token.dep_ == "advcl" and token.tag_ == "VBN" and not children(token, "nsubj", "aux", "obj"):
        return bool(children(token, "mark"))  # "if asked", "unless invited"
    if token.dep_ in ("acl", "amod") and _is_past_participle(token):
        return not children(token, "nsubj", "aux")  # "reports that they have killed ..." is active
    head = token.head
    return (
        token.dep_ == "conj"
        and head.i != token.i
        and _is_past_participle(token)
        and not children(token, "nsubj", "obj", "aux")
        and passive(head)
    )


def logical_objects(token: Token) -> list[Token]:
    """Heads of what a verb acts on: object, passive subject, or the noun that it modifies."""
    found = children(token, "nsubj:pass", "csubj:pass") or children(token, "obj")
    if token.lemma_.lower() in _GIVING and children(token, "nsubj:pass"):
        found = children(token, "obj") or found  # "were denied access": it is access that is denied
    if not found:
        found = children(token, "iobj")
    if found:
        return [antecedent(t) for t in found]
    joined = [c for c in children(token, "conj") if c.i - token.i == 2 and c.tag_ == token.tag_]
    if joined and joined[0].pos_ == "VERB" and not children(token, "obl", "ccomp", "xcomp"):
        return [antecedent(t) for t in children(joined[0], "obj")]  # "beat and arrested students"
    head, label = token.head, token.dep_
    if head.i == token.i:
        return []
    if label in ("acl", "amod"):
        return [head] if _is_past_participle(token) else []
    if label == "acl:relcl":
        subject = children(token, "nsubj")
        if not subject or subject[0].lower_ in _RELATIVE or children(token, "ccomp", "cop"):
            return []
        adverb = any(c.lower_ in ("where", "when", "why") for c in children(token, "advmod"))
        return [] if adverb else [head]
    if label == "conj" and head.pos_ in ("VERB", "AUX"):
        if passive(token):
            return logical_objects(head)
        return [o for o in children(head, "obj") if o.i > token.i]
    if label == "xcomp" and children(token, "aux:pass"):
        return children(head, "obj") or children(head, "nsubj", "nsubj:pass")
    return []


def nobodys(token: Token) -> bool:
    """Whether a clause is about nobody in particular: "how to end ...", "..., including ending"."""
    how = any(c.lower_ in ("how", "whether") for c in children(token, "advmod", "mark"))
    return (how and "to" in cases(token)) or (token.tag_ == "VBG" and "including" in cases(token))


def logical_subjects(token: Token) -> list[Token]:
    """Heads of who acts: subject, passive agent, controller, or the noun that a clause modifies."""
    if passive(token):
        agents = children(token, "obl:agent")
        if not agents and token.dep_ == "conj" and passive(token.head):
            # "was shot and killed by soldiers": the agent hangs on the first
            agents = [a for a in children(token.head, "obl:agent") if a.i > token.i]
        return agents or [c for c in children(token, "obl") if "by" in cases(c)]
    found = children(token, "nsubj", "csubj")
    if found:
        return [antecedent(t) for t in found]
    head, label = token.head, token.dep_
    if head.i == token.i or nobodys(token):
        return []
    if label in ("acl", "amod"):
        return [head] if head.pos_ in _NOMINAL else []
    if label in ("xcomp", "ccomp"):
        return children(head, "obj", "iobj") or logical_subjects(head)
    if label in ("conj", "advcl") and head.pos_ in ("VERB", "AUX", "ADJ"):
        return logical_subjects(head)
    return []
