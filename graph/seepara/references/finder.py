"""Where a phrase may begin: one pass over a whole text for each group of head words, and for
symbols.

Speed comes from literal prefixes: a head is sought without its first letter (which may be a
capital) and without a leading word boundary, which would disable the literal search (measured.md).
What is found is only a candidate; the parser looks at what stands around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ..languages import Language

SYMBOL = "symbol"
STEP = "step"
_SHORTEST_PREFIX = 2


@dataclass(frozen=True, slots=True)
class Finder:
    """One literal-prefixed pattern and the forms of the heads that it finds."""

    pattern: re.Pattern[str]
    forms: dict[str, str]


def candidates(text: str, language: Language) -> list[tuple[int, int, str]]:
    """Start, end and form of every head in the text, in order; for a symbol, those of its slash.

    >>> from ..languages import language
    >>> candidates("See para. 3 and decision 4/4.", language("en"))
    [(4, 9, 'paragraph'), (16, 24, 'decision'), (26, 27, 'symbol')]
    """
    found: list[tuple[int, int, str]] = []
    for finder in _finders(language):
        forms = finder.forms
        for m in finder.pattern.finditer(text):
            start = m.start() - 1
            if start < 0:
                continue
            word = text[start] + m.group()
            form = forms.get(word) or forms.get(word.lower())
            if form is not None and not (start and (text[start - 1].isalnum())):
                found.append((start, m.end(), form))
    found += [(m.start(), m.start() + 1, SYMBOL) for m in _SYMBOL.finditer(text)]
    found.sort()
    return found


_SYMBOL = re.compile(r"/(?=[A-Z0-9])")


@cache
def _finders(language: Language) -> tuple[Finder, ...]:
    """Head words grouped by what they share behind their first letter, so that few passes
    suffice."""
    forms = {word: form for form, words in language.tables["heads"].items() for word in words}
    preceding = language.words("words", "preceding") + language.words("words", "following")
    for step in preceding:
        for form in ("paragraph", "subparagraph"):
            for word in language.words("heads", form):
                if word.isalpha():
                    forms[f"{step} {word}"] = STEP
    groups: dict[str, list[str]] = {}
    for word in sorted(forms):
        groups.setdefault(word[1:4], []).append(word[1:])
    finders = []
    for tails in groups.values():
        prefix = _common_prefix(tails)
        if len(prefix) < _SHORTEST_PREFIX:
            raise ValueError(f"head words too short to be found fast: {tails}")
        rests = sorted({tail[len(prefix) :] for tail in tails}, key=lambda rest: (-len(rest), rest))
        pattern = re.escape(prefix) + "(?:" + "|".join(map(re.escape, rests)) + r")(?![^\W\d_])"
        finders.append(Finder(re.compile(pattern), {w.lower(): f for w, f in forms.items()}))
    return tuple(finders)


def _common_prefix(words: list[str]) -> str:
    shortest, longest = min(words), max(words)
    length = 0
    while length < len(shortest) and shortest[length] == longest[length]:
        length += 1
    return shortest[:length]
