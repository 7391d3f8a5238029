"""The pictures: labels that never overlap, no reference to anything, the same bytes each time."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tracktwo.brief.layout import arrange
from tracktwo.brief.svg import conduct_svg, number, text_width
from tracktwo.brief.ties import ties_svg
from tracktwo.brief.view import Conduct, TieView

NAMES = [
    "Kestan",
    "Marland",
    "Northern Front",
    "United Nations",
    "European Union",
    "中华人民共和国",
    "Democratic Republic of the Long Valley",
    "Norway",
    "Türkiye",
    "جبهة",
    "Qu",
    "Averyveryverylongsinglename",
]


def tie(source: str, target: str, cooperation: int, conflict: int) -> TieView:
    sign: Any = "mixed" if cooperation and conflict else "positive" if cooperation else "negative"
    return TieView(source, target, sign, cooperation, conflict, ())


ties = st.lists(
    st.builds(
        tie,
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
        st.integers(0, 30),
        st.integers(0, 1200),
    ).filter(lambda t: t.source != t.target),
    min_size=1,
    max_size=40,
    unique_by=lambda t: (t.source, t.target),
)


@settings(max_examples=40, deadline=None)
@given(ties, st.sampled_from([330, 660]))
def test_no_two_labels_overlap_and_all_stay_inside(drawn: list[TieView], width: int) -> None:
    drawing = arrange(drawn, width=width)
    assert drawing is not None
    boxes = [*drawing.boxes, *drawing.labels]
    assert not any(a.overlaps(b, 0.0) for a, b in combinations(boxes, 2))
    for box in boxes:
        assert box.w <= box.x <= width - box.w + 1e-6
        assert box.h <= box.y <= drawing.height - box.h + 1e-6
    assert 1 <= len(drawing.ties) <= 20
    assert drawing.ties == tuple(drawn[: len(drawing.ties)])


@settings(max_examples=25, deadline=None)
@given(ties)
def test_a_picture_refers_to_nothing_and_is_the_same_each_time(drawn: list[TieView]) -> None:
    first = ties_svg(drawn, title='<x> & "y"', width=660, variant="wide")
    assert first == ties_svg(drawn, title='<x> & "y"', width=660, variant="wide")
    assert "url(" not in first and "href" not in first and "http" not in first
    assert 'aria-label="&lt;x&gt; &amp; &#34;y&#34;"' in first


def test_the_strongest_tie_is_labelled_with_its_count() -> None:
    svg = ties_svg([tie("A", "B", 0, 3)], title="t", width=660, variant="wide")
    assert ">−3</text>" in svg and 'class="tie negative"' in svg


def test_both_directions_of_a_tie_part_ways() -> None:
    drawing = arrange([tie("A", "B", 1, 0), tie("B", "A", 0, 1)], width=660)
    assert drawing is not None
    one, other = drawing.curves
    assert abs(one.at(0.5)[1] - other.at(0.5)[1]) > 20


@given(st.tuples(*[st.integers(0, 500)] * 4))
def test_a_bar_stays_in_its_picture_and_tells_its_counts(told: tuple[int, int, int, int]) -> None:
    most = max(told[0] + told[1], told[2] + told[3])
    svg = conduct_svg("A & B", Conduct(told, (0, 0, 0, 0)), most=most)
    assert "A &amp; B" in svg
    for count, name in zip(told, ("verbal", "material", "verbal", "material"), strict=True):
        assert not count or f"{count} {name}" in svg
    for part in svg.split(' x="')[1:]:
        assert 0 <= float(part.split('"')[0]) <= 320


def test_numbers_are_short_and_never_minus_nought() -> None:
    assert [number(v) for v in (0.0, -0.01, 12.0, 12.34, -3.96)] == ["0", "0", "12", "12.3", "-4"]


def test_wide_letters_are_counted_wide() -> None:
    assert text_width("中文", 10) > text_width("ab", 10)
