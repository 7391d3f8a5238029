"""Whose *we* a statement is: its heading or publisher tells, or nobody."""

from __future__ import annotations

import pytest

from tracktwo import actors, language
from tracktwo.coding import code
from tracktwo.intake.document import Document
from tracktwo.schema import Event

ASK = "We call on Kenya to withdraw its troops."


def asker(text: str, publisher: str | None = None) -> tuple[str, str | None]:
    doc = language.load()(text)
    rows = code(doc, Document(doc.text, publisher=publisher), actors.load_registry())
    asked = [r for r in rows if isinstance(r, Event) and r.type == "REQUEST"]
    assert asked, rows
    return asked[0].actors[0].name, asked[0].actors[0].actor


def test_the_heading_tells_who_we_are() -> None:
    assert "Quelia" in asker(f"Statement by the Government of Quelia\n\n{ASK}")[0]
    assert asker(f"Statement by the African Union\n\n{ASK}") == ("African Union", "au")


@pytest.mark.parametrize(
    ("publisher", "name"),
    [
        ("Ministry of Water of Quelia", "Ministry of Water of Quelia"),
        ("African Union", "African Union"),
        ("Reuters", "We"),
        ("The Quelia Courier", "We"),
        (None, "We"),
    ],
)
def test_a_publisher_that_is_a_party_speaks_and_the_press_does_not(
    publisher: str | None, name: str
) -> None:
    assert asker(ASK, publisher)[0] == name


def test_one_person_alone_is_not_we() -> None:
    assert asker(f"Speech by Una Velt\n\n{ASK}")[0] == "We"


def test_who_is_quoted_is_not_the_author() -> None:
    text = f"Statement by the African Union\n\nKenya's government said: \u201c{ASK}\u201d"
    assert asker(text)[1] != "au"


LETTER = "A word on the river\n\nI urge Kenya to talk. Uganda must withdraw its troops.\n\n{}\n"


@pytest.mark.parametrize(
    ("signature", "name"),
    [
        ("Ana Ruiz\nForeign Minister of Peru", "Ana Ruiz"),
        ("— Ana Ruiz, foreign minister of Peru", "Ana Ruiz"),
        ("Reporting by Jane Dole", "I"),
    ],
)
def test_who_signs_speaks(signature: str, name: str) -> None:
    assert asker(LETTER.format(signature))[0] == name


def test_an_author_demands_without_being_quoted() -> None:
    text = LETTER.format("Ana Ruiz\nForeign Minister of Peru")
    rows = code(language.load()(text), Document(text), actors.load_registry())
    asked = [r for r in rows if isinstance(r, Event) and r.rule == "voiced demand"]
    assert [(e.actors[0].for_actor, e.recipients[0].actor) for e in asked] == [("per", "uga")]


def test_a_statement_ends_where_its_speaker_is_told_of() -> None:
    text = (
        "Ana Ruiz, the foreign minister of Peru, said:\n\nChile must leave.\n\n"
        "We shall wait.\n\nThe foreign minister will travel to Brazil. Peru called up reserves.\n"
    )
    rows = code(language.load()(text), Document(text), actors.load_registry())
    (called,) = [r for r in rows if isinstance(r, Event) and r.type == "MOBILIZE"]
    assert called.attribution == []
