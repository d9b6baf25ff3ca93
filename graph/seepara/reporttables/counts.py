"""Tables that count: what is most cited, what is cited and not read, what is not answered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..check import all_rules, check
from ..check.rules import Selection
from ..keys import join, split
from ..labels import Labels, plain
from ..model import Asserter, Reference, ResolvedDocument, Status
from .model import Cell, Note, Table
from .notes import Lettered, abridged_mark, corpus_note
from .targets import called, capital
from .words import TableWords

MOST = 10
"""How many rows the table of the most cited has unless told otherwise."""

_COUNTED = (Status.RESOLVED, Status.EXTERNAL)
_ONE_SIDED = "one-sided"


@dataclass(slots=True)
class _Count:
    citations: int = 0
    units: dict[str, None] = field(default_factory=dict)

    def add(self, unit: str) -> None:
        self.citations += 1
        self.units[unit] = None


def most_cited(
    documents: Sequence[ResolvedDocument],
    labels: Labels,
    words: TableWords,
    version: str,
    most: int = MOST,
) -> Table:
    """What is cited most, places and documents each as such, whether they were read or not; of
    equal number by name."""
    counts: dict[str, _Count] = {}
    for unit, target, status in _citations(documents):
        if status in _COUNTED:
            counts.setdefault(target, _Count()).add(unit)
    ranked = sorted(counts, key=lambda key: (-counts[key].citations, _natural(key)))
    lettered = Lettered()
    rows = tuple(
        (
            Cell(plain(labels.label(key))),
            Cell(str(counts[key].citations)),
            Cell(_cited_by(counts[key], labels, words)),
        )
        for key in ranked[:most]
    )
    notes = [Note("", words.notes["counted"])]
    if len(ranked) > most:
        notes.append(Note("", words.notes["most"].format(shown=most, all=len(ranked))))
    columns = tuple(Cell(words.columns[name]) for name in ("place", "citations", "cited_by"))
    return _table("most-cited", columns, rows, lettered, notes, documents, labels, words, version)


def not_read(
    documents: Sequence[ResolvedDocument], labels: Labels, words: TableWords, version: str
) -> Table:
    """Documents, decisions, treaties and publications that are cited and were not read, most cited
    first, with the page of the United Nations where there is one."""
    counts: dict[str, _Count] = {}
    for unit, target, status in _citations(documents):
        if status is Status.EXTERNAL:
            counts.setdefault(split(target)[0], _Count()).add(unit)
    ranked = sorted(counts, key=lambda key: (-counts[key].citations, _natural(key)))
    rows = tuple(
        (
            Cell(plain(labels.label(key))),
            Cell(str(counts[key].citations)),
            Cell(_cited_by(counts[key], labels, words)),
            Cell(labels.page(key)),
        )
        for key in ranked
    )
    names = ("document", "citations", "cited_by", "page")
    columns = tuple(Cell(words.columns[name]) for name in names)
    notes = [Note("", words.notes["counted_documents"])]
    return _table("not-read", columns, rows, Lettered(), notes, documents, labels, words, version)


def one_sided(
    documents: Sequence[ResolvedDocument], labels: Labels, words: TableWords, version: str
) -> Table:
    """References that the place referred to does not answer, in documents whose cross-references
    are mutual (`seepara.check`)."""
    only = Selection(tuple(rule for rule in all_rules() if rule.name == _ONE_SIDED))
    lettered = Lettered()
    rows: list[tuple[Cell, ...]] = []
    without: list[str] = []
    listed = []
    for resolved in documents:
        document = resolved.document
        findings = check(resolved, only)
        if not findings:
            without.append(plain(labels.label(document.key)))
            continue
        listed.append(document)
        said = {(one.unit, one.start): one for one in resolved.references}
        for finding in findings:
            source = join(document.key, finding.unit)
            made_by = said.get((finding.unit, finding.start))
            rows.append(
                (
                    Cell(_place(source, document.key, len(documents), labels)),
                    Cell(called(finding.target, document.key, labels)),
                    Cell(plain(finding.text)),
                    Cell(_made_by(made_by, words)),
                )
            )
    mark = abridged_mark(listed, labels, words, lettered)
    names = ("paragraph", "refers_to", "phrase", "made_by")
    columns = tuple(Cell(words.columns[name], mark if name == "phrase" else "") for name in names)
    notes = []
    if without:
        notes.append(Note("", words.notes["mutual"].format(documents=words.listed(without))))
    return _table(
        "one-sided", columns, tuple(rows), lettered, notes, documents, labels, words, version
    )


def _table(
    name: str,
    columns: tuple[Cell, ...],
    rows: tuple[tuple[Cell, ...], ...],
    lettered: Lettered,
    notes: Iterable[Note],
    documents: Sequence[ResolvedDocument],
    labels: Labels,
    words: TableWords,
    version: str,
) -> Table:
    widths = {"most-cited": (50, 12, 38), "not-read": (34, 12, 26, 28)}.get(name, (20, 25, 40, 15))
    empty = [] if rows else [Note("", words.notes["empty"])]
    made_of = corpus_note(documents, labels, words, version)
    return Table(
        name,
        words.captions[name],
        columns,
        rows,
        (*lettered.notes(), *empty, *notes, made_of),
        widths,
        words.language,
    )


def _citations(documents: Iterable[ResolvedDocument]) -> Iterator[tuple[str, str, Status]]:
    """Each citation with a target: the key of its unit, the target, the status."""
    for resolved in documents:
        for reference in resolved.references:
            unit = join(resolved.document.key, reference.unit)
            for citation in reference.citations:
                if citation.target:
                    yield unit, citation.target, citation.status


def _cited_by(count: _Count, labels: Labels, words: TableWords) -> str:
    documents = dict.fromkeys(split(unit)[0] for unit in count.units)
    names = words.listed([plain(labels.label(document)) for document in documents])
    pattern = words.cited_by["one" if len(count.units) == 1 else "several"]
    return pattern.format(number=len(count.units), documents=names)


def _place(key: str, document: str, documents: int, labels: Labels) -> str:
    if documents > 1:
        return plain(labels.label(key))
    return capital(called(key, document, labels))


def _made_by(reference: Reference | None, words: TableWords) -> str:
    return words.made_by[reference.asserted_by if reference else Asserter.BODY]


def _natural(key: str) -> list[tuple[int, int, str]]:
    """A key so that 9 comes before 10 and (a) before (b)."""
    parts = re.findall(r"[0-9]+|[^0-9]+", key)
    # a longer number is the larger; numbers may be longer than Python turns into one
    digits = (part.lstrip("0") for part in parts)
    return [
        (0, len(own), own) if part.isdecimal() else (1, 0, part)
        for part, own in zip(parts, digits, strict=True)
    ]
