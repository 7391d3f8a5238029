"""From a report of our own to a draft, with the model that ships, and the command."""

from __future__ import annotations

from pathlib import Path

import pytest

REPORT = """\
Iran said on Tuesday that it would never give up uranium enrichment. The United States demanded \
that Iran halt enrichment. Washington has imposed sanctions on Iran, and Iran demands that the \
United States lift the sanctions. Iran said it would enter talks only if sanctions are lifted.
"""
PEACE = "The teams drew in the final on Saturday, and the coach praised the goalkeeper.\n"


@pytest.fixture(scope="module", autouse=True)
def _model() -> None:
    language = pytest.importorskip("tracktwo.language")
    if not (language.DATA / "reader.onnx").is_file():
        pytest.skip("the model file is not in the package yet")


def command(capfd: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    from tracktwo.cli import main

    with pytest.raises(SystemExit) as left:
        main(["draft", *args])
    out, err = capfd.readouterr()
    return int(left.value.code or 0), out, err


def test_a_report_of_demands_gives_a_draft(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    from tracktwo.conflict import Conflict

    report, target = tmp_path / "report.txt", tmp_path / "conflict.toml"
    report.write_text(REPORT, encoding="utf-8")
    code, out, err = command(capfd, str(report), "-o", str(target), "--question", "Who yields?")
    assert (code, out) == (0, "")
    assert "assumed: " in err and "questions" in err
    conflict = Conflict.from_file(target)
    assert {m.label for m in conflict.decision_makers} == {"Iran", "United States"}
    assert {"nuclear", "sanctions"} <= {o.id for o in conflict.options}
    iran = conflict.preferences[conflict.dm("Iran")]
    texts = [s.text for s in iran.statements]  # type: ignore[union-attr]
    assert {"nuclear", "not sanctions"} <= set(texts)
    assert conflict.question == "Who yields?"
    _, printed, _ = command(capfd, str(report), "--question", "Who yields?")
    assert printed == target.read_text(encoding="utf-8")


def test_a_report_without_a_conflict_gives_none(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    report, target = tmp_path / "report.txt", tmp_path / "conflict.toml"
    report.write_text(PEACE, encoding="utf-8")
    code, out, err = command(capfd, str(report), "-o", str(target))
    assert (code, out) == (0, "") and "no conflict" in err
    assert not target.exists()
