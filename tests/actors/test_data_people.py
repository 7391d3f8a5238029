"""The tables of people and titles: form first, then who held which office on a day."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from functools import cache
from importlib import resources
from itertools import pairwise

import pytest

COLUMNS = [
    "id", "name", "aliases", "gender", "role", "title", "for", "sector", "start", "end", "wikidata"
]  # fmt: skip
_SECTORS = """
COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC
"""
SECTORS = frozenset(_SECTORS.split())
_RANKS = """
general|lieutenant general|major general|brigadier general|colonel general|army general|brigadier
colonel|lieutenant colonel|major|captain|lieutenant|sergeant|corporal|admiral|vice admiral
rear admiral|commodore|field marshal|marshal|petty officer|specialist|private
"""
RANKS = frozenset(_RANKS.strip().replace("\n", "|").split("|"))
FORMS_OF_ADDRESS = frozenset(
    {"honorific", "prince", "princess", "sheikh", "bishop", "duke", "duchess"}
)
ONE_HOLDER = frozenset(
    {
        "president", "president_elect", "prime_minister", "chancellor", "monarch", "crown_prince",
        "supreme_leader", "foreign_minister", "defence_minister", "interior_minister",
        "national_security_adviser", "un_ambassador", "chief_of_defence", "secretary_general",
        "director_general", "high_commissioner", "high_representative",
    }
)  # fmt: skip
SHARED_OR_DISPUTED = frozenset(
    {
        ("civ", "President of Côte d'Ivoire"),
        ("chn", "Vice Chairman of the Central Military Commission of China"),
    }
)
_G20 = "usa gbr fra rus chn deu ita jpn can ind bra zaf sau tur kor idn arg aus mex"
_MOST_IN_THE_NEWS = "usa gbr fra rus chn deu ita jpn can ind tur"
G20 = _G20.split()
FOREIGN = _MOST_IN_THE_NEWS.split()
DEFENCE = [*FOREIGN[:6], "isr"]
NAMESAKES = {"Pedro Sánchez": {"pedro-sanchez", "pedro-sanchez-colombia"}}
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?\Z")


@cache
def text(table: str) -> str:
    return resources.files("tracktwo.actors").joinpath(f"data/{table}.tsv").read_text("utf-8")


@cache
def lines(table: str) -> tuple[tuple[str, ...], ...]:
    kept = (line for line in text(table).splitlines() if line.strip() and line[0] != "#")
    return tuple(tuple(line.split("\t")) for line in kept)


@cache
def people() -> tuple[dict[str, str], ...]:
    header, *rows = lines("people")
    return tuple(dict(zip(header, row, strict=True)) for row in rows)


@cache
def titles() -> dict[str, tuple[str, str]]:
    return {phrase: (title, sector) for phrase, title, sector in lines("titles")[1:]}


def first_day(when: str) -> date:
    return date.fromisoformat((when + "-01-01")[:10]) if when else date.min


def last_day(when: str) -> date:
    if not when:
        return date.max
    year, month, day = (*map(int, when.split("-")), 0, 0)[:3]
    if day:
        return date(year, month, day)
    after = date(year + (month in (0, 12)), 1 if month in (0, 12) else month + 1, 1)
    return date.fromordinal(after.toordinal() - 1)


def holders(side: str, title: str, when: str) -> set[str]:
    on = date.fromisoformat(when)
    return {
        row["id"]
        for row in people()
        if row["for"] == side
        and row["title"] == title
        and first_day(row["start"]) <= on <= last_day(row["end"])
    }


def test_rows_have_the_columns_and_no_stray_space() -> None:
    header, *rows = lines("people")
    assert list(header) == COLUMNS
    for row in rows:
        assert len(row) == len(COLUMNS), row
        assert all(cell == " ".join(cell.split()) for cell in row), row
    assert lines("titles")[0] == ("phrase", "title", "sector")
    assert all(len(row) == 3 for row in lines("titles"))


def test_rows_say_what_they_must() -> None:
    for row in people():
        assert row["id"] and row["name"] and row["role"] and row["title"] and row["for"], row
        assert row["start"], row
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"]), row
        assert row["gender"] in ("m", "f", ""), row
        assert row["sector"] in SECTORS or row["sector"] == "", row
        assert re.fullmatch(r"(Q\d+)?", row["wikidata"]), row


def test_dates_are_days_months_or_years_in_order() -> None:
    for row in people():
        for when in (row["start"], row["end"]):
            assert not when or DATE.match(when), row
        assert first_day(row["start"]) <= last_day(row["end"]), row
        assert first_day(row["start"]).year >= 1940, row


def test_no_row_stands_twice() -> None:
    assert len(set(lines("people"))) == len(lines("people"))
    phrases = [row[0] for row in lines("titles")]
    assert len(set(phrases)) == len(phrases)


def test_an_id_is_one_person() -> None:
    seen: dict[str, tuple[str, ...]] = {}
    for row in people():
        about = tuple(row[key] for key in ("name", "aliases", "gender", "wikidata"))
        assert seen.setdefault(row["id"], about) == about, row


def test_a_wikidata_id_is_one_person() -> None:
    ids = defaultdict(set)
    for row in people():
        if row["wikidata"]:
            ids[row["wikidata"]].add(row["id"])
    assert {key: value for key, value in ids.items() if len(value) > 1} == {}


def test_namesakes_have_ids_that_tell_them_apart() -> None:
    ids = defaultdict(set)
    for row in people():
        ids[row["name"]].add(row["id"])
    assert {name: found for name, found in ids.items() if len(found) > 1} == NAMESAKES


def test_aliases_are_other_forms_than_the_name() -> None:
    for row in people():
        aliases = row["aliases"].split("|") if row["aliases"] else []
        assert len(set(aliases)) == len(aliases), row
        assert row["name"] not in aliases, row
        assert all(len(alias) > 1 and alias[0] not in "?|" for alias in aliases), row


def test_a_word_that_stands_alone_is_one_persons() -> None:
    owners = defaultdict(set)
    for row in people():
        for form in (row["name"], *row["aliases"].split("|")):
            if form and " " not in form:
                owners[form].add(row["id"])
    assert {form: found for form, found in owners.items() if len(found) > 1} == {}


def test_an_office_is_held_by_one_person_at_a_time() -> None:
    terms = defaultdict(list)
    for row in people():
        office = (row["for"], row["role"])
        if row["title"] in ONE_HOLDER and office not in SHARED_OR_DISPUTED:
            if row["title"] in ("un_ambassador", "president") and "Deputy" in row["role"]:
                continue
            terms[office].append((row["start"], row["end"], row["id"]))
    for office, held in terms.items():
        held.sort(key=lambda term: (first_day(term[0]), last_day(term[1])))
        for (_, end, one), (start, _, two) in pairwise(held):
            assert end, (office, one, two)
            day_known = len(end) == len(start) == 10
            assert (last_day(start) if not day_known else first_day(start)) >= first_day(end), (
                office,
                one,
                two,
            )


def test_those_for_whom_people_speak_are_in_the_other_tables() -> None:
    known = {row[0] for table in ("states", "organisations", "groups") for row in lines(table)[1:]}
    assert {row["for"] for row in people()} - known == set()


def test_titles_are_the_same_in_both_tables() -> None:
    held = {row["title"] for row in people()}
    named = {title for title, _ in titles().values()}
    assert named - held - RANKS - FORMS_OF_ADDRESS == set()
    assert held - named == {"secretary_general_designate"}


def test_phrases_are_small_and_sectors_known() -> None:
    for phrase, (title, sector) in titles().items():
        assert phrase == phrase.lower()
        assert sector in SECTORS or sector == ""
        assert title in RANKS | FORMS_OF_ADDRESS or re.fullmatch(r"[a-z]+(_[a-z]+)*", title)


def test_there_is_enough() -> None:
    assert len(people()) >= 4000
    assert len({row["id"] for row in people()}) >= 3500
    assert len({row["for"] for row in people()}) >= 300
    assert len(titles()) >= 600
    women = {row["id"] for row in people() if row["gender"] == "f"}
    assert len(women) >= 400


@pytest.mark.parametrize(
    "state",
    G20,
)
def test_every_state_of_the_g20_has_its_heads_without_a_gap_of_a_year(state: str) -> None:
    offices = {"president", "prime_minister", "chancellor", "monarch"}
    for year in range(2000, 2026):
        found = {h for office in offices for h in holders(state, office, f"{year}-07-02")}
        assert found, (state, year)


@pytest.mark.parametrize("state", FOREIGN)
def test_foreign_ministers_since_2000_are_there(state: str) -> None:
    missing = [
        year
        for year in range(2000, 2026)
        if not holders(state, "foreign_minister", f"{year}-12-30")
    ]
    assert missing == []


@pytest.mark.parametrize("state", DEFENCE)
def test_defence_ministers_since_2001_are_there(state: str) -> None:
    missing = [
        year
        for year in range(2001, 2026)
        if not holders(state, "defence_minister", f"{year}-12-30")
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("side", "title", "when", "who"),
    [
        ("usa", "foreign_minister", "2014-06-01", "john-kerry"),
        ("usa", "defence_minister", "2016-10-17", "ash-carter"),
        ("usa", "president", "2003-03-20", "george-w-bush"),
        ("usa", "president", "2024-11-08", "joe-biden"),
        ("usa", "president_elect", "2024-11-08", "donald-trump"),
        ("usa", "president_elect", "2016-12-01", "donald-trump"),
        ("usa", "un_ambassador", "2014-03-01", "samantha-power"),
        ("nato", "secretary_general", "2024-11-08", "mark-rutte"),
        ("nato", "secretary_general", "2011-03-31", "anders-fogh-rasmussen"),
        ("rus", "president", "2010-01-01", "dmitry-medvedev"),
        ("rus", "prime_minister", "2010-01-01", "vladimir-putin"),
        ("rus", "president", "2024-11-08", "vladimir-putin"),
        ("rus", "foreign_minister", "2016-06-01", "sergei-lavrov"),
        ("gbr", "foreign_minister", "2016-08-01", "boris-johnson"),
        ("gbr", "foreign_minister", "2015-01-01", "philip-hammond"),
        ("gbr", "prime_minister", "2003-03-20", "tony-blair"),
        ("fra", "president", "2015-11-13", "francois-hollande"),
        ("fra", "foreign_minister", "2003-02-14", "dominique-de-villepin"),
        ("deu", "chancellor", "2015-02-12", "angela-merkel"),
        ("chn", "president", "2008-08-08", "hu-jintao"),
        ("chn", "foreign_minister", "2023-03-01", "qin-gang"),
        ("ukr", "president", "2014-03-18", "oleksandr-turchynov"),
        ("ukr", "defence_minister", "2022-02-24", "oleksii-reznikov"),
        ("syr", "president", "2012-01-01", "bashar-al-assad"),
        ("irq", "prime_minister", "2014-12-02", "haider-al-abadi"),
        ("irq", "foreign_minister", "2015-05-01", "ibrahim-al-jaafari"),
        ("krg", "prime_minister", "2014-12-02", "nechirvan-barzani"),
        ("sau", "foreign_minister", "2016-01-03", "adel-al-jubeir"),
        ("tur", "foreign_minister", "2016-10-29", "mevlut-cavusoglu"),
        ("isr", "prime_minister", "2006-07-12", "ehud-olmert"),
        ("irn", "president", "2015-07-14", "hassan-rouhani"),
        ("aus", "foreign_minister", "2016-01-01", "julie-bishop"),
        ("un", "secretary_general", "2013-08-21", "ban-ki-moon"),
        ("eu", "high_representative", "2016-02-01", "federica-mogherini"),
        ("eu-commission", "president", "2022-02-24", "ursula-von-der-leyen"),
        ("iaea", "director_general", "2002-12-01", "mohamed-elbaradei"),
        ("icc", "prosecutor", "2023-03-17", "karim-khan"),
        ("jpn", "prime_minister", "2025-11-01", "sanae-takaichi"),
        ("kor", "president", "2024-12-03", "yoon-suk-yeol"),
        ("afg", "president", "2021-08-01", "ashraf-ghani"),
        ("sdn", "prime_minister", "2021-10-25", "abdalla-hamdok"),
    ],
)
def test_who_held_an_office_on_a_day(side: str, title: str, when: str, who: str) -> None:
    assert holders(side, title, when) == {who}


@pytest.mark.parametrize(
    ("who", "side", "when"),
    [
        ("staffan-de-mistura", "un", "2016-02-01"),
        ("tobias-ellwood", "gbr", "2015-08-03"),
        ("brett-mcgurk", "usa", "2016-10-01"),
        ("hassan-nasrallah", "hezbollah", "2006-07-12"),
        ("mohamed-hamdan-dagalo", "rsf-sudan", "2023-04-15"),
        ("abu-bakr-al-baghdadi", "isil", "2014-07-04"),
    ],
)
def test_who_spoke_for_whom(who: str, side: str, when: str) -> None:
    on = date.fromisoformat(when)
    assert any(
        row["id"] == who
        and row["for"] == side
        and first_day(row["start"]) <= on <= last_day(row["end"])
        for row in people()
    )


@pytest.mark.parametrize(
    ("phrase", "title"),
    [
        ("secretary of state", "foreign_minister"),
        ("foreign secretary", "foreign_minister"),
        ("defense secretary", "defence_minister"),
        ("prime minister", "prime_minister"),
        ("premier", "prime_minister"),
        ("secretary-general", "secretary_general"),
        ("secretary general", "secretary_general"),
        ("minister for the middle east", "junior_minister"),
        ("special envoy", "special_envoy"),
        ("spokeswoman", "spokesperson"),
        ("ayatollah", "religious_leader"),
        ("lt. gen.", "lieutenant general"),
        ("mr", "honorific"),
        ("dr.", "honorific"),
    ],
)
def test_words_for_an_office(phrase: str, title: str) -> None:
    assert titles()[phrase][0] == title
