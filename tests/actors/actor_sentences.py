"""Build a parsed Doc from a compact notation, so that tests need no language model.

One string a sentence, one word ``text/TAG/label>head`` each: the Penn tag gives the part of speech,
the head is the number of a word of the sentence, from 1; ``root`` has none. A word that begins with
``_`` stands without a space before it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from tracktwo.actors.mentions import Mention

_VOCAB = Vocab()
_POS = {
    "NNP": "PROPN", "NNPS": "PROPN", "NN": "NOUN", "NNS": "NOUN", "JJ": "ADJ", "IN": "ADP",
    "DT": "DET", "CC": "CCONJ", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WDT": "PRON",
    "RB": "ADV", "TO": "PART", "POS": "PART", "CD": "NUM", "MD": "AUX", "AUX": "AUX", "SC": "SCONJ",
    "EX": "PRON", "_SP": "SPACE",
}  # fmt: skip
_LEMMAS = {
    "said": "say", "praised": "praise", "met": "meet", "is": "be", "countries": "country",
    "sides": "side", "leaders": "leader", "warned": "warn", "shelled": "shell", "told": "tell",
}  # fmt: skip


def doc(*sentences: str, ents: tuple[tuple[int, int, str], ...] = ()) -> Doc:
    words, spaces, heads, deps, tags, pos, lemmas, starts = [], [], [], [], [], [], [], []
    for sentence in sentences:
        base = len(words)
        for number, item in enumerate(sentence.split()):
            text, tag, label = item.rsplit("/", 2)
            dep, _, head = label.partition(">")
            if text == "<par>":
                text = "\n\n"
            if text.startswith("_") and len(text) > 1:
                text = text[1:]
                if spaces:
                    spaces[-1] = False
            words.append(text)
            spaces.append(text != "\n\n")
            heads.append(base + (int(head) - 1 if head else number))
            deps.append(dep)
            tags.append(tag)
            pos.append(_POS.get(tag, "VERB" if tag.startswith("VB") else "PUNCT"))
            lemmas.append(_LEMMAS.get(text.lower(), text.lower()))
            starts.append(number == 0)
    made = Doc(
        _VOCAB, words=words, spaces=spaces, heads=heads, deps=deps, tags=tags, pos=pos,
        lemmas=lemmas, sent_starts=starts,
    )  # fmt: skip
    made.ents = [Span(made, start, end, label=label) for start, end, label in ents]
    return made


@dataclass(frozen=True)
class Seen:
    """Mentions of a Doc, to be asked by the words of a mention."""

    doc: Doc
    mentions: list[Mention]

    def text(self, mention: Mention) -> str:
        return self.doc[mention.start : mention.end].text

    def texts(self) -> list[str]:
        return [self.text(mention) for mention in self.mentions]

    def all(self, words: str) -> list[Mention]:
        return [mention for mention in self.mentions if self.text(mention) == words]

    def one(self, words: str, number: int = 0) -> Mention:
        found = self.all(words)
        assert len(found) > number, f"{words!r} is not among {self.texts()}"
        return found[number]

    def actor(self, words: str, number: int = 0) -> str | None:
        return self.one(words, number).party.actor


Read = Callable[..., Seen]
