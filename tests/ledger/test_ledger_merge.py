"""Merging: once is enough, order is nothing, and only what is the same is made one."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_rows import CHIEF, CRITICS, NORTH, SOUTH, any_rows, cite, day, event, few, report, said

from tracktwo.ledger import Ledger, merge
from tracktwo.schema import Party, Position, Quote

WIRE = report(
    "Norland strikes grain port in Sudmark\n"
    "Norland struck a grain port in Sudmark on Monday, killing 12 people.\n"
    "The strike on the grain port came before dawn.\n"
    "Norland struck the rail yard at Tolm.\n",
    "wire.txt",
    date(2031, 5, 6),
)
HEAD, LEAD = WIRE.text.split("\n")[:2]
BODY, YARD = WIRE.text.split("\n")[2:4]


def of(document, *rows):
    return Ledger.from_rows(rows, documents=[document])


def tellings():
    return [
        event(WIRE, HEAD, "strikes"),
        event(WIRE, LEAD, "struck", date=day("2031-05-05"), mode="aerial", intensity=-9.5),
        event(WIRE, BODY, "strike"),
    ]


def test_headline_lead_and_body_are_one_row_with_three_citations():
    (row,) = merge(of(WIRE, *tellings())).events()
    assert [c.text for c in row.citations] == [HEAD, LEAD, BODY]
    assert row.predicate.text == "strikes"
    assert (row.mode, row.intensity, row.date) == ("aerial", -9.5, day("2031-05-05"))
    merge(of(WIRE, *tellings())).check([WIRE])


@pytest.mark.parametrize(
    "fields",
    [
        {"actors": [SOUTH]},
        {"recipients": []},
        {"type": "COERCE"},
        {"modality": "possible"},
        {"polarity": "negated"},
        {"attribution": said(CRITICS)},
        {"actors_as": "either"},
        {"content_of": "other"},
    ],
    ids=str,
)
def test_what_keeps_tellings_apart(fields):
    first = event(WIRE, HEAD, "strikes")
    assert len(merge(of(WIRE, first, event(WIRE, LEAD, "struck", **fields)))) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"date": day("2031-05-05")}, {"date": day("2031-05-04")}),
        ({"mode": "aerial"}, {"mode": "drone"}),
        ({"place": cite(WIRE, "grain port")}, {"place": cite(WIRE, "Tolm")}),
        (
            {"actors": [CHIEF]},
            {"actors": [CHIEF.model_copy(update={"actor": "ib-oru", "name": "Ib Oru"})]},
        ),
        ({"attribution": said(NORTH)}, {"attribution": said(NORTH, "denies")}),
    ],
    ids=str,
)
def test_what_contradicts_stays_apart(one, other):
    rows = event(WIRE, HEAD, "strikes", **one), event(WIRE, LEAD, "struck", **other)
    assert len(merge(of(WIRE, *rows))) == 2
    assert len(merge(of(WIRE, rows[0], event(WIRE, LEAD, "struck", **one)))) == 1


def test_other_words_tell_another_act():
    assert len(merge(of(WIRE, event(WIRE, LEAD, "struck"), event(WIRE, YARD, "struck")))) == 2


@pytest.mark.parametrize(
    "later",
    [
        "Norland again struck a grain port in Sudmark.",
        "Norland struck another grain port in Sudmark.",
        "Norland struck a grain port in Sudmark, killing 40 people.",
        "Norland struck five grain ports in Sudmark on Monday.",
        "Norland struck a grain port in Sudmark near Tolm Bay, as in Kest Oru.",
    ],
)
def test_the_text_says_that_it_is_another(later):
    lead = LEAD.replace("Monday", "Monday near Ulm")
    document = report(f"{lead}\n{later}\n")
    rows = event(document, lead, "struck"), event(document, later, "struck")
    assert len(merge(of(document, *rows))) == 2


def test_only_headline_and_lead_are_retold():
    again = "On Monday Norland struck a grain port in Sudmark"
    for before, rows_left in (("", 1), ("The day was long. " * 30, 2)):
        document = report(f"{before}{again}.\n{LEAD}")
        rows = event(document, again, "struck"), event(document, LEAD, "struck")
        assert len(merge(of(document, *rows))) == rows_left


def test_lists_of_like_acts_stay_lists():
    lines = [f"Near {town}, one strike hit a supply depot" for town in ("Tolm", "Ulm", "Kest Oru")]
    document = report(";\n".join(lines))
    rows = [event(document, x, "hit", actors=[], sentence=i) for i, x in enumerate(lines)]
    assert len(merge(of(document, *rows))) == 3


def test_two_acts_of_one_sentence_are_never_joined_nor_chosen_between():
    two = "Norland struck a grain port in Sudmark and struck its grain port silos"
    document = report(f"{HEAD}\n{two}\n")
    first, second = two.split(" and ")
    rows = [
        event(document, HEAD, "strikes"),
        event(document, first, "struck", sentence=1),
        event(document, second, "struck", sentence=1),
    ]
    assert len(merge(of(document, *rows))) == 3


def test_content_goes_with_its_act():
    text = (
        "Norland demands Sudmark free captured sailors\n"
        "Norland demanded on Monday that Sudmark free the captured sailors.\n"
    )
    document = report(text)
    lines = text.splitlines()
    rows = []
    for i, (line, verb) in enumerate(zip(lines, ("demands", "demanded"), strict=True)):
        rows += [
            event(document, line, verb, id=f"act{i}", type="REQUEST", quad=3, intensity=0),
            event(
                document, line, "free", id=f"what{i}", type="RETREAT", quad=2, intensity=6.5,
                modality="demanded", actors=[SOUTH], recipients=[NORTH], content_of=f"act{i}",
            ),
        ]  # fmt: skip
    ledger = merge(of(document, *rows))
    (act,), (content,) = ledger.events(type="REQUEST"), ledger.events(type="RETREAT")
    assert content.content_of == act.id
    assert len(act.citations) == len(content.citations) == 2
    assert merge(ledger, of(document, *rows[:2])) == ledger


OTHER = report(
    "Norland struck the port of Ulm. Norland struck the port of Ulm.", "b.txt", date(2031, 5, 7)
)


def fully(document, words, **fields):
    return event(
        document, words, "struck", **({"date": day("2031-05-05"), "mode": "aerial"} | fields)
    )


def test_two_reports_of_one_act():
    a, b = fully(WIRE, LEAD), fully(OTHER, "Norland struck the port of Ulm")
    ledger = merge(of(OTHER, b), of(WIRE, a))
    (row,) = ledger.events()
    assert [c.document for c in row.citations] == [WIRE.sha256, OTHER.sha256]
    assert row.document == WIRE.sha256
    ledger.check([WIRE, OTHER])
    assert merge(ledger, of(OTHER, b)) == ledger


@pytest.mark.parametrize(
    "fields",
    [
        {"date": None},
        {"date": day("2031-05-06")},
        {"date": day("2031-05-05").model_copy(update={"start": "2031-05-01"})},
        {"mode": None},
        {"actors": [Party(name="Norland")]},
        {"place": cite(OTHER, "Ulm")},
    ],
    ids=str,
)
def test_two_reports_of_perhaps_one_act_stay_two(fields):
    b = fully(OTHER, "Norland struck the port of Ulm", **fields)
    assert len(merge(of(OTHER, b), of(WIRE, fully(WIRE, LEAD)))) == 2


def test_the_same_words_about_another_day_are_another_act():
    words = "Norland struck the port of Ulm"
    more = report(words + " hard.", "c.txt")
    verbal = {"type": "ACCUSE", "quad": 3, "intensity": -3.0}
    one = fully(OTHER, words, **verbal)
    assert len(merge(of(OTHER, one), of(more, fully(more, words, **verbal)))) == 1
    later = fully(more, words, **verbal, date=day("2031-05-09"))
    assert len(merge(of(OTHER, one), of(more, later))) == 2


def test_a_report_that_has_two_such_acts_joins_neither():
    words = "Norland struck the port of Ulm"
    rows = fully(OTHER, words), fully(OTHER, words, nth=1, sentence=1, place=cite(OTHER, "Ulm"))
    here = fully(WIRE, LEAD), fully(WIRE, YARD)
    assert len(merge(of(OTHER, rows[0]), of(WIRE, *here))) == 3


def quote(document, words, **fields):
    base = {
        "id": "q", "document": document.sha256, "sentence": 0, "rule": "by hand", "confidence": 1,
        "citations": [cite(document, words)], "codebook": "test", "model": "test",
        "speaker": CHIEF, "cue": None, "content": cite(document, words), "direct": True,
    }  # fmt: skip
    return Quote(**(base | fields))


def test_the_same_words_in_two_reports_are_one_quote():
    one = report("“We will hold the bridge at any cost”, Ana Vell said.", "1")
    other = report("Ana Vell: We will hold the bridge at any cost!", "2")
    words = "We will hold the bridge at any cost"
    a, b = quote(one, words), quote(other, words)
    assert len(merge(of(one, a), of(other, b))) == 1
    assert len(merge(of(one, a), of(other, quote(other, words, speaker=CRITICS)))) == 2
    assert len(merge(of(one, quote(one, "the bridge")), of(other, quote(other, "the bridge")))) == 2


def test_positions_are_the_same_when_all_they_say_is():
    text = "Norland wants the bridge. Norland wants the bridge. Norland wants the bridge now."
    document = report(text)

    def position(words, nth, sentence):
        return Position(
            id=f"p{sentence}", document=document.sha256, sentence=sentence, rule="by hand",
            confidence=1, citations=[cite(document, words, nth)], codebook="test", model="test",
            party=NORTH, issue="territory", stance="demands", content=cite(document, words, nth),
        )  # fmt: skip

    rows = [
        position("the bridge", 0, 0),
        position("the bridge", 1, 1),
        position("bridge now", 0, 2),
    ]
    assert len(merge(of(document, *rows))) == 2


LINES = [
    "Norland struck the grain port",
    "Norland again struck the port",
    "Norland struck grain silos and the port, killing 12",
    "Norland bombed the depot",
    "Norland struck",
]
DOCUMENTS = [
    report("\n".join(LINES), "a", date(2031, 1, 2)),
    report("\n".join(reversed(LINES)) + ".", "b", date(2031, 1, 1)),
    report("\n".join(LINES[2:]) + "\n", "c"),
]


@st.composite
def near_rows(draw: st.DrawFn):
    document = draw(st.sampled_from(DOCUMENTS))
    line = draw(st.sampled_from([x for x in LINES if x in document.text]))
    fields = {
        "date": draw(st.sampled_from([None, day("2031-01-01"), day("2031-01-02")])),
        "mode": draw(st.sampled_from([None, "aerial", "drone"])),
        "actors": draw(st.sampled_from([[NORTH], [CHIEF]])),
        "place": draw(st.sampled_from([None, "port"])),
        "confidence": draw(st.sampled_from([0.5, 0.75])),
        "quad": draw(st.sampled_from([3, 4])),
        "content_of": draw(st.sampled_from([None, None, "act"])),
        "sentence": document.text.split("\n").index(line)
        if line in document.text.split("\n")
        else 9,
    }
    if fields["place"]:
        fields["place"] = cite(document, "port")
    if fields["content_of"] is None:
        fields["id"] = draw(st.sampled_from(["act", "x", "y", "z"]))
    return event(document, line, "bombed" if "bombed" in line else "struck", **fields)


def ledger_of(rows):
    """A ledger in which ids are unique, as coding makes them."""
    seen: dict[tuple[str, str], int] = {}
    unique = []
    for i, row in enumerate(rows):
        key = (row.document, row.id)
        unique.append(row.model_copy(update={"id": f"r{i}"}) if key in seen else row)
        seen[key] = i
    return Ledger.from_rows(unique, documents=DOCUMENTS)


@given(st.lists(near_rows(), max_size=9), st.randoms(use_true_random=False))
@few(300)
def test_merging_twice_is_merging_once(rows, chance: random.Random):
    ledger = ledger_of(rows)
    once = merge(ledger)
    assert merge(once) == once
    assert merge(once, once) == once
    mixed = list(ledger)
    chance.shuffle(mixed)
    assert merge(Ledger.from_rows(mixed, documents=DOCUMENTS[::-1])) == once
    cut = len(mixed) // 2
    halves = [Ledger.from_rows(half, documents=DOCUMENTS) for half in (mixed[:cut], mixed[cut:])]
    assert merge(*halves) == once == merge(*reversed(halves))
    cited = {c for row in ledger for c in row.citations}
    assert {c for row in once for c in row.citations} == cited
    once.check(DOCUMENTS)


@given(st.lists(near_rows(), max_size=6))
@few(150)
def test_what_was_merged_takes_its_parts_in_again(rows):
    """As long as the rows of one predicate differ in more than who of a body acts."""
    rows = list({(r.document, r.predicate.start): r for r in rows}.values())
    by_document = [ledger_of([r for r in rows if r.document == d.sha256]) for d in DOCUMENTS]
    whole = merge(*by_document)
    for part in by_document:
        assert merge(part, whole) == whole


@given(any_rows())
@few(60)
def test_rows_of_any_kind_can_be_merged(rows):
    once = merge(Ledger.from_rows(rows))
    assert merge(once, once) == once
