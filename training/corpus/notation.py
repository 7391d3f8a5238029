"""The notation of the corpus: passages of sentences, each with the notes that stand under it.

A note quotes the words that it speaks of, so that a line can be read, compared and corrected alone.
All offsets are characters of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import get_args

from tracktwo.coding.codebook import CONTEXTS, EVENT_TYPES
from tracktwo.schema import CueKind, Issue, Modality, Stance
from training.corpus.spans import Span, SpanError, locate, locate_all

__all__ = [
    "GENRES",
    "SPOKEN",
    "CorpusError",
    "EventNote",
    "Link",
    "Mention",
    "Passage",
    "ProposalNote",
    "SaidNote",
    "Sentence",
    "StanceNote",
    "read_corpus",
    "read_passages",
]

GENRES = ("wire", "newspaper", "communique", "briefing", "speech", "summary", "headlines", "post")
WORLDS = ("invented", "real")
SPOKEN = frozenset("AGREE SUPPORT CONCEDE REQUEST ACCUSE REJECT THREATEN".split())
"""Types of acts that are done in speaking."""
KINDS: tuple[str, ...] = get_args(CueKind)
MODALITIES: tuple[str, ...] = get_args(Modality)
STANCES: tuple[str, ...] = get_args(Stance)
ISSUES: tuple[str, ...] = get_args(Issue)
_ID = re.compile(r"[a-z0-9][a-z0-9.-]*")


class CorpusError(ValueError):
    """A passage that does not follow the notation: file and line, what is wrong, what would be right."""


@dataclass(frozen=True)
class Mention:
    """Words that name a party; ``span`` is None where they stand in another sentence.

    ``id`` is the same for all mentions of one party in a passage; what stands before its first dot
    is the body that the party belongs to.
    """

    span: Span | None
    id: str

    @property
    def body(self) -> str:
        return self.id.split(".", 1)[0]


@dataclass(frozen=True)
class Link:
    """One link of a chain of attribution; ``source`` is None where nobody is named."""

    source: Mention | None
    cue: Span | None
    kind: str


@dataclass(frozen=True)
class SaidNote:
    """Something told on somebody's word; ``cue`` is None where the layout alone tells it."""

    link: Link
    direct: bool
    content: tuple[Span, ...]

    def covers(self, span: Span) -> bool:
        return any(a <= span[0] and span[1] <= b for a, b in self.content)


@dataclass(frozen=True)
class EventNote:
    """An act, with who does it to whom and how it is told; ``per`` overrules the chain, if given."""

    type: str
    mode: str | None
    predicate: Span
    actors: tuple[Mention, ...]
    either: bool
    recipients: tuple[Mention, ...]
    modality: str
    negated: bool
    condition: Span | None = None
    is_condition: bool = False
    contexts: tuple[str, ...] = ()
    per: tuple[Link, ...] | None = None


@dataclass(frozen=True)
class StanceNote:
    """Where a party stands on an issue."""

    issue: str
    stance: str
    holder: Mention
    content: tuple[Span, ...]
    condition: Span | None = None


@dataclass(frozen=True)
class ProposalNote:
    """What is put forward; a term is an issue, its words, and the words of its value or length."""

    definite: str
    by: Mention | None
    terms: tuple[tuple[str, Span, Span | None], ...]


@dataclass
class Sentence:
    """A sentence with its notes; ``paragraph`` tells that a new paragraph begins with it."""

    text: str
    paragraph: bool
    line: int
    said: list[SaidNote] = field(default_factory=list)
    events: list[EventNote] = field(default_factory=list)
    stances: list[StanceNote] = field(default_factory=list)
    proposals: list[ProposalNote] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to code; that somebody says something alone is no row."""
        return not (self.events or self.stances or self.proposals)

    def chain(self, note: EventNote | StanceNote) -> tuple[Link, ...]:
        """Who says so, outermost first.

        A party's own act of speaking, and its own position, does not stand on its own word.
        """
        if isinstance(note, EventNote) and note.per is not None:
            return note.per
        at = note.predicate if isinstance(note, EventNote) else note.content[0]
        over = [s for s in self.said if s.covers(at)]
        over.sort(key=lambda s: -sum(b - a for a, b in s.content))
        links = [s.link for s in over if not (s.link.cue and s.link.cue == at)]
        if not links or links[-1].source is None:
            return tuple(links)
        if isinstance(note, StanceNote):
            own = links[-1].source.body == note.holder.body
        else:
            own = (
                note.type in SPOKEN
                and note.modality in ("happened", "ongoing")
                and links[-1].source.body in {m.body for m in note.actors}
            )
        return tuple(links[:-1] if own else links)


@dataclass
class Passage:
    """A short text of one kind, with the day on which it was issued."""

    id: str
    genre: str
    invented: bool
    day: date
    sentences: list[Sentence]
    file: str = ""

    @property
    def text(self) -> str:
        return "".join(gap + s.text for gap, s in self._joined())

    @property
    def starts(self) -> list[int]:
        """Where each sentence begins in the text."""
        out, at = [], 0
        for gap, s in self._joined():
            out.append(at + len(gap))
            at += len(gap) + len(s.text)
        return out

    def _joined(self) -> Iterator[tuple[str, Sentence]]:
        for k, s in enumerate(self.sentences):
            yield ("" if k == 0 else "\n\n" if s.paragraph else " "), s


def read_corpus(folder: Path) -> list[Passage]:
    """All passages of the ``.txt`` files in and under a folder, files by name."""
    out = [p for f in sorted(folder.rglob("*.txt")) for p in read_passages(f)]
    seen: dict[str, str] = {}
    for p in out:
        if p.id in seen:
            raise CorpusError(f"{p.file}: passage {p.id} stands in {seen[p.id]} too; rename one")
        seen[p.id] = p.file
    return out


def read_passages(path: Path) -> list[Passage]:
    """The passages of a file.

    Raises:
        CorpusError: all lines that are wrong, each with file, line and reason.
    """
    passages: list[Passage] = []
    wrong: list[str] = []
    paragraph = True
    for number, raw in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        line = raw.rstrip()
        try:
            if not line:
                paragraph = True
            elif line.startswith("=="):
                passages.append(_header(line, path.name))
                paragraph = True
            elif not passages:
                raise SpanError("a passage begins with a line “== id | genre | world | date”")
            elif line[0].isspace():
                if not passages[-1].sentences or paragraph:
                    raise SpanError("a note stands right under its sentence")
                _note(line.strip(), passages[-1].sentences[-1])
            else:
                passages[-1].sentences.append(Sentence(line, paragraph, number))
                paragraph = False
        except (SpanError, KeyError) as e:
            wrong.append(f"{path}:{number}: {e.args[0]}\n    {line.strip()}")
    if wrong:
        raise CorpusError("\n".join(wrong))
    return passages


def _header(line: str, file: str) -> Passage:
    parts = [p.strip() for p in line[2:].split("|")]
    if len(parts) != 4:
        raise SpanError("a header is “== id | genre | world | date”")
    name, genre, world, day = parts
    _known(genre, GENRES, "genre")
    _known(world, WORLDS, "world")
    try:
        when = date.fromisoformat(day)
    except ValueError as e:
        raise SpanError(f"“{day}” is no date; write it as 2031-05-14") from e
    if not _ID.fullmatch(name):
        raise SpanError(f"“{name}” is no id: lower-case letters, digits and hyphens")
    return Passage(name, genre, world == "invented", when, [], file)


def _note(line: str, s: Sentence) -> None:
    fields = [f.strip() for f in re.split(r"\s\|(?:\s|$)", line)]
    kind = fields[0].split()[0]
    if kind == "SAID":
        s.said.append(_said(fields, s.text))
    elif kind == "STANCE":
        s.stances.append(_stance(fields, s.text))
    elif kind == "PROPOSAL":
        s.proposals.append(_proposal(fields, s.text))
    else:
        s.events.append(_event(fields, s.text))


def _known(word: str, among: Iterable[str], what: str) -> str:
    if word not in among:
        raise SpanError(f"“{word}” is no {what}; there are: {', '.join(among)}")
    return word


def _mention(quoted: str, text: str) -> Mention:
    words, at, name = quoted.rpartition("@")
    name = name.strip()
    if not at or not _ID.fullmatch(name):
        raise SpanError(f"“{quoted.strip()}” needs the party's id: “words @id”")
    words = words.strip()
    return Mention(None if words == "^" else locate(text, words), name)


def _mentions(quoted: str, text: str) -> tuple[Mention, ...]:
    return tuple(_mention(part, text) for part in quoted.split(";"))


def _link(quoted: str, text: str) -> Link:
    parts = [p.strip() for p in re.split(r"\s/\s", quoted)]
    if len(parts) != 3:
        raise SpanError("who says so is “source @id / cue / kind”; “-” for nobody named")
    source = None if parts[0] == "-" else _mention(parts[0], text)
    cue = None if parts[1] == "^" else locate(text, parts[1])
    return Link(source, cue, _known(parts[2], KINDS, "kind of cue"))


def _said(fields: list[str], text: str) -> SaidNote:
    if len(fields) != 4 or fields[0] != "SAID":
        raise SpanError("“SAID | source @id / cue / kind | direct or indirect | content”")
    direct = _known(fields[2], ("direct", "indirect"), "form") == "direct"
    return SaidNote(_link(fields[1], text), direct, locate_all(text, fields[3]))


def _event(fields: list[str], text: str) -> EventNote:
    head = fields[0].split()
    if len(head) > 2 or len(fields) < 3:
        raise SpanError("“TYPE mode | predicate | by … | to … | modality | …”")
    kind = _known(head[0], EVENT_TYPES, "type of event")
    mode = head[1] if len(head) == 2 else None
    if mode is not None:
        _known(mode, EVENT_TYPES[kind].modes, f"mode of {kind}")
    predicate = locate(text, fields[1])
    if " " in text[slice(*predicate)]:
        raise SpanError("the predicate is one word: the verb or noun that names the act")
    parts: dict[str, object] = {}

    def put(name: str, value: object) -> None:
        if name in parts:
            raise SpanError(f"“{name}” stands twice")
        parts[name] = value

    for f in fields[2:]:
        key, _, rest = f.partition(" ")
        if key in ("by", "either"):
            put("by", _mentions(rest, text))
            parts["either"] = key == "either"
        elif key == "to":
            put("to", _mentions(rest, text))
        elif key in ("if", "is-if"):
            put("if", locate(text, rest))
            parts["role"] = key
        elif key == "ctx":
            codes = tuple(c.strip() for c in rest.split(","))
            put("ctx", tuple(_known(c, CONTEXTS, "context") for c in codes))
        elif key == "per":
            links = () if rest == "none" else tuple(_link(x, text) for x in rest.split(" > "))
            put("per", links)
        else:
            put("modality", _known(key, MODALITIES, "modality or field"))
            if rest not in ("", "not"):
                raise SpanError("after the modality only “not” may stand")
            parts["not"] = rest == "not"
    if "modality" not in parts:
        raise SpanError(f"the modality is missing: one of {', '.join(MODALITIES)}")
    condition = parts.get("if")
    if parts["modality"] == "conditional" and condition is None:
        raise SpanError("a conditional act needs its condition: “if the words of the clause”")
    return EventNote(
        kind,
        mode,
        predicate,
        parts.get("by", ()),  # type: ignore[arg-type]
        bool(parts.get("either")),
        parts.get("to", ()),  # type: ignore[arg-type]
        str(parts["modality"]),
        bool(parts["not"]),
        condition,  # type: ignore[arg-type]
        parts.get("role") == "is-if",
        parts.get("ctx", ()),  # type: ignore[arg-type]
        parts.get("per"),  # type: ignore[arg-type]
    )


def _stance(fields: list[str], text: str) -> StanceNote:
    if len(fields) not in (5, 6):
        raise SpanError("“STANCE | issue | stance | holder @id | content | if … (optional)”")
    condition = None
    if len(fields) == 6:
        key, _, rest = fields[5].partition(" ")
        _known(key, ("if",), "field")
        condition = locate(text, rest)
    return StanceNote(
        _known(fields[1], ISSUES, "issue"),
        _known(fields[2], STANCES, "stance"),
        _mention(fields[3], text),
        locate_all(text, fields[4]),
        condition,
    )


def _proposal(fields: list[str], text: str) -> ProposalNote:
    head = fields[0].split()
    if len(head) != 2 or len(fields) < 3:
        raise SpanError("“PROPOSAL stated | by words @id (or -) | issue: words = value | …”")
    definite = _known(head[1], ("stated", "rumoured", "vague"), "kind of proposal")
    by = None if fields[1] == "-" else _mention(fields[1].removeprefix("by "), text)
    terms = []
    for f in fields[2:]:
        issue, colon, rest = f.partition(":")
        if not colon:
            raise SpanError("a term is “issue: its words”, “issue: its words = value”")
        words, _, value = rest.partition(" = ")
        terms.append(
            (
                _known(issue.strip(), ISSUES, "issue"),
                locate(text, words),
                locate(text, value) if value else None,
            )
        )
    return ProposalNote(definite, by, tuple(terms))
