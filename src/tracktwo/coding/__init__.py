"""From a read report to coded rows: events, quotes, positions, proposals and utterances."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc

from tracktwo.actors import Registry, find_mentions
from tracktwo.coding.arguments import MentionIndex
from tracktwo.coding.attribution import Attribution, find_attributions
from tracktwo.coding.authors import author_of
from tracktwo.coding.context import Reading
from tracktwo.coding.events import code_events
from tracktwo.coding.lexicon import load_lexicon
from tracktwo.coding.mend import mend
from tracktwo.coding.positions import code_positions
from tracktwo.coding.proposals import code_proposals
from tracktwo.coding.quotes import code_quotes
from tracktwo.coding.rules import explain_rule
from tracktwo.coding.utterances import code_utterances
from tracktwo.intake.document import Document
from tracktwo.language import model_version
from tracktwo.schema import Row

__all__ = ["attributions", "code", "explain_rule", "read_document"]


def read_document(
    doc: Doc, document: Document, registry: Registry, *, on: date | None = None
) -> Reading:
    """What the rules need of a document: its mentions and attributions.

    Attachments of ``doc`` that its own words rule out are set right (:mod:`tracktwo.coding.mend`).
    """
    mend(doc)
    on = on or document.published
    index = MentionIndex(doc, find_mentions(doc, registry, on=on))
    lexicon = load_lexicon()
    names = {
        m.party.for_actor: actor.name
        for m in index.mentions
        if m.party.for_actor and (actor := registry.get(m.party.for_actor)) is not None
    }
    return Reading(
        doc,
        document.sha256,
        index,
        find_attributions(doc, index, lexicon),
        lexicon,
        on,
        model_version(),
        names,
        author=author_of(doc, index.mentions, registry, document.publisher),
    )


def code(doc: Doc, document: Document, registry: Registry, *, on: date | None = None) -> list[Row]:
    """All rows of one document, in the order of the text.

    Args:
        doc: the document's text, read by :func:`tracktwo.language.load`.
        document: what is known about it.
        registry: the actors.
        on: date of the report, where the document does not give one or it is to be overruled.
    """
    r = read_document(doc, document, registry, on=on)
    events = code_events(r)
    positions = code_positions(r, events)
    proposals = code_proposals(r, events)
    utterances = code_utterances(r, events, positions, proposals)
    rows: list[Row] = [c.event for c in events]
    rows += [*code_quotes(r), *positions, *proposals, *utterances]
    return sorted(rows, key=lambda row: (row.sentence, row.citations[0].start))


def attributions(
    doc: Doc, document: Document, registry: Registry, *, on: date | None = None
) -> tuple[Attribution, ...]:
    """Everything that a document tells on somebody's word."""
    return read_document(doc, document, registry, on=on).attributions.found
