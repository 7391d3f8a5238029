"""Why each party stays at an outcome, why today's state does not hold, and the way to get there."""

from __future__ import annotations

from tracktwo.analysis import Certificate, Solution
from tracktwo.analysis.paths import Path, PathStep
from tracktwo.brief.outcomes.groups import Group
from tracktwo.brief.outcomes.said import holder, marked
from tracktwo.brief.outcomes.view import StepView
from tracktwo.brief.strategy.words import move_words, path_words
from tracktwo.brief.view import Line, Piece
from tracktwo.brief.words import listed
from tracktwo.conflict.model import Conflict

__all__ = ["gloss", "leaves", "reasons", "steps", "way_words"]

_GLOSS = {
    "nash": "nobody has a better move",
    "sseq": "whoever moves for the better meets replies that the others would gain by, "
    "with no way out",
    "seq": "whoever moves for the better meets replies that the others would gain by",
    "smr": "whoever moves for the better can be met by replies that leave no way out, "
    "but those replies may cost those who make them",
}


def gloss(group: Group) -> str:
    """In what sense an outcome holds, in plain words, by its strongest concept."""
    return next(words for concept, words in _GLOSS.items() if concept in group.concepts)


def reasons(solution: Solution, group: Group) -> tuple[Line, ...]:
    """Why each party stays at an outcome: a sentence that begins with its name, for each party."""
    conflict = solution.conflict
    concept = next(c for c in ("sseq", "seq", "smr") if c in group.concepts)
    told = []
    for dm in range(conflict.n_dm):
        stays = bool(solution.stable["nash"][dm, group.shown])
        certificate = solution.certificate("nash" if stays else concept, dm, group.shown)
        text = (
            _nothing_better(conflict, dm, group.shown)
            if stays
            else _deterred(conflict, certificate)
        )
        who = holder(conflict, dm)
        told.append((Piece("party", who), *marked(text.removeprefix(who), conflict, flat=True)))
    return tuple(told)


def _nothing_better(conflict: Conflict, dm: int, state: int) -> str:
    who, to = holder(conflict, dm), conflict.moves(dm, state)
    if not to.size:
        return f"{who} has no move here."
    rank = conflict.rank[dm]
    equal = int((rank[to] == rank[state]).sum())
    if to.size == 1:
        does = move_words(conflict, state, int(to[0]), bare=True)
        kind = "as good and no better" if equal else "worse"
        return f"{who} could only {does}, which is {kind} for {who}; so {who} stays."
    if equal == to.size:
        return f"{who} gains nothing by moving: each of its {to.size} moves is just as good."
    each = f"each of its {to.size} moves is worse"
    if equal:
        each = f"of its {to.size} moves {to.size - equal} are worse and {equal} as good"
        if to.size - equal == 1:
            each = each.replace("1 are worse", "1 is worse")
    return f"{who} has nothing better: {each}."


def _deterred(conflict: Conflict, certificate: Certificate) -> str:
    """The best improvement with what follows it, and how many more are answered likewise."""
    who = holder(conflict, certificate.dm)
    first, *rest = certificate.sanctions
    does = move_words(conflict, certificate.state, first.improvement, bare=True)
    modal = "would" if certificate.concept in ("seq", "sseq") else "could"
    follow = path_words(conflict, first.path, modal=modal, answer=True)
    rank = conflict.rank[certificate.dm]
    equal = int(rank[first.end]) == int(rank[certificate.state])
    verdict = f"no better for {who} than" if equal else f"worse for {who} than"
    text = f"{who} could {does}, which it prefers, but {follow}, which is {verdict} staying"
    if certificate.concept in ("smr", "sseq"):
        text += f" and leaves {who} no way out"
    text += f"; so {who} stays."
    if rest:
        more = "1 other better move is" if len(rest) == 1 else f"{len(rest)} other better moves are"
        text += f" {more} answered likewise."
    return text


def leaves(solution: Solution, concept: str, state: int) -> Line:
    """Why a state does not hold: the first party that would leave it, and by which move."""
    conflict = solution.conflict
    for dm in range(conflict.n_dm):
        certificate = solution.certificate(concept, dm, state)
        if certificate.breaks is not None:
            who = holder(conflict, dm)
            does = move_words(conflict, state, certificate.breaks, bare=True)
            reply = "would gain by doing" if concept in ("seq", "sseq") else "could do"
            return marked(
                f"{who} can {does}, which it prefers, and nothing that the others {reply} in "
                f"reply takes that gain away.",
                conflict,
            )
    return ()


def way_words(path: Path | None, *, now: bool, known: bool) -> str:
    """How far an outcome is from today and whether that takes trust, in a sentence.

    Args:
        path: the way; None when there is none.
        now: whether the outcome is today's state.
        known: whether the status quo is known.
    """
    if not known:
        return "The model does not say which state holds today, so no way there can be told."
    if now:
        return "This is today’s state."
    if path is None:
        return "No sequence of moves leads there from today."
    count = "one move" if len(path.steps) == 1 else f"{len(path.steps)} moves"
    if path.improving:
        return f"From today in {count}, each better for whoever makes it."
    kinds = [_kind(judged) for judged in path.steps]
    parts = []
    for kind, one, many in (
        ("trust", "needs trust", "need trust"),
        ("against", "is against its mover’s interest", "are against their movers’ interest"),
        ("idle", "brings its mover nothing", "bring their movers nothing"),
    ):
        places = [str(n) for n, k in enumerate(kinds, 1) if k == kind]
        if places:
            step, verb = ("step", one) if len(places) == 1 else ("steps", many)
            parts.append(f"{step} {listed(places)} {verb}")
    return f"From today in {count}; {'; '.join(parts)}."


def steps(conflict: Conflict, path: Path | None) -> tuple[StepView, ...]:
    """The moves of a way with what their movers have of them."""
    if path is None:
        return ()
    return tuple(_step(conflict, s) for s in path.steps)


def _step(conflict: Conflict, judged: PathStep) -> StepView:
    who = holder(conflict, judged.step.mover)
    does = move_words(conflict, judged.step.start, judged.step.end)
    line = marked(f"{who} {does}", conflict)
    kind = _kind(judged)
    alone = "loses by it" if judged.loses else "has nothing of it"
    end = "worse off" if judged.worse_at_end else "no better off"
    told = {
        "gains": "gains by it",
        "trust": f"needs trust: {alone} alone, better off at the end",
        "against": f"against its interest: {alone}, and is {end} at the end",
        "idle": "has nothing of it, and is neither better nor worse off at the end",
    }
    return StepView(line, kind, told[kind])


def _kind(judged: PathStep) -> str:
    """What a mover has of a step; see `StepView`."""
    if judged.gains:
        return "gains"
    if judged.better_at_end:
        return "trust"
    return "against" if judged.loses or judged.worse_at_end else "idle"
