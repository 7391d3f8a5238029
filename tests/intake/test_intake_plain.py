"""Plain text and Markdown: what is kept as text and what is known about it."""

from __future__ import annotations

import io
from datetime import date

import pytest

from tracktwo.errors import NotEnglish, NotText
from tracktwo.intake import Document, Failure, read_documents
from tracktwo.intake.dates import find_date, is_ambiguous, parse_date, parse_timestamp
from tracktwo.intake.english import detect_language
from tracktwo.intake.headline import read_dateline
from tracktwo.intake.markdown import strip_markdown

BODY = (
    "The envoy of Arland said on Monday that the talks with Borland would go on if the bridge was "
    "opened. “We will not wait for long,” he said, and left the hall."
)


def read(text: str | bytes) -> Document:
    data = text.encode() if isinstance(text, str) else text
    (one,) = read_documents(["-"], stdin=io.BytesIO(data))
    assert isinstance(one, Document), one.error
    return one


def fail(data: bytes) -> Failure:
    (one,) = read_documents(["-"], stdin=io.BytesIO(data))
    assert isinstance(one, Failure)
    return one


# --- title, day, publisher, author ---------------------------------------------------------------


def test_a_headline_is_the_title_and_stays_in_the_text() -> None:
    one = read(f"Envoy leaves the hall\n\n{BODY}")
    assert one.title == "Envoy leaves the hall"
    assert one.text == f"Envoy leaves the hall\n\n{BODY}"


@pytest.mark.parametrize(
    "top",
    [
        "The envoy left the hall.\n\n",  # a sentence
        "The envoy left the hall\n",  # no blank line
        "and so the envoy left\n\n",
        "In the hall:\n\n",
        "12 March 2021\n\n",
        "PRESS RELEASE\n\n",
        "",
    ],
)
def test_what_is_no_headline_is_no_title(top: str) -> None:
    assert read(top + BODY).title is None


def test_labels_and_dates_may_stand_above_the_headline() -> None:
    one = read(f"PRESS RELEASE\n12 March 2021\n\nEnvoy leaves the hall\n\n{BODY}")
    assert (one.title, one.published) == ("Envoy leaves the hall", date(2021, 3, 12))


def test_byline_and_date_line_below_the_headline() -> None:
    one = read(
        f"Envoy leaves the hall\nBy Ida Holm\nPublished: Friday 12 March 2021, 10:30 GMT\n\n{BODY}"
    )
    assert (one.title, one.author, one.published) == (
        "Envoy leaves the hall",
        "Ida Holm",
        date(2021, 3, 12),
    )
    assert one.text.startswith("Envoy leaves the hall\nBy Ida Holm\nPublished")


def test_header_lines_are_taken_out_of_the_text() -> None:
    one = read(
        f"Title: Envoy leaves\nSource: Northern Courier\nDate: March 12, 2021\n"
        f"By: Ida Holm\n\n{BODY}"
    )
    assert one.text == BODY
    assert (one.title, one.publisher, one.published, one.author) == (
        "Envoy leaves",
        "Northern Courier",
        date(2021, 3, 12),
        "Ida Holm",
    )


def test_speakers_and_unknown_keys_are_no_header_lines() -> None:
    text = f"Question: Will the envoy come back?\nAnswer: We do not know. {BODY}"
    assert read(text).text == text


@pytest.mark.parametrize(
    "block",
    [
        '---\ntitle: "Envoy: leaves"\nsource: Northern Courier\npublished: 2021-03-12  # a Friday\n'
        "tags:\n  - talks\nauthors: [Ida Holm, Per Dahl]\n---\n",
        '+++\ntitle = "Envoy: leaves"\npublisher = "Northern Courier"\n'
        "date = 2021-03-12T10:00:00Z\n"
        'authors = ["Ida Holm", "Per Dahl"]\n+++\n',
    ],
)
def test_front_matter_is_taken_out_of_the_text(block: str) -> None:
    one = read(f"{block}\n{BODY}")
    assert one.text == BODY
    assert (one.title, one.publisher, one.published, one.author) == (
        "Envoy: leaves",
        "Northern Courier",
        date(2021, 3, 12),
        "Ida Holm, Per Dahl",
    )


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert BODY in read(f"---\n{BODY}\n---\n{BODY}").text
    assert read(f"---\n{BODY}\n---\n{BODY}").text.count(BODY) == 2


@pytest.mark.parametrize(
    ("line", "day", "agency"),
    [
        (
            "KYIV, 7 November 2024 (Northern Agency) — The talks",
            date(2024, 11, 7),
            "Northern Agency",
        ),
        ("GENEVA (12 March 2021) – The talks", date(2021, 3, 12), None),
        ("(Geneva, 12 March 2021) – The talks", date(2021, 3, 12), None),
        ("HARBOUR CITY, Arland (Coast News) - The talks", None, "Coast News"),
        ("NEW PORT, Nov 7 (Reuters) -- The talks", None, "Reuters"),
        (
            "PORT ST. ANN, March 3, 2021 /Coast Newswire/ -- The talks",
            date(2021, 3, 3),
            "Coast Newswire",
        ),
        ("Oslo, 3 May 2022: The talks", date(2022, 5, 3), None),
        ("N’DJAMENA, Sept. 9, 2020 — The talks", date(2020, 9, 9), None),
    ],
)
def test_datelines(line: str, day: date | None, agency: str | None) -> None:
    assert read_dateline(line) == (day, agency)
    one = read(f"{line} went on in the hall, and the envoy of Arland was there with his aides.")
    assert (one.published, one.publisher) == (day, agency)


@pytest.mark.parametrize(
    "line",
    [
        "The ceasefire of 7 November 2024 – the third so far – has held.",
        "Arland (left) – which borders the sea – has agreed.",
        "On 7 November 2024, the envoy said: we will come.",
        "The talks — held on 7 November 2024 — have failed.",
        "BREAKING: the talks have failed.",
    ],
)
def test_what_is_no_dateline(line: str) -> None:
    assert read_dateline(line) is None


def test_a_day_in_the_story_is_not_the_day_of_publication() -> None:
    one = read(f"Ceasefire agreement of 7 November 2024\n\nOn 8 November 2024 it broke. {BODY}")
    assert one.published is None


def test_a_day_that_can_be_read_in_two_ways_is_left_out_with_a_warning() -> None:
    one = read(f"Title: Envoy leaves\nDate: 03/04/2024\n\n{BODY}")
    assert one.published is None
    assert any("03/04/2024" in warning and "two ways" in warning for warning in one.warnings)


# --- dates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("7th of November 2024", date(2024, 11, 7)),
        ("Thursday, November 7th, 2024 at 9 p.m.", date(2024, 11, 7)),
        ("2024-11-07T23:30:00-08:00", date(2024, 11, 7)),
        ("25/12/2024", date(2024, 12, 25)),
        ("12/25/2024", date(2024, 12, 25)),
        ("05/05/2024", date(2024, 5, 5)),
        ("1711111111", date(2024, 3, 22)),
        ("November 2024", None),
        ("31 February 2024", None),
        ("10-12 March 2021", None),
        ("2024", None),
        ("yesterday", None),
    ],
)
def test_days_in_fields(value: str, day: date | None) -> None:
    assert parse_date(value) == day


def test_ambiguity_and_timestamps() -> None:
    assert is_ambiguous("03/04/2024") and not is_ambiguous("13/04/2024")
    assert parse_timestamp(1711111111000) == date(2024, 3, 22)
    assert parse_timestamp(20240322) == date(2024, 3, 22)
    assert parse_timestamp(12) is None
    found = find_date("signed on 1 May 2020 and 2 May 2021")
    assert found is not None and (found.day, found.start, found.end) == (date(2020, 5, 1), 10, 20)


# --- lines and characters ------------------------------------------------------------------------


def test_wrapped_lines_are_joined_and_lists_are_not() -> None:
    wrapped = (
        "The envoy of Arland said on Monday that the talks with Borland would go\n"
        "on if the bridge was opened to the farmers of both sides, and that the\n"
        "mediator had been told.  He spoke in the hall after a long meeting with\n"
        "the ministers.\n\nPresent were:\nthe envoy\nthe minister\n"
    )
    text = read(wrapped).text
    assert "would go on if the bridge" in text and "both sides, and that the mediator" in text
    assert text.endswith("Present were:\nthe envoy\nthe minister")


def test_quotations_in_other_scripts_survive() -> None:
    quotes = "«Мост будет открыт», “سنلتقي قريبا”, 「橋は開く」, می‌خواهم, é and e\u0301, ½ ﷲ"
    assert quotes in read(f"The words {quotes} were on the wall. {BODY}").text


def test_direction_marks_stay_with_right_to_left_words_only() -> None:
    one = read(f"Envoy leaves\u200e\n\n{BODY}\n\nHe said \u2067سلام\u2069 and was gone.")
    assert one.title == "Envoy leaves"
    assert "\u2067سلام\u2069" in one.text


def test_ligatures_of_printers_become_letters() -> None:
    assert "confirmed the offer" in read(f"He con\ufb01rmed the o\ufb00er. {BODY}").text


# --- encodings -----------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings_are_read_without_a_warning(encoding: str) -> None:
    one = read(BODY.encode(encoding))
    assert one.text == BODY and one.warnings == ()


def test_windows_1252_is_read_with_a_warning_that_says_so() -> None:
    one = read(f"Café talks – {BODY}".encode("cp1252"))
    assert one.text == f"Café talks – {BODY}"
    assert any("Windows-1252" in warning for warning in one.warnings)


def test_damaged_utf8_is_read_with_a_warning() -> None:
    data = f"{BODY} Café, “naïve”, señor.".encode().replace("ñ".encode(), b"\xc3")
    one = read(data)
    assert "Café, “naïve”, se\ufffdor." in one.text
    assert any("damaged" in warning for warning in one.warnings)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (("Переговоры завершились без результата. " * 4).encode("cp1251"), "encoding"),
        (("交渉は合意なしに終わった。" * 9).encode("shift_jis"), "encoding"),
        (BODY.encode("utf-16-le"), "UTF-16"),
        (bytes(range(256)) * 4, "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG image"),
        (b"PK\x03\x04" + b"\0" * 26 + b"word/document.xml", "Word document"),
        (b"PK\x03\x04" + b"\0" * 40, "zip archive"),
        (b"\x1f\x8b\x08" + bytes(20), "gzip"),
        (b"{\\rtf1 hello}", "RTF"),
        (b'<?xml version="1.0"?><rss><channel/></rss>', "XML"),
    ],
)
def test_what_is_no_text_says_what_it_is_and_what_to_do(data: bytes, words: str) -> None:
    error = fail(data).error
    assert isinstance(error, NotText)
    assert words in str(error) and error.remedy


# --- language ------------------------------------------------------------------------------------

FOREIGN = {
    "fr": "Le ministre a déclaré que les négociations avec le pays voisin vont se poursuivre dans "
    "la capitale, mais que rien n’est encore décidé pour la suite.",
    "de": "Der Minister sagte am Montag, dass die Gespräche mit dem Nachbarland in der Hauptstadt "
    "fortgesetzt werden und dass noch nichts entschieden ist.",
    "es": "El ministro dijo que las conversaciones con el país vecino van a continuar en la "
    "capital, pero que no hay nada decidido para los próximos días.",
    "tr": "Bakan, komşu ülke ile görüşmelerin başkentte devam edeceğini ve bu konuda henüz bir "
    "karar olmadığını, ancak daha sonra bir açıklama için hazır olduklarını söyledi.",
    "ru": "Министр заявил, что переговоры со страной продолжатся в столице, но мы ещё ждём.",
    "uk": "Міністр заявив, що переговори із країною тривають у столиці, але рішень ще не є.",
    "ar": "قال الوزير إن المحادثات مع البلد المجاور سوف تستمر في العاصمة",
    "fa": "وزیر گفت که گفتگوها با کشور همسایه در پایتخت ادامه می‌یابد",
    "he": "השר אמר כי השיחות עם המדינה השכנה יימשכו בבירה",
    "zh": "部长表示，与邻国的会谈将在首都继续进行，但尚未作出决定。",
    "ja": "大臣は、隣国との協議は首都で続くが、まだ何も決まっていないと述べた。",
    "ko": "장관은 이웃 나라와의 회담이 수도에서 계속될 것이라고 말했다.",
}


@pytest.mark.parametrize("code", sorted(FOREIGN))
def test_other_languages_are_named_and_not_read(code: str) -> None:
    language = detect_language(FOREIGN[code])
    assert (language.code, language.english) == (code, "no")
    error = fail(FOREIGN[code].encode()).error
    assert isinstance(error, NotEnglish) and language.name in str(error)


def test_a_text_half_in_another_language_is_read_with_a_warning() -> None:
    one = read(f"{BODY}\n\n{FOREIGN['fr']}")
    assert one.language == "en"
    assert any("French" in warning for warning in one.warnings)


def test_english_with_quotations_in_other_scripts_gives_no_warning() -> None:
    assert read(f"{BODY} “{FOREIGN['ru'][:60]}” {BODY}").warnings == ()


@pytest.mark.parametrize(
    "text", ["Talks resume.", "Arland: no.", BODY, BODY.upper(), "UN Security Council"]
)
def test_english_is_english_however_short(text: str) -> None:
    assert detect_language(text).english == "yes"


@pytest.mark.parametrize(
    "text",
    [
        "W. Ward, PO Box 27 Cedar Lane, K. and S. Avenue, Harbour City A 77415-0027 e. V. o. z.",
        "Boats: 225 crowns per hour / 825 crowns per day, sails: 125 crowns per hour here",
        "He graduated summa cum laude in 1936 (i.e., late) and left for the la Reine de la Mer.",
        "See https://example.de/der/die/das/und and write to die.und.das@example.de.",
    ],
)
def test_initials_tables_and_addresses_do_not_look_foreign(text: str) -> None:
    assert detect_language(text).english == "yes"


# --- Markdown ------------------------------------------------------------------------------------


def test_markdown_loses_its_markup_and_nothing_else() -> None:
    source = """# Envoy *leaves* the hall

The **envoy** of [Arland](https://example.org/a_(b)) said he would
_not_ wait,[^1] and paid 5 * 3 * 2 crowns for `file_name_here`.\\
He left.

> “We will go,”
> he said.

* first **demand**
* second demand
  over two lines

1. open the bridge

| Side | Offer |
|------|:-----:|
| Arland | *none* |

![a picture](x.png)

Under heading
-------------
Mills &amp; farms<!-- hidden --> stay\\*.

[^1]: So he said.
[ref]: https://example.org
"""
    assert strip_markdown(source) == (
        "Envoy leaves the hall\n\n"
        "The envoy of Arland said he would not wait, "
        "and paid 5 * 3 * 2 crowns for file_name_here.\n"
        "He left.\n\n"
        "“We will go,” he said.\n\n"
        "- first demand\n- second demand over two lines\n\n"
        "1. open the bridge\n\n"
        "Side | Offer\nArland | none\n\n"
        "Under heading\n\n"
        "Mills & farms stay*.\n\n"
        "So he said."
    )


def test_markdown_files_are_told_by_their_name(tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "report.md"
    path.write_text(f"---\ndate: 2021-03-12\n---\n# Envoy *leaves*\n\n{BODY}\n")
    (one,) = read_documents([path])
    assert isinstance(one, Document)
    assert (one.title, one.published) == ("Envoy leaves", date(2021, 3, 12))
    assert one.text == f"Envoy leaves\n\n{BODY}"
