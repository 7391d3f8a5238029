"""How the draft takes words: reversals, owners, parts, what is so, levers, what is final."""

from __future__ import annotations

from typing import Any

import pytest
from made_ledger import EAST, NORTH, PACT, SOUTH, Report, options, said, wishes

from tracktwo.conflict.draft import Draft
from tracktwo.conflict.draft.families import families
from tracktwo.conflict.draft.own_words import own_words
from tracktwo.schema import Condition, Party, Utterance


def now(made: Draft) -> dict[str, bool]:
    """Whether each option is taken today."""
    assert made.conflict is not None and made.conflict.status_quo is not None
    marks = made.conflict.pattern(made.conflict.status_quo).replace(" ", "")
    return {o.id: m == "Y" for o, m in zip(made.conflict.options, marks, strict=True)}


def demand(report: Report, text: str, content: str, issue: str, **more: Any) -> Report:
    return report.position(NORTH, "demands", issue, content, told=text.rstrip("."), **more)


def uttered(report: Report, party: Party, content: str) -> Report:
    """A plain statement of a party."""
    cited = report.cite(content)
    report.rows.append(
        Utterance(**report._base(content, {}), speaker=party, kind="says", content=cited, about=[])
    )
    return report


@pytest.mark.parametrize("verb", ["cap", "limit", "curb", "halt", "freeze", "suspend", "roll back"])
def test_a_demand_to_cap_or_halt_an_activity_is_a_wish_that_it_be_not_taken(verb: str) -> None:
    hit = families().reading(f"{verb} enrichment", "nuclear")
    assert hit is not None and (hit.family.id, hit.taken, hit.presupposes) == (
        "nuclear",
        False,
        True,
    )


@pytest.mark.parametrize(
    ("text", "label", "taken", "so"),
    [
        ("stop filling the lake", "Go on filling the lake", False, True),
        ("suspend the toll", "Keep up the toll", False, True),
        ("drop the sale of the harbour", "Go ahead with the sale of the harbour", False, False),
        ("leave the test treaty", "Stay in the test treaty", False, True),
        ("stay in the test treaty", "Stay in the test treaty", True, True),
        ("keep its courts", "Keep its courts", True, True),
        ("not to build the wall", "Build the wall", False, False),
        ("raise the wage", "Raise the wage", True, False),
    ],
)
def test_what_is_to_stop_is_what_goes_on_turned_around(
    text: str, label: str, taken: bool, so: bool
) -> None:
    own = own_words(text)
    assert own is not None
    assert (own.label, own.taken, own.so) == (label, taken, so)


def test_staying_and_leaving_are_one_choice_and_so_are_verbs_of_one_meaning() -> None:
    def stems(text: str) -> str:
        own = own_words(text)
        return own.stems if own else ""

    assert stems("leave the test treaty") == stems("stay in the test treaty")
    assert stems("admit the inspectors") == stems("allow the inspectors")


def test_the_one_whose_release_is_demanded_is_not_asked_for_it() -> None:
    text = (
        "Norland demanded the release of Omo Lin and elections.",
        "Sudmark refused to release Omo Lin.",
    )
    report = Report(*text)
    lin = Party(name="Omo Lin", mention=report.cite("Omo Lin"))
    content = "the release of Omo Lin and elections"
    report.position(NORTH, "demands", "elections", content, told=text[0], toward=[lin])
    report.position(SOUTH, "rejects", "other", "release Omo Lin", told=text[1])
    report.event(NORTH, "REQUEST", text[0], verb="demanded", recipients=[SOUTH], quad=3)
    made = report.draft()
    assert {owner for owner, _ in options(made).values()} == {"Sudmark"}
    assert {"prisoners", "elections"} <= set(wishes(made, "Norland"))
    assert wishes(made, "Norland")["elections"].unsure


def test_a_part_counts_for_its_body_unless_they_stand_against_each_other() -> None:
    text = (
        "Norland demanded that Sudmark remain neutral.",
        "The assembly of Sudmark refused to remain neutral.",
    )
    part = Party(name="assembly of Sudmark")

    def report() -> Report:
        made = Report(*text)
        demand(made, text[0], "remain neutral", "neutrality", toward=[SOUTH])
        return made.position(part, "rejects", "neutrality", "to remain neutral", told=text[1])

    made = report().draft()
    assert made.conflict is not None
    assert {m.label for m in made.conflict.decision_makers} == {"Norland", "Sudmark"}
    apart = report().event(part, "REQUEST", text[1], recipients=[SOUTH], quad=3).draft()
    labels = {m.label for m in apart.conflict.decision_makers} if apart.conflict else set()
    assert labels != {"Norland", "Sudmark"}


def test_a_body_called_only_by_a_noun_takes_part_when_it_acts_more_than_once() -> None:
    text = ("Norland demanded that the army withdraw its troops.", "The army refused to withdraw "
            "its troops.", "The army rejected talks.")  # fmt: skip
    army = Party(name="the army", named=False)
    report = Report(*text)
    demand(report, text[0], "withdraw its troops", "territory", toward=[army])
    report.position(army, "rejects", "talks", "talks", told=text[2])
    report.event(army, "REJECT", "The army refused to withdraw", verb="refused")
    made = report.draft()
    assert made.conflict is not None
    assert {m.label for m in made.conflict.decision_makers} == {"Norland", "army"}


def test_an_announced_case_is_an_option_on_its_condition() -> None:
    text = ("Norland will bring a case before the court if Sudmark builds the dam.",
            "Norland demanded that Sudmark not build the dam. Sudmark rejected talks.")  # fmt: skip
    report = Report(*text)
    report.event(
        NORTH, "ACCUSE", "Norland will bring a case before the court", verb="bring",
        modality="planned", hangs="if Sudmark builds the dam", quad=3,
    )  # fmt: skip
    demand(report, text[1], "not build the dam", "other", toward=[SOUTH])
    report.position(SOUTH, "rejects", "talks", "talks", told=text[1])
    made = report.draft()
    assert options(made)["court"] == ("Norland", "Bring a case before a court")
    assert "court if build-dam" in wishes(made, "Norland")


def test_a_threat_in_plain_words_is_an_option_in_these_words() -> None:
    text = ("Norland threatened that it would impose direct rule if the vote is held.",
            "Norland demanded that Sudmark cancel the vote.")  # fmt: skip
    report = Report(*text)
    hangs = "if the vote is held"
    report.event(NORTH, "THREATEN", "Norland threatened", verb="threatened", hangs=hangs)
    of = report.rows[-1].id
    report.event(
        NORTH, "COERCE", "it would impose direct rule", verb="impose", modality="conditional",
        content_of=of, hangs=hangs, attribution=said(NORTH, "warns"),
    )  # fmt: skip
    demand(report, text[1], "cancel the vote", "elections", toward=[SOUTH])
    made = report.draft()
    assert ("Norland", "Impose direct rule") in options(made).values()
    assert "impose-direct if elections" in wishes(made, "Norland")
    assert wishes(made, "Norland")["not impose-direct"].basis == "assumed"


def test_what_is_to_be_lifted_or_closed_is_there() -> None:
    text = ("Sudmark offered to lift the sanctions on Norland.",
            "Norland demanded that Sudmark keep its ports open.")  # fmt: skip
    report = Report(*text)
    report.position(SOUTH, "offers", "sanctions", "lift the sanctions on Norland", told=text[0])
    demand(report, text[1], "keep its ports open", "transit and borders", toward=[SOUTH])
    report.position(NORTH, "rejects", "other", "demanded", told=text[1])
    report.event(NORTH, "ASSAULT", "Norland", modality="ongoing", recipients=[SOUTH])
    standing = now(report.draft())
    assert standing["sanctions"] and standing["passage"]


def test_what_a_party_says_stays_in_force_is_so_and_means_to_keep_it() -> None:
    text = ("Norland demanded that Sudmark lift the sanctions.",
            "The sanctions will remain in force until Norland frees the prisoners.")  # fmt: skip
    report = Report(*text)
    demand(report, text[0], "lift the sanctions", "sanctions", toward=[SOUTH])
    uttered(report, SOUTH, text[1].rstrip("."))
    made = report.draft()
    assert now(made)["sanctions"]
    assert wishes(made, "Sudmark")["sanctions"].basis == "inferred"


def test_a_statement_about_what_another_has_tells_nothing() -> None:
    text = ("Norland demanded that Sudmark stop the shelling of the port.",
            "The truce of Estia will continue.")  # fmt: skip
    report = Report(*text)
    demand(report, text[0], "stop the shelling of the port", "ceasefire", toward=[SOUTH])
    before = report.draft().conflict
    uttered(report, EAST, text[1].rstrip("."))
    after = report.draft().conflict
    assert (before is None) == (after is None)
    assert after is None or {m.label for m in after.decision_makers} == {"Norland", "Sudmark"}


def test_aid_whose_fall_is_only_supposed_is_a_lever() -> None:
    text = ("Norland demanded that Sudmark remain neutral, which Sudmark refused.",
            "If Estia cuts its aid to Sudmark, the front would fall.")  # fmt: skip
    report = Report(*text)
    demand(report, text[0], "remain neutral", "neutrality", toward=[SOUTH])
    report.position(SOUTH, "rejects", "neutrality", "remain neutral", told=text[0])
    report.event(
        EAST, "SANCTION", "If Estia cuts its aid to Sudmark", verb="cuts", mode="discontinue",
        modality="conditional", recipients=[SOUTH],
        condition=Condition(role="condition", span=report.cite("If Estia cuts its aid to Sudmark")),
    )  # fmt: skip
    (lever,) = report.draft().levers
    assert lever.changes == ("aid = N",)


def test_a_noun_phrase_is_no_lever() -> None:
    text = ("Norland demanded that Sudmark remain neutral, which Sudmark refused.",
            "It warned of sanctions by the Western Pact.")  # fmt: skip
    report = Report(*text)
    demand(report, text[0], "remain neutral", "neutrality", toward=[SOUTH])
    report.position(SOUTH, "rejects", "neutrality", "remain neutral", told=text[0])
    report.event(PACT, "SANCTION", "sanctions by the Western Pact", modality="possible")
    assert report.draft().levers == ()


def test_what_a_party_is_warned_against_is_no_lever_but_a_wish() -> None:
    text = "Norland warned Sudmark against sending troops, and Sudmark refused talks."
    report = Report(text)
    report.event(NORTH, "THREATEN", "Norland warned Sudmark", verb="warned", recipients=[SOUTH])
    of = report.rows[-1].id
    report.event(
        SOUTH, "MOBILIZE", "sending troops", modality="possible", content_of=of,
        attribution=said(NORTH, "warns"),
    )  # fmt: skip
    report.position(SOUTH, "rejects", "talks", "talks", told=text)
    made = report.draft()
    assert made.levers == ()
    assert "not forces" in wishes(made, "Norland")


def test_what_a_party_offered_on_a_condition_is_not_assumed_away() -> None:
    text = ("Norland demanded that Sudmark release prisoners.",
            "Sudmark offered to release prisoners if prisoners are released.",
            "Sudmark refused to remain neutral.")  # fmt: skip
    report = Report(*text)
    demand(report, text[0], "release prisoners", "prisoners", toward=[SOUTH])
    report.position(
        SOUTH, "offers", "prisoners", "release prisoners", told=text[1].rstrip("."),
        hangs="if prisoners are released",
    )  # fmt: skip
    report.position(SOUTH, "rejects", "neutrality", "to remain neutral", told=text[2])
    demand(report, text[2], "remain neutral", "neutrality", toward=[SOUTH])
    made = report.draft()
    assert not any(s.basis == "assumed" for s in wishes(made, "Sudmark").values())


def test_assumptions_name_options_by_their_label() -> None:
    text = "Norland demanded that Sudmark stop filling the lake, and Sudmark rejected talks."
    report = demand(Report(text), text, "stop filling the lake", "other", toward=[SOUTH])
    made = report.position(SOUTH, "rejects", "talks", "talks", told=text).draft()
    guess = next(a for a in made.assumptions if "prefers" in a)
    assert "“Go on filling the lake”" in guess


@pytest.mark.parametrize(
    ("words", "way"),
    [("Once sold, the harbour is not bought back", "forward"), ("The harbour is old", "both")],
)
def test_a_choice_is_final_where_words_say_so_of_it(words: str, way: str) -> None:
    text = ("Norland demanded that Sudmark drop the sale of the harbour.", f"{words}.",
            "Sudmark refused talks.")  # fmt: skip
    report = Report(*text)
    demand(report, text[0], "drop the sale of the harbour", "other", toward=[SOUTH])
    report.position(SOUTH, "rejects", "talks", "talks", told=text[2])
    made = uttered(report, NORTH, words).draft()
    assert made.conflict is not None
    ways = {o.label: o.direction for o in made.conflict.options}
    assert ways["Go ahead with the sale of the harbour"] == way
    assert set(ways.values()) <= {way, "both"}


def test_a_rumoured_term_is_no_wish_of_the_one_who_would_gain() -> None:
    text = ("Norland demanded that Sudmark remain neutral.",
            "The plan of Estia may involve Sudmark surrendering to Norland.")  # fmt: skip
    report = Report(*text)
    demand(report, text[0], "remain neutral", "neutrality", toward=[SOUTH])
    report.proposal(
        EAST, text[1].rstrip("."), report.term("other", "surrendering to Norland", SOUTH),
        attribution=said(None, "believes"),
    )  # fmt: skip
    report.position(SOUTH, "rejects", "neutrality", "remain neutral", told=text[0])
    made = report.draft()
    assert "surrender" not in wishes(made, "Norland")
    assert wishes(made, "Estia")["surrender"].basis == "inferred"
    assert wishes(made, "Estia")["surrender"].unsure
    assert "what others say Estia may propose" in wishes(made, "Sudmark")["not surrender"].note


@pytest.mark.parametrize(
    ("clause", "statement"),
    [
        ("if the prisoners come home", "talks if prisoners"),
        ("if the filling of the lake went on", "talks if filling-lake"),
        ("if it did not", "talks if not prisoners"),
        ("if it refused", "talks if not prisoners"),
        ("if it complied", "talks if prisoners"),
    ],
)
def test_a_condition_is_tied_to_the_option_of_whose_matter_it_speaks(
    clause: str, statement: str
) -> None:
    text = (
        "Norland demanded that Sudmark stop filling the lake.",
        f"Norland demanded that Sudmark release prisoners and offered to enter talks {clause}.",
        "Sudmark refused to stop filling the lake.",
    )
    report = Report(*text)
    demand(report, text[0], "stop filling the lake", "other", toward=[SOUTH])
    demand(report, text[1], "release prisoners", "prisoners", toward=[SOUTH])
    report.position(NORTH, "offers", "talks", "enter talks", told=text[1].rstrip("."), hangs=clause)
    report.position(SOUTH, "rejects", "other", "stop filling the lake", told=text[2])
    assert statement in wishes(report.draft(), "Norland")


@pytest.mark.parametrize(("teller", "so"), [(None, True), (SOUTH, False), (PACT, True)])
def test_what_only_those_hit_tell_is_not_how_things_stand(teller: Party | None, so: bool) -> None:
    report = Report("Norland fired on the boats.", "Norland asks Sudmark to lift the ban.")
    chain = said(teller, "claims") if teller else []
    report.event(NORTH, "ASSAULT", "fired on the boats", recipients=[SOUTH], attribution=chain)
    report.position(NORTH, "demands", "trade", "lift the ban", toward=[SOUTH])
    made = report.draft()
    fights = [o for o, (owner, _) in options(made).items() if owner == "Norland" and "fight" in o]
    assert bool(fights) == so
    assert all(now(made)[o] for o in fights)
