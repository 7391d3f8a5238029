"""Ledgers made by hand from sentences of our own, for the tests of the draft."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

from tracktwo.conflict.draft import Draft, draft
from tracktwo.intake.document import Document
from tracktwo.ledger import Ledger
from tracktwo.schema import (
    Citation,
    Condition,
    Event,
    Link,
    Party,
    Position,
    Proposal,
    Row,
    Term,
)

NORTH = Party(name="Norland", actor="norland", code="NLD")
SOUTH = Party(name="Sudmark", actor="sudmark", code="SDM")
EAST = Party(name="Estia", actor="estia", code="EST")
PACT = Party(name="Western Pact", actor="pact", code="IGO")
CHIEF = Party(name="Ana Vell", actor="ana-vell", for_actor="norland", code="NLD")
NOBODY = Party(name="officials", named=False)
NAMES = {"norland": "Norland", "sudmark": "Sudmark", "estia": "Estia", "pact": "Western Pact"}


class Report:
    """One report whose sentences are given one by one, with the rows that rest on each."""

    def __init__(self, *sentences: str) -> None:
        self.document = Document(
            text=" ".join(sentences), name="made.txt", published=date(2024, 3, 1)
        )
        self.rows: list[Row] = []
        self._number = itertools.count()

    def cite(self, words: str) -> Citation:
        start = self.document.text.index(words)
        return Citation(
            document=self.document.sha256, start=start, end=start + len(words), text=words
        )

    def _base(self, told: str, more: dict[str, Any]) -> dict[str, Any]:
        cited = self.cite(told)
        if unless := more.pop("hangs", None):
            more["condition"] = Condition(role="consequence", span=self.cite(unless))
        return {
            "id": f"r{next(self._number)}",
            "document": self.document.sha256,
            "sentence": self.document.text.count(". ", 0, cited.start),
            "rule": "by hand",
            "confidence": 0.8,
            "citations": [cited],
            "codebook": "test",
            "model": "test",
        } | more

    def position(
        self, party: Party, stance: str, issue: str, content: str, *, told: str | None = None,
        **more: Any,
    ) -> Report:  # fmt: skip
        base = self._base(told or content, more)
        self.rows.append(
            Position(**base, party=party, stance=stance, issue=issue, content=self.cite(content))  # type: ignore[arg-type]
        )
        return self

    def event(
        self, actor: Party, type_: str, told: str, *, verb: str | None = None, **more: Any
    ) -> Report:
        quad = {"ASSAULT": 4, "SANCTION": 4, "COERCE": 4, "THREATEN": 3, "AID": 2}.get(type_, 1)
        base = self._base(told, {"quad": quad, "intensity": -5.0 if quad > 2 else 5.0} | more)
        self.rows.append(
            Event(**base, actors=[actor], type=type_, predicate=self.cite(verb or told.split()[0]))
        )
        return self

    def proposal(self, by: Party | None, content: str, *terms: Term, **more: Any) -> Report:
        base = self._base(content, {"definite": "rumoured"} | more)
        self.rows.append(Proposal(**base, by=by, terms=list(terms), content=self.cite(content)))
        return self

    def term(self, issue: str, content: str, party: Party | None = None) -> Term:
        return Term(issue=issue, content=self.cite(content), party=party)  # type: ignore[arg-type]

    @property
    def ledger(self) -> Ledger:
        return Ledger.from_rows(self.rows, documents=[self.document])

    def draft(self, **options: Any) -> Draft:
        return draft(self.ledger, names=NAMES, **options)


def said(by: Party | None, kind: Any = "says") -> list[Link]:
    return [Link(source=by, kind=kind)]


def wishes(made: Draft, label: str) -> dict[str, Any]:
    """The statements of a party, by their text, in order."""
    assert made.conflict is not None
    preference = made.conflict.preferences[made.conflict.dm(label)]
    return {s.text: s for s in preference.statements}  # type: ignore[union-attr]


def options(made: Draft) -> dict[str, tuple[str, str]]:
    """Owner and label of each option, by id."""
    assert made.conflict is not None
    makers = made.conflict.decision_makers
    return {o.id: (makers[o.owner].label, o.label) for o in made.conflict.options}


def pact_report() -> Report:
    """Norland demands neutrality, fights, and hints that it keeps what it took."""
    text = (
        "Ana Vell demanded that Sudmark remain neutral and forgo membership in the Western Pact.",
        "She hinted that Norland would retain control of the Sarn valley.",
        "Norland continues to shell the border.",
        "Estia may cut its aid to Sudmark.",
        "It is feared that the plan involves Sudmark surrendering to Norland.",
        "Sudmark will not yield.",
    )
    report = Report(*text)
    told = text[0].rstrip(".")
    report.position(CHIEF, "demands", "neutrality", "remain neutral", told=told, toward=[SOUTH])
    report.position(
        CHIEF, "demands", "alliance membership", "forgo membership in the Western Pact",
        told=told, toward=[SOUTH],
    )  # fmt: skip
    report.position(
        NORTH, "prefers", "territory", "retain control of the Sarn valley",
        attribution=said(CHIEF, "hints"),
    )  # fmt: skip
    report.event(
        NORTH, "ASSAULT", "Norland continues to shell the border", verb="shell",
        modality="ongoing",
    )  # fmt: skip
    report.event(
        EAST, "SANCTION", "Estia may cut its aid to Sudmark", verb="cut", mode="discontinue",
        modality="possible", recipients=[SOUTH],
    )  # fmt: skip
    report.proposal(
        EAST, "the plan involves Sudmark surrendering to Norland",
        report.term("other", "surrendering to Norland", SOUTH), attribution=said(None, "believes"),
    )  # fmt: skip
    return report
