"""Rows: the columns that others rely on, and cells that a spreadsheet cannot compute."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seepara.tables import (
    CITATION_COLUMNS,
    as_csv,
    as_json_lines,
    citation_rows,
    reference_rows,
    unit_rows,
)

from .samples import CELL, CHAIR, chair_and_draft

# design.md §4, the contract of `refs --format jsonl` and of `units.jsonl`
REFERENCE_COLUMNS = {
    *("file", "doc", "lang", "unit", "text", "start", "end", "kind", "asserted_by"),
    *("targets", "directions", "statuses"),
}
UNIT_COLUMNS = {"doc", "unit", "kind", "section", "page", "lang", "text"}


def test_a_row_a_reference_with_three_lists_of_one_length():
    for made in chair_and_draft():
        rows = list(reference_rows(made))
        assert len(rows) == len(made.references)
        texts = {unit["unit"]: unit["text"] for unit in unit_rows(made)}
        for row in rows:
            assert set(row) >= REFERENCE_COLUMNS
            assert len(row["targets"]) == len(row["directions"]) == len(row["statuses"]) > 0
            assert set(row["directions"]) <= {"above", "below", None}
            assert texts[row["unit"]][row["start"] : row["end"]] == row["text"]


def test_a_row_a_citation():
    for made in chair_and_draft():
        rows = list(citation_rows(made))
        assert len(rows) == sum(len(reference.citations) for reference in made.references)
        assert all(set(row) == set(CITATION_COLUMNS) for row in rows)


def test_an_ambiguous_citation_lists_its_candidates_and_its_reason():
    chair = chair_and_draft()[0]
    (row,) = (row for row in citation_rows(chair) if row["status"] == "ambiguous")
    assert row["target"] == ""
    assert row["candidates"] == f"CTOC/COP/WG.4/2009/2#3 {CHAIR}#4"
    assert row["reason"] == "two reports were named before"


def test_units_say_where_they_stand_and_that_they_are_abridged():
    chair, draft, later = chair_and_draft()
    rows = {row["unit"]: row for row in unit_rows(chair)}
    assert set(rows["21(a)"]) >= UNIT_COLUMNS
    # the section is that of the paragraph, also for a subparagraph and a note
    assert rows["21(a)"]["section"] == "section II.E"
    assert rows["fn1"]["section"] == "section III"
    assert rows["37"]["page"] == 7
    assert rows["37"]["meeting"] == "meeting:CTOC/COP/WG.4/2010-01-27"
    assert {row["abridged"] for row in unit_rows(chair)} == {True}
    assert {row["abridged"] for row in unit_rows(draft)} == {True}
    assert {row["abridged"] for row in unit_rows(later)} == {False}


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        # what a spreadsheet would compute is marked as text
        (CELL, "'" + CELL),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" \t=1+1", "' \t=1+1"),
        ("\r=1+1", "'\r=1+1"),
        # words, numbers, truth values, nothing
        ("para. 3", "para. 3"),
        ("a=b", "a=b"),
        (-3, "-3"),
        (True, "true"),
        (None, ""),
        # separators, quotation marks and line breaks stay in the cell
        ('a "b", c\nd;e', 'a "b", c\nd;e'),
    ],
)
def test_cells(value, cell):
    text = "".join(as_csv([{"a": value, "b": "end"}], ("a", "b")))
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["a", "b"], [cell, "end"]]


def test_a_column_that_a_row_has_not_is_empty():
    assert list(as_csv([{"b": 1}], ("a", "b"))) == ["a,b\r\n", ",1\r\n"]


@given(st.lists(st.text(max_size=10), min_size=1, max_size=5))
def test_any_cells_are_read_back_and_none_begins_like_a_formula(values):
    columns = [f"c{n}" for n in range(len(values))]
    text = "".join(as_csv([dict(zip(columns, values, strict=True))], columns))
    _, row = csv.reader(io.StringIO(text, newline=""))
    for value, cell in zip(values, row, strict=True):
        assert cell.removeprefix("'") == value.removeprefix("'") or cell == value
        assert not cell.lstrip().startswith(("=", "+", "-", "@"))


@given(st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=10), max_size=3), max_size=4))
def test_any_rows_are_one_json_object_a_line(rows):
    lines = list(as_json_lines(rows))
    assert [json.loads(line) for line in lines] == rows
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in lines)
