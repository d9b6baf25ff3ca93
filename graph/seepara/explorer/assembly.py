"""The page put together from pieces: those of documents, of what they name, and what is inferred.

A page is one file, or, with more than `ONE_FILE` nodes, a page and parts of its data beside it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..graph_parts import document_nodes
from ..lineage import Order, inferred_links
from ..model import ResolvedDocument
from ..report import Report
from .data import Record, document_piece, joined_node, mentioned_piece, summary
from .lineage_data import inferred_record
from .serialised import DOCUMENT, LINKS, PART, array, piece_sections, serialised
from .shell import shell
from .splitting import FOLDER, ONE_FILE, as_script, ends_in, starts

if TYPE_CHECKING:
    from ..labels import Labels
    from ..lineage import InferredLink

Sections = Iterable[tuple[str, bytes | memoryview]]
"""What a document, or a run of things that documents name, gives to the page (`serialised`)."""


def page(
    documents: Iterable[ResolvedDocument],
    labels: Labels | None = None,
    inferred: Iterable[InferredLink] | None = None,
) -> str:
    """The explorer for these documents, as one HTML document that needs no network.

    `labels` and `inferred` spare making them again where they are at hand.

    >>> text = page(())
    >>> text.startswith("<!doctype html>"), "http://" in text.partition("<script>")[0]
    (True, False)
    """
    maker = _of_documents(tuple(documents), labels, inferred)
    return b"".join(maker.one_file(shell(parted=False))).decode()


def write_page(
    documents: Iterable[ResolvedDocument],
    path: Path,
    labels: Labels | None = None,
    inferred: Iterable[InferredLink] | None = None,
    one_file: int = ONE_FILE,
) -> None:
    """Write the explorer for these documents to a file, as UTF-8.

    With more than `one_file` nodes, parts of its data are written beside it, into the folder
    `splitting.FOLDER`. Raises `OSError` where a file cannot be written.
    """
    maker = _of_documents(tuple(documents), labels, inferred)
    parted = maker.nodes > one_file
    maker.write(path, shell(parted=parted), parted=parted)


class PageMaker:
    """A page in the making: pieces are added in their order, documents first.

    Of a page in parts, `write` writes what lies in them beside the page.
    """

    def __init__(self) -> None:
        self.nodes = 0
        self._places: dict[str, int] = {}
        self._sizes: list[int] = []
        self._documents: list[bytes | memoryview] = []
        self._links: list[bytes | memoryview] = []
        self._parts: list[bytes | memoryview] = []
        self._records: dict[str, Any] = {}
        self._inferred: list[Record] = []
        self._texts: dict[str, dict[str, str]] = {}

    def add(self, sections: Sections, nodes: int, key: str = "") -> None:
        """Add what a document gives, with its key, or a run, and how many nodes it has."""
        self.nodes += nodes
        if key:
            self._places[key] = len(self._places)
            self._sizes.append(nodes)
        for section, content in sections:
            if section == DOCUMENT:
                self._documents.append(content)
            elif section == LINKS:
                self._links.append(content)
            elif section == PART:
                self._parts.append(content)

    def finish(
        self,
        counts: Record,
        inferred: Iterable[InferredLink],
        labels: Labels,
        is_there: Callable[[str], bool],
    ) -> None:
        """Add the numbers of a report, and what is inferred; `is_there` says whether the pieces have
        a node of a key."""
        record = inferred_record(inferred, labels, self._text_of)
        self._inferred = record.pop("inferred", [])
        self._records = {"summary": summary(counts), "lineage": record}
        ends = dict.fromkeys(end for one in self._inferred for end in (one["older"], one["newer"]))
        wholes = {end: end.partition("#")[0] for end in ends if not is_there(end)}
        joined = [joined_node(end, labels) for end, whole in wholes.items() if is_there(whole)]
        if joined:
            self.add([(DOCUMENT, serialised({"nodes": joined}))], len(joined))

    def _text_of(self, key: str) -> str:
        """The text of a unit that was read, or nothing."""
        whole = key.partition("#")[0]
        if whole not in self._texts:
            place = self._places.get(whole)
            part = {"nodes": ()} if place is None else json.loads(bytes(self._parts[place]))
            self._texts[whole] = {node["id"]: node.get("text", "") for node in part["nodes"]}
        return self._texts[whole].get(key, "")

    def write(self, path: Path, around: Sequence[bytes], *, parted: bool) -> None:
        """Write the page, in parts if wanted. Raises `OSError` where a file cannot be written."""
        if parted:
            folder = path.parent / FOLDER
            folder.mkdir(parents=True, exist_ok=True)
            first = starts(self._sizes)
            for number, text in enumerate(self._in_parts(first)):
                (folder / f"{number:03d}.js").write_bytes(as_script(number, text))
            pieces = self._around_parts(around, first)
        else:
            pieces = self.one_file(around)
        with path.open("wb") as stream:
            stream.writelines(pieces)

    def one_file(self, around: Sequence[bytes]) -> Iterator[bytes]:
        """The whole page."""
        lineage = self._records["lineage"] | (
            {"inferred": self._inferred} if self._inferred else {}
        )
        records = serialised(self._records | {"lineage": lineage})
        return _woven(around, (array(self._documents), array(self._parts), records))

    def _around_parts(self, around: Sequence[bytes], first: Sequence[int]) -> Iterator[bytes]:
        split = b'{"starts":%b,"links":%b}' % (serialised(first), array(self._links))
        records = b'%b,"split":%b}' % (serialised(self._records)[:-1], split)
        return _woven(around, (array(self._documents), b"[]", records))

    def _in_parts(self, first: Sequence[int]) -> Iterator[bytes]:
        """The data of each part: documents that follow each other, and what is inferred of them."""
        keys = list(self._places)
        part_of = {
            key: number
            for number, (start, end) in enumerate(ends_in(first, len(keys)))
            for key in keys[start:end]
        }
        inferred: dict[int, list[Record]] = {}
        for place, link in enumerate(self._inferred):
            ends = {link[end].partition("#")[0] for end in ("older", "newer")}
            for number in sorted({part_of[end] for end in ends if end in part_of}):
                inferred.setdefault(number, []).append(link | {"place": place})
        for number, (start, end) in enumerate(ends_in(first, len(keys))):
            documents = array(self._parts[start:end])
            yield b'{"documents":%b,"inferred":%b}' % (
                documents, serialised(inferred.get(number, [])),
            )  # fmt: skip


def _woven(around: Sequence[bytes], data: Sequence[bytes]) -> Iterator[bytes]:
    for before, block in zip(around, data, strict=False):
        yield before
        yield block
    yield around[-1]


def _of_documents(
    documents: Sequence[ResolvedDocument],
    labels: Labels | None,
    inferred: Iterable[InferredLink] | None,
) -> PageMaker:
    """A page of documents that are all in memory."""
    from ..labels import Labels
    from ..network import network

    known, order = labels or Labels.of(documents), Order.of(documents)
    maker, report = PageMaker(), Report()
    for one in documents:
        report.add(one)
        nodes = tuple(document_nodes(one, known))
        piece = document_piece(one, known, order, nodes)
        maker.add(piece_sections(piece).items(), len(nodes), one.document.key)
    graph = network(documents, known)
    named = {key: held for key, held in graph.nodes(data=True) if not held["read"]}
    others = mentioned_piece(named.items(), graph.out_edges(named, data=True), known)
    maker.add([(DOCUMENT, serialised(others))], len(named))
    links = inferred_links(documents) if inferred is None else inferred
    maker.finish(report.counts(), links, known, graph.__contains__)
    return maker
