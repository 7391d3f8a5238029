"""The registry: what is found by which words, on which day, and how a wrong file is refused."""

from __future__ import annotations

import string
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_builder import small_builder

from tracktwo.actors import Registry, load_registry
from tracktwo.actors.build import Builder, surnames
from tracktwo.actors.index import plural
from tracktwo.actors.pieces import accepts, form_pieces
from tracktwo.actors.userfile import read_user_file
from tracktwo.errors import RegistryError, UnknownChoice

TOML = """
[[actor]]
id = "verdan-front"
name = "Verdan Front"
kind = "armed group"
code = "IMG"
sectors = ["REB"]
aliases = ["VF", "Korin"]

[[actor]]
id = "nadia-orm"
name = "Nadia Orm"
gender = "f"
[[actor.role]]
title = "leader"
words = "Leader of the Verdan Front"
for = "verdan-front"
start = "2016-03"
"""


def with_user(tmp_path: Path, text: str, name: str = "mine.toml") -> Registry:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    builder = small_builder()
    read_user_file(path, builder)
    return Registry(builder.actors, builder.forms, builder.roles.values())


def found(registry: Registry, text: str, on: str | None = None) -> list[tuple[str, str]]:
    day = date.fromisoformat(on) if on else None
    return [(c.actor.id, c.how) for c in registry.find(text, on=day)]


@pytest.mark.parametrize(
    ("text", "actor", "how"),
    [
        ("Velmora", "vel", "name"),
        ("V.M.", "vel", "alias"),
        ("Velmoran", "vel", "adjective"),
        ("Velmorans", "vel", "demonym"),
        ("Korin", "vel", "capital"),
        ("the Amber Palace", "vel", "metonym"),
        ("Foreign Bureau", "vel", "body"),
        ("Sarn", "vel", "place"),
        ("Brenn", "tomas-brenn", "surname"),
        ("Dorn", "ilya-dorn", "alias"),
        ("ADA SARR", "ada-sarr", "name"),
        ("NORTHERN ACCORD", "nac", "name"),
        ("Nacc", "nac", "alias"),
    ],
)
def test_forms(small: Registry, text: str, actor: str, how: str) -> None:
    assert found(small, text) == [(actor, how)]


@pytest.mark.parametrize("text", ["velmora", "vm", "Vm", "hco", "rb", "Rb", "korin", ""])
def test_case_matters(small: Registry, text: str) -> None:
    assert found(small, text) == []


def test_the_day_leaves_out_what_was_not_there(small: Registry) -> None:
    assert {actor for actor, _ in found(small, "Tarsian")} == {"tar", "oxu"}
    assert found(small, "Tarsian", "2019-01-01") == [("tar", "adjective")]
    assert found(small, "Ana Vesk", "2019-01-01") == [("ana-vesk", "name")]
    assert found(small, "Brenn", "1990-01-01") == []


def test_roles_and_holders_by_day(small: Registry) -> None:
    sarr = small["ada-sarr"]
    assert [role.title for role in sarr.roles_on(date(2012, 1, 1))] == ["prime minister"]
    assert [role.title for role in sarr.roles_on(date(2022, 12, 31))] == ["president"]
    assert sarr.roles_on(date(2023, 1, 1)) == ()
    holders = small.holders("vel", on=date(2019, 1, 1))
    assert {actor.id for actor, _ in holders} == {"ada-sarr", "tomas-brenn"}


def test_unknown_id_says_which_was_meant(small: Registry) -> None:
    with pytest.raises(UnknownChoice, match='did you mean "tomas-brenn"'):
        small["tomas-bren"]


@given(st.text(alphabet=string.ascii_letters + " '-.éçßø", max_size=30))
def test_a_form_accepts_itself_and_is_cut_the_same_way_twice(text: str) -> None:
    pieces = form_pieces(text)
    assert accepts(pieces, pieces)
    assert form_pieces(" ".join(pieces)) in (pieces, pieces[1:])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Da'esh", "Da’esh"),
        ("al-Abadi", "al Abadi"),
        ("U.S.", "U.S"),
        ("Çavuşoğlu", "Cavusoglu"),
        ("the Kremlin", "Kremlin"),
    ],
)
def test_spellings_meet(one: str, other: str) -> None:
    assert form_pieces(one) == form_pieces(other)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Vera Moss", {"Moss"}),
        ("Xi Wei", {"Xi"}),
        ("Omar al-Sadat", {"al Sadat", "Sadat"}),
        ("Ines van der Beek", {"van der Beek", "Beek"}),
        ("Rolf Hahn Jr.", {"Hahn"}),
        ("Sukarno", set()),
    ],
)
def test_surnames(name: str, expected: set[str]) -> None:
    assert {" ".join(pieces) for pieces in surnames(name)} == expected


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("secretary of state", "secretaries of state"),
        ("spokeswoman", "spokeswomen"),
        ("army", "armies"),
        ("envoy", "envoys"),
        ("police", "police"),
        ("coach", "coaches"),
    ],
)
def test_plurals(one: str, many: str) -> None:
    assert plural(one) == many


def test_user_entries_add_and_win(tmp_path: Path) -> None:
    registry = with_user(tmp_path, TOML)
    assert found(registry, "VF") == [("verdan-front", "alias")]
    assert found(registry, "Korin")[0] == ("verdan-front", "alias")
    assert registry.find("Korin")[0].user
    orm = registry["nadia-orm"]
    assert (orm.family, orm.roles[0].title, orm.roles[0].for_actor) == (
        "person",
        "group leader",
        "verdan-front",
    )
    assert orm.roles[0].start == date(2016, 3, 1)
    assert found(registry, "Velmora") == [("vel", "name")]


def test_user_entry_of_a_known_id_adds_to_it(tmp_path: Path) -> None:
    registry = with_user(tmp_path, '[[actor]]\nid = "vel"\naliases = ["the Sunny Land"]\n')
    assert registry["vel"].name == "Velmora"
    assert registry["vel"].code == "XVE"
    assert found(registry, "Sunny Land") == [("vel", "alias")]
    assert found(registry, "Velmoran") == [("vel", "adjective")]


def test_norway_stays_norway(tmp_path: Path) -> None:
    registry = with_user(tmp_path, '[[actor]]\nid = "no"\nname = "NO"\ncode = "NOR"\n')
    assert (registry["no"].name, registry["no"].code) == ("NO", "NOR")


def test_user_tsv_is_the_same_as_toml(tmp_path: Path) -> None:
    tsv = (
        "id\tname\tkind\tcode\tsectors\taliases\tgender\trole\ttitle\tfor\trole_start\n"
        "# a comment\n"
        "verdan-front\tVerdan Front\tarmed group\tIMG\tREB\tVF|Korin\t\t\t\t\t\n"
        "nadia-orm\tNadia Orm\t\t\t\t\tf\tLeader of the Verdan Front\tleader\t"
        "verdan-front\t2016-03\n"
    )
    one, two = with_user(tmp_path, TOML), with_user(tmp_path, tsv, "mine.tsv")
    for key in ("verdan-front", "nadia-orm"):
        assert one[key] == two[key]


ENTRY = '[[actor]]\nid = "x"\nname = "X"\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[actors]]\nid = "x"\n', 'unknown key "actors"; did you mean "actor"'),
        (ENTRY + 'sectors = ["GVO"]\n', 'unknown sector "GVO"; did you mean "GOV"'),
        (ENTRY + 'code = "nor"\n', '"nor" is not an actor code'),
        (ENTRY + 'wikidata = "142"\n', "is not a Wikidata id"),
        (ENTRY + 'alias = ["Y"]\n', 'unknown key "alias"; did you mean "aliases"'),
        (ENTRY + "aliases = [3]\n", '"aliases" is not a list of texts'),
        (ENTRY + 'start = "May 2020"\n', '"May 2020" is not a date'),
        (ENTRY + 'start = "2020"\nend = "2019"\n', "lies before the start"),
        ('[[actor]]\nid = "The X"\nname = "X"\n', 'write it as "the-x"'),
        ('[[actor]]\nid = "x"\n', '"name" is missing'),
        (ENTRY + '[[actor.role]]\ntitle = "leader"\nfor = "velm"\n', 'unknown actor "velm"'),
        (ENTRY + "[[actor.role]]\n", '"title" is missing'),
        ("actor = 3\n", '"actor" is not a list of tables'),
        ("[[actor]\n", "the file is not TOML"),
    ],
)
def test_a_wrong_toml_is_refused_with_place_and_remedy(
    tmp_path: Path, text: str, says: str
) -> None:
    with pytest.raises(RegistryError) as caught:
        with_user(tmp_path, text)
    assert says in str(caught.value)
    assert "mine.toml" in str(caught.value.where)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id\tnane\nx\tX\n", 'unknown column "nane"; did you mean "name"'),
        ("id\tkind\nx\tstate\n", 'column "name" is missing'),
        ("id\tname\nx\tX\tY\n", "3 cells where the header names 2 columns"),
        ("id\tname\nx\t\n", '"name" is empty'),
        ("id\tname\tname\nx\tX\tX\n", 'column "name" stands twice'),
    ],
)
def test_a_wrong_tsv_is_refused(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(RegistryError) as caught:
        with_user(tmp_path, text, "mine.tsv")
    assert says in str(caught.value)
    assert "mine.tsv, line" in str(caught.value)


def test_a_missing_file_and_another_format_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="cannot be opened"):
        read_user_file(tmp_path / "none.toml", Builder())
    path = tmp_path / "mine.yaml"
    path.write_text("x: y", encoding="utf-8")
    with pytest.raises(RegistryError, match=r"\.toml or \.tsv"):
        read_user_file(path, Builder())


def test_the_registry_of_the_package_loads_once_and_knows_the_world() -> None:
    registry = load_registry()
    assert registry is load_registry()
    assert registry["nor"].code == "NOR"
    assert found(registry, "US")[0][0] == "usa"
    assert not any(actor == "usa" for actor, _ in found(registry, "us"))
    assert found(registry, "the Kremlin")[0] == ("rus", "metonym")
    assert len(registry) == len({actor.id for actor in registry})
