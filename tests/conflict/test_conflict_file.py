"""Reading ``conflict.toml``: what it means, and what is told about one that cannot be used."""

from __future__ import annotations

import contextlib
import copy
import itertools
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracktwo.conflict import Conflict, Payoffs, Ranking, Statements, Weights
from tracktwo.conflict.build import build
from tracktwo.conflict.file import conflict_schema, parse_conflict, read_conflict
from tracktwo.conflict.file_errors import checked
from tracktwo.errors import (
    ConflictError,
    ConflictTooLarge,
    MissingFile,
    NoFeasibleState,
    OwnedTwice,
    PreferenceCycle,
    StateListedTwice,
    StatementError,
    StateNotListed,
    TracktwoError,
    UnknownName,
)

HEAD = """
format = 1
title = "A dam"
status_quo = "NN N"

[[decision_maker]]
id = "up"
label = "Upstream"

[[decision_maker]]
id = "down"

[[option]]
id = "build"
owner = "up"
label = "Build the dam"
direction = "forward"

[[option]]
id = "share"
owner = "up"

[[option]]
id = "sue"
owner = "down"
"""
UP = '[[preference]]\nof = "up"\nstatements = ["build", "not sue"]\n'
DOWN = '[[preference]]\nof = "down"\nstatements = []\n'
GOOD = HEAD + UP + DOWN
LISTED = """
format = 1
title = "Elmira in short"

[[decision_maker]]
id = "moe"
[[decision_maker]]
id = "firm"

[[state]]
id = "s1"
label = "As it is"
[[state]]
id = "s2"
[[state]]
id = "s3"

[[move]]
by = "moe"
from = "s1"
to = "s2"
both_ways = true
[[move]]
by = "firm"
from = "s2"
to = "s3"

[[preference]]
of = "moe"
order = ["s2 > s1", "'s1' = \\"s3\\""]
[[preference]]
of = "firm"
payoffs = { s1 = 3, s2 = 1.5, "As it is" = 2 }
"""


def down(form: str) -> str:
    return f'{HEAD}{UP}[[preference]]\nof = "down"\n{form}\n'


def test_a_file_in_full() -> None:
    text = f"""{GOOD.replace('title = "A dam"', 'title = "A dam"' + chr(10) + "as_of = 2026-02-03")}
[[infeasible]]
when = "share and not build"
note = "nothing to share"
[[exclusive]]
options = ["build", "sue"]
[[implication]]
if = "sue"
then = "share"
[[state]]
is = ["build", "share"]
label = "Cooperation"
"""
    conflict = parse_conflict(text, where="conflict.toml")
    assert [conflict.pattern(s) for s in range(conflict.n_state)] == ["NN N", "YN N", "YY N"]
    assert conflict.state_name(2) == "Cooperation" and conflict.status_quo == 0
    assert conflict.as_of == date(2026, 2, 3)
    assert [rule.kind for rule in conflict.rules] == ["infeasible", "exclusive", "implication"]
    assert [rule.text for rule in conflict.rules] == [
        "share and not build",
        "at most 1 of (build, sue)",
        "sue implies share",
    ]
    assert conflict.rules[0].note == "nothing to share"
    assert conflict.decision_makers[1].label == "down" and conflict.options[1].label == "share"
    assert conflict.rank.tolist() == [[0, 1, 1], [0, 0, 0]]
    assert conflict.moves(0, 0).tolist() == [1, 2] and conflict.moves(0, 2).tolist() == [1]


@pytest.mark.parametrize(
    ("form", "kind", "rank"),
    [
        ("statements = ['sue if build']", Statements, [1, 0, 1, 0, 1, 1, 1, 1]),
        ("[[preference.statement]]\nsay = 'build'", Statements, [0, 1, 0, 1, 0, 1, 0, 1]),
        (
            "[[preference.statement]]\nsay='build'\nweight=0.5\n"
            "[[preference.statement]]\nsay='sue'\nweight=-1",
            Weights,
            [2, 3, 2, 3, 0, 1, 0, 1],
        ),
        (
            'ranking = ["NNN", ["YN N", {sue = "Y"}], ["NY N", "YY N", "NN-Y"]]',
            None,
            "StateListedTwice",
        ),
        (
            'ranking = ["NNN", ["YN N", {sue = "Y"}], ["01 0", "YY N", "yn y", "NY Y", "YY Y"]]',
            Ranking,
            [2, 1, 0, 0, 1, 0, 0, 0],
        ),
        (
            'payoffs = {"NN N"=3,"YN N"=inf,"NY N"=0,"YY N"=0,NNY=-1,YNY=1,NYY=2,YYY=-inf}',
            Payoffs,
            [5, 6, 2, 2, 1, 3, 4, 0],
        ),
        (
            'order = ["YYY > NNN = YNN > NYN", "NYN>YYN = NNY=YNY", "YNY > NYY"]',
            Ranking,
            [3, 3, 2, 1, 1, 1, 0, 4],
        ),
    ],
)
def test_every_form_of_preference(form: str, kind: type | None, rank: object) -> None:
    if kind is None:
        with pytest.raises((StateListedTwice, UnknownName)):
            parse_conflict(down(form))
        return
    conflict = parse_conflict(down(form), where="x")
    assert isinstance(conflict.preferences[1], kind)
    assert conflict.rank[1].tolist() == rank


def test_listed_states() -> None:
    text = LISTED.replace('"As it is" = 2', "s3 = 2")
    conflict = parse_conflict(text, where="x")
    assert conflict.rank.tolist() == [[0, 1, 0], [2, 0, 1]]
    assert conflict.moves(0, 1).tolist() == [0] and conflict.moves(1, 1).tolist() == [2]
    assert conflict.state("As it is") == 0 and conflict.state_name(0) == "As it is"
    with pytest.raises(StateListedTwice, match=r'"s1" is listed twice'):
        parse_conflict(LISTED, where="x")


def test_owners_from_the_other_side() -> None:
    text = GOOD.replace('id = "down"\n', 'id = "down"\noptions = ["sue"]\n', 1)
    bare = text.replace('id = "sue"\nowner = "down"', 'id = "sue"')
    assert parse_conflict(text, where="x").options == parse_conflict(bare, where="x").options


def test_statement_tables_keep_what_is_known() -> None:
    form = """[[preference.statement]]
say = "not build"
basis = "inferred"
confidence = 0.8
evidence = ["e1", "e2"]
unsure = true
note = "from the speech" """
    statement = parse_conflict(down(form), where="x").preferences[1].statements[0]
    assert (statement.text, statement.basis, statement.confidence) == ("not build", "inferred", 0.8)
    assert statement.evidence == ("e1", "e2") and statement.unsure
    assert statement.note == "from the speech" and statement.weight is None


def change(old: str, new: str, text: str = GOOD) -> str:
    assert old in text
    return text.replace(old, new, 1)


RANKED = 'ranking = ["NNN", "YNN", "NYN", "YYN", "NNY", "YNY"%s]'
BAD: list[tuple[str, type[TracktwoError], str, str, str]] = [
    # text, error, where, what, remedy
    ("format = 1\ntitle = ", ConflictError, "c.toml, line 2, at its end", "not TOML", "correct"),
    ("format = 1\ntitle = A dam", ConflictError, "c.toml, line 2, column 9", "not TOML", "correct"),
    (change("format = 1", ""), ConflictError, "c.toml, format", "does not say", "format = 1"),
    (change("format = 1", "format = 2"), ConflictError, "c.toml, format", "newer", "newer version"),
    (change("format = 1", "format = '1'"), ConflictError, "c.toml, format", "no format", "= 1"),
    (change("format = 1", "format = true"), ConflictError, "c.toml, format", "no format", "= 1"),
    (change('title = "A dam"', ""), ConflictError, "c.toml", '"title" is missing', 'title = "'),
    (change('"A dam"', '""'), ConflictError, "c.toml, title", "empty", "at least 1"),
    (change('"A dam"', "3"), ConflictError, "c.toml, title", '"title" is no text', "in quotes"),
    (
        change("title", "as_of = '2026-01-01'\ntitle"),
        ConflictError,
        "c.toml, as_of",
        "no day",
        "1962-10-17",
    ),
    (
        change("title", "tilte"),
        UnknownName,
        "c.toml",
        'unknown key "tilte"',
        'did you mean "title"',
    ),
    (
        change('label = "Build', 'lable = "Build'),
        UnknownName,
        'c.toml, option 1 ("build")',
        'unknown key "lable"',
        'did you mean "label"',
    ),
    (
        change('owner = "down"', 'owner = "down"\nstatus_quo = "NNN"'),
        UnknownName,
        'c.toml, option 3 ("sue")',
        'unknown key "status_quo"',
        "move it up",
    ),
    (
        change("[[option]]\nid", "[option]\nid", HEAD.split('[[option]]\nid = "share')[0]),
        ConflictError,
        "c.toml, option",
        '"option" is no list',
        "begin each with [[option]]",
    ),
    (
        change("statements = []", "[preference.statement]\nsay = 'sue'"),
        ConflictError,
        'c.toml, preference 2 (of "down"), statement',
        "no list",
        "[[preference.statement]]",
    ),
    (
        change("statements = []", "statements = ['sue', 3]"),
        ConflictError,
        'c.toml, preference 2 (of "down"), statement 2',
        "this is no text",
        "in quotes",
    ),
    (
        change('direction = "forward"', 'direction = "forwards"'),
        UnknownName,
        'c.toml, option 1 ("build"), direction',
        'unknown direction "forwards"',
        'did you mean "forward"',
    ),
    (
        change('id = "build"', 'id = "build it"'),
        ConflictError,
        'c.toml, option 1 ("build it"), id',
        "no id",
        "letters, digits",
    ),
    (change('id = "build"', 'id = ""'), ConflictError, 'option 1 (""), id', "no id", "letters"),
    (change('id = "up"', ""), ConflictError, "c.toml, decision_maker 1", "missing", 'id = "'),
    (
        change('id = "share"', 'id = "Or"'),
        ConflictError,
        'option 2 ("Or"), id',
        '"Or" cannot be the id',
        "another id",
    ),
    (
        change('id = "share"', 'id = "build"'),
        ConflictError,
        'option 2 ("build")',
        'two options have the id "build"',
        "of its own",
    ),
    (
        change('id = "down"', 'id = "up"'),
        ConflictError,
        'decision_maker 2 ("up")',
        "two decision makers",
        "of its own",
    ),
    (
        change('owner = "down"', 'owner = "dwn"'),
        UnknownName,
        'option 3 ("sue"), owner',
        'unknown decision maker "dwn"',
        'did you mean "down"',
    ),
    (
        change('owner = "down"', ""),
        ConflictError,
        'option 3 ("sue")',
        'nobody owns the option "sue"',
        "owner =",
    ),
    (
        change('id = "down"', 'id = "down"\noptions = ["share"]'),
        OwnedTwice,
        'option 2 ("share"), owner',
        '"share" is listed by "down" and by "up"',
        "leave it with one",
    ),
    (
        change('id = "down"', 'id = "down"\noptions = ["sew"]'),
        UnknownName,
        'decision_maker 2 ("down"), options',
        'unknown option "sew"',
        'did you mean "sue"',
    ),
    (
        change(
            'owner = "up"\n\n[[option]]\nid = "sue"',
            'owner="up"\nlabel="Build the dam"\n\n[[option]]\nid = "sue"',
        ),
        ConflictError,
        'option 2 ("share")',
        'called "Build the dam"',
        "label of its own",
    ),
    (
        change('owner = "down"', 'owner = "down"\nlevels = ["a"]'),
        ConflictError,
        'option 3 ("sue"), levels',
        "fewer than 2",
        "at least 2",
    ),
    (
        change('owner = "down"', 'owner = "down"\nlevels = ["a", "a"]'),
        ConflictError,
        'option 3 ("sue"), levels',
        '"a" stands twice',
        "once",
    ),
    (
        GOOD + '[[infeasible]]\nwhen = "bild and sue"',
        UnknownName,
        "c.toml, infeasible 1, when",
        'unknown option "bild", character 1',
        'did you mean "build"',
    ),
    (
        GOOD + '[[infeasible]]\nwhen = "sue and"',
        StatementError,
        "c.toml, infeasible 1, when",
        "character 8",
        "grammar",
    ),
    (
        GOOD + '[[implication]]\nif = "sue"\nthen = "sue = P"',
        UnknownName,
        "c.toml, implication 1, then",
        'unknown level "P"',
        "levels: N, Y",
    ),
    (
        GOOD + '[[implication]]\nif = "sue"',
        ConflictError,
        "c.toml, implication 1",
        '"then" is missing',
        'then = "',
    ),
    (
        GOOD + '[[exclusive]]\noptions = ["sue", "sew"]',
        UnknownName,
        "c.toml, exclusive 1, options",
        'unknown option "sew"',
        'did you mean "sue"',
    ),
    (
        GOOD + '[[exclusive]]\noptions = ["sue", "down.sue"]',
        ConflictError,
        "c.toml, exclusive 1, options",
        "stands twice",
        "once",
    ),
    (
        GOOD + '[[infeasible]]\nwhen = "true"',
        NoFeasibleState,
        "c.toml",
        "no state is feasible",
        "take one",
    ),
    (
        GOOD + "".join(f'[[option]]\nid = "x{k}"\nowner = "up"\n' for k in range(30)),
        ConflictTooLarge,
        "c.toml",
        "8,589,934,592 states are feasible, and 16,777,216 can be worked",
        "leave out options",
    ),
    (
        GOOD + '[[infeasible]]\nwhen = "not build"',
        UnknownName,
        "c.toml, status_quo",
        '"NN N" is infeasible',
        "take the rule back",
    ),
    (
        change('status_quo = "NN N"', 'status_quo = "NN"'),
        UnknownName,
        "c.toml, status_quo",
        '"NN" is no state',
        "build, share, sue",
    ),
    (
        change('status_quo = "NN N"', "status_quo = 3"),
        ConflictError,
        "c.toml, status_quo",
        "names no state",
        "pattern",
    ),
    (
        change('status_quo = "NN N"', "status_quo = {sue = 'X'}"),
        UnknownName,
        "c.toml, status_quo",
        'unknown level "X"',
        "levels: N, Y",
    ),
    (
        GOOD + '[[state]]\nis = "NN N"\nlabel = "a"\n[[state]]\nis = "NN Y"\nlabel = "a"',
        ConflictError,
        'state 2 ("NN Y"), label',
        "another state, too",
        "of its own",
    ),
    (
        GOOD + '[[state]]\nis = "NN N"\nlabel = "YY Y"',
        ConflictError,
        'state 1 ("NN N"), label',
        "another state, too",
        "of its own",
    ),
    (
        GOOD + '[[state]]\nid = "s1"\nlabel = "x"',
        ConflictError,
        'state 1 ("s1")',
        "has no id",
        'is = "NN N"',
    ),
    (GOOD + '[[state]]\nis = "NN N"', ConflictError, "state 1", '"label" is missing', "label ="),
    (
        GOOD + '[[move]]\nby = "up"\nfrom = "a"\nto = "b"',
        ConflictError,
        "c.toml, move 1",
        "cannot stand here",
        "leave out the options",
    ),
    (HEAD + UP, ConflictError, "c.toml, preference", 'what "down" prefers', 'of = "down"'),
    (HEAD, ConflictError, "c.toml, preference", 'what "up" prefers', 'of = "up"'),
    (
        GOOD + DOWN,
        ConflictError,
        'preference 3 (of "down")',
        "second preference",
        "one table",
    ),
    (
        change('of = "down"', 'of = "dawn"'),
        UnknownName,
        'preference 2 (of "dawn"), of',
        'unknown decision maker "dawn"',
        'did you mean "down"',
    ),
    (
        change("statements = []", ""),
        ConflictError,
        'preference 2 (of "down")',
        "says nothing",
        "add a ranking",
    ),
    (
        change("statements = []", "statements = []\npayoffs = {}"),
        ConflictError,
        'preference 2 (of "down")',
        "2 forms: statements, payoffs",
        "keep one",
    ),
    (
        change("not sue", "not and sue"),
        StatementError,
        'c.toml, preference 1 (of "up"), statement 2',
        'not "and", character 5',
        "grammar",
    ),
    (
        down('[[preference.statement]]\nsay="sue"\n[[preference.statement]]\nsay="bulid"'),
        UnknownName,
        'c.toml, preference 2 (of "down"), statement 2',
        'unknown option "bulid"',
        'did you mean "build"',
    ),
    (
        down(
            '[[preference.statement]]\nsay="sue"\nweight=1\n[[preference.statement]]\nsay="build"'
        ),
        ConflictError,
        'preference 2 (of "down"), statement 2',
        "has no weight",
        "all of them",
    ),
    (
        down('[[preference.statement]]\nsay="sue"\nweight=nan'),
        ConflictError,
        'preference 2 (of "down"), statement 1, weight',
        "no finite number",
        "finite",
    ),
    (
        down('[[preference.statement]]\nsay="sue"\nconfidence=80'),
        ConflictError,
        "statement 1",
        '"confidence" is 80',
        "between 0 and 1",
    ),
    (
        down('[[preference.statement]]\nsay="sue"\nbasis="guess"'),
        UnknownName,
        "statement 1",
        'unknown basis "guess"',
        "stated, inferred, analyst, assumed",
    ),
    (
        down(RANKED % ', "NYY", "YYY", "NNN"'),
        StateListedTwice,
        'c.toml, preference 2 (of "down"), place 9',
        '"NN N" is listed twice',
        "one place",
    ),
    (
        down(RANKED % ', "NYY"'),
        StateNotListed,
        'c.toml, preference 2 (of "down"), ranking',
        '1 of 8 feasible states is not listed: "YY Y"',
        "add",
    ),
    (
        down('ranking = ["NNN"]'),
        StateNotListed,
        "ranking",
        '7 of 8 feasible states are not listed: "YN N", "NY N", "YY N", "NN Y", "YN Y" and 2 more',
        "add",
    ),
    (
        down(RANKED % ', "NYYY"'),
        UnknownName,
        'preference 2 (of "down"), place 7',
        '"NYYY" is no state',
        "write a level",
    ),
    (
        down(RANKED % ', ["NYY", 3]'),
        ConflictError,
        'preference 2 (of "down"), place 7',
        "no place in a ranking",
        "tie",
    ),
    (
        down("payoffs = {NNN = nan}"),
        ConflictError,
        'preference 2 (of "down"), payoffs, NNN',
        "no number",
        "write a number",
    ),
    (
        down("payoffs = {NNN = 'much'}"),
        ConflictError,
        'preference 2 (of "down"), payoffs, NNN',
        "no number",
        "without quotes",
    ),
    (
        down('payoffs = {NNN = 1, "NN N" = 2}'),
        StateListedTwice,
        "payoffs, NN N",
        '"NN N" is listed twice',
        "one place",
    ),
    (down("payoffs = {NNN = 1}"), StateNotListed, "payoffs", "7 of 8", "add"),
    (
        down('order = ["NNN > YNN", "YNN > NYN = YYN", "YYN > NNN"]'),
        PreferenceCycle,
        'c.toml, preference 2 (of "down"), order',
        "in a circle: NN N > YN N > NY N = YY N > NN N",
        "take one",
    ),
    (
        down('order = ["NNN = YNN > NNN"]'),
        PreferenceCycle,
        "order",
        "YN N > NN N = YN N",
        "take one",
    ),
    (
        down('order = ["NNN > YNN"]'),
        StateNotListed,
        'preference 2 (of "down"), order',
        '6 of 8 feasible states are not listed: "NY N"',
        "add",
    ),
    (
        down('order = ["NNN > YNN > NYN > YYN > NNY > YNY", "NNY > NYY > YYY"]'),
        StateNotListed,
        'preference 2 (of "down"), order',
        'which of "YN Y" and "NY Y" is preferred',
        '"YN Y > NY Y"',
    ),
    (
        down('order = ["NNN > "]'),
        ConflictError,
        'preference 2 (of "down"), chain 1',
        "a state is expected, character 7",
        "write states",
    ),
    (
        down('order = ["NNN > NNNN"]'),
        UnknownName,
        'preference 2 (of "down"), chain 1',
        '"NNNN" is no state',
        "write a level",
    ),
    (
        change('order = ["s2', 'statements = ["s2', LISTED),
        ConflictError,
        'preference 1 (of "moe")',
        "lists its states",
        "ranking, payoffs or an order",
    ),
    (
        LISTED + '[[infeasible]]\nwhen = "s1"',
        ConflictError,
        "c.toml, infeasible 1",
        "cannot stand here",
        "leave out the states",
    ),
    (
        change('to = "s3"', 'to = "s33"', LISTED),
        UnknownName,
        'c.toml, move 2 ("firm"), to',
        'unknown state "s33"',
        'did you mean "s3"',
    ),
    (
        change('by = "firm"', 'by = "frm"', LISTED),
        UnknownName,
        'move 2 ("frm"), by',
        'unknown decision maker "frm"',
        'did you mean "firm"',
    ),
    (
        change('to = "s3"', 'to = "s2"', LISTED),
        ConflictError,
        "move 2",
        "ends where it begins",
        "another state",
    ),
    (
        change('id = "s3"', 'id = "s1"', LISTED),
        ConflictError,
        'state 3 ("s1")',
        "two states",
        "of its own",
    ),
    (
        change('id = "s3"', 'is = "s1"', LISTED),
        ConflictError,
        'state 3 ("s1")',
        '"is" names',
        'id = "s1"',
    ),
    (change('id = "s2"', 'label = "x"', LISTED), ConflictError, "state 2", "no id", "id ="),
    (
        'format = 1\ntitle = "x"\n[[decision_maker]]\nid = "a"\n[[preference]]\nof="a"\nranking=[]',
        ConflictError,
        "c.toml",
        "neither options nor states",
        "[[option]]",
    ),
]


@pytest.mark.parametrize(("text", "error", "where", "what", "remedy"), BAD)
def test_what_is_told_about_a_bad_file(
    text: str, error: type[TracktwoError], where: str, what: str, remedy: str
) -> None:
    with pytest.raises(TracktwoError) as caught:
        parse_conflict(text, where="c.toml")
    told = caught.value
    assert type(told) is error, told
    assert told.where is not None and told.where.startswith("c.toml") and where in told.where, told
    assert what in f"{told.what}; {told.why}", told
    assert remedy in (told.remedy or ""), told
    assert told.exit_code == 7
    assert not re.search(r"pydantic|Input should|validation|Traceback", str(told))


def test_the_first_of_several_errors_is_told() -> None:
    """In the order of the file, not of the table of keys."""
    text = change('direction = "forward"', 'direction = "on"').replace('id = "share"', "id = 3")
    text = "question = 3\n" + text.replace("[[preference]]", "[[preference]]\nfoo = 1")
    order = ["question", "option 1", "option 2", "preference 1", "preference 2"]
    fixes = [
        ("question = 3\n", ""),
        ('direction = "on"', ""),
        ("id = 3", 'id = "share"'),
        ("foo = 1\n", ""),
        ("foo = 1\n", ""),
    ]
    for where, (bad, good) in zip(order, fixes, strict=True):
        with pytest.raises(ConflictError) as caught:
            parse_conflict(text, where="c.toml")
        assert where in str(caught.value.where)
        text = text.replace(bad, good, 1)
    parse_conflict(text, where="c.toml")
    swapped = HEAD + "[[preference]]\nof = 3\n" + "[[infeasible]]\nwhen = 3\n"
    with pytest.raises(ConflictError, match="preference 1"):
        parse_conflict(swapped, where="c.toml")


RICH = f"""
{
    GOOD.replace(
        "statements = []",
        "[[preference.statement]]" + chr(10) + "say = 'sue'" + chr(10) + "evidence = ['e']",
    )
}
[[infeasible]]
when = "share and not build"
[[exclusive]]
options = ["build", "sue"]
[[implication]]
if = "sue"
then = "share"
[[state]]
is = {{ build = "Y" }}
label = "The dam alone"
"""
ODD: list[object] = [
    *(3, -1, 1.5, float("nan"), True, None, "", "x", "NN N", "or", "\n", date(2026, 1, 1)),
    *([], {}, [[]], [{}], ["x"], [["NN N"]], {"x": 1}, [{"id": "x"}], {"build": "Y"}, ["build"]),
]


def spots(tables: object, path: tuple = ()) -> list[tuple]:
    inside = (
        tables.items()
        if isinstance(tables, dict)
        else enumerate(tables)
        if isinstance(tables, list)
        else ()
    )
    return [path] * bool(path) + [p for key, value in inside for p in spots(value, (*path, key))]


@pytest.mark.parametrize("text", [RICH, LISTED, down('ranking = ["NNN", ["YNN"]]')])
def test_whatever_stands_anywhere_is_read_or_told(text: str) -> None:
    """Each value replaced by each of many odd ones, or left out, and an unknown key everywhere."""
    tables = tomllib.loads(text)
    refused = 0
    for path, odd in itertools.product(spots(tables), [*ODD, "left out", "key"]):
        raw = copy.deepcopy(tables)
        at = raw
        for step in path[:-1]:
            at = at[step]
        if odd == "left out":
            del at[path[-1]]
        elif odd == "key" and isinstance(at[path[-1]], dict):
            at[path[-1]]["odd_key"] = 1
        else:
            at[path[-1]] = odd
        try:
            build(checked(raw, "c.toml"), raw, "c.toml")
        except ConflictError as error:
            refused += 1
            assert error.where and error.where.startswith("c.toml"), (path, odd)
            assert error.remedy, (path, odd)
            assert not re.search(r"pydantic|Input should|cannot be used", str(error)), (path, odd)
    assert refused > len(spots(tables))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_damaged_file_is_told(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([RICH, LISTED]))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        width = data.draw(st.integers(0, 12))
        text = (
            text[:at]
            + data.draw(st.sampled_from(["", '"', "[", "=", "x", "\n"]))
            + text[at + width :]
        )
    with contextlib.suppress(ConflictError):
        parse_conflict(text, where="c.toml")


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    good, latin = tmp_path / "good.toml", tmp_path / "latin.toml"
    good.write_text("\ufeff" + GOOD, encoding="utf-8")
    latin.write_bytes(GOOD.replace("A dam", "Überlauf").encode("latin-1"))
    assert Conflict.from_file(good).title == read_conflict(str(good)).title == "A dam"
    with pytest.raises(MissingFile, match="no such file"):
        read_conflict(tmp_path / "none.toml")
    with pytest.raises(ConflictError, match="cannot be opened"):
        read_conflict(tmp_path)
    with pytest.raises(ConflictError, match=r"latin.toml, byte \d+: the file is not UTF-8"):
        read_conflict(latin)


def test_the_schema_describes_every_key() -> None:
    schema = conflict_schema()
    assert schema["$schema"].endswith("2020-12/schema") and not schema["additionalProperties"]
    for table in [schema, *schema["$defs"].values()]:
        assert table["description"]
        for key, about in table["properties"].items():
            assert key == key.strip("_")
            assert "description" in about or key == "id", (table["title"], key)


def test_a_large_conflict_loads_quickly() -> None:
    wishes = ", ".join(f'"o{k} if not o{(k + 7) % 20}"' for k in range(12))
    text = 'format = 1\ntitle = "Large"\n' + "".join(
        f'[[decision_maker]]\nid = "d{k}"\n' for k in range(3)
    )
    text += "".join(f'[[option]]\nid = "o{k}"\nowner = "d{k % 3}"\n' for k in range(20))
    text += "".join(f'[[preference]]\nof = "d{k}"\nstatements = [{wishes}]\n' for k in range(3))
    conflict = parse_conflict(text, where="x")
    assert conflict.n_state == 1 << 20 and conflict.rank.shape == (3, 1 << 20)
