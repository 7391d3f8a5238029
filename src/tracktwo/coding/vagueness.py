"""Claims without terms, and plans whose details are said to be unclear."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final

from spacy.tokens import Token

from tracktwo.coding.arguments import parties_at
from tracktwo.coding.contents import whole
from tracktwo.coding.context import Reading
from tracktwo.coding.holders import speaks
from tracktwo.coding.ownwords import speaker_of
from tracktwo.coding.stances import side
from tracktwo.coding.trees import cases, children, is_negator, lemma
from tracktwo.schema import Citation, Party, Proposal

__all__ = ["claims_of_peace", "vague_plans"]

_CAN: Final = frozenset({"can", "could", "will", "would", "'ll", "'d"})
_ENDING: Final = frozenset("end stop settle solve resolve finish fix halt".split())
_FIGHT: Final = frozenset("war conflict crisis fighting dispute violence bloodshed".split())
_MAKING: Final = frozenset("bring deliver achieve make negotiate broker secure get".split())
_PEACE: Final = frozenset("peace settlement deal ceasefire truce".split())
_DETAIL: Final = frozenset("detail specific contour particular outline".split())
_VAGUE: Final = frozenset(
    "vague unclear unknown sketchy scarce scant murky undisclosed thin hazy open".split()
)
_GIVING: Final = frozenset("give offer provide release disclose reveal share elaborate".split())


def claims_of_peace(r: Reading) -> Iterator[Proposal]:
    """Claims to a way out that tell no terms: "said that he could end the war in a day"."""
    for verb in r.doc:
        if verb.pos_ != "VERB" or not any(a.lower_ in _CAN for a in children(verb, "aux")):
            continue
        objects = {lemma(o) for o in children(verb, "obj")}
        word = lemma(verb)
        if not ((word in _ENDING and objects & _FIGHT) or (word in _MAKING and objects & _PEACE)):
            continue
        if any(is_negator(c) for c in verb.children):
            continue
        told = speaker_of(r, verb)
        who = parties_at(r.index, children(verb, "nsubj"))
        if told is None or not who or side(r.party(who.mentions[0])) != side(told[0]):
            continue
        speaker, _, link = told
        span = whole(verb)
        if span[0].dep_ == "mark" and len(span) > 1:
            span = span[1:]
        yield Proposal(
            id=f"r{verb.i}",
            document=r.document,
            sentence=r.sentence(verb),
            rule="claim without terms",
            confidence=0.55,
            attribution=r.chain(verb),
            citations=[_joined(r, span.start_char, span.end_char, link.cue, speaker.mention)],
            codebook=r.codebook,
            model=r.model,
            by=speaker,
            terms=[],
            definite="vague",
            content=r.cite(span),
            modality="possible",
        )


def _joined(r: Reading, start: int, end: int, *more: Citation | None) -> Citation:
    near = [m for m in more if m is not None and abs(m.start - start) < 300]
    a, b = min([start, *(m.start for m in near)]), max([end, *(m.end for m in near)])
    return r.cite_text(a, b)


def vague_plans(
    r: Reading,
    rows: Sequence[Proposal],
    plans: Collection[str],
    owner: Callable[[Token], Party | None],
) -> list[Proposal]:
    """The proposals with what a text says of their details being unclear.

    Such words are a further citation of the proposal of the same party told just before; where
    there is none they are a proposal of their own, without terms.
    """
    out = list(rows)
    for noun in r.doc:
        if noun.pos_ != "NOUN" or lemma(noun) not in plans:
            continue
        top = _said_vague(noun)
        if top is None:
            continue
        by, here = owner(noun), r.sentence(noun)
        span = whole(top) if top.dep_ != "root" else None
        words = r.cite(span) if span is not None else r.cite_sentence(top)
        if span is not None and words.text.count("\n"):
            words = r.cite(whole(noun))
        near = [
            k
            for k, p in enumerate(out)
            if by is not None
            and side(p.by) == side(by)
            and 0 <= here - p.sentence <= 2
            and speaks(by)
        ]
        if near:
            p = out[near[-1]]
            out[near[-1]] = p.model_copy(
                update={
                    "definite": "vague" if p.definite == "stated" else p.definite,
                    "citations": [*p.citations, words],
                }
            )
            continue
        out.append(
            Proposal(
                id=f"r{noun.i}",
                document=r.document,
                sentence=here,
                rule="vague details",
                confidence=0.5,
                attribution=r.chain(top),
                citations=[words],
                codebook=r.codebook,
                model=r.model,
                by=by,
                terms=[],
                definite="vague",
                content=r.cite(whole(noun)),
                modality="possible"
                if any(x.kind == "believes" for x in r.chain(top))
                else "happened",
            )
        )
    return out


def _said_vague(noun: Token) -> Token | None:
    """The word whose clause says that a plan, or its details, are unclear; None where none does."""
    holder = noun
    if noun.dep_ == "nmod" and lemma(noun.head) in _DETAIL and cases(noun) & {"of", "on", "about"}:
        holder = noun.head
    head = holder.head
    if holder.dep_ == "nsubj":
        if lemma(head) in _VAGUE:
            return head
        if lemma(head) in ("remain", "be", "stay", "seem", "appear") and any(
            lemma(c) in _VAGUE for c in children(head, "xcomp", "obj", "advmod")
        ):
            return head
        lacks = lemma(head) == "lack" and any(
            lemma(o) in _DETAIL | {"detail"} for o in children(head, "obj")
        )
        return head if lacks else None
    if holder is not noun and holder.dep_ == "obj" and lemma(head) in _GIVING:
        no = any(d.lower_ in ("no", "few", "little") for d in holder.children)
        if no or any(is_negator(c) for c in head.children):
            return head
    if any(lemma(c) == "vague" for c in children(noun, "amod")):
        return noun
    return None
