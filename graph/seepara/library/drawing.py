"""Maps and graphs as they are asked for: they draw themselves where Graphviz is there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import figures
from .rows import Rows

if TYPE_CHECKING:
    import networkx

_COLUMNS = ("source", "target", "relation", "asserted_by", "phrase", "abridged")


@dataclass(frozen=True, slots=True, eq=False)
class Map:
    """A citation map (`seepara.figures`); `figure` is what it shows, in words."""

    figure: figures.Figure
    preset: figures.Preset

    def save(self, path: str | Path) -> None:
        """Write it to a file: .svg, .pdf, .png (they need pygraphviz), .dot, .mmd or .tex.

        Raises `seepara.figures.MapUnavailable` without Graphviz, `ValueError` for another ending.
        """
        file = Path(path)
        file.write_bytes(self.to_bytes(file.suffix.removeprefix(".").lower()))

    def to_bytes(self, format: str) -> bytes:
        """The map as the content of a file (`seepara.figures.FORMATS`)."""
        return figures.written(self.figure, format, figures.figure_words(), self.preset)

    def __str__(self) -> str:
        return self.figure.description

    def __repr__(self) -> str:
        nodes, links = len(self.figure.nodes), len(self.figure.links)
        return f"<{self.figure.title}: {nodes} places, {links} lines>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """A drawing and its description in words; only the words where there is no Graphviz."""
        shown = {"text/plain": f"{self}\n{' '.join(self.figure.note)}"}
        try:
            shown["image/svg+xml"] = self.to_bytes("svg").decode()
        except figures.MapUnavailable as error:
            shown["text/plain"] += f"\n({error})"
        return shown


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """A part of the graph: `graph` is a `networkx.MultiDiGraph` (`seepara.network`), `map` the same
    as a drawing."""

    graph: networkx.MultiDiGraph[str]
    map: Map

    @property
    def rows(self) -> Rows:
        """A row a citation, by the names of its ends."""
        nodes = self.graph.nodes
        values = [
            (
                nodes[a]["label"],
                nodes[b]["label"],
                link["relation"],
                link["asserted_by"],
                link["phrase"],
                nodes[a]["abridged"],
            )
            for a, b, link in self.graph.edges(data=True)
            if "phrase" in link
        ]
        return Rows(_COLUMNS, tuple(values), self.map.figure.title)

    def __repr__(self) -> str:
        return f"<{len(self.graph)} places, {self.graph.number_of_edges()} links>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """A drawing; where there is no Graphviz, the table of its links."""
        shown = self.map._repr_mimebundle_()
        if "image/svg+xml" not in shown:
            shown["text/html"] = self.rows._repr_html_()
        return shown
