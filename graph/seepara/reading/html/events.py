"""A web page as a stream of elements that start and end, and what its markup says of each.

The parser (libxml2's for HTML) calls and no tree is built, so memory does not grow with the page.
Nothing is fetched, no entity but those of HTML is known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Protocol, cast

from ...model import value
from ..errors import UnreadableFile

MAX_DEPTH = 10_000
"""How deep elements may be nested; pages that forget to close them reach hundreds."""

_CHUNK = 2**16
_LONGEST_STYLE = 2_000

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li",
    "listing", "main", "menu", "nav", "ol", "p", "plaintext", "pre", "search", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp",
))  # fmt: skip
"""Elements that begin and end a printed paragraph."""

NOT_PRINTED = frozenset((
    "applet", "audio", "base", "button", "canvas", "datalist", "del", "embed", "iframe", "img",
    "input", "map", "meta", "meter", "noembed", "noframes", "noscript", "object", "option",
    "optgroup", "progress", "rp", "rt", "script", "select", "style", "svg", "template",
    "textarea", "title", "track", "video", "xml", "annotation", "annotation-xml",
))  # fmt: skip
"""Elements that show no words of the document, and what a revision has deleted."""

_CHROME_ROLES = ("navigation", "contentinfo", "banner", "search")
_HIDDEN = ("display:none", "visibility:hidden", "mso-hide:all", "mso-special-character:comment")
_COMMENTS = ("mso-element:comment-list", "mso-element:comment")
_FURNITURE = ("mso-element:footer",)
_RAISED = ("vertical-align:super",)
_RAISED_CLASSES = ("msofootnotereference", "msoendnotereference")
_NOTE_CLASSES = frozenset((
    "footnote-ref", "footnote-reference", "footnoteref", "noteref", "sdfootnoteanc", "sdendnoteanc",
))  # fmt: skip
_NOTE_STYLES = ("mso-footnote-id:", "mso-endnote-id:")
_LIST_STYLE = re.compile(r"list-style(?:-type)?:([^;]*)")


class Handler(Protocol):
    """What takes the elements of a page in their order."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element starts; names are in small letters."""

    def end(self, tag: str) -> None:
        """The element that was started last and has not ended ends."""

    def text(self, data: str) -> None:
        """Characters, in pieces of any length, entities resolved."""


@value
class Style:
    """What the ``style`` of an element says, as far as it matters here."""

    is_hidden: bool = False
    is_raised: bool = False
    is_note: bool = False
    """A link from or to a footnote, as Word marks it."""
    is_label: bool = False
    """The number of a list item as Word prints it."""
    is_furniture: bool = False
    list_type: str | None = None


class _Target:
    """What the parser calls; keeps to the depth and to one end for each start."""

    def __init__(self, handler: Handler, name: str) -> None:
        self._handler = handler
        self._name = name
        self._open: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        tag = tag.lower()
        self._open.append(tag)
        if len(self._open) > MAX_DEPTH:
            raise UnreadableFile(
                self._name,
                f"its elements are nested more than {MAX_DEPTH:,} deep",
                "open it in an editor and save it again, or leave it out",
            )
        self._handler.start(tag, attributes)

    def end(self, tag: str) -> None:
        tag = tag.lower()
        if self._open and self._open[-1] == tag:
            self._handler.end(self._open.pop())

    def data(self, data: str) -> None:
        self._handler.text(data)

    def close(self) -> None:
        while self._open:
            self._handler.end(self._open.pop())


def parse(page: str, handler: Handler, name: str) -> None:
    """Hand the elements of a page to a handler; raises `UnreadableFile` where none can be told.

    >>> class Tags:
    ...     def start(self, tag, attributes): print("<", tag, dict(attributes))
    ...     def end(self, tag): print(">", tag)
    ...     def text(self, data): print(data)
    >>> parse("<P id=p1>57. See A/1/2", Tags(), "a.html")
    < html {}
    < body {}
    < p {'id': 'p1'}
    57. See A/1/2
    > p
    > body
    > html
    """
    from lxml import etree

    parser = etree.HTMLParser(
        target=cast(Any, _Target(handler, name)),
        encoding="utf-8",
        no_network=True,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for start in range(0, len(page), _CHUNK):
            parser.feed(page[start : start + _CHUNK].encode("utf-8", "replace"))
        parser.close()
    except (etree.LxmlError, AssertionError) as error:
        raise UnreadableFile(
            name,
            f"it is not a sound web page ({type(error).__name__})",
            "open it in an editor and save it again, or leave it out",
        ) from error


@lru_cache(maxsize=1024)
def _style(text: str) -> Style:
    rules = [rule for rule in "".join(text.lower().split()).split(";") if rule]
    listed = _LIST_STYLE.search(";".join(rules))
    return Style(
        is_hidden=any(rule in _HIDDEN or rule in _COMMENTS for rule in rules),
        is_raised=any(rule in _RAISED for rule in rules),
        is_note=any(rule.startswith(_NOTE_STYLES) for rule in rules),
        is_label="mso-list:ignore" in rules,
        is_furniture=any(rule in _FURNITURE for rule in rules),
        list_type=listed[1] if listed else None,
    )


_PLAIN = Style()


def style(attributes: Mapping[str, str]) -> Style:
    """What the ``style`` attribute of an element says.

    >>> style({"style": "Display: none"}).is_hidden, style({"style": "mso-list:Ignore"}).is_label
    (True, True)
    """
    text = attributes.get("style")
    return _style(text[:_LONGEST_STYLE]) if text else _PLAIN


def is_printed(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element is shown at all.

    >>> is_printed("p", {"hidden": ""}), is_printed("del", {}), is_printed("ins", {})
    (False, False, True)
    """
    return not (
        tag in NOT_PRINTED
        or "hidden" in attributes
        or style(attributes).is_hidden
        or attributes.get("class") == "msocomanchor"
    )


def is_chrome(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element is what a site or a page puts around a document.

    The head that LibreOffice writes (``title="header"``) is no chrome: the letterhead stands in it.

    >>> is_chrome("nav", {}), is_chrome("div", {"title": "footer"}), is_chrome("header", {})
    (True, True, False)
    """
    return (
        tag in ("nav", "footer", "search")
        or attributes.get("role") in _CHROME_ROLES
        or (tag == "div" and attributes.get("title") == "footer")
        or style(attributes).is_furniture
    )


def is_main(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element says that the document itself is in it."""
    return tag == "main" or attributes.get("role") == "main"


def is_raised(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether the words of an element are printed above the line."""
    return (
        tag == "sup"
        or attributes.get("class", "").lower() in _RAISED_CLASSES
        or style(attributes).is_raised
    )


def is_note_link(attributes: Mapping[str, str]) -> bool:
    """Whether the markup of a link says that it leads to a note (or, in Word, back from it)."""
    return (
        attributes.get("role") == "doc-noteref"
        or "noteref" in attributes.get("epub:type", "").split()
        or not _NOTE_CLASSES.isdisjoint(attributes.get("class", "").split())
        or style(attributes).is_note
    )


def heading_level(tag: str, attributes: Mapping[str, str]) -> int:
    """The level of a heading; 0 for what is none.

    >>> heading_level("h2", {}), heading_level("div", {"role": "heading", "aria-level": "3"})
    (2, 3)
    """
    if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
        return int(tag[1])
    if attributes.get("role") == "heading":
        level = attributes.get("aria-level", "2")
        return int(level) if level in tuple("123456789") else 2
    return 0
