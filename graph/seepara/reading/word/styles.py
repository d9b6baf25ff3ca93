"""What Word's styles say of a paragraph or a run, through all styles that one is based on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .xml import attribute, child, elements, integer, is_on

if TYPE_CHECKING:
    from lxml.etree import _Element

    from .package import PartStream

BODY_TEXT_LEVEL = 10
"""Word's outline level for what is no heading (counted from 1)."""

_MAX_TWIPS = 31680  # 22 inches, Word's widest page

# Heading styles of the United Nations templates, whose outline levels put chapters ("Ch") and
# sections ("1") on one level: here they are told apart, in the order that their names state.
_UN_HEADINGS = {"hm": 1, "hch": 1, "h1": 2, "h2/3": 3, "h2": 3, "h3": 3, "h4": 4, "h5/6": 5}
_BUILT_IN_HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Look:
    """What a style or a paragraph states; None where it says nothing.

    `heading` is a level from 1. `list_id` is "0" where a number is switched off; `list_style` is
    the style that states it. `left` is in twips from the margin, `first` in twips from there
    (negative where the first line hangs). `raised` is superscript.
    """

    heading: int | None = None
    list_id: str | None = None
    list_style: str = ""
    level: int | None = None
    left: int | None = None
    first: int | None = None
    hidden: bool | None = None
    raised: bool | None = None

    @property
    def start(self) -> int:
        """Where the first line begins, in twips from the margin."""
        return (self.left or 0) + (self.first or 0)

    def over(self, base: Look) -> Look:
        """This look where it says something, else the look that it is based on."""
        return Look(
            heading=self.heading if self.heading is not None else base.heading,
            list_id=self.list_id if self.list_id is not None else base.list_id,
            list_style=self.list_style or base.list_style,
            level=self.level if self.level is not None else base.level,
            left=self.left if self.left is not None else base.left,
            first=self.first if self.first is not None else base.first,
            hidden=self.hidden if self.hidden is not None else base.hidden,
            raised=self.raised if self.raised is not None else base.raised,
        )


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str
    look: Look


class StyleSheet:
    """The styles of a file by their ids; a style's look is worked out once."""

    def __init__(self, styles: Mapping[str, _Style], default: str = "") -> None:
        self._styles = styles
        self._default = default
        self._looks: dict[str, Look] = {}

    def look(self, style: str) -> Look:
        """All that a style says; one that is not defined, or that is based on itself, says less."""
        chain: list[str] = []
        seen = set()
        while style in self._styles and style not in self._looks and style not in seen:
            seen.add(style)
            chain.append(style)
            style = self._styles[style].based_on
        look = self._looks.get(style, Look())
        for name in reversed(chain):
            look = self._looks[name] = self._styles[name].look.over(look)
        return look

    def paragraph_style(self, properties: _Element | None) -> str:
        """The style that a paragraph names, else the one that Word gives it."""
        return attribute(child(properties, "pStyle")) or self._default

    def run(self, properties: _Element | None, paragraph: Look) -> Look:
        """How a run is printed: its own look, over its character style, over its paragraph's style.

        Hidden by both styles is visible again: such properties toggle (17.7.3).
        """
        own = run_look(properties)
        style = self.look(attribute(child(properties, "rStyle")) or "")
        hidden, raised = own.hidden, own.raised
        if hidden is None:
            hidden = bool(style.hidden) != bool(paragraph.hidden)
        if raised is None:
            raised = paragraph.raised if style.raised is None else style.raised
        return Look(hidden=hidden, raised=raised)

    def style_lists(self) -> dict[str, str]:
        """The list that each style names, by style: what links of lists to styles lead to."""
        return {
            name: style.look.list_id for name, style in self._styles.items() if style.look.list_id
        }


def read_styles(stream: PartStream) -> StyleSheet:
    """The styles that styles.xml defines."""
    styles: dict[str, _Style] = {}
    default = ""
    for element in elements(stream, {"style"}):
        name = attribute(element, "styleId") or ""
        based_on = attribute(child(element, "basedOn")) or ""
        styles[name] = _Style(based_on, _style_look(element, name))
        is_default = attribute(element, "default") in ("1", "true", "on")
        if is_default and attribute(element, "type") == "paragraph":
            default = name
    return StyleSheet(styles, default)


def _style_look(element: _Element, name: str) -> Look:
    look = paragraph_look(child(element, "pPr")).over(run_look(child(element, "rPr")))
    heading = _named_level(attribute(child(element, "name")) or "")
    return replace(
        look,
        heading=look.heading if heading is None else heading,
        list_style=name if look.list_id is not None or look.level is not None else "",
    )


def paragraph_look(properties: _Element | None) -> Look:
    """What the properties of a paragraph state themselves (``pPr``)."""
    outline = integer(attribute(child(properties, "outlineLvl")), 0, BODY_TEXT_LEVEL - 1)
    numbering = child(properties, "numPr")
    indent = child(properties, "ind")
    left = attribute(indent, "left") or attribute(indent, "start")
    first = integer(attribute(indent, "firstLine"), 0, _MAX_TWIPS)
    hanging = integer(attribute(indent, "hanging"), 0, _MAX_TWIPS)
    return Look(
        heading=None if outline is None else outline + 1,
        list_id=attribute(child(numbering, "numId")),
        level=integer(attribute(child(numbering, "ilvl")), 0, 8),
        left=integer(left, -_MAX_TWIPS, _MAX_TWIPS),
        first=first if hanging is None else -hanging,
    )


def run_look(properties: _Element | None) -> Look:
    """What the properties of a run state themselves (``rPr``)."""
    position = attribute(child(properties, "vertAlign"))
    return Look(
        hidden=is_on(child(properties, "vanish")),
        raised=None if position is None else position == "superscript",
    )


def _named_level(name: str) -> int | None:
    """The heading level that a style's name states.

    >>> _named_level("heading 2"), _named_level("_ H _Ch"), _named_level("_ H_2/3")
    (2, 1, 3)
    >>> _named_level("Table Heading"), _named_level("Normal")
    (None, None)
    """
    plain = "".join(name.split()).replace("_", "").lower()
    if plain in _UN_HEADINGS:
        return _UN_HEADINGS[plain]
    number = plain.removeprefix(_BUILT_IN_HEADING)
    if number != plain and number in tuple("123456789"):
        return int(number)
    return None
