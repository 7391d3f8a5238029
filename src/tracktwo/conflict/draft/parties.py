"""Whose words and acts count as whose: people for their bodies, short names for long ones."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from tracktwo.conflict.draft.other_names import NOUNS, ORGANS, other_names
from tracktwo.ledger import Ledger
from tracktwo.ledger.bodies import body, parties_in
from tracktwo.schema import Event, Party, Position

__all__ = ["Parties", "is_known"]

_DEFINITE = re.compile(r"\b[Tt]he ([A-Za-z]+)\b(?! of\b)")
_PRONOUNS = frozenset(
    "he him his she her hers it its they them their theirs we us our ours i me my you your who "
    "whom whose that this these those both each one".split()
)


def is_known(party: Party) -> bool:
    """Whether a party is in the registry, itself or by the body for which it speaks."""
    return bool(party.actor or party.for_actor)


class Parties:
    """The bodies of a ledger, the names to show for them, and where a text names them.

    A person counts for the body for which he or she speaks. A name that no registry knows counts
    for a longer one that ends with it, "Name of Place" for a place that the reports also name, and
    an organ ("government of Place") for its place, as long as only one can be meant.

    Args:
        ledger: the rows.
        names: names to show for registry entries, by id.
    """

    def __init__(self, ledger: Ledger, names: Mapping[str, str]) -> None:
        seen = [p for row in ledger for p in parties_in(row)]
        self._names = names
        own: dict[str, Counter[str]] = defaultdict(Counter)
        for party in seen:
            if party.named and party.for_actor in (None, party.actor):
                own[body(party)][party.name] += 1
        self._own = own
        self._codes = {body(p): p.code for p in seen if p.code}
        self._known = {body(p) for p in seen if is_known(p)}
        told = {c.text for row in ledger for c in row.citations}
        self._alias, self._shown = other_names(seen, sorted(told), _against(ledger))
        self._definite = self._by_noun(seen)
        self._definite |= self._only_called(ledger)
        surfaces: dict[str, set[str]] = defaultdict(set)
        for party in seen:
            key = self.key(party)
            if key is None:
                continue
            texts = [party.name, party.mention.text if party.mention else ""]
            for text in texts:
                text = re.sub(r"^[Tt]he ", "", text)
                if text[:1].isupper() and text.casefold() not in _PRONOUNS:
                    surfaces[text.casefold()].add(key)
        for key in {k for keys in surfaces.values() for k in keys}:
            surfaces[self.label(key).casefold()].add(key)
        self._surfaces = {s: min(k) for s, k in surfaces.items() if len(k) == 1 and len(s) > 2}
        listed = sorted(self._surfaces, key=lambda s: (-len(s), s))
        joined = "|".join(re.escape(s) for s in listed)
        self._finder = re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE) if joined else None

    def key(self, party: Party | None) -> str | None:
        """The body that a party stands for; None when nobody is named."""
        if party is None:
            return None
        if not (party.named or is_known(party)):
            name = re.sub(r"^the ", "", party.name.casefold())
            return self._definite.get(re.sub(r"['’]s spokes\w+$", "", name))
        key = body(party)
        return self._alias.get(key, key)

    def _by_noun(self, seen: Iterable[Party]) -> dict[str, str]:
        """From a noun to the only named body that it can mean: *the union*, *the government*."""
        found: dict[str, set[str]] = defaultdict(set)
        for party in seen:
            words = party.name.casefold().split()
            if party.named and words:
                organ = ORGANS.match(party.name)
                of = words.index("of") if "of" in words else 0
                for word in {words[-1], words[0] if organ else words[-1], words[of - 1]} & NOUNS:
                    found[word].add(self._alias.get(body(party), body(party)))
        return {noun: min(keys) for noun, keys in found.items() if len(keys) == 1}

    def _only_called(self, ledger: Ledger) -> dict[str, str]:
        """Bodies that one report calls only by a noun and lets act more than once: *the army*."""
        acts: dict[str, Counter[str]] = defaultdict(Counter)
        for row in ledger:
            who = row.actors if isinstance(row, Event) else []
            who = [row.party] if isinstance(row, Position) else who
            for party in who:
                name = party.name.casefold()
                noun = name.removeprefix("the ")
                if not party.named and name != noun and noun in NOUNS:
                    acts[noun][row.document] += 1
        return {
            noun: f"~{noun}"
            for noun, counts in acts.items()
            if noun not in self._definite and len(counts) == 1 and counts.total() > 1
        }

    def keys(self, parties: Iterable[Party]) -> list[str]:
        """The bodies of several parties, each once, in order."""
        found = (self.key(p) for p in parties)
        return list(dict.fromkeys(k for k in found if k is not None))

    def known(self, key: str) -> bool:
        """Whether a body is in the registry."""
        return key in self._known

    def is_alliance(self, key: str) -> bool:
        """Whether a body is one that states belong to, by its code or its name."""
        if self._codes.get(key) in ("IGO", "EUR"):
            return True
        last = self.label(key).split()[-1:] or [""]
        return last[0].casefold() in ("pact", "alliance", "bloc", "treaty", "league")

    def label(self, key: str) -> str:
        """The name to show for a body: of the registry, else the one that the rows use most."""
        if key in self._names:
            return self._names[key]
        for counts in (self._own.get(key), self._own.get(key.removeprefix("~"))):
            if counts:
                best = min(counts, key=lambda n: (-counts[n], n))
                return re.sub(r"^[Tt]he ", "", best)
        return self._shown.get(key, key.removeprefix("~"))

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Where a text names bodies: start, end and body, in order."""
        if self._finder is None:
            return []
        found = [
            (m.start(), m.end(), self._surfaces[m[0].casefold()])
            for m in self._finder.finditer(text)
            if m[0][:1].isupper()
        ]
        found += [
            (m.start(1), m.end(), self._definite[m[1].casefold()])
            for m in _DEFINITE.finditer(text)
            if m[1].casefold() in self._definite
            and not any(start <= m.start(1) < end for start, end, _ in found)
        ]
        return sorted(found)


def _against(ledger: Ledger) -> set[frozenset[str]]:
    """Bodies that stand against each other: one acts or speaks against the other, or demands."""
    out = set()
    for row in ledger:
        if isinstance(row, Event) and (row.quad > 2 or row.type == "REQUEST"):
            pairs = [(body(a), body(b)) for a in row.actors for b in row.recipients]
        elif isinstance(row, Position) and row.stance == "demands":
            pairs = [(body(row.party), body(b)) for b in row.toward]
        else:
            continue
        out |= {frozenset(pair) for pair in pairs}
    return out
