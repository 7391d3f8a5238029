"""Names, titles, surnames: who is meant, and who is never forced onto somebody known."""

from __future__ import annotations

from actor_sentences import Read

SARR = "Velmoran/JJ/amod>2 President/NNP/nmod:desc>3 Ada/NNP/nsubj>5 Sarr/NNP/flat>3 spoke/VBD/root"


def test_title_and_name_make_one_mention(read: Read) -> None:
    seen = read(SARR)
    assert seen.texts() == ["Velmoran President Ada Sarr"]
    mention = seen.mentions[0]
    assert (mention.kind, mention.head) == ("title+name", 2)
    party = mention.party
    assert (party.name, party.actor, party.for_actor) == ("Ada Sarr", "ada-sarr", "vel")
    assert (party.code, party.sectors, party.named) == ("XVE", ["GOV"], True)


def test_organisation_before_a_title_is_for_whom_the_person_speaks(read: Read) -> None:
    seen = read(
        "NACC/NNP/compound>2 Secretary-General/NNP/nmod:desc>3 Mara/NNP/nsubj>5 Lund/NNP/flat>3 "
        "left/VBD/root"
    )
    assert seen.texts() == ["NACC Secretary-General Mara Lund"]
    assert seen.mentions[0].party.for_actor == "nac"


def test_title_before_a_name_that_the_parser_has_not_tied(read: Read) -> None:
    seen = read(
        "NACC/NNP/nsubj>5 Secretary-General/NNP/nmod:desc>3 Mara/NNP/nsubj>5 Lund/NNP/flat>3 "
        "left/VBD/root"
    )
    assert seen.texts() == ["NACC Secretary-General Mara Lund"]


def test_surname_after_the_full_name(read: Read) -> None:
    seen = read(SARR, "Sarr/NNP/nsubj>2 left/VBD/root")
    later = seen.one("Sarr")
    assert (later.kind, later.party.actor, later.antecedent) == ("surname", "ada-sarr", 0)


def test_surname_before_the_full_name_of_a_headline(read: Read) -> None:
    assert (
        read(
            "Brenn/NNP/nsubj>2 leaves/VBZ/root", "Tomas/NNP/nsubj>3 Brenn/NNP/flat>1 left/VBD/root"
        ).actor("Brenn")
        == "tomas-brenn"
    )


def test_surname_with_its_title(read: Read) -> None:
    seen = read("President/NNP/nmod:desc>2 Sarr/NNP/nsubj>3 left/VBD/root")
    assert seen.actor("President Sarr") == "ada-sarr"


def test_title_of_another_office_does_not_fit(read: Read) -> None:
    seen = read(
        "Tarsian/JJ/amod>2 President/NNP/nmod:desc>3 Brenn/NNP/nsubj>4 left/VBD/root",
    )
    party = seen.mentions[0].party
    assert (party.actor, party.name, party.for_actor) == (None, "Brenn", "tar")


def test_common_surname_alone_names_nobody_known(read: Read) -> None:
    party = read("King/NNP/nsubj>2 left/VBD/root").one("King").party
    assert (party.name, party.actor, party.code) == ("King", None, None)


def test_surname_alone_when_the_registry_lists_it(read: Read) -> None:
    assert read("Dorn/NNP/nsubj>2 left/VBD/root").actor("Dorn") == "ilya-dorn"
    assert read("Dorn/NNP/nsubj>2 left/VBD/root", on="2001-01-01").actor("Dorn") is None


def test_another_person_of_the_same_surname_is_not_forced(read: Read) -> None:
    seen = read(
        "Pavel/NNP/nsubj>3 Dorn/NNP/flat>1 left/VBD/root",
        "Dorn/NNP/nsubj>2 spoke/VBD/root",
    )
    assert seen.one("Pavel Dorn").party.actor is None
    assert seen.one("Dorn").party.name == "Pavel Dorn"
    assert seen.one("Dorn").party.actor is None


def test_two_of_one_surname_are_told_apart_by_first_name_and_date(read: Read) -> None:
    sentence = "President/NNP/nmod:desc>2 Vesk/NNP/nsubj>3 left/VBD/root"
    ana = read("Ana/NNP/nsubj>3 Vesk/NNP/flat>1 left/VBD/root", "Vesk/NNP/nsubj>2 spoke/VBD/root")
    assert (ana.actor("Ana Vesk"), ana.actor("Vesk")) == ("ana-vesk", "ana-vesk")
    assert read("Vesk/NNP/nsubj>2 left/VBD/root", on="2005-01-01").actor("Vesk") == "ana-vesk"
    assert read("Vesk/NNP/nsubj>2 left/VBD/root", on="2013-01-01").actor("Vesk") == "karl-vesk"
    assert read(sentence, on=None).mentions[0].party.actor is None


def test_both_of_one_surname_in_a_report_leave_it_open(read: Read) -> None:
    seen = read(
        "Ana/NNP/nsubj>6 Vesk/NNP/flat>1 and/CC/cc>4 Karl/NNP/conj>1 Vesk/NNP/flat>4 met/VBD/root",
        "Vesk/NNP/nsubj>2 left/VBD/root",
        on=None,
    )
    party = seen.one("Vesk").party
    assert (party.name, party.actor, party.code) == ("Vesk", None, None)


def test_honorific_tells_the_gender(read: Read) -> None:
    seen = read(
        "Ana/NNP/nsubj>6 Vesk/NNP/flat>1 and/CC/cc>4 Karl/NNP/conj>1 Vesk/NNP/flat>4 met/VBD/root",
        "Mr/NNP/nmod:desc>2 Vesk/NNP/nsubj>3 left/VBD/root",
        on=None,
    )
    assert seen.actor("Mr Vesk") == "karl-vesk"


def test_middle_initial(read: Read) -> None:
    seen = read("Tomas/NNP/nsubj>4 J./NNP/flat>1 Brenn/NNP/flat>1 left/VBD/root")
    assert seen.actor("Tomas J. Brenn") == "tomas-brenn"


def test_junior_is_somebody_else(read: Read) -> None:
    seen = read("Tomas/NNP/nsubj>4 Brenn/NNP/flat>1 Jr./NNP/flat>1 left/VBD/root")
    assert seen.mentions[0].party.actor is None


def test_role_by_date(read: Read) -> None:
    sentence = "Ada/NNP/nsubj>3 Sarr/NNP/flat>1 spoke/VBD/root"
    assert read(sentence, on="2019-05-01").mentions[0].party.for_actor == "vel"
    later = read(sentence, on="2024-05-01").mentions[0].party
    assert (later.for_actor, later.code, later.sectors) == (None, "XVE", [])


def test_without_a_date_the_stated_role_wins(read: Read, small: object) -> None:
    seen = read(
        "Former/JJ/amod>3 Prime/NNP/compound>3 Minister/NNP/nmod:desc>4 Ada/NNP/nsubj>6 "
        "Sarr/NNP/flat>4 left/VBD/root",
        on=None,
    )
    assert seen.mentions[0].party.for_actor is None
    assert (
        read("Ada/NNP/nsubj>3 Sarr/NNP/flat>1 left/VBD/root", on=None).mentions[0].party.for_actor
        == "vel"
    )


def test_unknown_person_with_an_apposition(read: Read) -> None:
    seen = read(
        "Omar/NNP/nsubj>8 Haddad/NNP/flat>1 _,/,/punct>4 leader/NN/appos>1 of/IN/case>7 "
        "the/DT/det>7 Verdan/NNP/nmod>4 said/VBD/root"
    )
    assert seen.texts() == ["Omar Haddad", "the Verdan"]
    party = seen.mentions[0].party
    assert (party.name, party.actor, party.for_actor) == ("Omar Haddad", None, "Verdan")


def test_unknown_spokeswoman_keeps_her_name_and_is_she(read: Read) -> None:
    seen = read(
        "Amina/NNP/nsubj>10 Dorval/NNP/flat>1 _,/,/punct>5 a/DT/det>5 spokeswoman/NN/appos>1 "
        "for/IN/case>9 the/DT/det>9 Verdan/NNP/compound>9 Front/NNP/nmod>5 spoke/VBD/root",
        "Dorval/NNP/nsubj>2 said/VBD/root she/PRP/nsubj>4 agreed/VBD/ccomp>2",
    )
    assert seen.one("Dorval").party.name == "Amina Dorval"
    assert seen.one("she").party.name == "Amina Dorval"
    assert seen.one("Amina Dorval").party.for_actor == "Verdan Front"
    assert all(mention.party.actor is None for mention in seen.mentions)


def test_role_with_the_name_in_apposition_hangs_on_the_role(read: Read) -> None:
    seen = read(
        "The/DT/det>3 Velmoran/JJ/amod>3 president/NN/nsubj>8 _,/,/punct>5 Ada/NNP/appos>3 "
        "Sarr/NNP/flat>5 _,/,/punct>5 said/VBD/root"
    )
    assert seen.texts() == ["The Velmoran president, Ada Sarr"]
    assert (seen.mentions[0].head, seen.mentions[0].party.actor) == (2, "ada-sarr")


def test_title_as_head_of_the_name(read: Read) -> None:
    seen = read("President/NNP/nsubj>4 Ada/NNP/flat>1 Sarr/NNP/flat>1 left/VBD/root")
    assert seen.texts() == ["President Ada Sarr"]
    assert (seen.mentions[0].head, seen.actor("President Ada Sarr")) == (0, "ada-sarr")


def test_conjuncts_stay_separate(read: Read) -> None:
    seen = read("Velmora/NNP/nsubj>4 and/CC/cc>3 Tarsia/NNP/conj>1 met/VBD/root")
    assert seen.texts() == ["Velmora", "Tarsia"]


def test_case_tells_names_from_words(read: Read) -> None:
    assert read("VM/NNP/compound>2 jets/NNS/nsubj>3 left/VBD/root").actor("VM") == "vel"
    assert read("He/PRP/nsubj>2 saw/VBD/root vm/NN/obj>2").texts() == ["He"]
    assert read("V.M./NNP/compound>2 jets/NNS/nsubj>3 left/VBD/root").actor("V.M.") == "vel"


def test_form_of_a_state_that_ended_does_not_stand_in_the_way(read: Read) -> None:
    assert read("Tarsian/JJ/amod>2 jets/NNS/nsubj>3 left/VBD/root").actor("Tarsian") == "tar"
    assert (
        read("Tarsian/JJ/amod>2 jets/NNS/nsubj>3 left/VBD/root", on=None).actor("Tarsian") == "tar"
    )


def test_ambiguous_metonym_needs_the_report_to_make_it_plain(read: Read) -> None:
    sentence = "Meren/NNP/nsubj>2 warned/VBD/root Tarsia/NNP/obj>2"
    alone = read(sentence).one("Meren").party
    assert (alone.actor, alone.code, alone.name) == (None, None, "Meren")
    both = read("HCO/NNP/compound>2 envoys/NNS/nsubj>3 left/VBD/root", sentence)
    assert both.actor("Meren") == "hco"


def test_a_state_inside_a_persons_name_is_no_state(read: Read) -> None:
    seen = read("Tarsia/NNP/nsubj>3 Lowe/NNP/flat>1 left/VBD/root", ents=((0, 2, "Person"),))
    assert [mention.party.actor for mention in seen.mentions] == [None]
    assert seen.texts() == ["Tarsia Lowe"]


def test_longer_name_of_an_unknown_body(read: Read) -> None:
    seen = read(
        "The/DT/det>4 Velmoran/JJ/amod>4 Central/NNP/compound>4 Bank/NNP/nsubj>5 left/VBD/root",
        ents=((1, 4, "Organisation"),),
    )
    party = seen.mentions[0].party
    assert (party.name, party.actor, party.code) == ("Velmoran Central Bank", None, "XVE")


def test_short_form_that_the_report_introduces(read: Read) -> None:
    seen = read(
        "Verdan/NNP/compound>2 Front/NNP/nsubj>6 _(/-LRB-/punct>4 VF/NNP/appos>2 _)/-RRB-/punct>4 "
        "left/VBD/root",
        "VF/NNP/nsubj>2 spoke/VBD/root",
    )
    assert seen.one("VF").party.name == "Verdan Front"


def test_bare_rank_before_a_surname_fits_the_office_that_holds_the_word(read: Read) -> None:
    seen = read("Secretary/NNP/compound>2 Brenn/NNP/nsubj>3 left/VBD/root")
    assert [mention.party.actor for mention in seen.mentions] == [None]
    seen = read("Secretary/NNP/compound>2 Lund/NNP/nsubj>3 left/VBD/root")
    assert seen.mentions[-1].party.actor == "mara-lund"


def test_title_that_the_parser_left_beside_its_name(read: Read) -> None:
    seen = read("Minister/NNP/dep>3 Qua/NNP/nsubj>3 left/VBD/root", ents=((1, 2, "Person"),))
    assert seen.texts() == ["Minister Qua"]


def test_role_that_holds_a_bodys_name(read: Read) -> None:
    seen = read(
        "A/DT/det>4 Foreign/NNP/compound>4 Bureau/NNP/compound>4 spokesman/NN/nsubj>5 left/VBD/root"
    )
    party = seen.mentions[0].party
    assert (party.name, party.for_actor, party.named) == ("Foreign Bureau spokesman", "vel", False)


def test_part_of_a_full_name(read: Read) -> None:
    seen = read(
        "Pavel/NNP/nsubj>4 Temm/NNP/flat>1 al-Sarni/NNP/flat>1 left/VBD/root",
        "Pavel/NNP/nsubj>3 Temm/NNP/flat>1 left/VBD/root",
        ents=((0, 3, "Person"), (4, 6, "Person")),
    )
    assert seen.one("Pavel Temm").party.name == "Pavel Temm al-Sarni"


def test_headline_words_are_no_names(read: Read) -> None:
    headline = "Border/NNP/compound>2 Strikes/NNP/nsubj>3 Continue/NNP/root <par>/_SP/dep>3"
    assert not read(headline).mentions


def test_second_person_whom_the_parser_hung_on_the_first(read: Read) -> None:
    seen = read(
        "Ada/NNP/nsubj>3 Sarr/NNP/flat>1 told/VBD/root Tarsian/JJ/amod>5 President/NNP/nmod:desc>1 "
        "Ilya/NNP/appos>5 Dorn/NNP/flat>6",
        "Ada/NNP/nsubj>3 Sarr/NNP/flat>1 told/VBD/root Tarsian/JJ/amod>5 President/NNP/nmod:desc>1 "
        "Ilya/NNP/nmod:desc>1 Dorn/NNP/flat>6",
    )
    assert [m.party.actor for m in seen.mentions].count("ilya-dorn") == 2
