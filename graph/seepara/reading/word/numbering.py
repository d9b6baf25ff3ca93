"""Word's automatic numbers: definitions (numbering.xml), counters, and numbers as they are printed.

A paragraph only names a list (``numId``) and a level; what is printed before it follows from all
numbered paragraphs before (ECMA-376 part 1, 17.9). Alphabets are those of Word's number formats.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .xml import attribute, child, children, elements, integer, is_on

if TYPE_CHECKING:
    from lxml.etree import _Element

    from .package import PartStream

LEVELS = 9
MAX_NUMBER = 2**31 - 1
MAX_LABEL = 64
"""Code points; a longer template is no number that anybody would print or cite."""

_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ALPHABETS = {
    "lowerLetter": _LATIN,
    "upperLetter": _LATIN.upper(),
    "russianLower": _RUSSIAN,
    "russianUpper": _RUSSIAN.upper(),
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
}
_CHINESE_DIGITS = "〇一二三四五六七八九"
_CHINESE_FORMATS = ("chineseCounting", "chineseCountingThousand", "japaneseCounting")
_CHICAGO = "*†‡§"
# Word's letters end after 30 rounds of the alphabet and its roman numbers here; then digits.
_MOST_ROUNDS = 30
_MOST_ROMAN = 32767


def printed(number: int, number_format: str) -> str:
    """A number as Word prints it in one of its formats; an unknown format gives digits.

    >>> printed(28, "lowerLetter"), printed(9, "upperRoman"), printed(7, "decimalZero")
    ('bb', 'IX', '07')
    >>> printed(3, "russianLower"), printed(12, "chineseCounting"), printed(6, "chicago")
    ('в', '十二', '††')
    >>> printed(5, "bullet"), printed(5, "none"), printed(5, "decimal")
    ('', '', '5')
    """
    if number_format in ("bullet", "none"):
        return ""
    if number_format in _ALPHABETS:
        return _repeated(number, _ALPHABETS[number_format])
    if number_format == "lowerRoman":
        return _roman(number)
    if number_format == "upperRoman":
        return _roman(number).upper()
    if number_format == "decimalZero":
        return f"{number:02d}"
    if number_format in _CHINESE_FORMATS:
        return _chinese(number)
    if number_format == "chicago":
        return _repeated(number, _CHICAGO)
    return str(number)


def _repeated(number: int, signs: str) -> str:
    """The signs in turn, and after the last one all of them doubled, then tripled."""
    rounds, place = divmod(number - 1, len(signs))
    if number < 1 or rounds >= _MOST_ROUNDS:
        return str(number)
    return signs[place] * (rounds + 1)


def _roman(number: int) -> str:
    if not 1 <= number <= _MOST_ROMAN:
        return str(number)
    parts = []
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        parts.append(letters * count)
    return "".join(parts)


def _chinese(number: int) -> str:
    if not 1 <= number <= 99:
        return str(number)
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else _CHINESE_DIGITS[tens] + "十"
    return ten + (_CHINESE_DIGITS[ones] if ones else "")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: `text` is its template ("%1.%2"), `style` the style bound to it.

    `restart` is the level (from 1) after which it starts again, 0 for never, none for any higher.
    `legal` prints the numbers of all levels in digits.
    """

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    style: str = ""


@dataclass(frozen=True, slots=True)
class AbstractList:
    """What lists of one kind look like; `link` names the style that stands for it."""

    levels: Mapping[int, Level]
    link: str = ""


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list that paragraphs name; it counts on with all others of the same abstract list.

    `starts` are the levels at which it begins anew, and with what.
    """

    abstract: str
    starts: Mapping[int, int]
    levels: Mapping[int, Level]


@dataclass(frozen=True, slots=True)
class Numbering:
    """All lists of a file, by their ids; `style_lists` gives the list that a style names."""

    lists: Mapping[str, NumberedList] = field(default_factory=dict)
    abstracts: Mapping[str, AbstractList] = field(default_factory=dict)
    style_lists: Mapping[str, str] = field(default_factory=dict)

    def abstract(self, list_id: str) -> str | None:
        """The abstract list by which a list counts, through links to numbering styles.

        None where it is not defined, or where the links run in a circle.
        """
        seen = set()
        while list_id in self.lists and list_id not in seen:
            seen.add(list_id)
            abstract_id = self.lists[list_id].abstract
            abstract = self.abstracts.get(abstract_id)
            if abstract is None or not abstract.link:
                return abstract_id if abstract else None
            list_id = self.style_lists.get(abstract.link, "")
        return None

    def level(self, list_id: str, abstract_id: str, level: int) -> Level:
        """The definition of a level: the list's own, else that of its abstract list."""
        own = self.lists[list_id].levels.get(level)
        return own or self.abstracts[abstract_id].levels.get(level) or Level()

    def level_of_style(self, list_id: str, style: str) -> int | None:
        """The level that is bound to a style; it wins over the level that the style states."""
        abstract_id = self.abstract(list_id)
        if abstract_id is None or not style:
            return None
        for number in range(LEVELS):
            if self.level(list_id, abstract_id, number).style == style:
                return number
        return None


def read_numbering(stream: PartStream, style_lists: Mapping[str, str]) -> Numbering:
    """The lists that numbering.xml defines."""
    lists, abstracts = {}, {}
    for element in elements(stream, {"abstractNum", "num"}):
        if attribute(element, "abstractNumId") is not None:
            abstracts[attribute(element, "abstractNumId") or ""] = AbstractList(
                dict(_read_level(lvl) for lvl in children(element, "lvl")),
                attribute(child(element, "numStyleLink")) or "",
            )
        else:
            lists[attribute(element, "numId") or ""] = _read_list(element)
    return Numbering(lists, abstracts, style_lists)


def _read_list(element: _Element) -> NumberedList:
    starts, levels = {}, {}
    for override in children(element, "lvlOverride"):
        number = _level_number(override)
        start = integer(attribute(child(override, "startOverride")), 0, MAX_NUMBER)
        if start is not None:
            starts[number] = start
        own = child(override, "lvl")
        if own is not None:
            levels[number] = _read_level(own)[1]
    return NumberedList(attribute(child(element, "abstractNumId")) or "", starts, levels)


def _read_level(element: _Element) -> tuple[int, Level]:
    number_format = child(element, "numFmt")
    if number_format is None:  # Formats newer than the standard stand beside a plain one.
        number_format = child(element, "mc:AlternateContent", "mc:Fallback", "numFmt")
    text = attribute(child(element, "lvlText")) or ""
    start = integer(attribute(child(element, "start")), 0, MAX_NUMBER)
    return _level_number(element), Level(
        start=0 if start is None else start,
        number_format=attribute(number_format) or "decimal",
        text=text if len(text) <= MAX_LABEL else "",
        legal=bool(is_on(child(element, "isLgl"))),
        restart=integer(attribute(child(element, "lvlRestart")), 0, LEVELS),
        style=attribute(child(element, "pStyle")) or "",
    )


def _level_number(element: _Element) -> int:
    return integer(attribute(element, "ilvl"), 0, LEVELS - 1) or 0


class Counters:
    """How far each abstract list has counted in one part of the file.

    >>> level = {0: Level(text="%1."), 1: Level(text="(%2)", number_format="lowerLetter")}
    >>> lists = {"5": NumberedList("1", {}, {}), "6": NumberedList("1", {0: 1}, {})}
    >>> counters = Counters(Numbering(lists, {"1": AbstractList(level)}))
    >>> [counters.next("5", 0), counters.next("5", 1), counters.next("5", 1), counters.next("5", 0)]
    ['1.', '(a)', '(b)', '2.']
    >>> [counters.next("6", 0), counters.next("6", 1), counters.next("6", 0)]
    ['1.', '(a)', '2.']
    """

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._values: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, list_id: str, level: int) -> str:
        """The number to print before the next paragraph of a list; none for an unknown list."""
        abstract_id = self._numbering.abstract(list_id)
        if abstract_id is None:
            return ""
        values = self._values.setdefault(abstract_id, [None] * LEVELS)
        # A level that was skipped counts as begun, so that what follows (a) is 2 (Word, Q110380).
        for higher in range(level):
            if values[higher] is None:
                values[higher] = self._start(list_id, abstract_id, higher)
        value = values[level]
        is_forced = level in self._numbering.lists[list_id].starts
        if value is None or (is_forced and (list_id, level) not in self._begun):
            values[level] = self._start(list_id, abstract_id, level)
        else:
            values[level] = min(value + 1, MAX_NUMBER)
        self._begun.add((list_id, level))
        for deeper in range(level + 1, LEVELS):
            restart = self._numbering.level(list_id, abstract_id, deeper).restart
            if restart is None or level < restart:
                values[deeper] = None
        return self._label(list_id, abstract_id, level, values)

    def _start(self, list_id: str, abstract_id: str, level: int) -> int:
        forced = self._numbering.lists[list_id].starts.get(level)
        if forced is not None:
            return forced
        return self._numbering.level(list_id, abstract_id, level).start

    def _label(self, list_id: str, abstract_id: str, level: int, values: list[int | None]) -> str:
        """The template of the level, filled; a level that has not counted shows its start."""
        own = self._numbering.level(list_id, abstract_id, level)
        if own.number_format == "bullet":
            return ""

        def fill(match: re.Match[str]) -> str:
            number = int(match[1]) - 1
            value = values[number]
            if value is None:
                value = self._start(list_id, abstract_id, number)
            of = self._numbering.level(list_id, abstract_id, number)
            if own.legal and of.number_format not in ("bullet", "none"):
                of = replace(of, number_format="decimal")
            return printed(value, of.number_format)

        return " ".join(re.sub(r"%([1-9])", fill, own.text).split())[:MAX_LABEL]
