"""Headings that a language tells by their words: annexes and chapters, recommendations, captions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ..languages import Language, alternatives
from ..model import value
from .drafts import LONGEST_TITLE

PREFIXES: Mapping[str, str] = {
    "annex": "annex",
    "appendix": "appendix",
    "chapter": "chap",
    "part": "part",
}
"""The containers in which numbers can start again, and how paths begin in them ("annexI/3")."""

_ANNEXES = ("annex", "appendix")


@value
class Container:
    """A heading "Annex II", "Chapter IV Title": its kind, its number as printed, its title."""

    kind: str
    token: str
    printed: str
    title: str

    @property
    def is_annex(self) -> bool:
        return self.kind in _ANNEXES

    @property
    def path(self) -> str:
        return f"{self.kind} {self.token}".strip()


@dataclass(frozen=True, slots=True, eq=False)
class Headings:
    """The compiled patterns of a language.

    >>> from ..languages import language
    >>> headings(language("en")).container("Annex II", False).path
    'annex II'
    >>> headings(language("en")).container("Part of the work was done", False) is None
    True
    """

    containers: tuple[tuple[str, re.Pattern[str]], ...]
    first_words: frozenset[str]
    continued: re.Pattern[str]
    enactment: re.Pattern[str]
    block: re.Pattern[str]
    recommendations: re.Pattern[str]
    introduces: re.Pattern[str]
    caption: re.Pattern[str]

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
                if title[:1].islower() and not is_heading:
                    continue  # "Annex I on" is a line of a sentence
                printed = text[: found.start("title")].strip() if title else text
                return Container(kind, found["number"] or "", printed, title)
        return None


@cache
def headings(language: Language) -> Headings:
    """The headings of a language."""
    table = language.tables["structure"]
    return Headings(
        containers=tuple(
            (
                kind,
                re.compile(
                    rf"(?:{alternatives(tuple(table[kind]))})"
                    r"(?:\s+(?P<number>[IVXLC]+|\d{1,2}|[A-Z]))?[.:*]*(?:\s+(?P<title>\S.*))?$"
                ),
            )
            for kind in PREFIXES
        ),
        first_words=frozenset(word.split(" ")[0] for kind in PREFIXES for word in table[kind]),
        continued=re.compile(rf"\s*(?:{alternatives(language.words('structure', 'continued'))})"),
        enactment=language.pattern("structure", "enactment_heading_pattern"),
        block=language.pattern("structure", "block_pattern"),
        recommendations=language.pattern("structure", "recommendations_heading_pattern"),
        introduces=language.pattern("structure", "introduces_pattern"),
        caption=re.compile(
            rf"(?:{alternatives((*table['table'], *table['figure']))})"
            r"\s+(?P<number>[\dIVX]+(?:\.\d+)?)\b"
        ),
    )
