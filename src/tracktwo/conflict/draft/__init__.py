"""From a ledger to a draft conflict: every line with its evidence, or marked as assumed.

:func:`draft` gives a :class:`Draft`, whose ``text`` is a ``conflict.toml`` for a person to correct.
"""

from __future__ import annotations

from tracktwo.conflict.draft.make import Draft, draft

__all__ = ["Draft", "draft"]
