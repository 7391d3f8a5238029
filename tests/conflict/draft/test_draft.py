"""A draft from a ledger: who takes part, their options, how things stand, what they prefer."""

from __future__ import annotations

import re

import pytest
from made_ledger import (
    EAST,
    NAMES,
    NOBODY,
    NORTH,
    SOUTH,
    Report,
    options,
    pact_report,
    said,
    wishes,
)

from tracktwo.conflict.draft import draft
from tracktwo.conflict.file import parse_conflict
from tracktwo.conflict.writing import write_conflict
from tracktwo.ledger import Ledger
from tracktwo.schema import Party


def test_the_text_reads_back_as_the_conflict_and_solves() -> None:
    made = pact_report().draft()
    assert made.conflict is not None
    again = parse_conflict(made.text)
    assert write_conflict(again) == write_conflict(made.conflict)
    assert again.solve().equilibria
    assert again.levers == made.levers


def test_the_same_rows_give_the_same_text_in_whatever_order_they_come() -> None:
    report = pact_report()
    first = report.draft().text
    report.rows.reverse()
    assert report.draft().text == first


def test_every_line_cites_rows_of_the_ledger_or_says_that_it_is_assumed() -> None:
    report = pact_report()
    made = report.draft()
    assert made.conflict is not None
    ids = {row.id for row in report.ledger}
    for option in made.conflict.options:
        assert option.evidence and set(option.evidence) <= ids
    for maker in made.conflict.decision_makers:
        for statement in wishes(made, maker.label).values():
            assert set(statement.evidence) <= ids
            assert (statement.basis == "assumed") == (not statement.evidence)
            assert statement.note
            if statement.basis != "stated":
                assert statement.unsure
    for lever in made.levers:
        assert lever.evidence and set(lever.evidence) <= ids


def test_the_comments_hold_the_exact_words_of_every_row_behind_an_option() -> None:
    report = pact_report()
    made = report.draft()
    assert made.conflict is not None
    plain = re.sub(r"\n#\s+", " ", made.text)
    for option in made.conflict.options:
        for row in option.evidence:
            words = [c.text for c in report.ledger.row(row).citations]
            position = report.ledger.row(row)
            content = getattr(position, "content", None)
            words += [content.text] if content else []
            words += [t.content.text for t in getattr(position, "terms", [])]
            assert any(f"“{w}”" in plain for w in words)


def test_a_leader_counts_for_the_body_and_neutrality_and_membership_are_one_option() -> None:
    made = pact_report().draft()
    assert made.conflict is not None
    assert "Norland" in [m.label for m in made.conflict.decision_makers]
    assert options(made)["alliance"] == ("Sudmark", "Pursue membership in the Western Pact")
    demand = wishes(made, "Norland")["not alliance"]
    assert demand.basis == "stated" and len(demand.evidence) == 2


def test_a_hint_is_inferred_and_unsure() -> None:
    hint = wishes(pact_report().draft(), "Norland")["territory"]
    assert (hint.basis, hint.unsure) == ("inferred", True)
    assert "hints" in hint.note


def test_what_goes_on_or_may_be_cut_is_taken_now_and_the_rest_is_assumed_not_to_be() -> None:
    made = pact_report().draft()
    assert made.conflict is not None and made.conflict.status_quo is not None
    now = made.conflict.state_name(made.conflict.status_quo)
    assert "Go on with the use of force" in now and "Give aid to Sudmark" in now
    assert "Surrender" not in now
    assert any("Surrender to Norland" in a for a in made.assumptions)


def test_a_possible_fall_of_aid_is_a_lever() -> None:
    (lever,) = pact_report().draft().levers
    assert (lever.name, lever.changes) == ("Estia aid to Sudmark falls", ("aid = N",))


def test_a_rumoured_term_is_an_unsure_wish_of_the_one_who_is_said_to_propose_it() -> None:
    term = wishes(pact_report().draft(), "Estia")["surrender"]
    assert (term.basis, term.unsure) == ("inferred", True)
    assert "rumoured" in term.note


def test_a_demand_without_an_answer_is_assumed_to_be_unwelcome_and_marked() -> None:
    answer = wishes(pact_report().draft(), "Sudmark")["alliance"]
    assert (answer.basis, answer.unsure, answer.confidence) == ("assumed", True, None)


def test_two_sides_of_one_withdrawal_are_one_option() -> None:
    text = (
        "Norland demanded that Sudmark withdraw its troops from the Sarn valley.",
        "Sudmark refused to withdraw its forces from the valley.",
    )
    report = Report(*text)
    here, there = "withdraw its troops from the Sarn valley", "withdraw its forces from the valley"
    report.position(NORTH, "demands", "territory", here, told=text[0], toward=[SOUTH])
    report.position(SOUTH, "rejects", "territory", there, told=text[1])
    made = report.draft()
    assert options(made) == {"forces": ("Sudmark", "Keep forces in place (“the Sarn valley”)")}
    assert list(wishes(made, "Norland")) == ["not forces"]
    assert wishes(made, "Sudmark")["forces"].basis == "stated"
    assert made.conflict is not None and made.conflict.status_quo is not None
    assert made.conflict.pattern(made.conflict.status_quo) == "Y"


@pytest.mark.parametrize(
    ("clause", "statement"),
    [
        ("if Norland lifts its sanctions", "talks if not sanctions"),
        ("only if Norland lifts its sanctions", "talks iff not sanctions"),
        ("unless Norland lifts its sanctions", "talks if sanctions"),
        ("provided that Norland does not lift its sanctions", "talks if sanctions"),
    ],
)
def test_a_condition_becomes_a_condition_of_the_statement(clause: str, statement: str) -> None:
    text = (
        f"Sudmark offered to enter talks {clause}.",
        "Sudmark demanded that Norland lift the sanctions, which Norland refused.",
    )
    report = Report(*text)
    report.position(SOUTH, "offers", "talks", "enter talks", told=text[0].rstrip("."), hangs=clause)
    report.position(
        SOUTH, "demands", "sanctions", "lift the sanctions", told=text[1], toward=[NORTH]
    )
    report.position(NORTH, "rejects", "sanctions", "lift the sanctions", told=text[1])
    offer = wishes(report.draft(), "Sudmark")[statement]
    assert (offer.basis, offer.unsure) == ("inferred", True)


def test_a_condition_that_no_option_expresses_stays_in_the_note() -> None:
    clause = "if the weather is good"
    text = (f"Sudmark offered to release prisoners {clause}.", "Norland demanded their release.")
    report = Report(*text)
    report.position(
        SOUTH, "offers", "prisoners", "release prisoners", told=text[0].rstrip("."), hangs=clause
    )
    report.position(NORTH, "demands", "prisoners", "their release", told=text[1], toward=[SOUTH])
    report.event(NORTH, "THREATEN", "demanded their release", hangs=clause)
    offer = wishes(report.draft(), "Sudmark")["prisoners"]
    assert offer.unsure and clause in offer.note


def test_a_threat_is_carried_out_if_its_demand_is_refused_and_costs_something() -> None:
    text = (
        "Norland demanded that Sudmark forgo membership in the Western Pact, warning of "
        "countermeasures if these demands are refused.",
    )
    report = Report(*text)
    report.position(
        NORTH, "demands", "alliance membership", "forgo membership in the Western Pact",
        told=text[0], toward=[SOUTH],
    )  # fmt: skip
    report.event(
        NORTH, "THREATEN", "warning of countermeasures", verb="warning",
        hangs="if these demands are refused",
    )  # fmt: skip
    made = report.draft()
    assert list(wishes(made, "Norland")) == ["not alliance", "threat if alliance", "not threat"]
    assert options(made)["threat"] == ("Norland", "Carry out what it warns of: “countermeasures”")
    assert wishes(made, "Norland")["not threat"].basis == "assumed"
    assert wishes(made, "Sudmark")["not threat"].basis == "assumed"


def test_what_the_text_puts_first_stands_first_and_surely() -> None:
    text = (
        "Norland demanded that Sudmark release the prisoners.",
        "Neutrality of Sudmark is its red line, Norland said: Sudmark must remain neutral.",
        "Sudmark refused to remain neutral.",
    )
    report = Report(*text)
    report.position(
        NORTH, "demands", "prisoners", "release the prisoners", told=text[0], toward=[SOUTH]
    )
    report.position(NORTH, "demands", "neutrality", "remain neutral", told=text[1], toward=[SOUTH])
    report.position(SOUTH, "rejects", "neutrality", "to remain neutral", told=text[2])
    listed = wishes(report.draft(), "Norland")
    assert list(listed) == ["not alliance", "prisoners"]
    assert not any(s.unsure for s in listed.values())


def test_two_demands_of_equal_kind_stand_in_an_order_that_is_marked_as_a_guess() -> None:
    text = (
        "Norland demanded that Sudmark release the prisoners.",
        "Norland demanded that Sudmark remain neutral.",
        "Sudmark refused to remain neutral.",
    )
    report = Report(*text)
    for content, issue, told in (
        ("release the prisoners", "prisoners", text[0]),
        ("remain neutral", "neutrality", text[1]),
    ):
        report.position(NORTH, "demands", issue, content, told=told, toward=[SOUTH])
    report.position(SOUTH, "rejects", "neutrality", "to remain neutral", told=text[2])
    for statement in wishes(report.draft(), "Norland").values():
        assert statement.unsure and "guess" in statement.note


def test_what_is_killed_cannot_be_undone() -> None:
    text = (
        "Sudmark threatened to kill the hostages from Norland.",
        "Norland demanded that Sudmark spare them.",
    )
    report = Report(*text)
    report.event(SOUTH, "THREATEN", text[0].rstrip("."), verb="threatened")
    report.position(NORTH, "demands", "other", "spare them", told=text[1], toward=[SOUTH])
    report.position(
        NORTH, "demands", "talks", "Sudmark", told="Norland demanded that Sudmark", toward=[SOUTH]
    )
    made = report.draft()
    assert made.conflict is not None
    assert [o.direction for o in made.conflict.options if o.id.endswith("threat")] == ["forward"]


def test_who_has_surrendered_does_not_fight_on() -> None:
    report = pact_report()
    report.rows = [r for r in report.rows if r.id != "r9"]
    report.position(SOUTH, "rejects", "ceasefire", "will not yield")
    made = report.draft()
    assert made.conflict is not None
    assert [r.text for r in made.conflict.rules] == ["surrender and sudmark-fighting"]


def test_unnamed_parties_take_no_part() -> None:
    text = ("Officials demanded that Sudmark remain neutral.", "Sudmark refused to remain neutral.")
    report = Report(*text)
    report.position(NOBODY, "demands", "neutrality", "remain neutral", told=text[0], toward=[SOUTH])
    report.position(SOUTH, "rejects", "neutrality", "to remain neutral", told=text[1])
    made = report.draft()
    assert made.conflict is None and made.why_not and made.text == ""
    assert set(made.ignored) == {p.id for p in report.ledger.positions}


def test_praise_visits_and_gifts_are_no_conflict() -> None:
    text = ("Norland praised Sudmark.", "Norland gave aid to Estia.", "Norland offered talks.")
    report = Report(*text)
    report.event(NORTH, "SUPPORT", text[0], verb="praised", recipients=[SOUTH])
    report.event(NORTH, "AID", text[1], verb="gave", recipients=[EAST])
    report.position(NORTH, "offers", "talks", "talks")
    report.event(SOUTH, "CONSULT", "offered talks", modality="planned")
    assert report.draft().conflict is None


def test_an_empty_ledger_is_no_conflict() -> None:
    assert draft(Ledger.from_rows([]), names={}).conflict is None


def test_limits_hold_and_what_goes_is_named() -> None:
    report = pact_report()
    whole = report.draft()
    assert whole.conflict is not None
    few = report.draft(most_options=3)
    assert few.conflict is not None and len(few.conflict.options) == 3
    assert len(few.dropped) == len(whole.conflict.options) - 3
    two = report.draft(most_dms=2)
    assert two.conflict is not None and two.conflict.n_dm == 2
    assert any(c.startswith("Estia") for c in two.context)


def test_positions_left_out_are_ignored_and_no_others() -> None:
    report = pact_report()
    report.position(SOUTH, "prefers", "other", "Sudmark will not yield")
    made = report.draft()
    (left,) = made.ignored
    assert report.ledger.row(left).party == SOUTH  # type: ignore[attr-defined]
    assert left in made.text


def test_a_wish_voiced_by_another_is_unsure_and_says_by_whom() -> None:
    text = ("Estia said that Norland wanted Sudmark to remain neutral.", "Sudmark refused it.")
    report = Report(*text)
    report.position(
        NORTH, "demands", "neutrality", "remain neutral", toward=[SOUTH], attribution=said(EAST)
    )
    report.position(SOUTH, "rejects", "neutrality", "remain neutral", told=text[0])
    wish = wishes(report.draft(), "Norland")["not alliance"]
    assert (wish.basis, wish.unsure) == ("inferred", True) and "Estia" in wish.note


def test_hostile_words_in_a_report_do_not_break_the_file() -> None:
    words = 'forgo "membership" \\ in\tthe\u202e [[option]]\nid = "x" # alliance'
    text = (f"Norland demanded that Sudmark {words}.", "Sudmark refused to forgo the alliance.")
    report = Report(*text)
    report.position(NORTH, "demands", "alliance membership", words, toward=[SOUTH])
    report.position(SOUTH, "rejects", "alliance membership", "forgo the alliance", told=text[1])
    odd = Party(name='Est"ia\n[[x]]', actor="odd")
    report.position(odd, "demands", "alliance membership", words, toward=[SOUTH])
    made = report.draft()
    assert made.conflict is not None
    assert [o.id for o in made.conflict.options] == ["alliance"]
    assert "\u202e" not in made.text


def test_names_come_from_the_registry() -> None:
    made = draft(pact_report().ledger, names=NAMES | {"norland": "Kingdom of Norland"})
    assert made.conflict is not None
    assert "Kingdom of Norland" in [m.label for m in made.conflict.decision_makers]


def test_who_offers_to_end_a_war_of_others_is_not_told_to_fight() -> None:
    text = (
        "Norland struck the port of Sudmark, and Sudmark struck back at Norland.",
        "Norland demanded that Sudmark remain neutral.",
        "Estia offered to end the war.",
    )
    report = Report(*text)
    report.event(NORTH, "ASSAULT", "Norland struck the port", verb="struck", recipients=[SOUTH])
    report.event(SOUTH, "ASSAULT", "Sudmark struck back", verb="struck", recipients=[NORTH])
    report.position(NORTH, "demands", "neutrality", "remain neutral", told=text[1], toward=[SOUTH])
    report.position(EAST, "offers", "ceasefire", "end the war", told=text[2])
    made = report.draft()
    owners = {owner for owner, label in options(made).values() if "force" in label}
    assert owners == {"Norland", "Sudmark"}
    assert {"not norland-fighting", "not sudmark-fighting"} <= set(wishes(made, "Estia"))


def test_two_who_fight_a_third_are_not_taken_to_wish_that_the_other_stops() -> None:
    text = ("Norland and Estia shell the hills.", "Sudmark demanded that Norland stop the attacks.")
    report = Report(*text)
    for party in (NORTH, EAST):
        report.event(party, "ASSAULT", "shell the hills", modality="ongoing")
    report.position(SOUTH, "demands", "ceasefire", "stop the attacks", told=text[1], toward=[NORTH])
    report.position(SOUTH, "demands", "ceasefire", "stop the attacks", toward=[EAST])
    made = report.draft()
    assert "not estia-fighting" not in wishes(made, "Norland")
    assert "not norland-fighting" in wishes(made, "Sudmark")


def test_what_another_says_that_a_party_would_do_is_no_wish_of_it() -> None:
    report = pact_report()
    report.event(
        SOUTH, "ASSAULT", "Sudmark will not yield", verb="yield", modality="planned",
        attribution=said(EAST),
    )  # fmt: skip
    assert "fighting" not in wishes(report.draft(), "Sudmark")


def test_both_sides_are_those_with_demands_between_them() -> None:
    text = (
        "Norland demanded that Sudmark remain neutral.",
        "Sudmark demanded that Norland lift the sanctions.",
        "Estia urged both sides to resume talks.",
    )
    report = Report(*text)
    report.position(NORTH, "demands", "neutrality", "remain neutral", told=text[0], toward=[SOUTH])
    report.position(SOUTH, "demands", "sanctions", "lift the sanctions", toward=[NORTH])
    both = Party(name="both sides", named=False)
    report.position(EAST, "demands", "talks", "resume talks", told=text[2], toward=[both])
    assert list(wishes(report.draft(), "Estia")) == ["norland-talks", "sudmark-talks"]


def test_a_demand_that_is_rejected_as_such_has_its_answer() -> None:
    text = ("Norland demanded that Sudmark remain neutral.", "Sudmark rejected the demand.")
    report = Report(*text)
    report.position(NORTH, "demands", "neutrality", "remain neutral", told=text[0], toward=[SOUTH])
    report.position(SOUTH, "rejects", "other", "the demand", told=text[1])
    answer = wishes(report.draft(), "Sudmark")["alliance"]
    assert (answer.basis, answer.unsure) == ("inferred", True)
    assert len(answer.evidence) == 1


def test_a_demand_alone_is_no_conflict() -> None:
    report = Report("Norland demanded that Sudmark remain neutral.")
    report.position(NORTH, "demands", "neutrality", "remain neutral", toward=[SOUTH])
    made = report.draft()
    assert made.conflict is None and "goes against" in (made.why_not or "")


def test_the_owner_of_a_possible_act_is_no_decision_maker_for_that_alone_when_all_else_rests() -> (
    None
):
    report = Report("Norland may cut its aid to Sudmark.")
    report.event(
        NORTH, "SANCTION", "cut its aid to Sudmark", mode="discontinue", modality="possible",
        recipients=[SOUTH],
    )  # fmt: skip
    assert report.draft().conflict is None
