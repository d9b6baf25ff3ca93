"""The data of a page put together as its script does: places count over all documents."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from seepara.explorer import page
from seepara.labels import Labels

Record = dict[str, Any]


@dataclass(frozen=True)
class PageData:
    """Nodes in their order, citations with their numbers, references, and all else."""

    nodes: list[Record]
    edges: list[Record]
    references: list[Record]
    ambiguous: list[Record]
    lineage: Record
    summary: Record


def block(text: str, name: str) -> Any:
    """One of the page's blocks of data."""
    found = re.search(rf'id="data-{name}">(.*?)</script>', text, re.DOTALL)
    assert found
    return json.loads(found[1])


def data_of(documents, inferred=None):
    documents = tuple(documents)
    return joined(page(documents, Labels.of(documents), inferred))


def joined(text: str) -> PageData:
    """The data of a page that is one file."""
    parts, records = block(text, "parts"), block(text, "records")
    data = PageData([], [], [], [], {"added": {}, "demands": {}, "kinds": {}}, {})
    data.summary.update(records["summary"])
    data.lineage.update(records["lineage"])
    for place, piece in enumerate(block(text, "documents")):
        for name in ("own_words", "years"):
            data.lineage.setdefault(name, {}).update(piece.get(name, {}))
        data.nodes.extend(piece.get("nodes", ()))
        if "node" in piece:
            data.nodes.append(piece["node"])
            if piece.get("added"):
                data.lineage["added"][piece["node"]["id"]] = piece["added"]
            _add_part(data, parts[place], piece["counts"])
    return data


def _add_part(data: PageData, part: Record, counts: list[int]) -> None:
    before, first = len(data.references), len(data.edges)
    assert counts == [
        1 + len(part["nodes"]),
        *(len(part[name]) for name in ("edges", "references", "ambiguous")),
    ]
    data.nodes.extend(part["nodes"])
    data.references.extend(part["references"])
    for name in ("edges", "ambiguous"):
        getattr(data, name).extend(
            one | {"reference": one["reference"] + before} for one in part[name]
        )
    steps = part["lineage"]
    data.lineage["demands"] |= steps.get("demands", {})
    for name in ("turned", "beside", "apart"):
        data.lineage.setdefault(name, []).extend(first + edge for edge in steps.get(name, ()))
    for kind, found in steps.get("kinds", {}).items():
        data.lineage["kinds"].setdefault(kind, []).extend(first + edge for edge in found)
