from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tracktwo.errors import ModelError
from tracktwo.language import DATA, verify
from tracktwo.language.weights import load_weights


def test_every_file_has_the_hash_recorded_for_it() -> None:
    found = verify()
    assert found
    assert all(found.values())


def test_the_model_stays_small() -> None:
    assert sum(p.stat().st_size for p in DATA.iterdir()) <= 30_000_000


@pytest.mark.parametrize("name", ["reader.onnx", "relation.onnx", "tokenizer.json"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    (tmp_path / "data" / name).unlink()
    with pytest.raises(ModelError, match=name):
        load_weights(tmp_path / "data")


def test_a_changed_file_is_told(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    with (tmp_path / "data" / "labels.json").open("a", encoding="utf-8") as out:
        out.write(" ")
    found = verify(tmp_path / "data")
    assert [name for name, good in found.items() if not good] == ["labels.json"]
