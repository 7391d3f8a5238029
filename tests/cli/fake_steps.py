"""A stand-in for language, actors and coding: one event for each line with *struck* in it."""

from __future__ import annotations

import os
import signal
import time

from tracktwo.errors import TracktwoError
from tracktwo.intake.document import Document
from tracktwo.schema import Citation, Event, Party, Row

NORTH = Party(name="Norland", actor="norland", for_actor="norland")
SOUTH = Party(name="Sudmark", actor="sudmark", for_actor="sudmark")


def code(document: Document) -> list[Row]:
    if "slow" in document.text:
        time.sleep(30)
    if "fault" in document.text:
        raise KeyError("fault")
    if "refused" in document.text:
        raise TracktwoError("is refused", where=document.name)
    if "deadly" in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    rows: list[Row] = []
    start = 0
    for i, line in enumerate(document.text.split("\n")):
        if "struck" in line:
            wrong = 1 if "misquoted" in line else 0
            told = Citation(
                document=document.sha256, start=start + wrong, end=start + len(line), text=line
            )
            at = start + line.index("struck")
            verb = Citation(document=document.sha256, start=at, end=at + 6, text="struck")
            rows.append(
                Event(
                    id=f"e{i}", document=document.sha256, sentence=i, rule="fake", confidence=0.5,
                    citations=[told], codebook="fake", model="fake", actors=[NORTH],
                    recipients=[SOUTH], type="ASSAULT", quad=4, intensity=-9, predicate=verb,
                )
            )  # fmt: skip
        start += len(line) + 1
    return rows


def interrupted(document: Document) -> list[Row]:
    if "stop here" in document.text:
        raise KeyboardInterrupt
    return code(document)
