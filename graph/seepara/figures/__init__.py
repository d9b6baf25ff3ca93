"""Citation maps for print: who refers to what, as SVG, PDF, PNG, DOT, Mermaid or TikZ.

`selection` takes from the graph what is asked for, `folding` puts it together until a page holds it,
`making` says it in words as a `Figure`; `layout` gives each thing its place and `drawing` keeps them;
`dot`, `tikz` and `mermaid` write it as text, `rendering` has Graphviz draw it. Places and widths are
the program's own, so that a map is the same on every machine but for the fonts.
"""

from __future__ import annotations

from .formats import FORMATS, MapUnavailable, written
from .inferred import inferred_links
from .making import Request, figure
from .model import Figure, FigureLink, FigureNode, Heading, LegendLine, LegendNode
from .presets import PRESETS, Preset
from .selection import InferredLink
from .words import FigureWords, figure_words

__all__ = [
    "FORMATS",
    "PRESETS",
    "Figure",
    "FigureLink",
    "FigureNode",
    "FigureWords",
    "Heading",
    "InferredLink",
    "LegendLine",
    "LegendNode",
    "MapUnavailable",
    "Preset",
    "Request",
    "figure",
    "figure_words",
    "inferred_links",
    "written",
]
