"""Prints how well reports are read: ``python -m benchmarks.reading --data ../shared/data``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from benchmarks.reading.attribution import attributions_section
from benchmarks.reading.names import names
from benchmarks.reading.own import own_section
from benchmarks.reading.relations import folds_section, petrarch_section
from benchmarks.reading.score import Section, table
from benchmarks.reading.treebank import treebanks
from tracktwo.language import ACTS, DATA, load_weights
from tracktwo.language.reader import Reader

CORPUS = Path(__file__).parents[2] / "corpus" / "test"
FOLDS = Path(__file__).parents[2] / "training" / "results" / "relation-folds.json"


def language(model: Path, *, acts: bool = True) -> Language:
    """A pipeline that reads with the model in a folder; without what it spots if not ``acts``."""
    reader = Reader(load_weights(model))
    nlp = spacy.blank("en")
    Language.component("measured_reader", func=reader)
    nlp.add_pipe("measured_reader")
    if not acts:
        Language.component("rules_alone", func=_rules_alone)
        nlp.add_pipe("rules_alone")
    return nlp


def _rules_alone(doc: Doc) -> Doc:
    doc.user_data.pop(ACTS, None)
    return doc


def main() -> None:
    parts = ("treebank", "names", "relations", "attribution", "petrarch", "own")
    ap = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    ap.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the sets")
    ap.add_argument("--model", type=Path, default=DATA, help="folder of the model to measure")
    ap.add_argument("--corpus", type=Path, default=CORPUS, help="folder of annotated passages")
    ap.add_argument("--only", nargs="*", choices=parts, default=parts, help="parts to measure")
    ap.add_argument("--rules-alone", action="store_true", help="without what the model spots")
    ap.add_argument("--json", action="store_true", help="print JSON instead of Markdown")
    a = ap.parse_args()
    if not a.data.is_dir():
        sys.exit(f"{a.data}: there is no such folder; give the one with the sets by --data")
    nlp = language(a.model, acts=not a.rules_alone)
    measure: dict[str, Callable[[], list[Section]]] = {
        "treebank": lambda: treebanks(nlp, a.data / "treebank"),
        "names": lambda: [names(nlp, a.data / "names")],
        "relations": lambda: [folds_section(FOLDS)],
        "attribution": lambda: [attributions_section(nlp, a.data / "attribution")],
        "petrarch": lambda: [petrarch_section(nlp, a.data / "relations")],
        "own": lambda: [own_section(nlp, a.corpus)],
    }
    sections = [s for part in parts if part in a.only for s in measure[part]()]
    if a.json:
        out = {
            s.title: {row[0]: dict(zip(s.columns[1:], row[1:], strict=True)) for row in s.rows}
            for s in sections
        }
        print(json.dumps(out, indent=1, ensure_ascii=False))
    else:
        print(f"Model {load_weights(a.model).version}\n")
        print("\n".join(table(s) for s in sections))


if __name__ == "__main__":
    main()
