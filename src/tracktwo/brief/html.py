"""The brief as one self-contained page: no script, nothing remote, good in print."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from tracktwo.brief.build import build
from tracktwo.brief.names import LedgerLike
from tracktwo.brief.svg import conduct_svg
from tracktwo.brief.ties import ties_svg
from tracktwo.brief.view import View
from tracktwo.brief.words import printable
from tracktwo.intake.document import Document

if TYPE_CHECKING:
    from tracktwo.brief.outcomes import Worked

__all__ = ["page", "render_html"]

WIDE, NARROW = 660, 330


def _safe(value: object) -> object:
    """Every value on its way into the page: escaped, and free of characters no page may hold."""
    if isinstance(value, Markup) or value is None:
        return value
    return Markup(str(escape(printable(str(value)))).replace("\r", "&#13;"))


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tracktwo.brief", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_safe,
    )
    environment.globals["conduct_svg"] = conduct_svg
    environment.globals["ties_svg"] = ties_svg
    environment.globals.update(WIDE=WIDE, NARROW=NARROW)
    return environment


def _style(view: View) -> str:
    """The style sheet with the running footer of this edition."""
    folder = resources.files("tracktwo.brief").joinpath("templates")
    sheet = folder.joinpath("brief.css").read_text("utf-8")
    if view.outcomes is not None:
        sheet += folder.joinpath("outcomes.css").read_text("utf-8")
    edition, day = view.strip.edition[:12], view.strip.as_of
    footer = f"Edition {edition} · {day} · machine-coded, 0 % reviewed by a person"
    return sheet.replace("EDITION-LINE", footer)


def page(view: View) -> str:
    """A view as a page."""
    style = _style(view)
    more: dict[str, object] = {}
    if view.outcomes is not None:
        from tracktwo.brief.outcomes.picture import picture_of, share_svg

        more["picture"], rules = picture_of(view.outcomes)
        more["share_svg"] = share_svg
        style += rules
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    longest = max(
        (max(sum(p.conduct.told[:2]), sum(p.conduct.told[2:])) for p in view.parties), default=0
    )
    template = _environment().get_template("brief.html.j2")
    return template.render(
        view=view, style=Markup(style), digest=Markup(digest), longest=longest, **more
    )


def render_html(
    ledger: LedgerLike,
    documents: Sequence[Document],
    *,
    question: str | None = None,
    as_of: date | None = None,
    names: Mapping[str, str] | None = None,
    sentences: Mapping[str, int] | None = None,
    limit: int = 40,
    outcomes: Worked | None = None,
) -> str:
    """The brief as one self-contained HTML page.

    The page runs no script and asks for nothing remote; its content security policy allows only
    its own style sheet, by hash. The same rows and documents give the same page, byte for byte.

    Args:
        ledger: the rows.
        documents: the reports that they come from, in the order in which to number them.
        question: what the reader wants to know, shown as the title.
        as_of: the day for which the brief holds; else the latest day of publication.
        names: registry id to display name; else from ``tracktwo.actors``.
        sentences: number of sentences of each document, by its hash, where known.
        limit: the most lines that one section shows; the endnotes always hold every row.
        outcomes: the conflict that the reports tell of, worked; see ``tracktwo.brief.outcomes``.
    """
    return page(
        build(
            ledger,
            documents,
            question=question,
            as_of=as_of,
            names=names,
            sentences=sentences,
            limit=limit,
            outcomes=outcomes,
        )
    )
