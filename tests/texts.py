"""Small documents made from text, and what was found in them as short strings for tables.

A target of the document itself is written by its path alone ("#57"), with the direction that the
phrase gives ("#57 below"). What is said of a status is said only where it is not to be expected:
own targets are resolved, all others external ("#99 dangling"). An ambiguous citation is "? a | b".
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from time import process_time

from seepara.catalogue import Entry, applied
from seepara.corpus import Corpus
from seepara.languages import language
from seepara.model import (
    Citation,
    Direction,
    Document,
    Reference,
    ResolvedDocument,
    Status,
    Unit,
    UnitKind,
)
from seepara.reading.text import read_text
from seepara.references.parser import parse_phrases
from seepara.references.phrases import In, Part, Phrase, Pinpoint, Source
from seepara.registry import registry
from seepara.structure import read_structure
from seepara.targets import DictIndex

ENGLISH = language("en")
REGISTRY = registry("en")


def grows_linearly(work: Callable[[int], object], size: int) -> bool:
    """Whether four times the input takes about four times as long; sixteen times is quadratic.

    Other work of the machine only makes a run longer: the shorter of two counts, and what is linear
    may show it at the third attempt. What is quadratic never does.
    """

    def seconds(n: int) -> float:
        runs = []
        for _ in range(2):
            start = process_time()
            work(n)
            runs.append(process_time() - start)
        return min(runs)

    collecting = gc.isenabled()
    gc.disable()  # it walks whatever the tests before have left
    try:
        return any(seconds(4 * size) < 7 * seconds(size) + 0.05 for _ in range(3))
    finally:
        if collecting:
            gc.enable()


# ---------------------------------------------------------------- phrases


def phrases(text: str) -> list[tuple[str, str]]:
    """What the parser finds: the words, and the sources with the pinpoints of the last one."""
    found = parse_phrases(text, ENGLISH, REGISTRY)
    return [(text[phrase.start : phrase.end], told(phrase)) for phrase in found]


def told(phrase: Phrase) -> str:
    """A phrase in short: "decision 4/4 of CTOC/COP: o(ii), o(iv)", "own: 13 above, 83 below"."""
    sources = ", ".join(map(_source, phrase.sources))
    pinpoints = ", ".join(map(_pinpoint, phrase.pinpoints))
    return f"{sources}: {pinpoints}" if pinpoints else sources


def _source(source: Source) -> str:
    words = source.name if source.kind is In.SYMBOL else f"{source.kind.value} {source.name}"
    return words.strip() + (f" of {source.organ}" if source.organ else "")


def _pinpoint(pinpoint: Pinpoint) -> str:
    plain = pinpoint.part in (Part.PARAGRAPH, Part.ARTICLE, Part.RULE)
    words = pinpoint.path if plain else f"{pinpoint.part.value} {pinpoint.path}".strip()
    inside = "".join(f"{c.part.value} {c.token}".strip() + "/" for c in pinpoint.within)
    last = f"..{pinpoint.last}" if pinpoint.last else ""
    step = f"step {pinpoint.step}" if pinpoint.step else ""
    return inside + words + last + step + _direction(pinpoint.direction)


def _direction(direction: Direction | None) -> str:
    return f" {direction.value}" if direction else ""


# ---------------------------------------------------------------- documents


def document(text: str, file: str = "a.txt", **entry: object) -> Document:
    """The document that a text makes, with what a catalogue says of it."""
    made = read_structure(list(read_text(text, file)), file, ENGLISH, REGISTRY)
    return applied(made, Entry(file, **entry), REGISTRY)  # type: ignore[arg-type]


def page(*blocks: str) -> str:
    """A text of blocks with blank lines between them."""
    return "\n\n".join(blocks) + "\n"


def report(*paragraphs: str, head: str = "A/80/999", after: str = "") -> str:
    """The text of a report: letterhead, then paragraphs numbered from 1, then what comes after."""
    body = "\n\n".join(f"{n}. {text}" for n, text in enumerate(paragraphs, 1))
    return f"{head}\n\nDistr.: General\n\nNote by the Secretariat\n\n{body}\n\n{after}"


def resolved(*documents: Document | str) -> list[ResolvedDocument]:
    """Documents (or their texts) with their references resolved against each other."""
    made = [
        document(d, f"{number}.txt") if isinstance(d, str) else d
        for number, d in enumerate(documents)
    ]
    return list(Corpus(tuple(made), DictIndex.of(made)).resolved())


def cited(document: Document | str, *others: Document | str) -> list[tuple[str, str, str]]:
    """The references of the first document: unit, words, targets."""
    first = resolved(document, *others)[0]
    return [
        (reference.unit, reference.text, targets(reference, first.document))
        for reference in first.references
    ]


def targets(reference: Reference, document: Document) -> str:
    """The targets of a reference as a table writes them."""
    return ", ".join(_target(citation, document) for citation in reference.citations)


def _target(citation: Citation, document: Document) -> str:
    if citation.status is Status.AMBIGUOUS:
        return "? " + " | ".join(sorted(citation.candidates))
    own = citation.target.startswith(f"{document.key}#")
    key = citation.target[len(document.key) :] if own else citation.target
    expected = Status.RESOLVED if own else Status.EXTERNAL
    status = "" if citation.status is expected else f" {citation.status.value}"
    return key + _direction(citation.direction) + (" wrong way" * citation.misdirected) + status


def outline_of(document: Document | str, *, texts: bool = False) -> list[str]:
    """The units by their paths, title aside; with `texts`, each with its words."""
    made = globals()["document"](document) if isinstance(document, str) else document
    return [
        f"{unit.path}: {made.text_of(unit)}" if texts else unit.path
        for unit in made.units
        if unit.path != "title"
    ]


def unit(document: Document, path: str) -> Unit:
    """The unit of a path; raises `ValueError` unless there is exactly one."""
    (found,) = (unit for unit in document.units if unit.path == path)
    return found


def words(document: Document, path: str) -> str:
    """The words of the unit of a path."""
    return document.text_of(unit(document, path))


def paths(units: Iterable[Unit], kind: UnitKind) -> list[str]:
    """The paths of the units of one kind."""
    return [unit.path for unit in units if unit.kind is kind]
