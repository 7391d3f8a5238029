"""How far two annotations of the same passages agree: ``python -m training.corpus.agreement A B``."""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from training.corpus.notation import EventNote, Passage, Sentence, read_corpus
from training.corpus.spans import Span

__all__ = ["agreement", "kappa"]


def agreement(first: Sequence[Passage], second: Sequence[Passage]) -> dict[str, tuple[float, int]]:
    """Agreement by layer with the number of things that it rests on.

    F1 of what both note, for words of acts, parties, sayings, conditions and stances; Cohen's kappa
    (1960) of the codes of what both note, and of whether a sentence has anything to code.
    """
    both: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    codes: dict[str, list[tuple[str, str]]] = defaultdict(list)
    other = {p.id: p for p in second}
    for p in first:
        if p.id not in other:
            continue
        for a, b in zip(p.sentences, other[p.id].sentences, strict=False):
            if a.text == b.text:
                _compare(a, b, both, codes)
    out: dict[str, tuple[float, int]] = {}
    for name, (common, n, m) in both.items():
        out[f"{name}, F1"] = (2 * common / max(1, n + m), n)
    for name, pairs in codes.items():
        out[f"{name}, kappa"] = (kappa(pairs), len(pairs))
    return out


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Agreement beyond chance of two codings (Cohen, 1960)."""
    n = len(pairs)
    if not n:
        return 0.0
    same = sum(a == b for a, b in pairs) / n
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[c] * right[c] for c in left) / n**2
    return 1.0 if chance == 1 else (same - chance) / (1 - chance)


def _compare(
    a: Sentence,
    b: Sentence,
    both: dict[str, list[int]],
    codes: dict[str, list[tuple[str, str]]],
) -> None:
    codes["anything to code"].append((str(a.empty), str(b.empty)))
    mine, theirs = ({e.predicate: e for e in s.events} for s in (a, b))
    common = mine.keys() & theirs.keys()
    _add(both["word of an act"], len(common), len(mine), len(theirs))
    for at in sorted(common):
        x, y = mine[at], theirs[at]
        codes["type"].append((x.type, y.type))
        if x.type == y.type:
            codes["mode"].append((f"{x.type} {x.mode}", f"{y.type} {y.mode}"))
        codes["modality"].append((x.modality, y.modality))
        codes["polarity"].append((str(x.negated), str(y.negated)))
        for name, left, right in (("actor", *_sides(x, y, 0)), ("recipient", *_sides(x, y, 1))):
            _add(both[name], _overlaps(left, right), len(left), len(right))
    said = [[n.content[0] for n in s.said] for s in (a, b)]
    _add(both["saying"], _overlaps(*said, half=True), len(said[0]), len(said[1]))
    kinds = [{n.link.cue: n.link.kind for n in s.said} for s in (a, b)]
    codes["cue kind"] += [(kinds[0][c], kinds[1][c]) for c in kinds[0].keys() & kinds[1].keys()]
    conditions = [sorted({e.condition for e in s.events if e.condition}) for s in (a, b)]
    _add(both["condition"], _overlaps(*conditions, half=True), *map(len, conditions))
    stances = [[t.content[0] for t in s.stances] for s in (a, b)]
    _add(both["stance"], _overlaps(*stances), len(stances[0]), len(stances[1]))
    for t in a.stances:
        near = [u for u in b.stances if _overlap(t.content[0], u.content[0])]
        if near:
            codes["stance"].append((t.stance, near[0].stance))
            codes["issue"].append((t.issue, near[0].issue))


def _add(counts: list[int], common: int, n: int, m: int) -> None:
    for k, x in enumerate((common, n, m)):
        counts[k] += x


def _sides(x: EventNote, y: EventNote, side: int) -> tuple[list[Span], list[Span]]:
    parts = [(e.actors, e.recipients)[side] for e in (x, y)]
    left, right = ([m.span for m in part if m.span is not None] for part in parts)
    return left, right


def _overlap(a: Span, b: Span, *, half: bool = False) -> bool:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared > 0 and (not half or 2 * shared >= max(a[1] - a[0], b[1] - b[0]))


def _overlaps(left: Sequence[Span], right: Sequence[Span], *, half: bool = False) -> int:
    """How many of the left overlap one of the right, each used once."""
    free = list(right)
    n = 0
    for a in left:
        found = next((b for b in free if _overlap(a, b, half=half)), None)
        if found is not None:
            free.remove(found)
            n += 1
    return n


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("first", type=Path)
    ap.add_argument("second", type=Path)
    a = ap.parse_args()
    first, second = read_corpus(a.first), read_corpus(a.second)
    ids = {p.id for p in first} & {p.id for p in second}
    n = sum(len(p.sentences) for p in second if p.id in ids)
    print(
        f"{len(ids)} passages, {n} sentences\n\n| layer | agreement | number |\n| --- | --- | --- |"
    )
    for name, (value, number) in agreement(first, second).items():
        print(f"| {name} | {value:.2f} | {number} |")


if __name__ == "__main__":
    main()
