"""Trees made by hand, in few words: Docs for tests that need no language model."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

__all__ = ["clause", "nominal", "tree"]

_VOCAB = spacy.blank("en").vocab


def tree(text: str) -> Doc:
    """A Doc from ``form/lemma/POS/dep/head`` items parted by blanks; heads count from 1.

    ``dep`` of the root is ``root``. A sixth field, where given, is the morphology.
    """
    rows = [item.split("/") for item in text.split()]
    return Doc(
        _VOCAB,
        words=[r[0] for r in rows],
        lemmas=[r[1] or r[0].lower() for r in rows],
        pos=[r[2] for r in rows],
        deps=[r[3] for r in rows],
        heads=[int(r[4]) - 1 for r in rows],
        morphs=[r[5] if len(r) > 5 else "" for r in rows],
        sent_starts=[i == 0 for i in range(len(rows))],
    )


def _modifiers(words: str, head: int, start: int) -> list[str]:
    """Words before a noun: ``air_`` compound, ``angry`` adjective, ``Norland's`` possessor."""
    items = []
    for word in words.split():
        if word.endswith("'s"):
            items.append(f"{word[:-2]}//PROPN/nmod:poss/{head}")
        elif word.endswith("_"):
            items.append(f"{word[:-1]}//NOUN/compound/{head}")
        else:
            items.append(f"{word}//ADJ/amod/{head}")
    assert len(items) == head - start
    return items


def _phrase(words: str, dep: str, head: int, start: int, case: str = "") -> list[str]:
    """A noun phrase whose last word is its head; it begins at token ``start``."""
    *before, noun = words.split()
    at = start + len(before) + bool(case)
    items = [f"{case}//ADP/case/{at}"] if case else []
    items += _modifiers(" ".join(before), at, start + bool(case))
    pos = "PROPN" if noun[0].isupper() else "NOUN"
    return [*items, f"{noun}/{noun if pos == 'PROPN' else ''}/{pos}/{dep}/{head}"]


def clause(
    lemma: str,
    *,
    subj: str = "government",
    obj: str = "",
    iobj: str = "",
    prt: str = "",
    xcomp: str = "",
    ccomp: str = "",
    pos: str = "VERB",
    passive: bool = False,
    negated: bool = False,
    **preps: str,
) -> Doc:
    """A clause whose root is the verb (or adjective) ``lemma``; ``prep`` phrases by keyword.

    ``xcomp`` and ``ccomp`` give the lemma of a verb below, with its object after a blank.
    """
    items = _phrase(subj, "nsubj:pass" if passive else "nsubj", 0, 1)
    at = len(items) + 1 + passive + negated
    items = [item if not item.endswith("/0") else f"{item[:-1]}{at}" for item in items]
    items += [f"were/be/AUX/aux:pass/{at}"] * passive + [f"not//PART/advmod/{at}"] * negated
    items.append(f"{lemma}//{pos}/root/{at}")
    items += [f"{prt}//ADP/compound:prt/{at}"] if prt else []
    for words, dep in ((iobj, "iobj"), (obj, "obj")):
        items += _phrase(words, dep, at, len(items) + 1) if words else []
    for name, words in preps.items():
        items += _phrase(words, "obl", at, len(items) + 1, name.rstrip("_"))
    for words, dep in ((xcomp, "xcomp"), (ccomp, "ccomp")):
        if words:
            verb, _, below = words.partition(" ")
            here = len(items) + 1 + (dep == "xcomp")
            items += [f"to//PART/mark/{here}"] if dep == "xcomp" else []
            items.append(f"{verb}//VERB/{dep}/{at}")
            items += _phrase(below, "obj", here, here + 1) if below else []
    return tree(" ".join(items))


def nominal(
    noun: str, *, before: str = "", governor: str = "follow", case: str = "", **preps: str
) -> Doc:
    """A noun as object of a verb (or, with ``case``, in its prepositional phrase)."""
    items = [f"{governor}//VERB/root/1"]
    at = 2 + bool(case) + len(before.split())
    items += [f"{case}//ADP/case/{at}"] if case else []
    items += _modifiers(before, at, 2 + bool(case))
    form, _, plural = noun.partition("+")
    morph = "/Number=Plur" if plural else ""
    items.append(f"{form}{plural}/{form}/NOUN/{'obl' if case else 'obj'}/1{morph}")
    for name, words in preps.items():
        items += _phrase(words, "nmod", at, len(items) + 1, name.rstrip("_"))
    return tree(" ".join(items))
