"""Phrases + context + index → references with their citations: the one place where targets are
decided.

Never a target by guess (domain.md §4): what the document leaves open is *ambiguous* and lists its
candidates, a paragraph that a read document has not is *dangling*, what was not read is *external*.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from .bare import Bare
from .cited import DOCUMENTS, ENACTMENTS, Cited
from .context import Context
from .governing import WITHIN, governed_by
from .instruments import Instruments
from .keys import join, split
from .model import (
    Asserter,
    Citation,
    Direction,
    Document,
    Kind,
    Reference,
    ResolvedDocument,
    Status,
    Unit,
    UnitKind,
)
from .pinpoints import PathRange, Places, own_paths, paths_in, within_annex
from .references.phrases import In, Part, Phrase, Pinpoint, Source
from .targets import TargetIndex

_PARTS = (
    Part.SECTION,
    Part.CHAPTER,
    Part.PART,
    Part.ANNEX,
    Part.APPENDIX,
    Part.TABLE,
    Part.FOOTNOTE,
    Part.SUMMARY,
)


def resolve(
    document: Document, phrases: Iterable[Phrase], context: Context, index: TargetIndex
) -> ResolvedDocument:
    """The document with its references resolved against the index, in the order of its text."""
    found = tuple(phrases)
    resolver = _Resolver(document, context, index, Instruments.of(found, context))
    references = tuple(reference for phrase in found for reference in resolver.reference(phrase))
    added = any(one.asserted_by is Asserter.SECRETARIAT for one in references)
    said_in = context.secretariat_said_in if added else ""
    return ResolvedDocument(
        document, references, context.bodies(), context.descriptions.names, said_in
    )


class _Resolver:
    def __init__(
        self, document: Document, context: Context, index: TargetIndex, instruments: Instruments
    ) -> None:
        self.document = document
        self.context = context
        self.index = index
        self.instruments = instruments
        self.starts = [unit.start for unit in document.units]
        self.places = Places.of(document)
        self.cited = Cited.of(document.units)
        self.bare = Bare(context, self.places, self.cited)

    def reference(self, phrase: Phrase) -> list[Reference]:
        """The reference that a phrase makes, as a list of one; empty where it is none after all."""
        unit = self._unit_at(phrase.start)
        if unit is None or unit.path == "title" or phrase.end > unit.end:
            return []
        self.cited.enter(unit)
        citations: list[Citation] = []
        for number, source in enumerate(phrase.sources):
            pinpoints = phrase.pinpoints if number == len(phrase.sources) - 1 else ()
            citations += self._citations(phrase, source, pinpoints, unit)
        own = all(split(c.target)[0] == self.document.key for c in citations)
        self.bare.remember(phrase, unit, own and bool(citations))
        if not citations:
            if phrase.sources[0].kind in (In.DECISION, In.RESOLUTION):
                self.cited.beside = ("", phrase.end)  # another document, whichever it is
            return []
        self._stands_beside(citations, phrase.end)
        start, end = phrase.start - unit.start, phrase.end - unit.start
        # Never the whole unit: one of a megabyte can have thousands of phrases.
        lead = max(unit.start, phrase.start - WITHIN)
        near = self.document.text[lead : min(phrase.start + 4, unit.end)]
        words, relation = governed_by(near, phrase.start - lead, self.context.language)
        added = phrase.parenthetical and own and bool(self.context.secretariat_said_in)
        return [
            Reference(
                unit=unit.path,
                start=start,
                end=end,
                text=self.document.text[phrase.start : phrase.end],
                kind=_kind_of(citations),
                citations=tuple(citations),
                asserted_by=Asserter.SECRETARIAT if added else Asserter.BODY,
                governed_by=words,
                relation=relation,
            )
        ]

    def _unit_at(self, position: int) -> Unit | None:
        place = bisect_right(self.starts, position) - 1
        # Units without words of their own share their start with the next one.
        while place >= 0 and self.document.units[place].end <= position:
            place -= 1
        return self.document.units[place] if place >= 0 else None

    # ---------------------------------------------------------------- one source

    def _citations(
        self, phrase: Phrase, source: Source, pinpoints: tuple[Pinpoint, ...], unit: Unit
    ) -> list[Citation]:
        if source.kind is In.OWN:
            if not self._is_this(source.name, unit) or self.context.is_quoted(phrase.start, unit):
                return []
            if source.name in self.context.language.words("heads", "annex"):
                pinpoints = within_annex(pinpoints, unit)
            named = bool(source.name)
            return self._perhaps_beside(phrase, pinpoints, unit) or self._own(
                pinpoints, unit, named
            )
        if source.kind is In.UNKNOWN:
            return []
        if source.kind is In.SYMBOL:
            return self._document((source.name,), pinpoints, unit)
        if source.kind is In.DESCRIBED:
            found = self.context.descriptions.meant(
                source, phrase.start, phrase.end, self.cited.running
            )
            if len(found) != 1:
                self.cited.forget(unit)
            if not found:
                return [
                    Citation(
                        "", Kind.PARAGRAPH, Status.AMBIGUOUS, reason="no symbol is known for it"
                    )
                ]
            return self._document(found, pinpoints, unit)
        if source.kind is In.DECISION or source.kind is In.RESOLUTION:
            keys = self.context.enactment_keys(source, phrase.start, phrase.end, unit)
            return self._document(keys, pinpoints, unit) if keys else []
        if source.kind is In.IBID:
            return self._ibid(source, pinpoints, unit)
        if source.kind is In.INSTRUMENT:
            shorts = self.instruments.by_start.get(phrase.start, ())
            return self._placed(
                [f"treaty:{short}" for short in shorts], "art", Kind.TREATY, pinpoints
            )
        if source.kind is In.RULES:
            roots = self.context.rules_of(source.organ)
            return self._placed([f"rules:{root}" for root in roots], "rule", Kind.RULE, pinpoints)
        if source.kind is In.COMMENT:
            bodies = self.context.comments_of(source, phrase.start, phrase.end, unit)
            keys = tuple(f"gc:{body}/{source.name}" for body in bodies)
            return self._document(keys, pinpoints, unit) if keys else []
        if not source.name:
            reason = "the volume's number of registration is not said"
            return [Citation("", Kind.PUBLICATION, Status.AMBIGUOUS, reason=reason)]
        prefix = "unts" if source.kind is In.SERIES else "sales"
        self.cited.remember(unit, f"{prefix}:{source.name}", Kind.PUBLICATION)
        return [Citation(f"{prefix}:{source.name}", Kind.PUBLICATION, Status.EXTERNAL)]

    def _is_this(self, noun: str, unit: Unit) -> bool:
        """Whether "this report", "the present resolution" can mean the document itself, or the
        resolution that it prints around the words."""
        enactments = self.context.enactment_nouns
        if not noun:
            return True
        if noun not in self.context.own_nouns:
            return False
        return (noun in enactments) == self.context.is_enactment(unit)

    def _perhaps_beside(
        self, phrase: Phrase, pinpoints: tuple[Pinpoint, ...], unit: Unit
    ) -> list[Citation]:
        """ "Resolution 2134 (2014) imposed the measures in paragraphs 30 and 32": without "above" or
        "below", paragraphs may be those of another text that is spoken of.
        """
        if not self.bare.may_be_anothers(phrase, pinpoints, unit):
            return []
        key, end = self.cited.beside or ("", -1)
        if end < unit.start:
            key = ""
        own = [path for p in pinpoints for path in own_paths(p, unit, self.places)]
        theirs = _every(pinpoints, key, self.index) if key else ()
        candidates = (
            *(join(self.document.key, path) for path in own),
            *(join(key, path) for path in theirs),
        )
        reason = "the document does not say whether its own paragraphs are meant"
        return [
            Citation("", Kind.PARAGRAPH, Status.AMBIGUOUS, candidates=candidates, reason=reason)
        ]

    def _own(self, pinpoints: tuple[Pinpoint, ...], unit: Unit, named: bool) -> list[Citation]:
        """`named`: the phrase says that this document is meant ("of the present report")."""
        citations: list[Citation] = []
        for pinpoint in pinpoints:
            for found in own_paths(pinpoint, unit, self.places):
                citations.append(self._own_citation(found, pinpoint, unit, named))
        return citations

    def _own_citation(self, path: str, pinpoint: Pinpoint, unit: Unit, named: bool) -> Citation:
        here = self.index.order(self.document.key, path)
        key = join(self.document.key, path)
        kind = Kind.SECTION if pinpoint.part in _PARTS and not pinpoint.within else Kind.PARAGRAPH
        if here is None:
            if not (named or pinpoint.direction) and self.bare.has_another_form(path):
                reason = "the document numbers nothing so, and does not say whose it is"
                return Citation("", kind, Status.AMBIGUOUS, candidates=(key,), reason=reason)
            return Citation(
                key,
                kind,
                Status.DANGLING,
                pinpoint.direction,
                reason="the document has no such unit",
            )
        return Citation(
            key,
            kind,
            Status.RESOLVED,
            pinpoint.direction,
            misdirected=self._misdirected(path, here, pinpoint.direction, unit),
        )

    def _misdirected(self, path: str, target: int, direction: Direction | None, unit: Unit) -> bool:
        """Whether above or below contradicts the order; what contains the phrase is neither."""
        place = unit
        while place.kind is UnitKind.FOOTNOTE and place.parent:
            if (carrier := self.places.by_path.get(place.parent)) is None:
                break
            place = carrier
        here = self.index.order(self.document.key, place.path)
        if (
            direction is None
            or here is None
            or place.path == path
            or place.path.startswith(path + "(")
            or path.startswith(place.path + "(")
        ):
            return False
        return (target > here) if direction is Direction.ABOVE else (target < here)

    def _document(
        self, keys: Sequence[str], pinpoints: tuple[Pinpoint, ...], unit: Unit
    ) -> list[Citation]:
        """Citations in another document, or in one of several that may be meant."""
        if len(keys) > 1:
            candidates = tuple(
                join(key, path) for key in keys for path in _every(pinpoints, key, self.index)
            )
            return [
                Citation(
                    "",
                    _kind(keys[0], pinpoints[0] if pinpoints else None),
                    Status.AMBIGUOUS,
                    candidates=candidates,
                    reason="the document does not say which",
                )
            ]
        key = _enactment_symbol(keys[0])
        read = self.index.document(key)
        self.cited.remember(unit, key, _kind(key, None))
        if not pinpoints:
            return [
                Citation(
                    read or key, _kind(key, None), Status.RESOLVED if read else Status.EXTERNAL
                )
            ]
        if read == self.document.key:
            return self._own(pinpoints, unit, named=True)
        citations = []
        for pinpoint in pinpoints:
            for path in paths_in(pinpoint, read or key, self.index):
                status = Status.EXTERNAL
                if read is not None:
                    there = self.index.order(read, path) is not None
                    status = Status.RESOLVED if there else Status.DANGLING
                reason = "the document has no such unit" if status is Status.DANGLING else ""
                citations.append(
                    Citation(join(read or key, path), _kind(key, pinpoint), status, reason=reason)
                )
        return citations

    def _placed(
        self, keys: Sequence[str], prefix: str, kind: Kind, pinpoints: tuple[Pinpoint, ...]
    ) -> list[Citation]:
        """Articles of a treaty, rules of procedure: always outside the corpus."""
        paths = [
            prefix + path
            for p in pinpoints
            if p.part in (Part.ARTICLE, Part.RULE)
            for path in PathRange(p.path, p.last).every()
        ]
        if not keys or not paths:
            return []
        if len(keys) > 1:
            candidates = tuple(join(key, path) for key in keys for path in paths)
            return [
                Citation(
                    "",
                    kind,
                    Status.AMBIGUOUS,
                    candidates=candidates,
                    reason="the document does not say which",
                )
            ]
        return [Citation(join(keys[0], path), kind, Status.EXTERNAL) for path in paths]

    # ---------------------------------------------------------------- ibid.

    def _ibid(self, source: Source, pinpoints: tuple[Pinpoint, ...], unit: Unit) -> list[Citation]:
        """The document cited last: in running text by the text, in a note by the order of the
        notes."""
        if source.organ:  # "of that resolution"
            return self._that_enactment(pinpoints, unit)
        meant = self.cited.ibid(unit)
        if not all(meant) or not meant:
            reason = "what was cited last is not known"
            return [Citation("", Kind.DOCUMENT, Status.AMBIGUOUS, reason=reason)]
        return self._document(meant, pinpoints, unit)

    def _that_enactment(self, pinpoints: tuple[Pinpoint, ...], unit: Unit) -> list[Citation]:
        """ "Of that resolution": the one cited last in this paragraph, the one before, or this note."""
        if unit.kind is UnitKind.FOOTNOTE:
            noted = self.cited.enactment_in_note()
            return self._document((noted,), pinpoints, unit) if noted else []
        last, where = self.cited.enactment, self.cited.enactment_in
        if not last or where is None:
            return []
        if self.places.paragraphs_between(where, unit) <= 1:
            return self._document((last,), pinpoints, unit)
        candidates = tuple(join(last, path) for path in _every(pinpoints, last, self.index))
        reason = "the one cited last stands too far before"
        return [
            Citation("", _kind(last, None), Status.AMBIGUOUS, candidates=candidates, reason=reason)
        ]

    def _stands_beside(self, citations: Sequence[Citation], end: int) -> None:
        """Keep what a phrase cites of another document, for bare paragraphs behind it."""
        last = citations[-1]
        key = split(last.target)[0]
        if last.kind in (*DOCUMENTS, *ENACTMENTS):
            self.cited.beside = None if key == self.document.key else (key, end)


def _every(pinpoints: tuple[Pinpoint, ...], key: str, index: TargetIndex) -> list[str]:
    return [path for p in pinpoints for path in paths_in(p, key, index)] or [""]


def _enactment_symbol(key: str) -> str:
    """A decision printed as a symbol ("A/DEC/79/548") has the key of the decision."""
    root, separator, number = key.partition("/DEC/")
    return f"decision:{root}/{number}" if separator else key


def _kind(key: str, pinpoint: Pinpoint | None) -> Kind:
    if key.startswith("decision:"):
        return Kind.DECISION
    if "/RES/" in key:
        return Kind.RESOLUTION
    if key.startswith(("unts:", "sales:")):
        return Kind.PUBLICATION
    if pinpoint is None:
        return Kind.DOCUMENT
    return Kind.SECTION if pinpoint.part in _PARTS else Kind.PARAGRAPH


def _kind_of(citations: Sequence[Citation]) -> Kind:
    """A reference to paragraphs and a table is one to paragraphs."""
    kinds = [citation.kind for citation in citations]
    return Kind.PARAGRAPH if Kind.PARAGRAPH in kinds else kinds[0]
