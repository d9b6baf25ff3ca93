"""The page without its data: pyvis renders our template around places for it.

Of pyvis only the model and `generate_html` are used, with the copy of vis-network that it ships.
The style sheet of vis-network, 220 KB, is left out: it dresses parts that the page does not use
(its own buttons, tooltips, configurator). All scripts and styles are inline and named by their hash
in the page's content security policy, so that nothing else can act.

What stands around the data is the same for every corpus, so it can be kept, and a build that has it
needs no pyvis.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from importlib.resources import as_file, files
from typing import Any

from .words import words

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


_PLACES = ("documents", "parts", "records")
"""Where data goes, in the order of the template."""


def shell(*, parted: bool) -> tuple[bytes, ...]:
    """The page in four pieces: what stands before, between and behind its three blocks of data.

    Of a page in parts, our script may add others.

    >>> before, *_, behind = shell(parted=False)
    >>> before.startswith(b"<!doctype html>"), b"http://" in before, behind.endswith(b"</html>")
    (True, False, True)
    """
    from pyvis.network import Network

    script = _script()
    style = "\n".join(_read("styles", f"{name}.css") for name in STYLES)
    library = _drawing_library()
    network = Network(directed=True)
    with as_file(files(__package__)) as folder:
        network.set_template_dir(str(folder), "page.html")
        network.templateEnv.policies["json.dumps_kwargs"] = {
            "ensure_ascii": False,
            "separators": (",", ":"),
        }
        network.templateEnv.globals["seepara"] = {
            "policy": _policy(scripts=(library, script), style=style, parted=parted),
            "place": {name: _place(name) for name in _PLACES},
            "words": words(),
            "style": style,
            "script": script,
            "drawing_library": library,
        }
        left: str = network.generate_html()
    pieces = []
    for name in _PLACES:
        piece, _, left = left.partition(_place(name))
        pieces.append(piece)
    return tuple(piece.encode() for piece in (*pieces, left))


def _place(name: str) -> str:
    """What stands in the template where data goes."""
    return f"[place of the {name}]"


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
