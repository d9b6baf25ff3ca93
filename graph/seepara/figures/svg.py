"""Graphviz's SVG made fit to be read aloud: title, description, and names for what is drawn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .dot import BOLD
from .model import Figure

if TYPE_CHECKING:
    from lxml.etree import _Element

# What XML cannot hold, escaped or not.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SVG = "{http://www.w3.org/2000/svg}"
_LINK_TITLE = "{http://www.w3.org/1999/xlink}title"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def accessible(made: bytes, figure: Figure) -> bytes:
    """The SVG with the title and the description of the map, and each node and line with its name in
    full; the names that Graphviz has for them, and its comments, go."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    root = etree.fromstring(made, parser)
    for group in list(root.iter(f"{_SVG}g")):
        title = group.find(f"{_SVG}title")
        if title is not None:
            _name(group, title)
    for text in root.iter(f"{_SVG}text"):
        fonts = text.get("font-family") or ""
        if fonts.endswith(f" {BOLD}"):  # Graphviz takes it for a part of the name
            text.set("font-family", fonts.removesuffix(f" {BOLD}"))
            text.set("font-weight", BOLD)
    texts = (("title", "map-title", figure.title), ("desc", "map-description", figure.description))
    for place, (tag, name, text) in enumerate(texts):
        element = etree.Element(f"{_SVG}{tag}", id=name)
        element.text = _NOT_IN_XML.sub(" ", text)
        element.tail = "\n"
        root.insert(place, element)
    root.set("role", "img")
    root.set("aria-labelledby", "map-title map-description")
    root.set(_LANGUAGE, figure.language)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _name(group: _Element, title: _Element) -> None:
    """Give a node or line the name that Graphviz has put into a link; none to what has none."""
    link = group.find(f"{_SVG}g/{_SVG}a")
    if link is None:
        group.remove(title)
        return
    title.text = link.get(_LINK_TITLE) or ""
    holder = link.getparent()
    if holder is None:
        return
    for part in list(link):
        group.append(part)
    group.remove(holder)
