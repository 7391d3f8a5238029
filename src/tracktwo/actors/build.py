"""Gather entries and their written forms from the tables of the package or of a user."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from tracktwo.actors.entries import Actor, Family, Form, How, Role, RoleWord
from tracktwo.actors.pieces import form_pieces
from tracktwo.actors.tables import (
    SECTORS,
    Line,
    check_code,
    check_id,
    check_sectors,
    check_wikidata,
    many,
    read_table,
    refuse,
)
from tracktwo.actors.words import word_set
from tracktwo.errors import RegistryError

__all__ = ["Builder", "surnames"]

_FIRST_SURNAMES = word_set(
    """
    Ahn Ban Cai Chae Chen Cho Choe Choi Chung Deng Dong Fan Guo Han Hong Hu Huang Hun Jang Jeong
    Jiang Jiao Jong Kang Kim Kwon Lee Li Liang Lin Liu Luo Ma Moon Pak Park Qin Ri Roh Shin Song
    Sun Tang Tsai Wang Wei Wen Wu Xi Xu Yang Ye Yi Yoo Yoon Yun Zeng Zhang Zhao Zheng Zhou Zhu
    Lai Su Sin Ko
    """
)
_PARTICLES = word_set(
    """
    al el ul bin ibn ben de da do dos das del della den der di du la le van von zu ter te bint y
    e st saint mac ould
    """
)
_SUFFIXES = word_set(
    """
    jr sr ii iii iv ii. jr. sr.
    """
)


@dataclass
class Builder:
    """Entries, written forms and role words, as they are read.

    Attributes:
        actors: entries by id.
        forms: written forms of all of them.
        roles: role words by phrase.
        links: each ``for`` and where it stands, checked when all tables are read.
        user: the entries that are read now are a user's own.
    """

    actors: dict[str, Actor] = field(default_factory=dict)
    forms: list[Form] = field(default_factory=list)
    roles: dict[str, RoleWord] = field(default_factory=dict)
    links: list[tuple[str, Line | str]] = field(default_factory=list)
    user: bool = False

    def form(
        self,
        text: str,
        actor: str,
        how: How,
        *,
        sector: str | None = None,
        pieces: tuple[str, ...] | None = None,
        ambiguous: bool = False,
    ) -> None:
        """Note one written form."""
        if text.startswith("?"):
            text, ambiguous = text[1:], True
        cut = form_pieces(text) if pieces is None else pieces
        self.forms.append(Form(cut, actor, how, text, sector, ambiguous, self.user))

    def all_forms(self, line: Line, column: str, actor: str, how: How) -> None:
        """Note the forms in a cell."""
        for text in many(line[column]):
            self.form(text, actor, how)

    def standing_for(self, texts: Iterable[str], where: str, actor: str, how: How) -> None:
        """Note bodies and metonyms, written ``name>SECTOR``."""
        for text in texts:
            name, _, sector = (part.strip() for part in text.partition(">"))
            if sector and sector not in SECTORS:
                raise refuse("sector", where, sector, SECTORS)
            self.form(name, actor, how, sector=sector or None)

    def add(self, actor: Actor, where: str) -> None:
        """Note an entry; an id may stand once in the tables of the package."""
        if actor.id in self.actors and not self.user:
            raise RegistryError(
                f'the id "{actor.id}" stands twice',
                where=where,
                remedy="give one of them another id",
            )
        self.actors[actor.id] = actor

    def states(self, text: str, file: str) -> None:
        """Read ``states.tsv``."""
        for line in read_table(
            text,
            file,
            required=("id", "name", "kind"),
            optional=(
                "code", "official", "aliases", "adjectives", "demonyms_plural", "capital",
                "metonyms", "bodies", "wikidata", "start", "end", "places",
            ),
        ):  # fmt: skip
            key = self._actor(line, "state")
            self.form(line["name"], key, "name")
            self.all_forms(line, "official", key, "name")
            self.all_forms(line, "aliases", key, "alias")
            self.all_forms(line, "adjectives", key, "adjective")
            self.all_forms(line, "demonyms_plural", key, "demonym")
            self.all_forms(line, "capital", key, "capital")
            self.all_forms(line, "places", key, "place")
            for column, how in (("metonyms", "metonym"), ("bodies", "body")):
                where = line.where(column)
                self.standing_for(many(line[column]), where, key, how)  # type: ignore[arg-type]

    def bodies(self, text: str, file: str, family: Family) -> None:
        """Read ``organisations.tsv`` or ``groups.tsv``."""
        for line in read_table(
            text,
            file,
            required=("id", "name", "kind"),
            optional=(
                "code", "aliases", "adjectives", "metonyms", "sectors", "wikidata", "start", "end",
                "country", "bodies",
            ),
        ):  # fmt: skip
            key = self._actor(line, family)
            self.form(line["name"], key, "name")
            self.all_forms(line, "aliases", key, "alias")
            self.all_forms(line, "adjectives", key, "adjective")
            for column, how in (("metonyms", "metonym"), ("bodies", "body")):
                where = line.where(column)
                self.standing_for(many(line[column]), where, key, how)  # type: ignore[arg-type]

    def _actor(self, line: Line, family: Family) -> str:
        key = check_id(line["id"], line.where("id"))
        code = check_code(line["code"], line.where("code"))
        if code is None and family == "group":
            code = check_code(line["country"], line.where("country"))
        actor = Actor(
            key,
            line["name"],
            line["kind"],
            family,
            code,
            check_sectors(many(line["sectors"]), line.where("sectors")),
            check_wikidata(line["wikidata"], line.where("wikidata")),
            start=line.day("start"),
            end=line.day("end", last=True),
        )
        self.add(actor, line.where("id"))
        return key

    def people(self, text: str, file: str) -> None:
        """Read ``people.tsv``: one line a role, the lines of one person together or apart."""
        held: dict[str, list[Role]] = {}
        seen: set[tuple[str, str]] = set()
        for line in read_table(
            text,
            file,
            required=("id", "name"),
            optional=(
                "aliases", "gender", "role", "title", "for", "sector", "start", "end", "wikidata",
            ),
        ):  # fmt: skip
            cells = line.cells
            key, name, aliases = cells["id"], cells["name"], cells.get("aliases", "")
            known = self.actors.get(key)
            if known is None:
                check_id(key, line.where("id"))
                gender = cells.get("gender") or None
                if gender not in (None, "m", "f"):
                    raise refuse("gender", line.where("gender"), str(gender), ("m", "f"))
                wikidata = check_wikidata(line["wikidata"], line.where("wikidata"))
                known = Actor(key, name, "person", "person", wikidata=wikidata, gender=gender)
                self.actors[key] = known
                self.person_forms(name, key, many(aliases))
                seen.add((key, aliases))
            elif known.family != "person" or known.name != name:
                raise RegistryError(
                    f'the id "{key}" already stands for {known.name}',
                    where=line.where("id"),
                    remedy="give this one another id",
                )
            elif aliases and (key, aliases) not in seen:
                self.person_forms(None, key, many(aliases))
                seen.add((key, aliases))
            role = self._role(line)
            if role is not None:
                held.setdefault(key, []).append(role)
        for key, roles in held.items():
            self.actors[key] = replace(self.actors[key], roles=tuple(roles))

    def _role(self, line: Line) -> Role | None:
        title = (line["title"] or line["role"]).replace("_", " ")
        if not title:
            return None
        start, end = line.day("start"), line.day("end", last=True)
        if start is not None and end is not None and end < start:
            check_order(start, end, line.where("end"))
        for_actor = line["for"] or None
        if for_actor:
            self.links.append((for_actor, line))
        words = line["role"] or title
        return Role(title.lower(), words, for_actor, line.sector(), start, end)

    def person_forms(self, name: str | None, key: str, aliases: Iterable[str]) -> None:
        """Note the full name, the aliases and the surname of a person."""
        seen: set[tuple[str, ...]] = set()
        if name is not None:
            pieces = form_pieces(name)
            seen.add(pieces)
            self.form(name, key, "name", pieces=pieces)
        aliases = tuple(aliases)
        for alias in aliases:
            pieces = form_pieces(alias)
            if pieces not in seen:
                seen.add(pieces)
                self.form(alias, key, "alias", pieces=pieces)
        for full in (name, *aliases):
            for pieces in surnames(full) if full else ():
                if pieces not in seen:
                    seen.add(pieces)
                    self.form(" ".join(pieces), key, "surname", pieces=pieces)

    def sector_words(self, text: str, file: str) -> None:
        """Read ``sectors.tsv``."""
        for line in read_table(text, file, required=("phrase", "kind"), optional=("sector",)):
            if line["kind"] not in ("person", "group"):
                raise refuse("kind", line.where("kind"), line["kind"], ("person", "group"))
            sector = line.sector()
            if sector == "UNK":  # the word alone tells nothing
                sector = None
            phrase = line["phrase"].lower()
            self.roles[phrase] = RoleWord(phrase, line["kind"], sector)

    def title_words(self, text: str, file: str) -> None:
        """Read ``titles.tsv``."""
        for line in read_table(text, file, required=("phrase", "title"), optional=("sector",)):
            sector = line.sector()
            phrase = line["phrase"].lower()
            title = line["title"].lower().replace("_", " ")
            if title == "honorific":  # a form of address names no office
                continue
            self.roles[phrase] = RoleWord(phrase, "person", sector, title)

    def check_links(self) -> None:
        """Refuse a ``for`` that names no entry."""
        for key, line in self.links:
            if key not in self.actors:
                where = line if isinstance(line, str) else line.where("for")
                raise refuse("actor", where, key, self.actors)
        self.links.clear()


def check_order(start: date | None, end: date | None, where: str) -> None:
    """Refuse an end that lies before its start."""
    if start is not None and end is not None and end < start:
        raise RegistryError(
            f"the end {end} lies before the start {start}",
            where=where,
            remedy="swap or correct them",
        )


def surnames(name: str) -> tuple[tuple[str, ...], ...]:
    """The pieces by which a person is named after the first time: ``al-Assad``, ``Assad``."""
    words = name.split()
    while len(words) > 2 and words[-1].lower() in _SUFFIXES:
        words.pop()
    if len(words) < 2:
        return ()
    if words[0] in _FIRST_SURNAMES and len(words) > 1:
        return (form_pieces(words[0]),)
    last = form_pieces(words[-1])
    found = []
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in _PARTICLES:
        at -= 1
    if at < len(words) - 1:
        found.append(form_pieces(" ".join(words[at:])))
    if len(last) > 1 and last[0].lower() in _PARTICLES:
        found.append(last[1:])
    found.append(last)
    return tuple(dict.fromkeys(found))
