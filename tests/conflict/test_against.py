"""A conflict against a ledger: what is gone, what speaks against it, what it leaves out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any, get_args

import pytest

from tracktwo.conflict import Conflict
from tracktwo.conflict.against import against, cited_rows
from tracktwo.conflict.file import parse_conflict
from tracktwo.intake.document import Document
from tracktwo.ledger import Ledger
from tracktwo.schema import Citation, DateRange, Event, Party, Position, Stance

TEXT = (
    "Norland demands that the border opens. Norland rejects an open border. Norland shelled "
    "Sudmark. Norland did not shell Sudmark. Sudmark rejects an open border."
)
EARLY = Document(text=TEXT, name="early.txt", published=date(2024, 3, 1))
LATE = Document(text=f"Later. {TEXT}", name="late.txt", published=date(2024, 5, 1))
UNDATED = Document(text=f"Undated. {TEXT}", name="undated.txt")
NORTH = Party(name="Norland", actor="norland", for_actor="norland", code="NLD")
CHIEF = Party(name="Ana Vell", actor="ana-vell", for_actor="norland", code="NLD")
SOUTH = Party(name="Sudmark", actor="sudmark", for_actor="sudmark", code="SDM")
SOMEBODY = Party(name="officials", named=False)

DISPUTE = """\
format = 1
title = "Border"

[[decision_maker]]
id = "north"
label = "Norland"

[[option]]
id = "open"
owner = "north"
label = "Open the border"
evidence = {option}

[[preference]]
of = "north"

[[preference.statement]]
say = "open"
evidence = {statement}

[[lever]]
name = "Rain"
changes = ["open = N"]
evidence = {lever}
"""


def conflict(option: Any = (), statement: Any = (), lever: Any = ()) -> Conflict:
    text = {"option": option, "statement": statement, "lever": lever}
    return parse_conflict(DISPUTE.format(**{k: list(v) for k, v in text.items()}))


def cite(document: Document, words: str) -> Citation:
    start = document.text.index(words)
    return Citation(document=document.sha256, start=start, end=start + len(words), text=words)


def base(document: Document, words: str) -> dict[str, Any]:
    return {
        "id": f"{document.name} {words}",
        "document": document.sha256,
        "sentence": 0,
        "rule": "by hand",
        "confidence": 0.9,
        "citations": [cite(document, words)],
        "codebook": "test",
        "model": "test",
    }


def position(document: Document, stance: Stance = "demands", **more: Any) -> Position:
    words = "Norland rejects an open border." if stance == "rejects" else "the border opens"
    fields = {"party": NORTH, "issue": "transit and borders", "content": cite(document, words)}
    return Position(**(base(document, words) | fields | {"stance": stance} | more))


def event(document: Document, polarity: str = "affirmed", **more: Any) -> Event:
    words = "Norland did not shell Sudmark" if polarity == "negated" else "Norland shelled Sudmark"
    fields = {
        "actors": [NORTH],
        "recipients": [SOUTH],
        "type": "ASSAULT",
        "quad": 4,
        "intensity": -9.0,
        "predicate": cite(document, "shell"),
        "polarity": polarity,
    }
    return Event(**(base(document, words) | fields | more))


def ledger(*rows: Any) -> Ledger:
    return Ledger.from_rows(rows, documents=[EARLY, LATE, UNDATED])


def kinds(model: Conflict, rows: Ledger) -> list[str]:
    return [finding.kind for finding in against(model, rows)]


def test_nothing_cited_and_nothing_there_is_nothing_to_tell() -> None:
    assert against(conflict(), Ledger()) == ()


def test_evidence_that_is_there_is_no_finding() -> None:
    rows = ledger(position(EARLY), event(EARLY))
    ids = [row.id for row in rows]
    model = conflict(ids, ids[:1], ids[1:])
    assert against(model, rows) == ()
    shortened = conflict([ids[0][:10]], ids)
    assert against(shortened, rows) == ()


def test_evidence_that_is_gone_is_told_wherever_it_is_cited() -> None:
    rows = ledger(position(EARLY))
    kept = next(iter(rows)).id
    found = against(conflict(["0" * 16], [kept, "1" * 16], ["2" * 16]), rows)
    assert [f.kind for f in found] == ["gone"] * 3
    assert [f.place for f in found] == [
        'option "Open the border"', 'Norland, statement 1 ("open")', 'lever "Rain"',
    ]  # fmt: skip
    assert [f.rows for f in found] == [("0" * 16,), ("1" * 16,), ("2" * 16,)]
    assert all(f.rows[0] in f.text for f in found)


OPPOSITE = {frozenset((a, "rejects")) for a in ("demands", "accepts", "offers", "prefers")}


@pytest.mark.parametrize(("one", "other"), [*product(get_args(Stance), repeat=2)])
def test_opposite_stances_contradict_and_no_others(one: Stance, other: Stance) -> None:
    cited, against_it = position(EARLY, one), position(LATE, other)
    rows = ledger(cited, against_it)
    mine, theirs = (next(r for r in rows if r.document == d.sha256) for d in (EARLY, LATE))
    found = [f for f in against(conflict((), [mine.id]), rows) if f.kind == "contradicted"]
    assert bool(found) == (frozenset((one, other)) in OPPOSITE)
    for finding in found:
        assert finding.rows == (mine.id, theirs.id)
        assert finding.place == 'Norland, statement 1 ("open")'
        assert cited.content.text in finding.text and against_it.content.text in finding.text
        assert "2024-05-01" in finding.text


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [(EARLY, LATE, True), (LATE, EARLY, False), (LATE, LATE, True), (LATE, UNDATED, True),
     (UNDATED, EARLY, True)],
)  # fmt: skip
def test_only_what_is_known_to_be_earlier_does_not_contradict(
    mine: Document, theirs: Document, expected: bool
) -> None:
    rows = ledger(position(mine, "offers"), position(theirs, "rejects"))
    cited = next(r.id for r in rows.positions if r.stance == "offers")
    assert ("contradicted" in kinds(conflict((), [cited]), rows)) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, True),
        ({"party": CHIEF}, True),
        ({"party": SOUTH}, False),
        ({"issue": "ceasefire"}, False),
    ],
)
def test_the_party_and_the_issue_must_be_the_same(more: dict[str, Any], expected: bool) -> None:
    rows = ledger(position(EARLY), position(LATE, "rejects", **more))
    cited = next(r.id for r in rows.positions if r.stance == "demands")
    assert ("contradicted" in kinds(conflict((), [cited]), rows)) == expected


def test_positions_on_other_issues_are_never_opposed() -> None:
    rows = ledger(position(EARLY, issue="other"), position(LATE, "rejects", issue="other"))
    cited = next(r.id for r in rows.positions if r.stance == "demands")
    assert "contradicted" not in kinds(conflict((), [cited]), rows)


def test_what_a_part_cites_itself_it_knows() -> None:
    rows = ledger(position(EARLY), position(LATE, "rejects"))
    ids = [r.id for r in rows.positions]
    assert against(conflict((), ids), rows) == ()
    apart = conflict(ids[:1], ids[1:])
    assert kinds(apart, rows) == ["contradicted"]  # the option's; the statement's is the later


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, True),
        ({"actors": [CHIEF]}, True),
        ({"actors": [SOUTH]}, False),
        ({"recipients": []}, True),
        ({"recipients": [NORTH]}, False),
        ({"type": "PROTEST"}, False),
        ({"polarity": "affirmed"}, False),
        ({"modality": "planned"}, False),
        ({"date": DateRange(start="2024-02-01", end="2024-02-01")}, True),
        ({"date": DateRange(start="2024-01-01", end="2024-01-05")}, False),
    ],
)
def test_an_event_is_contradicted_by_its_denial(more: dict[str, Any], expected: bool) -> None:
    when = DateRange(start="2024-02-01", end="2024-02-03")
    rows = ledger(event(EARLY, date=when), event(LATE, **({"polarity": "negated"} | more)))
    cited = next(r for r in rows.events if r.document == EARLY.sha256)
    found = [f for f in against(conflict([cited.id]), rows) if f.kind == "contradicted"]
    assert bool(found) == expected
    if found:
        assert "did not ASSAULT" in found[0].text and "2024-05-01" in found[0].text


def test_positions_that_nothing_cites_are_told_once_and_unlike_ones_first() -> None:
    cited, like = position(EARLY), position(LATE)
    unlike = position(LATE, "accepts", party=SOUTH)
    unnamed = position(UNDATED, party=SOMEBODY)
    rows = ledger(cited, like, unlike, unnamed)
    mine = next(r for r in rows.positions if r.document == EARLY.sha256)
    found = against(conflict((), [mine.id]), rows)
    assert [(f.kind, f.place) for f in found] == [("ignored", "Sudmark"), ("ignored", "Norland")]
    assert "Another row" in found[1].text and "Another row" not in found[0].text
    everything = {r.id for r in rows.positions if r.party.named}
    assert {f.rows[0] for f in found} | {mine.id} == everything
    by_lever = conflict((), [mine.id], [r.id for r in rows.positions])
    assert against(by_lever, rows) == ()


def test_all_parts_that_cite_are_listed() -> None:
    model = conflict(["a"], ["b", "c"], ["d"])
    assert [part.evidence for part in cited_rows(model)] == [("a",), ("b", "c"), ("d",)]
    assert cited_rows(conflict()) == ()
    assert cited_rows(replace(model, levers=(), options=())) == cited_rows(model)[1:2]
