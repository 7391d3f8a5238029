"""The tables of states, organisations, groups and role words: form first, then single facts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from datetime import date
from functools import cache
from importlib import resources

import pytest

_SECTORS = """
COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC
"""
SECTORS = frozenset(_SECTORS.split())
BODIES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
KINDS = {
    "states": {"state", "territory", "former", "region"},
    "organisations": {"igo", "uno", "eur", "ngo", "mnc", "court", "alliance", "media"},
    "groups": {"armed", "movement", "party", "authority", "coalition", "pmc", "community"},
    "sectors": {"person", "group"},
}
COLUMNS = {
    "states": "id kind code name official aliases adjectives demonyms_plural capital metonyms "
    "bodies places wikidata start end",
    "organisations": "id kind code name aliases adjectives metonyms sectors wikidata start end",
    "groups": "id kind code name aliases adjectives metonyms sectors country wikidata start end",
    "sectors": "phrase sector kind",
}
ENTITIES = ("states", "organisations", "groups")
NAMES = (
    "name", "official", "aliases", "adjectives", "demonyms_plural", "capital", "metonyms",
    "bodies", "places",
)  # fmt: skip
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
CLAIMED = (
    "Abu Musa", "Abyei", "Aksai Chin", "Crimea", "Sevastopol", "Essequibo", "Golan Heights",
    "Golan", "Kashmir", "Jammu and Kashmir", "East Jerusalem", "Kuril Islands", "Dokdo",
    "Takeshima", "Paracel Islands", "Spratly Islands", "Scarborough Shoal", "Senkaku Islands",
    "Diaoyu Islands", "Shebaa Farms",
)  # fmt: skip
_MEMBERS = """
AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA BRN
BGR BFA BDI CPV KHM CMR CAN CAF TCD CHL CHN COL COM COG CRI CIV HRV CUB CYP CZE PRK COD DNK DJI DMA
DOM ECU EGY SLV GNQ ERI EST SWZ ETH FJI FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM GIN GNB GUY HTI HND
HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR KAZ KEN KIR KWT KGZ LAO LVA LBN LSO LBR LBY LIE LTU
LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX FSM MCO MNG MNE MAR MOZ MMR NAM NRU NPL NLD NZL NIC NER
NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL POL PRT QAT KOR MDA ROU RUS RWA KNA LCA VCT WSM SMR STP
SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF SSD ESP LKA SDN SUR SWE CHE SYR TJK THA TLS TGO TON TTO
TUN TUR TKM TUV UGA UKR ARE GBR TZA USA URY UZB VUT VEN VNM YEM ZMB ZWE
"""
MEMBERS = _MEMBERS.split()


def text(table: str) -> str:
    return resources.files("tracktwo.actors").joinpath(f"data/{table}.tsv").read_text("utf-8")


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    lines = [line for line in text(table).splitlines() if line and not line.startswith("#")]
    header = lines[0].split("\t")
    return tuple(dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:])


@cache
def by_id() -> dict[str, dict[str, str]]:
    return {row["id"]: row for table in ENTITIES for row in rows(table)}


def values(row: dict[str, str], column: str) -> list[str]:
    cell = row.get(column, "")
    return cell.split("|") if cell and column not in ("name", "official") else [cell] * bool(cell)


def bare(value: str) -> str:
    """A name without mark, sector, leading article and diacritics."""
    name = value.removeprefix("?").partition(">")[0]
    name = unicodedata.normalize("NFKD", name.replace("’", "'"))
    name = "".join(letter for letter in name if not unicodedata.combining(letter))
    return re.sub(r"^[Tt]he (?=.)", "", name.replace("-", " "))


def live() -> list[dict[str, str]]:
    return [row for row in by_id().values() if not row["end"]]


def claims(name: str) -> dict[str, bool]:
    """Which entries have a name, and whether it is marked as standing for others too."""
    found: dict[str, bool] = {}
    for row in by_id().values():
        for column in NAMES:
            for value in values(row, column):
                if bare(value) == bare(name):
                    found[row["id"]] = value.startswith("?") and found.get(row["id"], True)
    return found


# --- form


@pytest.mark.parametrize("table", COLUMNS)
def test_every_line_has_the_columns_of_the_header(table: str) -> None:
    lines = [line for line in text(table).splitlines() if line and not line.startswith("#")]
    assert lines[0].split("\t") == COLUMNS[table].split()
    width = len(lines[0].split("\t"))
    assert [line for line in lines if len(line.split("\t")) != width] == []


@pytest.mark.parametrize("table", COLUMNS)
def test_cells_are_clean(table: str) -> None:
    bad = [
        (row, column)
        for row in rows(table)
        for column, cell in row.items()
        if cell != cell.strip()
        or "  " in cell
        or "||" in cell
        or cell.startswith("|")
        or cell.endswith("|")
        or cell != unicodedata.normalize("NFC", cell)
        or any(
            value.strip() in ("", "?") or value != value.strip() for value in values(row, column)
        )
    ]
    assert bad == []


@pytest.mark.parametrize("table", ENTITIES)
def test_names_and_ids_stand_once_and_are_well_formed(table: str) -> None:
    for row in rows(table):
        assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", row["id"]), row["id"]
        assert row["name"]
        assert not row["name"].startswith("?")
        assert row["kind"] in KINDS[table], row["id"]
        for column in NAMES:
            cell = values(row, column)
            assert len(cell) == len(set(cell)), (row["id"], column)


def test_ids_are_unique_across_tables() -> None:
    count = Counter(row["id"] for table in (*ENTITIES, "people") for row in rows(table))
    people = {row["id"] for row in rows("people")}
    assert [key for key, n in count.items() if n > 1 and key not in people] == []
    assert people & {row["id"] for table in ENTITIES for row in rows(table)} == set()


def test_those_for_whom_people_speak_are_entries() -> None:
    known = set(by_id()) | {row["id"] for row in rows("people")}
    assert sorted({row["for"] for row in rows("people")} - known - {""}) == []


@pytest.mark.parametrize("table", ENTITIES)
def test_codes_are_of_valid_form(table: str) -> None:
    states = {row["code"] for row in rows("states") if row["code"]}
    for row in rows(table):
        code = row["code"]
        if table == "states":
            assert re.fullmatch(r"[A-Z]{3}", code) or code == "", row["id"]
        elif code or row["kind"] != "community":
            assert code in BODIES | states, row["id"]
        country = row.get("country", "")
        assert country == "" or country in states, row["id"]


def test_the_id_of_a_state_is_its_code() -> None:
    for row in rows("states"):
        if row["code"] and row["kind"] != "region":
            assert row["id"] == row["code"].lower()
    codes = [row["code"] for row in rows("states") if row["code"]]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("table", ENTITIES)
def test_wikidata_ids_are_well_formed_and_stand_once(table: str) -> None:
    assert [row for row in rows(table) if not re.fullmatch(r"(Q[1-9]\d*)?", row["wikidata"])] == []
    count = Counter(row["wikidata"] for row in by_id().values() if row["wikidata"])
    assert [key for key, n in count.items() if n > 1] == []


@pytest.mark.parametrize("table", ENTITIES)
def test_dates_are_dates_in_order(table: str) -> None:
    for row in rows(table):
        for column in ("start", "end"):
            if row[column]:
                assert DATE.fullmatch(row[column]), row["id"]
                date.fromisoformat((row[column] + "-01-01")[:10])
        if row["start"] and row["end"]:
            assert row["start"] < row["end"], row["id"]


def test_sectors_are_valid() -> None:
    for row in by_id().values():
        assert set(values(row, "sectors")) <= SECTORS, row["id"]
        for column in ("metonyms", "bodies"):
            for value in values(row, column):
                _, mark, sector = value.partition(">")
                assert not mark or sector in SECTORS, (row["id"], value)
        for value in values(row, "bodies"):
            assert ">" in value, (row["id"], value)
    assert {row["sector"] for row in rows("sectors")} <= SECTORS


def test_a_mark_or_arrow_stands_only_where_it_means_something() -> None:
    for row in by_id().values():
        for column in NAMES:
            for value in values(row, column):
                assert "?" not in value[1:], (row["id"], value)
                assert value.count(">") <= (column in ("metonyms", "bodies")), (row["id"], value)


def test_no_name_is_claimed_by_two_living_entries_unless_it_is_marked() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in live():
        for column in NAMES:
            for value in values(row, column):
                if not value.startswith("?"):
                    owners[bare(value)].add(row["id"])
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_one_entry_does_not_both_mark_and_own_a_name() -> None:
    for row in by_id().values():
        marked = {bare(v) for c in NAMES for v in values(row, c) if v.startswith("?")}
        plain = {bare(v) for c in NAMES for v in values(row, c) if not v.startswith("?")}
        assert marked & plain == set(), row["id"]


def test_role_words_are_small_and_stand_once() -> None:
    words = [row["phrase"] for row in rows("sectors")]
    assert [word for word, n in Counter(words).items() if n > 1] == []
    assert [word for word in words if word != word.lower() or not word[0].isalpha()] == []
    assert {row["kind"] for row in rows("sectors")} == KINDS["sectors"]


# --- coverage


def test_counts() -> None:
    assert len(rows("organisations")) >= 250
    assert len(rows("groups")) >= 220
    assert len(rows("sectors")) >= 350
    kinds = Counter(row["kind"] for row in rows("organisations"))
    assert min(kinds[kind] for kind in KINDS["organisations"]) >= 10


def test_every_member_and_observer_of_the_united_nations_is_a_state() -> None:
    assert len(set(MEMBERS)) == 193
    states = {row["code"] for row in rows("states") if row["kind"] == "state"}
    assert set(MEMBERS) | {"VAT", "PSE"} <= states
    assert states - set(MEMBERS) == {"VAT", "PSE", "TWN", "XKX"}


def test_every_state_has_adjective_demonym_and_identity() -> None:
    # called like the state, or spelt like a common word (Male)
    no_capital = {"vat", "mco", "sgp", "dji", "lux", "smr", "mdv", "stp"}
    for row in rows("states"):
        if row["kind"] == "state":
            assert row["wikidata"], row["id"]
            assert row["official"], row["id"]
            assert row["adjectives"], row["id"]
            assert row["demonyms_plural"] or row["id"] == "vat"
            assert row["capital"] or row["id"] in no_capital, row["id"]


def test_former_states_have_an_end_and_living_ones_none() -> None:
    for row in rows("states"):
        assert bool(row["end"]) == (row["kind"] == "former"), row["id"]


def test_what_several_claim_is_listed_under_no_state() -> None:
    places = {bare(v) for row in rows("states") for v in values(row, "places")}
    assert {place for place in CLAIMED if place in places} == set()


def test_places_belong_to_one_entry() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows("states"):
        for value in values(row, "places"):
            if not value.startswith("?"):
                owners[bare(value)].add(row["id"])
    assert {place for place, ids in owners.items() if len(ids) > 1} == set()


# --- facts


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("the Kremlin", "rus"), ("the White House", "usa"), ("Whitehall", "gbr"),
        ("Quai d'Orsay", "fra"), ("Downing Street", "gbr"), ("Tehran", "irn"), ("Kiev", "ukr"),
        ("Kyiv", "ukr"), ("State Duma", "rus"), ("Knesset", "isr"), ("Verkhovna Rada", "ukr"),
        ("Bundestag", "deu"), ("IDF", "isr"), ("IRGC", "irn"), ("Tatmadaw", "mmr"),
        ("Nigerien", "ner"), ("Nigerian", "nga"), ("Danes", "dnk"), ("Bissau-Guinean", "gnb"),
        ("Burma", "mmr"), ("Swaziland", "swz"), ("Türkiye", "tur"), ("Ivory Coast", "civ"),
        ("DRC", "cod"), ("Congo-Brazzaville", "cog"), ("Holland", "nld"), ("USSR", "sun"),
        ("Kharkiv", "ukr"), ("Mosul", "irq"), ("Darfur", "sdn"), ("South China Sea", "high-seas"),
        ("Latin American", "latin-america"), ("UN", "un"), ("IAEA", "iaea"), ("MSF", "msf"),
        ("World Court", "icj"), ("Security Council", "unsc"), ("Ecowas", "ecowas"),
        ("Arab League", "arab-league"), ("Doctors Without Borders", "msf"),
        ("Da'esh", "isil"), ("Da’esh", "isil"), ("ISIS", "isil"), ("IS", "isil"),
        ("Taleban", "taliban"), ("Hizballah", "hezbollah"), ("Hizbullah", "hezbollah"),
        ("al-Qa'ida", "al-qaeda"), ("Ansar Allah", "houthis"), ("Tamil Tigers", "ltte"),
        ("Naxalites", "naxalites"), ("RSF", "rsf-sudan"), ("M23", "m23"), ("PKK", "pkk"),
        ("Polisario", "polisario"), ("Shining Path", "shining-path"), ("KRG", "krg"),
        ("Pakistani Taliban", "ttp"), ("Euskadi Ta Askatasuna", "eta"), ("Uighur", "uyghurs"),
    ],
)  # fmt: skip
def test_a_name_stands_for_one_entry(name: str, owner: str) -> None:
    assert [key for key, marked in claims(name).items() if not marked] == [owner]


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("Brussels", {"bel", "eu", "nato"}),
        ("Vienna", {"aut", "un", "iaea", "osce"}),
        ("Geneva", {"che", "un"}),
        ("Addis Ababa", {"eth", "au"}),
        ("The Hague", {"nld", "icc", "icj"}),
        ("Congo", {"cod", "cog"}),
        ("Congolese", {"cod", "cog"}),
        ("Dominican", {"dom", "dma"}),
        ("Korean", {"kor", "prk"}),
        ("Nicosia", {"cyp", "northern-cyprus"}),
        ("Sanaa", {"yem", "houthis"}),
        ("House of Representatives", {"usa", "jpn", "aus", "hor-libya"}),
    ],
)
def test_a_name_that_stands_for_several_is_marked_in_all(name: str, candidates: set[str]) -> None:
    found = claims(name)
    assert candidates <= set(found)
    assert all(found.values())


@pytest.mark.parametrize(
    ("key", "wikidata"),
    [
        ("usa", "Q30"), ("rus", "Q159"), ("ukr", "Q212"), ("chn", "Q148"), ("irn", "Q794"),
        ("isr", "Q801"), ("pse", "Q219060"), ("ssd", "Q958"), ("xkx", "Q1246"), ("un", "Q1065"),
        ("nato", "Q7184"), ("eu", "Q458"), ("icc", "Q47488"), ("taliban", "Q42418"),
        ("hamas", "Q38799"), ("hezbollah", "Q41053"),
    ],
)  # fmt: skip
def test_wikidata(key: str, wikidata: str) -> None:
    assert by_id()[key]["wikidata"] == wikidata


@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        ("ssd", "2011-07-09", ""), ("tls", "2002-05-20", ""), ("xkx", "2008-02-17", ""),
        ("mne", "2006-06-03", ""), ("eri", "1993-05-24", ""), ("ukr", "1991-08-24", ""),
        ("sun", "1922-12-30", "1991-12-26"), ("ddr", "1949-10-07", "1990-10-03"),
        ("scg", "1992-04-27", "2006-06-05"), ("csk", "1918-10-28", "1992-12-31"),
        ("nato", "1949-04-04", ""), ("au", "2002-07-09", ""),
        ("minusma", "2013-04-25", "2023-12-31"),
        ("icty", "1993-05-25", "2017-12-31"), ("warsaw-pact", "1955-05-14", "1991-07-01"),
        ("ltte", "1976-05-05", "2009-05-18"), ("eta", "1959-07-31", "2018-05-02"),
        ("farc", "1964-05-27", "2017-06-27"),
    ],
)  # fmt: skip
def test_days(key: str, start: str, end: str) -> None:
    assert (by_id()[key]["start"], by_id()[key]["end"]) == (start, end)


@pytest.mark.parametrize(
    ("word", "sector", "kind"),
    [
        ("president", "GOV", "person"), ("minister", "GOV", "person"), ("troops", "MIL", "group"),
        ("soldier", "MIL", "person"), ("police", "COP", "group"), ("court", "JUD", "group"),
        ("judge", "JUD", "person"), ("parliament", "LEG", "group"), ("senator", "LEG", "person"),
        ("rebels", "REB", "group"), ("militia", "PRM", "group"), ("gunmen", "UAF", "group"),
        ("protesters", "CVL", "group"), ("civilians", "CVL", "group"),
        ("refugees", "REF", "group"), ("student", "EDU", "person"), ("union", "LAB", "group"),
        ("hospital", "MED", "group"), ("opposition", "OPP", "group"), ("party", "PTY", "group"),
        ("businessman", "BUS", "person"), ("farmers", "AGR", "group"), ("bishop", "REL", "person"),
        ("gang", "CRM", "group"), ("intelligence service", "SPY", "group"),
        ("tribe", "SOC", "group"), ("journalist", "JRN", "person"), ("group", "UNK", "group"),
        ("former president", "ELI", "person"),
    ],
)  # fmt: skip
def test_role_words(word: str, sector: str, kind: str) -> None:
    found = {row["phrase"]: (row["sector"], row["kind"]) for row in rows("sectors")}
    assert found[word] == (sector, kind)


def test_every_sector_has_role_words() -> None:
    assert {row["sector"] for row in rows("sectors")} == SECTORS


@pytest.mark.parametrize(
    ("body", "owner", "sector"),
    [
        ("the Pentagon", "usa", "MIL"), ("the Kremlin", "rus", "GOV"), ("State Duma", "rus", "LEG"),
        ("Knesset", "isr", "LEG"), ("Mossad", "isr", "SPY"), ("FBI", "usa", "COP"),
        ("Lok Sabha", "ind", "LEG"), ("Quds Force", "irn", "MIL"),
    ],
)  # fmt: skip
def test_organs_have_their_sector(body: str, owner: str, sector: str) -> None:
    row = by_id()[owner]
    assert f"{body}>{sector}" in values(row, "metonyms") + values(row, "bodies")
