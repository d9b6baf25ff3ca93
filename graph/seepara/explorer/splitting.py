"""A page too large for one file: what every view needs stays in the page, the rest is in parts.

In the page stay the documents, the meetings, what was cited and not read, and how many citations
join two documents. A part holds some documents that follow each other: their units, their citations
and what is known of their lineage. It is a script, ``NNN.js`` in a folder beside the page, since a
page from disk may read no other file; it calls one function with its data and does nothing else.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .data import PageData, Record

ONE_FILE = 25_000
"""The most nodes of a page that is one file: about 15 MB, which Chromium opens in about a second."""

MOST_NODES = 60_000
"""The most nodes of a page in parts: the overview and the index of its documents stay in the page."""

PART = 1_000
"""About how many nodes a part has, 0.6 MB, which is read in some 20 ms; a document is never cut."""

FOLDER = "explorer"
"""The folder of the parts, beside the page."""

_CALL = "seeparaPart"


@dataclass(frozen=True, slots=True)
class Split:
    """What stays in the page, and the parts in their order."""

    page: PageData
    parts: list[Record]


def split(data: PageData, most: int | None = None) -> Split:
    """Split a page's data into parts of about `most` nodes (by default `PART`).

    >>> empty = split(PageData([], [], {"references": [], "ambiguous": [], "summary": {}}))
    >>> empty.parts, empty.page.records["split"]["parts"]
    ([], 0)
    """
    nodes = [_by_key(node, data.nodes) for node in data.nodes]
    part_of = _parts_by_document(nodes, most or PART)
    number = max(part_of.values(), default=-1) + 1
    parts: list[Record] = [_empty(place) for place in range(number)]
    kept: list[Record] = []
    for place, node in enumerate(nodes):
        whole = node["id"].partition("#")[0]
        if "#" in node["id"] and whole in part_of and not node.get("missing"):
            parts[part_of[whole]]["nodes"].append(node | {"at": place})
        else:
            kept.append(node | {"at": place})
    _split_citations(data, part_of, parts)
    lineage = _split_lineage(data, part_of, parts)
    records = {
        "references": [],
        "ambiguous": [],
        "summary": data.records["summary"],
        "lineage": lineage,
        "split": {
            "parts": number,
            "of": part_of,
            "links": _links(data),
            "unread": _unread(data),
        },
    }
    return Split(PageData(kept, [], records), parts)


def write_parts(parts: Iterable[Record], folder: Path) -> None:
    """Write the parts as scripts into a new folder. Raises `OSError` where that cannot be done."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, part in enumerate(parts):
        text = as_script(number, part)
        (folder / f"{number:03d}.js").write_bytes(text.encode("utf-8", "replace"))


def as_script(number: int, part: Record) -> str:
    """A part as a script. Its data is one string, so that no word of it is ever read as a program.

    >>> as_script(0, {"nodes": ["'</script>"]})
    'seeparaPart(0,"{\\\\"nodes\\\\":[\\\\"\\'</script>\\\\"]}");\\n'
    """
    data = json.dumps(part, ensure_ascii=False, separators=(",", ":"))
    return f"{_CALL}({number},{json.dumps(data, ensure_ascii=False)});\n"


def _by_key(node: Record, nodes: list[Record]) -> Record:
    """A node that names others by their keys: their places are not all at hand."""
    named = {name: nodes[node[name]]["id"] for name in ("parent", "meeting") if name in node}
    return node | named


def _parts_by_document(nodes: Iterable[Record], most: int) -> dict[str, int]:
    """The part of each document that was read, in the order of the documents."""
    sizes: Counter[str] = Counter()
    read = set()
    for node in nodes:
        whole, _, path = node["id"].partition("#")
        if not path and not (node.get("unread") or node["kind"] == "meeting"):
            read.add(whole)
        if whole in read and not node.get("missing"):
            sizes[whole] += 1
    found: dict[str, int] = {}
    part = held = 0
    for whole, size in sizes.items():
        if held and held + size > most:
            part, held = part + 1, 0
        found[whole] = part
        held += size
    return found


def _empty(number: int) -> Record:
    return {"part": number, "nodes": [], "edges": [], "references": [], "ambiguous": []}


def _split_citations(data: PageData, part_of: Mapping[str, int], parts: list[Record]) -> None:
    places: list[int] = []
    for place, reference in enumerate(data.records["references"]):
        number = part_of[reference["unit"].partition("#")[0]]
        places.append(number)
        parts[number].setdefault("first_reference", place)
        parts[number]["references"].append(reference)
    for edge in data.edges:
        parts[places[edge["reference"]]]["edges"].append(edge)
    for place, one in enumerate(data.records["ambiguous"]):
        part = parts[places[one["reference"]]]
        part.setdefault("first_ambiguous", place)
        part["ambiguous"].append(one)


def _split_lineage(data: PageData, part_of: Mapping[str, int], parts: list[Record]) -> Record:
    """Gives each part what is of its citations and units; returns the rest."""
    lineage = data.records.get("lineage", {})
    for part in parts:
        part["lineage"] = {}
    by_edge = {int(edge["id"]): part["part"] for part in parts for edge in part["edges"]}
    for name in ("turned", "beside", "apart"):
        for edge in lineage.get(name, ()):
            parts[by_edge[edge]]["lineage"].setdefault(name, []).append(edge)
    for kind, found in lineage.get("kinds", {}).items():
        for edge in found:
            kinds = parts[by_edge[edge]]["lineage"].setdefault("kinds", {})
            kinds.setdefault(kind, []).append(edge)
    for key, demands in lineage.get("demands", {}).items():
        own = parts[part_of[key.partition("#")[0]]]["lineage"]
        own.setdefault("demands", {})[key] = demands
    for place, link in enumerate(lineage.get("inferred", ())):
        ends = {link[end].partition("#")[0] for end in ("older", "newer")}
        for number in sorted({part_of[end] for end in ends if end in part_of}):
            found = parts[number]["lineage"].setdefault("inferred", [])
            found.append(link | {"place": place})
    return {
        name: lineage[name] for name in ("proofs", "years", "own_words", "added") if name in lineage
    }


def _links(data: PageData) -> list[list[Any]]:
    """How many citations join two documents: from, to, how many, whether all are the secretariat's;
    and of the inferred links how many, by kind."""
    counts: Counter[tuple[str, str]] = Counter()
    others: Counter[tuple[str, str]] = Counter()
    for edge in data.edges:
        ends = edge["from"].partition("#")[0], edge["to"].partition("#")[0]
        if ends[0] != ends[1]:
            counts[ends] += 1
            others[ends] += not edge.get("dashes")
    return [[*ends, number, not others[ends]] for ends, number in counts.items()]


def _unread(data: PageData) -> list[list[Any]]:
    """Documents that were cited and not read: key, citations, citing documents, cited keys."""
    unread = {node["id"] for node in data.nodes if node.get("unread")}
    citations: Counter[str] = Counter()
    by: dict[str, set[str]] = {}
    cited: dict[str, dict[str, None]] = {}
    for edge in _external(data.edges):
        whole = edge["to"].partition("#")[0]
        if whole in unread:
            citations[whole] += 1
            by.setdefault(whole, set()).add(edge["from"].partition("#")[0])
            cited.setdefault(whole, {})[edge["to"]] = None
    return [[key, number, len(by[key]), list(cited[key])] for key, number in citations.items()]


def _external(edges: Iterable[Record]) -> Iterator[Record]:
    return (edge for edge in edges if edge["status"] == "external")
