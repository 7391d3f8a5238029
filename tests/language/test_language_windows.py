"""Windows: every word once, in order, never more than the encoder takes."""

from __future__ import annotations

import spacy
from hypothesis import given
from hypothesis import strategies as st

from tracktwo.language.windows import MOST, PIECES, cut_windows, goes_on

BLANK = spacy.blank("en")
WORD = st.sampled_from(
    ["Kadra", "said", "it", ".", "!", '"', "“", "”", ",", "the", "1", "-", "2.", "No", "e.g", "…"]
)
SPACE = st.sampled_from([" ", "\n", "\n\n", "  \n \n", "\u00a0", "\t"])


@st.composite
def tokens(draw: st.DrawFn) -> tuple[list[str], list[int], str]:
    words = draw(st.lists(st.one_of(WORD, WORD, WORD, SPACE), max_size=120))
    sizes = [draw(st.integers(1, 12)) for _ in words]
    return words, sizes, " ".join(words)


@given(tokens())
def test_windows_part_the_words_in_order(drawn: tuple[list[str], list[int], str]) -> None:
    words, sizes, text = drawn
    windows = cut_windows(words, sizes, text)
    assert [i for w in windows for i in w] == [i for i, w in enumerate(words) if not w.isspace()]
    assert all(windows)
    assert all(sum(sizes[i] for i in w) <= MOST for w in windows)


@given(tokens())
def test_a_blank_line_always_ends_a_window(drawn: tuple[list[str], list[int], str]) -> None:
    words, sizes, text = drawn
    for window in cut_windows(words, sizes, text):
        inside = words[window[0] : window[-1] + 1]
        assert not any(w.isspace() and w.count("\n") > 1 for w in inside)


def windows_of(text: str) -> list[str]:
    doc = BLANK(text)
    words = [t.text for t in doc]
    return [doc[w[0] : w[-1] + 1].text for w in cut_windows(words, [1] * len(words), text)]


def test_a_window_ends_where_a_sentence_ends() -> None:
    one = "The council met in Kadra and talked about the bridge until noon. "
    windows = windows_of(one * 30)
    assert len(windows) > 1
    assert all(w.startswith("The council") and w.endswith("noon.") for w in windows)


def test_a_straight_quotation_mark_stays_with_its_words() -> None:
    one = 'He said: "We leave." She stayed. "Nobody asked us," he said. '
    windows = windows_of(one * 30)
    assert len(windows) > 1
    assert all(w.count('"') % 2 == 0 for w in windows)


def test_a_sentence_without_end_is_cut_at_the_limit() -> None:
    windows = windows_of("word " * 1000)
    assert [len(w.split()) for w in windows] == [MOST, MOST, 1000 - 2 * MOST]


def test_lines_broken_by_width_make_one_paragraph() -> None:
    wrapped = "The two sides\nmet on the\nisland for the\nfirst time\nin years."
    assert len(windows_of(wrapped)) == 1
    assert len(windows_of("Talks resume\nBridge opens\nHarbour closes\nPort reopens")) == 4


def test_a_list_is_not_wrapped_text() -> None:
    text = "They want\nfour things and\nhave said so\n- a ceasefire\n- the bridge\n1. talks"
    assert windows_of(text)[1:] == ["- a ceasefire", "- the bridge", "1. talks"]


def test_a_window_is_filled_before_it_is_left() -> None:
    short = "It rained. "
    windows = windows_of(short * 200)
    assert all(PIECES - 3 <= len(BLANK(w)) <= PIECES for w in windows[:-1])


@given(tokens(), st.sets(st.integers(0, 119)))
def test_each_sentence_that_is_given_has_a_window(
    drawn: tuple[list[str], list[int], str], starts: set[int]
) -> None:
    words, sizes, text = drawn
    windows = cut_windows(words, sizes, text, starts=starts)
    whole = [i for i, w in enumerate(words) if not w.isspace()]
    assert [i for w in windows for i in w] == whole
    longest = sum(sizes)
    assert all(w[0] in starts for w in windows[1:]) or longest > MOST
    assert not any(i in starts for w in windows for i in w[1:])


def test_a_dateline_stands_alone() -> None:
    assert windows_of("VESK, 4 May (KNA) — The council met.") == [
        "VESK, 4 May (KNA) —",
        "The council met.",
    ]
    assert len(windows_of("The council met — at last — in Vesk.")) == 1


def test_a_sentence_does_not_start_after_a_comma_or_an_opening_mark() -> None:
    words = ['"', "No", ",", '"', "she", "said", ".", '"', "Never", "."]
    held = [w for w, h in zip(words, goes_on(words), strict=True) if h]
    assert held == ["No", '"', "she", "Never"]


def test_a_ruler_is_not_many_sentences() -> None:
    assert goes_on(["=", "=", "=", "Talks"]).tolist() == [False, True, True, False]
