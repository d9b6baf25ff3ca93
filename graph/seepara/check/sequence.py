"""Which of two numbers comes first: "17(b)" and "17(c)", "II.B" and "III", "3bis" and "4".

A token can be read in several ways ("i" is a letter and a roman number); what is said holds for
every reading that two tokens share, and where there is none, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..ordinals import letter_ordinal, roman_ordinal

_TOKEN = re.compile(r"(?P<number>\d+)(?P<multiple>[a-z]*)|[^\W\d_]+")
_SMALL_ROMAN = frozenset("ivx")  # without one of them it is a letter: no list goes that far


def readings(token: str) -> Mapping[str, int]:
    """What a token counts, by the ways in which it can be read.

    >>> readings("i"), readings("57"), readings("c"), readings("ii"), readings("aa")
    ({'letter': 9, 'roman': 1}, {'number': 57}, {'letter': 3}, {'roman': 2}, {'letter': 27})
    """
    if token.isdigit():
        return {"number": int(token)}
    letter = letter_ordinal(token)
    roman = roman_ordinal(token) if _SMALL_ROMAN & set(token.lower()) else 0
    if roman and len(token) > 1:
        return {"roman": roman}
    return {kind: n for kind, n in (("letter", letter), ("roman", roman)) if n}


def compare(first: str, last: str) -> int | None:
    """1 where the second path comes behind the first, -1 before it, 0 for the same; None where it
    is not certain, as with a paragraph and its own subparagraph.

    >>> compare("17(b)", "17(c)"), compare("21", "19"), compare("II.B", "II.A"), compare("5", "5")
    (1, -1, -1, 0)
    >>> compare("3", "3bis"), compare("12(a)(ii)", "12(b)"), compare("17", "17(b)")
    (1, 1, None)
    """
    a, b = _tokens(first), _tokens(last)
    for (token, multiple), (other, other_multiple) in zip(a, b, strict=False):
        if token == other and multiple == other_multiple:
            continue
        if token == other:
            return (
                _sign(_MULTIPLES.index(other_multiple) - _MULTIPLES.index(multiple))
                if (multiple in _MULTIPLES and other_multiple in _MULTIPLES)
                else None
            )
        ours, theirs = readings(token), readings(other)
        signs = {_sign(theirs[kind] - ours[kind]) for kind in ours if kind in theirs}
        return signs.pop() if len(signs) == 1 else None
    return 0 if len(a) == len(b) else None


_MULTIPLES = ("", "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies")


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _tokens(path: str) -> list[tuple[str, str]]:
    """The tokens of a path, each with its "bis"."""
    return [
        (found["number"] or found.group(), found["multiple"] or "")
        for found in _TOKEN.finditer(path)
    ]
