"""One schema, one store: coded rows of one or many documents, merged, queried and exported.

Everything here is made from the models in :mod:`tracktwo.schema`. :class:`Ledger` is a value;
:func:`write` puts it on disk or a screen, :func:`read_jsonl` and :func:`read_parquet` read it back.
"""

from __future__ import annotations

from tracktwo.ledger.files import FORMATS, read_jsonl, read_parquet, write
from tracktwo.ledger.ids import row_id
from tracktwo.ledger.jsonschema import json_schema
from tracktwo.ledger.source import Source
from tracktwo.ledger.store import Ledger
from tracktwo.ledger.ties import counts_for_ties, sign_of

__all__ = [
    "FORMATS",
    "Ledger",
    "Source",
    "counts_for_ties",
    "json_schema",
    "merge",
    "read_jsonl",
    "read_parquet",
    "row_id",
    "sign_of",
    "write",
]

merge = Ledger.merge
