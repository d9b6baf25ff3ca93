"""Word's automatic numbers, as labels of lines and number by number."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seepara.reading.word.numbering import printed

from .word_files import (
    IN_STYLE,
    PLAIN,
    abstract,
    listed,
    lvl,
    num,
    p,
    r,
    read,
    restart,
    style,
    styled,
)

DEEP = abstract(1, lvl(0, "%1.", "upperRoman"), lvl(1, "%1.%2"), lvl(2, "%1.%2.%3"))
LABELS = [
    # runs on, deeper levels begin again below each number
    (
        "nested",
        PLAIN + num(5, 1),
        [listed(5, 0), listed(5, 1), listed(5, 1), listed(5, 2), listed(5, 0), listed(5, 1)],
        ["1.", "(a)", "(b)", "(i)", "2.", "(a)"],
    ),
    # paragraphs without a number, and those that switch it off, do not count
    ("interrupted", PLAIN + num(5, 1), [listed(5), p(r("x")), listed(0), listed(5)], "1. - - 2."),
    # another list of the same abstract list counts on
    ("shared", PLAIN + num(5, 1) + num(6, 1), [listed(5), listed(6), listed(5)], "1. 2. 3."),
    # an annex begins again, once; the body's list then counts on with it
    (
        "restarted annex",
        PLAIN + num(5, 1) + num(6, 1, restart(0, 1)),
        [listed(5), listed(5), listed(6), listed(6), listed(6)],
        "1. 2. 1. 2. 3.",
    ),
    # a restart is of one level only
    (
        "restarted letters",
        PLAIN + num(5, 1) + num(6, 1, restart(1, 3)),
        [listed(5), listed(5, 1), listed(6, 1), listed(6, 1), listed(6, 0), listed(6, 1)],
        "1. (a) (c) (d) 2. (c)",
    ),
    # a list may replace a level altogether
    (
        "replaced level",
        PLAIN + num(5, 1, f'<w:lvlOverride w:ilvl="0">{lvl(0, "No. %1")}</w:lvlOverride>'),
        [listed(5), listed(5)],
        ["No. 1", "No. 2"],
    ),
    # templates are filled with all levels; isLgl prints them in digits
    ("all levels", DEEP + num(5, 1), [listed(5, 0), listed(5, 1), listed(5, 1)], "I. I.1 I.2"),
    (
        "legal",
        abstract(1, lvl(0, "%1.", "upperRoman"), lvl(1, "%1.%2", more="<w:isLgl/>")) + num(5, 1),
        [listed(5, 0), listed(5, 0), listed(5, 1)],
        "I. II. 2.1",
    ),
    # a level that was left out shows where it starts, and counts as begun
    (
        "skipped levels",
        DEEP + num(5, 1),
        [listed(5, 2), listed(5, 2), listed(5, 1), listed(5, 0)],
        "I.1.1 I.1.2 I.2 II.",
    ),
    # lvlRestart 0: letters run on through all numbers
    (
        "never restarted",
        abstract(1, lvl(0, "%1."), lvl(1, "(%2)", "lowerLetter", '<w:lvlRestart w:val="0"/>'))
        + num(5, 1),
        [listed(5, 0), listed(5, 1), listed(5, 0), listed(5, 1)],
        "1. (a) 2. (b)",
    ),
    # letters are doubled after z, as Word prints them (not aa, ab)
    (
        "after z",
        abstract(1, lvl(0, "(%1)", "lowerLetter", start=25)) + num(5, 1),
        [listed(5)] * 4,
        "(y) (z) (aa) (bb)",
    ),
    ("capitals", abstract(1, lvl(0, "%1.", "upperLetter")) + num(5, 1), [listed(5)] * 2, "A. B."),
    (
        "zero",
        abstract(1, lvl(0, "%1", "decimalZero", start=9)) + num(5, 1),
        [listed(5)] * 2,
        "09 10",
    ),
    ("bullet", abstract(1, lvl(0, "·", "bullet")) + num(5, 1), [listed(5)], "-"),
    ("none", abstract(1, lvl(0, "%1", "none")) + num(5, 1), [listed(5)], "-"),
    # words of a template stay, blanks of any kind are single spaces
    ("words", abstract(1, lvl(0, "Rec.\u00a0 %1")) + num(5, 1), [listed(5)], ["Rec. 1"]),
    # formats newer than the standard have a plain one beside them
    (
        "fallback format",
        abstract(
            1,
            '<w:lvl w:ilvl="0"><w:start w:val="3"/><mc:AlternateContent><mc:Choice Requires="x">'
            '<w:numFmt w:val="custom"/></mc:Choice><mc:Fallback><w:numFmt w:val="upperRoman"/>'
            '</mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1."/></w:lvl>',
        )
        + num(5, 1),
        [listed(5)],
        "III.",
    ),
    # an empty paragraph with a number is printed, and so is its number
    ("empty", PLAIN + num(5, 1), [listed(5, text=""), listed(5)], "1. 2."),
    # what is not defined prints nothing and harms nothing
    ("undefined list", PLAIN + num(5, 1), [listed(9), listed(5)], "- 1."),
    ("undefined level", PLAIN + num(5, 1), [listed(5, 7), listed(5)], "- 2."),
    ("hostile numbers", PLAIN + num(5, 1), [listed("9" * 5000), listed(5, 10**12)], "- -"),
    ("huge template", abstract(1, lvl(0, "%1" * 10**5)) + num(5, 1), [listed(5)], "-"),
    (
        "huge letter",
        abstract(1, lvl(0, "%1.", "lowerLetter", start=2**31 - 1)) + num(5, 1),
        [listed(5), listed(5)],
        ["2147483647.", "2147483647."],
    ),
]


@pytest.mark.parametrize(
    ("what", "numbering", "body", "expected"), LABELS, ids=lambda v: str(v)[:20]
)
def test_automatic_numbers(
    what: str, numbering: str, body: list[str], expected: str | list[str]
) -> None:
    wanted = expected.split() if isinstance(expected, str) else expected
    lines = read("".join(body), numbering=numbering)
    assert [line.label or "-" for line in lines] == wanted


AT_LEVEL_1 = '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>'
STYLE_LABELS = [
    # the list stands in a style, or in one that it is based on
    ("own style", style("S", IN_STYLE), [styled("S"), styled("S")], "1. 2."),
    ("based on", style("S", IN_STYLE) + style("T", "", "S"), [styled("T"), styled("S")], "1. 2."),
    # a style may add the level only
    (
        "level added",
        style("S", IN_STYLE) + style("T", AT_LEVEL_1, "S"),
        [styled("S"), styled("T")],
        "1. (a)",
    ),
    # the level that the list binds to the style wins
    ("bound style", style("Bound", IN_STYLE), [styled("Bound")], "(i)"),
    # the paragraph's own list wins over the style's, its own 0 switches it off
    (
        "own list",
        style("S", IN_STYLE),
        [
            p(r("x"), '<w:pStyle w:val="S"/><w:numPr><w:ilvl w:val="1"/></w:numPr>'),
            p(r("x"), '<w:pStyle w:val="S"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
        ],
        "(a) -",
    ),
    # a style without its base, and styles based on each other
    ("no base", style("S", IN_STYLE, "Lost"), [styled("S")], "1."),
    (
        "circle",
        style("S", IN_STYLE, "T") + style("T", "", "S"),
        [styled("T"), styled("S")],
        "1. 2.",
    ),
    # the style that is used where none is named
    (
        "default style",
        '<w:style w:type="paragraph" w:default="1" w:styleId="N">' + IN_STYLE + "</w:style>",
        [p(r("x")), "<w:p>" + r("x") + "</w:p>"],
        "1. 2.",
    ),
]


@pytest.mark.parametrize(
    ("what", "styles", "body", "expected"), STYLE_LABELS, ids=lambda v: str(v)[:20]
)
def test_numbers_inherited_through_styles(
    what: str, styles: str, body: list[str], expected: str
) -> None:
    levels = (
        lvl(0, "%1."),
        lvl(1, "(%2)", "lowerLetter"),
        lvl(2, "(%3)", "lowerRoman", '<w:pStyle w:val="Bound"/>'),
    )
    lines = read("".join(body), styles=styles, numbering=abstract(1, *levels) + num(5, 1))
    assert [line.label or "-" for line in lines] == expected.split()


def test_lists_linked_to_a_numbering_style() -> None:
    numbering = (
        abstract(1, '<w:numStyleLink w:val="List"/>')
        + abstract(2, '<w:styleLink w:val="List"/>', lvl(0, "%1)"))
        + abstract(3, '<w:numStyleLink w:val="Loop"/>')
        + num(5, 1) + num(6, 2) + num(7, 3)
    )  # fmt: skip
    styles = style(
        "List", '<w:pPr><w:numPr><w:numId w:val="6"/></w:numPr></w:pPr>', "", "numbering"
    )
    styles += style(
        "Loop", '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>', "", "numbering"
    )
    lines = read(listed(5) + listed(6) + listed(7), numbering=numbering, styles=styles)
    assert [line.label for line in lines] == ["1)", "2)", ""]


@given(st.integers(1, 26 * 30))
def test_letters_can_be_read_back(number: int) -> None:
    label = printed(number, "lowerLetter")
    assert len(set(label)) == 1
    assert string.ascii_lowercase.index(label[0]) + 1 + 26 * (len(label) - 1) == number
    assert printed(number, "upperLetter") == label.upper()


@given(st.integers(1, 32767))
def test_roman_numbers_can_be_read_back(number: int) -> None:
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    label = printed(number, "lowerRoman")
    digits = [values[letter] for letter in label]
    signed = [-one if one < max(digits[place:]) else one for place, one in enumerate(digits)]
    assert sum(signed) == number
    assert not re.search(r"([ixc])\1\1\1|([vld])\2", label)
    assert printed(number, "upperRoman") == label.upper()


@given(st.integers(-5, 2**31), st.sampled_from(["lowerLetter", "upperRoman", "chicago", "odd"]))
def test_any_number_has_a_short_label(number: int, number_format: str) -> None:
    assert 0 < len(printed(number, number_format)) <= 48
