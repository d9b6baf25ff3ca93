"""Dates as documents print them, in the words of a language: single days and the days of a
meeting."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from .languages import Language, alternatives
from .model import value


@value
class Days:
    """A day (`first` = `last`) or the days of a meeting, ISO dates, at ``text[start:end]``."""

    first: str
    last: str
    start: int
    end: int


def find_days(text: str, language: Language) -> tuple[Days, ...]:
    """Every date in the text that names a year, in order; days that no calendar has are left out.

    >>> from .languages import language
    >>> [(d.first, d.last) for d in find_days("14 and 15 April 2009; 15 June–3 July 2020", language("en"))]
    [('2009-04-14', '2009-04-15'), ('2020-06-15', '2020-07-03')]
    """
    pattern, months = _pattern(language)
    if not any(name in text for name in months):
        return ()
    found: list[Days] = []
    for m in pattern.finditer(text):
        last_month = months[m["month"]]
        first_month = months[m["month1"]] if m["month1"] else last_month
        last_day = int(m["day"])
        first_day = int(m["day1"] or last_day)
        year = int(m["year"])
        try:
            last = date(year, last_month, last_day)
            first = date(int(m["year1"] or year), first_month, first_day)
        except ValueError:
            continue
        if first <= last:
            found.append(Days(first.isoformat(), last.isoformat(), m.start(), m.end()))
    return tuple(found)


@cache
def _pattern(language: Language) -> tuple[re.Pattern[str], dict[str, int]]:
    months = {name: n for n, name in enumerate(language.words("dates", "months"), 1)}
    month = alternatives(tuple(months))
    between = alternatives(language.words("dates", "between"))
    return (
        re.compile(
            rf"(?<!\d)(?:(?P<day1>\d{{1,2}})(?:\s+(?P<month1>{month})(?:\s+(?P<year1>\d{{4}}))?)?\s*(?:{between})\s*)?"
            rf"(?P<day>\d{{1,2}})\s+(?P<month>{month}),?\s+(?P<year>\d{{4}})(?!\d)"
        ),
        months,
    )
