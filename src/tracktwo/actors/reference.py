"""Definite descriptions: *the president*, *the Russian leader*, *the alliance*, *both sides*."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tracktwo.actors.draft import Draft, Facts, Reading
from tracktwo.actors.english import DESCRIPTIONS, LEADERS, ORGANISATIONS, PAIRS
from tracktwo.actors.parties import OFFICIAL, behind, known_person_party, role_party
from tracktwo.actors.people import titles_agree
from tracktwo.actors.tree import Tree
from tracktwo.actors.words import phrase_set, word_set
from tracktwo.schema import Party

__all__ = ["resolve_description", "resolve_pair", "resolve_role"]

_GOVERNMENTS = word_set(
    """
    government regime authority authorities administration cabinet junta leadership
    """
)
_ORGANS = _GOVERNMENTS | phrase_set(
    """
    army, military, armed forces, navy, air force, parliament, police, security forces, opposition,
    ministry, foreign ministry, defence ministry, defense ministry, interior ministry,
    finance ministry, presidency, central bank, security council, council of ministers
    """
)
"""What each state has one of."""
_WINDOW = 3
_GROUP_NOUNS = word_set("group movement militia faction organisation organization front")
_SYNONYMS = frozenset({"premier", "leader", "chief", "head", "spokesman", "spokeswoman", "monarch"})
_REACH = 500
"""How many mentions back a description may reach, so that the cost stays in proportion to text."""


def resolve_role(reading: Reading, draft: Draft, resolve: Callable[[Draft], None]) -> None:
    """Find who a role phrase takes up; else let it stand for itself."""
    role = draft.role
    assert role is not None
    side, _ = behind(draft.source)
    taken_up = draft.definite or draft.source is not None
    lemma = reading.tree.lemma[draft.head]
    if draft.plural and draft.source is None and lemma in PAIRS and counted(reading.tree, draft):
        draft.phrase = lemma
        resolve_pair(reading, draft)
        return
    if role.kind == "person" and not draft.blocked and taken_up:
        if draft.plural:
            if draft.source is None and _pair_of_persons(reading, draft):
                return
        elif (holder := _holder(reading, draft, side)) is not None:
            if not holder:
                _stand_alone(reading, draft)
            return
    noun = draft.phrase.rpartition(" ")[2]
    if _own_name(reading, draft):
        draft.pointed = draft.definite = False
    if draft.definite and not draft.blocked and not draft.plural and noun in DESCRIPTIONS:
        own = draft.source is not None and reading.tree.kid(draft.head, "nmod:poss") is not None
        if not own:
            resolve_description(reading, draft)
            if draft.antecedent is not None:
                return
    if draft.source is None and not draft.more_sources and draft.definite:
        if role.kind == "group" and draft.pointed:
            government = _only_government(reading, draft, resolve)
            if government is not None:
                if not government:
                    _stand_alone(reading, draft)
                return
        if not draft.blocked and draft.pointed and _same_words(reading, draft):
            return
    _stand_alone(reading, draft)


def _own_name(reading: Reading, draft: Draft) -> bool:
    """*The Harbour Coalition*: a proper noun inside the phrase that is not its nation."""
    source = draft.source
    return any(
        reading.tree.pos[i] == "PROPN" and not (source and source.start <= i < source.end)
        for i in range(draft.start, draft.head)
        if i not in reading.role_at
    )


def counted(tree: Tree, draft: Draft) -> bool:
    """Whether a phrase says that it means two."""
    return any(tree.lower[i] in ("two", "both", "2") for i in range(draft.start, draft.end))


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
        near = {d.key for d in _before(reading, draft, 1) if d.key in found}
        found = {key: found[key] for key in near} if len(near) == 1 else found
    if len(found) == 1:
        key, facts = next(iter(found.items()))
        draft.party, draft.key, draft.kind = facts.party, key, "description"
        draft.gender = facts.gender
        draft.antecedent = _latest(facts, draft)
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


def _before(reading: Reading, draft: Draft, sentences: int) -> Iterator[Draft]:
    """Resolved mentions before a phrase, the nearest first, within so many earlier sentences."""
    first = reading.tree.sent[draft.head] - sentences
    for at in range(draft.order - 1, max(-1, draft.order - _REACH), -1):
        other = reading.drafts[at]
        if reading.tree.sent[other.head] < first:
            return
        if other.state == 2 and other.party is not None:
            yield other


def _latest(facts: Facts, draft: Draft) -> Draft | None:
    """The last mention of a person by name before a phrase, else the first one after it."""
    shown = [other for other in facts.drafts if other.shown]
    before = [other for other in shown if other.head < draft.head]
    return before[-1] if before else (shown[0] if shown else None)


def _take(draft: Draft, other: Draft) -> None:
    draft.party, draft.key, draft.antecedent = other.party, other.key, other
    draft.gender = draft.gender or other.gender


def _same_words(reading: Reading, draft: Draft) -> bool:
    """*A gunman ... the gunman*: the same word before, in the same number."""
    for other in _before(reading, draft, 8):
        if (
            other.role is not None
            and other.phrase == draft.phrase
            and other.plural == draft.plural
            and other.key
            and (other.sort == "role" or draft.role is not None)
        ):
            if other.sort == "person" and draft.plural:
                continue
            _take(draft, other)
            return True
    return False


def _only_government(
    reading: Reading, draft: Draft, resolve: Callable[[Draft], None]
) -> bool | None:
    """*The government*, *the army* in a report that has only one; false when it has several."""
    role = draft.role
    assert role is not None
    if draft.phrase not in _ORGANS:
        return None
    if reading.governments is None:
        reading.governments = _governments(reading, resolve)
    same = reading.governments.get(draft.phrase, {})
    any_government = reading.governments.get("", {})
    if len(same) == 1:
        _take(draft, next(iter(same.values())))
        return True
    if same:
        near = _near_same(reading, draft)
        if near is not None:
            _take(draft, near)
        return near is not None
    state: str | None = None
    if len(any_government) == 1:
        state = next(iter(any_government))
    elif not any_government:
        states = {
            other.party.actor
            for other in reading.drafts
            if other.sort == "state" and other.party is not None and other.party.actor
        }
        state = states.pop() if len(states) == 1 else None
    actor = reading.registry.get(state)
    if actor is None or actor.family != "state":
        return None
    party = role_party(reading, draft)
    official = role.sector in OFFICIAL
    draft.party = party.model_copy(
        update={"code": actor.code, "for_actor": actor.id if official else None, "named": True}
    )
    draft.key = f"role:{actor.code}:{draft.phrase}"
    return True


def _governments(reading: Reading, resolve: Callable[[Draft], None]) -> dict[str, dict[str, Draft]]:
    """The roles of states that are named with their state; all governments under ``""``."""
    found: dict[str, dict[str, Draft]] = {"": {}}
    for other in reading.drafts:
        source = other.source
        if other.sort != "role" or source is None or source.sort in ("pronoun", "description"):
            continue
        if other.state == 0:
            resolve(other)
        side, code = behind(source)
        label = side or code
        if other.party is None or label is None or other.party.code is None:
            continue
        found.setdefault(other.phrase, {}).setdefault(label, other)
        if other.phrase in _GOVERNMENTS:
            found[""].setdefault(label, other)
    return found


def _near_same(reading: Reading, draft: Draft) -> Draft | None:
    """The one of several governments that was named in the sentence before, if only one was."""
    near = {
        other.key: other
        for other in _before(reading, draft, 1)
        if other.phrase == draft.phrase and other.sort == "role" and other.source is not None
    }
    return next(iter(near.values())) if len(near) == 1 else None


def resolve_description(reading: Reading, draft: Draft) -> None:
    """*The group*, *the alliance*, *the country*: the last one named, if that is plain."""
    noun = draft.phrase.rpartition(" ")[2]
    kinds = DESCRIPTIONS[noun]
    _, code = behind(draft.source)
    tree = reading.tree

    def fits(other: Draft) -> bool:
        if other.party is None or not other.key or other.sort == "person":
            return False
        if other.kind in ("adjective", "place") and "state" not in kinds:
            return False
        if draft.source is not None and (code is None or other.party.code != code):
            return False
        first = _first(other)
        if first.candidate is not None and first.sort != "person":
            if first.candidate.how in ("demonym", "body"):
                return False
            return first.candidate.actor.kind in kinds
        if first.named is None or first.sort not in ("organisation", "group", "unknown"):
            return False
        # An unknown name tells by its last word what it is: *Northern Front*.
        last = first.party.name.lower().rpartition(" ")[2] if first.party is not None else ""
        return last == noun or (noun in _GROUP_NOUNS and last in ORGANISATIONS)

    chosen = _most_salient(_by_sentence(reading, draft, fits), reading)
    if chosen is None:
        keys = {o.key: o for o in _before(reading, draft, 10**6) if fits(o)}
        if len(keys) == 1:
            chosen = next(iter(keys.values()))
    if chosen is not None:
        _take(draft, chosen)
        return
    draft.key = f"draft:{draft.head}"
    named = tree.pos[draft.head] == "PROPN"
    draft.party = Party(name=reading.text(draft.start, draft.end), code=code, named=named)


def _first(draft: Draft) -> Draft:
    """The mention from which a pronoun or description has its party."""
    for _ in range(100):
        if draft.antecedent is None or draft.sort == "person":
            break
        draft = draft.antecedent
    return draft


def _by_sentence(
    reading: Reading, draft: Draft, fits: Callable[[Draft], bool]
) -> list[list[Draft]]:
    """Fitting mentions of this sentence before the phrase, of the one before it, and so on."""
    sentences: dict[int, list[Draft]] = {}
    for other in _before(reading, draft, _WINDOW):
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


def resolve_pair(reading: Reading, draft: Draft) -> None:
    """*Both sides*, *the two countries*: two parties, when the report has named just two."""
    families = PAIRS[draft.phrase]

    def fits(other: Draft) -> bool:
        return (
            other.party is not None
            and other.party.named
            and bool(other.key)
            and not other.nested
            and (_first(other).sort in families or (other.sort == "role" and "group" in families))
            and other.kind not in ("place", "plural")
        )

    _take_two(reading, draft, fits)


def _pair_of_persons(reading: Reading, draft: Draft) -> bool:
    def fits(other: Draft) -> bool:
        facts = reading.facts.get(other.key)
        return facts is not None and facts.party is not None and _means(draft, facts, reading)

    return (counted(reading.tree, draft) or draft.definite) and _take_two(reading, draft, fits)


def _take_two(reading: Reading, draft: Draft, fits: Callable[[Draft], bool]) -> bool:
    for window in (1, _WINDOW, 10**6):
        found: dict[str, Draft] = {}
        for other in _before(reading, draft, window):
            if fits(other) and not other.parts:
                found.setdefault(other.key, other)
        if len(found) == 2:
            draft.parts = sorted(found.values(), key=lambda other: other.head)
            names = [part.party.name for part in draft.parts if part.party is not None]
            draft.party = Party(name=" and ".join(names))
            draft.kind, draft.key = "plural", "+".join(sorted(found))
            return True
        if len(found) > 2:
            break
    draft.party = Party(name=reading.text(draft.start, draft.end), named=False)
    draft.key = f"draft:{draft.head}"
    return False
