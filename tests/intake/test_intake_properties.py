"""What holds for whatever is read."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracktwo.intake import Document, Failure, read_documents
from tracktwo.intake.clean import clean, unwrap
from tracktwo.intake.dates import parse_date
from tracktwo.intake.markdown import strip_markdown

PROSE = (
    "The envoy of Arland said on Monday that the talks with Borland would go on if the bridge was "
    "opened to the farmers of both sides, and that he had not been told of any other plan."
)
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

pieces = st.text(max_size=60)
line_ends = st.sampled_from(["\n", "\r\n", "\r", "\u2028", "\x0c", "\n\n"])
texts = st.builds(
    lambda before, end, after: PROSE + end + before + end + PROSE + after, pieces, line_ends, pieces
)


def read_bytes(data: bytes) -> list[Document | Failure]:
    return list(read_documents(["-"], stdin=io.BytesIO(data)))


@SLOW
@given(texts, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_text_is_plain_and_hash_is_of_the_bytes(text: str, encoding: str) -> None:
    data = text.encode(encoding, "replace")
    (one,) = read_bytes(data)
    if isinstance(one, Failure):
        return  # more control characters than a text has
    assert not set("\r\x00\ufeff\u00ad\u00a0\t\u2028\x0c") & set(one.text)
    assert one.text == one.text.strip()
    assert "\n\n\n" not in one.text and " \n" not in one.text and "\n " not in one.text
    assert one.source_sha256 == hashlib.sha256(data).hexdigest()
    assert PROSE in one.text


@SLOW
@given(st.binary(max_size=400))
def test_any_bytes_give_one_result_and_the_same_again(data: bytes) -> None:
    once, again = read_bytes(data), read_bytes(data)
    assert len(once) >= 1
    assert [str(getattr(one, "error", one)) for one in once] == [
        str(getattr(one, "error", one)) for one in again
    ]


@SLOW
@given(
    st.binary(max_size=300),
    st.sampled_from([".txt", ".html", ".pdf", ".json", ".jsonl", ".md", ""]),
    st.sampled_from([b"", b"%PDF-1.4\n", b"<html><body>", b"PK\x03\x04", b"---\n", b'{"text": "']),
)
def test_hostile_bytes_under_any_name_never_raise(
    tmp_path_factory: object, data: bytes, suffix: str, start: bytes
) -> None:
    folder: Path = tmp_path_factory.mktemp("hostile")  # type: ignore[attr-defined]
    (folder / f"file{suffix}").write_bytes(start + data)
    (folder / "good.txt").write_text(PROSE)
    read = list(read_documents([folder]))
    assert any(isinstance(one, Document) and one.text == PROSE for one in read)


@SLOW
@given(
    st.lists(
        st.tuples(
            st.text("abcXYZ019-_ é", min_size=1, max_size=8).filter(lambda name: name.strip()),
            st.sampled_from(["good", "empty", "image", "binary", "foreign", "wrong"]),
            st.booleans(),
        ),
        max_size=12,
        unique_by=lambda one: one[0].casefold(),
    )
)
def test_bad_files_never_stop_a_folder_and_order_is_sorted(
    tmp_path_factory: object, files: list[tuple[str, str, bool]]
) -> None:
    folder: Path = tmp_path_factory.mktemp("folder")  # type: ignore[attr-defined]
    kinds = {
        "good": PROSE.encode(),
        "empty": b"",
        "image": b"\x89PNG\r\n\x1a\n" + bytes(40),
        "binary": bytes(range(256)),
        "foreign": (
            "Переговоры завершились, и стороны договорились о следующей встрече. " * 3
        ).encode(),
        "wrong": ("Переговоры завершились без результата. " * 3).encode("koi8-r"),
    }
    good, bad = [], []
    for name, kind, deep in files:
        path = folder / name / "inner.txt" if deep else folder / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(kinds[kind])
        (good if kind == "good" else bad).append(path.relative_to(folder))
    (folder / ".hidden.txt").write_text(PROSE)
    read = list(read_documents([folder]))
    if not files:
        assert [type(one) for one in read] == [Failure]
        return
    names = [one.name for one in read]
    assert names == [path.as_posix() for path in sorted(good + bad, key=lambda path: path.parts)]
    assert {one.name for one in read if isinstance(one, Document)} == {
        path.as_posix() for path in good
    }


@SLOW
@given(st.lists(st.one_of(st.just(None), st.text(max_size=20)), min_size=1, max_size=10))
def test_json_lines_give_one_result_for_each_filled_line(extras: list[str | None]) -> None:
    lines = [
        "{broken" if extra is None else json.dumps({"text": f"{PROSE} {extra}", "title": extra})
        for extra in extras
    ]
    read = read_bytes(('{"text": ' + json.dumps(PROSE) + "}\n" + "\n".join(lines)).encode())
    assert [one.name for one in read] == [f"<stdin>#{n}" for n in range(1, len(lines) + 2)]
    for line, one in zip(lines, read[1:], strict=True):
        if line == "{broken":
            assert isinstance(one, Failure) and f"line {one.name.split('#')[1]}" in str(one.error)
        else:
            assert isinstance(one, Document)
            assert one.source_sha256 == hashlib.sha256(line.encode()).hexdigest()


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text("абвгд حتى می‌ עברית 和平 ไทย हिन्दी é ñ «»“”„‟‹›「」", max_size=80))
def test_letters_and_quotation_marks_of_any_script_stay(text: str) -> None:
    kept = clean(f"“{text}”")
    assert kept.replace("\n", " ").split() == f"“{text}”".split()


@given(st.lists(st.text("abcdefg", min_size=4, max_size=9), min_size=60, max_size=120))
def test_unwrapping_undoes_wrapping(words: list[str]) -> None:
    import textwrap

    paragraph = " ".join(words)
    assert unwrap("\n".join(textwrap.wrap(paragraph, 72))) == paragraph


@given(st.text("ab .,", max_size=60))
def test_markdown_without_markup_keeps_its_words(text: str) -> None:
    assert strip_markdown(text).split() == text.split()


@given(st.dates())
def test_usual_forms_of_a_day_all_give_that_day(day: object) -> None:
    import datetime

    assert isinstance(day, datetime.date)
    if not 1500 <= day.year <= 2099:
        return
    for form in ("%Y-%m-%d", "%Y-%m-%dT10:00:00Z", "%Y/%m/%d", "%Y%m%d", "D:%Y%m%d101500+02'00'"):
        assert parse_date(day.strftime(form)) == day
    for form in ("%d %B %Y", "%B %d, %Y", "%b. %d, %Y", "%a, %d %b %Y 10:00:00 GMT", "%d.%m.%Y"):
        assert parse_date(day.strftime(form)) == day, form
