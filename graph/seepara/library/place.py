"""A place in the graph as it is read: a document, a paragraph, or what was cited and not read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..answers import harmless
from ..keys import split
from ..model import Citation, Document, Reference, ResolvedDocument, Unit, UnitKind
from ..showing.node import Link, described, incoming, inside, outgoing
from .rows import Rows
from .showing import rendered

if TYPE_CHECKING:
    from .corpus import Corpus

LINK_COLUMNS = ("key", "place", "phrase", "asserted_by", "status", "reason", "abridged")


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference as it stands: the phrase within its unit, and its targets.

    ``text[start:end]`` is the phrase; offsets are code points, half-open.
    """

    corpus: Corpus
    document: Document
    unit: Unit
    reference: Reference

    @property
    def text(self) -> str:
        """The text of the unit that the phrase stands in."""
        return self.document.text_of(self.unit)

    @property
    def phrase(self) -> str:
        """The words that refer."""
        return self.reference.text

    @property
    def targets(self) -> list[str]:
        """The keys of what is referred to; none for what is ambiguous."""
        return [citation.target for citation in self.reference.citations if citation.target]

    def __repr__(self) -> str:
        return (
            f"<“{harmless(self.phrase)}” → {', '.join(map(self._name, self.reference.citations))}>"
        )

    def _name(self, citation: Citation) -> str:
        keys = [citation.target] if citation.target else citation.candidates
        return harmless(" / ".join(map(self.corpus.labels.label, keys)) or "?")

    def _repr_html_(self) -> str:
        start, end = self.reference.start, self.reference.end
        return rendered(
            "mention.html",
            abridged=self.corpus.labels.words.abridged if self.document.abridged else "",
            label=self.corpus.labels.label(f"{self.document.key}#{self.unit.path}"),
            before=self.text[:start],
            phrase=self.text[start:end],
            after=self.text[end:],
            asserter=self.reference.asserted_by.value,
            citations=[(self._name(c), c) for c in self.reference.citations],
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A node of the graph, with what it refers to and what refers to it."""

    corpus: Corpus
    key: str

    @property
    def label(self) -> str:
        """What an editor would call it.

        >>> corpus["21.a"].label
        "Chair's report 2010, para. 21 (a)"
        """
        return self.corpus.labels.label(self.key)

    @property
    def resolved(self) -> ResolvedDocument | None:
        """Its document with all references, as `seepara.model` has it; None if it was not read."""
        document = split(self.key)[0]
        return next((r for r in self.corpus.resolved if r.document.key == document), None)

    @property
    def unit(self) -> Unit | None:
        """The unit; None for a whole document, and for what was not read."""
        path, resolved = split(self.key)[1], self.resolved
        units = resolved.document.units if resolved and path else ()
        return next((unit for unit in units if unit.path == path), None)

    @property
    def text(self) -> str:
        """Its own words; of a document, its title; empty if it was not read."""
        resolved, unit = self.resolved, self.unit
        if resolved is None:
            return ""
        return resolved.document.text_of(unit) if unit else resolved.document.title

    @property
    def is_abridged(self) -> bool:
        """Whether its words are not the official ones."""
        return self.resolved is not None and self.resolved.document.abridged

    @property
    def parts(self) -> list[Place]:
        """What lies directly in it, in the order of the text."""
        path, resolved = split(self.key)[1] or None, self.resolved
        units = resolved.document.units if resolved else ()
        document = split(self.key)[0]
        return [Place(self.corpus, f"{document}#{u.path}") for u in units if u.parent == path]

    @property
    def references(self) -> list[Mention]:
        """The phrases that refer, in it and in its parts.

        >>> corpus["21(a)"].references
        [<“see paras. 37, 50 and 82 below” → Chair's report 2010, para. 37, \
Chair's report 2010, para. 50, Chair's report 2010, para. 82>]
        """
        resolved = self.resolved
        if resolved is None:
            return []
        within, document = inside(resolved, split(self.key)[1]), resolved.document
        units = {unit.path: unit for unit in document.units}
        return [
            Mention(self.corpus, document, units[reference.unit], reference)
            for reference in resolved.references
            if reference.unit in within
        ]

    @property
    def refers_to(self) -> Rows:
        """What it and its parts cite, a row a citation."""
        return self._rows("refers_to", outgoing(self.key, self.corpus.resolved), is_source=False)

    @property
    def referred_to_by(self) -> Rows:
        """What cites it or its parts, a row a citation."""
        return self._rows(
            "referred_to_by", incoming(self.key, self.corpus.resolved), is_source=True
        )

    def cite(self, style: str = "un") -> str:
        """How to cite it (`seepara.citing.STYLES`)."""
        return self.corpus.cite(self.key, style)

    def __str__(self) -> str:
        return "\n".join(described(self.key, self.corpus.resolved, self.corpus.labels))

    def __repr__(self) -> str:
        return f"<{harmless(self.label)}>"

    def _repr_html_(self) -> str:
        labels, resolved, unit = self.corpus.labels, self.resolved, self.unit
        document = resolved.document if resolved else None
        return rendered(
            "document.html" if document and unit is None else "place.html",
            label=self.label,
            document=document,
            place=self,
            resolved=resolved,
            unit=unit,
            above=[(u.label, document.text_of(u)) for u in self._above()] if document else [],
            meeting=labels.label(unit.meeting) if unit and unit.meeting else "",
            meetings=[labels.label(one.key) for one in document.meetings] if document else [],
            abridged=labels.words.abridged if self.is_abridged else "",
            page=labels.page(self.key),
            sections=_outline(document) if document else [],
            refers_to=self.refers_to,
            referred_to_by=self.referred_to_by,
        )

    def _above(self) -> list[Unit]:
        """The units that it lies in, the outermost first."""
        unit = self.unit
        by_path = {one.path: one for one in self.resolved.document.units} if self.resolved else {}
        found: list[Unit] = []
        while unit and unit.parent and (unit := by_path.get(unit.parent)):
            found.insert(0, unit)
        return found

    def _rows(self, name: str, links: Sequence[Link], *, is_source: bool) -> Rows:
        from .showing import words

        labels = self.corpus.labels
        values = []
        for link in links:
            citation = link.citation
            key = link.source if is_source else citation.target
            name_of = (
                labels.label(key) if key else " / ".join(map(labels.label, citation.candidates))
            )
            values.append(
                (
                    key,
                    name_of,
                    link.reference.text,
                    link.reference.asserted_by.value,
                    citation.status.value,
                    citation.reason,
                    link.document.document.abridged,
                )
            )
        return Rows(LINK_COLUMNS, tuple(values), words()["place"][name], LINK_COLUMNS[1:-1])


def _outline(document: Document) -> list[tuple[int, str, str]]:
    """The sections of a document: depth from 0, printed number, title."""
    depths: dict[str | None, int] = {}
    found = []
    for unit in document.units:
        if unit.kind is UnitKind.SECTION:
            depths[unit.path] = depths.get(unit.parent, -1) + 1
            found.append((depths[unit.path], unit.label, document.text_of(unit)))
    return found
