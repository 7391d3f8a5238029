"""The notes of the corpus as labels of words, as the reader learns and is measured by them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc, Token

from tracktwo.coding.codebook import EVENT_TYPES
from training.corpus.notation import (
    ISSUES,
    KINDS,
    MODALITIES,
    STANCES,
    Passage,
    Sentence,
)
from training.corpus.spans import Span
from training.treebank import Sentence as TreeSentence

__all__ = ["ACT_LABELS", "ROLES", "Labelled", "label_passages"]

NONE = "-"
ACT_LABELS: dict[str, list[str]] = {
    "act": [NONE, *EVENT_TYPES],
    "mode": [
        *(f"{t} {m}" for t, kind in EVENT_TYPES.items() for m in kind.modes),
        *(f"{t} {NONE}" for t in EVENT_TYPES),
    ],
    "modality": list(MODALITIES),
    "polarity": ["affirmed", "negated"],
    "cue": [NONE, *KINDS],
    "cond": ["O", "B", "I"],
    "stance": [NONE, *STANCES],
    "issue": list(ISSUES),
}
"""Labels of words: those of ``act``, ``cue``, ``cond`` and ``stance`` on every word, those of
``mode``, ``modality`` and ``polarity`` on words of acts, that of ``issue`` on words of stances."""

ROLES = ("actor", "recipient", "source", "content", "hangs", "holder", "thing")
"""From the word of an act to heads of its parties and the first word of its condition, from a cue
to the head of its source and all words of its content, from the word on which a stance's content
depends (or its head, where none does) to the head of its holder and all words of the content."""


@dataclass
class Labelled:
    """The words of one sentence with their labels.

    Attributes:
        words: tokens, white space left out.
        doc: name of the passage and paragraph, so that windows can be packed.
        tags: label by layer and word.
        links: words by role and by the word that they belong to; empty where it has none.
        tree: tags and tree as the reader reads them that labels the corpus; learning them along
            keeps them from drifting on this kind of text.
        untold: layers of which the notes do not tell, so that nothing is learnt of them.
    """

    doc: str
    words: list[str]
    tags: dict[str, dict[int, str]] = field(default_factory=dict)
    links: dict[str, dict[int, list[int]]] = field(default_factory=dict)
    tree: TreeSentence | None = None
    untold: frozenset[str] = frozenset()

    def tag(self, layer: str, word: int, label: str) -> None:
        self.tags.setdefault(layer, {}).setdefault(word, label)

    def link(self, role: str, word: int, others: Iterable[int]) -> None:
        have = self.links.setdefault(role, {}).setdefault(word, [])
        have += [o for o in others if o not in have]


def _tokens(doc: Doc, span: Span) -> list[Token]:
    return [t for t in doc if not t.is_space and t.idx < span[1] and t.idx + len(t) > span[0]]


def head_word(doc: Doc, span: Span) -> Token | None:
    """The word of a span from which the others hang."""
    inside = _tokens(doc, span)
    within = {t.i for t in inside}
    tops = [t for t in inside if (t.head.i not in within or t.head.i == t.i) and not t.is_punct]
    return tops[0] if tops else inside[0] if inside else None


def _tree(doc: Doc, place: dict[int, int], name: str) -> TreeSentence:
    words = [t for t in doc if not t.is_space]
    return TreeSentence(
        doc=name,
        paragraph=False,
        words=[t.text for t in words],
        upos=[t.pos_ for t in words],
        xpos=[t.tag_ for t in words],
        feats=[str(t.morph) or "_" for t in words],
        lemmas=[t.lemma_ for t in words],
        heads=[0 if t.head.i == t.i else place[t.head.i] + 1 for t in words],
        deprels=[t.dep_ for t in words],
    )


def _governor(head: Token, inside: set[int]) -> Token:
    """The word that a stand's content depends on, where it stands outside it: "rejected" of a plan."""
    token = head
    while token.dep_ == "conj" and token.head.i not in inside:
        token = token.head
    outside = token.head.i not in inside and token.head.i != token.i
    return token.head if outside and token.dep_ != "root" else head


def label_sentence(doc: Doc, s: Sentence, name: str) -> Labelled:
    """The labels of one sentence, given its reading."""
    place = {t.i: k for k, t in enumerate(t for t in doc if not t.is_space)}
    out = Labelled(name, [t.text for t in doc if not t.is_space], tree=_tree(doc, place, name))

    def at(span: Span | None) -> int | None:
        token = head_word(doc, span) if span is not None else None
        return place[token.i] if token is not None else None

    def heads(spans: Iterable[Span | None]) -> list[int]:
        return [k for k in map(at, spans) if k is not None]

    for n in s.said:
        cue = at(n.link.cue)
        if cue is None:
            continue
        out.tag("cue", cue, n.link.kind)
        out.link("source", cue, heads([n.link.source.span] if n.link.source else []))
        within = [place[t.i] for c in n.content for t in _tokens(doc, c)]
        out.link("content", cue, within)
    for e in s.events:
        word = at(e.predicate)
        if word is None:
            continue
        if word in out.tags.get("act", {}):
            continue  # two acts in one word: the first is learnt
        out.tag("act", word, e.type)
        out.tag("mode", word, f"{e.type} {e.mode or NONE}")
        out.tag("modality", word, e.modality)
        out.tag("polarity", word, "negated" if e.negated else "affirmed")
        out.link("actor", word, heads(m.span for m in e.actors))
        out.link("recipient", word, heads(m.span for m in e.recipients))
        hangs: list[int] = []
        if e.condition is not None and not e.is_condition:
            hangs = [place[t.i] for t in _tokens(doc, e.condition)[:1]]
        out.link("hangs", word, hangs)
    conditions = {x.condition for x in [*s.events, *s.stances] if x.condition is not None}
    for span in sorted(conditions):
        for k, t in enumerate(_tokens(doc, span)):
            out.tag("cond", place[t.i], "I" if k else "B")
    for x in s.stances:
        head = head_word(doc, x.content[0])
        if head is None:
            continue
        word = place[_governor(head, {t.i for c in x.content for t in _tokens(doc, c)}).i]
        if word in out.tags.get("stance", {}):
            word = place[head.i]
        out.tag("stance", word, x.stance)
        out.tag("issue", word, x.issue)
        out.link("holder", word, heads([x.holder.span]))
        out.link("thing", word, [place[t.i] for c in x.content for t in _tokens(doc, c)])
    return out


def label_passages(passages: Iterable[Passage], nlp: Language) -> Iterator[Labelled]:
    """The labels of all sentences, in order; ``nlp`` gives the trees that find heads."""
    for p in passages:
        paragraph = 0
        for s in p.sentences:
            paragraph += s.paragraph
            yield label_sentence(nlp(s.text), s, f"{p.id}/{paragraph}")
