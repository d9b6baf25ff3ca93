"""What the parser makes of a phrase, before anything is known of what it denotes.

A `Phrase` has sources (what is cited: a document, a decision, a treaty, "the report") and pinpoints
(which part of the last source). `seepara.resolution` turns it into a reference with citations.
"""

from __future__ import annotations

from enum import StrEnum

from ..model import Direction, value


class In(StrEnum):
    """What the pinpoints of a phrase are in, by the form of the words."""

    OWN = "own"
    """The document itself: nothing else is named."""
    SYMBOL = "symbol"
    DECISION = "decision"
    RESOLUTION = "resolution"
    INSTRUMENT = "instrument"
    """A treaty, named in full, in short or as "the Convention"."""
    RULES = "rules"
    COMMENT = "comment"
    """A general comment or recommendation of a treaty body."""
    IBID = "ibid"
    DESCRIBED = "described"
    """A document described in words: "the report on the 2009 meeting of the Working Group"."""
    SERIES = "series"
    SALES = "sales"
    UNKNOWN = "unknown"
    """Something that is named and not known: the articles of a country's law."""


class Part(StrEnum):
    """What a pinpoint counts."""

    PARAGRAPH = "paragraph"
    RECOMMENDATION = "recommendation"
    SECTION = "section"
    CHAPTER = "chapter"
    PART = "part"
    ANNEX = "annex"
    APPENDIX = "appendix"
    TABLE = "table"
    FOOTNOTE = "footnote"
    SUMMARY = "summary"
    ARTICLE = "article"
    RULE = "rule"


@value
class Container:
    """A part in which numbers start again: ``chap. II``, ``annex``."""

    part: Part
    token: str


@value
class Pinpoint:
    """One place in a source, or a range of places up to `last` ("53-55").

    `path` is a number with its letters, ``17(b)``; a path that begins with ``(`` is relative to
    where the phrase stands. `step` is -1 or 1 for "the preceding paragraph", "the following
    paragraph".
    """

    part: Part
    path: str
    last: str = ""
    direction: Direction | None = None
    within: tuple[Container, ...] = ()
    step: int = 0


@value
class Source:
    """What is cited. `name` is a symbol, a number or the words used (of
    "the present report", "report"); `organ` what names its body.

    `organ` is a root where a body was named in full, else the word that stood for it ("Conference",
    "its"); `determiner` is the word before a described document ("the", "his", "previous").
    """

    kind: In
    name: str = ""
    organ: str = ""
    determiner: str = ""


@value
class Phrase:
    """One phrase that refers: ``text[start:end]``; the pinpoints are in the last source."""

    start: int
    end: int
    sources: tuple[Source, ...]
    pinpoints: tuple[Pinpoint, ...] = ()
    parenthetical: bool = False
    """It is introduced by "see" and stands in parentheses, as an added cross-reference does."""
