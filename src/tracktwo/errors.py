"""Named errors: each says what is wrong, where, why, and what to do about it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

__all__ = [
    "BrokenRecord",
    "CitationError",
    "ConflictError",
    "ConflictTooLarge",
    "EmptyDocument",
    "Encrypted",
    "InputWarning",
    "LedgerError",
    "LexiconError",
    "MissingFile",
    "ModelError",
    "NeedsOptions",
    "NeedsTwoDecisionMakers",
    "NoArticle",
    "NoFeasibleState",
    "NoStatusQuo",
    "NoTextLayer",
    "NotEnglish",
    "NotText",
    "OwnedTwice",
    "PreferenceCycle",
    "RegistryError",
    "StateListedTwice",
    "StateNotListed",
    "StatementError",
    "TooLarge",
    "TracktwoError",
    "UnknownChoice",
    "UnknownName",
    "UnreadableFile",
    "did_you_mean",
]


class TracktwoError(Exception):
    """Base of all errors that Tracktwo raises on purpose.

    Args:
        what: what is wrong, in one clause.
        where: the file and key path, or document and offset, where it is wrong.
        why: the cause, if it is known.
        remedy: what the user can do about it.
    """

    exit_code: int = 1

    def __init__(
        self,
        what: str,
        *,
        where: str | None = None,
        why: str | None = None,
        remedy: str | None = None,
    ) -> None:
        self.what, self.where, self.why, self.remedy = what, where, why, remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        parts = [f"{self.where}: {self.what}" if self.where else self.what]
        if self.why:
            parts.append(self.why)
        if self.remedy:
            parts.append(self.remedy)
        return "; ".join(parts)


class UnreadableFile(TracktwoError):
    """A file is missing, or its kind, permissions or encoding keep it from being read."""

    exit_code = 3


class NotText(UnreadableFile):
    """A file holds no text: a binary, an image, an archive."""


class EmptyDocument(UnreadableFile):
    """A file holds no words once markup and menus are taken away."""


class TooLarge(UnreadableFile):
    """A file is larger than the limit on one document."""


class MissingFile(UnreadableFile):
    """A path that the user named does not exist."""


class NoArticle(EmptyDocument):
    """A web page holds menus, links and notices, but no running text."""


class NoTextLayer(EmptyDocument):
    """A PDF holds pictures of pages (a scan) and no text."""


class Encrypted(UnreadableFile):
    """A PDF opens only with a password."""


class BrokenRecord(UnreadableFile):
    """A line of JSON Lines is no record with a text."""


class NotEnglish(UnreadableFile):
    """A text is clearly in another language; only English is read."""


class RegistryError(TracktwoError):
    """A user's actor registry cannot be used as it stands."""

    exit_code = 4


class LedgerError(TracktwoError):
    """Rows or a file of rows cannot be taken into a ledger, or a ledger cannot be written there."""

    exit_code = 6


class CitationError(LedgerError):
    """A row cites words that do not stand where it says."""


class LexiconError(TracktwoError):
    """A table of the predicate lexicon cannot be used as it stands."""

    exit_code = 4


class ModelError(TracktwoError):
    """The language model's files are missing or are not the ones that the package recorded."""

    exit_code = 5


class UnknownChoice(TracktwoError):
    """A name was given that is not among the valid choices."""

    exit_code = 2


class ConflictError(TracktwoError):
    """A conflict, or the file that it stands in, cannot be used as it stands."""

    exit_code = 7


class StatementError(ConflictError):
    """A statement about options cannot be read; the message points at the character."""


class UnknownName(ConflictError):
    """An option, level, decision maker or state is named that the conflict does not have."""


class OwnedTwice(ConflictError):
    """An option is listed by two decision makers."""


class PreferenceCycle(ConflictError):
    """Pairwise preferences lead in a circle, so that no order agrees with them."""


class StateListedTwice(ConflictError):
    """A ranking, or a list of payoffs, names a state more than once."""


class StateNotListed(ConflictError):
    """A ranking, or a list of payoffs, leaves out a feasible state."""


class NeedsOptions(ConflictError):
    """A concept that combines options is asked of a conflict that lists its states and moves."""


class NeedsTwoDecisionMakers(ConflictError):
    """A concept for two decision makers is asked of a conflict that has another number of them."""


class NoStatusQuo(ConflictError):
    """Paths are asked for, and neither the conflict nor the question says from which state."""


class NoFeasibleState(ConflictError):
    """The rules about what is infeasible leave no state at all."""


class ConflictTooLarge(ConflictError):
    """A conflict has more states than can be worked with the memory or method at hand."""


class InputWarning(UserWarning):
    """Something about an input that the user should know and that does not stop the run."""


def did_you_mean(word: str, choices: Iterable[str]) -> str | None:
    """The choice closest to a mistyped word, or None when none is near."""
    near = difflib.get_close_matches(word, list(choices), n=1, cutoff=0.6)
    return near[0] if near else None
