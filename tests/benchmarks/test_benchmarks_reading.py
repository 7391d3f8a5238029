"""The benchmark counts what it says it counts."""

from __future__ import annotations

from pathlib import Path

import spacy
from benchmarks.reading.attribution import match
from benchmarks.reading.names import names
from benchmarks.reading.score import Counts, Section, table
from benchmarks.reading.treebank import from_raw_text, raw_documents, with_gold_words
from benchmarks.reports import report
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from training.treebank import read_conllu

from tracktwo.language import MENTIONS

ROWS = [
    ("# newdoc id = a", "# text = They can't go."),
    ("1", "They", "they", "PRON", "PRP", "_", "4", "nsubj", "_", "_"),
    ("2-3", "can't", "_", "_", "_", "_", "_", "_", "_", "_"),
    ("2", "ca", "can", "AUX", "MD", "_", "4", "aux", "_", "_"),
    ("3", "n't", "not", "PART", "RB", "_", "4", "advmod", "_", "_"),
    ("4", "go", "go", "VERB", "VB", "_", "0", "root", "_", "SpaceAfter=No"),
    ("5", ".", ".", "PUNCT", ".", "_", "4", "punct", "_", "_"),
    (),
    ("# newpar", "# text = Talks failed"),
    ("1", "Talks", "talk", "NOUN", "NNS", "_", "2", "nsubj", "_", "_"),
    ("2", "failed", "fail", "VERB", "VBD", "_", "0", "root", "_", "_"),
]


def treebank(folder: Path) -> Path:
    path = folder / "own.conllu"
    lines = ["\n".join(r) if r and r[0].startswith("#") else "\t".join(r) for r in ROWS]
    path.write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    return path


def teacher(path: Path) -> Language:
    """A pipeline that knows the treebank by heart."""
    by_word = {w: (s, k) for s in read_conllu(path) for k, w in enumerate(s.words)}

    @Language.component("teacher")
    def teach(doc: Doc) -> Doc:
        known = {t.i: by_word[t.text] for t in doc if not t.is_space}
        at = {(id(s), k): i for i, (s, k) in known.items()}
        heads = [t.i - 1 if t.is_space else t.i for t in doc]
        layers: dict[str, list[str]] = {k: ["" for _ in doc] for k in ("pos", "tags", "lemmas")}
        deps = ["dep" for _ in doc]
        for i, (s, k) in known.items():
            heads[i] = at[id(s), s.heads[k] - 1] if s.heads[k] else i
            deps[i] = s.deprels[k]
            for layer, value in zip(layers, (s.upos[k], s.xpos[k], s.lemmas[k]), strict=True):
                layers[layer][i] = value
        words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
        return Doc(doc.vocab, words, spaces, heads=heads, deps=deps, **layers)

    nlp = spacy.blank("en")
    nlp.add_pipe("teacher")
    return nlp


def test_words_of_a_treebank_stand_where_its_text_has_them(tmp_path: Path) -> None:
    (raw,) = raw_documents(treebank(tmp_path))
    assert raw.text == "They can't go.\n\nTalks failed"
    words = [raw.text[a:b] for a, b in (w.span for w in raw.words)]
    assert words == ["They", "ca", "n't", "go", ".", "Talks", "failed"]
    assert {raw.text[a:b] for a, b in raw.sentences} == {"They can't go.", "Talks failed"}
    assert [raw.text[slice(*w.head)] for w in raw.words][:3] == ["go"] * 3


def test_who_knows_all_is_right_throughout(tmp_path: Path) -> None:
    path = treebank(tmp_path)
    nlp = teacher(path)
    assert set(with_gold_words(nlp, read_conllu(path)).values()) == {1.0}
    counts = from_raw_text(nlp, list(raw_documents(path)))
    assert {k: c.f1 for k, c in counts.items()} == dict.fromkeys(counts, 1.0)


def test_mentions_are_counted_by_exact_span(tmp_path: Path) -> None:
    (tmp_path / "re3d-dev.txt").write_text(
        "Ane\tB-Person\nSolberg\tI-Person\nleft\tO\nVesk\tB-Location\n\n", encoding="utf-8"
    )

    @Language.component("half_right")
    def half_right(doc: Doc) -> Doc:
        doc.spans[MENTIONS] = [doc.char_span(0, 11, label="Person"), doc[2:4]]
        return doc

    nlp = spacy.blank("en")
    nlp.add_pipe("half_right")
    rows = {r[0]: r[1:] for r in names(nlp, tmp_path).rows}
    assert rows["Person"] == ("1", "100.00", "100.00", "100.00")
    assert rows["all"] == ("2", "50.00", "50.00", "50.00")


spans = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda x: frozenset(range(x[0], sum(x)))),
    max_size=6,
)


@given(spans, spans)
def test_matches_overlap_by_half_and_use_each_once(
    gold: list[frozenset[int]], found: list[frozenset[int]]
) -> None:
    pairs = match(gold, found)
    assert len({g for g, _ in pairs}) == len({f for _, f in pairs}) == len(pairs)
    assert all(2 * len(gold[g] & found[f]) >= max(len(gold[g]), len(found[f])) for g, f in pairs)


@given(spans)
def test_everything_matches_itself(gold: list[frozenset[int]]) -> None:
    assert len(match(gold, gold)) == len(gold)


def test_counts() -> None:
    c = Counts()
    assert (c.precision, c.recall, c.f1) == (0, 0, 0)
    c.add(1, 2, 4)
    assert (c.precision, c.recall) == (0.25, 0.5)
    assert c.f1 == 2 * 0.25 * 0.5 / 0.75


def test_a_section_without_rows_says_why() -> None:
    assert table(Section("Speech", "not built", ())) == "### Speech\n\nnot built\n"


def test_reports_are_invented_the_same_each_time() -> None:
    assert report(3) == report(3) != report(4)
    assert len([p for p in report(3).split("\n\n") if p]) == 6
