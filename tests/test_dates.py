"""Dates as documents print them, and the days of a meeting."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seepara.dates import find_days

from .texts import ENGLISH


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # one day
        ("10 August 2010", [("2010-08-10", "2010-08-10")]),
        # days of a meeting: "and", "to", hyphen, en dash with and without spaces
        ("held in Vienna on 14 and 15 April 2009", [("2009-04-14", "2009-04-15")]),
        ("from 27 to 29 January 2010", [("2010-01-27", "2010-01-29")]),
        ("18-22 October 2010", [("2010-10-18", "2010-10-22")]),
        ("2–3 July 2018", [("2018-07-02", "2018-07-03")]),
        ("2 – 3 July 2018", [("2018-07-02", "2018-07-03")]),
        # over the end of a month, and of a year
        ("30 June to 2 July 2014", [("2014-06-30", "2014-07-02")]),
        ("29 February–24 March 2016", [("2016-02-29", "2016-03-24")]),
        ("28 December 2015 to 3 January 2016", [("2015-12-28", "2016-01-03")]),
        # broken over a line
        ("27 to 29\nJanuary 2010", [("2010-01-27", "2010-01-29")]),
        # several
        (
            "on 4 May 2004; again on 5 June 2005",
            [("2004-05-04", "2004-05-04"), ("2005-06-05", "2005-06-05")],
        ),
        # days that no calendar has, also only one end of a meeting
        ("31 April 2010", []),
        ("29 February 2015", []),
        ("30-31 June 2010", []),
        # backwards
        ("15 to 14 April 2009", []),
        # without a year, without a day, with too many digits
        ("on 27 January", []),
        ("in April 2009", []),
        ("114 April 20091", []),
    ],
)
def test_find_days(text, days):
    assert [(found.first, found.last) for found in find_days(text, ENGLISH)] == days


@given(st.dates(min_value=date(1945, 1, 1)), st.dates(min_value=date(1945, 1, 1)))
def test_any_two_days_are_read_back(one, other):
    def printed(day):
        return f"{day.day} {ENGLISH.words('dates', 'months')[day.month - 1]} {day.year}"

    first, last = sorted((one, other))
    text = f"from {printed(first)} to {printed(last)}, in all"
    (found,) = find_days(text, ENGLISH)
    assert (found.first, found.last) == (first.isoformat(), last.isoformat())
    assert text[found.start : found.end] == f"{printed(first)} to {printed(last)}"


@given(st.text())
def test_any_text_has_days_or_none(text):
    for found in find_days(text, ENGLISH):
        assert date.fromisoformat(found.first) <= date.fromisoformat(found.last)
        assert 0 <= found.start < found.end <= len(text)
