"""Gender and number: which mentions a pronoun may mean."""

from __future__ import annotations

from tracktwo.actors.draft import Draft, Reading
from tracktwo.actors.english import PRONOUNS, Class

__all__ = ["agrees", "rather_many"]


def agrees(reading: Reading, cls: Class, other: Draft) -> bool:
    """Whether a pronoun of a class may mean a mention, by gender, number and kind."""
    sort = _sort(other)
    if other.sort == "pronoun":
        theirs = PRONOUNS[other.phrase].cls
        if theirs != cls and {theirs, cls} != {"it", "they"}:
            return False
    if cls in ("he", "she"):
        if other.plural or other.parts:
            return False
        person = sort == "person" or (
            sort == "role" and other.role is not None and other.role.kind == "person"
        )
        if not person and not (sort == "unknown" and other.kind == "name"):
            return False
        if other.phrase == "it" and other.sort == "pronoun":
            return False
        facts = reading.facts.get(other.key)
        gender = (facts.gender if facts is not None else None) or other.gender
        return gender is None or gender == ("m" if cls == "he" else "f")
    person = sort == "person" or (
        sort == "role" and other.role is not None and other.role.kind == "person"
    )
    if cls == "it":
        return not other.plural and not person and not other.parts and sort != "pronoun"
    if other.parts or other.plural:
        return True
    subject = reading.tree.dep[other.head].startswith("nsubj")
    return not person and (sort in ("group", "role") or (sort == "organisation" and subject))


def rather_many(first: Draft | None, candidates: list[Draft]) -> Draft | None:
    """The only plural of a sentence that *they* means rather than the body that is its subject.

    *The bloc gave the officers a week. They refused.*
    """
    many = [other for other in candidates if other.plural and not other.parts]
    alone = first is not None and first.sort in ("organisation", "group", "description", "role")
    if not alone or first is None or first.plural or len({other.key for other in many}) != 1:
        return None
    return many[0]


def _sort(draft: Draft) -> str:
    for _ in range(50):
        if draft.sort in ("pronoun", "relative", "description") and draft.antecedent is not None:
            draft = draft.antecedent
        else:
            break
    return (
        "person"
        if draft.kind == "description"
        and draft.key.startswith("@")
        and (draft.role is not None and draft.role.kind == "person")
        else draft.sort
    )
