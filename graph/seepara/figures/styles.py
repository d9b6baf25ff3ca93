"""How kinds and relations look, told apart without colour: for all formats alike.

Who says a link is told by its dashes (and its colour, dark enough for a grey print), what it says by
the head of its arrow and its weight. The colours are those of Okabe and Ito, darkened; they differ
for the colour-blind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .model import BODY, INFERRED, SECRETARIAT

FONTS = "Liberation Sans,Arial,Helvetica,DejaVu Sans,sans-serif"
"""Fonts in the order in which they are looked for; all but DejaVu are of one width."""

RULE = "#bbbbbb"
ARROW = 5.0
"""The length of the head of an arrow, in points."""


@dataclass(frozen=True, slots=True)
class LineStyle:
    """Who says it: colour, and dashes in points (none: a whole line)."""

    colour: str
    dashes: tuple[float, ...] = ()

    @property
    def graphviz(self) -> str:
        """Graphviz has three kinds of line, and no say in how long a dash is."""
        return {0: "solid", 2: "dashed"}.get(len(self.dashes), "dotted")


@dataclass(frozen=True, slots=True)
class ArrowStyle:
    """What it says: the head in Graphviz and in TikZ, its length by `ARROW`, the line's weight."""

    graphviz: str
    tikz: str
    length: float
    weight: float


LINES: Mapping[str, LineStyle] = MappingProxyType(
    {
        BODY: LineStyle("#000000"),
        SECRETARIAT: LineStyle("#00558c", (3.5, 2)),
        INFERRED: LineStyle("#a03c00", (0.8, 1.6, 0.8)),
    }
)

ARROWS: Mapping[str, ArrowStyle] = MappingProxyType(
    {
        "followsUp": ArrowStyle("normal", "Triangle", 1.0, 1.3),
        "mandatedBy": ArrowStyle("diamond", "Diamond", 1.2, 1.3),
        "reaffirms": ArrowStyle("box", "Square", 0.75, 1.1),
        "recalls": ArrowStyle("odot", "Circle[open]", 0.8, 0.8),
        "cites": ArrowStyle("onormal", "Triangle[open]", 1.0, 0.8),
        "seeAlso": ArrowStyle("vee", "Stealth", 1.0, 0.8),
        "laterTextOf": ArrowStyle("normal", "Triangle", 1.0, 1.3),
        "restates": ArrowStyle("box", "Square", 0.75, 1.1),
        "resembles": ArrowStyle("none", "", 0.0, 0.8),
    }
)
_OTHER_ARROW = ArrowStyle("onormal", "Triangle[open]", 1.0, 0.8)

SHAPES: Mapping[str, str] = MappingProxyType(
    {
        "recommendation": "shape=box",
        "paragraph": "shape=box, style=rounded",
        "section": "shape=tab",
        "footnote": "shape=underline",
        "document": "shape=note",
        "decision": "shape=component",
        "resolution": "shape=box3d",
        "treaty": "shape=box, peripheries=2",
        "publication": 'shape=box, style="diagonals"',
        "meeting": "shape=folder",
    }
)
"""Shapes of Graphviz by kind: only such as leave the whole of a box to the letters."""

PADDING: Mapping[str, float] = MappingProxyType(
    {"document": 9, "decision": 11, "publication": 10, "treaty": 7, "resolution": 8}
)
"""How much of a box's width, in points, the outline of a kind takes."""
_PADDING = 6.0


def padding(kind: str) -> float:
    """How much wider a box of a kind is than its letters, in points."""
    return PADDING.get(kind, _PADDING)


def arrow(relation: str) -> ArrowStyle:
    """The head and weight of a relation; a plain head for one that is not known.

    >>> arrow("followsUp").graphviz, arrow("somethingNew").graphviz
    ('normal', 'onormal')
    """
    return ARROWS.get(relation, _OTHER_ARROW)
