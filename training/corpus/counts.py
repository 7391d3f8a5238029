"""What a corpus holds, against what it should hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tracktwo.coding.codebook import EVENT_TYPES
from training.corpus.notation import GENRES, ISSUES, KINDS, MODALITIES, STANCES, Passage

__all__ = ["LEAST", "Counts", "count", "short"]

LEAST = {"type": 150, "mode": 25, "modality": 100, "cue": 100, "stance": 100}
"""How often each code of a layer should stand in the training part."""


@dataclass
class Counts:
    """Numbers of passages, sentences and notes, by code of each layer."""

    passages: int = 0
    invented: int = 0
    sentences: int = 0
    nothing: int = 0
    codes: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, layer: str, code: str) -> None:
        self.codes.setdefault(layer, Counter())[code] += 1


def count(passages: Iterable[Passage]) -> Counts:
    """Counts over passages."""
    c = Counts()
    for p in passages:
        c.passages += 1
        c.invented += p.invented
        c.add("genre", p.genre)
        for s in p.sentences:
            c.sentences += 1
            c.nothing += s.empty
            for e in s.events:
                c.add("type", e.type)
                if e.mode:
                    c.add("mode", f"{e.type} {e.mode}")
                c.add("modality", e.modality)
                c.add("polarity", "negated" if e.negated else "affirmed")
                for x in e.contexts:
                    c.add("context", x)
                if e.condition:
                    c.add("condition", "condition" if e.is_condition else "consequence")
                c.add("chain", str(len(s.chain(e))))
            for n in s.said:
                c.add("cue", n.link.kind)
            for t in s.stances:
                c.add("stance", t.stance)
                c.add("issue", t.issue)
            for o in s.proposals:
                c.add("proposal", o.definite)
    return c


def known() -> Mapping[str, list[str]]:
    """All codes of the layers that are counted against a least number."""
    return {
        "type": list(EVENT_TYPES),
        "mode": [f"{t} {m}" for t, kind in EVENT_TYPES.items() for m in kind.modes],
        "modality": list(MODALITIES),
        "cue": list(KINDS),
        "stance": list(STANCES),
        "genre": list(GENRES),
        "issue": list(ISSUES),
    }


def short(c: Counts, share: float = 1.0) -> dict[str, dict[str, str]]:
    """Codes that stand less often than they should, with what there is and what is wanted.

    Args:
        c: the counts.
        share: the part of the least numbers that this much of the corpus should bring.
    """
    out: dict[str, dict[str, str]] = {}
    for layer, least in LEAST.items():
        wanted = round(least * share)
        for code in known()[layer]:
            n = c.codes.get(layer, Counter())[code]
            if n < wanted:
                out.setdefault(layer, {})[code] = f"{n}/{wanted}"
    return out
