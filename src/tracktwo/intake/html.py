"""Web pages: the article without menus, notices and comments. Nothing is ever fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from tracktwo.errors import NoArticle
from tracktwo.intake.clean import clean
from tracktwo.intake.html_metadata import page_metadata
from tracktwo.intake.metadata import Metadata
from tracktwo.intake.quiet import quiet

__all__ = ["declared_encoding", "read_html"]

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*>")
_REMEDY = "save the article's own page, or copy its text into a text file"

# trafilatura drops characters that cannot be seen, though Persian, Indic and right-to-left words
# are spelt with some; while it works, each is stood in for by a letter that the page lacks
_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_STAND_INS = range(0xA500, 0xA60C)

_BLOCKS = {"p", "head", "item", "quote", "row", "code", "fw", "ab", "list", "table"}
_BOILERPLATE = re.compile(
    r"\b(?:cookies?|javascript|all rights reserved|privacy policy|terms of (?:use|service)|"
    r"subscribe|sign up|log ?in|newsletter|your browser|copyright|page not found|cannot be found|"
    r"accept all)\b|©",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*(?:\s|$)|[\"”»]$")
_FEWEST_WORDS = 4


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page names in its head, or None."""
    match = _DECLARED.search(data[:4096])
    return (match[1] or match[2]).decode("ascii", "replace") if match else None


def read_html(source: str, *, where: str) -> tuple[str, Metadata]:
    """The article of a page and what the page says about it.

    The headline stands first in the text if the page shows one. Paragraphs, headings and quotations
    are parted by blank lines; items of lists (``- ...``) and rows of tables (``a | b``) have lines
    of their own.

    Raises:
        NoArticle: the page holds no running text.
    """
    tree = _parse(source)
    if tree is None:
        raise NoArticle("holds no words", where=where, remedy=_REMEDY)
    metadata, headline = page_metadata(tree)
    blocks = _extract(tree)
    links = {_flat(link.text_content()) for link in tree.iter("a")}
    if not any(_is_prose(block, links) for block in blocks):
        raise NoArticle(
            "holds no article",
            where=where,
            why="nothing is left once menus, links and notices are taken away",
            remedy=_REMEDY,
        )
    text = clean("\n\n".join(blocks))
    if headline and _flat(headline) not in _flat(text[: 4 * len(headline) + 200]):
        text = f"{headline}\n\n{text}"
    return text, metadata


def _parse(source: str) -> Any:
    from lxml import etree  # type: ignore[import-untyped, unused-ignore]
    from lxml import html as lxml_html

    source = (
        _XML_DECLARATION.sub("", source)
        .replace("\x00", "")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
    )
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True)
    try:
        tree = lxml_html.document_fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree


def _extract(tree: Any) -> list[str]:
    """The blocks of the article, as trafilatura finds it."""
    import trafilatura

    tree = deepcopy(tree)
    to_stand_in, back = _stand_ins(tree)
    if to_stand_in:
        for element in tree.iter():
            element.text = element.text.translate(to_stand_in) if element.text else element.text
            element.tail = element.tail.translate(to_stand_in) if element.tail else element.tail
    try:
        with quiet("trafilatura", "htmldate", "courlan", "justext"):
            found = trafilatura.bare_extraction(
                tree,
                include_comments=False,
                include_tables=True,
                include_formatting=False,
                with_metadata=False,
            )
    except Exception:  # lxml and trafilatura raise many kinds on hostile pages
        found = None
    body = getattr(found, "body", None)
    if body is None:
        return []
    blocks = [block for raw in _blocks(body) if (block := clean(raw.translate(back)))]
    return _lists_together(blocks)


def _stand_ins(tree: Any) -> tuple[dict[int, int], dict[int, int]]:
    words = "".join(tree.itertext())
    unseen = [ord(char) for char in _UNSEEN if char in words]
    if not unseen:
        return {}, {}
    free = (point for point in _STAND_INS if chr(point) not in words and chr(point).isalpha())
    pairs = list(zip(unseen, free, strict=False))
    return dict(pairs), {stand_in: char for char, stand_in in pairs}


def _blocks(element: Any) -> Iterator[str]:
    """Blocks of words under an element, in order; each a paragraph, a heading, an item or a row."""
    run = [element.text or ""]
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in _BLOCKS or (tag not in {"lb", "row"} and _holds_blocks(child)):
            yield _squeeze(run)
            run = []
            yield from _own_blocks(child, tag)
        elif tag == "lb":
            run.append("\n")
        else:
            run.append(_inline(child))
        run.append(child.tail or "")
    yield _squeeze(run)


def _own_blocks(child: Any, tag: str) -> Iterator[str]:
    if tag == "row":
        cells = [_squeeze([_inline(cell)]).replace("\n", " ") for cell in child]
        yield " | ".join(cell for cell in cells if cell)
    elif tag == "item":
        for number, block in enumerate(filter(None, _blocks(child))):
            yield block if number or block.startswith(_ITEM) else _ITEM + block
    else:
        yield from _blocks(child)


_ITEM = "- "


def _holds_blocks(element: Any) -> bool:
    return any(below.tag in _BLOCKS for below in element.iterdescendants())


def _inline(element: Any) -> str:
    parts = [element.text or ""]
    for child in element:
        parts.append("\n" if child.tag == "lb" else _inline(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _squeeze(run: list[str]) -> str:
    """The words of a run: line ends of the source are spaces, ``<br>`` ends a line."""
    lines = "".join(part if part == "\n" else part.replace("\n", " ") for part in run).split("\n")
    return "\n".join(line for raw in lines if (line := " ".join(raw.split())))


def _lists_together(blocks: list[str]) -> list[str]:
    """Blocks with the items of one list, and the rows of one table, in one block."""
    joined: list[str] = []
    for block in blocks:
        alike = joined and (
            (block.startswith(_ITEM) and joined[-1].startswith(_ITEM))
            or (" | " in block and " | " in joined[-1].split("\n")[-1])
        )
        if alike:
            joined[-1] = f"{joined[-1]}\n{block}"
        else:
            joined.append(block)
    return joined


def _is_prose(block: str, links: set[str]) -> bool:
    return any(
        len(line.split()) >= _FEWEST_WORDS
        and _SENTENCE.search(line) is not None
        and not _BOILERPLATE.search(line)
        and _flat(line.removeprefix(_ITEM)) not in links
        for line in block.split("\n")
    )


def _flat(words: str) -> str:
    return " ".join(clean(words).split()).casefold()
