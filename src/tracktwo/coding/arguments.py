"""Finds who fills a grammatical role of a predicate: the words, then the parties that they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Token

from tracktwo.actors import Mention
from tracktwo.coding.slots import logical_objects, logical_subjects, nobodys, passive
from tracktwo.coding.trees import antecedent, cases, children, conjuncts

__all__ = [
    "Found",
    "MentionIndex",
    "behind",
    "fill",
    "participial",
    "parties_at",
    "subjects_of",
]

_OBJECT_CONTROL: Final = frozenset(
    """
    ask urge order tell force allow permit want call press encourage instruct beg implore warn
    require compel invite advise persuade command enable push help expect need request plead
    authorise authorize cause lead remind challenge exhort direct entreat forbid pressure
    motivate support
    """.split()
)
_ASKED_ON: Final = frozenset({"call", "appeal", "plead"})
# Texts that speak for the body behind them.
_TEXTS: Final = frozenset(
    """
    report resolution statement communique communiqué declaration document letter study text draft
    survey review assessment bulletin note paper dossier memorandum
    """.split()
)
# Arms and those who serve them, which act for the party they belong to.
_ARMS: Final = frozenset(
    """
    aircraft warplane plane jet helicopter drone missile rocket bomb shell artillery tank mortar gun
    aircrew crew pilot gunner sniper warship ship boat vessel battery bomber fighter
    """.split()
)
# Verbs that lend their subject to the noun that is their object, besides the lexicon's LIGHT ones.
_HOLDERS: Final = frozenset(
    """
    have express voice show reiterate make give issue launch carry conduct stage begin start
    continue plan announce declare state confirm repeat signal offer take undertake
    mount order lead prepare pursue resume renew stress underline underscore emphasise
    emphasize
    """.split()
)
_HOMES: Final = frozenset({"country", "nation", "state", "side", "homeland"})
# What is praised or blamed in somebody, with "in" and what that one does.
_QUALITIES: Final = frozenset(
    """
    leadership role effort effort courage patience persistence commitment initiative work service
    part help success failure perseverance engagement involvement restraint skill interest
    """.split()
)
_PARTITIVE: Final = frozenset(
    """
    group number dozen hundred thousand score member some part remainder remnant rest majority
    unit element representative leader series member most all many several two three four both
    each
    """.split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """Parties that fill a role together."""

    mentions: tuple[Mention, ...]
    role: str
    either: bool = False


class MentionIndex:
    """The mentions of a document by the token on which each hangs."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.doc, self.mentions = doc, tuple(mentions)
        self.by_head: dict[int, Mention] = {}
        for m in mentions:
            old = self.by_head.get(m.head)
            if old is None or (m.end - m.start) > (old.end - old.start):
                self.by_head[m.head] = m

    def at(self, token: Token) -> Mention | None:
        """The mention that hangs on a token."""
        return self.by_head.get(token.i)

    def parts(self, mention: Mention) -> list[Mention]:
        """The mentions for which a plural stands, else the mention itself."""
        return [self.mentions[k] for k in mention.parts] or [mention]


def subjects_of(token: Token) -> list[Token]:
    """Heads of who acts in a clause, following control, coordination and relative clauses."""
    label, head = token.dep_, token.head
    own = children(token, "nsubj", "csubj", "nsubj:outer")
    if not own and label == "xcomp" and head.i != token.i and not _passive_like(token):
        objects = children(head, "obj", "iobj")
        if objects and head.lemma_.lower() in _OBJECT_CONTROL:
            return objects
        if children(head, "nsubj:pass"):
            return children(head, "nsubj:pass")  # "was told to go", "is said to have gone"
        oblique = [o for o in children(head, "obl") if cases(o) & {"on", "upon", "to"}]
        if oblique and head.lemma_.lower() in _ASKED_ON:
            return oblique
        return subjects_of(head)
    if not own and label == "advcl" and _infinitive(token) and head.lemma_.lower() in _ASKED_ON:
        oblique = [o for o in children(head, "obl") if cases(o) & {"on", "upon", "to"}]
        if oblique:
            return oblique  # "called on them to stop"
    if not own and label == "acl" and head.pos_ == "NOUN" and _infinitive(token):
        return noun_agents(head)
    if not own and label == "acl" and _gerund_after(token):
        return noun_agents(head)
    loose = label == "parataxis" and token.lower_.endswith("ing") and not children(token, "aux")
    if not own and loose and token.pos_ == "VERB":
        # a participle hung loosely: "..., warning of war" tells what the finite verb's subject does
        return next((subjects_of(t) for t in token.ancestors if _finite(t)), [])
    if (
        not own
        and label in ("ccomp", "advcl", "conj", "parataxis")
        and head.pos_ in ("VERB", "AUX", "ADJ", "NOUN")
    ):
        if label == "conj" and head.dep_ == "acl" and not _passive_like(token):
            return subjects_of(head)
        if (
            label == "advcl"
            and _gerund_after(token)
            and cases(token) & {"for", "of", "over", "from", "against"} | _shown_in(head, token)
        ):
            blamed = children(head, "obj", "iobj") or children(head, "nsubj:pass")
            owners = [o for b in blamed for o in children(b, "nmod:poss")]
            if _shown_in(head, token) and owners:
                return owners  # "appreciate Chile's leadership in convening ..."
            if blamed:
                return blamed  # "praised them for handling ...", "accused it of attacking ..."
        found = logical_subjects(token)
        if found or nobodys(token):
            return [antecedent(t) for t in found]
        shared = label in ("advcl", "conj") and head.pos_ in ("VERB", "ADJ", "AUX")
        if shared and head.i != token.i and not passive(token):
            patient = children(head, "nsubj:pass") if _passive_like(head) else []
            return patient or subjects_of(head)
        return []
    return [antecedent(t) for t in logical_subjects(token)]


def _shown_in(head: Token, gerund: Token) -> set[str]:
    """The "in" of a clause that tells in what somebody's quality shows: "their patience in ..."."""
    things = children(head, "obj")
    beside = bool(things) and things[-1].right_edge.i < gerund.i <= things[-1].right_edge.i + 3
    return {"in"} if beside and things[-1].lemma_.lower() in _QUALITIES else set()


def _infinitive(token: Token) -> bool:
    return "to" in cases(token)


def _gerund_after(token: Token) -> bool:
    """A gerund led in by a preposition ("for handling", "of attacking")."""
    return bool(token.tag_ == "VBG" and cases(token) - {"that"})


def _passive_like(token: Token) -> bool:
    return bool(children(token, "aux:pass", "nsubj:pass", "obl:agent"))


def participial(noun: Token) -> bool:
    """Whether a noun in -ing after a comma does the work of a participle: "..., warning of war"."""
    return bool(noun.lower_.endswith("ing") and noun.i > 0 and noun.nbor(-1).text == ",")


def _finite(token: Token) -> bool:
    return token.tag_ in ("VBD", "VBZ", "VBP") and bool(children(token, "nsubj"))


def noun_agents(noun: Token) -> list[Token]:
    """Who does what a noun tells: possessor, "by", a nationality before it, or whoever holds it."""
    owners = children(noun, "nmod:poss")
    if owners:
        return owners
    joined = [noun, *conjuncts(noun)]  # "shelling and strikes by ..."
    by = [c for n in joined for c in children(n, "nmod", "obl:agent", "obl") if "by" in cases(c)]
    if by:
        return by
    named = [
        c for c in noun.children if c.dep_ in ("amod", "compound", "nmod:desc", "nmod:unmarked")
    ]
    frm = [c for c in children(noun, "nmod") if "from" in cases(c)]
    if frm:
        return frm
    if named:
        return named
    head = noun.head
    if noun.dep_ in ("obj", "obl", "conj", "nmod") and head.i != noun.i:
        if noun.dep_ == "conj":
            return noun_agents(head)
        if head.pos_ in ("VERB", "AUX") and noun.dep_ == "obj" and head.lemma_.lower() in _HOLDERS:
            return subjects_of(head)
    if children(noun, "cop"):
        return children(noun, "nsubj")
    if noun.dep_ in ("parataxis", "advcl", "appos", "dep", "list") and participial(noun):
        return next((subjects_of(t) for t in noun.ancestors if _finite(t)), [])
    return []


def fill(token: Token, role: str) -> list[Token]:
    """Heads of the phrases that fill a role of the lexicon (see ``docs/reference/codebook.md``)."""
    stem, _, inner = role.partition(".")
    if stem.startswith("prep:"):
        words = {w.replace("_", " ") for w in stem[5:].split(",")}
        heads = [
            c
            for c in token.children
            if c.dep_ in ("obl", "nmod", "obl:agent", "advcl", "acl", "xcomp") and cases(c) & words
        ]
        if not heads and token.pos_ == "NOUN":
            # "an attack by the army on the town": the phrase may hang on the one before it
            by = [c for c in children(token, "nmod") if cases(c) & {"by", "of"}]
            heads = [n for c in by for n in children(c, "nmod") if cases(n) & words]
        if not heads and token.dep_ == "obj" and token.head.pos_ == "VERB":
            # "launched an attack on the town": the phrase may hang on the verb
            heads = [c for c in children(token.head, "obl") if cases(c) & words]
        if not heads and token.pos_ == "VERB":
            for o in children(token, "obj"):
                heads += [c for c in children(o, "nmod") if cases(c) & words]
    elif stem == "subj":
        if token.pos_ in ("NOUN", "PROPN") and not children(token, "cop"):
            heads = noun_agents(token)
        elif token.pos_ == "ADJ" and token.dep_ == "amod":
            heads = [token.head]
        elif token.pos_ == "NOUN":
            heads = children(token, "nsubj")
        else:
            heads = subjects_of(token)
    elif stem == "obj":
        heads = children(token, "nmod") if token.pos_ == "NOUN" else logical_objects(token)
        heads = heads or children(token, "iobj")
        if token.pos_ == "NOUN":
            heads = [h for h in heads if cases(h) & {"of", "on", "against", "for"}]
    elif stem == "iobj":
        heads = children(token, "iobj")
        if not heads and children(token, "aux:pass"):
            heads = children(token, "nsubj:pass")
    elif stem == "by":
        heads = [c for c in children(token, "nmod", "obl", "obl:agent") if "by" in cases(c)]
    elif stem == "of":
        heads = [c for c in children(token, "nmod") if "of" in cases(c)]
    elif stem == "poss":
        heads = children(token, "nmod:poss")
    elif stem == "adj":
        parts = ("amod", "compound", "nmod:desc", "nmod:unmarked")
        heads = children(token, *parts)
        heads += [c for h in heads if h.dep_ == "compound" for c in children(h, "amod")]
    elif stem in ("xcomp", "ccomp"):
        kids = children(token, stem)
        if stem == "xcomp":
            kids += [c for c in children(token, "acl", "ccomp") if _infinitive(c)]
        if stem == "ccomp" and not kids:
            kids = children(token, "advcl", "parataxis", "xcomp")
        if not inner:
            return kids
        return [t for k in kids for t in fill(k, inner)]
    else:
        heads = []
    heads = [antecedent(h) for h in heads]
    if not inner:
        return heads
    return [t for h in heads for t in fill(h, inner)]


def behind(index: MentionIndex, token: Token) -> list[Token]:
    """Who speaks by a text ("a report by X") or acts by arms ("X aircraft"); else the token."""
    if token.lemma_.lower() not in _TEXTS | _ARMS or index.at(token) is not None:
        return [token]
    named = noun_agents(token) if token.dep_ in ("nsubj", "nsubj:pass", "obl") else []
    own = [t for t in named if index.at(t) is not None and token.is_ancestor(t)]
    return own or [token]


def _named_within(index: MentionIndex, token: Token) -> Iterator[Mention]:
    """The mention on a token, else the one that a word of quantity or a role noun counts."""
    got = index.at(token)
    if got is not None:
        yield from index.parts(got)
        return
    if token.lemma_.lower() in _HOMES:  # "her country", "their nation"
        for owner in children(token, "nmod:poss"):
            if index.at(owner) is not None:
                yield from _named_within(index, owner)
                return
    for c in children(token, "appos", "flat"):  # "his Turkish counterpart, Hakan Fidan"
        if index.at(c) is not None:
            yield from _named_within(index, c)
            return
    if token.lemma_.lower() in _PARTITIVE:
        for c in children(token, "nmod"):
            if "of" in cases(c):
                yield from _named_within(index, c)


def parties_at(
    index: MentionIndex, heads: Iterable[Token], *, places: bool = True, role: str = ""
) -> Found | None:
    """The parties on these words and their conjuncts; None when no word names a party.

    Args:
        index: mentions of the document.
        heads: words that fill a role.
        places: whether a place may stand for the party that suffers or acts.
        role: as it was found, kept in the result.
    """
    found: list[Mention] = []
    either = False
    for head in heads:
        for token in [head, *conjuncts(head)]:
            for m in _named_within(index, token):
                if (m.acts or places) and all(m.start != f.start for f in found):
                    found.append(m)
            either = either or any(c.dep_ == "cc" and c.lower_ == "or" for c in token.children)
        either = either or any(
            c.dep_ == "cc:preconj" and c.lower_ == "either" for c in head.children
        )
    found = [m for m in found if m.place is False or places]
    return Found(tuple(found), role, either and len(found) > 1) if found else None
