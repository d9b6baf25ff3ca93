"""A map with a place for everything: what the writers of formats draw.

The unit is the point (1/72 inch); x runs to the right and y upwards, from the lower left corner.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..model import value
from .model import Figure, FigureLink

Point = tuple[float, float]

LINE_HEIGHT = 1.22
"""From one line of letters to the next, by the size of the letters."""


@value
class Box:
    """A node, or in the key a shape (then without `title`); `x` and `y` are its middle.

    `title` is what it is called in full, `lines` what fits.
    """

    name: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    size: float
    kind: str
    state: str = ""
    title: str = ""


@value
class Text:
    """Words without an outline, at the left of their place or in its middle; `x` and `y` are the
    middle of the place."""

    name: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    size: float
    bold: bool = False
    centred: bool = False


@value
class Rule:
    """A thin line from the left to the right, that parts rows."""

    x1: float
    x2: float
    y: float


@value
class Curve:
    """A line between two boxes, or in the key a sample (then without `link`).

    `points` are those of Bézier curves, end to end: a point, then two controls and a point each.
    They run to the outlines; heads of arrows lie on them.
    """

    name: str
    points: tuple[Point, ...]
    relation: str
    asserter: str
    tail: str = ""
    head: str = ""
    mutual: bool = False
    label: str = ""
    label_at: Point = (0, 0)
    title: str = ""
    link: FigureLink | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map that is laid out; `figure` is what it was made from."""

    figure: Figure
    width: float
    height: float
    boxes: tuple[Box, ...]
    texts: tuple[Text, ...]
    rules: tuple[Rule, ...]
    curves: tuple[Curve, ...]
