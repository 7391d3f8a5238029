"""Whether an act happened: modality, polarity and condition, read from what it hangs on.

Walking up from the predicate, each governor may say that what hangs on it is wanted, planned,
feared, demanded, denied or conditional. The walk stops where somebody's word begins that the chain
of attribution records.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Span, Token

from tracktwo.coding.trees import cases, children, clause_span, is_negator, lemma, marks
from tracktwo.schema import Modality

__all__ = ["Scope", "conditional_clauses", "scope_of"]

_POSSIBLE_AUX: Final = frozenset({"may", "might", "could", "can", "ca"})
_PLANNED_AUX: Final = frozenset({"will", "shall", "'ll", "’ll", "wo", "sha", "gonna"})
_DEMANDED_AUX: Final = frozenset({"must", "should", "ought"})
_MODAL_ADVERBS: Final = frozenset(
    {"possibly", "perhaps", "maybe", "potentially", "conceivably", "probably"}
)

_PLANNED: Final = frozenset(
    """plan intend aim prepare want hope wish seek try attempt decide choose promise pledge vow swear
    agree offer commit propose prepare schedule set undertake expect decide consider ready willing
    willingness readiness plan intention decision promise pledge offer proposal commitment effort
    attempt determination determined prepared poised due bound going desire ambition bid goal
    aspiration strategy campaign eager keen opportunity arrange mull contemplate envisage envision threaten
    threat vow guarantee ultimatum eye authorise authorize approve mandate instruct tell""".split()
)
_DEMANDED: Final = frozenset(
    """demand urge ask request order call insist require appeal press encourage instruct beg implore
    command exhort plead recommend advise need necessity importance important necessary essential vital
    crucial imperative want obligation obligate oblige duty requirement plea request demand appeal call
    responsibility should require urgent obliged pressure lobby advocate condition term""".split()
)
_POSSIBLE: Final = frozenset(
    """fear worry concern risk possibility chance danger likelihood likely probable possible prospect
    potential speculate speculation suspect suspicion wonder may predict prediction warn warning allow
    permit let enable ability able capable capacity afraid worried concerned anxious rumour rumor doubt
    unlikely unclear uncertain whether question scenario prospect forecast expectation anticipate
    fearful alarmed apprehension anxiety option dissuade discourage deter dread right authority power""".split()
)
# What is spoken about under these is a topic, not something told as done.
_TOPICS: Final = frozenset(
    """statement comment remark speech discussion talk debate idea view thought word article paper
    conversation dialogue negotiation consultation topic position""".split()
)
_NEGATING: Final = frozenset(
    """refuse decline fail deny avoid prevent stop block refrain abstain unwilling unable refusal failure
    denial reject rule prohibit ban forbid cease halt forgo renounce abandon cancel oppose hinder
    prevention resist unwillingness inability reluctant reluctance""".split()
)
# Governors that change nothing about whether what hangs on them is so.
_IMPLIED: Final = frozenset(
    """begin start continue keep manage help force make cause lead proceed go use resume happen remain
    succeed get compel come finish complete dare bother""".split()
)
_PROGRESSIVE: Final = frozenset({"continue", "keep", "remain", "go", "resume"})
_POSSIBLE_ADJ: Final = frozenset(
    "possible potential likely feared suspected hypothetical theoretical prospective eventual would-be".split()
)
_PLANNED_ADJ: Final = frozenset(
    """planned proposed upcoming forthcoming future scheduled intended imminent threatened looming
    promised prepared anticipated expected pending next""".split()
)
_CONDITIONAL_MARKS: Final = frozenset(
    """if unless provided providing until till once lest assuming supposing as_long_as so_long_as
    on_condition in_case even_if only_if""".split()
)
_CONDITIONAL_CASES: Final = frozenset(
    {
        "in exchange for",
        "in return for",
        "without",
        "in case of",
        "in the event of",
        "subject to",
        "conditional on",
        "pending",
        "until",
        "absent",
        "barring",
    }
)
_REASON: Final = frozenset({"whether", "though", "although"})
_LICENCE: Final = frozenset(
    """approval licence license permission consent mandate authorisation authorization agreement
    guarantee guarantees ceasefire resolution precondition preconditions condition conditions""".split()
)
_STRENGTH: Final[dict[Modality, int]] = {
    "happened": 0,
    "ongoing": 1,
    "planned": 2,
    "demanded": 3,
    "possible": 4,
    "conditional": 5,
    "hypothetical": 6,
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What the words around a predicate say of it.

    Attributes:
        modality: of the act.
        bare: of the act, but for the condition.
        negated: the words say that it was not so.
        condition: words of the condition, where there is one.
        condition_cue: the conditional word.
        condition_role: ``condition`` when the act is the condition, ``consequence`` when it hangs
            on one; None without a condition.
        governors: tokens above the predicate that the walk passed, innermost first.
        why: the words that decided, for explanations.
    """

    modality: Modality
    bare: Modality
    negated: bool
    condition: Span | None
    condition_cue: Span | None
    condition_role: str | None
    governors: tuple[Token, ...]
    why: tuple[str, ...]


def _stronger(a: Modality, b: Modality) -> Modality:
    return a if _STRENGTH[a] >= _STRENGTH[b] else b


def _condition_mark(clause: Token) -> Token | None:
    """The word that makes a clause a condition, if one does."""
    for m in children(clause, "mark", "case", "advmod"):
        whole = "_".join(t.lower_ for t in sorted([m, *children(m, "fixed")], key=lambda t: t.i))
        if whole in _CONDITIONAL_MARKS:
            if m.lower_ == "until" and not _future_governor(clause.head):
                continue  # "fought until the truce came": time, not condition
            if m.lower_ == "once" and not _future_governor(clause.head):
                continue
            if m.lower_ == "if" and clause.dep_ == "ccomp":
                continue  # "asked if": a question
            return m
    # inverted: "Were she to ...", "Should Iran attack", "Had they known"
    first = min((c.i for c in clause.children), default=clause.i)
    aux = [
        c
        for c in children(clause, "aux", "cop")
        if c.i == first and c.lower_ in ("were", "should", "had")
    ]
    if aux and clause.dep_ == "advcl" and children(clause, "nsubj"):
        return aux[0]
    return None


def _future_governor(token: Token) -> bool:
    """Whether a main clause tells something that is still to come or is denied until then."""
    words = {c.lower_ for c in children(token, "aux", "advmod", "cop")}
    if words & (_PLANNED_AUX | _POSSIBLE_AUX | _DEMANDED_AUX | {"would", "not", "n't", "never"}):
        return True
    if lemma(token) in _DEMANDED | _PLANNED | _NEGATING | {"say", "warn", "vow"}:
        return True
    return (
        token.dep_ in ("xcomp", "ccomp")
        and token.head.i != token.i
        and _future_governor(token.head)
    )


def conditional_clauses(token: Token) -> list[tuple[Token, Token]]:
    """Conditions that hang directly on a clause, each with the word that makes it one."""
    out = []
    for c in children(token, "advcl", "obl", "nmod", "acl", "ccomp", "parataxis"):
        if c.dep_ == "advcl":
            m = _condition_mark(c)
            if m is not None:
                out.append((c, m))
                continue
        if _is_exchange(c):
            out += [(n, c) for n in children(c, "nmod", "acl") if "for" in cases(n)]
            continue
        found = cases(c) & _CONDITIONAL_CASES
        if not found:
            continue
        if "without" in found and (lemma(c) not in _LICENCE):
            continue
        if "until" in found and not _future_governor(token):
            continue
        if (
            found & {"pending", "subject to", "absent", "barring", "without", "until"}
            and c.dep_ == "nmod"
        ):
            continue
        cue = next((k for k in children(c, "case", "mark")), c)
        out.append((c, cue))
    return out


def _is_exchange(token: Token) -> bool:
    """Whether a word is the noun of "in exchange for" or "in return for"."""
    return lemma(token) in ("exchange", "return") and "in" in cases(token)


def _span(token: Token) -> Span:
    return clause_span(token)


def _cue_span(mark: Token) -> Span:
    if _is_exchange(mark):
        return mark.doc[mark.i - 1 : mark.i + 2]
    parts = sorted([mark, *children(mark, "fixed")], key=lambda t: t.i)
    siblings = [c for c in children(mark.head, "case", "mark") if abs(c.i - mark.i) <= 2]
    parts = sorted({*parts, *siblings}, key=lambda t: t.i)
    return mark.doc[parts[0].i : parts[-1].i + 1]


def _question(token: Token) -> bool:
    end = token.sent[-1]
    while end.i > token.sent.start and (end.is_space or end.text in "\"”’')"):
        end = end.nbor(-1)
    return end.text == "?"


def _imperative(token: Token) -> bool:
    return (
        token.tag_ == "VB"
        and token.dep_ in ("root", "conj", "ccomp", "parataxis")
        and not children(token, "nsubj", "nsubj:pass", "aux", "mark", "csubj")
        and not (token.dep_ == "conj" and (children(token.head, "aux", "nsubj", "mark")))
    )


def _own(token: Token) -> tuple[Modality, bool, list[str]]:
    """What the words of a clause itself say of it."""
    modality: Modality = "happened"
    negated = False
    why: list[str] = []
    base = token
    auxes = children(base, "aux")
    if (
        not auxes
        and base.dep_ == "conj"
        and base.pos_ == "VERB"
        and not children(base, "nsubj", "nsubj:pass")
    ):
        head = base.head  # "may attack and seize": the modal covers both
        while head.dep_ == "conj" and not children(head, "aux", "nsubj") and head.head.i != head.i:
            head = head.head
        if base.tag_ == head.tag_ or base.tag_ == "VB":
            auxes = [a for a in children(head, "aux") if a.i < base.i]
    words = {a.lower_ for a in auxes}

    def mark(m: Modality, word: str) -> None:
        nonlocal modality
        modality = _stronger(modality, m)
        why.append(word)

    for w in sorted(words):
        if w in _POSSIBLE_AUX:
            mark("possible", w)
        elif w in _PLANNED_AUX:
            mark("planned", w)
        elif w in _DEMANDED_AUX:
            mark("demanded", w)
        elif w == "would" or w == "'d":
            mark("planned" if _reported(token) else "hypothetical", w)
        elif w in ("have", "has", "had") and any(
            m.lower_ == "to" and m.i < base.i for m in children(base, "mark")
        ):
            mark("demanded", w)
    for c in token.children:
        if is_negator(c) and c.lower_ not in ("nor",):
            if c.lower_ == "not" and any(k.lower_ == "only" for k in [*c.children]):
                continue
            if (
                c.i + 1 < len(token.doc)
                and c.nbor(1).lower_ == "only"
                and c.lower_ in ("not", "n't")
            ):
                continue
            negated = not negated
            why.append(c.lower_)
        elif c.dep_ == "advmod" and c.lower_ in _MODAL_ADVERBS:
            mark("possible", c.lower_)
        elif c.dep_ == "amod" and (lemma(c) in _POSSIBLE_ADJ or c.lower_ in _POSSIBLE_ADJ):
            mark("possible", c.lower_)
        elif c.dep_ == "amod" and c.lower_ in _PLANNED_ADJ:
            mark("planned", c.lower_)
        elif c.dep_ in ("nsubj", "nsubj:pass", "obj") and any(
            d.lower_ in ("no", "neither") for d in children(c, "det")
        ):
            negated = not negated
            why.append("no")
    if token.pos_ in ("VERB", "AUX") and modality == "happened":
        progressive = token.tag_ == "VBG" and any(lemma(a) == "be" for a in auxes)
        if progressive:
            going = lemma(token) == "go" and children(token, "xcomp")
            mark("planned" if going else "ongoing", "-ing")
        elif _imperative(token):
            mark("demanded", "imperative")
        elif token.dep_ == "advcl" and marks(token) & {"to", "in order"}:
            mark("planned", "to")
        elif token.dep_ == "acl" and "to" in marks(token):
            mark("planned", "to")
    return modality, negated, why


def _reported(token: Token) -> bool:
    """Whether a clause is what somebody is told to have said, so that "would" looks ahead."""
    while token.head.i != token.i:
        if token.dep_ in ("ccomp", "parataxis") and token.head.pos_ in ("VERB", "NOUN", "ADJ"):
            return True
        token = token.head
    return False


def _from_governor(child: Token, head: Token) -> tuple[Modality, bool, str] | None:
    """What a governor says of what hangs on it; None when it says nothing."""
    word, dep = lemma(head), child.dep_
    if dep == "conj" or dep == "parataxis":
        return None
    complement = dep in ("xcomp", "ccomp", "csubj", "acl") or (
        dep in ("obj", "nmod", "obl", "advcl", "nsubj:pass", "nsubj", "acl:relcl") and True
    )
    if not complement or dep in ("acl:relcl",):
        return None
    case = cases(child)
    if dep in ("nsubj", "nsubj:pass") and word not in _POSSIBLE | {
        "need",
        "require",
        "plan",
        "cancel",
        "avoid",
        "prevent",
        "halt",
        "ban",
    }:
        return None
    if dep == "advcl":
        if head.pos_ == "ADJ" and word in _POSSIBLE | _DEMANDED | _PLANNED:
            pass
        elif word == "prevent" and "from" in case:
            return ("planned", True, word)
        elif word == "warn" and "against" in case:
            return ("possible", False, word)
        else:
            return None
    if dep == "obl" and not (
        word in _DEMANDED and case & {"for", "on"} or word in _PLANNED | _POSSIBLE
    ):
        return None
    if dep == "nmod" and not case & {
        "of",
        "for",
        "about",
        "over",
        "to",
        "on",
        "against",
        "from",
        "towards",
        "toward",
    }:
        return None
    noun = head.pos_ in ("NOUN", "PROPN")
    if (
        noun
        and word in _TOPICS
        and child.tag_ == "VBG"
        and case & {"on", "about", "over", "of", "regarding"}
    ):
        return ("possible", False, word)
    if word in _IMPLIED and dep in ("xcomp", "ccomp", "obj"):
        return ("ongoing", False, word) if word in _PROGRESSIVE and dep == "xcomp" else None
    if word == "want" and dep in ("xcomp", "ccomp", "obj"):
        other = children(head, "obj") and dep == "xcomp"
        return ("demanded" if other else "planned", False, word)
    if (
        word in ("tell", "instruct", "authorise", "authorize", "mandate", "ask", "order", "allow")
        and dep == "xcomp"
    ):
        return ("possible" if word == "allow" else "demanded", False, word)
    if word in _DEMANDED:
        return ("demanded", False, word)
    if word in _NEGATING:
        if word == "rule" and not children(head, "compound:prt"):
            return None
        if word in (
            "stop",
            "cease",
            "halt",
            "abandon",
            "cancel",
            "deny",
            "denial",
            "reject",
            "oppose",
            "resist",
        ) and dep in ("obj", "nmod"):
            return (
                None
                if word in ("stop", "cease", "halt", "deny", "denial", "reject", "oppose", "resist")
                else ("planned", True, word)
            )
        if word in ("stop", "cease", "halt") and dep == "xcomp":
            return ("happened", True, word)
        if word in ("deny", "denial"):
            return ("happened", True, word)
        if word in ("fail", "failure", "unable", "inability"):
            return ("happened", True, word)
        return ("planned", True, word)
    if word in _POSSIBLE and not (
        dep == "obj" and not noun and word in ("allow", "permit", "let", "enable")
    ):
        if (
            word in ("warn", "predict", "warning", "anticipate", "forecast", "wonder")
            and dep == "ccomp"
        ):
            return None  # what is foretold has its own tense
        if dep == "obj" and word in ("question", "doubt"):
            return None
        return ("possible", False, word)
    if word in _PLANNED:
        if (
            dep == "obj"
            and not noun
            and word
            in (
                "tell",
                "approve",
                "offer",
                "set",
                "consider",
                "choose",
                "threaten",
                "propose",
                "plan",
                "expect",
                "seek",
                "want",
                "schedule",
                "promise",
                "pledge",
                "arrange",
                "mull",
                "contemplate",
                "envisage",
                "prepare",
                "eye",
                "authorise",
                "authorize",
                "decide",
                "agree",
            )
        ):
            if word in ("tell", "approve", "set", "choose", "decide"):
                return None
            return ("planned", False, word)
        if dep == "nmod" and word in (
            "decision",
            "effort",
            "campaign",
            "strategy",
            "goal",
            "opportunity",
        ):
            return ("planned", False, word)
        if dep == "ccomp" and word in (
            "agree",
            "decide",
            "tell",
            "expect",
            "hope",
            "promise",
            "propose",
        ):
            return (
                ("planned", False, word)
                if word in ("hope", "propose", "expect", "promise")
                else None
            )
        return ("planned", False, word)
    return None


def scope_of(predicate: Token, *, stop: frozenset[int] = frozenset()) -> Scope:
    """Modality, polarity and condition of what a token tells.

    Args:
        predicate: verb, noun or adjective that tells the act.
        stop: tokens beyond which somebody's word begins that the attribution records; what they
            govern is as its speaker puts it.
    """
    modality, negated, why = _own(predicate)
    bare = modality
    condition: Span | None = None
    cue: Span | None = None
    role: str | None = None
    governors: list[Token] = []
    token = predicate
    first = True
    while True:
        found = (
            conditional_clauses(token)
            if (first or token.pos_ in ("VERB", "AUX", "ADJ", "NOUN"))
            else []
        )
        own_branch = [c for c, _ in found if c.i == predicate.i or c.is_ancestor(predicate)]
        if (
            found
            and role is None
            and not own_branch
            and (first or _carries(predicate, token, governors))
        ):
            clause, m = found[0]
            condition, cue, role = _span(clause), _cue_span(m), "consequence"
            modality = _stronger(modality, "conditional")
            why.append(m.lower_)
        if token.dep_ == "advcl":
            m2 = _condition_mark(token)
            if m2 is not None and role is None:
                condition, cue, role = _span(token), _cue_span(m2), "condition"
                modality = (
                    "hypothetical" if m2.lower_ in ("were", "should", "had") else "conditional"
                )
                why.append(m2.lower_)
        elif role is None and (
            cases(token) & {"in exchange for", "in return for"}
            or ("for" in cases(token) and _is_exchange(token.head))
        ):
            condition = _span(token)
            whole = _is_exchange(token.head) and "for" in cases(token)
            cue = _cue_span(token.head if whole else children(token, "case", "mark")[0])
            role = "condition"
            modality = _stronger(modality, "conditional")
            why.append("in exchange for")
        head = token.head
        if head.i == token.i or token.i in stop:
            break
        said = _from_governor(token, head)
        if said is not None:
            m3, flips, word = said
            if m3 != "ongoing" or modality == "happened":
                modality, bare = _stronger(modality, m3), _stronger(bare, m3)
            negated = negated != flips
            why.append(word)
        if token.dep_ in ("acl:relcl", "advcl", "root"):
            if token.dep_ == "advcl" and role == "condition":
                break
            if token.dep_ == "acl:relcl":
                break
        if token.dep_ == "acl" and token.tag_ in ("VBN", "VBG", "VBD") and not cases(token):
            break  # "those attacked by ...": told beside what the noun is about
        if token.dep_ in (
            "xcomp",
            "ccomp",
            "acl",
            "obj",
            "nmod",
            "csubj",
            "obl",
            "advcl",
        ) and head.pos_ in ("VERB", "NOUN", "ADJ", "AUX"):
            if said is not None or lemma(head) in _IMPLIED or token.dep_ in ("xcomp",):
                above, flips2, why2 = _own(head)
                if above != "happened" and above != "ongoing":
                    # "may seek to attack", "would like to", "did not plan to"
                    modality, bare = _stronger(modality, above), _stronger(bare, above)
                    why += why2
                if flips2 and lemma(head) not in _PLANNED | _DEMANDED | _POSSIBLE:
                    negated = not negated
                elif flips2 and said is not None:
                    negated = not negated
                    why += ["not"]
        governors.append(head)
        token = head
        first = False
    if modality == "happened" and _question(predicate) and not _under_saying(predicate):
        modality = bare = "possible"
        why.append("?")
    return Scope(
        modality, bare, negated, condition, cue, role, tuple(governors), tuple(dict.fromkeys(why))
    )


def _carries(predicate: Token, above: Token, governors: list[Token]) -> bool:
    """Whether a condition on a governor is a condition of the predicate too.

    It is for what is said, planned or demanded to happen, not for acts told beside it.
    """
    path = [predicate, *governors]
    for a, b in zip(path, path[1:], strict=False):
        if b.i > -1 and a.dep_ not in ("xcomp", "ccomp", "conj", "obj", "acl", "nmod"):
            return False
        if a.dep_ == "conj" and children(a, "nsubj", "nsubj:pass"):
            return False
        if b.i == above.i:
            break
    return True


def _under_saying(token: Token) -> bool:
    while token.head.i != token.i:
        if token.dep_ == "ccomp":
            return True
        token = token.head
    return False
