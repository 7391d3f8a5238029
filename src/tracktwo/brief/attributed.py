"""Whose word a row is, in words that the text bears: the cue's own verb, or the cue itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracktwo.brief.lexicon import AS_A, SAYING
from tracktwo.brief.names import Names
from tracktwo.brief.words import single_line
from tracktwo.schema import Citation, CueKind, Link

__all__ = ["chain_words", "said", "same_voice"]

_PAST = {
    "say": "said",
    "tell": "said",
    "think": "thought",
    "feel": "felt",
    "find": "found",
    "hold": "held",
    "swear": "swore",
    "deny": "denied",
    "worry": "worried",
    "imply": "implied",
    "admit": "admitted",
}
_REGULAR = """
    accuse acknowledge agree allege announce argue assert assume assure believe boast caution claim
    comment complain concede conclude confirm contend declare demand determine disclose doubt
    emphasise emphasize estimate expect explain express fear guarantee hint hope indicate insist
    maintain mention note pledge predict promise propose reaffirm recall reiterate remark repeat
    report reveal signal speculate state stress suggest suspect threaten underline urge vow warn
"""


def _forms() -> Iterator[tuple[str, str]]:
    for verb in _REGULAR.split():
        yield verb, f"{verb}d" if verb.endswith("e") else f"{verb}ed"
    yield from _PAST.items()


_VERBS: dict[str, str] = {
    form: past
    for verb, past in _forms()
    for form in {verb, past, f"{verb}s", f"{verb[:-1]}ies" if verb.endswith("y") else f"{verb}s"}
}
_VERBS["told"] = _VERBS["tells"] = "said"


def said(kind: CueKind, cue: Citation | None) -> str:
    """How a source says it: the past of the cue's own verb, else the cue in quotation marks.

    A cue that is a noun or an adjective (*concerns*, *afraid*) is shown as it stands, so that the
    line never puts a stronger word in its place. Without a cue the kind of saying is told.
    """
    if cue is None:
        return SAYING[kind]
    word = single_line(cue.text)
    past = _VERBS.get(word.casefold())
    if past is not None:
        return past
    if kind == "says" or not word:
        return SAYING[kind]
    return f"(“{word}”)"


def same_voice(one: Link, other: Link) -> bool:
    """Whether two links have the same source, or sources that speak for the same body."""
    if one.source is None or other.source is None:
        return False
    return Names.key(one.source) == Names.key(other.source)


def chain_words(chain: Sequence[Link], names: Names) -> str:
    """A chain of attribution, outermost first: *Ukraine said that Russia claimed*.

    What a source says of its own promise, demand and so on is told once: *Ukraine said, as a
    promise*.
    """
    parts: list[str] = []
    last: Link | None = None
    for link in chain:
        source = "unnamed people" if link.source is None else names.show(link.source, source=True)
        if last is not None and same_voice(last, link):
            shown = None if last.source is None else names.show(last.source, source=True)
            if link.kind != last.kind or source != shown:
                of = "" if source == shown else f" of {source}"
                parts[-1] += f", as {AS_A[link.kind]}{of}"
        elif link.kind == "denies":
            parts.append(f"{source} said in a denial")
        else:
            parts.append(f"{source} {said(link.kind, link.cue)}")
        last = link
    return " that ".join(parts)
