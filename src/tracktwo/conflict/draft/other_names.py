"""Other names of bodies: people, organs and parts that count for the body they belong to."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from tracktwo.ledger.bodies import body
from tracktwo.schema import Party

__all__ = ["NOUNS", "ORGANS", "other_names"]

_BODIES = frozenset(
    """
    bank party university church republic kingdom front union army league federation council court
    ministry movement brigade brigades alliance association company university guard guards state
    states emirate emirates
    """.split()
)
NOUNS = frozenset(
    """
    union government army front movement company party council pact alliance bloc league ministry
    coalition federation commission junta military cabinet parliament regime opposition assembly
    authorities
    """.split()
)
ORGANS = re.compile(
    r"^(?:the )?(?:(?:central|regional|federal|national|military|transitional|provincial|local|"
    r"government) )?(?:government|army|armed forces|forces|military|authorities|parliament|"
    r"presidency|assembly|council|senate|cabinet|junta|administration|ministry|foreign ministry|"
    r"defen[cs]e ministry|leadership|leader|leaders) of (?:the )?(.+)$",
    re.IGNORECASE,
)
_ORGAN_AFTER = re.compile(
    r"^(?:the )?(.+?) (?:government|parliament|assembly|authorities|army|military|leadership)$",
    re.IGNORECASE,
)
_POSTS = r"(?:President|Premier|Chancellor|King|Queen|Emir|Sultan|[Mm]inister|General)"
_OF = re.compile(r"^(.+?) of (?:the )?([A-Z].*)$")


def other_names(
    seen: Sequence[Party], told: Sequence[str], against: Collection[frozenset[str]] = ()
) -> tuple[dict[str, str], dict[str, str]]:
    """From bodies that are only names to the ones that they are other names of; names of these.

    Args:
        seen: every party in the rows.
        told: the words that the rows cite.
        against: bodies that stand against each other, so that neither counts for the other.
    """
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
        if match := ORGANS.match(name):
            place = by_name.get(match[1].casefold(), body(Party(name=match[1])))
            if frozenset((key, place)) not in against:
                alias[key] = plain(match[1])
        elif (match := _ORGAN_AFTER.match(name)) and match[1].casefold() in by_name:
            if frozenset((key, by_name[match[1].casefold()])) not in against:
                alias[key] = plain(match[1])
        elif (match := _OF.match(name)) and _is_person(match[1]):
            if match[2] in mentioned or match[2].casefold() in by_name:
                alias[key] = plain(match[2])
        elif _is_person(name):
            post = re.compile(rf"([A-Z]\w+)['’]s (?:[a-z-]+ ?){{1,4}},? {re.escape(name)}\b")
            of = {m[1] for text in told for m in post.finditer(text)}
            ruler = re.compile(rf"\b{_POSTS} {re.escape(name)} of (?:the )?([A-Z]\w+)\b")
            of |= {m[1] for text in told for m in ruler.finditer(text)}
            leads = re.compile(rf"^.*?, (?:led|headed) by (?:[\w-]+ ){{0,2}}{re.escape(name)}\b")
            led = [
                n
                for text in told
                if (m := leads.search(text))
                for k, n in names.items()
                if re.search(rf"\b{re.escape(n)}, (?:led|headed) by ", m[0]) and k != key
            ]
            of |= {max(led, key=lambda n: (len(n), n))} if led else set()
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
    for key in list(alias):
        while alias[key] in alias and alias[alias[key]] not in (key, alias[key]):
            alias[key] = alias[alias[key]]
    return alias, shown


def _is_person(name: str) -> bool:
    words = name.split()
    return (
        2 <= len(words) <= 4
        and all(w[:1].isupper() for w in words)
        and not any(w.casefold() in _BODIES for w in words)
    )
