"""What somebody does who takes an option or does not, as a verb phrase where the label is one.

A label such as *Share the flow* begins with a verb, and reads in a sentence as it is: *Upland
shares the flow*. Any other label is named in quotation marks: *takes "Blockade"*. Which words count
as verbs is a short list of our own; a verb that it lacks only leaves the quotation marks.
"""

from __future__ import annotations

import re
from typing import Literal

from tracktwo.conflict.model import TAKEN, Option

__all__ = ["Form", "does"]

Form = Literal["base", "third"]
"""*share the flow*, after *would* or *see*; or *shares the flow*, after a name."""

_VERBS = frozenset(
    """
    abandon accept admit agree allow annex apply arm arrest attack attend ban block boycott break
    build buy call carry cede close commit conduct continue defend deliver demand deploy destroy
    disarm dismiss drop end enter escalate evacuate expand expel extend extradite fight fill fire
    form free fund give go grant halt hand hold host impose increase intervene invade investigate
    invest join keep launch leave let lift lower maintain make mediate mobilise mobilize move
    negotiate occupy offer open oppose pay permit prevent pull pursue put raise ratify recall
    recognise recognize reduce refrain refuse reject release remove resign resume retreat return
    reveal run sanction seek seize sell send share shell shut sign stand start stay stop submit sue
    supply support surrender suspend take talk tax threaten train turn use vote wait warn withdraw
    withhold yield
    """.split()
)
_NOUN_AFTER = frozenset(("of", "for", "by", "between"))
"""Words that, after the first, show that it is a noun: *use of force*, *support for the army*."""


def does(option: Option, levels: frozenset[int], form: Form) -> str:
    """What the owner of an option does that stands at one of some levels: *does not share …*.

    Args:
        option: the option.
        levels: the levels, some of its levels and not all.
        form: whether it follows *would* or a name.
    """
    if option.levels != TAKEN:
        return f'{"have" if form == "base" else "has"} "{option.label}" at {_named(option, levels)}'
    taken = levels == {1}
    phrase = _phrase(option.label)
    if not taken:
        return f"{'not' if form == 'base' else 'does not'} {phrase or _take(option)}"
    if form == "base":
        return phrase or _take(option)
    return _third(phrase) if phrase else f'takes "{option.label}"'


def _take(option: Option) -> str:
    return f'take "{option.label}"'


def _phrase(label: str) -> str | None:
    words = label.split()
    verb = words[0].lower() if words else ""
    if verb not in _VERBS or (len(words) > 1 and words[1].lower() in _NOUN_AFTER):
        return None
    return " ".join([verb, *words[1:]])


def _third(phrase: str) -> str:
    """The phrase with its verb, and one after *or* or *and*, as it stands after a name.

    Cited words stay as they are.
    """

    def inflected(match: re.Match[str]) -> str:
        verb = match[2]
        if verb not in _VERBS:
            return match[0]
        if re.search(r"(?:[sxzo]|ch|sh)$", verb):
            return f"{match[1]}{verb}es"
        if re.search(r"[^aeiou]y$", verb):
            return f"{match[1]}{verb[:-1]}ies"
        return f"{match[1]}{verb}s"

    own, mark, cited = phrase.partition("“")
    return re.sub(r"(^|\b(?:or|and) )([a-z]+)", inflected, own) + mark + cited


def _named(option: Option, levels: frozenset[int]) -> str:
    named = [f'"{option.levels[level]}"' for level in sorted(levels)]
    top = len(option.levels) - 1
    if len(levels) > 1 and levels == set(range(min(levels), top + 1)):
        return f"{named[0]} or higher"
    if len(levels) > 1 and levels == set(range(max(levels) + 1)):
        return f"{named[-1]} or lower"
    return " or ".join(named)
