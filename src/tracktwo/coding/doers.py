"""Who acts in a clause, or does what a noun tells: subjects, controllers, owners and agents."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from tracktwo.coding.slots import logical_subjects, nobodys, passive
from tracktwo.coding.trees import antecedent, cases, children, conjuncts

__all__ = ["infinitive", "noun_agents", "participial", "subjects_of"]

_OBJECT_CONTROL: Final = frozenset(
    """
    ask urge order tell force allow permit want call press encourage instruct beg implore warn
    require compel invite advise persuade command enable push help expect need request plead
    authorise authorize cause lead remind challenge exhort direct entreat forbid pressure
    motivate support
    """.split()
)
_ASKED_ON: Final = frozenset({"call", "appeal", "plead"})
# Verbs that lend their subject to the noun that is their object, besides the lexicon's LIGHT ones.
_HOLDERS: Final = frozenset(
    """
    have express voice show reiterate make give issue launch carry conduct stage begin start
    continue plan announce declare state confirm repeat signal offer take undertake
    mount order lead prepare pursue resume renew stress underline underscore emphasise
    emphasize
    """.split()
)
# What is praised or blamed in somebody, with "in" and what that one does.
_QUALITIES: Final = frozenset(
    """
    leadership role effort courage patience persistence commitment initiative work service
    part help success failure perseverance engagement involvement restraint skill interest
    """.split()
)


def subjects_of(token: Token) -> list[Token]:
    """Heads of who acts in a clause, following control, coordination and relative clauses."""
    label, head = token.dep_, token.head
    own = children(token, "nsubj", "csubj", "nsubj:outer")
    if not own and label == "ccomp" and _commands(token):
        return []  # "Leave now, she said": who hears it is to leave
    if not own and label == "xcomp" and head.i != token.i and not _passive_like(token):
        objects = children(head, "obj", "iobj")
        after = cases(token) & {"of", "from", "for"}  # "accuses them of wounding three"
        if objects and (after or head.lemma_.lower() in _OBJECT_CONTROL):
            return objects
        if children(head, "nsubj:pass"):
            return children(head, "nsubj:pass")  # "was told to go", "is said to have gone"
        oblique = [o for o in children(head, "obl") if cases(o) & {"on", "upon", "to"}]
        if oblique and head.lemma_.lower() in _ASKED_ON:
            return oblique
        return subjects_of(head)
    if not own and label == "advcl" and infinitive(token) and head.lemma_.lower() in _ASKED_ON:
        oblique = [o for o in children(head, "obl") if cases(o) & {"on", "upon", "to"}]
        if oblique:
            return oblique  # "called on them to stop"
    if not own and label == "acl" and head.pos_ == "NOUN" and infinitive(token):
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


def _commands(token: Token) -> bool:
    """Whether what somebody says is a command: a bare verb without a subject."""
    return token.tag_ == "VB" and not children(token, "mark", "aux", "nsubj", "nsubj:pass")


def infinitive(token: Token) -> bool:
    """Whether a clause is one with "to"."""
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
