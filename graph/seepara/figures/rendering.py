"""Graphviz at work, in memory: a DOT text to SVG, PDF or PNG, the same bytes each time.

The library comes with pygraphviz, which is installed for maps only.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

PNG_DOTS = 300
"""Dots an inch."""

_PLACED = "nop2"  # draws nodes and lines where the text says
_OF_FONT_SETTINGS = b"Fontconfig warning: "


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
        with without_font_settings():
            made = graph.draw(format=format, prog=_PLACED)
    finally:
        graph.close()
    return made if isinstance(made, bytes) else str(made).encode()


@contextmanager
def without_font_settings() -> Iterator[None]:
    """Leave out of standard error what Graphviz's own font library does not know in the settings of a
    newer system: a user can do nothing about it, and the fonts are found all the same.

    >>> with without_font_settings():
    ...     _ = os.write(2, b"Fontconfig warning: unknown element\\n")
    """
    if sys.stderr is None:  # closed by the caller
        yield
        return
    sys.stderr.flush()
    kept = os.dup(2)
    with tempfile.TemporaryFile() as said:
        os.dup2(said.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            said.seek(0)
            for line in said:
                if not line.startswith(_OF_FONT_SETTINGS):
                    os.write(2, line)


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
