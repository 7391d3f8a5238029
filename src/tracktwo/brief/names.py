"""How parties are called in the brief, and which mentions are one party."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from tracktwo.brief.words import listed, single_line
from tracktwo.ledger.bodies import body, is_entry
from tracktwo.schema import Event, Party, Position, Proposal, Quote, Relation, Utterance

__all__ = ["LedgerLike", "Names", "parties_of", "registry_names"]


_PRONOUNS = frozenset(
    "i we he she they it you me us him her them one this that these those who others".split()
)


class LedgerLike(Protocol):
    """What the brief asks of a ledger; ``tracktwo.ledger.Ledger`` and plain objects have it."""

    @property
    def events(self) -> Sequence[Event]:
        """Who did what to whom."""

    @property
    def quotes(self) -> Sequence[Quote]:
        """Words of speakers."""

    @property
    def positions(self) -> Sequence[Position]:
        """Where parties stand."""

    @property
    def proposals(self) -> Sequence[Proposal]:
        """What has been put on the table."""

    @property
    def utterances(self) -> Sequence[Utterance]:
        """Plain statements and appeals."""

    def relations(self) -> Sequence[Relation]:
        """Signed ties between parties."""


def parties_of(ledger: LedgerLike) -> Iterator[Party]:
    """Every party that a row names, in the order of the rows."""
    rows: list[Event | Quote | Position | Proposal | Utterance] = [
        *ledger.events,
        *ledger.positions,
        *ledger.proposals,
        *ledger.quotes,
        *ledger.utterances,
    ]
    for row in rows:
        own: list[Party | None] = []
        if isinstance(row, Event):
            own = [*row.actors, *row.recipients]
        elif isinstance(row, Position):
            own = [row.party, *row.toward]
        elif isinstance(row, Proposal):
            own = [row.by, *(t.party for t in row.terms)]
        elif isinstance(row, Quote):
            own = [row.speaker, row.addressee]
        else:
            own = [row.speaker, *row.about]
        own += [link.source for link in row.attribution]
        yield from (p for p in own if p is not None)
    for tie in ledger.relations():
        # a tie may stand for a body that no row names; its name is then only the id
        yield from (p for p in (tie.source, tie.target) if p.name != (p.actor or p.for_actor))


def registry_names(ids: Iterable[str]) -> dict[str, str]:
    """Display names of registry ids from ``tracktwo.actors``; those unknown there are left out."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    try:
        from tracktwo.actors import load_registry

        registry = load_registry()
    except (ImportError, OSError):
        return {}
    found = ((i, registry.get(i)) for i in wanted)
    return {i: actor.name for i, actor in found if actor is not None}


class Names:
    """Display names and grouping of the parties of one ledger.

    Args:
        parties: every party that the rows name.
        known: id to name, asked before the rows and the registry.
    """

    def __init__(self, parties: Iterable[Party], known: Mapping[str, str] | None = None) -> None:
        seen: dict[str, Counter[str]] = {}
        loose: dict[str, Counter[str]] = {}
        named: dict[str, Counter[str]] = {}
        spoken_for: set[str] = set()
        for party in parties:
            name = single_line(party.name)
            if party.for_actor is not None:
                spoken_for.add(party.for_actor)
            if party.actor is not None:
                seen.setdefault(party.actor, Counter())[name] += 1
            key = self.key(party)
            loose.setdefault(key, Counter())[_unnamed(party)] += 1
            if key.startswith("name:"):
                own = party.for_actor or party.name
                named.setdefault(key, Counter())[single_line(own)] += 1
        self._known = dict(known or {})
        self._seen = {k: _commonest(c) for k, c in seen.items()}
        self._loose = {k: _commonest(c) for k, c in loose.items()}
        self._named = {k: _commonest(c) for k, c in named.items()}
        missing = {i for i in spoken_for if is_entry(i)} - set(self._seen) - set(self._known)
        self._registry = registry_names(missing) if known is None else {}

    @staticmethod
    def key(party: Party) -> str:
        """One key for all who speak or act for the same state or body."""
        key = body(party)
        if not key.startswith("~"):
            return key
        return f"{'name' if party.named or party.for_actor else 'unnamed'}:{key[1:]}"

    def of_id(self, actor: str) -> str | None:
        """Name of a registry id: as given, else from a row that names it, else the registry."""
        return self._known.get(actor) or self._seen.get(actor) or self._registry.get(actor)

    def of_key(self, key: str) -> str:
        """Name of a whole group."""
        return (
            self.of_id(key)
            or self._named.get(key)
            or self._loose.get(key)
            or key.removeprefix("name:").removeprefix("unnamed:")
        )

    def show(self, party: Party, *, source: bool = False, home: str | None = None) -> str:
        """``Russia``, ``Vladimir Putin (Russia)``, ``officials``.

        Args:
            party: the party as a row names it.
            source: whether it is told as a source; unnamed ones are then marked as such.
            home: the body under whose heading it stands, which need not be told again.
        """
        name = single_line(party.name)
        if party.for_actor is not None and party.for_actor != party.actor:
            of = party.for_actor
            whose = self.of_id(of) if is_entry(of) else single_line(of)
            if whose is not None and self.key(party) != home and not _tells(name, whose):
                return f"{name} ({whose})"
        if party.named:
            return name
        return f"{name} (not named)" if source else _unnamed(party)

    def show_all(self, parties: Sequence[Party], last: str = "and", home: str | None = None) -> str:
        """Several parties as one list, each once."""
        return listed(dict.fromkeys(self.show(p, home=home) for p in parties), last)


def _tells(name: str, body: str) -> bool:
    """Whether a name already tells its body: *Sarnian troops*, *envoys of Velmia*."""
    stem = body.casefold()
    stem = stem if len(stem) < 5 else stem[: max(4, len(stem) - 2)]
    return stem in name.casefold()


def _unnamed(party: Party) -> str:
    """The words of the text; a pronoun that nothing resolves is quoted and marked."""
    name = single_line(party.name)
    if party.named or name.casefold() not in _PRONOUNS:
        return name
    return f"“{name}” (not said who)"


def _commonest(names: Counter[str]) -> str:
    return min(names, key=lambda n: (-names[n], n))
