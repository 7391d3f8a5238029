"""A hand-made conflict on the invented one of the sample ledger, with evidence from its rows."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2] / "conflict"))

from brief_sample import Book, sample

from tracktwo.conflict.file import parse_conflict
from tracktwo.conflict.levers import Lever
from tracktwo.conflict.model import Conflict

__all__ = ["Asked", "Drafted", "conflict", "drafted", "sample", "text_of_conflict"]


def row(book: Book, rule: str, words: str) -> str:
    """The id of the row of a rule that cites these words."""
    return next(
        r.id
        for r in book.rows()
        if r.rule.startswith(rule) and any(words in c.text for c in r.citations)
    )


def text_of_conflict(book: Book) -> str:
    demand = row(book, "event.request", "demanded")
    threat = row(book, "event.threaten", "halt grain")
    rockets = row(book, "event.assault", "fired rockets")
    release = row(book, "event.agree", "ready to release")
    return f"""
format = 1
title = "The Sarat crossing"
status_quo = "NN N Y"

[[decision_maker]]
id = "kestan"
label = "Kestan"
[[decision_maker]]
id = "marland"
label = "Marland"
[[decision_maker]]
id = "front"
label = "Northern Front"

[[option]]
id = "open"
owner = "kestan"
label = "Open the crossing"
evidence = ["{demand}"]
[[option]]
id = "release"
owner = "kestan"
label = "Release prisoners"
direction = "forward"
evidence = ["{release}"]
[[option]]
id = "halt"
owner = "marland"
label = "Halt the grain"
evidence = ["{threat}", "0000000000000000"]
[[option]]
id = "shell"
owner = "front"
label = "Go on shelling"
evidence = ["{rockets}"]
note = "the report tells of rockets too"

[[infeasible]]
when = "open and halt"
note = "grain goes through the crossing"

[[preference]]
of = "kestan"
[[preference.statement]]
say = "not halt"
basis = "stated"
evidence = ["{release}"]
[[preference.statement]]
say = "not open if shell"
basis = "inferred"
unsure = true
evidence = ["{rockets}"]
[[preference.statement]]
say = "not release"
basis = "assumed"
note = "nothing in the reports says so"

[[preference]]
of = "marland"
[[preference.statement]]
say = "open"
basis = "stated"
evidence = ["{demand}"]
[[preference.statement]]
say = "halt if not open"
basis = "stated"
unsure = true
evidence = ["{threat}"]
[[preference.statement]]
say = "not shell"
basis = "assumed"

[[preference]]
of = "front"
[[preference.statement]]
say = "shell if not release"
basis = "assumed"
unsure = true
[[preference.statement]]
say = "not open"
basis = "inferred"
evidence = ["{rockets}"]
[[preference.statement]]
say = "not shell"
basis = "assumed"

[[lever]]
name = "Observers hold the line"
changes = ["shell = N"]
evidence = ["{rockets}"]
[[lever]]
name = "Marland keeps the grain flowing"
changes = ["halt = N"]
"""


def conflict(book: Book | None = None) -> Conflict:
    return parse_conflict(text_of_conflict(book or sample()), where="sarat.toml")


@dataclass(frozen=True)
class Answered:
    words: str


@dataclass(frozen=True)
class Asked:
    text: str
    change: tuple[str, ...]
    evidence: tuple[str, ...] = ()
    answers: tuple[Answered, ...] = (Answered("if not"),)


@dataclass(frozen=True)
class Drafted:
    """A draft as `tracktwo.conflict.draft` gives one."""

    conflict: Conflict | None
    why_not: str | None = None
    text: str = ""
    levers: tuple[Lever, ...] = ()
    context: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


def drafted(book: Book) -> Drafted:
    found = conflict(book)
    return Drafted(
        found,
        text=text_of_conflict(book),
        levers=found.levers,
        context=("Norway: hosts the talks and has no option here",),
        assumptions=("Kestan can do without Release prisoners for now.",),
        ignored=(book.positions[0].id, "ffffffffffffffff"),
    )
