"""A user's own registry, in TOML or TSV, on top of the one in the package.

An entry whose id the package has adds to it; any other is new. Either way the written forms that
the user gives win over those of the package. The format is described in
``docs/how-to/registry.md``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from tracktwo.actors.build import Builder, check_order
from tracktwo.actors.entries import FAMILIES, Actor, Family, How, Role
from tracktwo.actors.tables import (
    SECTORS,
    check_code,
    check_id,
    check_sectors,
    check_wikidata,
    day,
    many,
    read_table,
    refuse,
)
from tracktwo.errors import RegistryError

__all__ = ["read_user_file"]

_LISTS = (
    "sectors",
    "aliases",
    "adjectives",
    "demonyms",
    "capital",
    "metonyms",
    "bodies",
    "places",
)
_TEXTS = ("id", "name", "kind", "code", "wikidata", "gender", "start", "end")
_ROLE = ("title", "words", "for", "sector", "start", "end")
_KEYS = (*_TEXTS, *_LISTS, "role")
_HOW: dict[str, How] = {
    "aliases": "alias",
    "adjectives": "adjective",
    "demonyms": "demonym",
    "capital": "capital",
    "places": "place",
}


def read_user_file(path: Path, builder: Builder) -> None:
    """Add the entries of one file, ``.toml`` or ``.tsv``, to a builder."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RegistryError(
            "the registry cannot be opened",
            where=str(path),
            why=error.strerror,
            remedy="check the path and its permissions",
        ) from error
    except UnicodeDecodeError as error:
        raise RegistryError(
            "the registry is not UTF-8",
            where=f"{path}, byte {error.start}",
            remedy="save it as UTF-8",
        ) from error
    if path.suffix.lower() == ".toml":
        entries = _from_toml(text, str(path))
    elif path.suffix.lower() in (".tsv", ".tab"):
        entries = _from_tsv(text, str(path))
    else:
        raise RegistryError(
            f'a registry is a .toml or .tsv file, not "{path.suffix or path.name}"',
            where=str(path),
            remedy="rename it, or write it in one of the two",
        )
    builder.user = True
    for where, entry in entries:
        _add(builder, entry, where)
    builder.check_links()


def _from_toml(text: str, file: str) -> list[tuple[str, dict[str, Any]]]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RegistryError(
            "the file is not TOML", where=file, why=str(error), remedy="correct the line named"
        ) from error
    for key in data:
        if key != "actor":
            raise refuse("key", file, key, ("actor",))
    actors = data.get("actor", [])
    if not isinstance(actors, list) or not all(isinstance(entry, dict) for entry in actors):
        raise RegistryError(
            '"actor" is not a list of tables', where=file, remedy="begin each entry with [[actor]]"
        )
    return [(f"{file}, actor {number}", entry) for number, entry in enumerate(actors, 1)]


def _from_tsv(text: str, file: str) -> list[tuple[str, dict[str, Any]]]:
    """One line an entry; further lines with the same id add a role each."""
    columns = (*_KEYS[2:-1], "role", "title", "for", "role_start", "role_end")
    entries: dict[str, tuple[str, dict[str, Any]]] = {}
    for line in read_table(text, file, required=("id", "name"), optional=columns):
        known = entries.get(line["id"])
        if known is None:
            entry: dict[str, Any] = {key: line[key] for key in _TEXTS if line[key]}
            entry |= {key: list(many(line[key])) for key in _LISTS if line[key]}
            known = (f"{file}, line {line.number}", entry)
            entries[line["id"]] = known
        if line["role"] or line["title"]:
            role = {
                "title": line["title"] or line["role"],
                "words": line["role"] or line["title"],
                "for": line["for"],
                "start": line["role_start"],
                "end": line["role_end"],
            }
            known[1].setdefault("role", []).append({k: v for k, v in role.items() if v})
    return list(entries.values())


def _text(entry: Mapping[str, Any], key: str, where: str) -> str:
    value = entry.get(key)
    if value is None:
        return ""
    if isinstance(value, date) and key in ("start", "end"):
        return value.isoformat()[:10]
    if isinstance(value, int) and not isinstance(value, bool) and key in ("start", "end"):
        return str(value)
    if not isinstance(value, str) or not value.strip():
        raise RegistryError(
            f'"{key}" is not a text',
            where=f"{where}, key {key}",
            remedy='write it in quotes: "..."',
        )
    return value.strip()


def _list(entry: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = entry.get(key, [])
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        raise RegistryError(
            f'"{key}" is not a list of texts',
            where=f"{where}, key {key}",
            remedy='write it as ["...", "..."]',
        )
    return tuple(v.strip() for v in value)


def _check_keys(entry: Mapping[str, Any], allowed: tuple[str, ...], where: str) -> None:
    for key in entry:
        if key not in allowed:
            raise refuse("key", where, key, allowed)


def _family(kind: str, known: Actor | None, roles: bool) -> Family:
    if known is not None:
        return known.family
    if kind in ("state", "territory", "former"):
        return "state"
    if kind == "person" or (not kind and roles):
        return "person"
    if "group" in kind or "rebel" in kind or "militia" in kind or "movement" in kind:
        return "group"
    return kind if kind in FAMILIES else "organisation"


def _add(builder: Builder, entry: Mapping[str, Any], where: str) -> None:
    _check_keys(entry, _KEYS, where)
    key = check_id(_text(entry, "id", where), f"{where}, key id")
    where = f'{where} ("{key}")'
    known = builder.actors.get(key)
    name = _text(entry, "name", where) or (known.name if known else "")
    if not name:
        raise RegistryError(
            '"name" is missing', where=where, remedy="give the name to show: name = ..."
        )
    kind = _text(entry, "kind", where)
    roles = tuple(
        _role(builder, role, f"{where}, role {number}")
        for number, role in enumerate(_tables(entry, where), 1)
    )
    family = _family(kind, known, bool(roles))
    gender = _text(entry, "gender", where) or None
    if gender not in (None, "m", "f"):
        raise refuse("gender", f"{where}, key gender", str(gender), ("m", "f"))
    sectors = check_sectors(_list(entry, "sectors", where), f"{where}, key sectors")
    start = day(_text(entry, "start", where), f"{where}, key start")
    end = day(_text(entry, "end", where), f"{where}, key end", last=True)
    check_order(start, end, f"{where}, key end")
    base = known or Actor(key, name, kind or family, family)
    builder.actors[key] = replace(
        base,
        name=name,
        kind=kind or base.kind,
        code=check_code(_text(entry, "code", where), f"{where}, key code") or base.code,
        sectors=sectors or base.sectors,
        wikidata=check_wikidata(_text(entry, "wikidata", where), f"{where}, key wikidata")
        or base.wikidata,
        gender=gender or base.gender,
        roles=(*roles, *base.roles),
        start=start or base.start,
        end=end or base.end,
    )
    _forms(builder, entry, where, builder.actors[key])


def _forms(builder: Builder, entry: Mapping[str, Any], where: str, actor: Actor) -> None:
    if actor.family == "person":
        builder.person_forms(actor.name, actor.id, _list(entry, "aliases", where))
    else:
        builder.form(actor.name, actor.id, "name")
    for column, how in _HOW.items():
        if column != "aliases" or actor.family != "person":
            for text in _list(entry, column, where):
                builder.form(text, actor.id, how)
    for column, how in (("metonyms", "metonym"), ("bodies", "body")):
        texts = _list(entry, column, where)
        builder.standing_for(texts, f"{where}, key {column}", actor.id, how)


def _tables(entry: Mapping[str, Any], where: str) -> list[Mapping[str, Any]]:
    roles = entry.get("role", [])
    if not isinstance(roles, list) or not all(isinstance(role, dict) for role in roles):
        raise RegistryError(
            '"role" is not a list of tables',
            where=f"{where}, key role",
            remedy="begin each role with [[actor.role]]",
        )
    return roles


def _role(builder: Builder, role: Mapping[str, Any], where: str) -> Role:
    _check_keys(role, _ROLE, where)
    title = _text(role, "title", where) or _text(role, "words", where)
    if not title:
        raise RegistryError('"title" is missing', where=where, remedy='title = "president"')
    sector = _text(role, "sector", where)
    if sector and sector not in SECTORS:
        raise refuse("sector", f"{where}, key sector", sector, SECTORS)
    for_actor = _text(role, "for", where) or None
    if for_actor:
        builder.links.append((for_actor, f"{where}, key for"))
    start = day(_text(role, "start", where), f"{where}, key start")
    end = day(_text(role, "end", where), f"{where}, key end", last=True)
    check_order(start, end, f"{where}, key end")
    word = builder.roles.get(title.lower())
    return Role(
        (word.title if word and word.title else title.lower()),
        _text(role, "words", where) or title,
        for_actor,
        sector or (word.sector if word else None),
        start,
        end,
    )
