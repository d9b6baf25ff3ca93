"""Paths → documents → resolved documents: what `build`, `refs` and every other reader of files
share.

Two passes: each file is read into a `Document`, and the index of targets is made of them; then each
document's references are resolved. One unreadable file costs the others nothing.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from .catalogue import NAME as CATALOGUE
from .catalogue import Catalogue, Entry, applied, read_catalogue
from .context import Context
from .model import Document, ResolvedDocument
from .publish import MARKER
from .reading import ENDINGS, HTML_ENDINGS, TEXT_ENDINGS, WORD_ENDINGS, read, read_bytes
from .reading.errors import UnreadableFile
from .references.parser import parse_phrases
from .resolution import resolve
from .structure import read_structure
from .targets import DictIndex, TargetIndex
from .vocabulary import Vocabulary, vocabulary

DEFAULT_LANGUAGE = "en"
Progress = Callable[[int, int], None]
"""Told how many of how many files are done."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents read together, with the index of targets that they make, and what could not be
    read."""

    documents: tuple[Document, ...]
    index: DictIndex
    unreadable: tuple[UnreadableFile, ...] = ()
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)

    def resolved(self) -> Iterator[ResolvedDocument]:
        """Each document with its references resolved, one at a time."""
        for document in self.documents:
            words = self.vocabularies.get(document.key) or vocabulary(document.language)
            yield resolved_document(document, self.index, words)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read, the name under which it is reported, and what the catalogue says of it."""

    path: Path
    name: str
    entry: Entry
    catalogue: Catalogue


def read_corpus(
    paths: Sequence[str | os.PathLike[str]],
    catalogue: Path | None = None,
    progress: Progress | None = None,
) -> Corpus:
    """The documents of files and folders; folders are walked, ``catalogue.toml`` beside them is
    read.

    What cannot be read is listed in `Corpus.unreadable`, one error a file, and stops nothing.
    """
    unreadable: list[UnreadableFile] = []
    documents: dict[str, Document] = {}
    own_words: dict[str, Vocabulary] = {}
    made: dict[tuple[Path, str], Vocabulary] = {}
    sources = list(source_files(paths, catalogue, unreadable))
    for number, source in enumerate(sources):
        try:
            place = (source.catalogue.folder, source.entry.language or DEFAULT_LANGUAGE)
            if place not in made:
                made[place] = _vocabulary(source)
            document = read_document(source, made[place])
        except UnreadableFile as error:
            unreadable.append(error)
        else:
            _add(documents, document, unreadable)
            if source.catalogue.registry or source.catalogue.words:
                own_words[document.key] = made[place]
        if progress is not None:
            progress(number + 1, len(sources))
    ordered = tuple(sorted(documents.values(), key=lambda d: (d.date, d.key)))
    return Corpus(ordered, DictIndex.of(ordered), tuple(unreadable), own_words)


def source_files(
    paths: Sequence[str | os.PathLike[str]],
    catalogue: Path | None,
    unreadable: list[UnreadableFile],
) -> Iterator[SourceFile]:
    """The files that the paths name, in a fixed order; what is wrong with a path goes to
    `unreadable`.

    In a folder, only files of a known ending count, and none that explains the folder itself
    (``README``) or is hidden.
    """
    catalogues: dict[Path, Catalogue] = {}
    given = _catalogue(catalogue, unreadable) if catalogue else None
    seen: set[Path] = set()
    for path in map(Path, paths):
        if path.is_dir():
            found = sorted(p for p in _walk(path))
            if not found:
                unreadable.append(
                    UnreadableFile(
                        str(path),
                        "the folder has no document",
                        f"put files in it that end in {', '.join(ENDINGS)}",
                    )
                )
        else:
            found = [path]
        for file in found:
            try:
                real = file.resolve()
            except (OSError, RuntimeError):  # a link that leads to itself: reading it will say so
                real = file.absolute()
            if real in seen:
                continue
            seen.add(real)
            if given is None and file.parent not in catalogues:
                catalogues[file.parent] = _catalogue(file.parent / CATALOGUE, unreadable)
            known = given or catalogues[file.parent]
            yield SourceFile(file, file.as_posix(), known.entry(file), known)


def read_document(source: SourceFile, words: Vocabulary) -> Document:
    """The document of one file, with what the catalogue says of it; raises `UnreadableFile`."""
    data = read_bytes(source.path)
    reading = read(data, source.path, source.entry.encoding)
    if not reading.lines:
        raise UnreadableFile(
            source.name, "there are no words in it", "leave it out or get it again"
        )
    document = read_structure(reading.lines, source.name, words.language, words.registry)
    document = applied(document, source.entry, words.registry)
    return replace(
        document,
        sha256=hashlib.sha256(data).hexdigest(),
        notices=reading.notices + document.notices,
    )


def resolved_document(
    document: Document, index: TargetIndex, words: Vocabulary
) -> ResolvedDocument:
    """A document with its references found and resolved."""
    context = Context(document, words.language, words.registry)
    phrases = parse_phrases(document.text, words.language, words.registry)
    return resolve(document, phrases, context, index)


def _vocabulary(source: SourceFile) -> Vocabulary:
    """The vocabulary that a file is read by; raises `UnreadableFile` naming what is wrong with it."""
    catalogue = source.catalogue
    code = source.entry.language or DEFAULT_LANGUAGE
    try:
        return vocabulary(code, catalogue.registry, catalogue.words.get(code, {}))
    except (LookupError, ValueError) as error:
        raise UnreadableFile(source.name, str(error), "correct the catalogue") from None


def _add(
    documents: dict[str, Document], document: Document, unreadable: list[UnreadableFile]
) -> None:
    """Two files of one version are one document: the better format is read, the other reported.

    Without a symbol, two different files that look alike are two documents.
    """
    other = documents.get(document.key)
    if other is None:
        documents[document.key] = document
    elif document.symbol or other.sha256 == document.sha256:
        kept, left = sorted((other, document), key=lambda d: (_rank(d.file), d.file))
        documents[document.key] = kept
        problem = f"it is the same document as {kept.file}"
        unreadable.append(UnreadableFile(left.file, problem, "leave one of them out"))
    else:
        key = f"{document.key}/{document.sha256[:8]}"
        documents[key] = replace(document, key=key)


def _rank(file: str) -> int:
    """The order in which formats tell most of a document: Word first, PDF last (domain.md §3)."""
    order = (WORD_ENDINGS, HTML_ENDINGS, TEXT_ENDINGS)
    return next((n for n, ends in enumerate(order) if file.lower().endswith(ends)), len(order))


def _catalogue(path: Path, unreadable: list[UnreadableFile]) -> Catalogue:
    try:
        return read_catalogue(path)
    except UnreadableFile as error:
        unreadable.append(error)
        return Catalogue(path.parent)


def _walk(folder: Path) -> Iterable[Path]:
    """The documents below a folder; the pages of an earlier build of ours are none."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and not Path(parent, name, MARKER).exists()
        )
        for name in sorted(files):
            explains = name.partition(".")[0].upper() == "README"
            if not name.startswith(".") and not explains and name.lower().endswith(ENDINGS):
                yield Path(parent, name)
