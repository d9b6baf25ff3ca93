"""Citations as they stand in a footnote: United Nations, OSCOLA, Bluebook."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .source import Source
from .words import CitingWords

_DATE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
_BEFORE_PINPOINT = "bluebook"
"""The style in which the pinpoint stands before the symbol."""


def united_nations(found: Source) -> str:
    """As the editors of the United Nations write it (`seepara.labels`)."""
    return found.un


def in_style(found: Source, style: str, words: CitingWords) -> str:
    """As OSCOLA or the Bluebook has it; both say what is abridged.

    >>> from .words import citing_words
    >>> report = Source("A/1/2", "", "document", "Report", "Committee", symbol="A/1/2",
    ...     date="2010-08-10", pinpoint="para. 21 (a)", months=("",) * 7 + ("August",))
    >>> in_style(report, "oscola", citing_words())
    'Committee, ‘Report’ (10 August 2010) UN Doc A/1/2, para 21(a)'
    >>> in_style(report, "bluebook", citing_words())
    'Committee, Report, ¶ 21(a), U.N. Doc. A/1/2 (Aug. 10, 2010)'
    """
    patterns = words.styles[style]
    head = _head(found, patterns)
    date = _date(found, patterns)
    dated = patterns["date"].format(date=date) if date else ""
    symbol = patterns["symbol"].format(symbol=found.symbol) if found.symbol else ""
    place = _pinpoint(found.pinpoint, patterns["pinpoints"])
    placed = patterns["pinpoint"].format(pinpoint=place) if place else ""
    note = patterns["note"].format(note=found.note) if found.note else ""
    if not head:  # of what was not read, only the symbol is known
        return f"{symbol.lstrip(', ')}{placed}{dated}{note}"
    if style == _BEFORE_PINPOINT:
        return f"{head}{placed}{symbol}{dated}{note}"
    return f"{head}{dated}{symbol}{placed}{note}"


def _head(found: Source, patterns: Mapping[str, Any]) -> str:
    if found.form in ("treaty", "other"):
        return str(patterns["treaty"].format(title=found.title))
    if found.form in ("resolution", "decision") and found.number:
        body = patterns["bodies"].get(found.root, found.body)
        return str(patterns[found.form].format(body=body, number=found.number))
    name = "document" if found.body and found.body not in found.title else "titled"
    # a title that is the symbol is not said twice
    if found.title == found.symbol:
        return found.body
    return str(patterns[name].format(body=found.body, title=found.title))


def _date(found: Source, patterns: Mapping[str, Any]) -> str:
    match = _DATE.fullmatch(found.date)
    if match is None:
        return ""
    months = patterns.get("months") or found.months
    number = int(match["month"] or 0)
    if not (match["day"] and 1 <= number <= len(months)):
        return match["year"]
    return str(
        patterns["day"].format(day=int(match["day"]), month=months[number - 1], year=match["year"])
    )


def _pinpoint(pinpoint: str, words: Mapping[str, str]) -> str:
    """A pinpoint in the words of a style, a letter close to its number: "para 21(a)"."""
    made = []
    for part in filter(None, pinpoint.split(", ")):
        known = next((word for word in words if part.startswith(f"{word} ")), "")
        rest = part.removeprefix(known).replace(" (", "(") if known else part
        made.append(f"{words[known]}{rest}" if known else rest)
    return ", ".join(made)
