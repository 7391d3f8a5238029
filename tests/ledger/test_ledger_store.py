"""The ledger as a value: one order, ids from content, citations that hold, queries, ties."""

from __future__ import annotations

import pickle
import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_rows import (
    CHIEF,
    CRITICS,
    NORTH,
    SOUTH,
    any_rows,
    any_sources,
    cite,
    event,
    few,
    report,
    said,
)

from tracktwo.errors import CitationError, LedgerError, UnknownChoice
from tracktwo.ledger import Ledger, row_id
from tracktwo.schema import Condition, Party

REPORT = report(
    "Norland shelled Sudmark on Monday. Norland praised Sudmark for the truce.\n"
    "Critics said Norland bombed Sudmark."
)


@given(any_rows(), any_sources(), st.randoms(use_true_random=False))
@few(60)
def test_the_order_of_arrival_does_not_matter(rows, sources, chance: random.Random):
    mixed, shuffled = list(rows), list(sources)
    chance.shuffle(mixed)
    chance.shuffle(shuffled)
    ledger = Ledger.from_rows(rows, documents=sources)
    assert ledger == Ledger.from_rows(mixed, documents=shuffled)
    assert ledger == Ledger.from_rows(rows + mixed, documents=sources + shuffled)
    assert pickle.loads(pickle.dumps(ledger)) == ledger


@given(any_rows())
@few(60)
def test_ids_come_from_content_alone(rows):
    for row in Ledger.from_rows(rows):
        assert row.id == row_id(row)
        assert row_id(row.model_copy(update={"id": "x", "confidence": 0.123})) == row.id
        assert row_id(row.model_copy(update={"rule": row.rule + "!"})) != row.id
        assert row_id(row.model_copy(update={"citations": row.citations[::-1]})) == row.id
        assert len(row.id) == 16
        assert int(row.id, 16) >= 0


def test_ids_do_not_change_between_releases():
    assert row_id(event(report("Norland shelled Sudmark."), "shelled", "shelled")) == (
        "54806fe9ce8b56b0"
    )


def test_content_follows_its_act_through_renumbering():
    act = event(REPORT, "praised", "praised", id="a", type="AGREE", quad=1, intensity=2.5)
    content = event(REPORT, "truce", "truce", id="b", modality="planned", content_of="a")
    alone = event(REPORT, "bombed", "bombed", id="c", content_of="gone")
    ledger = Ledger.from_rows([content, alone, act])
    (agreed,) = ledger.events(type="AGREE")
    (planned,) = ledger.events(modality="planned")
    assert planned.content_of == agreed.id != "a"
    assert ledger.events(modality="happened", type="ASSAULT")[0].content_of == "gone"
    assert Ledger.from_rows(ledger) == Ledger.from_rows(ledger.events())


def test_a_row_that_is_its_own_content_is_told():
    one = event(REPORT, "shelled", "shelled", id="a", content_of="b")
    other = event(REPORT, "bombed", "bombed", id="b", content_of="a")
    with pytest.raises(LedgerError, match="content of itself"):
        Ledger.from_rows([one, other])


def test_documents_stand_by_day_and_name_as_people_count():
    documents = [
        report("a", "report-10.txt"),
        report("b", "report-2.txt"),
        report("c", "z.txt", date(2024, 1, 2)),
        report("d", "a.txt", date(2024, 1, 3)),
        report("b", "copy.txt", date(2025, 1, 1)),
    ]
    names = [s.name for s in Ledger.from_rows([], documents=documents).documents]
    assert names == ["z.txt", "a.txt", "copy.txt", "report-10.txt"]


def test_citations_that_hold_pass():
    Ledger.from_rows([event(REPORT, "shelled Sudmark", "shelled")], documents=[REPORT]).check(
        [REPORT]
    )


@pytest.mark.parametrize("change", [{"start": 9}, {"text": "Shelled"}, {"end": 10_000}])
def test_a_citation_that_does_not_hold_is_named(change):
    row = event(REPORT, "shelled Sudmark", "shelled")
    wrong = Party(name="x", mention=row.predicate.model_copy(update=change))
    ledger = Ledger.from_rows([row.model_copy(update={"actors": [wrong]})], documents=[REPORT])
    with pytest.raises(CitationError, match=r"report\.txt, event [0-9a-f]{16}, actors\[0\]"):
        ledger.check([REPORT])


def test_a_citation_of_a_missing_document_is_named():
    with pytest.raises(CitationError, match="is not here"):
        Ledger.from_rows([event(REPORT, "shelled", "shelled")]).check([])


def test_an_empty_citation_does_not_hold():
    row = event(REPORT, "shelled", "shelled")
    empty = row.predicate.model_copy(update={"end": row.predicate.start, "text": ""})
    with pytest.raises(CitationError):
        Ledger.from_rows([row.model_copy(update={"predicate": empty})]).check([REPORT])


def test_queries():
    row = event(REPORT, "shelled", "shelled", actors=[CHIEF])
    other = event(REPORT, "bombed", "bombed", attribution=said(CRITICS))
    ledger = Ledger.from_rows([row, other], documents=[REPORT])
    for name in ("ana-vell", "Ana Vell", "ana vell"):
        assert len(ledger.events(actor=name)) == 1
    for name in ("norland", "NLD"):
        assert len(ledger.events(actor=name)) == 2
    assert len(ledger.events(recipient="Sudmark", asserted=True)) == 1
    assert not ledger.events(actor="Sudmark")
    assert ledger.events(actor="norland")(asserted=False) == ledger.events[1:]
    assert len(ledger.events) == 2
    assert ledger.row(ledger.events()[0].id[:12]) == ledger.events()[0]
    with pytest.raises(LedgerError, match="no row"):
        ledger.row("zzzz")
    assert len(ledger.only(["quote"])) == 0
    with pytest.raises(UnknownChoice, match='did you mean "quote"'):
        ledger.only(["quotes"])


def test_ties_count_deeds_and_words_between_bodies():
    praise = event(
        REPORT, "praised", "praised", actors=[CHIEF], type="SUPPORT", quad=1, intensity=5
    )
    ledger = Ledger.from_rows([event(REPORT, "shelled", "shelled"), praise], documents=[REPORT])
    (tie,) = ledger.relations()
    assert (tie.source.actor, tie.target.actor) == ("norland", "sudmark")
    assert (tie.source.name, tie.sign, tie.cooperation, tie.conflict) == ("Norland", "mixed", 1, 1)
    assert tie.events == [e.id for e in ledger.events()]
    assert [c.text for c in tie.citations] == ["shelled", "praised"]
    kept = ledger.with_relations()
    assert kept.rows["relation"] == (tie,)
    assert kept.with_relations() == kept
    kept.check([REPORT])


IF = Condition(role="condition", span=cite(REPORT, "the truce"))


@pytest.mark.parametrize(
    "fields",
    [{"modality": m} for m in ("planned", "demanded", "possible", "conditional", "hypothetical")]
    + [
        {"polarity": "negated"},
        {"actors_as": "either"},
        {"attribution": said(CRITICS)},
        {"attribution": said(NORTH)},
        {"condition": IF},
        {"recipients": []},
        {"recipients": [CHIEF]},
        {"actors": [CRITICS]},
        {"quad": 3, "intensity": 0.0, "type": "REQUEST"},
        {"quad": 3, "intensity": 0.5, "type": "REQUEST", "mode": "assist"},
        {"quad": 3, "intensity": -2, "attribution": said(NORTH, "denies")},
        {"quad": 3, "intensity": -2, "attribution": said(SOUTH)},
    ],
    ids=str,
)
def test_what_makes_no_tie(fields):
    assert not Ledger.from_rows([event(REPORT, "shelled", "shelled", **fields)]).relations()


def test_an_act_that_its_own_actor_voices_makes_a_tie():
    blame = event(
        REPORT, "bombed", "bombed", type="ACCUSE", quad=3, intensity=-3, attribution=said(CHIEF)
    )
    assert [t.sign for t in Ledger.from_rows([blame]).relations()] == ["negative"]


def test_a_body_that_only_its_people_stand_for_is_named_by_the_caller_or_by_its_id():
    rows = [event(REPORT, "shelled", "shelled", actors=[CHIEF])]
    assert Ledger.from_rows(rows).relations()[0].source.name == "norland"
    named = Ledger.from_rows(rows).relations(names={"norland": "Norland"})
    assert named[0].source.name == "Norland"
