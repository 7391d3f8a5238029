"""Dates: intervals of days as the words give them, resolved against the date of the report."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from event_lines import Code
from hypothesis import given
from hypothesis import strategies as st

from tracktwo.coding.dates import resolve_date

TUESDAY = date(2024, 5, 14)
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
days = st.dates(date(1950, 1, 1), date(2049, 12, 31))

GIVEN = [
    ("3 May 2024", "2024-05-03", "2024-05-03", "day"),
    ("the 3rd of May 2024", "2024-05-03", "2024-05-03", "day"),
    ("May 3, 2024", "2024-05-03", "2024-05-03", "day"),
    ("2024-05-03", "2024-05-03", "2024-05-03", "day"),
    ("3 May", "2024-05-03", "2024-05-03", "day"),
    ("20 December", "2023-12-20", "2023-12-20", "day"),
    ("yesterday", "2024-05-13", "2024-05-13", "day"),
    ("today", "2024-05-14", "2024-05-14", "day"),
    ("tomorrow", "2024-05-15", "2024-05-15", "day"),
    ("Monday", "2024-05-13", "2024-05-13", "day"),
    ("last Tuesday", "2024-05-07", "2024-05-07", "day"),
    ("next Friday", "2024-05-17", "2024-05-17", "day"),
    ("two days ago", "2024-05-12", "2024-05-12", "day"),
    ("last week", "2024-05-06", "2024-05-12", "week"),
    ("two weeks ago", "2024-04-29", "2024-05-05", "week"),
    ("March", "2024-03-01", "2024-03-31", "month"),
    ("December", "2023-12-01", "2023-12-31", "month"),
    ("February 2020", "2020-02-01", "2020-02-29", "month"),
    ("last month", "2024-04-01", "2024-04-30", "month"),
    ("the summer of 2022", "2022-06-01", "2022-08-31", "season"),
    ("the winter of 2022", "2022-12-01", "2023-02-28", "season"),
    ("2014", "2014-01-01", "2014-12-31", "year"),
    ("last year", "2023-01-01", "2023-12-31", "year"),
    ("three years ago", "2021-01-01", "2021-12-31", "year"),
    ("the 1990s", "1990-01-01", "1999-12-31", "decade"),
]


@pytest.mark.parametrize(("text", "start", "end", "precision"), GIVEN)
def test_words_of_time(text: str, start: str, end: str, precision: str) -> None:
    got = resolve_date(text, TUESDAY)
    assert got is not None
    assert (got[0].isoformat(), got[1].isoformat(), got[2]) == (start, end, precision)


@pytest.mark.parametrize("text", ["the town", "may", "31 February 2024", "some days ago", "soon"])
def test_words_that_name_no_date(text: str) -> None:
    assert resolve_date(text, TUESDAY) is None


@pytest.mark.parametrize("text", ["yesterday", "Monday", "last week", "3 May", "March"])
def test_nothing_is_guessed_without_the_date_of_the_report(text: str) -> None:
    assert resolve_date(text, None) is None


@pytest.mark.parametrize(("text", "start"), [("2014", "2014-01-01"), ("3 May 2024", "2024-05-03")])
def test_whole_dates_need_no_report(text: str, start: str) -> None:
    got = resolve_date(text, None)
    assert got is not None and got[0].isoformat() == start


@given(on=days, back=st.integers(0, 3000))
def test_a_date_written_out_is_found_again(on: date, back: int) -> None:
    day = on - timedelta(days=back)
    for text in (
        day.isoformat(),
        f"{day.day} {day:%B} {day.year}",
        f"{day:%B} {day.day}, {day.year}",
    ):
        assert resolve_date(text, on) == (day, day, "day")


@given(on=days, name=st.sampled_from(WEEKDAYS))
def test_a_bare_weekday_is_the_latest_and_ahead_the_next(on: date, name: str) -> None:
    past, ahead = resolve_date(name, on), resolve_date(name, on, ahead=True)
    assert past is not None and ahead is not None
    assert past[0].strftime("%A") == ahead[0].strftime("%A") == name
    assert on - timedelta(days=6) <= past[0] <= on < ahead[0] <= on + timedelta(days=7)


@given(on=days, month=st.integers(1, 12), day=st.integers(1, 28))
def test_a_day_without_a_year_is_the_latest_and_ahead_the_next(
    on: date, month: int, day: int
) -> None:
    text = f"{day} {date(2000, month, 1):%B}"
    past, ahead = resolve_date(text, on), resolve_date(text, on, ahead=True)
    assert past is not None and ahead is not None
    assert past[0] <= on <= ahead[0]
    assert (ahead[0] - past[0]).days <= 366
    assert (past[0] == ahead[0]) == (past[0] == on)


@given(on=days, month=st.integers(1, 12))
def test_a_month_ahead_ends_no_earlier_than_the_report(on: date, month: int) -> None:
    name = f"{date(2000, month, 1):%B}"
    past, ahead = resolve_date(name, on), resolve_date(name, on, ahead=True)
    assert past is not None and ahead is not None
    assert past[0] <= on <= ahead[1]
    assert (ahead[1] - on).days < 366 and (on - past[0]).days < 366


@given(on=days, text=st.sampled_from([t for t, *_ in GIVEN]))
def test_every_interval_runs_forward(on: date, text: str) -> None:
    got = resolve_date(text, on)
    assert got is None or got[0] <= got[1]


@pytest.mark.parametrize(
    ("text", "start", "words"),
    [
        ("Kenya attacked Uganda on Monday.", "2024-05-13", "Monday"),
        ("In 2014 Kenya attacked Uganda.", "2014-01-01", "2014"),
        ("Kenya attacked Uganda two days ago.", "2024-05-12", "two days ago"),
        ("Kenya will attack Uganda on Friday.", "2024-05-17", "Friday"),
        ("Kenya launched an attack on Uganda on 3 May.", "2024-05-03", "3 May"),
        ("Kenya attacked Uganda yesterday.", "2024-05-13", "yesterday"),
    ],
)
def test_an_act_has_the_date_of_its_clause(coding: Code, text: str, start: str, words: str) -> None:
    when = coding(text, on="2024-05-14").event("ASSAULT").date
    assert when is not None and when.start == start
    assert when.mention is not None and when.mention.text == words


def test_the_date_of_the_saying_is_not_that_of_what_is_said(coding: Code) -> None:
    text = "Kenya said on Monday that Uganda attacked Malawi on Friday."
    when = coding(text, on="2024-05-14").event("ASSAULT").date
    assert when is not None and when.start == "2024-05-10"


@pytest.mark.parametrize(
    ("text", "type_", "start"),
    [
        ("Kenya will attack unless Uganda frees the crew by 1 July.", "RETREAT", "2024-07-01"),
        ("Kenya asked Uganda to release the prisoners before March.", "RETREAT", "2025-03-01"),
        ("Kenya offered to release prisoners by 20 April.", "RETREAT", "2025-04-20"),
        ("Kenya and Uganda agreed to meet in February.", "CONSULT", "2025-02-01"),
        ("Kenya released the prisoners in February.", "RETREAT", "2024-02-01"),
        ("Kenya may have released the prisoners in February.", "RETREAT", "2024-02-01"),
    ],
)
def test_what_lies_ahead_has_the_next_such_day(
    coding: Code, text: str, type_: str, start: str
) -> None:
    when = coding(text, on="2024-05-14").event(type_).date
    assert when is not None and when.start == start


def test_a_deadline_is_no_date_of_the_promise(coding: Code) -> None:
    rows = coding("Kenya offered to release prisoners by 20 April.", on="2024-05-14")
    assert rows.event("AGREE").date is None


def test_the_day_of_the_promise_is_no_date_of_what_is_promised(coding: Code) -> None:
    rows = coding("Kenya agreed on Monday to release the prisoners.", on="2024-05-14")
    assert rows.event("RETREAT").date is None
    when = rows.event("AGREE").date
    assert when is not None and when.start == "2024-05-13"


def test_what_somebody_condemns_now_has_the_past_day_and_not_the_condemning(coding: Code) -> None:
    rows = coding("We condemn the attack on Uganda by Kenya on 2 May.", on="2024-05-14")
    when = rows.event("ASSAULT").date
    assert when is not None and when.start == "2024-05-02"
    assert rows.event("ACCUSE").date is None


def test_since_runs_to_the_day_of_the_report(coding: Code) -> None:
    when = coding("Kenya has attacked Uganda since April.", on="2024-05-14").event("ASSAULT").date
    assert when is not None and (when.start, when.end) == ("2024-04-01", "2024-05-14")


def test_an_undated_act_has_no_date(coding: Code) -> None:
    assert coding("Kenya attacked Uganda.", on="2024-05-14").event("ASSAULT").date is None
