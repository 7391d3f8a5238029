"""Writing and changing files: what is read again is what was meant, and all else stays."""

from __future__ import annotations

import itertools
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from conflicts import random_conflict

from tracktwo.conflict import (
    Conflict,
    ListedSpace,
    OptionSpace,
    Payoffs,
    Ranking,
    Rule,
    Statement,
    Statements,
    Weights,
)
from tracktwo.conflict.editing import (
    AddStatement,
    DropStatement,
    MoveStatement,
    SetDirection,
    SetPreference,
    SetValue,
    edit_conflict,
)
from tracktwo.conflict.file import parse_conflict
from tracktwo.conflict.logic import Atom, Count, Implies, Not
from tracktwo.conflict.template import template
from tracktwo.conflict.writing import save, write_conflict
from tracktwo.errors import ConflictError, UnknownName

WORDS = ["plain", 'with "quotes"', "it's so", "back\\slash", "two\nlines", "Ünïcödé = [x] # y", ""]


def assert_same(one: Conflict, other: Conflict, *, rules: bool = True) -> None:
    for field in fields(Conflict):
        if field.name != "space" and (rules or field.name != "rules"):
            assert getattr(one, field.name) == getattr(other, field.name), field.name
    a, b = one.space, other.space
    if isinstance(a, OptionSpace):
        assert (a.levels, a.owner, a.direction) == (b.levels, b.owner, b.direction)
        assert np.array_equal(a.codes, b.codes)
    else:
        assert (a.names, a.reach) == (b.names, b.reach)


def some_text(rng: np.random.Generator) -> str:
    return str(rng.choice(WORDS))


def random_say(rng: np.random.Generator, conflict: Conflict, depth: int = 0) -> str:
    kind = int(rng.integers(0, 7 if depth < 2 else 2))
    option = conflict.options[int(rng.integers(len(conflict.options)))]
    if kind == 0:
        return str(rng.choice([option.id, f'"{option.label}"', f"d{option.owner}.{option.id}"]))
    if kind == 1:
        return f"{option.id} >= {option.levels[int(rng.integers(len(option.levels)))]}"
    parts = [random_say(rng, conflict, depth + 1) for _ in range(2)]
    if kind == 2:
        return f"not ({parts[0]})"
    if kind == 3:
        return f"at most 1 of ({', '.join(parts)})"
    word = str(rng.choice(["and", "or", "xor", "if", "implies", "iff"]))
    return f"({parts[0]}) {word} {parts[1]}"


def random_statement(rng: np.random.Generator, conflict: Conflict, weight: bool) -> Statement:
    text = random_say(rng, conflict)
    more = bool(rng.random() < 0.5)
    return Statement(
        text,
        conflict.statement(text),
        round(float(rng.normal()), 3) if weight else None,
        [None, "stated", "inferred", "analyst", "assumed"][int(rng.integers(5))] if more else None,
        round(float(rng.random()), 2) if more else None,
        ("e1", some_text(rng)) if more else (),
        more and bool(rng.random() < 0.5),
        some_text(rng) if more else None,
    )


def dressed(seed: int) -> Conflict:
    """A random conflict with everything that a file can say."""
    conflict = random_conflict(seed)
    rng = np.random.Generator(np.random.PCG64(seed))
    preferences = []
    for dm in range(conflict.n_dm):
        form = int(rng.integers(0, 4 if conflict.options else 2))
        if form == 0:
            row = conflict.rank[dm]
            tiers = [tuple(np.flatnonzero(row == r).tolist()) for r in range(row.max(), -1, -1)]
            preferences.append(Ranking(tuple(tier[::-1] for tier in tiers)))
        elif form == 1:
            values = [float(v) for v in rng.normal(size=conflict.n_state)]
            preferences.append(Payoffs((*values[:-1], float("inf"))))
        else:
            number = int(rng.integers(0 if form == 2 else 1, 5))
            made = [random_statement(rng, conflict, form == 3) for _ in range(number)]
            preferences.append((Statements if form == 2 else Weights)(tuple(made)))
    names = [f"State {k}" for k in range(conflict.n_state)]
    return replace(
        conflict,
        preferences=tuple(preferences),
        title=some_text(rng) or "x",
        question=some_text(rng),
        note=some_text(rng),
        as_of=date(2026, 1, int(rng.integers(1, 29))),
        state_labels={k: names[k] for k in range(conflict.n_state) if rng.random() < 0.3},
        decision_makers=tuple(replace(d, note=some_text(rng)) for d in conflict.decision_makers),
        options=tuple(
            replace(o, evidence=("e", some_text(rng)), note=some_text(rng))
            for o in conflict.options
        ),
    )


def test_what_is_written_reads_as_the_same() -> None:
    for seed in range(100):
        conflict = dressed(seed)
        text = write_conflict(conflict)
        again = parse_conflict(text, where="again")
        assert_same(conflict, again, rules=False)
        assert write_conflict(again) == text
        assert_same(again, parse_conflict(write_conflict(again), where="twice"))


RULES = [
    '[[infeasible]]\nwhen = "d0.a if b"\nnote = "why"',
    "[[infeasible]]\nwhen = '\"Option A\" and not b'",
    '[[exclusive]]\noptions = ["a", "Option B"]',
    '[[exclusive]]\noptions = ["c", "b", "a"]\nexactly_one = true',
    '[[implication]]\nif = "a"\nthen = "b or c"',
    '[[implication]]\nif = "a iff b"\nthen = "c"\nnote = "x"',
    '[[implication]]\nif = "(a iff b)"\nthen = "c"',
    '[[implication]]\nif = "a implies b"\nthen = "b implies c"',
    "[[implication]]\nif = '\"a implies b\"'\nthen = 'c if b'",
]


def test_rules_are_written_in_their_own_form() -> None:
    head = 'format = 1\ntitle = "x"\n[[decision_maker]]\nid = "d0"\n'
    for name, label in (("a", "Option A"), ("b", "Option B"), ("c", "a implies b")):
        head += f'[[option]]\nid = "{name}"\nowner = "d0"\nlabel = "{label}"\n'
    tail = '\n[[preference]]\nof = "d0"\nstatements = []\n'
    for one, two in itertools.permutations(RULES, 2):
        conflict = parse_conflict(f"{head}{one}\n{two}{tail}", where="x")
        text = write_conflict(conflict)
        assert_same(conflict, parse_conflict(text, where="again"))
        assert [text.count(f"[[{k}]]") for k in ("infeasible", "exclusive", "implication")] == [
            (one + two).count(f"[[{k}]]") for k in ("infeasible", "exclusive", "implication")
        ]


def test_rules_made_by_programs_are_written_by_what_they_mean() -> None:
    head = parse_conflict(template(), where="x")
    a, b = Atom(0), Atom(1)
    rules = (
        Rule("exclusive", "whatever", Count((a, Not((b,))), "<=", 1)),
        Rule("implication", "one of these days", Implies((a, Implies((b, a))))),
        Rule("infeasible", "dam built and no data", Not((Not((a,)),))),
        Rule("group", "no kind of a file", Implies((b, a))),
    )
    for number in range(1, 5):
        used = rules[:number]
        space = OptionSpace.of((2, 2, 2), (0, 0, 1), ("both",) * 3, [r.holds for r in used])
        conflict = replace(head, rules=used, space=space, status_quo=None)
        again = parse_conflict(write_conflict(conflict), where="x")
        assert again.space.codes.tolist() == space.codes.tolist()


def test_rules_that_do_not_give_the_states_are_refused() -> None:
    head = parse_conflict(template(), where="x")
    rule = Rule("infeasible", "build-the-dam", Not((Atom(0),)))
    with pytest.raises(ConflictError, match="do not give its feasible states"):
        write_conflict(replace(head, rules=(rule,)))


def test_saving_is_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "conflict.toml"
    save(path, "one = 1\n")
    path.chmod(0o640)
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    save(link, "two = 'ü'\n")
    assert path.read_text(encoding="utf-8") == "two = 'ü'\n" and link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    with pytest.raises(ConflictError, match="cannot be written"):
        save(tmp_path / "none" / "conflict.toml", "x")

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", broken)
    with pytest.raises(ConflictError, match="No space left"):
        save(path, "three = 3\n")
    assert path.read_text(encoding="utf-8") == "two = 'ü'\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["conflict.toml", "link.toml"]


FILE = """\
# A conflict file with comments everywhere.
format = 1
title = "A dam"   # short
status_quo = "NN N" # today

# The parties

[[decision_maker]]
id = "up" # first
[[decision_maker]]
id = "down"

[[option]]
id = "build"
owner = "up"
note = '''
[[preference]]
of = "nobody"
'''

[[option]]   # a second
id = "share"
direction = "back"   # for now
owner = "up"

[[option]]
id = "sue"
owner = "down"


# Wishes

[[preference]]
of = "up"       # them
statements = [  # most important first
  # above all
  "not sue",    # costly
  "build or share",
  'sue or "build"'
]

# the other side
[[preference]]
of = "down"

# because of the fish
[[preference.statement]]
say = "not build" # "]]" in a comment
basis = "stated"

# a thought between

[[preference.statement]]
say = "share"

[[preference.statement]]
say = "sue if build"
note = "see [[preference.statement]]"
# the end
"""


def removed_and_added(new: str, old: str = FILE) -> tuple[list[str], list[str]]:
    """Lines that went and lines that came, as counted."""
    before, after = old.splitlines(), new.splitlines()
    gone = [line for line in set(before) for _ in range(before.count(line) - after.count(line))]
    come = [line for line in set(after) for _ in range(after.count(line) - before.count(line))]
    return sorted(line for line in gone if line), sorted(line for line in come if line)


@pytest.mark.parametrize(
    ("change", "gone", "come"),
    [
        (SetValue("status_quo", "YN N"), ['status_quo = "NN N" # today'],
         ['status_quo = "YN N" # today']),
        (SetValue("status_quo", None), ['status_quo = "NN N" # today'], []),
        (SetValue("as_of", date(2026, 3, 4)), [], ["as_of = 2026-03-04"]),
        (SetValue("title", 'A "dam"'), ['title = "A dam"   # short'],
         ["title = 'A \"dam\"'   # short"]),
        (SetDirection("share", "both"), ['direction = "back"   # for now'],
         ['direction = "both"   # for now']),
        (SetDirection("build", "forward"), [], ['direction = "forward"']),
        (SetDirection("share", "back"), [], []),
        (DropStatement("down", 2), ["[[preference.statement]]", 'say = "share"'], []),
        (DropStatement("down", 3), ["[[preference.statement]]",
         'note = "see [[preference.statement]]"', 'say = "sue if build"'], []),
        (MoveStatement("down", 3, 1), [], []),
        (AddStatement("down", "build", at=1, unsure=True), [],
         ["[[preference.statement]]", 'say = "build"', "unsure = true"]),
        (SetPreference("down", Ranking((tuple(range(8)),))), None, None),
    ],
)  # fmt: skip
def test_a_change_leaves_all_else(
    change: object, gone: list[str] | None, come: list[str] | None
) -> None:
    new = edit_conflict(FILE, change)
    if gone is None:
        for comment in (
            "# A conflict file",
            "# the other side",
            "# first",
            "# costly",
            "# the end",
        ):
            assert comment in new
        return
    assert removed_and_added(new) == (sorted(gone), sorted(come or []))


def texts(conflict: Conflict, dm: int) -> list[str]:
    return [s.text for s in conflict.preferences[dm].statements]


def test_statements_in_a_list_and_in_tables_are_edited_alike() -> None:
    comments = [line[line.index("# ") :] for line in FILE.splitlines() if "# " in line]
    for who, seed in itertools.product(("up", "down"), range(40)):
        rng = np.random.Generator(np.random.PCG64(seed))
        text, dm = FILE, ("up", "down").index(who)
        wanted = texts(parse_conflict(text, where="x"), dm)
        dropped = False
        for _ in range(4):
            kind = int(rng.integers(3))
            if kind == 0 or not wanted:
                at = int(rng.integers(1, len(wanted) + 2))
                new = f"at least {int(rng.integers(1, 99))} of (build, share)"
                known = bool(rng.random() < 0.2)
                text = edit_conflict(text, AddStatement(who, new, at=at, unsure=known))
                wanted.insert(at - 1, new)
            elif kind == 1:
                one, two = (int(k) for k in rng.integers(1, len(wanted) + 1, 2))
                text = edit_conflict(text, MoveStatement(who, one, two))
                wanted.insert(two - 1, wanted.pop(one - 1))
            else:
                one = int(rng.integers(1, len(wanted) + 1))
                text = edit_conflict(text, DropStatement(who, one))
                wanted.pop(one - 1)
                dropped = True
            conflict = parse_conflict(text, where="x")
            assert texts(conflict, dm) == wanted
            original = parse_conflict(FILE, where="x")
            assert conflict.preferences[1 - dm] == original.preferences[1 - dm]
        if not dropped and who == "down":
            assert all(text.count(c) >= FILE.count(c) for c in comments)


def test_the_layout_after_moving() -> None:
    text = edit_conflict(FILE, MoveStatement("up", 1, 2), MoveStatement("down", 3, 1))
    assert (
        """statements = [  # most important first
  "build or share",
  # above all
  "not sue",  # costly
  'sue or "build"',
]"""
        in text
    )
    assert text.index("sue if build") < text.index("# because of the fish")
    assert '# because of the fish\n[[preference.statement]]\nsay = "not build"' in text
    assert text.endswith('say = "share"\n# the end\n')


def test_changes_that_name_what_is_not_there() -> None:
    for change, told in (
        (SetValue("satus_quo", "x"), 'did you mean "status_quo"'),
        (SetValue("status_quo", "NNNN"), "is no state"),
        (SetDirection("bild", "back"), 'did you mean "build"'),
        (AddStatement("dwn", "build"), 'did you mean "down"'),
        (AddStatement("down", "bild"), 'did you mean "build"'),
        (AddStatement("down", "build", weight=2.0), "has no weight"),
        (DropStatement("down", 4), "no place 4"),
        (MoveStatement("up", 1, 9), "no place 9"),
    ):
        with pytest.raises((ConflictError, UnknownName), match=told):
            edit_conflict(FILE, change)
    ranked = edit_conflict(FILE, SetPreference("up", Ranking((tuple(range(8)),))))
    with pytest.raises(ConflictError, match="not given by statements"):
        edit_conflict(ranked, DropStatement("up", 1))


def test_every_preference_can_take_the_place_of_another() -> None:
    for seed in range(12):
        conflict = dressed(seed)
        text = write_conflict(conflict)
        for one, two in itertools.permutations(range(conflict.n_dm), 2):
            maker = conflict.decision_makers[one].id
            new = edit_conflict(text, SetPreference(maker, conflict.preferences[two]))
            wanted = conflict.with_preferences({one: conflict.preferences[two]})
            assert_same(wanted, parse_conflict(new, where="x"), rules=False)


def test_line_ends_stay_as_they_are() -> None:
    windows = FILE.replace("\n", "\r\n")
    new = edit_conflict(windows, MoveStatement("up", 1, 2), SetValue("question", "why"))
    assert new.count("\n") == new.count("\r\n") == windows.count("\r\n") + 1
    bare = FILE.rstrip() + ""
    assert texts(parse_conflict(edit_conflict(bare, AddStatement("down", "sue"))), 1)[-1] == "sue"


def test_templates_can_be_read_and_solved_as_they_are() -> None:
    cases = [
        {},
        {"decision_makers": ["A", "B", "C"]},
        {"decision_makers": ["United States", "USSR"], "options": {"USSR": ["Withdraw", "Or"]}},
        {"options": {"Élan": ["Act now!", "Wait"], "Other": ["Act now!"]}, "title": 'A "b"'},
    ]
    for case in cases:
        text = template(**case)
        conflict = parse_conflict(text, where="new.toml")
        assert conflict.status_quo == 0 and conflict.rank.shape == (conflict.n_dm, conflict.n_state)
        assert all(len(set(row.tolist())) > 1 for row in conflict.rank)
        commented = [line for line in text.splitlines() if line.startswith("# [[")]
        assert commented == ["# [[infeasible]]", "# [[exclusive]]                      # at most"
                             " one of them; exactly_one = true for exactly one",
                             "# [[implication]]"]  # fmt: skip
    with pytest.raises(ConflictError, match='two decision makers have the id "a"'):
        template(decision_makers=["A", "a!"])
    with pytest.raises(ConflictError, match="takes no part"):
        template(decision_makers=["A"], options={"B": ["x"]})
    with pytest.raises(ConflictError, match="no letter"):
        template(decision_makers=["A"], options={"A": ["?!"]})


def test_the_commented_rules_of_a_template_are_right() -> None:
    for rule in ("infeasible", "exclusive", "implication"):
        lines, on = [], False
        for line in template().splitlines():
            on = line.startswith(f"# [[{rule}]]") or (on and len(line) > 1)
            lines.append(line.removeprefix("# ") if on else line)
        assert parse_conflict("\n".join(lines)).rules[0].kind == rule
    assert isinstance(random_conflict(1, listed=True).space, ListedSpace)
