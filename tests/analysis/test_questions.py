"""Questions: every doubt is asked about once, and every answer does what its question says."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from levered import with_statements

from tracktwo.analysis.asking import effect, order_question, outcome, statement_question, that
from tracktwo.analysis.edits import neighbours
from tracktwo.analysis.phrases import does
from tracktwo.analysis.questions import in_doubt, questions
from tracktwo.analysis.solution import solve
from tracktwo.analysis.whatif import what_if
from tracktwo.brief.strategy.levers import question_tables
from tracktwo.conflict import Conflict, Option, Statement, Statements, Weights
from tracktwo.conflict.file import parse_conflict
from tracktwo.errors import UnknownChoice

WATER = """\
format = 1
title = "Water"
status_quo = "NN N0"

[[decision_maker]]
id = "up"
label = "Upland"

[[decision_maker]]
id = "down"
label = "Downland"

[[option]]
id = "dam"
owner = "up"
label = "Fill the dam"

[[option]]
id = "share"
owner = "up"
label = "Share"

[[option]]
id = "pay"
owner = "down"
label = "A payment"

[[option]]
id = "guard"
owner = "down"
label = "Guard"
levels = ["none", "some", "full"]

[[preference]]
of = "up"
{up}

[[preference]]
of = "down"
statements = ["not dam", "share", "not pay"]
"""


def statement(say: str, *more: str) -> str:
    return "\n".join(["[[preference.statement]]", f"say = '{say}'", *more, ""])


def water(*statements: str) -> Conflict:
    return parse_conflict(WATER.format(up="\n".join(statements) or "statements = []"))


@pytest.mark.parametrize("seed", range(120))
def test_the_change_of_every_answer_gives_just_what_is_told(seed: int) -> None:
    conflict = with_statements(seed)
    for question in questions(conflict, idle=True):
        for answer in question.answers:
            added, removed = set(), set()
            for d in what_if(conflict, answer.change).differences:
                added |= {(d.concept, conflict.state(s)) for s in d.appears}
                removed |= {(d.concept, conflict.state(s)) for s in d.vanishes + d.infeasible}
            assert set(answer.added) == added and set(answer.removed) == removed
            assert len(answer.added) == len(added) and len(answer.removed) == len(removed)
            states = {s for _, s in added | removed}
            assert answer.changes == len(states)
            assert set(answer.appears) | set(answer.vanishes) == states


@pytest.mark.parametrize("seed", range(60))
def test_where_nothing_is_in_doubt_nothing_is_asked(seed: int) -> None:
    assert questions(with_statements(seed, doubts=False), idle=True) == ()
    sure = with_statements(seed)
    kept = [
        type(p)(tuple(replace(s, unsure=False, basis="stated") for s in p.statements))
        for p in sure.preferences
    ]
    assert questions(replace(sure, preferences=tuple(kept)), idle=True) == ()


@pytest.mark.parametrize("seed", range(100))
def test_every_doubt_is_asked_about_once(seed: int) -> None:
    conflict = with_statements(seed)
    one, two = set(), set()
    for dm, preference in enumerate(conflict.preferences):
        listed = preference.statements
        one |= {(dm, at) for at, s in enumerate(listed) if s.unsure or s.basis == "assumed"}
        for a, b in neighbours(preference):
            pair = listed[a], listed[b]
            fine = isinstance(preference, Statements) or min(s.weight for s in pair) >= 0
            if fine and all(s.unsure or s.basis == "assumed" for s in pair):
                two.add((dm, frozenset((a, b))))
    found = questions(conflict, idle=True)
    assert sorted(q.statement for q in found if q.other is None) == sorted(one)
    pairs = [(q.dm, frozenset((q.statement[1], q.other))) for q in found if q.other is not None]
    assert len(pairs) == len(set(pairs)) and set(pairs) == two
    assert questions(conflict) == tuple(q for q in found if q.changes)


@pytest.mark.parametrize("seed", range(60))
def test_the_weightiest_come_first(seed: int) -> None:
    found = questions(with_statements(seed), idle=True)
    order = ("nash", "sseq", "seq", "smr", "gmr")
    keys = []
    for q in found:
        pairs = q.answers[0].added + q.answers[0].removed
        keys.append((q.changes, *(sum(c == one for c, _ in pairs) for one in order)))
        assert q.changes == max(a.changes for a in q.answers)
    assert keys == sorted(keys, reverse=True)


@pytest.mark.parametrize("seed", range(60))
def test_what_is_told_of_states_is_so(seed: int) -> None:
    conflict = with_statements(seed)
    before = solve(conflict)
    for q in questions(conflict):
        assert q.text.count("?") == 1 and q.text.endswith(".")
        assert conflict.decision_makers[q.dm].label in q.text
        for answer in q.answers:
            after = solve(what_if(conflict, answer.change).after.conflict)
            states = {s for e in after.equilibria.values() for s in map(int, e)}
            holds = {outcome(conflict, conflict.state(after.conflict.pattern(s))) for s in states}
            pairs = [(c, s) for c, e in before.equilibria.items() for s in map(int, e)]
            told = effect(conflict, pairs, answer.added, answer.removed)
            gone, new = len(answer.vanishes), len(answer.appears)
            lost, _, got = told.partition(" while ") if gone and new else (
                (told, "", "") if gone else ("", "", told))  # fmt: skip
            assert ("no longer hold" in lost) == bool(gone)
            assert ("hold" in got) == bool(new)
            for words, number in ((lost, gone), (got, new)):
                more = re.search(r"and (\d+) more", words)
                assert (int(more[1]) if more else 0) + ("“" in words) == number
            if found := re.match(
                r"“([^”]*)”(?: and \d+ more)? would no longer hold(?! under)", lost
            ):
                assert found[1] not in holds
            if found := re.match(r"“([^”]*)”", got):
                assert found[1] in holds
            if gone and " under " not in lost:
                assert not {outcome(conflict, s) for s in answer.vanishes} & holds


def test_an_option_without_evidence_is_asked_about_where_others_have_some() -> None:
    cited = WATER.replace('label = "A payment"', 'label = "A payment"\nevidence = ["r1"]')
    assert questions(water(), idle=True) == ()
    conflict = parse_conflict(cited.format(up='statements = ["dam"]'))
    found = questions(conflict, idle=True)
    assert {conflict.options[q.option].id for q in found} == {"dam", "share", "guard"}
    for q in found:
        assert q.statement is None and q.dm == conflict.options[q.option].owner
        added, removed = set(), set()
        for d in what_if(conflict, q.change).differences:
            added |= {(d.concept, conflict.state(s)) for s in d.appears}
            removed |= {(d.concept, conflict.state(s)) for s in d.vanishes + d.infeasible}
        assert (set(q.answers[0].added), set(q.answers[0].removed)) == (added, removed)
    assert found[0].text.startswith("Could Upland really choose whether to fill the dam? No row")


def test_evidence_and_basis_stand_in_the_question() -> None:
    conflict = water(
        statement("dam", 'basis = "assumed"'),
        statement("share", 'basis = "stated"', 'evidence = ["a", "b"]', "unsure = true"),
        statement("pay", 'basis = "inferred"', 'evidence = ["b"]', "unsure = true"),
        statement("guard = none", 'basis = "stated"', 'evidence = ["c"]'),
    )
    found = questions(conflict, idle=True)
    by = {(q.statement[1], q.other): q for q in found}
    assert set(by) == {(0, None), (1, None), (2, None), (0, 1), (1, 2)}
    assert "The reports do not say" in by[0, None].text
    assert "It says so" in by[1, None].text
    assert "only suggest it" in by[2, None].text
    assert by[1, None].evidence == ("a", "b") and by[1, 2].evidence == ("a", "b")
    assert [a.change for a in by[1, None].answers] == [("up drop 2",)]
    assert {a.change for a in by[0, None].answers} == {("up drop 1",), ("up negate 1",)}
    assert by[0, 1].change == ("up move 2 to 1",)


def test_weights_are_exchanged_and_what_is_shunned_is_asked_as_shunned() -> None:
    conflict = water(
        statement("dam", "weight = 1", "unsure = true"),
        statement("share", "weight = 5", "unsure = true"),
        statement("pay", "weight = -2", "unsure = true"),
    )
    assert isinstance(conflict.preferences[0], Weights)
    found = {(q.statement[1], q.other): q for q in questions(conflict, idle=True)}
    assert set(found) == {(0, None), (1, None), (2, None), (1, 0)}
    assert found[2, None].text.startswith(
        'Would Upland rather see Downland not take "A payment" than'
    )
    swap = found[1, 0]
    assert swap.text.startswith("If it could not have both, would Upland rather share than")
    after = what_if(conflict, swap.change).after.conflict
    held = [(s.expression, s.weight) for s in after.preferences[0].statements]
    dam, share = (conflict.statement(t) for t in ("dam", "share"))
    assert sorted(held[:2], key=lambda h: h[1]) == [(share, 1.0), (dam, 5.0)]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("dam", "Would Upland rather fill the dam than not?"),
        ("dam = Y", "Would Upland rather fill the dam than not?"),
        ("not dam", "Would Upland rather not fill the dam than do so?"),
        ("dam = N", "Would Upland rather not fill the dam than do so?"),
        ("not not dam", "Would Upland rather fill the dam than not?"),
        ("pay", 'Would Upland rather see Downland take "A payment" than not?'),
        ("not pay", 'Would Upland rather see Downland not take "A payment" than see it do so?'),
        ("guard = some", 'Would Upland rather see Downland have "Guard" at "some" than not?'),
        ("guard", 'Would Upland rather see Downland have "Guard" at "some" or higher than not?'),
        (
            "not guard = full",
            'Would Upland rather see Downland have "Guard" at "some" or lower than not?',
        ),
        (
            "guard != some",
            'Would Upland rather see Downland have "Guard" at "none" or "full" than not?',
        ),
        ("share if pay", 'If Downland takes "A payment", would Upland rather share than not?'),
        (
            "pay implies not share",
            'If Downland takes "A payment", would Upland rather not share than do so?',
        ),
        (
            "dam and not pay",
            "Would Upland rather have it that Upland fills the dam and Downland does not take "
            '"A payment" than not?',
        ),
        (
            "share iff pay",
            'Would Upland rather share exactly when Downland takes "A payment" than not?',
        ),
    ],
)
def test_statements_in_plain_words(text: str, asked: str) -> None:
    conflict = water()
    assert statement_question(conflict, 0, conflict.statement(text)) == asked


def test_other_statements_have_words_too() -> None:
    conflict = water()
    dam, pay = conflict.statement("dam"), conflict.statement("not pay if share")
    assert order_question(conflict, 0, dam, pay) == (
        "If it could not have both, would Upland rather fill the dam than see Downland not take "
        '"A payment" if Upland shares?'
    )
    for text in ("at least 2 of (dam, pay, share)", "dam xor pay", "not (dam or pay)", "true",
                 "dam >= N", "not guard >= none", "dam xor pay xor share"):  # fmt: skip
        assert that(conflict, conflict.statement(text))


def test_a_doubt_is_one_that_is_marked_or_assumed() -> None:
    sure = Statement("dam", water().statement("dam"))
    assert not in_doubt(sure) and not in_doubt(replace(sure, basis="inferred"))
    assert in_doubt(replace(sure, unsure=True)) and in_doubt(replace(sure, basis="assumed"))


def test_the_table_counts_what_it_leaves_out() -> None:
    seed = next(s for s in range(200) if len(questions(with_statements(s))) > 2)
    conflict = with_statements(seed)
    found = questions(conflict, idle=True)
    weighty = [q for q in found if q.changes]
    table = question_tables(conflict, found, most=2)[0]
    assert [row[1] for row in table.rows] == [q.text for q in weighty[:2]]
    assert f"The first 2 of {len(weighty)} are told." in table.notes
    idle = len(found) - len(weighty)
    assert any(note.startswith(f"{idle} more ") for note in table.notes) == bool(idle)


def test_concepts_are_checked() -> None:
    with pytest.raises(UnknownChoice):
        questions(water(), concepts=["sim"])


@pytest.mark.parametrize(
    ("label", "base", "third"),
    [
        ("Share the flow", "share the flow", "shares the flow"),
        ("Carry out the threat", "carry out the threat", "carries out the threat"),
        ("Go on with it", "go on with it", "goes on with it"),
        ("Pay", "pay", "pays"),
        ("Impose a ban or keep one", "impose a ban or keep one", "imposes a ban or keeps one"),
        ("Keep “land and build”", "keep “land and build”", "keeps “land and build”"),
        ("Air strike", 'take "Air strike"', 'takes "Air strike"'),
        ("Use of force", 'take "Use of force"', 'takes "Use of force"'),
        ("Support for the army", 'take "Support for the army"', 'takes "Support for the army"'),
    ],
)
def test_labels_that_begin_with_a_verb_are_phrases(label: str, base: str, third: str) -> None:
    option = Option("o", label, 0)
    assert does(option, frozenset((1,)), "base") == base
    assert does(option, frozenset((1,)), "third") == third
    assert does(option, frozenset((0,)), "base") == f"not {base}"
    assert does(option, frozenset((0,)), "third") == f"does not {base}"


@pytest.mark.parametrize("seed", range(60))
def test_every_state_is_told_apart(seed: int) -> None:
    conflict = with_statements(seed)
    told = [outcome(conflict, state) for state in range(conflict.n_state)]
    assert len(set(told)) == conflict.n_state
    assert told[conflict.status_quo] == "the status quo"


def test_a_state_is_told_by_what_is_otherwise_where_that_is_shorter() -> None:
    conflict = replace(water(), status_quo=water().state("YY Y2"))
    assert outcome(conflict, conflict.state("YN Y2")) == (
        "the status quo, except that Upland does not share"
    )
    assert outcome(conflict, conflict.state("NN N0")) == "Downland: Guard: none"
    named = replace(conflict, state_labels={0: "rest"})
    assert outcome(named, 0) == "rest"
