"""Whether an act happened: modality, negation and condition, one rule a row."""

from __future__ import annotations

import pytest
from event_lines import Code

MODALITY = [
    # the verb's own words
    ("Kenya attacked Uganda.", "happened"),
    ("Kenya has attacked Uganda.", "happened"),
    ("Kenya is attacking Uganda.", "ongoing"),
    ("Kenya regularly shells Uganda.", "ongoing"),
    ("Kenya may attack Uganda.", "possible"),
    ("Kenya might attack Uganda.", "possible"),
    ("Kenya could attack Uganda.", "possible"),
    ("Kenya possibly attacked Uganda.", "possible"),
    ("Kenya would attack Uganda.", "hypothetical"),
    ("Kenya will attack Uganda.", "planned"),
    ("Kenya is going to attack Uganda.", "planned"),
    ("Kenya is about to attack Uganda.", "planned"),
    ("Kenya must attack Uganda.", "demanded"),
    ("Kenya should attack Uganda.", "demanded"),
    ("Kenya has to attack Uganda.", "demanded"),
    ("Did Kenya attack Uganda?", "possible"),
    ("Will Kenya attack Uganda?", "possible"),
    # what it hangs on
    ("Kenya plans to attack Uganda.", "planned"),
    ("Kenya wants to attack Uganda.", "planned"),
    ("Kenya tried to attack Uganda.", "planned"),
    ("Kenya threatened to attack Uganda.", "planned"),
    ("Kenya is considering attacking Uganda.", "possible"),
    ("Kenya's plan to attack Uganda was leaked.", "planned"),
    ("Kenya is expected to attack Uganda.", "planned"),
    ("Kenya is likely to attack Uganda.", "possible"),
    ("Kenya is unlikely to attack Uganda.", "possible"),
    ("Peru fears that Kenya will attack Uganda.", "possible"),
    ("It is feared that Kenya will attack Uganda.", "possible"),
    ("There are concerns that Kenya may attack Uganda.", "possible"),
    ("Diplomats fear an attack by Kenya on Uganda.", "possible"),
    ("Peru did not say whether Kenya would attack Uganda.", "possible"),
    ("Peru urged Kenya to attack Uganda.", "demanded"),
    ("Kenya will respond by attacking Uganda.", "planned"),
    ("Kenya may respond by attacking Uganda.", "possible"),
    ("Kenya continued to attack Uganda.", "ongoing"),
    ("Kenya began to attack Uganda.", "happened"),
    ("Kenya managed to attack Uganda.", "happened"),
]


@pytest.mark.parametrize(("text", "modality"), MODALITY)
def test_modality_of_an_act(coding: Code, text: str, modality: str) -> None:
    event = coding(text).event("ASSAULT")
    assert (event.modality, event.polarity) == (modality, "affirmed")
    assert [p.name for p in event.actors] == ["Kenya"]
    assert [p.name for p in event.recipients] == ["Uganda"]


NEGATED = [
    ("Kenya did not attack Uganda.", "happened"),
    ("Kenya never attacked Uganda.", "happened"),
    ("Kenya failed to attack Uganda.", "happened"),
    ("Kenya denied attacking Uganda.", "happened"),
    ("Kenya will not attack Uganda.", "planned"),
    ("Kenya refused to attack Uganda.", "planned"),
    ("Kenya abandoned its plan to attack Uganda.", "planned"),
    ("Kenya may not attack Uganda.", "possible"),
]


@pytest.mark.parametrize(("text", "modality"), NEGATED)
def test_what_is_left_undone_is_negated(coding: Code, text: str, modality: str) -> None:
    event = coding(text).event("ASSAULT")
    assert (event.modality, event.polarity) == (modality, "negated")


def test_not_only_denies_nothing(coding: Code) -> None:
    event = coding("Kenya not only shelled Uganda but also seized the port.").event("ASSAULT")
    assert (event.modality, event.polarity) == ("happened", "affirmed")


def test_a_modal_covers_the_verbs_joined_to_its_own(coding: Code) -> None:
    text = "Kenya may shell Uganda and bomb Malawi."
    assert {e.modality for e in coding(text).events if e.type == "ASSAULT"} == {"possible"}


CONDITIONS = [
    (
        "If Kenya attacks Uganda, Malawi will impose sanctions on Kenya.",
        [
            "Kenya > Uganda ASSAULT conditional {If Kenya attacks Uganda}",
            "Malawi > Kenya SANCTION conditional {<- If Kenya attacks Uganda}",
        ],
    ),
    (
        "Malawi will impose sanctions on Kenya unless Kenya withdraws its troops from Uganda.",
        [
            "Kenya > Uganda RETREAT conditional {unless Kenya withdraws its troops from Uganda}",
            "Malawi > Kenya SANCTION conditional "
            "{<- unless Kenya withdraws its troops from Uganda}",
        ],
    ),
    (
        "Kenya will withdraw its troops provided that Uganda lifts the sanctions.",
        [
            "Kenya > ? RETREAT conditional {<- provided that Uganda lifts the sanctions}",
            "Uganda > ? RETREAT conditional {provided that Uganda lifts the sanctions}",
        ],
    ),
    (
        "Kenya will not sign the treaty until Uganda releases the prisoners.",
        [
            "Kenya > ? SUPPORT not conditional {<- until Uganda releases the prisoners}",
            "Uganda > prisoners RETREAT conditional {until Uganda releases the prisoners}",
        ],
    ),
    (
        "Kenya offered to release the prisoners in exchange for the withdrawal of Ugandan troops.",
        [
            "Kenya > prisoners AGREE happened",
            "Kenya > prisoners RETREAT conditional [Kenya promises] "
            "{<- in exchange for the withdrawal of Ugandan troops}",
            "Ugandan troops > ? RETREAT conditional [Kenya promises] "
            "{in exchange for the withdrawal of Ugandan troops}",
        ],
    ),
    (
        "Kenya will not send troops to Uganda without a United Nations mandate.",
        ["Kenya > Uganda MOBILIZE not conditional {<- without a United Nations mandate}"],
    ),
    (
        "Kenya will withdraw its troops once Uganda signs the agreement.",
        [
            "Kenya > ? RETREAT conditional {<- once Uganda signs the agreement}",
            "Uganda > ? SUPPORT conditional {once Uganda signs the agreement}",
        ],
    ),
    (
        "Should Kenya attack Uganda, Malawi will impose sanctions on Kenya.",
        [
            "Kenya > Uganda ASSAULT hypothetical {Should Kenya attack Uganda}",
            "Malawi > Kenya SANCTION conditional {<- Should Kenya attack Uganda}",
        ],
    ),
]


@pytest.mark.parametrize(("text", "lines"), CONDITIONS)
def test_a_condition_and_what_hangs_on_it_are_rows_of_their_own(
    coding: Code, text: str, lines: list[str]
) -> None:
    assert coding(text).lines == sorted(lines)


@pytest.mark.xfail(strict=True, reason="the tree takes the inverted clause for the main one")
def test_were_to_is_hypothetical(coding: Code) -> None:
    text = "Were Kenya to attack Uganda, Malawi would impose sanctions on Kenya."
    assert coding(text).event("ASSAULT").modality == "hypothetical"


NO_CONDITION = [
    "Kenya fought Uganda until Malawi sent peacekeepers.",
    "Peru asked whether Kenya attacked Uganda.",
    "Kenya attacked Uganda without warning.",
    "Kenya attacked Uganda although Malawi objected.",
    "Kenya attacked Uganda as Malawi watched.",
]


@pytest.mark.parametrize("text", NO_CONDITION)
def test_times_reasons_and_questions_are_no_conditions(coding: Code, text: str) -> None:
    assert all(e.condition is None for e in coding(text).events)


def test_what_is_threatened_hangs_on_the_condition_and_the_threat_does_not(coding: Code) -> None:
    text = "Kenya threatened to shell Uganda if Uganda crossed the border."
    got = coding(text)
    assert got.event("THREATEN").modality == "happened"
    assert got.event("ASSAULT").modality == "conditional"
    assert got.event("ASSAULT").content_of == got.event("THREATEN").id
