"""The section on the page and in the terminal: what it says, and what it never says."""

from __future__ import annotations

import base64
import hashlib
import html
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from brief_sample import NAMES
from conflicts import random_conflict
from hypothesis import given, settings
from hypothesis import strategies as st
from outcome_sample import Drafted, conflict, drafted, sample, text_of_conflict
from rich.console import Console
from test_brief_page import Page

from tracktwo.brief import render_html, render_terminal
from tracktwo.brief.build import build
from tracktwo.brief.notes import number_rows, rows_of
from tracktwo.brief.outcomes import OutcomesView, outcomes_view, work, work_draft
from tracktwo.brief.outcomes.picture import ruled
from tracktwo.brief.outcomes.said import marked, statement_line
from tracktwo.brief.strategy import graph_svg
from tracktwo.brief.view import plain
from tracktwo.conflict import Statements
from tracktwo.conflict.file import parse_conflict, read_conflict

FEW = settings(max_examples=10, deadline=None)
CATALOG = sorted((Path(__file__).parents[3] / "catalog").glob("*/*.toml"))


@pytest.fixture(scope="module")
def page() -> str:
    book = sample()
    worked = work_draft(drafted(book))
    return render_html(book, book.documents, names=NAMES, outcomes=worked)


@pytest.fixture(scope="module")
def view() -> OutcomesView:
    book = sample()
    return outcomes_view(work_draft(drafted(book)), number_rows(rows_of(book), book.documents))


def section(page: str) -> str:
    start = page.index('<section class="outcomes"')
    return page[start : page.index("</section>", start)]


def words(page: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


def terminal(**more: object) -> str:
    book = sample()
    out = io.StringIO()
    console = Console(file=out, width=100)
    render_terminal(book, book.documents, console, names=NAMES, **more)  # type: ignore[arg-type]
    return out.getvalue()


def test_the_policy_allows_the_styles_of_the_page_and_no_other(page: str) -> None:
    parsed = Page(page)
    digest = base64.b64encode(hashlib.sha256(parsed.style.encode()).digest()).decode()
    policy = next(a["content"] for t, a in parsed.tags if "http-equiv" in a)
    assert policy is not None and f"'sha256-{digest}'" in policy
    assert all("style" not in attributes for _, attributes in parsed.tags)
    assert not {t for t, _ in parsed.tags} & {"script", "img", "link", "iframe", "object"}
    assert "svg.graph .g0{" in parsed.style


def test_each_number_points_to_the_endnote_of_its_row(page: str) -> None:
    book = sample()
    numbers = number_rows(rows_of(book), book.documents)
    told = section(page)
    targets = set(re.findall(r'href="#n(\d+)"', told))
    assert targets and all(f'id="n{n}"' in page for n in targets)
    found = conflict(book)
    rows = {e for o in found.options for e in o.evidence if e in numbers}
    assert {str(numbers[e]) for e in rows} <= targets


def test_evidence_that_the_reports_do_not_hold_is_told_as_such(view: OutcomesView) -> None:
    halt = next(o for o in view.options if o.label == "Halt the grain")
    assert halt.unknown == 1 and len(halt.notes) == 1
    assert view.ignored_unknown == 1 and len(view.ignored) == 1


def test_bases_have_marks_of_their_own_and_words(view: OutcomesView, page: str) -> None:
    marks = {w.basis: w.mark for m in view.makers for w in m.wants}
    assert set(marks) == {"stated", "inferred", "assumed"}
    assert len(set(marks.values())) == 3
    for basis in marks:
        assert f"{basis}" in words(section(page))
    for kind in ("fact", "assumption", "conclusion", "judgement"):
        assert f'class="kind {kind}"' in section(page)


def test_statements_stand_in_their_order_with_basis_and_doubt(view: OutcomesView) -> None:
    kestan = view.makers[0]
    assert [plain(w.line) for w in kestan.wants] == [
        "not Marland’s ‘Halt the grain’",
        "not ‘Open the crossing’, if Northern Front’s ‘Go on shelling’",
        "not ‘Release prisoners’",
    ]
    assert [w.unsure for w in kestan.wants] == [False, True, False]
    assert kestan.wants[2].why and dict(view.whys)[kestan.wants[2].why]


def test_each_outcome_has_a_sentence_for_each_party_and_a_way(view: OutcomesView) -> None:
    assert [o.letter for o in view.outcomes] == list("ABCD")
    for outcome in view.outcomes:
        assert [line[0].text for line in outcome.reasons] == [
            "Kestan",
            "Marland",
            "Northern Front",
        ]
        assert len(outcome.steps) == 0 or outcome.way.startswith("From today")
        trust = [s for s in outcome.steps if s.kind != "gains"]
        assert bool(trust) == ("step" in outcome.way)


def test_levers_tell_what_becomes_of_every_outcome(view: OutcomesView) -> None:
    assert [plain(row.name) for row in view.levers] == [
        "Observers hold the line",
        "Marland keeps the grain flowing",
    ]
    for row in view.levers:
        assert len(row.fate) == len(view.outcomes)
        assert "cannot be" in row.fate


def test_a_lever_about_a_statement_is_told_in_words() -> None:
    text = text_of_conflict(sample()).replace('["halt = N"]', '["front drop 1", "kestan leaves"]')
    found = parse_conflict(text, where="x.toml")
    row = outcomes_view(work(found), {}).levers[1]
    assert plain(row.what) == (
        "Northern Front does not care about: ‘Go on shelling’, if not Kestan’s ‘Release prisoners’"
        "; kestan leaves"
    )


@pytest.mark.parametrize("form", ["page", "terminal"])
def test_nothing_is_told_as_likely(page: str, form: str) -> None:
    told = words(section(page))
    if form == "terminal":
        whole = terminal(outcomes=work_draft(drafted(sample())))
        told = " ".join(whole[whole.index("OUTCOMES THAT") : whole.index("\nSOURCES")].split())
    assert "It is no probability" in told
    assert "It is no forecast and says nothing about likelihood" in told
    rest = told.replace("It is no probability", "").replace("says nothing about likelihood", "")
    assert not re.search(r"\b(probab|likel|chance|expect|predict)\w*", rest)
    assert re.search(r"\d+ of \d+", told)


def test_a_drafted_model_says_that_no_person_corrected_it() -> None:
    book = sample()
    made = outcomes_view(work(conflict(book), drafted=True), {})
    person = outcomes_view(work(conflict(book), drafted=False), {})
    assert "not corrected by a person" in made.origin
    assert "person’s conflict file" in person.origin


def test_without_a_conflict_one_sentence_says_so() -> None:
    book = sample()
    none = work_draft(Drafted(None, "fewer than two parties have moves", text="x"))
    page = render_html(book, book.documents, names=NAMES, outcomes=none)
    told = words(section(page))
    assert "hold no conflict that could be worked: fewer than two parties have moves." in told
    assert "outcome A" not in told and "<table" not in section(page)
    assert "fewer than two parties have moves." in terminal(outcomes=none)


def test_without_outcomes_the_brief_is_as_it_was() -> None:
    book = sample()
    page = render_html(book, book.documents, names=NAMES)
    assert "outcomes" not in page and "svg.graph" not in page
    assert "OUTCOMES" not in terminal()


def test_the_edition_depends_on_the_model() -> None:
    book = sample()
    one = work_draft(drafted(book))
    other = replace(one, text=text_of_conflict(book).replace("The Sarat crossing", "Sarat"))
    editions = {
        build(book, book.documents, outcomes=w).strip.edition for w in (None, one, one, other)
    }
    assert len(editions) == 3


def test_the_same_input_gives_the_same_bytes(page: str) -> None:
    book = sample()
    again = render_html(book, book.documents, names=NAMES, outcomes=work_draft(drafted(book)))
    assert again == page


def test_both_forms_tell_the_same_lines(view: OutcomesView, page: str) -> None:
    flat = "".join(words(section(page)).split())
    whole = "".join(terminal(outcomes=work_draft(drafted(sample()))).split())
    for outcome in view.outcomes:
        for line in outcome.reasons:
            assert "".join("".join(p.text for p in line).split()) in flat
            assert "".join(plain(line).split()) in whole


def test_a_hostile_name_is_shown_and_not_run() -> None:
    book = sample()
    text = text_of_conflict(book).replace(
        'label = "Open the crossing"', "label = '<script>alert(1)</script> & \"x\"'"
    )
    worked = work(parse_conflict(text, where="x.toml"), text=text)
    page = render_html(book, book.documents, names=NAMES, outcomes=worked)
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in section(page)
    Page(page)


@pytest.mark.parametrize("path", CATALOG, ids=lambda p: p.stem)
def test_every_published_conflict_gives_a_whole_page(path: Path) -> None:
    found = read_conflict(path)
    book = sample()
    worked = work(found, drafted=False, text=path.read_text(encoding="utf-8"))
    page = render_html(book, book.documents, names=NAMES, outcomes=worked)
    Page(page)
    assert words(section(page)).count(" stays") or worked.groups == () or "nothing better" in page
    terminal(outcomes=worked)


@FEW
@given(st.integers(0, 100_000))
def test_any_conflict_gives_a_page_and_a_text(seed: int) -> None:
    book = sample()
    worked = work(random_conflict(seed))
    Page(render_html(book, book.documents, names=NAMES, outcomes=worked))
    assert "OUTCOMES THAT" in terminal(outcomes=worked)


def test_the_table_twin_tells_every_improvement(view: OutcomesView) -> None:
    found = conflict()
    assert view.twin is not None and len(view.twin.rows) == found.n_state
    for s, row in enumerate(view.twin.rows):
        for dm in range(found.n_dm):
            for t in found.improvements(dm, s).tolist():
                assert found.pattern(t).replace(" ", "\N{NO-BREAK SPACE}") in row[3 + dm]


def test_a_picture_with_rules_looks_as_the_one_with_styles() -> None:
    found = conflict()
    svg = graph_svg(found)
    plain_svg, rules = ruled(svg)
    styles = re.findall(r' style="([^"]*)"', svg)
    by_class = dict(re.findall(r"svg\.graph \.(g\d+)\{(.*)\}", rules))
    assert [by_class[c] for c in re.findall(r' class="(g\d+)"', plain_svg)] == styles
    assert re.sub(r' class="(graph|g\d+)"', "", plain_svg) == re.sub(r' style="[^"]*"', "", svg)


def test_options_of_one_name_are_told_with_their_owner() -> None:
    text = text_of_conflict(sample()).replace(
        'label = "Halt the grain"', 'label = "Go on shelling"'
    )
    found = parse_conflict(text, where="x.toml")
    kestan = found.preferences[0]
    assert isinstance(kestan, Statements)
    told = [plain(statement_line(found, s, 0)) for s in kestan.statements]
    assert told[0] == "not Marland’s ‘Go on shelling’"
    assert told[1].endswith("if Northern Front’s ‘Go on shelling’")


def test_marking_names_of_options_changes_no_word() -> None:
    found = conflict()
    for text in (
        "Kestan takes Open the crossing.",
        "Reopen the crossings now",
        "",
        "Halt the grain",
    ):
        line = marked(text, found)
        assert "".join(p.text for p in line) == text
    kinds = [p.kind for p in marked("Open the crossing and wait", found)]
    assert kinds == ["option", "text"]
    assert [p.kind for p in marked("Reopen the crossings now", found)] == ["text"]
