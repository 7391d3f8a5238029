"""Reads CoNLL-U treebanks into plain sentences, with the layers that the reader learns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

# Morphology that reading needs; the rest of FEATS is left out so that the label set stays small.
FEATS = (
    "VerbForm",
    "Tense",
    "Mood",
    "Voice",
    "Number",
    "Person",
    "PronType",
    "Case",
    "Gender",
    "Poss",
    "Polarity",
    "Degree",
)
# Entity types of GUM that are kept when the mention's head is a proper noun (or a time).
GUM_NAMES = {
    "person": "Person",
    "organization": "Organisation",
    "place": "Location",
    "time": "Temporal",
    "event": "Event",
}


@dataclass
class Sentence:
    """One annotated sentence.

    heads: 0 for the root, else 1 + index of the head word; names: BIO tags, None where the set
    has no such layer.
    """

    doc: str
    paragraph: bool
    words: list[str]
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deprels: list[str] = field(default_factory=list)
    names: list[str] | None = None


def keep_feats(feats: str) -> str:
    """FEATS reduced to the ones that reading needs, sorted as in the source."""
    if feats == "_":
        return "_"
    kept = [f for f in feats.split("|") if f.split("=")[0] in FEATS]
    return "|".join(kept) or "_"


def read_conllu(path: Path, *, entities: bool = False) -> list[Sentence]:
    """All sentences of a treebank file; with ``entities``, named mentions from GUM's MISC column."""
    out: list[Sentence] = []
    doc, par = "", True
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        if not block.strip():
            continue
        rows = []
        for line in block.split("\n"):
            if line.startswith("# newdoc"):
                doc, par = line.split("=")[-1].strip(), True
            elif line.startswith("# newpar"):
                par = True
            elif line and line[0] != "#":
                cols = line.split("\t")
                if cols[0].isdigit():
                    rows.append(cols)
        s = Sentence(doc, par, [c[1] for c in rows])
        par = False
        s.upos = [c[3] for c in rows]
        s.xpos = [c[4] for c in rows]
        s.feats = [keep_feats(c[5]) for c in rows]
        s.lemmas = [c[2] for c in rows]
        s.heads = [int(c[6]) for c in rows]
        s.deprels = [c[7] for c in rows]
        if entities:
            s.names = gum_names(s, [c[9] for c in rows])
        out.append(s)
    return out


_OPEN = re.compile(r"\((\d+)-([a-z]+)-([^()]*)|(\d+)\)|\)")


def gum_names(s: Sentence, misc: list[str]) -> list[str]:
    """BIO tags of named mentions: the proper-noun core of an entity, with its determiner."""
    spans: list[tuple[int, int, str]] = []
    stack: list[tuple[str, str, int]] = []
    for i, m in enumerate(misc):
        ent = next((x[7:] for x in m.split("|") if x.startswith("Entity=")), "")
        for tok in re.findall(r"\([^()]+|\d*\)", ent):
            if tok.startswith("("):
                parts = tok[1:].split("-")
                stack.append((parts[0], parts[1] if len(parts) > 1 else "", i))
                continue
            key = tok[:-1]
            j = next(
                (k for k in range(len(stack) - 1, -1, -1) if not key or stack[k][0] == key), None
            )
            if j is not None:
                _, etype, start = stack.pop(j)
                spans.append((start, i + 1, etype))
            # a single-token entity "(1-person-..." closes in the same string: handled by the loop
    tags = ["O"] * len(s.words)
    for start, end, etype in sorted(spans, key=lambda x: x[0] - x[1]):  # longest first
        label = GUM_NAMES.get(etype)
        if not label:
            continue
        head = next((k for k in range(start, end) if not start < s.heads[k] <= end), None)
        if head is None:
            continue
        if label == "Temporal":
            if s.upos[head] not in ("PROPN", "NUM", "NOUN"):
                continue
            if not any(s.upos[k] in ("PROPN", "NUM") for k in range(start, end)):
                continue
            lo, hi = start, end
        else:
            if s.upos[head] != "PROPN":
                continue
            lo = hi = head
            while lo > start and (
                s.upos[lo - 1] in ("PROPN", "ADJ", "NUM", "DET", "PUNCT", "NOUN")
                and start < s.heads[lo - 1] <= end
                and s.words[lo - 1] not in (",", "(")
            ):
                lo -= 1
            hi = head + 1
            while hi < end and (
                s.upos[hi] == "PROPN"
                or (
                    s.upos[hi] in ("ADP", "CCONJ", "DET", "PART")
                    and hi + 1 < end
                    and s.upos[hi + 1] in ("PROPN", "DET")
                )
                or (s.words[hi] in ("-", "'s") and hi + 1 < end and s.upos[hi + 1] == "PROPN")
            ):
                hi += 1
        tags[lo:hi] = [f"B-{label}"] + [f"I-{label}"] * (hi - lo - 1)
    # repair tags that a later, shorter span cut through
    for k, t in enumerate(tags):
        if t.startswith("I-") and (k == 0 or tags[k - 1][2:] != t[2:]):
            tags[k] = "B-" + t[2:]
    return tags


def read_bio(path: Path) -> list[Sentence]:
    """Sentences with BIO tags, one word and tag a line, empty line between sentences."""
    out = []
    for k, block in enumerate(path.read_text(encoding="utf-8").split("\n\n")):
        rows = [
            line.split("\t") if "\t" in line else line.rsplit(" ", 1)
            for line in block.split("\n")
            if line.strip()
        ]
        rows = [r for r in rows if len(r) == 2]
        if rows:
            s = Sentence(f"bio{k}", True, [r[0] for r in rows])
            s.names = [r[1] for r in rows]
            out.append(s)
    return out


def edit_script(form: str, lemma: str) -> str:
    """How to get from a form to its lemma: case change, letters cut from the end, letters added.

    ``keep`` in upper-case letters leaves the case as it is; ``=`` whole-word replacement.
    """
    low = form.lower()
    case = "L" if lemma == lemma.lower() else "K"
    base = low if case == "L" else form
    common = 0
    while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
        common += 1
    if common == 0 and lemma:
        return f"={lemma}"
    return f"{case}{len(base) - common}+{lemma[common:]}"


def apply_script(form: str, script: str) -> str:
    """The lemma that a script makes of a form."""
    if script.startswith("="):
        return script[1:]
    cut, _, add = script[1:].partition("+")
    base = form.lower() if script[0] == "L" else form
    n = int(cut)
    return (base[: len(base) - n] if n else base) + add
