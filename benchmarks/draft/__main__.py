"""Drafts conflicts from our own reports, prints what is right: ``python -m benchmarks.draft``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

from benchmarks.draft.known import REPORTS, Known, cases
from benchmarks.draft.results import Result, section, total
from benchmarks.draft.scoring import compare
from benchmarks.reading.score import Section, table
from tracktwo.conflict.draft import Draft, draft
from tracktwo.conflict.draft.parties import parties_in
from tracktwo.ledger import Ledger
from tracktwo.pipeline import Coder, read_reports


def drafted(report: Path) -> tuple[Draft, dict[str, str]]:
    """The draft of a report, and the words that each row cites."""
    own = report.with_name(f"{report.stem}.registry.toml")
    files = (str(own),) if own.exists() else ()
    reading = read_reports([report], registry_files=files)
    for failure in reading.failures:
        raise failure.error
    parties = [party for row in reading.ledger for party in parties_in(row)]
    ids = {i for party in parties for i in (party.actor, party.for_actor) if i}
    names = {**reading.names, **Coder(files).names(ids)}
    return draft(reading.ledger, names=names), cited(reading.ledger)


def cited(ledger: Ledger) -> dict[str, str]:
    """The exact words that each row of a ledger cites, by its id."""
    return {row.id: "\n".join(c.text for c in row.citations) for row in ledger}


def note(known: Known, report: Path) -> str:
    """What a report is."""
    parties = "registry given" if report.with_name(f"{report.stem}.registry.toml").exists() else ""
    if known.setting == "invented" and not parties:
        parties = "registry not given"
    return "; ".join(part for part in (known.kind, known.setting, parties) if part) + "."


def as_json(sections: list[Section], lines: Mapping[str, list[str]]) -> str:
    """All tables and lines."""
    out = {
        s.title: {
            "counts": {row[0]: dict(zip(s.columns[1:], row[1:], strict=True)) for row in s.rows},
            "lines": lines.get(s.title, []),
        }
        for s in sections
    }
    return json.dumps(out, indent=1, ensure_ascii=False)


def main() -> None:
    ap = argparse.ArgumentParser(prog="python -m benchmarks.draft", description=__doc__)
    ap.add_argument("--reports", type=Path, default=REPORTS, help="folder of reports and models")
    ap.add_argument("--only", nargs="*", help="names of reports")
    ap.add_argument("--lines", action="store_true", help="also print what differs, a line each")
    ap.add_argument("--drafts", type=Path, help="folder to write the drafts to")
    ap.add_argument("--json", action="store_true", help="print JSON instead of Markdown")
    a = ap.parse_args()
    results: list[Result] = []
    sections: list[Section] = []
    groups: dict[str, list[Result]] = {}
    for report, known in cases(a.reports):
        if a.only and known.name not in a.only:
            continue
        made, words = drafted(report)
        if a.drafts:
            a.drafts.mkdir(parents=True, exist_ok=True)
            text = made.text if made.conflict is not None else f"# {made.why_not}\n"
            (a.drafts / f"{known.name}.toml").write_text(text, encoding="utf-8")
        result = compare(made, known, words)
        results.append(result)
        sections.append(section(result, note(known, report)))
        own = note(known, report).rsplit("; ", 1)[-1].rstrip(".")
        groups.setdefault(own, []).append(result)
    for name, some in sorted(groups.items()):
        sections.append(section(total(some), f"{len(some)} reports."))
        sections[-1] = Section(
            name, *(getattr(sections[-1], k) for k in ("note", "columns", "rows"))
        )
    sections.append(section(total(results), f"{len(results)} reports, all counts together."))
    lines = {r.name: r.lines for r in results}
    if a.json:
        print(as_json(sections, lines))
        return
    for one in sections:
        print(table(one))
        if a.lines and lines.get(one.title):
            print("\n".join(f"- {line}" for line in lines[one.title]) + "\n")


if __name__ == "__main__":
    main()
