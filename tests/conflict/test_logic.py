"""The statement language: against an evaluator of its own, where errors point, what binds first."""

from __future__ import annotations

import itertools
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracktwo.conflict.logic import KEYWORDS, Expression, Names, parse
from tracktwo.conflict.wording import quoted, say
from tracktwo.errors import StatementError, UnknownName

LEVELS = [("N", "Y"), ("none", "some", "full force"), ("N", "Y"), ("low", "high")]
IDS = ["aid", "troops", "talk-s", "price"]
NAMES = Names(
    {**{i: n for n, i in enumerate(IDS)}, "us.aid": 0, "Send aid": 0, "if": 2, "Höhe": 3}, LEVELS
)
STATES = list(itertools.product(*(range(len(levels)) for levels in LEVELS)))
TABLE = np.array(STATES)


def holds(expression: Expression) -> list[bool]:
    return np.broadcast_to(expression.holds(lambda o: TABLE[:, o]), len(STATES)).tolist()


# A tree is a nested tuple; `written` makes text of it with brackets around every part, `value` says
# what it means in one state. Neither knows anything of the parser.

atoms = st.one_of(
    st.sampled_from([("const", True), ("const", False)]),
    st.integers(0, 3).flatmap(
        lambda o: st.tuples(
            st.just("atom"),
            st.just(o),
            st.sampled_from(["", "=", "==", "!=", "<", "<=", ">", ">="]),
            st.integers(0, len(LEVELS[o]) - 1),
        )
    ),
)
trees = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.tuples(st.just("not"), inner),
        st.tuples(st.sampled_from(["and", "or", "xor", "implies", "if", "iff"]), inner, inner),
        st.tuples(
            st.sampled_from(["at least", "at most", "exactly"]),
            st.integers(0, 4),
            st.lists(inner, min_size=1, max_size=4).map(tuple),
        ),
    ),
    max_leaves=8,
)


def written(tree: tuple) -> str:
    match tree:
        case ("const", value):
            return "TRUE" if value else "false"
        case ("atom", option, "", _):
            return IDS[option]
        case ("atom", option, relation, level):
            return f"{IDS[option]} {relation} '{LEVELS[option][level]}'"
        case ("not", part):
            return f"NOT ({written(part)})"
        case (("at least" | "at most" | "exactly") as amount, number, parts):
            return f"{amount} {number} of ({', '.join(written(p) for p in parts)})"
        case (word, left, right):
            return f"({written(left)}) {word} ({written(right)})"
    raise AssertionError(tree)


def value(tree: tuple, state: tuple[int, ...]) -> bool:
    match tree:
        case ("const", constant):
            return constant
        case ("atom", option, "", _):
            return state[option] != 0
        case ("atom", option, relation, level):
            at = state[option]
            return {
                "=": at == level,
                "==": at == level,
                "!=": at != level,
                "<": at < level,
                "<=": at <= level,
                ">": at > level,
                ">=": at >= level,
            }[relation]
        case ("not", part):
            return not value(part, state)
        case (("at least" | "at most" | "exactly") as amount, number, parts):
            count = len([p for p in parts if value(p, state)])
            return {
                "at least": count >= number,
                "at most": count <= number,
                "exactly": count == number,
            }[amount]
        case (word, left, right):
            a, b = value(left, state), value(right, state)
            return {
                "and": a and b,
                "or": a or b,
                "xor": a != b,
                "implies": (not a) or b,
                "if": (not b) or a,
                "iff": a == b,
            }[word]
    raise AssertionError(tree)


@settings(max_examples=500, deadline=None)
@given(trees)
def test_it_means_what_a_plain_evaluator_says(tree: tuple) -> None:
    assert holds(parse(written(tree), NAMES, where="t")) == [value(tree, s) for s in STATES]


@settings(max_examples=400, deadline=None)
@given(trees)
def test_what_is_written_back_reads_the_same(tree: tuple) -> None:
    expression = parse(written(tree), NAMES, where="t")
    again = say(expression, IDS, LEVELS)
    assert parse(again, NAMES, where="t") == expression
    assert again.count("(") <= written(tree).count("(")


@settings(max_examples=300, deadline=None)
@given(trees, st.integers(0, 4))
def test_bounds_enclose_whatever_may_come(tree: tuple, known: int) -> None:
    expression = parse(written(tree), NAMES, where="t")

    def level(option: int) -> np.ndarray:
        assert option < known
        return TABLE[:, option]

    surely, possibly = expression.bounds(level, lambda o: o < known)
    surely, possibly = (np.broadcast_to(m, len(STATES)) for m in (surely, possibly))
    truth = np.array([value(tree, s) for s in STATES])
    for start in {s[:known] for s in STATES}:
        same = np.array([s[:known] == start for s in STATES])
        if surely[same].any():
            assert truth[same].all()
        if not possibly[same].all():
            assert not truth[same].any()
    if known == 4:
        assert (surely == possibly).all() and (surely == truth).all()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("aid or price and troops", "aid or (price and troops)"),
        ("aid xor price and troops", "aid xor (price and troops)"),
        ("aid or price xor troops", "aid or (price xor troops)"),
        ("not aid and price", "(not aid) and price"),
        ("not not aid", "not (not aid)"),
        ("aid or price if troops", "troops implies (aid or price)"),
        ("not aid if troops", "troops implies (not aid)"),
        ("aid implies price implies troops", "aid implies (price implies troops)"),
        ("aid if price if troops", "(troops implies price) implies aid"),
        ("aid implies price if troops", "aid implies (troops implies price)"),
        ("aid iff price implies troops", "aid iff (price implies troops)"),
        ("aid iff price iff troops", "(aid iff price) iff troops"),
        ("us.aid", "aid"),
        ('"Send aid"', "aid"),
        ('"if" and aid', "talk-s and aid"),
        ("AID or price", None),
        ("aid>N", "aid"),
        ("Höhe=high", "price = high"),
        ("exactly 1 of(aid,price)", "exactly 1 of (aid, price)"),
        ("troops>='full force'", 'troops = "full force"'),
    ],
)
def test_what_binds_first(text: str, meant: str | None) -> None:
    if meant is None:
        with pytest.raises(UnknownName):
            parse(text, NAMES, where="t")
    else:
        assert holds(parse(text, NAMES, where="t")) == holds(parse(meant, NAMES, where="t"))


@pytest.mark.parametrize(
    ("text", "character", "what"),
    [
        ("", 1, "an option is expected"),
        ("aid and", 8, 'not "the end"'),
        ("aid price", 5, '"price" is not expected'),
        ("aid & price", 5, '"&" is no part'),
        ("(aid or price", 14, '")" is expected'),
        ("aid)", 4, '")" is not expected'),
        ("at aid of (aid)", 4, '"least" or "most"'),
        ("at least x of (aid)", 10, "a number is expected"),
        ("at least 1 of aid", 15, '"(" is expected'),
        ("aid = and = N", 7, 'unknown level "and"'),
        ("aid = )", 7, "a level is expected"),
        ("aid or\n  or price", 10, 'not "or"'),
        ('aid and "Send', 9, "does not end"),
        ("at least 99999999 of (aid)", 10, "a number is expected"),
        ("aid = maybe", 7, 'unknown level "maybe"'),
        ("not ady", 5, 'unknown option "ady"'),
    ],
)
def test_errors_point_at_the_character(text: str, character: int, what: str) -> None:
    with pytest.raises((StatementError, UnknownName), match=re.escape(what)) as caught:
        parse(text, NAMES, where="conflict.toml, here")
    assert f"character {character} of" in str(caught.value)
    assert caught.value.where == "conflict.toml, here"
    lines = str(caught.value).split("\n")
    if isinstance(caught.value, StatementError):
        assert lines[2].index("^") - 2 == character - 1
        assert len(lines[1]) - 2 == len(text)


def test_a_mistyped_name_gets_a_hint() -> None:
    with pytest.raises(UnknownName, match='did you mean "troops"') as caught:
        parse("aid and tropps", NAMES, where="t")
    assert "options: aid, troops, talk-s, price" in str(caught.value)


@pytest.mark.parametrize(
    "text", ["(" * 2000 + "aid" + ")" * 2000, "not " * 2000 + "aid", " iff ".join(["aid"] * 2000)]
)
def test_what_is_too_deep_is_told(text: str) -> None:
    with pytest.raises(StatementError, match="inside each other"):
        parse(text, NAMES, where="t")
    assert holds(parse("(" * 40 + "aid" + ")" * 40, NAMES, where="t"))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from([*sorted(KEYWORDS), *IDS, "(", ")", ",", "=", "Y", "1"]), max_size=9)
)
def test_any_row_of_words_is_read_or_refused(words: list[str]) -> None:
    try:
        parse(" ".join(words), NAMES, where="t")
    except (StatementError, UnknownName) as error:
        assert "character" in str(error)


def test_names_in_quotes_only_where_needed() -> None:
    assert [quoted(n) for n in ("aid", "us.aid", "full force", "If", 'a "b"')] == [
        "aid",
        "us.aid",
        '"full force"',
        '"If"',
        "'a \"b\"'",
    ]
