"""Pronouns: gender and number, then the subject of the clause, then what was named last."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tracktwo.actors.agreement import agrees, rather_many
from tracktwo.actors.clauses import blocks, speakers, states_what, subject_of, thing_before
from tracktwo.actors.draft import Draft, Reading
from tracktwo.actors.english import JUDGEMENTS, PRONOUNS, THINGS
from tracktwo.schema import Party

__all__ = ["resolve_pronoun", "subject_of"]

_BACK = 2


def resolve_pronoun(reading: Reading, draft: Draft, resolve: Callable[[Draft], None]) -> None:
    """Find whom a pronoun means; *we*, *I* and *you* are left for the one who knows the speaker."""
    found: Draft | None = None
    if draft.sort == "relative":
        found = _relative(reading, draft)
        draft.shown = found is not None
    else:
        cls = PRONOUNS[draft.phrase].cls
        if cls in ("he", "she", "it", "they"):
            found = _Search(reading, draft, resolve).run()
    if found is not None:
        draft.party, draft.key = found.party, found.key
        draft.gender = draft.gender or found.gender
        if draft.sort == "pronoun":
            _learn_gender(reading, draft, found)
        draft.antecedent = found
        draft.parts = list(found.parts)
    else:
        draft.party = Party(name=reading.text(draft.start, draft.end), named=False)
        draft.key = f"draft:{draft.head}"


def _learn_gender(reading: Reading, draft: Draft, found: Draft) -> None:
    """*She* for one of unknown gender tells the gender from there on."""
    gender = {"he": "m", "she": "f"}.get(PRONOUNS[draft.phrase].cls)
    if gender is not None:
        draft.gender = found.gender = gender
        facts = reading.facts.get(found.key)
        if facts is not None and facts.gender is None:
            facts.gender = gender


def _relative(reading: Reading, draft: Draft) -> Draft | None:
    tree = reading.tree
    clause = draft.head
    while tree.dep[clause] != "acl:relcl":
        clause = tree.head[clause]
    found = reading.at.get(tree.head[clause])
    if found is None or found is draft or found.party is None or not found.acts:
        return None
    return found


class _Search:
    """The search for the antecedent of one pronoun."""

    def __init__(self, reading: Reading, draft: Draft, resolve: Callable[[Draft], None]) -> None:
        self.reading, self.draft, self.resolve = reading, draft, resolve
        self.tree = reading.tree
        self.i = draft.head
        self.pronoun = PRONOUNS[draft.phrase]
        self.barred_keys: set[str] = set()
        self.barred = self._barred()
        self.speakers = speakers(reading, self.i)

    def run(self) -> Draft | None:
        """Each place in turn; the first that fits is taken."""
        tree, reading, cls = self.tree, self.reading, self.pronoun.cls
        if cls == "it" and states_what(reading, self.i):
            return None
        for found in (self._coordinated(), self._judged()):
            if found is not None:
                return found
        for number, place in enumerate(self._subjects()):
            found = self._at(place)
            if found is not None:
                return found
            if blocks(reading, self.i, cls, place):
                return None
            if number == 0 and (same := self._same_pronoun()) is not None:
                return same
        if (same := self._same_pronoun()) is not None:
            return same
        earlier = list(self._earlier(0))
        if cls == "it" and thing_before(reading, self.i):
            earlier = [c for c in earlier if tree.dep[c.head].startswith("nsubj")]
        if (found := self._pick(earlier)) is not None:
            return found
        for back in range(1, _BACK + 1):
            first = tree.sent[self.i] - back
            if first < 0:
                return None
            root = self._root_subject(first)
            candidates = list(self._earlier(back))
            if cls == "they" and (many := rather_many(reading.at.get(root or -1), candidates)):
                return many
            if root is not None:
                found = self._at(root)
                if found is not None and (found.parts or any(found is c for c in candidates)):
                    return found
                if blocks(reading, self.i, cls, root):
                    return None
            if (found := self._pick(candidates)) is not None:
                return found
        return None

    def _pick(self, candidates: list[Draft]) -> Draft | None:
        """The first subject, else the last named."""
        outside = [c for c in candidates if self.tree.quote[c.head] == 0]
        if self.tree.quote[self.i] == 0 and outside:
            candidates = outside
        named = [c for c in candidates if c.sort != "unknown"] or candidates
        subjects = [c for c in named if self.tree.dep[c.head].startswith("nsubj")]
        if subjects:
            return subjects[-1]
        return named[0] if named else None

    def _subjects(self) -> Iterator[int]:
        """Subjects, and possessors of subjects and objects, from the inmost clause outward."""
        tree, at = self.tree, self.i
        seen: set[int] = set()
        while True:
            up = tree.head[at]
            if up == at:
                return
            poss = tree.kid(up, "nmod:poss")
            if poss is not None and poss != at and poss not in seen and tree.pos[up] in (
                "NOUN", "PROPN",
            ):  # fmt: skip
                seen.add(poss)
                yield poss
            subject = subject_of(tree, up)
            if (
                subject is not None
                and subject not in seen
                and subject != self.i
                and (subject < self.i or not tree.inside(self.i, subject))
            ):
                seen.add(subject)
                yield subject
                poss = tree.kid(subject, "nmod:poss")
                if poss is not None and poss != self.i and poss not in seen:
                    seen.add(poss)
                    yield poss
            at = up

    def _at(self, token: int) -> Draft | None:
        """The mention at a token, when the pronoun may mean it."""
        found = self.reading.at.get(token)
        if found is None:
            return None
        if self.pronoun.cls == "they" and (joint := self._joint(found)) is not None:
            return joint
        if found.state == 0 and found.head > self.i:
            # Forward only to a name (*in his speech, Ouedraogo said*).
            if found.kind not in ("name", "title+name", "surname"):
                return None
            self.resolve(found)
        return found if self._fits(found) else None

    def _joint(self, first: Draft) -> Draft | None:
        """*Russia and Ukraine ... they*: the conjuncts together."""
        tree = self.tree
        parts = [first]
        for kid in tree.kids[first.head]:
            if tree.rel[kid] == "conj" and kid < self.i:
                part = self.reading.at.get(kid)
                if part is None or part.party is None:
                    return None
                parts.append(part)
        if len(parts) < 2 or first.party is None or any(part.head in self.barred for part in parts):
            return None
        if any(part.start <= self.i < part.end or part.kind == "adjective" for part in parts):
            return None
        if tree.section[first.head] != tree.section[self.i]:
            return None
        joint = Draft(first.head, first.start, parts[-1].end, "plural", "pair", plural=True)
        names = [part.party.name for part in parts if part.party is not None]
        joint.party = Party(name=" and ".join(names))
        joint.key = "+".join(sorted(part.key for part in parts))
        joint.parts, joint.shown, joint.state = parts, False, 2
        return None if joint.key in self.barred_keys else joint

    def _fits(self, other: Draft) -> bool:
        if other is self.draft or other.party is None or other.head in self.barred:
            return False
        if other.key in self.barred_keys or other.key in self.speakers:
            return False
        if other.head > self.i and other.kind not in ("name", "title+name", "surname"):
            return False
        if other.kind == "adjective" or (other.kind == "place" and not other.acts):
            return False
        tree = self.tree
        if tree.section[other.head] != tree.section[self.i]:
            return False
        if other.start <= self.i < other.end:
            return False
        if tree.rel[other.head] == "compound" and tree.lower[tree.head[other.head]] in THINGS:
            return False  # "Security Council Resolution 9": the resolution, not the council
        return agrees(self.reading, self.pronoun.cls, other)

    def _barred(self) -> set[int]:
        """Heads that the pronoun cannot mean: the other arguments of its own verb."""
        tree, i = self.tree, self.i
        if self.pronoun.possessive or self.pronoun.reflexive or tree.dep[i] == "nmod:poss":
            return {tree.head[i]}
        if tree.rel[i] not in ("nsubj", "obj", "iobj", "obl"):
            return set()
        verb = tree.head[i]
        barred = {
            kid for kid in tree.kids[verb] if tree.rel[kid] in ("obj", "iobj", "obl", "nsubj")
        }
        subject = subject_of(tree, verb)
        if subject is not None and tree.rel[i] != "nsubj":
            barred.add(subject)
            shared = self.reading.at.get(subject)
            if shared is not None and shared.key:
                self.barred_keys.add(shared.key)
        return barred

    def _sentence(self) -> list[Draft]:
        drafts, sent = self.reading.drafts, self.tree.sent
        found = []
        for at in range(self.draft.order - 1, -1, -1):
            if sent[drafts[at].head] != sent[self.i]:
                break
            found.append(drafts[at])
        return found

    def _earlier(self, back: int) -> Iterator[Draft]:
        """Fitting mentions so many sentences back, the last first."""
        drafts, sent = self.reading.drafts, self.tree.sent
        want = sent[self.i] - back
        for at in range(self.draft.order - 1, -1, -1):
            other = drafts[at]
            if sent[other.head] < want:
                return
            if sent[other.head] == want and other.shown and self._fits(other):
                yield other

    def _root_subject(self, sentence: int) -> int | None:
        tree = self.tree
        start, end = tree.starts[sentence], tree.starts[sentence + 1]
        for i in range(start, end):
            if tree.head[i] == i and not tree.words[i].isspace():
                return subject_of(tree, i)
        return None

    def _same_pronoun(self) -> Draft | None:
        """The same pronoun earlier in the sentence means the same one."""
        for other in self._sentence():
            if (
                other.sort == "pronoun"
                and other.antecedent is not None
                and PRONOUNS[other.phrase].cls == self.pronoun.cls
                and self._fits(other)
                and self.tree.quote[other.head] == self.tree.quote[self.i]
            ):
                source = other.antecedent
                return other if source.head not in self.barred else None
        return None

    def _coordinated(self) -> Draft | None:
        """*The regime and its backers*: the possessor is the other conjunct."""
        tree = self.tree
        if tree.dep[self.i] != "nmod:poss":
            return None
        noun = tree.head[self.i]
        if tree.rel[noun] != "conj":
            return None
        return self._at(tree.head[noun])

    def _judged(self) -> Draft | None:
        """*Praised her for her courage*: the courage of the one who is praised."""
        tree = self.tree
        if not self.pronoun.possessive:
            return None
        noun = tree.head[self.i]
        if tree.case_of(noun) not in ("for", "on", "over", "about"):
            return None
        up = tree.head[noun]
        if tree.rel[up] in ("obj", "flat") or tree.dep[up] == "nsubj:pass":
            found, verb = up, tree.head[up]
        else:
            verb = up
            kid = tree.kid(verb, "obj", "nsubj:pass")
            if kid is None:
                return None
            found = kid
        return self._at(found) if tree.lemma[verb] in JUDGEMENTS else None
