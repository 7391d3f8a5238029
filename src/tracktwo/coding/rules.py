"""The rules that make rows: each by name, with what it does and an example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tracktwo.errors import UnknownChoice, did_you_mean

__all__ = ["RULES", "RuleNote", "explain_rule", "rules_page"]


@dataclass(frozen=True, slots=True)
class RuleNote:
    """What a rule does.

    Attributes:
        name: as the ``rule`` field of a row has it.
        row: kind of row that it makes.
        gloss: one sentence.
        example: a sentence that it reads, and what it makes of it.
    """

    name: str
    row: str
    gloss: str
    example: str


_NOTES: Final = (
    RuleNote(
        "lexicon",
        "event",
        "An entry of the predicate lexicon holds for a word in its frame and gives the type; the "
        "language model has no say on the pair of parties, or does not share the reading.",
        "“Chad shelled the camp.” gives ASSAULT by Chad.",
    ),
    RuleNote(
        "lexicon and model",
        "event",
        "An entry of the predicate lexicon gives the type, and the language model, asked for the "
        "pair of parties, gives the same.",
        "“Peru thanked Chile.” gives SUPPORT, Peru to Chile.",
    ),
    RuleNote(
        "model",
        "event",
        "The entry that holds says little by itself, and the language model is sure of another "
        "type that the lexicon knows of the same word.",
        "“Ghana turned on Togo.” may give ACCUSE where the bare word would not.",
    ),
    RuleNote(
        "spotted act",
        "event",
        "No entry of the lexicon holds, and a language model with heads for acts is sure that the "
        "word tells one of this type.",
        "“Ghana gave Togo the cold shoulder.” may give REJECT.",
    ),
    RuleNote(
        "voiced accusation",
        "event",
        "A party tells in its own voice that another did violence or used coercion; telling it is "
        "to accuse, and what is told stands as a second event on its word.",
        "“Chad said that Sudan shelled the camp.” gives ACCUSE by Chad beside the ASSAULT.",
    ),
    RuleNote(
        "voiced threat",
        "event",
        "A party says that its own side will, or on a condition would, do harm to another; saying "
        "it is to threaten.",
        "“Sudan said it would close the border if Chad attacked.” gives THREATEN by Sudan.",
    ),
    RuleNote(
        "threat by form",
        "event",
        "A party says that its own side will do something unless another side gives way, or warns "
        "of measures or consequences; whatever they are, saying so is to threaten.",
        "“Sudan said it would recount the votes unless Chad paid.” gives THREATEN by Sudan.",
    ),
    RuleNote(
        "voiced promise",
        "event",
        "A party says that its own side will help, talk or give way; saying it is to promise.",
        "“Norway said it would send tents to Chad.” gives AGREE by Norway.",
    ),
    RuleNote(
        "voiced demand",
        "event",
        "A party says that another must or should do something; saying it is to demand.",
        "“Chad must leave the zone, Sudan said.” gives REQUEST by Sudan.",
    ),
    RuleNote(
        "voiced refusal",
        "event",
        "A party says that its own side will not help, talk or give way; saying it is to refuse.",
        "“Sudan said it would not meet Chad.” gives REJECT by Sudan.",
    ),
    RuleNote(
        "spotted stand",
        "position",
        "No stance word of the table holds, and a language model with heads for stands is sure "
        "that the words tell what a party wants, offers, takes or will not have.",
        "“The islands, Ghana let it be known, are not for sale.” may give rejects.",
    ),
    RuleNote(
        "stance verb",
        "position",
        "A verb of the stance table (demand, accept, refuse, rule out, hope for ...) has a party "
        "as its subject; its content is told apart into points, a row each.",
        "“Kenya demands a ceasefire.” gives Kenya demands, ceasefire.",
    ),
    RuleNote(
        "stance noun",
        "position",
        "A noun of the stance table (demand, readiness, opposition, intention ...) belongs to a "
        "party, or a party voices it.",
        "“Kenya’s opposition to the embargo” gives Kenya rejects, sanctions.",
    ),
    RuleNote(
        "stance adjective",
        "position",
        "A predicate adjective of the stance table (ready, willing, open, opposed ...) is said of "
        "a party.",
        "“Kenya is open to talks.” gives Kenya leaves open, talks.",
    ),
    RuleNote(
        "judgement",
        "position",
        "A party judges a thing essential, unacceptable, not negotiable, a red line or the like, "
        "or says that there can be no such thing.",
        "“Kenya called the offer unacceptable.” gives Kenya rejects, the offer.",
    ),
    RuleNote(
        "own words: must",
        "position",
        "In a party's own words another party, or a thing, must be or do something.",
        "“Chad must leave the zone, Sudan said.” gives Sudan demands of Chad: leave the zone.",
    ),
    RuleNote(
        "own words: should",
        "position",
        "In a party's own words another party, or a thing, should be or do something; it is told "
        "as preferred, not as demanded.",
        "“Chad should open the road, Sudan said.” gives Sudan prefers: open the road.",
    ),
    RuleNote(
        "own words: refusal",
        "position",
        "In a party's own words its own side will not do something.",
        "“Chad said it would not negotiate.” gives Chad rejects, talks.",
    ),
    RuleNote(
        "own words: promise",
        "position",
        "In a party's own words its own side will do something for another.",
        "“Norway said it would send tents to Chad.” gives Norway offers: send tents to Chad.",
    ),
    RuleNote(
        "demand in a condition",
        "position",
        "What a party waits for, or wants in return, is a demand: until, unless, provided, in "
        "exchange for.",
        "“Chad refuses to talk until the camp is opened.” gives Chad demands: the camp is opened.",
    ),
    RuleNote(
        "put forward",
        "proposal",
        "A party proposes, floats, suggests, tables or presents something, or offers it in "
        "exchange.",
        "“Peru proposed a truce of ten days.” gives a proposal by Peru with one term.",
    ),
    RuleNote(
        "terms of a plan",
        "proposal",
        "A plan, proposal, roadmap or unsigned deal involves, includes, calls for or would do "
        "something; each thing is a term.",
        "“The plan includes a truce and an exchange of prisoners.” gives two terms.",
    ),
    RuleNote(
        "under a plan",
        "proposal",
        "Under a plan, parties would do things; each is a term with the party that would do it.",
        "“Under the plan, Peru would free its prisoners.” gives a term for Peru.",
    ),
    RuleNote(
        "claim without terms",
        "proposal",
        "A speaker claims to be able to end a conflict or bring peace and tells no terms.",
        "“Ruiz said that he could end the war in a week.” gives a vague proposal by Ruiz.",
    ),
    RuleNote(
        "vague details",
        "proposal",
        "The text says that a plan is vague, or that its details are unclear or were not given.",
        "“The details of the plan remain unclear.” gives a vague proposal without terms.",
    ),
    RuleNote(
        "quotation",
        "quote",
        "Words in quotation marks go to the speaker of the cue beside them, or of the quotation "
        "that they go on from.",
        "““We are tired,” Ruiz said.” gives the words to Ruiz.",
    ),
    RuleNote(
        "indirect speech",
        "quote",
        "The clause or phrase that a verb, noun or adjective of saying or believing governs, or "
        "that “according to” goes with.",
        "“Ruiz said that the road was open.” gives the clause to Ruiz.",
    ),
    RuleNote(
        "layout quotation",
        "quote",
        "A statement that a speaker's label leads in, to its end.",
        "“SPOKESPERSON: We have seen the reports.” gives the statement to the spokesperson.",
    ),
    RuleNote(
        "utterance",
        "utterance",
        "Words of a named speaker in which no event, position or proposal was found; long "
        "statements sentence by sentence; also an unnamed fear about a party.",
        "“Ruiz said that the valley was quiet.” gives a statement by Ruiz.",
    ),
    RuleNote(
        "feeling",
        "utterance",
        "A party voices concern, hope, sorrow, condolences or the like, or mourns.",
        "“Ruiz expressed concern over the drought.” gives a belief of Ruiz.",
    ),
)

RULES: Final[Mapping[str, RuleNote]] = {note.name: note for note in _NOTES}
"""Every rule by its name."""


def explain_rule(name: str) -> str:
    """What a rule does, with an example.

    Raises:
        UnknownChoice: there is no such rule.
    """
    note = RULES.get(name)
    if note is None:
        near = did_you_mean(name, RULES)
        raise UnknownChoice(
            f'no rule is called "{name}"',
            remedy=f'did you mean "{near}"?' if near else f"rules: {', '.join(RULES)}",
        )
    return f"{note.gloss} Example: {note.example}"


def rules_page() -> str:
    """The reference page of the rules, as ``docs/reference/rules.md`` has it."""
    lines = [
        "# Rules",
        "",
        "Every row names the rule that made it; `tracktwo explain` says what the rule does. This",
        "page is made from the table in `tracktwo.coding.rules`, and a test keeps the two alike.",
    ]
    for kind in dict.fromkeys(note.row for note in _NOTES):
        lines += [
            "",
            f"## Rows of kind {kind}",
            "",
            "| rule | what it does | example |",
            "|---|---|---|",
        ]
        lines += [f"| `{n.name}` | {n.gloss} | {n.example} |" for n in _NOTES if n.row == kind]
    return "\n".join(lines) + "\n"
