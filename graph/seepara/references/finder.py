"""Where a phrase may begin: one pass over a whole text for each group of head words, and for symbols.

Speed comes from plain substring search: a head is sought without its first letter (which may be a
capital) by a literal that all words of its group share; only where that stands, a regular expression
looks at the whole word and at what must follow it. A leading word boundary or one big alternation
would be many times slower (measured.md). What is found is a candidate; the parser decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ..languages import Language

SYMBOL = "symbol"
STEP = "step"
_LONGEST_LEAD = 16  # characters in which a word before a head can make it another form
_NEEDS_NUMBER = ("decision", "resolution", "article", "rule", "table", "chapter", "part", "section")
"""Forms that say nothing without a number behind them."""


@dataclass(frozen=True, slots=True)
class Finder:
    """A group of heads: the literal they share, and the pattern of a whole head at its first letter."""

    literal: str
    pattern: re.Pattern[str]
    forms: Mapping[str, str]


def candidates(text: str, language: Language) -> list[tuple[int, int, str]]:
    """Start, end and form of every head in the text, in order; for a symbol, those of its slash.

    >>> from ..languages import language
    >>> candidates("See para. 3 and decision 4/4.", language("en"))
    [(4, 9, 'paragraph'), (16, 24, 'decision'), (26, 27, 'symbol')]
    >>> candidates("in the preceding paragraph", language("en"))
    [(7, 26, 'step')]
    """
    found: list[tuple[int, int, str]] = []
    find = text.find
    finders, leads = _finders(language)
    for finder in finders:
        literal, match, forms = finder.literal, finder.pattern.match, finder.forms
        step = len(literal)
        place = find(literal, 1)
        while place >= 0:
            if head := match(text, place - 1):
                start, end = head.span(1)
                form = forms[head[1].lower()]
                if start and text[start - 1].isalnum():
                    pass  # the end of a longer word
                elif form == "paragraph" and (
                    lead := leads.search(text, max(0, start - _LONGEST_LEAD), start)
                ):
                    found.append((lead.start(), end, STEP if lead["step"] else form))
                else:
                    found.append((start, end, form))
            place = find(literal, place + step)
    place = find("/")
    last = len(text) - 1
    while 0 <= place < last:
        if text[place + 1].isdigit() or text[place + 1].isupper():
            found.append((place, place + 1, SYMBOL))
        place = find("/", place + 1)
    found.sort()
    return found


@cache
def _finders(language: Language) -> tuple[tuple[Finder, ...], re.Pattern[str]]:
    """Head words grouped by how they begin behind their first letter, and what may lead a head.

    A word is sought with another that begins alike: "paras." and "paragraph" with "para".
    """
    table = language.tables["heads"]
    forms = {word: form for form, words in table.items() for word in words}
    leads = sorted({word.rpartition(" ")[0] for word in table["paragraph"] if " " in word})
    led = {f"{lead} {word}" for lead in leads for word in table["paragraph"]}
    groups: dict[str, list[str]] = {}
    for word in sorted(set(forms) - led, key=lambda word: (len(word), word)):
        literal = next((known for known in groups if word[1:].startswith(known)), word[1:])
        groups.setdefault(literal, []).append(word)
    finders = []
    for literal, words in groups.items():
        choices = "|".join(
            f"[{word[0].lower()}{word[0].upper()}]{re.escape(word[1:])}{_lookahead(forms[word])}"
            for word in reversed(words)
        )
        by_small = {word.lower(): forms[word] for word in words}
        finders.append(Finder(literal, re.compile(f"({choices})"), by_small))
    steps = (*language.words("words", "preceding"), *language.words("words", "following"))
    lead = "|".join(map(re.escape, leads)) or "(?!)"
    step = "|".join(map(re.escape, sorted(steps)))
    lead_pattern = rf"(?<![^\W\d_])(?:(?P<step>{step})|{lead})\s$"
    return tuple(finders), re.compile(lead_pattern, re.IGNORECASE)


def _lookahead(form: str) -> str:
    """What must stand behind a head: no letter, and for some forms a number within reach."""
    number = r"(?=\s{0,3}(?:[A-Z]{1,3}[a-z]*\.?\s?)?[\dIVXLCA-Z(])" if form in _NEEDS_NUMBER else ""
    return r"(?![^\W\d_])" + number
