"""An e-mail as a report: its text part, with subject, sender and day from its headers."""

from __future__ import annotations

from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr

from tracktwo.errors import EmptyDocument, UnreadableFile
from tracktwo.intake.metadata import Metadata

__all__ = ["read_mail"]


def read_mail(data: bytes, *, where: str) -> tuple[str, bool, Metadata]:
    """The words of a message, whether they are HTML, and what its headers say.

    The sender is the author; no publisher is taken from an address. Attachments are not read, and
    a warning names them.

    Raises:
        EmptyDocument: there is no text part.
        UnreadableFile: the message is damaged.
    """
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        assert isinstance(message, EmailMessage)
        body = message.get_body(preferencelist=("plain", "html"))
        if body is None:
            raise EmptyDocument(
                "is an e-mail without a text part",
                where=where,
                remedy="save its attachment, and give that",
            )
        text = str(body.get_content())
        attached = [part.get_filename() or "unnamed" for part in message.iter_attachments()]
        sender = parseaddr(str(message.get("from", "")))[0]
        subject = str(message.get("subject", "")).strip()
        sent = message.get("date")
        day = getattr(sent, "datetime", None)
    except (MessageError, LookupError, UnicodeError, ValueError, KeyError) as error:
        raise UnreadableFile(
            "is a damaged e-mail",
            where=where,
            why=f"{type(error).__name__}: {error}",
            remedy="open it in a mail program and save its text",
        ) from error
    warnings = (
        (f"attachments are not read ({', '.join(sorted(attached))}); give them as files",)
        if attached
        else ()
    )
    found = Metadata(
        title=subject or None,
        author=sender or None,
        published=day.date() if day is not None else None,
        warnings=warnings,
    )
    return text, body.get_content_type() == "text/html", found
