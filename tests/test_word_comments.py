"""Findings as comments in a copy of a Word file: where they stand, and that nothing else changes."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from seepara.check import check, select
from seepara.check.findings import Finding, Severity
from seepara.commenting import commented_copy
from seepara.commenting.package import WordFile
from seepara.commenting.phrases import letters
from seepara.corpus import read_corpus
from seepara.reading.errors import UnreadableFile
from seepara.reading.word import read_word

from .word_files import (
    FOOTNOTES,
    PACKAGE,
    PLAIN,
    STRICT,
    a,
    box,
    c,
    deleted,
    field,
    listed,
    num,
    p,
    parts,
    r,
    ref,
    t,
    tbl,
    tc,
    tr,
    up,
    zipped,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = f"{{{STRICT}}}"


def finding(line: int, text: str, start: int = 0, unit: str = "1", **more: str) -> Finding:
    return Finding(
        "a.docx", line, more.get("rule", "dangling"), Severity.ERROR, "A/1", unit, "", text, start,
        start + len(text), more.get("message", "Not there"), more.get("cure", ""),
    )  # fmt: skip


def file_of(*paragraphs: str, **side: str) -> bytes:
    return zipped(parts("".join(paragraphs), **side))


def inside(made: bytes, number: str, space: str = W) -> str:
    """The words between the marks of a comment."""
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        root = etree.fromstring(file.read("word/document.xml"))
    open_now, found = False, []
    for element in root.iter():
        at = element.get(f"{space}id") == number
        if element.tag == f"{space}commentRangeStart" and at:
            open_now = True
        elif element.tag == f"{space}commentRangeEnd" and at:
            open_now = False
        elif open_now and element.tag == f"{space}t":
            found.append(element.text or "")
    assert not open_now
    return "".join(found)


def said(made: bytes, space: str = W) -> list[str]:
    """The texts of the comments."""
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        name = next(n for n in file.namelist() if n.startswith("word/comments"))
        root = etree.fromstring(file.read(name))
    return ["\n".join(x.text or "" for x in one.iter(f"{space}t")) for one in root]


@pytest.mark.parametrize(
    ("paragraph", "text", "start", "marked"),
    [
        # a whole run, the middle, the beginning and the end of one
        (p(r("see para. 9")), "see para. 9", 0, "see para. 9"),
        (p(r("It (see para. 9) ends")), "see para. 9", 4, "see para. 9"),
        (p(r("see para. 9 below")), "see para. 9", 0, "see para. 9"),
        (p(r("It: see para. 9")), "see para. 9", 4, "see para. 9"),
        # over several runs, whole and cut
        (p(r("a see ") + r("pa") + r("ra. 9 b")), "see para. 9", 2, "see para. 9"),
        # two texts in one run
        (p(f"<w:r>{t('a see ')}{t('para. 9 b')}</w:r>"), "see para. 9", 2, "see para. 9"),
        # the second of two that are alike, by where it stands in the unit
        (p(r("para. 9 and para. 9 too")), "para. 9", 12, "para. 9"),
        # a number that is typed before the unit's text
        (p(r("57.") + "<w:r><w:tab/></w:r>" + r("see para. 9 now")), "see para. 9", 0, "see para. 9"),
        # white space of any kind, a tab, a soft hyphen, a no-break hyphen
        (p(r("see\u00a0 para.") + "<w:r><w:tab/></w:r>" + r("9 x")), "see para. 9", 0,
         "see\u00a0 para.9"),
        (p(r("see pa\u00adra. 9 x")), "see para. 9", 0, "see pa\u00adra. 9"),
        (p(r("paras. 3") + "<w:r><w:noBreakHyphen/></w:r>" + r("5 x")), "paras. 3-5", 0, "paras. 35"),
        # a raised note mark between is no part of the words
        (p(r("see") + up("1") + r(" para. 9 x")), "see para. 9", 0, "see1 para. 9"),
        # in a link, in a field, in a tracked insertion, beside deleted text
        (p(a("L1", r("see para. 9 x"))), "para. 9", 4, "para. 9"),
        (p(field(" REF x ", r("see para. 9"))), "para. 9", 4, "para. 9"),
        (p(f"<w:ins>{r('see para. 9 x')}</w:ins>"), "para. 9", 4, "para. 9"),
        (p(r("see ") + deleted("<w:r><w:delText>no</w:delText></w:r>") + r("para. 9")), "see para. 9",
         0, "see para. 9"),
        # words that are not there: the whole paragraph
        (p(r("Nothing of it here")), "see para. 9", 0, "Nothing of it here"),
    ],
)  # fmt: skip
def test_a_comment_stands_at_the_words(paragraph, text, start, marked):
    data = file_of(p(r("First.")), paragraph)
    made = commented_copy(data, [finding(2, text, start)])
    assert inside(made, "0") == marked
    # what is read is what was read
    assert list(read_word(made, "a")) == list(read_word(data, "a"))


def test_the_second_of_two_that_are_alike():
    data = file_of(p(r("para. 9 and para. 9 too")))
    with zipfile.ZipFile(io.BytesIO(commented_copy(data, [finding(1, "para. 9", 12)]))) as file:
        text = file.read("word/document.xml").decode()
    before, _, _ = text.partition("<w:commentRangeStart")
    assert "para. 9 and " in before


def test_a_unit_that_goes_on_in_the_next_paragraph():
    data = file_of(p(r("It begins")), p(r("and goes on (see para. 9).")), p(r("see para. 9")))
    made = commented_copy(data, [finding(1, "see para. 9", 23)])
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        root = etree.fromstring(file.read("word/document.xml"))
    second = list(root.iter(f"{W}p"))[1]
    assert second.find(f"{W}commentRangeStart") is not None


@pytest.mark.parametrize(
    ("body", "line"),
    [
        # what is not printed is not counted
        (p(r("one")) + f"<w:moveFrom>{p(r('old'))}</w:moveFrom>" + p(r("two")), 2),
        (tbl(tr(c("a"), properties="<w:del/>"), tr(c("b"))) + p(r("two")), 2),
        (
            tbl(tr(c("a", '<w:vMerge w:val="restart"/>')), tr(c("x", "<w:vMerge/>"))) + p(r("two")),
            2,
        ),
        # a text box is in the file twice, and counts once, behind its paragraph
        (p(r("one") + box(p(r("in a box")))) + p(r("two")), 3),
        # an empty paragraph counts
        (p(r("one")) + p("") + tbl(tr(tc(p(r("in a cell"))))) + p(r("two")), 4),
    ],
)
def test_paragraphs_are_counted_as_the_reader_counts_them(body, line):
    data = file_of(body)
    (found,) = [one for one in read_word(data, "a") if one.text == "two"]
    assert found.number == line
    made = commented_copy(data, [finding(line, "two")])
    assert inside(made, "0") == "two"
    known = WordFile(data, "a").paragraphs
    for one in read_word(data, "a"):
        assert letters(known[one.number - 1]).text.strip() == one.text


def test_a_comment_on_a_note_stands_at_its_mark():
    data = file_of(p(r("Text") + ref(7) + r(" more") + ref(8)), footnotes=FOOTNOTES)
    line = next(x.number for x in read_word(data, "a") if x.text == "Note eight.")
    made = commented_copy(data, [finding(line, "eight", unit="fn2")])
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        root = etree.fromstring(file.read("word/document.xml"))
    start = next(root.iter(f"{W}commentRangeStart"))
    assert start.getnext().find(f"{W}footnoteReference").get(f"{W}id") == "8"


def test_no_finding_is_lost():
    data = file_of(p(r("Only this.")))
    places = [finding(99, "gone"), finding(0, ""), finding(5, "x", unit="annexI/fn9")]
    made = commented_copy(data, places)
    assert len(said(made)) == 3
    assert [inside(made, n) for n in "012"] == ["Only this."] * 3


def test_a_finding_of_the_unit_as_such_marks_its_paragraph():
    data = file_of(p(""), listed(1, 0, "Numbered") + p(""), numbering=PLAIN + num(1, 1))
    assert inside(commented_copy(data, [finding(2, "")]), "0") == "Numbered"
    # also one without a word
    assert said(commented_copy(data, [finding(1, "")])) == ["Not there [dangling]"]


def test_several_comments_at_the_same_words():
    data = file_of(p(r("see paras. 9 and 99 above")))
    found = [finding(1, "see paras. 9 and 99", rule=n, message=n) for n in ("one", "two")]
    found.append(finding(1, "99", 17, message="three"))
    made = commented_copy(data, found)
    assert [inside(made, n) for n in "012"] == ["see paras. 9 and 99"] * 2 + ["99"]
    assert said(made) == ["one [one]", "two [two]", "three [dangling]"]


def test_comments_that_are_there_stay():
    data = file_of(p(r("see para. 9")))
    once = commented_copy(data, [finding(1, "see", message="first")])
    twice = commented_copy(once, [finding(1, "para. 9", 4, message="second", cure="Do it.")])
    assert said(twice) == ["first [dangling]", "second [dangling]\nDo it."]
    assert inside(twice, "1") == "para. 9"
    with zipfile.ZipFile(io.BytesIO(twice)) as file:
        assert [n for n in file.namelist() if "comments" in n] == ["word/comments.xml"]


def test_the_file_says_that_there_are_comments():
    made = commented_copy(file_with_types(), [finding(1, "para. 9")])
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        types = file.read("[Content_Types].xml").decode()
        links = file.read("word/_rels/document.xml.rels").decode()
    assert 'PartName="/word/comments.xml"' in types
    assert 'Extension="png"' in types  # what was said before
    assert 'Target="comments.xml"' in links


def file_with_types() -> bytes:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="png" ContentType="image/png"/></Types>'
    )
    return zipped({"[Content_Types].xml": types, **parts(p(r("see para. 9")))})


def test_a_file_without_types_gets_them():
    with zipfile.ZipFile(
        io.BytesIO(commented_copy(file_of(p(r("see para. 9"))), [finding(1, "9")]))
    ) as file:
        types = etree.fromstring(file.read("[Content_Types].xml"))
    assert {one.get("PartName") for one in types} == {
        None, "/word/document.xml", "/word/comments.xml",
    }  # fmt: skip


def test_all_other_parts_are_as_they_were():
    data = file_of(p(r("see para. 9") + ref(7)), footnotes=FOOTNOTES, settings="")
    made = commented_copy(data, [finding(1, "para. 9")])
    changed = {"word/document.xml", "word/comments.xml", "[Content_Types].xml",
               "word/_rels/document.xml.rels"}  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(made)) as new:
        for name in set(old.namelist()) - changed:
            assert new.read(name) == old.read(name)
    assert commented_copy(data, ()) == data


def test_the_same_copy_is_the_same_bytes():
    data = file_of(p(r("see para. 9")))
    assert commented_copy(data, [finding(1, "9")]) == commented_copy(data, [finding(1, "9")])


def test_a_strict_file_keeps_its_namespaces():
    plain = parts(p(r("see para. 9 x")))
    plain = {name: text.replace(W[1:-1], STRICT) for name, text in plain.items()}
    made = commented_copy(zipped(plain), [finding(1, "para. 9", 4)])
    assert inside(made, "0", S) == "para. 9"
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        links = file.read("word/_rels/document.xml.rels").decode()
    assert "purl.oclc.org/ooxml/officeDocument/relationships/comments" in links


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("<w:t>&amp;</w:t> ]]>", "<w:t>&amp;</w:t> ]]> [dangling]"),
        ("null \x00 \x1b[31m \ufffe", "null    [31m   [dangling]"),
        ("الفقرة ٣ 😀", "الفقرة ٣ 😀 [dangling]"),
    ],
)
def test_hostile_messages_are_text(message, shown):
    data = file_of(p(r("see para. 9")))
    assert said(commented_copy(data, [finding(1, "9", message=message)])) == [shown]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is empty"),
        (b"%PDF-1.7", "it is a PDF"),
        (zipped({"a.txt": "x"}), "holds no Word document"),
        (
            zipped({
                "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"/>',
                "word/document.xml": '<!DOCTYPE x [<!ENTITY e "e">]><x>&e;</x>',
            }),
            "declares a DOCTYPE",
        ),
        (zipped({"word/document.xml": "<w:document"}), "is not sound XML"),
    ],
)  # fmt: skip
def test_what_is_no_word_file_is_refused(data, why):
    with pytest.raises(UnreadableFile, match=why):
        commented_copy(data, [finding(1, "x")])


@pytest.mark.corpus
def test_a_real_report(shared):
    path = shared / "corpus" / "office" / "A_80_604_Add.2.docx"
    data = path.read_bytes()
    (resolved,) = read_corpus([path]).resolved()
    found = check(resolved, select(on=["style", "one-sided"]))
    assert found
    made = commented_copy(data, found, path.name)
    for number, one in enumerate(found, WordFile(data, "a").next_id):
        if one.text:
            assert " ".join(inside(made, str(number)).split()) == one.text
    assert list(read_word(made, "a")) == list(read_word(data, "a"))
