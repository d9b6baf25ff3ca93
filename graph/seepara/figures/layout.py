"""A figure on a page: title, columns of boxes in rows, key and note, from the top down."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from .captions import state_of
from .drawing import Box, Drawing, Rule
from .legend import add_legend
from .measure import width, wrapped
from .model import Figure, FigureNode
from .page import Page, text_height
from .presets import Preset
from .routing import Place, curves, port_counts
from .styles import padding
from .words import FigureWords

_GAP = 5.5
"""Between two boxes of a column, in points."""
_ROW_GAP = 9.0
_LINES = 4
"""How many lines of letters a box takes at most."""
_BOX_MARGIN = 5.0
_PORT = 2.6
"""Between two lines at one side of a box: one with many lines is as high as they need."""
_BETWEEN = 0.36
"""The share of a column's width that is left for the lines between columns."""
_WIDEST_BOX = 150.0


def laid_out(figure: Figure, preset: Preset, words: FigureWords) -> Drawing:
    """The figure with a place for everything, as wide as the preset and as high as it needs."""
    page = Page(preset.width)
    size = preset.title
    title = wrapped(figure.title, size, page.width - 2, bold=True)
    page.y += page.text(title, size, 1, page.width - 2, page.y, bold=True) + 7
    places = _body(page, figure, preset)
    add_legend(page, figure, preset)
    note = wrapped(" ".join(figure.note), preset.note, page.width - 2)
    if figure.note:
        page.y += page.text(note, preset.note, 1, page.width - 2, page.y) + 2
    # whole points, since Graphviz makes pages of them
    height = math.ceil(page.y + 4)

    def up(y: float) -> float:
        return round(height - y, 2)

    turned = {key: replace(place, box=_turned(place.box, height)) for key, place in places.items()}
    return Drawing(
        figure,
        round(page.width, 2),
        round(height, 2),
        tuple(_turned(box, height) for box in page.boxes),
        tuple(replace(text, y=up(text.y)) for text in page.texts),
        tuple(replace(rule, y=up(rule.y)) for rule in page.rules),
        (
            *curves(figure.links, turned, words),
            *(
                replace(curve, points=tuple((x, up(y)) for x, y in curve.points))
                for curve in page.samples
            ),
        ),
    )


def _turned(box: Box, height: float) -> Box:
    return replace(box, y=round(height - box.y, 2))


def _body(page: Page, figure: Figure, preset: Preset) -> dict[str, Place]:
    """The headings of columns, then row by row the boxes."""
    count = max(len(figure.columns), 1)
    strip = preset.strip if any(row.label for row in figure.rows) else 0
    column_width = (page.width - strip) / count
    lefts = [strip + column_width * number for number in range(count)]
    heads = [
        wrapped(head.label, preset.heading, column_width - 8, 6, bold=True)
        for head in figure.columns
    ]
    for left, lines in zip(lefts, heads, strict=False):
        page.text(
            lines, preset.heading, left + 4, column_width - 8, page.y, bold=True, centred=True
        )
    page.y += max((text_height(lines, preset.heading) for lines in heads), default=0) + 4
    box_width = _box_width(figure.nodes, preset, column_width)
    room = (column_width - box_width) / 2 - 3
    ports = port_counts(figure)
    places: dict[str, Place] = {}
    number = {head.key: place for place, head in enumerate(figure.columns)}
    for row in figure.rows:
        page.rules.append(Rule(0, page.width, page.y))
        page.y += _ROW_GAP / 2 + 1
        lines = wrapped(row.label, preset.note, strip - 5, 12) if row.label else ()
        cells: list[list[tuple[FigureNode, tuple[str, ...], float]]] = [[] for _ in figure.columns]
        for node in figure.nodes:
            if node.row == row.key:
                most = box_width - padding(node.kind)
                node_lines = wrapped(node.label, preset.node, most, _LINES)
                tall = text_height(node_lines, preset.node) + _BOX_MARGIN
                tall = round(max(tall, ports.get(node.key, 0) * _PORT + 4), 2)
                cells[number[node.column]].append((node, node_lines, tall))
        heights = [sum(tall for *_, tall in cell) + _GAP * max(len(cell) - 1, 0) for cell in cells]
        high = max([*heights, text_height(lines, preset.note)])
        page.text(lines, preset.note, 1, strip - 4, page.y)
        for column, (cell, cell_height) in enumerate(zip(cells, heights, strict=True)):
            top = page.y + (high - cell_height) / 2
            for node, node_lines, tall in cell:
                box = Box(
                    name=f"n{len(page.boxes) + 1}",
                    x=round(lefts[column] + column_width / 2, 2),
                    y=top + tall / 2,
                    width=round(box_width, 2),
                    height=tall,
                    lines=node_lines,
                    size=preset.node,
                    kind=node.kind,
                    state=state_of(node),
                    title=node.name,
                )
                page.boxes.append(box)
                places[node.key] = Place(box, column, room)
                top += tall + _GAP
        page.y += high + _ROW_GAP / 2
    return places


def _box_width(nodes: Iterable[FigureNode], preset: Preset, column_width: float) -> float:
    """All boxes are of one width: that of the longest label, as far as the column has it."""
    wanted = max(
        (width(node.label, preset.node) + padding(node.kind) + 2 for node in nodes), default=40
    )
    return max(min(wanted, column_width * (1 - _BETWEEN), _WIDEST_BOX), 30)
