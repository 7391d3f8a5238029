"""PLOVER types: cross-validation as training wrote it, and the unit tests of PETRARCH."""

from __future__ import annotations

import json
import re
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from spacy.language import Language

from benchmarks.reading.score import Section, percent
from tracktwo.intake.document import Document

__all__ = ["folds_section", "petrarch_section"]

_CAMEO = re.compile(r"(0[1-9]|1[0-9]|20)[0-9]{0,2}")
Expected = tuple[str, str, str]
"""PLOVER type, code of the actor, code of the recipient."""


def folds_section(path: Path) -> Section:
    """The five folds on PLV with their spread."""
    title = "PLOVER type of a marked pair, PLV and CAMEO classes, 5 folds"
    if not path.exists():
        return Section(title, f"not measured yet: there is no {path.name}", ())
    results = json.loads(path.read_text(encoding="utf-8"))
    rows = []
    for key, name in (
        ("types", "macro-F1, 15 types"),
        ("accuracy", "accuracy, 15 types"),
        ("types, pair head alone", "macro-F1, 15 types, pair head alone"),
        ("classes", "macro-F1, 4 classes"),
        ("five classes", "CAMEO classes with none, of a sentence, macro-F1"),
    ):
        folds = [f[key] for f in results["folds"] if key in f]
        if folds:
            spread = f"{min(folds):.2f} – {max(folds):.2f}"
            pooled = results.get("pooled", {}).get(key)
            rows.append(
                (
                    name,
                    f"{statistics.mean(folds):.2f}",
                    spread,
                    f"{pooled:.2f}" if pooled is not None else "",
                )
            )
    note = "Sentences are never split over folds; as training wrote it down."
    return Section(title, note, ("measure", "mean", "folds", "pooled"), rows)


def petrarch_section(nlp: Language, folder: Path) -> Section:
    """Share of the unit tests that come out right."""
    title = "PETRARCH unit tests"
    try:
        from tracktwo import actors
        from tracktwo.coding import code
        from tracktwo.coding.codebook import cameo_to_plover
    except ImportError:
        return Section(title, "not built", ())
    tests = list(_tests(folder / "petrarch-unit-tests.xml"))
    with tempfile.TemporaryDirectory() as tmp:
        file = Path(tmp) / "invented.toml"
        file.write_text(_registry(tests), encoding="utf-8")
        registry = actors.load_registry(file)
    tally: dict[str, list[bool]] = defaultdict(list)
    for text, day, codes, _ in tests:
        expected = set()
        for cameo, source, target in codes:
            plover = cameo_to_plover(cameo)
            if plover is not None and source[:3].isalpha() and target[:3].isalpha():
                expected.add((plover.type, source[:3], target[:3]))
        if codes and not expected:
            continue
        document = Document(text, published=day)
        rows = [r for r in code(nlp(text), document, registry) if hasattr(r, "recipients")]
        found = {e for row in rows for e in _coded(row)}
        pairs = {frozenset(x[1:]) for x in found}
        if not expected:
            tally["no event, none coded"].append(not found)
            continue
        tally["type and both actors"].append(expected <= found)
        tally["type"].append({x[0] for x in expected} <= {x[0] for x in found})
        tally["both actors"].append({frozenset(x[1:]) for x in expected} <= pairs)
    rows_out = [
        (k, str(len(v)), percent(sum(v) / len(v))) for k, v in sorted(tally.items(), reverse=True)
    ]
    note = (
        "Tests with all expected events found, by country and mapped type; statements and appeals, "
        "which PLOVER leaves out, are not asked for."
    )
    return Section(title, note, ("what", "tests", "right"), rows_out)


def _coded(row: object) -> Iterable[Expected]:
    """The (type, actor, recipient) triples of an event; what parties do jointly goes both ways."""
    kind = str(getattr(row, "type", ""))
    acting = {p.code for p in getattr(row, "actors", ()) if p.code}
    receiving = {p.code for p in getattr(row, "recipients", ()) if p.code}
    for a in acting:
        for b in receiving:
            yield kind, a, b
            if kind in ("CONSULT", "COOPERATE"):
                yield kind, b, a
        for b in acting - {a}:
            yield kind, a, b


Test = tuple[str, date, list[tuple[str, str, str]], list[str]]


def _tests(path: Path) -> Iterable[Test]:
    """Text, day, expected (CAMEO, source, target), and capitalised words of each test."""
    for element in ElementTree.parse(path).iter("Sentence"):
        codings = [e.attrib for e in element.iter("EventCoding")]
        made_up = any(not _CAMEO.fullmatch(c.get("eventcode", "010")) for c in codings)
        if made_up or not codings or any("error" in c for c in codings):
            continue
        stamp = element.attrib["date"]
        day = date(int(stamp[:4]), int(stamp[4:6]), int(stamp[6:8]))
        codes = [
            (c["eventcode"], c["sourcecode"], c["targetcode"]) for c in codings if "eventcode" in c
        ]
        words = []
        for line in (element.findtext("Parse") or "").split("\n"):
            cols = line.split("\t")
            if len(cols) > 4 and cols[3] in ("PROPN", "ADJ", "NOUN") and cols[1][0].isupper():
                words.append(cols[1])
        text = re.sub(r"\s+", " ", element.findtext("Text") or "").strip()
        yield text, day, codes, words


def _registry(tests: Iterable[Test]) -> str:
    """A user's registry of the invented countries: words that begin with an expected code.

    The shortest of the most frequent is the name, the others are adjectives.
    """
    from tracktwo import actors

    known = {a.code for a in actors.load_registry()}
    seen: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for _, _, codes, words in tests:
        expected = {side[:3] for c in codes for side in c[1:]}
        for word in words:
            if word[:3].upper() in expected and word not in known:
                seen[word[:3].upper()][word] += 1
    out = []
    for code, forms in sorted(seen.items()):
        name = min(forms, key=lambda w: (-forms[w], len(w), w))
        others = sorted(w for w in forms if w != name and w.startswith(name[:4]))
        out.append(
            f'[[actor]]\nid = "{name.lower()}"\nname = "{name}"\nkind = "state"\n'
            f'code = "{code}"\nadjectives = {json.dumps(others)}\n'
        )
    return "\n".join(out)
