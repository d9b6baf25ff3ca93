"""The graph as an embedded store on disk: a build writes it whole, after that it is only read.

A named graph is what one document states, what is inferred, or what users correct
(`seepara.rdf.graph_name`). The default graph is the union of them all, each triple once, and it is
written out as such: a store that unites at query time counts a triple as often as there are graphs
that have it. Every type of whole number comes back as ``xsd:integer``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from . import keys
from .rdf.terms import PREFIXES

if TYPE_CHECKING:
    import rdflib
    from pyoxigraph import Quad, Store

STORE = "store"
"""The folder of a build that holds its store."""

GRAPH = "graph.ttl"
"""The file of a build that holds its graph as Turtle."""

_MARKER = "CURRENT"
"""The file that every store of this kind has."""

_LOGS = "LOG*"
"""What the store says of itself while it is written, with times of day: no part of a build."""


class StoreError(ValueError):
    """A folder that holds no store, or a file that holds no graph."""


def write_store(source: Path | Iterable[Quad], folder: Path) -> None:
    """Write a new store from a TriG or N-Quads file, or from quads.

    `folder` must not be there yet, or be empty. What is in the default graph of the source comes
    into that of the store beside the union of the named graphs. Nothing may read the folder before
    this has returned. Raises `StoreError` for a file that is none of both formats, `OSError` where
    something cannot be read or written.

    >>> import tempfile
    >>> from pyoxigraph import NamedNode, Quad
    >>> a, graphs = NamedNode("ex:a"), (NamedNode("ex:g"), NamedNode("ex:h"))
    >>> with tempfile.TemporaryDirectory() as place:
    ...     write_store([Quad(a, a, a, graph) for graph in graphs], Path(place, "store"))
    ...     len(open_store(Path(place, "store")))
    3
    """
    if folder.exists() and any(folder.iterdir()):
        raise StoreError(f"{folder}: there is something in it already; give a new folder")

    def load(store: Store) -> None:
        if isinstance(source, Path):
            try:
                store.bulk_load(path=source)
                store.bulk_extend(_united(_quads(source)))
            except (SyntaxError, ValueError) as error:
                raise StoreError(f"{source}: holds no graph: {error}") from None
        else:
            store.bulk_extend(_with_union(source))
        store.optimize()

    write_into(folder, load)


def write_into(folder: Path, work: Callable[[Store], None]) -> None:
    """Open the store of a folder for `work`, and close it; from then on it is only read.

    Nothing else may have it open. Raises `OSError` where it cannot be read or written.
    """
    from pyoxigraph import Store

    store = Store(str(folder))
    work(store)
    store.flush()
    del store  # closes it
    for log in folder.glob(_LOGS):
        log.unlink()


def is_store(folder: Path) -> bool:
    """Whether a folder looks like a store."""
    return (folder / _MARKER).is_file()


def graph_of(build: Path) -> Path:
    """The graph of a build, to be opened: its store, which has named graphs, else its Turtle."""
    store = build / STORE
    return store if is_store(store) else build / GRAPH


def open_store(path: Path) -> Store:
    """The store of a folder, to be read only; or a graph file (Turtle, or by its suffix) in memory.

    Raises `StoreError` where there is neither, `OSError` where it cannot be read.
    """
    from pyoxigraph import RdfFormat, Store

    if path.is_dir():
        if not is_store(path):
            raise StoreError(f"{path}: holds no store; build again")
        try:
            return Store.read_only(str(path))
        except RuntimeError:
            raise StoreError(f"{path}: the store is damaged; build again") from None
    store = Store()
    kind = RdfFormat.from_extension(path.suffix.removeprefix(".")) or RdfFormat.TURTLE
    try:
        store.bulk_load(path=path, format=kind)
    except SyntaxError as error:
        raise StoreError(f"{path}: holds no graph: {error.msg}") from None
    return store


def base_of(store: Store) -> str:
    """The base of the IRIs in a graph of ours; the usual one where the graph does not say."""
    from pyoxigraph import Literal, NamedNode

    said = store.quads_for_pattern(None, NamedNode(PREFIXES["void"] + "uriSpace"), None)
    for quad in said:
        if isinstance(quad.object, Literal):
            return quad.object.value
    return keys.ID_BASE


def to_rdflib(path: Path) -> rdflib.Dataset:
    """A store or a graph file as an rdflib dataset in memory; its default graph, too, is the union
    of all graphs.

    A triple that is in a named graph is only there, as rdflib unites when it is asked. About 1.3 KB
    a triple; raises `StoreError` and `OSError` as `open_store` does.
    """
    import rdflib
    from pyoxigraph import DefaultGraph

    store = open_store(path)
    dataset = rdflib.Dataset(default_union=True)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace)
    for name in store.named_graphs():
        graph = dataset.graph(rdflib.URIRef(name.value))
        for quad in store.quads_for_pattern(None, None, None, name):
            graph.add(_rdflib_triple(quad))
    alone = dataset.default_graph
    for quad in store.quads_for_pattern(None, None, None, DefaultGraph()):
        triple = _rdflib_triple(quad)
        if next(iter(dataset.store.triples(triple, None)), None) is None:
            alone.add(triple)
    return dataset


def _quads(path: Path) -> Iterator[Quad]:
    from pyoxigraph import parse

    return iter(parse(path=path))


def _united(quads: Iterable[Quad]) -> Iterator[Quad]:
    """What the named graphs of quads add to the default graph."""
    from pyoxigraph import DefaultGraph, Quad

    unnamed = DefaultGraph()
    for quad in quads:
        if quad.graph_name != unnamed:
            yield Quad(quad.subject, quad.predicate, quad.object)


def _with_union(quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        yield quad
        yield from _united((quad,))


def _rdflib_triple(quad: Quad) -> tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]:
    return _rdflib_term(quad.subject), _rdflib_term(quad.predicate), _rdflib_term(quad.object)


def _rdflib_term(term: object) -> rdflib.term.Node:
    import rdflib
    from pyoxigraph import BlankNode, Literal, NamedNode

    match term:
        case NamedNode():
            return rdflib.URIRef(term.value)
        case BlankNode():
            return rdflib.BNode(term.value)
        case Literal():
            if term.language:
                return rdflib.Literal(term.value, lang=term.language)
            kind = (
                None if term.datatype.value == PREFIXES["xsd"] + "string" else term.datatype.value
            )
            return rdflib.Literal(
                term.value, datatype=kind and rdflib.URIRef(kind), normalize=False
            )
    raise StoreError(f"rdflib has no term for {term}")
