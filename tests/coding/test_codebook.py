"""The codebook: what holds for every code, then the facts, then the maps and explanations."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from tracktwo import schema
from tracktwo.coding import codebook as cb
from tracktwo.errors import UnknownChoice

TYPES = list(cb.EVENT_TYPES.values())
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "codebook.md"

INTENSITY = {
    "AGREE": 2.5,
    "CONSULT": 2.5,
    "SUPPORT": 5,
    "CONCEDE": 4.5,
    "COOPERATE": 9.5,
    "AID": 10,
    "RETREAT": 6.5,
    "REQUEST": 0,
    "ACCUSE": -3,
    "REJECT": -2,
    "THREATEN": -3.5,
    "PROTEST": -5,
    "SANCTION": -6,
    "MOBILIZE": -5.5,
    "COERCE": -7,
    "ASSAULT": -9,
}
QUADS = {1: "AGREE CONSULT SUPPORT CONCEDE", 2: "COOPERATE AID RETREAT"}
QUADS |= {3: "REQUEST ACCUSE REJECT THREATEN", 4: "PROTEST SANCTION MOBILIZE COERCE ASSAULT"}


@pytest.mark.parametrize("kind", TYPES, ids=lambda t: t.name)
def test_cooperation_is_never_below_conflict(kind: cb.EventType) -> None:
    values = [kind.intensity, *(m.intensity for m in kind.modes.values())]
    assert all(-10 <= v <= 10 for v in values)
    if kind.quad in (1, 2):
        assert min(values) > 0
    elif kind.name != "REQUEST":
        assert max(values) < 0


@pytest.mark.parametrize("kind", TYPES, ids=lambda t: t.name)
def test_every_type_and_mode_is_explained_and_documented(kind: cb.EventType) -> None:
    page = PAGE.read_text("utf-8")
    assert kind.gloss in cb.explain(kind.name)
    assert re.search(rf"\| {kind.name} \| {kind.quad} \|", page)
    for mode in kind.modes.values():
        assert mode.gloss in cb.explain(mode.name)
        assert mode.gloss in cb.explain(f"{kind.name} {mode.name}")
        assert cb.intensity(kind.name, mode.name) == mode.intensity
        assert f"`{mode.name}`" in page


def test_every_gloss_is_words_and_no_two_are_the_same() -> None:
    glosses = [t.gloss for t in TYPES] + [m.gloss for t in TYPES for m in t.modes.values()]
    glosses += [*cb.CONTEXTS.values(), *cb.SECTORS.values()]
    assert all(len(g.split()) >= 2 for g in glosses)
    assert len(set(glosses)) == len(glosses)


def test_sixteen_types_with_the_published_quads_and_intensities() -> None:
    assert {t.name: t.intensity for t in TYPES} == INTENSITY
    assert {n: q for q, names in QUADS.items() for n in names.split()} == {
        t.name: t.quad for t in TYPES
    }


@pytest.mark.parametrize(
    ("kind", "mode", "value"),
    [
        ("CONSULT", "third-party", 1),
        ("RETREAT", "disarm", 10),
        ("REQUEST", "assist", 0.5),
        ("THREATEN", "territory", -4),
        ("PROTEST", "riot", -7),
        ("PROTEST", "vandalize", -4.5),
        ("SANCTION", "expel", -5.5),
        ("COERCE", "martial-law", -7.5),
        ("ASSAULT", "unconventional", -10),
    ],
)
def test_intensity_of_modes(kind: str, mode: str, value: float) -> None:
    assert cb.intensity(kind, mode) == value


def test_counts_of_the_other_code_lists() -> None:
    assert len(cb.CONTEXTS) == 37
    assert len(cb.SECTORS) == 25
    assert sum(len(t.modes) for t in TYPES) == 67


def test_code_lists_agree_with_the_schema() -> None:
    assert set(cb.MODALITIES) == set(get_args(schema.Modality))
    assert set(cb.STANCES) == set(get_args(schema.Stance))
    assert set(cb.CUE_KINDS) == set(get_args(schema.CueKind))
    assert set(cb.ISSUES) == set(get_args(schema.Issue))
    assert set(cb.POLARITIES) == set(get_args(schema.Event.model_fields["polarity"].annotation))


def test_every_name_of_every_list_can_be_explained() -> None:
    lists = [cb.CONTEXTS, cb.SECTORS, cb.MODALITIES, cb.POLARITIES, cb.STANCES]
    for glossary in [*lists, cb.CUE_KINDS, cb.ISSUES]:
        for name, gloss in glossary.items():
            assert gloss in cb.explain(name)
    for number, gloss in cb.QUADS.items():
        assert gloss in cb.explain(str(number))


def test_explain_gives_every_sense_and_minds_neither_case_nor_blanks() -> None:
    text = cb.explain("withdraw")
    assert "RETREAT withdraw" in text
    assert "SANCTION withdraw" in text
    assert cb.explain("  assault ") == cb.explain("ASSAULT")
    assert "RETREAT" not in cb.explain("SANCTION withdraw")


def test_an_unknown_code_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownChoice, match='unknown code "asault"; did you mean "ASSAULT"'):
        cb.explain("asault")
    with pytest.raises(UnknownChoice, match=r'unknown event type "ASSUALT".*ASSAULT'):
        cb.quad("ASSUALT")
    with pytest.raises(UnknownChoice, match=r'unknown mode of ASSAULT "drones".*"drone"'):
        cb.intensity("ASSAULT", "drones")
    with pytest.raises(UnknownChoice, match=r"Choices: .*CONSULT"):
        cb.event_type("zzz")


def test_penta_is_the_quad_and_nothing_is_zero() -> None:
    assert cb.penta(None) == 0
    assert all(cb.penta(t.name) == t.quad for t in TYPES)


@pytest.mark.parametrize(
    ("code", "kind", "mode"),
    [
        ("03", "AGREE", None),
        ("042", "CONSULT", "visit"),
        ("045", "CONSULT", "third-party"),
        ("057", "SUPPORT", None),
        ("06", "COOPERATE", None),
        ("073", "AID", None),
        ("08", "CONCEDE", None),
        ("0811", "CONCEDE", None),
        ("083", "CONCEDE", None),
        ("0841", "RETREAT", "release"),
        ("087", "RETREAT", None),
        ("0871", "RETREAT", "ceasefire"),
        ("0874", "RETREAT", "withdraw"),
        ("0931", "ACCUSE", "investigate"),
        ("1056", "REQUEST", "yield"),
        ("112", "ACCUSE", "allege"),
        ("125", "REJECT", "meet"),
        ("138", "THREATEN", "violence"),
        ("142", "PROTEST", "hunger"),
        ("153", "MOBILIZE", "police"),
        ("163", "SANCTION", "discontinue"),
        ("1723", "COERCE", "curfew"),
        ("1831", "ASSAULT", "suicide-attack"),
        ("1952", "ASSAULT", "drone"),
        ("204", "ASSAULT", "unconventional"),
    ],
)
def test_cameo_codes(code: str, kind: str, mode: str | None) -> None:
    assert cb.cameo_to_plover(code) == cb.PloverCode(kind, mode)


def test_every_cameo_code_maps_to_a_type_that_has_the_mode() -> None:
    for number in range(3, 21):
        for tail in ("", "0", "1", "5", "9", "11", "44"):
            found = cb.cameo_to_plover(f"{number:02}{tail}")
            assert found is not None
            assert found.mode is None or found.mode in cb.EVENT_TYPES[found.type].modes


def test_cameo_statements_and_appeals_are_no_events() -> None:
    assert cb.cameo_to_plover("010") is None
    assert cb.cameo_to_plover("022") is None


@pytest.mark.parametrize("code", ["", "4", "00", "21", "19455", "abc", "1x"])
def test_what_is_no_cameo_code_is_refused(code: str) -> None:
    with pytest.raises(UnknownChoice, match="unknown CAMEO code"):
        cb.cameo_to_plover(code)


def test_version_names_the_codebook() -> None:
    assert cb.CODEBOOK_VERSION.startswith("plover-2.0")
