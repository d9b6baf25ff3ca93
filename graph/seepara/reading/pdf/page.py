"""What stands on a page before it is read: runs of characters, rules, links, with their places.

Places are in points, from the left edge and the *top* edge of the page as a reader holds it, so
that what is read first has the smaller number, however the page is turned.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...model import value


@value
class Fragment:
    """Characters in one style with no white space between them: a word, or the mark behind it.

    `y` is the baseline. `order` is the place in the file's own order. `spaced` says that the file
    has white space before it, `trailing` that it prints white space behind it at a line's end.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    bold: bool = False
    italic: bool = False
    order: int = 0
    spaced: bool = False
    trailing: bool = False
    raised: bool = False
    url: str = ""


@value
class Rule:
    """A drawn line: horizontal where `top` equals `bottom`, vertical where `left` equals `right`.

    `breaks` are the places at which the pieces of one that is drawn in pieces meet: the corners of
    the cells of a table.
    """

    left: float
    right: float
    top: float
    bottom: float
    breaks: tuple[float, ...] = ()

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `undecoded` counts the characters that the file does not say how to read;
    `pictured` says that it shows a picture."""

    number: int
    width: float
    height: float
    fragments: tuple[Fragment, ...]
    rules: tuple[Rule, ...] = ()
    uprights: tuple[Rule, ...] = ()
    undecoded: int = 0
    pictured: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page in the file's own coordinates, and how the text in it runs.

    `turns` counts quarter turns of the text, against the clock.
    """

    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0

    @property
    def width(self) -> float:
        return self.right - self.left if self.turns % 2 == 0 else self.top - self.bottom

    @property
    def height(self) -> float:
        return self.top - self.bottom if self.turns % 2 == 0 else self.right - self.left

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the file stands for a reader: from the left, from the top.

        >>> Frame(0, 0, 100, 200).place(10, 190), Frame(0, 0, 100, 200, 1).place(10, 190)
        ((10, 10), (190, 10))
        """
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x


@dataclass(frozen=True, slots=True)
class Link:
    """A part of the page that leads to an address, in the file's own coordinates."""

    left: float
    bottom: float
    right: float
    top: float
    url: str
