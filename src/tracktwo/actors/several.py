"""*The ministers of Arvan and Belmar*: a plural role that is one person of each who is named."""

from __future__ import annotations

from tracktwo.actors.draft import Draft, Reading
from tracktwo.actors.parties import behind
from tracktwo.schema import Party

__all__ = ["one_of_each"]


def one_of_each(reading: Reading, draft: Draft) -> bool:
    """*The foreign ministers of Arvan, Belmar and Corva*: one of each, where all are named."""
    tree, role = reading.tree, draft.role
    if not draft.plural or role is None or role.kind != "person":
        return False
    first = next(
        (k for k in tree.kids[draft.head] if k > draft.head and tree.case_of(k) == "of"), None
    )
    if first is None:
        return False
    heads = [first, *(k for k in tree.kids[first] if tree.rel[k] == "conj")]
    owners = [found for k in heads if (found := reading.at.get(k)) is not None]
    if len(owners) < 2 or len(owners) < len(heads):
        return False
    if any(o.party is None or o.named is None or o.sort == "person" for o in owners):
        return False
    for owner in owners:
        assert owner.party is not None
        side, code = behind(owner)
        part = Draft(owner.head, owner.start, owner.end, "role", "role", role=role)
        part.party = Party(
            name=f"{role.phrase} of {owner.party.name}",
            for_actor=side,
            code=code,
            sectors=[role.sector] if role.sector else [],
            named=False,
        )
        part.key, part.state = f"role:{code or side}:{draft.phrase}", 2
        draft.parts.append(part)
    last = draft.parts[-1]
    draft.end = max(draft.end, last.end)
    draft.kind, draft.key = "plural", f"draft:{draft.head}"
    draft.party = Party(name=reading.text(draft.start, draft.end), named=False)
    reading.more += draft.parts
    return True
