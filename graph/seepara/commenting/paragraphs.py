"""The paragraphs of a part of a Word file, as the reader counts them (`seepara.reading.word`).

What is not printed does not count: deleted text, the old place of moved text, deleted rows, cells
merged into others, and one of the two forms in which a text box is in the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..reading.word.xml import attribute, child

if TYPE_CHECKING:
    from lxml.etree import _Element

_NOT_PRINTED = frozenset({"del", "moveFrom", "rt"})
_NO_NOTES = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_OFFICE = "http://schemas.microsoft.com/office/"


def paragraphs(root: _Element) -> Iterator[_Element]:
    """The paragraphs in the order in which they begin."""
    return (element for element in printed(root) if local(element) == "p")


def printed(element: _Element) -> Iterator[_Element]:
    """All elements of a tree that are printed, in order; without recursion, for any depth."""
    waiting = [iter([element])]
    while waiting:
        one = next(waiting[-1], None)
        if one is None:
            waiting.pop()
            continue
        if isinstance(one.tag, str) and not _is_left_out(one):
            yield one
            waiting.append(iter(_children(one)))


def local(element: _Element) -> str:
    """The name of an element of WordprocessingML; of one of another kind, with its namespace.

    >>> from lxml import etree
    >>> local(etree.fromstring('<p xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'))
    'p'
    """
    space, _, name = str(element.tag)[1:].rpartition("}")
    return (
        name
        if space.endswith(("wordprocessingml/2006/main", "wordprocessingml/main"))
        else (f"{{{space}}}{name}")
    )


def _is_left_out(element: _Element) -> bool:
    match local(element):
        case name if name in _NOT_PRINTED:
            return True
        case "tr":
            return child(element, "trPr", "del") is not None
        case "tc":
            properties = child(element, "tcPr")
            merges = (child(properties, "vMerge"), child(properties, "hMerge"))
            return child(properties, "cellDel") is not None or any(
                merge is not None and attribute(merge) != "restart" for merge in merges
            )
        case "footnote" | "endnote":
            return attribute(element, "type") in _NO_NOTES
    return False


def _children(element: _Element) -> list[_Element]:
    """The children; of alternatives only the one that is taken (ECMA-376 part 3, 10)."""
    children = [one for one in element if isinstance(one.tag, str)]
    if element.tag != f"{{{_COMPATIBILITY}}}AlternateContent":
        return children
    for one in children:
        if one.tag == f"{{{_COMPATIBILITY}}}Fallback" or _is_understood(one):
            return [one]
    return []


def _is_understood(choice: _Element) -> bool:
    required = (choice.get("Requires") or "").split()
    spaces = [choice.nsmap.get(prefix) or "" for prefix in required]
    return bool(spaces) and all(space.startswith(_OFFICE) for space in spaces)
