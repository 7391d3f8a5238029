"""The page in headless Chromium: quiet, in bounds, legible, printable."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from brief_sample import NAMES, sample

from tracktwo.brief import render_html

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
    path = tmp_path_factory.mktemp("brief") / "brief.html"
    page_text = render_html(book, book.documents, question="Will it hold?", names=NAMES)
    path.write_text(page_text, encoding="utf-8")
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


def test_the_page_asks_for_nothing_and_has_nothing_to_complain_of(opened: Any) -> None:
    page, requests, messages = opened
    page.wait_for_timeout(100)
    assert [r for r in requests if not r.startswith("file:")] == []
    assert len(set(requests)) == 1
    assert messages == []


@pytest.mark.parametrize("width", [380, 800, 1280])
def test_nothing_sticks_out_sideways(opened: Any, width: int) -> None:
    page = opened[0]
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    out = page.evaluate(
        """() => [...document.querySelectorAll('main *')].filter(e => {
             const r = e.getBoundingClientRect();
             return r.width > 1 && (r.right > innerWidth + 1 || r.left < -1)
                    && getComputedStyle(e.closest('thead') || e).position !== 'absolute';
           }).map(e => e.outerHTML.slice(0, 80))"""
    )
    assert out == []


@pytest.mark.parametrize("width", [380, 1280])
def test_labels_in_pictures_are_large_enough_and_do_not_overlap(opened: Any, width: int) -> None:
    page = opened[0]
    page.set_viewport_size({"width": width, "height": 900})
    pictures = page.evaluate(
        """() => [...document.querySelectorAll('svg')].filter(s => s.getBoundingClientRect().width)
           .map(s => [...s.querySelectorAll('text')].map(t => {
             const b = t.getBBox(), k = s.getBoundingClientRect().width / s.viewBox.baseVal.width;
             return [b.x, b.y, b.width, b.height, t.textContent,
                     parseFloat(getComputedStyle(t).fontSize) * k]; }))"""
    )
    assert sum(bool(p) for p in pictures) >= 5
    for labels in pictures:
        for n, (x, y, w, h, text, size) in enumerate(labels):
            assert size >= 11, text
            for x2, y2, w2, h2, text2, _ in labels[n + 1 :]:
                apart = x + w <= x2 or x2 + w2 <= x or y + h <= y2 + 3 or y2 + h2 <= y + 3
                assert apart, (text, text2)


def test_names_fit_their_boxes(opened: Any) -> None:
    page = opened[0]
    page.set_viewport_size({"width": 1280, "height": 900})
    outside = page.evaluate(
        """() => [...document.querySelectorAll('svg.wide text.name')].filter(t => {
             const b = t.getBBox();
             return ![...t.ownerSVGElement.querySelectorAll('rect.node')].some(r => {
               const n = r.getBBox();
               return b.x >= n.x && b.x + b.width <= n.x + n.width
                   && b.y >= n.y - 1 && b.y + b.height <= n.y + n.height + 1; });
           }).map(t => t.textContent)"""
    )
    assert outside == []


def test_a_quotation_runs_in_its_own_direction(opened: Any) -> None:
    page = opened[0]
    for words, direction in (
        ("لن نتنازل", "rtl"),
        ("השלום מתחיל", "rtl"),
        ("Перемирие", "ltr"),
        ("停火只是", "ltr"),
        ("We will not sign", "ltr"),
    ):
        found = page.evaluate(
            """words => [...document.querySelectorAll('blockquote')]
               .filter(q => q.textContent.includes(words))
               .map(q => getComputedStyle(q).direction)""",
            words,
        )
        assert len(found) >= 2 and set(found) == {direction}


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
          for (const e of document.querySelectorAll('main *')) {
            if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
            let b = e, back = [255, 255, 255];
            while (b) { const c = rgb(getComputedStyle(b).backgroundColor);
              if (c.length < 4 || c[3] > 0) { back = c; break; } b = b.parentElement; }
            const s = getComputedStyle(e), ink = rgb(e.namespaceURI.includes('svg') ? s.fill : s.color);
            const [lo, hi] = [light(ink), light(back)].sort((a, b) => a - b);
            if ((hi + 0.05) / (lo + 0.05) < 4.5) weak.push(e.outerHTML.slice(0, 80));
          }
          return weak; }"""  # noqa: E501
    )
    assert weak == []


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_it_prints(opened: Any, size: str) -> None:
    page = opened[0]
    page.set_viewport_size({"width": 1280, "height": 900})
    data = page.pdf(format=size, print_background=True)
    pypdf = pytest.importorskip("pypdf")
    import io

    reader = pypdf.PdfReader(io.BytesIO(data))
    pages = [p.extract_text() for p in reader.pages]
    assert 5 <= len(pages) <= 14
    for n, text in enumerate(pages, start=1):
        assert f"{n} / {len(pages)}" in text
        assert "machine-coded, 0 % reviewed by a person" in text
    whole = " ".join(" ".join(pages).split())
    for part in ("Bottom line", "Ties between parties", "Endnotes", "How this was made", "F6"):
        assert part in whole
    width, height = (float(v) for v in reader.pages[0].mediabox[2:])
    expected = {"A4": (595, 842), "Letter": (612, 792)}[size]
    assert abs(width - expected[0]) < 2 and abs(height - expected[1]) < 2


def test_in_print_no_row_is_cut_by_the_end_of_a_page(opened: Any) -> None:
    page = opened[0]
    page.emulate_media(media="print")
    loose = page.evaluate(
        """() => [...document.querySelectorAll('tr, .rows li, .notes li, .quotation, figure')]
           .filter(e => getComputedStyle(e).breakInside !== 'avoid')
           .map(e => e.outerHTML.slice(0, 60))"""
    )
    hidden = page.evaluate(
        "() => [...document.querySelectorAll('.notes li')].filter(e => !e.offsetHeight).length"
    )
    page.emulate_media(media="screen")
    assert loose == [] and hidden == 0
