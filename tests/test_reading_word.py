"""What is read from a Word file: text, notes, links, tables, headings, the letterhead."""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterable
from pathlib import Path

import pytest

from seepara.model import Cell, Hyperlink, Line, Mark
from seepara.reading.word import read_word

from .word_files import (
    FOOTNOTES,
    GONE,
    LINKS,
    OWN_MARK,
    PLAIN,
    a,
    box,
    c,
    deleted,
    field,
    listed,
    note,
    num,
    p,
    r,
    read,
    ref,
    style,
    styled,
    t,
    tbl,
    tc,
    tr,
    up,
)

SHARED = Path(__file__).resolve().parents[2] / "shared"

# What is text and what is not

TAB = "<w:r><w:tab/></w:r>"
UNSEEN = "<w:rPr><w:vanish/></w:rPr>"
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
TEXTS = [
    # typed labels keep one space, leading tabs go
    ("typed number", f"<w:r>{t('57.')}<w:tab/>{t('The ')}</w:r>" + r("text "), "57. The text"),
    ("leading tabs", f"<w:r><w:tab/>{t('(a)')}<w:tab/>{t('First')}</w:r>", "(a) First"),
    ("breaks", f"<w:r>{t('a')}<w:br/>{t('b')}<w:cr/>{t('c')}</w:r>", "a b c"),
    ("no-break space", r("para.\u00a012\u202f345"), "para. 12 345"),
    ("spaces", r("  a  ") + r("  b\u3000"), "a b"),
    # a no-break hyphen is a hyphen, soft hyphens and zero widths are nothing
    ("no-break hyphens", f"<w:r>{t('53')}<w:noBreakHyphen/>{t('55 co‑op')}</w:r>", "53-55 co-op"),
    ("soft hyphens", r("so\u00adft") + "<w:r><w:softHyphen/></w:r>" + r("er"), "softer"),
    ("zero width", r("A/\u200b80/\ufeff1"), "A/80/1"),
    # emphasis splits words, which stay whole
    ("runs", r("A") + r("/80/604", "<w:b/>") + r(" end"), "A/80/604 end"),
    # inserted and moved-in text counts, deleted and moved-away text does not
    ("insertion", r("is ") + f"<w:ins>{r('not ')}</w:ins>" + r("here"), "is not here"),
    ("deletion", r("is ") + deleted("<w:r><w:delText>not</w:delText></w:r>") + r("it"), "is it"),
    ("moved away", r("x ") + f"<w:moveFrom>{r('old ')}</w:moveFrom>" + r("y"), "x y"),
    ("moved in", r("x ") + f"<w:moveTo>{r('new')}</w:moveTo>", "x new"),
    ("insertion deleted", f"<w:ins>{deleted(r('gone'))}</w:ins>" + r("x"), "x"),
    # transparent: content controls at any depth, smart tags, custom XML, unknown elements
    ("control", f"<w:sdt><w:sdtContent>{r('in')}</w:sdtContent></w:sdt>" + r(" out"), "in out"),
    (
        "nested controls",
        "<w:sdt><w:sdtContent>" * 40 + r("in") + "</w:sdtContent></w:sdt>" * 40,
        "in",
    ),
    (
        "look of a control",
        f"<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></w:sdtPr>{r('in')}</w:sdt>",
        "in",
    ),
    ("tags", f"<w:smartTag><w:customXml>{r('a')}</w:customXml></w:smartTag>", "a"),
    ("unknown", f"<x:y>{r('b')}<w:new>{r('c')}</w:new></x:y>", "bc"),
    # the instruction of a field is no text, its result is; fields lie within fields
    ("field", r("see ") + field(" REF a ", r("para. 7")), "see para. 7"),
    ("simple field", f'<w:fldSimple w:instr=" PAGE ">{r("9")}</w:fldSimple>', "9"),
    ("field in an instruction", field(field(" X ", r("no")), r("yes")), "yes"),
    ("field in a result", field(" IF ", r("a") + field(" Y ", r("b"))), "ab"),
    ("field without result", BEGIN + r("no") + END + r("yes"), "yes"),
    ("field without beginning", END + r("yes"), "yes"),
    # silent to the end of the paragraph, at most
    ("field without end", BEGIN + r("no") + "</w:p><w:p>" + r("yes"), "yes"),
    # hidden text, in a run or by a character style
    ("hidden", r("a ") + r("secret ", "<w:vanish/>") + r("b", '<w:vanish w:val="0"/>'), "a b"),
    ("hidden by style", r("a ") + r("secret", '<w:rStyle w:val="Hidden"/>'), "a"),
    (
        "hidden field",
        r("", "<w:vanish/>").replace("<w:t", f"{BEGIN[5:-6]}<w:t") + END + r("x"),
        "x",
    ),
    # drawn signs, comments, phonetic guides are no text; mathematics is
    ("symbol", r("a") + '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>' + r("b"), "ab"),
    ("comment", r("a") + '<w:r><w:commentReference w:id="1"/></w:r>', "a"),
    ("phonetic", f"<w:r><w:ruby><w:rt>{r('no')}</w:rt>{r('yes')}</w:ruby></w:r>", "yes"),
    ("mathematics", r("if ") + "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "if x=1"),
    # a change of looks does not hide what it changed
    ("changed", r("shown", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"), "shown"),
    # text is text
    ("escapes", r("&lt;w:t&gt; &amp; <![CDATA[<b>]]>"), "<w:t> & <b>"),
    ("comments in XML", r("a<!-- x -->b<?x y?>c"), "abc"),
    # raised and lowered parts of words and measures stay
    ("measures", r("100 m") + up("2") + r(" of 3 km") + up("2"), "100 m2 of 3 km2"),
    (
        "ordinals",
        r("21") + up("st") + r(", le XX") + up("e") + r(" et n") + up("o"),
        "21st, le XXe et no",
    ),
    ("lowered", r("CO") + r("2", '<w:vertAlign w:val="subscript"/>'), "CO2"),
    ("raised words", r("a") + up("note well"), "anote well"),
]


@pytest.mark.parametrize(("what", "inner", "expected"), TEXTS, ids=[row[0] for row in TEXTS])
def test_text(what: str, inner: str, expected: str) -> None:
    styles = style("Hidden", "<w:rPr><w:vanish/></w:rPr>", "", "character")
    lines = read(p(inner), styles=styles)
    assert [line.text for line in lines] == [expected]
    assert not any(line.marks for line in lines)


def test_hidden_by_two_styles_is_shown_again() -> None:
    hides = "<w:rPr><w:vanish/></w:rPr>"
    styles = style("Hidden", hides, "", "character") + style("Unseen", hides)
    inner = r("shown", '<w:rStyle w:val="Hidden"/>') + r(" secret")
    body = p(inner, '<w:pStyle w:val="Unseen"/><w:rPr><w:vanish w:val="0"/></w:rPr>')
    assert [line.text for line in read(body, styles=styles)] == ["shown"]


LISTED = '<w:numPr><w:numId w:val="5"/></w:numPr>'
X = r("x")
Y = p(r("y"), LISTED)
MOVED = "<w:rPr><w:moveFrom/></w:rPr>"
JOINED = [
    # a paragraph whose mark is deleted goes on in the next one, under one number
    (
        "deleted mark",
        p(r("One "), LISTED + GONE) + p(r("two."), LISTED) + Y,
        [("1.", "One two."), ("2.", "y")],
    ),
    # its properties are those of the mark that remains
    ("plain mark left", p(r("a "), LISTED + GONE) + f"<w:p>{r('b')}</w:p>", [("", "a b")]),
    # wholly deleted or moved away: neither line nor number
    ("deleted", p(deleted(X), LISTED + GONE) + Y, [("1.", "y")]),
    ("moved", p(f"<w:moveFrom>{X}</w:moveFrom>", LISTED + MOVED) + Y, [("1.", "y")]),
    ("deleted to the end", p(deleted(X), LISTED + GONE), []),
    ("text to the end", p(X, LISTED + GONE), [("1.", "x")]),
    # an inserted paragraph counts
    ("inserted", p(f"<w:ins>{X}</w:ins>", LISTED + "<w:rPr><w:ins/></w:rPr>"), [("1.", "x")]),
    # hidden with its mark: not printed, not counted
    ("hidden", p(r("x", "<w:vanish/>"), LISTED + UNSEEN) + Y, [("1.", "y")]),
    # a hidden mark alone joins what it stands between: run-in headings
    ("run in", p(r("Title."), LISTED + UNSEEN) + p(r(" Text.")), [("1.", "Title. Text.")]),
    # nothing is joined across a table
    (
        "before a table",
        p(r("a"), GONE) + tbl(tr(c("b"))) + p(r("c")),
        [("", "a"), ("", "b"), ("", "c")],
    ),
]


@pytest.mark.parametrize(("what", "body", "expected"), JOINED, ids=[row[0] for row in JOINED])
def test_paragraphs_joined(what: str, body: str, expected: list[tuple[str, str]]) -> None:
    lines = read(body, numbering=PLAIN + num(5, 1))
    assert [(line.label, line.text) for line in lines] == expected


def test_lines_are_whole_paragraphs_and_numbered_as_in_the_file() -> None:
    lines = read(p(r("a")) + p("") + p(r(" \u00a0")) + p(r("b")))
    assert [(line.number, line.text, line.gap, line.wrapped) for line in lines] == [
        (1, "a", True, False),
        (4, "b", True, False),
    ]


# Notes and their marks

Note = tuple[str, str, list[tuple[int, str]]]
Noted = list[Note]
CUSTOM = '<w:footnoteReference w:id="{}" w:customMarkFollows="1"/>'
SEVEN: Note = ("1", "Note seven.", [])
STAR_SEVEN: Note = ("*", "Note seven.", [])
NOTES: list[tuple[str, str, Noted]] = [
    # marks count in the order of the body, whatever the ids; a note follows its paragraph
    (
        "in order",
        p(r("One.") + ref(8) + r(" Two") + ref(7) + r(".")) + p(X),
        [
            ("", "One. Two.", [(4, "1"), (8, "2")]),
            ("1", "Note eight.", []),
            ("2", "Note seven.", []),
            ("", "x", []),
        ],
    ),
    # a custom mark is the text that follows, and does not count; the note repeats it
    (
        "custom mark",
        p(r("Title") + ref(9, custom="*")) + p(X + ref(7)),
        [("", "Title", [(5, "*")]), ("*", "Own words.", []), ("", "x", [(1, "1")]), SEVEN],
    ),
    (
        "custom mark in the next run",
        p(r("Title") + f"<w:r>{CUSTOM.format(9)}</w:r>" + up("*") + r(" of it")),
        [("", "Title of it", [(5, "*")]), ("*", "Own words.", [])],
    ),
    # a mark that is drawn, or missing, is a star
    (
        "custom mark drawn",
        p(r("Title") + f'<w:r>{CUSTOM.format(7)}<w:sym w:char="F02A"/></w:r>'),
        [("", "Title", [(5, "*")]), STAR_SEVEN],
    ),
    (
        "custom mark missing",
        p(r("Title") + f"<w:r>{CUSTOM.format(7)}</w:r>") + p(X),
        [("", "Title", [(5, "*")]), STAR_SEVEN, ("", "x", [])],
    ),
    # deleted and hidden references do not count
    ("deleted reference", p(X + deleted(ref(8)) + ref(7)), [("", "x", [(1, "1")]), SEVEN]),
    (
        "hidden reference",
        p(X + ref(8).replace("<w:rPr>", "<w:rPr><w:vanish/>") + ref(7)),
        [("", "x", [(1, "1")]), SEVEN],
    ),
    # a note is printed once, a lost one leaves its mark
    ("twice", p(ref(7) + X + ref(7)), [("", "x", [(0, "1"), (1, "2")]), SEVEN]),
    ("lost", p(X + ref(77) + r(" y")), [("", "x y", [(1, "1")])]),
    # a note of two paragraphs has its mark on both
    (
        "two paragraphs",
        p(X + ref(10)),
        [("", "x", [(1, "1")]), ("1", "See A/1/2.", []), ("1", "More.", [])],
    ),
    # brackets and commas around marks are part of the marks
    ("brackets", p(X + up("(") + ref(7) + up(")") + r(" y")), [("", "x y", [(1, "1")]), SEVEN]),
    (
        "beside each other",
        p(X + ref(7) + up(", ") + ref(8) + r(" y")),
        [("", "x y", [(1, "1"), (1, "2")]), SEVEN, ("2", "Note eight.", [])],
    ),
    # in a table the note follows the paragraph of the cell
    (
        "in a cell",
        tbl(tr(tc(p(X + ref(7))), c("b"))),
        [("", "x", [(1, "1")]), SEVEN, ("", "b", [])],
    ),
    # marks typed by hand: raised and short
    (
        "typed",
        p(r("Budget") + up("a") + r(" and") + up("b") + up(",") + up("c") + r(" 12") + up("**")),
        [("", "Budget and 12", [(6, "a"), (10, "b"), (10, "c"), (13, "**")])],
    ),
    ("typed by style", p(X + r("3", '<w:rStyle w:val="Up"/>')), [("", "x", [(1, "3")])]),
    ("typed after a space", p(r("x ") + up("a") + r("y")), [("", "x y", [(1, "a")])]),
    # raised at the beginning of a text: that is the note itself
    (
        "typed note",
        p(f"<w:r><w:tab/></w:r>{up('a')}" + r("\u00a0Estimate.")),
        [("a", "Estimate.", [])],
    ),
    (
        "typed note in a cell",
        tbl(tr(tc(p(up("b") + r(" Estimate") + up("c"))))),
        [("b", "Estimate", [(8, "c")])],
    ),
    # a cell with nothing but a mark, and what is an ordinal in text but a mark in a table
    (
        "marks in cells",
        tbl(tr(tc(p(up("a"))), tc(p(r("2024/25") + up("e"))))),
        [("", "", [(0, "a")]), ("", "2024/25", [(7, "e")])],
    ),
]


def noted(lines: Iterable[Line]) -> Noted:
    return [(line.note, line.text, [(m.offset, m.note) for m in line.marks]) for line in lines]


@pytest.mark.parametrize(("what", "body", "expected"), NOTES, ids=[row[0] for row in NOTES])
def test_notes(what: str, body: str, expected: Noted) -> None:
    footnotes = (
        FOOTNOTES
        + note(9, p(up("*") + r(" Own words.")))
        + note(10, p(OWN_MARK + r("See ") + a("L1", r("A/1/2")) + r(".")), p(r("More.")))
    )
    styles = style("Up", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>', "", "character")
    assert noted(read(body, footnotes=footnotes, styles=styles)) == expected


@pytest.mark.parametrize("typed", ["** ", "**", "(**) ", "** \u00a0"])
def test_a_typed_mark_is_taken_off_its_note_and_offsets_follow(typed: str) -> None:
    footnotes = note(3, p(r(f"{typed}See ") + a("L1", r("A/1/2")) + up("a")))
    lines = read(p(X + ref(3, custom="**")), footnotes=footnotes)
    assert lines[1] == Line(
        "See A/1/2",
        number=1,
        note="**",
        marks=(Mark(9, "a"),),
        links=(Hyperlink(4, 9, LINKS["L1"]),),
        gap=True,
    )


ROMAN_UPPER = '<w:numFmt w:val="upperRoman"/>'
MARK_FORMATS = [
    # endnotes have small roman numbers unless the settings say otherwise
    ("endnotes", "endnote", "", ["", "", ""], ["i", "ii", "iii"]),
    ("settings", "endnote", '<w:numFmt w:val="decimal"/>', ["", "", ""], ["1", "2", "3"]),
    # a section may have its own format and start, and begin again
    ("section", "footnote", "", ["", ROMAN_UPPER, ""], ["1", "II", "3"]),
    ("start", "footnote", '<w:numStart w:val="4"/>', ["", "", ""], ["4", "5", "6"]),
    ("again", "footnote", "", ["", '<w:numRestart w:val="eachSect"/>', ""], ["1", "1", "2"]),
    ("signs", "footnote", '<w:numFmt w:val="chicago"/>', ["", "", ""], ["*", "†", "‡"]),
]


@pytest.mark.parametrize(("what", "kind", "stated", "sections", "expected"), MARK_FORMATS)
def test_formats_of_note_marks(
    what: str, kind: str, stated: str, sections: list[str], expected: list[str]
) -> None:
    body = ""
    for number, inner in enumerate(sections):
        section = f"<w:sectPr><w:{kind}Pr>{inner}</w:{kind}Pr></w:sectPr>"
        # the last section is stated at the end of the body, the others in their last paragraph
        is_last = number == len(sections) - 1
        body += p(X + ref(number, kind), "" if is_last else section) + section * is_last
    notes = "".join(note(number, p(r(f"n{number}")), kind=kind) for number in range(3))
    side = {f"{kind}s": notes, "settings": f"<w:{kind}Pr>{stated}</w:{kind}Pr>"}
    lines = read(body, **side)
    assert [(line.note, line.text) for line in lines if line.note] == [
        (mark, f"n{number}") for number, mark in enumerate(expected)
    ]


# Links

URL, OTHER = LINKS.values()
LINKED = [
    # spaces at the edges are not part of the link
    ("link", r("see ") + a("L1", r(" A/1/") + r("2 ")) + r("end"), [("A/1/2", URL)]),
    ("anchor", a("L1", r("A/1/2"), "part"), [("A/1/2", URL + "#part")]),
    # two that touch are one; to different places they are two
    ("touching", a("L1", r("A/")) + a("L1", r("1/2")), [("A/1/2", URL)]),
    ("different", a("L1", r("A/1/2")) + a("L2", r("x")), [("A/1/2", URL), ("x", OTHER)]),
    # the relationship is missing, leads elsewhere, or there is none
    ("lost", a("L9", r("x")) + a("R-styles", r("y")), []),
    ("within the file", f'<w:hyperlink w:anchor="_Toc1">{X}</w:hyperlink>', []),
    ("no text", a("L1", r(" ")) + X, []),
    # fields, simple and not, also in the result of another field
    ("field", field(f' HYPERLINK "{URL}" \\o "tip" ', r("A/1/2")) + X, [("A/1/2", URL)]),
    ("simple", f"<w:fldSimple w:instr='HYPERLINK \"{URL}\"'>{X}</w:fldSimple>", [("x", URL)]),
    ("bookmark", field(' HYPERLINK \\l "_Toc1" ', X), []),
    ("in a field", field(" IF ", X + field(f" HYPERLINK {URL} ", r("y")) + X), [("y", URL)]),
    # a note mark inside is no text
    ("mark", a("L1", r("A/1/2") + up("3")) + r("."), [("A/1/2", URL)]),
    # what follows a field without an end is not linked for ever
    ("no end", field(f"HYPERLINK {URL}", X).removesuffix(END) + "</w:p><w:p>" + X, [("x", URL)]),
]


def linked(lines: Iterable[Line]) -> list[tuple[str, str]]:
    return [(line.text[k.start : k.end], k.url) for line in lines for k in line.links]


@pytest.mark.parametrize(("what", "inner", "expected"), LINKED, ids=[row[0] for row in LINKED])
def test_links(what: str, inner: str, expected: list[tuple[str, str]]) -> None:
    assert linked(read(p(inner), styles="")) == expected


# Tables

Cells = list[tuple[int, int, int, str]]
SDT = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
RESTART = '<w:vMerge w:val="restart"/>'
TABLES: list[tuple[str, str, Cells]] = [
    (
        "two tables",
        tbl(tr(c("a"), c("b")), tr(c("c"))) + p(X) + tbl(tr(c("e"))),
        [(1, 1, 1, "a"), (1, 1, 2, "b"), (1, 2, 1, "c"), (0, 0, 0, "x"), (2, 1, 1, "e")],
    ),
    # columns are those of the grid: spans count, and so does what is left free before a row
    (
        "spans",
        tbl(
            tr(c("a", '<w:gridSpan w:val="3"/>'), c("b")),
            tr(c("c"), properties='<w:gridBefore w:val="2"/>'),
        ),
        [(1, 1, 1, "a"), (1, 1, 4, "b"), (1, 2, 3, "c")],
    ),
    # a cell merged into the one above it is not printed, but keeps its column
    (
        "merged",
        tbl(tr(c("a", RESTART), c("b")), tr(c("no", "<w:vMerge/>"), c("d"))),
        [(1, 1, 1, "a"), (1, 1, 2, "b"), (1, 2, 2, "d")],
    ),
    # content controls around table, row and cell; a cell of several paragraphs
    (
        "controls",
        SDT.format(tbl(SDT.format(tr(SDT.format(tc(p(r("a")) + p("") + p(r("b")))))))),
        [(1, 1, 1, "a"), (1, 1, 1, "b")],
    ),
    # a table within a table belongs to the outer cell
    (
        "nested",
        tbl(tr(tc(p(r("a")) + tbl(tr(c("b"), c("no", "<w:vMerge/>"))) + p(r("d"))), c("e"))),
        [(1, 1, 1, "a"), (1, 1, 1, "b"), (1, 1, 1, "d"), (1, 1, 2, "e")],
    ),
    # deleted rows and cells are gone, inserted ones count
    (
        "deleted row",
        tbl(tr(c("no"), properties="<w:del/>"), tr(c("a"), properties="<w:ins/>")),
        [(1, 1, 1, "a")],
    ),
    ("deleted cell", tbl(tr(c("no", "<w:cellDel/>"), c("b"))), [(1, 1, 2, "b")]),
    (
        "hostile span",
        tbl(tr(c("a", f'<w:gridSpan w:val="{10**30}"/>'), c("b"))),
        [(1, 1, 1, "a"), (1, 1, 64, "b")],
    ),
]


def cells(lines: Iterable[Line]) -> Cells:
    placed = [(line.cell or Cell(0, 0, 0), line.text) for line in lines]
    return [(cell.table, cell.row, cell.column, text) for cell, text in placed]


@pytest.mark.parametrize(("what", "body", "expected"), TABLES, ids=[row[0] for row in TABLES])
def test_tables(what: str, body: str, expected: Cells) -> None:
    assert cells(read(body)) == expected


def test_numbers_count_through_tables_but_not_through_what_is_left_out() -> None:
    merged = tc(listed(5), "<w:vMerge/>")
    body = listed(5) + tbl(tr(tc(listed(5)), merged)) + listed(5)
    assert [line.label for line in read(body, numbering=PLAIN + num(5, 1))] == ["1.", "2.", "3."]


def test_text_boxes_come_once_after_the_paragraph_that_carries_them() -> None:
    inner = box(p(r("in the box")) + tbl(tr(c("cell"))))
    lines = read(p(r("before ") + inner + r("after")) + tbl(tr(tc(p(box(p(r("boxed in"))))))))
    assert cells(lines) == [
        (0, 0, 0, "before after"),
        (0, 0, 0, "in the box"),
        (1, 1, 1, "cell"),
        (2, 1, 1, "boxed in"),
    ]


def test_of_alternatives_the_one_that_is_understood_is_read() -> None:
    def both(requires: str) -> str:
        choice = f'<mc:Choice Requires="{requires}">{r("new")}</mc:Choice>'
        fallback = f"<mc:Fallback>{r('old')}</mc:Fallback>"
        return p(f"<mc:AlternateContent>{choice}{choice}{fallback}</mc:AlternateContent>")

    lines = read(both("wps") + both("x") + both("unbound") + both("wps x"))
    assert [line.text for line in lines] == ["new", "old", "old", "old"]


# Headings and indents

OUTLINE = '<w:pPr><w:outlineLvl w:val="{}"/></w:pPr>'
STYLED = (
    style("heading 2")
    + style("Mine", "", "heading 2")
    + style("Outlined", OUTLINE.format(3))
    + style("TOC", OUTLINE.format(9), "heading 2")
    + style("_ H _Ch", "", "_ H_1")
    + style("_ H_1", OUTLINE.format(0))
    + style("_ H_2/3", OUTLINE.format(1), "_ H_1")
    + style("_ H_4", OUTLINE.format(3))
    + style("_ H_5/6", OUTLINE.format(4))
    + style("Title_H1", "", "_ H_1")
)
HEADINGS = [
    ("heading 2", 2),
    ("Mine", 2),  # through the style that it is based on
    ("Outlined", 4),
    ("TOC", 0),  # level 10 is body text
    ("Undefined", 0),
    # the styles of the United Nations: chapter above section, whatever their outline levels
    ("_ H _Ch", 1),
    ("_ H_1", 2),
    ("_ H_2/3", 3),
    ("_ H_4", 4),
    ("_ H_5/6", 5),
    ("Title_H1", 2),
]


@pytest.mark.parametrize(("name", "level"), HEADINGS)
def test_headings(name: str, level: int) -> None:
    direct = p(X, f'<w:pStyle w:val="{name}"/><w:outlineLvl w:val="6"/>')
    lines = read(styled(name) + direct + tbl(tr(tc(styled(name)))), styles=STYLED)
    # the paragraph's own level wins; in a table nothing is a heading, as in Word's outline
    assert [line.heading for line in lines] == [level, 7, 0]


INDENTS = [
    ("none", p(X), 0),
    ("tabs", p(TAB + TAB + r("(i)") + TAB + X), 2),
    ("left", p(X, '<w:ind w:left="950"/>'), 2),
    ("in the style", p(X, '<w:pStyle w:val="In"/>'), 0),
    ("beyond the style", p(X, '<w:pStyle w:val="In"/><w:ind w:left="1900"/>'), 2),
    ("hanging", p(TAB + r("(a)"), '<w:ind w:left="475" w:hanging="475"/>'), 1),
    ("list level", listed(5, 1), 1),
    ("heading", p(TAB + r("I."), '<w:outlineLvl w:val="0"/>'), 0),
    ("note", p(TAB + up("a") + r(" x")), 0),
    ("hostile", p(X, f'<w:ind w:left="{10**20}"/>'), 9),
    ("hanging out", p(X, '<w:ind w:hanging="9000"/>'), 0),
]


@pytest.mark.parametrize(("what", "body", "expected"), INDENTS, ids=[row[0] for row in INDENTS])
def test_indents_count_in_tabs_of_the_file(what: str, body: str, expected: int) -> None:
    (line,) = read(
        body,
        settings='<w:defaultTabStop w:val="475"/>',
        styles=style("In", '<w:pPr><w:ind w:left="950"/></w:pPr>'),
        numbering=PLAIN + num(5, 1),
    )
    assert line.indent == expected


# The letterhead

HEAD = tbl(tr(c("A/1/2"), tc(p(r("Distr.: General")) + p(r("1 May 2026"))))) + p(
    box(p(r("English")))
)
AT = '<w:headerReference w:type="{}" r:id="R-header"/>'
LETTERHEADS = [
    ("first page", AT.format("first") + "<w:titlePg/>", True),
    ("every page", AT.format("default"), True),
    ("untyped", '<w:headerReference r:id="R-header"/>', True),
    # with a first page of its own, the head of the other pages is a running head
    ("running", AT.format("default") + "<w:titlePg/>", False),
    ("no first", AT.format("first") + '<w:titlePg w:val="0"/>', False),
    ("even", AT.format("even"), False),
    # the reference is lost, or leads to something else
    ("lost", '<w:headerReference w:type="default" r:id="R-lost"/>', False),
    ("no head", '<w:headerReference w:type="default" r:id="L1"/>', False),
]


@pytest.mark.parametrize(
    ("what", "section", "expected"), LETTERHEADS, ids=[row[0] for row in LETTERHEADS]
)
def test_the_letterhead_comes_first(what: str, section: str, expected: bool) -> None:
    body = p(r("Body"), f"<w:sectPr>{section}</w:sectPr>") + tbl(tr(c("t")))
    lines = read(body + f"<w:sectPr>{AT.format('default')}</w:sectPr>", header=HEAD)
    head = [
        (1, 1, 1, "A/1/2"),
        (1, 1, 2, "Distr.: General"),
        (1, 1, 2, "1 May 2026"),
        (0, 0, 0, "English"),
    ]
    # tables go on counting in the body
    rest = [(0, 0, 0, "Body"), (2 if expected else 1, 1, 1, "t")]
    assert cells(lines) == (head if expected else []) + rest


# The real files

CORPUS = ["A_80_604_Add.1", "A_80_604_Add.2", "A_80_604_Add.3"]
needs_corpus = pytest.mark.skipif(
    not (SHARED / "corpus" / "office").is_dir(), reason="../shared/corpus/office is not there"
)


def real(name: str) -> list[Line]:
    data = (SHARED / "corpus" / "office" / f"{name}.docx").read_bytes()
    return list(read_word(data, name))


def in_paragraphs(lines: Iterable[Line]) -> list[tuple[str | None, Line]]:
    """Each line with the number of the paragraph that it stands in; none in a heading or table."""
    found: list[tuple[str | None, Line]] = []
    current = None
    for line in lines:
        if line.cell or line.note or line.heading:
            found.append((None, line))
            continue
        if match := re.match(r"(\d+)\. ", line.text):
            current = match[1]
        elif not re.match(r"\([a-z]+\) ", line.text):
            current = None
        found.append((current, line))
    return found


@pytest.mark.corpus
@needs_corpus
@pytest.mark.parametrize("name", CORPUS)
def test_real_paragraphs_run_on_without_a_gap(name: str) -> None:
    numbers, letters = [], ""
    for number, line in in_paragraphs(real(name)):
        if number is not None and line.text.startswith(f"{number}. "):
            numbers.append(int(number))
            assert line.indent == 0
            letters = ""
        elif (match := re.match(r"\(([a-z])\) ", line.text)) and not line.cell:
            letters += match[1]
            assert line.indent == 1
            assert string.ascii_lowercase.startswith(letters)
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 30


@pytest.mark.corpus
@needs_corpus
@pytest.mark.parametrize("name", CORPUS)
def test_real_letterheads(name: str) -> None:
    lines = real(name)
    symbol = name.replace("_", "/")
    first = [line for line in lines if line.cell and line.cell.table == 1]
    assert lines[: len(first)] == first
    assert symbol in [line.text for line in first]
    assert any(re.fullmatch(r"\d{1,2} April 2026", line.text) for line in first)
    assert any(line.text.startswith("Distr.:") for line in first)
    # the running head, with its symbol, is not printed again
    assert [line.text for line in lines].count(symbol) == 1


@pytest.mark.corpus
@needs_corpus
@pytest.mark.parametrize("name", CORPUS)
def test_real_notes_and_their_marks(name: str) -> None:
    lines = real(name)
    numbered = [line for line in lines if line.note.isdigit()]
    marks = [mark for line in lines for mark in line.marks if mark.note.isdigit()]
    assert [line.note for line in numbered] == [mark.note for mark in marks]
    assert [line.note for line in numbered] == [str(n + 1) for n in range(len(numbered))]
    # each lettered mark of a table has its note, and no mark is left in a text
    lettered = {line.note for line in lines if line.note.isalpha()}
    assert {mark.note for line in lines for mark in line.marks if mark.note.isalpha()} == lettered


@pytest.mark.corpus
@needs_corpus
@pytest.mark.parametrize("name", CORPUS)
def test_the_links_of_the_editors_are_all_there(name: str) -> None:
    rows = (SHARED / "gold" / "office-links.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [row for row in map(json.loads, rows) if row["doc"] == name]
    found: dict[tuple[str, str | None], list[str]] = {}
    for number, line in in_paragraphs(real(name)):
        part = "footnotes" if line.note.isdigit() else "document"
        for link in line.links:
            found.setdefault((part, number), []).append(line.text[link.start : link.end])
    for row in gold:
        anchor = " ".join(row["anchor"].split())
        found[row["part"], row["paragraph"]].remove(anchor)
    assert not any(found.values())


@pytest.mark.corpus
@needs_corpus
@pytest.mark.parametrize("name", CORPUS)
def test_the_paragraphs_are_those_of_the_printed_pages(name: str) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    pages = pdfium.PdfDocument(SHARED / "corpus" / "office" / f"{name}.pdf")
    text = "".join(page.get_textpage().get_text_bounded() for page in pages)
    printed_signs = re.sub(r"[^a-zA-Z0-9]", "", text)
    place = 0
    for line in real(name):
        # The beginning only: later on stand note marks and page breaks. Notes come out of order.
        beginning = re.sub(r"[^a-zA-Z0-9]", "", line.text)[:30]
        if len(beginning) == 30 and not line.note and not line.cell:
            place = printed_signs.index(beginning, place)
