"""Web pages → lines, in our own words: lists, notes, tables, what is not printed, encodings."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seepara.model import Cell, Hyperlink, Line, Mark, Reading
from seepara.reading.errors import UnreadableFile
from seepara.reading.html import events, read_html, story, survey

NAME = "a.html"


def read(page: str) -> list[Line]:
    return list(read_html(page.encode(), NAME).lines)


def printed(page: str) -> list[str]:
    """Each line as it is printed: label, words, and in brackets the note that it is."""
    return [
        " ".join(part for part in (f"[{x.note}]" if x.note else "", x.label, x.text) if part)
        for x in read(page)
    ]


WORDS = [
    ("a paragraph", "<p>57. See\n para.&nbsp;3\t below.", ["57. See para. 3 below."]),
    ("divisions", "<div>One<div>Two</div>Three</div>", ["One", "Two", "Three"]),
    ("quotation", "<p>57. Notes:<blockquote>Two</blockquote>", ["57. Notes:", "Two"]),
    ("nothing in it", "<p>&nbsp;</p><p><br></p><div>One</div>", ["One"]),
    ("inline markup", "<p>the <i>Treaty <b>Ser</b>ies</i>, vol. 3", ["the Treaty Series, vol. 3"]),
    ("entities", "<p>&sect;&#160;1 &amp; &#x201c;2&rdquo; &lt;b&gt;", ["§ 1 & “2” <b>"]),
    ("unknown entity", "<p>&xyzzy; 1", ["&xyzzy; 1"]),
    ("soft hyphen", "<p>para&shy;graph 1&#8209;2", ["paragraph 1-2"]),
    ("subscript", "<p><sub>A</sub><sub>/80/1</sub>", ["A/80/1"]),
    # a line break in mid-sentence is one because the page is narrow
    ("break in a sentence", "<p>Requests all<br>states to act", ["Requests all states to act"]),
    ("lines", "<p>General Assembly<br>Distr.: General<br/>2 May 2009",
     ["General Assembly", "Distr.: General", "2 May 2009"]),
    ("label behind a break", "<p>1. One;<br>2. Two.", ["1. One;", "2. Two."]),
    ("two breaks", "<p>1. One<br><br>two", ["1. One", "two"]),
    ("heading of two lines", "<h1>Report of<br>The Chair</h1>", ["Report of The Chair"]),
    ("preformatted", "<pre>\n1. One and\n   two.\n\n2. Three.\n</pre>",
     ["1. One and", "two.", "2. Three."]),
    ("unclosed", "<p>One<p>Two<ul><li>a<li>b</ul>Three", ["One", "Two", "a", "b", "Three"]),
    ("no markup", "57. Noted.", ["57. Noted."]),
    ("definitions", "<dl><dt>Term<dd>What it means</dl>", ["Term", "What it means"]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "page", "expected"), WORDS, ids=[row[0] for row in WORDS])
def test_words(what: str, page: str, expected: list[str]) -> None:
    assert printed(page) == expected


HIDDEN = [
    ("script and style", "<style>p{}</style><script>var p='<p>x'</script>"),
    ("title", "<head><title>Some site</title></head>"),
    ("template", "<template><p>Text</p></template>"),
    ("hidden", "<p hidden>Text</p>"),
    ("hidden by style", "<div style='color:red; Display : NONE'><p>Text</p></div>"),
    ("hidden by Word", "<span style='mso-hide:all;display:none'>Text</span>"),
    ("deleted", "<p><del cite=x>Text <b>more</b></del></p>"),
    ("navigation", "<nav><ul><li>Home</ul></nav>"),
    ("foot of a page", "<footer><p>About us</footer>"),
    ("foot of LibreOffice", "<div title='footer'><p>2/4</div>"),
    ("role", "<div role=navigation>Home</div>"),
    ("comment", "<!-- Text --><![if !x]><![endif]><!--[if mso]><p>Text</p><![endif]-->"),
    ("field of a form", "<form><select><option>One</select><input value=x></form>"),
    ("comments of Word", "<div style='mso-element:comment-list'><p>Text</div>"),
    ("picture", "<svg><title>Text</title><text>Text</text></svg><img alt='Text'>"),
    ("no browser", "<noscript>Turn scripts on</noscript><object>Text</object>"),
]


@pytest.mark.parametrize(("what", "page"), HIDDEN, ids=[row[0] for row in HIDDEN])
def test_what_is_not_printed(what: str, page: str) -> None:
    assert printed(f"<p>One</p>{page}<p>Two</p>") == ["One", "Two"]


def test_inserted_text_counts() -> None:
    assert printed("<p>See <del>para. 1</del><ins>para. 2</ins>") == ["See para. 2"]


def test_the_head_of_a_page_can_be_the_letterhead() -> None:
    assert printed("<div title='header'><p>A/80/1</div><p>Text") == ["A/80/1", "Text"]
    assert printed("<header><h1>Title</h1></header><p>Text") == ["Title", "Text"]


def test_a_main_part_is_the_document_if_most_of_the_words_are_in_it() -> None:
    around = "<header>Site</header><div>Menu</div>{}<aside>Other</aside>"
    assert printed(around.format("<main><p>A long enough text.</main>")) == ["A long enough text."]
    assert printed(around.format("<main>x</main>")) == ["Site", "Menu", "x", "Other"]


LISTS = [
    ("start", "<ol start=57><li>One<li>Two</ol>", ["57. One", "58. Two"]),
    ("value", "<ol><li>One<li value=9>Two<li>Three</ol>", ["1. One", "9. Two", "10. Three"]),
    ("types", "<ol type=a><li>One</ol><ol type=I start=4><li>Two</ol><ol type=A><li>Three</ol>",
     ["a. One", "IV. Two", "A. Three"]),
    ("styles", "<ol style='list-style-type: lower-roman' start=3><li>One</ol>", ["iii. One"]),
    ("beyond z", "<ol type=a start=28><li>One</ol>", ["bb. One"]),
    ("nested", "<ol start=57><li>One<ol type=a><li>Two<ol type=i><li>Three</ol></ol><li>Four</ol>",
     ["57. One", "a. Two", "i. Three", "58. Four"]),
    ("reversed", "<ol reversed><li>One<li>Two<ol><li>Three</ol><li>Four</ol>",
     ["3. One", "2. Two", "1. Three", "1. Four"]),
    ("reversed from", "<ol reversed start=9><li>One<li>Two</ol>", ["9. One", "8. Two"]),
    ("no numbers", "<ol style='list-style:none'><li>57. One</ol><ol type=none><li>Two</ol>",
     ["57. One", "Two"]),
    ("typed as well", "<ol><li>1. One<li>Two</ol>", ["1. One", "2. Two"]),
    ("bullets", "<ul><li>(a) One<li>Two</ul>", ["(a) One", "Two"]),
    ("paragraphs in an item", "<ol><li><p>One</p><p>Two</p></ol>", ["1. One", "Two"]),
    ("label alone", "<ol><li><ol type=a><li>One</ol></ol>", ["1.", "a. One"]),
    ("item outside a list", "<li>One", ["One"]),
    ("nonsense", "<ol start=x><li value=''>One<li value=99999999999999999999>Two</ol>",
     ["1. One", "2. Two"]),
    ("Word", "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
     "<span><span style='mso-list:Ignore'>(a)<span style='font:7.0pt \"Times\"'>&nbsp; </span>"
     "</span></span><![endif]>One", ["(a) One"]),
    ("bullet of Word", "<p><span style='mso-list:Ignore'>·<span>&nbsp;</span></span>One", ["One"]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "page", "expected"), LISTS, ids=[row[0] for row in LISTS])
def test_lists(what: str, page: str, expected: list[str]) -> None:
    assert printed(page) == expected


def test_the_label_is_beside_the_text_and_the_level_is_told() -> None:
    outer, inner, apart = read("<ol start=7><li>One<ol type=a><li>Two<p>Three</ol></ol>")
    assert (outer.label, outer.text, outer.indent) == ("7.", "One", 0)
    assert (inner.label, inner.text, inner.indent) == ("a.", "Two", 1)
    assert (apart.label, apart.text, apart.indent) == ("", "Three", 2)


def test_headings() -> None:
    page = (
        "<h2>A. Title</h2><div role=heading aria-level=4>Other</div><table><td><h3>x</h3>y</table>"
    )
    assert [(x.text, x.heading) for x in read(page)] == [
        ("A. Title", 2), ("Other", 4), ("x", 3), ("y", 0),
    ]  # fmt: skip


# ---------------------------------------------------------------- notes

PANDOC = (
    "<p>See A/1/2.<a href='#fn1' class='footnote-ref' id='fnref1' role='doc-noteref'>"
    "<sup>1</sup></a></p><p>Next.</p><section class='footnotes' role='doc-endnotes'><hr/><ol>"
    "<li id='fn1' role='doc-endnote'><p>As revised.<a href='#fnref1' class='footnote-back'>↩︎</a></p>"
    "</li></ol></section>"
)
LIBREOFFICE = (
    "<p>See A/1/2.<a class='sdfootnoteanc' name='sdfootnote1anc' href='#sdfootnote1sym'><sup>1</sup>"
    "</a></p><p>Next.</p><div id='sdfootnote1'><p><a class='sdfootnotesym' name='sdfootnote1sym'"
    " href='#sdfootnote1anc'>1</a>\tAs revised.</p></div><div title='footer'><p>2</p></div>"
)
WORD = (
    "<p class=MsoNormal>See A/1/2.<a style='mso-footnote-id:ftn1' href='#_ftn1' name='_ftnref1'>"
    "<span class=MsoFootnoteReference><span style='mso-special-character:footnote'>"
    "<![if !supportFootnotes]><span class=MsoFootnoteReference><span>[1]</span></span><![endif]>"
    "</span></span></a></p><p class=MsoNormal>Next.</p>"
    "<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr><![endif]>"
    "<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>"
    "<a style='mso-footnote-id:ftn1' href='#_ftnref1' name='_ftn1'><span class=MsoFootnoteReference>"
    "<span>[1]</span></span></a> As revised.</p></div></div>"
)
PLAIN = (
    "<p>See A/1/2.<sup><a href='#n1' id='r1'>1</a></sup></p><p>Next.</p>"
    "<p><a href='#r1' id='n1'>1</a>. As revised.</p>"
)
BRACKETS = (
    "<p>See A/1/2.<a href='#n1' name='r1'>[1]</a></p><p>Next.</p>"
    "<div><a href='#r1' name='n1'>[1]</a> As revised.</div>"
)
ASIDE = (
    "<p>See A/1/2.<a epub:type='noteref' href='#n1'>1</a></p><p>Next.</p>"
    "<aside epub:type='footnote' id='n1'><p>1 As revised.</p></aside>"
)
IN_TABLE = (
    "<p>See A/1/2.<sup>[<a href='#n1'>1</a>]</sup></p><p>Next.</p>"
    "<table><tr><td><a name='n1'>1</a></td><td>As revised.</td></tr></table>"
)
IN_FOOT = (
    "<p>See A/1/2.<a href='#n1'><sup>1</sup></a></p><p>Next.</p>"
    "<footer><p>About</p><ol><li id='n1'>As revised.</li></ol></footer>"
)
STYLES = [PANDOC, LIBREOFFICE, WORD, PLAIN, BRACKETS, ASIDE, IN_TABLE, IN_FOOT]
STYLE_NAMES = ["pandoc", "LibreOffice", "Word", "plain", "brackets", "aside", "table", "foot"]


@pytest.mark.parametrize("page", STYLES, ids=STYLE_NAMES)
def test_a_note_stands_below_the_paragraph_that_carries_its_mark(page: str) -> None:
    lines = read(page)
    assert [(x.note, x.label, x.text) for x in lines] == [
        ("", "", "See A/1/2."), ("1", "", "As revised."), ("", "", "Next."),
    ]  # fmt: skip
    assert lines[0].marks == (Mark(10, "1"),)
    assert not any(x.links or x.cell for x in lines)


NOTES = [
    ("several paragraphs", "<p>One<a href=#n><sup>1</sup></a><p>Two<div><div><p><a name=n>1</a> A.<p>B."
     "</div></div>", ["One", "[1] A.", "[1] B.", "Two"]),
    ("several notes in one list", "<p>One<a href=#a><sup>1</sup></a> two<a href=#b><sup>2</sup></a>"
     "<div><p><a name=a>1</a> A.<p>more<p><a name=b>2</a> B.<p>more</div><p>End",
     ["One two", "[1] A.", "[1] more", "[2] B.", "[2] more", "End"]),
    ("text behind the last note", "<p>One<a href=#a><sup>1</sup></a><p><a name=a>1</a> A.<p>Annex",
     ["One", "[1] A.", "Annex"]),
    ("notes that break ends", "One<a href=#a><sup>1</sup></a><br><br><a name=a>1</a> A.<br><br>Two",
     ["One", "[1] A.", "Two"]),
    ("marked twice", "<p>One<a href=#n><sup>*</sup></a><p>Two<a href=#n><sup>*</sup></a>"
     "<p id=n>* A.", ["One", "[*] A.", "Two"]),
    ("note in a note", "<p>One<a href=#a><sup>1</sup></a><p>Two<p id=a>A.<a href=#b><sup>2</sup></a>"
     "<p id=b>B.", ["One", "[1] A.", "[2] B.", "Two"]),
    ("mark in a cell", "<table><tr><td>One<a href=#a><sup>a</sup></a><td>5</table><p id=a>A.",
     ["One", "[a] A.", "5"]),
    ("only typed", "<p>One<sup>1</sup><p><sup>1</sup> A.", ["One", "[1] A."]),
    # no notes: a link to a paragraph, a link up, a raised link that shows words
    ("link to a paragraph", "<p>see para. <a href=#p>3</a><p id=p>3. Noted.",
     ["see para. 3", "3. Noted."]),
    ("brackets without a way back", "<p>see <a href=#p>[3]</a><p id=p>3. Noted.",
     ["see [3]", "3. Noted."]),
    ("link to the top", "<p id=t>One<p>Two <a href=#t>top</a>", ["One", "Two top"]),
    ("raised words", "<p>One <sup><a href=#p>see there</a></sup><p id=p>Two",
     ["One see there", "Two"]),
    ("not there", "<p>One<sup><a href=#n>1</a></sup>", ["One"]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "page", "expected"), NOTES, ids=[row[0] for row in NOTES])
def test_notes(what: str, page: str, expected: list[str]) -> None:
    assert printed(page) == expected


def test_a_note_without_text_is_told() -> None:
    reading = read_html(b"<p>One<a href='#n'><sup>1</sup></a><p id=n></p>", NAME)
    assert [(n.rule, n.line) for n in reading.notices] == [("note-missing", 1)]
    assert reading.lines[0].marks == (Mark(3, "1"),)


MARKS = [
    ("raised", "One<sup>1</sup> two", (Mark(3, "1"),)),
    ("two", "One<sup>a, b</sup>", (Mark(3, "a"), Mark(3, "b"))),
    ("by style", "One<span style='vertical-align: super'>2</span>", (Mark(3, "2"),)),
    ("in brackets", "One<sup>[3]</sup>", (Mark(3, "3"),)),
    ("square metres", "5 m<sup>2</sup>", ()),
    ("ordinal", "XX<sup>e</sup>", ()),
]


@pytest.mark.parametrize(("what", "page", "marks"), MARKS, ids=[row[0] for row in MARKS])
def test_marks(what: str, page: str, marks: tuple[Mark, ...]) -> None:
    assert read(f"<p>{page}")[0].marks == marks


def test_links_are_kept_as_evidence() -> None:
    page = (
        "<p>See <a href='https://docs.un.org/en/A/1/2'>A/<b>1/2</b></a>, <a href='#x'>here</a> and"
        " <a href='JavaScript:alert(1)'>there</a>"
    )
    (line,) = read(page)
    assert line.text == "See A/1/2, here and there"
    assert line.links == (Hyperlink(4, 9, "https://docs.un.org/en/A/1/2"),)


# ---------------------------------------------------------------- tables


def cells(page: str) -> list[tuple[str, tuple[int, int, int] | None]]:
    def place(cell: Cell | None) -> tuple[int, int, int] | None:
        return None if cell is None else (cell.table, cell.row, cell.column)

    return [(x.text, place(x.cell)) for x in read(page)]


TABLES = [
    ("plain", "<table><tr><td>a<td>b<tr><td>c</table>", {"a": (1, 1, 1), "b": (1, 1, 2), "c": (1, 2, 1)}),
    ("caption", "<table><caption>t</caption><tr><td>a</table>", {"t": None, "a": (1, 1, 1)}),
    ("columns spanned", "<table><tr><td colspan=2>a<td>b</table>", {"a": (1, 1, 1), "b": (1, 1, 3)}),
    ("rows spanned", "<table><tr><td rowspan=2>a<td>b<tr><td>c</table>",
     {"a": (1, 1, 1), "b": (1, 1, 2), "c": (1, 2, 2)}),
    ("no row", "<table><td>a</table>", {"a": (1, 1, 1)}),
    ("two paragraphs", "<table><tr><td><p>a<p>b</table>", {"a": (1, 1, 1), "b": (1, 1, 1)}),
    ("two tables", "<table><td>a</table>x<table><td>b</table>",
     {"a": (1, 1, 1), "x": None, "b": (2, 1, 1)}),
    # what only lays out the page has no cells
    ("table in a table", "<table><tr><td>a<td><table><tr><td>b</table></table>",
     {"a": None, "b": (1, 1, 1)}),
    ("presentation", "<table role=presentation><tr><td>a<td>b</table>", {"a": None, "b": None}),
    ("headings in cells", "<table><tr><td><h1>a</h1><td>b</table>", {"a": None, "b": None}),
    ("headings in a table with a head", "<table><tr><th><h4>a</h4><td>b</table>",
     {"a": (1, 1, 1), "b": (1, 1, 2)}),
    ("a page's column", f"<table><tr><td>{'a' * 3200}<td></table>", {"a" * 3200: None}),
    ("nonsense", "<table><tr><td colspan=x rowspan=99999999999>a<tr><td colspan=0>b</table>",
     {"a": (1, 1, 1), "b": (1, 2, 1)}),
]  # fmt: skip


@pytest.mark.parametrize(("what", "page", "expected"), TABLES, ids=[row[0] for row in TABLES])
def test_tables(what: str, page: str, expected: dict[str, tuple[int, int, int] | None]) -> None:
    assert cells(page) == list(expected.items())


def test_lines_are_whole_paragraphs_counted_from_one() -> None:
    lines = read("<p>One<p>Two<br>Three<p>Four")
    assert [(x.number, x.gap, x.wrapped) for x in lines] == [
        (1, True, False), (2, True, False), (3, False, False), (4, True, False),
    ]  # fmt: skip
    assert all(x.wrapped for x in read("<pre>One\nTwo</pre>"))


# ---------------------------------------------------------------- encodings

STATED = '<meta charset="windows-1252"><p>§ 1'
ENCODINGS = [
    ("UTF-8", "<p>§ 1".encode(), None),
    ("mark of UTF-8", b"\xef\xbb\xbf" + "<p>§ 1".encode(), "cp1252"),
    ("UTF-16", "<p>§ 1".encode("utf-16"), None),
    ("UTF-16, big end first", b"\xfe\xff" + "<p>§ 1".encode("utf-16-be"), None),
    ("stated", STATED.encode("cp1252"), None),
    (
        "stated as it was",
        b'<META HTTP-EQUIV=x content="text/html; charset=iso-8859-1"><p>\xa7 1',
        None,
    ),
    ("stated in XML", b'<?xml version="1.0" encoding="cp1252"?><p>\xa7 1', None),
    ("catalogue over page", '<meta charset="koi8-r"><p>§ 1'.encode(), "utf-8"),
    ("catalogue", "<p>§ 1".encode("cp1252"), "cp1252"),
    ("stated UTF-16 in ASCII", '<meta charset="utf-16"><p>§ 1'.encode(), None),
]


@pytest.mark.parametrize(("what", "data", "given"), ENCODINGS, ids=[row[0] for row in ENCODINGS])
def test_encodings(what: str, data: bytes, given: str | None) -> None:
    assert [x.text for x in read_html(data, NAME, given).lines] == ["§ 1"]


BAD = [
    ("empty", b" \n", "empty"),
    ("other encoding", b"<p>\xa7 1", "byte 4 is not utf-8"),
    ("not what it states", b"<meta charset=utf-8>\xa7", "byte 21 is not utf-8"),
    ("unknown encoding", b"<meta charset=klingon>", "'klingon', which is not known"),
    ("codec that is no encoding", b"<meta charset=punycode>", "'punycode', which is not known"),
    ("PDF", b"%PDF-1.7\n\x80", "PDF"),
    ("zip", b"PK\x03\x04\x80", "zip"),
    ("web archive", b"MIME-Version: 1.0\nContent-Type: multipart/related", "MHTML"),
    ("no text", b"<p>\0\0", "no web page"),
]


@pytest.mark.parametrize(("what", "data", "words"), BAD, ids=[row[0] for row in BAD])
def test_unreadable_files_say_why(what: str, data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile) as raised:
        read_html(data, "a\n.html")
    assert words in raised.value.problem
    assert str(raised.value).startswith("a .html: ")
    assert "\n" not in str(raised.value)


def test_an_unknown_encoding_of_the_catalogue() -> None:
    with pytest.raises(UnreadableFile, match="'klingon' is not known"):
        read_html(b"<p>1", NAME, "klingon")


# ---------------------------------------------------------------- hostile pages

DEEP = [
    ("elements", "<div>" * 100_000 + "x"),
    ("closed elements", "<b>" * 100_000 + "x" + "</b>" * 100_000),
    ("lists", "<ol><li>" * 100_000 + "x"),
    ("tables", "<table><tr><td>" * 40_000 + "x"),
    ("unknown elements", "<x:y>" * 100_000 + "x"),
]


@pytest.mark.parametrize(("what", "page"), DEEP, ids=[row[0] for row in DEEP])
def test_depth_is_bounded(what: str, page: str) -> None:
    began = time.perf_counter()
    with pytest.raises(UnreadableFile, match=f"nested more than {events.MAX_DEPTH:,} deep"):
        read(page)
    assert time.perf_counter() - began < 5


def test_a_page_that_forgets_to_close_its_elements_is_read() -> None:
    page = "".join(f"<p><font><i>{n}. Noted.</p>" for n in range(1, 2001))
    assert len(read(page)) == 2000


def test_entities_of_a_page_of_its_own_are_not_resolved() -> None:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 20))
    page = f'<!DOCTYPE html [<!ENTITY e0 "ha">{lines}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    text = " ".join(x.text for x in read(f"{page}<p>&e19; &f;"))
    assert "&e19; &f;" in text
    assert len(text) < 10_000


# What is long must not take long: (what, a page of so many pieces).
LONG: list[tuple[str, Callable[[int], str]]] = [
    ("paragraphs", lambda n: "<p>a" * n),
    ("one paragraph", lambda n: "<p>" + "word <i>x</i> " * n),
    ("marks", lambda n: "<p>" + "a<sup>1</sup>" * n),
    ("raised text in one piece", lambda n: "<p><sup>" + "1 <i>2</i>" * n),
    ("notes", lambda n: "".join(f"<p>a<a href=#n{i}><sup>1</sup></a>" for i in range(n))
     + "".join(f"<p id=n{i}>b" for i in range(n))),
    ("breaks", lambda n: "a<br>B" * n),
    ("links", lambda n: "".join(f"<a href=/{i}>x</a> " for i in range(n))),
    ("attributes", lambda n: "<p " + " ".join(f"a{i}=1" for i in range(n)) + ">x"),
    ("styles", lambda n: "".join(f"<b style='color:#{i:06x}'>x</b>" for i in range(n))),
    ("wide tables", lambda n: "<table><tr>" + "<td colspan=1000 rowspan=9>a" * (n // 8)),
    ("tall table", lambda n: "<table>" + "<tr><td rowspan=65534>a" * (n // 8)),
    ("unclosed comment", lambda n: "<p>a" + "<!--" * n),
    ("brackets", lambda n: "<" * n + "a"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "page"), LONG, ids=[row[0] for row in LONG])
def test_time_grows_with_the_length_only(what: str, page: Callable[[int], str]) -> None:
    def seconds(count: int) -> float:
        data = page(count).encode()
        began = time.process_time()
        read_html(data, NAME)
        return time.process_time() - began

    seconds(10)
    small = max(seconds(1000), 0.01)
    assert seconds(8000) < small * 8 * 5


def test_memory_does_not_grow_with_what_is_not_printed() -> None:
    page = b"<p>a</p>" + b"<b style='display:none'><i>x</i></b>" * 50_000
    tracemalloc.start()
    try:
        read_html(page, NAME)
        assert tracemalloc.get_traced_memory()[1] < 4 * len(page)
    finally:
        tracemalloc.stop()


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey, "MAX_PLACES", 5)
    with pytest.raises(UnreadableFile, match="more than 5 tables, lists and named places"):
        read("<table></table>" * 6)
    monkeypatch.setattr(story, "MAX_LINE_CHARACTERS", 20)
    with pytest.raises(UnreadableFile, match="a paragraph has over 20 characters"):
        read("<p>" + "word " * 5)


PIECES = st.sampled_from((
    "<p>", "</p>", "<div>", "</div>", "<ol>", "<li>", "</ol>", "<ul>", "<table>", "<tr>", "<td>",
    "</td>", "</table>", "<sup>", "</sup>", "<br>", "<a href=#n>", "<a name=n>", "<p id=n>",
    "</a>", "<pre>", "</pre>", "<h2>", "</h2>", "<del>", "<nav>", "<main>", "</main>", "1", "a.",
    "&amp;", "&#", "<", "[1]", "<!--", "-->", "<aside>", "</body>", "<form>", "<dd>",
    "<blockquote>", "<script>", "</script>",
))  # fmt: skip


@given(st.lists(PIECES, max_size=60))
def test_any_markup_gives_lines_or_one_clear_error(pieces: list[str]) -> None:
    page = " ".join(pieces)
    try:
        reading = read_html(page.encode(), NAME)
    except UnreadableFile:
        assert not page.strip()
        return
    assert isinstance(reading, Reading)
    for line in reading.lines:
        assert line.text == " ".join(line.text.split())
        assert line.text or line.marks or line.label
        assert all(0 <= m.offset <= len(line.text) for m in line.marks)
        assert all(0 <= h.start < h.end <= len(line.text) for h in line.links)


@given(st.binary(max_size=400))
def test_any_bytes_give_lines_or_one_clear_error(data: bytes) -> None:
    try:
        read_html(data, NAME)
    except UnreadableFile as error:
        assert "\n" not in str(error)
