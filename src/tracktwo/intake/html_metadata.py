"""What a web page says about its article: JSON-LD, meta elements, times and headings.

A day is taken only from where the page states the day of publication. No day is guessed from
addresses, footers or the clock.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from tracktwo.intake.clean import clean
from tracktwo.intake.metadata import Metadata, as_name, host_name, read_date

__all__ = ["page_metadata"]

_ARTICLE_TYPES = re.compile(
    r"article|posting|report|press ?release|webpage|statement|speech|creativework", re.I
)
_TITLE_METAS = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "headline",
)
_PUBLISHER_METAS = (
    "og:site_name",
    "publisher",
    "dc.publisher",
    "dcterms.publisher",
    "citation_publisher",
    "article:publisher_name",
    "application-name",
)
_DATE_METAS = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date_published",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "citation_date",
    "parsely-pub-date",
    "sailthru.date",
    "publication_date",
    "publication-date",
    "publish-date",
    "publish_date",
    "publishdate",
    "published_time",
    "pubdate",
    "release_date",
    "article.published",
    "date",
)
_AUTHOR_METAS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "parsely-author",
)
_TITLE_PARTS = re.compile(r"\s+[|–—·»:-]\s+")
_ASIDE = {"nav", "aside", "footer", "form"}
_PUBLISHED_CLASS = re.compile(
    r"publi|post(?:ed)?[-_]?date|entry-date|dateline|byline|article[-_]?date", re.I
)


def page_metadata(tree: Any) -> tuple[Metadata, str | None]:
    """What a page says about its article, and the headline that it shows, if it shows one."""
    metas = _metas(tree)
    linked = _linked_data(tree)
    site = _from_metas(metas, _PUBLISHER_METAS)
    headings = [heading for element in tree.iter("h1") if (heading := _words(element))]
    headings = [heading for heading in headings if heading.casefold() != (site or "").casefold()]
    publisher = as_name(linked.get("publisher")) or site or _host(tree, metas)
    stated = as_name(linked.get("headline")) or _from_metas(metas, _TITLE_METAS)
    title = _best_title(stated, headings, _page_title(tree), publisher)
    day, warnings = read_date(_dates(tree, metas, linked))
    author = as_name(linked.get("author")) or _from_metas(metas, _AUTHOR_METAS)
    headline = title if title and any(_same(title, heading) for heading in headings) else None
    return (
        Metadata(
            title=title,
            publisher=publisher,
            published=day,
            author=None if author and host_name(author) else author,
            warnings=warnings,
        ),
        headline,
    )


def _metas(tree: Any) -> dict[str, str]:
    metas: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content and content.strip():
            metas.setdefault(name.strip().lower(), content.strip())
    return metas


def _from_metas(metas: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((as_name(metas[name]) for name in names if name in metas), None)


def _linked_data(tree: Any) -> Mapping[str, object]:
    """The first JSON-LD object of the page that describes an article."""
    for element in tree.iter("script"):
        if "ld+json" not in (element.get("type") or "").lower():
            continue
        try:
            data = json.loads(element.text_content(), strict=False)
        except (ValueError, RecursionError):
            continue
        nodes = list(_nodes(data, 6))
        dated = [node for node in nodes if "datePublished" in node or "headline" in node]
        for node in dated:
            if _ARTICLE_TYPES.search(json.dumps(node.get("@type", ""))):
                return _with_publisher(node, nodes)
    return {}


def _with_publisher(
    node: Mapping[str, object], nodes: list[Mapping[str, object]]
) -> Mapping[str, object]:
    """The node with its publisher and author looked up where they are given by reference."""
    by_id = {
        one["@id"]: one for one in nodes if isinstance(one.get("@id"), str) and one.get("name")
    }
    full = dict(node)
    for key in ("publisher", "author"):
        value = node.get(key)
        if isinstance(value, Mapping) and not value.get("name") and value.get("@id") in by_id:
            full[key] = by_id[value.get("@id")]
    return full


def _nodes(data: object, depth: int) -> Iterator[Mapping[str, object]]:
    if depth == 0:
        return
    if isinstance(data, Mapping):
        yield data
        for value in data.values():
            yield from _nodes(value, depth - 1)
    elif isinstance(data, list):
        for value in data:
            yield from _nodes(value, depth - 1)


def _dates(tree: Any, metas: Mapping[str, str], linked: Mapping[str, object]) -> Iterator[object]:
    yield linked.get("datePublished")
    for name in _DATE_METAS:
        if name in metas:
            yield metas[name]
    for element in tree.iter():
        if element.get("itemprop") == "datePublished" and element.tag != "meta":
            yield element.get("datetime") or element.get("content") or _words(element)
    times = [element for element in tree.iter("time") if not _aside(element)]
    for element in times:
        if element.get("pubdate") is not None or _PUBLISHED_CLASS.search(
            element.get("class") or ""
        ):
            yield element.get("datetime") or _words(element)
    if times:
        yield times[0].get("datetime") or _words(times[0])


def _aside(element: Any) -> bool:
    """Whether an element stands in a menu, a side column, a footer or a comment."""
    return any(
        above.tag in _ASIDE
        or re.search(
            r"comment|related|sidebar|teaser|updated|modified", above.get("class") or "", re.I
        )
        for above in (element, *element.iterancestors())
    )


def _page_title(tree: Any) -> str | None:
    return next((_words(element) for element in tree.iter("title") if _words(element)), None)


def _best_title(
    stated: str | None, headings: list[str], page_title: str | None, publisher: str | None
) -> str | None:
    """The title as the page shows it, else as it states it, without the name of the site."""
    for candidate in (stated, page_title):
        shown = [heading for heading in headings if candidate and _same(heading, candidate)]
        if shown:
            return shown[0]
    if stated:
        return _without_site(stated, publisher)
    if len(headings) == 1:
        return headings[0]
    return _without_site(page_title, publisher) if page_title else None


def _without_site(title: str, publisher: str | None) -> str:
    parts = _TITLE_PARTS.split(title)
    if publisher and len(parts) > 1 and parts[-1].casefold() == publisher.casefold():
        return title[: title.rindex(parts[-1])].rstrip(" |–—·»:-")
    return title


def _same(one: str, other: str) -> bool:
    """Whether one of two titles is the other, perhaps with the name of a site after it."""
    one, other = one.casefold(), other.casefold()
    short, long = sorted((one, other), key=len)
    return len(short) > 3 and (long.startswith(short) and not long[len(short) :][:1].isalnum())


def _host(tree: Any, metas: Mapping[str, str]) -> str | None:
    links = (
        link.get("href")
        for link in tree.iter("link")
        if (link.get("rel") or "").lower() == "canonical"
    )
    for url in (metas.get("og:url"), *links):
        if url and (host := host_name(url.strip())):
            return host
    return None


def _words(element: Any) -> str:
    return clean(" ".join(element.text_content().split()))
