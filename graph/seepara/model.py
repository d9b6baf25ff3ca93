"""What the other modules hand to each other: frozen, slotted, free of behaviour.

Nothing here knows how a document is read, what a phrase means or how a graph is drawn. All offsets
are code points and half-open: ``text[start:end]``. Keys are explained in `seepara.keys`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from enum import StrEnum
from typing import Any, TypeVar, cast, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: type[_T]) -> type[_T]:
    """A frozen, slotted dataclass that is cheap to make: one is made for every line of a text.

    `dataclass` sets each field of a frozen class through ``object.__setattr__``, by name, which
    takes four times as long as an assignment. Here a twin that is not frozen is filled and then
    becomes what was asked for.

    >>> @value
    ... class Point:
    ...     x: int
    ...     y: int = 0
    >>> Point(1), Point(1) == Point(1, 0), len({Point(1), Point(1)})
    (Point(x=1, y=0), True, 1)
    >>> Point(1).x = 2
    Traceback (most recent call last):
    dataclasses.FrozenInstanceError: cannot assign to field 'x'
    """
    made: Any = dataclass(frozen=True, slots=True)(cls)
    names = [one.name for one in fields(made)]
    twin = type(f"_{cls.__name__}", (), {"__slots__": names})
    known: dict[str, Any] = {"_twin": twin, "_MISSING": MISSING}
    parameters, body = [], []
    for one in fields(made):
        given = one.name
        if one.default_factory is not MISSING:
            known[f"_default_{one.name}"] = MISSING
            known[f"_make_{one.name}"] = one.default_factory
            given = f"_make_{one.name}() if {one.name} is _MISSING else {one.name}"
        elif one.default is not MISSING:
            known[f"_default_{one.name}"] = one.default
        has_default = f"_default_{one.name}" in known
        parameters.append(f"{one.name}=_default_{one.name}" if has_default else one.name)
        body.append(f" self.{one.name} = {given}\n")
    exec(
        f"def __new__(cls, {', '.join(parameters)}):\n self = _twin()\n"
        f"{''.join(body)} self.__class__ = cls\n return self\n",
        known,
    )
    made.__new__ = known["__new__"]
    made.__init__ = object.__init__
    made.__reduce__ = lambda self: (made, tuple(getattr(self, name) for name in names))
    return cast("type[_T]", made)


class UnitKind(StrEnum):
    """What a unit is by its form; whether it is a recommendation is a role
    (`Unit.recommendation`)."""

    SECTION = "section"
    """A heading with all that stands below it; also an annex, a chapter, a part."""
    PARAGRAPH = "paragraph"
    SUBPARAGRAPH = "subparagraph"
    PREAMBULAR = "preambular"
    """A preambular paragraph of a resolution: it has no number of its own, so it is counted."""
    BLOCK = "block"
    """A recommendation that is a heading and a text: ``Recommendation 1``."""
    FOOTNOTE = "footnote"
    TABLE = "table"
    TEXT = "text"
    """Text outside any numbered unit: title, summary, a remark below a heading."""


class Stage(StrEnum):
    """How far a text has come. A draft is not adopted (domain.md §1)."""

    DRAFT = "draft"
    REPORT = "report"
    COMPILATION = "compilation"
    """A report that gathers the recommendations of other meetings."""
    RESOLUTION = "resolution"
    DECISION = "decision"
    OTHER = "other"


class Kind(StrEnum):
    """What a reference points to; the target decides (domain.md §2)."""

    PARAGRAPH = "paragraph"
    SECTION = "section"
    DOCUMENT = "document"
    DECISION = "decision"
    RESOLUTION = "resolution"
    TREATY = "treaty"
    RULE = "rule"
    PUBLICATION = "publication"


class Status(StrEnum):
    """What became of a citation (domain.md §4). `AMBIGUOUS` lists candidates and chooses none."""

    RESOLVED = "resolved"
    EXTERNAL = "external"
    DANGLING = "dangling"
    AMBIGUOUS = "ambiguous"


class Direction(StrEnum):
    """Where a phrase says that its target stands, in the same document."""

    ABOVE = "above"
    BELOW = "below"


class Asserter(StrEnum):
    """Who makes a reference: the body in its own words, or the secretariat that added it."""

    BODY = "body"
    SECRETARIAT = "secretariat"


class Relation(StrEnum):
    """The kind of link that the governing words make of a reference (domain.md §5)."""

    SEE_ALSO = "seeAlso"
    FOLLOWS_UP = "followsUp"
    REAFFIRMS = "reaffirms"
    MANDATED_BY = "mandatedBy"
    RECALLS = "recalls"
    CITES = "cites"


@value
class Mark:
    """A note mark, kept beside the text that it was taken from: ``(12, "3")`` stands at offset
    12."""

    offset: int
    note: str


@value
class Hyperlink:
    """A link that the file carries, over ``text[start:end]``; evidence, never used to find
    references."""

    start: int
    end: int
    url: str


@value
class Cell:
    """The place of a line in a table, all counted from 1."""

    table: int
    row: int
    column: int


@value
class Line:
    """One printed line, or one whole paragraph where the format has them: what every reader yields.

    `text` is without label, emphasis and note marks. `number` is the line of the file (in Word, the
    paragraph), from 1. `label` is the number that the *format* knows ("57.", "(a)"); where it is
    only printed, it stays in `text` and `seepara.structure` finds it. `note` is the mark of the
    footnote whose text this is. `heading` is the level that the format states, 0 for none.
    `indent` is in tabs or levels of the format. `gap` says that a blank line, a page break or
    another boundary stands before. `wrapped` says that the line may end in mid-sentence only
    because the page is narrow (plain text), so that the next one may go on.
    """

    text: str
    number: int = 0
    label: str = ""
    marks: tuple[Mark, ...] = ()
    note: str = ""
    page: int | None = None
    cell: Cell | None = None
    links: tuple[Hyperlink, ...] = ()
    heading: int = 0
    indent: int = 0
    gap: bool = False
    wrapped: bool = False


@value
class Reading:
    """What a reader made of a file: its lines, and where it is in doubt (`Notice`)."""

    lines: tuple[Line, ...]
    notices: tuple[Notice, ...] = ()


@value
class Body:
    """A body that speaks: ``root`` is the beginning of its symbols (``CTOC/COP/WG.4``)."""

    root: str
    name: str
    parent: str | None = None


@value
class Meeting:
    """A meeting of a body; `start` and `end` are ISO dates, `key` is ``meeting:BODY/START``."""

    key: str
    body: str
    start: str
    end: str
    place: str = ""


@value
class Unit:
    """A citable unit: a span of its document's `text`, with its place among the others.

    `path` names it within the document (``21(a)``, ``fn3``, ``rec4(d)``, ``section II.A``);
    `parent` is the path of the unit it lies in, for a footnote that of the unit carrying its mark.
    `label` is as printed. The text of a section is its title. `meeting` is the key of the meeting
    that adopted (for a draft: considered) the unit. Marks and links count from `start`.
    """

    path: str
    kind: UnitKind
    start: int
    end: int
    parent: str | None = None
    label: str = ""
    line: int = 0
    page: int | None = None
    marks: tuple[Mark, ...] = ()
    links: tuple[Hyperlink, ...] = ()
    recommendation: bool = False
    meeting: str | None = None


@value
class Notice:
    """Something a reader should know about a file or a place in it; not an error."""

    rule: str
    message: str
    line: int = 0
    unit: str = ""


@value
class Document:
    """One document as it was read: a single normalised string, and units as spans in it.

    `key` is the symbol in canonical form or, without one, an ``x/…`` key (`seepara.keys`).
    `text` joins the units' texts with a blank line, so that no phrase can run across two units.
    `organ` is the body that speaks, `stage` how far the text has come. Dates are ISO or empty.
    """

    key: str
    file: str
    text: str
    units: tuple[Unit, ...]
    symbol: str = ""
    printed_symbol: str = ""
    aliases: tuple[str, ...] = ()
    title: str = ""
    short: str = ""
    author: str = ""
    organ: Body | None = None
    stage: Stage = Stage.OTHER
    distribution: str = ""
    date: str = ""
    language: str = "en"
    session: str = ""
    meetings: tuple[Meeting, ...] = ()
    sha256: str = ""
    abridged: bool = False
    addendum: bool = False
    notices: tuple[Notice, ...] = ()

    def text_of(self, unit: Unit) -> str:
        """The unit's own words.

        >>> document = Document("A/1/2", "a.txt", "Notes it.", (Unit("1", UnitKind.PARAGRAPH, 0, 5),))
        >>> document.text_of(document.units[0])
        'Notes'
        """
        return self.text[unit.start : unit.end]


@value
class Citation:
    """One target of a reference, with its own direction and status.

    `target` is a key; empty where the status is `AMBIGUOUS`, and then `candidates` lists what it
    may be. `misdirected` says that *above* or *below* contradicts where the target stands. `reason`
    says in words why a citation is not resolved, or by what its document was found.
    """

    target: str
    kind: Kind
    status: Status
    direction: Direction | None = None
    candidates: tuple[str, ...] = ()
    misdirected: bool = False
    reason: str = ""


@value
class Reference:
    """One phrase that refers, with all its citations, in one unit.

    `start` and `end` count in the text of the unit. `governed_by` is the word or words that govern
    it ("Further to", "see"), as printed; `relation` is what they make of it.
    """

    unit: str
    start: int
    end: int
    text: str
    kind: Kind
    citations: tuple[Citation, ...]
    asserted_by: Asserter = Asserter.BODY
    governed_by: str = ""
    relation: Relation = Relation.CITES


@value
class ResolvedDocument:
    """A document with its references resolved: what every view, table and export is made from.

    `bodies` holds each body that the document names or speaks for, by root; `names` gives the
    title by which the document describes another one, by its key (labels of what is not read).
    `secretariat_said_in` is the unit that says that the secretariat added cross-references, if any
    is the secretariat's.
    """

    document: Document
    references: tuple[Reference, ...]
    bodies: tuple[Body, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    secretariat_said_in: str = ""
