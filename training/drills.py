"""Plain sentences made from the lexicon, in the notation of the corpus: who did what to whom.

    python -m training.drills --out training/runs/drills

The corpus is written as people write, and rarely says "X imposed sanctions on Y" or "X did not attack
Y". These sentences keep what the lexicon knows in the reader: its words in active, passive, negated
and planned form. They are training material only, next to the corpus, and nobody is measured by them.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from pathlib import Path

from tracktwo.coding.codebook import EVENT_TYPES
from tracktwo.coding.entries import Entry
from tracktwo.coding.lexicon import load_lexicon
from training.lexical import irregular_pasts, plain_sentence

_ACTIVE = re.compile(r"^<s>(?P<x>.+?)</s> (?P<verb>\S+)(?P<rest>.*)$")
_OBJECT = re.compile(r"^ <t>(?P<y>.+?)</t>(?P<tail>.*)$")
_AGENTLESS = frozenset("ASSAULT COERCE SANCTION AID RETREAT".split())
_FORMS = (
    ("did not", "happened not"),
    ("will", "planned"),
    ("will not", "planned not"),
    ("may", "possible"),
    ("plans to", "planned"),
    ("could", "possible"),
)
_PER_PASSAGE = 12


def _bare(marked: str) -> str:
    return re.sub(r"</?[st]>", "", marked)


def _party(marked: str, tag: str) -> str:
    found = re.search(rf"<{tag}>(.+?)</{tag}>", marked)
    assert found is not None
    return found[1]


def _note(e: Entry, word: str, x: str | None, y: str, how: str) -> str:
    parties = ([f"by {x} @x"] if x else []) + [f"to {y} @y"]
    return "  " + " | ".join([f"{e.type} {e.mode}" if e.mode else e.type, word, *parties, how])


def _upper(text: str) -> str:
    return text[0].upper() + text[1:]


def plain(e: Entry, rng: random.Random, past: dict[str, str]) -> tuple[str, str] | None:
    """A sentence and its note, or None where the frame is not a plain one."""
    marked = plain_sentence(e, rng, past)
    if marked is None:
        return None
    x, y, how = _party(marked, "s"), _party(marked, "t"), "happened"
    m = _ACTIVE.match(marked)
    if e.pos != "VERB" or m is None:
        word, text = e.lemma, _bare(marked)
    else:
        word, text = m["verb"], _bare(marked)
        plainly = _OBJECT.match(m["rest"])
        chance = rng.random()
        regular = past.get(e.lemma, e.lemma + "ed").endswith("ed") and word.endswith("ed")
        if plainly and regular and chance < 0.3:
            if e.type in _AGENTLESS and chance < 0.15:
                text = f"{y} was {word}{plainly['tail']}"
                return _checked(_upper(text), _note(e, word, None, _at(text, y), how))
            text = f"{y} was {word} by {x}{plainly['tail']}"
        elif chance < 0.6:
            before, how = rng.choice(_FORMS)
            word = e.lemma
            text = f"{x} {before} {word}{_bare(m['rest'])}"
    text = _upper(text)
    return _checked(text, _note(e, word, _at(text, x), _at(text, y), how))


def _at(text: str, party: str) -> str:
    """The party's words as the sentence has them: with a capital at its start."""
    return _upper(party) if text.startswith(_upper(party)) else party


def _checked(text: str, note: str) -> tuple[str, str] | None:
    """The sentence, where all the words of its note stand in it once."""
    _, word, *parties, _ = note.strip().split(" | ")
    spans = [word, *(re.sub(r"^(by|to) | @\w$", "", p) for p in parties)]
    once = all(len(re.findall(rf"\b{re.escape(s)}\b", text)) == 1 for s in spans)
    return (text, note) if once else None


def passages(seed: int = 5, per_entry: int = 1) -> Iterator[str]:
    """Passages in the notation of the corpus, each sentence a paragraph of its own."""
    rng, past = random.Random(seed), irregular_pasts()
    made = [
        found
        for e in load_lexicon().entries
        if e.type in EVENT_TYPES
        for _ in range(per_entry)
        if (found := plain(e, rng, past)) is not None
    ]
    rng.shuffle(made)
    for k in range(0, len(made), _PER_PASSAGE):
        head = f"== plain-{k // _PER_PASSAGE:03d} | wire | invented | 2032-01-01"
        yield head + "\n" + "\n\n".join(f"{t}\n{n}" for t, n in made[k : k + _PER_PASSAGE]) + "\n"


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--out", type=Path, required=True, help="folder for the passages")
    ap.add_argument("--seed", type=int, default=5)
    a = ap.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    text = "\n".join(passages(a.seed))
    (a.out / "plain.txt").write_text(text, encoding="utf-8")
    print(f"{text.count(chr(10) + '  ')} sentences in {a.out}")


if __name__ == "__main__":
    main()
