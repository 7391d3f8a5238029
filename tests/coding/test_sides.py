"""A speaker's own acts of speech are told by the report; all else is on the speaker's word."""

from __future__ import annotations

from itertools import pairwise

import pytest
from event_lines import Code, chain_of, line

from tracktwo.schema import Position

OWN = [
    ("President Tamsin Roe said she was ready to meet the rebels.", "AGREE"),
    ("President Tamsin Roe said she rejected the offer.", "REJECT"),
    ("“I thank Kenya for its help,” President Tamsin Roe said.", "SUPPORT"),
    ("“We condemn the attack on the clinic,” Kenya said.", "ACCUSE"),
]


@pytest.mark.parametrize(("text", "type_"), OWN)
def test_saying_so_is_doing_so(coding: Code, text: str, type_: str) -> None:
    assert coding(text).event(type_).attribution == []


OTHERS = [
    # of another party, of another day, denied, or only believed
    ("President Tamsin Roe said Kenya was ready to meet the rebels.", "AGREE"),
    ("President Tamsin Roe said she had rejected the offer.", "REJECT"),
    ("“We rejected the offer last week,” Kenya said.", "REJECT"),
]


@pytest.mark.parametrize(("text", "type_"), OTHERS)
def test_what_is_told_of_others_or_of_other_days_is_on_the_speakers_word(
    coding: Code, text: str, type_: str
) -> None:
    assert len(coding(text).event(type_).attribution) == 1


def test_deeds_of_ones_own_side_stay_on_ones_word(coding: Code) -> None:
    e = coding("Kenya said its army attacked Uganda.").event("ASSAULT")
    assert chain_of(e.attribution) == "Kenya says"


def test_a_label_stays_the_outermost_link(coding: Code) -> None:
    text = "MINISTER OSEI: We are grateful to Kenya for its help.\n\nMINISTER OSEI: Good night."
    for e in coding(text).events:
        assert e.attribution and e.attribution[0].cue is not None
        assert e.attribution[0].cue.text == ":"


REPEATED = [
    "President Tamsin Roe said she was ready to meet the rebels.",
    "President Tamsin Roe said she believed that Uganda attacked Malawi.",
    "Kenya said it denied that its army attacked Uganda.",
    "Kenya said it demanded that Uganda withdraw its troops.",
    "Kenya said it promised to send aid to Uganda.",
]


@pytest.mark.parametrize("text", REPEATED)
def test_no_source_stands_twice_in_a_row_for_one_saying(coding: Code, text: str) -> None:
    rows = coding(text).rows
    assert rows
    for row in rows:
        names = [k.source.name if k.source else "?" for k in row.attribution]
        assert all(a != b for a, b in pairwise(names)), row


def test_the_content_of_an_own_act_has_its_speaker_once(coding: Code) -> None:
    got = coding("President Tamsin Roe said she was ready to meet the rebels.")
    meeting = got.event("CONSULT")
    assert chain_of(meeting.attribution) == "Tamsin Roe promises"
    assert meeting.content_of == got.event("AGREE").id


def test_a_stand_of_the_speakers_own_is_on_nobodys_word(coding: Code) -> None:
    got = coding("President Tamsin Roe said she was ready to meet the rebels.")
    (stand,) = [row for row in got.rows if isinstance(row, Position)]
    assert stand.attribution == [] and stand.party.name == "Tamsin Roe"


OWN_SIDE = [
    "President Tamsin Roe said her government would bomb Uganda.",
    "“We will bomb Uganda,” President Tamsin Roe said.",
    "President Tamsin Roe said she would bomb Uganda.",
]


@pytest.mark.parametrize("text", OWN_SIDE)
def test_what_ones_own_side_will_do_is_ones_threat(coding: Code, text: str) -> None:
    got = coding(text)
    assert "Tamsin Roe > Uganda THREATEN happened" in got.lines
    assert got.event("ASSAULT").content_of == got.event("THREATEN").id


def test_anothers_government_is_not_ones_own(coding: Code) -> None:
    got = coding("President Tamsin Roe said Kenya's government would bomb Uganda.")
    assert all(e.type != "THREATEN" for e in got.events), [line(e) for e in got.events]


def test_we_in_anothers_words_is_the_speakers_side(coding: Code) -> None:
    (stand,) = [
        row
        for row in coding("“We will not swap land for peace,” President Tamsin Roe said.").rows
        if isinstance(row, Position)
    ]
    assert (stand.party.name, stand.stance, stand.issue) == ("Tamsin Roe", "rejects", "territory")
