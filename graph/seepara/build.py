"""Resolved documents → everything that a build holds, in one new folder (design.md §4).

Each file of it is made by the module that knows its format; here is only which there are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from .corpus import Corpus
from .labels import Labels
from .model import ResolvedDocument
from .publish import published
from .records import write_records
from .report import Report
from .tables import (
    CITATION_COLUMNS,
    NODE_COLUMNS,
    Row,
    as_csv,
    as_json_lines,
    citation_rows,
    reference_rows,
    unit_rows,
)

GRAPH = "graph.ttl"
EXPLORER = "explorer.html"
UNITS = "units.jsonl"
REFERENCES = "references.jsonl"
RECORDS = "records.jsonl"


def build(corpus: Corpus, output: Path) -> Report:
    """Write the build of a corpus to `output` and return its report.

    Raises `UnreadableFile` where `output` is something else's, or cannot be written.
    """
    documents = tuple(corpus.resolved())
    labels = Labels.of(documents)
    report = Report()
    for resolved in documents:
        report.add(resolved)
    with published(output) as folder:
        _write(folder / UNITS, as_json_lines(_each(unit_rows, documents)))
        _write(folder / REFERENCES, as_json_lines(_each(reference_rows, documents)))
        _write(folder / "citations.csv", as_csv(_each(citation_rows, documents), CITATION_COLUMNS))
        _write(
            folder / "report.json",
            [json.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n"],
        )
        write_records(documents, folder / RECORDS)
        _write_network(folder, documents, labels)
        from .explorer import write_page
        from .rdf import write as write_rdf

        write_rdf(documents, folder / GRAPH, "ttl", labels=labels)
        write_page(documents, folder / EXPLORER, labels)
    return report


def _write_network(folder: Path, documents: Sequence[ResolvedDocument], labels: Labels) -> None:
    from .export import node_rows, write_graphml
    from .network import network

    graph = network(documents, labels)
    _write(folder / "nodes.csv", as_csv(node_rows(graph), NODE_COLUMNS))
    write_graphml(graph, folder / "graph.graphml")


def _each(rows: object, documents: Iterable[ResolvedDocument]) -> Iterable[Row]:
    for resolved in documents:
        yield from rows(resolved)  # type: ignore[operator]


def _write(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", errors="surrogatepass", newline="") as stream:
        stream.writelines(lines)
