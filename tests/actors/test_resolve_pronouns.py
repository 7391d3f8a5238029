"""Pronouns: agreement, subject first, two sentences back, never across a heading."""

from __future__ import annotations

import pytest
from actor_sentences import Read

SARR = "Velmoran/JJ/amod>2 President/NNP/nmod:desc>3 Ada/NNP/nsubj>5 Sarr/NNP/flat>3 spoke/VBD/root"
SARR_MET_BRENN = "Ada/NNP/nsubj>3 Sarr/NNP/flat>1 met/VBD/root Tomas/NNP/obj>3 Brenn/NNP/flat>4"
DORN_MET_BRENN = "Ilya/NNP/nsubj>3 Dorn/NNP/flat>1 met/VBD/root Tomas/NNP/obj>3 Brenn/NNP/flat>4"
FILLER = "Rain/NN/nsubj>2 fell/VBD/root"


def test_gender(read: Read) -> None:
    seen = read(
        SARR_MET_BRENN,
        "He/PRP/nsubj>2 left/VBD/root",
        "She/PRP/nsubj>2 stayed/VBD/root",
    )
    assert (seen.actor("He"), seen.actor("She")) == ("tomas-brenn", "ada-sarr")


def test_subject_of_the_sentence_before(read: Read) -> None:
    assert read(DORN_MET_BRENN, "He/PRP/nsubj>2 left/VBD/root").actor("He") == "ilya-dorn"


def test_two_sentences_back_and_no_further(read: Read) -> None:
    he = "She/PRP/nsubj>2 left/VBD/root"
    assert read(SARR, FILLER, he).actor("She") == "ada-sarr"
    far = read(SARR, FILLER, FILLER, he).one("She")
    assert (far.party.actor, far.party.named, far.antecedent) == (None, False, None)


def test_not_across_the_headline(read: Read) -> None:
    seen = read(
        "Ada/NNP/nsubj>3 Sarr/NNP/flat>1 leaves/VBZ/root <par>/_SP/dep>3",
        "She/PRP/nsubj>2 left/VBD/root _././punct>2",
    )
    assert seen.one("She").party.actor is None


def test_object_is_not_the_subject_of_its_verb(read: Read) -> None:
    seen = read(
        DORN_MET_BRENN,
        "Dorn/NNP/nsubj>2 praised/VBD/root him/PRP/obj>2",
    )
    assert seen.actor("him") == "tomas-brenn"


def test_possessive_is_the_subjects(read: Read) -> None:
    seen = read(
        "Dorn/NNP/nsubj>2 voiced/VBD/root his/PRP$/nmod:poss>4 regret/NN/obj>2 for/IN/case>6 "
        "Brenn/NNP/obl>2",
        "Tomas/NNP/nsubj>3 Brenn/NNP/flat>1 left/VBD/root",
    )
    assert seen.actor("his") == "ilya-dorn"


def test_praised_for_his_means_the_praised_one(read: Read) -> None:
    seen = read(
        "Ilya/NNP/nsubj>3 Dorn/NNP/flat>1 praised/VBD/root Tomas/NNP/obj>3 Brenn/NNP/flat>4 "
        "for/IN/case>8 his/PRP$/nmod:poss>8 calm/NN/obl>3"
    )
    assert seen.actor("his") == "tomas-brenn"


def test_same_pronoun_in_one_sentence_means_the_same(read: Read) -> None:
    seen = read(
        "Ilya/NNP/nsubj>3 Dorn/NNP/flat>1 praised/VBD/root Tomas/NNP/obj>3 Brenn/NNP/flat>4 "
        "for/IN/case>8 his/PRP$/nmod:poss>8 calm/NN/obl>3 after/SC/mark>12 the/DT/det>11 "
        "shooter/NN/nsubj>12 hit/VBD/advcl>3 him/PRP/obj>12"
    )
    assert (seen.actor("his"), seen.actor("him")) == ("tomas-brenn", "tomas-brenn")


def test_speaker_is_not_he_inside_the_quotation(read: Read) -> None:
    seen = read(
        DORN_MET_BRENN,
        "“/``/punct>4 He/PRP/nsubj>4 must/MD/aux>4 go/VB/ccomp>7 _”/''/punct>4 Dorn/NNP/nsubj>7 "
        "said/VBD/root",
    )
    assert seen.actor("He") == "tomas-brenn"


def test_name_after_a_fronted_phrase(read: Read) -> None:
    seen = read(
        "In/IN/case>3 her/PRP$/nmod:poss>3 speech/NN/obl>7 _,/,/punct>3 Ada/NNP/nsubj>7 "
        "Sarr/NNP/flat>5 agreed/VBD/root"
    )
    assert seen.actor("her") == "ada-sarr"


def test_it_is_the_last_state_or_body_not_a_person(read: Read) -> None:
    seen = read(
        "Tarsia/NNP/nsubj>2 warned/VBD/root Ada/NNP/obj>2 Sarr/NNP/flat>3",
        "It/PRP/nsubj>2 left/VBD/root its/PRP$/nmod:poss>4 post/NN/obj>2",
    )
    assert (seen.actor("It"), seen.actor("its")) == ("tar", "tar")


def test_it_after_a_thing_is_no_party(read: Read) -> None:
    seen = read(
        "The/DT/det>2 plan/NN/nsubj>3 helped/VBD/root Tarsia/NNP/obj>3",
        "It/PRP/nsubj>2 failed/VBD/root",
    )
    assert seen.one("It").party.actor is None


def test_empty_it_is_no_mention(read: Read) -> None:
    seen = read(
        "Tarsia/NNP/nsubj>2 left/VBD/root",
        "It/PRP/expl>3 is/AUX/cop>3 clear/JJ/root that/SC/mark>6 rain/NN/nsubj>6 fell/VBD/csubj>3",
    )
    assert not seen.all("It")


def test_possessor_beside_its_partner(read: Read) -> None:
    seen = read(
        "Tarsia/NNP/nsubj>5 and/CC/cc>4 its/PRP$/nmod:poss>4 allies/NNS/conj>1 met/VBD/root"
    )
    assert seen.actor("its") == "tar"


def test_they_are_the_plural_or_the_pair(read: Read) -> None:
    forces = read(
        "Tarsian/JJ/amod>2 forces/NNS/nsubj>3 met/VBD/root Ada/NNP/obj>3 Sarr/NNP/flat>4",
        "They/PRP/nsubj>2 left/VBD/root",
    )
    assert forces.one("They").party.name == "Tarsian forces"
    pair = read(
        "Tarsia/NNP/nsubj>4 and/CC/cc>3 Velmora/NNP/conj>1 met/VBD/root",
        "They/PRP/nsubj>2 left/VBD/root their/PRP$/nmod:poss>4 posts/NNS/obj>2",
    )
    they = pair.one("They")
    assert [pair.mentions[i].party.actor for i in they.parts] == ["tar", "vel"]
    assert pair.one("their").parts == they.parts


@pytest.mark.parametrize("word", ["We", "I", "You"])
def test_speakers_pronouns_are_left_to_the_caller(read: Read, word: str) -> None:
    mention = read(SARR, f"{word}/PRP/nsubj>2 agree/VBP/root").one(word)
    assert (mention.kind, mention.antecedent, mention.party.named) == ("pronoun", None, False)


def test_relative_pronoun(read: Read) -> None:
    seen = read(
        "Tarsian/JJ/amod>2 forces/NNS/nsubj>5 who/WP/nsubj>4 fled/VBD/acl:relcl>2 died/VBD/root"
    )
    assert seen.one("who").antecedent == 0
    assert seen.texts() == ["Tarsian forces", "who"]


def test_she_tells_the_gender_of_an_unknown(read: Read) -> None:
    seen = read(
        "General/NNP/nmod:desc>2 Rua/NNP/nsubj>4 Temm/NNP/flat>2 met/VBD/root Dorn/NNP/obj>4",
        "She/PRP/nsubj>2 left/VBD/root",
        "He/PRP/nsubj>2 stayed/VBD/root",
        ents=((1, 3, "Person"),),
    )
    assert seen.one("She").party.name == "Rua Temm"
    assert seen.actor("He") == "ilya-dorn"


def test_two_who_act_do_not_act_upon_themselves(read: Read) -> None:
    seen = read(
        "Tarsia/NNP/nsubj>4 and/CC/cc>3 Velmora/NNP/conj>1 met/VBD/root",
        "They/PRP/nsubj>2 left/VBD/root them/PRP/obj>2",
    )
    assert len(seen.one("They").parts) == 2
    assert seen.one("them").parts == ()


def test_the_body_in_the_name_of_a_paper_is_not_what_it_means(read: Read) -> None:
    seen = read(
        "Tarsia/NNP/nsubj>2 defied/VBD/root Northern/NNP/compound>4 Accord/NNP/compound>5 "
        "Resolution/NNP/obj>2 and/CC/cc>9 its/PRP$/nmod:poss>9 own/JJ/amod>9 word/NN/conj>5"
    )
    assert seen.actor("its") != "nac"


def test_they_are_the_many_rather_than_the_body_that_acts(read: Read) -> None:
    seen = read(
        "The/DT/det>3 Northern/NNP/compound>3 Accord/NNP/nsubj>4 warned/VBD/root the/DT/det>6 "
        "rebels/NNS/obj>4",
        "They/PRP/nsubj>2 left/VBD/root",
    )
    they = seen.one("They")
    assert they.antecedent is not None
    assert seen.text(seen.mentions[they.antecedent]) == "the rebels"
