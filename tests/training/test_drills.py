"""Plain sentences of the lexicon hold what they say they hold."""

from __future__ import annotations

from pathlib import Path

from training.corpus import read_passages
from training.drills import passages


def test_the_sentences_are_in_the_notation_and_tell_one_act_each(tmp_path: Path) -> None:
    file = tmp_path / "plain.txt"
    file.write_text("\n".join(passages()), encoding="utf-8")
    sentences = [s for p in read_passages(file) for s in p.sentences]
    assert len(sentences) > 1_500
    assert all(len(s.events) == 1 for s in sentences)
    assert len({s.events[0].type for s in sentences}) == 16
    assert any(s.events[0].negated for s in sentences)
    assert any(not s.events[0].actors for s in sentences)


def test_the_same_seed_gives_the_same_sentences() -> None:
    assert list(passages(3)) == list(passages(3))
    assert list(passages(3)) != list(passages(4))
