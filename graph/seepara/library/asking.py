"""SPARQL put to a corpus: over the graph of its build, or over one that is made for the question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from .. import keys, queries, rdf
from ..answers import Answer, Cell
from ..labels import Labels
from ..model import ResolvedDocument
from ..rdf.terms import PREFIXES
from ..store import GRAPH, graph_of
from .finding import NotFound
from .rows import Rows

_WHOLE = frozenset(PREFIXES["xsd"] + name for name in ("integer", "nonNegativeInteger"))
_FRACTIONS = frozenset(PREFIXES["xsd"] + name for name in ("decimal", "double", "float"))
_TRUTH = PREFIXES["xsd"] + "boolean"


@contextmanager
def graph_at(
    documents: Sequence[ResolvedDocument], labels: Labels, build: Path | None
) -> Iterator[Path]:
    """Where the graph of these documents is: in their build, else in a file for the moment."""
    if build is not None:
        yield graph_of(build)
        return
    with TemporaryDirectory(prefix="seepara-") as folder:
        path = Path(folder, GRAPH)
        rdf.write(documents, path, "ttl", labels=labels)
        yield path


def ready(name: str) -> queries.ReadyQuery | None:
    """The ready query of a name."""
    return next((one for one in queries.ready() if one.name == name), None)


def rows_of(answer: Answer, caption: str) -> Rows:
    """An answer as rows of plain values: keys for nodes of the graph, numbers for numbers."""
    values = tuple(tuple(_value(cell, answer.base) for cell in row) for row in answer.rows)
    return Rows(answer.columns, values, caption)


def places_in(answer: Answer, query: str) -> tuple[str, ...]:
    """The keys of all nodes that a query finds, in its order; raises `NotFound` where it finds none."""
    found = [
        keys.key_of(cell.value, answer.base)
        for row in answer.rows
        for cell in row
        if cell is not None and cell.kind == "uri" and cell.value.startswith(answer.base)
    ]
    if not found:
        raise NotFound(f"{query} finds nothing that can be drawn")
    return tuple(dict.fromkeys(found))


def asked(graph: Path, text: str, parameters: Mapping[str, str]) -> Answer:
    """The answer of a graph (`seepara.queries.run`)."""
    return queries.run(graph, text, parameters)


def _value(cell: Cell | None, base: str) -> object:
    if cell is None:
        return None
    if cell.kind == "uri" and cell.value.startswith(base):
        return keys.key_of(cell.value, base)
    if cell.datatype in _WHOLE:
        return int(cell.value)
    if cell.datatype in _FRACTIONS:
        return float(cell.value)
    return cell.value == "true" if cell.datatype == _TRUTH else cell.value
