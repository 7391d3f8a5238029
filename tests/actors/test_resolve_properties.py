"""What holds for every text: spans, order, names only renamed, registries that only add."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest
from actor_sentences import doc
from hypothesis import given, settings
from hypothesis import strategies as st
from small_builder import small_builder
from spacy.tokens import Doc
from spacy.vocab import Vocab

from tracktwo.actors import Registry, find_mentions
from tracktwo.actors.userfile import read_user_file

ON = date(2019, 5, 1)
LABELS = [
    "nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "nmod:desc",
    "appos", "compound", "flat", "amod", "conj", "cc", "case", "det", "acl:relcl", "acl", "xcomp",
    "ccomp", "advcl", "punct", "mark", "expl", "cop", "parataxis",
]  # fmt: skip
WORDS = [
    ("Velmora", "NNP"), ("Tarsia", "NNP"), ("Velmoran", "JJ"), ("Korin", "NNP"), ("Sarn", "NNP"),
    ("Ada", "NNP"), ("Sarr", "NNP"), ("Dorn", "NNP"), ("Vesk", "NNP"), ("Meren", "NNP"),
    ("Red", "NNP"), ("Banner", "NNP"), ("Qualo", "NNP"), ("president", "NN"), ("officials", "NNS"),
    ("forces", "NNS"), ("government", "NN"), ("group", "NN"), ("leaders", "NNS"), ("the", "DT"),
    ("a", "DT"), ("both", "DT"), ("he", "PRP"), ("her", "PRP$"), ("it", "PRP"), ("they", "PRP"),
    ("who", "WP"), ("we", "PRP"), ("countries", "NNS"), ("in", "IN"), ("of", "IN"), ("to", "IN"),
    ("and", "CC"), ("said", "VBD"), ("warned", "VBD"), ("shelled", "VBD"), ("_,", ","),
    ("_'s", "POS"), ("“", "``"), ("”", "''"), ("former", "JJ"), ("rain", "NN"), ("Mr", "NNP"),
]  # fmt: skip


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Any words in any tree: a parser may err in any way, and nothing may break."""
    chosen = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
    order = list(range(len(chosen)))
    random.Random(draw(st.integers(0, 10**6))).shuffle(order)
    heads = {order[0]: -1}
    for at, word in enumerate(order[1:], 1):
        heads[word] = order[draw(st.integers(0, at - 1))]
    items = []
    for i, (text, tag) in enumerate(chosen):
        label = "root" if heads[i] < 0 else f"{draw(st.sampled_from(LABELS))}>{heads[i] + 1}"
        items.append(f"{text}/{tag}/{label}")
    return " ".join(items)


def small_registry() -> Registry:
    builder = small_builder()
    return Registry(builder.actors, builder.forms, builder.roles.values())


SMALL = small_registry()


@settings(max_examples=200, deadline=None)
@given(st.lists(sentences(), min_size=1, max_size=4), st.booleans())
def test_mentions_are_in_order_and_inside_their_sentences(texts: list[str], dated: bool) -> None:
    made = doc(*texts)
    mentions = find_mentions(made, SMALL, on=ON if dated else None)
    starts = [sent.start for sent in made.sents] + [len(made)]
    assert mentions == sorted(mentions, key=lambda m: (m.start, -m.end, m.head))
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(made)
        assert mention.start <= mention.head < mention.end
        assert sum(start <= mention.start for start in starts) == sum(
            start <= mention.end - 1 for start in starts
        )
        assert mention.party.name
        assert mention.party.actor is None or mention.party.actor in SMALL
        for at in (mention.antecedent, *mention.parts):
            assert at is None or (0 <= at < len(mentions) and mentions[at] is not mention)


@settings(max_examples=100, deadline=None)
@given(st.lists(sentences(), min_size=1, max_size=3))
def test_same_text_same_mentions(texts: list[str]) -> None:
    assert find_mentions(doc(*texts), SMALL, on=ON) == find_mentions(doc(*texts), SMALL, on=ON)


NAMES = st.text(alphabet="bdfglmnprstvz", min_size=2, max_size=5).map(
    lambda text: "Qu" + "a".join(text) + "o"
)
FRAME = (
    "{x}/NNP/nsubj>2 warned/VBD/root Tarsia/NNP/obj>2",
    "It/PRP/nsubj>2 shelled/VBD/root Sarn/NNP/obj>2",
    "The/DT/det>2 president/NN/nsubj>5 of/IN/case>4 {x}/NNP/nmod>2 met/VBD/root Ada/NNP/obj>5 "
    "Sarr/NNP/flat>6",
    "She/PRP/nsubj>2 left/VBD/root {x}/NNP/obj>2",
)


@settings(max_examples=60, deadline=None)
@given(NAMES, NAMES)
def test_renaming_an_unknown_country_changes_nothing_else(one: str, two: str) -> None:
    def shape(name: str) -> list[object]:
        made = doc(*(sentence.format(x=name) for sentence in FRAME))
        return [
            (m.start, m.end, m.head, m.kind, m.acts, m.place, m.antecedent, m.party.actor,
             m.party.for_actor and m.party.for_actor.replace(name, "X"),
             m.party.name.replace(name, "X"), m.party.code, m.party.named)
            for m in find_mentions(made, SMALL, on=ON)
        ]  # fmt: skip

    assert shape(one) == shape(two)


@settings(max_examples=60, deadline=None)
@given(st.lists(sentences(), min_size=1, max_size=3))
def test_a_user_registry_never_takes_mentions_from_unrelated_text(texts: list[str]) -> None:
    made = doc(*texts)
    assert find_mentions(made, WITH_USER, on=ON) == find_mentions(made, SMALL, on=ON)


def user_registry() -> Registry:
    builder = small_builder()
    read_user_file(Path(__file__).parent / "small" / "user.toml", builder)
    return Registry(builder.actors, builder.forms, builder.roles.values())


WITH_USER = user_registry()


def test_a_user_registry_names_what_was_unknown() -> None:
    made = doc("Qualis/NNP/nsubj>2 warned/VBD/root Tarsia/NNP/obj>2")
    assert find_mentions(made, SMALL)[0].party.actor is None
    assert find_mentions(made, WITH_USER)[0].party.actor == "qualis"


def test_every_mention_is_cited_exactly() -> None:
    made = doc(FRAME[0].format(x="Qualo"), FRAME[2].format(x="Qualo"))
    for mention in find_mentions(made, SMALL, on=ON):
        citation = mention.cited(made, "0" * 64).mention
        assert citation is not None
        assert made.text[citation.start : citation.end] == citation.text
        assert citation.text == made[mention.start : mention.end].text


def test_a_text_that_is_not_parsed_is_refused() -> None:
    with pytest.raises(ValueError, match="not parsed"):
        find_mentions(Doc(Vocab(), words=["Velmora", "left"]), SMALL)
    assert find_mentions(Doc(Vocab(), words=[]), SMALL) == []


def test_cost_grows_with_the_text_and_not_faster() -> None:
    """Work is counted in look-ups of mentions, not in time."""
    counts = []
    for times in (1, 2, 4):
        made = doc(*(sentence.format(x="Qualo") for sentence in FRAME * (10 * times)))
        counts.append(len(find_mentions(made, SMALL, on=ON)))
    assert counts[1] == 2 * counts[0]
    assert counts[2] == 4 * counts[0]
