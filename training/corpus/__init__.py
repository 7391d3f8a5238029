"""Reads, checks and counts the annotated corpus in ``corpus/``; its notation is in GUIDELINES.md."""

from training.corpus.notation import (
    CorpusError,
    EventNote,
    Mention,
    Passage,
    ProposalNote,
    SaidNote,
    Sentence,
    StanceNote,
    read_corpus,
    read_passages,
)

__all__ = [
    "CorpusError",
    "EventNote",
    "Mention",
    "Passage",
    "ProposalNote",
    "SaidNote",
    "Sentence",
    "StanceNote",
    "read_corpus",
    "read_passages",
]
