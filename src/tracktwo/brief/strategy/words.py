"""Certificates of stability told in plain, neutral sentences.

What a move changes is told by its options, what follows is told step by step with its movers, and
worse is told apart from equally good. Nothing here speaks of likelihood: a stability result is a
statement about the model and no forecast.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from tracktwo.analysis import CONCEPTS, Certificate, Sanction, Solution, Step
from tracktwo.brief.strategy.labels import concepts_in_words, short, state_words, strongest
from tracktwo.brief.words import listed, single_line
from tracktwo.conflict.model import TAKEN, Conflict
from tracktwo.conflict.space import OptionSpace
from tracktwo.errors import UnknownChoice

if TYPE_CHECKING:
    from tracktwo.analysis.simultaneous import SimCertificate

__all__ = ["equilibrium_in_words", "move_words", "path_words", "why", "why_sim"]

MOST = 3
"""How many improvements a sentence tells one by one."""


def move_words(conflict: Conflict, start: int, end: int, *, bare: bool = False) -> str:
    """What a move changes: *drops Blockade and takes Air strike*.

    Args:
        conflict: the conflict.
        start: the state that is left.
        end: the state that is reached.
        bare: in the form that follows *could* and *would*: *drop Blockade and take Air strike*.
    """
    s = "" if bare else "s"
    space = conflict.space
    if not isinstance(space, OptionSpace):
        return f"move{s} to {state_words(conflict, end)}"
    dropped: list[str] = []
    taken: list[str] = []
    changed: list[str] = []
    for option, old, new in zip(
        conflict.options, space.state_levels(start), space.state_levels(end), strict=True
    ):
        if old == new:
            continue
        label = single_line(option.label)
        if option.levels == TAKEN:
            (taken if new else dropped).append(label)
        else:
            changed.append(f"{label} from {option.levels[old]} to {option.levels[new]}")
    parts = [
        f"{verb}{s} {listed(labels)}"
        for verb, labels in (("drop", dropped), ("take", taken), ("change", changed))
        if labels
    ]
    return listed(parts) or f"change{s} nothing"


def path_words(
    conflict: Conflict, path: Sequence[Step], *, modal: str = "would", answer: bool = False
) -> str:
    """Moves one after the other, each with its mover: *A would take X, then B would drop Y*.

    Args:
        conflict: the conflict.
        path: the moves.
        modal: *would* or *could*.
        answer: whether they answer a move told just before: *A would then take X, then …*.
    """
    steps = [
        f"{_name(conflict, step.mover)} {modal}{' then' if answer and not number else ''} "
        f"{move_words(conflict, step.start, step.end, bare=True)}"
        for number, step in enumerate(path)
    ]
    return ", then ".join(steps)


def why(conflict: Conflict, certificate: Certificate, *, most: int = MOST) -> str:
    """Why a state is stable or not for a decision maker, in sentences.

    Args:
        conflict: the conflict.
        certificate: of a verdict in it under ``nash``, ``gmr``, ``smr``, ``seq`` or ``sseq``.
        most: how many improvements are told one by one; the others are counted.

    Raises:
        UnknownChoice: for a certificate of another concept.
    """
    if certificate.concept not in CONCEPTS:
        raise UnknownChoice(
            f'no words for a certificate of "{certificate.concept}"',
            remedy=f"concepts: {', '.join(CONCEPTS)}",
        )
    if certificate.breaks is not None:
        return _unstable(conflict, certificate, certificate.breaks)
    if not certificate.sanctions:
        return _nothing_better(conflict, certificate)
    told = [_deterred(conflict, certificate, s) for s in certificate.sanctions[:most]]
    more = len(certificate.sanctions) - len(told)
    if more > 0:
        told.append(
            f"And {more} more {_plural(more, 'improvement')} {_are(more)} deterred likewise."
        )
    who, here = _name(conflict, certificate.dm), state_words(conflict, certificate.state)
    credible = (
        " (every reply better for its mover)" if _modal(certificate.concept) == "would" else ""
    )
    told.append(f"So under {short(certificate.concept)}{credible} {who} stays at {here}.")
    return " ".join(told)


def why_sim(conflict: Conflict, certificate: SimCertificate, *, most: int = MOST) -> str:
    """Why a state is SIM-stable or not for a decision maker: replies come at the same time."""
    who, here = _name(conflict, certificate.dm), state_words(conflict, certificate.state)

    def told(improvement: int) -> str:
        does = move_words(conflict, certificate.state, improvement, bare=True)
        return f"{does}{_to(conflict, improvement)}, which is better for {who}"

    if certificate.breaks is not None:
        return (
            f"{who} can {told(certificate.breaks)}, and no improvements of others for whom {here} "
            f"is unstable too, made at the same time, lead to a state that is no better for {who} "
            f"than staying. So {here} is not stable for {who} under SIM."
        )
    lines = []
    for sanction in certificate.sanctions[:most]:
        equal = (
            conflict.rank[certificate.dm, sanction.end]
            == (conflict.rank[certificate.dm, certificate.state])
        )
        kind = f"as good for {who} as" if equal else f"worse for {who} than"
        replies = listed(
            f"{_name(conflict, step.mover)} {move_words(conflict, step.start, step.end)}"
            for step in sanction.replies
        )
        lines.append(
            f"{who} could {told(sanction.improvement)}, but if at the same time {replies}, all of "
            f"it together gives {state_words(conflict, sanction.end)}, which is {kind} staying."
        )
    more = len(certificate.sanctions) - len(lines)
    if more > 0:
        lines.append(
            f"And {more} more {_plural(more, 'improvement')} {_are(more)} undone likewise."
        )
    if not lines:
        lines.append(f"No own move is better for {who} than staying at {here}.")
    return " ".join([*lines, f"So under SIM {who} stays at {here}."])


def equilibrium_in_words(
    conflict: Conflict, solution: Solution, state: int, *, most: int = MOST
) -> tuple[str, ...]:
    """What a state is and why: first under which concepts it is an equilibrium, then who and why.

    The reasons are given under the strongest concepts under which the state is an equilibrium (the
    others follow from them), one entry a decision maker and reason. For a state that is none, the
    reasons why it breaks under the weakest concept that was asked for.
    """
    here = state_words(conflict, state, full=True)
    if not solution.complete:
        return (
            f"Whether {here} is an equilibrium is not known: "
            f"{len(solution.done)} of {conflict.n_dm} decision makers were worked.",
        )
    held = [c for c in solution.concepts if bool(solution.stable[c][:, state].all())]
    known = [c for c in strongest(held) if c in CONCEPTS]
    if held:
        lines = [f"{here} is an equilibrium under {concepts_in_words(held)}."]
        for dm in range(conflict.n_dm):
            said = [why(conflict, solution.certificate(c, dm, state), most=most) for c in known]
            if "sim" in strongest(held):
                said.append(why_sim(conflict, _sim(conflict, solution, dm, state)))
            lines += dict.fromkeys(said)
        return tuple(lines)
    asked = concepts_in_words(solution.concepts)
    lines = [f"{here} is no equilibrium under {asked}."]
    weakest = next((c for c in ("gmr", "smr", "seq", "sseq", "nash") if c in solution.concepts), "")
    for dm in range(conflict.n_dm):
        if weakest and not solution.stable[weakest][dm, state]:
            lines.append(why(conflict, solution.certificate(weakest, dm, state), most=most))
    return tuple(lines)


def _sim(conflict: Conflict, solution: Solution, dm: int, state: int) -> SimCertificate:
    """The certificate of SIM, where those count for whom the state is neither Nash nor SEQ."""
    from tracktwo.analysis.simultaneous import sim_certificate

    unstable = [
        not any(solution.certificate(c, j, state).stable for c in ("nash", "seq"))
        for j in range(conflict.n_dm)
    ]
    return sim_certificate(conflict, dm, state, unstable=np.array(unstable))


def _nothing_better(conflict: Conflict, c: Certificate) -> str:
    """No improvement: no move at all, or none that is better; as good is told from worse."""
    who, here = _name(conflict, c.dm), state_words(conflict, c.state)
    to = conflict.moves(c.dm, c.state)
    if to.size == 0:
        return f"{who} has no move from {here}."
    rank = conflict.rank[c.dm]
    equal = int((rank[to] == rank[c.state]).sum())
    worse = int(to.size) - equal
    kinds = [f"{n} {_are(n)} {kind}" for n, kind in ((worse, "worse"), (equal, "as good")) if n]
    of = f"of {to.size} moves {listed(kinds)}"
    if not (equal and worse):
        of = f"each of {to.size} moves is {'as good' if equal else 'worse'}"
    if to.size == 1:
        kind = "worse" if worse else "no better, but as good,"
        does = move_words(conflict, c.state, int(to[0]), bare=True)
        return f"The only move of {who} from {here}, to {does}, is {kind} for {who}."
    return f"No own move is better for {who} than staying at {here}: {of}."


def _deterred(conflict: Conflict, c: Certificate, sanction: Sanction) -> str:
    """One improvement and what follows it."""
    who = _name(conflict, c.dm)
    does = move_words(conflict, c.state, sanction.improvement, bare=True)
    follow = path_words(conflict, sanction.path, modal=_modal(c.concept), answer=True)
    rank = conflict.rank[c.dm]
    equal = int(rank[sanction.end]) == int(rank[c.state])
    verdict = f"no better for {who}, but as good as" if equal else f"worse for {who} than"
    text = (
        f"{who} could {does}{_to(conflict, sanction.improvement)}, which is better for {who}, "
        f"but {follow}{_to(conflict, sanction.end)}, which is {verdict} staying"
    )
    if c.concept in ("smr", "sseq"):
        if conflict.moves(c.dm, sanction.end).size:
            text += f", and no move of {who} from there leads to anything better than staying"
        else:
            text += f", and {who} has no move from there"
    return f"{text}."


def _unstable(conflict: Conflict, c: Certificate, breaks: int) -> str:
    """The improvement that nothing deters, what was looked for, and what else there is."""
    who, here = _name(conflict, c.dm), state_words(conflict, c.state)
    does = move_words(conflict, c.state, breaks, bare=True)
    text = f"{who} can {does}{_to(conflict, breaks)}, which is better for {who}"
    others = [dm for dm in range(conflict.n_dm) if dm != c.dm]
    improving = c.concept in ("seq", "sseq")
    if c.concept == "nash":
        pass
    elif not any(conflict.moves(j, breaks).size for j in others):
        text += ", and nobody else has a move from there"
    elif improving and not any(conflict.improvements(j, breaks).size for j in others):
        text += ", and nobody else has a move from there that is better for its mover"
    else:
        step = " in which every move is better for its mover" if improving else ""
        text += f", and no sequence of the others' moves{step} leads to a state that is no better"
        text += f" for {who} than staying"
        if c.concept in ("smr", "sseq"):
            text += f" and that {who} cannot leave for a better one"
    rest = int(conflict.improvements(c.dm, c.state).size) - 1
    deterred = len(c.sanctions)
    if c.concept != "nash" and rest:
        told = "none" if deterred == 0 else "all" if deterred == rest else str(deterred)
        n = f"{rest} other {_plural(rest, 'improvement')}"
        text += (
            f"; 1 other improvement is {'' if deterred else 'not '}deterred"
            if rest == 1
            else f"; of {n} {told} {_are(deterred)} deterred"
        )
    return f"{text}. So {here} is not stable for {who} under {short(c.concept)}."


def _to(conflict: Conflict, state: int) -> str:
    """The state that a move reaches, in brackets; listed moves name it already."""
    if not isinstance(conflict.space, OptionSpace):
        return ""
    return f" (reaching {state_words(conflict, state)})"


def _modal(concept: str) -> str:
    """What opponents could do, or would because each move is better for its mover."""
    return "would" if concept in ("seq", "sseq") else "could"


def _name(conflict: Conflict, dm: int) -> str:
    return single_line(conflict.decision_makers[dm].label)


def _plural(n: int, word: str) -> str:
    return word if n == 1 else f"{word}s"


def _are(n: int) -> str:
    return "is" if n == 1 else "are"
