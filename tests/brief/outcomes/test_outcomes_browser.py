"""The section in headless Chromium: in bounds, legible, quiet, printable."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from brief_sample import NAMES
from outcome_sample import drafted, sample

from tracktwo.brief import render_html
from tracktwo.brief.outcomes import work_draft

CHROMIUM = Path(shutil.which("chromium") or "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Chromium at /usr/bin/chromium"),
]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, list[str], list[str]]]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    book = sample()
    path = tmp_path_factory.mktemp("outcomes") / "brief.html"
    worked = work_draft(drafted(book))
    path.write_text(
        render_html(book, book.documents, names=NAMES, outcomes=worked), encoding="utf-8"
    )
    requests: list[str] = []
    messages: list[str] = []
    with sync_api.sync_playwright() as play:
        context = play.chromium.launch_persistent_context(
            str(tmp_path_factory.mktemp("profile")),
            executable_path=str(CHROMIUM),
            headless=True,
            args=FLAGS,
        )
        page = context.new_page()
        page.on("request", lambda r: requests.append(r.url))
        page.on("console", lambda m: messages.append(m.text))
        page.on("pageerror", lambda e: messages.append(str(e)))
        page.goto(path.as_uri())
        yield page, requests, messages
        context.close()


def test_the_policy_has_nothing_to_refuse(opened: Any) -> None:
    page, requests, messages = opened
    page.wait_for_timeout(100)
    assert len(set(requests)) == 1 and requests[0].startswith("file:")
    assert messages == []


@pytest.mark.parametrize("width", [380, 800, 1280])
def test_nothing_sticks_out_sideways_but_what_scrolls(opened: Any, width: int) -> None:
    page = opened[0]
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    out = page.evaluate(
        """() => [...document.querySelectorAll('.outcomes *')].filter(e => {
             const r = e.getBoundingClientRect();
             return r.width > 1 && (r.right > innerWidth + 1 || r.left < -1)
                    && !e.closest('.scroll')
                    && getComputedStyle(e.closest('thead') || e).position !== 'absolute';
           }).map(e => e.outerHTML.slice(0, 80))"""
    )
    assert out == []


def test_the_graph_is_styled_by_the_page(opened: Any) -> None:
    page = opened[0]
    page.set_viewport_size({"width": 1280, "height": 900})
    sizes = page.evaluate(
        """() => [...document.querySelectorAll('svg.graph text')].map(t => {
             const k = t.ownerSVGElement.getBoundingClientRect().width
                       / t.ownerSVGElement.viewBox.baseVal.width;
             return parseFloat(getComputedStyle(t).fontSize) * k; })"""
    )
    assert sizes and min(sizes) >= 10
    fills = page.evaluate(
        """() => [...document.querySelectorAll('svg.graph rect')]
                  .map(r => getComputedStyle(r).fill)"""
    )
    assert len(set(fills)) >= 3 and "rgb(0, 0, 0)" not in fills


def test_text_has_contrast_against_what_is_behind_it(opened: Any) -> None:
    page = opened[0]
    page.set_viewport_size({"width": 1280, "height": 900})
    weak = page.evaluate(
        """() => {
          const light = c => { const v = c.map(x => x / 255).map(
              x => x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
            return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; };
          const rgb = s => s.match(/[\\d.]+/g).map(Number);
          const weak = [];
          for (const e of document.querySelectorAll('.outcomes *')) {
            if (e.namespaceURI.includes('svg')) continue;
            if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
            let b = e, back = [255, 255, 255];
            while (b) { const c = rgb(getComputedStyle(b).backgroundColor);
              if (c.length < 4 || c[3] > 0) { back = c; break; } b = b.parentElement; }
            const ink = rgb(getComputedStyle(e).color);
            const a = light(ink.slice(0, 3)), z = light(back.slice(0, 3));
            const ratio = (Math.max(a, z) + 0.05) / (Math.min(a, z) + 0.05);
            if (ratio < 4.5) weak.push([e.textContent.slice(0, 40), ratio]);
          }
          return weak; }"""
    )
    assert weak == []


def test_what_falls_is_told_by_a_mark_and_a_word(opened: Any) -> None:
    page = opened[0]
    cells = page.evaluate(
        "() => [...document.querySelectorAll('.effects td.fate')].map(c => c.textContent.trim())"
    )
    assert cells
    assert {" ".join(c.split()) for c in cells} <= {"● holds", "✕ falls", "– cannot be"}


def test_it_prints_with_nothing_cut_off(opened: Any, tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    page = opened[0]
    target = tmp_path / "brief.pdf"
    page.pdf(path=str(target), prefer_css_page_size=True, print_background=True, format="A4")
    pages = [p.extract_text() for p in pypdf.PdfReader(str(target)).pages]
    whole = " ".join(" ".join(pages).split())
    for words in ("Outcomes that would hold", "What would change it", "A rival reading"):
        assert words in whole
    assert sum("Outcomes that would hold" in p for p in pages) == 1
