"""What the outcomes section asks of a draft and of questions, so that any object may give it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tracktwo.conflict.levers import Lever
from tracktwo.conflict.model import Conflict

__all__ = ["AnswerLike", "DraftLike", "QuestionLike"]


class AnswerLike(Protocol):
    """What is asked of an answer."""

    @property
    def words(self) -> str:
        """A clause that begins with *if*."""


class QuestionLike(Protocol):
    """What is asked of a question to the analyst; see ``tracktwo.analysis.questions``."""

    @property
    def text(self) -> str:
        """The question, why it is open, and what would follow, which begins with *; if*."""

    @property
    def change(self) -> tuple[str, ...]:
        """The change to the conflict by the answer that changes most."""

    @property
    def answers(self) -> Sequence[AnswerLike]:
        """The other answers that there could be, the one that changes most first."""

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of ledger rows."""


class DraftLike(Protocol):
    """What is asked of a draft; see ``tracktwo.conflict.draft``."""

    @property
    def conflict(self) -> Conflict | None:
        """The conflict; None when the reports hold none."""

    @property
    def why_not(self) -> str | None:
        """Why there is none."""

    @property
    def text(self) -> str:
        """The conflict file."""

    @property
    def levers(self) -> tuple[Lever, ...]:
        """Named sets of changes."""

    @property
    def context(self) -> tuple[str, ...]:
        """Parties left out, with the reason."""

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What was assumed, in sentences."""

    @property
    def ignored(self) -> tuple[str, ...]:
        """Ids of positions that the model leaves out."""
