"""Whose word it is: sources, cues and contents of everything that a text tells on somebody's word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Doc, Token

from tracktwo.actors import Mention
from tracktwo.coding.arguments import MentionIndex, noun_agents, parties_at, subjects_of
from tracktwo.coding.lexicon import Lexicon
from tracktwo.coding.quotation import Quoted, laid_out, quoted_spans
from tracktwo.coding.trees import cases, children, is_negator, lemma, own_tokens
from tracktwo.schema import CueKind

__all__ = ["Attribution", "Attributions", "find_attributions"]

# Nouns and adjectives that attribute a clause, and verbs that are acts as well as cues.
_NOUNS: Final[dict[str, CueKind]] = {
    **dict.fromkeys(
        "claim allegation assertion accusation charge contention insistence".split(), "claims"
    ),
    **dict.fromkeys(
        "statement announcement comment remark declaration confirmation news message".split(),
        "says",
    ),
    **dict.fromkeys(
        "report reports evidence finding conclusion testimony sign signs".split(), "reports"
    ),
    **dict.fromkeys(
        "suggestion indication speculation rumour rumor theory idea".split(), "suggests"
    ),
    **dict.fromkeys("hint".split(), "hints"),
    **dict.fromkeys("warning threat".split(), "warns"),
    **dict.fromkeys(
        "belief fear concern worry hope expectation view opinion conviction suspicion doubt confidence feeling "
        "perception impression assessment anxiety assumption understanding".split(),
        "believes",
    ),
    **dict.fromkeys("denial".split(), "denies"),
    **dict.fromkeys("demand call insistence request appeal".split(), "demands"),
    **dict.fromkeys("promise pledge vow assurance guarantee".split(), "promises"),
}
_ADJECTIVES: Final[dict[str, CueKind]] = dict.fromkeys(
    """concerned worried afraid fearful confident convinced certain sure hopeful optimistic alarmed anxious
    aware adamant doubtful sceptical skeptical""".split(),
    "believes",
)
_ACTS: Final[dict[str, CueKind]] = {
    **dict.fromkeys("warn threaten caution alert".split(), "warns"),
    **dict.fromkeys("deny reject refute rebut dispute disavow dismiss".split(), "denies"),
    **dict.fromkeys("accuse allege charge claim contend maintain insist assert".split(), "claims"),
    **dict.fromkeys("demand urge call insist request".split(), "demands"),
    **dict.fromkeys(
        "promise pledge vow swear agree guarantee assure undertake".split(), "promises"
    ),
    **dict.fromkeys("hint insinuate imply intimate signal".split(), "hints"),
    **dict.fromkeys("suggest propose indicate speculate".split(), "suggests"),
    **dict.fromkeys(
        "report reveal disclose document find conclude learn establish determine".split(), "reports"
    ),
    **dict.fromkeys(
        "believe think suspect fear hope expect feel doubt assume consider know worry estimate predict".split(),
        "believes",
    ),
    **dict.fromkeys(
        "complain boast joke lament admit acknowledge concede confess announce welcome praise criticise "
        "criticize condemn note stress emphasise emphasize tell say recall".split(),
        "says",
    ),
}
_ADVERBS: Final[dict[str, CueKind]] = {
    "reportedly": "reports",
    "allegedly": "claims",
    "purportedly": "claims",
    "supposedly": "claims",
    "ostensibly": "claims",
    "apparently": "suggests",
    "evidently": "suggests",
}
# Verbs of saying whose plain object is what they say ("stressed the importance of ...").
_SAID_OBJECT: Final = frozenset(
    """emphasise emphasize stress underline underscore highlight reiterate reaffirm repeat announce claim
    allege deny suggest propose predict confirm acknowledge admit outline detail predict cite
    note mention recall report declare propose fear demand believe""".split()
)
_VOICES: Final = frozenset(
    """report study statement letter resolution survey poll article newspaper magazine channel agency radio
    television website document communique communiqué declaration text draft source official analyst
    observer expert witness resident people critic supporter diplomat commentator researcher scholar
    group organisation organization body commission committee panel court office source man woman
    spokesman spokeswoman spokesperson leader minister government army police media press paper editorial
    author investigator inspector monitor journalist reporter aide adviser advisor insider many some
    others most activist opponent rival ally economist lawyer doctor medic villager survivor voice""".split()
)
_BELIEVED: Final = frozenset(
    """say report believe think know claim allege expect understand rumour rumor estimate fear suspect
    consider deem suppose find show see hold assume presume""".split()
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Something that a text tells on somebody's word.

    Attributes:
        source: who says so, where the words name a party.
        source_span: token range of the words for the source, where there are any.
        cue: token range of the word or words that attribute.
        cue_head: index of the token on which the cue hangs.
        kind: what kind of saying it is.
        content: token ranges of what is said, in order.
        direct: the content stands in quotation marks or is laid out as a statement.
        addressee: to whom it is said, where the words name a party.
        aside: tokens of the content that the report adds itself: in "hinted at its hold on the land
            that it annexed" the annexation is not hinted.
    """

    source: Mention | None
    source_span: tuple[int, int] | None
    cue: tuple[int, int]
    cue_head: int
    kind: CueKind
    content: tuple[tuple[int, int], ...]
    direct: bool = False
    addressee: Mention | None = None
    aside: frozenset[int] = frozenset()

    @property
    def size(self) -> int:
        """Number of tokens of the content."""
        return sum(b - a for a, b in self.content)

    def covers(self, i: int) -> bool:
        """Whether a token is part of the content."""
        return any(a <= i < b for a, b in self.content)


class Attributions:
    """All attributions of a document, with the chain of each token."""

    def __init__(self, doc: Doc, found: Iterable[Attribution]) -> None:
        self.doc = doc
        self.found = tuple(sorted(found, key=lambda a: (a.content[0][0], -a.size, a.cue)))
        self._at: dict[int, list[Attribution]] = {}
        for a in self.found:
            for start, end in a.content:
                for i in range(start, end):
                    self._at.setdefault(i, []).append(a)

    def chain(self, i: int) -> list[Attribution]:
        """Who says what the token tells, outermost first; empty where the report itself does."""
        chain = sorted(self._at.get(i, ()), key=lambda a: (-a.size, a.cue))
        return [a for a in chain if not a.cue[0] <= i < a.cue[1] and i not in a.aside]


def _ranges(tokens: Iterable[Token]) -> tuple[tuple[int, int], ...]:
    """Token indices as ranges, single gaps of punctuation or white space closed, edges trimmed."""
    items = sorted({t.i: t for t in tokens if not t.is_space}.values(), key=lambda t: t.i)
    runs: list[list[Token]] = []
    for t in items:
        if runs and t.i - runs[-1][-1].i <= 1 + (t.i > 0 and t.doc[t.i - 1].is_space):
            runs[-1].append(t)
        else:
            runs.append([t])
    out = []
    for run in runs:
        while run and (run[0].is_punct and run[0].text not in "($€£"):
            run.pop(0)
        while run and run[-1].is_punct and run[-1].text not in ")%?!":
            run.pop()
        if run:
            out.append((run[0].i, run[-1].i + 1))
    return tuple(out)


def _subtree(token: Token, *, without: Iterable[Token] = ()) -> list[Token]:
    skip = {t.i for t in without}
    out, todo = [], [token]
    while todo:
        t = todo.pop()
        if t.i in skip:
            continue
        out.append(t)
        todo += list(t.children)
    return out


def _span_of(
    index: MentionIndex, heads: Iterable[Token]
) -> tuple[Mention | None, tuple[int, int] | None]:
    """The party on these words and their range; words without a party keep their range."""
    heads = [h for h in heads if not h.is_punct]
    found = parties_at(index, heads)
    if found:
        m = found.mentions[0]
        return m, (min(x.start for x in found.mentions), max(x.end for x in found.mentions))
    for h in heads:
        words = own_tokens(
            h, without=frozenset({"acl:relcl", "appos", "punct", "parataxis", "acl"})
        )
        if words:
            return None, (words[0].i, words[-1].i + 1)
    return None, None


def _cue_range(token: Token) -> tuple[int, int]:
    """The cue with its auxiliaries' negation and particles left out: the word, a particle beside it."""
    parts = [token, *(c for c in token.children if c.dep_ == "compound:prt" and c.i == token.i + 1)]
    return parts[0].i, parts[-1].i + 1


def _kind(token: Token, lexicon: Lexicon) -> CueKind | None:
    """The cue kind of a verb, noun or adjective; None when it attributes nothing."""
    word = lemma(token)
    kind: CueKind | None
    if token.pos_ in ("VERB", "AUX"):
        frame = lexicon.match(token)
        if frame is not None and frame.type == "CUE":
            kind = frame.mode  # type: ignore[assignment]
        else:
            kind = _ACTS.get(word)
        if kind == "says" and word in _ACTS and _ACTS[word] != "says":
            kind = _ACTS[word]
        return kind
    if token.pos_ in ("NOUN", "PROPN"):
        return _NOUNS.get(word)
    if token.pos_ == "ADJ":
        return _ADJECTIVES.get(word)
    return None


def _addressee(index: MentionIndex, cue: Token) -> Mention | None:
    heads = children(cue, "iobj") or (children(cue, "obj") if children(cue, "ccomp") else [])
    heads += [o for o in children(cue, "obl") if "to" in cases(o)]
    found = parties_at(index, heads, places=False)
    return found.mentions[0] if found else None


def _source_of(index: MentionIndex, cue: Token) -> tuple[Mention | None, tuple[int, int] | None]:
    if cue.pos_ == "NOUN":
        holders = children(cue, "nmod:poss") or [
            c
            for c in children(cue, "nmod", "obl")
            if cases(c) & {"by", "from", "among", "in"} and index.at(c)
        ]
        if not holders and cue.dep_ in ("obj", "nsubj", "obl") and cue.head.pos_ == "VERB":
            holders = subjects_of(cue.head) if cue.dep_ == "obj" else []
        if not holders:
            holders = [h for h in noun_agents(cue) if index.at(h)]
        return _span_of(index, holders)
    if cue.pos_ == "ADJ":
        return _span_of(index, subjects_of(cue))
    passive = children(cue, "aux:pass", "nsubj:pass", "expl")
    if passive:
        return _span_of(index, [c for c in children(cue, "obl", "obl:agent") if "by" in cases(c)])
    return _span_of(
        index,
        [
            s
            for s in subjects_of(cue)
            if s.pos_ != "PRON" or s.lower_ not in ("it", "there", "what")
        ],
    )


def _clausal(index: MentionIndex, lexicon: Lexicon, doc: Doc) -> Iterable[Attribution]:
    """Cues whose content is a clause or noun phrase of the same sentence."""
    for cue in doc:
        if cue.pos_ not in ("VERB", "NOUN", "ADJ", "AUX", "PROPN"):
            continue
        word = lemma(cue)
        if cue.pos_ == "ADV":
            continue
        kind = _kind(cue, lexicon)
        if kind is None:
            continue
        contents: list[Token] = []
        verb = cue.pos_ in ("VERB", "AUX")
        contents += children(cue, "ccomp")
        if not verb:
            contents += [
                a
                for a in children(cue, "acl")
                if {m.lower_ for m in children(a, "mark")} & {"that", "of"}
            ]
            contents += [
                a
                for a in children(cue, "advcl")
                if {m.lower_ for m in children(a, "mark")} & {"that"}
            ]
            if (
                not contents
                and cue.pos_ == "NOUN"
                and kind
                in ("believes", "claims", "hints", "warns", "suggests", "denies", "reports")
            ):
                contents += [
                    n
                    for n in children(cue, "nmod", "acl")
                    if cases(n) & {"of", "about", "over", "that"}
                    and kind in ("believes", "claims", "hints", "denies")
                ]
        else:
            xcomps = children(cue, "xcomp")
            if kind in (
                "claims",
                "denies",
                "believes",
                "promises",
                "says",
                "reports",
                "hints",
                "warns",
            ):
                passive = bool(children(cue, "aux:pass"))
                if word in _BELIEVED and passive:
                    contents += xcomps
                elif word in (
                    "claim",
                    "deny",
                    "admit",
                    "acknowledge",
                    "profess",
                    "purport",
                    "threaten",
                    "vow",
                    "pledge",
                    "promise",
                    "swear",
                    "agree",
                    "insist",
                ):
                    contents += xcomps
            if word == "accuse":
                contents += [
                    c for c in [*children(cue, "advcl", "xcomp", "obl", "acl")] if "of" in cases(c)
                ]
                contents += [
                    a
                    for o in children(cue, "obj")
                    for a in children(o, "acl", "nmod")
                    if "of" in cases(a)
                ]
            if word in ("hint", "insist"):
                contents += [
                    c for c in children(cue, "obl", "advcl", "nmod") if cases(c) & {"at", "on"}
                ]
            if word == "warn":
                contents += [
                    c
                    for c in children(cue, "obl", "advcl")
                    if cases(c) & {"of", "about", "against"}
                ]
            if not contents and word in _SAID_OBJECT:
                objects = [
                    o
                    for o in children(cue, "obj")
                    if lemma(o) not in _NOUNS or word in ("deny", "repeat")
                ]
                if objects and not children(cue, "aux:pass"):
                    contents += objects
            if not contents:
                passed = cue.dep_ == "parataxis" and cue.head.i != cue.i
                if passed and subjects_of(cue) and kind not in ("demands", "promises"):
                    contents = [cue.head]
                else:
                    contents += [
                        p
                        for p in children(cue, "parataxis")
                        if (abs(p.i - cue.i) > 1 and _colon_or_quote(doc, cue, p))
                    ]
        if not contents:
            continue
        if cue.dep_ == "acl:relcl" and not subjects_of(cue):
            continue
        source, span = _source_of(index, cue)
        if (
            verb
            and source is None
            and span is None
            and kind != "reports"
            and not children(cue, "aux:pass", "expl", "ccomp")
        ):
            continue
        clausal = any(c.dep_ in ("ccomp", "xcomp", "parataxis", "advcl", "acl") for c in contents)
        if (
            verb
            and source is None
            and span is not None
            and not _can_speak(doc, span, clausal=clausal)
        ):
            continue
        skip = [cue] if contents == [cue.head] else []
        tokens = [t for c in contents for t in _subtree(c, without=skip)]
        if span is not None:
            tokens = [t for t in tokens if not span[0] <= t.i < span[1]]
        ranges = _ranges(tokens)
        if not ranges:
            continue
        if (
            kind == "says"
            and verb
            and any(is_negator(c) for c in cue.children)
            and word in ("say", "tell")
        ):
            continue
        aside = [] if clausal else [t for c in tokens if c.dep_ == "acl:relcl" for t in _subtree(c)]
        yield Attribution(
            source,
            span,
            _cue_range(cue),
            cue.i,
            kind,
            ranges,
            addressee=_addressee(index, cue) if verb else None,
            aside=frozenset(t.i for t in aside),
        )


def _can_speak(doc: Doc, span: tuple[int, int], *, clausal: bool) -> bool:
    """Whether words that name no party can be a source: people, or a text; "tensions" cannot."""
    words = {doc[i].lemma_.lower() for i in range(*span)}
    pronoun = any(doc[i].pos_ in ("PRON", "PROPN") for i in range(*span))
    return (
        bool(words & _VOICES)
        or pronoun
        or (clausal and any(doc[i].ent_type_ for i in range(*span)))
    )


def _colon_or_quote(doc: Doc, cue: Token, content: Token) -> bool:
    a, b = sorted((cue.i, content.i))
    return any(doc[i].text in ':"“”,' for i in range(a, b))


def _phrases(index: MentionIndex, doc: Doc) -> Iterable[Attribution]:
    """ "According to X", "in X's view" and adverbs such as *reportedly*."""
    for t in doc:
        if t.lower_ in _ADVERBS and t.dep_ in ("advmod", "amod", "discourse"):
            content = _ranges(x for x in _subtree(t.head, without=[t]) if x.i != t.i)
            if content:
                yield Attribution(None, None, (t.i, t.i + 1), t.i, _ADVERBS[t.lower_], content)
        elif t.lower_ == "alleged" and t.dep_ == "amod":
            yield Attribution(
                None, None, (t.i, t.i + 1), t.i, "claims", _ranges(_subtree(t.head, without=[t]))
            )
        elif t.lower_ == "according" and t.dep_ in (
            "case",
            "mark",
            "advcl",
            "obl",
            "advmod",
            "acl",
        ):
            if t.dep_ in ("case", "mark"):
                noun = t.head
                clause = noun.head
            else:
                nouns = [c for c in children(t, "obl", "nmod", "obj", "pcomp")]
                if not nouns:
                    continue
                noun, clause = nouns[0], t.head
            if clause.i == noun.i:
                continue
            source, span = _span_of(index, [noun])
            out = t if t.dep_ not in ("case", "mark") else noun
            if not _subtree(out):
                continue
            content = _ranges(_subtree(clause, without=[out]))
            if content:
                yield Attribution(source, span, (t.i, t.i + 2), t.i, "says", content)


def _merge_quotes(
    index: MentionIndex, lexicon: Lexicon, doc: Doc, found: list[Attribution]
) -> list[Attribution]:
    """Joins quotation marks with the cues beside them; quotes alone go to the last speaker."""
    out = list(found)
    quotes = quoted_spans(doc)
    sentences = {s.start: s for s in doc.sents}
    starts = sorted(sentences)
    last: Attribution | None = None
    last_end = -1
    for q in quotes:
        length = q.end - q.start
        holders = [
            k
            for k, a in enumerate(out)
            if _overlap(a, q) >= max(1, length // 2) and not q.start <= a.cue[0] < q.end
        ]
        if holders:
            k = min(holders, key=lambda k: out[k].size)
            a = out[k]
            out[k] = replace(a, direct=True, content=_union(doc, a.content, q))
            last, last_end = out[k], q.end
            continue
        if length < 4 or not any(doc[i].pos_ in ("VERB", "AUX") for i in range(q.start, q.end)):
            continue
        cue = _cue_beside(index, lexicon, doc, q)
        if cue is not None:
            source, span = _source_of(index, cue)
            kind = _kind(cue, lexicon) or "says"
            a = Attribution(
                source,
                span,
                _cue_range(cue),
                cue.i,
                kind,
                ((q.start, q.end),),
                True,
                _addressee(index, cue),
            )
            known = next((k for k, b in enumerate(out) if b.cue == a.cue), None)
            if known is None:
                out.append(a)
            else:
                a = replace(out[known], direct=True, content=_union(doc, out[known].content, q))
                out[known] = a
            last, last_end = a, q.end
        elif last is not None and _follows(doc, starts, last_end, q):
            out.append(replace(last, content=((q.start, q.end),), direct=True, addressee=None))
            last_end = q.end
    return out


def _overlap(a: Attribution, q: Quoted) -> int:
    return sum(max(0, min(e, q.end) - max(s, q.start)) for s, e in a.content)


def _union(
    doc: Doc, content: tuple[tuple[int, int], ...], q: Quoted
) -> tuple[tuple[int, int], ...]:
    tokens = [doc[i] for a, b in content for i in range(a, b)]
    return _ranges([*tokens, *(doc[i] for i in range(q.start, q.end))])


def _cue_beside(index: MentionIndex, lexicon: Lexicon, doc: Doc, q: Quoted) -> Token | None:
    """The nearest cue verb outside a quotation, in its sentences."""
    first, last = doc[q.start].sent, doc[max(q.start, q.end - 1)].sent
    best: Token | None = None
    for i in range(first.start, last.end):
        t = doc[i]
        if q.start <= i < q.end or t.pos_ != "VERB" or _kind(t, lexicon) is None:
            continue
        if not subjects_of(t) and not children(t, "obl:agent"):
            continue
        gap = min(abs(i - q.start), abs(i - q.end))
        if best is None or gap < min(abs(best.i - q.start), abs(best.i - q.end)):
            best = t
    return best


def _follows(doc: Doc, starts: list[int], last_end: int, q: Quoted) -> bool:
    """Whether a quotation stands alone in its sentence and goes on from the last one."""
    sent = doc[q.start].sent
    outside = [t for t in sent if not q.start <= t.i < q.end and not t.is_punct and not t.is_space]
    if outside:
        return False
    between = sum(1 for s in starts if last_end <= s < sent.start)
    return between <= 1


def _statements(index: MentionIndex, lexicon: Lexicon, doc: Doc) -> Iterable[Attribution]:
    """Statements laid out over paragraphs; who makes them stands before the colon."""
    for st in laid_out(doc):
        if st.label is not None:
            a, b = st.label
            m = next((x for x in index.mentions if a <= x.start and x.end <= b), None)
            yield Attribution(
                m, (a, b), (st.lead, st.lead + 1), st.lead, "says", ((st.start, st.end),), True
            )
            continue
        sent = doc[st.lead].sent
        cues = [
            t for t in sent if t.pos_ == "VERB" and t.i < st.lead and _kind(t, lexicon) is not None
        ]
        if not cues:
            continue
        cue = cues[-1]
        source, span = _source_of(index, cue)
        if source is None and cue.dep_ in ("advcl", "xcomp", "conj", "acl"):
            source, span = _span_of(index, subjects_of(cue))
        yield Attribution(
            source,
            span,
            _cue_range(cue),
            cue.i,
            _kind(cue, lexicon) or "says",
            ((st.start, st.end),),
            True,
        )


def find_attributions(doc: Doc, index: MentionIndex, lexicon: Lexicon) -> Attributions:
    """Everything that a document tells on somebody's word.

    Args:
        doc: read by the language model.
        index: its mentions of actors.
        lexicon: predicates; its CUE entries give the kind of a verb of saying.
    """
    found = [*_clausal(index, lexicon, doc), *_phrases(index, doc)]
    found = _merge_quotes(index, lexicon, doc, found)
    seen: dict[int, Attribution] = {}
    for a in [*found, *_statements(index, lexicon, doc)]:
        old = seen.get(a.cue_head)
        if old is None or (a.direct and a.size > old.size):
            seen[a.cue_head] = a
        elif a.content != old.content:
            merged = replace(
                old,
                content=tuple(sorted({*old.content, *a.content})),
                direct=old.direct or a.direct,
            )
            seen[a.cue_head] = merged
    return Attributions(doc, seen.values())
