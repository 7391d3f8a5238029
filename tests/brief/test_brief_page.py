"""The page: what it holds, what it never holds, whatever the rows are."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from brief_rows import books
from brief_sample import NAMES, Book, sample
from hypothesis import HealthCheck, given, settings

from tracktwo.brief import render_html
from tracktwo.brief.words import printable
from tracktwo.intake.document import Document
from tracktwo.ledger import Ledger

FEW = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TAGS = """html head meta title style body main header section article figure figcaption
h1 h2 h3 h4 p ul ol li dl dt dd div span b i a bdi mark code abbr strong blockquote
table caption thead tbody tr th td svg path rect polygon text"""
VOID = {"meta", "br", "img", "link", "input", "hr"}


def brief(book: Book, **more: object) -> str:
    return render_html(book, book.documents, names=NAMES, **more)  # type: ignore[arg-type]


class Page(HTMLParser):
    """Tags, attributes and style of a page, apart from its text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.style = ""
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == [], f"left open: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "style":
            self.style += data
        else:
            self.text.append(data)


@FEW
@given(books())
def test_every_row_has_exactly_one_endnote_and_its_number_is_its_own(book: Book) -> None:
    page = brief(book)
    ids = re.findall(r"; row <code>([0-9a-f]+)</code>", page)
    assert sorted(ids) == sorted(r.id for r in book.rows())
    numbers = [int(n) for n in re.findall(r'<li id="n(\d+)"', page)]
    assert numbers == list(range(1, len(numbers) + 1))


@FEW
@given(books())
def test_every_number_in_the_text_leads_to_an_endnote(book: Book) -> None:
    page = Page(brief(book))
    anchors = {a["id"] for _, a in page.tags if "id" in a}
    links = {a["href"] for t, a in page.tags if t == "a"}
    assert all(link is not None and link[1:] in anchors for link in links)
    if book.rows():
        assert links


@FEW
@given(books())
def test_every_citation_stands_word_for_word_in_the_page(book: Book) -> None:
    page = html.unescape(brief(book))
    for row in book.rows():
        for cited in row.citations:
            assert printable(cited.text) in page


@FEW
@given(books())
def test_hostile_text_stays_text(book: Book) -> None:
    page = Page(brief(book, question="<script>1</script> what & why?"))
    assert {t for t, _ in page.tags} <= set(TAGS.split())
    for tag, attrs in page.tags:
        assert not any(name.startswith("on") or name in ("style", "src") for name in attrs)
        if "href" in attrs:
            assert tag == "a" and re.fullmatch(r"#n\d+", attrs["href"] or "")
        for name, value in attrs.items():
            if name not in ("aria-label", "data-label", "content"):
                assert "http" not in (value or "") and "url(" not in (value or "")
    for banned in ("url(", "http:", "https:", "@import", "expression("):
        assert banned not in page.style


@FEW
@given(books())
def test_the_same_rows_give_the_same_page_in_any_order(book: Book) -> None:
    page = brief(book)
    turned = replace(
        book,
        events=book.events[::-1],
        quotes=book.quotes[::-1],
        positions=book.positions[::-1],
        proposals=book.proposals[::-1],
        utterances=book.utterances[::-1],
        ties=book.ties[::-1],
    )
    assert brief(book) == page
    assert brief(turned) == page


@FEW
@given(books())
def test_the_policy_allows_the_pages_own_style_and_nothing_else(book: Book) -> None:
    page = brief(book)
    style = page[page.index("<style>") + 7 : page.index("</style>")]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(
        a["content"]
        for t, a in Page(page).tags
        if t == "meta" and a.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy and "http" not in policy


@FEW
@given(books())
def test_the_page_can_be_written_as_utf8(book: Book) -> None:
    assert brief(book).encode("utf-8")


def test_an_empty_ledger_gives_a_brief_that_says_what_is_missing() -> None:
    page = render_html(Book(), [Document("Nothing here.", name="a.txt")], names={})
    text = "".join(Page(page).text)
    assert "No row was found." in text
    assert "Nothing was found on: acts told by the reports themselves" in text
    assert "Endnotes" not in text
    assert "0 events" in text.replace("\n", " ")


def test_a_section_without_rows_is_left_out_and_named() -> None:
    book = replace(sample(), proposals=[], ties=[])
    page = brief(book)
    assert 'id="s-proposals"' not in page and 'id="s-ties"' not in page
    assert "Nothing was found on: proposals and ties between parties." in page


def test_quotations_carry_their_script_and_direction() -> None:
    page = brief(sample())
    for lang, words in (
        ("und-Arab", "لن نتنازل عن النهر"),
        ("und-Hebr", "השלום מתחיל"),
        ("und-Cyrl", "Перемирие без гарантий"),
        ("und-Hani", "停火只是第一步"),
    ):
        assert re.search(f'<blockquote lang="{lang}" dir="auto">[^<]*{words}', page)


def test_strip_tells_what_was_read() -> None:
    page = brief(sample(), question="Will it hold?", as_of=date(2026, 4, 20))
    text = re.sub(r"\s+", " ", "".join(Page(page).text))
    assert "<title>Will it hold?</title>" in page
    for part in (
        "As of 20 April 2026",
        "reports of 15 April 2026 to 17 April 2026",
        "2 sources",
        "3 reports",
        "22 events",
        "8 statements",
        "0 % reviewed by a person",
        "Likelihood: not assessed",
    ):
        assert part in text


def test_sentence_counts_are_shown_where_they_are_known() -> None:
    book = sample()
    counts = {d.sha256: n for d, n in zip(book.documents, (12, 10, 1), strict=True)}
    text = re.sub(r"\s+", " ", "".join(Page(brief(book, sentences=counts)).text))
    assert "23 sentences" in text and "sentences used" not in text


def test_words_that_do_not_match_the_text_at_hand_are_marked() -> None:
    book = sample()
    first = book.documents[0]
    other = replace(first, text=first.text.replace("Oslo", "OSLO"))
    row = book.quotes[0]
    moved = row.citations[0].model_copy(update={"document": other.sha256, "text": "other words"})
    book.quotes[0] = row.model_copy(update={"citations": [moved], "document": other.sha256})
    page = render_html(book, [*book.documents, other], names=NAMES)
    assert page.count("differs from the text at hand") == 1


def test_a_long_ledger_keeps_the_brief_short_and_the_endnotes_whole() -> None:
    book = sample()
    one = book.events[2]
    book.events += [
        one.model_copy(
            update={
                "id": f"{n:016x}",
                "recipients": [
                    one.recipients[0].model_copy(update={"name": f"Party {n}", "actor": f"y{n}"})
                ],
            }
        )
        for n in range(300)
    ]
    page = brief(book, limit=20)
    told = page[page.index('class="rows told"') : page.index("Told on somebody’s word only")]
    assert told.count('<p class="say">') == 20
    assert "Further rows, in the endnotes" in told
    assert len(re.findall(r'<li id="n\d+"', page)) == len(book.rows())


@pytest.mark.parametrize(
    "pair",
    [
        ("#1b1d1f", "#ffffff"),
        ("#54585c", "#f4f5f6"),
        ("#1d4f7c", "#f4f5f6"),
        ("#1c6448", "#ffffff"),
        ("#98301f", "#ffffff"),
        ("#3d4144", "#ffffff"),
    ],
)
def test_text_colours_have_the_contrast_that_reading_needs(pair: tuple[str, str]) -> None:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    low, high = sorted(light(c) for c in pair)
    assert (high + 0.05) / (low + 0.05) >= 4.5
    assert pair[0] in brief(sample())


def test_the_stored_ledger_can_be_briefed_like_plain_lists() -> None:
    book = sample()
    ledger = Ledger.from_rows(book.rows(), documents=book.documents)
    page = render_html(ledger, book.documents, names=NAMES)
    assert len(re.findall(r'<li id="n\d+"', page)) == len(book.rows())
    assert 'id="s-ties"' in page
