"""Whatever the rows say, a draft reads back, cites what it has, and keeps to its limits."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_ledger import CHIEF, EAST, NOBODY, NORTH, PACT, SOUTH, Report, said

from tracktwo.conflict.file import parse_conflict
from tracktwo.conflict.preferences import Statements
from tracktwo.schema import CueKind, Issue, Party, Stance

WORDS = [
    "a ceasefire", "stop the shelling of Estia", "remain neutral", "join the Western Pact",
    "cede the valley to Norland", "withdraw its troops from the valley", "the demand",
    "lift the sanctions on Sudmark", "give weapons to Estia", "open the crossing",
    "surrender to Norland", "kill the hostages", "stop filling the lake", "talks with Norland",
    "a ceasefire without talks", "not to send troops", "and or if", "if these demands are not met",
    "unless Sudmark lifts the sanctions", "until Norland opens the crossing", "once talks begin",
]  # fmt: skip
PARTIES = [
    NORTH, SOUTH, EAST, PACT, CHIEF, NOBODY, Party(name="Free Front"), Party(name="Front"),
    Party(name="the front", named=False), Party(name='Not "or" and'), Party(name="\r"),
]  # fmt: skip

_words = st.sampled_from(WORDS)
_party = st.sampled_from(PARTIES)
_more = st.fixed_dictionaries(
    {},
    optional={
        "hangs": _words,
        "attribution": st.builds(said, st.none() | _party, st.sampled_from(get_args(CueKind))),
    },
)
_position = st.tuples(
    st.just("position"), _party, st.sampled_from(get_args(Stance)),
    st.sampled_from(get_args(Issue)), _words, st.lists(_party, max_size=2), _more,
)  # fmt: skip
_event = st.tuples(
    st.just("event"), _party,
    st.sampled_from(["ASSAULT", "THREATEN", "SANCTION", "AID", "RETREAT", "CONSULT", "MOBILIZE"]),
    st.sampled_from(["happened", "ongoing", "possible", "planned", "demanded", "conditional"]),
    _words, st.lists(_party, max_size=2), _more,
)  # fmt: skip


def _made(rows: list[Any]) -> Report:
    report = Report(*(f"It was said: {words}." for words in WORDS))
    for kind, party, one, other, words, parties, more in rows:
        if kind == "position":
            report.position(party, one, other, words, toward=parties, **more)
        else:
            report.event(party, one, words, modality=other, recipients=parties, **more)
    return report


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_position | _event, min_size=3, max_size=10), st.integers(2, 4), st.integers(1, 12))
def test_any_draft_holds(rows: list[Any], most_dms: int, most_options: int) -> None:
    report = _made(rows)
    made = report.draft(most_dms=most_dms, most_options=most_options)
    if made.conflict is None:
        assert made.why_not and not made.text
        return
    ids = {row.id for row in report.ledger}
    assert parse_conflict(made.text).levers == made.levers
    assert 1 <= len(made.conflict.options) <= most_options
    assert made.conflict.n_dm <= most_dms
    assert all(o.evidence and set(o.evidence) <= ids for o in made.conflict.options)
    for preference in made.conflict.preferences:
        assert isinstance(preference, Statements)
        texts = [s.text for s in preference.statements]
        assert len(set(texts)) == len(texts)
        for statement in preference.statements:
            assert set(statement.evidence) <= ids
            assert (statement.basis == "assumed") == (not statement.evidence)
            assert statement.unsure or statement.basis == "stated"
    cited = {e for o in made.conflict.options for e in o.evidence}
    assert set(made.ignored) == {p.id for p in report.ledger.positions} - cited
