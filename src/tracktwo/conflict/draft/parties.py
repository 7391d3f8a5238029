"""Whose words and acts count as whose: people for their bodies, short names for long ones."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pydantic import BaseModel

from tracktwo.ledger import Ledger
from tracktwo.ledger.bodies import body
from tracktwo.schema import Party

__all__ = ["Parties", "is_known", "parties_in"]

_PRONOUNS = frozenset(
    "he him his she her hers it its they them their theirs we us our ours i me my you your who "
    "whom whose that this these those both each one".split()
)
_BODIES = frozenset(
    """
    bank party university church republic kingdom front union army league federation council court
    ministry movement brigade brigades alliance association company university guard guards state
    states emirate emirates
    """.split()
)
_NOUNS = frozenset(
    """
    union government army front movement company party council pact alliance bloc league ministry
    coalition federation commission
    """.split()
)
_ORGANS = re.compile(
    r"^(?:the )?(?:government|army|armed forces|military|authorities|parliament|presidency|"
    r"ministry|foreign ministry|defen[cs]e ministry|leadership|leader|leaders) of (?:the )?(.+)$",
    re.IGNORECASE,
)
_OF = re.compile(r"^(.+?) of (?:the )?([A-Z].*)$")


def is_known(party: Party) -> bool:
    """Whether a party is in the registry, itself or by the body for which it speaks."""
    return bool(party.actor or party.for_actor)


def parties_in(value: object) -> Iterator[Party]:
    """Every party anywhere in a row."""
    if isinstance(value, Party):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from parties_in(getattr(value, name))
    elif isinstance(value, list):
        for item in value:
            yield from parties_in(item)


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
        self._alias, self._shown = _aliases(seen, sorted(told))
        self._definite = self._by_noun(seen)
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
            return self._definite.get(re.sub(r"^the ", "", party.name.casefold()))
        key = body(party)
        return self._alias.get(key, key)

    def _by_noun(self, seen: Iterable[Party]) -> dict[str, str]:
        """From a noun to the only named body that it can mean: *the union*, *the government*."""
        found: dict[str, set[str]] = defaultdict(set)
        for party in seen:
            words = party.name.casefold().split()
            if party.named and words:
                organ = _ORGANS.match(party.name)
                for word in {words[-1], words[0] if organ else words[-1]} & _NOUNS:
                    found[word].add(self._alias.get(body(party), body(party)))
        return {noun: min(keys) for noun, keys in found.items() if len(keys) == 1}

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
        return [
            (m.start(), m.end(), self._surfaces[m[0].casefold()])
            for m in self._finder.finditer(text)
            if m[0][:1].isupper()
        ]


def _aliases(seen: Sequence[Party], told: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
    """From bodies that are only names to the ones that they are other names of; names of these."""
    shown: dict[str, str] = {}

    def plain(name: str) -> str:
        key = by_name.get(name.casefold(), body(Party(name=name)))
        shown.setdefault(key, name)
        return key

    names: dict[str, str] = {}
    mentioned: set[str] = set()
    for party in seen:
        if party.mention:
            mentioned.add(party.mention.text)
        if party.named:
            names.setdefault(body(party), party.name)
    loose = {k: n for k, n in names.items() if k.startswith("~")}
    by_name = {n.casefold(): k for k, n in names.items()}
    alias: dict[str, str] = {}
    for key, name in sorted(loose.items()):
        if match := _ORGANS.match(name):
            alias[key] = plain(match[1])
        elif (match := _OF.match(name)) and _is_person(match[1]):
            if match[2] in mentioned or match[2].casefold() in by_name:
                alias[key] = plain(match[2])
        elif _is_person(name):
            post = re.compile(rf"([A-Z]\w+)['’]s (?:[a-z-]+ ?){{1,4}},? {re.escape(name)}\b")
            of = {m[1] for text in told for m in post.finditer(text)}
            if len(of) == 1 and (place := of.pop()).casefold() in by_name:
                alias[key] = plain(place)
    people = {k: re.split(r" of ", n)[0] for k, n in loose.items()}
    for key, name in sorted(loose.items()):
        if key in alias or " " in name:
            continue
        longer = {
            alias.get(k, k)
            for k, n in people.items()
            if k != key and " " in n and n.casefold().split()[-1:] == [name.casefold()]
        }
        if len(longer) == 1:
            alias[key] = longer.pop()
    entries = {party.actor for party in seen if party.actor}
    for party in seen:
        if party.for_actor and party.for_actor not in entries:
            wanted = party.for_actor.casefold()
            ends = {
                alias.get(k, k)
                for k, n in names.items()
                if k != party.for_actor
                if n.casefold() == wanted or n.casefold().split()[-1:] == [wanted]
            }
            if len(ends) == 1:
                alias[party.for_actor] = ends.pop()
    return alias, shown


def _is_person(name: str) -> bool:
    words = name.split()
    return (
        2 <= len(words) <= 4
        and all(w[:1].isupper() for w in words)
        and not any(w.casefold() in _BODIES for w in words)
    )
