"""Where the outline of a document stands: the open sections, the running unit, the last numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

from .drafts import Draft
from .enactment import Part
from .sublevels import Level


@dataclass(frozen=True, slots=True)
class Around:
    """Where a report stands while a decision is printed in it: its prefix, its sections, their last
    numbers."""

    prefix: str
    roman: int
    capital: str
    sections: tuple[Draft, ...]


@dataclass(slots=True)
class State:
    """What the outline keeps as it goes on from block to block."""

    drafts: list[Draft] = field(default_factory=list)
    sections: list[Draft] = field(default_factory=list)
    base: Draft | None = None  # the numbered unit in which subparagraphs stand
    levels: tuple[Level, ...] = ()
    level_drafts: list[Draft] = field(default_factory=list)
    last: Draft | None = None  # the running unit, notes aside
    prefix: str = ""
    capital: str = ""
    roman: int = 0
    in_item: bool = False
    paragraph: str = ""  # the text of the last one, which may introduce recommendations
    part: Part = Part.NONE  # of a resolution
    preambular: int = 0
    unnumbered_operative: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    caption: str = ""
    table: int = 0
    around: Around | None = None  # a decision that is printed in full
    numbers_await: bool = False  # its first number is still to come
