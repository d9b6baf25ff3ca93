"""A page while it is laid out, from the top down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .drawing import LINE_HEIGHT, Box, Curve, Rule, Text


@dataclass(slots=True)
class Page:
    """What is laid out so far, from the top down: `y` is how far. Turned round at the end."""

    width: float
    y: float = 4.0
    boxes: list[Box] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    samples: list[Curve] = field(default_factory=list)

    def text(
        self,
        lines: Sequence[str],
        size: float,
        left: float,
        most: float,
        top: float,
        *,
        bold: bool = False,
        centred: bool = False,
    ) -> float:
        """Put lines of letters at a place; how high they are."""
        height = text_height(lines, size)
        middle = left + most / 2, top + height / 2
        name = f"t{len(self.texts) + 1}"
        self.texts.append(Text(name, *middle, most, height, tuple(lines), size, bold, centred))
        return height


def text_height(lines: Sequence[str], size: float) -> float:
    """How high lines of letters are, in points."""
    return len(lines) * size * LINE_HEIGHT
