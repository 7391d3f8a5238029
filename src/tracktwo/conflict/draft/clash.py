"""Whether what reports tell is a conflict: somebody's wish goes against another's choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracktwo.conflict.draft.marks import Choice, Mark

__all__ = ["why_no_conflict"]

_FEW = "fewer than two parties have moves or positions that touch each other"
_NONE = "no party's wish goes against a choice of another"


def why_no_conflict(marks: Mapping[Choice, Sequence[Mark]], n_maker: int) -> str | None:
    """Why the choices of the decision makers are no conflict; None when they are one.

    They are one when the owner of a choice does or wishes what another demands it should not; when
    two wish the opposite of one choice; when one fights, or threatens, and demands something of
    another or is asked something; and when demands meet demands or refusals. A demand alone, which
    nobody is told to refuse, is none, and neither are gifts, visits and praise.

    Args:
        marks: what is told of each choice that a decision maker has.
        n_maker: the number of decision makers.
    """
    if n_maker < 2:
        return _FEW
    fighting = {
        c.owner
        for c, found in marks.items()
        if c.family == "fighting" and any(m.says == "now" and m.taken for m in found)
    }
    if any(_opposed(c, found, fighting) for c, found in marks.items()):
        return None
    asked = {
        (m.holder, c.owner)
        for c, found in marks.items()
        for m in found
        if m.says == "wish" and m.hostile and m.holder != c.owner
    }
    refuse = {
        c.owner
        for c, found in marks.items()
        for m in found
        if m.says == "wish" and m.hostile and m.holder == c.owner
    }
    for one, other in asked:
        if (other, one) in asked or {one, other} & refuse:
            return None
    return _NONE


def _opposed(choice: Choice, marks: Sequence[Mark], fighting: set[str]) -> bool:
    """Whether wishes about one choice go against each other, or against how it stands."""
    owner = choice.owner
    wishes = [m for m in marks if m.says == "wish"]
    demands = [m for m in wishes if m.holder != owner and (m.hostile or not m.unsure)]
    stands = {m.taken for m in marks if m.says == "now" or m.holder == owner}
    if any(m.taken is not taken for m in demands for taken in stands):
        return True
    if any(m.hostile and m.holder in fighting - {owner} for m in wishes):
        return True
    if owner in fighting and any(m.struck and m.holder in fighting for m in marks):
        return True
    return any(m.hostile for m in wishes) and any(
        a.holder != b.holder and a.taken is not b.taken for a in wishes for b in wishes
    )
