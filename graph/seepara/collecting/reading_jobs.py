"""Files → documents in the cache, read in processes of their own, each file at the cost of itself.

Word, PDF and HTML are read in the sandbox. Plain text, which has no parser to attack, is read by
workers that go on to the next file; where one crashes nonetheless, or takes more than `TEXT_SECONDS`
or `TEXT_MEMORY`, only its file is lost.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from ..catalogue import Entry
from ..confinement import limit_address_space
from ..model import Document
from ..reading import HTML_ENDINGS, PDF_ENDINGS, WORD_ENDINGS, read_bytes
from ..reading.errors import UnreadableFile
from ..records import as_json, from_record
from ..sources import DEFAULT_LANGUAGE, SourceFile
from ..workers import Ended, in_workers
from .cache import Cache
from .found import EntryNames, Found, keep, kept

if TYPE_CHECKING:
    from ..corpus import Progress, Vocabularies
    from ..reading.sandbox import Task

    Sandbox = Generator[tuple[Task, bytes | UnreadableFile], None, None]

RISKY_ENDINGS = WORD_ENDINGS + HTML_ENDINGS + PDF_ENDINGS
"""The formats whose parsers a file may attack."""

TEXT_SECONDS = 300.0
"""The longest that a text may take: one of 64 MB, the largest, takes about a tenth of that."""

TEXT_MEMORY = 1536 * 2**20
"""The address space of a process that reads texts: sound ones of 64 MB take about 600 MB, one of
lines of a letter each passes 3 GB."""

_REPAIR = "open it in the program that made it and save it again, or leave it out"


@dataclass(frozen=True, slots=True)
class FilesRead:
    """What was found in each file, in their order, and how many of them were read for it now."""

    found: tuple[Found | UnreadableFile, ...]
    read_now: int


def read_files(
    sources: Sequence[SourceFile],
    cache: Cache,
    program: str,
    processes: int,
    progress: Progress | None = None,
) -> FilesRead:
    """Read the files whose documents are not in the cache, from so many processes at once."""
    results: dict[int, Found | UnreadableFile] = {}
    names = EntryNames(program)
    risky: list[int] = []
    read_now = 0
    is_warm = False

    def done(number: int, found: Found | UnreadableFile) -> None:
        results[number] = found
        if progress is not None:
            progress(len(results), len(sources))

    def unread_texts() -> Iterator[int]:
        nonlocal is_warm
        for number, source in enumerate(sources):
            try:
                known = kept(cache, names.of(source, read_bytes(source.path)), source.name)
            except UnreadableFile as error:
                done(number, error)
                continue
            if known is not None:
                done(number, known)
            elif source.name.lower().endswith(RISKY_ENDINGS):
                risky.append(number)
            else:
                if not is_warm:
                    warm()  # before the first worker is forked: each of them would have to do it
                    is_warm = True
                yield number
        if risky and not is_warm:
            warm()  # those who resolve will need it

    reader = TextReader(sources, cache, program)
    limit = partial(limit_address_space, TEXT_MEMORY)
    working = in_workers(reader, unread_texts(), processes, TEXT_SECONDS, limit)
    with closing(working) as answers:
        for number, found in answers:
            read_now += 1
            if isinstance(found, Ended):
                problem = f"its reader ended ({found.how})"
                found = UnreadableFile(sources[number].name, problem, _REPAIR)
            done(number, found)
    with closing(_sandboxed(sources, risky, cache, names, processes)) as others:
        for number, found in others:
            read_now += 1
            done(number, found)
    return FilesRead(tuple(results[number] for number in range(len(sources))), read_now)


class TextReader:
    """Reads plain text files by their number: the work of a worker."""

    def __init__(self, sources: Sequence[SourceFile], cache: Cache, program: str) -> None:
        self._sources = sources
        self._cache = cache
        self._names = EntryNames(program)
        self._vocabularies: Vocabularies | None = None

    def __call__(self, number: int) -> Found | UnreadableFile:
        source = self._sources[number]
        try:
            return self._found(source)
        except MemoryError:
            problem = f"reading it takes more than the memory limit of {TEXT_MEMORY // 2**20:,} MiB"
        except RecursionError:
            problem = "the reader failed on it (RecursionError)"
        return UnreadableFile(source.name, problem, _REPAIR)

    def _found(self, source: SourceFile) -> Found | UnreadableFile:
        from ..corpus import Vocabularies, document_of

        self._vocabularies = self._vocabularies or Vocabularies()
        try:
            data = read_bytes(source.path)
            words = self._vocabularies.of(source)
            document = document_of(data, source.name, source.entry, words)
        except UnreadableFile as error:
            return error
        # By the bytes that were read: the file may have changed since it was looked at.
        return keep(self._cache, self._names.of(source, data), document)


def _sandboxed(
    sources: Sequence[SourceFile],
    numbers: Sequence[int],
    cache: Cache,
    names: EntryNames,
    processes: int,
) -> Generator[tuple[int, Found | UnreadableFile], None, None]:
    """The files that are read in the sandbox."""
    if not numbers:
        return
    from ..reading.sandbox import Task, in_sandbox

    waiting: dict[str, tuple[int, str]] = {}
    gone: list[tuple[int, UnreadableFile]] = []

    def tasks() -> Iterator[Task]:
        for number in numbers:
            source = sources[number]
            try:
                data = read_bytes(source.path)
            except UnreadableFile as error:
                gone.append((number, error))
                continue
            waiting[source.name] = number, names.of(source, data)
            catalogue = source.catalogue
            own = catalogue.registry, catalogue.words.get(source.language, {})
            arguments = (data, source.name, source.entry, source.language, *own)
            yield Task(source.name, record_of, arguments)

    running = cast("Sandbox", in_sandbox(tasks(), processes, prepare=warm))
    with closing(running) as answers:
        for task, answer in answers:
            number, entry = waiting.pop(task.name)
            if isinstance(answer, UnreadableFile):
                yield number, answer
            else:
                document = _decoded(answer, task)
                if isinstance(document, Document):
                    yield number, keep(cache, entry, document)
                else:
                    yield number, document
    yield from gone


def record_of(
    data: bytes,
    name: str,
    entry: Entry,
    language: str,
    names: Mapping[str, Any],
    words: Mapping[str, Any],
) -> bytes:
    """The work of the sandbox: the document of a file's bytes, as the JSON of its record."""
    from ..corpus import document_of
    from ..vocabulary import vocabulary

    try:
        known = vocabulary(language, names, words)
    except (LookupError, ValueError) as error:
        raise UnreadableFile(name, str(error), "correct the catalogue") from None
    return as_json(document_of(data, name, entry, known)).encode("utf-8", "surrogatepass")


def warm() -> None:
    """Load what reads and resolves, once for all processes that are forked from this one."""
    from ..corpus import document_of, resolved_document
    from ..targets import DictIndex
    from ..vocabulary import vocabulary

    words = vocabulary(DEFAULT_LANGUAGE)
    document = document_of(b"1. Notes, see para. 1 above.", "a.txt", Entry("a.txt"), words)
    resolved_document(document, DictIndex.of([document]), words)


def _decoded(answer: bytes, task: Task) -> Document | UnreadableFile:
    """The document in an answer of the sandbox, which the file may have forged."""
    import hashlib

    data: bytes = task.arguments[0]
    try:
        document = from_record(Document, json.loads(answer))
    except (TypeError, KeyError, ValueError, RecursionError):
        return UnreadableFile(task.name, "its reader gave no document", _REPAIR)
    return replace(document, file=task.name, sha256=hashlib.sha256(data).hexdigest())
