"""What the frame of a lexicon entry asks of a tree, and whether a token's tree has it.

A constraint is one word of the ``frame`` column: ``kind``, ``kind:words``, ``kind=filler`` or
``kind:words=filler``, negated by a leading ``!``. Filler and words are lists parted by commas; a
filler may name a class of ``classes.toml`` (``@weapon``) or ``@name`` (a proper name that is
no mere place), ``@pron`` (a personal pronoun). ``==`` asks it of the head word alone, ``=`` also of
its modifiers. The tree
is Universal Dependencies v2 for English; each kind is a function of :data:`KINDS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from tracktwo.coding.slots import logical_objects, logical_subjects, passive
from tracktwo.coding.trees import cases, children

__all__ = ["KINDS", "Constraint", "parse_constraint"]

_PRONOUNS: Final = frozenset("i we you he she they him her them us me".split(" "))
_PARTS: Final = frozenset({"amod", "compound", "flat", "nmod:desc", "nmod:unmarked", "nummod"})
_NO_PARTY: Final = frozenset({"Location", "Temporal", "Quantity", "Money"})
_PREMODIFIERS: Final = frozenset({"amod", "compound", "nmod:unmarked", "nmod:desc", "nmod:poss"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM"})
_NEGATORS: Final = frozenset({"not", "n't", "never", "no", "nor", "neither"})
# "dozens of prisoners", "a wave of strikes": what follows "of" is what is meant.
_QUANTITIES: Final = frozenset(
    """number dozen score hundred thousand million billion tonne ton lot range series wave round
    group kind type form variety batch shipment convoy amount load string spate barrage volley
    team contingent member all some many most several few part piece half rest majority pair couple
    set""".split()
)


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing that a frame asks of the tree around a token.

    Attributes:
        kind: name in :data:`KINDS`.
        words: words that the relation must have, such as the prepositions of ``prep``.
        filler: lemmas or lower-case words of which the filler must be one; empty asks for none.
        head_only: true when modifiers of the filler do not count.
        negated: true when the tree must not have it.
        text: as it stands in the table.
    """

    kind: str
    words: frozenset[str]
    filler: frozenset[str]
    head_only: bool
    negated: bool
    text: str

    @property
    def weight(self) -> int:
        """How much it narrows a frame: a named governor most, a bare negation least."""
        if self.negated:
            return 1
        if self.kind == "head":
            return 5
        return 1 + (2 if self.filler else 0) + (1 if self.words else 0)

    def holds(self, token: Token) -> bool:
        """Whether the tree around the token has what is asked."""
        return KINDS[self.kind](token, self) != self.negated


def parse_constraint(text: str, classes: Mapping[str, frozenset[str]]) -> Constraint:
    """Read one constraint of a frame.

    Raises:
        ValueError: it is no constraint; the message tells what is wrong.
    """
    body = text.removeprefix("!")
    left, equals, right = body.partition("=")
    head_only = right.startswith("=")
    kind, _, words = left.partition(":")
    if kind not in KINDS:
        raise ValueError(f'unknown constraint "{kind}"; choices: {", ".join(sorted(KINDS))}')
    filler: set[str] = set()
    for item in filter(None, right.removeprefix("=").split(",")):
        if not item.startswith("@") or item in ("@name", "@pron"):
            filler.add(item)
        elif item[1:] in classes:
            filler |= classes[item[1:]]
        else:
            raise ValueError(f'unknown class "{item}"')
    if equals and not filler:
        raise ValueError(f'nothing after "=" in "{text}"')
    needs_words, takes_filler = kind in _NEED_WORDS, kind not in _NO_FILLER
    if needs_words != bool(words):
        verb = "needs" if needs_words else "takes no"
        raise ValueError(f'"{text}": {kind} {verb} words after ":"')
    if equals and not takes_filler:
        raise ValueError(f'"{text}": {kind} takes no "="')
    if kind in _NEED_FILLER and not equals:
        raise ValueError(f'"{text}": {kind} needs "="')
    return Constraint(
        kind,
        frozenset(w.replace("_", " ") for w in words.split(",") if w),
        frozenset(filler),
        head_only,
        text.startswith("!"),
        text,
    )


def _spread(head: Token) -> Iterator[Token]:
    """The head, its conjuncts, and what a word of quantity counts."""
    yield head
    for child in head.children:
        if child.dep_ == "conj" and child.pos_ in _NOMINAL:
            yield child
        elif child.dep_ == "nmod" and head.lemma_.lower() in _QUANTITIES and "of" in cases(child):
            yield from _spread(child)


def _names(token: Token, filler: frozenset[str]) -> bool:
    if token.lemma_.lower() in filler or token.lower_ in filler:
        return True
    if "@name" in filler and token.pos_ == "PROPN" and token.ent_type_ not in _NO_PARTY:
        return True
    return "@pron" in filler and token.pos_ == "PRON" and token.lower_ in _PRONOUNS


def _filled(heads: list[Token], constraint: Constraint) -> bool:
    """Whether some head, or a conjunct or part of it, is what the constraint names."""
    if not constraint.filler:
        return bool(heads)
    for head in heads:
        for token in _spread(head):
            if _names(token, constraint.filler):
                return True
            if constraint.head_only:
                continue
            if any(c.dep_ in _PARTS and _names(c, constraint.filler) for c in token.children):
                return True
    return False


def _obj(token: Token, c: Constraint) -> bool:
    return _filled(logical_objects(token), c)


def _iobj(token: Token, c: Constraint) -> bool:
    return _filled(children(token, "iobj"), c)


def _noobj(token: Token, c: Constraint) -> bool:
    return not logical_objects(token)


def _subj(token: Token, c: Constraint) -> bool:
    return _filled(logical_subjects(token), c)


def _particle(token: Token, c: Constraint) -> bool:
    return any(t.lower_ in c.words for t in children(token, "compound:prt", "advmod"))


def _preposition(token: Token, c: Constraint) -> bool:
    phrases = children(token, "obl", "obl:agent", "nmod", "advcl", "acl", "xcomp", "ccomp")
    return _filled([p for p in phrases if cases(p) & c.words], c)


def _infinitive(token: Token, c: Constraint) -> bool:
    found = children(token, "xcomp")
    for child in children(token, "acl", "ccomp", "advcl"):
        purpose = child.dep_ == "advcl" and not c.filler
        if not purpose and any(m.dep_ == "mark" and m.lower_ == "to" for m in child.children):
            found.append(child)
    if not c.filler:
        return bool(found)
    return any(_names(t, c.filler) for f in found for t in [f, *children(f, "conj", "obj")])


def _clause(token: Token, c: Constraint) -> bool:
    return _filled(children(token, "ccomp"), c)


def _adverb(token: Token, c: Constraint) -> bool:
    found = children(token, "advmod", "obl", "case", "compound:prt")
    return any(t.lower_ in c.words for t in found)


def _premodifier(token: Token, c: Constraint) -> bool:
    return any(
        t.dep_ in _PREMODIFIERS and any(_names(x, c.filler) for x in [t, *t.children])
        for t in token.children
    )


def _has_case(token: Token, c: Constraint) -> bool:
    return bool(cases(token) & c.words)


def _governor(token: Token, c: Constraint) -> bool:
    return token.head.i != token.i and _names(token.head, c.filler)


def _near(token: Token, c: Constraint) -> bool:
    return any(t.i != token.i and _names(t, c.filler) for t in token.sent)


def _is_passive(token: Token, c: Constraint) -> bool:
    return passive(token)


def _is_negated(token: Token, c: Constraint) -> bool:
    return any(t.lower_ in _NEGATORS for t in children(token, "advmod", "det", "cc", "cc:preconj"))


def _possessed(token: Token, c: Constraint) -> bool:
    return _filled(children(token, "nmod:poss"), c)


def _plural(token: Token, c: Constraint) -> bool:
    number = token.morph.get("Number")
    return "Plur" in number or "Ptan" in number or (not number and token.tag_ == "NNS")


KINDS: Final[Mapping[str, Callable[[Token, Constraint], bool]]] = {
    "obj": _obj,
    "iobj": _iobj,
    "noobj": _noobj,
    "subj": _subj,
    "prt": _particle,
    "prep": _preposition,
    "xcomp": _infinitive,
    "ccomp": _clause,
    "advmod": _adverb,
    "amod": _premodifier,
    "compound": _premodifier,
    "case": _has_case,
    "head": _governor,
    "near": _near,
    "pass": _is_passive,
    "neg": _is_negated,
    "poss": _possessed,
    "plur": _plural,
}
_NEED_WORDS: Final = frozenset({"prt", "prep", "advmod", "case"})
_NEED_FILLER: Final = frozenset({"amod", "compound", "head", "near"})
_NO_FILLER: Final = frozenset({"noobj", "prt", "advmod", "case", "pass", "neg", "plur"})
