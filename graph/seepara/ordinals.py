"""The order of letters and roman numbers as they are used in labels and pinpoints."""

from __future__ import annotations

import re


def letter_ordinal(token: str) -> int:
    """1 for "a", 26 for "z", 27 for "aa"; 0 where it is no letter label.

    >>> [letter_ordinal(t) for t in ("a", "z", "aa", "bb", "ab")]
    [1, 26, 27, 28, 0]
    """
    small = token.lower()
    if not small or len(set(small)) > 1 or not "a" <= small[0] <= "z":
        return 0
    return ord(small[0]) - 96 + 26 * (len(small) - 1)


_ROMAN = re.compile(r"(?=[ivxlc])(c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def roman_ordinal(token: str) -> int:
    """4 for "iv" or "IV"; 0 where it is no roman number.

    >>> [roman_ordinal(t) for t in ("i", "IV", "xxviii", "iiii", "a")]
    [1, 4, 28, 0, 0]
    """
    small = token.lower()
    if not _ROMAN.fullmatch(small):
        return 0
    values = [_VALUES[c] for c in small]
    return sum(-v if v < w else v for v, w in zip(values, [*values[1:], 0], strict=True))


def letter_token(ordinal: int) -> str:
    """The letter label of an ordinal: "a" for 1, "aa" for 27.

    >>> letter_token(3), letter_token(28)
    ('c', 'bb')
    """
    return chr(97 + (ordinal - 1) % 26) * (1 + (ordinal - 1) // 26)


def roman_token(number: int) -> str:
    """The small roman numeral of a number.

    >>> roman_token(4), roman_token(28)
    ('iv', 'xxviii')
    """
    out = ""
    for value, token in _TOKENS:
        while number >= value:
            out += token
            number -= value
    return out


_TOKENS = (
    (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
