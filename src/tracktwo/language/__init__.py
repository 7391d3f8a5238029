"""From text to a spaCy Doc with sentences, tags, lemmas, heads, labels and names."""

from __future__ import annotations

from functools import lru_cache

import spacy
from spacy.language import Language

from tracktwo.language.acts import ACTS, ActRead, Acts, CueRead, StandRead
from tracktwo.language.layers import MENTIONS
from tracktwo.language.reader import Reader
from tracktwo.language.relations import PairTypes, type_pairs
from tracktwo.language.weights import DATA, load_weights, manifest, verify

__all__ = [
    "ACTS",
    "DATA",
    "MENTIONS",
    "ActRead",
    "Acts",
    "CueRead",
    "PairTypes",
    "Reader",
    "StandRead",
    "load",
    "load_weights",
    "manifest",
    "model_version",
    "type_pairs",
    "verify",
]

_LONGEST_TEXT = 25_000_000


def _make_reader(nlp: Language, name: str, threads: int) -> Reader:
    return Reader(threads=threads)


Language.factory("tracktwo_reader", default_config={"threads": 2}, func=_make_reader)


@lru_cache(maxsize=4)
def load(*, threads: int = 2) -> Language:
    """A spaCy ``Language`` that reads English.

    Its ``Doc`` has sentences, ``pos_`` (UPOS), ``tag_`` (Penn Treebank), ``morph``, ``lemma_``,
    ``head`` and ``dep_`` (Universal Dependencies 2), names in ``ents``, and in
    ``doc.spans["mentions"]`` also mentions by pronoun and by common noun.

    Args:
        threads: windows read side by side; the result is the same at any number.

    Raises:
        ModelError: the weights are missing from the package.
    """
    nlp = spacy.blank("en")
    nlp.max_length = _LONGEST_TEXT
    nlp.add_pipe("tracktwo_reader", config={"threads": threads})
    return nlp


def model_version() -> str:
    """Version of the language model, derived from its files."""
    version: str = manifest()["version"]
    return version
