"""Headings that a language tells by their words: annexes and chapters, recommendations, captions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ..languages import Language, alternatives
from ..model import value
from ..ordinals import roman_token
from .labels import LONGEST_TITLE

PREFIXES: Mapping[str, str] = {
    "annex": "annex",
    "appendix": "appendix",
    "chapter": "chap",
    "part": "part",
    "decision": "dec",
    "resolution": "res",
}
"""The containers in which numbers can start again, and how paths begin in them ("annexI/3")."""

_ANNEXES = ("annex", "appendix")
_ENACTMENTS = ("decision", "resolution")
_NUMBER = r"[IVXLC]+|\d{1,2}|[A-Z]"
_ENACTMENT_NUMBER = r"\[?(?:\d{1,4}|[IVXLC]+|[-–])/(?:[A-Z]{2,6}\.)?\d{1,4}\]?|[IVXLC]+(?=[.:*]*$)"


@value
class Container:
    """A heading "Annex II", "Chapter IV Title", "Decision 2/CP.21": its kind, its number as printed,
    its title."""

    kind: str
    token: str
    printed: str
    title: str

    @property
    def is_annex(self) -> bool:
        return self.kind in _ANNEXES

    @property
    def is_enactment(self) -> bool:
        """A decision or resolution that a report prints in full."""
        return self.kind in _ENACTMENTS

    @property
    def path(self) -> str:
        return f"{self.kind} {self.token}".strip()


@dataclass(frozen=True, slots=True, eq=False)
class Headings:
    """The compiled patterns of a language.

    >>> from ..languages import language
    >>> headings(language("en")).container("Annex II", False).path
    'annex II'
    >>> headings(language("en")).container("Decision 2/CP.21", False).path
    'decision 2/CP.21'
    >>> [headings(language("en")).container(text, False)
    ...     for text in ("Part of the work was done", "Decision 2/CP.21 was taken.")]
    [None, None]
    """

    containers: tuple[tuple[str, re.Pattern[str]], ...]
    first_words: frozenset[str]
    continued: re.Pattern[str]
    block: re.Pattern[str]
    recommendations: re.Pattern[str]
    introduces: re.Pattern[str]
    caption: re.Pattern[str]
    numerals: Mapping[str, str]
    """Numbers in words ("Part One"), in small letters, and the Roman numbers that paths have."""

    def container(self, text: str, is_heading: bool) -> Container | None:
        """The container that a line opens; `is_heading`: the format says that it is a heading."""
        if len(text) >= LONGEST_TITLE or text.split(None, 1)[:1] == []:
            return None
        if text.split(None, 1)[0].rstrip(".:*") not in self.first_words:
            return None
        for kind, pattern in self.containers:
            found = pattern.match(text)
            if found and (not found["title"] or is_heading or found["number"]):
                title = found["title"] or ""
                printed = text[: found.start("title")].strip() if title else text
                if title[:1].islower() and not is_heading and printed[-1] != ":":
                    continue  # "Annex I on" is a line of a sentence
                number = found["number"] or ""
                return Container(kind, self.numerals.get(number.lower(), number), printed, title)
        return None


@cache
def headings(language: Language) -> Headings:
    """The headings of a language."""
    table = language.tables["structure"]
    numerals = table["numerals"]
    number = rf"{_NUMBER}|(?i:{alternatives(tuple(numerals))})\b"
    return Headings(
        containers=tuple(
            (
                kind,
                _enactment_pattern(table[kind])
                if kind in _ENACTMENTS
                else re.compile(
                    rf"(?:{alternatives(tuple(table[kind]))})"
                    rf"(?:\s+(?P<number>{number}))?[.:*]*(?:\s+(?P<title>\S.*))?$"
                ),
            )
            for kind in PREFIXES
        ),
        first_words=frozenset(word.split(" ")[0] for kind in PREFIXES for word in table[kind]),
        continued=re.compile(rf"\s*(?:{alternatives(language.words('structure', 'continued'))})"),
        block=language.pattern("structure", "block_pattern"),
        recommendations=language.pattern("structure", "recommendations_heading_pattern"),
        introduces=language.pattern("structure", "introduces_pattern"),
        caption=re.compile(
            rf"(?:{alternatives((*table['table'], *table['figure']))})"
            r"\s+(?P<number>[\dIVX]+(?:\.\d+)?)\b"
        ),
        numerals={word: roman_token(n).upper() for n, word in enumerate(numerals, 1)},
    )


def _enactment_pattern(words: Sequence[str]) -> re.Pattern[str]:
    """The head of a decision alone on its line, or with its title behind a colon; with words behind
    it, it is a sentence."""
    return re.compile(
        rf"(?:{alternatives(tuple(words))})\s+(?P<number>{_ENACTMENT_NUMBER})"
        r"(?:[.:*]*(?=$)|:\s+)(?P<title>[^\W\d_].*[^.;:]|)$"
    )
