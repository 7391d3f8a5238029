"""The graph in headless Chromium: legible, quiet, nothing on top of anything."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from strategy_known import box, cuba, dilemma, elmira

from tracktwo.analysis import reached, solve
from tracktwo.brief.strategy import graph_svg

CHROMIUM = Path(shutil.which("chromium") or "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Chromium at /usr/bin/chromium"),
]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, list[str]]]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    conflicts = (
        dilemma(),
        cuba(),
        elmira(),
        box((2, 2, 2, 2), (0, 0, 1, 2)),
        box((3, 3, 2, 2), (0, 1, 2, 2)),
    )
    pictures = [
        graph_svg(c, solve(c), path=reached(c, range(c.n_dm), 0).path(3)) for c in conflicts
    ]
    told: list[str] = []
    with sync_api.sync_playwright() as play:
        context = play.chromium.launch_persistent_context(
            str(tmp_path_factory.mktemp("profile")),
            executable_path=str(CHROMIUM),
            headless=True,
            args=FLAGS,
        )
        page = context.new_page()
        page.on("console", lambda m: told.append(m.text))
        page.set_viewport_size({"width": 1280, "height": 900})
        page.set_content(f"<body style='margin:0'>{''.join(pictures)}</body>")
        yield page, told
        context.close()


def test_text_does_not_overlap_and_stays_in_the_picture(opened: Any) -> None:
    page, told = opened
    pictures = page.evaluate(
        """() => [...document.querySelectorAll('svg')].map(s => {
             const o = s.getBoundingClientRect();
             return { w: o.width, h: o.height, labels: [...s.querySelectorAll('text')].map(t => {
               const b = t.getBoundingClientRect();
               return [b.x - o.x, b.y - o.y, b.width, b.height, t.textContent,
                       parseFloat(getComputedStyle(t).fontSize)]; }) }; })"""
    )
    assert len(pictures) == 5 and told == []
    for picture in pictures:
        labels = picture["labels"]
        for n, (x, y, w, h, text, size) in enumerate(labels):
            assert size >= 11, text
            assert x >= 0 and y >= 0 and x + w <= picture["w"] and y + h <= picture["h"], text
            for x2, y2, w2, h2, text2, _ in labels[n + 1 :]:
                apart = x + w <= x2 or x2 + w2 <= x or y + h <= y2 + 4 or y2 + h2 <= y + 4
                assert apart, (text, text2)


def test_a_state_fits_its_box(opened: Any) -> None:
    outside = opened[0].evaluate(
        """() => [...document.querySelectorAll('svg > g:first-of-type > text')].filter(t => {
             const b = t.getBBox();
             return ![...t.parentNode.querySelectorAll(':scope > rect')].some(r => {
               const n = r.getBBox();
               return b.x >= n.x - 1 && b.x + b.width <= n.x + n.width + 1
                   && b.y >= n.y - 3 && b.y + b.height <= n.y + n.height + 3; });
           }).map(t => t.textContent)"""
    )
    assert outside == []
