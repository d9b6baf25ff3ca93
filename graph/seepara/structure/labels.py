"""Printed labels ("57.", "II.", "(a)", "- (ii)") taken from the front of a text, and their order."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from ..languages import Language, alternatives
from ..model import value

LONGEST_TITLE = 240
"""Characters: a longer line is a paragraph, whatever its label."""
_LONGEST_WORD_LABEL = 16  # characters: no roman number with its full stop is longer


class Style(StrEnum):
    """How a label is printed; what it numbers depends on where it stands."""

    NUMBER = "57."
    DOTTED = "2.1"
    ROMAN = "II."
    CAPITAL = "A."
    SMALL = "a."
    PAREN = "(a)"


@value
class Label:
    """A label: `token` is the number or letters alone ("57", "17bis", "a", "iv"), `printed` all of it."""

    style: Style
    token: str
    printed: str


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    multiples = alternatives(language.words("words", "multiples"))
    return re.compile(
        r"(?:[-•–—*·]\s+)?(?:"
        r"\((?P<paren>[^\W\d_]{1,4}|\d{1,2})\)(?=\s|\w|$|[“\"])"
        r"|(?P<dotted>\d{1,3}(?:\.\d{1,3}){1,3})\.?(?=\s)"
        rf"|(?P<number>\d{{1,4}}(?:\s?(?:{multiples}))?)\s?\.(?=\s|$)"
        r"|(?P<roman>[IVXLC]+)\.(?=\s|$)"
        r"|(?P<capital>[A-Z])\.(?=\s|$)"
        r"|(?P<small>[a-z]|[ivx]{2,5})\.(?=\s|$)"
        r")\s*"
    )


_OPENING = "(-•–—*·"
_STYLES = {
    "paren": Style.PAREN,
    "dotted": Style.DOTTED,
    "number": Style.NUMBER,
    "roman": Style.ROMAN,
    "capital": Style.CAPITAL,
    "small": Style.SMALL,
}


def take_label(text: str, language: Language) -> tuple[Label, int] | None:
    """The label at the front of a text and where the words begin; None where there is none.

    >>> from ..languages import language
    >>> take_label("57. In view of", language("en"))
    (Label(style=<Style.NUMBER: '57.'>, token='57', printed='57.'), 4)
    >>> [take_label(t, language("en"))[0].token for t in ("- (a) Continue", "3 bis. Notes")]
    ['a', '3bis']
    >>> take_label("2009 was a year", language("en")) is None
    True
    """
    first = text[:1]
    if first.isalpha() and "." not in text[1:_LONGEST_WORD_LABEL]:
        return None  # as most texts: spare them the regular expression
    if not first.isalnum() and first not in _OPENING:
        return None
    found = _pattern(language).match(text)
    if found is None or found.lastgroup is None:
        return None
    token = "".join(found[found.lastgroup].split())
    return Label(_STYLES[found.lastgroup], token, found.group().strip(" -•–—*·\t")), found.end()


def number(token: str) -> int:
    """The number of a token without its "bis": 57 for "57bis"; 0 where it begins with no digit."""
    if token.isdecimal():
        return int(token)
    digits = re.match(r"\d+", token)
    return int(digits.group()) if digits else 0
