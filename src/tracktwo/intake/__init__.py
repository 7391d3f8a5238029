"""Intake: from files, folders and standard input to documents with a fixed text.

Whatever is changed (line ends, markup, menus, broken lines) is changed before the text of a
``Document`` is fixed, so that every offset in the ledger refers to the text that is kept. This room
knows nothing of language beyond telling whether a text is English, and it opens no socket.
"""

from __future__ import annotations

from tracktwo.intake.document import Document
from tracktwo.intake.limits import Limits
from tracktwo.intake.reader import Failure, read_document, read_documents

__all__ = ["Document", "Failure", "Limits", "read_document", "read_documents"]
