"""The predicate lexicon: properties of the table, each constraint, each type and mode, counters."""

from __future__ import annotations

import time

import pytest
from handmade import clause, nominal, tree
from spacy.tokens import Doc

from tracktwo.coding.codebook import CONTEXTS, EVENT_TYPES
from tracktwo.coding.entries import SPECIAL_TYPES, expand_roles
from tracktwo.coding.lexicon import Frame, Lexicon, load_lexicon
from tracktwo.errors import LexiconError

LEXICON = load_lexicon()
CLASSES = 'weapon = "bomb rifle"\narms = "@weapon tank"\n'


def frame(doc: Doc, lemma: str) -> Frame | None:
    """What the lexicon says of the first token with this lemma."""
    return LEXICON.match(next(t for t in doc if t.lemma_ == lemma))


def small(line: str) -> Lexicon:
    """A lexicon of one line: ``lemmas pos frame type mode actor recipient``, parted by ``|``."""
    return Lexicon("\t".join(line.split("|")), CLASSES, "")


# What holds for the whole table


def test_table_reads_and_is_large() -> None:
    events = [e for e in LEXICON.entries if e.type in EVENT_TYPES]
    counters = [e for e in LEXICON.entries if e.type == "NONE" and e.constraints]
    assert len(events) >= 900
    assert len(counters) >= 150


@pytest.mark.parametrize("kind", EVENT_TYPES.values(), ids=lambda t: t.name)
def test_every_type_and_mode_has_entries(kind: object) -> None:
    modes = {e.mode for e in LEXICON.entries if e.type == kind.name}  # type: ignore[attr-defined]
    assert modes >= set(kind.modes)  # type: ignore[attr-defined]


def test_every_event_entry_says_who_acts_or_is_violence_without_author() -> None:
    for entry in LEXICON.entries:
        if entry.type in EVENT_TYPES and not entry.actor:
            assert entry.recipients or entry.constraints, entry.name
        assert entry.actor != "each", entry.name


def test_no_two_entries_have_the_same_word_and_frame() -> None:
    seen: dict[tuple[str, str, frozenset[str]], str] = {}
    for entry in LEXICON.entries:
        key = (entry.lemma, entry.pos, frozenset(c.text for c in entry.constraints))
        assert key not in seen, (entry.name, seen[key])
        seen[key] = entry.name


def test_matches_come_narrowest_first_and_match_is_the_first() -> None:
    token = clause("withdraw", subj="army", obj="troops", from_="village")[1]
    found = LEXICON.matches(token)
    assert len(found) > 1
    assert [f.specificity for f in found] == sorted((f.specificity for f in found), reverse=True)
    assert LEXICON.match(token) == found[0]


def test_alternatives_are_other_types_of_the_word() -> None:
    found = frame(clause("withdraw", subj="army", from_="village"), "withdraw")
    assert found is not None
    assert found.type == "RETREAT"
    assert {"SANCTION", "REJECT"} <= set(found.alternatives)
    assert not set(found.alternatives) & {found.type, *SPECIAL_TYPES}


def test_words_of_other_classes_and_unknown_words_have_no_frame() -> None:
    doc = tree("The/the/DET/det/2 attack/attack/PROPN/nsubj/3 zigzags/zigzag/VERB/root/3")
    assert [LEXICON.match(t) for t in doc] == [None, None, None]


def test_capitals_do_not_hide_a_word() -> None:
    doc = tree("Rebels/rebel/NOUN/nsubj/2 SHELL/SHELL/VERB/root/2 town/town/NOUN/obj/2")
    found = LEXICON.match(doc[1])
    assert found is not None
    assert (found.type, found.mode) == ("ASSAULT", "heavy-weapons")


def test_loading_is_quick_and_words_without_entry_cost_little() -> None:
    # Generous, since this is no benchmark: it fails when the cost changes its order.
    start = time.process_time()
    load_lexicon.__wrapped__()
    assert time.process_time() - start < 0.5
    tokens = list(clause("meander", subj="river", obj="plain")) * 5000
    start = time.process_time()
    for token in tokens:
        LEXICON.match(token)
    assert len(tokens) / (time.process_time() - start) > 50_000


def test_version_changes_with_any_table() -> None:
    one = Lexicon("", CLASSES, "war\tmilitary")
    assert one.version == Lexicon("", CLASSES, "war\tmilitary").version
    assert one.version != Lexicon("", CLASSES, "army\tmilitary").version


# Errors name file and line


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("go|VERB||ASSALT||subj|obj", 'predicates.tsv:1: unknown type "ASSALT"'),
        ("go|VERB||ASSAULT|bang|subj|obj", 'ASSAULT has no mode "bang"'),
        ("go|VERB||CUE|shouts|subj|", 'CUE needs a cue kind as its mode, not "shouts"'),
        ("go|VERB||NONE|beat||", "NONE has no modes"),
        ("go|ADV||NONE|||", 'unknown part of speech "ADV"'),
        ("go|VERB|object|AGREE||subj|obj", 'unknown constraint "object"; choices: advmod'),
        ("go|VERB|obj=@wepon|AGREE||subj|obj", 'unknown class "@wepon"'),
        ("go|VERB|prep|AGREE||subj|obj", '"prep": prep needs words after ":"'),
        ("go|VERB|obj:to|AGREE||subj|obj", '"obj:to": obj takes no words'),
        ("go|VERB|near|AGREE||subj|obj", '"near": near needs "="'),
        ("go|VERB|pass=x|AGREE||subj|obj", '"pass=x": pass takes no "="'),
        ("go|VERB|obj=|AGREE||subj|obj", 'nothing after "="'),
        ("go|VERB||AGREE||subj|target", 'unknown role "target"'),
        ("go|VERB||AGREE||subj obj|obj", 'at most one actor role, not "subj obj"'),
    ],
)
def test_a_wrong_line_is_named(line: str, message: str) -> None:
    with pytest.raises(LexiconError) as error:
        _ = small(line).entries
    assert message in str(error.value)


def test_wrong_tables_are_named() -> None:
    with pytest.raises(LexiconError, match=r"predicates\.tsv:1: 2 columns, not 7 or 8"):
        Lexicon("go\tVERB", CLASSES, "")
    with pytest.raises(LexiconError, match=r'contexts\.tsv:1: unknown context "wars"'):
        Lexicon("", CLASSES, "army\twars")
    with pytest.raises(LexiconError, match=r'class "[ab]" is unknown or takes in itself'):
        Lexicon("", 'a = "@b"\nb = "@a"', "")


def test_classes_take_in_classes_and_nouns_that_tell_acts() -> None:
    lexicon = small("raid,foray|NOUN||ASSAULT||subj|prep:on")
    assert lexicon.classes["arms"] == {"bomb", "rifle", "tank"}
    assert lexicon.classes["event"] == {"raid", "foray"}


def test_roles_expand_to_whose() -> None:
    assert expand_roles("obj+ prep:on each") == (
        "obj",
        "obj.poss",
        "obj.by",
        "obj.adj",
        "obj.of",
        "prep:on",
        "each",
    )


# Each kind of constraint: one tree that has what is asked, one that has not


CONSTRAINTS = [
    ("prt:off", clause("go", prt="off"), clause("go", prt="on")),
    ("obj", clause("go", obj="town"), clause("go")),
    ("obj", clause("go", subj="town", passive=True), clause("go", subj="town")),
    ("obj=@weapon", clause("go", obj="bomb"), clause("go", obj="town")),
    ("obj=@weapon", clause("go", obj="bomb_ factory"), clause("go", obj="toy_ factory")),
    ("obj==@weapon", clause("go", obj="bomb"), clause("go", obj="bomb_ factory")),
    ("obj=@arms,ship", clause("go", obj="ship"), clause("go", obj="boat")),
    ("obj=@name", clause("go", obj="Norland"), clause("go", obj="town")),
    ("noobj", clause("go"), clause("go", obj="town")),
    ("iobj", clause("go", iobj="Norland", obj="money"), clause("go", obj="money")),
    ("subj=bomber", clause("go", subj="bomber"), clause("go", obj="bomber")),
    ("prep:for", clause("go", for_="peace"), clause("go", to="peace")),
    ("prep:for,to=peace", clause("go", to="peace"), clause("go", to="market")),
    ("xcomp", clause("go", xcomp="leave"), clause("go")),
    ("xcomp=leave", clause("go", xcomp="leave"), clause("go", xcomp="stay")),
    ("xcomp=town", clause("go", xcomp="leave town"), clause("go", xcomp="leave village")),
    ("ccomp", clause("go", ccomp="leave"), clause("go", xcomp="leave")),
    ("ccomp=leave", clause("go", ccomp="leave"), clause("go", ccomp="stay")),
    ("pass", clause("go", passive=True), clause("go")),
    ("neg", clause("go", negated=True), clause("go")),
    ("near=bomb", clause("go", subj="bomb"), clause("go", subj="town")),
    ("!obj", clause("go"), clause("go", obj="town")),
    ("!prep:for=peace", clause("go", for_="war"), clause("go", for_="peace")),
]


@pytest.mark.parametrize(("text", "has", "lacks"), CONSTRAINTS, ids=[c[0] for c in CONSTRAINTS])
def test_constraint_of_a_verb(text: str, has: Doc, lacks: Doc) -> None:
    lexicon = small(f"go|VERB|{text}|AGREE||subj|obj")
    assert lexicon.match(next(t for t in has if t.lemma_ == "go")) is not None
    assert lexicon.match(next(t for t in lacks if t.lemma_ == "go")) is None


NOMINAL = [
    ("amod=air", nominal("raid", before="air"), nominal("raid", before="night")),
    ("compound=@weapon", nominal("raid", before="bomb_"), nominal("raid", before="night_")),
    ("prep:of=peace", nominal("raid", of="peace"), nominal("raid", of="war")),
    ("case:on", nominal("raid", case="on"), nominal("raid")),
    ("head=call", nominal("raid", governor="call"), nominal("raid", governor="stop")),
    ("plur", nominal("raid+s"), nominal("raid")),
    ("poss", nominal("raid", before="Norland's"), nominal("raid")),
    ("poss=Norland", nominal("raid", before="Norland's"), nominal("raid", before="Sudmark's")),
]


@pytest.mark.parametrize(("text", "has", "lacks"), NOMINAL, ids=[c[0] for c in NOMINAL])
def test_constraint_of_a_noun(text: str, has: Doc, lacks: Doc) -> None:
    lexicon = small(f"raid|NOUN|{text.lower()}|AGREE||subj|obj")
    assert lexicon.match(next(t for t in has if t.lemma_ == "raid")) is not None
    assert lexicon.match(next(t for t in lacks if t.lemma_ == "raid")) is None


def test_constraint_advmod() -> None:
    lexicon = small("go|VERB|advmod:jointly|AGREE||subj|obj")
    doc = tree("They/they/PRON/nsubj/2 go/go/VERB/root/2 jointly/jointly/ADV/advmod/2")
    assert lexicon.match(doc[1]) is not None
    assert lexicon.match(clause("go")[1]) is None


def test_prepositions_of_several_words() -> None:
    lexicon = small("go|VERB|prep:out_of=town|AGREE||subj|obj")
    doc = tree(
        "They/they/PRON/nsubj/2 go/go/VERB/root/2 out/out/ADP/case/5 of/of/ADP/case/5 "
        "town/town/NOUN/obl/2"
    )
    assert lexicon.match(doc[1]) is not None


def test_what_a_word_of_quantity_counts_is_the_filler() -> None:
    doc = tree(
        "They/they/PRON/nsubj/2 go/go/VERB/root/2 dozens/dozen/NOUN/obj/2 of/of/ADP/case/5 "
        "rifles/rifle/NOUN/nmod/3"
    )
    assert small("go|VERB|obj=@weapon|AGREE||subj|obj").match(doc[1]) is not None


def test_a_conjunct_of_the_filler_counts() -> None:
    doc = tree(
        "They/they/PRON/nsubj/2 go/go/VERB/root/2 food/food/NOUN/obj/2 and/and/CCONJ/cc/5 "
        "rifles/rifle/NOUN/conj/3"
    )
    assert small("go|VERB|obj=@weapon|AGREE||subj|obj").match(doc[1]) is not None


LOGICAL_OBJECTS = {
    "relative pronoun": "bombs/bomb/NOUN/root/1 that/that/PRON/obj/4 they/they/PRON/nsubj/4 "
    "go/go/VERB/acl:relcl/1",
    "reduced relative": "bombs/bomb/NOUN/root/1 they/they/PRON/nsubj/3 go/go/VERB/acl:relcl/1",
    "participle": "bombs/bomb/NOUN/root/1 gone/go/VERB/acl/1/Tense=Past|VerbForm=Part",
    "attribute": "gone/go/VERB/amod/2/Tense=Past|VerbForm=Part bombs/bomb/NOUN/root/2",
    "first of two verbs": "They/they/PRON/nsubj/2 buy/buy/VERB/root/2 and/and/CCONJ/cc/4 "
    "go/go/VERB/conj/2 bombs/bomb/NOUN/obj/2",
    "passive conjunct": "Bombs/bomb/NOUN/nsubj:pass/3 were/be/AUX/aux:pass/3 "
    "bought/buy/VERB/root/3 and/and/CCONJ/cc/5 gone/go/VERB/conj/3/Tense=Past|VerbForm=Part",
    "raised passive": "Bombs/bomb/NOUN/nsubj/2 seem/seem/VERB/root/2 to/to/PART/mark/5 "
    "be/be/AUX/aux:pass/5 gone/go/VERB/xcomp/2/Tense=Past|VerbForm=Part",
}


@pytest.mark.parametrize("text", LOGICAL_OBJECTS.values(), ids=LOGICAL_OBJECTS)
def test_the_object_is_found_where_grammar_hides_it(text: str) -> None:
    doc = tree(text)
    lexicon = small("go|VERB|obj=@weapon|AGREE||subj|obj")
    assert lexicon.match(next(t for t in doc if t.lemma_ == "go")) is not None


def test_the_antecedent_of_an_adverb_is_no_object() -> None:
    doc = tree(
        "bomb/bomb/NOUN/root/1 where/where/ADV/advmod/4 they/they/PRON/nsubj/4 "
        "go/go/VERB/acl:relcl/1"
    )
    assert small("go|VERB|obj|AGREE||subj|obj").match(doc[3]) is None


LOGICAL_SUBJECTS = {
    "passive agent": "It/it/PRON/nsubj:pass/3 is/be/AUX/aux:pass/3 gone/go/VERB/root/3 "
    "by/by/ADP/case/5 rebels/rebel/NOUN/obl:agent/3",
    "relative pronoun": "rebels/rebel/NOUN/root/1 who/who/PRON/nsubj/3 go/go/VERB/acl:relcl/1",
    "subject control": "Rebels/rebel/NOUN/nsubj/2 want/want/VERB/root/2 to/to/PART/mark/4 "
    "go/go/VERB/xcomp/2",
    "object control": "They/they/PRON/nsubj/2 ask/ask/VERB/root/2 rebels/rebel/NOUN/obj/2 "
    "to/to/PART/mark/5 go/go/VERB/xcomp/2",
    "second of two verbs": "Rebels/rebel/NOUN/nsubj/2 come/come/VERB/root/2 and/and/CCONJ/cc/4 "
    "go/go/VERB/conj/2",
}


@pytest.mark.parametrize("text", LOGICAL_SUBJECTS.values(), ids=LOGICAL_SUBJECTS)
def test_the_subject_is_found_where_grammar_hides_it(text: str) -> None:
    doc = tree(text)
    lexicon = small("go|VERB|subj=rebel|AGREE||subj|obj")
    assert lexicon.match(next(t for t in doc if t.lemma_ == "go")) is not None


# Which entry wins


def test_the_narrowest_frame_wins_then_none_then_the_shorter_list() -> None:
    lines = [
        "go|VERB||AGREE||subj|obj",
        "go|VERB|obj=@arms|CONSULT||subj|obj",
        "go|VERB|obj=rifle,bomb|SUPPORT||subj|obj",
        "go|VERB|obj=bomb|NONE|||",
    ]
    lexicon = Lexicon("\n".join("\t".join(x.split("|")) for x in lines), CLASSES, "")
    kinds = {
        obj: lexicon.match(clause("go", obj=obj)[1]) for obj in ("town", "tank", "rifle", "bomb")
    }
    assert {k: f and f.type for k, f in kinds.items()} == {
        "town": "AGREE",
        "tank": "CONSULT",
        "rifle": "SUPPORT",
        "bomb": "NONE",
    }


def test_a_named_filler_is_absorbed_and_a_light_verb_absorbs_nothing() -> None:
    lifted = frame(clause("lift", obj="sanction"), "lift")
    launched = frame(clause("launch", obj="assault"), "launch")
    assert lifted is not None
    assert launched is not None
    assert (lifted.type, lifted.absorbs) == ("RETREAT", ("obj",))
    assert (launched.type, launched.absorbs, launched.actor) == ("LIGHT", (), "subj")
    advance = frame(clause("advance", subj="Norland", on="battlefield"), "advance")
    assert advance is not None
    assert advance.absorbs == ("prep:along", "prep:on")
    assert lifted.is_event
    assert not launched.is_event


# Every type and mode, told by hand


V, N = clause, nominal
ACTS: list[tuple[Doc, str, str]] = [
    (V("promise", obj="help"), "promise", "AGREE"),
    (V("willing", pos="ADJ", xcomp="negotiate"), "willing", "AGREE"),
    (V("express", obj="readiness"), "express", "AGREE"),
    (N("readiness", for_="dialogue"), "readiness", "AGREE"),
    (V("invite", obj="Norland"), "invite", "AGREE"),
    (V("meet", obj="Norland"), "meet", "CONSULT"),
    (V("visit", obj="Norland"), "visit", "CONSULT visit"),
    (V("host", obj="president"), "host", "CONSULT visit"),
    (V("mediate", between="parties"), "mediate", "CONSULT third-party"),
    (V("convene", obj="summit"), "convene", "CONSULT multilateral"),
    (V("telephone", obj="Norland"), "telephone", "CONSULT phone"),
    (N("call", before="phone_", with_="Norland"), "call", "CONSULT phone"),
    (V("congratulate", obj="Norland", on="victory"), "congratulate", "SUPPORT"),
    (V("laud", obj="statement"), "laud", "SUPPORT"),
    (V("express", obj="admiration"), "express", "SUPPORT"),
    (V("ratify", obj="treaty"), "ratify", "SUPPORT"),
    (V("sign", obj="agreement"), "sign", "SUPPORT"),
    (V("announce", obj="ceasefire"), "announce", "CONCEDE"),
    (V("ease", obj="blockade"), "ease", "CONCEDE"),
    (V("pardon", obj="dissident"), "pardon", "CONCEDE"),
    (V("drop", obj="demand"), "drop", "CONCEDE"),
    (V("extradite", obj="suspect", to="Norland"), "extradite", "COOPERATE"),
    (N("exercise", before="joint military"), "exercise", "COOPERATE"),
    (V("share", obj="intelligence", with_="Norland"), "share", "COOPERATE"),
    (V("send", obj="food", to="Norland"), "send", "AID"),
    (V("grant", obj="asylum", to="Norland"), "grant", "AID"),
    (V("forgive", obj="debt"), "forgive", "AID"),
    (V("unfreeze", obj="assets"), "unfreeze", "RETREAT"),
    (V("withdraw", subj="army", from_="village"), "withdraw", "RETREAT withdraw"),
    (V("release", obj="hostage"), "release", "RETREAT release"),
    (V("lay", prt="down", obj="weapon"), "lay", "RETREAT disarm"),
    (V("halt", obj="fighting"), "halt", "RETREAT ceasefire"),
    (V("reopen", obj="crossing"), "reopen", "RETREAT access"),
    (V("step", prt="down"), "step", "RETREAT resign"),
    (V("demand", obj="explanation", from_="Norland"), "demand", "REQUEST"),
    (V("ask", obj="Norland", for_="weapon"), "ask", "REQUEST assist"),
    (V("call", for_="reform"), "call", "REQUEST change"),
    (V("urge", obj="Norland", xcomp="withdraw"), "urge", "REQUEST yield"),
    (V("call", for_="negotiation"), "call", "REQUEST meet"),
    (V("reiterate", obj="demand"), "reiterate", "REQUEST"),
    (V("condemn", obj="Norland"), "condemn", "ACCUSE disapprove"),
    (V("summon", obj="ambassador"), "summon", "ACCUSE disapprove"),
    (V("investigate", obj="Norland"), "investigate", "ACCUSE investigate"),
    (V("accuse", obj="Norland"), "accuse", "ACCUSE allege"),
    (V("reject", obj="claim"), "reject", "REJECT"),
    (V("refuse", obj="aid"), "refuse", "REJECT assist"),
    (V("reject", obj="reform"), "reject", "REJECT change"),
    (V("refuse", xcomp="withdraw"), "refuse", "REJECT yield"),
    (V("refuse", xcomp="meet Norland"), "refuse", "REJECT meet"),
    (V("cancel", obj="meeting"), "cancel", "REJECT meet"),
    (V("stop", xcomp="contact Norland"), "stop", "REJECT meet"),
    (V("warn", of="consequence"), "warn", "THREATEN"),
    (V("threaten", obj="sanction"), "threaten", "THREATEN restrict"),
    (V("threaten", xcomp="arrest Norland"), "threaten", "THREATEN arrest"),
    (V("threaten", xcomp="sever ties"), "threaten", "THREATEN relations"),
    (V("threaten", xcomp="deport migrant"), "threaten", "THREATEN expel"),
    (V("threaten", xcomp="annex province"), "threaten", "THREATEN territory"),
    (V("threaten", xcomp="bomb Norland"), "threaten", "THREATEN violence"),
    (V("protest", subj="student", against="government"), "protest", "PROTEST demo"),
    (V("riot", subj="crowd"), "riot", "PROTEST riot"),
    (V("strike", subj="nurse"), "strike", "PROTEST strike"),
    (N("strike", before="hunger_"), "strike", "PROTEST hunger"),
    (V("boycott", obj="election"), "boycott", "PROTEST boycott"),
    (V("block", subj="farmer", obj="highway"), "block", "PROTEST obstruct"),
    (V("vandalize", obj="statue"), "vandalize", "PROTEST vandalize"),
    (V("convict", subj="court", obj="general"), "convict", "SANCTION convict"),
    (V("expel", obj="diplomat"), "expel", "SANCTION expel"),
    (V("recall", obj="ambassador"), "recall", "SANCTION withdraw"),
    (V("impose", obj="sanction", on="Norland"), "impose", "SANCTION discontinue"),
    (V("suspend", obj="aid", to="Norland"), "suspend", "SANCTION discontinue"),
    (V("deploy", obj="troops", to="border"), "deploy", "MOBILIZE troops"),
    (V("test", obj="missile"), "test", "MOBILIZE weapons"),
    (V("deploy", obj="police"), "deploy", "MOBILIZE police"),
    (V("mobilize", obj="militia"), "mobilize", "MOBILIZE militia"),
    (N("exercise", before="military"), "exercise", "MOBILIZE troops"),
    (V("annex", obj="province"), "annex", "COERCE seize"),
    (V("ban", obj="party"), "ban", "COERCE restrict"),
    (V("censor", obj="press"), "censor", "COERCE censor"),
    (V("impose", obj="curfew", in_="capital"), "impose", "COERCE curfew"),
    (V("declare", obj="martial law"), "declare", "COERCE martial-law"),
    (V("arrest", obj="journalist"), "arrest", "COERCE arrest"),
    (V("deport", obj="migrant"), "deport", "COERCE deport"),
    (V("withhold", obj="salary", from_="teacher"), "withhold", "COERCE withhold"),
    (V("spread", obj="disinformation"), "spread", "COERCE misinformation"),
    (V("hack", obj="network"), "hack", "COERCE cyber"),
    (V("attack", obj="village"), "attack", "ASSAULT"),
    (V("retake", subj="army", obj="town"), "retake", "ASSAULT"),
    (V("advance", subj="army", on="battlefield"), "advance", "ASSAULT"),
    (V("kidnap", obj="engineer"), "kidnap", "ASSAULT abduct"),
    (V("beat", subj="guard", obj="prisoner"), "beat", "ASSAULT beat"),
    (V("torture", obj="prisoner"), "torture", "ASSAULT torture"),
    (V("rape", obj="villager"), "rape", "ASSAULT sexual"),
    (V("assassinate", obj="minister"), "assassinate", "ASSAULT targeted"),
    (N("attempt", before="assassination_"), "attempt", "ASSAULT targeted"),
    (V("raze", obj="village"), "raze", "ASSAULT destroy"),
    (V("stab", obj="guard"), "stab", "ASSAULT primitive"),
    (V("fire", subj="gunman", at="crowd"), "fire", "ASSAULT firearms"),
    (V("detonate", obj="bomb"), "detonate", "ASSAULT explosives"),
    (N("bombing", before="suicide_", in_="capital"), "bombing", "ASSAULT suicide-attack"),
    (N("strike", before="air_", on="village"), "strike", "ASSAULT aerial"),
    (V("kill", subj="civilian", passive=True, in_="air_ strike"), "kill", "ASSAULT aerial"),
    (N("attack", before="drone_", on="village"), "attack", "ASSAULT drone"),
    (V("shell", obj="village"), "shell", "ASSAULT heavy-weapons"),
    (V("disperse", obj="demonstrator"), "disperse", "ASSAULT crowd-control"),
    (V("use", obj="chemical weapon"), "use", "ASSAULT unconventional"),
]


@pytest.mark.parametrize(("doc", "lemma", "code"), ACTS, ids=[f"{a[2]}: {a[0].text}" for a in ACTS])
def test_act(doc: Doc, lemma: str, code: str) -> None:
    found = frame(doc, lemma)
    assert found is not None
    assert " ".join(filter(None, (found.type, found.mode))) == code


def test_the_acts_above_leave_no_type_and_no_mode_out() -> None:
    told = {code for _, _, code in ACTS}
    modes = {f"{t.name} {m}" for t in EVENT_TYPES.values() for m in t.modes}
    assert modes | {t.name for t in EVENT_TYPES.values() if not t.modes} <= told


# Words that look like acts


COUNTERS: list[tuple[Doc, str]] = [
    (V("attack", obj="problem"), "attack"),
    (V("attack", subj="virus", obj="cell"), "attack"),
    (N("attack", before="heart_"), "attack"),
    (V("strike", obj="balance"), "strike"),
    (V("strike", subj="earthquake", obj="city"), "strike"),
    (V("shoot", obj="film"), "shoot"),
    (V("hit", obj="record"), "hit"),
    (V("launch", obj="website"), "launch"),
    (V("launch", obj="satellite"), "launch"),
    (V("beat", obj="champion", in_="tournament"), "beat"),
    (V("beat", obj="expectation"), "beat"),
    (V("kill", subj="flood", obj="villager"), "kill"),
    (V("kill", obj="time"), "kill"),
    (V("rally", subj="stock"), "rally"),
    (V("retreat", subj="glacier"), "retreat"),
    (V("release", obj="album"), "release"),
    (V("release", obj="statement"), "release"),
    (V("capture", obj="attention"), "capture"),
    (V("execute", obj="plan"), "execute"),
    (V("win", obj="election"), "win"),
    (V("vote"), "vote"),
    (V("express", obj="condolences"), "express"),
    (V("meet", obj="deadline"), "meet"),
    (V("suspend", obj="player"), "suspend"),
    (V("cut", obj="rate"), "cut"),
    (V("recruit", obj="student"), "recruit"),
    (V("hold", obj="territory"), "hold"),
    (V("maintain", obj="control"), "maintain"),
    (V("defend", obj="city"), "defend"),
    (V("fight", obj="inflation"), "fight"),
    (V("fight", subj="firefighter", obj="blaze"), "fight"),
    (V("decline", xcomp="comment"), "decline"),
    (V("arrest", obj="decline"), "arrest"),
    (V("deploy", obj="software"), "deploy"),
    (V("invade", obj="privacy"), "invade"),
    (V("exercise", obj="caution"), "exercise"),
    (V("yield", obj="result"), "yield"),
    (V("commute", from_="suburb"), "commute"),
    (V("threaten", subj="storm", obj="coast"), "threaten"),
    (N("threat", governor="pose", to="stability"), "threat"),
    (N("demand", for_="oil"), "demand"),
    (N("withdrawal", before="cash_"), "withdrawal"),
    (N("conference", before="news_"), "conference"),
    (N("rally", case="during"), "rally"),
    (N("ban", governor="lift", on="import"), "ban"),
    (N("release", governor="demand", of="hostage"), "release"),
    (N("ceasefire", governor="violate"), "ceasefire"),
]


@pytest.mark.parametrize(("doc", "lemma"), COUNTERS, ids=[c[0].text for c in COUNTERS])
def test_counter_frame(doc: Doc, lemma: str) -> None:
    found = frame(doc, lemma)
    assert found is not None
    assert found.type == "NONE"


CUES: list[tuple[Doc, str, str]] = [
    (V("say", ccomp="leave"), "say", "says"),
    (V("claim", ccomp="leave"), "claim", "claims"),
    (V("hint", at="intention"), "hint", "hints"),
    (V("suggest", ccomp="leave"), "suggest", "suggests"),
    (V("report", ccomp="leave"), "report", "reports"),
    (V("believe", ccomp="leave"), "believe", "believes"),
    (V("warn", of="famine"), "warn", "warns"),
    (V("express", obj="concern"), "express", "says"),
    (V("emphasize", obj="importance"), "emphasize", "says"),
]


@pytest.mark.parametrize(("doc", "lemma", "kind"), CUES, ids=[c[0].text for c in CUES])
def test_cue(doc: Doc, lemma: str, kind: str) -> None:
    found = frame(doc, lemma)
    assert found is not None
    assert (found.type, found.mode) == ("CUE", kind)


# Roles


@pytest.mark.parametrize(
    ("doc", "lemma", "actor", "first"),
    [
        (V("reject", obj="demand"), "reject", "subj", "obj.poss"),
        (V("condemn", obj="strike"), "condemn", "subj", "obj"),
        (V("impose", obj="sanction", on="Norland"), "impose", "subj", "prep:on"),
        (V("receive", obj="weapon", from_="Norland"), "receive", "prep:from", "subj"),
        (V("host", obj="president"), "host", "obj", "subj"),
        (V("urge", obj="Norland", xcomp="withdraw"), "urge", "subj", "obj"),
        (V("meet"), "meet", "subj", "prep:with"),
        (N("talk+s", between="parties"), "talk", "prep:between", "each"),
        (N("attack", on="village"), "attack", "subj", "prep:on"),
    ],
    ids=lambda x: x.text if isinstance(x, Doc) else x,
)
def test_roles(doc: Doc, lemma: str, actor: str, first: str) -> None:
    found = frame(doc, lemma)
    assert found is not None
    assert (found.actor, found.recipients[0]) == (actor, first)


# Contexts


def test_every_context_has_a_dozen_keywords_or_more() -> None:
    counts = dict.fromkeys(CONTEXTS, 0)
    for found in LEXICON._contexts.values():
        for _, context in found:
            counts[context] += 1
    assert min(counts.values()) >= 12, counts


def test_contexts_are_found_by_word_lemma_and_phrase_in_the_order_of_the_codebook() -> None:
    doc = tree(
        "Ballots/ballot/NOUN/root/1 on/on/ADP/case/5 human/human/ADJ/amod/5 "
        "soldiers/soldier/NOUN/dep/1 rights/right/NOUN/nmod/1 human/human/ADJ/amod/7 "
        "rights/right/NOUN/dep/1"
    )
    assert LEXICON.contexts(doc) == ("military", "election", "human_rights")
    assert LEXICON.contexts(doc[0:3]) == ("election",)
    assert LEXICON.contexts([]) == ()
