"""The draft as a commented ``conflict.toml``: every line with the words that it rests on."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracktwo.conflict.draft.choices import Cast, Chosen
from tracktwo.conflict.draft.parties import Parties
from tracktwo.conflict.draft.today import Standing
from tracktwo.conflict.draft.wishes import Wish
from tracktwo.conflict.file_model import FORMAT
from tracktwo.conflict.levers import Lever
from tracktwo.conflict.toml_values import array, entry
from tracktwo.ledger import Ledger
from tracktwo.schema import Citation

__all__ = ["Parts", "Rule", "draft_text"]

_WIDTH = 96


@dataclass(frozen=True)
class Rule:
    """A combination that cannot be.

    Attributes:
        when: a statement.
        note: why.
    """

    when: str
    note: str


@dataclass(frozen=True, eq=False)
class Parts:
    """All that the text is made of."""

    ledger: Ledger
    title: str
    question: str | None
    as_of: date | None
    cast: Cast
    now: Mapping[str, Standing]
    rules: Sequence[Rule]
    wishes: Mapping[str, Sequence[Wish]]
    levers: Sequence[Lever]
    ignored: Sequence[str]
    parties: Parties


def draft_text(p: Parts) -> str:
    """The text of the file; it reads as a conflict and says where each line comes from."""
    blocks = [_head(p), _comment("Who takes part.")]
    for key in p.cast.makers:
        names = entry("id", p.cast.ids[key]), entry("label", p.parties.label(key))
        blocks.append(_table("decision_maker", *names))
    if p.cast.context:
        blocks.append(_comment("Named in the reports and left out:", *p.cast.context))
    blocks.append(_comment("What they can do: taken (Y) or not (N)."))
    blocks += [_option(p, option) for option in p.cast.options]
    if p.cast.dropped:
        blocks.append(_comment("Choices left out to keep the model small:", *p.cast.dropped))
    if p.rules:
        blocks.append(_comment("What cannot come about, by what the words mean."))
        blocks += [
            _table("infeasible", entry("when", r.when), entry("note", r.note)) for r in p.rules
        ]
    blocks.append(
        _comment(
            "What they prefer, the most important first. basis: stated, by the party itself; "
            "inferred, from acts, offers or the words of others; assumed, by the draft. "
            "unsure = true: to be checked by a person."
        )
    )
    blocks += [_preference(p, key) for key in p.cast.makers]
    if p.levers:
        blocks.append(
            _comment("What may change, as the reports tell: tracktwo whatif --lever NAME.")
        )
        blocks += [_lever(p, lever) for lever in p.levers]
    if p.ignored:
        told = [_position(p, row) for row in p.ignored]
        blocks.append(_comment("Positions in the reports that this model leaves out:", *told))
    return "\n\n".join(blocks) + "\n"


def _head(p: Parts) -> str:
    names = ", ".join(s.name for s in p.ledger.documents)
    lines = [
        _comment(
            f"A draft, made from {names or 'a ledger'}. Nobody has checked it: read every line "
            "against the words above it, and put right what is wrong. Lines that begin with # are "
            "for people."
        ),
        f"format = {FORMAT}",
        entry("title", p.title),
        entry("question", p.question),
        entry("as_of", p.as_of),
        entry("note", "Drafted from reports and not yet checked by a person."),
        _comment("How things stand now, N or Y for each option in the order below:"),
    ]
    for option in p.cast.options:
        lines += _stands(p, option)
    marks: list[str] = []
    last = ""
    for option in p.cast.options:
        if option.choice.owner != last and marks:
            marks.append(" ")
        last = option.choice.owner
        marks.append("Y" if p.now[option.id].taken else "N")
    lines.append(entry("status_quo", "".join(marks)))
    return "\n".join(line for line in lines if line)


def _stands(p: Parts, option: Chosen) -> list[str]:
    here = p.now[option.id]
    said = f"{option.id} = {'Y' if here.taken else 'N'}"
    if not here.marks:
        return [_comment(f"{said}  assumed: the reports do not tell that it is taken")]
    how = here.marks[0].how
    lines = [_comment(f"{said}  {_place(p, here.marks[0].words)}{f' ({how})' if how else ''}")]
    if here.against:
        lines.append(_comment(f"    told otherwise: {_place(p, here.against[0].words)}"))
    return lines


def _option(p: Parts, option: Chosen) -> str:
    shown = option.marks
    words = list(dict.fromkeys(_place(p, m.words) for m in shown))
    return "\n".join(
        [
            _comment(*words),
            _table(
                "option",
                entry("id", option.id),
                entry("owner", p.cast.ids[option.choice.owner]),
                entry("label", option.label),
                entry("direction", "forward") if option.forward else "",
                "evidence = " + array(list(dict.fromkeys(m.row for m in shown))),
            ),
        ]
    )


def _preference(p: Parts, key: str) -> str:
    lines = ["[[preference]]", entry("of", p.cast.ids[key])]
    listed = p.wishes[key]
    if not listed:
        nothing = _comment(f"No row tells what {p.parties.label(key)} prefers.")
        return "\n".join([nothing, *lines, "statements = []"])
    for wish in listed:
        words = list(dict.fromkeys(_place(p, m.words) for m in wish.marks))
        evidence = list(dict.fromkeys(m.row for m in wish.marks))
        lines.append("")
        if words:
            lines.append(_comment(*words))
        lines.append(
            _table(
                "preference.statement",
                entry("say", wish.say),
                entry("basis", wish.basis),
                entry("confidence", None if wish.confidence is None else round(wish.confidence, 2)),
                "evidence = " + array(evidence) if evidence else "",
                entry("unsure", True) if wish.unsure else "",
                entry("note", _line(wish.note)) if wish.note else "",
            )
        )
    return "\n".join(lines)


def _lever(p: Parts, lever: Lever) -> str:
    words = [_place(p, p.ledger.row(row).citations[0]) for row in lever.evidence]
    return "\n".join(
        [
            _comment(*dict.fromkeys(words)),
            _table(
                "lever",
                entry("name", lever.name),
                "changes = " + array(list(lever.changes)),
                "evidence = " + array(list(lever.evidence)) if lever.evidence else "",
                entry("note", lever.note),
            ),
        ]
    )


def _position(p: Parts, row_id: str) -> str:
    row = next(r for r in p.ledger.positions if r.id == row_id)
    return f"{row_id} {row.party.name} {row.stance}: {_place(p, row.content)}"


def _place(p: Parts, cited: Citation) -> str:
    source = p.ledger.document(cited.document)
    name = source.name if source else cited.document[:12]
    return f"{name}, characters {cited.start} to {cited.end}: “{cited.text}”"


def _table(header: str, *lines: str) -> str:
    return "\n".join([f"[[{header}]]", *(line for line in lines if line)])


def _line(text: str) -> str:
    """Text on one line, with nothing in it that steers a terminal."""
    return "".join(c if c.isprintable() else "\ufffd" for c in " ".join(text.split()))


def _comment(*texts: str) -> str:
    """Comment lines; what follows the first line of a long text is indented."""
    lines = []
    for text in texts:
        lines += textwrap.wrap(
            _line(text), _WIDTH, initial_indent="# ", subsequent_indent="#   ",
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip
    return "\n".join(lines)
