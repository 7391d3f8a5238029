"""Who fills which role: the words first, then the parties that they name."""

from __future__ import annotations

import pytest
from event_lines import Code, names

# Text, and the parties that act and are acted upon in its first event of the type.
ROLES = [
    # subject and object, active and passive
    ("Kenya attacked Uganda.", "ASSAULT", "Kenya", "Uganda"),
    ("Uganda was attacked by Kenya.", "ASSAULT", "Kenya", "Uganda"),
    ("Uganda was attacked.", "ASSAULT", "?", "Uganda"),
    # control: who is asked, promises, is said
    ("Peru urged Kenya to attack Uganda.", "ASSAULT", "Kenya", "Uganda"),
    ("Peru called on Kenya to attack Uganda.", "ASSAULT", "Kenya", "Uganda"),
    ("Kenya promised Peru to attack Uganda.", "ASSAULT", "Kenya", "Uganda"),
    ("Kenya was told to attack Uganda.", "ASSAULT", "Kenya", "Uganda"),
    ("Kenya is said to have attacked Uganda.", "ASSAULT", "Kenya", "Uganda"),
    ("Peru accused Kenya of attacking Uganda.", "ASSAULT", "Kenya", "Uganda"),
    ("Maltia accuses Dorvan of wounding three crewmen.", "ASSAULT", "Dorvan", "?"),
    ("Peru warned Kenya against attacking Uganda.", "ASSAULT", "Kenya", "Uganda"),
    ("Kenya was criticised for attacking Uganda.", "ASSAULT", "Kenya", "Uganda"),
    # coordination
    ("Kenya crossed the river and attacked Uganda.", "ASSAULT", "Kenya", "Uganda"),
    ("Kenya and Peru attacked Uganda.", "ASSAULT", "Kenya + Peru", "Uganda"),
    ("Kenya attacked Uganda and Malawi.", "ASSAULT", "Kenya", "Uganda + Malawi"),
    # relative clauses and participles
    ("Kenya, which attacked Uganda, is poor.", "ASSAULT", "Kenya", "Uganda"),
    ("Uganda, attacked by Kenya, is poor.", "ASSAULT", "Kenya", "Uganda"),
    ("The United Nations confirmed reports that Kenya has attacked Uganda.", "ASSAULT", "Kenya",
     "Uganda"),
    # nouns: possessor, "by", nationality, a verb that lends its subject, and "on"
    ("Kenya's attack on Uganda was criticised.", "ASSAULT", "Kenya", "Uganda"),
    ("The attack by Kenya on Uganda was criticised.", "ASSAULT", "Kenya", "Uganda"),
    ("The Kenyan attack on Uganda was criticised.", "ASSAULT", "Kenya", "Uganda"),
    ("Kenya mounted an attack on Uganda.", "ASSAULT", "Kenya", "Uganda"),
    # who leaves stands after "of"
    ("Peru welcomed the withdrawal of Kenyan troops from Uganda.", "RETREAT", "Kenyan troops",
     "Uganda"),
    # a text speaks for its body
    ("A report by the United Nations accused Kenya of fraud.", "ACCUSE", "United Nations", "Kenya"),
    # with, to, for
    ("Kenya met with Uganda.", "CONSULT", "Kenya", "Uganda"),
    ("Kenya sent aid to Uganda.", "AID", "Kenya", "Uganda"),
    ("Kenya imposed sanctions on Uganda.", "SANCTION", "Kenya", "Uganda"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "type_", "actors", "recipients"), ROLES)
def test_who_does_it_to_whom(
    coding: Code, text: str, type_: str, actors: str, recipients: str
) -> None:
    event = coding(text).event(type_)
    assert (names(event.actors), names(event.recipients)) == (actors, recipients)


def test_nobody_acts_upon_himself(coding: Code) -> None:
    for text, *_ in ROLES:
        for e in coding(text).events:
            assert not {p.name for p in e.actors} & {p.name for p in e.recipients}


def test_every_party_is_cited_where_it_stands(coding: Code) -> None:
    for text, *_ in ROLES:
        for e in coding(text).events:
            for p in [*e.actors, *e.recipients]:
                assert p.mention is not None
                assert text[p.mention.start : p.mention.end] == p.mention.text


def test_a_town_of_ones_own_is_a_place_and_no_other_party(coding: Code) -> None:
    own = coding("The Kenyan army shelled Nairobi on Monday.").event("ASSAULT")
    assert not own.recipients and own.place is not None and own.place.text == "Nairobi"
    other = coding("Ugandan troops shelled Nairobi on Monday.").event("ASSAULT")
    assert names(other.recipients) == "Nairobi"
