"""Threats: what a party says it will do unless another gives way, whatever it is."""

from __future__ import annotations

import pytest
from event_lines import Code, line

from tracktwo.schema import Position

BY_FORM = [
    (
        "“If Uganda attacks our ships, there will be consequences,” Kenya said.",
        "Kenya > Uganda THREATEN happened {<- If Uganda attacks our ships}",
    ),
    ("Uganda will face consequences, Kenya said.", "Kenya > Uganda THREATEN happened"),
    (
        "Kenya said it would publish the tapes unless Uganda apologised.",
        "Kenya > Uganda THREATEN happened {<- unless Uganda apologised}",
    ),
    (
        "“If Uganda does not apologise, we will publish the tapes,” Kenya said.",
        "Kenya > Uganda THREATEN happened {<- If Uganda does not apologise}",
    ),
    ("The terrorists will pay for this, Kenya said.", "Kenya > terrorists THREATEN happened"),
    ("“Uganda will pay a heavy price,” Kenya said.", "Kenya > Uganda THREATEN happened"),
    (
        "Kenya warned that sanctions would be imposed on Uganda.",
        "Kenya > Uganda THREATEN happened",
    ),
]


@pytest.mark.parametrize(("text", "threat"), BY_FORM)
def test_a_price_on_not_giving_way_is_a_threat(coding: Code, text: str, threat: str) -> None:
    assert [line(e) for e in coding(text).events if e.type == "THREATEN"] == [threat]


NO_THREATS = [
    "There will be no consequences, Kenya said.",
    "The drought will have consequences, farmers said.",
    "There were consequences, Kenya said.",
    "Uganda will pay for the repairs, Kenya said.",
    "Uganda will pay ten million dollars for this, Kenya said.",
    "Kenya said it would publish the tapes if Uganda agreed.",
    "Kenya said it would publish the tapes unless it rains.",
    "Kenya said Malawi would publish the tapes unless Uganda apologised.",
    "Kenya said it would not publish the tapes unless Uganda agreed.",
    "Analysts said they would publish the tapes.",
    "Kenya warned that many people would be killed in the floods.",
]


@pytest.mark.parametrize("text", NO_THREATS)
def test_offers_weather_refusals_and_others_acts_are_no_threats(coding: Code, text: str) -> None:
    assert all(e.type != "THREATEN" for e in coding(text).events), coding(text).lines


def test_a_threat_with_its_content_and_the_demand_in_it(coding: Code) -> None:
    got = coding(
        "Kenya's energy minister said his country would shut the valves unless Uganda pays."
    )
    threat, content = got.event("THREATEN"), got.event("COERCE")
    assert [p.name for p in threat.recipients] == ["Uganda"]
    assert threat.condition is not None and threat.modality == "happened"
    assert content.content_of == threat.id and content.modality == "conditional"
    (demand,) = [row for row in got.rows if isinstance(row, Position)]
    assert demand.stance == "demands" and [p.name for p in demand.toward] == ["Uganda"]


def test_a_threat_carries_the_condition_of_what_it_threatens(coding: Code) -> None:
    got = coding("Kenya threatened to withhold aid from Uganda if no deal was signed.")
    threat, content = got.event("THREATEN"), got.event("SANCTION")
    assert threat.condition == content.condition is not None
    assert threat.modality == "happened" and content.modality == "conditional"
    assert [p.name for p in content.recipients] == ["Uganda"]
