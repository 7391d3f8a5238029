"""HTML, PDF, JSON records, folders, limits: examples and every named error."""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pdf_writer import make_pdf

from tracktwo.errors import (
    BrokenRecord,
    EmptyDocument,
    Encrypted,
    MissingFile,
    NoArticle,
    NoTextLayer,
    NotText,
    TooLarge,
    UnreadableFile,
)
from tracktwo.intake import Document, Failure, Limits, read_document, read_documents

BODY = (
    "The envoy of Arland said on Monday that the talks with Borland would go on if the bridge was "
    "opened. “We will not wait for long,” he said, and left the hall."
)
ARTICLE = """<!DOCTYPE html><html lang="en"><head><meta charset="{charset}">
<title>Talks on the crossing resume | Northern Courier</title>
<meta property="og:site_name" content="Northern Courier">
<meta property="og:title" content="Talks on the crossing resume">
{head}</head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav></header>
<main><article><h1>Talks on the crossing resume</h1>
<p>Delegates from Arland and Borland met on Sunday to discuss the crossing, officials of
both&nbsp;sides said after the meet&shy;ing.</p>
<p>“We came with an open mind,” the envoy of Arland said.<br>He left soon after.</p>
<blockquote><p>The crossing belongs to all who live by the river.</p></blockquote>
<p>On the wall stood «Мост будет открыт», می\u200cخواهم and e\u0301 in red.</p>
<h2>On the table</h2>
<ul><li>A joint patrol, for two years.</li><li>Free passage, <a href="/x">as in 2019</a>.</li></ul>
<table><tr><th>Side</th><th>Offer</th></tr><tr><td>Arland</td><td>Open on weekdays</td></tr></table>
<p>A further round is planned for June, the ministry of Borland said in a statement.</p>
</article><aside><h3>Related</h3><ul><li><a href="/1">Storm over the coast.</a></li></ul></aside>
</main>
<footer><p>© 2026 Northern Courier. All rights reserved.</p>
<p>Last updated <time datetime="2026-11-23">23 November 2026</time></p></footer></body></html>"""
JSON_LD = """<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle",
"headline":"Talks on the crossing resume","datePublished":"2023-05-14T22:10:00+02:00",
"author":[{"@type":"Person","name":"Ida Holm"}],"publisher":{"@id":"#org"}},
{"@type":"Organization","@id":"#org","name":"Northern Courier Ltd"}]}</script>"""


def read(source: Path | str, **options: object) -> list[Document | Failure]:
    return list(read_documents([source], **options))  # type: ignore[arg-type]


def page(tmp_path: Path, source: str, encoding: str = "utf-8") -> Document:
    path = tmp_path / "page.html"
    path.write_bytes(source.encode(encoding))
    return read_document(path)


def error_of(source: Path | str, **options: object) -> UnreadableFile:
    (one,) = read(source, **options)
    assert isinstance(one, Failure) and isinstance(one.error, UnreadableFile)
    assert str(source) in str(one.error)
    return one.error


# --- HTML ----------------------------------------------------------------------------------------


def test_an_article_is_kept_and_its_surroundings_are_not(tmp_path: Path) -> None:
    one = page(tmp_path, ARTICLE.format(charset="utf-8", head=JSON_LD))
    assert one.text == (
        "Talks on the crossing resume\n\n"
        "Delegates from Arland and Borland met on Sunday to discuss the crossing, officials of "
        "both sides said after the meeting.\n\n"
        "“We came with an open mind,” the envoy of Arland said.\nHe left soon after.\n\n"
        "The crossing belongs to all who live by the river.\n\n"
        "On the wall stood «Мост будет открыт», می\u200cخواهم and e\u0301 in red.\n\n"
        "On the table\n\n"
        "- A joint patrol, for two years.\n- Free passage, as in 2019.\n\n"
        "Side | Offer\nArland | Open on weekdays\n\n"
        "A further round is planned for June, the ministry of Borland said in a statement."
    )
    assert (one.title, one.publisher, one.published, one.author) == (
        "Talks on the crossing resume",
        "Northern Courier Ltd",
        date(2023, 5, 14),
        "Ida Holm",
    )


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("", None),  # neither the footer nor the clock gives a day
        (
            '<meta property="article:published_time" content="2023-05-14T22:10:00Z">',
            date(2023, 5, 14),
        ),
        ('<meta name="DC.date.issued" content="14 May 2023">', date(2023, 5, 14)),
        ('<meta property="article:modified_time" content="2023-05-14">', None),
        ('<meta name="date" content="05/14/2023">', date(2023, 5, 14)),
    ],
)
def test_the_day_is_the_one_that_the_page_states(
    tmp_path: Path, head: str, day: date | None
) -> None:
    one = page(tmp_path, ARTICLE.format(charset="utf-8", head=head))
    assert (one.published, one.publisher) == (day, "Northern Courier")


def test_a_time_element_beside_the_headline_gives_the_day(tmp_path: Path) -> None:
    source = ARTICLE.format(charset="utf-8", head="").replace(
        "</h1>", '</h1><time datetime="2023-05-14T10:00">Sunday</time>'
    )
    assert page(tmp_path, source).published == date(2023, 5, 14)


def test_the_encoding_that_a_page_declares_is_used(tmp_path: Path) -> None:
    source = (
        ARTICLE.format(charset="windows-1251", head="").replace("e\u0301", "e").replace("“", '"')
    )
    source = source.replace("”", '"').replace("می\u200cخواهم", "so")
    one = page(tmp_path, source, "cp1251")
    assert "«Мост будет открыт»" in one.text
    assert any("cp1251" in warning for warning in one.warnings)


@pytest.mark.parametrize(
    "body",
    [
        '<ul><li><a href="/">Home</a></li><li><a href="/w">News from all the world.</a></li></ul>'
        "<p>We use cookies to make this site better for you.</p><footer>© 2024 Courier.</footer>",
        "<nav><a href='/'>Home</a> <a href='/a'>Us</a></nav><script>let x = 'A line.'</script>",
        "<h1>404</h1><p>Page not found.</p>",
        "",
    ],
)
def test_a_page_of_menus_has_no_article(tmp_path: Path, body: str) -> None:
    path = tmp_path / "menu.html"
    path.write_text(f"<html><head><title>Home</title></head><body>{body}</body></html>")
    assert isinstance(error_of(path), NoArticle)


def test_a_page_of_one_sentence_is_an_article(tmp_path: Path) -> None:
    assert page(tmp_path, "<html><body><p>The envoy left the talks.</p></body></html>").text == (
        "The envoy left the talks."
    )


def test_html_is_told_by_its_start_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "saved.txt"
    path.write_text(ARTICLE.format(charset="utf-8", head=""))
    assert read_document(path).publisher == "Northern Courier"


# --- PDF -----------------------------------------------------------------------------------------

PAGES = [
    [
        "Arland Observer",
        "Calm along the river",
        "Geneva, 12 March 2021",
        "",
        "The mission said on Friday that both sides had kept to the cease-",
        "fire along the river, and that the govern-",
        "ment of Borland had let two convoys pass. The head of it wel-",
        "comed the step, but warned that anti-",
        "government groups near (the) bridge had not signed.",
        "The mission will report in April.",
        "Next steps",
        "The parties will meet. “We will come if the other side",
        "comes,” the envoy of Arland said, adding that",
        "1. the crossing must open;",
        "Page 1 of 3",
    ],
    [
        "Arland Observer",
        "The government of Borland rejected the demand in a statement that was",
        "published on the same day, and the talks will go on with-",
        "2",
    ],
    ["Arland Observer", "out a mediator.", "3"],
]


def pdf(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "report.pdf"
    path.write_bytes(data)
    return path


def test_lines_of_a_pdf_become_paragraphs(tmp_path: Path) -> None:
    info = {
        "Title": "Microsoft Word - x.doc",
        "CreationDate": "D:20230102100000",
        "Author": "Mission",
    }
    one = read_document(pdf(tmp_path, make_pdf(PAGES, info=info)))
    assert one.text == (
        "Calm along the river\n\nGeneva, 12 March 2021\n\n"
        "The mission said on Friday that both sides had kept to the ceasefire along the river, and "
        "that the government of Borland had let two convoys pass. The head of it welcomed the "
        "step, but warned that anti-government groups near (the) bridge had not signed.\n\n"
        "The mission will report in April.\n\nNext steps\n\n"
        "The parties will meet. “We will come if the other side comes,” the envoy of Arland said, "
        "adding that\n\n1. the crossing must open;\n\n"
        "The government of Borland rejected the demand in a statement that was published on the "
        "same day, and the talks will go on without a mediator."
    )
    assert (one.title, one.published, one.author) == (
        "Calm along the river",
        date(2021, 3, 12),  # the day on the page goes before that of the file
        "Mission",
    )


def test_the_information_of_a_pdf_is_used_where_its_pages_say_nothing(tmp_path: Path) -> None:
    info = {"Title": "Report on the river", "CreationDate": "D:20230102233000-08'00'"}
    one = read_document(pdf(tmp_path, make_pdf([[BODY]], info=info)))
    assert (one.title, one.published) == ("Report on the river", date(2023, 1, 2))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (make_pdf([[], []]), NoTextLayer),
        (make_pdf([PAGES[0]], encrypted=True), Encrypted),
        (make_pdf([PAGES[0]])[:300], UnreadableFile),
        (b"%PDF-1.7\n", UnreadableFile),
    ],
)
def test_a_pdf_that_cannot_be_read_says_why(
    tmp_path: Path, data: bytes, kind: type, capfd: pytest.CaptureFixture[str]
) -> None:
    error = error_of(pdf(tmp_path, data))
    assert type(error) is kind and error.remedy
    assert capfd.readouterr() == ("", "")


# --- JSON ----------------------------------------------------------------------------------------


def test_records_with_fields_under_the_usual_names() -> None:
    records: list[object] = [
        {"text": BODY, "title": "One", "source": {"name": "Courier"}, "publishedAt": "2021-03-12"},
        {
            "Body": BODY,
            "headline": "Two",
            "publisher": "https://www.example.org/x",
            "date": 1711111111,
        },
        {
            "html": "<html><body><p>The envoy left the talks.</p></body></html>",
            "pub_date": "1 May 2020",
        },
        {"content": f"GENEVA (12 March 2021) – {BODY}", "byline": ["Ida Holm", "Per Dahl"]},
    ]
    lines = "\r\n\n".join(json.dumps(record) for record in records)
    read = list(read_documents(["-"], stdin=io.StringIO(lines)))
    assert all(isinstance(one, Document) for one in read)
    got = [
        (one.name, one.title, one.publisher, one.published, one.author)
        for one in read
        if isinstance(one, Document)
    ]
    assert got == [
        ("<stdin>#1", "One", "Courier", date(2021, 3, 12), None),
        ("<stdin>#3", "Two", "example.org", date(2024, 3, 22), None),
        ("<stdin>#5", None, None, date(2020, 5, 1), None),
        ("<stdin>#7", None, None, date(2021, 3, 12), "Ida Holm, Per Dahl"),
    ]


def test_a_broken_line_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    good = json.dumps({"text": BODY}).encode()
    path.write_bytes(
        b"\n".join(
            [good, b'{"text": ', b"[1]", b'{"words": "x"}', b'{"text": " "}', b"\xff\xfe\x81", good]
        )
    )
    read = list(read_documents([path]))
    assert [one.name for one in read] == [f"feed.jsonl#{n}" for n in range(1, 8)]
    kinds = [type(one.error) if isinstance(one, Failure) else Document for one in read]
    assert kinds == [Document, *[BrokenRecord] * 4, NotText, Document]
    messages = [str(one.error) for one in read if isinstance(one, Failure)]
    assert all(f"{path}, line {n}: " in message for n, message in enumerate(messages, 2))
    assert '"words"' in messages[2]


@pytest.mark.parametrize("text", ["", "\n\n", "[]"])
def test_no_records_is_an_empty_document(tmp_path: Path, text: str) -> None:
    path = tmp_path / "feed.json"
    path.write_text(text)
    assert isinstance(error_of(path), EmptyDocument)


def test_json_files_hold_a_record_a_list_or_lines(tmp_path: Path) -> None:
    record = {"text": BODY, "title": "One"}
    path = tmp_path / "feed.json"
    for text, names in (
        (json.dumps(record), ["feed.json"]),
        (json.dumps([record, record], indent=1), ["feed.json#1", "feed.json#2"]),
        (json.dumps(record) + "\n" + json.dumps(record), ["feed.json#1", "feed.json#2"]),
    ):
        path.write_text(text)
        found = read(path)
        assert [one.name for one in found] == names
        assert all(isinstance(one, Document) and one.title == "One" for one in found)


# --- files, folders, limits ----------------------------------------------------------------------


def test_a_missing_file_gets_a_hint_from_its_folder(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(BODY)
    error = error_of(tmp_path / "reprot.txt")
    assert isinstance(error, MissingFile)
    assert f'did you mean "{tmp_path / "report.txt"}"?' in str(error)
    assert "no folder" in str(error_of(tmp_path / "none" / "report.txt"))
    assert "nothing is fetched" in str(error_of("https://example.org/report"))


def test_empty_files_and_folders_are_named(tmp_path: Path) -> None:
    assert isinstance(error_of(tmp_path), EmptyDocument)
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes("\ufeff \u00a0\n—\n".encode())
    assert all(isinstance(error_of(path), EmptyDocument) for path in sorted(tmp_path.iterdir()))


def test_a_folder_passes_over_hidden_files_linked_folders_and_pipes(tmp_path: Path) -> None:
    (tmp_path / "deep" / ".git").mkdir(parents=True)
    (tmp_path / "deep" / ".git" / "x.txt").write_text(BODY)
    (tmp_path / "deep" / "a.txt").write_text(BODY)
    (tmp_path / "z.csv").write_text("a,b\n")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    found = {one.name: one for one in read(tmp_path)}
    assert list(found) == ["deep/a.txt", "gone", "pipe", "z.csv"]
    assert isinstance(found["deep/a.txt"], Document)
    assert all(isinstance(found[name], Failure) for name in ("gone", "pipe", "z.csv"))


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    error = error_of(path)
    assert isinstance(error, TooLarge) and "20 MB" in str(error) and error.remedy


def test_the_limit_is_one_document_and_not_one_feed(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    line = json.dumps({"text": BODY})
    path.write_text("\n".join([line, json.dumps({"text": BODY * 100}), *[line] * 50]))
    found = read(path, limits=Limits(document_bytes=1000))
    assert [n for n, one in enumerate(found) if isinstance(one, Failure)] == [1]
    failure = found[1]
    assert isinstance(failure, Failure) and isinstance(failure.error, TooLarge)
    assert len(found) == 52


@pytest.mark.parametrize("size", [1, 97, 98, 99, 100, 5000])
def test_the_limit_is_exact_on_standard_input(size: int) -> None:
    data = (BODY * 50).encode()[:size].decode("utf-8", "ignore").encode()
    (one,) = read_documents(["-"], stdin=io.BytesIO(data), limits=Limits(document_bytes=98))
    assert isinstance(one, Document) == (len(data) <= 98)


def test_documents_are_read_one_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    real: Callable[..., object] = Path.open

    def spy(path: Path, *args: object, **options: object) -> object:
        opened.append(path.name)
        return real(path, *args, **options)

    for number in range(20):
        (tmp_path / f"{number:02}.txt").write_text(BODY)
    monkeypatch.setattr(Path, "open", spy)
    stream = read_documents([tmp_path])
    assert opened == []
    next(stream)
    next(stream)
    assert opened == ["00.txt", "01.txt"]


def test_reading_opens_no_socket_from_the_first_import_on(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(ARTICLE.format(charset="utf-8", head=JSON_LD))
    (tmp_path / "b.pdf").write_bytes(make_pdf(PAGES))
    (tmp_path / "c.txt").write_text(BODY)
    (tmp_path / "d.jsonl").write_text(json.dumps({"text": BODY}))
    code = """
import sys
def listen(event, args):
    if event.startswith("socket."):
        raise RuntimeError(f"a socket event: {event} {args}")
sys.addaudithook(listen)
from tracktwo.intake import read_documents
print([type(one).__name__ for one in read_documents(sys.argv[1])])
"""
    run = [sys.executable, "-c", code, str(tmp_path)]
    out = subprocess.run(run, capture_output=True, text=True, check=True)
    assert out.stdout.strip() == str(["Document"] * 4)
    assert out.stderr == ""


def test_plain_text_costs_no_heavy_import_and_logs_are_left_alone() -> None:
    code = (
        "import io, sys; from tracktwo.intake import read_documents; "
        f"list(read_documents(['-'], stdin=io.BytesIO({BODY.encode()!r}))); "
        "heavy = ('trafilatura', 'pypdf', 'lxml', 'spacy', 'socket'); "
        "print([name for name in heavy if name in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_loggers_are_as_they_were(tmp_path: Path) -> None:
    logging.getLogger("pypdf").setLevel(logging.INFO)
    error_of(pdf(tmp_path, b"%PDF-1.7\n"))
    assert logging.getLogger("pypdf").level == logging.INFO
    logging.getLogger("pypdf").setLevel(logging.NOTSET)


def test_read_document_raises_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        read_document(tmp_path / "none.txt")
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(BODY)
    assert [one.name for one in read_documents(str(tmp_path))] == ["a.txt", "b.txt"]
    with pytest.raises(ValueError, match="several"):
        read_document(tmp_path)


# --- e-mail --------------------------------------------------------------------------------------

MESSAGE = (
    "From: Ida Holm <ida@example.org>\r\nTo: desk@example.org\r\n"
    "Subject: =?utf-8?q?Talks_on_the_cro=C3=9Fing?=\r\n"
    "Date: Tue, 14 May 2024 23:30:00 +0200\r\nMIME-Version: 1.0\r\n"
    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    "The envoy of Arland has left the talks, which he sa=\r\n"
    "id were of no use =E2=80=93 to him.\r\n"
)


@pytest.mark.parametrize("name", ["letter.eml", "letter.txt", "letter"])
def test_a_message_is_decoded_and_its_headers_are_no_text(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(MESSAGE.encode())
    one = read_document(path)
    assert one.text == (
        "The envoy of Arland has left the talks, which he said were of no use – to him."
    )
    assert (one.title, one.author, one.publisher) == ("Talks on the croßing", "Ida Holm", None)
    assert one.published == date(2024, 5, 14)


def test_attachments_are_named_and_a_message_without_text_is_refused(tmp_path: Path) -> None:
    from email.message import EmailMessage

    message = EmailMessage()
    message["Subject"] = "Report"
    message["Message-ID"] = "<1@example.org>"
    path = tmp_path / "with.eml"
    message.set_content("The envoy of Arland has left the talks of the two countries.")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="a.pdf")
    path.write_bytes(bytes(message))
    assert "attachments are not read (a.pdf)" in read_document(path).warnings[0]
    bare = tmp_path / "bare.eml"
    bare.write_bytes(b"Subject: x\nMIME-Version: 1.0\nContent-Type: image/png\n\nabc\n")
    assert "without a text part" in str(error_of(bare))


def test_header_lines_of_a_report_do_not_make_it_a_message(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "Title: Talks end\nFrom: Coast News\nDate: 2024-05-14\n\nThe envoy of Arland left.\n"
    )
    one = read_document(path)
    assert (one.title, one.published) == ("Talks end", date(2024, 5, 14))
