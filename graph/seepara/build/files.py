"""Sections of documents and runs → the files of a build, written as streams.

Documents come first, in their order, then what they name. Nothing is held but what is being
written: a piece that stands further on in its file waits in a temporary one. The files are made in
groups, each by one process in one pass over the sections.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from .. import graphml, report, tables
from ..labels import Labels
from ..records import RECORDS
from ..store import GRAPH
from .sections import (
    CITATIONS,
    GRAPHML_EDGES,
    GRAPHML_NODES,
    NODES,
    NOTICES,
    REFERENCES,
    UNITS,
    UNRESOLVED,
)

GRAPHML = "graph.graphml"
REPORT = "report.json"

Sections = Iterable[tuple[str, memoryview]]
"""What one document or run gives, by section."""

_PIECE = 2**20
_TABLES = (UNITS, REFERENCES, CITATIONS, RECORDS, NODES)


def write_tables(folder: Path, parts: Iterable[Sections], counts: Mapping[str, object]) -> None:
    """Units, references, citations, records and nodes as tables; the report, with its counts.

    Raises `OSError` where one of them cannot be written.
    """
    with ExitStack() as stack:
        files: dict[str, IO[bytes]] = {
            name: stack.enter_context((folder / name).open("wb", _PIECE)) for name in _TABLES
        }
        unresolved, notices = (stack.enter_context(_waiting(folder)) for _ in "ab")
        files[CITATIONS].writelines(_head(tables.CITATION_COLUMNS))
        files[NODES].writelines(_head(tables.NODE_COLUMNS))
        _write(parts, files | {UNRESOLVED: unresolved, NOTICES: notices})
        stream = stack.enter_context((folder / REPORT).open("wb"))
        for text in report.as_json(counts, _texts(unresolved), _texts(notices)):
            stream.write(text.encode("utf-8", "surrogatepass"))


def write_graph(
    folder: Path, parts: Iterable[Sections], labels: Labels, classes: Mapping[str, int]
) -> None:
    """The graph as Turtle, which ends with the counts of `classes`, and as GraphML.

    Raises `OSError` where one cannot be written.
    """
    from ..rdf import turtle_head, turtle_tail

    with (
        (folder / GRAPH).open("wb", _PIECE) as turtle,
        (folder / GRAPHML).open("wb", _PIECE) as nodes,
        _waiting(folder) as edges,
    ):
        turtle.write(turtle_head(labels))
        nodes.write(graphml.head(graphml.NODE_TYPES, graphml.EDGE_TYPES).encode())
        _write(parts, {GRAPH: turtle, GRAPHML_NODES: nodes, GRAPHML_EDGES: edges})
        turtle.write(turtle_tail(classes, labels))
        edges.seek(0)
        shutil.copyfileobj(edges, nodes, _PIECE)
        nodes.write(graphml.TAIL.encode())


def _write(parts: Iterable[Sections], files: Mapping[str, IO[bytes]]) -> None:
    """Each section to the end of its file, if it has one here."""
    for sections in parts:
        for section, content in sections:
            if section in files:
                files[section].write(content)


def _waiting(folder: Path) -> IO[bytes]:
    """A file for what comes later in another one; it is gone when it is closed."""
    return tempfile.TemporaryFile("w+b", _PIECE, dir=folder)


def _head(columns: Sequence[str]) -> Iterator[bytes]:
    return (line.encode() for line in tables.as_csv((), columns))


def _texts(waiting: IO[bytes]) -> Iterator[str]:
    """What waits in a file, in pieces that end where a line does."""
    waiting.seek(0)
    while lines := waiting.readlines(_PIECE):
        yield b"".join(lines).decode("utf-8", "surrogatepass")
