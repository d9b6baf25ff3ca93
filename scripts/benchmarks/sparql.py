"""The store and SPARQL: loading, opening and asking a million triples, beside rdflib in memory.

The graph is made of generated documents that refer to themselves and to each other. Both parties get
the same triples, each in a process of its own, and must find the same: every row says how much.
Seconds are those of the clock, since the store works on disk and with more than one thread.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from seepara import queries, rdf
from seepara.context import Context
from seepara.labels import Labels
from seepara.languages import language
from seepara.lineage import Inferences
from seepara.model import Document, ResolvedDocument
from seepara.rdf.terms import PREFIXES
from seepara.reading.text import read_text
from seepara.references.parser import parse_phrases
from seepara.registry import registry
from seepara.resolution import resolve
from seepara.store import base_of, open_store, write_store
from seepara.structure import read_structure
from seepara.targets import DictIndex

from ._corpus import document
from ._measuring import say
from ._results import Column, Result, Table, Value

_TRIPLES, _QUICK_TRIPLES = 1_000_000, 50_000
_ROUNDS, _SLOW_ROUNDS = 5, 1
_SLOW = 2.0
"""Seconds; what takes longer is asked once."""

_SAMPLE = 50
"""Units that are asked about, one after the other; a row is the mean of them."""

_ABOUT = {
    "$citing": "SELECT DISTINCT ?unit { ?unit seepara:cites ?a } ORDER BY STR(?unit)",
    "$later": "SELECT DISTINCT ?unit { ?unit seepara:lineageStep ?a } ORDER BY STR(?unit)",
    "$last": "SELECT ?unit { ?unit seepara:lineageStep/seepara:lineageStep/seepara:lineageStep ?a } "
    "ORDER BY DESC(STR(?unit)) LIMIT 1",
    "$cited": "SELECT ?o { ?s seepara:cites ?o } GROUP BY ?o ORDER BY DESC(COUNT(?s)) STR(?o) LIMIT 1",
}
"""What a query can be about: of so many units, `_SAMPLE` at equal distances."""

_QUERIES = {
    "a point: what is said of a unit": "SELECT ?p ?o { $citing ?p ?o }",
    "a point, the same one again": "SELECT ?p ?o { $same ?p ?o }",
    "path: cites+ from a unit": "SELECT DISTINCT ?o { $citing seepara:cites+ ?o }",
    "path: lineageStep+ from a unit": "SELECT DISTINCT ?o { $later seepara:lineageStep+ ?o }",
    "path: lineageStep+, a long one": "SELECT DISTINCT ?o { $last seepara:lineageStep+ ?o }",
    "path: all that leads to the most cited by cites+": "SELECT DISTINCT ?s { ?s seepara:cites+ $cited }",
    "top 50 of what is cited": "SELECT ?o (COUNT(?s) AS ?n) { ?s seepara:cites ?o } GROUP BY ?o "
    "ORDER BY DESC(?n) STR(?o) LIMIT 50",
    "texts with a word": "SELECT ?s { ?s seepara:text ?text FILTER(CONTAINS(LCASE(STR(?text)), "
    '"ferries")) }',
    "count of all triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
}


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds that something took, and what it found: rows (of all units that were asked about), or
    triples."""

    seconds: float
    found: int


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument(
        "--triples", type=int, metavar="N", help=f"at least so many triples ({_TRIPLES:,})"
    )
    parser.add_argument("--quick", action="store_true", help=f"{_QUICK_TRIPLES:,} triples")


def run(arguments: argparse.Namespace) -> Result:
    """Measure and compare."""
    wanted = arguments.triples or (_QUICK_TRIPLES if arguments.quick else _TRIPLES)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        say("making the graph")
        number, triples = _alone(_make, folder, wanted)
        say("writing the store")
        loaded, load_peak = _alone(_load, folder)
        say("asking the store")
        ours, peak = _alone(_ask_store, folder)
        say("loading and asking rdflib")
        theirs, their_peak = _alone(_ask_rdflib, folder)
        size = sum(path.stat().st_size for path in (folder / "store").iterdir())
    about = (
        f"{number:,} generated documents, {triples:,} triples, stated in a named graph each",
        f"seconds by the clock, median of {_ROUNDS} rounds; over {_SLOW:g} s, of one",
        f"of a unit: the mean of {_SAMPLE} units at equal distances, asked one after the other",
        f"the store takes {size / 1e6:.0f} MB on disk",
    )
    rows = [_row("load", loaded, theirs["load"]), _row("open again", ours["open"], None)]
    rows += [_row(name, ours[name], theirs[name]) for name in _QUERIES if name in ours]
    memory: list[Mapping[str, Value]] = [
        {"what": "load", "store_mb": load_peak, "rdflib_mb": None},
        {"what": "ask", "store_mb": peak, "rdflib_mb": their_peak},
    ]
    seconds = Table(
        "seconds",
        "Seconds",
        (
            Column("what", "what"),
            Column("store_s", "store", ".5f"),
            Column("rdflib_s", "rdflib", ".5f"),
            Column("times", "times", ",.1f"),
            Column("found", "found", ",d"),
        ),
        tuple(rows),
    )
    space = Table(
        "memory",
        "Largest resident size, MB",
        (
            Column("what", "what"),
            Column("store_mb", "store", ",.0f"),
            Column("rdflib_mb", "rdflib", ",.0f"),
        ),
        tuple(memory),
    )
    return Result("sparql", about, (seconds, space))


def _row(what: str, ours: Took, theirs: Took | None) -> Mapping[str, Value]:
    if theirs is not None and ours.found != theirs.found:
        raise SystemExit(f"{what}: the store finds {ours.found}, rdflib {theirs.found}")
    return {
        "what": what,
        "store_s": ours.seconds,
        "rdflib_s": theirs.seconds if theirs else None,
        "times": theirs.seconds / ours.seconds if theirs else None,
        "found": ours.found,
    }


# -------------------------------------------------------------------- in processes of their own


def _alone(work: Callable[..., Any], *arguments: object) -> Any:
    """The work in a process that has no other memory, whose largest size is its own."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def _make(folder: Path, wanted: int) -> tuple[int, int]:
    """Write graph.trig and graph.nt of at least so many triples; how many documents, and triples."""
    sample = 200
    most = _written(folder, sample)
    number = sample
    while most < wanted:
        number = int(number * wanted / most * 1.01) + 1
        most = _written(folder, number)
    return number, most


def _written(folder: Path, number: int) -> int:
    resolved = tuple(_resolved(number))
    known: dict[str, Any] = {"labels": Labels.of(resolved), "inferences": Inferences.of(resolved)}
    rdf.write(resolved, folder / "graph.trig", "trig", **known)
    rdf.write(resolved, folder / "graph.nt", "nt", **known)
    with (folder / "graph.nt").open("rb") as lines:
        return len(set(lines))


def _resolved(number: int) -> Iterator[ResolvedDocument]:
    words, known = language("en"), registry("en")
    documents: list[Document] = []
    for one in range(number):
        name = f"document-{one:06d}.txt"
        lines = list(read_text(document(one), name))
        documents.append(read_structure(lines, name, words, known))
    index = DictIndex.of(documents)
    for one_document in documents:
        context = Context(one_document, words, known)
        yield resolve(one_document, parse_phrases(one_document.text, words, known), context, index)


def _load(folder: Path) -> tuple[Took, float]:
    started = time.perf_counter()
    write_store(folder / "graph.trig", folder / "store")
    seconds = time.perf_counter() - started
    found = int(_rows(folder, _QUERIES["count of all triples"])[0][0])
    return Took(seconds, found), _peak()


def _rows(folder: Path, text: str) -> list[list[str]]:
    answer = queries.run(folder / "store", text)
    return [[cell.value if cell else "" for cell in row] for row in answer.rows]


def _ask_store(folder: Path) -> tuple[dict[str, Took], float]:
    started = time.perf_counter()
    store = open_store(folder / "store")
    next(iter(store))
    took = {"open": Took(time.perf_counter() - started, 1)}
    base = base_of(store)

    def ask(text: str) -> int:
        return sum(1 for _ in store.query(text, base_iri=base, prefixes=PREFIXES))

    for name, texts in _questions(folder).items():
        took[name] = _timed(ask, texts)
    return took, _peak()


def _ask_rdflib(folder: Path) -> tuple[dict[str, Took], float]:
    import rdflib

    graph = rdflib.Graph()
    started = time.perf_counter()
    graph.parse(folder / "graph.nt", format="nt")
    took = {"load": Took(time.perf_counter() - started, len(graph))}
    prefixes = {name: rdflib.Namespace(namespace) for name, namespace in PREFIXES.items()}

    def ask(text: str) -> int:
        return sum(1 for _ in graph.query(text, initNs=prefixes))

    for name, texts in _questions(folder).items():
        took[name] = _timed(ask, texts)
    return took, _peak()


def _questions(folder: Path) -> dict[str, list[str]]:
    """The queries of each row, one for each unit that it asks about."""
    about = {}
    for place, query in _ABOUT.items():
        found = [unit for (unit,) in _rows(folder, query)]
        about[place] = found[:: max(1, len(found) // _SAMPLE)][:_SAMPLE]
    about["$same"] = about["$citing"][:1] * _SAMPLE
    return {name: list(_asked(text, about)) for name, text in _QUERIES.items()}


def _asked(text: str, about: Mapping[str, list[str]]) -> Iterator[str]:
    place = next((place for place in about if place in text), None)
    if place is None:
        yield text
    else:
        yield from (text.replace(place, f"<{unit}>") for unit in about[place])


def _timed(ask: Callable[[str], int], texts: list[str]) -> Took:
    """The mean seconds of some queries, the median of several rounds of them."""
    seconds: list[float] = []
    rounds, found = _ROUNDS, 0
    while len(seconds) < rounds:
        started = time.perf_counter()
        found = sum(map(ask, texts))
        seconds.append((time.perf_counter() - started) / len(texts))
        if seconds[-1] > _SLOW:
            rounds = _SLOW_ROUNDS
    return Took(statistics.median(seconds), found)


def _peak() -> float:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e6 / 1024)
