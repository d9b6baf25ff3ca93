"""A figure as a file: which formats there are, and what makes each."""

from __future__ import annotations

from .dot import dot
from .layout import laid_out
from .mermaid import mermaid
from .model import Figure
from .presets import PRESETS, Preset
from .rendering import PNG_DOTS, MapUnavailable, rendered
from .tikz import tikz
from .words import FigureWords

FORMATS = ("svg", "pdf", "png", "dot", "mmd", "tex")
"""Endings of file names: SVG, PDF and PNG need Graphviz, the others are text."""

__all__ = ["FORMATS", "MapUnavailable", "written"]


def written(
    figure: Figure, format: str, words: FigureWords, preset: Preset = PRESETS["double"]
) -> bytes:
    """The figure in one of `FORMATS`; the same figure is the same bytes.

    Raises `MapUnavailable` where Graphviz is needed and missing, `ValueError` for another format.

    >>> from .words import figure_words
    >>> made = written(Figure("A map", (), (), (), ()), "dot", figure_words())
    >>> made.decode().splitlines()[0]
    'digraph map {'
    """
    if format not in FORMATS:
        raise ValueError(f"a map is one of: {', '.join(FORMATS)}; not {format!r}")
    if format == "mmd":
        return mermaid(figure).encode("utf-8", "replace")
    drawing = laid_out(figure, preset, words)
    if format == "tex":
        return tikz(drawing).encode("utf-8", "replace")
    text = dot(drawing)
    if format == "dot":
        return text.encode("utf-8", "replace")
    made = rendered(text, format)
    if format == "svg":
        from . import svg

        return svg.accessible(made, figure)
    if format == "pdf":
        from . import pdf

        return pdf.accessible(made, figure)
    from . import png

    return png.described(made, figure, PNG_DOTS)
