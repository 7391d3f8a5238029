"""Acts, sayings and stands that only the model spots, joined with those of the rules."""

from __future__ import annotations

from handmade import clause
from spacy.tokens import Doc

from tracktwo.actors import Mention
from tracktwo.coding.arguments import Found, MentionIndex
from tracktwo.coding.candidates import Candidate
from tracktwo.coding.chains import Attribution
from tracktwo.coding.lexicon import Frame
from tracktwo.coding.spotted import SPOTTED, mention_at, with_spotted
from tracktwo.coding.spotted_cues import with_spotted_cues
from tracktwo.language import ACTS, ActRead, Acts, CueRead
from tracktwo.schema import Party


def _read(
    token: int, kind: str, share: float, actors: tuple[tuple[int, float], ...] = ()
) -> ActRead:
    return ActRead(
        token, 1 - share, {kind: share}, {kind: None}, ("happened", 0.9), 0.0, actors, (), ()
    )


def _doc() -> Doc:
    doc = clause("snub", subj="Norland", obj="Sudland")
    doc.user_data[ACTS] = Acts()
    return doc


def _index(doc: Doc) -> MentionIndex:
    party = Party(name="Norland", named=True)
    return MentionIndex(doc, [Mention(0, 0, 1, "name", party)])


def test_without_a_reading_the_candidates_stay_as_they_are() -> None:
    doc = clause("snub", subj="Norland", obj="Sudland")
    frame = Frame("REJECT", None, "subj", ("obj",), "snub", 1, (), ())
    c = Candidate(doc[1], frame, None, None)
    assert with_spotted(_index(doc), [c]) == [c]


def test_an_act_that_only_the_model_is_sure_of_is_added_with_its_parties() -> None:
    doc = _doc()
    doc.user_data[ACTS].acts[1] = _read(1, "REJECT", 0.97, ((0, 0.9),))
    (c,) = with_spotted(_index(doc), [])
    assert (c.token.i, c.frame.type, c.frame.entry) == (1, "REJECT", SPOTTED)
    assert c.actors is not None
    assert [m.party.name for m in c.actors.mentions] == ["Norland"]


def test_an_act_that_the_model_is_not_sure_of_is_left_out() -> None:
    doc = _doc()
    doc.user_data[ACTS].acts[1] = _read(1, "REJECT", 0.5, ((0, 0.9),))
    assert with_spotted(_index(doc), []) == []


def test_a_word_of_the_lexicon_that_the_model_rules_out_tells_no_act() -> None:
    doc = _doc()
    frame = Frame("REJECT", None, "subj", ("obj",), "snub", 1, (), ())
    assert with_spotted(_index(doc), [Candidate(doc[1], frame, None, None)]) == []


def test_parties_of_the_rules_stand_and_those_they_lack_are_filled_in() -> None:
    doc = _doc()
    index = _index(doc)
    doc.user_data[ACTS].acts[1] = _read(1, "REJECT", 0.95, ((2, 0.99),))
    frame = Frame("REJECT", None, "subj", ("obj",), "snub", 1, (), ())
    ruled = Found((index.mentions[0],), "subj")
    (kept,) = with_spotted(index, [Candidate(doc[1], frame, ruled, None)])
    assert kept.actors == ruled
    (filled,) = with_spotted(index, [Candidate(doc[1], frame, None, None)])
    assert filled.actors is not None
    assert [m.party.name for m in filled.actors.mentions] == ["Sudland"]


def test_a_verb_and_its_noun_tell_one_act() -> None:
    doc = _doc()
    doc.user_data[ACTS].acts[1] = _read(1, "AID", 0.98)
    doc.user_data[ACTS].acts[2] = _read(2, "AID", 0.97)
    assert [c.token.i for c in with_spotted(_index(doc), [])] == [1]


def test_a_phrase_without_a_mention_is_cited_as_it_stands() -> None:
    doc = clause("shell", subj="Norland", obj="old market")
    m = mention_at(MentionIndex(doc, []), doc[3])
    assert m is not None
    assert doc[m.start : m.end].text == "old market"
    assert not m.party.named


def test_a_cue_that_only_the_model_spots_has_its_content_and_source() -> None:
    doc = _doc()
    doc.user_data[ACTS].cues[1] = CueRead(1, 0.05, {"hints": 0.9}, ((0, 0.9),), (2,))
    (a,) = with_spotted_cues(_index(doc), doc, [])
    assert (a.kind, a.cue, a.content) == ("hints", (1, 2), ((2, 3),))
    assert a.source is not None
    assert a.source.party.name == "Norland"


def test_a_sentence_of_whose_acts_the_model_is_not_sure_tells_none_that_it_spots() -> None:
    doc = _doc()
    doc.user_data[ACTS].acts[1] = _read(1, "REJECT", 0.7, ((0, 0.9),))
    assert with_spotted(_index(doc), []) == []


def test_the_source_that_the_rules_do_not_find_is_filled_in() -> None:
    doc = _doc()
    doc.user_data[ACTS].cues[1] = CueRead(1, 0.05, {"says": 0.9}, ((0, 0.9),), (2,))
    bare = Attribution(None, None, (1, 2), 1, "says", ((2, 3),))
    (a,) = with_spotted_cues(_index(doc), doc, [bare])
    assert a.source is not None
    assert a.source.party.name == "Norland"
