"""The page as one file: pyvis holds the graph and renders our template around it.

Of pyvis only the model and `generate_html` are used, with the copy of vis-network that it ships.
The style sheet of vis-network, 220 KB, is left out: it dresses parts that the page does not use
(its own buttons, tooltips, configurator). All scripts and styles are inline and named by their hash
in the page's content security policy, so that nothing else can act.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..model import ResolvedDocument
from .splitting import FOLDER, ONE_FILE, split, write_parts
from .words import words

if TYPE_CHECKING:
    from pyvis.network import Network

    from ..labels import Labels
    from ..lineage import InferredLink
    from .data import PageData

SCRIPTS = (
    "data",
    "lineage",
    "parts",
    "state",
    "elements",
    "filters",
    "walk",
    "text",
    "time",
    "layout",
    "look",
    "drawing",
    "figure",
    "saving",
    "lists",
    "inferred",
    "beside",
    "comparison",
    "unresolved",
    "overview",
    "words",
    "picture",
    "controls",
    "focus",
    "way",
    "search",
    "keys",
    "start",
)
"""The parts of the page's script, in ``scripts/``, in the order in which they are joined."""

STYLES = (
    "base", "head", "pieces", "drawing", "lists", "focus", "controls", "words", "comparison", "media",
)  # fmt: skip
"""The parts of its style sheet, in ``styles/``."""

_DRAWING_LIBRARY = ("lib", "vis-9.1.2", "vis-network.min.js")


def page(
    documents: Iterable[ResolvedDocument],
    labels: Labels | None = None,
    inferred: Iterable[InferredLink] | None = None,
) -> str:
    """The explorer for these documents, as one HTML document that needs no network.

    `labels` and `inferred` spare making them again where they are at hand.

    >>> text = page(())
    >>> text.startswith("<!doctype html>"), "http://" in text.partition("<script>")[0]
    (True, False)
    """
    return _rendered(_data(documents, labels, inferred))


def write_page(
    documents: Iterable[ResolvedDocument],
    path: Path,
    labels: Labels | None = None,
    inferred: Iterable[InferredLink] | None = None,
    one_file: int = ONE_FILE,
) -> None:
    """Write the explorer for these documents to a file, as UTF-8.

    With more than `one_file` nodes, parts of its data are written beside it, into the folder
    `splitting.FOLDER`. Raises `OSError` where a file cannot be written.
    """
    data = _data(documents, labels, inferred)
    parted = len(data.nodes) > one_file
    if parted:
        made = split(data)
        write_parts(made.parts, path.parent / FOLDER)
        data = made.page
    # A lone surrogate cannot be written as UTF-8; it is no character that anyone could read.
    path.write_bytes(_rendered(data, parted=parted).encode("utf-8", "replace"))


def _data(
    documents: Iterable[ResolvedDocument],
    labels: Labels | None,
    inferred: Iterable[InferredLink] | None,
) -> PageData:
    from ..labels import Labels
    from .data import page_data

    resolved = tuple(documents)
    return page_data(resolved, labels or Labels.of(resolved), inferred)


def _rendered(data: PageData, *, parted: bool = False) -> str:
    network = _network(data)
    script = _script()
    style = "\n".join(_read("styles", f"{name}.css") for name in STYLES)
    library = _drawing_library()
    with as_file(files(__package__)) as folder:
        network.set_template_dir(str(folder), "page.html")
        network.templateEnv.policies["json.dumps_kwargs"] = {
            "ensure_ascii": False,
            "separators": (",", ":"),
        }
        network.templateEnv.globals["seepara"] = {
            "policy": _policy(scripts=(library, script), style=style, parted=parted),
            "records": data.records,
            "words": words(),
            "style": style,
            "script": script,
            "drawing_library": library,
        }
        rendered: str = network.generate_html()
    return rendered


def _network(data: PageData) -> Network:
    """The pyvis network; filled at once, as `add_edge` looks through all nodes for each edge."""
    from pyvis.network import Network

    network = Network(directed=True)
    network.nodes = data.nodes
    network.node_ids = [node["id"] for node in data.nodes]
    network.node_map = {node["id"]: node for node in data.nodes}
    network.edges = data.edges
    return network


def _script() -> str:
    """The page's script: its parts see each other's names, and nothing else does."""
    parts = (_read("scripts", f"{name}.js") for name in SCRIPTS)
    return '"use strict";\n(() => {\n' + "\n".join(parts) + "})();\n"


def _policy(scripts: Iterable[str], style: str, *, parted: bool) -> str:
    """Nothing may load, and only these scripts and this style may act.

    Of a page in parts, our script may add the scripts that hold them, and it alone may say which.
    """
    allowed = " ".join(_hash(script) for script in scripts)
    dynamic = " 'strict-dynamic'" if parted else ""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {allowed}{dynamic}",
            f"style-src {_hash(style)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            f"trusted-types {'seepara-parts' if parted else chr(39) + 'none' + chr(39)}",
        )
    )


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest())
    return f"'sha256-{digest.decode('ascii')}'"


def _read(*name: str) -> str:
    return files(__package__).joinpath(*name).read_text("utf-8")


def _drawing_library() -> str:
    source: Any = files("pyvis").joinpath(*_DRAWING_LIBRARY)
    text: str = source.read_text("utf-8")
    return text
