"""The words of labels: how an editor writes pinpoints, decisions, dates. All are data.

They stand in ``ontology/labels.toml``; another language is another such table.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

_ISO_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class LabelWords:
    """The words and patterns of labels in one language; the fields are explained in labels.toml."""

    language: str
    months: tuple[str, ...]
    separator: str
    abridged: str
    unnamed: str
    distinguished: str
    pinpoints: Mapping[str, str]
    parts: Mapping[str, str]
    patterns: Mapping[str, str]
    organs: Mapping[str, str]
    comments: Mapping[str, str]
    treaties: Mapping[str, str]
    resolutions_with_page: frozenset[str]
    evidence: Mapping[str, str]
    dataset: Mapping[str, str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> LabelWords:
        """The words in a table as TOML gives it; raises `KeyError` for one that is missing.

        >>> label_words().pinpoints["paragraph"]
        'para.'
        """
        return cls(
            language=table["language"],
            months=tuple(table["months"]),
            separator=table["separator"],
            abridged=table["abridged"],
            unnamed=table["unnamed"],
            distinguished=table["distinguished"],
            pinpoints=table["pinpoints"],
            parts=table["parts"],
            patterns=table["patterns"],
            organs=table["organs"],
            comments=table["comments"],
            treaties=table["treaties"],
            resolutions_with_page=frozenset(table["pages"]["resolutions"]),
            evidence=table["evidence"],
            dataset=table["dataset"],
        )

    def date(self, iso: str) -> str:
        """An ISO date in words; what is no date stays as it is.

        >>> words = label_words()
        >>> words.date("2010-08-10"), words.date("2010-08"), words.date("2010"), words.date("")
        ('10 August 2010', 'August 2010', '2010', '')
        """
        match = _ISO_DATE.fullmatch(iso)
        if match is None or not self._month(match[2]):
            return iso
        month = self._month(match[2])
        if match[3] is None:
            return self.patterns["month"].format(month=month, year=match[1])
        return self.patterns["date"].format(day=int(match[3]), month=month, year=match[1])

    def dates(self, start: str, end: str) -> str:
        """A range of ISO dates in words, saying month and year once where they are the same.

        >>> words = label_words()
        >>> words.dates("2009-04-14", "2009-04-15"), words.dates("2009-03-30", "2009-04-02")
        ('14–15 April 2009', '30 March–2 April 2009')
        """
        first, last = _ISO_DATE.fullmatch(start), _ISO_DATE.fullmatch(end)
        patterns = self.patterns
        if not end or start == end:
            return self.date(start)
        if not (first and last and first[3] and last[3]) or first[1] != last[1]:
            return patterns["years"].format(first=self.date(start), last=self.date(end))
        if first[2] != last[2]:
            return patterns["months"].format(
                first_day=int(first[3]),
                first_month=self._month(first[2]),
                last_day=int(last[3]),
                last_month=self._month(last[2]),
                year=last[1],
            )
        return patterns["days"].format(
            first=int(first[3]), last=int(last[3]), month=self._month(last[2]), year=last[1]
        )

    def _month(self, number: str | None) -> str:
        index = int(number or 0)
        return self.months[index - 1] if 1 <= index <= len(self.months) else ""


def label_words() -> LabelWords:
    """The words that come with the program.

    >>> label_words().abridged
    'abridged, not the official text'
    """
    text = files("seepara.ontology").joinpath("labels.toml").read_text("utf-8")
    return LabelWords.of(tomllib.loads(text))
