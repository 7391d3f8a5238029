"""Whether a place name stands for the place or for the party that governs it."""

from __future__ import annotations

from tracktwo.actors.english import DIRECTIONS, LOCATIONS, PLACE_NOUNS, SPEECH, VISITS
from tracktwo.actors.named import Named
from tracktwo.actors.tree import Tree

__all__ = ["stance"]


def stance(tree: Tree, head: int, name: Named | None) -> tuple[bool, bool]:
    """Whether a phrase names a place, and whether it may act or be acted on as a party.

    ``(True, False)``: only a place (*in Moscow*). ``(True, True)``: a place that may be a party
    too (*to Ukraine*, *shelled Kharkiv*). ``(False, True)``: a party (*Moscow warned*).
    """
    options = name.options if name is not None else ()
    if options and options[0].actor.family in ("person", "group"):
        return False, True
    hows = {option.how for option in options}
    if hows == {"body"}:
        return False, True
    town = bool(hows & {"capital", "place"}) or (name is not None and name.sort == "place")
    if hows == {"adjective"} or hows == {"demonym"}:
        return False, True
    state = not options or town or options[0].actor.family == "state" or "metonym" in hows
    rel, case = _relation(tree, head)
    located = _located(tree, head, rel, case)
    if located == "place":
        return (True, False) if state else (False, True)
    if located == "toward":
        return state, True
    if "place" in hows or (name is not None and name.sort == "place"):
        return True, rel not in ("compound", "nmod", "obl", "advmod") or case in (
            "on", "against", "by", "with", "between", "of",
        )  # fmt: skip
    if "capital" in hows and not hows & {"name", "alias"}:
        return _capital(tree, head, rel, case)
    return False, True


def _relation(tree: Tree, head: int) -> tuple[str, str | None]:
    """Label and preposition of a phrase; a conjunct has those of the first one."""
    case = tree.case_of(head)
    while tree.rel[head] == "conj" and tree.head[head] != head:
        head = tree.head[head]
        case = case or tree.case_of(head)
    return tree.rel[head], case


def _located(tree: Tree, head: int, rel: str, case: str | None) -> str | None:
    if case is not None:
        first = case.partition(" ")[0]
        if first in LOCATIONS or case == "out of":
            return "place"
        if first in DIRECTIONS:
            return "toward"
        if case == "of" and tree.lemma[tree.head[head]] in PLACE_NOUNS:
            return "place"
        return None
    up = tree.head[head]
    if rel in ("appos", "list", "parataxis", "dep") or tree.dep[head].endswith(":unmarked"):
        # *Tabqa, Syria*: the second says where the first lies.
        start = tree.left[head]
        comma = "," in (tree.words[start], tree.words[start - 1] if start else "")
        if comma and up < head and tree.pos[up] == "PROPN":
            return "place"
    return None


def _capital(tree: Tree, head: int, rel: str, case: str | None) -> tuple[bool, bool]:
    """A capital: its government when it speaks, acts, or is spoken to; else the town."""
    up = tree.head[head]
    if tree.rel[head] == "conj":
        up = tree.head[up]
    verb = tree.lemma[up]
    if rel in ("nsubj", "csubj"):
        if tree.dep[head] == "nsubj:pass":
            spoken = verb in SPEECH or verb not in VISITS
            return not spoken, True
        if tree.kid(up, "cop") is not None and tree.pos[up] in ("NOUN", "PROPN"):
            return True, True
        return False, True
    if tree.dep[head] == "nmod:poss":
        return tree.lemma[up] in PLACE_NOUNS or tree.lemma[up] in ("mayor", "airport"), True
    if rel in ("obj", "iobj"):
        return verb in VISITS, True
    if rel in ("obl", "nmod"):
        if case == "from":
            return True, True
        return case is None, True
    if rel in ("compound", "amod"):
        return True, True
    if rel in ("root", "parataxis", "ROOT", "dep"):
        return True, False
    return False, True
