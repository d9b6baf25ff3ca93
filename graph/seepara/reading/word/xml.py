"""The XML of a Word file as a stream of elements with short names, in bounded memory.

Word writes one of two sets of namespaces (transitional and strict, ECMA-376 part 1 and 4); here an
element of WordprocessingML is just ``p``, one of markup compatibility ``mc:Choice``, one of
mathematics ``m:t``, and all else is nameless. Nothing is fetched, no entity is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

    from .package import PartStream

PROPERTIES = frozenset(
    {"pPr", "rPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "sectPr"}
)
"""Elements that say how something looks; each arrives as a whole, when it ends."""

MAX_ELEMENTS_KEPT = 20_000
"""How many elements may lie within one that arrives as a whole."""

DOCTYPE = "declares a DOCTYPE, which Word never does"
"""What is wrong with a part that could bring entities of its own."""

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_RELATIONSHIPS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_PREFIXES = {
    **dict.fromkeys(_WORD, ""),
    "http://schemas.openxmlformats.org/package/2006/relationships": "",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
}
_HINT = re.compile(r", (?:line|try|use|see)\b")
_INTEGER = re.compile(r"\s*([+-]?[0-9]{1,18})")


class Event(NamedTuple):
    """An element that starts or ends; an element that arrives as a whole only ends."""

    starts: bool
    name: str
    element: _Element
    depth: int


def events(stream: PartStream, whole: Set[str] = PROPERTIES) -> Iterator[Event]:
    """The elements of a part, in order; raises `UnreadableFile` where it is not plain good XML.

    Elements named in `whole` arrive when they end, with all that they hold. Every other element is
    emptied when it has ended, so that memory does not grow with the part.
    """
    from lxml import etree

    names: dict[str, str] = {}
    depth = kept_from = kept = 0
    try:
        for action, element in etree.iterparse(
            stream,
            events=("start", "end"),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        ):
            if action == "start":
                depth += 1
                if depth == 1 and element.getroottree().docinfo.internalDTD is not None:
                    raise stream.refusal(DOCTYPE)
                if kept_from:
                    kept += 1
                    if kept > MAX_ELEMENTS_KEPT:
                        raise stream.refusal(f"says more than {MAX_ELEMENTS_KEPT} things of one")
                    continue
                name = _short(element.tag, names)
                if name in whole:
                    kept_from, kept = depth, 0
                else:
                    yield Event(True, name, element, depth)
                continue
            if not kept_from or kept_from == depth:
                kept_from = 0
                yield Event(False, _short(element.tag, names), element, depth)
                _forget(element)
            depth -= 1
    except etree.XMLSyntaxError as error:
        # Without the place, which is a column of one long line, and hints for programmers.
        reason = _HINT.split(error.msg or "it is cut off")[0]
        raise stream.refusal(f"is not sound XML ({reason})") from error


def elements(stream: PartStream, names: Set[str]) -> Iterator[_Element]:
    """The elements of these names, each as a whole; one within another is left in it."""
    for event in events(stream, names):
        if event.name in names:
            yield event.element


def children(element: _Element, name: str) -> Iterator[_Element]:
    """The direct children of that name."""
    return element.iterchildren(*_tags(name))


def child(element: _Element | None, *path: str) -> _Element | None:
    """The first child, or child of a child, of these names."""
    for name in path:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


def attribute(element: _Element | None, name: str = "val") -> str | None:
    """An attribute of WordprocessingML; none without the element."""
    return None if element is None else _namespaced(element, name, _WORD)


def relationship_id(element: _Element, name: str = "id") -> str | None:
    """The attribute by which an element points to a relationship."""
    return _namespaced(element, name, _RELATIONSHIPS)


def is_on(element: _Element | None) -> bool | None:
    """The value of an on/off property; none where it is not stated.

    Without a value it is on (ECMA-376 part 1, 17.17.4).
    """
    if element is None:
        return None
    return attribute(element) not in ("0", "false", "off")


def integer(text: str | None, least: int, most: int) -> int | None:
    """A whole number within bounds; none where the text is none.

    >>> integer("475", 0, 1000), integer("99999", 0, 1000), integer("x", 0, 1), integer(None, 0, 1)
    (475, 1000, None, None)
    """
    match = _INTEGER.match(text or "")
    return min(max(int(match[1]), least), most) if match else None


def _namespaced(element: _Element, name: str, spaces: Iterable[str]) -> str | None:
    for space in spaces:
        value = element.get(f"{{{space}}}{name}")
        if value is not None:
            return value
    return None


@cache
def _tags(name: str) -> tuple[str, ...]:
    """The full tags of a short name, in all the namespaces it may come from."""
    before, colon, local = name.rpartition(":")
    return tuple(
        f"{{{space}}}{local}" for space, prefix in _PREFIXES.items() if prefix == before + colon
    )


def _short(tag: str, known: dict[str, str]) -> str:
    """The short name of a tag; `known` remembers those of one part."""
    name = known.get(tag)
    if name is None:
        space, _, local = tag[1:].rpartition("}")
        prefix = _PREFIXES.get(space)
        name = "" if prefix is None else prefix + local
        if len(known) < 1000:
            known[tag] = name
    return name


def _forget(element: _Element) -> None:
    """Empty an element that has ended and drop what stands before it."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while (before := element.getprevious()) is not None:
            parent.remove(before)
