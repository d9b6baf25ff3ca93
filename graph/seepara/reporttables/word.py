"""A table as a Word file: rules at head and foot only, the head repeated on each page.

The file is written by hand (ECMA-376 part 1, 17.4): a handful of parts, no time of day in any.
"""

from __future__ import annotations

import io
import re
import zipfile
from xml.sax.saxutils import escape

from .model import Cell, Table

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can name."""

_PAGE = (11906, 16838)
_MARGIN = 1134
"""A page of A4 across, and its margins, in twentieths of a point."""
_MANY = 4
"""With more columns the page lies on its side."""

# What XML cannot hold.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_STYLES = (
    ("Normal", "paragraph", "Normal", "", '<w:spacing w:after="0"/>', '<w:sz w:val="20"/>'),
    ("Caption", "paragraph", "caption", "Normal", '<w:keepNext/><w:spacing w:after="80"/>', "<w:b/>"),
    ("TableText", "paragraph", "Table Text", "Normal", '<w:spacing w:before="30" w:after="30"/>',
     '<w:sz w:val="18"/>'),
    ("TableNote", "paragraph", "Table Note", "Normal", '<w:spacing w:before="40"/>',
     '<w:sz w:val="16"/>'),
)  # fmt: skip


def as_word(table: Table) -> bytes:
    """A .docx file with the table, its caption and its notes."""
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
            '<Override PartName="/docProps/core.xml" '
            'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
        ),
        "_rels/.rels": _relationships(
            ("officeDocument", _OFFICE, "word/document.xml"),
            ("metadata/core-properties", f"{_PACKAGE}/relationships", "docProps/core.xml"),
        ),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{_xml(table.caption)}</dc:title>"
            f"<dc:language>{_xml(table.language)}</dc:language></cp:coreProperties>"
        ),
        "word/document.xml": _document(table),
        "word/_rels/document.xml.rels": _relationships(("styles", _OFFICE, "styles.xml")),
        "word/styles.xml": _styles(table.language),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, _WHEN)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, (_HEAD + text).encode("utf-8", "replace"))
    return stream.getvalue()


def _relationships(*rows: tuple[str, str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{n}" Type="{base}/{kind}" Target="{target}"/>'
        for n, (kind, base, target) in enumerate(rows, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _styles(language: str) -> str:
    made = [
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" '
        'w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="Times New Roman"/>'
        f'<w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="{_xml(language)}"/></w:rPr></w:rPrDefault>'
        "</w:docDefaults>"
    ]
    for name, kind, called, based_on, paragraph, run in _STYLES:
        base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
        default = "" if based_on else ' w:default="1"'
        made.append(
            f'<w:style w:type="{kind}"{default} w:styleId="{name}"><w:name w:val="{called}"/>{base}'
            f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        )
    return f'<w:styles xmlns:w="{_WORD}">{"".join(made)}</w:styles>'


def _document(table: Table) -> str:
    across = len(table.columns) > _MANY
    wide, high = reversed(_PAGE) if across else _PAGE
    room = wide - 2 * _MARGIN
    widths = [round(share * room) for share in table.share()]
    turned = ' w:orient="landscape"' if across else ""
    body = [
        _paragraph("Caption", _run(table.caption)),
        _table(table, widths),
        *(_paragraph("TableNote", _mark(note.letter) + _run(_after(note.letter, note.text)))
          for note in table.notes),
        f'<w:sectPr><w:pgSz w:w="{wide}" w:h="{high}"{turned}/><w:pgMar w:top="{_MARGIN}" '
        f'w:right="{_MARGIN}" w:bottom="{_MARGIN}" w:left="{_MARGIN}" w:header="567" w:footer="567" '
        'w:gutter="0"/></w:sectPr>',
    ]  # fmt: skip
    return f'<w:document xmlns:w="{_WORD}"><w:body>{"".join(body)}</w:body></w:document>'


def _table(table: Table, widths: list[int]) -> str:
    properties = (
        f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblBorders><w:top w:val="single" w:sz="12" w:space="0" w:color="auto"/>'
        '<w:bottom w:val="single" w:sz="12" w:space="0" w:color="auto"/></w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        '<w:right w:w="140" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblCaption w:val="{_xml(table.caption)}"/></w:tblPr>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row(table.columns, widths, head=True)
    rows = "".join(_row(row, widths) for row in table.rows)
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"


def _row(cells: tuple[Cell, ...], widths: list[int], *, head: bool = False) -> str:
    below = (
        '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tcBorders>'
        if head
        else ""
    )
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{below}</w:tcPr>'
        f"{_paragraph('TableText', _run(cell.text, bold=head) + _mark(cell.marks), keep=head)}</w:tc>"
        for cell, width in zip(cells, widths, strict=True)
    )
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{made}</w:tr>"


def _paragraph(style: str, runs: str, *, keep: bool = False) -> str:
    kept = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}</w:pPr>{runs}</w:p>'


def _run(text: str, *, bold: bool = False) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{_xml(text)}</w:t></w:r>' if text else ""


def _mark(letters: str) -> str:
    if not letters:
        return ""
    look = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    return f"<w:r>{look}<w:t>{_xml(letters)}</w:t></w:r>"


def _after(letter: str, text: str) -> str:
    return f" {text}" if letter else text


def _xml(text: str) -> str:
    return escape(_NOT_IN_XML.sub("\ufffd", text), {'"': "&quot;"})
