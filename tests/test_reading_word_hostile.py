"""Word files that are no Word files, damaged, oversized, endless or nonsense."""

from __future__ import annotations

import re
import time
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seepara.reading import word
from seepara.reading.errors import UnreadableFile
from seepara.reading.word import package as word_package
from seepara.reading.word import read_word

from .word_files import (
    FOOTNOTES,
    GONE,
    IN_STYLE,
    LINKS,
    PLAIN,
    STRICT,
    R,
    W,
    a,
    c,
    element,
    field,
    listed,
    num,
    p,
    parts,
    r,
    read,
    ref,
    relationships,
    style,
    styled,
    t,
    tbl,
    tr,
    up,
    zipped,
)

URL = LINKS["L1"]
GOOD = parts(p(r("x")))
WITH_STYLES = parts(p(r("x")), styles="")
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def with_part(name: str, text: str | bytes) -> bytes:
    return zipped({**GOOD, name: text})


def document(text: str | bytes) -> bytes:
    return with_part("word/document.xml", text)


ENTITY = '<!DOCTYPE x [<!ENTITY a "text">]>' + GOOD["word/document.xml"]
SHEET = relationships([("R", "officeDocument", "xl/w.xml", "")])
BAD = [
    ("empty", b"", "empty"),
    ("text", b"57. See para. 3.", "not a Word file"),
    ("PDF", b"%PDF-1.7\n", "PDF"),
    ("RTF", b"{\\rtf1 x}", "RTF"),
    ("web page", b"\xef\xbb\xbf\n<!DOCTYPE html><html>", "web page"),
    ("bare XML", b"<?xml version='1.0'?><x/>", "XML"),
    ("old Word", OLE + bytes(500) + "WordDocument".encode("utf-16-le"), "old Word"),
    ("encrypted", OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le"), "password"),
    ("other OLE", OLE + bytes(500), "old Office"),
    ("sheet", zipped({"xl/workbook.xml": "<x/>"}), "Excel"),
    ("named sheet", zipped({"_rels/.rels": SHEET, "xl/w.xml": "<x/>"}), "Excel"),
    ("slides", zipped({"ppt/presentation.xml": "<x/>"}), "PowerPoint"),
    ("open document", zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "odt"),
    ("e-book", zipped({"mimetype": "application/epub+zip"}), "EPUB"),
    ("other zip", zipped({"a.txt": "x"}), "no Word document"),
    ("empty zip", zipped({}), "no Word document"),
    ("cut off", zipped(GOOD)[:-40], "not a complete zip"),
    ("cut off early", zipped(GOOD)[:400], "not a complete zip"),
    ("other root", document(f'<w:hdr xmlns:w="{W}"/>'), "no Word document"),
    ("no XML", document("plain"), "not sound XML"),
    ("empty part", document(""), "not sound XML"),
    ("open element", document(GOOD["word/document.xml"][:-20]), "not sound XML"),
    ("DOCTYPE", document(ENTITY), "DOCTYPE"),
    ("DOCTYPE in UTF-16", document(ENTITY.encode("utf-16")), "DOCTYPE"),
    ("DOCTYPE far off", document("<!--" + "x" * 10**5 + "-->" + ENTITY), "DOCTYPE"),
    ("DOCTYPE in styles", zipped({**WITH_STYLES, "word/styles.xml": ENTITY}), "DOCTYPE"),
    ("unknown entity", document(element("document", "<w:body>&a;</w:body>")), "not sound XML"),
    ("unknown encoding", document("<?xml version='1.0' encoding='klingon'?><x/>"), "not sound XML"),
    ("bad styles", zipped({**WITH_STYLES, "word/styles.xml": "<x"}), "styles.xml"),
    ("deep", document(element("document", "<w:sdt>" * 100_000)), "not sound XML"),
]


@pytest.mark.parametrize(("what", "data", "words"), BAD, ids=[row[0] for row in BAD])
def test_unreadable_files_say_what_they_are(what: str, data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile) as raised:
        list(read_word(data, "a\n.docx"))
    error = raised.value
    assert words in error.problem
    assert error.cure
    assert str(error) == f"a .docx: {error.problem}; {error.cure}"


def test_what_opens_to_too_much_is_refused_while_it_streams() -> None:
    start, end = GOOD["word/document.xml"].split("<w:p>", 1)
    data = document(start + p(r("x" * 9_000)) * 7_000 + "<w:p>" + end)
    assert len(data) < 2**18
    with pytest.raises(UnreadableFile, match="200 times its size"):
        list(read_word(data, "a.docx"))


@pytest.mark.parametrize(
    ("limit", "value", "words"),
    [
        ("MAX_PART_BYTES", 10_000, "more than"),
        ("MAX_SIDE_PART_BYTES", 1_000, "styles.xml unpacks to more"),
        ("MAX_PARTS", 5, "6 parts"),
    ],
)
def test_limits(monkeypatch: pytest.MonkeyPatch, limit: str, value: int, words: str) -> None:
    styles = "".join(style(f"S{number}") for number in range(100))
    data = zipped(parts(p(r("x" * 9_000)), styles=styles))
    assert [line.text for line in read_word(data, "a.docx")] == ["x" * 9_000]
    for module in (word_package, word):
        if hasattr(module, limit):
            monkeypatch.setattr(module, limit, value)
    with pytest.raises(UnreadableFile, match=words):
        list(read_word(data, "a.docx"))


def test_parts_in_odd_places_are_found_and_links_out_of_the_file_are_not_followed() -> None:
    files = {
        "_rels/.rels": relationships([("R1", "officeDocument", "/Word/Document2.xml", "")]),
        "word\\document2.xml": GOOD["word/document.xml"],
        "word/_rels/Document2.xml.rels": relationships(
            [
                ("S", "styles", "../../../etc/passwd", ""),
                ("N", "numbering", "https://x.example", ""),
            ]
        ),
    }
    assert [line.text for line in read_word(zipped(files), "a.docx")] == ["x"]


def test_a_file_without_relationships_is_read_by_its_usual_name() -> None:
    files = {"word/document.xml": GOOD["word/document.xml"]}
    assert [line.text for line in read_word(zipped(files), "a.docx")] == ["x"]


def test_strict_files_are_read_alike() -> None:
    files = parts(listed(5) + p(a("L1", r("A/1/2"))), numbering=PLAIN + num(5, 1))
    files = {name: text.replace(W, STRICT) for name, text in files.items()}
    strict_r = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    files = {name: text.replace(R, strict_r) for name, text in files.items()}
    lines = list(read_word(zipped(files), "a.docx"))
    assert [(line.label, line.text) for line in lines] == [("1.", "x"), ("", "A/1/2")]
    assert [link.url for link in lines[1].links] == [URL]


def test_protected_and_damaged_parts_are_refused() -> None:
    data = bytearray(zipped(GOOD))
    flag = data.index(b"PK\1\2") + 8
    data[flag] |= 1
    local = data.index(b"PK\3\4") + 6
    data[local] |= 1
    with pytest.raises(UnreadableFile, match="password"):
        list(read_word(bytes(data), "a.docx"))
    with pytest.raises(UnreadableFile, match="compressed in a way"):
        list(read_word(zipped(GOOD, zipfile.ZIP_BZIP2), "a.docx"))


BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
END = BEGIN.replace("begin", "end")
OPEN_LINK = field(f"HYPERLINK {URL}", "").removesuffix(END)
# What n of a thing looks like, and how many lines come of it.
LONG: list[tuple[str, Callable[[int], str], Callable[[int], int]]] = [
    ("fields without end", lambda n: p(BEGIN * n), lambda n: 0),
    ("open links", lambda n: p(OPEN_LINK * n + r("x")) + p(r("y")) * n, lambda n: n + 1),
    ("joined paragraphs", lambda n: p(r("x"), GONE) * n, lambda n: 1),
    ("marks", lambda n: p((up("1") + r("x")) * n), lambda n: 1),
    ("raised signs", lambda n: p(up("*") * n), lambda n: 1),
    ("references to one note", lambda n: p(ref(7) * n), lambda n: 2),
    ("links", lambda n: p(a("L1", r("x ")) * n), lambda n: 1),
    ("tables", lambda n: tbl(tr(c("x"))) * n, lambda n: n),
]


@pytest.mark.parametrize(("what", "body", "count"), LONG, ids=[row[0] for row in LONG])
def test_time_grows_with_the_length_and_not_with_its_square(
    what: str, body: Callable[[int], str], count: Callable[[int], int]
) -> None:
    def seconds(n: int) -> float:
        data = zipped(parts(body(n), footnotes=FOOTNOTES), zipfile.ZIP_STORED)
        started = time.process_time()
        assert len(list(read_word(data, "a.docx"))) == count(n)
        return time.process_time() - started

    # four times the length; repeated, since the machine may be busy with other things
    assert any(seconds(8_000) < 8 * seconds(2_000) for _ in range(4))


def test_boxes_within_boxes_are_read_without_recursion() -> None:
    start, end = "<w:r><w:txbxContent><w:p>", "</w:p></w:txbxContent></w:r>"
    lines = read(p(start * 80 + r("x") + end * 80))
    assert [line.text for line in lines] == ["x"]


def test_a_long_chain_of_styles_is_walked_once() -> None:
    chain = style("S0", IN_STYLE)
    chain += "".join(style(f"S{number}", "", f"S{number - 1}") for number in range(1, 5_000))
    body = "".join(styled(f"S{number}") for number in range(4_999, 0, -100))
    lines = read(body, styles=chain, numbering=PLAIN + num(5, 1))
    assert lines[-1].label == f"{len(lines)}."


def test_properties_without_end_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="more than"):
        read(p("<w:r><w:rPr>" + "<w:b/>" * 10**5 + "</w:rPr></w:r>"))


# What must hold of all input

TAGS = """
p r pPr rPr t tab br tbl tr tc trPr tcPr sdt sdtPr sdtContent ins del hyperlink fldSimple
instrText txbxContent footnoteReference footnoteRef endnoteReference sectPr sym vanish
vMerge vertAlign fldChar numPr footnote ruby rt
"""
ATTRIBUTES = [
    "",
    ' w:val="superscript"',
    ' w:val="1"',
    ' w:id="7"',
    ' w:fldCharType="begin"',
    ' w:fldCharType="separate"',
    ' w:fldCharType="end"',
    ' w:customMarkFollows="1" w:id="8"',
    ' r:id="L1"',
    ' w:instr="HYPERLINK https://example.org"',
]


def trees() -> st.SearchStrategy[str]:
    words = st.sampled_from(["57. ", "*", " see ", "a", ", ", "\u00a0", "12", "\u00ad"])
    leaf = words.map(r) | words.map(up) | words.map(t)
    mc = ["mc:AlternateContent", 'mc:Choice Requires="wps"', "mc:Fallback"]
    names = st.sampled_from([f"w:{tag}{more}" for tag in TAGS.split() for more in ATTRIBUTES] + mc)
    return st.recursive(
        leaf,
        lambda inner: st.builds(
            lambda name, parts: f"<{name}>{''.join(parts)}</{name.split(' ')[0]}>",
            names,
            st.lists(inner, max_size=4),
        ),
        max_leaves=25,
    )


@settings(max_examples=200, deadline=None)
@given(st.lists(trees(), max_size=8), st.booleans())
def test_any_nesting_gives_sound_lines(inner: list[str], in_paragraphs: bool) -> None:
    body = "".join(p(piece) if in_paragraphs else piece for piece in inner)
    for line in read(body, footnotes=FOOTNOTES):
        assert line.text == " ".join(line.text.split())
        assert line.text or line.marks or line.label
        assert all(0 <= mark.offset <= len(line.text) and mark.note for mark in line.marks)
        ends = [0]
        for link in line.links:
            assert ends[-1] <= link.start < link.end <= len(line.text)
            assert not line.text[link.start].isspace() and not line.text[link.end - 1].isspace()
            ends.append(link.end)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12))
)
def test_the_text_of_runs_is_kept_however_it_is_split(pieces: list[str]) -> None:
    # Noncharacters are no XML.
    pieces = [re.sub("[<>&\ufffe\uffff]", "", piece) for piece in pieces]
    whole = re.sub("[\u00ad\u200b\u2060\ufeff]", "", "".join(pieces)).replace("\u2011", "-")
    expected = " ".join(whole.split())
    lines = read(p("".join(r(piece) for piece in pieces)))
    assert [line.text for line in lines] == ([expected] if expected else [])


RICH = zipped(
    parts(
        listed(5) + p(r("a") + ref(7)) + tbl(tr(c("x"), c("y"))) + p(a("L1", r("z"))),
        numbering=PLAIN + num(5, 1),
        footnotes=FOOTNOTES,
        styles=style("S", IN_STYLE),
    )
)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_damage_is_refused_or_read_and_nothing_else(data: st.DataObject) -> None:
    whole = bytearray(RICH)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        if data.draw(st.booleans()):
            whole[at] = data.draw(st.integers(0, 255))
        else:
            del whole[at : at + data.draw(st.integers(1, 200))]
    try:
        lines = list(read_word(bytes(whole), "a.docx"))
    except UnreadableFile:
        return
    assert all(line.text or line.marks or line.label for line in lines)


def test_a_part_without_a_name_is_passed_over():
    """`ZipInfo.is_dir` looks at the last letter of the name, which is not always there."""
    data = zipped({**parts("<w:p><w:r><w:t>Noted.</w:t></w:r></w:p>"), "~": ""})
    head = data.rindex(b"PK\x01\x02")  # of the last part: its name becomes one byte of "extra"
    sizes = (0).to_bytes(2, "little") + (1).to_bytes(2, "little")
    data = data[: head + 28] + sizes + data[head + 32 :]
    assert [line.text for line in read_word(data, "a.docx")] == ["Noted."]
