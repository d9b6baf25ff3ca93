"""The words that govern a reference ("Further to", "Noting", "see"), and the kind of link they
make."""

from __future__ import annotations

import re
from functools import cache

from .languages import Language, alternatives
from .model import Relation

_WITHIN = 110


def governed_by(text: str, start: int, language: Language) -> tuple[str, Relation]:
    """The governing words before a phrase that begins at `start`, as printed, and their relation.

    Only words of the same sentence count, and the last of them; without any, the link is a plain
    citation.

    >>> from .languages import language
    >>> t = "Further to the recommendations contained in paragraph 11 of the report"
    >>> governed_by(t, t.index("paragraph"), language("en"))
    ('Further to', <Relation.FOLLOWS_UP: 'followsUp'>)
    >>> governed_by("the terms of decision 4/4", 13, language("en"))
    ('', <Relation.CITES: 'cites'>)
    """
    pattern, relations = _pattern(language)
    begin = max(0, start - _WITHIN)
    window = text[begin : min(len(text), start + 4)]
    last: re.Match[str] | None = None
    for found in pattern.finditer(window):
        if begin + found.start() <= start:
            last = found
    if last is None or any(mark in window[last.end() : start - begin] for mark in ".;("):
        return "", Relation.CITES
    return " ".join(last.group().split()), relations[" ".join(last.group().lower().split())]


@cache
def _pattern(language: Language) -> tuple[re.Pattern[str], dict[str, Relation]]:
    relations = {
        word.lower(): Relation(name)
        for name, words in language.tables["relations"].items()
        for word in words
    }
    return re.compile(rf"\b(?:{alternatives(tuple(relations))})(?!\w)", re.IGNORECASE), relations
