"""How wide a map is, and how large its letters are: for the columns of a journal or a page.

Widths are those that journals ask for (a column of about 88 mm, two of about 180 mm); no letter is
smaller than 6 points, which is the least that they print. Sizes are whole numbers of dots at 96 (and
192) dots an inch, at which Graphviz sets letters: at others it would set them apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Preset:
    """Sizes in points: `width` of the whole, `strip` of the names of rows at its left; `columns` is
    the most columns that fit; then letters of the title, headings, nodes and notes."""

    name: str
    width: float
    strip: float
    columns: int
    title: float = 9.75
    heading: float = 7.5
    node: float = 7.5
    note: float = 6.75


# 88 and 180 mm in whole points, since Graphviz makes pages of them
PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        "single": Preset("single", 249, 42, 3, 9, 6.75, 6.75, 6),
        "double": Preset("double", 510, 64, 5),
    }
)
"""``single`` and ``double``: one column of a journal, two columns or a page."""
