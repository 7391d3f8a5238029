"""Lemmas: words of English come out, whatever is put in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracktwo.language.irregular import COMPARED, FUNCTION, NOUNS, VERBS
from tracktwo.language.lemmas import Lemmatiser
from tracktwo.language.weights import load_weights

_UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X"
_XPOS = "NN NNS NNP NNPS VB VBD VBG VBN VBP VBZ MD JJ JJR JJS RB RBR RBS PRP PRP$ CD IN"


@pytest.fixture(scope="module")
def lemma() -> Lemmatiser:
    vocabulary = load_weights().tokenizer.get_vocab(with_added_tokens=False)
    return Lemmatiser({w: i for w, i in vocabulary.items() if w.isalpha()})


@given(
    st.text(min_size=1, max_size=12), st.sampled_from(_UPOS.split()), st.sampled_from(_XPOS.split())
)
def test_any_form_has_a_lemma(form: str, upos: str, xpos: str) -> None:
    made = Lemmatiser({"word": 0})
    assert made(form, upos, xpos)
    assert made(form, upos, xpos) == Lemmatiser({"word": 0})(form, upos, xpos)


@pytest.mark.parametrize("table", [VERBS, NOUNS, *COMPARED.values()])
def test_tables_hold_lower_case_words(table: dict[str, str]) -> None:
    assert table
    assert all(x == x.lower() and x.strip() for pair in table.items() for x in pair)


def test_no_irregular_lemma_is_itself_taken_for_another_verb(lemma: Lemmatiser) -> None:
    assert {v for v in VERBS.values() if lemma(v, "VERB", "VB") != v} == set()


def test_function_words_have_lemmas() -> None:
    assert all(FUNCTION.values())


def table(text: str) -> list[tuple[str, str]]:
    return [(a, b) for a, _, b in (x.partition("=") for x in text.split())]


@pytest.mark.parametrize(
    ("form", "expected"),
    table(
        "congratulated=congratulate annexed=annex shelled=shell vetoed=veto withdrew=withdraw "
        "ceded=cede occupied=occupy froze=freeze bombed=bomb expelled=expel repelled=repel "
        "seized=seize besieged=besiege hoped=hope dropped=drop planned=plan offered=offer "
        "occurred=occur agreed=agree freed=free signalled=signal signaled=signal traced=trace "
        "patrolled=patrol manoeuvred=manoeuvre massacred=massacre de-escalated=de-escalate "
        "hosted=host urged=urge pledged=pledge hanged=hang died=die lied=lie tied=tie laid=lay "
        "lay=lie found=find shot=shoot led=lead fled=flee shed=shed panicked=panic"
    ),
)
def test_past_forms(lemma: Lemmatiser, form: str, expected: str) -> None:
    assert lemma(form, "VERB", "VBD") == expected
    assert lemma(form.capitalize(), "VERB", "VBD") == expected
    assert lemma(form.upper(), "VERB", "VBD") == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    table(
        "congratulating=congratulate shelling=shell withdrawing=withdraw ceding=cede dying=die "
        "freezing=freeze hoping=hope hopping=hop stopping=stop being=be having=have seeing=see "
        "controlling=control firing=fire planning=plan arguing=argue panicking=panic lying=lie"
    ),
)
def test_present_participles(lemma: Lemmatiser, form: str, expected: str) -> None:
    assert lemma(form, "VERB", "VBG") == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    table(
        "parties=party allies=ally convoys=convoy forces=force missiles=missile bases=basis "
        "crises=crisis buses=bus truces=truce houses=house losses=loss taxes=tax speeches=speech "
        "beliefs=belief lives=life thieves=thief heroes=hero radios=radio casualties=casualty "
        "phenomena=phenomenon criteria=criterion women=woman spokesmen=spokesman people=people "
        "troops=troops species=species viruses=virus census=census ties=tie movies=movie "
        "secretaries-general=secretary-general ceasefires=ceasefire 1990s=1990s Kurds=Kurd"
    ),
)
def test_plurals(lemma: Lemmatiser, form: str, expected: str) -> None:
    assert lemma(form, "NOUN", "NNS") == expected


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "expected"),
    [
        ("them", "PRON", "PRP", "they"),
        ("his", "PRON", "PRP$", "his"),
        ("her", "PRON", "PRP$", "her"),
        ("her", "PRON", "PRP", "she"),
        ("me", "PRON", "PRP", "I"),
        ("I", "PRON", "PRP", "I"),
        ("'s", "PART", "POS", "'s"),
        ("’s", "PART", "POS", "'s"),
        ("'s", "PRON", "PRP", "we"),
        ("'s", "AUX", "VBZ", "be"),
        ("'m", "AUX", "VBP", "be"),
        ("'re", "AUX", "VBP", "be"),
        ("'ve", "AUX", "VBP", "have"),
        ("'d", "AUX", "MD", "would"),
        ("'d", "AUX", "VBD", "have"),
        ("n't", "PART", "RB", "not"),
        ("n’t", "PART", "RB", "not"),
        ("ca", "AUX", "MD", "can"),
        ("wo", "AUX", "MD", "will"),
        ("were", "AUX", "VBD", "be"),
        ("did", "AUX", "VBD", "do"),
        ("an", "DET", "DT", "a"),
        ("those", "DET", "DT", "that"),
        ("better", "ADJ", "JJR", "good"),
        ("better", "ADV", "RBR", "well"),
        ("worst", "ADJ", "JJS", "bad"),
        ("bigger", "ADJ", "JJR", "big"),
        ("later", "ADV", "RBR", "late"),
        ("deadliest", "ADJ", "JJS", "deadly"),
        ("closer", "ADJ", "JJR", "close"),
        ("Nations", "PROPN", "NNPS", "Nation"),
        ("Netherlands", "PROPN", "NNPS", "Netherlands"),
        ("Kadra", "PROPN", "NNP", "Kadra"),
        ("NATO", "PROPN", "NNP", "NATO"),
        ("Russian", "ADJ", "JJ", "Russian"),
        ("Other", "ADJ", "JJ", "other"),
        ("pro-Beijing", "ADJ", "JJ", "pro-Beijing"),
        ("“", "PUNCT", "``", '"'),
        ("200,000", "NUM", "CD", "200000"),
        ("bn", "NUM", "CD", "billion"),
    ],
)
def test_conventions_of_the_treebanks(
    lemma: Lemmatiser, form: str, upos: str, xpos: str, expected: str
) -> None:
    assert lemma(form, upos, xpos) == expected
