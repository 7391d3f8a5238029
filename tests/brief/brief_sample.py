"""A hand-made ledger on an invented conflict, with documents of our own words."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tracktwo.intake.document import Document
from tracktwo.schema import (
    Citation,
    Condition,
    DateRange,
    Event,
    Link,
    Party,
    Position,
    Proposal,
    Quote,
    Relation,
    Row,
    Term,
    Utterance,
)

WIRE = """\
President Ilyas Darrow of Kestan met Foreign Minister Petra Vellin of Marland in Oslo on Monday, \
and Norway hosted the talks. Darrow praised the Norwegian hosts and said that Kestan was ready to \
release ninety prisoners. Vellin demanded that Kestan open the Sarat crossing before any further \
round. If the crossing stays closed, Marland will halt grain shipments, Vellin warned. \
Shelling near Sarat continued on Tuesday, and the Northern Front fired rockets at a Kestan army \
post. Kestan said the Northern Front had attacked the hospital in Sarat; the Front denied that it \
had struck the hospital. Officials close to the talks suggested that the plan may involve a \
customs union for fifteen years in return for a freeze of the front line. \
Aid workers could not enter the town. Turkey might send observers in spring. \
"We will not sign away the river," said Mayor Samira Qadir, adding in Arabic: \
«لن نتنازل عن النهر، فهو حياة أطفالنا». Rabbi Noa Levin told reporters: «השלום מתחיל בשיחה פשוטה». \
"""

BULLETIN = """\
The United Nations called on all parties to let relief convoys pass. The Secretary-General \
welcomed the Oslo meeting. The Northern Front rejects any customs union and wants seats in a \
transitional council. Its spokesman said: "No council, no ceasefire." A Russian delegate observed: \
«Перемирие без гарантий не продержится и месяца». China's envoy remarked: \
「停火只是第一步，信任才是根本。」 \
Marland offered to lift its fuel sanctions once observers are in place. Kestan plans to withdraw \
two brigades from the Sarat valley next month. The Front hinted that it could accept a monitored \
corridor. Marland expelled two Kestani diplomats in March. Norway proposed a three-step plan: a \
corridor for relief, an exchange of prisoners within thirty days, and elections in 2027.
"""

MENUS = "Home News About us. No report stands here.\n"


@dataclass
class Book:
    """A plain ledger of lists."""

    documents: list[Document] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    utterances: list[Utterance] = field(default_factory=list)
    ties: list[Relation] = field(default_factory=list)

    def relations(self) -> list[Relation]:
        return self.ties

    def rows(self) -> list[Row]:
        return [
            *self.events,
            *self.positions,
            *self.proposals,
            *self.quotes,
            *self.utterances,
        ]


def cite(document: Document, words: str) -> Citation:
    start = document.text.index(words)
    return Citation(document=document.sha256, start=start, end=start + len(words), text=words)


def base(
    document: Document, words: str, rule: str, confidence: float = 0.86, **more: Any
) -> dict[str, Any]:
    cited = cite(document, words)
    key = f"{document.sha256}{rule}{cited.start}{sorted(more)}{confidence}"
    return {
        "id": hashlib.sha256(key.encode()).hexdigest()[:16],
        "document": document.sha256,
        "sentence": document.text.count(". ", 0, cited.start),
        "rule": rule,
        "confidence": confidence,
        "citations": [cited],
        "codebook": "plover-2.0-t1",
        "model": "reader-1.0",
        **more,
    }


def party(name: str, actor: str | None = None, **more: Any) -> Party:
    return Party(name=name, actor=actor, **more)


KESTAN = party("Kestan", "x-kestan", code="KES")
MARLAND = party("Marland", "x-marland", code="MRL")
FRONT = party("Northern Front", "x-front", code="IMG")
NORWAY = party("Norway", "Q20", code="NOR")
TURKEY = party("Türkiye", "Q43", code="TUR")
UN = party("United Nations", "Q1065", code="IGO")
DARROW = party("Ilyas Darrow", "x-darrow", for_actor="x-kestan", sectors=["GOV"])
VELLIN = party("Petra Vellin", "x-vellin", for_actor="x-marland", sectors=["GOV"])
OFFICIALS = party("officials close to the talks", named=False)
HOSPITAL = party("hospital in Sarat", sectors=["MED"])


def sample() -> Book:
    wire = Document(
        WIRE,
        name="wire-0412.txt",
        title="Oslo talks open while shelling goes on near Sarat",
        publisher="Harbour Wire",
        published=date(2026, 4, 15),
        warnings=("the date was taken from the file’s first line",),
    )
    bulletin = Document(
        BULLETIN,
        name="bulletin-88.html",
        title="Weekly bulletin 88: the Sarat valley",
        publisher="Valley Monitor",
        published=date(2026, 4, 17),
    )
    menus = Document(MENUS, name="index.html", publisher="Valley Monitor")
    book = Book([wire, bulletin, menus])

    def event(
        doc: Document, words: str, pred: str, kind: str, quad: int, intensity: float, **kw: Any
    ) -> Event:
        made = Event(
            **base(doc, words, kw.pop("rule", f"event.{kind.lower()}"), kw.pop("confidence", 0.86)),
            predicate=cite(doc, pred),
            type=kind,
            quad=quad,
            intensity=intensity,
            **kw,
        )
        book.events.append(made)
        return made

    monday = DateRange(start="2026-04-13", end="2026-04-13", mention=cite(wire, "Monday"))
    meeting = event(
        wire,
        "President Ilyas Darrow of Kestan met Foreign Minister Petra Vellin of Marland in Oslo",
        "met",
        "CONSULT",
        1,
        4.0,
        mode="visit",
        actors=[DARROW],
        recipients=[VELLIN],
        place=cite(wire, "Oslo"),
        date=monday,
        contexts=["diplomatic", "executive"],
        confidence=0.94,
    )
    again = meeting.model_copy(
        update={
            "citations": [
                *meeting.citations,
                cite(bulletin, "The Secretary-General welcomed the Oslo meeting"),
            ]
        }
    )
    book.events[0] = again
    event(
        wire,
        "Norway hosted the talks",
        "hosted",
        "CONSULT",
        1,
        1.0,
        mode="third-party",
        actors=[NORWAY],
        recipients=[KESTAN, MARLAND],
    )
    event(
        wire,
        "Darrow praised the Norwegian hosts",
        "praised",
        "SUPPORT",
        1,
        5.0,
        actors=[DARROW],
        recipients=[NORWAY],
        confidence=0.91,
    )
    ready = event(
        wire,
        "Kestan was ready to release ninety prisoners",
        "ready",
        "AGREE",
        1,
        2.5,
        actors=[DARROW],
        recipients=[],
    )
    event(
        wire,
        "release ninety prisoners",
        "release",
        "RETREAT",
        2,
        6.5,
        mode="release",
        actors=[KESTAN],
        modality="planned",
        content_of=ready.id,
        attribution=[Link(source=DARROW, cue=cite(wire, "said"), kind="says")],
    )
    ask = event(
        wire,
        "Vellin demanded that Kestan open the Sarat crossing before any further round",
        "demanded",
        "REQUEST",
        3,
        -1.0,
        mode="yield",
        actors=[VELLIN],
        recipients=[KESTAN],
        confidence=0.9,
    )
    event(
        wire,
        "Kestan open the Sarat crossing",
        "open",
        "RETREAT",
        2,
        6.5,
        mode="access",
        actors=[KESTAN],
        modality="demanded",
        content_of=ask.id,
        attribution=[Link(source=VELLIN, cue=cite(wire, "demanded"), kind="demands")],
    )
    hangs = Condition(
        role="consequence",
        cue=cite(wire, "If"),
        span=cite(wire, "If the crossing stays closed"),
    )
    threat = event(
        wire,
        "If the crossing stays closed, Marland will halt grain shipments, Vellin warned",
        "warned",
        "THREATEN",
        3,
        -3.0,
        mode="relations",
        actors=[VELLIN],
        recipients=[KESTAN],
        condition=hangs,
    )
    event(
        wire,
        "Marland will halt grain shipments",
        "halt",
        "SANCTION",
        4,
        -6.0,
        mode="discontinue",
        actors=[MARLAND],
        recipients=[KESTAN],
        modality="conditional",
        condition=hangs,
        content_of=threat.id,
        attribution=[Link(source=VELLIN, cue=cite(wire, "warned"), kind="warns")],
    )
    event(
        wire,
        "Shelling near Sarat continued on Tuesday",
        "Shelling",
        "ASSAULT",
        4,
        -9.5,
        mode="heavy-weapons",
        modality="ongoing",
        place=cite(wire, "Sarat"),
        date=DateRange(start="2026-04-14", end="2026-04-14"),
    )
    event(
        wire,
        "the Northern Front fired rockets at a Kestan army post",
        "fired",
        "ASSAULT",
        4,
        -9.5,
        mode="heavy-weapons",
        actors=[FRONT],
        recipients=[KESTAN],
        confidence=0.93,
    )
    said = Link(source=KESTAN, cue=cite(wire, "said"), kind="says")
    denied = Link(source=FRONT, cue=cite(wire, "denied"), kind="denies")
    event(
        wire,
        "the Northern Front had attacked the hospital in Sarat",
        "attacked",
        "ASSAULT",
        4,
        -9.0,
        actors=[FRONT],
        recipients=[HOSPITAL],
        attribution=[said],
    )
    event(
        wire,
        "Kestan said the Northern Front had attacked the hospital",
        "said",
        "ACCUSE",
        3,
        -3.5,
        mode="allege",
        actors=[KESTAN],
        recipients=[FRONT],
    )
    event(
        wire,
        "the Front denied that it had struck the hospital",
        "denied",
        "REJECT",
        3,
        -2.0,
        actors=[FRONT],
    )
    event(
        wire,
        "it had struck the hospital",
        "struck",
        "ASSAULT",
        4,
        -9.0,
        actors=[FRONT],
        recipients=[HOSPITAL],
        polarity="negated",
        attribution=[denied],
    )
    event(
        wire,
        "Aid workers could not enter the town",
        "enter",
        "RETREAT",
        2,
        6.5,
        mode="access",
        polarity="negated",
        confidence=0.71,
    )
    event(
        wire,
        "Turkey might send observers in spring",
        "send",
        "AID",
        2,
        10.0,
        actors=[TURKEY],
        modality="possible",
        confidence=0.66,
        date=DateRange(start="2026-03-01", end="2026-05-31", precision="season"),
    )
    event(
        bulletin,
        "The United Nations called on all parties to let relief convoys pass",
        "called on",
        "REQUEST",
        3,
        -1.0,
        mode="yield",
        actors=[UN],
        recipients=[party("all parties")],
    )
    event(
        bulletin,
        "The Secretary-General welcomed the Oslo meeting",
        "welcomed",
        "SUPPORT",
        1,
        5.0,
        actors=[party("António Guterres", "Q311440", for_actor="Q1065")],
        recipients=[KESTAN, MARLAND],
    )
    event(
        bulletin,
        "Marland offered to lift its fuel sanctions",
        "offered",
        "AGREE",
        1,
        2.5,
        actors=[MARLAND],
        recipients=[KESTAN],
        condition=Condition(
            role="consequence",
            cue=cite(bulletin, "once"),
            span=cite(bulletin, "once observers are in place"),
        ),
    )
    event(
        bulletin,
        "Kestan plans to withdraw two brigades from the Sarat valley next month",
        "withdraw",
        "RETREAT",
        2,
        6.5,
        mode="withdraw",
        actors=[KESTAN],
        modality="planned",
        date=DateRange(start="2026-05-01", end="2026-05-31", precision="month"),
    )
    event(
        bulletin,
        "Marland expelled two Kestani diplomats in March",
        "expelled",
        "SANCTION",
        4,
        -5.5,
        mode="expel",
        actors=[MARLAND],
        recipients=[KESTAN],
        date=DateRange(start="2026-03-01", end="2026-03-31", precision="month"),
    )

    def position(doc: Document, words: str, who: Party, issue: Any, stance: Any, **kw: Any) -> None:
        book.positions.append(
            Position(
                **base(doc, words, f"position.{stance}"),
                party=who,
                issue=issue,
                stance=stance,
                content=cite(doc, words),
                **kw,
            )
        )

    position(
        wire,
        "Kestan open the Sarat crossing",
        VELLIN,
        "transit and borders",
        "demands",
        toward=[KESTAN],
    )
    position(
        wire,
        "release ninety prisoners",
        KESTAN,
        "prisoners",
        "offers",
        attribution=[Link(source=DARROW, kind="says")],
    )
    position(
        wire,
        "We will not sign away the river",
        party("Samira Qadir", "x-qadir", for_actor="x-sarat"),
        "water and energy",
        "rejects",
    )
    position(bulletin, "rejects any customs union", FRONT, "trade", "rejects")
    position(
        bulletin, "wants seats in a transitional council", FRONT, "political transition", "demands"
    )
    position(
        bulletin,
        "No council, no ceasefire",
        FRONT,
        "ceasefire",
        "accepts",
        modality="conditional",
        condition=Condition(role="consequence", span=cite(bulletin, "No council")),
        attribution=[Link(source=FRONT, kind="says")],
    )
    position(
        bulletin,
        "could accept a monitored corridor",
        FRONT,
        "humanitarian access",
        "accepts",
        modality="possible",
        attribution=[Link(source=FRONT, cue=cite(bulletin, "hinted"), kind="hints")],
    )
    position(
        bulletin,
        "lift its fuel sanctions",
        MARLAND,
        "sanctions",
        "offers",
        toward=[KESTAN],
        condition=Condition(
            role="consequence",
            cue=cite(bulletin, "once"),
            span=cite(bulletin, "once observers are in place"),
        ),
    )
    position(
        bulletin,
        "let relief convoys pass",
        UN,
        "humanitarian access",
        "demands",
        toward=[party("all parties")],
    )

    feared = "the plan may involve a customs union for fifteen years in return for a freeze of the front line"  # noqa: E501
    book.proposals.append(
        Proposal(
            **base(wire, feared, "proposal.may", 0.62),
            by=None,
            definite="vague",
            content=cite(wire, feared),
            attribution=[Link(source=OFFICIALS, cue=cite(wire, "suggested"), kind="suggests")],
            condition=Condition(
                role="consequence",
                cue=cite(wire, "in return for"),
                span=cite(wire, "in return for a freeze of the front line"),
            ),
            terms=[
                Term(
                    issue="trade",
                    content=cite(wire, "a customs union for fifteen years"),
                    duration="fifteen years",
                ),
                Term(issue="territory", content=cite(wire, "a freeze of the front line")),
            ],
        )
    )
    steps = "Norway proposed a three-step plan: a corridor for relief, an exchange of prisoners within thirty days, and elections in 2027"  # noqa: E501
    book.proposals.append(
        Proposal(
            **base(bulletin, steps, "proposal.propose"),
            by=NORWAY,
            definite="stated",
            content=cite(bulletin, steps),
            terms=[
                Term(issue="humanitarian access", content=cite(bulletin, "a corridor for relief")),
                Term(
                    issue="prisoners",
                    content=cite(bulletin, "an exchange of prisoners within thirty days"),
                    duration="within thirty days",
                    party=KESTAN,
                ),
                Term(issue="elections", content=cite(bulletin, "elections in 2027"), value="2027"),
            ],
        )
    )

    def quote(doc: Document, words: str, who: Party, **kw: Any) -> None:
        book.quotes.append(
            Quote(
                **base(doc, words, "quote.marks", 0.97),
                speaker=who,
                cue=None,
                content=cite(doc, words),
                direct=kw.pop("direct", True),
                **kw,
            )
        )

    qadir = party("Samira Qadir", "x-qadir")
    quote(wire, "We will not sign away the river", qadir)
    quote(wire, "لن نتنازل عن النهر، فهو حياة أطفالنا", qadir)
    quote(wire, "השלום מתחיל בשיחה פשוטה", party("Noa Levin"), addressee=party("reporters"))
    quote(bulletin, "No council, no ceasefire.", FRONT)
    quote(
        bulletin,
        "Перемирие без гарантий не продержится и месяца",
        party("Russian delegate", None, for_actor="Q159", code="RUS"),
    )
    quote(
        bulletin, "停火只是第一步，信任才是根本。", party("envoy of China", None, for_actor="Q148")
    )
    quote(wire, "Kestan was ready to release ninety prisoners", DARROW, direct=False)
    book.utterances.append(
        Utterance(
            **base(bulletin, "wants seats in a transitional council", "utterance.wish"),
            speaker=FRONT,
            kind="says",
            content=cite(bulletin, "wants seats in a transitional council"),
            about=[KESTAN],
        )
    )

    def tie(a: Party, b: Party, cooperation: int, conflict: int) -> None:
        ids = [e.id for e in book.events if acts_in(a, e.actors) and acts_in(b, e.recipients)]
        sign: Any = (
            "mixed" if cooperation and conflict else "positive" if cooperation else "negative"
        )
        book.ties.append(
            Relation(
                **base(wire, "Norway hosted the talks", f"tie.{a.name}.{b.name}", 1.0),
                source=a,
                target=b,
                sign=sign,
                cooperation=cooperation,
                conflict=conflict,
                events=ids,
            )
        )

    tie(KESTAN, MARLAND, 1, 0)
    tie(MARLAND, KESTAN, 1, 3)
    tie(NORWAY, KESTAN, 1, 0)
    tie(NORWAY, MARLAND, 1, 0)
    tie(KESTAN, NORWAY, 1, 0)
    tie(FRONT, KESTAN, 0, 1)
    tie(KESTAN, FRONT, 0, 1)
    tie(UN, KESTAN, 1, 0)
    tie(UN, MARLAND, 1, 0)
    return book


def acts_in(wanted: Party, among: list[Party]) -> bool:
    key = wanted.for_actor or wanted.actor
    return any((p.for_actor or p.actor) == key for p in among)


NAMES = {"Q159": "Russia", "Q148": "China", "x-sarat": "Sarat town council"}
