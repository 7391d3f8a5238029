"""Short sentences of our own, made from the predicate lexicon, that teach the head its words.

Each entry of the lexicon that has an actor and a recipient gives a few plain sentences with a
marked pair; their type is the entry's. They come before the annotated sets, never instead of them.
"""

from __future__ import annotations

import random

import spacy

from tracktwo.coding.codebook import penta
from tracktwo.coding.entries import Entry
from tracktwo.coding.lexicon import load_lexicon
from training.relations import TYPES, Pair

_PARTIES = (
    "Velmia;Sarnia;the Sarnian government;President Davor Lenk;the Tamm Defence Front;Okara;the Okaran army;"
    "Foreign Minister Ilse Harrow;the Northern Alliance;Prime Minister Joan Petrel;the rebels;the police;"
    "opposition leaders;the United States;China;Russia;Iran;Israel;France;the United Nations;the European Union;"
    "Turkish officials;the Kenyan president;Hamas;protesters;civilians;the defence ministry;Pakistan;India;"
    "the court;a Brazilian delegation;South Korea;aid workers;the militia;Ukrainian forces;the Security Council;"
    "Polish farmers;residents of Orr;the Kurdish regional government;Nigeria;the envoy;striking miners"
).split(";")
_TAILS = (
    ".",
    " on Tuesday.",
    " last week, officials said.",
    " in the capital.",
    " this month.",
    ", state media reported.",
    "",
)


def _third(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


def _past(verb: str, irregular: dict[str, str]) -> str:
    if verb in irregular:
        return irregular[verb]
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + "ed"


def _fill(constraint_words: frozenset[str], rng: random.Random) -> str | None:
    words = sorted(w for w in constraint_words if w.isalpha())
    return rng.choice(words) if words else None


def plain_sentence(e: Entry, rng: random.Random, past: dict[str, str]) -> str | None:
    """A sentence with <s> and <t> marks, or None where the frame is not a plain one."""
    x, y = rng.sample(_PARTIES, 2)
    verb = e.pos == "VERB"
    parts: dict[str, str] = {}
    before: list[str] = []
    for c in e.constraints:
        if c.negated:
            continue
        word = _fill(c.filler, rng) if c.filler else None
        if c.kind == "obj":
            parts["obj"] = f"the {word}" if word else ""
        elif c.kind == "prt":
            parts["prt"] = sorted(c.words)[0]
        elif c.kind == "prep":
            parts["prep"] = f"{sorted(c.words)[0]} {('the ' + word) if word else '<Y>'}"
        elif c.kind == "xcomp":
            parts["xcomp"] = f"to {word}" if word else "to act"
        elif c.kind in ("amod", "compound") and word:
            before.append(word)
        elif c.kind in ("noobj",):
            continue
        else:
            return None
    role = next((r for r in e.recipients if r != "each"), None)
    if e.actor != "subj" or role is None:
        return None
    t = f"<t>{y}</t>"
    s = f"<s>{x}</s>"
    if verb:
        v = past if rng.random() < 0.6 else None
        out = [s, _past(e.lemma, past) if v is not None else _third(e.lemma), parts.get("prt", "")]
        obj, prep = parts.get("obj"), parts.get("prep", "").replace("<Y>", "")
        if role == "obj" and obj is None:
            out.append(t)
        elif role == "iobj":
            out += [t, obj or "help"]
        elif role.startswith("prep:") and "." not in role:
            p = role[5:].split(",")[0].replace("_", " ")
            tail = f"{p} {t}"
            out += [
                obj or "",
                tail if prep.split(" ")[0] != p or len(prep.split()) < 2 else f"{prep} of {t}",
            ]
            prep = "" if prep.split(" ")[:1] == [p] else prep
        elif role in ("obj.poss", "obj.of", "obj.by", "obj.adj") or (
            role == "obj" and obj is not None
        ):
            out += [f"{t}'s {(obj or 'the decision').removeprefix('the ')}"]
        elif role.startswith("xcomp"):
            out += [parts.pop("xcomp", "to act"), "against" if e.type == "THREATEN" else "with", t]
        else:
            return None
        out += [prep, parts.get("xcomp", "")]
    elif e.pos == "NOUN":
        noun = " ".join([*before, e.lemma])
        p = role[5:].split(",")[0] if role.startswith("prep:") else "of"
        out = rng.choice(
            (
                [f"{s}'s {noun}", p, t, "was reported"],
                ["The", noun, p, t, "by", s, "drew attention"],
                ["Reports told of a", noun, p, t, "by", s],
            )
        )
    else:
        return None
    text = " ".join(w for w in out if w).strip()
    return (
        text[0].upper() + text[1:] + rng.choice(_TAILS)
        if not text.startswith("<")
        else text + rng.choice(_TAILS)
    )


def irregular_pasts() -> dict[str, str]:
    """The past of each irregular verb."""
    from tracktwo.language import irregular

    past: dict[str, str] = {}
    for table in (v for v in vars(irregular).values() if isinstance(v, dict)):
        for form, lemma in table.items():
            if (
                isinstance(form, str)
                and isinstance(lemma, str)
                and lemma not in past
                and not form.endswith(("ing", "s", "n"))
            ):
                past[lemma] = form
    return past


def lexical_pairs(per_entry: int = 1, seed: int = 5) -> list[Pair]:
    """Marked pairs made from all plain entries of the lexicon."""
    rng, past = random.Random(seed), irregular_pasts()
    nlp = spacy.blank("en")
    out: list[Pair] = []
    for e in load_lexicon().entries:
        name = "YIELD" if e.type in ("CONCEDE", "RETREAT") else e.type
        if name not in TYPES:
            continue
        for _ in range(per_entry):
            marked = plain_sentence(e, rng, past)
            if marked is None:
                continue
            text, pos = "", {}
            rest = marked
            while rest:
                for tag in ("<s>", "</s>", "<t>", "</t>"):
                    if rest.startswith(tag):
                        pos[tag] = len(text)
                        rest = rest[len(tag) :]
                        break
                else:
                    text, rest = text + rest[0], rest[1:]
            doc = nlp.make_doc(text)
            spans = [
                doc.char_span(pos[a], pos[b], alignment_mode="expand")
                for a, b in (("<s>", "</s>"), ("<t>", "</t>"))
            ]
            out.append(
                Pair(
                    [t.text for t in doc],
                    (spans[0].start, spans[0].end),
                    (spans[1].start, spans[1].end),
                    TYPES.index(name),
                    penta(e.type),
                    f"lex:{e.name}",
                )
            )
    rng.shuffle(out)
    return out
