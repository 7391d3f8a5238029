"""Attachments that the words around decide, set right before anything is read from a tree.

The language model hangs each word on one other. Where number, tense or order leave no other
reading, these rules say so: "insisted that the land *is* theirs and *promised* help" joins the two
past tenses, and in "offered to host talks" the object after the infinitive belongs to it.
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc, Token

from tracktwo.coding.slots import passive
from tracktwo.coding.trees import cases, children, lemma, marks

__all__ = ["mend"]

_PAID_IN: Final = frozenset(
    "aid assistance support relief loan grant funding credit weapon arm debt compensation".split()
)
_COUNTING: Final = frozenset({"NUM", "SYM"})
_PRESENT: Final = frozenset({"VBZ", "VBP"})
_RELATIVE: Final = frozenset({"where", "who", "which", "whom", "when"})
_SPEAKING: Final = frozenset("accuse urge warn call blame condemn demand insist add".split())
# Nouns whose infinitive tells what they are for: "an operation to free the town".
_UNDERTAKINGS: Final = frozenset(
    """
    operation campaign offensive mission effort push drive bid attempt plan fight struggle battle
    """.split()
)


def mend(doc: Doc) -> None:
    """Moves the words of a document to where its other words say that they hang; idempotent."""
    for token in doc:
        if token.dep_ == "conj" and token.tag_ in ("VBD", "VBN"):
            _join_by_tense(token)
        elif token.dep_ == "obj" and token.head.pos_ == "VERB":
            _give_to_infinitive(token)
            _make_subject(token)
        elif token.dep_ == "obl:agent" and not cases(token):
            _give_to_verb_before(token)
        elif token.dep_ in ("nmod:desc", "compound", "nmod:unmarked") and token.pos_ == "PROPN":
            _office_first(token)
        elif token.dep_ == "advcl" and token.tag_ == "VB":
            _give_to_undertaking(token)
        if token.dep_ == "acl:relcl":
            _of_the_thing(token)
        if token.dep_ in ("acl", "conj") and token.pos_ == "VERB":
            _join_relative(token)
        elif token.dep_ == "obl" and lemma(token) in _PAID_IN:
            _paid_in(token)
        if token.text == "-" and 0 < token.i < len(doc) - 1:
            _one_word(token)


def _join_by_tense(verb: Token) -> None:
    """Joins a past tense to the past tense that told the present or the infinitive beside it."""
    clause = verb.head
    if children(verb, "nsubj", "nsubj:pass", "mark", "aux", "aux:pass"):
        return
    if clause.tag_ == "VB" and clause.dep_ in ("xcomp", "ccomp") and "to" in marks(clause):
        if clause.head.tag_ == "VBD" and not _quoted(clause, verb):
            verb.head = clause.head  # "pressed them to leave and underlined ..."
        return
    spoken = lemma(verb) in _SPEAKING and verb.lower_.endswith("ed")
    if clause.dep_ != "ccomp" or not (verb.tag_ == "VBD" or spoken):
        return
    auxes = children(clause, "aux", "cop", "aux:pass")
    teller = clause.head
    before = any(a.lower_ == "had" for a in auxes) and lemma(verb) in _SPEAKING
    if before and teller.tag_ == "VBD" and teller.i < clause.i < verb.i:
        verb.head = teller  # "denied that it had fired and accused its neighbour": both were said
        return
    now = clause.tag_ in _PRESENT or any(a.tag_ in _PRESENT for a in auxes)
    if now and teller.tag_ == "VBD" and teller.i < clause.i < verb.i and not _quoted(clause, verb):
        verb.head = teller


def _paid_in(thing: Token) -> None:
    """Joins "in aid" with the sum that it tells the use of: "promised ten million *in aid*"."""
    if cases(thing) != {"in"}:
        return
    for amount in children(thing.head, "obj"):
        counted = amount.ent_type_ == "Money" or any(c.pos_ in _COUNTING for c in amount.children)
        if counted and thing.left_edge.i == amount.right_edge.i + 1:
            thing.head = amount
            thing.dep_ = "nmod"


def _one_word(hyphen: Token) -> None:
    """Makes one noun of two that a hyphen joins without blanks: "secretary-general"."""
    left, right = hyphen.nbor(-1), hyphen.nbor(1)
    if left.whitespace_ or hyphen.whitespace_ or left.sent != right.sent:
        return
    nouns = left.pos_ == right.pos_ == "NOUN"
    if nouns and left.dep_ == right.dep_ and left.head.i == right.head.i:
        left.head = right
        left.dep_ = "compound"


def _quoted(clause: Token, verb: Token) -> bool:
    return any(clause.doc[i].text in '"“”' for i in range(clause.i, verb.i))


def _give_to_infinitive(thing: Token) -> None:
    """Hands an object right after an infinitive or gerund to that: "on defeating *it*"."""
    verb = thing.head
    for inner in children(verb, "xcomp", "advcl"):
        infinitive = inner.dep_ == "xcomp" and (inner.tag_ == "VB" or "to" in marks(inner))
        gerund = inner.dep_ == "advcl" and inner.tag_ == "VBG" and marks(inner)
        if (
            inner.pos_ == "VERB"
            and (infinitive or gerund)
            and verb.i < inner.i < thing.i
            and thing.left_edge.i == inner.right_edge.i + 1
            and not children(inner, "obj", "ccomp", "xcomp", "obl")
        ):
            thing.head = inner
            return


def _make_subject(thing: Token) -> None:
    """Makes the first of two objects the subject, where it stands before a verb that has none."""
    verb = thing.head
    others = [o for o in children(verb, "obj") if o.i > verb.i]
    asked = thing.lower_ in _RELATIVE | {"what", "that"}
    if asked or not others or thing.i > verb.i or verb.tag_ == "VB":
        return
    if not children(verb, "nsubj", "nsubj:pass", "csubj", "aux:pass"):
        thing.dep_ = "nsubj"


def _give_to_verb_before(noun: Token) -> None:
    """Hands an agent without "by" to the verb that it follows: "and destroyed *a bridge*"."""
    before = noun.left_edge.i - 1
    verb = noun.doc[max(before, 0)]
    if verb.pos_ == "VERB" and verb.sent == noun.sent and not children(verb, "obj", "aux:pass"):
        noun.head = verb
        noun.dep_ = "obj"


def _office_first(title: Token) -> None:
    """Makes an office the head of what it is for: "*Minister* for the North"."""
    field = title.head
    leads = [c for c in children(field, "case") if c.lower_ in ("for", "of")]
    if not leads or not title.i < leads[0].i < field.i or title.right_edge.i >= leads[0].i:
        return
    above, label = field.head, field.dep_
    rest = [c for c in field.children if c.i > field.i and c.dep_ in ("conj", "flat", "appos")]
    if rest or above.i == field.i:
        return
    title.head, title.dep_ = above, label
    field.head, field.dep_ = title, "nmod"


def _give_to_undertaking(verb: Token) -> None:
    """Hands an infinitive to the undertaking right before it: "an operation *to free* the town"."""
    before = verb.doc[max(verb.left_edge.i - 1, 0)]
    beside = before.head.i == verb.head.i and before.dep_ in ("obl", "obj")
    if beside and "to" in marks(verb) and lemma(before) in _UNDERTAKINGS:
        verb.head = before
        verb.dep_ = "acl"


def _of_the_thing(verb: Token) -> None:
    """Hands a clause with "that" or "which" from a person to the thing that the person made."""
    person = verb.head
    leads = [c for c in children(verb, "nsubj") if c.lower_ in ("that", "which")]
    made = person.head
    if not leads or person.ent_type_ != "Person" or person.dep_ != "obl:agent":
        return
    if made.dep_ == "acl" and made.tag_ == "VBN" and made.head.pos_ == "NOUN":
        verb.head = made.head


def _join_relative(verb: Token) -> None:
    """Joins a relative clause led in by "and where" to the relative clause before it."""
    joint = children(verb, "cc")
    leads = [c for c in children(verb, "advmod", "nsubj", "nsubj:pass") if c.lower_ in _RELATIVE]
    if not joint or not leads or leads[0].i != joint[0].i + 1:
        return
    clause = next((t for t in verb.ancestors if t.dep_ == "acl:relcl"), None)
    if clause is not None and clause.i < verb.i and not passive(clause):
        verb.head = clause
        verb.dep_ = "conj"
