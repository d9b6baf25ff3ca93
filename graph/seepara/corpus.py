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

from .catalogue import Entry, applied
from .collecting.duplicates import Identity, told_apart
from .context import Context
from .language_identification import identified
from .languages import codes
from .model import Document, ResolvedDocument
from .reading import HTML_ENDINGS, PDF_ENDINGS, read, read_bytes
from .reading.errors import UnreadableFile
from .references.parser import parse_phrases
from .resolution import resolve
from .sources import SourceFile, source_files
from .structure import read_structure
from .structure.doubts import numbering_doubts
from .targets import DictIndex, TargetIndex
from .vocabulary import Vocabulary, vocabulary

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
    read: list[tuple[SourceFile, Document]] = []
    vocabularies = Vocabularies()
    sources = list(source_files(paths, catalogue, unreadable))
    for number, source in enumerate(sources):
        try:
            read.append((source, read_document(source, vocabularies.of(source))))
        except UnreadableFile as error:
            unreadable.append(error)
        if progress is not None:
            progress(number + 1, len(sources))
    documents: list[Document] = []
    own_words: dict[str, Vocabulary] = {}
    fates = told_apart([identity(document) for _, document in read])
    for (source, document), fate in zip(read, fates, strict=True):
        if isinstance(fate, UnreadableFile):
            unreadable.append(fate)
            continue
        documents.append(document if fate.key == document.key else replace(document, key=fate.key))
        if source.catalogue.registry or source.catalogue.words:
            own_words[fate.key] = vocabularies.of(source)
    ordered = tuple(sorted(documents, key=lambda d: (d.date, d.key)))
    return Corpus(ordered, DictIndex.of(ordered), tuple(unreadable), own_words)


def read_document(source: SourceFile, words: Vocabulary) -> Document:
    """The document of one file, with what the catalogue says of it; raises `UnreadableFile`."""
    return document_of(read_bytes(source.path), source.name, source.entry, words)


def document_of(data: bytes, name: str, entry: Entry, words: Vocabulary) -> Document:
    r"""The document of a file's bytes; its name tells the format. Raises `UnreadableFile`.

    >>> data = b"A/80/1\n\n1. Notes the report."
    >>> document_of(data, "a.txt", Entry("a.txt"), vocabulary("en")).key
    'A/80/1'
    """
    reading = read(data, Path(name), entry.encoding)
    if not reading.lines:
        raise UnreadableFile(name, "there are no words in it", "leave it out or get it again")
    if not entry.language:
        _refuse_other_language((line.text for line in reading.lines), name, words)
    document = read_structure(reading.lines, name, words.language, words.registry)
    document = applied(document, entry, words.registry)
    told_by_place = name.lower().endswith(HTML_ENDINGS + PDF_ENDINGS)
    doubts = numbering_doubts(document) if told_by_place else ()
    return replace(
        document,
        sha256=hashlib.sha256(data).hexdigest(),
        notices=reading.notices + document.notices + doubts,
    )


def _refuse_other_language(lines: Iterable[str], name: str, words: Vocabulary) -> None:
    """Whoever reads a text with the words of another language finds next to nothing in it, and would
    not say so."""
    found = identified(lines)
    if found is None or found.code == words.language.code:
        return
    if found.code in codes():
        problem, cure = f"it is in {found.name}", f'say language = "{found.code}" in the catalogue'
    else:
        problem = f"it is in {found.name}, which is not read yet"
        cure = (
            f'leave it out, or say language = "{words.language.code}" in the catalogue if it is not'
        )
    raise UnreadableFile(name, problem, cure)


def resolved_document(
    document: Document, index: TargetIndex, words: Vocabulary
) -> ResolvedDocument:
    """A document with its references found and resolved."""
    context = Context(document, words.language, words.registry)
    phrases = parse_phrases(document.text, words.language, words.registry)
    return resolve(document, phrases, context, index)


def identity(document: Document) -> Identity:
    """By what a document is told from others (`seepara.collecting.duplicates`)."""
    return Identity(
        document.key, bool(document.symbol), document.sha256, document.file, document.language
    )


class Vocabularies:
    """The vocabularies that files are read by, each made once for a catalogue and a language."""

    def __init__(self) -> None:
        self._made: dict[tuple[Path, str], Vocabulary] = {}

    def of(self, source: SourceFile) -> Vocabulary:
        """The vocabulary of a file; raises `UnreadableFile` naming what is wrong with it."""
        catalogue, code = source.catalogue, source.language
        place = (catalogue.folder, code)
        if place not in self._made:
            try:
                made = vocabulary(code, catalogue.registry, catalogue.words.get(code, {}))
            except (LookupError, ValueError) as error:
                raise UnreadableFile(source.name, str(error), "correct the catalogue") from None
            self._made[place] = made
        return self._made[place]
