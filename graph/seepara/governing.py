"""The words that govern a reference ("Further to", "Noting", "see"), and the kind of link they make."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from .languages import Language
from .model import Relation

WITHIN = 111
"""Characters before the phrase that are looked at, the one before the first word among them."""
_WORD = re.compile(r"[^\W\d_]+")


def governed_by(text: str, start: int, language: Language) -> tuple[str, Relation]:
    """The governing words before a phrase that begins at `start`, as printed, and their relation.

    Only words of the same sentence count, and the last of them; "see" may be the phrase's own first
    word. Without any, the link is a plain citation.

    >>> from .languages import language
    >>> t = "Further to the recommendations contained in paragraph 11 of the report"
    >>> governed_by(t, t.index("paragraph"), language("en"))
    ('Further to', <Relation.FOLLOWS_UP: 'followsUp'>)
    >>> governed_by("the terms of decision 4/4", 13, language("en"))
    ('', <Relation.CITES: 'cites'>)
    """
    by_first = _relations(language)
    begin = max(0, start - WITHIN + 1)
    rfind = text.rfind
    sentence = max(rfind(".", begin, start), rfind(";", begin, start), rfind("(", begin, start)) + 1
    window = text[max(begin, sentence) : start + 4]
    offset = max(begin, sentence)
    if begin > sentence and begin and text[begin - 1].isalnum():
        cut = window.find(" ") if " " in window else len(window)
        window, offset = window[cut:], offset + cut
    if by_first.keys().isdisjoint(_WORD.findall(window.lower())):
        return "", Relation.CITES  # as in most windows
    for word in reversed(list(_WORD.finditer(window))):
        if offset + word.start() > start:
            continue
        for phrase, relation in by_first.get(word.group().lower(), ()):
            printed = window[word.start() : word.start() + len(phrase)]
            behind = window[word.start() + len(phrase) : word.start() + len(phrase) + 1]
            if printed.lower() == phrase and not behind.isalnum():
                return printed, relation
    return "", Relation.CITES


@cache
def _relations(language: Language) -> Mapping[str, tuple[tuple[str, Relation], ...]]:
    """The governing phrases by their first word, the longest first."""
    found: dict[str, list[tuple[str, Relation]]] = {}
    for name, words in language.tables["relations"].items():
        for phrase in words:
            first = phrase.lower().split(" ")[0].rstrip(".")
            found.setdefault(first, []).append((phrase.lower(), Relation(name)))
    return {word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in found.items()}
