"""Issues: the table covers all of them, and words show the one that they are about."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from tracktwo.coding.issues import ISSUES, issue_of, load_issues, read_issues
from tracktwo.errors import LexiconError

VOCAB = Vocab()
TAGS = {"the": "DET", "a": "DET", "all": "DET", "new": "ADJ", "occupied": "ADJ", "its": "DET"}


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s") if len(word) > 4 else word


def words(text: str) -> Doc:
    parts = text.split()
    tags = [TAGS.get(w, "NOUN") for w in parts]
    lemmas = [_singular(w.lower()) for w in parts]
    return Doc(VOCAB, words=parts, pos=tags, lemmas=lemmas)


def test_every_issue_but_other_has_many_phrases_of_its_own() -> None:
    count = Counter(p.issue for p in load_issues())
    assert set(count) == set(ISSUES) - {"other"}
    assert min(count.values()) >= 20
    assert sum(count.values()) >= 450


def test_no_phrase_stands_twice() -> None:
    assert len({p.words for p in load_issues()}) == len(load_issues())


@pytest.mark.parametrize("issue", [i for i in ISSUES if i != "other"])
def test_a_phrase_alone_shows_its_issue(issue: str) -> None:
    for phrase in (p for p in load_issues() if p.issue == issue):
        said = [w for w in phrase.words if w != ".."]
        doc = Doc(VOCAB, words=said, pos=["NOUN"] * len(said), lemmas=said)
        assert issue in issue_of(doc), phrase


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([p for p in load_issues() if len(p.words) == 1]), max_size=6))
def test_issues_are_sorted_by_weight_and_never_repeat(phrases) -> None:
    said = [p.words[0] for p in phrases]
    found = issue_of(Doc(VOCAB, words=said, pos=["X"] * len(said), lemmas=said)) if said else []
    assert len(set(found)) == len(found)
    if said:
        assert set(found) <= set(ISSUES)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["the", "a", "of", "and", "mild", "weather"]), min_size=1))
def test_words_about_nothing_are_other_alone(said) -> None:
    assert issue_of(Doc(VOCAB, words=said)) == ["other"]


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("control over the territories it has annexed", "territory"),
        ("forego NATO integration", "alliance membership"),
        ("remain neutral", "neutrality"),
        ("freeze the front lines", "ceasefire"),
        ("stop hostilities", "ceasefire"),
        ("security guarantees for Moldova", "security guarantees"),
        ("lift all sanctions", "sanctions"),
        ("send more artillery shells", "military aid"),
        ("the release of all hostages", "prisoners"),
        ("recognise the independence of Somaliland", "recognition"),
        ("return to the negotiating table", "talks"),
        ("let relief convoys pass", "humanitarian access"),
        ("halt uranium enrichment", "nuclear"),
        ("hold free and fair elections", "elections"),
        ("a transitional government", "political transition"),
        ("hold those responsible to account", "accountability"),
        ("the return of refugees", "refugees"),
        ("cut tariffs on grain", "trade"),
        ("reopen the border crossing", "transit and borders"),
        ("gas transit through the pipeline", "water and energy"),
        ("disarm the militias", "disarmament"),
        ("a better future", "other"),
    ],
)
def test_examples(text: str, issue: str) -> None:
    assert issue_of(words(text))[0] == issue


def test_a_longer_phrase_takes_its_words() -> None:
    assert "military aid" not in issue_of(words("the chemical weapon stockpile"))


@pytest.mark.parametrize(
    "line", ["peace\tnothing\t1", "peace\tceasefire\tmuch", "..\tceasefire\t1", "peace\tceasefire"]
)
def test_a_line_that_cannot_be_used_is_named(line: str) -> None:
    with pytest.raises(LexiconError, match=r"issues\.tsv:1"):
        read_issues(line + "\n")
