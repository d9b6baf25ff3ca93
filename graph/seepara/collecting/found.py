"""Documents in the cache, and the little that a corpus keeps of each of them.

An entry is named by all that a document is made from: the bytes of its file, its catalogue entry, a
user's own names and words, the program. So a file is read again only if one of them has changed.
"""

from __future__ import annotations

import json
from dataclasses import replace

from ..graph_parts import day_of
from ..model import Document, value
from ..records import as_json, from_record, to_record
from ..sources import SourceFile
from ..targets import joined_paths
from .cache import Cache, digest, gone
from .duplicates import Identity

KIND = "read"
"""The kind of entry whose body is a `Document`; its head is what `Found` has of it."""


@value
class Found:
    """What a corpus keeps of a document that was read; the rest stands in the cache, under `entry`.

    `day` is what its node is dated by, `paths` are those of its units (`targets.joined_paths`).
    """

    entry: str
    key: str
    has_symbol: bool
    sha256: str
    file: str
    date: str
    day: str
    paths: str
    aliases: tuple[str, ...] = ()
    language: str = ""

    @property
    def identity(self) -> Identity:
        """By what it is told from other documents."""
        return Identity(self.key, self.has_symbol, self.sha256, self.file, self.language)

    @property
    def units(self) -> int:
        """How many units it has."""
        return self.paths.count("\n") - 1


class EntryNames:
    """Names for the entries of files, for one program (`seepara.build.program`)."""

    def __init__(self, program: str) -> None:
        self._program = program
        self._own: dict[tuple[str, str], str] = {}

    def of(self, source: SourceFile, data: bytes) -> str:
        """The name for a file of these bytes. The folder that it lies in makes no difference."""
        place = str(source.catalogue.folder), source.language
        if place not in self._own:
            words = source.catalogue.words.get(source.language, {})
            own = [source.language, source.catalogue.registry, words]
            self._own[place] = json.dumps(own, sort_keys=True, default=str)
        entry = json.dumps(to_record(source.entry))
        return digest(self._program, self._own[place], entry, source.path.name, data)


def keep(cache: Cache, entry: str, document: Document) -> Found:
    """Put a document into the cache."""
    found = Found(
        entry=entry,
        key=document.key,
        has_symbol=bool(document.symbol),
        sha256=document.sha256,
        file=document.file,
        date=document.date,
        day=day_of(document),
        paths=joined_paths(unit.path for unit in document.units),
        aliases=document.aliases,
        language=document.language,
    )
    body = as_json(document).encode("utf-8", "surrogatepass")
    cache.write(entry, KIND, to_record(found), body)
    return found


def kept(cache: Cache, entry: str, file: str) -> Found | None:
    """What the cache has of a file; None where it was not read, or the entry was damaged."""
    known = cache.entry(entry, KIND)
    try:
        return known and from_record(Found, known[0] | {"file": file})
    except (TypeError, KeyError, ValueError):
        return None


def document_in(cache: Cache, found: Found) -> Document:
    """The document itself; raises `UnreadableFile` where the cache has it no more."""
    known = cache.entry(found.entry, KIND)
    if known is None:
        raise gone(cache)
    return replace(from_record(Document, json.loads(known[1])), key=found.key, file=found.file)
