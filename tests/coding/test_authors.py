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
