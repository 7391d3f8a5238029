"""Types: the frame of the lexicon, weighed against the model's reading of the pair."""

from __future__ import annotations

import pytest
from event_lines import Code

from tracktwo.coding.candidates import find_candidates
from tracktwo.coding.codebook import EVENT_TYPES
from tracktwo.coding.joining import one_act
from tracktwo.coding.typing import type_candidates

# One plain sentence a type.
TYPES = [
    ("Kenya promised aid to Uganda.", "AGREE", None),
    ("Kenya met with Uganda.", "CONSULT", None),
    ("Kenya praised Uganda.", "SUPPORT", None),
    ("Kenya apologised to Uganda.", "CONCEDE", None),
    ("Kenya and Uganda conducted a joint military exercise.", "COOPERATE", None),
    ("Kenya sent aid to Uganda.", "AID", None),
    ("Kenya released six Ugandan prisoners.", "RETREAT", "release"),
    ("Kenya asked Uganda for help.", "REQUEST", None),
    ("Kenya criticised Uganda.", "ACCUSE", "disapprove"),
    ("Kenya rejected the Ugandan proposal.", "REJECT", None),
    ("Kenya threatened to attack Uganda.", "THREATEN", "violence"),
    ("Thousands protested in Nairobi against the war.", "PROTEST", None),
    ("Kenya imposed sanctions on Uganda.", "SANCTION", None),
    ("Kenya sent troops to the border with Uganda.", "MOBILIZE", "troops"),
    ("Kenya arrested six Ugandan journalists.", "COERCE", "arrest"),
    ("Kenya shelled Uganda.", "ASSAULT", "heavy-weapons"),
]


@pytest.mark.parametrize(("text", "type_", "mode"), TYPES)
def test_a_plain_sentence_of_each_type(
    coding: Code, text: str, type_: str, mode: str | None
) -> None:
    event = coding(text).event(type_)
    assert mode is None or event.mode == mode


def test_every_type_has_a_sentence() -> None:
    assert {t for _, t, _ in TYPES} == set(EVENT_TYPES)


def test_confidence_is_a_share_and_the_rule_is_named(coding: Code) -> None:
    for text, *_ in TYPES:
        for e in coding(text).events:
            assert 0 < e.confidence < 1
            assert e.rule in {"lexicon", "lexicon and model", "model"} or e.rule.startswith(
                "voiced"
            )


def test_what_the_model_confirms_is_surer_than_what_it_does_not(coding: Code) -> None:
    seen = [e for text, *_ in TYPES for e in coding(text).events]
    both = [e.confidence for e in seen if e.rule == "lexicon and model"]
    assert both and min(both) >= 0.7


def test_a_candidate_without_a_pair_is_typed_by_the_lexicon_alone(coding: Code) -> None:
    r = coding("Uganda was attacked.").reading
    (typed,) = type_candidates(r, one_act(find_candidates(r.index, r.lexicon)))
    assert typed is not None and (typed.type, typed.rule) == ("ASSAULT", "lexicon")


def test_nothing_to_type_is_typed_as_nothing(coding: Code) -> None:
    assert type_candidates(coding("It rained.").reading, []) == []
