"""Lines say what their row says, and never more."""

from __future__ import annotations

import re

import pytest
from brief_rows import books
from brief_sample import DARROW, FRONT, KESTAN, MARLAND, NAMES, Book, sample
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracktwo.brief.acts import event_line
from tracktwo.brief.attributed import chain_words
from tracktwo.brief.build import build
from tracktwo.brief.lexicon import _MODES, _TYPES, verb
from tracktwo.brief.names import Names, parties_of
from tracktwo.brief.view import Line, plain
from tracktwo.brief.wording import position_line, row_summary
from tracktwo.brief.words import excerpt, language_of, single_line
from tracktwo.schema import Citation, Event, Link, Position

FEW = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
HEDGE = {
    "ongoing": r"under way",
    "planned": r"planned",
    "demanded": r"demanded",
    "possible": r"\bpossible\b",
    "conditional": r"\bcondition\b",
    "hypothetical": r"\bif\b",
}


def ours(row: Event | Position, names: Names) -> str:
    """The brief's own words in the line of a row: no party, no quotation."""
    line = (event_line if isinstance(row, Event) else position_line)(row, (1,), names)  # type: ignore[operator]
    return " ".join(p.text for p in line if p.kind in ("text", "modal", "whose"))


@FEW
@given(books())
def test_nothing_is_asserted_that_the_row_holds_open(book: Book) -> None:
    names = Names(parties_of(book), {})
    for row in (*book.events, *book.positions):
        words = ours(row, names)
        if row.modality in HEDGE and not (isinstance(row, Position) and row.modality == "ongoing"):
            assert re.search(HEDGE[row.modality], words), words
            if isinstance(row, Event):
                assert (
                    row.modality == "ongoing"
                    or verb(row.type, row.mode).past not in words
                    or (verb(row.type, row.mode).past == verb(row.type, row.mode).bare)
                )
        if isinstance(row, Event) and row.polarity == "negated":
            assert re.search(r"\bnot\b", words)


@FEW
@given(books())
def test_whose_word_it_is_always_stands_in_the_line_and_in_the_endnote(book: Book) -> None:
    names = Names(parties_of(book), {})
    for row in (*book.events, *book.positions):
        line = (event_line if isinstance(row, Event) else position_line)(row, (1,), names)  # type: ignore[operator]
        for link in row.attribution:
            source = (
                "unnamed people" if link.source is None else names.show(link.source, source=True)
            )
            assert line[0].kind == "whose" and source in line[0].text
            assert source in row_summary(row, names)


@FEW
@given(books())
def test_only_done_acts_on_the_reports_own_word_are_told_as_such(book: Book) -> None:
    view = build(book, book.documents, names={})
    numbers = {n.row: n.number for g in view.endnotes for n in g.notes}
    told = {int(p.text) for line in view.told.lines for p in line if p.kind == "note"}
    sure = {
        numbers[e.id]
        for e in book.events
        if e.modality in ("happened", "ongoing") and not e.attribution
    }
    # what a told speech act asks or threatens stands under it, and says that it is not done
    inner = [e.line for item in view.told.items for e in item.entries if e.inner]
    below = {int(p.text) for line in inner for p in line if p.kind == "note"} - sure
    parents = {numbers[e.content_of] for e in book.events if e.content_of in numbers}
    assert sure <= told <= sure | parents | below
    assert all(any(p.kind == "modal" for p in line) for line in inner if notes_of(line) <= below)


def notes_of(line: Line) -> set[int]:
    return {int(p.text) for p in line if p.kind == "note"}


@FEW
@given(books())
def test_every_act_stands_in_the_brief_and_is_told_once_in_its_section(book: Book) -> None:
    view = build(book, book.documents, names={})
    numbers = {n.row: n.number for g in view.endnotes for n in g.notes}
    parts = (view.told, view.attributed, view.open, view.threats)
    lines = [line for part in parts for line in part.lines]
    lines += [line for c in view.conditions for line in c.lines]
    shown = set().union(*map(notes_of, lines), *(part.rest for part in parts))
    assert {numbers[e.id] for e in book.events} <= shown
    for part in parts:
        last = [line[-1].text for line in part.lines if line[-1].kind == "note"]
        assert len(last) == len(set(last))


@FEW
@given(books())
def test_conduct_counts_no_claims_and_no_plans(book: Book) -> None:
    view = build(book, book.documents, names={})
    done = [
        e
        for e in book.events
        if e.modality in ("happened", "ongoing") and e.polarity == "affirmed" and e.actors
    ]
    for party in view.parties:
        mine = [e for e in done if party.key in {Names.key(p) for p in e.actors}]
        assert sum(party.conduct.told) <= sum(not e.attribution for e in mine)
        assert sum(party.conduct.claimed) <= sum(bool(e.attribution) for e in mine)


@FEW
@given(st.text(min_size=1, max_size=400), st.data())
def test_an_excerpt_is_made_of_the_words_and_marks_its_cuts(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    focus = Citation(document="d", start=start, end=start + 1, text=text[start])
    whole = Citation(document="d", start=0, end=len(text), text=text)
    cut = excerpt(whole, focus=focus, limit=80)
    assert cut.removeprefix("… ").removesuffix(" …").strip() in single_line(text)
    assert cut == single_line(text) or "…" in cut


@pytest.mark.parametrize("modality", sorted(HEDGE))
@pytest.mark.parametrize("polarity", ["affirmed", "negated"])
@pytest.mark.parametrize("kind", ["ASSAULT", "AID", "NEWTYPE"])
def test_each_modality_has_its_word(modality: str, polarity: str, kind: str) -> None:
    event = (
        sample()
        .events[0]
        .model_copy(update={"modality": modality, "polarity": polarity, "type": kind, "mode": None})
    )
    words = ours(event, names())
    assert re.search(HEDGE[modality], words)
    assert verb(kind, None).past not in words
    assert bool(re.search(r"\bnot\b(?! named)", words)) == (polarity == "negated")


def test_every_gloss_has_three_forms() -> None:
    for forms in (*_TYPES.values(), *_MODES.values()):
        assert len([f for f in forms.split("|") if f]) == 3


def test_a_code_unknown_to_the_brief_is_named_and_not_guessed() -> None:
    assert verb("NEWTYPE", None).past == "acted (coded NEWTYPE)"
    assert verb("REQUEST", "new-mode") == verb("REQUEST", None)


def names() -> Names:
    return Names(parties_of(sample()), NAMES)


def test_a_person_is_shown_with_the_state_that_he_speaks_for() -> None:
    assert names().show(DARROW) == "Ilyas Darrow (Kestan)"
    assert names().show(KESTAN) == "Kestan"
    assert Names.key(DARROW) == Names.key(KESTAN)


def test_a_denial_is_told_as_a_denial() -> None:
    book = sample()
    row = next(e for e in book.events if e.polarity == "negated" and e.attribution)
    assert plain(event_line(row, (18,), names())) == (
        "Northern Front said in a denial: Northern Front did not use violence against"
        " hospital in Sarat (ASSAULT) [18]"
    )


def test_a_chain_is_told_outermost_first() -> None:
    chain = [Link(source=KESTAN), Link(source=MARLAND, kind="claims"), Link(kind="denies")]
    assert chain_words(chain, names()) == (
        "Kestan said that Marland claimed that unnamed people said in a denial"
    )


def test_a_threatened_act_hangs_on_its_condition() -> None:
    book = sample()
    row = next(e for e in book.events if e.modality == "conditional")
    text = plain(event_line(row, (12,), names(), parent=11))
    assert text.startswith("Petra Vellin (Marland) warned: on a condition: Marland would ")
    assert "(content of [11]), on the condition “If the crossing stays closed”" in text


def test_a_hint_stays_a_hint_in_the_table() -> None:
    view = build(sample(), sample().documents, names=NAMES)
    table = view.positions[0]
    cell = table.rows[table.issues.index("humanitarian access")][
        table.parties.index("Northern Front")
    ]
    assert cell[0].stance == "accepts"
    assert cell[0].hedge == "possible; Northern Front hinted"
    assert FRONT.name in view.positions[0].parties


def test_the_strongest_tie_makes_the_title() -> None:
    view = build(sample(), sample().documents, names=NAMES)
    assert view.ties is not None
    assert view.ties.title == (
        "Most acts run from Marland to Kestan: 3 conflictual acts and 1 cooperative act"
    )


def test_a_script_is_told_and_a_language_not_guessed() -> None:
    assert language_of("حياة") == "und-Arab"
    assert language_of("カタカナと漢字") == "und-Jpan"
    assert language_of("plain words") == "en"
    assert language_of("1234") == "en"
    assert language_of("mots français", "fr") == "fr"
