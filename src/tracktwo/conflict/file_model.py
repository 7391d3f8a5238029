"""What may stand in a ``conflict.toml``: the keys, their types, and what each means."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, WrapValidator
from pydantic_core import PydanticCustomError, ValidationError

__all__ = [
    "FORMAT",
    "ConflictFile",
    "DecisionMakerTable",
    "ExclusiveTable",
    "ImplicationTable",
    "InfeasibleTable",
    "LeverTable",
    "MoveTable",
    "OptionTable",
    "PreferenceTable",
    "StateTable",
    "StatementTable",
    "conflict_schema",
]

FORMAT = 1
"""The newest format that is read, and the one that is written."""

ID = r"\w[\w-]*"
"""What an id looks like."""


def _as_one(problem: str, remedy: str) -> WrapValidator:
    """Tell whatever is wrong inside a value of several types as one error about the value."""

    def check(value: Any, inner: Any) -> Any:
        try:
            return inner(value)
        except ValidationError as error:
            told = {"what": problem, "remedy": remedy}
            raise PydanticCustomError("tracktwo", "{what}", told) from error

    return WrapValidator(check)


_STATE_REMEDY = (
    'write a pattern such as "NY NN", the name of a state in quotes, a list of the options that '
    'are taken, or a table such as { aid = "full" }'
)
StateRef = Annotated[
    str | list[str] | dict[str, str], _as_one("this names no state", _STATE_REMEDY)
]
StateText = Annotated[
    str | dict[str, str], _as_one("this names no state", 'write a pattern such as "NY NN"')
]
Tier = Annotated[
    str | dict[str, str] | list[str | dict[str, str]],
    _as_one(
        "this is no place in a ranking",
        'write a state in quotes, or a list of states that tie: ["NY NN", "YN NN"]',
    ),
]
Id = Annotated[
    str, Field(pattern=rf"^{ID}$", description="Letters, digits, _ and -, no spaces; unique.")
]
Text = Annotated[str, Field(min_length=1)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=False)


class DecisionMakerTable(_Table):
    """Someone who can move or has preferences."""

    id: Id
    label: Text | None = Field(None, description="The name to show; the id when it is left out.")
    options: list[str] | None = Field(
        None, description="Ids of the options that are his, hers or theirs, instead of `owner`."
    )
    note: str | None = Field(None, description="The analyst's words.")


class OptionTable(_Table):
    """A choice that one decision maker has."""

    id: Id
    owner: str | None = Field(None, description="The id of the decision maker who has it.")
    label: Text | None = Field(None, description="The name to show; the id when it is left out.")
    direction: Literal["both", "forward", "back"] = Field(
        "both", description="forward: its level never falls; back: its level never rises."
    )
    levels: list[Text] = Field(
        default=["N", "Y"],
        min_length=2,
        max_length=36,
        description="Names of its levels, the lowest first; an option is taken above the lowest.",
    )
    evidence: list[str] = Field(default=[], description="Ids of ledger rows.")
    note: str | None = Field(None, description="The analyst's words.")


class InfeasibleTable(_Table):
    """States that cannot come about."""

    when: str = Field(description="A statement; the states in which it holds are infeasible.")
    note: str | None = Field(None, description="Why.")


class ExclusiveTable(_Table):
    """Options of which at most one is taken."""

    options: list[str] = Field(min_length=2, description="Ids of the options.")
    exactly_one: bool = Field(False, description="Whether one of them is always taken.")
    note: str | None = Field(None, description="Why.")


class ImplicationTable(_Table):
    """One thing that never holds without another."""

    if_: str = Field(alias="if", description="A statement.")
    then: str = Field(description="A statement that holds whenever the first does.")
    note: str | None = Field(None, description="Why.")


class StateTable(_Table):
    """A name for a state; or, in a conflict without options, a state."""

    id: Id | None = Field(None, description="Only without options: a short name, unique.")
    is_: StateRef | None = Field(
        None, alias="is", description="Only with options: which state is meant."
    )
    label: Text | None = Field(
        None, description="The name to show. Needed with options; the id when it is left out."
    )


class MoveTable(_Table):
    """Only without options: a move that a decision maker can make."""

    by: str = Field(description="The id of the decision maker.")
    from_: str = Field(alias="from", description="The id of the state that is left.")
    to: str = Field(description="The id of the state that is reached.")
    both_ways: bool = Field(False, description="Whether the way back is a move, too.")


class StatementTable(_Table):
    """One thing that a decision maker would rather have hold than not."""

    say: str = Field(description="A statement about the options.")
    weight: float | None = Field(
        None,
        allow_inf_nan=False,
        description="What its holding is worth. If one statement has a weight all must.",
    )
    basis: Literal["stated", "inferred", "analyst", "assumed"] | None = Field(
        None, description="Where it comes from."
    )
    confidence: float | None = Field(
        None, ge=0, le=1, allow_inf_nan=False, description="How sure one is of it, 0 to 1."
    )
    evidence: list[str] = Field(default=[], description="Ids of ledger rows.")
    unsure: bool = Field(
        False, description="Whether it is in doubt; robustness then also tries without it."
    )
    note: str | None = Field(None, description="The analyst's words about it.")


class PreferenceTable(_Table):
    """What one decision maker prefers, in exactly one of the forms."""

    of: str = Field(description="The id of the decision maker.")
    ranking: list[Tier] | None = Field(
        None, description="Every feasible state once, best first; a nested list is a tie."
    )
    statements: list[str] | None = Field(
        None, description="Statements, most important first; none at all means indifferent."
    )
    statement: list[StatementTable] | None = Field(
        None, description="The same, one table a statement, with what is known about each."
    )
    payoffs: dict[str, float] | None = Field(
        None, description="A number for every feasible state, larger is preferred."
    )
    order: list[str] | None = Field(
        None, description='Chains such as "NN > NY = YN" that together order every feasible state.'
    )


class LeverTable(_Table):
    """A named set of changes, to ask what it would do."""

    name: Text = Field(description="What it is called; unique.")
    changes: list[str] = Field(
        description="Changes in words, applied in this order, such as `aid = N` or `us drop 2`."
    )
    evidence: list[str] = Field(default=[], description="Ids of ledger rows.")
    note: str | None = Field(None, description="The analyst's words.")


class ConflictFile(_Table):
    """A conflict for the graph model: who can do what, what can come about, who prefers what."""

    format: int = Field(ge=1, le=FORMAT, description="The format of the file: 1.")
    title: Text = Field(description="What the conflict is called.")
    question: str | None = Field(None, description="What the analysis should answer.")
    as_of: date | None = Field(
        None, description="The day on which the file describes the conflict: 1962-10-17."
    )
    source: str | None = Field(None, description="Where the conflict was published.")
    note: str | None = Field(None, description="The analyst's words.")
    status_quo: StateRef | None = Field(None, description="The state that holds now.")
    decision_maker: list[DecisionMakerTable] = Field(
        min_length=1, description="Who takes part, one table each."
    )
    option: list[OptionTable] = Field(default=[], description="What they can do.")
    infeasible: list[InfeasibleTable] = Field(
        default=[], description="Combinations that cannot come about."
    )
    exclusive: list[ExclusiveTable] = Field(
        default=[], description="Groups of options of which at most one is taken."
    )
    implication: list[ImplicationTable] = Field(
        default=[], description="What never holds without something else."
    )
    state: list[StateTable] = Field(
        default=[], description="Names for states; without options, the states."
    )
    move: list[MoveTable] = Field(
        default=[], description="Without options: who can move from where to where."
    )
    preference: list[PreferenceTable] = Field(
        description="What each prefers, one table for each decision maker."
    )
    lever: list[LeverTable] = Field(
        default=[], description="Named sets of changes, to ask what each would do."
    )
    published: dict[str, Any] = Field(
        default={}, description="Published answers, as in the catalogue; not read when solving."
    )


def conflict_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a ``conflict.toml``, for editors and other programs.

    >>> sorted(conflict_schema()["required"])
    ['decision_maker', 'format', 'preference', 'title']
    """
    schema = ConflictFile.model_json_schema(by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "Tracktwo conflict file, format 1",
    }
