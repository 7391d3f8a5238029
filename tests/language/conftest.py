from __future__ import annotations

import pytest
from spacy.language import Language

from tracktwo.language import load


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load(threads=1)


@pytest.fixture(scope="session")
def two_threads() -> Language:
    return load(threads=2)
