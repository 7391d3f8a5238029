"""Definite descriptions: *the president*, *the Russian leader*, *the alliance*, *both sides*."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tracktwo.actors.draft import Draft, Facts, Reading
from tracktwo.actors.earlier import first_of, latest_of, look_back, take_up
from tracktwo.actors.english import DESCRIPTIONS, LEADERS, ORGANISATIONS, PAIRS
from tracktwo.actors.governments import only_government
from tracktwo.actors.pairs import counted, pair_of_persons, resolve_pair
from tracktwo.actors.parties import behind, known_person_party, role_party
from tracktwo.actors.people import titles_agree
from tracktwo.actors.several import one_of_each
from tracktwo.actors.words import word_set
from tracktwo.schema import Party

__all__ = ["resolve_description", "resolve_pair", "resolve_role"]

_WINDOW = 3
_GROUP_NOUNS = word_set("group movement militia faction organisation organization front")
_SYNONYMS = frozenset({"premier", "leader", "chief", "head", "spokesman", "spokeswoman", "monarch"})


def resolve_role(reading: Reading, draft: Draft, resolve: Callable[[Draft], None]) -> None:
    """Find who a role phrase takes up; else let it stand for itself."""
    role = draft.role
    assert role is not None
    side, _ = behind(draft.source)
    if one_of_each(reading, draft):
        return
    taken_up = draft.definite or draft.source is not None
    lemma = reading.tree.lemma[draft.head]
    if draft.plural and draft.source is None and lemma in PAIRS and counted(reading.tree, draft):
        draft.phrase = lemma
        resolve_pair(reading, draft)
        return
    if draft.plural and lemma in ("man", "woman") and counted(reading.tree, draft):
        gender = "m" if lemma == "man" else "f"
        if pair_of_persons(reading, draft, lambda _, facts, __: facts.gender in (None, gender)):
            return
    if role.kind == "person" and not draft.blocked and taken_up:
        if draft.plural:
            if draft.source is None and pair_of_persons(reading, draft, _means):
                return
        elif (holder := _holder(reading, draft, side)) is not None:
            if not holder:
                _stand_alone(reading, draft)
            return
    noun = draft.phrase.partition(" of ")[0].rpartition(" ")[2]
    if draft.definite and not draft.blocked and not draft.plural and noun in DESCRIPTIONS:
        own = draft.source is not None and reading.tree.kid(draft.head, "nmod:poss") is not None
        if not own:
            resolve_description(reading, draft)
            if draft.antecedent is not None:
                return
    if own_words(reading, draft):
        draft.pointed = draft.definite = False
    if _without_source(reading, draft) and draft.definite:
        if role.kind == "group" and draft.pointed:
            government = only_government(reading, draft, resolve)
            if government is not None:
                if not government:
                    _stand_alone(reading, draft)
                return
        if not draft.blocked and draft.pointed and _same_words(reading, draft):
            return
    _stand_alone(reading, draft)


def _without_source(reading: Reading, draft: Draft) -> bool:
    """Whether nothing tells whose a body is: *Voss's regime* no more than *the Voss regime*."""
    source = draft.source
    if source is None:
        return not draft.more_sources
    owner = reading.tree.dep[source.head] == "nmod:poss" and source.sort == "person"
    return owner and source.shown and behind(source) == (None, None)


def own_words(reading: Reading, draft: Draft) -> list[str]:
    """*The Harbour Coalition*: proper nouns inside a phrase that are not its nation."""
    source = draft.source
    return [
        reading.tree.words[i]
        for i in range(draft.start, draft.head)
        if reading.tree.pos[i] == "PROPN"
        and i not in reading.role_at
        and not (source and source.start <= i < source.end)
    ]


def _stand_alone(reading: Reading, draft: Draft) -> None:
    """A role phrase that takes up nobody is a party by its own words."""
    side, code = behind(draft.source)
    role = draft.role
    draft.party = role_party(reading, draft)
    label = code or side
    draft.key = (
        f"role:{label}:{draft.phrase}"
        if label and role is not None and role.kind == "group"
        else f"draft:{draft.head}"
    )


def _means(draft: Draft, facts: Facts, reading: Reading) -> bool:
    """Whether a title may mean a person, by what the report and the registry say of that one."""
    role = draft.role
    assert role is not None
    word = role.title or draft.phrase
    titles = {title for title, _ in facts.titles} | {phrase for phrase, _ in facts.phrases}
    actor = reading.registry.get(facts.actor)
    if actor is not None and not facts.former:
        held = actor.roles_on(reading.on) if reading.on is not None else ()
        titles |= {role.title for role in held}
        if not held and facts.party is not None:
            titles |= {r.title for r in actor.roles if r.for_actor == facts.party.for_actor}
    if draft.phrase in ("leader", "chief", "head"):
        return bool(titles & LEADERS)
    return any(titles_agree(word, t) or titles_agree(draft.phrase, t) for t in titles)


def _called(draft: Draft, facts: Facts, reading: Reading) -> bool:
    """Whether a person is called just so: *foreign secretary*, not another foreign minister."""
    if any(phrase == draft.phrase for phrase, _ in facts.phrases):
        return True
    actor = reading.registry.get(facts.actor)
    if actor is None or facts.former or facts.party is None:
        return False
    held = actor.roles_on(reading.on) if reading.on is not None else actor.roles
    return any(
        role.words.lower().startswith(draft.phrase)
        for role in held
        if role.for_actor == facts.party.for_actor
    )


def _holder(reading: Reading, draft: Draft, side: str | None) -> bool | None:
    """Find the holder of an office: true when found, false when it may be one of several."""
    role = draft.role
    assert role is not None
    found: dict[str, Facts] = {}
    for key, facts in reading.facts.items():
        if facts.party is None or not _means(draft, facts, reading):
            continue
        if draft.source is not None and (side is None or facts.party.for_actor != side):
            continue
        found[key] = facts
    if len(found) > 1:
        exact = {key: facts for key, facts in found.items() if _called(draft, facts, reading)}
        found = exact or found
    elif found and draft.source is None:
        own = role.title or draft.phrase
        same_word = draft.phrase.rpartition(" ")[2] in (own.rpartition(" ")[2], *_SYNONYMS)
        only = next(iter(found.values()))
        if not same_word and not _called(draft, only, reading):
            found = {}
    if draft.source is None and len(found) > 1:
        earlier = {key: f for key, f in found.items() if f.first < draft.head}
        found = earlier or found
    if draft.source is None and len(found) > 1:
        near = {d.key for d in look_back(reading, draft, 1) if d.key in found}
        found = {key: found[key] for key in near} if len(near) == 1 else found
    if len(found) == 1:
        key, facts = next(iter(found.items()))
        draft.party, draft.key, draft.kind = facts.party, key, "description"
        draft.gender = facts.gender
        draft.antecedent = latest_of(facts, draft)
        return True
    if found:
        return False
    if side is None or reading.on is None or side not in reading.registry:
        return None
    word = role.title or draft.phrase
    leader = draft.phrase == "leader"
    holders = {
        actor.id: (actor, held)
        for actor, held in reading.registry.holders(side, on=reading.on)
        if (held.title in LEADERS if leader else word == held.title)
    }
    if len(holders) != 1:
        return False if holders else None
    actor, held = next(iter(holders.values()))
    draft.party = known_person_party(reading.registry, actor, held)
    draft.key, draft.kind, draft.gender = f"@{actor.id}", "description", actor.gender
    return True


def _same_words(reading: Reading, draft: Draft) -> bool:
    """*A gunman ... the gunman*: the same word before, in the same number."""
    for other in look_back(reading, draft, 8):
        if (
            other.role is not None
            and other.phrase == draft.phrase
            and other.plural == draft.plural
            and other.key
            and (other.sort == "role" or draft.role is not None)
        ):
            if other.sort == "person" and draft.plural:
                continue
            take_up(draft, other)
            return True
    return False


def resolve_description(reading: Reading, draft: Draft) -> None:
    """*The group*, *the alliance*, *the country*: the last one named, if that is plain."""
    noun = draft.phrase.partition(" of ")[0].rpartition(" ")[2]
    kinds = DESCRIPTIONS[noun]
    words = own_words(reading, draft)
    _, code = behind(draft.source)
    tree = reading.tree

    # "the island's council" is the island's, whatever council was named before
    owned = draft.source is None and tree.kid(draft.head, "nmod:poss") is not None

    def fits(other: Draft) -> bool:
        if owned or other.party is None or not other.key or other.sort == "person":
            return False
        if other.kind in ("adjective", "place") and "state" not in kinds:
            return False
        if draft.source is not None and (code is None or other.party.code != code):
            return False
        first = first_of(other)
        if first.candidate is not None and first.sort != "person":
            if first.candidate.how in ("demonym", "body"):
                return False
            actor = first.candidate.actor
            if words and not reading.registry.named_with(actor.id, words):
                return False
            return not kinds.isdisjoint(actor.kind.split())
        if words or first.named is None or first.sort not in ("organisation", "group", "unknown"):
            return False
        # An unknown name tells by its last word what it is: *Northern Front*.
        name = first.party.name.lower() if first.party is not None else ""
        last = name.partition(" of ")[0].rpartition(" ")[2]
        return last == noun or (noun in _GROUP_NOUNS and last in ORGANISATIONS)

    chosen = _most_salient(_by_sentence(reading, draft, fits), reading)
    if chosen is None:
        keys = {o.key: o for o in look_back(reading, draft, 10**6) if fits(o)}
        if len(keys) == 1:
            chosen = next(iter(keys.values()))
    if chosen is not None:
        take_up(draft, chosen)
        return
    draft.key = f"draft:{draft.head}"
    named = tree.pos[draft.head] == "PROPN"
    draft.party = Party(name=reading.text(draft.start, draft.end), code=code, named=named)


def _by_sentence(
    reading: Reading, draft: Draft, fits: Callable[[Draft], bool]
) -> list[list[Draft]]:
    """Fitting mentions of this sentence before the phrase, of the one before it, and so on."""
    sentences: dict[int, list[Draft]] = {}
    for other in look_back(reading, draft, _WINDOW):
        if fits(other):
            sentences.setdefault(reading.tree.sent[other.head], []).append(other)
    return [sentences[sent] for sent in sorted(sentences, reverse=True)]


def _most_salient(sentences: Iterable[list[Draft]], reading: Reading) -> Draft | None:
    for found in sentences:
        if len({other.key for other in found}) == 1:
            return found[0]
        subjects = [o for o in found if reading.tree.dep[o.head].startswith("nsubj")]
        if len({other.key for other in subjects}) == 1:
            return subjects[0]
        return None
    return None
