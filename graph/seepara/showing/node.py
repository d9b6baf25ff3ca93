"""What `seepara show KEY` says of a node: its text, where it stands, what it cites and what cites
it.

The key is forgiven much: a bare path, the file's name, ``21.a``, "para. 21 (a)" (domain.md §3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from ..answers import harmless
from ..keys import forgiving_path, join, split
from ..labels import Labels
from ..model import Citation, Reference, ResolvedDocument, Unit


@dataclass(frozen=True, slots=True)
class Link:
    """One citation, with the reference and the document it stands in."""

    document: ResolvedDocument
    reference: Reference
    citation: Citation

    @property
    def source(self) -> str:
        return join(self.document.document.key, self.reference.unit)


def find_keys(
    text: str, documents: Sequence[ResolvedDocument], labels: Labels | None = None
) -> list[str]:
    """The keys that a typed text can mean, best first; empty where nothing fits.

    What the program itself calls a document and its parts is among them ("Draft report 2010,
    para. 3"); `labels` are those of the documents, made here where they are not at hand.
    """
    typed = text.strip()
    name, path = split(typed)
    by_name: dict[str, str] = {}
    for resolved in documents:
        document = resolved.document
        for known in (document.key, *document.aliases, document.short, document.printed_symbol,
                      PurePosixPath(document.file).name, PurePosixPath(document.file).stem):  # fmt: skip
            if known:
                by_name.setdefault(_folded(known), document.key)
    if key := by_name.get(_folded(name)):
        wanted = forgiving_path(path) if path else ""
        return [join(key, wanted)] if not wanted or _has(documents, key, wanted) else []
    cited = {c.target for r in documents for f in r.references for c in f.citations if c.target}
    cited |= {split(key)[0] for key in cited}
    exact = [
        key
        for key in sorted(cited)
        if _folded(key) in (_folded(typed), _folded(join(name, forgiving_path(path))))
    ]
    if exact:
        return exact
    wanted = forgiving_path(typed)
    every = [join(r.document.key, unit.path) for r in documents for unit in r.document.units]
    if named := [key for key in every if split(key)[1].lower() == wanted.lower()]:
        return named
    labels = labels or Labels.of(documents)
    called = [r.document.key for r in documents if labels.label(r.document.key) == name]
    if path:
        inner = forgiving_path(path)
        return [join(key, inner) for key in called if _has(documents, key, inner)]
    if called:
        return called
    return [key for key in every if _folded(typed) in _names(key, labels)]


def described(key: str, documents: Sequence[ResolvedDocument], labels: Labels) -> Iterator[str]:
    """The lines that tell of one node, safe to print."""
    document, path = split(key)
    yield harmless(labels.label(key))
    resolved = _of_key(document, documents)
    if resolved is None:
        yield "  not read" + (f": {labels.page(document)}" if labels.page(document) else "")
    else:
        yield from _of_unit(resolved, path, labels)
    cited, citing = outgoing(key, documents), incoming(key, documents)
    yield ""
    yield f"Refers to ({len(cited)})"
    yield from (_line(link, link.citation.target, labels) for link in cited)
    yield f"Referred to by ({len(citing)})"
    yield from (_line(link, link.source, labels) for link in citing)


def outgoing(key: str, documents: Sequence[ResolvedDocument]) -> list[Link]:
    """What a node and its parts cite, in the order of the text."""
    document, path = split(key)
    resolved = _of_key(document, documents)
    within = inside(resolved, path) if resolved else set()
    return [link for link in links([resolved] if resolved else ()) if link.reference.unit in within]


def incoming(key: str, documents: Sequence[ResolvedDocument]) -> list[Link]:
    """What cites a node or its parts; of a document, only what stands outside it."""
    document, path = split(key)
    resolved = _of_key(document, documents)
    within = inside(resolved, path) if resolved else {path}
    return [
        link
        for link in links(documents)
        if (target := split(link.citation.target))[0] == document
        and (not path or target[1] in within)
        and not (link.document is resolved and link.reference.unit in within and path == "")
    ]


def links(documents: Iterable[ResolvedDocument]) -> Iterator[Link]:
    """Every citation of the documents, in order."""
    for resolved in documents:
        for reference in resolved.references:
            for citation in reference.citations:
                yield Link(resolved, reference, citation)


def inside(resolved: ResolvedDocument, path: str) -> set[str]:
    """The paths of a unit and of all that stands in it; for the document, of everything."""
    found = {path}
    for unit in resolved.document.units:
        if path == "" or unit.parent in found:
            found.add(unit.path)
    return found


def _of_key(document: str, documents: Iterable[ResolvedDocument]) -> ResolvedDocument | None:
    return next((r for r in documents if r.document.key == document), None)


def _of_unit(resolved: ResolvedDocument, path: str, labels: Labels) -> Iterator[str]:
    document = resolved.document
    by_path = {unit.path: unit for unit in document.units}
    unit = by_path.get(path)
    if document.abridged:
        yield f"  [{labels.words.abridged}]"
    if unit is None:
        yield "  " + harmless(
            " · ".join(filter(None, (document.title, document.date, document.stage.value)))
        )
        return
    if unit.meeting:
        yield "  " + harmless(labels.label(unit.meeting))
    for above in reversed(_above(unit, by_path)):
        yield "  " + harmless(f"{above.label} {document.text_of(above)}".strip())
    yield "    " + harmless(f"{unit.label} {document.text_of(unit)}".strip())


def _above(unit: Unit, by_path: dict[str, Unit]) -> list[Unit]:
    above: list[Unit] = []
    while unit.parent and unit.parent in by_path:
        unit = by_path[unit.parent]
        above.append(unit)
    return above


def _line(link: Link, other: str, labels: Labels) -> str:
    citation = link.citation
    name = (
        labels.label(other) if other else ", ".join(map(labels.label, citation.candidates)) or "?"
    )
    said = f"“{link.reference.text}”, {link.reference.asserted_by.value}, {citation.status.value}"
    return "  " + harmless(f"{name}: {said}" + (f" ({citation.reason})" if citation.reason else ""))


def _has(documents: Sequence[ResolvedDocument], key: str, path: str) -> bool:
    return any(
        r.document.key == key and any(unit.path == path for unit in r.document.units)
        for r in documents
    )


def _names(key: str, labels: Labels) -> tuple[str, str]:
    """What the program itself calls a node."""
    return _folded(labels.label(key)), _folded(labels.short(key))


def _folded(text: str) -> str:
    return "".join(text.split()).lower()
