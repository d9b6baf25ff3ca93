"""How wide a text is, and where its lines break: without a font at hand, and rather too wide.

The widths are the advances of DejaVu Sans, the widest of the fonts that maps name, rounded up to a
twentieth of the letters' size. So a text fits its box in whichever of them it is drawn.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType

_BY_WIDTH = (
    (0.30, "'IJijlÌÍÎÏìíîïıł"),
    (0.35, " \u00a0,./:;\\f|¦·‘’"),
    (0.40, "!()-[]rt¡²³¹řţť"),
    (0.50, '"ªº'),
    (0.55, "*?_`csz§¨¯°´¸¿çćčśşšźżž–“”"),
    (0.60, "FLPTkvxyÞýÿŁ•"),
    (0.65, "$0123456789ESYabdeghnopqu{}«»ÈÉÊËßàáâãäåèéêëðñòóôõöøùúûüþ"),
    (0.70, "BCKRVXZÅÇĆČŘŻŽ"),
    (0.75, "AHNUÀÁÂÃÄÑÙÚÛÜ"),
    (0.80, "&DGOQÐÒÓÔÕÖØ"),
    (0.85, "#+<=>^w~±×÷→≥"),
    (0.90, "M"),
    (0.95, "%"),
    (1.00, "@Wm©®¼½¾Ææ—…"),
    (1.10, "Œœ"),
)
_WIDTHS: Mapping[str, float] = MappingProxyType({c: w for w, chars in _BY_WIDTH for c in chars})
_OTHER = 0.85
_WIDE = 1.05
_PICTURE = 1.4
_PICTURES_FROM = 0x1F000
_DOTS = 2 * 96 / 72
"""Dots a point: maps are drawn twice as large as they are printed (`dot.SCALE`), for a screen."""
BOLD = 1.2
"""How much wider bold letters can be."""

ELLIPSIS = "…"
# Symbols may break behind a slash, as editors break them, and anything behind a hyphen or dash.
_PIECE = re.compile(r"\s+|[^\s/–-]*[/–-]+|[^\s/–-]+")


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line in the unit of `size`, rather too large than too small.

    >>> width("Para. 21 (a)", 10) > 58.1, width("", 10)
    (True, 0)
    """
    return sum(_set(c, size) for c in text) * (BOLD if bold else 1)


def wrapped(
    text: str, size: float, most: float, lines: int = 0, *, bold: bool = False
) -> tuple[str, ...]:
    """The text in lines no wider than `most`; past `lines` of them (0: any number) it ends in "…".

    A word that is wider than a line is broken.

    >>> wrapped("CTOC/COP/WG.4/2009/2, para. 17", 10, 90)
    ('CTOC/COP/WG.4/', '2009/2, para. 17')
    >>> wrapped("the quick brown fox", 10, 60, lines=1)
    ('the quick…',)
    """
    found: list[str] = []
    line = ""
    for piece in _pieces(text, size, most, bold):
        if width((line + piece).rstrip(), size, bold=bold) <= most:
            line += piece
            continue
        if line.strip():
            found.append(line.strip())
        line = piece.lstrip()
    if line.strip():
        found.append(line.strip())
    if lines and len(found) > lines:
        last = " ".join(found[lines - 1 :])
        found = [*found[: lines - 1], _shortened(last, size, most, bold)]
    return tuple(found) or ("",)


def _pieces(text: str, size: float, most: float, bold: bool) -> Iterator[str]:
    """The words of a text and the spaces between them; too long a word in parts that fit."""
    for match in _PIECE.finditer(text):
        piece = " " if match.group().isspace() else match.group()
        while width(piece, size, bold=bold) > most and len(piece) > 1:
            cut = _fitting(piece, size, most, bold)
            yield piece[:cut]
            piece = piece[cut:]
        yield piece


def _fitting(piece: str, size: float, most: float, bold: bool) -> int:
    """How many characters fit, at least one; what combines with one is not parted from it."""
    room = most
    for cut, c in enumerate(piece):  # noqa: B007
        room -= width(c, size, bold=bold)
        if room < 0:
            break
    while cut > 1 and unicodedata.combining(piece[cut]):
        cut -= 1
    return max(cut, 1)


def _shortened(text: str, size: float, most: float, bold: bool) -> str:
    room = most - width(ELLIPSIS, size, bold=bold)
    if width(text, size, bold=bold) > room:
        text = text[: _fitting(text, size, room, bold)]
    return text.rstrip() + ELLIPSIS


def _set(c: str, size: float) -> float:
    """How far a letter goes; Graphviz sets it to whole dots, which can be more than it is wide."""
    wide = _advance(c) * size
    return max(wide, math.floor(wide * _DOTS + 0.5) / _DOTS)


def _advance(c: str) -> float:
    if (known := _WIDTHS.get(c)) is not None:
        return known
    if unicodedata.combining(c) or unicodedata.category(c) == "Cf":
        return 0
    if ord(c) >= _PICTURES_FROM and unicodedata.category(c) == "So":
        return _PICTURE
    return _WIDE if unicodedata.east_asian_width(c) in "WF" else _OTHER
