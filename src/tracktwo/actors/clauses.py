"""Who is the subject of a clause: what a pronoun is likely to mean."""

from __future__ import annotations

from tracktwo.actors.draft import Reading
from tracktwo.actors.english import SPEECH, Class
from tracktwo.actors.tree import Tree

__all__ = ["blocks", "speakers", "states_what", "subject_of", "thing_before"]

_VERBS = ("VERB", "AUX")


def subject_of(tree: Tree, verb: int) -> int | None:
    """The token that is the subject of a verb, its own or the one that it shares.

    A coordinated verb shares the subject of the first one; an infinitive has the object or subject
    of the verb on which it hangs; a relative clause has the noun that it describes.
    """
    for _ in range(20):
        own = tree.kid(verb, "nsubj", "nsubj:pass", "nsubj:outer")
        if own is not None:
            if tree.lower[own] in ("who", "which", "that") and tree.dep[verb] == "acl:relcl":
                return tree.head[verb]
            return own
        if tree.kid(verb, "expl") is not None:
            return None
        up, rel = tree.head[verb], tree.rel[verb]
        if up == verb:
            return None
        if rel == "acl":
            if tree.tag[verb] in ("VBN", "VBG", "VBD"):
                return up
            # *Its duty to act*: who has the duty acts.
            while tree.head[up] != up and tree.pos[up] not in _VERBS:
                up = tree.head[up]
            verb = up
            if tree.pos[up] not in _VERBS:
                return None
            continue
        if rel == "xcomp":
            controlled = tree.kid(up, "obj", "iobj")
            if controlled is not None:
                return controlled
        elif rel not in ("conj", "advcl", "parataxis"):
            return None
        verb = up
    return None


def blocks(reading: Reading, i: int, cls: Class, token: int) -> bool:
    """A thing in the place of the subject: *the plan ... it* is no party."""
    tree = reading.tree
    if token in reading.at or token >= i or tree.pos[token] not in ("NOUN", "PROPN"):
        return False
    if cls == "it":
        return tree.tag[token] in ("NN", "NNP", "")
    return cls == "they" and tree.tag[token] in ("NNS", "NNPS")


def states_what(reading: Reading, i: int) -> bool:
    """*It is a fight, it was a step*: what happened, and no party."""
    tree, up = reading.tree, reading.tree.head[i]
    return (
        tree.dep[i] == "nsubj"
        and tree.pos[up] == "NOUN"
        and tree.kid(up, "cop") is not None
        and up not in reading.at
    )


def thing_before(reading: Reading, i: int) -> bool:
    """A thing that was the subject of an earlier clause is what *it* means first."""
    tree = reading.tree
    return any(
        tree.dep[at].startswith("nsubj") and blocks(reading, i, "it", at)
        for at in range(tree.starts[tree.sent[i]], i)
    )


def speakers(reading: Reading, i: int) -> set[str]:
    """Who speaks the quotation in which a pronoun stands: *he* in it is somebody else."""
    tree = reading.tree
    if tree.quote[i] == 0:
        return set()
    sent = tree.sent[i]
    first, last = max(0, sent - 1), min(len(tree.starts) - 2, sent + 1)
    return {
        other.key
        for at in range(tree.starts[first], tree.starts[last + 1])
        if (other := reading.at.get(at)) is not None
        and tree.quote[at] == 0
        and other.key
        and tree.dep[at].startswith("nsubj")
        and tree.lemma[tree.head[at]] in SPEECH
    }
