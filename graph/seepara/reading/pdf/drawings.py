"""What is drawn on a page beside its text: rules, and the parts of it that are links."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from .page import Frame, Link, Rule

MAX_DRAWN = 20_000
"""Drawings of a page that are looked at; the rest of a page with more is a picture."""

MAX_RULES = 400
"""Rules of a page; one with more is a picture, and has none."""

_MAX_LINKS = 2_000
_MAX_DEPTH = 4  # of groups within groups
_THICKEST = 3.0  # points: what is thicker is no rule
_SHORTEST = 12.0  # points
_TOUCHING = 3.5  # points: pieces of one rule may leave so much between them
_LEVEL = 1.2  # points: pieces of one rule differ by no more
_LONGEST_ADDRESS = 2_048
_IN_PLACE = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read_drawings(page: Any, frame: Frame) -> tuple[tuple[Rule, ...], tuple[Rule, ...], bool]:
    """The horizontal and the vertical rules of a page, each in one piece, and whether it has
    pictures."""
    from pypdfium2 import raw

    paths = _Paths(raw)
    across: list[tuple[float, float, float]] = []
    down: list[tuple[float, float, float]] = []
    for left, bottom, right, top in paths.of_page(page):
        x0, y0 = frame.place(left, top)
        x1, y1 = frame.place(right, bottom)
        x0, x1 = min(x0, x1), max(x0, x1)
        y0, y1 = min(y0, y1), max(y0, y1)
        width, height = x1 - x0, y1 - y0
        if height <= _THICKEST and (width > height or width <= _THICKEST):
            across.append(((y0 + y1) / 2, x0, x1))
        if width <= _THICKEST and height > width:
            down.append(((x0 + x1) / 2, y0, y1))
        if height > _THICKEST and width > _THICKEST:
            # A box: its four sides, as far as they are drawn.
            across += [(y0, x0, x1), (y1, x0, x1)]
            down += [(x0, y0, y1), (x1, y0, y1)]
    horizontal = [
        Rule(start, end, at, at, breaks)
        for at, start, end, breaks in _joined(across)
        if end - start >= _SHORTEST
    ]
    vertical = [
        Rule(at, at, start, end, breaks)
        for at, start, end, breaks in _joined(down)
        if end - start >= _SHORTEST
    ]
    if len(horizontal) + len(vertical) > MAX_RULES:
        return (), (), paths.pictured
    return tuple(horizontal), tuple(vertical), paths.pictured


def _joined(
    pieces: list[tuple[float, float, float]],
) -> Iterator[tuple[float, float, float, tuple[float, ...]]]:
    """Pieces (level, start, end) that touch, as one, with the places where they met."""
    pieces.sort()
    bands: list[list[tuple[float, float, float]]] = []
    for piece in pieces:
        if bands and piece[0] - bands[-1][0][0] <= _LEVEL:
            bands[-1].append(piece)
        else:
            bands.append([piece])
    for band in bands:
        band.sort(key=lambda piece: piece[1:])
        at, start, end = band[0]
        breaks: list[float] = []
        for level, begin, stop in band[1:]:
            if begin <= end + _TOUCHING:
                is_corner = begin > start + _TOUCHING and begin >= end - _TOUCHING
                if is_corner and (not breaks or begin - breaks[-1] > _TOUCHING):
                    breaks.append(begin)
                end = max(end, stop)
                continue
            yield at, start, end, tuple(breaks)
            at, start, end, breaks = level, begin, stop, []
        yield at, start, end, tuple(breaks)


class _Paths:
    """The boxes of the drawn paths of a page, those in groups too."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self._sides = [ctypes.c_float() for _ in range(4)]
        self._references = [ctypes.byref(side) for side in self._sides]
        self._left = MAX_DRAWN
        self.pictured = False

    def of_page(self, page: Any) -> Iterator[tuple[float, float, float, float]]:
        raw = self._raw
        count = raw.FPDFPage_CountObjects(page)
        return self._within(count, partial(raw.FPDFPage_GetObject, page), 0, _IN_PLACE)

    def _within(
        self, count: int, get: Callable[[int], Any], depth: int, place: tuple[float, ...]
    ) -> Iterator[tuple[float, float, float, float]]:
        raw = self._raw
        for index in range(count):
            self._left -= 1
            if self._left < 0:
                return
            item = get(index)
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                if raw.FPDFPageObj_GetBounds(item, *self._references):
                    box = tuple(side.value for side in self._sides)
                    yield _moved(box, place)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self.pictured = True
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
                matrix = raw.FS_MATRIX()
                raw.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix))
                inner = (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
                inside = partial(raw.FPDFFormObj_GetObject, item)
                held = raw.FPDFFormObj_CountObjects(item)
                yield from self._within(held, inside, depth + 1, _combined(inner, place))


def _moved(box: tuple[float, ...], place: tuple[float, ...]) -> tuple[float, float, float, float]:
    left, bottom, right, top = box
    if place is _IN_PLACE:
        return left, bottom, right, top
    a, b, c, d, e, f = place
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _combined(inner: tuple[float, ...], outer: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def read_links(document: Any, page: Any) -> tuple[Link, ...]:
    """The parts of a page that lead to an address outside the file."""
    from pypdfium2 import raw

    position, link, box = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    found: list[Link] = []
    while len(found) < _MAX_LINKS and raw.FPDFLink_Enumerate(
        page, ctypes.byref(position), ctypes.byref(link)
    ):
        url = _address(raw, document, link)
        if url and raw.FPDFLink_GetAnnotRect(link, ctypes.byref(box)):
            found.append(Link(box.left, box.bottom, box.right, box.top, url))
    return tuple(found)


def _address(raw: Any, document: Any, link: Any) -> str:
    action = raw.FPDFLink_GetAction(link)
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    buffer = ctypes.create_string_buffer(_LONGEST_ADDRESS)
    length = raw.FPDFAction_GetURIPath(document, action, buffer, _LONGEST_ADDRESS)
    if not 1 < length <= _LONGEST_ADDRESS:
        return ""
    return buffer.value.decode("utf-8", "replace")
