"""Paths: ranges spread out, and the many ways in which people write one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seepara.keys import forgiving_path, join
from seepara.ordinals import letter_token, roman_token
from seepara.pinpoints import PathRange, container_path
from seepara.references.phrases import Container, Part
from seepara.showing.node import find_keys

from .samples import CHAIR, DRAFT, chair_and_draft


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        # numbers, letters, roman numbers, numbers in brackets
        ("53", "55", ["53", "54", "55"]),
        ("19(a)", "19(c)", ["19(a)", "19(b)", "19(c)"]),
        ("19(a)(i)", "19(a)(iii)", ["19(a)(i)", "19(a)(ii)", "19(a)(iii)"]),
        ("14(1)", "14(3)", ["14(1)", "14(2)", "14(3)"]),
        ("(b)", "(d)", ["(b)", "(c)", "(d)"]),
        ("2.1", "2.4", ["2.1", "2.2", "2.3", "2.4"]),
        # a list that begins with "(i)" is of roman numbers, though they are letters too
        ("12(i)", "12(iii)", ["12(i)", "12(ii)", "12(iii)"]),
        ("12(i)", "12(v)", ["12(i)", "12(ii)", "12(iii)", "12(iv)", "12(v)"]),
        # one
        ("7", "", ["7"]),
        ("7", "7", ["7"]),
        # letters go on after z
        ("1(y)", "1(bb)", ["1(y)", "1(z)", "1(aa)", "1(bb)"]),
        # "(c)–(i)": letters, not from a hundred to one
        ("1(c)", "1(i)", [f"1({c})" for c in "cdefghi"]),
        # what is no range keeps its two ends
        ("55", "53", ["55", "53"]),
        ("12(a)", "14(b)", ["12(a)", "14(b)"]),
        ("19(a)", "19(iv)", ["19(a)", "19(iv)"]),
        ("17bis", "19", ["17bis", "19"]),
        # nor does the end of the world follow from a slip
        ("1", "999999", ["1", "999999"]),
    ],
)
def test_ranges(first, last, expected):
    assert list(PathRange(first, last).every()) == expected


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_range_begins_and_ends_with_its_ends(first, last):
    paths = PathRange(first, last).every()
    assert paths[0] == first
    assert paths[-1] == (last or first)
    assert len(paths) <= 600


@given(st.integers(1, 300), st.integers(0, 200))
def test_a_range_of_numbers_has_all_of_them(first, length):
    paths = PathRange(str(first), str(first + length)).every()
    assert [int(path) for path in paths] == list(range(first, first + length + 1))


def test_a_container_stands_before_the_number():
    assert (
        container_path((Container(Part.ANNEX, "I"), Container(Part.SECTION, "II.B")))
        == "annexI/secII.B/"
    )
    assert container_path((Container(Part.ANNEX, ""),)) == "annex/"


# ---------------------------------------------------------------- as people write it

_letters = st.integers(1, 26).map(letter_token)
_paths = st.builds(
    lambda number, letters: f"{number}" + "".join(f"({letter})" for letter in letters),
    st.integers(1, 999),
    st.lists(_letters | st.integers(1, 12).map(roman_token), max_size=3),
)


@given(_paths)
def test_a_path_is_forgiven_whatever_is_written_around_it(path):
    assert forgiving_path(path) == path
    spaced = path.replace("(", " (")
    for written in (
        spaced,
        f"para. {spaced}",
        f"paragraph {path}",
        f"#{path}",
        path.upper(),
        f"  {path} ",
    ):
        assert forgiving_path(written) == path
    dotted = path.replace(")(", ".").replace("(", ".").replace(")", "")
    assert forgiving_path(dotted) == path


@given(st.text(max_size=20))
def test_any_text_is_forgiven_once_and_for_all(text):
    once = forgiving_path(text)
    assert forgiving_path(once) == once


@pytest.mark.parametrize(
    "path",
    ["fn3", "fn*", "rec4(d)", "rec1", "annexI/3", "chapII/92", "2.1", "pre2", "op1", "17bis"],
)
def test_paths_of_every_form_stay_as_they_are(path):
    assert forgiving_path(path) == path


@given(st.text(max_size=30))
def test_any_text_finds_units_that_there_are_or_nothing(text):
    documents = chair_and_draft()
    known = {join(d.document.key, u.path) for d in documents for u in d.document.units}
    known |= {d.document.key for d in documents}
    known |= {c.target for d in documents for r in d.references for c in r.citations}
    assert set(find_keys(text, documents)) <= known


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        # by path, name, file, file without its ending, key, alias, any case
        ("21(a)", [f"{CHAIR}#21(a)"]),
        ("Chair's report 2010#21.a", [f"{CHAIR}#21(a)"]),
        ("chair's report.txt#21(A)", [f"{CHAIR}#21(a)"]),
        (f"{CHAIR.upper()}#21(a)", [f"{CHAIR}#21(a)"]),
        # as the program itself calls it
        ("Chair's report 2010, para. 21 (a)", [f"{CHAIR}#21(a)"]),
        ("rec. 4 (d)", [f"{DRAFT}#rec4(d)"]),
        ("x/CTOC-COP/2012-09-01/later", ["CTOC/COP/2012/7"]),
        ("ctoc/cop/2012/7", ["CTOC/COP/2012/7"]),
        # what was not read but is cited
        ("CTOC/COP/WG.4/2009/2 # 17", ["CTOC/COP/WG.4/2009/2#17"]),
        ("unts:2225/39574", ["unts:2225/39574"]),
        # a unit that the document has not
        ("CTOC/COP/2012/7#99", []),
        ("", []),
    ],
)
def test_find_keys(typed, expected):
    assert find_keys(typed, chair_and_draft()) == expected
