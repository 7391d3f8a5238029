"""Checks and counts annotated passages: ``python -m training.corpus corpus/train``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from training.corpus.counts import count, short
from training.corpus.notation import CorpusError, read_corpus, read_passages


def main() -> None:
    ap = argparse.ArgumentParser(prog="python -m training.corpus", description=__doc__)
    ap.add_argument("paths", type=Path, nargs="+", help="files or folders")
    ap.add_argument("--share", type=float, default=1.0, help="part of the least numbers to ask for")
    a = ap.parse_args()
    passages, wrong = [], []
    for path in a.paths:
        try:
            passages += read_corpus(path) if path.is_dir() else read_passages(path)
        except CorpusError as e:
            wrong.append(str(e))
    if wrong:
        sys.exit("\n".join(wrong))
    c = count(passages)
    print(
        f"{c.passages} passages ({c.invented} in invented worlds), {c.sentences} sentences, "
        f"{c.nothing} with nothing to code ({100 * c.nothing / max(1, c.sentences):.0f} %)"
    )
    for layer, codes in c.codes.items():
        print(f"{layer}: " + ", ".join(f"{k} {n}" for k, n in codes.most_common()))
    for layer, lacking in short(c, a.share).items():
        print(f"SHORT {layer}: " + ", ".join(f"{k} {n}" for k, n in lacking.items()))


if __name__ == "__main__":
    main()
