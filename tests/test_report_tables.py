"""Tables for reports: their rows, and hostile texts in every format."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from seepara.compare.verdicts import Comparison, Pairing, RunnerUp, Score, Verdict
from seepara.labels import Labels
from seepara.model import Citation, Kind, Reference, Status
from seepara.renumbering import NumberPair, Renumbering
from seepara.reporttables import (
    FORMATS,
    Cell,
    Note,
    Table,
    concordance,
    cross_references,
    draft_to_final,
    most_cited,
    not_read,
    one_sided,
    table_words,
    written,
)
from seepara.reporttables.markdown import escaped
from seepara.reporttables.targets import NO_BREAK, targets

from .samples import CELL, CHAIR, DRAFT, LATER, MARKUP, RIGHT_TO_LEFT, chair_and_draft

WORDS = table_words()
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = (
    CELL,
    MARKUP,
    RIGHT_TO_LEFT,
    "+1",
    "@SUM(A1)",
    "\t=1+1",
    'a "b", c;d',
    "line\nbreak\r\nand \x00\x1b[31m \ufffe",
    "a | b || c",
    "**bold** _it_ `code` [a](javascript:x) <b>",
    "\\end{longtable} $x$ 50% #1 & {a_b} ~^",
    "&lt;script&gt; ]]>",
    "😀 漢字",
    "x" * 4000,
    "",
)


def texts(made: Table) -> list[list[str]]:
    return [[cell.text.replace(NO_BREAK, "_") for cell in row] for row in made.rows]


def known() -> tuple[list, Labels]:
    documents = list(chair_and_draft())
    return documents, Labels.of(documents)


# ---------------------------------------------------------------- targets in words


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        # one, two, several: plural, commas, and the last two together
        (["57"], "para._57"),
        (["53", "54"], "paras._53 and_54"),
        (["37", "50", "82"], "paras._37, 50 and_82"),
        # runs of three and more, alone or among others
        (["53", "54", "55"], "paras._53–55"),
        (["9", "10", "11", "13"], "paras._9–11 and_13"),
        (["1", "3", "4", "5", "6"], "paras._1 and_3–6"),
        # letters of one number after it once; of another after their own
        (["17(b)", "17(c)", "17(e)"], "paras._17_(b), (c) and_(e)"),
        (["17(b)", "18(b)"], "paras._17_(b) and_18_(b)"),
        (["21(a)", "37", "50"], "paras._21_(a), 37 and_50"),
        (["o(ii)", "o(iv)"], "paras._o_(ii) and_(iv)"),
        # other words than paragraphs, and two kinds in one reference
        (["art32(3)"], "art._32_(3)"),
        (["art5", "art7", "art8"], "arts._5, 7 and_8"),
        (["section II.B"], "sect._II.B"),
        (["rec4(d)", "rec4(e)"], "recs._4_(d) and_(e)"),
        (["22", "fn3"], "para._22 and footnote_3"),
        # no number to count on
        (["annex"], "annex"),
        (["annexI/3"], "annex_I,_para._3"),
        # a run does not go on over a letter, downwards or past what Python can count
        (["3", "4(a)", "5"], "paras._3, 4_(a) and_5"),
        (["5", "4", "3"], "paras._5, 4 and_3"),
        (["9" * 5000, "2"], f"paras._{'9' * 5000} and_2"),
    ],
)
def test_targets_of_one_document(paths, said):
    found = [Citation(f"A/1#{path}", Kind.PARAGRAPH, Status.RESOLVED) for path in paths]
    made = targets(found, "A/1", Labels.of(()), WORDS)
    assert made.replace(NO_BREAK, "_") == said


@pytest.mark.parametrize(
    ("citations", "said"),
    [
        # of another document with its name; of what was not read the same
        ([("A/2#3", "resolved")], "A/2, para._3"),
        ([("A/2#3", "external"), ("A/2#4", "external")], "A/2, paras._3 and_4"),
        ([("A/RES/64/293", "external")], "General Assembly resolution 64/293"),
        # several documents
        ([("A/2#3", "external"), ("A/1#4", "resolved")], "A/2, para._3; para._4"),
        # what is not there says so, apart from what is
        ([("A/1#3", "resolved"), ("A/1#99", "dangling")], "para._3; para._99 (not found)"),
        # what may be several things names them
        ([("", "ambiguous")], "A/2, para. 3 or para._4 (not decided)"),
        ([], "(not known)"),
    ],
)
def test_targets_of_several_kinds(citations, said):
    found = [
        Citation(
            target,
            Kind.PARAGRAPH,
            Status(status),
            candidates=("A/2#3", "A/1#4") if status == "ambiguous" else (),
        )
        for target, status in citations
    ]
    made = targets(found, "A/1", Labels.of(()), WORDS)
    assert made.replace(NO_BREAK, "_") == said


# ---------------------------------------------------------------- rows


def test_cross_references_of_one_document():
    documents, labels = known()
    made = cross_references(documents[:1], labels, WORDS, "9.9")
    assert made.caption == "Cross-references of Chair's report 2010"
    assert [cell.text for cell in made.columns] == [
        *("Paragraph", "Adopted", "Refers to", "Words of the reference", "Made by", "Status")
    ]
    assert made.columns[3].marks == "a"
    assert made.notes[0] == Note("a", "Abridged, not the official text: Chair's report 2010.")
    rows = texts(made)
    # a row a phrase, in the order of the text, with notes among them
    assert [row[0] for row in rows] == [
        *("Footnote_*", "Para._5", "Para._21_(a)", "Para._37", "Para._37", "Footnote_1"),
        *("Para._50", "Para._50", "Para._82", "Para._82"),
    ]
    assert rows[2] == [
        "Para._21_(a)",
        "14–15 April 2009",
        "paras._37, 50 and_82",
        "see paras. 37, 50 and 82 below",
        "the secretariat",
        "resolved",
    ]
    # several targets that did not fare alike are counted
    assert rows[7][2:] == [
        "para._21_(a); para._99 (not found)",
        "see paras. 21 (a) and 99 above",
        "the secretariat",
        "1 resolved, 1 not found",
    ]
    assert rows[6][5] == "not decided"


def test_cross_references_of_a_part_are_those_of_recommendations():
    documents, labels = known()
    made = cross_references(documents[:1], labels, WORDS, "9.9", "section III")
    assert made.columns[0].text == "Recommendation"
    assert made.caption == "Cross-references of Chair's report 2010, sect. III"
    assert [row[0] for row in texts(made)][:3] == ["Para._37", "Para._37", "Footnote_1"]
    empty = cross_references(documents[:1], labels, WORDS, "9.9", "section I")
    assert (empty.rows, empty.notes[-2].text) == ((), "There is nothing to list.")


def test_cross_references_of_several_documents_name_them():
    documents, labels = known()
    made = cross_references(documents, labels, WORDS, "9.9")
    rows = texts(made)
    assert rows[0][0] == "Chair's report 2010, footnote *"
    drafted = next(row for row in rows if row[0] == "Draft report 2010, rec. 4 (a)")
    assert drafted[1] == "considered 27–29 January 2010"
    assert made.notes[0].text.endswith("Chair's report 2010 and Draft report 2010.")


def test_nine_comes_before_ten():
    documents, labels = known()
    unit = documents[0].document.units[2]
    made = [
        Reference(unit.path, n, n + 1, "x", Kind.PARAGRAPH, (
            Citation(f"A/5#{number}", Kind.PARAGRAPH, Status.EXTERNAL),))
        for n, number in enumerate(("10", "9", "2(b)", "2(a)"))
    ]  # fmt: skip
    from dataclasses import replace

    one = replace(documents[0], references=tuple(made))
    cited = [row[0] for row in texts(most_cited([one], labels, WORDS, "9.9"))]
    assert cited == ["A/5, para. 2 (a)", "A/5, para. 2 (b)", "A/5, para. 9", "A/5, para. 10"]


def test_most_cited_counts_each_place_as_such():
    documents, labels = known()
    rows = texts(most_cited(documents, labels, WORDS, "9.9", 2))
    assert rows[0] == ["Chair's report 2010, para. 21 (a)", "3", "3 places in Chair's report 2010"]
    assert rows[1][:2] == ["CTOC/COP/WG.4/2009/2, para. 17", "2"]
    notes = most_cited(documents, labels, WORDS, "9.9", 2).notes
    assert notes[1].text.startswith("The first 2 of ")


def test_not_read_counts_documents_with_their_parts():
    documents, labels = known()
    rows = texts(not_read(documents, labels, WORDS, "9.9"))
    found = {row[0]: row[1:] for row in rows}
    assert found["CTOC/COP/WG.4/2009/2"] == [
        "2",
        "2 places in Chair's report 2010 and Draft report 2010",
        "https://docs.un.org/en/CTOC/COP/WG.4/2009/2",
    ]
    # a decision without a symbol has no page
    assert found["Conference decision 4/4"] == [
        "3", "2 places in Chair's report 2010 and Draft report 2010", "",
    ]  # fmt: skip
    assert [row[1] for row in rows] == sorted((row[1] for row in rows), reverse=True)


def test_one_sided_is_only_for_documents_whose_references_are_mutual():
    documents, labels = known()
    made = one_sided(documents, labels, WORDS, "9.9")
    assert made.rows == ()
    assert "Not listed for: Chair's report 2010, Draft report 2010 and CTOC/COP/2012/7." in (
        made.notes[1].text
    )


def test_concordance_says_its_basis():
    documents, labels = known()
    said = documents[0].references[4]
    pairs = tuple(NumberPair("37", n, n + 4, said, said) for n in (17, 19))
    paths = frozenset({"21", "22", "23"})
    found = Renumbering("CTOC/COP/WG.4/2009/2", CHAIR, 4, pairs, 17, 19, 2, 24, paths)
    made = concordance([found], documents, labels, WORDS, "9.9")
    assert texts(made) == [
        ["Para._17", "Para._21", "stated in para._37"],
        ["Para._18", "Para._22", "inferred from the pairs"],
        ["Para._19", "Para._23", "stated in para._37"],
    ]
    assert made.rows[0][1].marks == "a"
    said_notes = [note.text for note in made.notes]
    assert said_notes[1].startswith(
        "Paragraph n there is paragraph n + 4 here: 17 and 21; 19 and 23"
    )
    assert said_notes[2].startswith("Likely, but not proved, from paragraph 2 to 24")
    # a shift downwards has a sign that is no hyphen
    down = Renumbering("A/1", CHAIR, -2, pairs, 17, 19, 17, 19, paths)
    assert "n − 2 here" in concordance([down], documents, labels, WORDS, "9.9").notes[1].text
    nothing = concordance([], documents, labels, WORDS, "9.9")
    assert nothing.rows == ()
    assert nothing.notes[0].text.startswith("No document here is restated")


def test_draft_to_final_lists_what_became_of_each():
    documents, labels = known()
    score = Score(0.5, strength=0.587)
    rows = (
        Pairing(f"{DRAFT}#rec4(a)", f"{CHAIR}#37", Verdict.REWORDED, score,
                RunnerUp(f"{CHAIR}#50", Score(0.1, strength=0.2))),
        Pairing(f"{DRAFT}#rec4(d)", None, Verdict.DROPPED),
        Pairing(None, f"{CHAIR}#50", Verdict.NEW, None, RunnerUp(f"{DRAFT}#rec4(a)", score)),
        Pairing(None, f"{CHAIR}#5", Verdict.NOT_COMPARED),
    )  # fmt: skip
    made = draft_to_final(Comparison(DRAFT, CHAIR, rows, True), documents, labels, WORDS, "9.9")
    assert texts(made) == [
        ["Rec._4_(a)", "Para._37", "reworded", "0.59", "para._50 (0.20)"],
        ["Rec._4_(d)", "–", "dropped", "", ""],
        ["–", "Para._50", "new", "", "rec._4_(a) (0.59)"],
    ]
    assert [cell.marks for cell in made.columns] == ["a", "b", "", "", ""]
    assert made.notes[2].text.startswith("1 of 2 texts of the draft live on; 1 texts stand outside")


# ---------------------------------------------------------------- formats


def table_of(text: str) -> Table:
    row = (Cell(text, "a"), Cell("end"))
    notes = (Note("a", text), Note("", text))
    return Table("t", text, (Cell(text), Cell("second", "a")), (row, row), notes, (1, 2))


def cleaned(text: str) -> str:
    """A text as XML can hold it, and as a parser gives it back."""
    return re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)


@pytest.mark.parametrize("text", HOSTILE)
def test_word_holds_the_text_and_nothing_else(text):
    made = written(table_of(text), "docx")
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        assert file.testzip() is None
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        trees = {name: etree.fromstring(file.read(name)) for name in file.namelist()}
    root = trees["word/document.xml"]
    rows = list(root.iter(f"{W}tr"))
    assert len(rows) == 3
    # the head is repeated, no row is split over pages
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    said = "".join(t.text or "" for t in rows[1][1].iter(f"{W}t"))
    wanted = cleaned(text).replace("\r\n", "\n").replace("\r", "\n") + "a"
    assert said == wanted
    # rules at head and foot only
    borders = [e for e in root.iter() if str(e.tag).endswith("Borders")]
    sides = [[etree.QName(side).localname for side in one] for one in borders]
    assert sides == [["top", "bottom"], ["bottom"], ["bottom"]]


def test_word_is_read_back_by_our_own_reader():
    from seepara.reading.word import read_word

    documents, labels = known()
    made = cross_references(documents[:1], labels, WORDS, "9.9")
    lines = list(read_word(written(made, "docx"), "t.docx"))
    cells = [line for line in lines if line.cell]
    assert len(cells) == 6 * (len(made.rows) + 1)
    assert lines[0].text == made.caption


@pytest.mark.parametrize("text", HOSTILE)
def test_csv_is_rows_that_no_spreadsheet_computes(text):
    made = written(table_of(text), "csv").decode()
    rows = list(csv.reader(io.StringIO(made, newline="")))
    assert len(rows) == 3
    assert {len(row) for row in rows} == {3}
    assert all(not cell.lstrip().startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert rows[1][0].removeprefix("'") == text.removeprefix("'")
    # what notes say of a cell stands beside it
    assert rows[1][2].removeprefix("'") == text


@pytest.mark.parametrize("text", HOSTILE)
def test_html_holds_the_text_and_no_markup_of_it(text):
    made = written(table_of(text), "html")
    page = html.fromstring(made.decode())
    assert not page.xpath("//script | //img | //a | //b[not(ancestor::style)] | //*[@onerror]")
    assert len(page.xpath("//tr")) == 3
    assert len(page.xpath("//th[@scope='col']")) == 2
    if text.isprintable():
        assert page.xpath("//tbody/tr[1]/td[1]/text()")[:1] == ([text] if text else [])


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_is_one_table(text):
    lines = written(table_of(text), "md").decode().splitlines()
    rows = [line for line in lines if line.startswith("|")]
    assert len(rows) == 4
    for row in rows:
        assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) == 3
    # no tag but our own
    bare = re.sub(r"</?sup>", "", "\n".join(lines))
    assert not re.search(r"(?<!\\)(?:\\\\)*<", bare)


@pytest.mark.parametrize("text", HOSTILE)
def test_latex_is_one_table(text):
    made = written(table_of(text), "tex").decode()
    body = made.partition("\\begin{longtable}")[2]
    assert body.count("\\tabularnewline") == 4
    assert body.count("\\end{longtable}") == 1
    commands = set(re.findall(r"\\([A-Za-z]+)", body)) - {"textbackslash"}
    assert not commands & {"input", "write", "def", "openout", "catcode"}
    depth = 0
    for brace in re.findall(r"(?<!\\)(?:\\\\)*([{}])", body):
        depth += 1 if brace == "{" else -1
    assert depth == 0


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b", "a\\|b"),
        ("*a* _b_", "\\*a\\* \\_b\\_"),
        ("<b> & &lt;", "\\<b\\> &amp; &amp;lt;"),
        ("a\nb", "a b"),
        ("1. x", "1. x"),
        ("\\", "\\\\"),
    ],
)
def test_markdown_escapes(text, shown):
    assert escaped(text) == shown


@given(st.text(max_size=60), st.sampled_from(FORMATS))
def test_the_same_table_is_the_same_bytes(text, form):
    assert written(table_of(text), form) == written(table_of(text), form)


def test_another_format():
    with pytest.raises(ValueError, match="docx, csv, md, tex, html"):
        written(table_of("a"), "xlsx")


def test_abridged_texts_are_marked_in_every_format():
    documents, labels = known()
    made = cross_references(documents[:1], labels, WORDS, "9.9")
    for form in ("csv", "md", "html", "tex"):
        assert "bridged, not the official text" in written(made, form).decode()
    later = cross_references(documents[2:], labels, WORDS, "9.9")
    assert documents[2].document.key == LATER
    assert "bridged" not in written(later, "csv").decode()
