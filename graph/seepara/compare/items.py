"""The texts that a comparison puts beside each other: recommendations, or numbered paragraphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..keys import join, split
from ..model import Asserter, Document, Reference, ResolvedDocument, Status, Unit, UnitKind
from .words import citation, words_of

NUMBERED = frozenset({UnitKind.PARAGRAPH, UnitKind.SUBPARAGRAPH, UnitKind.BLOCK})


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One text of a list.

    `words` are those that count, in order: cross-references to the document itself are left out (a
    later text is renumbered), and what it cites of others stands for the phrase. `sections` are the
    paths of the sections around it, the outermost first, `headings` their words
    and those of the title.
    """

    key: str
    words: tuple[str, ...]
    sections: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    meeting: str | None = None


def recommendations(resolved: ResolvedDocument) -> tuple[Item, ...]:
    """The recommendations of a document: its leaves, each with the words of its chapeau."""
    units = [unit for unit in resolved.document.units if unit.recommendation]
    inside = {unit.parent for unit in units}
    return _items(resolved, (u for u in units if u.path not in inside), with_parts=False)


def numbered(resolved: ResolvedDocument, within: str | None = None) -> tuple[Item, ...]:
    """The numbered units of one level, each with the words of all that lies in it.

    Without `within`, those that lie in no other numbered unit; else those directly in that one.
    """
    kinds = {unit.path: unit.kind for unit in resolved.document.units}
    chosen = (
        unit
        for unit in resolved.document.units
        if unit.kind in NUMBERED
        and (unit.parent == within if within else kinds.get(unit.parent or "") not in NUMBERED)
    )
    return _items(resolved, chosen, with_parts=True)


def _items(
    resolved: ResolvedDocument, chosen: Iterable[Unit], with_parts: bool
) -> tuple[Item, ...]:
    document = resolved.document
    by_path = {unit.path: unit for unit in document.units}
    words = _own_words(resolved)
    parts: dict[str, list[Unit]] = defaultdict(list)
    for unit in document.units:
        if unit.parent and unit.kind in NUMBERED:
            parts[unit.parent].append(unit)
    title = words_of(" ".join([document.title, *_titles(document)]))
    items = []
    for unit in chosen:
        above = _above(unit, by_path)
        sections = [one for one in above if one.kind is UnitKind.SECTION]
        chapeau = [] if with_parts else [one for one in above if one.kind in NUMBERED]
        told = [*reversed(chapeau), *(_with_parts(unit, parts) if with_parts else [unit])]
        items.append(
            Item(
                join(document.key, unit.path),
                tuple(word for one in told for word in words(one)),
                tuple(one.path for one in reversed(sections)),
                (*(word for s in sections for word in words_of(document.text_of(s))), *title),
                unit.meeting,
            )
        )
    return tuple(items)


def _titles(document: Document) -> list[str]:
    """What stands outside all numbers and sections and is short enough for a title."""
    return [
        document.text_of(unit)
        for unit in document.units
        if unit.kind is UnitKind.TEXT and not unit.parent
    ]


def _above(unit: Unit, by_path: Mapping[str, Unit]) -> list[Unit]:
    """The units around one, the innermost first."""
    above: list[Unit] = []
    while unit.parent and unit.parent in by_path:
        unit = by_path[unit.parent]
        above.append(unit)
    return above


def _with_parts(unit: Unit, parts: Mapping[str, Sequence[Unit]]) -> list[Unit]:
    return [
        unit,
        *(below for part in parts.get(unit.path, ()) for below in _with_parts(part, parts)),
    ]


def _own_words(resolved: ResolvedDocument) -> Callable[[Unit], tuple[str, ...]]:
    """The words of a unit that count, made once for each."""
    document = resolved.document
    references: dict[str, list[Reference]] = defaultdict(list)
    for reference in resolved.references:
        references[reference.unit].append(reference)
    made: dict[str, tuple[str, ...]] = {}

    def words(unit: Unit) -> tuple[str, ...]:
        if unit.path not in made:
            found = references.get(unit.path, ())
            made[unit.path] = _counting(document.text_of(unit), found, document.key)
        return made[unit.path]

    return words


def _counting(text: str, references: Iterable[Reference], own: str) -> tuple[str, ...]:
    """The words of a text, with what it cites of other documents in place of the phrases.

    What it cites of itself is left out, and what the secretariat added too: both are renumbered or
    added from draft to final without a word of the text being changed.
    """
    words: list[str] = []
    end = 0
    for reference in sorted(references, key=lambda r: r.start):
        if reference.start < end:
            continue
        words += words_of(text[end : reference.start])
        end = reference.end
        if reference.asserted_by is Asserter.SECRETARIAT:
            continue
        words += [
            citation(one.target)
            for one in reference.citations
            if one.status is not Status.AMBIGUOUS and one.target and split(one.target)[0] != own
        ]
    return (*words, *words_of(text[end:]))
