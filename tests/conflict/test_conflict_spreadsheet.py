"""A spreadsheet of states and rankings: out and in again, and what is told about a bad one."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest
from conflicts import random_conflict

from tracktwo.conflict import Conflict, Ranking
from tracktwo.conflict.file import parse_conflict
from tracktwo.errors import ConflictError, StateListedTwice, StateNotListed, UnknownName
from tracktwo.interop.spreadsheet import read_csv, write_csv

FILE = """
format = 1
title = "A dam"
[[decision_maker]]
id = "up"
label = "Upstream"
[[decision_maker]]
id = "name"
[[option]]
id = "build"
owner = "up"
[[option]]
id = "aid"
owner = "name"
levels = ["none", "some, but not much", "full"]
[[preference]]
of = "up"
statements = ["build", "aid"]
[[preference]]
of = "name"
ranking = ["N2", ["N1", "Y2"], "N0", "Y1", "Y0"]
"""
DAM = parse_conflict(FILE, where="dam.toml")


def table(conflict: Conflict) -> list[list[str]]:
    return list(csv.reader(io.StringIO(write_csv(conflict))))


def as_text(rows: list[list[str]], mark: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=mark, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def test_what_is_written() -> None:
    assert write_csv(DAM).splitlines()[:3] == [
        "state,name,up.build,name.aid,ranking: up,ranking: name",
        "N 0,name: aid: none,N,none,4,3",
        "Y 0,Upstream: build; name: aid: none,Y,none,2,5",
    ]
    assert '"some, but not much"' in write_csv(DAM)


def test_places_are_those_of_a_ranking() -> None:
    for seed in range(150):
        conflict = random_conflict(seed)
        rows = table(conflict)
        for dm in range(conflict.n_dm):
            column = rows[0].index(f"ranking: d{dm}")
            places = [int(row[column]) for row in rows[1:]]
            assert min(places) == 1 and sorted(set(places)) == list(range(1, max(places) + 1))
            for s, one in enumerate(places):
                for t, other in enumerate(places):
                    better = conflict.rank[dm, s] > conflict.rank[dm, t]
                    assert (one < other) == better


def test_back_unchanged_it_is_the_same_conflict() -> None:
    for seed in range(100):
        conflict = random_conflict(seed)
        again = read_csv(conflict, write_csv(conflict), where="x.csv")
        assert again.preferences == conflict.preferences


def test_rows_and_columns_in_any_order_and_some_left_out() -> None:
    for seed in range(300):
        conflict, other = random_conflict(seed), random_conflict(seed)
        rng = np.random.Generator(np.random.PCG64(seed))
        new = {
            dm: Ranking(tuple((int(s),) for s in rng.permutation(conflict.n_state)))
            for dm in range(conflict.n_dm)
        }
        rows = table(conflict.with_preferences(new))
        kept = {dm for dm in range(conflict.n_dm) if rng.random() < 0.7} or {0}
        names = [conflict.state_name(s) for s in range(conflict.n_state)]
        keys = [c for c in ("state", "options", "name") if rng.random() < 0.5]
        if not keys or (keys == ["options"] and not conflict.options):
            keys = ["state"]
        if keys == ["name"] and len(set(names)) < len(names):
            keys = ["state"]
        columns = [
            k
            for k, title in enumerate(rows[0])
            if title in keys
            or ("options" in keys and "." in title)
            or (title.startswith("ranking") and int(title[len("ranking: d") :]) in kept)
        ]
        columns = [columns[k] for k in rng.permutation(len(columns))]
        body = [rows[1:][k] for k in rng.permutation(conflict.n_state)]
        picked = [[row[k] for k in columns] for row in [rows[0], *body]]
        picked.insert(1, [""] * len(columns))
        text = ("\ufeff" if seed % 2 else "") + as_text(picked, ",;\t"[seed % 3])
        again = read_csv(other, text, where="x.csv")
        for dm in range(conflict.n_dm):
            wanted = conflict.with_preferences(new).rank[dm] if dm in kept else conflict.rank[dm]
            assert again.rank[dm].tolist() == wanted.tolist(), seed


def test_titles_and_numbers_as_people_write_them() -> None:
    text = "STATE;Upstream\nN0;1,5\nN1;2,5\nN2;2.5\nY0;10\nY1;-3\nY2;4\n"
    again = read_csv(DAM, text, where="x.csv")
    assert isinstance(again.preferences[0], Ranking)
    order = [[again.pattern(s) for s in tier] for tier in again.preferences[0].tiers]
    assert order == [["Y 1"], ["N 0"], ["N 1", "N 2"], ["Y 2"], ["Y 0"]]
    assert again.preferences[1] is DAM.preferences[1]


def test_a_pattern_that_the_spreadsheet_took_for_a_number_is_no_trouble() -> None:
    rows = table(DAM)
    for row in rows[1:]:
        row[0] = row[0].replace("N 0", "0").replace("N ", "").replace("Y ", "1")
        row[2] = row[2].replace("N", "0").replace("Y", "1")
    assert read_csv(DAM, as_text(rows), where="x").preferences == DAM.preferences


GOOD = write_csv(DAM)


@pytest.mark.parametrize(
    ("text", "error", "where", "told"),
    [
        ("", ConflictError, "x.csv", "empty"),
        ("state,rankin: up\n", UnknownName, 'row 1, column "rankin: up"',
         'did you mean "ranking: up"'),
        ("state,up.build\n", ConflictError, "row 1", "no column holds a ranking"),
        ("up.build,ranking: up\n", ConflictError, "row 1", "which state"),
        ("state,state,up\n", ConflictError, 'row 1, column "state"', "stands twice"),
        ("state,up,ranking: up\n", ConflictError, 'column "ranking: up"', "stands twice"),
        ("state,up\nN0,1\nN0,2\n", StateListedTwice, "x.csv, row 3", "row 2 already"),
        ("state,up\nN0,1\n\nN3,2\n", UnknownName, 'x.csv, row 4, column "state"', "no state"),
        ("state,up\nN0,1\nN1,2\n", StateNotListed, "x.csv", "4 of 6 feasible states are not"),
        ("state,up\nN0,best\n", ConflictError, 'row 2, column "up"', '"best" is no place'),
        ("state,up\nN0,\n", ConflictError, 'row 2, column "up"', "missing"),
        ("state,up\nN0\n", ConflictError, 'row 2, column "up"', "missing"),
        ("state;up\nN0;1,000\n", ConflictError, 'row 2, column "up"', '"1,000" is no place'),
        ("state,up\nN0,nan\n", ConflictError, 'row 2, column "up"', "no place"),
        ("state,up\nN0,1,2\n", ConflictError, "x.csv, row 2", "3 cells under 2 columns"),
        ("name,up\nnobody acts,1\n", UnknownName, 'row 2, column "name"', "unknown state"),
        ('state,up\n"N0,1\n', ConflictError, "x.csv, row", "cannot be read"),
        (GOOD.replace("Y,none", "Y,non"), UnknownName, 'row 3, column "name.aid"',
         'did you mean "none"'),
        (GOOD.replace("Y 0,", "N 1,"), ConflictError, "x.csv, row 3", 'says "N 1"'),
    ],
)  # fmt: skip
def test_errors_name_row_and_column(
    text: str, error: type[ConflictError], where: str, told: str
) -> None:
    with pytest.raises(ConflictError) as caught:
        read_csv(DAM, text, where="x.csv")
    assert type(caught.value) is error, caught.value
    assert where in (caught.value.where or "") and told in str(caught.value), caught.value
    assert caught.value.remedy or error is UnknownName
