"""The measure on our own corpus counts what it says it counts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from benchmarks.reading import own
from hypothesis import given
from hypothesis import strategies as st
from training.corpus import Mention, Passage, read_passages

from tracktwo.schema import Citation, Party

NOTES = """== try-001 | briefing | invented | 2031-05-14
SPOKESPERSON: We closed the strait.
  SAID | SPOKESPERSON @dorvan / ^ / says | direct | We closed the strait

It stays shut, and Kellen said that it would wait.
  SAID | ^ @dorvan / ^ / says | direct | *
  SAID | Kellen @kellen / said / says | indirect | that it would wait
"""


def _passage(tmp_path: Path) -> Passage:
    file = tmp_path / "try.txt"
    file.write_text(NOTES, encoding="utf-8")
    return read_passages(file)[0]


def _party(start: int, end: int) -> Party:
    cited = Citation(document="d", start=start, end=end, text="x" * (end - start))
    return Party(name="x", mention=cited)


@given(st.lists(st.lists(st.integers(0, 5), max_size=4), max_size=5), st.integers(0, 6))
def test_pairs_are_as_many_as_can_be_had(options: list[list[int]], found: int) -> None:
    pairs = own._pairs(options, list(range(found)), lambda g, f: f in g)
    assert len({g for g, _ in pairs}) == len({f for _, f in pairs}) == len(pairs)

    def most(g: int, used: frozenset[int]) -> int:
        if g == len(options):
            return 0
        best = most(g + 1, used)
        for f in options[g]:
            if f < found and f not in used:
                best = max(best, 1 + most(g + 1, used | {f}))
        return best

    assert len(pairs) == most(0, frozenset())


def test_a_side_is_right_with_all_its_parties_and_no_others() -> None:
    gold = [Mention((0, 5), "a"), Mention((10, 15), "b")]
    named = {"a": {(100, 105)}, "b": {(110, 115), (200, 204)}}
    assert own._same_side(gold, [_party(102, 104), _party(110, 115)], named)
    assert not own._same_side(gold, [_party(102, 104)], named)
    assert not own._same_side(gold[:1], [_party(102, 104), _party(110, 115)], named)
    assert own._same_side([], [], named)


def test_a_party_cited_where_the_passage_names_it_elsewhere_is_the_same() -> None:
    named = {"a": {(100, 105)}, "b": {(110, 115), (200, 204)}}
    assert own._same(_party(200, 204), Mention((10, 15), "b"), named)
    assert not own._same(_party(200, 204), Mention((0, 5), "a"), named)


def test_a_layout_quotation_is_one_saying_over_its_sentences(tmp_path: Path) -> None:
    p = _passage(tmp_path)
    assert p.day == date(2031, 5, 14)
    bounds = [(a, a + len(s.text)) for a, s in zip(p.starts, p.sentences, strict=True)]
    said = list(own._said(p, bounds, own.named_spans(p)))
    texts = sorted("".join(p.text[i] for i in sorted(content)) for content, _ in said)
    whole = "We closed the strait" + p.sentences[1].text
    assert texts == sorted([whole, "that it would wait"])
