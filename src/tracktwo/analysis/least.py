"""The cheapest set of items that contains one alternative of every requirement, exactly.

With alternatives of one item each it is the minimum hitting set. Here the items are states that
must fall, or goals that must be given up. Branch and bound in a fixed order; where that would take
too long, z3 (de Moura and Bjørner 2008) minimises the same cost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

__all__ = ["cheapest"]

Items = frozenset[int]

_MOST_NODES = 20_000


def cheapest(
    requirements: Iterable[Iterable[Items]], cost: Mapping[int, int], *, nodes: int = _MOST_NODES
) -> Items:
    """The cheapest set that contains an alternative of every requirement.

    Args:
        requirements: for each, its alternatives; at least one each.
        cost: what each item costs, all above 0. The cost of a set is the sum.
        nodes: how many nodes of the search to visit before z3 is asked.

    Returns:
        A set of least cost; of equally cheap ones always the same.
    """
    left = [_reduced(alternatives, cost) for alternatives in requirements]
    chosen: Items = frozenset()
    for part in _parts(_without_repeats(left)):
        search = _Search(cost, nodes)
        search.go(_private(part, cost), frozenset(), 0)
        done = search.best if search.nodes >= 0 else _by_z3(part, cost)
        assert done is not None
        chosen |= done
    return chosen


class _Search:
    def __init__(self, cost: Mapping[int, int], nodes: int) -> None:
        self.cost, self.nodes = cost, nodes
        self.best: Items | None = None
        self.price = 0

    def go(self, left: Sequence[tuple[Items, ...]], chosen: Items, paid: int) -> None:
        self.nodes -= 1
        if self.nodes < 0:
            return
        open_ = [
            sorted((self._more(a, chosen), sorted(a)) for a in alternatives)
            for alternatives in left
            if not any(a <= chosen for a in alternatives)
        ]
        if not open_:
            if self.best is None or paid < self.price:
                self.best, self.price = chosen, paid
            return
        if self.best is not None and paid + self._bound(open_) >= self.price:
            return
        options = min(open_, key=lambda o: (len(o), -o[0][0], o))
        remaining = [tuple(frozenset(a) for _, a in o) for o in open_]
        for more, alternative in options:
            if self.best is not None and paid + more >= self.price:
                break
            self.go(remaining, chosen | frozenset(alternative), paid + more)

    def _more(self, alternative: Items, chosen: Items) -> int:
        return sum(self.cost[t] for t in alternative - chosen)

    @staticmethod
    def _bound(open_: Sequence[Sequence[tuple[int, list[int]]]]) -> int:
        """What requirements that share no item cost together at least."""
        total, used = 0, set[int]()
        for options in sorted(open_, key=lambda o: (-o[0][0], len(o))):
            items = {t for _, a in options for t in a}
            if used.isdisjoint(items):
                total += options[0][0]
                used |= items
        return max(total, *(o[0][0] for o in open_))


def _reduced(alternatives: Iterable[Items], cost: Mapping[int, int]) -> tuple[Items, ...]:
    """Without alternatives that hold another one; cheapest first."""
    kept: list[Items] = []
    for a in sorted(set(alternatives), key=lambda a: (len(a), sorted(a))):
        if not any(other <= a for other in kept):
            kept.append(a)
    return tuple(sorted(kept, key=lambda a: (sum(cost[t] for t in a), sorted(a))))


def _without_repeats(left: Iterable[tuple[Items, ...]]) -> list[tuple[Items, ...]]:
    return list(dict.fromkeys(r for r in left if frozenset() not in r))


def _private(part: Sequence[tuple[Items, ...]], cost: Mapping[int, int]) -> list[tuple[Items, ...]]:
    """Of the alternatives whose items no other requirement names, only the cheapest."""
    uses: dict[int, int] = {}
    for requirement in part:
        for t in {t for a in requirement for t in a}:
            uses[t] = uses.get(t, 0) + 1
    result = []
    for requirement in part:
        alone = [a for a in requirement if all(uses[t] == 1 for t in a)]
        result.append(tuple(a for a in requirement if a not in alone[1:]))
    return result


def _parts(left: Sequence[tuple[Items, ...]]) -> list[list[tuple[Items, ...]]]:
    """Requirements that share no item are worked by themselves."""
    pieces: list[tuple[list[tuple[Items, ...]], set[int]]] = []
    for requirement in left:
        members, items = [requirement], {t for a in requirement for t in a}
        apart = []
        for piece in pieces:
            if items.isdisjoint(piece[1]):
                apart.append(piece)
            else:
                members = piece[0] + members
                items |= piece[1]
        pieces = [*apart, (members, items)]
    return [members for members, _ in pieces]


def _by_z3(part: Sequence[tuple[Items, ...]], cost: Mapping[int, int]) -> Items:
    import z3  # type: ignore[import-untyped]

    items = sorted({t for requirement in part for a in requirement for t in a})
    solver = z3.Optimize()
    solver.set("ctrl_c", False)  # else Ctrl-C no longer ends what waits afterwards
    taken = {t: z3.Bool(f"t{t}") for t in items}
    for requirement in part:
        solver.add(z3.Or([z3.And([taken[t] for t in sorted(a)]) for a in requirement]))
    solver.minimize(z3.Sum([z3.If(taken[t], cost[t], 0) for t in items]))
    if solver.check() != z3.sat:  # pragma: no cover - always satisfiable by taking everything
        raise RuntimeError("z3 gave no answer")
    model = solver.model()
    return frozenset(t for t in items if z3.is_true(model.eval(taken[t], model_completion=True)))
