"""The example report, coded with its own registry: the rows that a careful analyst expects."""

from __future__ import annotations

from pathlib import Path

import pytest
from event_lines import line

from tracktwo.intake import read_documents
from tracktwo.intake.document import Document
from tracktwo.pipeline import Coder
from tracktwo.schema import Event, Position, Proposal, Row

EXAMPLES = Path(__file__).parents[2] / "examples"
FRONT = "the front laid down its arms by the end of the month"

EXPECTED = [
    # the meeting, with its day and place
    "Envoys of Velmia + Sarnia > ? CONSULT happened",
    # readiness to withdraw, on a condition, in the minister's words
    "her government > ? AGREE happened [Ilse Harrow says]",
    "her government > ? RETREAT conditional [Ilse Harrow says; her government promises] "
    "{<- if Sarnia stopped shelling the island of Tamm}",
    "Sarnia > ? RETREAT conditional [Ilse Harrow says] "
    "{if Sarnia stopped shelling the island of Tamm}",
    # what she refuses and demands
    "Ilse Harrow > ? REJECT happened",
    "Velmia > ? CONSULT not planned [Ilse Harrow says]",
    "Ilse Harrow > Sarnia REQUEST happened",
    "Sarnia > ? RETREAT demanded [Ilse Harrow says]",
    # the denial and the accusation
    "Sarnian defence ministry > ? REJECT happened",
    "its forces > Tamm ASSAULT not happened [Sarnian defence ministry denies]",
    "Sarnian defence ministry > Velmia ACCUSE happened",
    "Velmia > Tamm Defence Front AID happened [Sarnian defence ministry claims]",
    # the threat, what is threatened, and what it hangs on
    f"Davor Lenk > Velmia THREATEN happened {{<- unless {FRONT}}}",
    f"Sarnia > Velmia COERCE conditional [Davor Lenk says] {{<- unless {FRONT}}}",
    f"Tamm Defence Front > ? RETREAT conditional [Davor Lenk says] {{unless {FRONT}}}",
    # the plan's price, as two diplomats tell it
    "Sarnian troops > ? RETREAT conditional [two diplomats says] "
    "{in exchange for the withdrawal of Sarnian troops}",
    # the deaths, on the council's word
    "Sarnian artillery > four fishermen ASSAULT happened [the island's council says]",
    "Velmia > ? ACCUSE happened",
    "Velmia > Sarnia SANCTION happened",
    # the European Union
    "European Union > ? SUPPORT happened",
    "European Union > ? AGREE happened",
    "European Union > islanders AID planned [European Union promises]",
    "European Union > both sides REQUEST happened",
    "both sides > ? AGREE demanded [European Union demands]",
    "Davor Lenk > ? REJECT happened",
    # fears and possibilities
    "Tamm Defence Front > Sarnia ASSAULT possible [Analysts believes]",
    "Velmia > Tamm Defence Front SANCTION possible",
    "Ilse Harrow > islanders AGREE happened",
]


@pytest.fixture(scope="module")
def example() -> Document:
    (document,) = read_documents([str(EXAMPLES / "strait-talks.txt")])
    assert isinstance(document, Document)
    return document


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(registry_files=(str(EXAMPLES / "strait-talks.toml"),), threads=1)


@pytest.fixture(scope="module")
def rows(coder: Coder, example: Document) -> list[Row]:
    return coder(example)


def events(rows: list[Row]) -> list[Event]:
    return [r for r in rows if isinstance(r, Event)]


def test_the_events_of_the_example(rows: list[Row]) -> None:
    got = sorted(line(e) for e in events(rows))
    assert got == sorted(EXPECTED)


def test_nothing_feared_demanded_or_denied_is_told_as_done(rows: list[Row]) -> None:
    done = [
        line(e)
        for e in events(rows)
        if e.modality in ("happened", "ongoing") and e.polarity == "affirmed" and not e.attribution
    ]
    assert not [x for x in done if "ASSAULT" in x or "COERCE" in x or "AID" in x]


def test_modes_days_and_places(rows: list[Row]) -> None:
    by = {line(e).split(" [")[0]: e for e in events(rows)}
    met = by["Envoys of Velmia + Sarnia > ? CONSULT happened"]
    killed = by["Sarnian artillery > four fishermen ASSAULT happened"]
    assert met.date is not None and met.date.start == "2024-05-13"
    assert met.place is not None and met.place.text == "Port Lisse"
    assert killed.date is not None and killed.date.start == "2024-05-12"
    assert killed.place is not None and killed.place.text == "Tamm"
    assert {e.mode for e in events(rows) if e.type == "THREATEN"} == {"restrict"}
    assert by["its forces > Tamm ASSAULT not happened"].mode == "heavy-weapons"


def test_the_plan_is_rumoured_and_its_makers(rows: list[Row]) -> None:
    (plan,) = [r for r in rows if isinstance(r, Proposal)]
    assert plan.by is not None and plan.by.name == "Marta Okoye"
    assert plan.definite == "rumoured"
    assert [t.duration for t in plan.terms] == ["ten years", None]


def test_where_the_parties_stand(rows: list[Row]) -> None:
    stands = {(r.party.name, r.stance, r.issue) for r in rows if isinstance(r, Position)}
    assert {
        ("Ilse Harrow", "rejects", "talks"),
        ("Ilse Harrow", "demands", "ceasefire"),
        ("Davor Lenk", "demands", "disarmament"),
        ("Davor Lenk", "leaves open", "ceasefire"),
        ("European Union", "demands", "ceasefire"),
    } <= stands


def test_every_quote_is_the_words_at_its_place(rows: list[Row], example: Document) -> None:
    for row in rows:
        for c in row.citations:
            assert example.text[c.start : c.end] == c.text
            assert c.document == example.sha256


def test_the_same_rows_every_time_and_in_any_company(
    coder: Coder, example: Document, rows: list[Row]
) -> None:
    assert coder(example) == rows
    coder(Document(text="Sarnia signed a treaty with Velmia. Its president praised it."))
    assert coder(example) == rows
