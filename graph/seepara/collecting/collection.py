"""Paths → a corpus of any size: of each document only what its neighbours may ask is in memory.

What `build`, `refs` and `check` share on the command line; `seepara.corpus` is the same for a few
documents, all in memory.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..reading.errors import UnreadableFile
from ..sources import SourceFile, source_files
from ..targets import DictIndex
from .cache import Cache
from .duplicates import Kept, told_apart
from .found import Found, document_in
from .reading_jobs import read_files

if TYPE_CHECKING:
    from ..corpus import Progress
    from ..model import ResolvedDocument


@dataclass(frozen=True, slots=True)
class Collection:
    """The documents of some paths in their order, the index of targets that they make, what could
    not be read, and how many files were read now, not in an earlier run.

    `sources` are the files of `documents`.
    """

    documents: tuple[Found, ...]
    sources: tuple[SourceFile, ...]
    index: DictIndex
    unreadable: tuple[UnreadableFile, ...]
    read_now: int
    cache: Cache

    def resolved(self) -> Iterator[ResolvedDocument]:
        """Each document with its references resolved, one at a time."""
        from ..corpus import Vocabularies, resolved_document

        vocabularies = Vocabularies()
        for found, source in zip(self.documents, self.sources, strict=True):
            words = vocabularies.of(source)
            yield resolved_document(document_in(self.cache, found), self.index, words)


def collected(
    paths: Sequence[str | os.PathLike[str]],
    catalogue: Path | None,
    cache: Cache,
    program: str,
    processes: int,
    progress: Progress | None = None,
) -> Collection:
    r"""Read what is not in the cache. What cannot be read is listed, one error a file.

    Documents come by date, then by key, whatever the order of the paths or of their reading.

    >>> from .cache import temporary
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place, temporary() as cache:
    ...     _ = Path(place, "a.txt").write_text("A/80/1\n\n1. See A/80/2, para. 1.")
    ...     collection = collected([place], None, cache, "", 1)
    ...     [found.key for found in collection.documents]
    ['A/80/1']
    """
    unreadable: list[UnreadableFile] = []
    sources = list(source_files(paths, catalogue, unreadable))
    files = read_files(sources, cache, program, processes, progress)
    read = [(n, found) for n, found in enumerate(files.found) if isinstance(found, Found)]
    fates = dict(
        zip(
            (number for number, _ in read),
            told_apart([found.identity for _, found in read]),
            strict=True,
        )
    )
    members: list[tuple[Found, SourceFile]] = []
    for number, found in enumerate(files.found):
        fate = found if isinstance(found, UnreadableFile) else fates[number]
        if isinstance(fate, Kept) and isinstance(found, Found):
            kept = found if fate.key == found.key else replace(found, key=fate.key)
            members.append((kept, sources[number]))
        elif isinstance(fate, UnreadableFile):
            unreadable.append(fate)
    members.sort(key=lambda member: (member[0].date, member[0].key))
    documents = tuple(found for found, _ in members)
    return Collection(
        documents,
        tuple(source for _, source in members),
        index_of(documents),
        tuple(unreadable),
        files.read_now,
        cache,
    )


def index_of(documents: Sequence[Found]) -> DictIndex:
    """The index of targets that documents make."""
    aliases: dict[str, str] = {}
    for found in documents:
        for alias in found.aliases:
            aliases.setdefault(alias, found.key)
    return DictIndex({found.key: found.paths for found in documents}, aliases)
