"""Plain text and Markdown as lines: words, note marks, notes, tables, headings, limits."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seepara.model import Cell, Mark
from seepara.reading import MAX_FILE_BYTES, read
from seepara.reading import text as reading
from seepara.reading.errors import UnreadableFile
from seepara.reading.text import decode, read_text

from .texts import grows_linearly


def _words(text):
    return [line.text for line in read_text(text, "a.txt")]


def _marked(text):
    (line,) = read_text(text, "a.txt")
    return line.text, [(mark.offset, mark.note) for mark in line.marks]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        # white space: one space for any, none at the ends
        ("  two \t words  ", "two words"),
        # emphasis of Markdown goes, its words stay
        ("**II. Recommendations**", "II. Recommendations"),
        ("the *Model Law* and the _Global Report_", "the Model Law and the Global Report"),
        ("**bold, *and italic* in it**", "bold, and italic in it"),
        # HTML emphasis too
        ("<b>Noting</b> the <i>report</i>,<br/>", "Noting the report,"),
        # underscores inside a word are its own
        ("see file_name_one", "see file_name_one"),
        # an asterisk that is no mark: a product, a bullet
        ("3 * 4", "3 * 4"),
        # headings of Markdown lose their signs
        ("#### **Agenda item 2**", "Agenda item 2"),
        # superscripts of units of measure are no note marks
        ("an area of 40 km² in all", "an area of 40 km² in all"),
        # what is not printed: soft hyphens, signs of zero width
        ("para\u00adgraphs 3–\u200d5 \u200babove", "paragraphs 3–5 above"),
        # how Markdown writes it: escapes, entities, a quotation in a block
        ("3\\. See paras.&nbsp;4&ndash;6 (a)\\*", "3. See paras. 4–6 (a)"),
        ("> > 3. See above", "3. See above"),
        # an ampersand that is no entity
        ("R&D; and A&B", "R&D; and A&B"),
        # a less-than sign is no markup
        ("if a < b and c > d", "if a < b and c > d"),
    ],
)
def test_words_of_a_line(raw, words):
    assert _words(raw) == [words]


@pytest.mark.parametrize(
    ("raw", "words", "marks"),
    [
        # superscript digits, also two in a row and behind punctuation
        ("the Convention,¹ and", "the Convention, and", [(15, "1")]),
        ("its end.¹²", "its end.", [(8, "12")]),
        # HTML superscript
        ("many partners,<sup>1</sup> and", "many partners, and", [(14, "1")]),
        ("the table<sup>a</sup>", "the table", [(9, "a")]),
        # behind emphasis: the offset counts without the signs
        ("the *Model Law*⁶ and", "the Model Law and", [(13, "6")]),
        # asterisks behind a word
        ("the provisional agenda*", "the provisional agenda", [(22, "*")]),
        ("the agenda** and", "the agenda and", [(10, "**")]),
        # the older way: a number and a stroke
        ("the Committee 3/ and", "the Committee and", [(13, "3")]),
        # offsets are code points, also beside letters outside the basic plane
        ("the 𐍈 letter² here", "the 𐍈 letter here", [(12, "2")]),
    ],
)
def test_note_marks_are_taken_out_and_kept_beside(raw, words, marks):
    assert _marked(raw) == (words, marks)


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        # a superscript, HTML, or a stroke before the text of a note
        ("¹ E/2002/68/Add.1.", [("1", "E/2002/68/Add.1.")]),
        ("<sup>12</sup> See A/1/2.", [("12", "See A/1/2.")]),
        ("3/ Official Records.", [("3", "Official Records.")]),
        ("a/ Including Chad.", [("a", "Including Chad.")]),
        # an asterisk is a note where one has been called for, else the bullet of a list
        ("the agenda*\n\n* CTOC/COP/2010/1.", [("", "the agenda"), ("*", "CTOC/COP/2010/1.")]),
        ("* States should act", [("", "* States should act")]),
        ("* One\n\n* Two", [("", "* One"), ("", "* Two")]),
        # below a rule of underscores a number alone is enough, if it is the next one
        (
            "It met.\n_______\n4 A/1/2.\n5 Held on\n12 June.\n\n6. It rose.",
            [
                ("", "It met."),
                ("4", "A/1/2."),
                ("5", "Held on"),
                ("", "12 June."),
                ("", "6. It rose."),
            ],
        ),
        (
            "_______\n* A/1/2.\n1 A/1/3.\n\n2 were left",
            [("*", "A/1/2."), ("1", "A/1/3."), ("2", "were left")],
        ),
        # marks and emphasis inside a note
        ("² *Ibid.*, vol. 2237", [("2", "Ibid., vol. 2237")]),
    ],
)
def test_notes(text, notes):
    assert [(line.note, line.text) for line in read_text(text, "a.txt")] == notes


def test_blank_lines_rules_and_page_breaks_are_gaps():
    lines = read_text("one\ntwo\n\nthree\n---\nfour\n\ffive\n", "a.txt")
    assert [(line.text, line.gap, line.number, line.page) for line in lines] == [
        ("one", True, 1, None),  # the beginning is a boundary
        ("two", False, 2, None),
        ("three", True, 4, None),
        ("four", True, 6, None),
        ("five", True, 7, 2),  # a form feed begins a new page
    ]


def test_line_ends_of_any_system_are_line_ends():
    for end in ("\n", "\r\n", "\r"):
        assert _words(f"one{end}{end}two{end}") == ["one", "two"]


def test_headings_and_indents():
    lines = list(read_text("## Title\n    (a) deep\n\t\t(i) deeper\nplain", "a.txt"))
    assert [(line.heading, line.indent) for line in lines] == [(2, 0), (0, 1), (0, 2), (0, 0)]
    assert lines[1].gap  # nothing runs on from a heading


def test_tables_are_cells():
    text = (
        "| Symbol | Title |\n|---|:---|\n| A/1/2 | *Report*¹ |\n|  | left |\n\nafter\n\n| A | B |"
    )
    lines = list(read_text(text, "a.txt"))
    assert [(line.text, line.cell) for line in lines] == [
        ("Symbol", Cell(1, 1, 1)),
        ("Title", Cell(1, 1, 2)),
        ("A/1/2", Cell(1, 3, 1)),  # the rule below the head is a row of the file
        ("Report", Cell(1, 3, 2)),
        ("left", Cell(1, 4, 2)),  # an empty cell keeps its place
        ("after", None),
        ("A", Cell(2, 1, 1)),
        ("B", Cell(2, 1, 2)),
    ]
    assert lines[3].marks == (Mark(6, "1"),)


# ---------------------------------------------------------------- encodings and limits


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        # UTF-8, with and without its mark
        ("§ 1 – «а»".encode(), None, "§ 1 – «а»"),
        ("é".encode("utf-8-sig"), None, "é"),
        # UTF-16 with its mark
        ("é".encode("utf-16"), None, "é"),
        # what the catalogue names
        ("é – “x”".encode("windows-1252"), "windows-1252", "é – “x”"),
        ("отчёт".encode("koi8-r"), "koi8-r", "отчёт"),
    ],
)
def test_decode(data, encoding, text):
    assert decode(data, "a.txt", encoding) == text


@pytest.mark.parametrize(
    ("data", "encoding", "message"),
    [
        # nothing, and nothing but white space
        (b"", None, "a.txt: the file is empty"),
        (b" \n\t\r\n", None, "a.txt: the file is empty"),
        # no text at all
        (b"%PDF\x00\xff\xfe\x00", None, "a.txt: this is no text file"),
        (b"words\x00words", None, "a.txt: this is no text file"),
        # another encoding, with the place of the first byte that does not fit
        ("2nd séance".encode("latin-1"), None, "a.txt: byte 6 is not utf-8"),
        ("«а»".encode(), "ascii", "a.txt: byte 1 is not ascii"),
        # an encoding that there is not, and one that is none for text
        (b"words", "latin-77", "a.txt: the encoding 'latin-77' is not known"),
        (b"words", "rot13", "a.txt: the encoding 'rot13' is not known"),
        (b"words", "hex", "a.txt: the encoding 'hex' is not known"),
    ],
)
def test_bytes_that_are_no_text(data, encoding, message):
    with pytest.raises(UnreadableFile) as error:
        decode(data, "a.txt", encoding)
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)


def test_a_line_that_is_too_long_is_named_by_its_number(monkeypatch):
    monkeypatch.setattr(reading, "MAX_LINE_CHARACTERS", 100)
    assert len(_words("first\n" + "x" * 100)) == 2
    with pytest.raises(UnreadableFile, match=r"a\.txt, line 2: the line has over 100 characters"):
        _words("first\n" + "x" * 101)


def test_the_limits_are_those_of_the_contract():
    assert MAX_FILE_BYTES == 64 * 1024 * 1024
    assert reading.MAX_LINE_CHARACTERS == 4 * 1024 * 1024


@pytest.mark.parametrize(
    ("name", "message"),
    [
        # an ending that no reader has, and none
        ("a.xls", "a.xls: no reader for .xls"),
        ("minutes", "minutes: no reader for a file without an ending"),
    ],
)
def test_unknown_ending(name, message):
    with pytest.raises(UnreadableFile, match=message):
        read(b"words", Path(name))


# ---------------------------------------------------------------- what holds of all input

_signs = st.sampled_from(
    [*list("*_<>#|/¹²³ \t\n\x0c-.(),a1"), "<sup>", "</sup>", "**", "¹²", "<b>"]
)
_any_text = st.one_of(st.text(), st.lists(_signs).map("".join))


@given(_any_text)
def test_any_text_makes_lines(text):
    raw = text.split("\n")
    last = 0
    for line in read_text(text, "a.txt"):
        assert line.text == " ".join(line.text.split()) != ""
        assert last <= line.number <= len(raw)
        assert all(0 <= mark.offset <= len(line.text) for mark in line.marks)
        # nothing is made up: every character of a line stands in its raw line
        assert set(line.text) <= set(raw[line.number - 1]) | {" "}
        last = line.number


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "latin-1", "utf-16", "ascii"]))
def test_any_bytes_are_text_or_refused(data, encoding):
    try:
        assert "\0" not in decode(data, "a.txt", encoding)
    except UnreadableFile as error:
        assert str(error).startswith("a.txt: ")


@pytest.mark.parametrize(
    "unit",
    [
        "the word¹ ",  # marks
        "<sup>1</sup> ",
        "*a* ",  # emphasis, closed and not
        "** ",
        "* ",
        "_a_ ",
        "| a ",  # cells
        "3/ ",
    ],
)
def test_one_long_line_is_read_in_linear_time(unit):
    def lines(size):
        return list(read_text(unit * (size // len(unit)), "a.txt"))

    assert grows_linearly(lines, 5_000)
