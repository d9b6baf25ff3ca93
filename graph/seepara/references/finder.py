"""Where a phrase may begin: a pass over a whole text for each rare letter in head words, and one for
slashes.

Speed comes from rare letters: for one letter, the engine runs through a text several times faster than
for a set of them, or for a word. So every head is sought by the rarest letter inside it; there the
rest of the word is compared, and what stands before. A leading word boundary, or an alternation of
whole words, would be many times slower (measured.md), and so is a search for each. What is found is
a candidate; the parser decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ..languages import Language

SYMBOL = "symbol"
STEP = "step"
_LONGEST_LEAD = 16  # characters in which a word before a head can make it another form
_SLASH = re.compile(r"/(?<=[A-Z]/)(?=[A-Z\d])(?:[A-Z\d.]++/(?=[A-Z\d]))*+")
"""The first slash of a symbol, behind a letter; no other symbol can begin at the next ones."""
_NEEDS_NUMBER = ("decision", "resolution", "article", "rule", "table", "chapter", "part", "section")
"""Forms that say nothing without a number behind them."""
_NEEDS_LIST = ("recommendation", "subparagraph")
"""Forms that say nothing without a number or a letter in brackets behind them."""


class Way(NamedTuple):
    """How some heads are found: `stem` stands before their rare letter.

    `inner` is another head that they end with ("general recommendation"), where it is the same letter
    that finds it: where it begins in them, and its form.
    """

    stem: str
    form: str
    inner: tuple[int, str] | None


Ways = Mapping[int | None, tuple[int, Way]]
"""Ways by the number of a group, with the length of their stems."""


@dataclass(frozen=True, slots=True)
class Finder:
    """What finds heads: for each rare letter a pattern, and the way that each of its groups tells."""

    searches: tuple[tuple[re.Pattern[str], Ways], ...]
    leads: re.Pattern[str]
    lead_ends: frozenset[str]


def candidates(text: str, language: Language) -> list[tuple[int, int, str]]:
    """Start, end and form of every head in the text, in order; for a symbol, those of its slash.

    >>> from ..languages import language
    >>> candidates("See para. 3 and decision 4/4.", language("en"))
    [(4, 9, 'paragraph'), (16, 24, 'decision')]
    >>> candidates("in the preceding paragraph", language("en"))
    [(7, 26, 'step')]
    """
    finder = _finder(language)
    found = [((at := m.start()), at + 1, SYMBOL) for m in _SLASH.finditer(text)]
    for pattern, ways in finder.searches:
        for m in pattern.finditer(text):
            start, end = m.span()
            before, (_, form, inner) = ways[m.lastindex]
            start -= before
            if inner is not None:
                found.append((start + inner[0], end, inner[1]))
            if start and text[start - 1].isalnum():
                continue  # the end of a longer word
            if form == "paragraph" and start > 1 and text[start - 2] in finder.lead_ends:
                lead = finder.leads.search(text, max(0, start - _LONGEST_LEAD), start)
                if lead:
                    form = STEP if lead["step"] else form
                    start = lead.start()
            found.append((start, end, form))
    found.sort()
    return found


@cache
def _finder(language: Language) -> Finder:
    """The heads by a rare letter of theirs: where it stands, the pattern looks around it."""
    table = language.tables["heads"]
    forms = {word: form for form, words in table.items() for word in words}
    leads = sorted({word.rpartition(" ")[0] for word in table["paragraph"] if " " in word})
    for lead in leads:
        for word in table["paragraph"]:
            forms.pop(f"{lead} {word}", None)
    around: dict[str, dict[Way, list[str]]] = {}
    places = _places(sorted(forms), language.words("words", "frequency")[0])
    for word, place in places.items():
        way, rest = Way(word[:place], forms[word], _inner(word, places, forms)), word[place + 1 :]
        for letter in {word[place], word[place].upper()} if place == 0 else {word[place]}:
            around.setdefault(letter, {}).setdefault(way, []).append(rest)
    searches = []
    for letter, rests in sorted(around.items()):
        ways = sorted(rests, key=lambda way: -len(way.stem))
        patterns = [_around(letter, way, rests[way]) for way in ways]
        pattern = re.escape(letter) + _guard(letter, rests) + "(?:" + "|".join(patterns) + ")"
        by_group: Ways = {group: (len(way.stem), way) for group, way in enumerate(ways, 1)}
        searches.append((re.compile(pattern), by_group))
    steps = (*language.words("words", "preceding"), *language.words("words", "following"))
    lead = "|".join(map(re.escape, leads)) or "(?!)"
    step = "|".join(map(re.escape, sorted(steps)))
    lead_pattern = rf"(?<![^\W\d_])(?:(?P<step>{step})|{lead})\s$"
    return Finder(
        tuple(searches),
        re.compile(lead_pattern, re.IGNORECASE),
        frozenset(word[-1].lower() for word in (*leads, *steps)),
    )


def _rarity(letter: str, order: str) -> int:
    """How rare a letter is: its place in `order`, the most frequent first; a space is never rare."""
    place = -1 if letter == " " else order.find(letter)
    return place if place >= 0 or letter == " " else len(order)


def _places(words: Sequence[str], order: str) -> dict[str, int]:
    """For each word, the place of the letter by which it is found: few letters serve all words.

    What begins like a shorter word has its place: one search finds both, the longer one first.
    """
    shortest = {word: min((w for w in words if word.startswith(w)), key=len) for word in words}
    letters = {_rarest(word, set(word), order)[0] for word in shortest.values()}
    for letter in sorted(letters, key=lambda letter: (_rarity(letter, order), letter)):
        others = letters - {letter}
        if all(_rarest(word, others, order)[0] for word in shortest.values()):
            letters = others
    return {word: _rarest(first, letters, order)[1] for word, first in shortest.items()}


def _rarest(word: str, letters: Set[str], order: str) -> tuple[str, int]:
    """Of some letters, the rarest in a word, and its place; "" where it has none of them."""
    small = word[0].lower() + word[1:]
    places = [place for place, letter in enumerate(small) if letter in letters]
    if not places:
        return "", 0
    place = max(places, key=lambda place: (_rarity(small[place], order), place))
    return small[place], place


def _inner(
    word: str, places: Mapping[str, int], forms: Mapping[str, str]
) -> tuple[int, str] | None:
    """The head that a longer one ends with, found by the same letter: its begin and its form."""
    for other, place in places.items():
        begin = len(word) - len(other)
        if re.search(rf"[\W_]{re.escape(other)}$", word) and begin + place == places[word]:
            return begin, forms[other]
    return None


def _guard(letter: str, rests: Mapping[Way, Sequence[str]]) -> str:
    """What stands behind a letter, or else before it, in all ways: one look spares those at each.

    It also keeps the engine to one letter: longer beginnings it would seek more slowly.
    """
    behind = {rest[:1] for way in rests for rest in rests[way]}
    if len(behind) == 1 and "" not in behind:
        return f"(?={re.escape(behind.pop())})"
    if not all("" in rests[way] and len(way.stem) > 2 for way in rests):
        return ""
    two = ("".join(sorted({re.escape(way.stem[at]) for way in rests})) for at in (-2, -1))
    return "(?<=[{}][{}]{})".format(*two, re.escape(letter))


def _around(letter: str, way: Way, rests: Sequence[str]) -> str:
    """What stands around a letter: what all rests begin with, then the stem, then the rests."""
    shared = min(rests, key=len)
    while not all(rest.startswith(shared) for rest in rests):
        shared = shared[:-1]
    tails = sorted({rest[len(shared) :] for rest in rests}, key=lambda tail: (-len(tail), tail))
    before = ""
    if stem := way.stem:
        first = f"[{stem[0].lower()}{stem[0].upper()}]"
        before = f"(?<={first}{re.escape(stem[1:] + letter + shared)})"
    tail = "|".join(map(re.escape, tails))
    return re.escape(shared) + before + f"()(?:{tail})" + _lookahead(way.form)


def _lookahead(form: str) -> str:
    """What must stand behind a head: no letter, and for some forms a number within reach."""
    number = ""
    if form in _NEEDS_NUMBER:
        number = r"(?=\s{0,3}(?:[A-Z]{1,3}[a-z]*\.?\s?|)[\dIVXLCA-Z(])"
    elif form in _NEEDS_LIST:
        number = r"(?=\s*+(?:[\d(]|[a-z]\s*+\())"
    return r"(?![^\W\d_])" + number
