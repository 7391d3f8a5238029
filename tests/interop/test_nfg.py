"""`.nfg` files: the game that is written has the conflict's Nash-stable states."""

from __future__ import annotations

import itertools
import math
import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "conflict"))
from conflicts import Kind, random_conflict

from tracktwo.conflict import Conflict, OptionSpace
from tracktwo.errors import ConflictError, ConflictTooLarge
from tracktwo.interop.nfg import MAX_CELLS, write_nfg

WHOLE = Kind(infeasible=False, most_states=48)
REVERSIBLE = Kind(infeasible=False, one_way=False, most_states=48)


@dataclass
class Game:
    title: str
    players: list[str]
    strategies: list[list[str]]
    comment: str
    payoffs: np.ndarray  # shape (dims…, n_player)
    names: list[str]  # of outcomes, cell by cell; empty in the payoff form


def parse(text: str) -> Game:
    """Read the format as its documentation defines it; shares no code with the writer."""
    tokens = re.findall(r'"(?:[^"\\]|\\.)*"|[{}]|[^\s{},"]+', text)
    at = iter(tokens)

    def unquote(token: str) -> str:
        assert token[0] == token[-1] == '"'
        return re.sub(r"\\(.)", r"\1", token[1:-1])

    def group() -> list:
        found: list = []
        for token in at:
            if token == "}":
                return found
            found.append(group() if token == "{" else token)
        raise AssertionError("unclosed")

    assert [next(at), next(at), next(at)] == ["NFG", "1", "R"]
    title = unquote(next(at))
    assert next(at) == "{"
    players = [unquote(p) for p in group()]
    assert next(at) == "{"
    strategies = [[unquote(s) for s in own] for own in group()]
    comment = unquote(next(at))
    rest = list(at)
    dims = [len(own) for own in strategies]
    n, cells = len(players), math.prod(dims)
    names: list[str] = []
    if rest[0] == "{":
        at = iter(rest[1:])
        outcomes = group()
        numbers = [int(k) for k in at]
        assert len(numbers) == cells and all(1 <= k <= len(outcomes) for k in numbers)
        assert all(len(outcome) == n + 1 for outcome in outcomes)
        flat = np.array([[int(v) for v in outcomes[k - 1][1:]] for k in numbers])
        names = [unquote(outcomes[k - 1][0]) for k in numbers]
    else:
        assert len(rest) == n * cells
        flat = np.array([int(v) for v in rest]).reshape(cells, n)
    return Game(title, players, strategies, comment, flat.reshape(*dims, n, order="F"), names)


def pure_nash(game: Game) -> set[tuple[int, ...]]:
    found = set()
    dims = game.payoffs.shape[:-1]
    for cell in itertools.product(*map(range, dims)):
        if all(
            game.payoffs[cell][i] >= game.payoffs[(*cell[:i], k, *cell[i + 1 :])][i]
            for i in range(len(dims))
            for k in range(dims[i])
        ):
            found.add(cell)
    return found


def state_of(conflict: Conflict, cell: tuple[int, ...]) -> int | None:
    """The state of a cell; a player's strategies count his or her own options up, first fastest."""
    space = conflict.space
    assert isinstance(space, OptionSpace)
    levels = [0] * len(space.levels)
    for dm, strategy in enumerate(cell):
        for option in space.own(dm):
            strategy, levels[option] = divmod(strategy, space.levels[option])
        assert strategy == 0
    return space.find(levels)


def nash_states(conflict: Conflict) -> set[int]:
    return {
        s
        for s in range(conflict.n_state)
        if all(conflict.improvements(i, s).size == 0 for i in range(conflict.n_dm))
    }


@pytest.mark.parametrize("form", ["outcome", "payoff"])
def test_pure_equilibria_are_the_nash_stable_states(form: str) -> None:
    for seed in range(150):
        conflict = random_conflict(seed, REVERSIBLE, listed=False)
        game = parse(write_nfg(conflict, form=form).text)
        assert {state_of(conflict, cell) for cell in pure_nash(game)} == nash_states(conflict)


def test_every_cell_has_its_state_its_ranks_and_its_name() -> None:
    for seed in range(150):
        conflict = random_conflict(seed, WHOLE, listed=False)
        one, other = (parse(write_nfg(conflict, form=f).text) for f in ("outcome", "payoff"))
        assert np.array_equal(one.payoffs, other.payoffs)
        dims = one.payoffs.shape[:-1]
        for number, back in enumerate(itertools.product(*(range(d) for d in reversed(dims)))):
            cell = back[::-1]
            state = state_of(conflict, cell)
            assert one.payoffs[cell].tolist() == conflict.rank[:, state].tolist()
            assert one.names[number] == conflict.state_name(state)


def test_infeasible_cells_are_refused_or_worst() -> None:
    tried = 0
    for seed in range(300):
        conflict = random_conflict(seed, Kind(one_way=False, most_states=48), listed=False)
        space = conflict.space
        assert isinstance(space, OptionSpace)
        if math.prod(space.levels) == space.n_state:
            continue
        tried += 1
        with pytest.raises(ConflictError, match='infeasible="worst"'):
            write_nfg(conflict)
        written = write_nfg(conflict, infeasible="worst")
        assert any("infeasible" in line for line in written.lost)
        game = parse(written.text)
        other = parse(write_nfg(conflict, infeasible="worst", form="payoff").text)
        assert np.array_equal(game.payoffs, other.payoffs)
        assert "Infeasible" in game.comment
        equilibria = {state_of(conflict, cell) for cell in pure_nash(game)}
        assert equilibria - {None} == nash_states(conflict)
        for cell in itertools.product(*map(range, game.payoffs.shape[:-1])):
            assert (state_of(conflict, cell) is None) == (set(game.payoffs[cell]) == {-1})
    assert tried > 50


def test_names_are_quoted_told_apart_and_one_line() -> None:
    conflict = random_conflict(5, REVERSIBLE, listed=False)
    makers = tuple(replace(m, label='"A" \\\n B') for m in conflict.decision_makers)
    options = tuple(replace(o, label="same") for o in conflict.options)
    odd = replace(conflict, title='a "b"\n c\\', decision_makers=makers, options=options)
    game = parse(write_nfg(odd).text)
    assert game.title == 'a "b" c\\'
    assert len(set(game.players)) == len(game.players)
    assert all(len(set(own)) == len(own) for own in game.strategies)
    assert len(set(game.names)) == conflict.n_state


def test_what_is_lost_is_said() -> None:
    conflict = next(
        c
        for c in (random_conflict(seed, WHOLE, listed=False) for seed in range(99))
        if any(o.direction != "both" for o in c.options)
    )
    lost = " ".join(write_nfg(replace(conflict, note="n")).lost)
    for words in ("no moves", "ordinal", "one-way options", "status quo", "note"):
        assert words in lost
    plain = write_nfg(replace(random_conflict(5, REVERSIBLE, listed=False), status_quo=None))
    assert not any("one-way" in line or "status quo" in line for line in plain.lost)


def test_listed_moves_and_sizes_are_refused() -> None:
    with pytest.raises(ConflictError, match="listed"):
        write_nfg(random_conflict(2, listed=True))
    conflict = random_conflict(2, WHOLE, listed=False)
    big = OptionSpace((2,) * 21, (0,) * 21, ("both",) * 21, np.arange(4))
    with pytest.raises(ConflictTooLarge, match=f"{MAX_CELLS:,}"):
        write_nfg(replace(conflict, space=big))
