"""Tell the people of a report apart: who is known, who is new, and whose surname stands alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracktwo.actors.english import CALENDAR, COMMON_SURNAMES, HONORIFICS, TOP
from tracktwo.actors.entries import Actor, Candidate, Role
from tracktwo.actors.fullnames import GENERIC, extend, merge
from tracktwo.actors.index import RoleHit
from tracktwo.actors.introduced import Introduced
from tracktwo.actors.named import Named
from tracktwo.actors.pieces import form_pieces
from tracktwo.actors.registry import Registry
from tracktwo.actors.tree import Tree

__all__ = ["called", "tell_people_apart", "titles_agree"]


def titles_agree(word: str, title: str) -> bool:
    """Whether a title in the text may mean an office: *secretary* a *secretary of state*."""
    if word == title:
        return True
    parts = title.replace("-", " ").split()
    if word == "minister":
        return "minister" in parts and parts[0] != "prime"
    return word in GENERIC and word in parts


def called(phrase: str, role: Role) -> bool:
    """Whether a phrase is how an office is called: *secretary* for a *Secretary of State*."""
    if titles_agree(phrase, role.title):
        return True
    words = role.words.lower()
    return words.startswith(phrase) and not words[len(phrase) :][:1].isalpha()


def tell_people_apart(
    tree: Tree,
    names: list[Named],
    roles: Sequence[RoleHit],
    registry: Registry,
    on: date | None,
) -> None:
    """Settle the key of each name of a person, and the registry entry where one is meant.

    A full name settles itself. A surname is taken for a known person only when the report has the
    full name or a fitting title too, or when the registry lists it as an alias that is used alone;
    and never when the report introduces somebody else of that surname.
    """
    role_ends = {role.end: role for role in roles}
    merge(tree, names, registry, on)
    taken = {i for name in names for i in range(name.start, name.end)}
    taken.update(i for role in roles for i in range(role.start, role.end))
    for name in names:
        if name.sort == "person" or (
            name.sort == "unknown" and _person_like(tree, name, role_ends)
        ):
            name.sort = "person"
            extend(tree, name, taken, registry, on)
    strong: dict[str, Candidate] = {}
    strangers, known = Introduced(), Introduced()
    people = [name for name in names if name.sort == "person"]
    for name in people:
        _settle_known(tree, name, on, strong, known)
    for name in people:
        if not name.key:
            _settle_new(tree, name, strong, known, strangers)
    before = _states_by_sentence(tree, names)
    for name in people:
        if not name.key:
            _settle_titled(tree, name, role_ends, before, strong)
    for name in people:
        if not name.key:
            _settle_surname(tree, name, on, strong, strangers)
    for name in names:
        placed = name.sort == "place" and tree.case_of(name.head) is None
        if name.sort == "unknown" or (placed and not name.options):
            pieces = _pieces(tree, name)
            found = strangers.key(pieces)
            meant = known.key(pieces) if len(pieces) > 1 else None
            if found and not meant:
                name.sort, name.key = "person", found
            elif meant and not found:
                name.sort = "person"
                _take(name, strong[meant])
    names[:] = [
        name
        for name in names
        if name.chosen is not None
        or name.end - name.start > 1
        or tree.lower[name.start] not in CALENDAR
    ]


def _person_like(tree: Tree, name: Named, role_ends: dict[int, RoleHit]) -> bool:
    """Whether a name that nobody knows is a person's: it follows a title or an honorific."""
    before = name.start - 1
    if before >= tree.starts[tree.sent[name.start]] and tree.lower[before] in HONORIFICS:
        return True
    role = role_ends.get(name.start)
    if role is not None and role.word.kind == "person" and not role.word.plural:
        return any(
            tree.head[i] == name.head or tree.head[name.head] == i
            for i in range(role.start, role.end)
        )
    for kid in tree.kids[name.head]:
        if tree.rel[kid] == "appos":
            ends = [end for end in role_ends if end - 1 >= kid and role_ends[end].start <= kid]
            if any(role_ends[end].word.kind == "person" for end in ends):
                return True
    return False


def _pieces(tree: Tree, name: Named) -> tuple[str, ...]:
    text = " ".join(tree.words[i] for i in range(name.start, name.end) if tree.words[i] != "-")
    return tuple(piece.lower() for piece in form_pieces(text))


def _settle_known(
    tree: Tree, name: Named, on: date | None, strong: dict[str, Candidate], known: Introduced
) -> None:
    """A full name that the registry knows."""
    pieces = _pieces(tree, name)
    options = [option for option in name.options if option.how in ("name", "alias")]
    if len(pieces) > 1:
        chosen = _one(options or [o for o in name.options if len(name.options) == 1], on)
        if chosen is not None and (options or _stands_alone(tree, name, chosen, on)):
            _take(name, chosen)
            strong[chosen.actor.id] = chosen
            known.add(pieces, chosen.actor.id)


def _settle_new(
    tree: Tree,
    name: Named,
    strong: dict[str, Candidate],
    known: Introduced,
    strangers: Introduced,
) -> None:
    """A full name that nobody knows, or a part of one that the report has in full."""
    pieces = _pieces(tree, name)
    if len(pieces) < 2 or name.options:
        return
    meant = known.key(pieces)
    if meant is not None:
        _take(name, strong[meant])
        return
    key = strangers.key(pieces)
    name.key = key or "person:" + " ".join(pieces)
    if key is None:
        strangers.add(pieces, name.key)


def _states_by_sentence(tree: Tree, names: Sequence[Named]) -> dict[int, list[Named]]:
    found: dict[int, list[Named]] = {}
    for name in names:
        if name.chosen is not None and name.sort != "person":
            found.setdefault(tree.sent[name.start], []).append(name)
    return found


def _one(options: Sequence[Candidate], on: date | None) -> Candidate | None:
    """The only one, or the only one in office on the day."""
    if len(options) == 1:
        return options[0]
    if on is None:
        return None
    holding = [option for option in options if option.actor.roles_on(on)]
    if len(holding) > 1:
        holding = [o for o in holding if any(r.title in TOP for r in o.actor.roles_on(on))]
    return holding[0] if len(holding) == 1 else None


def _stands_alone(tree: Tree, name: Named, option: Candidate, on: date | None) -> bool:
    """Whether a surname needs no full name: listed so, or rare and a leader's."""
    if option.how in ("name", "alias"):
        return _in_the_news(option.actor, on)
    if tree.lower[name.end - 1] in COMMON_SURNAMES or tree.rel[name.head] == "compound":
        return False
    return _in_the_news(option.actor, on, top=True)


def _settle_titled(
    tree: Tree,
    name: Named,
    role_ends: dict[int, RoleHit],
    before: dict[int, list[Named]],
    strong: dict[str, Candidate],
) -> None:
    """*President Obama*, *Russian Foreign Minister Lavrov*: the title tells who is meant."""
    role = role_ends.get(name.start)
    at = name.start - 1 if role is None else role.start
    if not name.options or at < tree.starts[tree.sent[name.start]]:
        return
    phrase = tree.lower[at] if role is None else role.word.phrase
    if role is None and (phrase not in GENERIC or not tree.words[at].istitle()):
        return
    word = phrase if role is None else role.word.title or phrase
    states = {
        known.chosen.actor.id
        for known in before.get(tree.sent[name.start], ())
        if known.chosen is not None and known.end <= at and at - known.end <= 3
    }
    fitting = [
        option
        for option in name.options
        if any(
            (titles_agree(word, held.title) or called(phrase, held))
            and (not states or held.for_actor in states)
            for held in option.actor.roles
        )
    ]
    if len(fitting) == 1:
        name.chosen, name.key = fitting[0], f"@{fitting[0].actor.id}"
        strong[fitting[0].actor.id] = fitting[0]


def _settle_surname(
    tree: Tree,
    name: Named,
    on: date | None,
    strong: dict[str, Candidate],
    strangers: Introduced,
) -> None:
    pieces = _pieces(tree, name)
    stranger = strangers.key(pieces)
    inside = [option for option in name.options if option.actor.id in strong]
    gender = HONORIFICS.get(tree.lower[name.start - 1]) if name.start else None
    if gender and (inside or name.options):
        inside = [o for o in inside if o.actor.gender in (None, gender)]
    if len(inside) == 1 and stranger is None:
        _take(name, inside[0])
    elif stranger is not None and not inside:
        name.key, name.options = stranger, ()
    elif not inside and stranger is None and not strangers.bears(pieces[-1]):
        alone = [o for o in name.options if _stands_alone(tree, name, o, on)]
        if gender:
            alone = [o for o in alone if o.actor.gender in (None, gender)]
        chosen = (
            _one(alone, on)
            or _one([o for o in alone if o.how == "alias"], on)  # the one listed to be so called
            or _one([o for o in alone if any(role.title in TOP for role in o.actor.roles)], on)
        )
        if chosen is not None:
            _take(name, chosen)
            strong[chosen.actor.id] = chosen
    elif len(inside) > 1:
        chosen = _one(inside, on)
        if chosen is not None and stranger is None:
            _take(name, chosen)
    if not name.key:
        name.key = "person:" + " ".join(pieces)


def _take(name: Named, option: Candidate) -> None:
    name.chosen, name.key = option, f"@{option.actor.id}"


def _in_the_news(actor: Actor, on: date | None, *, top: bool = False) -> bool:
    """Whether a surname alone may still mean a leader: in office, or out for ten years at most."""
    roles = [role for role in actor.roles if not top or role.title in TOP]
    if on is None or not actor.roles:
        return bool(roles) or not top
    return any(
        (role.start is None or role.start.toordinal() - 1100 <= on.toordinal())
        and (role.end is None or on.toordinal() <= role.end.toordinal() + 3653)
        for role in roles
    )
