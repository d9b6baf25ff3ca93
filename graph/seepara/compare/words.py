"""Words as a comparison counts them: how much of two texts is the same, rare words counting more.

No language is known here. A word counts by its beginning, since in most languages its forms differ
at the end; where words have no spaces between them, two signs that stand together count as one.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

STEM = 5
"""How many letters of a word count: enough to tell words apart ("crimi", "coord"), few enough to
join their forms ("criminalize", "criminal")."""

CITATION_WEIGHT = 3.0
"""A cited unit counts as three words as rare as it: its phrase says that something is cited, in
which document, and under which number."""

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]+")
_CITED = "→"


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, in order, without signs.

    >>> words_of("States parties should, if needed, share anti-trafficking data.")
    ('states', 'parties', 'should', 'if', 'needed', 'share', 'anti', 'trafficking', 'data')
    >>> words_of("打击贩运")
    ('打击', '击贩', '贩运')
    """
    found: list[str] = []
    for match in _WORD.finditer(text.casefold()):
        word = match.group()
        if not _UNSPACED.search(word):
            found.append(word)
            continue
        for run in re.findall(rf"{_UNSPACED.pattern}|[^\u3040-\u30ff\u3400-\u9fff]+", word):
            unspaced = len(run) > 1 and _UNSPACED.match(run)
            found += [run[n : n + 2] for n in range(len(run) - 1)] if unspaced else [run]
    return tuple(found)


def citation(target: str) -> str:
    """What stands among the words for a unit or document that is cited.

    >>> citation("A/1/2#3"), is_citation(citation("A/1/2#3")), is_citation("paragraph")
    ('→A/1/2#3', True, False)
    """
    return _CITED + target


def is_citation(word: str) -> bool:
    """Whether a word stands for what is cited."""
    return word.startswith(_CITED)


Counts = Mapping[str, int]


def counted(words: Iterable[str]) -> Counter[str]:
    """How often each word stands in a text, by its beginning.

    >>> sorted(counted(("coordinate", "coordination", "bodies")).items())
    [('bodie', 1), ('coord', 2)]
    """
    return Counter(word if is_citation(word) else word[:STEM] for word in words)


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """What each word counts in these lists: the fewer texts have it, the more.

    >>> weights = Weights.of([counted(("share", "data")), counted(("share", "views"))])
    >>> weights.of_word("views") > weights.of_word("share") > 0
    True
    """

    by_word: Mapping[str, float]
    unknown: float

    @classmethod
    def of(cls, texts: Sequence[Counts]) -> Weights:
        """The weights of all words of these texts: the logarithm of one in how many has it."""
        return cls.of_numbers(Counter(word for text in texts for word in text), len(texts))

    @classmethod
    def of_numbers(cls, having: Counts, texts: int) -> Weights:
        """The same, where it is known how many of so many texts have each word."""
        size = texts + 1
        return cls(
            {
                word: math.log(size / number) * (CITATION_WEIGHT if is_citation(word) else 1.0)
                for word, number in having.items()
            },
            math.log(size),
        )

    def of_word(self, word: str) -> float:
        """The weight of one word; one in none of the texts counts like one in a single text."""
        return self.by_word.get(word, self.unknown)

    def total(self, counts: Counts) -> float:
        """The weight of all words of a text."""
        return sum(self.of_word(word) * number for word, number in counts.items())

    def shared(self, a: Counts, b: Counts) -> float:
        """The weight of the words that two texts share."""
        if len(b) < len(a):
            a, b = b, a
        return sum(
            self.of_word(word) * min(number, b[word]) for word, number in a.items() if word in b
        )


def likeness(shared: float, a: float, b: float) -> float:
    """How much two texts are the same, from 0 to 1, by the weight of what they share and their own.

    The geometric mean of two shares: that of both texts together, which a long addition makes
    small, and that of the shorter text, which it does not; so a text that was added to, or that was
    split, is still known, and a word or two that stands in a long text is not taken for all of it.

    >>> likeness(10, 10, 10), round(likeness(10, 10, 30), 2), round(likeness(1, 1, 30), 2)
    (1.0, 0.71, 0.25)
    """
    whole = math.sqrt((a + b) / 2 * min(a, b))
    return min(1.0, shared / whole) if whole > 0 else 0.0
