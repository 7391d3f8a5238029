"""Sentences from certificates: what they say is what the certificate says, option by option."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from conflicts import Kind, random_conflict
from hypothesis import given, settings
from hypothesis import strategies as st
from strategy_known import chicken, cuba, dilemma, eight, elmira

from tracktwo.analysis import CONCEPTS, Certificate, solve
from tracktwo.brief.strategy import equilibrium_in_words, move_words, path_words, why, why_sim
from tracktwo.brief.strategy.labels import dm_names, state_words, strongest
from tracktwo.conflict import Conflict, OptionSpace, Payoffs
from tracktwo.errors import UnknownChoice

seeds = st.integers(0, 10**6)
FORBIDDEN = re.compile(
    r"\b(he|she|his|her|him|likely|unlikely|probab\w*|chance|expect\w*|predict\w*|forecast)\b", re.I
)
SMALL = Kind(most_states=32, most_dms=4)


def applied(conflict: Conflict, start: int, told: str) -> int | None:
    """The state that a told move leads to, read back from its words alone."""
    space = conflict.space
    assert isinstance(space, OptionSpace)
    levels = list(space.state_levels(start))
    by_label = {o.label: n for n, o in enumerate(conflict.options)}
    verb = ""
    for word in re.findall(r"drop|take|change|Option \d+(?: from \w+ to \w+)?", told):
        if not word.startswith("Option"):
            verb = word
            continue
        label, _, change = word.partition(" from ")
        number = by_label[label]
        if verb == "change":
            before, after = change.split(" to ")
            names = conflict.options[number].levels
            assert names[levels[number]] == before
            levels[number] = names.index(after)
        else:
            assert levels[number] == (verb == "drop")
            levels[number] = int(verb == "take")
    return space.find(levels)


@given(seeds)
@settings(max_examples=80, deadline=None)
def test_a_move_told_is_the_move_made(seed: int) -> None:
    conflict = random_conflict(seed, SMALL, listed=False)
    for dm in range(conflict.n_dm):
        for s in range(conflict.n_state):
            for t in conflict.moves(dm, s).tolist():
                assert applied(conflict, s, move_words(conflict, s, t, bare=True)) == t
                assert applied(conflict, s, move_words(conflict, s, t)) == t


@given(seeds)
@settings(max_examples=40, deadline=None)
def test_sentences_say_what_the_certificate_says(seed: int) -> None:
    conflict = random_conflict(seed, Kind(most_states=16, most_dms=3))
    solution = solve(conflict)
    names = dm_names(conflict)
    for concept in CONCEPTS:
        for dm in range(conflict.n_dm):
            rank = conflict.rank[dm]
            for s in range(conflict.n_state):
                c = solution.certificate(concept, dm, s)
                text = why(conflict, c, most=99)
                assert text.endswith(".") and not FORBIDDEN.search(text), text
                assert names[dm] in text and state_words(conflict, s) in text
                assert ("is not stable" in text) == (not c.stable)
                assert text.count(" could ") + text.count(" would ") >= len(c.sanctions) * c.stable
                if not c.stable:
                    continue
                assert text.count("no better for") == sum(
                    bool(rank[x.end] == rank[s]) for x in c.sanctions
                )
                assert text.count("worse for") >= sum(
                    bool(rank[x.end] < rank[s]) for x in c.sanctions
                )
                for x in c.sanctions:
                    modal = "would" if concept in ("seq", "sseq") else "could"
                    assert path_words(conflict, x.path, modal=modal, answer=True) in text


@given(seeds)
@settings(max_examples=60, deadline=None)
def test_paths_name_their_movers_and_moves_in_order(seed: int) -> None:
    conflict = random_conflict(seed, Kind(most_states=16, most_dms=3), listed=False)
    solution = solve(conflict, concepts=["gmr"])
    names = dm_names(conflict)
    for dm in range(conflict.n_dm):
        for s in range(conflict.n_state):
            for x in solution.certificate("gmr", dm, s).sanctions:
                at = x.improvement
                told = path_words(conflict, x.path).split(", then ")
                assert len(told) == len(x.path)
                for words, step in zip(told, x.path, strict=True):
                    assert words.startswith(f"{names[step.mover]} would ")
                    end = applied(conflict, at, words.split(" would ")[1])
                    assert end == step.end
                    at = step.end
                assert at == x.end


def test_indifferent_is_told_apart_from_worse() -> None:
    base = dilemma()
    equal = replace(base, preferences=(Payoffs((0.0,) * 4), base.preferences[1]))
    assert "no better, but as good," in why(equal, solve(equal).certificate("nash", 0, 0))
    assert "is worse for Ana" in why(base, solve(base).certificate("nash", 0, 0))
    crisis = cuba()
    values = [1.0] * 12
    values[1] = values[2] = 0.0
    mixed = replace(crisis, preferences=(Payoffs(tuple(values)), crisis.preferences[1]))
    told = why(mixed, solve(mixed).certificate("nash", 0, 0))
    assert "of 3 moves 2 are worse and 1 is as good" in told


def test_only_no_move_is_called_no_move() -> None:
    conflict = elmira()
    solution = solve(conflict)
    assert why(conflict, solution.certificate("gmr", "moe", "s9")) == (
        "Ministry of the Environment has no move from Uniroyal abandons its plant (s9)."
    )
    assert "has no move" not in why(conflict, solution.certificate("gmr", "moe", "s1"))


def test_a_credible_reply_is_told_with_would_and_a_look_ahead_where_it_counts() -> None:
    conflict = cuba()
    solution = solve(conflict)
    told = {c: why(conflict, solution.certificate(c, "us", "NY YN")) for c in CONCEPTS[1:]}
    for concept, text in told.items():
        assert ("USSR would then drop Withdraw" in text) == (concept in ("seq", "sseq"))
        assert ("no move of United States from there" in text) == (concept in ("smr", "sseq"))
    assert "drop Blockade (reaching NN YN), which is better for United States" in told["seq"]


def test_several_moves_of_a_reply_are_told_step_by_step() -> None:
    conflict = eight()
    told = why(conflict, solve(conflict).certificate("seq", "c", "Y N N"))
    assert (
        "but B would then take Option of B, then A would drop Option of A, then B would drop "
        "Option of B (reaching N N Y), which is worse for C than staying" in told
    )


def test_long_certificates_are_cut_and_counted() -> None:
    conflict = cuba()
    c = solve(conflict).certificate("gmr", "us", "NN NN")
    assert len(c.sanctions) == 3
    told = why(conflict, c, most=1)
    assert told.count("could then") == 1 and "And 2 more improvements are deterred" in told
    assert "more improvement" not in why(conflict, c, most=3)
    assert "And 1 more improvement is deterred" in why(conflict, c, most=2)


def test_an_unstable_state_says_whether_anybody_could_reply() -> None:
    conflict = dilemma()
    solution = solve(conflict)
    seq = why(conflict, solution.certificate("seq", "a", "YN"))
    assert "nobody else has a move from there that is better for its mover" in seq
    gmr = why(conflict, solution.certificate("gmr", "a", "YN"))
    assert "no sequence of the others' moves leads to a state that is no better for Ana" in gmr
    alone = replace(
        conflict,
        options=conflict.options[:1],
        space=OptionSpace.of((2,), (0,), ("both",)),
        preferences=(Payoffs((0.0, 1.0)), Payoffs((0.0, 0.0))),
    )
    assert "nobody else has a move from there" in why(alone, solve(alone).certificate("gmr", 0, 0))


@given(seeds)
@settings(max_examples=60, deadline=None)
def test_equilibria_name_exactly_the_concepts_that_hold(seed: int) -> None:
    conflict = random_conflict(seed, Kind(most_states=16, most_dms=3))
    solution = solve(conflict)
    for s in range(conflict.n_state):
        first, *reasons = equilibrium_in_words(conflict, solution, s)
        held = [c for c in CONCEPTS if s in solution.equilibria[c]]
        named = re.findall(r"\b(Nash|GMR|SMR|SEQ|SSEQ)\b", first.rpartition(" under ")[2])
        if held:
            assert [n.lower() for n in named] == held and " is an equilibrium " in first
            assert conflict.n_dm <= len(reasons) <= conflict.n_dm * len(strongest(held))
            assert not any("is not stable" in r for r in reasons)
        else:
            assert len(named) == len(CONCEPTS) and " is no equilibrium " in first
            unstable = int((~solution.stable["gmr"][:, s]).sum())
            assert len(reasons) == unstable
            assert all("is not stable" in r for r in reasons)


def test_strongest_follows_the_lattice() -> None:
    assert strongest(CONCEPTS) == ("nash",)
    assert strongest(["gmr", "smr", "seq"]) == ("smr", "seq")
    assert strongest(["gmr", "smr", "seq", "sseq", "sim"]) == ("sseq", "sim")
    assert strongest([]) == ()


def test_what_was_not_worked_is_not_called_an_equilibrium() -> None:
    conflict = cuba()
    part = solve(conflict, budget_s=-1.0)
    (only,) = equilibrium_in_words(conflict, part, 5)
    assert "is not known: 1 of 2 decision makers" in only


def test_simultaneous_replies_have_words_of_their_own() -> None:
    conflict = chicken()
    solution = solve(conflict, concepts=["sim"])
    told = equilibrium_in_words(conflict, solution, 3)
    assert told[0].endswith("is an equilibrium under SIM.")
    assert "if at the same time Ben drops Swerve, all of it together gives N N" in told[1]
    from tracktwo.analysis.simultaneous import sim_certificate

    prison = dilemma()
    broken = sim_certificate(prison, 0, 3, unstable=np.zeros((2, 4), dtype=bool))
    assert "is not stable for Ana under SIM" in why_sim(prison, broken)


def test_other_concepts_are_an_error_with_the_choices() -> None:
    with pytest.raises(UnknownChoice, match="nash, gmr, smr, seq, sseq"):
        why(dilemma(), Certificate("cnash", 0, 0, True, None, ()))
