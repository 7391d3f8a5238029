"""Which words tell acts: the frames that stand, those that do not, and words for one act joined."""

from __future__ import annotations

import pytest
from event_lines import Code

from tracktwo.coding.candidates import find_candidates
from tracktwo.coding.joining import one_act


def told(coding: Code, text: str) -> list[tuple[str, str]]:
    """Predicates and their types, after words for one act are joined."""
    r = coding(text).reading
    return [(c.token.text, c.frame.type) for c in one_act(find_candidates(r.index, r.lexicon))]


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Kenya attacked Uganda.", [("attacked", "ASSAULT")]),
        # the noun tells the act, the support verb only carries it
        ("Kenya launched an attack on Uganda.", [("attack", "ASSAULT")]),
        ("Kenya held talks with Uganda.", [("held", "CONSULT")]),
        # what a verb absorbs tells no second act
        ("Kenya lifted sanctions on Uganda.", [("lifted", "RETREAT")]),
        ("Kenya cut aid to Uganda.", [("cut", "SANCTION")]),
        ("Kenya stopped shelling Uganda.", [("stopped", "RETREAT")]),
        # means and harm are one act
        ("The strike by Kenya killed six civilians.", [("killed", "ASSAULT")]),
        ("Kenya shelled Uganda, wounding six civilians.", [("shelled", "ASSAULT")]),
        # two acts are two
        ("Kenya attacked Uganda and expelled the ambassador of Peru.",
         [("attacked", "ASSAULT"), ("expelled", "SANCTION")]),
        # a party named after what it does is no act
        ("The attackers fled Uganda.", []),
        # places that only lend their name, agents that are no party, abstract targets
        ("Kenya quoted the Minsk agreements.", []),
        ("The storm killed six people in Kenya.", []),
        ("Kenya attacked poverty.", []),
        ("The team beat Kenya.", []),
    ],
)  # fmt: skip
def test_words_that_tell_acts(coding: Code, text: str, acts: list[tuple[str, str]]) -> None:
    assert told(coding, text) == acts


def test_a_support_verb_is_kept_beside_its_noun(coding: Code) -> None:
    r = coding("Kenya launched an attack on Uganda.").reading
    (c,) = find_candidates(r.index, r.lexicon)
    assert c.light is not None and c.light.text == "launched"
    assert c.actors is not None and c.recipients is not None


def test_candidates_come_in_the_order_of_the_text(coding: Code) -> None:
    r = coding("Kenya attacked Uganda. Peru praised Chile. Oman met Ghana.").reading
    order = [c.token.i for c in one_act(find_candidates(r.index, r.lexicon))]
    assert order == sorted(order) and len(order) == 3
