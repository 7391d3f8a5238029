"""A conflict file to begin with: it is commented, and it can be read and solved as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tracktwo.conflict.file_model import FORMAT
from tracktwo.conflict.logic import KEYWORDS
from tracktwo.conflict.toml_values import array, entry
from tracktwo.errors import ConflictError

__all__ = ["id_from", "template"]

_DEFAULT = {"Upstream": ["Build the dam", "Share the data"], "Downstream": ["Take it to court"]}


def id_from(label: str) -> str:
    """An id made from a label: small letters, digits and hyphens.

    >>> id_from("Take it to court")
    'take-it-to-court'
    """
    made = "-".join(re.findall(r"\w+", label.lower()))
    return f"{made}-it" if made in KEYWORDS else made


def template(
    *,
    decision_makers: Sequence[str] = (),
    options: Mapping[str, Sequence[str]] | None = None,
    title: str = "A new conflict",
) -> str:
    """The text of a ``conflict.toml`` to begin with.

    Args:
        decision_makers: their names; ids are made from them.
        options: for each decision maker, named as above, the names of his or her options. One who
            is left out has none; if nobody has any, each is given one.
        title: what the conflict is called.

    Raises:
        ConflictError: if a name has no letter, two have the same id, or options are given for
            somebody who takes no part.
    """
    labels = list(decision_makers) or list(options or _DEFAULT)
    if not decision_makers and not options:
        options = _DEFAULT
    for name in options or ():
        if name not in labels:
            raise ConflictError(
                f'options are given for "{name}", who takes no part',
                remedy=f"decision makers: {', '.join(labels)}",
            )
    chosen = {label: list((options or {}).get(label, ())) for label in labels}
    if not any(chosen.values()):
        chosen = {label: [f"{label} acts"] for label in labels}
    makers = _ids(labels, "decision makers")
    owned = [(label, option) for label in labels for option in chosen[label]]
    ids = _option_ids(owned, makers)
    groups = ["N" * len(chosen[label]) for label in labels if chosen[label]]
    blocks = [
        _HEAD.format(
            format=FORMAT, title=entry("title", title), now=entry("status_quo", " ".join(groups))
        ),
        "# Who takes part.",
        *(
            f"[[decision_maker]]\n{entry('id', makers[label])}\n{entry('label', label)}"
            for label in labels
        ),
        _OPTIONS,
        *(
            f"[[option]]\n{entry('id', ids[pair])}\n{entry('owner', makers[pair[0]])}\n"
            f"{entry('label', pair[1])}"
            for pair in owned
        ),
        _RULES.format(first=ids[owned[0]], last=ids[owned[-1]]),
        _PREFERENCES.format(other=ids[owned[-1]]),
        *(
            f"[[preference]]\n{entry('of', makers[label])}\n"
            f"statements = {array(_wishes(label, owned, ids))}"
            for label in labels
        ),
    ]
    return "\n\n".join(blocks) + "\n"


def _wishes(
    label: str, owned: Sequence[tuple[str, str]], ids: Mapping[tuple[str, str], str]
) -> list[str]:
    """Statements to begin with: what others can do does not happen, and then nor do own options."""
    others = [f"not {ids[pair]}" for pair in owned if pair[0] != label]
    return others + [f"not {ids[pair]}" for pair in owned if pair[0] == label]


def _ids(names: Sequence[str], what: str) -> dict[str, str]:
    result: dict[str, str] = {}
    for name in names:
        made = id_from(name)
        if not made or made in result.values():
            doubled = f'two {what} have the id "{made}"'
            raise ConflictError(
                doubled if made else f'no id can be made from "{name}"',
                remedy="give each a name of its own, with letters or digits",
            )
        result[name] = made
    return result


def _option_ids(
    owned: Sequence[tuple[str, str]], makers: Mapping[str, str]
) -> dict[tuple[str, str], str]:
    """Ids of options; two with the same name get their owner's id before it."""
    made = [id_from(option) for _, option in owned]
    result: dict[tuple[str, str], str] = {}
    for pair, own in zip(owned, made, strict=True):
        id_ = f"{makers[pair[0]]}-{own}" if made.count(own) > 1 else own
        if not own or pair in result or id_ in result.values():
            raise ConflictError(
                f'the option "{pair[1]}" of "{pair[0]}" stands twice or has no letter',
                remedy="give each option a name of its own, with letters or digits",
            )
        result[pair] = id_
    return result


_HEAD = """\
# A conflict: who can do what, what can come about, and who prefers what.
# Lines that begin with # are for people. All keys: docs/reference/conflict-file.md
format = {format}
{title}
# question = "What would it take for both sides to stop?"
# as_of = 2026-01-31
# source = "Where this comes from"

# How things stand now: N or Y for each option, in the order in which the options stand below.
{now}"""

_OPTIONS = """\
# What they can do. An option is taken (Y) or not (N).
# direction = "forward" if it cannot be taken back, "back" if it can only be given up.
# levels = ["none", "some", "full"] if it can be taken by degrees, the lowest first."""

_RULES = """\
# What cannot come about. Take the # away and change the words.
# [[infeasible]]
# when = "{first} and {last}"
#
# [[exclusive]]                      # at most one of them; exactly_one = true for exactly one
# options = ["{first}", "{last}"]
#
# [[implication]]
# if = "{first}"
# then = "not {last}\""""

_PREFERENCES = """\
# What they prefer: statements, the most important first. The first statement that holds in one
# state and not in another decides between them. Words: not and or xor if implies iff,
# at least 2 of (a, b, c), brackets. Instead of statements:
#   ranking = ["YN", ["NY", "YY"], "NN"]    states from best to worst, a list is a tie
#   payoffs = {{ "YN" = 3, "NN" = 1 }}        a number for every state
# What is known about a statement goes into a table of its own:
#   [[preference.statement]]
#   say = "{other}"
#   basis = "stated"                        # or inferred, analyst, assumed
#   unsure = true"""
