"""PDFs → `Line`s: what of a page is text, and how its lines make paragraphs (`seepara.reading.pdf`).

The files are made here, in our own words; only the tests at the end need ``../shared``.
"""

import json
import re
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seepara.languages import language
from seepara.model import Cell, Document, Mark, Notice, Unit, UnitKind
from seepara.reading import read
from seepara.reading.errors import UnreadableFile
from seepara.reading.pdf import read_pdf
from seepara.reading.pdf.file import MAX_PAGES
from seepara.registry import registry
from seepara.structure import read_structure
from seepara.structure.doubts import numbering_doubts

from .pdf_files import (
    BOLD,
    ITALIC,
    Layout,
    Sheet,
    Stroke,
    Text,
    Word,
    pdf,
    typeset,
    width_of,
    written_in_letters,
    written_in_words,
    written_large,
)

LONG = (
    "The Committee notes that the work of the secretariat on the matter goes on as planned and that "
    "the States concerned have been informed of it in good time"
)
"""Some two lines of a page."""


def head(page):
    """A running head that changes sides, from the second page on."""
    if page == 1:
        return []
    return [Word(60 if page % 2 else 480, 50, "A/1/2", 8.5, BOLD), Stroke(60, 56, 552, 56)]


def foot(page):
    """A page number and a job number that change sides."""
    left, right = (60, 520) if page % 2 else (520, 60)
    return [Word(left, 760, f"{page}/9", 8.5, BOLD), Word(right, 760, "V.26-01234", 7)]


LAYOUT = Layout(head=head, foot=foot)


def reading(texts, layout=LAYOUT, **options):
    return read_pdf(pdf(typeset(texts, layout), **options), "a.pdf")


def said(texts, layout=LAYOUT, **options):
    """The texts of the lines, with the mark of a note before it."""
    lines = reading(texts, layout, **options).lines
    return [f"[{line.note}] {line.text}" if line.note else line.text for line in lines]


def numbered(first, last, text=LONG):
    return [Text(f"{text} ({n} of all).", f"{n}.") for n in range(first, last + 1)]


# ---------------------------------------------------------------- lines and paragraphs

MORE = numbered(3, 12)
"""A document is told from a line by what most of its lines are."""

CASES = [
    # lines below one another are one paragraph, its label stays in the text
    ([Text(f"{LONG}.", "1.")], [f"1. {LONG}."]),
    # white space between paragraphs parts them
    (numbered(1, 3), [f"{n}. {LONG} ({n} of all)." for n in (1, 2, 3)]),
    # a raised mark is no part of the text, its note follows the paragraph
    (
        [Text(f"{LONG}.{{1}} It met.", "1.", notes=(("1", "A/1/3."),)), Text("It rose.", "2.")],
        [f"1. {LONG}. It met.", "[1] A/1/3.", "2. It rose."],
    ),
    # a note of several lines, a second one after it
    (
        [
            Text("A{1} and B.{2}", "1.", notes=(("1", f"{LONG}."), ("2", "Ibid."))),
            Text("It rose.", "2."),
        ],
        ["1. A and B.", f"[1] {LONG}.", "[2] Ibid.", "2. It rose."],
    ),
    # an asterisk on a heading
    (
        [Text("The work*", font=BOLD), Text("It met.", "1.")],
        ["The work*", "1. It met."],
    ),
    # a heading with its label in the margin goes on in the next line
    (
        [Text("Report on all of the many parts of the great work of the whole " * 2 + "year",
              "IV.", font=BOLD, size=12, hang=True), Text("It met.", "1.")],
        [
            "IV. " + "Report on all of the many parts of the great work of the whole " * 2 + "year",
            "1. It met.",
        ],
    ),
    # items of a list that stand without white space between them
    (
        [Text("It asks:", "1."), Text("States to act;", "(a)", indent=25),
         Text(f"{LONG}.", "(b)", indent=25)],
        ["1. It asks:", "(a) States to act;", f"(b) {LONG}."],
    ),
]  # fmt: skip

LAYOUTS = {
    "as in the Organization's reports": LAYOUT,
    # paragraphs told by a first line that is moved in
    "first line": replace(LAYOUT, gap=0, first=25),
    "ragged": replace(LAYOUT, justified=False),
    "larger": replace(LAYOUT, size=12, leading=22, left=72, right=540),
    "no space at line ends": replace(LAYOUT, end_spaces=False),
    "no rule above notes": replace(LAYOUT, note_rule=False),
    "marks of notes not raised": replace(LAYOUT, note_marks="/"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("case", range(len(CASES)))
def test_paragraphs(case, layout):
    texts, expected = CASES[case]
    assert said([*texts, *MORE], LAYOUTS[layout])[: len(expected)] == expected


@pytest.mark.parametrize("each", [written_large, written_in_words, written_in_letters])
def test_how_the_file_is_written_does_not_matter(each):
    for texts, expected in CASES:
        assert said([*texts, *MORE], each=each)[: len(expected)] == expected


def test_every_line_is_a_whole_paragraph_with_its_page_and_number():
    lines = reading(numbered(1, 30)).lines
    assert [line.number for line in lines] == list(range(1, 31))
    assert all(line.gap and not line.wrapped and not line.label for line in lines)
    pages = [line.page for line in lines]
    assert pages == sorted(pages)
    assert set(pages) == {1, 2}


def test_indents_are_levels():
    texts = [Text("It asks:", "1."), Text("To act;", "(a)", 25), Text("Now.", "(i)", 50)]
    lines = reading([*texts, *numbered(2, 9)]).lines
    assert [line.indent for line in lines[:4]] == [0, 1, 2, 0]


HEADINGS = [
    # (how it is printed, whether it is a heading)
    (Text("The work ahead", font=BOLD), True),
    (Text("The work ahead", font=ITALIC), True),
    (Text("The work ahead", size=13), True),
    (Text("The work ahead"), False),
    # a sentence is none, however it is printed
    (Text("It notes the work.", font=BOLD), False),
    (Text("The General Assembly,", font=ITALIC), False),
]


@pytest.mark.parametrize(("text", "is_heading"), HEADINGS)
def test_headings(text, is_heading):
    lines = reading([*numbered(1, 3), text, *numbered(4, 6)]).lines
    assert lines[3].text == text.text
    assert bool(lines[3].heading) is is_heading


# ---------------------------------------------------------------- hyphens

HYPHENS = [
    # (head, tail, what is known from elsewhere, the two together)
    ("opera-", "tions", "operations", "operations"),  # a word that was broken
    ("co-", "operation", "co-operation", "co-operation"),  # one that has a hyphen elsewhere
    ("Secretary-", "General", "", "Secretary-General"),  # a capital: part of the name
    ("A/1/2-", "4", "", "A/1/2-4"),
    ("life-", "support", "life and support", "life-support"),  # both are words of the document
    ("troop-", "and police-contributing", "and so on and on", "troop- and police-contributing"),
    ("2025–", "2026", "", "2025–2026"),
    ("A/1/", "Add.1", "", "A/1/Add.1"),
]


@pytest.mark.parametrize(("first", "second", "known", "expected"), HYPHENS)
def test_hyphens_at_line_ends(first, second, known, expected):
    room = 365 - width_of(f"It notes {first}", 10)
    sheet = Sheet([
        Word(123, 100, f"It notes {first}", room=room / 2),
        Word(123, 112, f"{second} of the year."),
        Word(123, 140, f"They know {known}."),
        *(Word(123, 160 + 12 * n, "w " * 40, room=0.3) for n in range(12)),
    ])  # fmt: skip
    assert read_pdf(pdf([sheet]), "a.pdf").lines[0].text == f"It notes {expected} of the year."


# ---------------------------------------------------------------- from page to page


def test_running_heads_and_numbers_are_left_out():
    found = said(numbered(1, 40))
    assert found == [f"{n}. {LONG} ({n} of all)." for n in range(1, 41)]


def test_running_heads_in_several_lines():
    def stacked(page):
        return [Word(400, 40, "A/1/2"), Word(400, 52, f"page {page}")] if page > 1 else []

    found = said(numbered(1, 40), replace(LAYOUT, head=stacked, foot=lambda page: ()))
    assert found == [f"{n}. {LONG} ({n} of all)." for n in range(1, 41)]


def test_a_number_is_a_page_number_only_where_it_stands_apart():
    """Also in a file of one page, where nothing repeats; the last line of a text is none."""
    sheet = Sheet([Word(123, 690 + 12 * n, t) for n, t in enumerate(("It met in", "2014"))])
    assert [line.text for line in read_pdf(pdf([sheet]), "a.pdf").lines] == ["It met in 2014"]
    sheet.items += [Word(300, 755, "- 7 -")]
    assert [line.text for line in read_pdf(pdf([sheet]), "a.pdf").lines] == ["It met in 2014"]


def test_a_line_that_stands_twice_in_the_text_is_no_running_head():
    sheets = [
        Sheet([Word(123, 90 + 12 * n, text) for n, text in enumerate(["The table", *"abc"])])
        for _ in range(4)
    ]
    assert read_pdf(pdf(sheets), "a.pdf").lines[0].text.startswith("The table")


def test_a_paragraph_goes_on_overleaf_after_the_notes_that_interrupt_it():
    """In mid-sentence or at the end of one; the notes of the page stand behind the whole."""
    body = " ".join(f"{LONG} ({n})." for n in range(40))
    texts = [Text(body.replace("(3).", "(3).{1}"), "1.", notes=(("1", "A/1/3."),))]
    assert said([*texts, *numbered(2, 3)]) == [
        f"1. {body}", "[1] A/1/3.", *(f"{n}. {LONG} ({n} of all)." for n in (2, 3)),
    ]  # fmt: skip


def test_a_paragraph_does_not_go_on_in_the_next_one():
    """Wherever the end of a page falls, every paragraph stays by itself."""
    for lines in range(40, 56):
        texts = [Text("Short.", f"{n}.") for n in range(1, lines)] + numbered(lines, 70)
        assert len(said(texts, replace(LAYOUT, gap=0))) == 70


def test_a_note_goes_on_overleaf():
    sheets = typeset([Text("It met.{1}", "1."), *numbered(2, 12)], LAYOUT)
    sheets += [Sheet([Word(123, 102, "13. It rose."), Word(123, 126, "14. It sat.")])]
    sheets[0].items += [
        Stroke(123, 650, 193, 650), Word(129, 658, "1", 5), Word(137, 661, "See the first part", 8),
    ]  # fmt: skip
    sheets[1].items += [Stroke(123, 650, 193, 650), Word(123, 661, "and the second.", 8)]
    lines = read_pdf(pdf(sheets), "a.pdf").lines
    assert [line.text for line in lines if line.note] == ["See the first part and the second."]


def test_an_asterisk_in_the_text_is_a_mark_where_its_note_stands_below():
    sheet = typeset([Text("Work of the year*", font=BOLD, size=14), *numbered(1, 5)], LAYOUT)[0]
    sheet.items += [
        Stroke(123, 650, 193, 650),
        Word(129, 661, "*", 8),
        Word(140, 661, "As revised.", 8),
    ]
    lines = read_pdf(pdf([sheet]), "a.pdf").lines
    assert (lines[0].text, lines[0].marks) == ("Work of the year", (Mark(16, "*"),))
    assert (lines[1].text, lines[1].note) == ("As revised.", "*")


def test_links_are_kept_beside_the_text():
    link = "<< /Type /Annot /Subtype /Link /Rect [145 690 169 702] /A << /S /URI /URI (https://a.b/1) >> >>"
    sheet = Sheet([Word(123, 100, "See (A/1/2), and go on.")], extra=f"/Annots [{link}]")
    line = read_pdf(pdf([sheet]), "a.pdf").lines[0]
    assert [(line.text[h.start : h.end], h.url) for h in line.links] == [("A/1/2", "https://a.b/1")]


def test_the_letterhead_is_read_side_by_side():
    sheet = Sheet([
        Word(123, 57, "United Nations", 14), Word(475, 56, "A", 20), Word(490, 56, "/80/1/Add.3", 10),
        Stroke(60, 65, 552, 65),
        Word(123, 86, "General Assembly", 20, BOLD), Word(397, 87, "Distr.: General"),
        Word(397, 98, "8 April 2026"), Word(397, 122, "Original: English"),
        Stroke(60, 210, 552, 210),
        Word(60, 222, "Eightieth session", 10, BOLD), Word(60, 234, "Agenda item 158"),
        Word(60, 246, "Financing of the forces of the United Nations in", 10, BOLD),
        Word(60, 258, "the field", 10, BOLD),
        Word(123, 290, "Budget of the forces for the year to come and for the", 14, BOLD),
        Word(123, 305, "one after it", 14, BOLD),
        *(Word(123, 360 + 12 * n, "w " * 40) for n in range(9)),
        Word(65, 748, "26-01234 (E)    150426"), Word(65, 762, "*2601234*", 12),
    ])  # fmt: skip
    pages = [sheet, *typeset(numbered(1, 40), Layout(foot=foot))]
    lines = read_pdf(pdf(pages), "a.pdf").lines
    assert [line.text for line in lines[:10]] == [
        "United Nations", "A/80/1/Add.3", "General Assembly", "Distr.: General", "8 April 2026",
        "Original: English", "Eightieth session", "Agenda item 158",
        "Financing of the forces of the United Nations in the field",
        "Budget of the forces for the year to come and for the one after it",
    ]  # fmt: skip
    assert not any("01234" in line.text for line in lines)
    document = read_structure(lines, "a.pdf", language("en"), registry("en"))
    assert (document.symbol, document.date, document.distribution) == (
        "A/80/1/Add.3", "2026-04-08", "general",
    )  # fmt: skip


def test_two_columns_are_read_one_after_the_other_and_said_so():
    layout = Layout(left=60, right=552, columns=2, size=9.5, leading=11, gap=4, foot=foot)
    found = reading(numbered(1, 60), layout)
    assert [line.text for line in found.lines] == [
        f"{n}. {LONG} ({n} of all)." for n in range(1, 61)
    ]
    assert [notice.rule for notice in found.notices] == ["two-columns"]


TURNED = [
    ("/Rotate 90", "0 1 -1 0", lambda w: replace(w, x=w.y, y=792 - w.x)),
    ("/Rotate 270", "0 -1 1 0", lambda w: replace(w, x=612 - w.y, y=w.x)),
    # sideways on an upright page, as wide tables are printed
    ("", "0 1 -1 0", lambda w: replace(w, x=w.y, y=792 - w.x)),
]


@pytest.mark.parametrize(("extra", "turn", "turned"), TURNED)
def test_pages_that_are_turned(extra, turn, turned):
    words = [Word(123, 100, "It notes the work of"), Word(123, 112, "the year.")]
    words += [Word(123, 140 + 12 * n, f"{n + 2}. w w w w w.") for n in range(5)]
    sheet = Sheet([replace(turned(word), turn=turn) for word in words], extra=extra)
    lines = read_pdf(pdf([sheet]), "a.pdf").lines
    assert lines[0].text == "It notes the work of the year."


# ---------------------------------------------------------------- tables


def table_sheet(rows, columns, *, top=300, inner=()):
    """A table with rules at its top, below its first row and at its end; cells at `columns`."""
    items = [Stroke(60, top, 552, top)]
    y = top + 10
    for number, row in enumerate(rows):
        for x, cell in zip(columns, row, strict=True):
            items += [Word(x, y + 9 * n, part, 8) for n, part in enumerate(cell.split("/"))]
        y += 9 * (max(cell.count("/") for cell in row) + 1) + 6
        if number in (0, len(rows) - 1):
            items.append(Stroke(60, y - 8, 552, y - 8))
    return [*items, *inner]


def test_a_table_is_cells():
    rows = [("Category", "Cost/(2025)", "Cost/(2026)"), ("Staff of the/office", "12", "14"),
            ("Travel", "3", "–")]  # fmt: skip
    before, after = numbered(1, 1), Word(123, 600, "2. It rose.")
    sheet = typeset(before, LAYOUT)[0]
    sheet.items += [*table_sheet(rows, (60, 300, 450)), after]
    lines = read_pdf(pdf([sheet]), "a.pdf").lines
    assert [(line.text, line.cell) for line in lines[1:-1]] == [
        ("Category", Cell(1, 1, 1)), ("Cost (2025)", Cell(1, 1, 2)), ("Cost (2026)", Cell(1, 1, 3)),
        ("Staff of the office", Cell(1, 2, 1)), ("12", Cell(1, 2, 2)), ("14", Cell(1, 2, 3)),
        ("Travel", Cell(1, 3, 1)), ("3", Cell(1, 3, 2)), ("–", Cell(1, 3, 3)),
    ]  # fmt: skip
    assert lines[-1].text == "2. It rose."
    assert lines[-1].cell is None


def test_a_heading_that_spans_columns_stands_above_them():
    rows = [("Category", "Change", ""), ("", "Amount", "Share"), ("Staff", "12", "1.0"),
            ("Travel", "3", "2.0")]  # fmt: skip
    items = [Stroke(60, 300, 552, 300), Stroke(300, 313, 552, 313), Stroke(60, 330, 552, 330),
             Stroke(60, 370, 552, 370)]  # fmt: skip
    for y, row in zip((310, 326, 343, 360), rows, strict=True):
        items += [Word(x, y, c, 8) for x, c in zip((60, 310, 450), row, strict=True) if c]
    sheet = typeset(numbered(1, 1), LAYOUT)[0]
    sheet.items += items
    cells = [line for line in read_pdf(pdf([sheet]), "a.pdf").lines if line.cell]
    assert [line.text for line in cells[:4]] == ["Category", "Change", "Amount", "Share"]
    assert [line.cell.row for line in cells[:4]] == [1, 1, 2, 2]


def test_a_table_goes_on_overleaf_without_its_head():
    rows = [("Category", "Cost"), *((f"Item {n}", str(n)) for n in range(4))]
    sheets = [Sheet(list(LAYOUT.foot(n))) for n in (1, 2)]
    sheets[0].items += table_sheet(rows, (60, 400), top=600)
    sheets[1].items += table_sheet([rows[0], ("Item 9", "9"), ("Sum", "15")], (60, 400), top=90)
    cells = [line for line in read_pdf(pdf(sheets), "a.pdf").lines if line.cell]
    assert {line.cell.table for line in cells} == {1}
    assert [line.text for line in cells].count("Category") == 1


def test_a_note_below_a_table_and_a_mark_in_it():
    sheet = typeset(numbered(1, 2), LAYOUT)[0]
    sheet.items += table_sheet([("Category", "Cost"), ("Staff", "12"), ("Travel", "3")], (60, 400))
    sheet.items += [Word(60 + width_of("Staff", 8), 322.3, "a", 5.2)]
    sheet.items += [Word(66, 390, "a", 5.2), Word(72, 393, "Without travel.", 8)]
    sheet.items += [Word(123, 430, "3. It rose.")]
    lines = read_pdf(pdf([sheet]), "a.pdf").lines
    staff = next(line for line in lines if line.text == "Staff")
    assert staff.marks == (Mark(5, "a"),)
    assert [(line.note, line.text) for line in lines[-2:]] == [
        ("a", "Without travel."), ("", "3. It rose."),
    ]  # fmt: skip


def test_a_table_whose_cells_are_all_drawn():
    rows = [("Who", "What", "When"), ("All of the/States", "Report/and/meet", "2026"),
            ("Some", "None/as yet", "–")]  # fmt: skip
    edges, y = (123, 260, 400, 488), 330
    sheet = typeset(numbered(1, 3), LAYOUT)[0]
    for row in rows:
        height = 11 * max(cell.count("/") + 1 for cell in row) + 4
        for x, cell in zip(edges, row, strict=False):
            parts = cell.split("/")
            sheet.items += [Word(x + 3, y + 10 + 11 * n, part, 9) for n, part in enumerate(parts)]
        sheet.items += [Stroke(x, y, x, y + height) for x in edges] + [Stroke(123, y, 488, y)]
        y += height
    sheet.items += [Stroke(123, y, 488, y), Word(123, y + 30, "4. It rose.")]
    lines = read_pdf(pdf([sheet]), "a.pdf").lines
    assert [line.text for line in lines if line.cell] == [
        "Who", "What", "When", "All of the States", "Report and meet", "2026", "Some", "None as yet",
        "–",
    ]  # fmt: skip
    assert lines[-1].text == "4. It rose."


def test_a_box_around_text_is_no_table():
    sheet = typeset(numbered(1, 3), LAYOUT)[0]
    sheet.items += [Stroke(110, 85, 500, 85), Stroke(110, 200, 500, 200)]
    sheet.items += [Stroke(110, 85, 110, 200), Stroke(500, 85, 500, 200)]
    assert [line.cell for line in read_pdf(pdf([sheet]), "a.pdf").lines] == [None] * 3


def test_a_table_of_contents_is_left_to_structure():
    entries = [("I.", "Introduction", "1"), ("II.", "Work of the year", "2")]
    sheet = Sheet([Word(280, 100, "Contents", 12, BOLD)])
    for n, (label, title, page) in enumerate(entries):
        dots = "." * int((420 - width_of(title, 10)) / 2.8)
        sheet.items += [
            Word(123, 130 + 14 * n, label),
            Word(150, 130 + 14 * n, f"{title} {dots} {page}"),
        ]
    body = [Text("Introduction", "I.", font=BOLD, hang=True), *numbered(1, 4),
            Text("Work of the year", "II.", font=BOLD, hang=True), *numbered(5, 8)]  # fmt: skip
    lines = read_pdf(pdf([sheet, *typeset(body, LAYOUT)]), "a.pdf").lines
    document = read_structure(lines, "a.pdf", language("en"), registry("en"))
    assert [unit.path for unit in document.units if unit.kind is UnitKind.SECTION] == [
        "section I", "section II",
    ]  # fmt: skip
    assert [u.path for u in document.units if u.kind is UnitKind.PARAGRAPH] == list("12345678")


# ---------------------------------------------------------------- what cannot be read

WORDS = [Sheet([Word(100, 100, "It met.")])]
WHOLE = pdf(WORDS)

UNREADABLE = [
    # (file, what the error says)
    (b"", "it is empty"),
    (b" \n\0", "it is empty"),
    (b"PK\x03\x04 no PDF at all", "it is no PDF"),
    (WHOLE[: len(WHOLE) // 2], "the file is cut short"),
    (b"%PDF-1.4\n1 0 obj\n%%EOF", "the file is damaged"),
    (pdf(WORDS, encrypt=True), "it is protected by a password"),
    (pdf([]), "the file is damaged"),
    (pdf([Sheet([], image=True)] * 2), "it has no text, only pictures of its pages"),
    (pdf(WORDS, pages=MAX_PAGES + 1), "pages"),
]


@pytest.mark.parametrize(("data", "problem"), UNREADABLE)
def test_what_cannot_be_read_says_so_in_one_line(data, problem):
    with pytest.raises(UnreadableFile, match=re.escape(problem)) as raised:
        read_pdf(data, "a.pdf")
    assert "\n" not in str(raised.value)
    assert raised.value.cure


def test_a_page_without_text_is_noticed():
    found = read_pdf(pdf([*WORDS, Sheet([], image=True), Sheet()]), "a.pdf")
    assert [notice.rule for notice in found.notices] == ["no-text-layer"]
    assert "page 2" in found.notices[0].message


def test_the_reader_is_chosen_by_the_ending(tmp_path):
    assert read(WHOLE, tmp_path / "a.pdf").lines[0].text == "It met."


_words = st.lists(
    st.builds(
        Word,
        st.sampled_from((60, 123, 300, 430)),
        st.sampled_from(range(100, 640, 12)),
        st.sampled_from(("alpha", "12", "(a)", "beta gamma", "A/1/2", "3/4", "•", "*", "x")),
        st.sampled_from((6, 8, 10, 14)),
        st.sampled_from(("F1", BOLD, ITALIC)),
    ),
    min_size=1,
    max_size=40,
    unique_by=lambda word: (word.x, word.y),
)
_rules = st.lists(
    st.builds(
        lambda x, y, length: Stroke(x, y, x + length, y),
        st.sampled_from((60, 123, 300)),
        st.sampled_from(range(104, 700, 12)),
        st.sampled_from((70, 250, 480)),
    ),
    max_size=6,
)


@settings(max_examples=120, deadline=None)
@given(_words, _rules)
def test_nothing_is_lost_wherever_it_stands(words, rules):
    """Of a single page every sign is in some line, as its text, its mark or the mark of its note."""
    lines = read_pdf(pdf([Sheet([*words, *rules])]), "a.pdf").lines
    for line in lines:
        assert line.text == " ".join(line.text.split()) != ""
        assert all(0 <= mark.offset <= len(line.text) for mark in line.marks)
    kept = "".join(line.text + line.note + "".join(m.note for m in line.marks) for line in lines)
    assert sorted(kept.replace(" ", "")) == sorted("".join(w.text for w in words).replace(" ", ""))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(data):
    damaged = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 12))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        damaged[place] = data.draw(st.integers(0, 255))
    try:
        read_pdf(bytes(damaged), "a.pdf")
    except UnreadableFile as error:
        assert str(error).startswith("a.pdf")


# ---------------------------------------------------------------- doubts


def _document(*paths, **more):
    units = tuple(Unit(path, UnitKind.PARAGRAPH, 0, 0, line=n) for n, path in enumerate(paths))
    return Document("A/80/1", "a.pdf", "", units, **more)


DOUBTS = [
    # (document, the paragraphs behind a gap)
    (_document("1", "2", "3"), []),
    (_document("5", "6"), []),  # a series may begin anywhere
    (_document("1", "3", "7"), ["3", "7"]),
    (_document("1", "3", addendum=True), []),
    (_document("1", "3", symbol="A/80/1/Add.2"), []),
    (_document("1", "3", notices=(Notice("continued", "", 1, "3"),)), []),
    (_document("1", "1bis", "2"), []),
    (_document("1", "2", "annexI/1", "annexI/3"), ["annexI/3"]),  # each container by itself
    (_document("1", "annexI/1", "2"), []),
]


@pytest.mark.parametrize(("document", "expected"), DOUBTS)
def test_a_gap_in_the_numbers_is_a_doubt(document, expected):
    doubts = numbering_doubts(document)
    assert [doubt.unit for doubt in doubts] == expected
    assert {doubt.rule for doubt in doubts} <= {"number-missing"}


# ---------------------------------------------------------------- real documents

REPORTS = ("A_80_604_Add.1", "A_80_604_Add.2", "A_80_604_Add.3")


def _read(path, seepara):
    found = read(path.read_bytes(), path)
    document = read_structure(found.lines, path.name, language("en"), registry("en"))
    units = [
        (u.path, u.kind, u.parent, u.label, u.recommendation, u.marks, document.text_of(u))
        for u in document.units
    ]
    done = seepara("refs", path, "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    fields = ("unit", "text", "kind", "targets", "directions", "statuses")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    letterhead = replace(document, file="", text="", units=(), notices=(), sha256="")
    return letterhead, units, [[row[name] for name in fields] for row in rows]


@pytest.mark.corpus
@pytest.mark.parametrize("name", REPORTS)
def test_word_and_pdf_agree(name, shared, seepara):
    folder = shared / "corpus" / "office"
    word, printed = (_read(folder / f"{name}{end}", seepara) for end in (".docx", ".pdf"))
    for one, other in zip(word, printed, strict=True):
        assert other == one


@pytest.mark.corpus
def test_the_gold_of_a_pdf(shared, seepara, tmp_path):
    name = "A_80_604_Add.2"
    done = seepara("refs", shared / "corpus" / "office" / f"{name}.pdf", "--format", "jsonl")
    predicted = tmp_path / "refs.jsonl"
    predicted.write_text(done.stdout, "utf-8")
    gold = shared / "gold" / f"{name}.gold.jsonl"
    command = [sys.executable, shared / "score" / "references", gold, predicted, "--strict"]
    scored = subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stdout
    figures = re.search(r"F1 ([\d.]+)  wrong but resolved (\d+)", scored)
    assert figures, scored
    assert (float(figures[1]) >= 0.97, figures[2]) == (True, "0"), scored
