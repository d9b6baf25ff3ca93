"""Cross-references in United Nations documents as a knowledge graph.

Documents are read together and asked (`seepara.library.corpus.Corpus`):

>>> import seepara
>>> corpus = seepara.read("data")
>>> corpus["21(a)"].references
[<“see paras. 37, 50 and 82 below” → Chair's report 2010, para. 37, Chair's report 2010, para. 50, \
Chair's report 2010, para. 82>]
>>> corpus.lineage("37"), corpus.map("21(a)"), corpus.table("not-read")  # doctest: +ELLIPSIS
(<lineage of Chair's report 2010, para. 37: ...>, <Cross-references of ...>, <Cited, not read: 13 rows>)

The recogniser alone, without documents and targets:

>>> from seepara import find_references
>>> text = "pursuant to General Assembly resolution 64/293, para. 3, and article 6 of the Kyoto Protocol"
>>> [text[p.start:p.end] for p in find_references(text)]
['General Assembly resolution 64/293, para. 3', 'article 6 of the Kyoto Protocol']

Own bodies and words are added without a fork:

>>> text = "see clause 4 above"
>>> [text[p.start:p.end] for p in find_references(text, words={"heads": {"paragraph": ["clause"]}})]
['see clause 4 above']
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import rdflib

    from .build import Built
    from .library.corpus import Corpus
    from .references.phrases import Phrase

__all__ = ["find_references", "open_build", "read", "to_rdflib", "write_build"]


def read(
    *paths: str | os.PathLike[str], catalogue: str | os.PathLike[str] | None = None, jobs: int = 1
) -> Corpus:
    """The documents of files and folders, with their references resolved against one another.

    Folders are walked; ``catalogue.toml`` beside the files is read, or another `catalogue`. Word,
    HTML and PDF are read in processes with limits, `jobs` files at a time. What cannot be read is
    listed in `Corpus.unreadable`, one error a file, and stops nothing.

    >>> [document.label for document in read("data")][:2]
    ['Draft report 2010', "Chair's report 2010"]
    """
    from pathlib import Path

    from .library.corpus import Corpus

    return Corpus.read(paths, Path(catalogue) if catalogue is not None else None, jobs)


def write_build(
    *paths: str | os.PathLike[str],
    output: str | os.PathLike[str] = "build",
    catalogue: str | os.PathLike[str] | None = None,
) -> Built:
    """Read files and folders and write what ``seepara build`` writes: graph, tables, explorer.

    Raises `seepara.build.NothingToBuild`, and `seepara.reading.errors.UnreadableFile` where `output`
    is something else's or cannot be written.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     _ = write_build("data", output=f"{place}/build")
    ...     open_build(f"{place}/build")
    <4 documents>
    """
    from pathlib import Path

    from .build import build

    return build(paths, Path(output), Path(catalogue) if catalogue is not None else None)


def open_build(folder: str | os.PathLike[str] = "build") -> Corpus:
    """The documents of a build. Raises `FileNotFoundError` where there is none, and `ValueError`
    where another version of the program made it."""
    from pathlib import Path

    from .library.corpus import Corpus

    return Corpus.opened(Path(folder))


def find_references(
    text: str,
    language: str = "en",
    *,
    names: Mapping[str, Any] | None = None,
    words: Mapping[str, Any] | None = None,
) -> tuple[Phrase, ...]:
    """Every phrase in a text that refers, in order: what it cites and where in it.

    Offsets are code points, half-open: a phrase is ``text[phrase.start:phrase.end]``. What "the
    report" or "its resolution" denotes needs a document and is not asked here. `names` and `words`
    are added to the registry and to the language (`seepara.vocabulary`). Raises `LookupError` for
    a language that has no file.
    """
    from .references.parser import parse_phrases
    from .references.phrases import In
    from .vocabulary import vocabulary

    known = vocabulary(language, names or {}, words or {})
    found = parse_phrases(text, known.language, known.registry)
    # An article of something unknown only keeps its number from being taken for a treaty's.
    return tuple(phrase for phrase in found if phrase.sources[0].kind is not In.UNKNOWN)


def to_rdflib(build: str | os.PathLike[str]) -> rdflib.Dataset:
    """The graph of a build as an rdflib dataset in memory: about 1.3 KB a triple.

    `build` is the folder that ``seepara build`` wrote. Its named graphs are there where its store
    is; else all is in the default graph. Raises `seepara.store.StoreError` where there is no graph,
    `OSError` where it cannot be read.

    >>> import tempfile
    >>> from pathlib import Path
    >>> from seepara import rdf
    >>> with tempfile.TemporaryDirectory() as build:
    ...     rdf.write([], Path(build, "graph.ttl"))
    ...     dataset = to_rdflib(build)
    >>> dataset.query("ASK { ?dataset a void:Dataset }").askAnswer
    True
    """
    from pathlib import Path

    from . import store

    return store.to_rdflib(store.graph_of(Path(build)))
