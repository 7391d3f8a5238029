"""The files of the language model that ship with the package, loaded once a process."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tracktwo.errors import ModelError

__all__ = ["DATA", "Weights", "load_weights", "manifest", "verify"]

DATA = Path(__file__).parent / "data"


_TREES = ("upos", "xpos", "feats", "sent", "re3d", "gum", "arc", "rel_d", "rel_h", "states")
_ACTS = ("act", "mode", "modality", "polarity", "cue", "cond", "stance", "issue", "roles")


@dataclass(frozen=True)
class Weights:
    """Sessions, tokenizer and labels of one model.

    Attributes:
        reader: session of the word-level heads.
        deprel: session of the head that labels dependencies.
        relation: session of the head that types marked pairs.
        tokenizer: word-piece tokenizer.
        labels: label lists by head.
        scores: names of what the reader gives; those of acts only where the model has them.
        version: of the model, derived from the hashes of its files.
    """

    reader: Any
    deprel: Any
    relation: Any
    tokenizer: Any
    labels: dict[str, list[str]]
    version: str
    scores: tuple[str, ...] = _TREES

    def read(self, inputs: Mapping[str, NDArray[np.int64]]) -> dict[str, NDArray[Any]]:
        """Scores of one window of words, the mark at the start being the first of them.

        Args:
            inputs: ``ids`` and ``shapes``, shape (1, pieces); ``first`` and ``last``, shape
                (1, words): the word pieces where each word begins and ends.

        Returns:
            ``upos``, ``xpos``, ``feats``: number of the best label of each word; ``sent``:
            probability that a sentence starts with it; ``re3d``, ``gum``: scores of name tags,
            shape (words, labels); ``arc``: scores of heads, shape (words, words), the dependent
            first; ``rel_d``, ``rel_h``: vectors of the word as dependent and as head; ``states``:
            hidden states for later heads, shape (pieces, hidden). ``act``, ``mode``, ``modality``,
            ``polarity``, ``cue``, ``cond``, ``stance``, ``issue``: probabilities of the labels of
            each word, shape (words, labels); ``roles``: probability that a word has a role of
            another, shape (roles, words, words), the other word first. A model without heads for
            acts gives none of these from ``act`` on.
        """
        return dict(zip(self.scores, self.reader.run(list(self.scores), dict(inputs)), strict=True))

    def label(
        self, dependents: NDArray[np.float32], heads: NDArray[np.float32]
    ) -> NDArray[np.int64]:
        """Number of the label of each pair of a dependent and its head; never that of a root.

        Args:
            dependents: rows of ``rel_d``, shape (pairs, d).
            heads: rows of ``rel_h``, shape (pairs, d).
        """
        labels: NDArray[np.int64]
        (labels,) = self.deprel.run(None, {"dependents": dependents, "heads": heads})
        return labels

    def relate(
        self, states: NDArray[np.float32], roles: NDArray[np.int64]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Probabilities of types and classes of the marked pairs of one window.

        Args:
            states: shape (pieces, hidden).
            roles: shape (pairs, pieces); 1 for the source, 2 for the target, else 0.
        """
        types, classes = self.relation.run(None, {"states": states, "roles": roles})
        return types, classes


def manifest(path: Path = DATA) -> dict[str, Any]:
    """Version and recorded hashes of the model's files."""
    try:
        out: dict[str, Any] = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
    except OSError as e:
        raise ModelError(
            "the language model is missing",
            where=str(path),
            why=str(e),
            remedy="install the package again; its weights are part of it",
        ) from e
    return out


def verify(path: Path = DATA) -> dict[str, bool]:
    """Whether each file of the model has the hash recorded for it."""
    return {
        name: (path / name).exists() and _sha256(path / name) == digest
        for name, digest in sorted(manifest(path)["sha256"].items())
    }


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@lru_cache(maxsize=2)
def load_weights(path: Path = DATA) -> Weights:
    """The model in a folder; one thread a session, so that the same words give the same bytes."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime as ort
    from tokenizers import Tokenizer

    recorded = manifest(path)
    version = recorded["version"]
    missing = [name for name in sorted(recorded["sha256"]) if not (path / name).exists()]
    if missing:
        raise ModelError(
            f"files of the language model are missing: {', '.join(missing)}",
            where=str(path),
            remedy="install the package again; its weights are part of it",
        )
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Windows differ in size: an arena sized for the largest of each would grow without end.
    options.enable_cpu_mem_arena = False

    def session(name: str) -> Any:
        return ort.InferenceSession(str(path / name), options, providers=["CPUExecutionProvider"])

    tokenizer = Tokenizer.from_file(str(path / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    reader = session("reader.onnx")
    given = {output.name for output in reader.get_outputs()}
    return Weights(
        reader=reader,
        deprel=session("deprel.onnx"),
        relation=session("relation.onnx"),
        tokenizer=tokenizer,
        labels=json.loads((path / "labels.json").read_text(encoding="utf-8")),
        version=version,
        scores=(*_TREES, *_ACTS) if given.issuperset(_ACTS) else _TREES,
    )
