"""Who acts, what is only spoken of, and what was really done: an event in one line each."""

from __future__ import annotations

import pytest
from event_lines import Code, line

from tracktwo.schema import Position, Proposal

EVENTS = [
    # talk or thought of a thing is not the thing
    (
        "Kenya praised Uganda’s statements on mending ties with Chad.",
        ["Kenya > Uganda SUPPORT happened"],
    ),
    # a frame of mind is found by who praises it
    (
        "Kenya praised Uganda’s willingness to talk.",
        ["Kenya > Uganda SUPPORT happened", "Uganda > ? AGREE happened [Kenya says]"],
    ),
    # whose leadership shows in what
    (
        "We appreciate Chile’s leadership in convening the donors.",
        ["Chile > donors CONSULT happened multilateral"],
    ),
    # talks between parties are theirs, and being close to them is not holding them
    (
        "The visit brings us closer to starting negotiations between Kenya and Uganda.",
        ["Kenya + Uganda > ? CONSULT possible"],
    ),
    # a price paid is no condition, one offered is
    (
        "Kenya freed ten soldiers in exchange for six rebels.",
        ["Kenya > ten soldiers RETREAT happened release"],
    ),
    # what is done instead was not done
    ("Instead of punishing Uganda, Kenya waited.", ["Kenya > Uganda SANCTION not happened"]),
    # two verbs share what they do it to, and a passive pair who does it
    (
        "The police beat and arrested ten students.",
        [
            "The police > ten students ASSAULT happened beat",
            "The police > ten students COERCE happened arrest",
        ],
    ),
    (
        "Ten students were shot and killed by Kenyan troops.",
        [
            "Kenyan troops > Ten students ASSAULT happened",
            "Kenyan troops > Ten students ASSAULT happened firearms",
        ],
    ),
    # harm told of the act that did it
    (
        "Kenya condemned the strike on the market that killed eight civilians.",
        [
            "? > eight civilians ASSAULT happened",
            "Kenya > ? ACCUSE happened disapprove",
        ],
    ),
    # to receive fire is to be fired on
    ("Kenyan troops received fire from the rebels.", ["rebels > Kenyan troops ASSAULT happened"]),
    # wanting to thank is thanking
    ("I want to thank Kenya for its patience.", ["I > Kenya SUPPORT happened"]),
    # what calls for an answer is not what is asked for
    ("The rebels’ violence requires an answer.", ["rebels > ? ASSAULT happened"]),
]


def told(coding: Code, text: str) -> list[str]:
    return sorted(f"{line(e)} {e.mode or ''}".strip() for e in coding(text).events)


@pytest.mark.parametrize(("text", "lines"), EVENTS)
def test_events(coding: Code, text: str, lines: list[str]) -> None:
    got = told(coding, text)
    assert [x for x in got if "SUPPORT happened" not in x or x in lines] == sorted(lines)


WHO_DECIDES = [
    ("Farmers blocked the road to the port.", "PROTEST", "obstruct"),
    ("Hundreds of fishermen blocked the road to the port.", "PROTEST", "obstruct"),
    ("Kenyan troops blocked the road to the port.", "COERCE", "restrict"),
    ("Rebels looted the clinics of Kenya.", "ASSAULT", "destroy"),
    ("Demonstrators looted shops.", "PROTEST", "riot"),
    ("Thousands of teachers walked out over their pay.", "PROTEST", "strike"),
    ("Kenya’s envoys walked out of the talks.", "REJECT", "meet"),
]


@pytest.mark.parametrize(("text", "type_", "mode"), WHO_DECIDES)
def test_what_an_act_is_depends_on_who_does_it(
    coding: Code, text: str, type_: str, mode: str
) -> None:
    assert [(e.type, e.mode) for e in coding(text).events] == [(type_, mode)]


OPEN = [
    # "before" is a condition only of what will not be done
    (
        "Kenya said that no pilot would be freed before Uganda returned its ships.",
        "RETREAT",
        "conditional",
    ),
    ("Kenya freed the pilots before Uganda returned the ships.", "RETREAT", "happened"),
]


@pytest.mark.parametrize(("text", "type_", "modality"), OPEN)
def test_before_as_a_condition(coding: Code, text: str, type_: str, modality: str) -> None:
    found = [e for e in coding(text).events if e.predicate.text == "returned"]
    assert [(e.type, e.modality) for e in found] == [(type_, modality)]


def test_agreed_on_nothing_is_not_agreed(coding: Code) -> None:
    got = coding("Kenya and Uganda agreed on nothing.")
    assert got.event("AGREE").polarity == "negated"


NOTHING = [
    "Rangers attacked from the start and Obi struck in the tenth minute.",
    "City defended well but lost.",
    "The finance minister is fighting to save the budget.",
    "The central bank could support the currency, Kenya hopes.",
    "A cold morning greeted the envoys of Kenya.",
    "Tonight I speak to you as your president.",
    "An official, who asked not to be named, shook his head.",
    "Fog closed the airport of Nairobi twice.",
    "Cholera has killed six hundred people in Kenya.",
    "The Kenyan tribunal closes its doors next month.",
    "A Kenyan officer, asked about it, smiled and asked for the menu.",
    "Kenya swears that no money changed hands.",
    "The Security Council remains seized of the matter.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_matches_budgets_mornings_and_manners_are_no_acts(coding: Code, text: str) -> None:
    assert [line(e) for e in coding(text).events] == []


def test_a_refusal_of_talk_is_one_of_what_the_talk_is_about(coding: Code) -> None:
    got = coding("Kenya rejected any talk of giving up the northern islands.")
    assert (got.event("REJECT").mode, got.event("REJECT").polarity) == ("yield", "affirmed")
    (stand,) = [row for row in got.rows if isinstance(row, Position)]
    assert (stand.stance, stand.issue) == ("rejects", "territory")
    assert stand.content.text == "giving up the northern islands"
    assert coding("Kenya rejected talks with Uganda.").event("REJECT").mode == "meet"


def test_a_go_between_takes_no_stand_and_the_exchange_is_a_term(coding: Code) -> None:
    got = coding(
        "Norway proposed that both sides withdraw their warships in exchange for an observer "
        "mission."
    )
    assert not [row for row in got.rows if isinstance(row, Position)]
    (plan,) = [row for row in got.rows if isinstance(row, Proposal)]
    assert [(t.issue, t.content.text) for t in plan.terms] == [
        ("disarmament", "withdraw their warships"),
        ("security guarantees", "an observer mission"),
    ]


def test_a_partys_own_proposal_is_its_stand(coding: Code) -> None:
    got = coding("Kenya proposed that Uganda withdraw its troops.")
    (stand,) = [row for row in got.rows if isinstance(row, Position)]
    assert (stand.party.name, [p.name for p in stand.toward]) == ("Kenya", ["Uganda"])


def test_an_opinion_that_another_should_offer_is_not_that_ones_proposal(coding: Code) -> None:
    got = coding("Kenya should offer Uganda a truce in exchange for the release of the pilots.")
    assert not [row for row in got.rows if isinstance(row, Proposal)]


def test_money_promised_is_aid_to_come_and_an_offer_of_aid(coding: Code) -> None:
    got = coding("Norway promised Chad 20 million euros in aid if a truce is signed.")
    aid = got.event("AID")
    assert aid.content_of == got.event("AGREE").id
    assert aid.modality == "conditional" and [p.name for p in aid.actors] == ["Norway"]
    (stand,) = [row for row in got.rows if isinstance(row, Position)]
    assert (stand.stance, stand.issue) == ("offers", "economic aid")
    assert stand.content.text == "20 million euros in aid"


def test_an_embargo_is_not_where_it_is_put_on(coding: Code) -> None:
    got = coding("France lifted its embargo on Ruritania.")
    assert all(e.place is None for e in got.events)


# Each with what it is easily taken for, and the events that it does tell.
ALIKE = [
    # fire on a range is aimed at nobody
    ("We got to shoot with them for two weeks.", []),
    # who serves in an operation does not stand by it
    ("The ministry named a soldier who was supporting Operation Cold Lake.", []),
    # the bridge is what was destroyed, however the list goes on
    (
        "Near Torva, two strikes damaged a road; and suppressed a Hezbollah mortar team.",
        ["? > ? ASSAULT happened destroy", "? > Hezbollah COERCE happened"],
    ),
    # whose operation it is tells who frees the town
    (
        "Analysts guessed at the role that foreign troops will play in the Kenyan operation to "
        "liberate Kismayo.",
        ["Kenya > Kismayo ASSAULT planned"],
    ),
    # to think about a thing is neither to promise nor to plan it
    (
        "Portugal is considering sending tanks to Ukraine.",
        ["Portugal > Ukraine AID possible"],
    ),
    # what is blocked is refused, not threatened
    (
        "The Kenyan opposition vowed to block ratification of the treaty with Uganda.",
        ["Kenyan opposition > Uganda REJECT planned [Kenyan opposition promises]"],
    ),
    # to promise protection is no praise
    ("Chile promised to defend the islanders.", ["Chile > islanders AGREE happened"]),
    # a passive with what is denied and to whom
    (
        "The Red Cross has been denied access to the camp.",
        ["? > International Committee of the Red Cross COERCE happened withhold"],
    ),
    # a bare number of whom something befalls people
    ("Officials said that 31 were detained.", ["? > 31 COERCE happened [Officials says] arrest"]),
    # taken back from somebody, not let go
    ("Syrian rebels freed Aleppo from Hezbollah.", ["Syrian rebels > Hezbollah ASSAULT happened"]),
    ("Chile freed ten prisoners.", ["Chile > ten prisoners RETREAT happened release"]),
    # a state protests in words, a crowd in the street
    ("Italy and Spain protested to Israel.", ["Italy + Spain > Israel ACCUSE happened disapprove"]),
    # who is to be freed is asked nothing
    ("Iran called for the release of ten sailors.", ["Iran > ? REQUEST happened yield"]),
    # what a conference is about is not who is there
    ("Norway will host a conference on Chad.", ["Norway > ? CONSULT planned multilateral"]),
    # the court is not whom one takes there
    ("Kenya took the dispute to the International Court of Justice.", None),
    # others than the one condemned are called on
    (
        "Peru condemned the attack by Chile and called on all parties to protect civilians.",
        [
            "Chile > ? ASSAULT happened",
            "Peru > Chile ACCUSE happened disapprove",
            "Peru > ? REQUEST happened assist",
        ],
    ),
    # two sayings joined are of one who speaks
    (
        "Sudan’s envoy denied that the army had bombed a clinic and accused Chad of lying.",
        None,
    ),
]


@pytest.mark.parametrize(("text", "lines"), [a for a in ALIKE if a[1] is not None])
def test_what_looks_alike_is_told_apart(coding: Code, text: str, lines: list[str]) -> None:
    assert told(coding, text) == sorted(lines)


def test_a_court_and_a_denial_do_not_take_in_what_stands_beside(coding: Code) -> None:
    court, denial = (a[0] for a in ALIKE if a[1] is None)
    assert not any("Court" in p.name for e in coding(court).events for p in e.recipients)
    accused = coding(denial).event("ACCUSE")
    assert [p.name for p in accused.actors] == ["Sudan’s envoy"]
    assert accused.polarity == "affirmed"


def test_ministers_of_several_states_are_several(coding: Code) -> None:
    event = coding("The foreign ministers of Kenya, Uganda and Tanzania met in Arusha.").events[0]
    assert [p.for_actor for p in event.actors] == ["ken", "uga", "tza"]


def test_a_regime_with_its_owner_is_the_same_as_without(coding: Code) -> None:
    found = coding("Assad’s regime shelled Homs. The Assad regime shelled Hama.").events
    assert {p.for_actor for e in found for p in e.actors} == {"syr"}


def test_an_office_is_not_the_region_that_it_is_for(coding: Code) -> None:
    text = "Minister for the Middle East welcomes news that Kenyan forces have taken back Kismayo"
    assert all(p.actor is None for e in coding(text).events for p in e.actors)


def test_a_plan_is_whose_who_drew_it_up(coding: Code) -> None:
    text = "Turkey backed a plan drawn up by Qatar that would open the port of Hodeida."
    (plan,) = [r for r in coding(text).rows if isinstance(r, Proposal)]
    assert plan.by is not None and plan.by.name == "Qatar"


def test_what_the_report_sets_against_a_saying_is_not_said(coding: Code) -> None:
    text = "India is weighing a tax, two officials said, while Turkey has cut ties with Israel."
    assert coding(text).event("SANCTION").attribution == []


def test_a_refused_thing_ends_before_what_is_set_against_it(coding: Code) -> None:
    rows = coding("Brazil refused to recognise the vote, while Cuba praised it.").rows
    assert {r.content.text for r in rows if isinstance(r, Position)} == {"recognise the vote"}
