"""In which of the official languages a text is written, so that none is read with another's words.

It is told only where it is plain: a page in another script, or one full of another language's small
words. A letterhead does not say it: its "Original:" is the language that a document was drafted in.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from itertools import islice

from .model import value

ENOUGH = 20
"""Small words that a text must have; two or three sentences have them."""

LEAD = 3
"""How many times as many there must be as of any other language: a document in two languages, side
by side, is in none of them for certain."""

_LINES = 500
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")


@value
class Identified:
    """A language: its code and its English name."""

    code: str
    name: str


def identified(lines: Iterable[str]) -> Identified | None:
    """The language of a text by its first lines; None where it is not plain.

    >>> identified(["Le Groupe des experts et les parties"] * 10).name
    'French'
    >>> identified(["A/80/1"]) is None
    True
    """
    text = " ".join(islice(lines, _LINES)).casefold()
    known = _known()
    letters = len(_LETTER.findall(text))
    for code, signs in known.signs.items():
        if letters and 2 * len(signs.findall(text)) > letters:
            return Identified(code, known.names[code])
    words = Counter(_WORD.findall(text))
    found = sorted(
        ((sum(words[word] for word in small), code) for code, small in known.words.items()),
        reverse=True,
    )
    (most, code), (next_most, _), *_ = found
    return Identified(code, known.names[code]) if most >= max(ENOUGH, LEAD * next_most) else None


@value
class _Known:
    names: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]
    signs: Mapping[str, re.Pattern[str]]


@cache
def _known() -> _Known:
    text = files(__package__).joinpath("language_identification.toml").read_text("utf-8")
    tables = tomllib.loads(text)
    return _Known(
        {code: table["name"] for code, table in tables.items()},
        {code: tuple(table["words"]) for code, table in tables.items() if "words" in table},
        {code: re.compile(table["signs"]) for code, table in tables.items() if "signs" in table},
    )
