"""Acts done by saying so, and what demands, promises and threats make of their content."""

from __future__ import annotations

import pytest
from event_lines import Code

SPEECH = [
    # accusing, in one's own voice and with the word
    (
        "Kenya said Uganda attacked Malawi.",
        ["Kenya > Uganda ACCUSE happened", "Uganda > Malawi ASSAULT happened [Kenya says]"],
    ),
    (
        "Kenya accused Uganda of attacking Malawi.",
        ["Kenya > Uganda ACCUSE happened", "Uganda > Malawi ASSAULT happened [Kenya claims]"],
    ),
    # threatening
    (
        "Kenya said it would strike Uganda if Uganda crossed the border.",
        [
            "Kenya > Uganda ASSAULT conditional [Kenya says] {<- if Uganda crossed the border}",
            "Kenya > Uganda THREATEN happened {<- if Uganda crossed the border}",
        ],
    ),
    (
        "Kenya threatened to attack Uganda.",
        ["Kenya > Uganda ASSAULT planned [Kenya warns]", "Kenya > Uganda THREATEN happened"],
    ),
    # promising
    (
        "Kenya said it would send aid to Uganda.",
        ["Kenya > Uganda AGREE happened", "Kenya > Uganda AID planned [Kenya says]"],
    ),
    (
        "“We will send aid to Uganda,” Kenya said.",
        ["Kenya > Uganda AGREE happened", "Kenya > Uganda AID planned [Kenya says]"],
    ),
    (
        "Kenya promised to send aid to Uganda.",
        ["Kenya > Uganda AGREE happened", "Kenya > Uganda AID planned [Kenya promises]"],
    ),
    # demanding
    (
        "Uganda must withdraw its troops, Kenya said.",
        ["Kenya > Uganda REQUEST happened", "Uganda > ? RETREAT demanded [Kenya says]"],
    ),
    (
        "Kenya demanded that Uganda withdraw its troops.",
        ["Kenya > Uganda REQUEST happened", "Uganda > ? RETREAT demanded [Kenya demands]"],
    ),
    (
        "Kenya called on Uganda to release the prisoners.",
        ["Kenya > Uganda REQUEST happened", "Uganda > prisoners RETREAT demanded [Kenya demands]"],
    ),
    # refusing
    (
        "Kenya said it would not send aid to Uganda.",
        ["Kenya > Uganda AID not planned [Kenya says]", "Kenya > Uganda REJECT happened"],
    ),
    # a text demands for the body behind it
    (
        "The Security Council resolution demands that Kenya withdraw its troops from Uganda.",
        [
            "Kenya > Uganda RETREAT demanded [United Nations Security Council demands]",
            "United Nations Security Council > Kenya REQUEST happened",
        ],
    ),
    # to agree to harm is no threat, only a plan
    ("Kenya agreed to sanction Uganda.", ["Kenya > Uganda SANCTION planned"]),
    # proposing: one's own initiative, and one put to another
    ("Kenya proposed talks with Uganda.", ["Kenya > Uganda AGREE happened"]),
    (
        "Kenya proposed that Uganda release the prisoners.",
        [
            "Kenya > Uganda REQUEST happened",
            "Uganda > prisoners RETREAT demanded [Kenya suggests]",
        ],
    ),
    ("Kenya encouraged Uganda to hold elections.", ["Kenya > Uganda REQUEST happened"]),
    # what is presupposed stands on the report's word
    (
        "Kenya criticised Uganda for attacking Malawi.",
        ["Kenya > Uganda ACCUSE happened", "Uganda > Malawi ASSAULT happened"],
    ),
    (
        "Kenya praised Uganda for releasing the prisoners.",
        ["Kenya > Uganda SUPPORT happened", "Uganda > prisoners RETREAT happened"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lines"), SPEECH)
def test_a_speech_act_and_its_content(coding: Code, text: str, lines: list[str]) -> None:
    assert coding(text).lines == sorted(lines)


@pytest.mark.parametrize("text", [t for t, lines in SPEECH if any("[" in x for x in lines)])
def test_content_is_tied_to_its_speech_act(coding: Code, text: str) -> None:
    events = coding(text).events
    (content,) = [e for e in events if e.attribution]
    (act,) = [e for e in events if not e.attribution]
    assert content.content_of == act.id


MODES = [
    ("Kenya said it would strike Uganda.", "THREATEN", "violence"),
    ("Kenya said it would impose sanctions on Uganda.", "THREATEN", "restrict"),
    ("Kenya said Uganda attacked Malawi.", "ACCUSE", "allege"),
    ("Uganda must withdraw its troops, Kenya said.", "REQUEST", "yield"),
    ("Uganda must send aid to Malawi, Kenya said.", "REQUEST", "assist"),
    ("Kenya said it would not meet Uganda.", "REJECT", "meet"),
]


@pytest.mark.parametrize(("text", "type_", "mode"), MODES)
def test_the_mode_of_a_voiced_act_is_what_it_is_about(
    coding: Code, text: str, type_: str, mode: str
) -> None:
    assert coding(text).event(type_).mode == mode


@pytest.mark.parametrize(
    "text",
    [
        "A Kenyan journalist said Uganda attacked Malawi.",
        "Witnesses said Uganda attacked Malawi.",
        "Uganda reportedly attacked Malawi.",
    ],
)
def test_only_a_party_accuses_by_telling(coding: Code, text: str) -> None:
    assert all(e.type != "ACCUSE" for e in coding(text).events)
