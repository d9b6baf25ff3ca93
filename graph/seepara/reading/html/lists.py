"""The numbers of list items, as a browser prints them; but letters after z are doubled, as in United
Nations documents ("bb." where a browser has "ab.")."""

from __future__ import annotations

from collections.abc import Mapping

from ..word.numbering import MAX_NUMBER, printed
from .events import style

# ``type`` of HTML and ``list-style-type`` of CSS → the same formats by the names that Word has.
_FORMATS = {
    "1": "decimal",
    "decimal": "decimal",
    "decimal-leading-zero": "decimal",
    "a": "lowerLetter",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "A": "upperLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "i": "lowerRoman",
    "lower-roman": "lowerRoman",
    "I": "upperRoman",
    "upper-roman": "upperRoman",
}
_UNNUMBERED = ("none", "disc", "circle", "square")


class NumberedList:
    """An ``ol`` (or ``ul``, whose items have no number) that is open.

    `items` is how many items it has, needed where it counts down without saying from where.

    >>> counted = NumberedList("ol", {"start": "57"}, 0)
    >>> counted.next({}), counted.next({"value": "60"}), counted.next({"type": "a", "value": "2"})
    ('57.', '60.', 'b.')
    """

    def __init__(self, tag: str, attributes: Mapping[str, str], items: int) -> None:
        is_reversed = "reversed" in attributes
        self._step = -1 if is_reversed else 1
        first = _integer(attributes.get("start"))
        if first is None:
            first = items if is_reversed else 1
        self._next = first
        self._format = _format(attributes) or "decimal"
        if tag != "ol":
            self._format = "none"

    def next(self, attributes: Mapping[str, str]) -> str:
        """The label of the next item; empty where it has none."""
        number = _integer(attributes.get("value"))
        if number is None:
            number = self._next
        self._next = number + self._step
        own = _format(attributes) if self._format != "none" else None
        number_format = own or self._format
        if number_format == "none" or number < 1:
            return ""
        return f"{printed(number, number_format)}."


def _format(attributes: Mapping[str, str]) -> str | None:
    """The format that an element states; none where it states none, or one that is not known."""
    stated = style(attributes).list_type
    if stated is not None:
        if stated in _UNNUMBERED:
            return "none"
        if stated in _FORMATS:
            return _FORMATS[stated]
    kind = attributes.get("type", "").strip()
    return "none" if kind.lower() in _UNNUMBERED else _FORMATS.get(kind)


def _integer(text: str | None) -> int | None:
    """A whole number that HTML allows, within reason.

    >>> _integer(" 57 "), _integer("-3"), _integer("9" * 99), _integer("x"), _integer(None)
    (57, -3, None, None, None)
    """
    bare = (text or "").strip()
    digits = bare.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > len(str(MAX_NUMBER)):
        return None
    return int(bare)
