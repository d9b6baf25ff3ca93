"""The key of a map: a sample and its words for each shape, outline and line that occurs."""

from __future__ import annotations

from .drawing import Box, Curve, Rule
from .measure import wrapped
from .model import Figure, LegendLine, LegendNode
from .page import Page, text_height
from .presets import Preset

_SAMPLE = 26.0
_SAMPLE_HEIGHT = 9.0
_APART = 3.0
_TWO_COLUMNS = 400.0
"""From this width on, in points, the key has two columns."""


def add_legend(page: Page, figure: Figure, preset: Preset) -> None:
    """Put the key on the page, under a rule: shapes first, then lines."""
    entries: list[LegendNode | LegendLine] = [*figure.legend_nodes, *figure.legend_lines]
    page.rules.append(Rule(0, page.width, page.y))
    page.y += 4
    if not entries:
        return
    size = preset.note
    title = wrapped(figure.legend_title, size, page.width - 2, 1, bold=True)
    page.y += page.text(title, size, 1, page.width - 2, page.y, bold=True) + 3
    columns = 2 if page.width > _TWO_COLUMNS else 1
    width = page.width / columns
    most = width - _SAMPLE - 12
    each = -(-len(entries) // columns)
    bottom = page.y
    for column in range(columns):
        y, left = page.y, column * width + 2
        for entry in entries[column * each : (column + 1) * each]:
            lines = wrapped(entry.text, size, most)
            high = max(text_height(lines, size), _SAMPLE_HEIGHT)
            _add_sample(page, entry, left, y + high / 2)
            top = y + (high - text_height(lines, size)) / 2
            page.text(lines, size, left + _SAMPLE + 5, most, top)
            y += high + _APART
        bottom = max(bottom, y)
    page.y = bottom + 2


def _add_sample(page: Page, entry: LegendNode | LegendLine, left: float, middle: float) -> None:
    """A little box, or a line; nothing before words that are about all lines."""
    right = left + _SAMPLE
    if isinstance(entry, LegendNode):
        x = round((left + right) / 2, 2)
        name = f"k{len(page.boxes) + 1}"
        page.boxes.append(
            Box(name, x, middle, _SAMPLE - 6, _SAMPLE_HEIGHT, (), 0, entry.kind, entry.state)
        )
    elif entry.relation:
        third = _SAMPLE / 3
        points = (
            (left, middle),
            (left + third, middle),
            (right - third, middle),
            (right, middle),
        )
        name = f"k{len(page.samples) + 1}"
        page.samples.append(Curve(name, points, entry.relation, entry.asserter))
