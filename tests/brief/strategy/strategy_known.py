"""Well-known conflicts built by hand, and a few shapes for pictures."""

from __future__ import annotations

from tracktwo.conflict import Conflict, DecisionMaker, ListedSpace, Option, OptionSpace, Payoffs
from tracktwo.conflict.logic import Atom, Both, Not


def two_by_two(title: str, first: str, second: str, option: str = "Cooperate") -> Conflict:
    """Two decision makers with one option each; preferences best first, states 0 to 3."""
    orders = [[int(c) for c in order] for order in (first, second)]
    return Conflict(
        title,
        (DecisionMaker("a", "Ana"), DecisionMaker("b", "Ben")),
        OptionSpace.of((2, 2), (0, 1), ("both", "both")),
        tuple(Payoffs(tuple(float(-o.index(s)) for s in range(4))) for o in orders),
        options=(Option("ca", option, 0), Option("cb", option, 1)),
        status_quo=0,
    )


def dilemma() -> Conflict:
    return two_by_two("Prisoner's dilemma", "2301", "1302")


def chicken() -> Conflict:
    return two_by_two("Chicken", "2310", "1320", "Swerve")


def cuba() -> Conflict:
    orders = (
        [4, 6, 5, 7, 2, 1, 3, 0, 11, 9, 10, 8],
        [0, 4, 6, 2, 5, 1, 7, 3, 11, 9, 10, 8],
    )
    return Conflict(
        "Cuban missile crisis",
        (DecisionMaker("us", "United States"), DecisionMaker("ussr", "USSR")),
        OptionSpace.of(
            (2, 2, 2, 2),
            (0, 0, 1, 1),
            ("forward", "both", "both", "both"),
            [Not((Both((Atom(2, "=", 1), Atom(3, "=", 1))),))],
        ),
        tuple(Payoffs(tuple(float(-o.index(s)) for s in range(12))) for o in orders),
        options=(
            Option("strike", "Air strike", 0, direction="forward"),
            Option("blockade", "Blockade", 0),
            Option("withdraw", "Withdraw", 1),
            Option("escalate", "Escalate", 1),
        ),
        status_quo=0,
    )


ELMIRA_MOVES = (
    "1>2 3>4 5>6 7>8",
    "1>3 1>9 2>4 2>9 3>9 4>9 5>7 5>9 6>8 6>9 7>9 8>9",
    "1>5 5>1 2>6 6>2 3>7 7>3 4>8 8>4",
)


def elmira() -> Conflict:
    values = ((4, 3, 8, 7, 5, 2, 9, 6, 1), (9, 2, 4, 8, 6, 1, 3, 7, 5), (6, 2, 8, 3, 7, 4, 9, 5, 1))
    moves = [[(int(m[0]) - 1, int(m[2]) - 1) for m in told.split()] for told in ELMIRA_MOVES]
    return Conflict(
        "Elmira",
        (
            DecisionMaker("moe", "Ministry of the Environment"),
            DecisionMaker("uniroyal", "Uniroyal"),
            DecisionMaker("local", "Local Government"),
        ),
        ListedSpace.of([f"s{k}" for k in range(1, 10)], moves),
        tuple(Payoffs(tuple(float(v) for v in row)) for row in values),
        state_labels={
            0: "Order stands, appeal pending",
            4: "Order stands, local government insists",
            7: "Order modified and accepted, local government insists",
            8: "Uniroyal abandons its plant",
        },
        status_quo=0,
    )


def eight() -> Conflict:
    """Three decision makers with an option each; C at state 2 is SEQ-stable."""
    orders = ("21364578", "86124573", "47368125")
    return Conflict(
        "Eight states",
        tuple(DecisionMaker(n, n.upper()) for n in "abc"),
        OptionSpace.of((2, 2, 2), (0, 1, 2), ("both",) * 3),
        tuple(Payoffs(tuple(float(-o.index(str(s + 1))) for s in range(8))) for o in orders),
        options=tuple(Option(f"o{n}", f"Option of {n.upper()}", k) for k, n in enumerate("abc")),
        status_quo=0,
    )


def box(levels: tuple[int, ...], owner: tuple[int, ...], title: str = "A box") -> Conflict:
    """All combinations feasible, preferences that are mixed but fixed."""
    n_dm = max(owner) + 1
    labels = ("Riverland", "Upland League", "Coastal Union", "Federation")
    space = OptionSpace.of(levels, owner, ("both",) * len(levels))
    n = space.n_state
    names = ("Mobilise", "Ceasefire", "Recognise", "Open the border", "Sanctions", "Withdraw")
    return Conflict(
        title,
        tuple(DecisionMaker(f"d{i}", labels[i]) for i in range(n_dm)),
        space,
        tuple(
            Payoffs(tuple(float((s * (7 + 4 * i) + 3 * i) % (n + 1)) for s in range(n)))
            for i in range(n_dm)
        ),
        options=tuple(
            Option(
                f"o{k}",
                names[k % 6],
                who,
                ("N", "Y") if m == 2 else ("none", "partial", "full", "lasting")[:m],
            )
            for k, (m, who) in enumerate(zip(levels, owner, strict=True))
        ),
        status_quo=0,
    )
