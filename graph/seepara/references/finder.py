"""Where a phrase may begin: one pass over a whole text for all head words and for symbols.

Speed comes from rare letters: a pattern whose alternatives all begin with plain letters is skipped
through quickly where none of these stands. So every head is sought by the rarest letter inside it;
there the rest of the word is compared, and what stands before. A leading word boundary, or an
alternation of whole words, would be many times slower (measured.md), and so is a search for each.
What is found is a candidate; the parser decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
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
    """One pattern for all heads, and what its groups tell: each stands in one way of being found.

    `before` has, by group, how many characters of the head stand before the place of the match.
    `inside` has, by head, another one that it ends with ("general recommendation").
    """

    pattern: re.Pattern[str]
    before: tuple[int, ...]
    forms: Mapping[str, str]
    inside: Mapping[str, tuple[int, str]]
    leads: re.Pattern[str]
    lead_ends: frozenset[str]


def candidates(text: str, language: Language) -> list[tuple[int, int, str]]:
    """Start, end and form of every head in the text, in order; for a symbol, those of its slash.

    >>> from ..languages import language
    >>> candidates("See para. 3 and decision 4/4.", language("en"))
    [(4, 9, 'paragraph'), (16, 24, 'decision'), (26, 27, 'symbol')]
    >>> candidates("in the preceding paragraph", language("en"))
    [(7, 26, 'step')]
    """
    found: list[tuple[int, int, str]] = []
    finder = _finder(language)
    before, forms, inside = finder.before, finder.forms, finder.inside
    for m in finder.pattern.finditer(text):
        start, end = m.span()
        way = m.lastindex
        if way is None:
            if text[end].isdigit() or text[end].isupper():
                found.append((start, end, SYMBOL))
            continue
        start -= before[way]
        word = text[start:end].lower()
        if word in inside:
            offset, form = inside[word]
            found.append((start + offset, end, form))
        if start and text[start - 1].isalnum():
            continue  # the end of a longer word
        form = forms[word]
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
    """The heads by a rare letter of theirs: where it stands, the pattern looks around it.

    A search that stops at few letters only is several times faster than one for each head, and
    than one that tries all heads everywhere.
    """
    table = language.tables["heads"]
    forms = {word: form for form, words in table.items() for word in words}
    leads = sorted({word.rpartition(" ")[0] for word in table["paragraph"] if " " in word})
    for lead in leads:
        for word in table["paragraph"]:
            forms.pop(f"{lead} {word}", None)
    around: dict[str, dict[tuple[str, str], list[str]]] = {}
    order = language.words("words", "frequency")[0]
    for word, place in _places(sorted(forms), order).items():
        stem, rest = word[:place], word[place + 1 :]
        for letter in {word[place], word[place].upper()} if place == 0 else {word[place]}:
            around.setdefault(letter, {}).setdefault((stem, forms[word]), []).append(rest)
    before = [0]
    choices = []
    # The more frequent first: most places are left after few comparisons.
    for letter in sorted(around, key=lambda letter: (_rarity(letter, order), letter)):
        ways = []
        for (stem, form), rests in sorted(around[letter].items(), key=lambda way: -len(way[0][0])):
            before.append(len(stem))
            ways.append(_way(letter, stem, rests) + _lookahead(form))
        choices.append(re.escape(letter) + "(?:" + "|".join(ways) + ")")
    steps = (*language.words("words", "preceding"), *language.words("words", "following"))
    lead = "|".join(map(re.escape, leads)) or "(?!)"
    step = "|".join(map(re.escape, sorted(steps)))
    lead_pattern = rf"(?<![^\W\d_])(?:(?P<step>{step})|{lead})\s$"
    return Finder(
        re.compile("|".join([*choices, r"/(?=\w)"])),
        tuple(before),
        {word.lower(): form for word, form in forms.items()},
        {
            word.lower(): (len(word) - len(other), form)
            for word in forms
            for other, form in forms.items()
            if re.search(rf"[\W_]{re.escape(other)}$", word)
        },
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


def _way(letter: str, stem: str, rests: Sequence[str]) -> str:
    """What stands around a letter: what all rests begin with, then the stem, then the rests."""
    shared = min(rests, key=len)
    while not all(rest.startswith(shared) for rest in rests):
        shared = shared[:-1]
    tails = sorted({rest[len(shared) :] for rest in rests}, key=lambda tail: (-len(tail), tail))
    behind = ""
    if stem:
        first = f"[{stem[0].lower()}{stem[0].upper()}]"
        behind = f"(?<={first}{re.escape(stem[1:] + letter + shared)})"
    return re.escape(shared) + behind + "()(?:" + "|".join(map(re.escape, tails)) + ")"


def _lookahead(form: str) -> str:
    """What must stand behind a head: no letter, and for some forms a number within reach."""
    number = r"(?=\s{0,3}(?:[A-Z]{1,3}[a-z]*\.?\s?)?[\dIVXLCA-Z(])" if form in _NEEDS_NUMBER else ""
    return r"(?![^\W\d_])" + number
