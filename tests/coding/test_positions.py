"""Positions: properties of every row, then the rules one by one with sentences of our own."""

from __future__ import annotations

import pytest
from coded_rows import positions, short
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracktwo.coding.positions import code_positions
from tracktwo.coding.stances import load_stances, read_stances
from tracktwo.errors import LexiconError
from tracktwo.schema import Position

NEUTRAL = "The weather was mild in the valley."
STATES = ["Kenya", "Peru", "Norway", "Poland", "Oman", "Ghana", "Chile", "Egypt", "Mongolia"]
TEMPLATES = [
    "{a} demands a ceasefire.",
    "{a} called on {b} to release all prisoners.",
    "{a} rejected the ceasefire plan.",
    "{a} is ready for talks with {b}.",
    "{a} wants {b} to lift the blockade.",
    "{a} did not rule out new sanctions.",
]
slow = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def told(p: Position) -> tuple[str, str, str, str]:
    return short(p.party), p.stance, p.issue, p.content.text


def shape(text: str, names: list[str]) -> list[tuple[object, ...]]:
    """The rows with names replaced by their place in the sentence."""

    def plain(words: str) -> str:
        for k, name in enumerate(names):
            words = words.replace(name, f"<{k}>")
        return words

    return [
        (
            plain(short(p.party)),
            p.stance,
            p.issue,
            plain(p.content.text),
            [plain(short(t)) for t in p.toward],
            p.modality,
            p.rule,
            [link.kind for link in p.attribution],
        )
        for p in positions(text)
    ]


@slow
@given(
    st.sampled_from(TEMPLATES),
    st.lists(st.sampled_from(STATES), min_size=4, max_size=4, unique=True),
)
def test_renaming_the_parties_changes_names_alone(template: str, names: list[str]) -> None:
    a, b, c, d = names
    first = shape(template.format(a=a, b=b), [a, b])
    assert first
    assert first == shape(template.format(a=c, b=d), [c, d])


@slow
@given(st.lists(st.sampled_from(TEMPLATES), min_size=1, max_size=4))
def test_citations_are_the_text_and_hold_the_content(templates: list[str]) -> None:
    text = " ".join(t.format(a="Kenya", b="Peru") for t in templates)
    for p in positions(text):
        for c in [*p.citations, p.content, *([p.party.mention] if p.party.mention else [])]:
            assert text[c.start : c.end] == c.text
        assert p.citations[0].start <= p.content.start
        assert p.content.end <= p.citations[0].end


@slow
@given(st.sampled_from(TEMPLATES), st.booleans())
def test_a_neutral_sentence_changes_no_position(template: str, before: bool) -> None:
    text = template.format(a="Kenya", b="Peru")
    alone = [told(p) for p in positions(text)]
    both = f"{NEUTRAL} {text}" if before else f"{text} {NEUTRAL}"
    assert [told(p) for p in positions(both)] == alone


def one(text: str) -> Position:
    found = positions(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        # a stance verb
        ("Kenya demands a ceasefire.", ("Kenya", "demands", "ceasefire", "a ceasefire")),
        (
            "Norway called for an immediate ceasefire.",
            ("Norway", "demands", "ceasefire", "an immediate ceasefire"),
        ),
        (
            "Serbia will never accept the independence of Kosovo.",
            ("Serbia", "rejects", "recognition", "the independence of Kosovo"),
        ),
        (
            "France did not rule out sending troops to Chad.",
            ("France", "leaves open", "military aid", "sending troops to Chad"),
        ),
        ("Niger favoured talks.", ("Niger", "prefers", "talks", "talks")),
        ("Lebanon wants the war to end.", ("Lebanon", "prefers", "ceasefire", "the war to end")),
        (
            "The African Union backed the ceasefire plan.",
            ("African Union", "accepts", "ceasefire", "the ceasefire plan"),
        ),
        (
            "North Korea pledged to send troops to Russia.",
            ("North Korea", "offers", "military aid", "send troops to Russia"),
        ),
        (
            "Germany is opposed to new sanctions on Iran.",
            ("Germany", "rejects", "sanctions", "new sanctions on Iran"),
        ),
        (
            "Saudi Arabia hopes for a peaceful settlement of the dispute.",
            ("Saudi Arabia", "prefers", "talks", "a peaceful settlement of the dispute"),
        ),
        # a stance noun
        (
            "Kenya reiterated its support for the two-state solution.",
            ("Kenya", "accepts", "territory", "the two-state solution"),
        ),
        (
            "Ghana voiced its opposition to the arms embargo.",
            ("Ghana", "rejects", "sanctions", "the arms embargo"),
        ),
        # a stance adjective
        (
            "Turkey remains open to talks with Syria.",
            ("Turkey", "leaves open", "talks", "talks with Syria"),
        ),
        (
            "Oman is ready for talks with Yemen.",
            ("Oman", "offers", "talks", "talks with Yemen"),
        ),
        # a judgement
        ("Syria is against foreign troops.", ("Syria", "rejects", "other", "foreign troops")),
        (
            "Spain is in favour of sanctions on Belarus.",
            ("Spain", "prefers", "sanctions", "sanctions on Belarus"),
        ),
        (
            "Hungary left open whether it would veto the accession of Ukraine.",
            (
                "Hungary",
                "leaves open",
                "alliance membership",
                "it would veto the accession of Ukraine",
            ),
        ),
        ("Egypt sees the deal as essential.", ("Egypt", "prefers", "other", "the deal")),
        (
            "The withdrawal is a red line for Kyiv.",
            ("Ukraine", "rejects", "territory", "The withdrawal"),
        ),
        (
            "Recognition is not negotiable, Moscow said.",
            ("Russia", "demands", "recognition", "Recognition"),
        ),
        (
            "Zelenskyy believes that a clear plan is necessary to ensure Ukraine's security.",
            (
                "Volodymyr Zelenskyy",
                "prefers",
                "security guarantees",
                "a clear plan is necessary to ensure Ukraine's security",
            ),
        ),
    ],
)
def test_one_stand(text: str, want: tuple[str, str, str, str]) -> None:
    assert told(one(text)) == want


@pytest.mark.parametrize(
    ("text", "want", "toward"),
    [
        (
            "The Kenyan government wants Russia to remain neutral and to forego NATO integration.",
            [
                ("demands", "neutrality", "remain neutral"),
                ("demands", "alliance membership", "forego NATO integration"),
            ],
            "Russia",
        ),
        (
            "Armenia demanded a ceasefire and the release of all prisoners.",
            [
                ("demands", "ceasefire", "a ceasefire"),
                ("demands", "prisoners", "the release of all prisoners"),
            ],
            "",
        ),
        (
            "China called on Japan to apologise and to stop the discharge of water.",
            [
                ("demands", "other", "apologise"),
                ("demands", "water and energy", "stop the discharge of water"),
            ],
            "Japan",
        ),
    ],
)
def test_joined_points_are_a_row_each(
    text: str, want: list[tuple[str, str, str]], toward: str
) -> None:
    found = positions(text)
    assert [(p.stance, p.issue, p.content.text) for p in found] == want
    assert all([short(t) for t in p.toward] == ([toward] if toward else []) for p in found)


def test_a_hint_at_somebodys_intentions_keeps_whose_word_it_is() -> None:
    p = one("Putin hinted at Moscow's intentions to maintain control over the annexed territories.")
    assert (short(p.party), p.stance, p.issue) == ("Russia", "prefers", "territory")
    assert [link.kind for link in p.attribution] == ["hints"]
    assert short(p.attribution[0].source) == "Vladimir Putin"


def test_what_another_says_of_a_party_hangs_on_that_one() -> None:
    p = one("Zelenskyy said Russia wants to keep the occupied territories.")
    assert short(p.party) == "Russia"
    assert [short(link.source) for link in p.attribution] == ["Volodymyr Zelenskyy"]


def test_whoever_voices_the_own_sides_demand_is_the_party() -> None:
    found = positions(
        "Putin reiterated Russia's demands for Ukraine to remain neutral, Russian media said."
    )
    assert {short(p.party) for p in found} <= {"Vladimir Putin"}


def test_whoever_voices_anothers_demand_stands_in_the_chain() -> None:
    p = one("Blinken reiterated Ukraine's demand for air defence systems.")
    assert short(p.party) == "Ukraine"
    assert [short(link.source) for link in p.attribution] == ["Antony Blinken"]


@pytest.mark.parametrize(
    "text",
    [
        "There are fears that Russia wants more territory.",
        "Russia denied that it wants to annex Georgia.",
        "Egypt dropped its demand for compensation.",
        "Despite calls for a ceasefire, fighting went on.",
        "Analysts believe a ceasefire is essential.",
        "Poland rejected the allegations.",
        "Oman accepted responsibility for the delay.",
        "Ecuador must accept the deal.",
        "The delegation met in the capital.",
        "Peru urged its citizens to leave Chile.",
    ],
)
def test_no_stand(text: str) -> None:
    assert positions(text) == []


def test_own_words_must_demands_of_the_one_addressed() -> None:
    p = one("Iran must comply, the French minister said.")
    assert (p.party.for_actor, p.stance, p.content.text) == ("fra", "demands", "comply")
    assert [short(t) for t in p.toward] == ["Iran"]


def test_own_words_should_is_told_as_preferred_only() -> None:
    p = one("Lavrov told reporters in Geneva that Ukraine should recognise Crimea as Russian.")
    assert (p.stance, p.content.text) == ("prefers", "recognise Crimea as Russian")


def test_a_refusal_until_something_is_done_demands_it() -> None:
    found = positions("Iran said it would not negotiate until sanctions were lifted.")
    assert {(p.stance, p.issue) for p in found} == {("rejects", "talks"), ("demands", "sanctions")}
    refusal = next(p for p in found if p.stance == "rejects")
    assert refusal.condition is not None
    assert refusal.condition.span.text == "until sanctions were lifted"


def test_until_a_and_b_demands_both() -> None:
    found = positions(
        "Iran said it would not negotiate until sanctions were lifted and its assets were released."
    )
    assert [p.content.text for p in found if p.stance == "demands"] == [
        "sanctions were lifted",
        "its assets were released",
    ]


def test_what_is_wanted_in_exchange_is_a_demand_and_the_offer_hangs_on_it() -> None:
    found = positions(
        "Iran offered to halt enrichment for ten years in exchange for the lifting of sanctions."
    )
    assert {(p.stance, p.content.text) for p in found} == {
        ("offers", "halt enrichment for ten years"),
        ("demands", "the lifting of sanctions"),
    }
    offer = next(p for p in found if p.stance == "offers")
    assert offer.condition is not None
    assert offer.condition.span.text == "in exchange for the lifting of sanctions"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "Hezbollah said it would hand over its weapons only if Israel left the valley.",
            ("Hezbollah", "Israel", "left the valley"),
        ),
        (
            "Sudan threatened to close the border unless Chad disarmed the militias.",
            ("Sudan", "Chad", "disarmed the militias"),
        ),
    ],
)
def test_a_demand_in_a_condition(text: str, want: tuple[str, str, str]) -> None:
    demands = [p for p in positions(text) if p.stance == "demands"]
    assert [(short(p.party), short(p.toward[0]), p.content.text) for p in demands] == [want]


def test_a_conditional_yes_is_only_conditional() -> None:
    p = one("Belarus would accept a ceasefire if Poland withdrew its troops from the border.")
    assert (p.stance, p.modality) == ("accepts", "conditional")


def test_since_when() -> None:
    p = one("Qatar has demanded since 2017 that Saudi Arabia lift the blockade.")
    assert p.since is not None
    assert p.since.start == "2017-01-01"


@pytest.mark.parametrize(
    "line", ["demand\tVERB\t\tclaims\t-\tobj\t\tany", "demand\tADV\t\tdemands\t-\tobj\t\tany"]
)
def test_a_line_that_cannot_be_used_is_named(line: str) -> None:
    with pytest.raises(LexiconError, match=r"stances\.tsv:1"):
        read_stances(line)


def test_the_table_of_stance_words_is_read_whole() -> None:
    assert len(load_stances()) > 80
    assert code_positions.__doc__
