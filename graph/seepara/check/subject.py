"""One resolved document as the rules look at it: its units as a tree, its phrases parsed again."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from ..keys import join, split
from ..labels import Labels
from ..languages import Language, language
from ..model import Citation, Reference, ResolvedDocument, Unit, UnitKind
from ..references.grammar import Grammar, grammar
from ..references.parser import parse_phrases
from ..references.phrases import Phrase
from ..registry import Registry, registry

NUMBERED = (UnitKind.PARAGRAPH, UnitKind.SUBPARAGRAPH, UnitKind.BLOCK, UnitKind.PREAMBULAR)


class Subject:
    """A document under examination. What is costly is made when a rule first asks for it."""

    def __init__(self, resolved: ResolvedDocument) -> None:
        self.resolved = resolved
        self.document = resolved.document
        self.language: Language = language(resolved.document.language)
        self.registry: Registry = registry(resolved.document.language)
        self.units = {unit.path: unit for unit in resolved.document.units}
        self._texts: dict[str, str] = {}

    @property
    def grammar(self) -> Grammar:
        """The grammar of the document's language."""
        return grammar(self.language)

    def text(self, unit: Unit) -> str:
        """The unit's own words, cut out once: a long unit can hold many references."""
        if unit.path not in self._texts:
            self._texts[unit.path] = self.document.text_of(unit)
        return self._texts[unit.path]

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of every unit, by its path."""
        return {unit.path: place for place, unit in enumerate(self.document.units)}

    @cached_property
    def labels(self) -> Labels:
        """What an editor calls the units and targets."""
        return Labels.of((self.resolved,))

    @cached_property
    def _phrases(self) -> dict[tuple[int, int], Phrase]:
        found = parse_phrases(self.document.text, self.language, self.registry)
        return {(phrase.start, phrase.end): phrase for phrase in found}

    def references(self) -> Iterator[tuple[Reference, Unit]]:
        """Every reference with the unit that it stands in."""
        for reference in self.resolved.references:
            if reference.unit in self.units:
                yield reference, self.units[reference.unit]

    def citations(self) -> Iterator[tuple[Reference, Unit, Citation]]:
        """Every citation with its reference and the unit that it stands in."""
        for reference, unit in self.references():
            for citation in reference.citations:
                yield reference, unit, citation

    def phrases(self) -> Iterator[tuple[Reference, Unit, Phrase]]:
        """Every reference with its phrase, parsed again: references keep no ranges.

        The whole text is parsed, as it was when the references were found, so that what stands
        around a phrase has the same say. A reference that no phrase makes (a user's) is left out.
        """
        for reference, unit in self.references():
            place = (unit.start + reference.start, unit.start + reference.end)
            if (phrase := self._phrases.get(place)) is not None:
                yield reference, unit, phrase

    def own(self, target: str) -> Unit | None:
        """The unit of this document that a key names; None for any other key."""
        document, path = split(target)
        return self.units.get(path) if document == self.document.key else None

    def around(self, unit: Unit) -> Iterator[Unit]:
        """The unit and all that contain it, from inside; for a note, by the unit with its mark."""
        place: Unit | None = unit
        while place is not None:
            yield place
            place = self.units.get(place.parent) if place.parent else None

    def carrier(self, unit: Unit) -> Unit:
        """The unit that speaks: for a note the one that carries its mark (domain.md §1)."""
        for place in self.around(unit):
            if place.kind is not UnitKind.FOOTNOTE:
                return place
        return unit

    def called(self, target: str) -> str:
        """What a key is called inside a sentence: "para. 21 (a)"; with its document, if another's."""
        document, path = split(target)
        if document != self.document.key:
            return self.labels.label(target)
        label = self.labels.short(target)
        return label[:1].lower() + label[1:] if path else label

    def unit_called(self, path: str) -> str:
        """What a unit of this document is called inside a sentence."""
        return self.called(join(self.document.key, path))
