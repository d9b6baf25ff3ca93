"""Graphviz at work, in memory: a DOT text to SVG, PDF or PNG, the same bytes each time.

The library comes with pygraphviz, which is installed for maps only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

PNG_DOTS = 300
"""Dots an inch."""

_PLACED = "nop2"  # draws nodes and lines where the text says


class MapUnavailable(RuntimeError):
    """Graphviz is not installed; the message says what to do."""


def rendered(dot_text: str, format: str) -> bytes:
    """The picture of a DOT text that says where everything stands; raises `MapUnavailable`.

    `format` is one of Graphviz: ``svg``, ``pdf``, ``png``, ``json``.
    """
    graph: Any = _pygraphviz().AGraph(string=dot_text)
    try:
        if format == "png":
            graph.graph_attr["dpi"] = str(PNG_DOTS)
        made = graph.draw(format=format, prog=_PLACED)
    finally:
        graph.close()
    return made if isinstance(made, bytes) else str(made).encode()


def _pygraphviz() -> ModuleType:
    try:
        import pygraphviz
    except ImportError as error:
        missing = str(error)
        if "libglib" in missing or ".so" in missing:
            raise MapUnavailable(
                f"Graphviz cannot start ({missing}); on Debian: "
                "apt install libglib2.0-0 libx11-6 libxext6 libxrender1"
            ) from None
        raise MapUnavailable(
            "SVG, PDF and PNG need Graphviz; install it with: pip install 'seepara[map]' "
            "(.dot, .mmd and .tex need nothing)"
        ) from None
    return pygraphviz  # type: ignore[no-any-return]
