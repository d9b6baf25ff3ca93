"""Which of two numbers comes first: "17(b)" and "17(c)", "II.B" and "III", "3bis" and "4".

A token can be read in several ways ("i" is a letter and a roman number); what is said holds for
every reading that two tokens share, and where there is none, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..ordinals import letter_ordinal, roman_ordinal

_TOKEN = re.compile(r"(?P<number>\d+)(?P<multiple>[a-z]*)|[^\W\d_]+")
_LARGE_ROMAN = frozenset("lcdm")  # alone, these are letters: no list goes that far


def steps(first: str, last: str) -> tuple[int, ...]:
    """How far it is from one token to another, by every reading that both have.

    >>> steps("i", "j"), steps("i", "iii"), steps("7", "9"), steps("7", "c")
    ((1,), (52, 2), (2,), ())
    """
    a, b = readings(first), readings(last)
    return tuple(b[kind] - a[kind] for kind in a if kind in b)


def readings(token: str) -> Mapping[str, int]:
    """What a token counts, by the ways in which it can be read.

    >>> readings("i"), readings("57"), readings("c")
    ({'letter': 9, 'roman': 1}, {'number': 57}, {'letter': 3})
    """
    if token.isdigit():
        return {"number": int(token)}
    found = {"letter": letter_ordinal(token)}
    if token.lower() not in _LARGE_ROMAN:
        found["roman"] = roman_ordinal(token)
    return {kind: ordinal for kind, ordinal in found.items() if ordinal}


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
        signs = {_sign(step) for step in steps(token, other)}
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
