"""A draft is held against a known model as the benchmark says: hand-made drafts, hand-counted."""

from __future__ import annotations

import doctest
import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from benchmarks.draft.__main__ import as_json, note
from benchmarks.draft.known import REPORTS, Known, KnownOption, cases, occurs
from benchmarks.draft.matching import (
    best_pairs,
    match_options,
    match_parties,
    singled_out,
    turned,
    wishes,
)
from benchmarks.draft.results import WHAT, Result, section, total
from benchmarks.draft.scoring import compare
from benchmarks.reading.score import table
from hypothesis import given
from hypothesis import strategies as st

from tracktwo.actors import load_registry
from tracktwo.conflict import Conflict, Statements
from tracktwo.conflict.file import parse_conflict
from tracktwo.pipeline import read

CASES = cases()

KNOWN = Known.of(
    "dam",
    {
        "title": "A dam",
        "kind": "water",
        "setting": "invented",
        "conflict": True,
        "party": [
            {"id": "up", "names": ["Upland"]},
            {"id": "down", "names": ["Downland", "Downland government"]},
            {"id": "bank", "names": ["River Bank"], "needed": False},
        ],
        "option": [
            {
                "id": "fill",
                "owner": "up",
                "meaning": "fills the reservoir",
                "words": ["fill", "reservoir"],
                "opposite": ["stop", "empty"],
                "now": True,
                "direction": "forward",
                "wish": {"up": "+", "down": "-", "bank": "0"},
            },
            {
                "id": "sue",
                "owner": "down",
                "meaning": "goes to court",
                "words": ["court"],
                "now": False,
                "wish": {"up": "-", "down": "+", "bank": "0"},
            },
        ],
        "lever": [{"name": "the loan ends", "words": ["loan"], "option": "fill", "to": False}],
    },
)


@dataclass(frozen=True)
class Lever:
    name: str
    changes: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    conflict: Conflict | None
    levers: Sequence[Lever] = ()


def conflict(
    options: str, up: str, down: str, *, quo: str = "", label: str = "The Downland Government"
) -> Conflict:
    text = f"""
format = 1
title = "x"
{quo}
[[decision_maker]]
id = "u"
label = "Upland"
[[decision_maker]]
id = "d"
label = "{label}"
{options}
[[preference]]
of = "u"
{up}
[[preference]]
of = "d"
{down}
"""
    return parse_conflict(text, where="made by hand")


RIGHT = """
[[option]]
id = "reservoir"
owner = "u"
label = "Fill the reservoir"
direction = "forward"
[[option]]
id = "court"
owner = "d"
label = "Go to court"
"""


def right() -> Conflict:
    return conflict(
        RIGHT,
        'statements = ["reservoir", "not court"]',
        'statements = ["not reservoir", "court if reservoir"]',
        quo='status_quo = "Y N"',
    )


def figures(result: Result) -> dict[str, tuple[int, int, int]]:
    """For each thing: known, drafted, right; where there is any."""
    return {
        what: (c.gold, c.predicted, c.right)
        for what, c in result.counts.items()
        if c.gold or c.predicted
    }


def test_a_draft_that_is_the_model_is_right_throughout() -> None:
    result = compare(Draft(right(), [Lever("Loan ends")]), KNOWN, {})
    assert figures(result) == {
        "decision makers": (2, 2, 2),
        "options": (2, 2, 2),
        "owner": (2, 2, 2),
        "wishes": (4, 4, 4),
        "wishes, not assumed": (4, 4, 4),
        "sign": (4, 4, 4),
        "status quo": (2, 2, 2),
        "forward only": (1, 1, 1),
        "levers": (1, 1, 1),
    }
    assert result.lines == []


def test_nothing_drafted_misses_all_and_invents_nothing() -> None:
    counts = figures(compare(Draft(None), KNOWN, {}))
    assert all(drafted == right == 0 for _, drafted, right in counts.values())
    assert counts["options"][0] == 2 and counts["wishes"][0] == 4


@pytest.mark.parametrize("made", [None, right()])
def test_a_report_without_conflict_asks_for_nothing(made: Conflict | None) -> None:
    bare = Known.of("x", {"title": "", "kind": "", "setting": "", "conflict": False})
    assert figures(compare(Draft(made), bare, {})) == {WHAT[0]: (1, 1, int(made is None))}


def test_turning_an_option_round_changes_nothing() -> None:
    """*Stop filling* is *fill* the other way round: signs, status quo and direction turn along."""
    other = conflict(
        RIGHT.replace("Fill the reservoir", "Stop the filling").replace("forward", "back"),
        'statements = ["not reservoir", "not court"]',
        'statements = ["reservoir", "court if not reservoir"]',
        quo='status_quo = "N N"',
    )
    a, b = (compare(Draft(c, [Lever("Loan ends")]), KNOWN, {}) for c in (right(), other))
    assert figures(a) == figures(b)


def test_each_fault_is_told_where_it_is() -> None:
    made = conflict(
        RIGHT.replace('owner = "d"', 'owner = "u"') + '[[option]]\nid = "sing"\nowner = "d"\n',
        'statements = ["reservoir", "court"]',
        'statements = ["not reservoir"]',
        quo='status_quo = "NN N"',
    )
    result = compare(Draft(made, [Lever("Rain")]), KNOWN, {})
    assert figures(result) == {
        "decision makers": (2, 2, 2),
        "options": (2, 3, 2),
        "owner": (2, 2, 1),
        "wishes": (4, 3, 2),
        "wishes, not assumed": (4, 3, 2),
        "sign": (3, 3, 2),
        "status quo": (2, 2, 1),
        "forward only": (1, 1, 1),
        "levers": (1, 1, 0),
    }
    assert result.lines == [
        "owner wrong: court = sue is down's, not up's",
        "option beyond the model: sing (sing)",
        "wish wrong: up + sue",
        "wish missed: down + sue",
        "status quo wrong: fill is drafted as not taken",
        "lever missed: the loan ends",
        "lever beyond the model: Rain",
    ]


def test_what_a_draft_says_it_guessed_is_counted_apart() -> None:
    guess = """
[[preference.statement]]
say = "reservoir"
basis = "assumed"
[[preference.statement]]
say = "not court"
basis = "stated"
"""
    made = conflict(RIGHT, guess, "statements = []")
    counts = figures(compare(Draft(made), KNOWN, {}))
    assert counts["wishes"] == (4, 2, 2)
    assert counts["wishes, not assumed"] == (4, 1, 1)
    assert "status quo" in counts and counts["status quo"] == (2, 0, 0)


def test_a_wish_for_which_the_model_has_none_counts_against_precision_only() -> None:
    bank = conflict(
        RIGHT, 'statements = ["reservoir"]', 'statements = ["court"]', label="River Bank"
    )
    result = compare(Draft(bank), KNOWN, {})
    counts = figures(result)
    assert counts["decision makers"] == (2, 1, 1)
    assert counts["wishes"] == (4, 2, 1)
    assert counts["sign"] == (1, 1, 1)
    assert "wish beyond the model: bank + sue" in result.lines


def test_evidence_matches_only_with_the_same_owner() -> None:
    words = {"r1": "the judges of the Court"}
    text = '[[option]]\nid = "a"\nowner = "{}"\nlabel = "Act"\nevidence = ["r1"]\n'
    for owner, found in (("d", {0: "sue"}), ("u", {})):
        made = conflict(text.format(owner), "statements = []", "statements = []")
        assert match_options(made, KNOWN, match_parties(made, KNOWN), words) == found


def test_a_party_drafted_twice_is_right_once_and_owns_what_either_owns() -> None:
    made = parse_conflict(
        """
format = 1
title = "x"
decision_maker = [{ id = "downland" }, { id = "downland-government" }]
option = [{ id = "court", owner = "downland-government" }]
preference = [{ of = "downland", statements = [] }, { of = "downland-government", statements = [] }]
""",
        where="made by hand",
    )
    counts = figures(compare(Draft(made), KNOWN, {}))
    assert counts["decision makers"] == (2, 2, 1)
    assert counts["owner"] == (1, 1, 1)


def test_an_option_drafted_twice_is_right_once() -> None:
    twice = RIGHT + '[[option]]\nid = "tribunal"\nowner = "d"\nlabel = "Another court"\n'
    made = conflict(twice, "statements = []", "statements = []")
    assert figures(compare(Draft(made), KNOWN, {}))["options"] == (2, 3, 2)


@pytest.mark.parametrize(
    ("change", "right"),
    [("reservoir = N", 1), ("reservoir = Y", 0), ("court = N", 0), ("u leaves", 0)],
)
def test_a_lever_may_be_known_by_what_it_settles(change: str, right: int) -> None:
    made = Draft(
        conflict(RIGHT, "statements = []", "statements = []"), [Lever("Something", (change,))]
    )
    assert figures(compare(made, KNOWN, {}))["levers"] == (1, 1, right)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("reservoir", [(0, True)]),
        ("not reservoir", [(0, False)]),
        ("not not reservoir", [(0, True)]),
        ("reservoir = N", [(0, False)]),
        ("reservoir != N", [(0, True)]),
        ("reservoir != Y", [(0, False)]),
        ("reservoir < Y", [(0, False)]),
        ("reservoir >= Y", [(0, True)]),
        ("not reservoir if court", [(0, False)]),
        ("court implies reservoir", [(0, True)]),
        ("reservoir and not court", [(0, True), (1, False)]),
        ("reservoir or court", []),
        ("not (reservoir and court)", []),
        ("reservoir iff court", []),
        ("true", []),
    ],
)
def test_what_a_statement_singles_out(text: str, found: list[tuple[int, bool]]) -> None:
    assert list(singled_out(right().statement(text))) == found


def test_the_first_statement_counts_and_a_negative_weight_turns_round() -> None:
    first = conflict(RIGHT, 'statements = ["court if reservoir", "not court"]', "statements = []")
    assert wishes(first, 0)[1].taken
    weighted = "".join(f'[[preference.statement]]\nsay = "court"\nweight = {w}\n' for w in (2, -3))
    assert not wishes(conflict(RIGHT, weighted, "statements = []"), 0)[1].taken
    ranked = 'ranking = ["N N", "Y N", "N Y", "Y Y"]'
    assert wishes(conflict(RIGHT, ranked, "statements = []"), 0) == {}


@pytest.mark.parametrize(
    ("label", "way"),
    [
        ("Fill", False),
        ("Stop filling", True),
        ("Not fill", True),
        ("Not stop filling", False),
        ("Fill it without asking", False),
        ("Refusal to fill", True),
    ],
)
def test_sense_of_a_label(label: str, way: bool) -> None:
    made = conflict(
        RIGHT.replace("Fill the reservoir", label), "statements = []", "statements = []"
    )
    assert turned(made.options[0], KNOWN.options[0]) is way


def test_words_by_their_beginnings_and_side_by_side() -> None:
    assert occurs(["enrich"], "Enrichment goes on") == 1
    assert occurs(["rich"], "Enrichment goes on") == 0
    assert occurs(["oil sanctions", "oil"], "sanctions on oil") == 1
    assert occurs(["rare-earth"], "rare earths") == occurs(["rare earth"], "rare-earth") == 1


@given(
    st.integers(0, 4).flatmap(
        lambda n: st.lists(st.lists(st.integers(0, 9), min_size=n, max_size=n), max_size=4)
    )
)
def test_no_other_pairing_counts_more(points: list[list[int]]) -> None:
    pairs = best_pairs(points)
    assert len({r for r, _ in pairs}) == len({c for _, c in pairs}) == len(pairs)
    assert all(points[r][c] for r, c in pairs)
    columns = range(len(points[0]) if points else 0)
    padded = [*columns, *([None] * len(points))]
    best = max(
        (
            sum(points[r][c] for r, c in enumerate(chosen) if c is not None)
            for chosen in itertools.permutations(padded, len(points))
        ),
        default=0,
    )
    assert sum(points[r][c] for r, c in pairs) == best


def test_totals_are_sums_and_empty_rows_are_left_out() -> None:
    one = compare(Draft(right()), KNOWN, {})
    both = total([one, one])
    assert both.counts["wishes"].right == 2 * one.counts["wishes"].right
    text = table(section(both, "A note."))
    assert "| options | 4 | 4 | 4 | 100.00 | 100.00 | 100.00 |" in text
    assert WHAT[0] not in text
    assert table(section(Result("none"), "Nothing."))


def test_twelve_reports_of_our_own() -> None:
    assert len(CASES) == 12
    assert sum(not known.conflict for _, known in CASES) == 2
    invented = [known for _, known in CASES if known.setting == "invented"]
    assert len(invented) == 6
    given_names = [k for k in invented if (REPORTS / f"{k.name}.registry.toml").exists()]
    assert len(given_names) == 3
    assert len(list(REPORTS.glob("*.registry.toml"))) == 3


@pytest.mark.parametrize(("report", "known"), CASES, ids=[k.name for _, k in CASES])
def test_a_report_has_what_its_model_says(report: Path, known: Known) -> None:
    text = report.read_text(encoding="utf-8")
    header, body = text.split("\n\n", 1)
    assert [line.split(":")[0] for line in header.splitlines()] == ["Title", "Publisher", "Date"]
    assert "Example" in header or known.setting == "invented"
    assert 150 <= len(body.split()) <= 450
    assert known.conflict == bool(known.options) == bool(known.parties)
    for party in known.parties:
        assert occurs(party.names, text), party.id
    for one in known.options:
        assert occurs(one.words, text), one.id
    for lever in known.levers:
        assert occurs(lever.words, text), lever.name
    for option in known.options:
        assert any(wish is not None for wish in option.wish.values()), option.id
        assert not option.direction or option.direction == "forward"


def from_model(known: Known, *, turn: bool = False) -> Conflict:
    """A draft that says what a model says; with ``turn`` in the opposite sense wherever it can."""

    def bad(option: KnownOption) -> bool:
        return turn and bool(option.opposite) and option.direction is None

    def no(taken: bool) -> str:
        return "" if taken else "not "

    lines = ["format = 1", 'title = "x"']
    now = [
        f'o{k} = "{"Y" if (o.now is True) != bad(o) else "N"}"' for k, o in enumerate(known.options)
    ]
    lines.append(f"status_quo = {{ {', '.join(now)} }}")
    for k, party in enumerate(known.parties):
        lines += ["[[decision_maker]]", f'id = "p{k}"', f'label = "{party.names[0]}"']
    owners = {p.id: f"p{k}" for k, p in enumerate(known.parties)}
    for k, option in enumerate(known.options):
        word = f"{option.opposite[0]} {option.words[0]} {k}" if bad(option) else option.meaning
        lines += ["[[option]]", f'id = "o{k}"', f'owner = "{owners[option.owner]}"']
        lines += [f'label = "{word}"', f'direction = "{option.direction or "both"}"']
        lines += [f'evidence = ["e{k}"]']
    for party in known.parties:
        said = [
            f'"{no(wish != bad(o))}o{k}"'
            for k, o in enumerate(known.options)
            if (wish := o.wish[party.id]) is not None
        ]
        lines += ["[[preference]]", f'of = "{owners[party.id]}"']
        lines += [f"statements = [{', '.join(said)}]"]
    return parse_conflict("\n".join(lines), where=known.name)


@pytest.mark.parametrize("turn", [False, True])
@pytest.mark.parametrize(
    "known", [k for _, k in CASES if k.conflict], ids=[k.name for _, k in CASES if k.conflict]
)
def test_a_draft_made_from_a_model_is_right_throughout(known: Known, turn: bool) -> None:
    """So no two options of a model can be taken for each other by their words."""
    words = {f"e{k}": "\n".join(o.words) for k, o in enumerate(known.options)}
    levers = [Lever(v.words[0]) for v in known.levers]
    result = compare(Draft(from_model(known, turn=turn), levers), known, words)
    assert result.lines == []
    assert all(g == d == r for g, d, r in figures(result).values())


def test_registries_are_valid_and_name_the_parties() -> None:
    for path in REPORTS.glob("*.registry.toml"):
        registry = load_registry(path)
        known = next(k for _, k in CASES if f"{k.name}.registry.toml" == path.name)
        for party in known.parties:
            assert any(registry.find(name) for name in party.names), party.id


def test_a_model_with_a_wish_left_out_is_refused() -> None:
    raw = {
        "title": "x",
        "kind": "x",
        "setting": "x",
        "conflict": True,
        "party": [{"id": "a", "names": ["A"]}, {"id": "b", "names": ["B"]}],
        "option": [{"id": "o", "owner": "a", "meaning": "o", "words": ["o"], "wish": {"a": "+"}}],
    }
    with pytest.raises(ValueError, match="a wish is needed of each of a, b"):
        Known.of("x", raw)


ROOT = REPORTS.parents[2]
EXAMPLE = ROOT / "examples" / "november-2024.conflict.toml"


def test_the_tutorial_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    page = ROOT / "docs" / "how-to" / "draft.md"
    failed, tried = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert tried > 20 and not failed


def test_every_line_of_the_example_has_evidence_or_says_why_it_stands_there() -> None:
    conflict = Conflict.from_file(EXAMPLE)
    assert all(option.evidence for option in conflict.options)
    for preference in conflict.preferences:
        assert isinstance(preference, Statements)
        for statement in preference.statements:
            assert statement.basis in ("stated", "inferred", "assumed")
            assert (statement.basis == "assumed") == (not statement.evidence)
            assert statement.basis == "stated" or statement.note or statement.evidence
    assert all(lever.evidence or lever.note for lever in conflict.levers)


@pytest.mark.slow
def test_the_example_cites_rows_that_its_report_gives() -> None:
    ledger = read([EXAMPLE.with_name("november-2024.txt")])
    conflict = Conflict.from_file(EXAMPLE)
    cited = {e for option in conflict.options for e in option.evidence}
    cited |= {e for lever in conflict.levers for e in lever.evidence}
    for preference in conflict.preferences:
        assert isinstance(preference, Statements)
        cited |= {e for statement in preference.statements for e in statement.evidence}
    assert cited <= {row.id for row in ledger}


def test_json_and_table_tell_the_same() -> None:
    one = compare(Draft(right(), [Lever("Rain")]), KNOWN, {})
    told = json.loads(as_json([section(one, "A note.")], {"dam": one.lines}))
    assert told["dam"]["lines"] == one.lines
    assert told["dam"]["counts"]["options"]["right"] == "2"
    assert list(told["dam"]["counts"]) == [w for w in WHAT if w in figures(one)]


@pytest.mark.parametrize(("report", "known"), CASES, ids=[k.name for _, k in CASES])
def test_a_note_says_whether_the_parties_are_given(report: Path, known: Known) -> None:
    said = note(known, report)
    assert said.startswith(known.kind)
    invented = known.setting == "invented"
    assert ("registry" in said) == invented
    assert ("not given" in said) == (
        invented and not (report.with_suffix(".registry.toml")).exists()
    )
