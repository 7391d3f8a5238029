"""Changes in words do what they say, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from conflicts import Kind, random_conflict
from hypothesis import given, settings
from hypothesis import strategies as st

from tracktwo.analysis import solve
from tracktwo.analysis.whatif import what_if
from tracktwo.conflict import Conflict, DecisionMaker, Option, OptionSpace, Statement, Statements
from tracktwo.conflict.changes import changed
from tracktwo.conflict.logic import Names, parse
from tracktwo.conflict.preferences import Ranking, Weights
from tracktwo.errors import ConflictError, NoFeasibleState, UnknownName

NAMES = Names(
    {"aid": 0, "talks": 1, "advance": 2}, [("none", "some", "full"), ("N", "Y"), ("N", "Y")]
)


def said(*texts: str, weights: tuple[float, ...] = ()) -> tuple[Statement, ...]:
    return tuple(
        Statement(t, parse(t, NAMES, where="test"), weight=weights[k] if weights else None)
        for k, t in enumerate(texts)
    )


@pytest.fixture
def conflict() -> Conflict:
    return Conflict(
        "Aid and talks",
        (DecisionMaker("donor", "Donor"), DecisionMaker("army", "Army")),
        OptionSpace.of((3, 2, 2), (0, 1, 1), ("both", "both", "both")),
        (
            Statements(said("not advance", "aid = none", "talks")),
            Weights(said("advance", "talks if aid", weights=(2.0, 3.0))),
        ),
        (
            Option("aid", "Aid", 0, ("none", "some", "full")),
            Option("talks", "Talks", 1),
            Option("advance", "Advance", 1),
        ),
        status_quo=4,
    )


def texts(conflict: Conflict, dm: int) -> list[str]:
    preference = conflict.preferences[dm]
    assert isinstance(preference, Statements | Weights)
    return [s.text for s in preference.statements]


def test_an_option_is_fixed_and_the_status_quo_moves_along(conflict: Conflict) -> None:
    after = changed(conflict, ["aid = none"])
    assert after.n_state == 4
    assert conflict.pattern(4) == "1 YN" and after.pattern(after.status_quo or 0) == "0 YN"
    assert not after.moves(0, 0).size
    assert [after.pattern(s) for s in range(4)] == ["0 NN", "0 YN", "0 NY", "0 YY"]


def test_what_is_forbidden_is_infeasible(conflict: Conflict) -> None:
    after = changed(conflict, ["forbid advance and talks"])
    assert after.n_state == 9 and after.status_quo is not None
    with pytest.raises(UnknownName, match="infeasible"):
        after.state("0 YY")
    assert changed(conflict, ["forbid talks"]).status_quo is None


def test_direction(conflict: Conflict) -> None:
    after = changed(conflict, ["advance is forward"])
    assert set(after.moves(1, after.state("0 NY"))) == {after.state("0 YY")}
    assert after.options[2].direction == "forward"


def test_statements(conflict: Conflict) -> None:
    assert texts(changed(conflict, ["donor drop 2"]), 0) == ["not advance", "talks"]
    assert texts(changed(conflict, ["donor move 3 to 1"]), 0) == [
        "talks",
        "not advance",
        "aid = none",
    ]
    assert texts(changed(conflict, ["donor negate 3"]), 0)[2] == "not (talks)"
    twice = changed(conflict, ["donor negate 3", "donor negate 3"])
    assert texts(twice, 0) == texts(conflict, 0)
    assert np.array_equal(twice.rank, conflict.rank)
    assert texts(changed(conflict, ["donor add aid >= some at 1"]), 0)[0] == "aid >= some"
    assert texts(changed(conflict, ["donor add at least 1 of (aid, talks)"]), 0)[3].startswith("at")
    assert texts(changed(conflict, ["army add not aid weight 2.5"]), 1)[2] == "not aid"
    assert texts(changed(conflict, ["donor replace 1 by advance or talks"]), 0)[0] == (
        "advance or talks"
    )


def test_whoever_leaves_stays_put_and_agrees_to_all(conflict: Conflict) -> None:
    after = changed(conflict, ["army leaves"])
    assert {after.pattern(s)[2:] for s in range(after.n_state)} == {"YN"}
    assert solve(after).stable["nash"][1].all()


@pytest.mark.parametrize(
    ("text", "error", "says"),
    [
        ("aid = lots", UnknownName, "none, some, full"),
        ("advanse is forward", UnknownName, 'did you mean "advance"'),
        ("advance is up", UnknownName, "both, forward, back"),
        ("donor drop 4", ConflictError, "has 3 statements and no number 4"),
        ("donor drop two", ConflictError, "no change"),
        ("army add talks", ConflictError, "weight 3"),
        ("donor add talks weight 1", ConflictError, "at 1"),
        ("more talks please", ConflictError, "OPTION = LEVEL"),
        ("forbid true", NoFeasibleState, "no state is left"),
    ],
)
def test_what_cannot_be_done_is_named(
    conflict: Conflict, text: str, error: type[ConflictError], says: str
) -> None:
    with pytest.raises(error, match=r".*") as told:
        changed(conflict, [text])
    assert says in str(told.value) and text in str(told.value)


@given(st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_rankings_keep_their_order_when_states_go(seed: int) -> None:
    conflict = random_conflict(seed, Kind(infeasible=False), listed=False)
    order = np.argsort(-conflict.rank, axis=1, kind="stable")
    tiers = tuple(Ranking(tuple((int(s),) for s in row)) for row in order)
    ranked = conflict.with_preferences(dict(enumerate(tiers)))
    for whole in (conflict, ranked):
        option = whole.options[0]
        after = changed(whole, [f"{option.id} = {option.levels[-1]}"])
        kept = [whole.state(after.pattern(s)) for s in range(after.n_state)]
        for before, now in zip(whole.rank[:, kept], after.rank, strict=True):
            assert np.array_equal(
                np.sign(before[:, None] - before[None]), np.sign(now[:, None] - now[None])
            )


@given(st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_what_if_tells_every_equilibrium_once(seed: int) -> None:
    conflict = random_conflict(seed, listed=False)
    option = conflict.options[-1]
    result = what_if(conflict, [f"{option.id} is forward"])
    for d in result.differences:
        before = {conflict.pattern(int(s)) for s in result.before.equilibria[d.concept]}
        after = {conflict.pattern(int(s)) for s in result.after.equilibria[d.concept]}
        assert set(d.stays) == before & after and set(d.appears) == after - before
        assert set(d.vanishes) == before - after and not d.infeasible
    same = what_if(conflict, [])
    assert not any(d.appears or d.vanishes or d.infeasible for d in same.differences)
