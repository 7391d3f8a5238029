"""Pronouns, and nouns that take up a party without naming it."""

from __future__ import annotations

from tracktwo.actors.draft import Draft, Reading
from tracktwo.actors.english import DESCRIPTIONS, PAIRS, PRONOUNS
from tracktwo.actors.entries import RoleWord
from tracktwo.actors.places import stance
from tracktwo.actors.spans import blocked, determine, span
from tracktwo.actors.tree import Tree
from tracktwo.actors.words import word_set

__all__ = ["draft_rest", "keep", "noun_draft"]

_THAT_CLAUSE = word_set(
    """
    clear right likely unlikely possible impossible essential vital important necessary crucial
    imperative unclear early hard difficult easy true good bad better best time
    """
)

_BEFALLS_PEOPLE = word_set(
    """
    abduct arrest behead deport detain displace evacuate execute expel free hospitalise hospitalize
    imprison injure jail kidnap kill maim murder release rescue wound
    """
)


def keep(reading: Reading, draft: Draft) -> None:
    """Note a draft, and by the token on which it hangs."""
    reading.drafts.append(draft)
    reading.at[draft.head] = draft


def noun_draft(reading: Reading, i: int) -> Draft | None:
    """*The group*, *the alliance*, *both sides*, *the two countries*."""
    tree = reading.tree
    lemma = tree.lemma[i]
    if tree.pos[i] not in ("NOUN", "PROPN"):
        return None
    plural = tree.tag[i] in ("NNS", "NNPS")
    if plural and lemma in PAIRS and _counted(tree, i):
        start, end = span(tree, i, i, i + 1)
        return Draft(i, start, end, "plural", "pair", phrase=lemma, plural=True, definite=True)
    if plural or lemma not in DESCRIPTIONS:
        return None
    start, end = span(tree, i, i, i + 1)
    draft = Draft(i, start, end, "description", "description", phrase=lemma)
    determine(tree, draft)
    if not draft.definite or blocked(tree, i) or tree.kid(i, "nmod:poss") is not None:
        return None
    place, acts = stance(tree, i, None)
    draft.place, draft.acts = place and lemma in ("country", "nation", "republic"), acts
    return draft


def _people_by_number(tree: Tree, i: int) -> bool:
    """*Thirty were detained*: a bare number of whom something is told that befalls people alone."""
    up = tree.head[i]
    if tree.dep[i] not in ("nsubj:pass", "obj") or tree.lemma[up] not in _BEFALLS_PEOPLE:
        return False
    return tree.pos[up] == "VERB" and not any(
        tree.pos[kid] in ("NOUN", "PROPN", "SYM") for kid in tree.kids[i]
    )


def _counted(tree: Tree, i: int) -> bool:
    return any(tree.lower[kid] in ("two", "2", "both") for kid in tree.kids[i] if kid < i)


def draft_rest(reading: Reading) -> None:
    """Pronouns, and nouns of reference that hold no name."""
    tree = reading.tree
    for i, pos in enumerate(tree.pos):
        if i in reading.at:
            continue
        if pos == "PRON" or (pos == "DET" and tree.dep[i] == "nmod:poss"):
            draft = _pronoun_draft(tree, i)
        elif pos == "NUM" and _people_by_number(tree, i):
            start, end = span(tree, i, i, i + 1)
            people = RoleWord("people", "person", None, plural=True)
            draft = Draft(i, start, end, "role", "role", role=people, phrase="people", plural=True)
        elif pos == "NOUN" and (tree.lemma[i] in DESCRIPTIONS or tree.lemma[i] in PAIRS):
            draft = noun_draft(reading, i)
        else:
            continue
        if draft is not None:
            keep(reading, draft)


def _pronoun_draft(tree: Tree, i: int) -> Draft | None:
    low = tree.lower[i]
    if low in ("who", "whom", "which", "that", "whose"):
        clause = i
        while tree.head[clause] != clause and tree.dep[clause] != "acl:relcl":
            clause = tree.head[clause]
        if tree.dep[clause] != "acl:relcl" or not tree.left[clause] <= i:
            return None
        if low == "that" and tree.rel[i] == "det":
            return None
        return Draft(i, i, i + 1, "pronoun", "relative", phrase=low)
    pronoun = PRONOUNS.get(low)
    if pronoun is None or tree.rel[i] == "expl" or tree.words[i] == "US":
        return None
    if pronoun.cls == "it" and tree.rel[i] == "nsubj":
        up = tree.head[i]
        if tree.kid(up, "csubj") is not None or (
            tree.dep[i] == "nsubj:pass" and tree.kid(up, "ccomp") is not None
        ):
            return None
        if (
            tree.kid(up, "ccomp", "advcl", "xcomp") is not None
            and tree.kid(up, "cop") is not None
            and tree.lemma[up] in _THAT_CLAUSE
        ):
            return None
    draft = Draft(i, i, i + 1, "pronoun", "pronoun", phrase=low)
    draft.plural = pronoun.cls in ("they", "we")
    return draft
